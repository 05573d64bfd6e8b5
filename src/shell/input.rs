//! Keys as the terminal sends them, made the keys that the program knows.
//!
//! Windows reports presses and releases, AltGr as Ctrl and Alt, and Shift beside a capital letter; other terminals do not.
//! Where a terminal pastes as single keys, a burst of them is one paste, so that nothing inside it is a command.

use crate::app::Msg;
use crate::app::key::{Key, Name};
use crate::app::layout::Size;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// The messages that some events of the terminal make, in order.
pub fn messages(events: &[Event]) -> Vec<Msg> {
    if let Some(pasted) = burst(events) {
        return vec![Msg::Paste(pasted)];
    }
    events.iter().filter_map(message).collect()
}

fn message(event: &Event) -> Option<Msg> {
    match event {
        Event::Key(event) => key(event).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text.clone())),
        Event::Resize(columns, rows) => Some(Msg::Resized(Size { columns: *columns, rows: *rows })),
        _ => None,
    }
}

/// How many characters at once are no typing.
const BURST: usize = 16;

/// The text of a paste that came as keys: many characters at once, and nothing but what a text holds.
fn burst(events: &[Event]) -> Option<String> {
    let keys: Option<Vec<Key>> = events
        .iter()
        .filter(|event| !matches!(event, Event::Key(event) if event.kind == KeyEventKind::Release))
        .map(|event| if let Event::Key(event) = event { key(event) } else { None })
        .collect();
    let keys = keys.filter(|keys| keys.len() >= BURST)?;
    let letters = keys.iter().map(|key| match key.name {
        Name::Enter => Some('\n'),
        Name::Tab => Some('\t'),
        _ => key.typed(),
    });
    letters.collect()
}

/// The key of an event; nothing for releases and for keys that the program does not know.
pub fn key(event: &KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release && !is_typed_by_number(event) {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    let name = match event.code {
        KeyCode::Char(letter) => return character(letter, ctrl, alt),
        KeyCode::Enter => Name::Enter,
        KeyCode::Esc => Name::Esc,
        KeyCode::BackTab => Name::BackTab,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Name::BackTab,
        KeyCode::Tab => Name::Tab,
        KeyCode::Up => Name::Up,
        KeyCode::Down => Name::Down,
        KeyCode::Left => Name::Left,
        KeyCode::Right => Name::Right,
        KeyCode::Home => Name::Home,
        KeyCode::End => Name::End,
        KeyCode::PageUp => Name::PageUp,
        KeyCode::PageDown => Name::PageDown,
        KeyCode::Delete => Name::Delete,
        KeyCode::Backspace => Name::Backspace,
        KeyCode::F(number) => Name::F(number),
        _ => return None,
    };
    // Only these mean something else with Ctrl.
    let with_ctrl = ctrl && matches!(name, Name::Up | Name::Down | Name::Left | Name::Right | Name::Backspace);
    Some(Key { name, ctrl: with_ctrl })
}

/// Windows sends a character that was typed by its number on the numeric pad as the release of Alt with that character.
fn is_typed_by_number(event: &KeyEvent) -> bool {
    cfg!(windows)
        && event.modifiers == KeyModifiers::ALT
        && matches!(event.code, KeyCode::Char(letter) if !letter.is_ascii())
}

/// Ctrl and Alt together are AltGr, which types; Alt alone types nothing and means nothing here.
fn character(letter: char, ctrl: bool, alt: bool) -> Option<Key> {
    match (ctrl, alt) {
        (true, true) if letter.is_ascii_alphabetic() => None,
        (true, true) | (false, false) => Some(Key::plain(Name::Char(letter))),
        (true, false) if letter == 'h' => Some(Key::plain(Name::Backspace)),
        (true, false) => Some(Key::ctrl(letter.to_ascii_lowercase())),
        (false, true) => None,
    }
}
