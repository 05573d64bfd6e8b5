//! A data map: a row for each system, use of data and kind of data. The rows of one system and use are one activity.

use super::fields::{field_of, write};
use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::words::say;
use crate::formats::import::book::{Book, Cell, Sheet};
use crate::formats::import::brought::{Brought, Kind, Matched, MatchedBy, Skipped, Source};
use crate::formats::import::choices::{Progress, Refusal, Setting};
use crate::formats::import::drafting::{Unfinished, View, Writer, finish};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The columns by which a data map is known, by key and by heading.
const COLUMNS: [(&str, &str); 14] = [
    ("dataset.name", "Fides Dataset"),
    ("system.name", "Fides System"),
    ("system.administrating_department", "Department or Business Function"),
    ("system.privacy_declaration.data_use.name", "Purpose of Processing"),
    ("system.privacy_declaration.data_subjects.name", "Categories of Individuals"),
    ("unioned_data_categories", "Categories of Personal Data (Fides Taxonomy)"),
    ("third_country_combined", "Third Country Transfers"),
    ("organization.link_to_security_policy", "General Description of Security Measures"),
    ("system.privacy_declaration.data_subjects.rights_available", "Rights available to individuals"),
    (
        "system.privacy_declaration.data_subjects.automated_decisions_or_profiling",
        "Existence of automated decision-making, including profiling (if applicable)",
    ),
    ("dataset.source_name", "The source of the personal data (if applicable)"),
    ("system.fides_key", "System Fides Key"),
    ("dataset.fides_key", "Dataset Fides Key (if applicable)"),
    ("system.description", "Description of the System"),
];

/// Whether a book is a data map: a row of its headings, or of their keys, with the system and what its data are used for.
pub fn is_datamap(book: &Book) -> bool {
    table(book).is_some()
}

/// Whether a text is a data map as JSON: a list of rows with the system's columns.
pub fn is_datamap_text(text: &str) -> bool {
    const LOOKED_AT: usize = 20_000;
    let start: String = text.chars().take(LOOKED_AT).collect();
    start.trim_start_matches('\u{feff}').trim_start().starts_with('[')
        && start.contains("\"system.name\"")
        && (start.contains("\"system.fides_key\"") || start.contains("\"system.privacy_declaration."))
}

/// What a data map in rows brings.
///
/// # Errors
/// The book is no data map, or the officer stopped it.
pub fn bring_datamap(book: &Book, setting: &Setting, progress: &dyn Progress) -> Result<Brought, Refusal> {
    let Some((sheet, heading_row, keys)) = table(book) else {
        return Err(Refusal(say("fides.no-datamap", &[("file", setting.file)])));
    };
    let mut above = Vec::new();
    let mut rows = Vec::new();
    for (row, cells) in sheet.rows.iter().enumerate() {
        if cells.iter().all(Cell::is_blank) || row == heading_row || is_headings(cells) {
            continue;
        }
        if row < heading_row {
            above.push(Skipped { row: row + 1, sheet: None, reason: say("import.skip.above", &[]) });
            continue;
        }
        let said = keys.iter().enumerate().filter(|(column, _)| !sheet.cell(row, *column).is_blank());
        let said = said.map(|(column, (key, heading))| Said {
            key: key.clone(),
            heading: heading.clone(),
            words: sheet.cell(row, column).words(),
            at: sheet.place(row, column).into(),
        });
        rows.push(Row { number: row + 1, said: said.collect() });
    }
    let source = Source {
        file: setting.file.into(),
        kind: Kind::FidesDatamap,
        sheet: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
        encoding: book.encoding,
        heading_row: Some(heading_row + 1),
    };
    brought(rows, above, source, &keys, setting, progress)
}

/// What a data map as JSON brings. Its first row may hold the headings.
///
/// # Errors
/// The text is no JSON, or no list of rows; or the officer stopped it.
pub fn bring_datamap_text(text: &str, setting: &Setting, progress: &dyn Progress) -> Result<Brought, Refusal> {
    let refused = |id: &str, line: usize| Refusal(say(id, &[("file", setting.file), ("line", &line.to_string())]));
    let text = text.trim_start_matches('\u{feff}');
    let listed: Vec<Value> = serde_json::from_str(text).map_err(|problem| refused("fides.not-json", problem.line()))?;
    let mut keys: Vec<(String, Text)> = Vec::new();
    let mut rows = Vec::new();
    for (place, value) in listed.iter().enumerate() {
        let Value::Object(object) = value else {
            return Err(refused("fides.no-datamap", 0));
        };
        if place == 0 && is_heading_object(object) {
            keys.extend(object.iter().map(|(key, heading)| (key.clone(), shown(heading).into())));
            continue;
        }
        let mut said = Vec::new();
        for (key, value) in object {
            let heading = match keys.iter().find(|(known, _)| known == key) {
                Some((_, heading)) => heading.clone(),
                None => {
                    keys.push((key.clone(), key.as_str().into()));
                    key.as_str().into()
                }
            };
            let words: Text = shown(value).into();
            let at = say("fides.row", &[("row", &(place + 1).to_string())]).into();
            if !words.trim().is_empty() {
                said.push(Said { key: key.clone(), heading, words, at });
            }
        }
        rows.push(Row { number: place + 1, said });
    }
    let source = Source { file: setting.file.into(), kind: Kind::FidesDatamap, ..Source::default() };
    brought(rows, Vec::new(), source, &keys, setting, progress)
}

/// One row with its values.
struct Row {
    number: usize,
    said: Vec<Said>,
}

struct Said {
    key: String,
    heading: Text,
    words: Text,
    at: Text,
}

impl Row {
    fn words(&self, key: &str) -> &str {
        self.said.iter().find(|said| said.key == key).map_or("", |said| said.words.trim())
    }

    /// The system by its key or name, and what its data are used for.
    fn group(&self) -> (String, String) {
        let system = Some(self.words("system.fides_key")).filter(|key| !key.is_empty());
        (system.unwrap_or_else(|| self.words("system.name")).to_owned(), fold(self.words(DATA_USE)))
    }
}

const DATA_USE: &str = "system.privacy_declaration.data_use.name";

fn brought(
    rows: Vec<Row>,
    above: Vec<Skipped>,
    source: Source,
    keys: &[(String, Text)],
    setting: &Setting,
    progress: &dyn Progress,
) -> Result<Brought, Refusal> {
    let mut groups: Vec<((String, String), Vec<&Row>)> = Vec::new();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for row in rows.iter().filter(|row| !row.said.is_empty()) {
        let place = *places.entry(row.group()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((row.group(), vec![row])),
        }
    }
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for ((system, _), _) in &groups {
        *uses.entry(system).or_default() += 1;
    }
    let mut brought = Brought { source, mapping: mapping(keys, &rows), skipped: above, ..Brought::default() };
    let mut unfinished = Vec::new();
    let (mut done, all) = (0, rows.len());
    for ((system, use_of_data), rows) in &groups {
        if !progress.goes_on(done, all) {
            return Err(Refusal(say("import.stopped", &[])));
        }
        done += rows.len();
        let mut writer = Writer::new(setting);
        for said in rows.iter().flat_map(|row| row.said.iter().map(|said| (said, row.number))) {
            take(&mut writer, said.0, said.1);
        }
        let is_one_of_many = uses.get(system.as_str()).is_some_and(|count| *count > 1);
        let first = rows.first().copied();
        let named = first.map(|row| row.words(DATA_USE)).filter(|name| !name.is_empty() && is_one_of_many);
        if let (Some(name), Some(title)) = (named, writer.activity.title.take_if(|_| named.is_some())) {
            writer.activity.title = Some(format!("{title} - {name}").into());
        }
        let key = if is_one_of_many { format!("{system}\n{use_of_data}") } else { system.clone() };
        let at = first.map_or(1, |row| row.number);
        unfinished.push(Unfinished::keyed(writer, key.into(), at));
    }
    finish(unfinished, &mut brought);
    Ok(brought)
}

fn take(writer: &mut Writer, said: &Said, row: usize) {
    const NOTHING: &Cell = &Cell::Empty;
    let view = View {
        cell: NOTHING,
        words: said.words.clone(),
        found: said.words.clone(),
        at: said.at.clone(),
        row,
        heading: said.heading.clone(),
    };
    match short(&said.key) {
        Some(key) => write(writer, key, &view),
        None => writer.keep(&view),
    }
    if said.key == "system.name" {
        write(writer, "system", &view);
    }
}

/// The key of a column as a manifest names it; none for one that only the data map has and no field takes.
fn short(key: &str) -> Option<&str> {
    match key {
        "dataset.name" => Some("dataset"),
        "dataset.fides_key" => None,
        DATA_USE => Some("data_use"),
        "system.privacy_declaration.data_subjects.name" => Some("data_subjects"),
        // The declaration's own name stands beside the use of data, and the system has the title.
        "system.privacy_declaration.name" => None,
        _ => match key
            .strip_prefix("system.")
            .or_else(|| key.strip_prefix("organization."))
            .or_else(|| key.strip_prefix("dataset."))
        {
            Some(inside) => inside.rsplit('.').next().filter(|key| *key != "name" || inside == "name"),
            None => Some(key),
        },
    }
}

fn mapping(keys: &[(String, Text)], rows: &[Row]) -> Vec<Matched> {
    const EXAMPLES: usize = 3;
    let columns = keys.iter().enumerate().map(|(column, (key, heading))| {
        let field = short(key).and_then(field_of);
        let mut examples: Vec<Text> = Vec::new();
        for said in rows.iter().flat_map(|row| &row.said).filter(|said| said.key == *key) {
            if examples.len() < EXAMPLES && !examples.contains(&said.words) {
                examples.push(said.words.clone());
            }
        }
        let (by, confidence) = if field.is_some() { (MatchedBy::Layout, 100) } else { (MatchedBy::Nothing, 0) };
        Matched { column, heading: heading.clone(), field, confidence, by, examples }
    });
    columns.collect()
}

/// The key and the heading of each column.
type Keys = Vec<(String, Text)>;

/// The sheet with the row of headings, and its columns.
fn table(book: &Book) -> Option<(&Sheet, usize, Keys)> {
    const LOWEST: usize = 12;
    let in_sheet = |sheet: &'_ Sheet| -> Option<(usize, Keys)> {
        let row = sheet.rows.iter().take(LOWEST).position(|cells| is_headings(cells))?;
        let keys = sheet.rows.get(row)?.iter().enumerate().map(|(column, cell)| {
            let heading = cell.words();
            let heading =
                if heading.trim().is_empty() { crate::formats::import::book::letters(column).into() } else { heading };
            (known(&heading).unwrap_or(&heading).to_owned(), heading)
        });
        Some((row, keys.collect()))
    };
    book.sheets.iter().find_map(|sheet| in_sheet(sheet).map(|(row, keys)| (sheet, row, keys)))
}

/// Whether these cells are the headings: the system, and two more columns.
fn is_headings(cells: &[Cell]) -> bool {
    let keys: Vec<&str> = cells.iter().filter_map(|cell| known(&cell.words())).collect();
    keys.contains(&"system.name") && keys.len() > 2
}

fn is_heading_object(object: &Map<String, Value>) -> bool {
    let known = object.iter().filter(|(key, heading)| {
        COLUMNS
            .iter()
            .any(|(known, shown)| known == key && heading.as_str().is_some_and(|heading| fold(heading) == fold(shown)))
    });
    known.count() > 2
}

/// The key of a column, by its key or its heading.
fn known(heading: &str) -> Option<&'static str> {
    let heading = fold(heading);
    COLUMNS.iter().find(|(key, shown)| fold(key) == heading || fold(shown) == heading).map(|(key, _)| *key)
}

/// A value in words; lists a line each.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(flag) => say(if *flag { "yes" } else { "no" }, &[]),
        Value::Array(entries) => entries.iter().map(shown).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}
