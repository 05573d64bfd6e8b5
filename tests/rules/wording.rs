//! Words that have aged, and words about one person: what counts, and the many things that only look like it.

use super::world::{World, basis, merge, one_line, transfer};
use serde_json::{Value as Json, json};

/// What V-62 says that a text in the notes holds; nothing where it is silent.
fn sign(words: &str) -> Option<String> {
    let found = World::with(&[&json!({ "notes": words })]).finds("V-62");
    assert!(found.len() < 2);
    let message = &found.first()?.message;
    assert!(!message.contains(words), "the finding repeats what it found: {message}");
    message.split_once("looks like ").map(|(_, sign)| sign.to_owned())
}

#[test]
fn a_text_about_one_person_is_seen_by_its_signs() {
    const SIGNS: &[(&str, &[&str])] = &[
        (
            "a National Insurance number",
            &["AB123456C", "NINO: JG 10 37 59 A.", "His number (PX123456D) is known", "é AB123456C"],
        ),
        ("an NHS number", &["9434765919", "943 476 5919", "NHS no. 401-023-2137.", "Patient 4010232137, ward 3"]),
        (
            "a date of birth",
            &[
                "DOB 12/03/1984",
                "d.o.b. 12.3.84",
                "Date of birth: 12 March 1984",
                "Jane, born on 3rd April 1984, lives alone",
                "(dob 1984-04-03)",
                "Born March 12, 1984",
            ],
        ),
        (
            "a person’s email address",
            &[
                "mary.jones@gmail.com",
                "see <Jo.Bloggs99@Hotmail.co.uk>",
                "m.jones@parish.example",
                "mary_jones@a.example.",
            ],
        ),
    ];
    for (expected, texts) in SIGNS {
        for text in *texts {
            assert_eq!(sign(text).as_deref(), Some(*expected), "{text}");
        }
    }
}

#[test]
fn numbers_dates_and_mailboxes_of_a_register_are_nobody_s() {
    let quiet = [
        "The team can be contacted by email or telephone 0121 704 6600.",
        "+44 121 704 6600, +44 (0)300 123 4567, 0044 345 604 0000, 01632 960100, 07700 900123",
        "Contract AB1234567, invoice QQ123456C, form PA123456, order XAB123456C, GB 12 34 56 A",
        "UPRN 100023336956, charity 1089464, company 04366849, reference 9434765918, 9434765919/2, £9434765919",
        "943 4765919, 943-476 5919, version 9.4.3, 94347659190, X9434765919",
        "Kept until the date of birth + 25 years, or DOB plus 31 years",
        "Children born on or after 1 September 2010, or born between 1 September 2010 and 31 August 2011",
        "Born on 1 September 2010 or later. Date of birth and name. Date of birth, 2 forms of proof",
        "Dobson 12/03/1984, adopted 12/03/1984, reviewed on 1 March 2026, 12 March 1984",
        "info@anytown.example, jane.smith@anytown.example, jane.smith@housing.anytown.example",
        "mary.jones@solihull.gov.uk, j.smith@trust.nhs.uk, a.head@st-annes.anytown.sch.uk, k.lee@met.police.uk",
        "school.admissions@academies.example, customer.services@supplier.example, helpdesk@supplier.example, sales@x.example",
        "Twitter @anytown, jane@work, @gmail.com, a.b@c",
    ];
    for text in quiet {
        assert_eq!(sign(text), None, "{text}");
    }
}

#[test]
fn a_person_is_looked_for_in_free_text_and_not_where_one_may_be_reached() {
    let address = "mary.jones@gmail.com";
    let spoken_of = [
        (json!({ "purposes": [address] }), "purposes", None),
        (one_line(json!({ "retention": { "text": address } })), "retention.text", None),
        (basis(json!({ "basis": "6(1)(d)", "reason": address })), "lawful_bases", Some("reason")),
        (transfer(json!({ "country": "FR", "organisation": address })), "transfers", Some("organisation")),
        (json!({ "dpia": { "reason": address } }), "dpia.reason", None),
    ];
    for (change, field, column) in spoken_of {
        let found = World::with(&[&change]).finds("V-62");
        assert_eq!(found.iter().map(|finding| (finding.field, finding.column)).collect::<Vec<_>>(), [(field, column)]);
        assert_eq!(found[0].row, column.map(|_| 0));
        assert_eq!(found[0].line.is_some(), field == "retention.text");
    }
    let reached: [Json; 6] = [
        json!({ "contact": address, "notes": "Write to mary.jones@gmail.com" }),
        json!({ "owner": address, "reviewed_by": address, "approved": { "by": address }, "reference": "AB123456C" }),
        json!({ "controller": { "name": "Returning Officer", "email": address } }),
        json!({ "joint_controllers": [{ "name": "Anytown Trust", "contact": address }], "external_ids": { "x": "9434765919" } }),
        json!({ "privacy_notice": { "link": "https://anytown.example/9434765919" }, "tags": ["AB123456C"] }),
        json!({ "organisation": { "email": address }, "notes": address }),
    ];
    for change in reached {
        assert_eq!(World::with(&[&change]).finds("V-62"), [], "{change}");
    }
}

#[test]
fn a_council_at_a_provider_for_the_public_owns_its_own_address_only() {
    let parish = json!({ "organisation": { "email": "anytown.parish@gmail.com" } });
    for (words, silent) in [("anytown.parish@gmail.com", true), ("mary.jones@gmail.com", false)] {
        let mut change = parish.clone();
        merge(&mut change, &json!({ "notes": words }));
        assert_eq!(World::with(&[&change]).finds("V-62").is_empty(), silent, "{words}");
    }
}

#[test]
fn words_that_have_aged_are_shown_with_what_holds_now() {
    let said = |change: Json| -> Vec<String> {
        World::with(&[&change]).finds("V-61").into_iter().map(|finding| finding.message).collect()
    };
    let replaced = [
        ("under the Data Protection Act 1998.", "Data Protection Act 1998"),
        ("DATA PROTECTION ACT (1998)", "Data Protection Act 1998"),
        ("DPA 1998 s.29", "Data Protection Act 1998"),
        ("the EU-US privacy shield", "Privacy Shield"),
        ("Safe Harbour scheme", "Safe Harbor"),
        ("the 8th principle", "8th principle"),
        ("Eighth Data Protection Principle", "8th principle"),
    ];
    for (text, shown) in replaced {
        let expected = format!("Review ‘{shown}’ under ‘Notes’ and enter what holds now. It has been replaced");
        assert_eq!(said(json!({ "notes": text })), [expected], "{text}");
    }
    let quiet = [
        "the data protection act",
        "the Data Protection Act 2018",
        "DPA 19981",
        "privacy shields",
        "EU SCCs with the UK Addendum",
        "the IDTA, or EU SCCs and addendum",
        "EU sccsx",
        "in the EEA or the UK",
        "EEA onlyness",
        "unsafe harbor",
    ];
    for text in quiet {
        assert_eq!(said(json!({ "notes": text })), [""; 0], "{text}");
    }
    let statute = basis(json!({ "basis": "6(1)(e)", "statutory_reference": "Data Protection Act 1998 s.29" }));
    assert_eq!(
        said(statute),
        ["Review ‘Data Protection Act 1998’ under ‘Law or power’ and enter what holds now. It has been replaced"]
    );
    assert_eq!(said(json!({ "imported": { "unmapped": { "Law": "Data Protection Act 1998" } } })), [""; 0]);
}

#[test]
fn a_text_of_any_length_is_read_in_one_go() {
    for piece in ["dob/", "1-", "AB 12 ", "a@", "born on ", "eu scc", "9 ", "(((1"] {
        // Were each place read to the end of the text, this would not end.
        assert_eq!(sign(&piece.repeat(200_000)), None, "{piece}");
    }
}
