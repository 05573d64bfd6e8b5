//! A key as the officer knows it, whatever terminal it came from.

use std::fmt;

/// One key press, with Shift already taken into the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub name: Name,
    /// Whether Ctrl was held.
    pub ctrl: bool,
}

/// The keys that the program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// A printable character; Space is `' '`.
    Char(char),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page Up.
    PageUp,
    /// Page Down.
    PageDown,
    /// Delete.
    Delete,
    /// Backspace.
    Backspace,
    /// F1 to F12.
    F(u8),
}

impl Key {
    /// A key without Ctrl.
    pub const fn plain(name: Name) -> Self {
        Key { name, ctrl: false }
    }

    /// A letter with Ctrl.
    pub const fn ctrl(letter: char) -> Self {
        Key { name: Name::Char(letter), ctrl: true }
    }

    /// A key with Ctrl.
    pub const fn with_ctrl(name: Name) -> Self {
        Key { name, ctrl: true }
    }

    /// The character it types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.name {
            Name::Char(letter) if !self.ctrl && !letter.is_control() => Some(letter),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        if self.ctrl {
            formatter.write_str("Ctrl+")?;
        }
        match self.name {
            Name::Char(' ') => formatter.write_str("Space"),
            Name::Char(letter) => write!(formatter, "{}", letter.to_uppercase()),
            Name::F(number) => write!(formatter, "F{number}"),
            Name::BackTab => formatter.write_str("Shift+Tab"),
            Name::PageUp => formatter.write_str("Page Up"),
            Name::PageDown => formatter.write_str("Page Down"),
            name => write!(formatter, "{name:?}"),
        }
    }
}
