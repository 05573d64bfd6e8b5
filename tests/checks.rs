//! The checks: their list, what fixing does to it, and the way from one thing to fix to the next from everywhere.

use crate::story::{SAMPLE, Story, TODAY};
use ropa::app::Screen;
use ropa::domain::check::{Finding, RULES, Severity, TOPICS};
use ropa::domain::id::Ids;
use ropa::domain::lexicon::Lexicon;
use ropa::formats::json;
use ropa::search::checks::{By, Heading, Listed, Narrow, Question, State, list};
use ropa::search::index::Index;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::sync::Arc;

fn index(register: &str) -> Arc<Index> {
    let register = json::read(register.as_bytes(), &mut Ids::seeded(1)).unwrap().register;
    let lexicon = Lexicon::of(&register.vocabulary());
    Arc::new(Index::of(&register, &lexicon, TODAY, None))
}

fn listed(register: &str, question: &Question) -> Listed {
    list(&index(register), question)
}

/// The sample with something else in it.
fn sample(change: impl FnOnce(&mut Value)) -> String {
    let mut register: Value = serde_json::from_str(SAMPLE).unwrap();
    change(&mut register);
    register.to_string()
}

fn activity<'a>(register: &'a mut Value, reference: &str) -> &'a mut Value {
    let all = register["activities"].as_array_mut().unwrap();
    all.iter_mut().find(|activity| activity["reference"] == reference).unwrap()
}

/// A register with nothing to fix: without activities.
fn complete() -> String {
    sample(|register| register["activities"] = json!([]))
}

#[test]
fn every_rule_belongs_to_one_topic() {
    for rule in RULES {
        let count = TOPICS.iter().flat_map(|topic| topic.rules).filter(|id| **id == rule.id).count();
        assert_eq!(count, 1, "{}", rule.id);
    }
    let all: HashSet<&&str> = TOPICS.iter().flat_map(|topic| topic.rules).collect();
    assert_eq!(all.len(), 64, "and so will every rule of the law notes");
}

#[test]
fn the_list_is_in_order_whatever_it_is_ordered_by() {
    for by in By::ALL {
        let list = listed(SAMPLE, &Question { by, ..Question::default() });
        assert_eq!(list.to_fix, list.index.totals().to_fix, "{by:?}");
        assert_eq!(list.groups.iter().map(|group| group.count).sum::<usize>(), list.rows.len());
        assert_eq!(list.groups.iter().map(|group| group.to_fix).sum::<usize>(), list.to_fix);
        let headings: Vec<&Heading> = list.groups.iter().map(|group| &group.heading).collect();
        assert!(headings.iter().enumerate().all(|(at, heading)| !headings[..at].contains(heading)), "{headings:?}");
        for (place, row) in list.rows.iter().enumerate() {
            let group = list.group(place).unwrap();
            let (rule, entry) = (list.rule(*row).unwrap(), list.entry(*row).unwrap());
            let fits = match &group.heading {
                Heading::Kind(kind) => *kind == row.kind && row.state == State::ToFix,
                Heading::Rule(of) => *of == rule,
                Heading::Activity(id) => *id == entry.activity.id,
                Heading::Directorate(name) => *name == entry.activity.directorate,
                Heading::Severity(severity) => *severity == rule.severity,
                _ => row.state != State::ToFix,
            };
            assert!(fits, "{by:?} {place}");
            assert_eq!(list.place(&list.key(*row).unwrap()), Some(place), "{by:?}");
        }
    }
    let list = listed(SAMPLE, &Question::default());
    let order: Vec<_> = list
        .rows
        .iter()
        .filter(|row| row.state == State::ToFix)
        .map(|row| {
            (row.kind, list.rule(*row).unwrap().severity, list.entry(*row).unwrap().activity.name().to_lowercase())
        })
        .collect();
    assert!(order.is_sorted(), "{order:#?}");
}

#[test]
fn what_is_accepted_stands_at_the_end_and_is_not_counted() {
    let before = listed(SAMPLE, &Question::default());
    let mark =
        json!([{ "field": "article9_conditions", "mark": "accepted", "rule": "V-20", "reason": "Legal is asking" }]);
    let register = sample(|register| activity(register, "PA-0016")["marks"] = mark);
    let after = listed(&register, &Question::default());
    assert_eq!(after.rows.len(), before.rows.len());
    assert_eq!(after.to_fix, before.to_fix - 1);
    assert_eq!(after.rows.last().map(|row| row.state), Some(State::Accepted));
    assert_eq!(after.groups.last().map(|group| &group.heading), Some(&Heading::Accepted));
    let mut story = Story::open_at(80, 24, &register);
    story
        .keys("F5")
        .sees("[Checks 48 to fix]")
        .keys("End")
        .sees("Accepted, with a reason (3)")
        .sees("Accepted: Select");
    story.keys("F7").sees("Editing Homelessness");
}

#[test]
fn the_header_of_the_record_is_on_the_list() {
    let register = sample(|register| register["organisation"]["data_protection_officer"] = json!({}));
    let list = listed(&register, &Question::default());
    assert_eq!(list.to_fix, list.index.totals().to_fix);
    assert_eq!(list.to_fix, listed(SAMPLE, &Question::default()).to_fix + 2);
    let topic =
        |list: &Listed| list.progress.iter().find(|topic| topic.topic.rules.contains(&"V-02")).copied().unwrap();
    assert_eq!((topic(&list).complete, topic(&list).of), (1, 35), "one stands under another controller");
    let mut story = Story::open_at(80, 24, &register);
    story.keys("F5 'officer'").sees("> ").sees("your organisation").keys("Enter").sees("Editing your organisation");
    assert!(story.cursor_line().contains("[") && story.screen().contains("must have one"), "{}", story.screen());
    story.keys("'J Evans' Esc").sees_no("Enter the data protection officer’s name").sees("[Checks 50 to fix]");
}

#[test]
fn typing_and_filters_narrow_the_list() {
    for (columns, rows) in [(120, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        story.keys("F5 'school'").sees("of 49 to fix").sees("PA-0007").sees_no("PA-0024");
        story.keys("Ctrl+U 'v-20'").sees("! Select an Article 9 condition").sees_no("Add the Article 6");
        story.keys("Esc F4").sees("[ ] Likely unlawful as recorded").keys("Down Down Enter").sees("1 filter");
        story.sees("Good practice (").sees_no("Likely unlawful as recorded (");
        story.keys("F4").sees("[x] Good practice").keys("Esc Esc").sees("Likely unlawful as recorded (9)");
        story.keys("'zzqqxx'").sees("Nothing to fix matches ‘zzqqxx’").keys("Esc Esc").sees("[Register 36]");
    }
    let one = |narrowed: Vec<Narrow>| listed(SAMPLE, &Question { narrowed, ..Question::default() });
    let all = one(Vec::new());
    for choice in &all.choices {
        assert_eq!(one(vec![choice.narrow.clone()]).to_fix, choice.count, "{:?}", choice.narrow);
    }
}

#[test]
fn fixing_takes_it_off_at_once_and_the_highlight_stays_on_what_follows() {
    for (columns, rows) in [(120, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        story.keys("F5 Ctrl+O Down Down Enter").sees("by activity");
        let Some(Screen::Checks(checks)) = story.app.top() else { panic!("{}", story.screen()) };
        let list = checks.listed.clone().unwrap();
        let owner = list.rows.iter().position(|row| list.rule(*row).unwrap().id == "V-50").unwrap();
        let next = list.key(list.rows[owner + 1]).unwrap();
        for _ in 0..owner {
            story.keys("Down");
        }
        story.keys("Enter 'J Evans' Esc");
        let Some(Screen::Checks(checks)) = story.app.top() else { panic!("{}", story.screen()) };
        let list = checks.listed.clone().unwrap();
        assert_eq!(list.key(list.rows[checks.highlight]), Some(next));
        assert_eq!(list.to_fix, 48);
        story.keys("Ctrl+Z").sees("[Checks 49 to fix]");
    }
}

#[test]
fn checking_again_says_when() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("F10 'go to checks' Enter").sees("Checked 24 November 2026 at 10:42. This is a prompt list");
    story.keys("F5").sees("Checked again on 24 November 2026 at 10:42: 49 things to fix");
    let mut story = Story::open_at(80, 24, &complete());
    story.keys("F5").sees("Nothing to fix. Last checked 24 November 2026 at 10:42").sees("[Checks 0 to fix]");
    story.keys("F7").sees("[Checks 0 to fix]").keys("Esc F7").sees("[Register 0]");
}

#[test]
fn f7_goes_through_a_record_once_and_then_on_to_the_next() {
    for (columns, rows) in [(120, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        // From the register it leads into the first activity that has something to fix.
        story.keys("F7");
        let Some(Screen::Detail(detail)) = story.app.top() else { panic!("{}", story.screen()) };
        let first = detail.id.clone();
        let open = |story: &Story, id| {
            let activity = story.app.document().register().activity(&id).unwrap().clone();
            let subject = ropa::domain::subject::Subject::Activity(activity);
            let counts = |finding: &Finding| !finding.accepted && finding.rule.severity != Severity::Info;
            story.app.with_desk(|desk| desk.findings(&subject)).into_iter().filter(counts).count()
        };
        assert!(open(&story, first.clone()) > 0);
        let mut seen = vec![first.clone()];
        for _ in 0..200 {
            assert!(story.screen().contains("! "), "a problem is on screen:\n{}", story.screen());
            story.keys("F7");
            let Some(Screen::Detail(detail)) = story.app.top() else { panic!("{}", story.screen()) };
            if seen.last() != Some(&detail.id) {
                if detail.id == first {
                    break;
                }
                assert!(!seen.contains(&detail.id), "no activity comes twice");
                assert!(story.app.notice().contains("On to the next"), "{}", story.app.notice());
                seen.push(detail.id.clone());
            }
        }
        let with_any = story.app.document().register().activities().iter();
        let with_any = with_any.filter(|activity| open(&story, activity.id.clone()) > 0).count();
        assert_eq!(seen.len(), with_any, "every activity with something to fix was come to, and the first again");
        story.keys("Esc").sees("[Register 36]");
    }
}

#[test]
fn f7_in_a_form_reaches_every_field_and_goes_on_to_the_next_form() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("'PA-0035' Enter F2");
    let subject = |story: &Story| match story.app.top() {
        Some(Screen::Form(form)) => form.subject.clone(),
        _ => panic!("{}", story.screen()),
    };
    let own = subject(&story);
    let record = story.app.document().subject(&own).unwrap();
    let findings = story.app.with_desk(|desk| desk.findings(&record));
    let wanted: HashSet<&str> = findings.iter().map(|finding| finding.field).collect();
    let mut fields = HashSet::new();
    for _ in 0..findings.len() + 1 {
        story.keys("F7");
        if subject(&story) != own {
            break;
        }
        let Some(Screen::Form(form)) = story.app.top() else { unreachable!() };
        if let Some(ropa::app::outline::Item::Field(place)) = &form.here {
            fields.insert(if place.field == "lines" { place.cell.unwrap().1 } else { place.field });
        }
    }
    assert_eq!(fields, wanted);
    assert_ne!(subject(&story), own);
    story.sees("On to the next one with something to fix").keys("Esc Esc").sees("[Register 36]");
}

#[test]
fn f7_follows_the_list_where_that_was_gone_from() {
    let mut story = Story::open_at(80, 24, SAMPLE);
    story.keys("F5 F7").sees("Editing Foster carer approval").keys("F7").sees("> Transfers outside the UK");
    story
        .keys("Esc")
        .sees("> PA-0016")
        .keys("Down F7")
        .sees("Editing Homelessness")
        .keys("Esc Esc")
        .sees("[Register 36]");
}

#[test]
fn a_register_that_is_opened_to_look_at_shows_the_field() {
    let mut story = Story::open_to_look();
    story.keys("F5 Enter").sees("You are reading").sees("! Select an Article 9 condition");
    story.keys("F7").sees("Look only").sees("> Transfers outside the UK").keys("Esc").sees("[Checks 49 to fix]");
}
