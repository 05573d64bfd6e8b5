//! The transfers of our own export, read back: places with their data, then what allows each.

use crate::domain::Text;
use crate::domain::transfer::Transfer;
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;

use super::own::{behind, code_of, code_or_words, is_gap};
use super::writer::{View, Writer, temporary};

impl<'a> Writer<'a> {
    /// Columns H and I, and the one of section 61 that holds both.
    pub(super) fn own_transfers(&mut self, field: &'static str, lines: &[&str], view: &View<'a>) {
        self.evidence(field, None, &view.found, &view.at);
        let line_id: Text = temporary(self.lines.len()).into();
        let today = self.setting.today;
        let transfers = self.activity.transfers.get_or_insert_default();
        let mut at: Option<usize> = None;
        for line in lines {
            let own = |transfer: &Transfer| transfer.line.as_ref() == Some(&line_id);
            if *line == say("export.none", &[]) || *line == say("export.no-exceptional-transfers", &[]) || is_gap(line)
            {
                continue;
            }
            let allowed =
                transfers.iter().enumerate().filter(|(_, transfer)| own(transfer)).find_map(|(place, transfer)| {
                    let mechanism = line.strip_prefix(&*place_of(transfer))?.strip_prefix(": ")?;
                    let code = code_of(ListId::Mechanisms, mechanism);
                    (code.is_some() || is_gap(mechanism)).then_some((place, code))
                });
            if let Some((place, code)) = allowed {
                at = Some(place);
                if let Some(transfer) = transfers.get_mut(place) {
                    transfer.mechanism = code.or_else(|| transfer.mechanism.take());
                }
                continue;
            }
            let detail = |id: &str, part: &str| behind(id, part, line).map(Text::from);
            if let Some(transfer) = at.and_then(|place| transfers.get_mut(place)) {
                if let Some(data) = detail("export.transfer-data", "data") {
                    transfer.data.get_or_insert_default().push(data);
                    continue;
                }
                if let Some(words) = detail("export.in-words", "text") {
                    transfer.notes = Some(words);
                    continue;
                }
                if let Some(safeguards) = detail("export.safeguards", "text") {
                    transfer.safeguards = Some(safeguards);
                    continue;
                }
                if let Some(link) = detail("export.risk-assessment", "text") {
                    transfer.assessment = Some(link);
                    continue;
                }
                if let Some(day) = detail("export.checked-on", "date") {
                    let read = crate::domain::date::read(&day, today);
                    transfer.checked_on = Some(read.map_or_else(|_| (&*day).into(), Into::into));
                    continue;
                }
            }
            at = Some(transfers.len());
            transfers.push(Transfer { line: Some(line_id.clone()), ..of_place(line) });
        }
    }
}

/// A place as the export writes it.
fn place_of(transfer: &Transfer) -> String {
    let country = match &transfer.country {
        Some(code) => crate::domain::vocabulary::list(ListId::Countries)
            .by_code(code)
            .map_or(&**code, |term| &term.label)
            .to_owned(),
        None => say("export.country", &[("answer", &say("export.not-recorded", &[]))]),
    };
    match &transfer.organisation {
        Some(name) => say("export.place", &[("country", &country), ("organisation", name)]),
        None => country,
    }
}

/// The country of a place, and the organisation in it.
fn of_place(line: &str) -> Transfer {
    let not_recorded = say("export.country", &[("answer", &say("export.not-recorded", &[]))]);
    let (country, organisation) = match line.strip_prefix(not_recorded.as_str()) {
        Some(rest) => (None, rest.strip_prefix(": ")),
        None => match code_of(ListId::Countries, line) {
            Some(code) => (Some(code), None),
            None => line.split_once(": ").map_or((Some(line.into()), None), |(country, name)| {
                (Some(code_or_words(ListId::Countries, country).into()), Some(name))
            }),
        },
    };
    Transfer { country, organisation: organisation.map(Text::from), ..Transfer::default() }
}
