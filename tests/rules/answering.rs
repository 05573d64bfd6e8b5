//! Doing what a finding says answers it, and no other rule then asks for the opposite at the same place.

use super::any_record::Choices;
use super::rows::rows;
use super::world::{TODAY, World};
use proptest::prelude::*;
use ropa::domain::Text;
use ropa::domain::activity::Activity;
use ropa::domain::check::{Finding, check_activity, check_register};
use ropa::domain::field::{Fielded, Kind, Value};
use ropa::domain::id::Ids;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::line::Line;
use ropa::domain::organisation::{Organisation, Vocabulary};
use ropa::domain::subject::{Place, Subject};
use ropa::domain::vocabulary::{ListId, list};
use serde_json::from_value;
use std::sync::Arc;

#[test]
fn every_finding_can_be_answered_where_it_points_without_another_rule_asking_for_the_opposite() {
    for row in rows() {
        let record = Record::of(&World::with(&[&row.fires]));
        for finding in record.findings() {
            assert!(record.can_answer(&finding), "{} cannot be answered: {}", row.fires, told(&finding));
        }
    }
}

#[test]
fn faults_of_two_rules_in_one_record_can_be_answered_too() {
    let mut all = rows();
    all.dedup_by_key(|row| row.rule);
    for (place, one) in all.iter().enumerate() {
        for other in all.iter().skip(place + 1) {
            let record = Record::of(&World::with(&[&one.fires, &other.fires]));
            for finding in record.findings() {
                let patches = || format!("{} with {}", one.fires, other.fires);
                assert!(record.can_answer(&finding), "{} cannot be answered: {}", patches(), told(&finding));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_a_record_holds_each_of_its_findings_can_be_answered(bytes in proptest::collection::vec(any::<u8>(), 0..900)) {
        let (mut activity, organisation, vocabulary) = Choices(bytes.iter()).register();
        Arc::make_mut(&mut activity).id = from_value("k7m2q9xd".into()).expect("an id");
        let lexicon = Lexicon::of(&vocabulary);
        let record = Record { activity: Subject::Activity(activity), organisation: Subject::Organisation(organisation), lexicon };
        for finding in record.findings() {
            prop_assert!(record.can_answer(&finding), "{}", told(&finding));
        }
    }
}

fn told(finding: &Finding) -> String {
    format!("{} on {} {:?}: {}", finding.rule.id, finding.field, finding.column, finding.message)
}

/// A record that is worked on as the program does it, field by field.
#[derive(Clone)]
struct Record {
    activity: Subject,
    organisation: Subject,
    lexicon: Lexicon,
}

impl Record {
    fn of(world: &World) -> Record {
        let activity: Activity = from_value(world.activity.clone()).expect("an activity");
        let organisation: Organisation = from_value(world.organisation.clone()).expect("an organisation");
        let vocabulary: Vocabulary = from_value(world.vocabulary.clone()).expect("a vocabulary");
        Record {
            activity: Subject::Activity(Arc::new(activity)),
            organisation: Subject::Organisation(Arc::new(organisation)),
            lexicon: Lexicon::of(&vocabulary),
        }
    }

    fn findings(&self) -> Vec<Finding> {
        let (Subject::Activity(activity), Subject::Organisation(organisation)) = (&self.activity, &self.organisation)
        else {
            unreachable!("a record has one of each")
        };
        let mut findings = check_register(organisation, std::slice::from_ref(activity));
        findings.extend(check_activity(activity, organisation, &self.lexicon, TODAY));
        findings
    }

    /// Whether something that the field takes leaves the rule with less to say there, and no other rule with something new.
    fn can_answer(&self, finding: &Finding) -> bool {
        let here = |findings: Vec<Finding>| -> (Vec<Finding>, Vec<Finding>) {
            let here = findings.into_iter().filter(|other| is_same_place(other, finding));
            here.partition(|other| other.rule == finding.rule)
        };
        let (of_it, of_others) = here(self.findings());
        self.answers(finding).any(|answer| {
            let (of_it_after, of_others_after) = here(answer.findings());
            let less = of_it_after.len() < of_it.len();
            less && of_others_after.iter().all(|other| of_others.iter().any(|known| known.rule == other.rule))
        })
    }

    /// The record with each thing that the finding's field takes.
    fn answers(&self, finding: &Finding) -> impl Iterator<Item = Record> {
        let mut start = self.clone();
        let place = start.place(finding);
        let subject = start.subject(finding);
        let column = subject.column(&place).expect("a field of the tables");
        let held = subject.value(&place);
        let of_organisation = finding.activity.as_str().is_empty();
        let changes: Vec<Change> = match column.kind {
            Kind::Rows => rows_of(subject, finding.field),
            kind => values(kind, &held).into_iter().map(|value| vec![(place, value)]).collect(),
        };
        changes.into_iter().map(move |change| {
            let mut answer = start.clone();
            let subject = if of_organisation { &mut answer.organisation } else { &mut answer.activity };
            for (place, value) in change {
                if let Some((row, _)) = place.cell
                    && subject.count(place.field).unwrap_or(0) <= row
                {
                    subject.add_row(place.field, &mut Ids::seeded(3));
                }
                subject.set(&place, value, &mut Ids::seeded(3)).expect("a value of its kind");
            }
            answer
        })
    }

    fn subject(&mut self, finding: &Finding) -> &mut Subject {
        if finding.activity.as_str().is_empty() { &mut self.organisation } else { &mut self.activity }
    }

    /// Where the finding points; a line's field where there is no line yet gets one.
    fn place(&mut self, finding: &Finding) -> Place {
        let subject = self.subject(finding);
        if let Some(column) = finding.column {
            return Place::cell(finding.field, finding.row.expect("the row of a cell"), column);
        }
        if matches!(subject, Subject::Organisation(_)) || Line::field(finding.field).is_none() {
            return Place::of(finding.field);
        }
        if Activity::field(finding.field).is_some() {
            return Place::of(finding.field);
        }
        let Subject::Activity(activity) = &*subject else { unreachable!("lines are an activity's") };
        let row = activity.lines().iter().position(|line| Some(&line.id) == finding.line.as_ref());
        let row = row.or_else(|| subject.add_row("lines", &mut Ids::seeded(3)));
        Place::line(row.expect("a line"), finding.field)
    }
}

fn is_same_place(finding: &Finding, other: &Finding) -> bool {
    let place = |finding: &Finding| (finding.line.clone(), finding.row, finding.field, finding.column);
    place(finding) == place(other)
}

/// What is set, in order.
type Change = Vec<(Place, Value)>;

/// What a field of this kind takes: nothing, something new, what lists have, and what it holds without one of its terms.
fn values(kind: Kind, held: &Value) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.into());
    let held = match held {
        Value::Terms(terms) => terms.clone(),
        _ => Vec::new(),
    };
    let all = match kind {
        Kind::Text(_) | Kind::Long | Kind::Line => vec![text("Housing Act 1985 section 21, kept in the office")],
        Kind::Choice(id) => words(id).into_iter().map(Value::Text).collect(),
        Kind::Many(id) => {
            let more = id
                .map_or_else(|| vec!["Payroll".into()], words)
                .into_iter()
                .chain(["Arrange repairs to council homes".into()]);
            let more: Vec<Text> = more.collect();
            let added = more.iter().map(|word| Value::Terms(held.iter().chain([word]).cloned().collect()));
            let alone = more.iter().map(|word| Value::Terms(vec![word.clone()]));
            let fewer = (0..held.len()).map(|left_out| {
                let left = held.iter().enumerate().filter(|(place, _)| *place != left_out);
                Value::Terms(left.map(|(_, term)| term.clone()).collect())
            });
            added.chain(alone).chain(fewer).chain([Value::Terms(Vec::new())]).collect()
        }
        Kind::Date => ["2026-11-24", "2027-06-30", "2026-11-23"].map(|day| Value::Date(day.into())).to_vec(),
        Kind::Flag => vec![Value::Flag(true), Value::Flag(false)],
        Kind::Number => [0, 72, 120].map(Value::Number).to_vec(),
        Kind::Rows => unreachable!("tables are filled row by row"),
    };
    all.into_iter().chain([Value::Empty]).collect()
}

/// «None», and a row more of each sort that the table has: with its first closed list gone through, and everything else filled in.
fn rows_of(subject: &Subject, field: &'static str) -> Vec<Change> {
    let row = subject.count(field).unwrap_or(0);
    let columns = subject.columns(field);
    let named: Vec<Text> = match subject {
        Subject::Activity(activity) => {
            activity.lines().iter().flat_map(|line| line.recipients.clone().unwrap_or_default()).collect()
        }
        _ => Vec::new(),
    };
    let choices = columns.iter().find_map(|column| match column.kind {
        Kind::Choice(id) => Some((column.spec.id, words(id))),
        _ => None,
    });
    let (chosen, codes) = choices.unwrap_or(("", vec!["".into()]));
    let mut changes = vec![vec![(Place::of(field), Value::Rows(0))]];
    for code in &codes {
        for name in named.iter().cloned().chain(["Anytown Trust".into()]) {
            let cells = columns.iter().filter_map(|column| {
                let value = match column.kind {
                    Kind::Choice(_) if column.spec.id == chosen => Value::Text(code.clone()),
                    Kind::Text(Some(ListId::Recipients)) => Value::Text(name.clone()),
                    Kind::Text(_) | Kind::Long => Value::Text("Kept in the office".into()),
                    Kind::Date => Value::Date("2027-06-30".into()),
                    _ => return None,
                };
                Some((Place::cell(field, row, column.spec.id), value))
            });
            changes.push(cells.collect());
        }
    }
    changes
}

/// What a register stores for the terms of a list.
fn words(id: ListId) -> Vec<Text> {
    let terms = list(id).terms.iter();
    terms.map(|term| term.code.clone().filter(|_| !list(id).open).unwrap_or_else(|| term.label.clone())).collect()
}
