//! Where columns went before: one file in the person's own folder, so that the next sheet with the same headings goes the same way.

use crate::domain::Text;
use crate::domain::fold::fold;
use crate::shell::own_folder::OwnFolder;
use serde_json::{Map, Value};
use std::path::PathBuf;

/// The matchings that a person saved, each by the headings of its columns.
#[derive(Clone, Debug, Default)]
pub struct Matchings {
    path: Option<PathBuf>,
    saved: Map<String, Value>,
}

/// Where one column went: its heading, and the id of its field; nothing where it is left out.
pub type Column = (Text, Option<Text>);

impl Matchings {
    /// Those of a person. A file that cannot be read is as good as none: sheets are matched anew.
    pub fn read(own: &OwnFolder) -> Self {
        let path = own.matchings();
        let text = path.as_ref().and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
        let saved = serde_json::from_str(&text).unwrap_or_default();
        Matchings { path, saved }
    }

    /// Where the columns of a sheet with these headings went; nothing where no such sheet is remembered.
    pub fn for_headings(&self, headings: &[Text]) -> Vec<Column> {
        let Some(Value::Object(columns)) = self.saved.get(&key(headings.iter())) else { return Vec::new() };
        let column = |heading: &Text| match columns.get(&fold(heading))? {
            Value::String(field) => Some((heading.clone(), Some(field.as_str().into()))),
            _ => Some((heading.clone(), None)),
        };
        headings.iter().filter_map(column).collect()
    }

    /// Remembers where the columns of a sheet went. Answers whether it could be kept.
    pub fn remember(&mut self, columns: &[Column]) -> bool {
        let Some(path) = self.path.clone() else { return false };
        let of_sheet =
            columns.iter().map(|(heading, field)| (fold(heading), field.as_deref().map_or(Value::Null, Value::from)));
        self.saved.insert(key(columns.iter().map(|(heading, _)| heading)), Value::Object(of_sheet.collect()));
        keep(&path, &crate::formats::json::pretty(&self.saved)).is_ok()
    }
}

/// The headings of a sheet, folded, whatever their order.
fn key<'a>(headings: impl Iterator<Item = &'a Text>) -> String {
    let mut headings: Vec<String> = headings.map(|heading| fold(heading)).collect();
    headings.sort_unstable();
    headings.join(" | ")
}

/// Puts the file in the place of the one before, whole or not at all; it is the person's alone.
fn keep(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
