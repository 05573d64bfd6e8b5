//! What the export says about itself: a statement, and an index of its rows.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::domain::Text;
use crate::domain::date::long;
use crate::domain::vocabulary::{ListId, list, regulator};
use crate::domain::words::say;
use crate::formats::history::fingerprint;
use crate::formats::workbook::{Heading, Sheet};

use super::cell::filled;
use super::column::Export;
use super::{Audience, Filled};

/// Which activity each row is about, since the regulator's layout has no column for it.
pub(super) fn index(filled: &[Filled]) -> Sheet {
    let headings = [
        ("export.index-sheet", 28),
        ("export.index-row", 8),
        ("export.index-reference", 18),
        ("export.index-activity", 50),
        ("export.index-id", 14),
    ];
    let mut rows = Vec::new();
    for part in filled {
        let first = part.sheet.row_of_headings().saturating_add(1);
        for (row, activity) in (first..).zip(&part.activities) {
            let reference = activity.reference.clone().unwrap_or_default();
            let (row, id) = (row.to_string(), activity.id.as_str());
            rows.push(vec![part.part.name.clone(), row.into(), reference, activity.name().into(), id.into()]);
        }
    }
    listing("export.index", &headings, rows)
}

/// When and from what the export was made, what it holds, and how to read it.
pub(super) fn statement(export: &Export, filled: &[Filled]) -> Sheet {
    let mut items = made(export);
    items.extend(held(export, filled));
    items.extend(how_to_read(export, filled));
    let rows = items.into_iter().map(|(item, detail)| vec![item.into(), detail.into()]);
    listing("export.about", &[("export.about-item", 34), ("export.about-detail", 110)], rows.collect())
}

type Item = (String, String);

fn item(id: &str, detail: &str) -> Item {
    (say(id, &[]), detail.to_owned())
}

fn made(export: &Export) -> Vec<Item> {
    let request = export.request;
    let stamp = request.register.stamp();
    let not_recorded = &export.phrases.not_recorded;
    let by = match request.audience {
        Audience::Publication => &export.phrases.not_published,
        Audience::Regulator if request.by.trim().is_empty() => not_recorded,
        Audience::Regulator => &Text::from(request.by),
    };
    let audience = match request.audience {
        Audience::Regulator => regulator().label.to_string(),
        Audience::Publication => say("export.for-publication", &[]),
    };
    let revision = stamp.and_then(|stamp| stamp.revision.as_ref()).unwrap_or(not_recorded);
    let saved = stamp.and_then(|stamp| stamp.on.as_deref()).map_or(not_recorded.to_string(), saved_on);
    let history = stamp.and_then(|stamp| stamp.history.as_deref());
    let print = history.map_or(not_recorded.to_string(), fingerprint);
    let as_at = request.as_at.map(|day| item("export.about-as-at", &long(day)));
    let mut items = vec![item("export.about-organisation", &export.organisation_name())];
    items.extend(as_at);
    items.extend([
        item("export.about-for", &audience),
        item("export.about-made", &moment(request.written)),
        item("export.about-by", by),
        item("export.about-program", &say("export.program", &[("version", request.program_version)])),
        item("export.about-register", request.register.file().id.as_str()),
        item("export.about-revision", revision),
        item("export.about-saved", &saved),
        item("export.about-fingerprint", &print),
    ]);
    items
}

/// A moment in UTC as it is read.
fn moment(at: DateTime) -> String {
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    say("export.moment", &[("date", &long(at.date())), ("time", &time)])
}

/// The moment of a save; a text that is none as it stands.
fn saved_on(text: &str) -> String {
    let stamp = text.parse::<Timestamp>();
    stamp.map_or_else(|_| text.to_owned(), |stamp| moment(TimeZone::UTC.to_datetime(stamp)))
}

fn held(export: &Export, filled: &[Filled]) -> Vec<Item> {
    let counts = export.first_counts();
    let rows: usize = filled.iter().map(|part| part.sheet.rows.len()).sum();
    let gaps: usize = filled.iter().map(|part| part.gaps).sum();
    let mut items = vec![
        item("export.about-activities", &counts.activities.to_string()),
        item("export.about-rows", &rows.to_string()),
    ];
    for part in filled {
        let sheet = say("export.about-sheet", &[("sheet", &part.part.name)]);
        let activities = part.part.activities.len().to_string();
        let rows = part.sheet.rows.len().to_string();
        let parts = [("activities", activities.as_str()), ("rows", rows.as_str()), ("layout", &part.part.layout.about)];
        items.push((sheet, say("export.about-sheet-holds", &parts)));
    }
    for (status, count) in statuses(export, filled) {
        items.push((say("export.about-status", &[("status", &status)]), count.to_string()));
    }
    items.push(item("export.about-gaps", &gaps.to_string()));
    items.push(item("export.about-officers", &counts.named_officers.to_string()));
    if export.request.audience == Audience::Publication {
        items.push(item("export.about-held-back", &counts.held_back.to_string()));
    }
    items
}

/// How many activities have each status, in the order of the list; then codes that it does not have, then none.
fn statuses(export: &Export, parts: &[Filled]) -> Vec<(String, usize)> {
    let mut counted: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let known = &list(ListId::Statuses).terms;
    for activity in parts.iter().flat_map(|part| &part.part.activities) {
        let key = match filled(&activity.status) {
            Some(code) => {
                let place = known.iter().position(|term| term.code() == &**code);
                (place.unwrap_or(known.len()), export.lexicon().label(ListId::Statuses, code).to_owned())
            }
            None => (usize::MAX, export.phrases.not_recorded.to_string()),
        };
        *counted.entry(key).or_default() += 1;
    }
    counted.into_iter().map(|((_, label), count)| (label, count)).collect()
}

fn how_to_read(export: &Export, filled: &[Filled]) -> Vec<Item> {
    let explained = |word: &str, id: &str| (word.to_owned(), say(id, &[]));
    let phrases = &export.phrases;
    let mut items = vec![
        item("export.about-lines", &say("export.lines-explained", &[])),
        explained(&phrases.not_recorded, "export.not-recorded-explained"),
        explained(&phrases.none, "export.none-explained"),
        explained(&phrases.not_applicable, "export.not-applicable-explained"),
        explained(&say("export.to-confirm", &[]), "export.to-confirm-explained"),
    ];
    if export.request.audience == Audience::Publication {
        items.push(explained(&phrases.not_published, "export.not-published-explained"));
    }
    let notes = ["safeguards", "rights", "schedule1-basis", "template"].map(|note| format!("export.{note}-explained"));
    let own = ["processor", "law_enforcement"]
        .into_iter()
        .filter(|id| filled.iter().any(|part| &*part.part.layout.id == *id));
    let own = own.map(|id| format!("export.{}-explained", id.replace('_', "-")));
    items.extend(notes.into_iter().chain(own).map(|id| item("export.about-note", &say(&id, &[]))));
    items.push(item("export.about-advice", &say("export.advice", &[("regulator", &regulator().label)])));
    items
}

/// A plain list with headings in its first row.
fn listing(name: &str, headings: &[(&str, u16)], rows: Vec<Vec<Text>>) -> Sheet {
    let headings =
        headings.iter().map(|(id, width)| Heading { text: say(id, &[]).into(), width: *width, required: false });
    Sheet {
        name: say(name, &[]).into(),
        blocks: Vec::new(),
        bands: Vec::new(),
        headings: headings.collect(),
        heading_row: 1,
        pages_wide: 1,
        rows,
    }
}
