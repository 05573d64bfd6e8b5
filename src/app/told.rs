//! A difference in words: what it is about, and what went and what came.

use crate::app::shown;
use crate::domain::activity::Mark;
use crate::domain::date::DateText;
use crate::domain::diff::{About, FieldChange};
use crate::domain::field::rows::Column;
use crate::domain::field::{Kind, Value as FieldValue};
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::id::Id;
use crate::domain::lexicon::Lexicon;
use crate::domain::merge::Clash;
use crate::domain::register::{Conflict, Register};
use crate::domain::subject::{Subject, SubjectId};
use crate::domain::words::say;
use serde_json::Value;
use std::sync::Arc;

/// A difference in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The record: an activity by its title, or the organisation.
    pub record: String,
    /// The field, with its line or row where it has one.
    pub field: String,
    /// What went, one text a line. For a list only the terms that are no longer there.
    pub removed: Vec<String>,
    /// What came.
    pub added: Vec<String>,
}

/// A difference in words. Names of activities and lines are looked up in `register`, a state from before or after it.
pub fn told(change: &FieldChange, register: &Register, lexicon: &Lexicon) -> Told {
    let column = column_at(&change.about, &change.path);
    let (from, to) = (change.from.as_ref(), change.to.as_ref());
    let value = |found: &Value| match (&column, found) {
        (At::Member(name), Value::Array(clashes)) if name == CLASHES => {
            clashes.iter().map(|kept| clash(kept, register, lexicon)).collect()
        }
        _ => value(&column, found, lexicon),
    };
    let (removed, added) = match (from.and_then(Value::as_array), to.and_then(Value::as_array)) {
        (Some(before), Some(after)) if !before.is_empty() && !after.is_empty() => {
            let missing = |from: &[Value], to: &[Value]| {
                Value::Array(from.iter().filter(|item| !to.contains(item)).cloned().collect())
            };
            let words = |list: Value| {
                if list == Value::Array(Vec::new()) { Vec::new() } else { value(&list) }
            };
            (words(missing(before, after)), words(missing(after, before)))
        }
        _ => (from.map_or_else(Vec::new, value), to.map_or_else(Vec::new, value)),
    };
    Told { record: record(change, register), field: field(change, register, lexicon), removed, added }
}

/// A value at a path in words, one text a line; «none» for an empty list, and what it is called for nothing at all.
pub fn value_at(about: &About, path: &FieldPath, found: Option<&Value>, lexicon: &Lexicon) -> Vec<String> {
    match found {
        None => vec![say("standing.not-recorded", &[])],
        Some(found) => value(&column_at(about, path), found, lexicon),
    }
}

/// The kind of the field at a path; `None` where no one field stands there.
pub fn kind_at(about: &About, path: &FieldPath) -> Option<Kind> {
    match column_at(about, path) {
        At::Field(column) => Some(column.kind),
        At::Group { .. } | At::Member(_) => None,
    }
}

/// What the record of a difference is called.
pub fn record(change: &FieldChange, register: &Register) -> String {
    let whole = change.to.as_ref().or(change.from.as_ref());
    let whole = whole.filter(|_| change.path.is_whole() && matches!(change.about, About::Activity(_)));
    let title = whole.and_then(|whole| whole.get("title")).and_then(Value::as_str).map(str::to_owned);
    title.unwrap_or_else(|| name(&change.about, register))
}

/// What a record is called.
pub fn name(about: &About, register: &Register) -> String {
    match about {
        About::Register => say("told.register", &[]),
        About::Organisation => say("leave.organisation", &[]),
        About::Vocabulary => say("view.words", &[]),
        About::Activity(id) => {
            let title = register.activity(id).map(|activity| shown::name(activity));
            title.unwrap_or_else(|| say("activity.no-name", &[]))
        }
    }
}

/// Whether a field describes the value at a path, so that it can be told in words.
pub fn is_field(about: &About, path: &FieldPath) -> bool {
    matches!(column_at(about, path), At::Field(_))
}

/// What the field at a path is called; the path itself where no field describes it.
pub fn label(about: &About, path: &FieldPath) -> String {
    column_at(about, path).label()
}

/// What the field of a difference is called, with its line or row.
pub fn field(change: &FieldChange, register: &Register, lexicon: &Lexicon) -> String {
    if change.path.is_whole() {
        return say(
            match (&change.from, &change.to) {
                (None, _) => "told.added",
                (_, None) => "told.removed",
                _ => "told.changed",
            },
            &[],
        );
    }
    let (table, row, cell) = divided(&change.path);
    let label = |path: &FieldPath| column_at(&change.about, path).label();
    let Some(key) = row else { return label(&change.path) };
    let row = match mark(change) {
        Some(mark) => column_at(&change.about, &marked(mark)).label(),
        None => row_name(change, &table, key, register, lexicon),
    };
    let parts = [("table", label(&table)), ("row", row), ("field", cell.map(|cell| label(&cell)).unwrap_or_default())];
    let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
    say(if change.path.parts().len() > table.parts().len() + 1 { "told.cell" } else { "told.row" }, &parts)
}

/// A clash that the register keeps, with both values.
fn clash(kept: &Value, register: &Register, lexicon: &Lexicon) -> String {
    let text = |name: &str| kept.get(name).and_then(Value::as_str).map(Into::into);
    let place = Conflict { id: text("id"), line: text("line"), field: text("field"), ..Conflict::default() };
    let Some(Clash { about, path, .. }) = Clash::read(&place) else { return kept.to_string() };
    let record = name(&about, register);
    if path.is_whole() {
        return say("told.clash.whole", &[("record", &record)]);
    }
    let value = |side: &str| value_at(&about, &path, kept.get(side), lexicon).join("; ");
    let (yours, theirs) = (value("yours"), value("theirs"));
    let change = FieldChange { about, path, from: None, to: None, after: None };
    let field = field(&change, register, lexicon);
    say("told.clash", &[("record", &record), ("field", &field), ("yours", &yours), ("theirs", &theirs)])
}

/// The member that holds clashes.
const CLASHES: &str = "conflicts";

/// The mark that came or went.
fn mark(change: &FieldChange) -> Option<&Value> {
    let is_mark = change.path.names() == MARKS;
    change.to.as_ref().or(change.from.as_ref()).filter(|value| is_mark && value.is_object())
}

/// Where a mark stands.
fn marked(mark: &Value) -> FieldPath {
    let text = |name: &str| mark.get(name).and_then(Value::as_str);
    let field = FieldPath::read(text("field").unwrap_or_default()).unwrap_or_default();
    match text("line") {
        Some(line) => {
            let start = FieldPath::whole().member("lines").row(line);
            FieldPath::of(start.parts().iter().chain(field.parts()).cloned().collect())
        }
        None => field,
    }
}

/// The member that holds marks.
const MARKS: &str = "marks";

/// A path cut at its first row: the table, the row's key, and the path of the cell.
fn divided(path: &FieldPath) -> (FieldPath, Option<&str>, Option<FieldPath>) {
    let is_row = |part: &Part| matches!(part, Part::Row(_));
    let Some(place) = path.parts().iter().position(is_row) else { return (path.clone(), None, None) };
    let (table, rest) = path.parts().split_at(place);
    let key = match rest.first() {
        Some(Part::Row(key)) => Some(key.as_str()),
        _ => None,
    };
    let cell = (rest.len() > 1).then(|| path.clone());
    (FieldPath::of(table.to_vec()), key, cell)
}

/// A row by what an officer knows it by: a line by its people, another by what it holds, else its key.
fn row_name(change: &FieldChange, table: &FieldPath, key: &str, register: &Register, lexicon: &Lexicon) -> String {
    let About::Activity(id) = &change.about else { return key.to_owned() };
    let Some(activity) = register.activity(id) else { return key.to_owned() };
    let subject = Subject::Activity(activity.clone());
    let names = table.names();
    let Some(field) = subject.fields().into_iter().find(|column| column.spec.id == names) else {
        return key.to_owned();
    };
    let field = field.spec.id;
    let mut rows = 0..subject.count(field).unwrap_or(0);
    let row = rows.find(|row| subject.row_id(field, *row).is_some_and(|id| id.as_str() == key));
    match row {
        Some(row) if field == "lines" => shown::line(&subject, row, lexicon),
        Some(row) => shown::row(&subject, field, row, lexicon),
        None => {
            let whole = change.to.as_ref().or(change.from.as_ref()).filter(|value| value.is_object());
            let people = whole.and_then(|row| row.get("subjects")).and_then(Value::as_array);
            let people = people.map(|people| people.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "));
            people.unwrap_or_else(|| key.to_owned())
        }
    }
}

/// What stands at a path: a field of the tables, a group of them, or a member of the file that has no field.
enum At {
    Field(Column),
    Group { id: String, columns: Vec<Column> },
    Member(String),
}

impl At {
    fn label(&self) -> String {
        match self {
            At::Field(column) => column.spec.label.to_owned(),
            At::Group { id, .. } if id == "retention" => say("told.retention", &[]),
            At::Group { id, .. } if id == "approved" => say("told.approved", &[]),
            At::Member(name) if name == MARKS => say("told.marks", &[]),
            At::Member(name) if name == CLASHES => say("told.conflicts", &[]),
            At::Member(name) if name == "activities" => say("told.order", &[]),
            At::Group { id: name, .. } | At::Member(name) => name.clone(),
        }
    }
}

fn column_at(about: &About, path: &FieldPath) -> At {
    let empty = match about {
        About::Activity(_) => Subject::Activity(Arc::default()),
        About::Organisation => Subject::Organisation(Arc::default()),
        About::Vocabulary => Subject::Vocabulary(Arc::default()),
        About::Register => return At::Member(path.names()),
    };
    let (table, row, _) = divided(path);
    let table = table.names();
    let (columns, name) = match row {
        None => (empty.fields(), table),
        Some(_) => {
            let names = path.names();
            let inside = names.strip_prefix(&table).unwrap_or_default().trim_start_matches('.').to_owned();
            let Some(field) = empty.fields().into_iter().find(|column| column.spec.id == table) else {
                return At::Member(names);
            };
            (empty.columns(field.spec.id), inside)
        }
    };
    if let Some(column) = columns.iter().find(|column| column.spec.id == name) {
        return At::Field(*column);
    }
    // The row itself is a group of all its cells; another group is of the fields whose ids begin with its name.
    let start = if name.is_empty() { String::new() } else { format!("{name}.") };
    let columns: Vec<Column> = columns.into_iter().filter(|column| column.spec.id.starts_with(&start)).collect();
    if columns.is_empty() { At::Member(name) } else { At::Group { id: name, columns } }
}

/// A JSON value in words, one text a line.
fn value(at: &At, value: &Value, lexicon: &Lexicon) -> Vec<String> {
    if value.as_array().is_some_and(Vec::is_empty) {
        return vec![say("standing.none", &[])];
    }
    match (at, value) {
        (At::Field(column), _) if column.kind == Kind::Rows => rows(column, value, lexicon),
        (At::Field(column), _) => match typed(column.kind, value) {
            Some(typed) => shown::value(column, &typed, lexicon),
            None => plain(value),
        },
        (At::Group { id, columns }, Value::Object(_)) => {
            let cells = columns.iter().filter_map(|column| {
                let inside = column.spec.id.strip_prefix(id.as_str()).unwrap_or(column.spec.id).trim_start_matches('.');
                let found = inside.split('.').try_fold(value, |value, name| value.get(name))?;
                let words = self::value(&At::Field(*column), found, lexicon).join("; ");
                Some(say("told.part", &[("field", column.spec.label), ("value", &words)]))
            });
            cells.collect()
        }
        (At::Member(name), Value::Object(mark)) if name == MARKS => {
            let text = |name: &str| mark.get(name).and_then(Value::as_str).unwrap_or_default();
            let id = match text("mark") {
                Mark::DOES_NOT_APPLY => "standing.does-not-apply",
                Mark::TO_CONFIRM => "standing.to-confirm",
                _ => "told.accepted",
            };
            vec![say(id, &[("note", text("note")), ("rule", text("rule"))])]
        }
        (At::Member(name), Value::Array(marks)) if name == MARKS => {
            // Only activities have marks.
            let field = |mark: &Value| column_at(&About::Activity(Id::default()), &marked(mark)).label();
            let told = |mark: &Value| {
                let words = self::value(at, mark, lexicon).concat();
                say("told.part", &[("field", &field(mark)), ("value", &words)])
            };
            marks.iter().map(told).collect()
        }
        (At::Group { .. } | At::Member(_), _) => plain(value),
    }
}

/// The rows of a table, a line each.
fn rows(column: &Column, value: &Value, lexicon: &Lexicon) -> Vec<String> {
    let subjects =
        [Subject::Activity(Arc::default()), Subject::Organisation(Arc::default()), Subject::Vocabulary(Arc::default())];
    let owner = subjects.iter().find(|subject| subject.fields().iter().any(|field| field.spec == column.spec));
    let columns = owner.map(|subject| subject.columns(column.spec.id)).unwrap_or_default();
    let row = |row: &Value| {
        let cells = columns.iter().filter_map(|cell| {
            let found = cell.spec.id.split('.').try_fold(row, |row, name| row.get(name))?;
            Some(self::value(&At::Field(*cell), found, lexicon).join("; "))
        });
        cells.collect::<Vec<_>>().join(" · ")
    };
    match value.as_array() {
        Some(items) => items.iter().map(row).collect(),
        None => plain(value),
    }
}

fn typed(kind: Kind, value: &Value) -> Option<FieldValue> {
    Some(match (kind, value) {
        (Kind::Text(_) | Kind::Long | Kind::Choice(_) | Kind::Line, Value::String(text)) => {
            FieldValue::Text(text.as_str().into())
        }
        (Kind::Date, Value::String(text)) => FieldValue::Date(DateText::from(text.as_str())),
        (Kind::Many(_), Value::Array(items)) => {
            FieldValue::Terms(items.iter().map(|item| item.as_str().map(Into::into)).collect::<Option<_>>()?)
        }
        (Kind::Flag, Value::Bool(flag)) => FieldValue::Flag(*flag),
        (Kind::Number, Value::Number(number)) => FieldValue::Number(number.as_u64()?.try_into().ok()?),
        _ => return None,
    })
}

/// A value that no field describes, as it stands in the file.
fn plain(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.lines().map(str::to_owned).collect(),
        Value::Array(items) => items.iter().flat_map(plain).collect(),
        other => vec![other.to_string()],
    }
}

impl About {
    /// The record on the screens; `None` for the register itself, which has no screen.
    pub fn subject(&self) -> Option<SubjectId> {
        match self {
            About::Register => None,
            About::Organisation => Some(SubjectId::Organisation),
            About::Vocabulary => Some(SubjectId::Vocabulary),
            About::Activity(id) => Some(SubjectId::Activity(id.clone())),
        }
    }
}
