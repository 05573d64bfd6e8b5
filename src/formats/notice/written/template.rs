//! The wording of a notice: a text with places for what the register holds, filled in within bounds.

use crate::formats::notice::written::Wording;
use crate::formats::notice::written::marked::{self, BY_HAND, NOT_RECORDED, TO_CONFIRM};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The largest template that is read, in bytes.
const LARGEST: usize = 256 * 1024;
/// How many steps a template may take: the one of the program takes some thousands for the fullest record.
const STEPS: u64 = 2_000_000;
/// The longest notice that a template may make, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;

/// The wording of a notice.
#[derive(Clone, Debug)]
pub struct Template {
    environment: Arc<Environment<'static>>,
}

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateProblem {
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong there.
    pub why: Fault,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A placeholder or a statement is not written as it must be.
    Spelling,
    /// It asks for something that is not there, by this name.
    Unknown(String),
    /// It asks for something that cannot be done.
    Impossible,
    /// It takes too long, or makes too long a notice.
    TooMuch,
    /// It has no title, or headings that skip a level.
    Headings,
}

impl Template {
    /// The wording that comes with the program.
    ///
    /// # Errors
    /// Never; a test fills both.
    pub fn of(wording: Wording) -> Result<Self, TemplateProblem> {
        Template::read(wording.template())
    }

    /// A template of a council's own.
    ///
    /// # Errors
    /// The text is too long, or is not written as it must be.
    pub fn read(text: &str) -> Result<Self, TemplateProblem> {
        if text.len() > LARGEST {
            return Err(TemplateProblem { line: None, why: Fault::TooMuch });
        }
        let mut environment = Environment::empty();
        environment.set_syntax(without_statement_lines()?);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(STEPS));
        environment.set_formatter(between_marks);
        environment.add_filter("length", |value: Value| value.len().unwrap_or(0));
        environment.add_filter("first", |value: Value| value.get_item_by_index(0).unwrap_or_default());
        environment.add_filter("lower", |value: &str| value.to_lowercase());
        environment.add_filter("join", join);
        environment.add_test("none", |value: Value| value.is_none());
        environment.add_function("gap", |words: &str| marked::gap(NOT_RECORDED, words));
        environment.add_function("complete", |words: &str| marked::gap(BY_HAND, words));
        let text = text.trim_start_matches('\u{feff}').to_owned();
        environment.add_template_owned(NAME, text).map_err(|cause| problem(&cause))?;
        Ok(Template { environment: Arc::new(environment) })
    }

    /// Fills it in. The fields to confirm come with the words for what is doubtful about them.
    pub(super) fn fill(
        &self,
        facts: &BTreeMap<&'static str, Value>,
        to_confirm: &BTreeMap<String, String>,
    ) -> Result<String, TemplateProblem> {
        let mut environment = (*self.environment).clone();
        let to_confirm = to_confirm.clone();
        environment.add_function("confirm", move |field: &str| {
            to_confirm.get(field).map_or_else(String::new, |words| marked::gap(TO_CONFIRM, words))
        });
        let template = environment.get_template(NAME).map_err(|cause| problem(&cause))?;
        let mut kept = Kept { bytes: Vec::new(), is_full: false };
        let made = template.render_captured_to(Value::from(facts.clone()), &mut kept);
        if kept.is_full {
            return Err(TemplateProblem { line: None, why: Fault::TooMuch });
        }
        made.map_err(|cause| problem(&cause))?;
        let text = String::from_utf8_lossy(&kept.bytes).into_owned();
        headings(&text)?;
        Ok(text)
    }
}

/// The name of the one template.
const NAME: &str = "notice";

/// A line that holds a statement alone leaves no empty line, which would end a list or a paragraph.
fn without_statement_lines() -> Result<SyntaxConfig, TemplateProblem> {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    syntax.map_err(|cause| problem(&cause))
}

/// Puts a value between its marks, so that nothing in it is taken for markup.
fn between_marks(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    if value.is_none() {
        return Ok(());
    }
    let text = value.to_string();
    let text = if marked::is_marked(&text) { text } else { marked::value(&text) };
    out.write_str(&text).map_err(Error::from)
}

/// The texts of a list in one line.
fn join(list: Value, between: &str) -> Result<String, Error> {
    let texts = list.try_iter()?.map(|text| text.to_string());
    Ok(texts.collect::<Vec<_>>().join(between))
}

/// A page has one title, and no heading stands two levels below the one before: screen readers tell the parts by them.
fn headings(text: &str) -> Result<(), TemplateProblem> {
    let levels = text.lines().filter_map(|line| {
        let level = line.trim_start().chars().take_while(|letter| *letter == '#').count();
        (1..=3).contains(&level).then_some(level)
    });
    let levels: Vec<usize> = levels.collect();
    let is_first = levels.first() == Some(&1) && levels.iter().filter(|level| **level == 1).count() == 1;
    let no_gap = levels.iter().zip(levels.iter().skip(1)).all(|(before, level)| *level <= before + 1);
    let problem = TemplateProblem { line: None, why: Fault::Headings };
    if is_first && no_gap { Ok(()) } else { Err(problem) }
}

fn problem(cause: &Error) -> TemplateProblem {
    let why = match cause.kind() {
        ErrorKind::SyntaxError => Fault::Spelling,
        ErrorKind::OutOfFuel => Fault::TooMuch,
        ErrorKind::UndefinedError | ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
            Fault::Unknown(cause.detail().unwrap_or_default().to_owned())
        }
        _ => Fault::Impossible,
    };
    TemplateProblem { line: cause.line(), why }
}

/// Takes what a template makes, up to a length.
struct Kept {
    bytes: Vec<u8>,
    is_full: bool,
}

impl std::io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.len() + bytes.len() > LONGEST {
            self.is_full = true;
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
