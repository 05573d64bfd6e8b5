//! Bases and conditions by their words.

use super::{Context, Reading, Which, negated};
use crate::domain::Text;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::phrases::Phrases;
use crate::formats::import::cells::token::Tokens;
use std::sync::LazyLock;

/// Takes every basis and condition that is given by its words.
pub(super) fn take(reading: &mut Reading) {
    let tokens = reading.tokens;
    let mut at = 0;
    while at < tokens.len() {
        let Some(found) = found(reading, at) else {
            at += 1;
            continue;
        };
        at = found.to;
        if negated::is_negated(tokens, found.from, found.to) {
            continue;
        }
        reading.found(found.which, &found.code, found.from, found.to);
        reading.take(found.from, found.to);
    }
    doubt_loose_words(reading);
}

/// Whether the words are one word that means something only under its heading, such as `employment`.
pub(super) fn is_loose(tokens: &Tokens, from: usize, to: usize) -> bool {
    to == from + 1 && !matches!(tokens.at(from), "consent")
}

struct Wording {
    which: Which,
    code: Text,
    from: usize,
    to: usize,
}

/// What the words that begin at a token mean under this heading.
fn found(reading: &Reading, from: usize) -> Option<Wording> {
    let tables: &[(Which, &Phrases<Text>, Needs)] = match reading.context {
        Context::Article6 => {
            &[(Which::Article6, &ARTICLE6, Needs::Nothing), (Which::Article9, &PROSE9, Needs::Nothing)]
        }
        Context::Article9 => &[
            (Which::Article9, &ARTICLE9, Needs::Nothing),
            (Which::Article6, &PROSE6, Needs::NoConsent),
            (Which::Schedule1, &SCHEDULE1, Needs::BehindArticle9),
        ],
        Context::Schedule1 => &[
            (Which::Schedule1, &SCHEDULE1, Needs::Alone),
            (Which::Article9, &PROSE9, Needs::Nothing),
            (Which::Article6, &PROSE6, Needs::NoConsent),
        ],
        Context::Prose => &[
            (Which::Article9, &PROSE9, Needs::Nothing),
            (Which::Article6, &PROSE6, Needs::Nothing),
            (Which::Article6, &ARTICLE6, Needs::Alone),
        ],
    };
    tables.iter().find_map(|(which, phrases, needs)| {
        let (to, code) = phrases.at(reading.tokens, from)?;
        let free = (from..to).all(|at| !reading.is_taken(at));
        let fits = match needs {
            Needs::Nothing => !is_bare_word(reading, *which, from, to) || is_alone(reading, from, to),
            Needs::NoConsent => !matches!(&**code, "6(1)(a)" | "6(1)(d)"),
            Needs::Alone => is_alone(reading, from, to),
            Needs::BehindArticle9 => !reading.law.article9.is_empty() && to > from + 2 && is_alone(reading, from, to),
        };
        (free && fits).then(|| Wording { which: *which, code: code.clone(), from, to })
    })
}

/// What words need besides standing there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    /// Consent and vital interests are conditions of Article 9 there.
    NoConsent,
    /// To be a whole part of the text.
    Alone,
    /// To be a whole part of at least three words, behind an Article 9 condition.
    BehindArticle9,
}

/// One word counts by itself only, `consent` and `contract` under their own heading apart.
fn is_bare_word(reading: &Reading, which: Which, from: usize, to: usize) -> bool {
    let own = which == Which::Article6
        && matches!(reading.tokens.at(from), "consent" | "contract" | "einwilligung" | "vertrag");
    to == from + 1 && !own
}

/// Whether the words are a whole part of the text: a bullet, a line, a sentence; in a cell also what stands between commas.
fn is_alone(reading: &Reading, from: usize, to: usize) -> bool {
    let tokens = reading.tokens;
    let parts = |at: usize| {
        let sign = tokens.at(at);
        let parted = matches!(sign, ";" | ":" | "." | "•" | "|" | "▪" | "*");
        let in_cell = matches!(sign, "," | "-" | "/" | "&" | "(" | ")" | "+" | "and" | "or" | "und");
        parted || (reading.context != Context::Prose && in_cell) || reading.is_taken(at)
    };
    let bullet = |at: usize| tokens.begins_line(at) && matches!(tokens.at(at), "-" | "o" | "·");
    let begins = from == 0 || tokens.begins_line(from) || parts(from - 1) || bullet(from - 1);
    let ends = to >= tokens.len() || tokens.begins_line(to) || parts(to);
    begins && ends
}

/// Consent that is not said to be explicit, and public interest that is not said to be substantial, are not enough for Article 9.
fn doubt_loose_words(reading: &mut Reading) {
    if reading.context != Context::Article9 {
        return;
    }
    for at in 0..reading.tokens.len() {
        let consent = reading.tokens.at(at) == "consent";
        let interest = reading.tokens.at(at) == "public" && reading.tokens.at(at + 1) == "interest";
        let to = at + if interest { 2 } else { 1 };
        if (consent || interest) && !reading.is_taken(at) && !negated::is_negated(reading.tokens, at, to) {
            reading.doubt(at, to);
        }
    }
}

/// All wordings of lawful bases that hold no number.
pub(super) static ARTICLE6: LazyLock<Phrases<Text>> = LazyLock::new(|| of_list(ListId::LawfulBases, &MORE6));
/// All wordings of Article 9 conditions that hold no number.
pub(super) static ARTICLE9: LazyLock<Phrases<Text>> = LazyLock::new(|| of_list(ListId::Article9Conditions, &MORE9));
/// The names of Schedule 1 conditions.
pub(super) static SCHEDULE1: LazyLock<Phrases<Text>> =
    LazyLock::new(|| of_list(ListId::Schedule1Conditions, &MORE_SCHEDULE1));
/// What means a lawful basis even in a sentence.
static PROSE6: LazyLock<Phrases<Text>> = LazyLock::new(|| of_table(&IN_PROSE6));
/// What means an Article 9 condition even in a sentence.
static PROSE9: LazyLock<Phrases<Text>> = LazyLock::new(|| of_table(&IN_PROSE9));

fn of_list(id: ListId, more: &[(&'static str, &'static str)]) -> Phrases<Text> {
    let terms = list(id).terms.iter().flat_map(|term| term.wordings().map(|words| (&**words, Text::from(term.code()))));
    let wordings = terms.filter(|(words, _)| !words.contains(|letter: char| letter.is_ascii_digit()));
    Phrases::of(wordings.chain(more.iter().map(|(words, code)| (*words, Text::from(*code)))))
}

fn of_table(table: &[(&'static str, &'static str)]) -> Phrases<Text> {
    Phrases::of(table.iter().map(|(words, code)| (*words, Text::from(*code))))
}

const MORE6: [(&str, &str); 25] = [
    ("explicit consent", "6(1)(a)"),
    ("data subject's consent", "6(1)(a)"),
    ("Einwilligung", "6(1)(a)"),
    ("performance of contract", "6(1)(b)"),
    ("contractual obligation", "6(1)(b)"),
    ("contractual obligations", "6(1)(b)"),
    ("Vertrag", "6(1)(b)"),
    ("Vertragserfüllung", "6(1)(b)"),
    ("statutory duty", "6(1)(c)"),
    ("legal duties", "6(1)(c)"),
    ("rechtliche Verpflichtung", "6(1)(c)"),
    ("to protect the vital interests", "6(1)(d)"),
    ("protect someone's life", "6(1)(d)"),
    ("lebenswichtige Interessen", "6(1)(d)"),
    ("public tasks", "6(1)(e)"),
    ("public function", "6(1)(e)"),
    ("task in public interest", "6(1)(e)"),
    ("performance of a task carried out in the public interest", "6(1)(e)"),
    ("performance of a task in the public interest", "6(1)(e)"),
    ("exercise of official authority vested in the controller", "6(1)(e)"),
    ("exercise of official authority vested in us", "6(1)(e)"),
    ("public task/official authority", "6(1)(e)"),
    ("öffentliches Interesse", "6(1)(e)"),
    ("berechtigtes Interesse", "6(1)(f)"),
    ("berechtigte Interessen", "6(1)(f)"),
];

const MORE9: [(&str, &str); 12] = [
    ("employment, social security and social protection purposes", "9(2)(b)"),
    ("protect the vital interests", "9(2)(c)"),
    ("manifestly made public by the individual", "9(2)(e)"),
    ("legal claims or whenever courts are acting in their judicial capacity", "9(2)(f)"),
    ("establishment, exercise or defence of a legal claim", "9(2)(f)"),
    ("provision of health and social care", "9(2)(h)"),
    ("provision of health or social care or treatment", "9(2)(h)"),
    ("health and social care purposes", "9(2)(h)"),
    ("medical diagnosis", "9(2)(h)"),
    ("reasons of public interest in the area of public health", "9(2)(i)"),
    ("archiving purposes in the public interest", "9(2)(j)"),
    ("archiving, scientific or historical research or statistical purposes", "9(2)(j)"),
];

const MORE_SCHEDULE1: [(&str, &str); 8] = [
    ("employment, social security and social protection law", "para-1"),
    ("equality of opportunity", "para-8"),
    ("preventing or detecting unlawful acts", "para-10"),
    ("prevention or detection of unlawful acts", "para-10"),
    ("preventing and detecting unlawful acts", "para-10"),
    ("safeguarding of children and individuals at risk", "para-18"),
    ("safeguarding children and individuals at risk", "para-18"),
    ("safeguarding of children and vulnerable adults", "para-18"),
];

const IN_PROSE6: [(&str, &str); 60] = [
    ("we have your consent", "6(1)(a)"),
    ("you have given consent", "6(1)(a)"),
    ("you have given your consent", "6(1)(a)"),
    ("you have given us consent", "6(1)(a)"),
    ("you have given us your consent", "6(1)(a)"),
    ("you have consented", "6(1)(a)"),
    ("individual has consented", "6(1)(a)"),
    ("data subject has consented", "6(1)(a)"),
    ("data subject has given consent", "6(1)(a)"),
    ("with your consent", "6(1)(a)"),
    ("rely on consent", "6(1)(a)"),
    ("rely on your consent", "6(1)(a)"),
    ("relying on consent", "6(1)(a)"),
    ("relying on your consent", "6(1)(a)"),
    ("based on consent", "6(1)(a)"),
    ("based on your consent", "6(1)(a)"),
    ("basis of consent", "6(1)(a)"),
    ("basis of your consent", "6(1)(a)"),
    ("basis is consent", "6(1)(a)"),
    ("basis is your consent", "6(1)(a)"),
    ("basis for this is consent", "6(1)(a)"),
    ("basis for this is your consent", "6(1)(a)"),
    ("privacy_consent", "6(1)(a)"),
    ("performance of a contract", "6(1)(b)"),
    ("performance of our contract", "6(1)(b)"),
    ("perform a contract", "6(1)(b)"),
    ("necessary for a contract", "6(1)(b)"),
    ("contract with you", "6(1)(b)"),
    ("contract we have with you", "6(1)(b)"),
    ("fulfil a contract", "6(1)(b)"),
    ("enter into a contract", "6(1)(b)"),
    ("entering into a contract", "6(1)(b)"),
    ("contractual necessity", "6(1)(b)"),
    ("legal obligation", "6(1)(c)"),
    ("legal obligations", "6(1)(c)"),
    ("statutory obligation", "6(1)(c)"),
    ("statutory obligations", "6(1)(c)"),
    ("vital interest", "6(1)(d)"),
    ("vital interests", "6(1)(d)"),
    ("public task", "6(1)(e)"),
    ("public tasks", "6(1)(e)"),
    ("public interest task", "6(1)(e)"),
    ("task in the public interest", "6(1)(e)"),
    ("tasks in the public interest", "6(1)(e)"),
    ("task carried out in the public interest", "6(1)(e)"),
    ("tasks carried out in the public interest", "6(1)(e)"),
    ("task that is in the public interest", "6(1)(e)"),
    ("necessary for the performance of a task carried out in the public interest", "6(1)(e)"),
    ("performance of a task carried out in the public interest", "6(1)(e)"),
    ("performance of a task in the public interest", "6(1)(e)"),
    ("performance of a public task", "6(1)(e)"),
    ("exercise of official authority", "6(1)(e)"),
    ("exercise of our official authority", "6(1)(e)"),
    ("official authority vested in us", "6(1)(e)"),
    ("official authority vested in the controller", "6(1)(e)"),
    ("recognised legitimate interest", "6(1)(ea)"),
    ("recognised legitimate interests", "6(1)(ea)"),
    ("legitimate interest", "6(1)(f)"),
    ("legitimate interests", "6(1)(f)"),
    ("our legitimate interests", "6(1)(f)"),
];

const IN_PROSE9: [(&str, &str); 27] = [
    ("explicit consent", "9(2)(a)"),
    ("your explicit consent", "9(2)(a)"),
    ("employment, social security and social protection", "9(2)(b)"),
    ("employment, social security or social protection", "9(2)(b)"),
    ("employment, social security and social protection law", "9(2)(b)"),
    ("employment and social security law", "9(2)(b)"),
    ("social security and social protection law", "9(2)(b)"),
    ("manifestly made public", "9(2)(e)"),
    ("manifestly made public by the data subject", "9(2)(e)"),
    ("establishment, exercise or defence of legal claims", "9(2)(f)"),
    ("defence of legal claims", "9(2)(f)"),
    ("legal claims or judicial acts", "9(2)(f)"),
    ("substantial public interest", "9(2)(g)"),
    ("reasons of substantial public interest", "9(2)(g)"),
    ("necessary for reasons of substantial public interest", "9(2)(g)"),
    ("provision of health or social care", "9(2)(h)"),
    ("provision of health and social care", "9(2)(h)"),
    ("provision of health or social care or treatment", "9(2)(h)"),
    ("preventive or occupational medicine", "9(2)(h)"),
    ("public interest in the area of public health", "9(2)(i)"),
    ("reasons of public interest in the area of public health", "9(2)(i)"),
    ("public interest in public health", "9(2)(i)"),
    ("archiving in the public interest", "9(2)(j)"),
    ("archiving purposes in the public interest", "9(2)(j)"),
    ("archiving, research and statistics", "9(2)(j)"),
    ("archiving, scientific or historical research", "9(2)(j)"),
    ("scientific or historical research purposes", "9(2)(j)"),
];
