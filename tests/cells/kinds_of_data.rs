//! Personal data sorted by the lists.

use super::check;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::{OwnTerm, Vocabulary};
use ropa::formats::import::cells::sorted::{Sort, data, sort_of};

#[test]
fn the_lists_alone_decide_what_is_special_or_criminal() {
    let rows = [
        ("name & address", Sort::Ordinary),
        ("financial details", Sort::Ordinary),
        ("NHS number", Sort::Ordinary),
        ("Case notes", Sort::Ordinary),
        ("any", Sort::Ordinary),
        ("ethnicity", Sort::Special),
        ("religion", Sort::Special),
        ("RELIGION", Sort::Special),
        ("Health", Sort::Special),
        ("Medical report", Sort::Special),
        ("sickness", Sort::Special),
        ("disability", Sort::Special),
        ("Details of disability", Sort::Special),
        ("your ethnicity", Sort::Special),
        ("ethnicity information", Sort::Special),
        ("Ethnicity (for monitoring)", Sort::Special),
        ("Assessment form (health)", Sort::Special),
        ("Blue Badge details (health)", Sort::Special),
        ("health and ethnicity", Sort::Special),
        ("health or data concerning a natural person's sex life or sexual orientation", Sort::Special),
        ("health and safety", Sort::Ordinary),
        ("name and ethnicity", Sort::Ordinary),
        ("DBS certificate (criminal convictions)", Sort::Criminal),
        ("DBS", Sort::Criminal),
        ("offences and alleged offences", Sort::Criminal),
        ("criminal proceedings, outcomes and sentences", Sort::Criminal),
        ("Form (criminal convictions)", Sort::Criminal),
    ];
    check(rows.map(|(term, expected)| (format!("{term:?}"), sort_of(term, &Lexicon::default()), expected)));
}

#[test]
fn each_term_keeps_its_words_and_its_turn() {
    let terms = ["Name".into(), "Religion".into(), "DBS check".into(), "Address".into(), "health".into()];
    let sorted = data(&terms, &Lexicon::default());
    let words = |list: &[ropa::domain::Text]| list.iter().map(|term| term.to_string()).collect::<Vec<_>>();
    assert_eq!(words(&sorted.data_classes), ["Name", "Address"]);
    assert_eq!(words(&sorted.special_categories), ["Religion", "health"]);
    assert_eq!(words(&sorted.criminal_offence_data), ["DBS check"]);
}

#[test]
fn the_organisations_own_class_is_an_ordinary_one() {
    let own = OwnTerm { label: Some("Disability".into()), ..OwnTerm::default() };
    let lexicon = Lexicon::of(&Vocabulary { data_classes: Some(vec![own]), ..Vocabulary::default() });
    assert_eq!(sort_of("disability", &lexicon), Sort::Ordinary);
}
