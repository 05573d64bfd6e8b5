//! How long data are kept, from the words of a schedule or notice (Article 30(1)(f)).

use crate::domain::Text;
use crate::domain::line::Retention;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;
use crate::formats::import::cells::law;
use crate::formats::import::cells::phrases::Phrases;
use crate::formats::import::cells::token::{Tokens, one_line};
use std::sync::LazyLock;

mod period;
mod trigger;

use period::Period;

/// How long data are kept, and whether that wants an officer's eye.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The retention; its `text` holds the words whatever else was understood.
    pub retention: Retention,
    /// Why no period was taken from words that seem to hold one, or hold none.
    pub look: Option<Why>,
}

/// Why no period was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A number without years or months.
    NoUnit,
    /// More than one period, for different cases.
    SeveralPeriods,
    /// A least time, which is no limit.
    AtLeast,
    /// A period in days or weeks that is no whole number of months.
    NotInMonths,
    /// No period is said.
    NoPeriod,
}

impl Why {
    /// The reason in words.
    pub fn sentence(self) -> String {
        let id = match self {
            Why::NoUnit => "import.retention-no-unit",
            Why::SeveralPeriods => "import.retention-several",
            Why::AtLeast => "import.retention-at-least",
            Why::NotInMonths => "import.retention-not-months",
            Why::NoPeriod => "import.retention-no-period",
        };
        say(id, &[])
    }
}

/// How long data are kept; nothing for a blank text. Kinds of empty are the caller's to read first.
///
/// A period is taken where the text has one and no other number that could be another; then also what it runs from. The words
/// are kept in any case.
pub fn read(text: &str) -> Option<Kept> {
    let words = text.trim();
    if words.is_empty() {
        return None;
    }
    let tokens = Tokens::of(words);
    let mut retention = Retention { text: Some(words.into()), ..Retention::default() };
    let acts = law::statutes(&tokens);
    retention.authority = acts.first().map(|(from, to)| tokens.words(*from, *to));
    retention.action = action(&tokens);
    let is_act = |at: usize| acts.iter().any(|(from, to)| (*from..*to).contains(&at));
    let look = match period::find(&tokens, is_act) {
        period::Found::One(period) => of_period(&tokens, &period, &mut retention),
        period::Found::None if is_permanent(&tokens) => {
            retention.permanent = Some(true);
            retention.action = retention.action.filter(|action| **action == *"archive");
            None
        }
        period::Found::None => Some(Why::NoPeriod),
        period::Found::Several => Some(Why::SeveralPeriods),
        period::Found::Number => Some(Why::NoUnit),
        period::Found::AtLeast => Some(Why::AtLeast),
        period::Found::OddDays => Some(Why::NotInMonths),
    };
    Some(Kept { retention, look })
}

fn of_period(tokens: &Tokens, period: &Period, retention: &mut Retention) -> Option<Why> {
    if is_permanent(tokens) {
        return Some(Why::SeveralPeriods);
    }
    retention.period_months = Some(period.months);
    retention.trigger = period.trigger.clone().or_else(|| trigger::of(tokens, period)).or_else(|| customary(tokens));
    None
}

/// What the period runs from, where the words are a customary wording that does not say it: `6 years + current`.
fn customary(tokens: &Tokens) -> Option<Text> {
    let words = one_line(tokens.span(0, tokens.len()));
    let term = list(ListId::RetentionPeriods).resolve(words.trim_end_matches('.'))?;
    term.trigger.clone()
}

fn is_permanent(tokens: &Tokens) -> bool {
    (0..tokens.len()).any(|at| {
        let denied = at > 0 && matches!(tokens.at(at - 1), "not" | "non" | "never" | "no" | "semi");
        PERMANENT.at(tokens, at).is_some() && !denied
    })
}

static PERMANENT: LazyLock<Phrases<()>> = LazyLock::new(|| {
    const WORDS: [&str; 17] = [
        "permanent",
        "permanently",
        "for ever",
        "forever",
        "indefinitely",
        "indefinite",
        "in perpetuity",
        "perpetuity",
        "perpetual",
        "never destroyed",
        "never deleted",
        "never destroy",
        "do not destroy",
        "not destroyed",
        "dauerhaft",
        "unbefristet",
        "kept for all time",
    ];
    Phrases::of(WORDS.map(|words| (words, ())))
});

/// What happens when the time is up, where the words say one thing.
fn action(tokens: &Tokens) -> Option<Text> {
    let mut found: Option<&'static str> = None;
    for at in 0..tokens.len() {
        let Some((_, action)) = ACTIONS.at(tokens, at) else {
            continue;
        };
        let denied = at > 0 && matches!(tokens.at(at - 1), "not" | "never" | "before");
        if denied {
            continue;
        }
        // `reviewed and destroyed` ends with what happens; anything else that differs is not one answer.
        match found {
            None | Some("review") => found = Some(*action),
            Some(before) if before == *action || *action == "review" => {}
            Some(_) => return None,
        }
    }
    found.map(Text::from)
}

static ACTIONS: LazyLock<Phrases<&'static str>> = LazyLock::new(|| {
    Phrases::of([
        ("destroy", "destroy"),
        ("destroyed", "destroy"),
        ("destruction", "destroy"),
        ("delete", "destroy"),
        ("deleted", "destroy"),
        ("deletion", "destroy"),
        ("erase", "destroy"),
        ("erased", "destroy"),
        ("shred", "destroy"),
        ("shredded", "destroy"),
        ("dispose", "destroy"),
        ("disposed", "destroy"),
        ("secure disposal", "destroy"),
        ("confidential waste", "destroy"),
        ("archive", "archive"),
        ("archives", "archive"),
        ("archived", "archive"),
        ("review", "review"),
        ("reviewed", "review"),
        ("anonymise", "anonymise"),
        ("anonymised", "anonymise"),
        ("anonymized", "anonymise"),
        ("returned to", "return"),
        ("return to", "return"),
    ])
});
