//! What is highlighted on the screen that has the keyboard, for help and for what a key can do there.

use crate::app::Screen;
use crate::app::outline::Item;
use crate::app::program::App;
use crate::app::prompt::{Prompt, Purpose};
use crate::domain::field::Spec;
use crate::domain::subject::{Place, Subject};

impl App {
    /// The field that is highlighted, where one is.
    pub fn field_here(&self) -> Option<&'static Spec> {
        let (subject, place) = self.place_here()?;
        Some(subject.column(&place)?.spec)
    }

    /// The record and the place of what help is about: a field that is highlighted or asked about, or the table of a row.
    pub fn guide_here(&self) -> Option<(Subject, Place)> {
        if let Some(Screen::Prompt(Prompt { purpose: Purpose::Mark { subject, place, .. }, .. })) = self.top() {
            return Some((self.document().subject(subject)?, *place));
        }
        match self.item_here() {
            Some((subject, Item::Row { field, .. } | Item::Add { field })) => Some((subject, Place::of(field))),
            _ => self.place_here(),
        }
    }

    /// The record and the place of the field that is highlighted, where one is.
    pub(super) fn place_here(&self) -> Option<(Subject, Place)> {
        if let Some(Screen::Picker(picker)) = self.top() {
            return Some((self.document().subject(&picker.subject)?, picker.place));
        }
        match self.item_here()? {
            (subject, Item::Field(place)) => Some((subject, place)),
            _ => None,
        }
    }

    /// The record and the item of its page that is highlighted.
    fn item_here(&self) -> Option<(Subject, Item)> {
        self.with_desk(|desk| match self.top()? {
            Screen::Detail(detail) => {
                let shown = detail.shown(desk)?;
                let item = shown.items.get(detail.highlight)?.clone();
                Some((shown.subject, item))
            }
            Screen::Form(form) => {
                let shown = form.shown(desk)?;
                let item = shown.items.get(form.highlight(&shown.items))?.clone();
                Some((shown.subject, item))
            }
            _ => None,
        })
    }
}
