//! The notice that the rules are measured by: the privacy notice of Solihull Strategic Commissioning, as an activity.

use super::world::World;
use ropa::domain::check::Severity;
use serde_json::{Value as Json, json};

/// The notice as far as it says anything: one line, its retention as words, its transfers to no country in particular.
fn notice() -> Json {
    json!({
        "id": "k7m2q9xd", "title": "Strategic Commissioning", "directorate": "Children’s Services and Skills", "role": "controller", "status": "draft",
        "description": NATURE_OF_WORK,
        "purposes": ["Monitor the effectiveness of the services we commission", "Ensure you receive appropriate services"],
        "lines": [{
            "id": "4hq0w8zr",
            "subjects": ["Children and young people under the age of 19 years of age (and in some cases up to 25)", "family members"],
            "data_classes": ["personal details", "family details", "lifestyle and social circumstances", "financial details", "employment and education details", "housing needs", "social care needs", "health needs"],
            "special_categories": ["racial or ethnic origin", "religion", "health or social care information"],
            "recipients": [
                "Family members, associates or representatives of the person whose personal data we are processing",
                "Healthcare professionals, social and welfare advisers or practitioners",
                "Commissioned services", "Other Council Departments", "Law Enforcement Agencies"
            ],
            "retention": { "text": "We will not keep your information any longer than needed. The length of time will vary from service to service and will be guided by either legislation or the Council's internal retention records guidance which states how long records should be retained." }
        }],
        "transfers": [{
            "id": "m2x7d4tb", "country": "unspecified",
            "notes": "It may sometimes be necessary to transfer personal information overseas. When this is needed information may be transferred to countries or territories around the world. Any transfers made will be in full compliance with all aspects of the data protection act."
        }],
        "sources": ["Commissioned services"],
        "contact": "The team can be contacted by email or telephone 0121 704 6600."
    })
}

const NATURE_OF_WORK: &str = "At its simplest, commissioning is the process of assessing needs, planning, agreeing and monitoring services.

Commissioning is not one action but many, ranging from undertaking needs assessments for a population, through the design of service pathways, to service specification and contract negotiation or procurement, with continuous quality assessment.

The team, which is part of Children’s Services and Skills directorate, commissions services on behalf of other teams within the directorate, including services for Looked After Children, children and young people with Special Educational Needs and Disabilities, and children and young people with mental health difficulties. Primarily the services commissioned are statutory functions.

In the majority of cases, personal data will not be collected directly by the team, but is collected by the services we commission.";

#[test]
fn the_notice_gives_exactly_what_a_practitioner_expects() {
    let findings = World::of(notice()).findings();
    let found = |severity: Severity| {
        let mut ids: Vec<&str> = Vec::new();
        let of_severity = findings.iter().filter(|finding| finding.rule.severity == severity);
        of_severity.for_each(|finding| ids.push(finding.rule.id));
        ids
    };
    assert_eq!(found(Severity::Error), ["V-14", "V-18"]);
    assert_eq!(found(Severity::Warning), ["V-17", "V-20", "V-26", "V-40", "V-45", "V-46", "V-49", "V-50"]);
    assert_eq!(found(Severity::Info), ["V-11"]);
    let said = [
        (
            "V-40",
            "Say whether an impact assessment is needed. The data are about children, and nothing says how they are protected",
        ),
        ("V-45", "Add the link to the privacy notice, and its date"),
        (
            "V-46",
            "Select the role of ‘Commissioned services’: a processor acts on your instructions, a controller decides for itself",
        ),
    ];
    for (rule, words) in said {
        let found: Vec<_> = findings.iter().filter(|finding| finding.rule.id == rule).collect();
        assert_eq!(found.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>(), [words]);
    }
}

#[test]
fn the_notice_beside_another_reading_of_it_is_a_possible_duplicate_and_nothing_more() {
    let mut twice = World::of(notice());
    twice.others = vec![json!({ "id": "9tv3m0cc", "purposes": null })];
    let alone = World::of(notice()).findings();
    let found = twice.findings();
    assert_eq!(found.len(), alone.len() + 1);
    assert!(found.iter().any(|finding| finding.rule.id == "V-63" && finding.activity.as_str() == "k7m2q9xd"));
}
