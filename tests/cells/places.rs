//! Countries, and what allows a transfer to them.

use super::check;
use ropa::formats::import::cells::mechanism;
use ropa::formats::import::cells::places::{Places, read};

/// What was found, as `IE US:Stripe +unspecified +uk ?words`.
fn told(places: &Places) -> String {
    let mut told: Vec<String> = Vec::new();
    for country in &places.countries {
        let beside = country.organisation.as_deref().map(|words| format!(":{words}")).unwrap_or_default();
        told.push(format!("{}{beside}", country.code));
    }
    told.extend(places.unspecified.then(|| "+anywhere".to_owned()));
    told.extend(places.inside_uk.then(|| "+uk".to_owned()));
    told.extend(places.unknown.iter().map(|words| format!("?{words}")));
    told.join(" | ")
}

#[test]
fn countries_are_codes_and_nothing_else_is_guessed() {
    let rows = [
        ("", ""),
        ("Republic of Ireland", "IE"),
        ("ireland", "IE"),
        ("India (call centre overflow)", "IN:call centre overflow"),
        ("USA; EEA", "US | EEA"),
        ("USA", "US"),
        ("U.S.", "US"),
        ("US", "US"),
        ("US-based supplier", "US:based supplier"),
        ("USA, Ireland and India", "US | IE | IN"),
        ("Germany/France", "DE | FR"),
        ("• India\n• Canada", "IN | CA"),
        ("IE, US, DE", "IE | US | DE"),
        ("IRL", "IE"),
        ("Stripe (USA)", "US:Stripe"),
        ("Zendesk USA", "US:Zendesk"),
        ("Sundara Tech (Indien) — SCC FEHLT", "IN:Sundara Tech; SCC FEHLT"),
        ("EU", "EU"),
        ("European Economic Area (EEA)", "EEA"),
        ("None", "+uk"),
        ("NONE", "+uk"),
        ("No", "+uk"),
        ("N/A", "+uk"),
        ("Not Applicable", "+uk"),
        ("UK only", "+uk"),
        ("UK", "+uk"),
        ("Not transferred outside the UK", "+uk"),
        ("Data is not transferred outside the UK.", "+uk"),
        ("No transfers", "+uk"),
        ("None - all held in the UK", "+uk"),
        ("We do not transfer your data overseas.", "+uk"),
        ("Keiner (EU)", "+uk | ?EU"),
        ("Keine", "+uk"),
        ("Not transferred outside the EEA", "?Not transferred outside the EEA"),
        ("TBC", "?TBC"),
        ("worldwide", "+anywhere"),
        ("International", "+anywhere"),
        ("Overseas", "+anywhere"),
        (
            "It may sometimes be necessary to transfer personal information overseas. When this is needed information may be transferred to countries or territories around the world.",
            "+anywhere",
        ),
        (
            "It may sometimes be necessary to transfer personal information overseas. When this is needed information is only shared within the European Economic Area (EEA).",
            "EEA",
        ),
        ("Your data may be stored in the United States and Ireland.", "US | IE"),
        ("No, but Ireland", "IE"),
        ("Serco", "?Serco"),
        ("IT", "?IT"),
        ("New Jersey office", "?New Jersey office"),
        ("We are a council in England and hold your data here.", ""),
        ("Yes - USA (Mailchimp)", "US:Mailchimp"),
        ("EU only", "EU"),
        ("Within EEA", "EEA"),
        ("Jordan", "JO"),
        ("Jordan Smith Ltd", "?Jordan Smith Ltd"),
        ("Smith Ltd (Jordan)", "JO:Smith Ltd"),
        ("Data held on servers in Ireland and the Netherlands (Microsoft)", "IE | NL"),
        ("N/A - UK only", "+uk"),
        ("Microsoft Azure (UK South)", "+uk"),
        ("We do not normally transfer data outside the UK, but some suppliers are in the USA.", "US"),
        ("Northern Ireland", "+uk"),
        ("Korea, Republic of", "KR"),
        ("Antigua and Barbuda", "AG"),
        ("Europe", "EU"),
        ("turkey breeders scheme", "?turkey breeders scheme"),
    ];
    check(rows.map(|(text, expected)| (format!("{text:?}"), told(&read(text)), expected)));
}

#[test]
fn what_allows_a_transfer_is_a_code_of_the_united_kingdom() {
    let rows: &[(&str, &[&str])] = &[
        ("Adequacy regulations (EEA)", &["approved"]),
        ("adequacy", &["approved"]),
        ("IDTA signed 14/02/2023", &["idta"]),
        ("International Data Transfer Agreement (IDTA)", &["idta"]),
        ("UK-US Data Bridge / UK Addendum", &["us-data-bridge", "addendum"]),
        ("SCCs with UK addendum", &["addendum"]),
        ("EU SCCs", &[]),
        ("Standard Contractual Clauses", &[]),
        ("Binding corporate rules", &["bcr"]),
        ("BCRs", &["bcr"]),
        ("Article 49(1)(d)", &["49-d"]),
        ("important reasons of public interest", &["49-d"]),
        ("Explicit consent", &["49-a"]),
        ("no adequacy decision", &[]),
        ("EU adequacy decision", &[]),
        ("N/A", &[]),
        ("encryption", &[]),
        ("", &[]),
    ];
    for (text, expected) in rows {
        let found = mechanism::read(text);
        assert_eq!(found.iter().map(|found| &*found.code).collect::<Vec<_>>(), *expected, "{text:?}");
    }
}

#[test]
fn clauses_of_the_union_alone_are_told() {
    let rows: &[(&str, &[&str])] = &[
        ("EU SCCs", &["EU SCCs"]),
        ("SCC vorhanden", &["SCC"]),
        ("Standard contractual clauses (2021)", &["Standard contractual clauses"]),
        ("SCCs with UK addendum", &[]),
        ("SCCs and IDTA", &[]),
        ("Privacy Shield", &["Privacy Shield"]),
        ("IDTA", &[]),
    ];
    for (text, expected) in rows {
        let found = mechanism::not_of_the_uk(text);
        assert_eq!(found.iter().map(|words| &**words).collect::<Vec<_>>(), *expected, "{text:?}");
    }
}
