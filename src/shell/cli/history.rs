//! `ropa history`: who changed what, when; whether the history is whole; and values taken out of it.

use crate::app::told::{self, Told};
use crate::domain::diff::{About, FieldChange};
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::register::Register;
use crate::domain::subject::Subject;
use crate::domain::words::say;
use crate::formats::history::{Broken, Entry, Filter, History, Kind, SaveOf, Sealed, What, fingerprint, verify};
use crate::shell::cli::activity_named::activity_named;
use crate::shell::cli::answer::{Answer, NOT_READ, Refusal};
use crate::shell::cli::as_at::{day_of, when};
use crate::shell::cli::redaction::Redact;
use crate::shell::cli::setting::{Setting, Source};
use crate::shell::cli::table::Table;
use crate::shell::cli::{Format, words};
use crate::shell::former_history::FormerHistory;
use crate::shell::register_history::{self, HistoryNotRead};
use crate::shell::{clock, store};
use clap::Args;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Args)]
pub(super) struct Past {
    #[arg(value_name = "ACTIVITY", help = words("history.activity"))]
    activity: Option<String>,
    #[arg(long, value_name = "DATE", help = words("history.since"))]
    since: Option<String>,
    #[arg(long, value_name = "FIELD", help = words("history.field"))]
    field: Option<String>,
    #[arg(long, value_name = "FINGERPRINT", num_args = 0..=8, help = words("history.verify"))]
    verify: Option<Vec<String>>,
    #[command(flatten)]
    redact: Redact,
}

impl Past {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        if self.redact.is_asked() {
            return self.redact.run(setting);
        }
        let source = setting.open()?;
        let broken = self.broken(&source, setting)?;
        if self.verify.is_some() && setting.format == Format::Text {
            let mut answer = verified(&broken, &source)?;
            former(&source).iter().for_each(|sentence| answer.message(sentence));
            return Ok(answer.with_messages(source.remarks));
        }
        let on_disk = register_history::read(&source.path)?;
        let history = on_disk.map(|found| found.history).unwrap_or_default();
        let filter = self.filter(&source, &history, setting)?;
        let saves = history.saves(&filter);
        let listing = Listing::of(&source, &history);
        let mut answer = match setting.format {
            Format::Text => listing.text(&saves),
            Format::Json => listing.json(&saves, &broken),
            Format::Csv => listing.csv(&saves)?,
        };
        if history.entries().is_empty() {
            let none = || say("history.none", &[("file", &source.path.to_string_lossy())]);
            answer.message(&former(&source).unwrap_or_else(none));
        }
        let code = u8::from(!broken.is_empty() && (self.verify.is_some() || setting.format == Format::Json));
        Ok(answer.with_code(code).with_messages(source.remarks))
    }

    /// What is wrong with the history, where that is asked for; JSON always tells.
    fn broken(&self, source: &Source, setting: &Setting) -> Result<Vec<Broken>, Refusal> {
        if self.verify.is_none() && setting.format != Format::Json {
            return Ok(Vec::new());
        }
        let given = self.verify.as_ref().map(|words| words.concat()).filter(|words| !words.trim().is_empty());
        let is_hexadecimal = |given: &String| given.chars().all(|letter| letter.is_ascii_hexdigit() || letter == ' ');
        if let Some(given) = given.as_ref().filter(|given| !is_hexadecimal(given)) {
            return Err(Refusal::not_understood("history.no-fingerprint", &[("words", given)]));
        }
        let bytes = match store::read(&store::history_path(&source.path)) {
            Ok(found) => found.bytes,
            // A register that was never saved with a history has none that could be broken.
            Err(store::StoreProblem::Missing { .. }) if names_no_history(source.register()) && given.is_none() => {
                return Ok(Vec::new());
            }
            Err(store::StoreProblem::Missing { .. }) => Vec::new(),
            Err(problem) => return Err(problem.into()),
        };
        let register = store::read(&source.path)?;
        Ok(verify(&bytes, &register.bytes, given.as_deref()))
    }

    fn filter(&self, source: &Source, history: &History, setting: &Setting) -> Result<Filter, Refusal> {
        let since = self.since.as_deref().map(|words| day_of(words, setting.today)).transpose()?;
        let about = self.activity.as_deref().map(|name| about_named(name, source.register(), history)).transpose()?;
        let path = self.field.as_deref().map(path_named).transpose()?;
        Ok(Filter { about, path, since: since.map(clock::start_of) })
    }
}

/// Where the history of a register stands that has none under its own name, because it was renamed.
fn former(source: &Source) -> Option<String> {
    if store::history_path(&source.path).symlink_metadata().is_ok() {
        return None;
    }
    Some(match FormerHistory::of(&source.path, source.register().stamp())? {
        FormerHistory::One(path) => say("history.former", &[("file", &path.to_string_lossy())]),
        FormerHistory::Several => say("history.former.several", &[]),
    })
}

fn names_no_history(register: &Register) -> bool {
    register.stamp().is_none_or(|stamp| stamp.history.is_none())
}

/// The activity that a person means; one that is gone by its id or the title that it last had.
fn about_named(name: &str, register: &Register, history: &History) -> Result<About, Refusal> {
    let problem = match activity_named(register, name) {
        Ok(activity) => return Ok(About::Activity(activity.id.clone())),
        Err(problem) => problem,
    };
    let by_id = About::Activity(Id::from(name));
    let changes = || history.entries().iter().rev().filter_map(Entry::change);
    let by_title = || {
        let is_it = |title: &str| title.trim().eq_ignore_ascii_case(name.trim());
        changes()
            .find(|change| change.activity_title().is_some_and(|title| is_it(&title)))
            .map(|found| found.about.clone())
    };
    changes().any(|change| change.about == by_id).then_some(by_id).or_else(by_title).ok_or(problem)
}

/// The way to a field; a field of lines may stand without them.
fn path_named(words: &str) -> Result<FieldPath, Refusal> {
    let path = FieldPath::read(words).filter(|path| !path.is_whole());
    let path = path.ok_or_else(|| Refusal::not_understood("change.no-field", &[("name", words)]))?;
    match path.parts() {
        [Part::Member(name), ..] if is_of_lines(name) => {
            let lines = Part::Member("lines".to_owned());
            Ok(FieldPath::of(std::iter::once(lines).chain(path.parts().iter().cloned()).collect()))
        }
        _ => Ok(path),
    }
}

fn is_of_lines(name: &str) -> bool {
    let activity = Subject::Activity(Arc::default());
    let of_lines = activity.columns("lines").iter().any(|column| column.spec.id == name);
    of_lines && !activity.fields().iter().any(|column| column.spec.id == name)
}

/// Whether the history is whole, in words.
fn verified(broken: &[Broken], source: &Source) -> Result<Answer, Refusal> {
    let mut answer = Answer::done();
    broken.iter().for_each(|broken| answer.line(&broken.sentence()));
    let file = source.path.to_string_lossy();
    if !broken.is_empty() {
        answer.message(&say("history.broken", &[("file", &file), ("count", &broken.len().to_string())]));
        return Ok(answer.with_code(1));
    }
    match register_history::read(&source.path)? {
        Some(found) => {
            let count = found.history.entries().len().to_string();
            let print = source.register().stamp().and_then(|stamp| stamp.history.as_deref()).map(fingerprint);
            let parts = [("file", &*file), ("count", &*count), ("fingerprint", print.as_deref().unwrap_or("-"))];
            answer.line(&say("history.intact", &parts));
        }
        None => answer.message(&say("history.none", &[("file", &file)])),
    }
    Ok(answer)
}

/// A history in words, with the register that names its records.
struct Listing<'a> {
    register: &'a Register,
    lexicon: Lexicon,
    history: &'a History,
}

/// A change in words.
struct Row {
    record: String,
    field: String,
    from: String,
    to: String,
}

impl<'a> Listing<'a> {
    fn of(source: &'a Source, history: &'a History) -> Self {
        Listing { register: source.register(), lexicon: Lexicon::of(&source.register().vocabulary()), history }
    }

    fn text(&self, saves: &[SaveOf]) -> Answer {
        let mut answer = Answer::done();
        for save in saves {
            let parts = [("when", when(save.at())), ("who", named(save.who())), ("what", what(save))];
            answer.line(&say("history.save", &parts.each_ref().map(|(name, part)| (*name, part.as_str()))));
            let mut record = String::new();
            for entry in &save.changes {
                let row = self.row(entry);
                if row.record != record {
                    answer.line(&say("history.record", &[("record", &row.record)]));
                }
                answer.line(&self.line(entry, &row));
                record = row.record;
            }
        }
        answer
    }

    fn line(&self, entry: &Entry, row: &Row) -> String {
        let values = [("history.went", &row.from), ("history.came", &row.to)];
        let values = values.into_iter().filter(|(_, value)| !value.is_empty());
        let values = values.map(|(id, value)| say(id, &[("value", value)])).collect::<Vec<_>>().join("  ");
        let id: String = entry.hash.chars().take(SHORT).collect();
        if values.is_empty() {
            return say("history.change.whole", &[("entry", &id), ("field", &row.field)]);
        }
        say("history.change", &[("entry", &id), ("field", &row.field), ("values", &values)])
    }

    fn json(&self, saves: &[SaveOf], broken: &[Broken]) -> Answer {
        let mut entries = Vec::new();
        for save in saves {
            entries.push(
                json!({ "at": save.at(), "who": save.who(), "action": action(save), "entry": &*save.entry.hash }),
            );
            for entry in save.changes.iter().rev() {
                entries.push(self.change_in_json(entry));
            }
        }
        let broken: Vec<Value> =
            broken.iter().map(|broken| json!({ "line": broken.line, "message": broken.sentence() })).collect();
        let print = self.register.stamp().and_then(|stamp| stamp.history.as_deref()).map(fingerprint);
        let intact = broken.is_empty();
        Answer::json(&json!({
            "schema": "ropa.history/1", "entries": entries, "intact": intact, "broken": broken, "fingerprint": print,
        }))
    }

    fn change_in_json(&self, entry: &Entry) -> Value {
        let Some(change) = entry.change() else { return Value::Null };
        let FieldChange { about, path, from, to, .. } = change.field_change();
        let action = match (path.is_whole(), change.from.is_some(), change.to.is_some()) {
            (true, false, _) => "added",
            (true, _, false) => "removed",
            _ => "changed",
        };
        let id = match &about {
            About::Activity(id) => Some(id.as_str().to_owned()),
            _ => None,
        };
        json!({
            "at": &*entry.at, "who": &*entry.who, "action": action, "id": id, "title": change.activity_title().as_deref(),
            "field": path.to_string(), "from": from, "to": to, "entry": &*entry.hash, "redacted": entry.is_redacted(),
        })
    }

    fn csv(&self, saves: &[SaveOf]) -> Result<Answer, Refusal> {
        let mut rows = Vec::new();
        for save in saves {
            let none = String::new;
            rows.push(vec![save.at().into(), save.who().into(), action(save), none(), none(), none(), none()]);
            for entry in &save.changes {
                let Row { record, field, from, to } = self.row(entry);
                rows.push(vec![entry.at.to_string(), entry.who.to_string(), "changed".into(), record, field, from, to]);
            }
        }
        let headings = ["at", "who", "action", "title", "field", "from", "to"].map(str::to_owned).to_vec();
        Table { headings, rows }.csv()
    }

    fn row(&self, entry: &Entry) -> Row {
        let Some(change) = entry.change() else {
            return Row { record: String::new(), field: String::new(), from: String::new(), to: String::new() };
        };
        let difference = change.field_change();
        let Told { record, field, removed, added } = told::told(&difference, self.register, &self.lexicon);
        let record = match (&difference.about, change.activity_title()) {
            (About::Activity(_), Some(title)) => title.to_string(),
            // Its title was not recorded then; perhaps it was at another time.
            (About::Activity(_), None) => {
                self.history.last_title(&difference.about).map_or(record, |title| title.to_string())
            }
            _ => record,
        };
        // Of a whole record the words would fill the screen; that it came or went is told as the field.
        let joined = |lines: Vec<String>| if difference.path.is_whole() { String::new() } else { lines.join("; ") };
        let lost = |sealed: &Option<Sealed>, told: String| match sealed {
            Some(sealed) if sealed.text().is_none() => say("history.value-redacted", &[]),
            _ => told,
        };
        let (from, to) = (lost(&change.from, joined(removed)), lost(&change.to, joined(added)));
        Row { record, field, from, to }
    }
}

/// How many digits of a hash name an entry on screen.
const SHORT: usize = 8;

fn named(who: &str) -> String {
    if who.is_empty() { say("history.nobody", &[]) } else { who.to_owned() }
}

/// What a save was, as a code.
fn action(save: &SaveOf) -> String {
    let code = match save.kind {
        Kind::Begun => "begun",
        Kind::Saved => save.why().unwrap_or("saved"),
        Kind::ChangedOutside => "changed-outside",
        Kind::Recovered => "recovered",
        Kind::Redacted => "redacted",
    };
    code.to_owned()
}

/// What a save was, in words.
fn what(save: &SaveOf) -> String {
    let reason = match &save.entry.what {
        What::Redaction { reason, .. } => reason.to_string(),
        _ => String::new(),
    };
    let id = match save.kind {
        Kind::Begun => "history.kind.begun",
        Kind::Saved => match save.why() {
            Some("new") => "history.kind.new",
            Some("restore") => "history.kind.restore",
            Some("merge") => "history.kind.merge",
            Some("import") => "history.kind.import",
            _ => "history.kind.saved",
        },
        Kind::ChangedOutside => "history.kind.changed-outside",
        Kind::Recovered => "history.kind.recovered",
        Kind::Redacted => "history.kind.redacted",
    };
    say(id, &[("reason", &reason)])
}

impl From<HistoryNotRead> for Refusal {
    fn from(problem: HistoryNotRead) -> Self {
        Refusal::new(NOT_READ, problem.sentence())
    }
}
