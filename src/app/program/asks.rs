//! What the last change newly asks for: told on the message line, listed on demand, and the way to its fields.

use crate::app::menu::{Menu, MenuLine};
use crate::app::program::App;
use crate::app::{Screen, Step};
use crate::domain::asks::{Asks, newly_asked};
use crate::domain::edit::{Change, Edit};
use crate::domain::subject::{Subject, SubjectId};
use crate::domain::text::{clean, wrap};
use crate::domain::words::say;

impl App {
    /// What the last change newly asks for; `None` where it asks for nothing, or was taken back.
    pub fn asks(&self) -> Option<&Asks> {
        self.asks.as_ref()
    }

    /// Works out what an edit of one activity newly asks for, once it is made. An edit of several is told by its own preview.
    pub(super) fn ask_for_more(&mut self, edit: &Edit) {
        self.asks = self.newly_asked(edit);
        let Some(asks) = &self.asks else { return };
        let put_back = edit.changes.iter().any(Change::puts_back_in_review);
        self.notice = told(asks, usize::from(self.size.columns), put_back);
        self.just_asked = true;
    }

    fn newly_asked(&self, edit: &Edit) -> Option<Asks> {
        let [Change { before: Some(Subject::Activity(before)), after: Some(Subject::Activity(after)), .. }] =
            edit.changes.as_slice()
        else {
            return None;
        };
        let organisation = self.document.register().organisation();
        newly_asked(before, after, &organisation, self.document.lexicon(), self.today)
    }

    /// The list of what the last change asks for; Enter on a line goes to its field.
    pub(super) fn list_asks(&self) -> Vec<Step> {
        let Some(asks) = &self.asks else { return vec![Step::Say(say("off.asks", &[]))] };
        let lines = asks.needs.iter().map(|need| {
            let id = SubjectId::Activity(asks.activity.clone());
            // The first sentence says what to do; the field itself says the rest.
            let first = need.sentence.split_once(". ").map_or(need.sentence.as_str(), |(first, _)| first);
            MenuLine::new(first.to_owned(), vec![Step::GoTo(id, need.place)])
        });
        let lead = asks.cause.clone().into_iter().collect();
        vec![Step::Open(Box::new(Screen::Menu(Menu::new(say("asks.title", &[]), lead, lines.collect()))))]
    }

    /// The steps to the first thing that the change asks for, which the officer was told of a moment ago.
    pub(super) fn first_ask(&self) -> Option<Vec<Step>> {
        let asks = self.asks.as_ref()?;
        let need = asks.needs.first()?;
        Some(vec![Step::GoTo(SubjectId::Activity(asks.activity.clone()), need.place)])
    }
}

/// What is told of it in the two lines that there are: as much as there is room for, the rest as a number.
fn told(asks: &Asks, columns: usize, put_back: bool) -> String {
    let fits = |words: &str| wrap(&clean(words), columns.saturating_sub(2).max(1)).len() <= 2;
    let sentences = (1..=asks.needs.len()).rev().map(|most| sentence(asks, most));
    let candidates: Vec<String> = sentences.collect();
    let with_status = |words: &String| say("asks.back-in-review", &[("told", words)]);
    let first = candidates.iter().map(|words| if put_back { with_status(words) } else { words.clone() });
    let found = first.into_iter().find(|words| fits(words));
    // Where there is no room for both, that the approval is gone comes first.
    let without = || if put_back { Some(say("edit.back-in-review", &[])) } else { candidates.last().cloned() };
    found.or_else(without).unwrap_or_default()
}

/// The sentence that names the first of what is asked for, so many of them.
fn sentence(asks: &Asks, most: usize) -> String {
    let named: Vec<&str> = asks.needs.iter().take(most).map(|need| need.short.as_str()).collect();
    let left = asks.needs.len().saturating_sub(most);
    let mut needs = named.join(", ");
    if left > 0 {
        needs = say("asks.more", &[("needs", &needs), ("count", &left.to_string())]);
    }
    let id = match (&asks.cause, asks.needs.len()) {
        (Some(_), 1) => "asks.told.one",
        (Some(_), _) => "asks.told",
        (None, 1) => "asks.told.bare.one",
        (None, _) => "asks.told.bare",
    };
    say(id, &[("cause", asks.cause.as_deref().unwrap_or_default()), ("needs", &needs)])
}
