//! Records that depart from a whole one, written as patches.

use ropa::domain::activity::Activity;
use ropa::domain::check::{Find, Finding, Rule, check_activity, check_change, check_register, check_together};
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::{Organisation, Vocabulary};
use serde_json::{Value as Json, json};
use std::sync::Arc;

pub(super) const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 24);

/// A record of general processing in which no rule finds anything.
pub(super) fn whole() -> Json {
    json!({
        "id": "k7m2q9xd", "title": "Housing repairs", "owner": "Head of Housing", "role": "controller", "regime": "general", "status": "approved",
        "purposes": ["Arrange repairs to council homes"],
        "lines": [line(json!({}))],
        "transfers": [],
        "security_measures": ["Encryption at rest", "Staff training and awareness"],
        "lawful_bases": [{ "basis": "6(1)(e)", "statutory_reference": "Housing Act 1985 section 21" }],
        "locations": ["Northgate"],
        "dpia": { "required": "no" },
        "privacy_notice": { "link": "https://anytown.example/repairs", "dated": "2026-01-05" },
        "last_reviewed": "2026-03-01"
    })
}

pub(super) fn line(change: Json) -> Json {
    let mut line = json!({
        "id": "4hq0w8zr",
        "subjects": ["Tenants and leaseholders"],
        "data_classes": ["Contact details"],
        "recipients": [],
        "retention": { "period_months": 72, "trigger": "tenancy ends" }
    });
    merge(&mut line, &change);
    line
}

pub(super) fn organisation() -> Json {
    json!({
        "name": "Anytown Council", "email": "info@anytown.example", "public_authority": true,
        "data_protection_officer": { "name": "Information Governance Manager", "email": "dpo@anytown.example" }
    })
}

/// A record that departs from the whole one: members of an activity, or of the organisation and vocabulary under their names.
/// «others» are activities beside it, and «before» is how it was until today, each as far as it differs from the record.
pub(super) struct World {
    pub(super) activity: Json,
    pub(super) organisation: Json,
    pub(super) vocabulary: Json,
    pub(super) others: Vec<Json>,
    pub(super) before: Option<Json>,
}

impl World {
    pub(super) fn with(changes: &[&Json]) -> World {
        let mut world = World::of(whole());
        for change in changes {
            let mut change = (*change).clone();
            let members = change.as_object_mut().expect("members");
            for (name, part) in [("organisation", &mut world.organisation), ("vocabulary", &mut world.vocabulary)] {
                if let Some(change) = members.remove(name) {
                    merge(part, &change);
                }
            }
            if let Some(Json::Array(others)) = members.remove("others") {
                world.others = others;
            }
            world.before = members.remove("before").or(world.before);
            merge(&mut world.activity, &change);
        }
        world
    }

    pub(super) fn of(activity: Json) -> World {
        World { activity, organisation: organisation(), vocabulary: json!({}), others: Vec::new(), before: None }
    }

    /// The activity as it is, but for some members.
    fn but(&self, change: &Json) -> Activity {
        let mut activity = self.activity.clone();
        merge(&mut activity, change);
        serde_json::from_value(activity).expect("an activity")
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        let activity = self.but(&json!({}));
        let organisation: Organisation = serde_json::from_value(self.organisation.clone()).expect("an organisation");
        let vocabulary: Vocabulary = serde_json::from_value(self.vocabulary.clone()).expect("a vocabulary");
        let mut findings = check_register(&organisation, &[Arc::new(activity.clone())]);
        findings.extend(check_activity(&activity, &organisation, &Lexicon::of(&vocabulary), TODAY));
        findings.extend(self.before.iter().filter_map(|before| check_change(&self.but(before), &activity, TODAY)));
        let others = self.others.iter().map(|other| Arc::new(self.but(other)));
        findings.extend(check_together(&others.chain([Arc::new(activity.clone())]).collect::<Vec<_>>()));
        findings
    }

    /// What a rule finds; of one that is within another, what the other says in its words.
    pub(super) fn finds(&self, rule: &str) -> Vec<Finding> {
        let asked = Rule::by_id(rule).expect("a rule");
        let is_its = |finding: &Finding| match asked.find {
            Find::Within(other) => {
                finding.rule.id == other && asked.asks.iter().any(|ask| is_made_of(&finding.message, ask.sentence))
            }
            _ => finding.rule == asked,
        };
        self.findings().into_iter().filter(is_its).collect()
    }
}

/// Whether a message is this sentence with its parts filled in.
pub(super) fn is_made_of(message: &str, sentence: &str) -> bool {
    match (sentence.split_once('{'), sentence.rsplit_once('}')) {
        (Some((begin, _)), Some((_, end))) => message.starts_with(begin) && message.ends_with(end),
        _ => message == sentence,
    }
}

/// A merge patch: null takes a member out, objects are merged, anything else replaces.
pub(super) fn merge(target: &mut Json, patch: &Json) {
    let Json::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    let target = target.as_object_mut().expect("an object");
    for (name, value) in patch {
        if value.is_null() {
            target.remove(name);
        } else {
            merge(target.entry(name.clone()).or_insert(Json::Null), value);
        }
    }
}

/// Joins two patches: as a merge patch, but what the second takes out stays taken out.
pub(super) fn lay_over(patch: &mut Json, over: Json) {
    match (patch, over) {
        (Json::Object(patch), Json::Object(over)) => {
            for (name, value) in over {
                lay_over(patch.entry(name).or_insert(Json::Null), value);
            }
        }
        (patch, over) => *patch = over,
    }
}

pub(super) fn one_line(change: Json) -> Json {
    json!({ "lines": [line(change)] })
}

pub(super) fn transfer(row: Json) -> Json {
    json!({ "transfers": [row] })
}

pub(super) fn basis(row: Json) -> Json {
    json!({ "lawful_bases": [row] })
}
