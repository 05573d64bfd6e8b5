//! Whatever a record holds, it can be checked.

use proptest::prelude::*;
use ropa::domain::activity::Activity;
use ropa::domain::check::{check_activity, check_change, check_register, check_together};
use ropa::domain::field::{Fielded, Kind, Value};
use ropa::domain::id::Ids;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::line::Line;
use ropa::domain::organisation::{Organisation, Vocabulary};
use ropa::domain::subject::{Place, Subject};
use ropa::domain::vocabulary::{ListId, list};
use std::sync::Arc;

/// Takes choices from a stream of bytes, so that a failing case shrinks to a short one.
pub(super) struct Choices<'a>(pub(super) std::slice::Iter<'a, u8>);

impl Choices<'_> {
    fn up_to(&mut self, count: usize) -> usize {
        let high = usize::from(self.0.next().copied().unwrap_or(0));
        let low = usize::from(self.0.next().copied().unwrap_or(0));
        (high * 256 + low) % count.max(1)
    }

    fn word(&mut self, of: Option<ListId>) -> Arc<str> {
        const ODD: &[&str] = &[
            "",
            " ",
            "{x}",
            "İ\u{301}",
            "2026-02-30",
            "99999999999999999999 people",
            "data matching",
            "k7m2q9xd",
            "accepted",
            "does-not-apply",
            "V-16",
            "AB12",
            "dob 1/2/",
            "NHS 943 476 5919",
            "É@é.",
            "eu sccs\u{301}",
        ];
        let id = of.unwrap_or_else(|| ListId::ALL[self.up_to(ListId::ALL.len())]);
        let terms = &list(id).terms;
        match self.up_to(4) {
            0 => ODD[self.up_to(ODD.len())].into(),
            1 => terms[self.up_to(terms.len())].label.clone(),
            _ => {
                let term = &terms[self.up_to(terms.len())];
                term.code.clone().unwrap_or_else(|| term.label.clone())
            }
        }
    }

    fn value(&mut self, kind: Kind) -> Value {
        if self.up_to(3) == 0 {
            return Value::Empty;
        }
        match kind {
            Kind::Text(list) => Value::Text(self.word(list)),
            Kind::Line => Value::Text(self.word(None)),
            Kind::Long => Value::Text(self.word(None)),
            Kind::Choice(list) => Value::Text(self.word(Some(list))),
            Kind::Many(list) => Value::Terms((0..self.up_to(4)).map(|_| self.word(list)).collect()),
            Kind::Date => {
                let dates = ["2026-11-23", "2026-11-24", "9999-12-31", "-9999-01-01", "yesterday", ""];
                Value::Date(dates[self.up_to(dates.len())].into())
            }
            Kind::Flag => Value::Flag(self.up_to(2) == 1),
            Kind::Number => Value::Number([0, 1, 12, i32::MAX as u32, u32::MAX][self.up_to(5)]),
            Kind::Rows => Value::Rows(0),
        }
    }

    fn fill(&mut self, subject: &mut Subject, ids: &mut Ids) {
        for column in subject.fields() {
            let place = Place::of(column.spec.id);
            let value = self.value(column.kind);
            let rows = column.kind == Kind::Rows && value != Value::Empty;
            subject.set(&place, value, ids).expect("a value of its kind");
            for row in 0..if rows { self.up_to(4) } else { 0 } {
                subject.add_row(place.field, ids);
                for cell in subject.columns(place.field) {
                    let value = self.value(cell.kind);
                    subject.set(&Place::cell(place.field, row, cell.spec.id), value, ids).expect("a value of its kind");
                }
            }
        }
    }
}

impl Choices<'_> {
    /// An activity, its organisation and that organisation's words.
    pub(super) fn register(mut self) -> (Arc<Activity>, Arc<Organisation>, Arc<Vocabulary>) {
        let mut subjects = [
            Subject::Organisation(Arc::default()),
            Subject::Vocabulary(Arc::default()),
            Subject::Activity(Arc::default()),
        ];
        let mut ids = Ids::seeded(7);
        for subject in &mut subjects {
            self.fill(subject, &mut ids);
        }
        let [Subject::Organisation(organisation), Subject::Vocabulary(vocabulary), Subject::Activity(activity)] =
            subjects
        else {
            unreachable!()
        };
        (activity, organisation, vocabulary)
    }
}

proptest! {
    #[test]
    fn any_record_can_be_checked(bytes in proptest::collection::vec(any::<u8>(), 0..900), year in -9999_i16..9999) {
        let (activity, organisation, vocabulary) = Choices(bytes.iter()).register();
        let lexicon = Lexicon::of(&vocabulary);
        let today = jiff::civil::date(year, 2, 28);
        let mut findings = check_activity(&activity, &organisation, &lexicon, today);
        findings.extend(check_register(&organisation, std::slice::from_ref(&activity)));
        findings.extend(check_change(&Activity::default(), &activity, today));
        findings.extend(check_together(&[activity.clone(), activity.clone()]));
        for finding in findings {
            prop_assert!(!finding.message.is_empty());
            if let Some(line) = &finding.line {
                prop_assert!(Line::field(finding.field).is_some() && activity.lines().iter().any(|other| other.id == *line));
            }
            let rows = Subject::Activity(activity.clone()).count(finding.field).unwrap_or(0);
            prop_assert!(finding.row.is_none_or(|row| row < rows));
        }
    }
}
