//! What a register is: activities, lines, transfers, words of the trade, fields, rules, edits. Pure, and the same for every screen.

pub mod activity;
pub mod approval;
pub mod asks;
pub mod check;
pub mod clash;
pub mod date;
pub mod diff;
pub mod edit;
pub mod field;
pub mod field_path;
pub mod fold;
pub mod guide;
pub mod id;
pub mod imported;
pub mod lexicon;
pub mod line;
pub mod mark;
pub mod merge;
pub mod near;
pub mod organisation;
pub mod pairs;
pub mod patch;
pub mod path;
pub mod readiness;
pub mod record;
pub mod register;
pub mod rename;
pub mod rights;
pub mod shape;
pub mod subject;
pub mod suggest;
pub mod term;
pub mod text;
pub mod transfer;
pub mod tree;
pub mod typed;
pub mod vocabulary;
pub mod wanted;
pub mod words;

/// A text of the register, shared between the states of a record.
pub type Text = std::sync::Arc<str>;

/// A list of terms: `None` is not recorded, an empty list is the answer «none».
pub type List = Option<Vec<Text>>;
