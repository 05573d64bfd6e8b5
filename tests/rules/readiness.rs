//! Readiness: the questions, what they hang on, and that the score never falls when something is put right.

use super::any_record::Choices;
use super::rows::rows;
use super::world::{TODAY, World, merge, whole};
use proptest::prelude::*;
use ropa::domain::activity::{Activity, Mark};
use ropa::domain::check::{Find, Finding, RULES, Rule, Severity, check_activity, check_register};
use ropa::domain::field::{Fielded, Kind, Value};
use ropa::domain::id::Ids;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::line::Line;
use ropa::domain::organisation::{Organisation, OwnTerm, Vocabulary};
use ropa::domain::readiness::{QUESTIONS, Readiness, State, header_readiness, hundredths, readiness};
use ropa::domain::subject::{Place, Subject};
use ropa::domain::vocabulary::{ListId, list};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The rules that are only worth knowing, and count in no question.
const NOTES: [&str; 5] = ["V-03", "V-11", "V-52", "V-61", "V-63"];

#[test]
fn every_rule_that_asks_for_something_belongs_to_one_question() {
    let mut placed: Vec<&str> = QUESTIONS.iter().flat_map(|question| question.rules).copied().collect();
    placed.sort_unstable();
    let all: Vec<String> = (1..=64).map(|number| format!("V-{number:02}")).collect();
    let asking: Vec<&str> = all.iter().map(String::as_str).filter(|rule| !NOTES.contains(rule)).collect();
    assert_eq!(placed, asking);
    for rule in RULES {
        assert_eq!(rule.severity == Severity::Info, NOTES.contains(&rule.id), "{}", rule.id);
    }
}

#[test]
fn questions_have_names_of_their_own_and_hang_on_earlier_ones() {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for question in QUESTIONS {
        assert!(question.after.iter().all(|id| known.contains(id)), "{} hangs on a later question", question.id);
        assert!(known.insert(question.id), "{} stands twice", question.id);
        assert!(!question.rules.is_empty() && !question.words.ends_with('.'), "{}", question.id);
    }
    // A question is about the header, or about activities, as its rules are.
    for question in QUESTIONS {
        let rules = question.rules.iter().filter_map(|id| Rule::by_id(id));
        let kinds: BTreeSet<bool> = rules.map(|rule| matches!(rule.find, Find::Header(_))).collect();
        assert!(kinds.len() < 2, "{}", question.id);
    }
}

/// Records with nothing to put right, of each role and regime.
fn complete() -> [(&'static str, Json); 4] {
    let over = |change: Json| {
        let mut record = whole();
        merge(&mut record, &change);
        record
    };
    let joint = json!({ "role": "joint-controller", "joint_controllers": [{ "name": "Anytown NHS Trust", "contact": "Hill Road", "arrangement": "A-1" }] });
    let processor = json!({
        "id": "k7m2q9xd", "title": "Payroll for academies", "owner": "Head of Payroll", "role": "processor", "regime": "general", "status": "approved",
        "processor_record": { "controllers": [{ "name": "Anytown Academy", "contact": "High Street" }], "categories_of_processing": ["Running the payroll"], "contract": "C-7" },
        "transfers": [], "security_measures": ["Encryption at rest", "Staff training"], "last_reviewed": "2026-03-01",
    });
    let law_enforcement = json!({ "regime": "law-enforcement", "law_enforcement": { "legal_basis": "Consumer Rights Act 2015 Schedule 5" }, "automated_decisions": { "level": "none" } });
    [
        ("controller", over(json!({}))),
        ("joint controller", over(joint)),
        ("processor", processor),
        ("law enforcement", over(law_enforcement)),
    ]
}

/// Nothing but what makes a record one of a role and regime.
fn empty() -> [(&'static str, Json); 4] {
    [
        ("controller", json!({})),
        ("joint controller", json!({ "role": "joint-controller" })),
        ("processor", json!({ "role": "processor" })),
        ("law enforcement", json!({ "regime": "law-enforcement" })),
    ]
}

fn ready(record: &Json, organisation: &Organisation) -> Readiness {
    let activity: Activity = serde_json::from_value(record.clone()).expect("an activity");
    let findings = check_activity(&activity, organisation, &Lexicon::default(), TODAY);
    readiness(&activity, &findings)
}

#[test]
fn a_complete_record_of_each_role_has_all_and_an_empty_one_nothing() {
    let organisation = Organisation {
        security_measures: Some(vec!["Encryption at rest".into(), "Staff training".into()]),
        ..Organisation::default()
    };
    for (role, record) in complete() {
        let whole = ready(&record, &organisation);
        assert!(whole.score() == 1.0 && whole.complete, "{role}: {whole:#?}");
    }
    for (role, record) in empty() {
        // Measures of the whole organisation make no record of an empty one.
        let none = ready(&record, &organisation);
        assert!(none.score() == 0.0 && !none.complete && !none.items.is_empty(), "{role}: {none:#?}");
    }
    assert_eq!(header_readiness(&check_register(&Organisation::default(), &[])).score(), 0.0);
    let world = World::with(&[]);
    let organisation: Organisation = serde_json::from_value(world.organisation).expect("an organisation");
    assert_eq!(header_readiness(&check_register(&organisation, &[])).score(), 1.0);
}

#[test]
fn every_kind_of_record_is_asked_the_questions_of_its_own() {
    let asked = |record: &Json| {
        let ready = ready(record, &Organisation::default());
        ready.items.iter().map(|item| item.question.id).collect::<Vec<_>>()
    };
    let [(_, controller), _, (_, processor), (_, law_enforcement)] = empty();
    for (record, has, has_not) in [
        (&controller, ["purposes", "people", "basis", "notice"], ["clients", "processing"]),
        (&processor, ["clients", "processing", "destinations", "owner"], ["purposes", "basis"]),
        (&law_enforcement, ["purposes", "retention", "security", "owner"], ["basis", "clients"]),
    ] {
        let ids = asked(record);
        assert!(has.iter().all(|id| ids.contains(id)) && !has_not.iter().any(|id| ids.contains(id)), "{ids:?}");
        assert!(!ids.contains(&"controller"), "the header is asked once");
    }
}

fn without_retention(mut record: Json) -> Json {
    record["lines"][0].as_object_mut().expect("a line").remove("retention");
    record
}

#[test]
fn each_item_says_whether_it_is_met_accepted_unmet_or_waits() {
    let accepted = json!([{ "field": "retention", "line": "4hq0w8zr", "mark": "accepted", "rule": "V-16", "note": "No schedule yet" }]);
    let world = World::with(&[&json!({ "purposes": null, "dpia": null, "marks": accepted, "lawful_bases": null })]);
    let record = without_retention(world.activity);
    let ready = ready(&record, &Organisation::default());
    let state = |id: &str| ready.items.iter().find(|item| item.question.id == id).expect(id).state;
    let question = |id: &str| QUESTIONS.iter().find(|question| question.id == id).expect(id);
    assert_eq!(state("people"), State::Met);
    assert_eq!(state("retention"), State::Accepted);
    assert_eq!(state("basis"), State::Unmet);
    assert_eq!(state("statute"), State::WaitsFor(question("basis")));
    // What has something to put right of its own is told so, whatever it hangs on.
    assert_eq!(state("impact-assessment"), State::Unmet);
    assert_eq!(state("purpose-wording"), State::WaitsFor(question("purposes")));
    let met = ready.items.iter().filter(|item| item.state.is_met()).count();
    assert_eq!((ready.met(), ready.score()), (met, met as f64 / ready.items.len() as f64));
    assert!(!ready.complete);
}

#[test]
fn a_record_is_complete_where_no_error_is_left_that_nobody_accepted() {
    let organisation = Organisation::default();
    let mut record = without_retention(whole());
    assert!(!ready(&record, &organisation).complete);
    let mark = json!({ "field": "retention", "line": "4hq0w8zr", "mark": "accepted", "rule": "V-16", "note": "No schedule yet" });
    record["marks"] = json!([mark]);
    let accepted = ready(&record, &organisation);
    assert!(accepted.complete && accepted.score() == 1.0, "{accepted:#?}");
    // A warning is no error: the record is complete, and not all is met.
    merge(&mut record, &json!({ "owner": null }));
    let warned = ready(&record, &organisation);
    assert!(warned.complete && warned.score() < 1.0);
}

#[test]
fn a_share_is_rounded_down_so_that_all_means_all() {
    for (share, told) in [(0.0, 0.0), (0.29, 0.29), (0.999, 0.99), (1.0, 1.0), (2.0 / 3.0, 0.66)] {
        assert_eq!(hundredths(share), told, "{share}");
    }
}

/// A record with the register around it.
struct Trial {
    activity: Arc<Activity>,
    organisation: Organisation,
    lexicon: Lexicon,
}

impl Trial {
    fn findings(&self, activity: &Activity) -> Vec<Finding> {
        check_activity(activity, &self.organisation, &self.lexicon, TODAY)
    }

    /// The questions that were met and no longer are, where fewer are met than before.
    fn fall(&self, before: &Readiness, changed: &Activity) -> Option<String> {
        let after = readiness(changed, &self.findings(changed));
        assert_eq!(before.items.len(), after.items.len(), "a fix makes no record of another kind");
        let lost = before
            .items
            .iter()
            .zip(&after.items)
            .filter(|(before, after)| before.state.is_met() && !after.state.is_met());
        let lost: Vec<&str> = lost.map(|(before, _)| before.question.id).collect();
        (after.met() < before.met()).then(|| format!("from {} to {}: {lost:?}", before.met(), after.met()))
    }
}

/// The record after each way to put a finding right: it is accepted, said not to apply, or its field is filled.
fn fixes(activity: &Arc<Activity>, finding: &Finding) -> Vec<Arc<Activity>> {
    let mut fixed = marked(activity, finding);
    // A note asks for nothing: whoever acts on one records more, which may ask for more.
    if finding.rule.severity == Severity::Info {
        return fixed;
    }
    let field = finding.field;
    let mut subject = Subject::Activity(activity.clone());
    let mut ids = Ids::seeded(11);
    let place = if Line::field(field).is_some() && Activity::field(field).is_none() {
        let row = activity.lines().iter().position(|line| Some(&line.id) == finding.line.as_ref());
        let row = row.or_else(|| activity.lines().is_empty().then(|| subject.add_row("lines", &mut ids)).flatten());
        let Some(row) = row else { return fixed };
        Place::line(row, field)
    } else {
        match (finding.row, finding.column) {
            (Some(row), Some(column)) => Place::cell(field, row, column),
            _ => Place::of(field),
        }
    };
    let kind = subject.column(&place).expect("a field").kind;
    if kind == Kind::Rows {
        fixed.extend(with_row(&subject, field, &finding.message, &mut ids));
        return fixed;
    }
    let values = match kind {
        // What looks like one person gives way to words about a group.
        Kind::Many(_) if finding.rule.id == "V-62" => vec![Value::Terms(vec!["Residents of the district".into()])],
        _ => sensible(kind, &subject.value(&place)),
    };
    for value in values {
        // Whoever moves a record to the other regime makes another record, with other questions.
        if field == "regime" && value != Value::Text("general".into()) {
            continue;
        }
        let mut changed = subject.clone();
        changed.set(&place, value, &mut ids).expect("a value of its kind");
        fixed.extend(changed.activity().cloned());
    }
    fixed
}

fn marked(activity: &Arc<Activity>, finding: &Finding) -> Vec<Arc<Activity>> {
    let mark = |kind: &str, rule: Option<&str>, field: &str| {
        let mut changed = Activity::clone(activity);
        changed.marks.get_or_insert_default().push(Mark {
            field: Some(field.into()),
            line: finding.line.as_ref().map(|line| line.as_str().into()),
            mark: Some(kind.into()),
            rule: rule.map(Into::into),
            note: Some("because".into()),
            ..Mark::default()
        });
        Arc::new(changed)
    };
    let mut marked = Vec::new();
    if finding.rule.waivable {
        marked.push(mark(Mark::ACCEPTED, Some(finding.rule.id), finding.field));
    }
    let spec = Activity::field(finding.field).map(|field| &field.spec);
    let spec = spec.or_else(|| Line::field(finding.field).map(|field| &field.spec));
    marked.extend(spec.map(|spec| mark(Mark::DOES_NOT_APPLY, None, spec.marked_as())));
    marked
}

/// The record with another row of a table: one for each answer to its first question, bare and with all cells filled.
fn with_row(subject: &Subject, field: &'static str, message: &str, ids: &mut Ids) -> Vec<Arc<Activity>> {
    let columns = subject.columns(field);
    let main = columns.iter().find(|column| matches!(column.kind, Kind::Choice(_)));
    let answers = main.map_or(vec![None], |main| {
        sensible(main.kind, &Value::Empty).into_iter().map(|value| Some((main.spec.id, value))).collect()
    });
    let named = message.split('‘').nth(1).and_then(|rest| rest.split('’').next());
    let mut all = Vec::new();
    for answer in answers {
        for filled in [false, true] {
            let mut changed = subject.clone();
            let Some(row) = changed.add_row(field, ids) else { continue };
            let mut set = |column: &'static str, value: Value| {
                changed.set(&Place::cell(field, row, column), value, ids).expect("a value of its kind");
            };
            for column in columns.iter().filter(|column| filled && !matches!(column.kind, Kind::Choice(_) | Kind::Line))
            {
                let value = sensible(column.kind, &Value::Empty).into_iter().next();
                value.into_iter().for_each(|value| set(column.spec.id, value));
            }
            if let Some((column, value)) = answer.clone() {
                set(column, value);
            }
            if let (Some(name), true) = (named, columns.iter().any(|column| column.spec.id == "recipient")) {
                set("recipient", Value::Text(name.into()));
            }
            all.extend(changed.activity().cloned());
        }
    }
    all
}

/// A recipient of the organisation's own list that stands in no country with an approval.
const ABROAD: &str = "Overseas Hosting Ltd";

fn with_abroad(mut vocabulary: Vocabulary) -> Vocabulary {
    vocabulary.recipients.get_or_insert_default().push(OwnTerm {
        label: Some(ABROAD.into()),
        kind: Some("processor".into()),
        country: Some("IN".into()),
        ..OwnTerm::default()
    });
    vocabulary
}

/// What somebody may enter who wants to put a finding right.
fn sensible(kind: Kind, present: &Value) -> Vec<Value> {
    let terms = |id: ListId| list(id).terms.iter().map(|term| term.code.clone().unwrap_or_else(|| term.label.clone()));
    match kind {
        Kind::Text(Some(ListId::Recipients)) => {
            ["Agreed by the head of service, file 12", "IT suppliers"].map(|words| Value::Text(words.into())).to_vec()
        }
        Kind::Text(_) | Kind::Long | Kind::Line => vec![Value::Text("Agreed by the head of service, file 12".into())],
        // A few countries stand for all that have, or have not, an approval.
        Kind::Choice(ListId::Countries) => {
            ["IN", "FR", "US", "JP", "unspecified", "international-org"].map(|code| Value::Text(code.into())).to_vec()
        }
        Kind::Choice(id) => terms(id).map(Value::Text).collect(),
        Kind::Many(id) => {
            let present = match present {
                Value::Terms(terms) => terms.clone(),
                _ => Vec::new(),
            };
            let mut more = id.map_or(vec!["Run the work of the service".into()], |id| terms(id).collect::<Vec<_>>());
            if id == Some(ListId::Recipients) {
                more.push(ABROAD.into());
            }
            let with = |term| present.iter().cloned().chain([term]).collect();
            more.into_iter().map(|term| Value::Terms(with(term))).collect()
        }
        Kind::Date => vec![Value::Date("2027-01-31".into()), Value::Date("2026-11-24".into())],
        Kind::Flag => vec![Value::Flag(true), Value::Flag(false)],
        Kind::Number => vec![Value::Number(72)],
        Kind::Rows => Vec::new(),
    }
}

/// The records of the rules' own trials: of each rule one that it finds something in. Every way to put it right is tried.
#[test]
fn the_score_never_falls_when_the_fault_that_a_rule_finds_is_put_right() {
    let mut tried = 0;
    for (number, row) in rows().iter().enumerate() {
        // The same faults in an otherwise empty record leave more to be raised.
        let bare = ["id", "role", "regime", "title", "lines"].map(|name| (name, whole()[name].clone()));
        let bare = Json::Object(bare.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
        for start in [World::with(&[&row.fires]), bare_with(&bare, &row.fires)] {
            let vocabulary: Vocabulary = serde_json::from_value(start.vocabulary).expect("a vocabulary");
            let trial = Trial {
                activity: Arc::new(serde_json::from_value(start.activity).expect("an activity")),
                organisation: serde_json::from_value(start.organisation).expect("an organisation"),
                lexicon: Lexicon::of(&with_abroad(vocabulary)),
            };
            let findings = trial.findings(&trial.activity);
            let before = readiness(&trial.activity, &findings);
            for finding in findings.iter().filter(|finding| !finding.accepted) {
                for fixed in fixes(&trial.activity, finding) {
                    tried += 1;
                    let fall = trial.fall(&before, &fixed);
                    assert_eq!(fall, None, "row {number}, {}: {}\n{:?}", finding.rule.id, finding.message, fixed);
                }
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
}

fn bare_with(bare: &Json, fires: &Json) -> World {
    let mut world = World::with(&[fires]);
    let mut activity = bare.clone();
    let mut change = fires.clone();
    let members = change.as_object_mut().expect("members");
    members.remove("organisation");
    members.remove("vocabulary");
    merge(&mut activity, &change);
    world.activity = activity;
    world
}

proptest! {
    #[test]
    fn the_score_never_falls_when_a_finding_of_any_record_is_put_right(
        bytes in proptest::collection::vec(any::<u8>(), 0..900), which in any::<prop::sample::Index>(), how in any::<[prop::sample::Index; 12]>(),
    ) {
        let mut choices = Choices(bytes.iter());
        let mut subjects = [Subject::Organisation(Arc::default()), Subject::Vocabulary(Arc::default()), Subject::Activity(Arc::default())];
        let mut ids = Ids::seeded(7);
        for subject in &mut subjects {
            choices.fill(subject, &mut ids);
        }
        let [Subject::Organisation(organisation), Subject::Vocabulary(vocabulary), Subject::Activity(activity)] = subjects else { unreachable!() };
        let trial = Trial { activity, organisation: Organisation::clone(&organisation), lexicon: Lexicon::of(&with_abroad(Vocabulary::clone(&vocabulary))) };
        let findings = trial.findings(&trial.activity);
        let before = readiness(&trial.activity, &findings);
        prop_assert!((0.0..=1.0).contains(&before.score()));
        let asked = findings.iter().any(|finding| !finding.accepted && finding.rule.severity != Severity::Info);
        prop_assert_eq!(before.score() == 1.0, !asked);
        let open: Vec<&Finding> = findings.iter().filter(|finding| !finding.accepted).collect();
        if open.is_empty() {
            return Ok(());
        }
        let finding = which.get(&open);
        let fixes = fixes(&trial.activity, finding);
        for fixed in how.iter().filter(|_| !fixes.is_empty()).map(|how| how.get(&fixes)) {
            let fall = trial.fall(&before, fixed);
            prop_assert!(fall.is_none(), "{}: {}: {:?}", finding.rule.id, finding.message, fall);
        }
    }
}
