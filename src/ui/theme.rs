//! How each role looks. Meaning is in words first, then in bold, underline or reverse; no colour carries any.

use ratatui::style::{Modifier, Style};

/// What the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether only ASCII characters are shown.
    pub ascii: bool,
}

/// Text of the terminal's own colours.
pub const PLAIN: Style = Style::new();
/// Labels, headings, and what to fix.
pub const STRONG: Style = Style::new().add_modifier(Modifier::BOLD);
/// The letters that a search matched.
pub const MATCHED: Style = Style::new().add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED);
/// The highlighted row.
pub const HIGHLIGHT: Style = Style::new().add_modifier(Modifier::REVERSED);
/// A text box.
pub const ENTRY: Style = PLAIN;
