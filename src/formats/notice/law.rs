//! Lawful bases, conditions and statutes of a notice, each with the words that say it.

use super::heading::Topic;
use super::phrases::{has, sentences};
use super::sections::{Part, Section};
use crate::domain::Text;
use crate::domain::activity::LawfulBasis;
use crate::domain::fold::fold;
use crate::formats::import::cells::Found;
use crate::formats::import::cells::law::{self, Context, Law};

/// What a notice says of its law.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Lawful bases with the statutes that stand with them.
    pub bases: Vec<LawfulBasis>,
    /// Conditions of Article 9, as codes.
    pub article9: Vec<Text>,
    /// Conditions of Schedule 1, as codes.
    pub schedule1: Vec<Text>,
    /// The route for criminal offence data.
    pub article10: Option<Text>,
    /// Field, value, words and line of each.
    pub evidence: Vec<(&'static str, Text, Text, usize)>,
}

/// Reads the law of all sections. Parts under a heading of law are used where all of their words are law.
pub(super) fn read(sections: &mut [Section]) -> Told {
    let mut told = Told::default();
    for section in sections.iter_mut().filter(|section| section.topic != Some(Topic::Other)) {
        match section.topic {
            Some(Topic::Basis) => of_section(section, Context::Article6, &mut told),
            Some(Topic::Conditions) => of_section(section, Context::Article9, &mut told),
            Some(Topic::Recipients | Topic::Retention | Topic::Sources) => {}
            _ => section.parts.iter().for_each(|part| of_prose(part, &mut told)),
        }
    }
    told
}

fn of_section(section: &mut Section, context: Context, told: &mut Told) {
    let mut powers: Vec<Text> = Vec::new();
    let before = told.bases.len();
    for part in section.parts.iter_mut().filter(|part| !part.used) {
        let law = law::read(&part.text, context);
        if law.is_empty() {
            continue;
        }
        take(&law, &part.text, part.line, told);
        powers.extend(law.powers.iter().cloned());
        part.used = true;
        for power in &law.powers {
            told.evidence.push(("lawful_bases", power.clone(), part.text.clone(), part.line));
        }
    }
    if powers.is_empty() {
        return;
    }
    let joined: Text = powers.join("; ").into();
    for basis in told.bases.iter_mut().skip(before) {
        let rests_on_law = matches!(basis.basis.as_deref(), Some("6(1)(c)" | "6(1)(e)" | "6(1)(ea)"));
        if rests_on_law && basis.statutory_reference.is_none() {
            basis.statutory_reference = Some(joined.clone());
        }
    }
}

/// Law in a sentence under another heading counts only where the sentence is about law.
fn of_prose(part: &Part, told: &mut Told) {
    for sentence in sentences(&part.text) {
        let folded = fold(sentence);
        let about_law = has(
            &folded,
            &["lawful bas", "legal bas", "article 6", "article 9", "rely on", "6(1)", "9(2)", "schedule 1"],
        );
        if !about_law || has(&folded, &["withdraw", "guidance about"]) {
            continue;
        }
        let law = law::read(sentence, Context::Prose);
        take(&law, &sentence.into(), part.line, told);
    }
}

fn take(law: &Law, words: &Text, line: usize, told: &mut Told) {
    for Found { code, .. } in &law.bases {
        if !told.bases.iter().any(|basis| basis.basis.as_ref() == Some(code)) {
            told.bases.push(LawfulBasis { basis: Some(code.clone()), ..LawfulBasis::default() });
            told.evidence.push(("lawful_bases", code.clone(), words.clone(), line));
        }
    }
    for (list, found, field) in [
        (&mut told.article9, &law.article9, "article9_conditions"),
        (&mut told.schedule1, &law.schedule1, "schedule1_conditions"),
    ] {
        for Found { code, .. } in found {
            if !list.contains(code) {
                list.push(code.clone());
                told.evidence.push((field, code.clone(), words.clone(), line));
            }
        }
    }
    let route = law.article10.as_ref().and_then(|article10| article10.route.clone());
    if let (None, Some(route)) = (&told.article10, route) {
        told.evidence.push(("article10_route", route.clone(), words.clone(), line));
        told.article10 = Some(route);
    }
}
