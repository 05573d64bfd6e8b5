//! Excel's workbooks since 2007: XLSX, and XLSM with its macros left alone.

mod reference;
mod sheet;
pub(super) mod strings;
mod styles;

use super::archive::Archive;
use super::bounds::{Budget, MOST_SHEETS};
use super::why::Why;
use super::xml::{Node, Xml};
use super::{Book, Sheet};
use crate::domain::Text;
use crate::formats::import::book::number::Shown;

/// What the cells of all sheets share.
#[derive(Debug, Default)]
struct Shared {
    /// The texts that cells name by number.
    strings: Vec<Text>,
    /// How numbers are shown, by the number of a style.
    styles: Vec<Shown>,
    /// Whether days are counted from 1904.
    from_1904: bool,
}

/// The sheets of a workbook. Charts and macro sheets hold no rows and are no sheets here.
pub(super) fn read(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Book, Why> {
    let place = relations(archive, "_rels/.rels", "")?;
    let place = place.into_iter().find(|relation| relation.kind == "officeDocument").map(|relation| relation.part);
    let place = place.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    if place.ends_with(".bin") {
        return Err(Why::new("book.binary-workbook"));
    }
    let (folder, name) = place.rsplit_once('/').unwrap_or(("", &place));
    let related = relations(archive, &joined(folder, &format!("_rels/{name}.rels")), folder)?;
    let Some((listed, from_1904)) = listed_sheets(archive, &place)? else {
        return Err(Why::new("book.no-workbook"));
    };
    let of_kind = |kind: &str| related.iter().find(|relation| relation.kind == kind);
    let mut shared = Shared { from_1904, ..Shared::default() };
    if let Some(relation) = of_kind("sharedStrings") {
        shared.strings = strings::read(archive, &relation.part)?;
    }
    if let Some(relation) = of_kind("styles") {
        shared.styles = styles::read(archive, &relation.part)?;
    }
    let mut book = Book::default();
    for listed in listed {
        let relation = related.iter().find(|relation| relation.id == listed.relation);
        let missing = || Why::new("book.missing-sheet").with("sheet", &listed.name);
        let relation = relation.ok_or_else(missing)?;
        if relation.kind != "worksheet" {
            continue;
        }
        let sheet = Sheet { name: listed.name.as_str().into(), hidden: listed.hidden, ..Sheet::default() };
        let part = archive.part(&relation.part)?.ok_or_else(missing)?;
        book.sheets.push(sheet::read(part, &relation.part, sheet, &shared, budget)?);
    }
    if book.sheets.is_empty() {
        return Err(Why::new("book.no-sheets"));
    }
    Ok(book)
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    relation: String,
}

/// The sheets that the workbook lists, and whether it counts days from 1904. None where there is no workbook.
fn listed_sheets(archive: &mut Archive<'_>, place: &str) -> Result<Option<(Vec<Listed>, bool)>, Why> {
    let Some(part) = archive.part(place)? else {
        return Ok(None);
    };
    let mut xml = Xml::new(part, place);
    let mut sheets = Vec::new();
    let mut from_1904 = false;
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "workbookPr" => {
                let [counted] = tag.values(["date1904"])?;
                from_1904 = counted.is_some_and(|counted| matches!(counted.as_ref(), "1" | "true" | "on"));
            }
            Node::Open(tag) if tag.name() == "sheet" => {
                let [name, state, relation] = tag.values(["name", "state", "id"])?;
                if sheets.len() == MOST_SHEETS {
                    return Err(Why::new("book.too-many-sheets"));
                }
                sheets.push(Listed {
                    name: name.unwrap_or_default().into_owned(),
                    hidden: state.is_some_and(|state| state != "visible"),
                    relation: relation.unwrap_or_default().into_owned(),
                });
            }
            Node::End => return Ok(Some((sheets, from_1904))),
            _ => {}
        }
    }
}

/// What one part says of another: its id, the last word of its kind, and where it stands.
struct Relation {
    id: String,
    kind: String,
    part: String,
}

/// The relations of a part; `folder` is where it stands. None where nothing is said; those that lead out of the file are left.
fn relations(archive: &mut Archive<'_>, place: &str, folder: &str) -> Result<Vec<Relation>, Why> {
    let Some(part) = archive.part(place)? else {
        return Ok(Vec::new());
    };
    let mut xml = Xml::new(part, place);
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "Relationship" => {
                let [id, kind, target, mode] = tag.values(["Id", "Type", "Target", "TargetMode"])?;
                let (Some(id), Some(kind), Some(target)) = (id, kind, target) else {
                    continue;
                };
                if mode.as_deref() != Some("External") {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.push(Relation { id: id.into_owned(), kind, part: joined(folder, &target) });
                }
            }
            Node::End => return Ok(relations),
            _ => {}
        }
    }
}

/// Where a target stands in the archive, seen from a folder of it.
fn joined(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." => {}
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}
