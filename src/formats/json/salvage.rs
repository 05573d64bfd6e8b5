//! What can still be read of a damaged register: its header, and every activity that is whole; the rest set aside as text.

use crate::domain::activity::Activity;
use crate::domain::id::Ids;
use crate::domain::record::check;
use crate::domain::register::{Register, RegisterFile, repair_ids};
use crate::formats::json::{BYTE_ORDER_MARK, Form};
use std::sync::Arc;

/// What was read of a damaged register.
#[derive(Clone, Debug)]
pub struct Salvaged {
    /// The register of what is whole.
    pub register: Register,
    /// The form of its file.
    pub form: Form,
    /// The parts that cannot be read, in the order of the file.
    pub damaged: Vec<Damaged>,
}

/// A part of a file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Its first line in the file, counted from 1.
    pub line: usize,
    /// Its text; what is no text at all stands as `�`.
    pub text: String,
}

impl Salvaged {
    /// The damaged parts as a text file, each under the line where it stood.
    pub fn set_aside(&self) -> String {
        let parts = self.damaged.iter().map(|part| format!("[{}]\n{}\n", part.line, part.text.trim_end()));
        parts.collect()
    }
}

/// Reads what can be read of a damaged file; `None` where it holds no part of a register.
pub fn salvage(bytes: &[u8], ids: &mut Ids) -> Option<Salvaged> {
    let content = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let text = String::from_utf8_lossy(content).replace("\r\n", "\n");
    let mut parts = Parts { text: &text, at: 0, damaged: Vec::new() };
    let (head, list) = text.split_once(LIST).map_or((text.as_str(), None), |(head, list)| (head, Some(list)));
    if !head.contains(Register::FORMAT) {
        return None;
    }
    let mut file = match header(head, list.is_some()) {
        Some(file) => file,
        None => {
            parts.set_aside(0, head.len());
            RegisterFile {
                format: Some(Register::FORMAT.into()),
                version: Some(Register::VERSION),
                ..Default::default()
            }
        }
    };
    if file.version.is_none_or(|version| version > Register::VERSION) {
        return None;
    }
    parts.at = head.len() + LIST.len();
    let activities = if list.is_some() { parts.activities() } else { Vec::new() };
    if activities.is_empty() && file.organisation.is_none() {
        return None;
    }
    file.activities = Some(activities);
    repair_ids(&mut file, ids);
    let form = Form { byte_order_mark: content.len() < bytes.len(), windows_line_ends: content.contains(&b'\r') };
    Some(Salvaged { register: Register::from_file(file), form, damaged: parts.damaged })
}

/// How the list of activities begins in our layout, and how each of them does.
const LIST: &str = "\n  \"activities\": [";
const ITEM: &str = "\n    {";

/// The members that stand before the activities.
fn header(head: &str, has_list: bool) -> Option<RegisterFile> {
    let whole = if has_list { format!("{}\n}}", head.trim_end().trim_end_matches(',')) } else { head.to_owned() };
    let is_whole = !whole.contains(char::REPLACEMENT_CHARACTER) && check(&whole).is_ok();
    serde_json::from_str(&whole).ok().filter(|_| is_whole)
}

/// A text of which some parts are whole.
struct Parts<'a> {
    text: &'a str,
    at: usize,
    damaged: Vec<Damaged>,
}

impl Parts<'_> {
    /// The activities that are whole. Where one is not, the next line that begins one as our layout does is looked for.
    fn activities(&mut self) -> Vec<Arc<Activity>> {
        let mut found = Vec::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let begins = rest.trim_start_matches([' ', '\n', ',']);
            self.at += rest.len() - begins.len();
            if begins.starts_with(']') {
                self.set_aside_behind_the_list();
                return found;
            }
            if begins.is_empty() {
                return found;
            }
            match whole_activity(begins) {
                Some((activity, length)) => {
                    found.push(Arc::new(activity));
                    self.at += length;
                }
                None => {
                    let skipped = begins.find(ITEM).map_or(begins.len(), |next| next + 1);
                    self.set_aside(self.at, self.at + skipped);
                    self.at += skipped;
                }
            }
        }
    }

    /// What stands behind the activities is set aside unless it only closes the register.
    fn set_aside_behind_the_list(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.chars().any(|letter| !matches!(letter, ']' | '}') && !letter.is_whitespace()) {
            self.set_aside(self.at, self.text.len());
        }
    }

    fn set_aside(&mut self, from: usize, to: usize) {
        let before = self.text.get(..from).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let text = self.text.get(from..to).unwrap_or_default().to_owned();
        self.damaged.push(Damaged { line, text });
    }
}

/// The activity that a text begins with, and how long it is.
fn whole_activity(text: &str) -> Option<(Activity, usize)> {
    let mut reader = serde_json::Deserializer::from_str(text).into_iter::<Activity>();
    let activity = reader.next()?.ok()?;
    let length = reader.byte_offset();
    let is_text = !text.get(..length)?.contains(char::REPLACEMENT_CHARACTER);
    is_text.then_some((activity, length))
}
