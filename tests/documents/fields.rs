//! The tables of fields.

use super::{part, table};
use ropa::app::rule_words::records;
use ropa::domain::activity::Activity;
use ropa::domain::field::rows::Column;
use ropa::domain::field::{Access, Fielded, Kind, Section, Spec};
use ropa::domain::organisation::{Organisation, Vocabulary};
use ropa::domain::vocabulary::{ListId, list};

#[test]
fn the_readme_tells_every_field() {
    let mut text = String::new();
    for section in Section::OF_ACTIVITY {
        text.push_str(&fields_of::<Activity>(section.label(), "", &[section]));
    }
    text.push_str(&fields_of::<Organisation>("Your organisation", "organisation.", &[Section::Organisation]));
    text.push_str(&fields_of::<Vocabulary>("Your own words", "vocabulary.", &Section::OF_WORDS));
    part("fields", &text);
}

#[test]
fn no_field_stands_in_a_section_that_the_readme_leaves_out() {
    let of_activity = Activity::fields().iter().filter(|field| !Section::OF_ACTIVITY.contains(&field.spec.section));
    let of_organisation = Organisation::fields().iter().filter(|field| field.spec.section != Section::Organisation);
    let of_words = Vocabulary::fields().iter().filter(|field| !Section::OF_WORDS.contains(&field.spec.section));
    assert_eq!((of_activity.count(), of_organisation.count(), of_words.count()), (0, 0, 0));
}

/// The fields of some sections. A column stands in its own section, which need not be its table's; tables with the same
/// columns list them once.
fn fields_of<T: Fielded>(heading: &str, prefix: &str, sections: &[Section]) -> String {
    let mut rows = Vec::new();
    let mut told: Vec<Vec<Column>> = Vec::new();
    for field in T::fields() {
        let spec = &field.spec;
        let is_here = sections.contains(&spec.section);
        if is_here {
            rows.push(row(spec, field.kind(), spec.label.to_owned(), format!("{prefix}{}", spec.id)));
        }
        let Access::Rows(table) = &field.access else { continue };
        let columns = table.columns();
        if told.contains(&columns) {
            continue;
        }
        for column in columns.iter().filter(|column| sections.contains(&column.spec.section)) {
            let table = if is_here { String::new() } else { format!("{} ", spec.label) };
            let name = format!("{prefix}{}[].{}", spec.id, column.spec.id);
            rows.push(row(column.spec, column.kind, format!("{table}– {}", column.spec.label), name));
        }
        told.push(columns);
    }
    let mut headings = vec!["Field", "Holds", "Name in the file", "Search by", "Law", "Asked of"];
    if !prefix.is_empty() {
        // What is outside the activities is not searched, and no kind of record asks for it.
        headings.retain(|heading| !["Search by", "Asked of"].contains(heading));
        rows.iter_mut().for_each(|row| {
            row.pop();
            row.remove(3);
        });
    }
    format!("#### {heading}\n\n{}\n", table(&headings, &rows))
}

fn row(spec: &Spec, kind: Kind, label: String, name: String) -> Vec<String> {
    let short: Vec<String> = spec.short.iter().map(|short| format!("`{short}:`")).collect();
    vec![label, holds(kind), format!("`{name}`"), short.join(" "), spec.law.to_owned(), records(spec.asked)]
}

fn holds(kind: Kind) -> String {
    let title = |id: ListId| format!("‘{}’", list(id).title);
    match kind {
        Kind::Text(None) => "a line of text".to_owned(),
        Kind::Line => "one line of people and data".to_owned(),
        Kind::Text(Some(id)) => format!("a line of text; offers {}", title(id)),
        Kind::Long => "text of any length".to_owned(),
        Kind::Choice(id) => format!("one of {}", title(id)),
        Kind::Many(Some(id)) if list(id).open => format!("any number of {}, or your own words", title(id)),
        Kind::Many(Some(id)) => format!("any number of {}", title(id)),
        Kind::Many(None) => "any number of your own words".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::Flag => "yes or no".to_owned(),
        Kind::Number => "a whole number".to_owned(),
        Kind::Rows => "a table, a line each".to_owned(),
    }
}
