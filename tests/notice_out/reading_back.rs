//! A notice that was written from an activity, read again, gives the same lists.

use super::writing::{notice, sample};
use jiff::civil::date;
use ropa::domain::activity::Activity;
use ropa::domain::fold::fold;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::line::Line;
use ropa::domain::{List, Text};
use ropa::formats::import::choices::Setting;
use ropa::formats::notice::written::Shape;

fn read_back(activity: &Activity, shape: Shape) -> Activity {
    let register = sample();
    let written = notice(activity, &register.organisation(), None).unwrap().write(shape);
    let file = format!("notice.{}", shape.ending());
    let read = ropa::formats::notice::read(written.as_bytes(), &file).unwrap();
    let lexicon = Lexicon::default();
    let mut brought =
        ropa::formats::notice::bring(&read, &Setting { file: &file, lexicon: &lexicon, today: date(2026, 11, 25) });
    assert_eq!(brought.drafts.len(), 1, "{} as {file}", activity.name());
    brought.drafts.remove(0).activity
}

fn of_lines(activity: &Activity, list: fn(&Line) -> &List) -> Vec<String> {
    let terms = activity.lines().iter().flat_map(|line| list(line).iter().flatten());
    sorted(terms)
}

fn sorted<'a>(terms: impl Iterator<Item = &'a Text>) -> Vec<String> {
    let mut terms: Vec<String> = terms.map(|term| fold(term.trim_end_matches('.'))).collect();
    terms.sort();
    terms.dedup();
    terms
}

type Lists = [(&'static str, fn(&Activity) -> Vec<String>); 9];

const LISTS: Lists = [
    ("title", |activity| vec![fold(activity.name())]),
    ("purposes", |activity| sorted(activity.purposes.iter().flatten())),
    ("subjects", |activity| of_lines(activity, |line| &line.subjects)),
    ("data of all sorts", |activity| {
        // A record may hold «alleged offences» among its other data; a notice in sorts them out.
        let sorts: [fn(&Line) -> &List; 3] =
            [|line| &line.data_classes, |line| &line.special_categories, |line| &line.criminal_offence_data];
        let mut all: Vec<String> = sorts.into_iter().flat_map(|list| of_lines(activity, list)).collect();
        all.sort();
        all.dedup();
        all
    }),
    ("recipients", |activity| of_lines(activity, |line| &line.recipients)),
    ("sources", |activity| sorted(activity.sources.iter().flatten())),
    ("lawful_bases", |activity| sorted(activity.lawful_bases().iter().filter_map(|row| row.basis.as_ref()))),
    ("article9_conditions", |activity| sorted(activity.article9_conditions.iter().flatten())),
    ("transfers", |activity| sorted(activity.transfers().iter().filter_map(|row| row.country.as_ref()))),
];

#[test]
fn every_notice_of_the_sample_read_back_gives_the_same_lists() {
    let mut misses = Vec::new();
    for activity in
        sample().activities().iter().filter(|activity| !activity.is_processor() && !activity.is_law_enforcement())
    {
        for shape in Shape::ALL {
            let back = read_back(activity, shape);
            for (name, list) in LISTS {
                // A country that is not named stands there as a gap.
                let unnamed = name == "transfers" && list(activity).contains(&"unspecified".to_owned());
                let says_nothing = list(activity).is_empty();
                if !unnamed && list(&back) != list(activity) && !(name == "sources" && says_nothing) {
                    misses.push(format!(
                        "{} {shape:?} {name}: {:?} for {:?}",
                        activity.name(),
                        list(&back),
                        list(activity)
                    ));
                }
            }
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[test]
fn a_finished_activity_of_one_line_comes_back_whole() {
    let register = sample();
    let activity =
        register.activities().iter().find(|activity| activity.reference.as_deref() == Some("PA-0019")).unwrap();
    for shape in Shape::ALL {
        let back = read_back(activity, shape);
        assert_eq!(back.description.as_deref().map(fold), activity.description.as_deref().map(fold), "{shape:?}");
        assert_eq!(back.contact, activity.contact, "{shape:?}");
        let (kept, held) = (&back.lines()[0].retention, &activity.lines()[0].retention);
        let months = |kept: &Option<ropa::domain::line::Retention>| kept.as_ref().and_then(|kept| kept.period_months);
        assert_eq!(months(kept), months(held), "{shape:?} {kept:?}");
    }
}
