//! Whether an assessment (Article 35) is needed, and how far it has come.

use crate::domain::Text;
use crate::domain::vocabulary::{ListId, list};
use crate::formats::import::cells::day;
use crate::formats::import::cells::phrases::Phrases;
use crate::formats::import::cells::token::{Tokens, one_line};
use crate::formats::import::cells::{Found, flag};
use jiff::civil::Date;
use std::sync::LazyLock;

/// How far an assessment has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The code of the progress.
    pub progress: Option<Found>,
    /// A day that stands in the words, such as the day of completion.
    pub day: Option<Date>,
    /// Whatever else the words say; empty where nothing.
    pub rest: Text,
}

/// Whether an assessment is needed, as `yes`, `no` or `unknown`; nothing where the words do not say.
pub fn required(text: &str) -> Option<Found> {
    let words = one_line(text);
    let code = |found: bool| if found { "yes" } else { "no" };
    let listed = list(ListId::DpiaRequired).resolve(words.trim_end_matches('.'));
    let code = match listed {
        Some(term) => term.code(),
        None => code(flag::read(&words).or_else(|| flag::beginning(&words).map(|(found, _)| found))?),
    };
    Some(Found { code: code.into(), words: words.as_str().into() })
}

/// How far the assessment has come: `Completed 12/03/2024`, `In progress`. A progress that is denied is none.
pub fn progress(text: &str, today: Date) -> Progress {
    let words = one_line(text);
    let found_day = day::find(&words, today);
    let rest = match &found_day {
        Some((_, found)) => words.replacen(&**found, " ", 1),
        None => words.clone(),
    };
    let whole = PHRASES.whole(&rest).or_else(|| {
        list(ListId::DpiaProgress).resolve(rest.trim()).map(|term| term.code.as_ref().unwrap_or(&term.label))
    });
    let (code, rest) = match whole {
        Some(code) => (Some(code.clone()), String::new()),
        None => at_beginning(&rest),
    };
    Progress {
        progress: code.map(|code| Found { code, words: words.as_str().into() }),
        day: found_day.map(|(day, _)| day),
        rest: rest.trim_matches(|letter: char| letter.is_whitespace() || "-–—,;:.()".contains(letter)).into(),
    }
}

/// The progress with which the words begin, and the rest of them: `Complete - see SharePoint`.
fn at_beginning(text: &str) -> (Option<Text>, String) {
    let tokens = Tokens::of(text);
    let Some((end, code)) = PHRASES.at(&tokens, 0) else {
        return (None, text.to_owned());
    };
    let parted = tokens
        .get(end)
        .is_none_or(|next| next.first_of_line || matches!(&*next.folded, "-" | "," | ";" | ":" | "(" | "."));
    let rest = tokens.span(end, tokens.len()).to_owned();
    // `Completed by IT` and `signed off by the DPO` say the same with more words.
    let said_by = matches!(tokens.at(end), "by" | "on" | "in" | "and" | "see");
    if parted || said_by { (Some(code.clone()), rest) } else { (None, text.to_owned()) }
}

static PHRASES: LazyLock<Phrases<Text>> = LazyLock::new(|| {
    let terms = list(ListId::DpiaProgress).terms.iter();
    let wordings = terms.flat_map(|term| term.wordings().map(|words| (&**words, Text::from(term.code()))));
    // `N/A` has no words of its own once its signs are gone.
    Phrases::of(wordings.filter(|(words, _)| words.chars().filter(|letter| letter.is_alphabetic()).count() > 3))
});
