//! Statutes, the words behind each code, and what law leaves of a text.

use super::check;
use ropa::formats::import::cells::law::Context::{self, Article6, Article9, Prose, Schedule1};
use ropa::formats::import::cells::law::read;

#[test]
fn statutes_are_powers_in_their_own_words() {
    let rows: &[(&str, &[&str])] = &[
        ("6(1)(e) Children Act 1989 s.17", &["Children Act 1989 s.17"]),
        ("Public task - section 17 of the Children Act 1989", &["section 17 of the Children Act 1989"]),
        ("Legal Obligation Children Act 1989, sections 17 and 47", &["Children Act 1989, sections 17 and 47"]),
        ("Care Act 2014 and Children and Families Act 2014", &["Care Act 2014", "Children and Families Act 2014"]),
        ("s.111 Local Government Act 1972", &["s.111 Local Government Act 1972"]),
        (
            "under the Anti-social Behaviour, Crime and Policing Act 2014",
            &["Anti-social Behaviour, Crime and Policing Act 2014"],
        ),
        ("Health and Safety at Work etc. Act 1974", &["Health and Safety at Work etc. Act 1974"]),
        ("Social Services and Well-being (Wales) Act 2014", &["Social Services and Well-being (Wales) Act 2014"]),
        (
            "Care Planning, Placement and Case Review (England) Regulations 2010 reg 50",
            &["Care Planning, Placement and Case Review (England) Regulations 2010 reg 50"],
        ),
        ("LGA 1972 s.111", &["LGA 1972 s.111"]),
        ("general power of competence", &["general power of competence"]),
        (
            "section 537A of the Education Act 1996, and section 83 of the Children Act 1989",
            &["section 537A of the Education Act 1996", "section 83 of the Children Act 1989"],
        ),
        (
            "Crime and Disorder Act 1998 (s115), Police Act 1997",
            &["Crime and Disorder Act 1998 (s115)", "Police Act 1997"],
        ),
        ("Data Protection Act 2018", &[]),
        ("We act in your interest", &[]),
        ("the Act", &[]),
        ("6(1)(c) Localism Act 2011 s.1; 6(1)(e)", &["Localism Act 2011 s.1"]),
    ];
    check(rows.iter().map(|(text, expected)| {
        let powers = read(text, Article6).powers;
        (format!("{text:?}"), powers.iter().map(|power| power.to_string()).collect::<Vec<_>>(), expected.to_vec())
    }));
}

#[test]
fn each_code_keeps_the_words_that_it_was_read_from() {
    let rows: &[(&str, Context, &str)] = &[
        ("6(1)(e) Public Task", Article6, "6(1)(e) Public Task"),
        ("because of Art. 6(1)(e) - public task.", Article6, "Art. 6(1)(e) - public task"),
        ("Public task (6(1)(e)) for bins", Article6, "Public task (6(1)(e))"),
        ("it is a Legal obligation", Article6, "Legal obligation"),
    ];
    for (text, context, expected) in rows {
        let law = read(text, *context);
        assert_eq!(law.bases.first().map(|found| &*found.words), Some(*expected), "{text:?}");
    }
}

#[test]
fn what_is_no_law_is_given_back() {
    let rows: &[(&str, Context, &str)] = &[
        ("6(1)(e) Public Task", Article6, ""),
        ("6(1)(b) contract; 6(1)(c)", Article6, ""),
        ("6(1)(e) for the parking scheme", Article6, "for the parking scheme"),
        ("Art. 6 Abs. 1 lit. a — UNWIRKSAM; Sanierung", Article6, "UNWIRKSAM; Sanierung"),
        ("N/A - see Sch 2", Article9, "N/A - see Sch 2"),
        ("Sch 1 Pt 2 para 6 & 10", Schedule1, ""),
        ("Public task: Care Act 2014 (assessments)", Article6, "(assessments)"),
        ("e) public task", Article6, ""),
        (
            "Article 6(1)(e) - processing is necessary for the performance of a task carried out in the public interest",
            Article6,
            "",
        ),
        ("Consent not required - public task", Article6, "Consent not required"),
        ("ask legal", Article6, "ask legal"),
    ];
    for (text, context, expected) in rows {
        assert_eq!(&*read(text, *context).rest, *expected, "{text:?}");
    }
}

#[test]
fn words_that_can_mean_two_things_are_doubtful() {
    let rows: &[(&str, Context, &[&str])] = &[
        ("Consent", Article9, &["Consent"]),
        ("Public interest", Article9, &["Public interest"]),
        ("6(1)(c) public task", Article6, &["6(1)(c) public task"]),
        ("Sch 1 Pt 1 para 18", Schedule1, &["Sch 1 Pt 1 para 18"]),
        ("6(1)(e) public task", Article6, &[]),
    ];
    for (text, context, expected) in rows {
        let law = read(text, *context);
        assert_eq!(law.doubtful.iter().map(|words| &**words).collect::<Vec<_>>(), *expected, "{text:?}");
    }
    assert!(read("no law here", Prose).is_empty());
}
