//! Lists as officers type them, and their terms.

use super::check;
use ropa::formats::import::cells::terms::{clauses, read, split};

fn terms(text: &str) -> Vec<String> {
    split(text).iter().map(|term| term.to_string()).collect()
}

#[test]
fn every_way_of_writing_a_list_gives_its_terms() {
    let rows: &[(&str, &[&str])] = &[
        ("", &[]),
        ("   \n \t", &[]),
        ("-", &[]),
        ("Motorists", &["Motorists"]),
        (" Motorists. ", &["Motorists"]),
        ("• Service users\n• Carers\n• Next of kin", &["Service users", "Carers", "Next of kin"]),
        ("- name & address\n- NHS number\n- religion", &["name & address", "NHS number", "religion"]),
        ("– name\n– address", &["name", "address"]),
        ("* name\n* address", &["name", "address"]),
        ("·\u{a0}name\n·\u{a0}address", &["name", "address"]),
        ("o name\no address", &["name", "address"]),
        ("o\tname\no\taddress", &["name", "address"]),
        ("▪ name\r\n▪ address", &["name", "address"]),
        ("\u{f0b7} name\n\u{f0b7} address", &["name", "address"]),
        ("1. Name\n2. Address\n10. Phone", &["Name", "Address", "Phone"]),
        ("1) Name\n2) Address", &["Name", "Address"]),
        ("a) Name\nb) Address", &["Name", "Address"]),
        ("(i) Name\n(ii) Address", &["Name", "Address"]),
        ("• name • address • date of birth", &["name", "address", "date of birth"]),
        ("-Name\n-Address", &["Name", "Address"]),
        ("1.5 metre distance forms", &["1.5 metre distance forms"]),
        ("-5 degrees log", &["-5 degrees log"]),
        ("Applicants\nLicence holders\nComplainants", &["Applicants", "Licence holders", "Complainants"]),
        ("name;\naddress;\nand date of birth.", &["name", "address", "date of birth"]),
        (
            "HMRC; LGPS; unions; High Court (attachment of earnings)",
            &["HMRC", "LGPS", "unions", "High Court (attachment of earnings)"],
        ),
        ("Care team (social workers; OTs); GP", &["Care team (social workers; OTs)", "GP"]),
        ("Name,address,NI no.", &["Name", "address", "NI no."]),
        (
            "Name,address,NI no.\nDBS certificate (criminal convictions)\nMedical report\nRight to work",
            &["Name", "address", "NI no.", "DBS certificate (criminal convictions)", "Medical report", "Right to work"],
        ),
        ("Name, DOB, UPN, school", &["Name", "DOB", "UPN", "school"]),
        ("Data subject, family, GP", &["Data subject", "family", "GP"]),
        ("DVLA, TEC, Marston (Enforcement Agents)", &["DVLA", "TEC", "Marston (Enforcement Agents)"]),
        ("Employees (current, former), agency staff", &["Employees (current, former)", "agency staff"]),
        ("name, address, and date of birth", &["name", "address", "date of birth"]),
        ("name, address and date of birth", &["name", "address and date of birth"]),
        ("Children and young people", &["Children and young people"]),
        ("Parents/carers", &["Parents/carers"]),
        ("Staff, anyone who writes to us", &["Staff", "anyone who writes to us"]),
        ("IT, HR, Finance", &["IT", "HR", "Finance"]),
        (
            "• complainants, enquirers\n• staff, persons contracted to provide a service",
            &["complainants, enquirers", "staff, persons contracted to provide a service"],
        ),
        ("• name, address, DOB\n• bank details", &["name, address, DOB", "bank details"]),
        (
            "Name; visual images, personal appearance and behaviour",
            &["Name", "visual images, personal appearance and behaviour"],
        ),
        ("visual images, personal appearance and behaviour", &["visual images, personal appearance and behaviour"]),
        (
            "housing needs, visual images, personal appearance and behaviour, family details",
            &["housing needs", "visual images, personal appearance and behaviour", "family details"],
        ),
        ("We share it with the police, who may use it", &["We share it with the police, who may use it"]),
        ("Records are kept by schools, councils and others", &["Records are kept by schools, councils and others"]),
        ("Benefits data, including housing benefit", &["Benefits data, including housing benefit"]),
        ("Personal details: name, address", &["Personal details: name, address"]),
        ("Fines over 1,000 pounds, debts", &["Fines over 1,000 pounds", "debts"]),
        ("name\naddress\nName\nADDRESS", &["name", "address"]),
        (
            "refuse collections from residential properties,\nparking",
            &["refuse collections from residential properties", "parking"],
        ),
        ("We hold:\n• name\n• address", &["name", "address"]),
        (
            "• Monitor the effectiveness of the\nservices we commission\n• Ensure quality",
            &["Monitor the effectiveness of the services we commission", "Ensure quality"],
        ),
        ("Microsoft 365 e\u{2011}mail\u{a0}and Teams", &["Microsoft 365 e\u{2011}mail and Teams"]),
        ("Council’s tenants; “Tell Us Once” users", &["Council’s tenants", "“Tell Us Once” users"]),
        ("Police (for\nprosecutions)\nCourts", &["Police (for prosecutions)", "Courts"]),
        ("name (full; address", &["name (full", "address"]),
        ("Smith Ltd.\nJones & Co.", &["Smith Ltd.", "Jones & Co."]),
        ("name | address | phone", &["name", "address", "phone"]),
        ("name, address, etc.", &["name", "address"]),
        ("• name; and\n• address; or\n• phone.", &["name", "address", "phone"]),
        ("DWP, HMRC, other LAs, housing associations", &["DWP", "HMRC", "other LAs", "housing associations"]),
        ("Staff – current, former and prospective", &["Staff – current, former and prospective"]),
        (
            "Names, addresses, telephone numbers, email addresses and bank details of suppliers",
            &["Names", "addresses", "telephone numbers", "email addresses and bank details of suppliers"],
        ),
        (
            "salary (gross, net), pension (LGPS, TPS), NI No., DOB",
            &["salary (gross, net)", "pension (LGPS, TPS)", "NI No.", "DOB"],
        ),
        ("• Name\n• Address\n   o Home\n   o Work\n", &["Name", "Address", "Home", "Work"]),
        ("Internal: HR, Finance. External: HMRC, Pensions", &["Internal: HR, Finance. External: HMRC, Pensions"]),
        ("& staff\nstaff", &["& staff", "staff"]),
    ];
    check(rows.iter().map(|(text, expected)| (format!("{text:?}"), terms(text), expected.to_vec())));
}

#[test]
fn what_leads_in_to_bullets_is_no_term_and_not_lost() {
    let found = read("We may hold:\n• name\nand also:\n• health");
    assert_eq!(found.terms.iter().map(|term| &**term).collect::<Vec<_>>(), ["name", "health"]);
    assert_eq!(found.leads.iter().map(|lead| &**lead).collect::<Vec<_>>(), ["We may hold", "and also"]);
}

#[test]
fn a_comma_parts_no_clauses() {
    let rows: &[(&str, &[&str])] = &[
        (
            "Assess care needs; arrange and review care packages",
            &["Assess care needs", "arrange and review care packages"],
        ),
        ("Issue permits;\nEnforce PCNs (\"parking fines\")", &["Issue permits", "Enforce PCNs (\"parking fines\")"]),
        ("Plan, commission, review", &["Plan, commission, review"]),
    ];
    for (text, expected) in rows {
        let found = clauses(text);
        assert_eq!(found.iter().map(|term| &**term).collect::<Vec<_>>(), *expected, "{text:?}");
    }
}
