//! Where columns go, as it was said on the command line: `--map "HEADING=FIELD"`.

use crate::domain::Text;
use crate::domain::fold::{fold, same_term};
use crate::domain::near::near;
use crate::domain::words::say;
use crate::formats::import::brought::Brought;
use crate::formats::import::matching::{TARGETS, Target, target};
use crate::shell::cli::answer::{NOT_UNDERSTOOD, Refusal};
use crate::shell::matchings::Matchings;

/// The columns that were said, by heading; nothing for one that is to be left out.
pub(super) struct Mapping(Vec<(Text, Option<Text>)>);

impl Mapping {
    /// Reads what was said.
    pub(super) fn read(said: &[String]) -> Result<Self, Refusal> {
        let mut columns: Vec<(Text, Option<Text>)> = Vec::new();
        for words in said {
            let Some((heading, field)) = words.rsplit_once('=').filter(|(heading, _)| !heading.trim().is_empty())
            else {
                return Err(Refusal::not_understood("import.map-how", &[("words", words)]));
            };
            let field = Some(field.trim()).filter(|field| !field.is_empty()).map(field_named).transpose()?;
            if columns.iter().any(|(there, _)| same_term(there, heading)) {
                return Err(Refusal::not_understood("import.map-twice", &[("heading", heading.trim())]));
            }
            columns.push((heading.trim().into(), field));
        }
        Ok(Mapping(columns))
    }

    /// Those that a file has, under its own headings.
    pub(super) fn of(&self, brought: &Brought) -> Vec<(Text, Option<Text>)> {
        let headings = brought.mapping.iter().map(|column| &column.heading);
        let said = |heading: &Text| self.0.iter().find(|(said, _)| same_term(said, heading));
        headings.filter_map(|heading| Some((heading.clone(), said(heading)?.1.clone()))).collect()
    }

    /// Refuses a heading that no file has.
    pub(super) fn all_found(&self, brought: &[Brought]) -> Result<(), Refusal> {
        let headings = || brought.iter().flat_map(|brought| &brought.mapping).map(|column| &*column.heading);
        let columns = || brought.iter().flat_map(|brought| &brought.mapping);
        for (said, field) in &self.0 {
            if let Some(column) = columns().find(|column| same_term(&column.heading, said)) {
                if column.field != field.as_deref() {
                    return Err(Refusal::not_understood("import.map-not-taken", &[("heading", said)]));
                }
                continue;
            }
            let close = near(said, headings());
            let id = match (headings().next(), close.is_empty()) {
                (None, _) => "import.no-columns",
                (_, true) => "import.no-heading",
                (_, false) => "import.no-heading-near",
            };
            return Err(Refusal::not_understood(id, &[("heading", said), ("near", &close.join("’, ‘"))]));
        }
        Ok(())
    }

    /// Remembers where the columns of a file went.
    pub(super) fn remember(&self, brought: &Brought, matchings: &mut Matchings) {
        let columns = brought.mapping.iter().map(|column| (column.heading.clone(), column.field.map(Text::from)));
        matchings.remember(&columns.collect::<Vec<_>>());
    }
}

/// The id of a field as it was named: by its id, its short name, or what it is called on screen.
fn field_named(name: &str) -> Result<Text, Refusal> {
    let wanted = fold(name);
    let bare = wanted.strip_prefix("lines.").unwrap_or(&wanted);
    let is_meant = |target: &&Target| target.id == bare || fold(&target.label) == wanted;
    if let Some(known) = target(bare).or_else(|| TARGETS.iter().find(is_meant)) {
        return Ok(if bare.starts_with("external_ids.") { bare.into() } else { known.id.into() });
    }
    let wordings = TARGETS.iter().flat_map(|target| [target.id, target.label.as_str()]);
    let close = near(name, wordings);
    let id = if close.is_empty() { "import.no-field" } else { "import.no-field-near" };
    Err(Refusal::new(NOT_UNDERSTOOD, say(id, &[("field", name), ("near", &close.join("’, ‘"))])))
}
