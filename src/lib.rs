//! `ropa`: the record of processing activities that Article 30 of the UK GDPR asks for, kept in the terminal.
//!
//! This page is the map, and says what is true of the code. Six modules stand in a line; each uses only those left of it:
//!
//! ```text
//! domain -> search -> formats -> app -> ui -> shell -> main
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`domain`] | what a register is: activities, lines, transfers, words of the trade, fields, rules, edits, differences, merging |
//! | [`search`] | finding: the cached text of each activity, what was asked for, what matched and why |
//! | [`formats`] | the register as bytes and back, its history and journal, and the sheets that the regulator asks for |
//! | [`app`] | what the person is doing: messages in, effects out, a stack of screens over one document |
//! | [`ui`] | how it looks: drawing reads the program and changes nothing |
//! | [`shell`] | the outside world: terminal, files, clock, threads, command line |
//!
//! # How a key becomes a saved file
//!
//! ```text
//! key -> shell::input -> Msg -> keymap -> Command -> Screen::on(command, &mut Desk) -> Vec<Step> -> App::take -> Effect -> shell -> disk
//!                                                                                          |                       |
//!                                                 the document changes here, and only here            Msg::Saved comes in at the left
//! after each batch of messages: ui::draw(&App)
//!
//! An edit is Effect::Journal before it is anything else, and shell::journal has it on disk before the next key is looked at.
//! ```
//!
//! An edit is written to the journal before the next key is looked at ([`shell::journal`]). A save over a file that somebody
//! changed meanwhile merges field by field first ([`domain::merge`], [`shell::register_file`]); then the new file takes the
//! place of the old one, and the history beside it tells what changed ([`shell::store`], [`formats::history`]). One type of
//! difference ([`domain::diff::FieldChange`]) serves journal, history, merge, `ropa diff` and the screens.
//!
//! # Five tables, each the only source of its kind
//!
//! - **Fields** ([`domain::field`]): what can be recorded, what it is called, asks and rests on, and the way to its value.
//!   Form, detail, search, schema, command line and documents walk it.
//! - **Rules** ([`domain::check::RULES`]): what a record lacks, with its law and the field to go to. How ready a record
//!   is, is told by the questions ([`domain::readiness::QUESTIONS`]) whose rules are silent.
//! - **Commands and keys** ([`app::command::COMMANDS`], [`app::keymap::KEYMAP`]): dispatch, hints, help and documents read them.
//! - **Vocabularies** ([`domain::vocabulary`], `data/vocabulary`): the lists of law and trade, with source, date and doubts.
//! - **Sheets** ([`formats::regulator_template`], `data/regulator_template.json`): the columns that the regulator asks for.
//!
//! What follows from answers is worked out and never stored: the fields that they make wanted ([`domain::wanted`]), what a
//! change newly asks for ([`domain::asks`]), and what can fit ([`domain::suggest`]), which fills nothing in.
//!
//! Every other sentence that an officer reads stands in `data/messages` and is said by [`domain::words::say`]; the names of
//! months and days stand in [`domain::date`], and what fills the sentence of a rule stands beside that rule.
//!
//! # What holds
//!
//! - Only [`shell`] touches files, clock, environment, threads and the terminal. Nothing touches a network.
//! - A record is shared (`Arc`) and never changed in place: an edit holds it before and after, so undo is the same edit swapped.
//! - Members of the file that this version does not know, numbers as they were written, and order survive every save.
//! - «Not recorded», «none», «not known yet» and «does not apply» are four answers, from the file to the screen.
//! - What is accepted and not saved is in a journal of the person's own; it comes back as a merge with the register as it is then.
//! - Text reaches the terminal only cleaned ([`domain::text`]); widths are measured there and nowhere else.
//! - Lists draw the rows that are seen; search, save and export run on threads of their own; a late answer is known by its number.
//! - A difference that cannot be told field by field is told as the whole record, so that history and journal lead to the very state.
//! - «Saved» is said when file and folder are flushed and read back, never before; what was not kept beside it is told.
//! - An index is never an identity: activities, lines and transfers are known by id.

pub mod app;
pub mod domain;
pub mod formats;
pub mod search;
pub mod shell;
pub mod ui;
