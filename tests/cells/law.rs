//! Law in cells and in prose.

use super::check;
use ropa::formats::import::cells::law::Context::{self, Article6, Article9, Prose, Schedule1};
use ropa::formats::import::cells::law::{Law, read};

/// What was found, as `6e 9h p2 p10 art10:route`.
fn codes(law: &Law) -> String {
    let short = |code: &str| code.replace(['(', ')'], "").replacen('1', "", usize::from(code.starts_with('6')));
    let bases = law.bases.iter().map(|found| short(&found.code));
    let conditions = law.article9.iter().map(|found| found.code.replace("(2)", "").replace(['(', ')'], ""));
    let schedule = law.schedule1.iter().map(|found| found.code.replace("para-", "p"));
    let article10 = law.article10.iter().map(|found| format!("art10:{}", found.route.as_deref().unwrap_or("?")));
    bases.chain(conditions).chain(schedule).chain(article10).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_way_of_writing_a_basis_or_condition_gives_its_code() {
    let rows: &[(&str, Context, &str)] = &[
        ("6(1)(a)", Article6, "6a"),
        ("6(1)(b)", Article6, "6b"),
        ("6(1)(c)", Article6, "6c"),
        ("6(1)(d)", Article6, "6d"),
        ("6(1)(e)", Article6, "6e"),
        ("6(1)(f)", Article6, "6f"),
        ("6(1)(ea)", Article6, "6ea"),
        ("Article 6(1)(ea) recognised legitimate interest", Article6, "6ea"),
        ("Art 6.1.e", Article6, "6e"),
        ("Art. 6.1(e)", Article6, "6e"),
        ("Article 6(1)e", Article6, "6e"),
        ("6 1 (e)", Article6, "6e"),
        ("6 (1) (e)", Article6, "6e"),
        ("6.1.e", Article6, "6e"),
        ("6.1e", Article6, "6e"),
        ("61e", Article6, "6e"),
        ("A6-1-e", Article6, "6e"),
        ("Article 6 1 e", Article6, "6e"),
        ("Article 6(e)", Article6, "6e"),
        ("Article 6, paragraph 1 (e)", Article6, "6e"),
        ("Article 6 (1), point (e)", Article6, "6e"),
        ("UK GDPR Article 6(1)(e)", Article6, "6e"),
        ("GDPR 6(1)(e)", Article6, "6e"),
        ("(e)", Article6, "6e"),
        ("(h)", Article9, "9h"),
        ("(e)", Prose, ""),
        ("ART 6(1)(E) PUBLIC TASK", Article6, "6e"),
        ("6(1)(e) Public Task", Article6, "6e"),
        ("Public task (6(1)(e))", Article6, "6e"),
        ("Public Task", Article6, "6e"),
        ("LEGAL OBLIGATION", Article6, "6c"),
        ("legal\nobligation", Article6, "6c"),
        ("Consent", Article6, "6a"),
        ("Explicit consent", Article6, "6a"),
        ("Contract", Article6, "6b"),
        ("Vital interests", Article6, "6d"),
        ("Legitimate interests", Article6, "6f"),
        ("privacy_public_interest", Article6, "6e"),
        ("6(1)(c) Legal Obligation and 6(1)(e)", Article6, "6c 6e"),
        ("6(1)(b) contract; 6(1)(c)", Article6, "6b 6c"),
        ("6(1)(c) and (e)", Article6, "6c 6e"),
        ("Article 6(1)(c), (e) & (f)", Article6, "6c 6e 6f"),
        ("6(1)(c)/(e)", Article6, "6c 6e"),
        ("6(1)(c, e)", Article6, "6c 6e"),
        ("6.1.c & e", Article6, "6c 6e"),
        ("Article 6(1)(c) and 6(1)(e)", Article6, "6c 6e"),
        ("Legal obligation; public task", Article6, "6c 6e"),
        ("Legal obligation / Public task", Article6, "6c 6e"),
        ("Art. 6 Abs. 1 lit. f DSGVO", Article6, "6f"),
        ("Art. 6 Abs. 1 lit. a — UNWIRKSAM; Sanierung", Article6, "6a"),
        ("Art. 6 Abs. 1 lit. b (Vertrag)", Article6, "6b"),
        ("Art. 6 Abs. 1 S. 1 lit. c DSGVO", Article6, "6c"),
        ("Art. 6 Abs. 1 lit. a, b und f", Article6, "6a 6b 6f"),
        ("necessary for the performance of a task carried out in the public interest", Article6, "6e"),
        ("necessary for the performance of a task carried out in the public interest", Prose, "6e"),
        ("N/A - see Sch 1", Article6, ""),
        ("?", Article6, ""),
        ("", Article6, ""),
        ("6(3)", Article6, ""),
        ("6 years", Article6, ""),
        ("6", Article6, ""),
        ("Section 6(1)(e) of the Localism Act 2011", Article6, ""),
        ("9(2)(h) health or social care", Article9, "9h"),
        ("9(2)(g) Substantial public interest", Article9, "9g"),
        ("9(2)(b) employment", Article9, "9b"),
        ("Article 9.2.h", Article9, "9h"),
        ("Art 9(2)(g) and (h)", Article9, "9g 9h"),
        ("9(2)(a)", Article6, "9a"),
        ("Explicit consent", Article9, "9a"),
        ("explicit consent", Prose, "9a"),
        ("Vital interests", Article9, "9c"),
        ("Employment", Article9, "9b"),
        ("Substantial public interest", Article9, "9g"),
        ("necessary for reasons of substantial public interest", Prose, "9g"),
        ("Substantial public interest", Article6, "9g"),
        ("health or social care", Article9, "9h"),
        ("Health and social care purposes", Article9, "9h"),
        ("public health", Article9, "9i"),
        ("Consent", Article9, ""),
        ("Public interest", Article9, ""),
        ("6(1)(e) and 9(2)(h)", Article6, "6e 9h"),
        ("Vital interests (Article 9(2)(c))", Prose, "9c"),
        ("Article 6(1)(d) and Article 9(2)(c) vital interests", Prose, "6d 9c"),
        ("9(2)(g), paragraph 6", Article9, "9g p6"),
        ("Sch 1 Pt 2 para 6 & 10", Schedule1, "p6 p10"),
        ("Sch 1 Pt 1 para 2", Schedule1, "p2"),
        ("paragraph 18", Schedule1, "p18"),
        ("paragraph 18", Prose, ""),
        ("para 18 and para 10", Schedule1, "p18 p10"),
        ("DPA 2018 Schedule 1, Part 2 (6)", Schedule1, "p6"),
        ("DPA 2018 Sch 1, Part 2, paragraphs 6, 8 and 18", Prose, "p6 p8 p18"),
        ("Schedule 1, Part 2, paragraph 6 of the Data Protection Act 2018", Prose, "p6"),
        ("Schedule 1 Part 2 paragraph 18(1)(a)", Schedule1, "p18"),
        ("Sch.1 Pt.1 para.1", Schedule1, "p1"),
        ("18", Schedule1, "p18"),
        ("6 & 10", Schedule1, "p6 p10"),
        ("18. Safeguarding of children and of individuals at risk", Schedule1, "p18"),
        ("Safeguarding of children and individuals at risk", Schedule1, "p18"),
        ("Preventing fraud", Schedule1, "p14"),
        ("Preventing fraud", Article6, ""),
        ("9(2)(g) Sch 1 Pt 2 para 18", Article9, "9g p18"),
        ("Article 10 - official authority", Article6, "art10:official-authority"),
        ("Art 10; Sch 1 para 6", Article6, "p6 art10:sch1"),
        ("Article 10", Article9, "art10:?"),
        ("Schedule 1", Schedule1, ""),
        ("Schedule 2 para 5", Schedule1, ""),
    ];
    check(
        rows.iter().map(|(text, context, expected)| {
            (format!("{text:?} {context:?}"), codes(&read(text, *context)), *expected)
        }),
    );
}

#[test]
fn prose_is_law_only_where_it_can_mean_nothing_else() {
    let rows = [
        ("We process your data because it is necessary to comply with a legal obligation.", "6c"),
        ("The lawful basis is public task (UK GDPR Article 6 (1) (e) and DPA 2018 (8)).", "6e"),
        ("With your consent, we send you updates.", "6a"),
        ("We rely on your consent to send updates (UK GDPR Article 6(1)(a)).", "6a"),
        ("We do not need your consent to do this.", ""),
        ("We will not share your data without your consent.", ""),
        ("You can withdraw your consent at any time.", ""),
        ("We do not rely on consent.", ""),
        ("The contract with the supplier is reviewed.", ""),
        ("• consent\n• contract\n• public task", "6a 6b 6e"),
        ("It is in the public interest that bins are emptied.", ""),
        ("Employment and education details", ""),
        ("6.1.a Why we need it", ""),
        ("See section 6.1 (a) of the policy", ""),
        ("on 6/1/2024 (e)", ""),
        ("We share health and social care records.", ""),
        ("data protection act 2018", ""),
        ("necessary for our legitimate interests", "6f"),
        ("the processing is necessary for the establishment, exercise or defence of legal claims", "9f"),
    ];
    check(rows.map(|(text, expected)| (format!("{text:?}"), codes(&read(text, Prose)), expected)));
}
