//! Transfers out of the United Kingdom and what allows them, from cells.

use crate::domain::Text;
use crate::domain::fold::fold;
use crate::domain::transfer::Transfer;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;
use crate::formats::import::cells::{flag, mechanism, places};

use super::writer::{View, Writer, temporary};

/// The destination of wording that names no country.
const UNSPECIFIED: &str = "unspecified";

impl<'a> Writer<'a> {
    /// A column of countries: a transfer for each.
    pub(super) fn countries(&mut self, view: &View<'a>) {
        match flag::read(&view.words) {
            Some(true) => return self.keep_and_look(view, "import.look.yes-only", &[]),
            Some(false) => return self.no_transfer(view),
            None => {}
        }
        let places = places::read(&view.words);
        let words = view.words.trim();
        for country in &places.countries {
            let name = list(ListId::Countries).by_code(&country.code).map_or(&*country.code, |term| &term.label);
            let says_more = fold(name) != fold(&country.words) && country.organisation.is_some();
            self.transfer(
                Transfer {
                    country: Some(country.code.clone()),
                    organisation: country.organisation.clone(),
                    notes: says_more.then(|| country.words.clone()),
                    ..Transfer::default()
                },
                view,
            );
        }
        if places.unspecified {
            let transfer =
                Transfer { country: Some(UNSPECIFIED.into()), notes: Some(words.into()), ..Transfer::default() };
            self.transfer(transfer, view);
        }
        for unknown in &places.unknown {
            self.look(view, "import.look.no-country", &[("words", unknown)]);
        }
        let named = !places.countries.is_empty() || places.unspecified;
        if !named && places.inside_uk {
            self.no_transfer(view);
        } else if !named || !places.unknown.is_empty() {
            self.keep(view);
        }
    }

    fn no_transfer(&mut self, view: &View<'a>) {
        self.activity.transfers.get_or_insert_default();
        self.evidence("transfers", None, &view.found, &view.at);
    }

    fn transfer(&mut self, transfer: Transfer, view: &View<'a>) {
        self.evidence("transfers", transfer.country.as_deref(), &view.found, &view.at);
        let line = Some(temporary(self.lines.len()).into());
        let transfers = self.activity.transfers.get_or_insert_default();
        let is_it = |other: &Transfer| {
            other.country == transfer.country && other.organisation == transfer.organisation && other.line == line
        };
        if !transfers.iter().any(is_it) {
            transfers.push(Transfer { line, ..transfer });
        }
    }

    /// Gives each safeguard to the transfers of its line that it fits: the data bridge to the United States, adequacy where a
    /// country has it, anything else to the others. What fits none is a transfer whose country is not said.
    pub(super) fn settle_safeguards(&mut self) {
        for (place, view) in std::mem::take(&mut self.safeguards) {
            let words: Text = view.words.trim().into();
            if fold(&words) == fold(&say("export.no-exceptional-transfers", &[])) {
                self.evidence("transfers.safeguards", None, &view.found, &view.at);
                continue;
            }
            for instrument in mechanism::not_of_the_uk(&words) {
                self.look(&view, "import.look.not-uk", &[("words", &instrument)]);
            }
            let found = mechanism::read(&words);
            let line: Text = temporary(place).into();
            let transfers = self.activity.transfers.get_or_insert_default();
            let mut given = false;
            for mechanism in &found {
                let fits = |transfer: &Transfer| fits(&mechanism.code, transfer.country.as_deref());
                let of_line = transfers.iter_mut().filter(|transfer| transfer.line.as_ref() == Some(&line));
                for transfer in of_line.filter(|transfer| transfer.mechanism.is_none() && fits(transfer)) {
                    transfer.mechanism = Some(mechanism.code.clone());
                    transfer.safeguards = Some(words.clone());
                    given = true;
                }
            }
            if !given {
                for transfer in transfers.iter_mut().filter(|transfer| transfer.line.as_ref() == Some(&line)) {
                    transfer.safeguards = Some(words.clone());
                    given = true;
                }
            }
            let mechanism = found.first().map(|found| found.code.clone());
            if !given {
                transfers.push(Transfer {
                    line: Some(line),
                    mechanism: mechanism.clone(),
                    safeguards: Some(words.clone()),
                    ..Transfer::default()
                });
                self.look(&view, "import.look.safeguard-alone", &[]);
            }
            if found.len() > 1 {
                self.look(&view, "import.look.several-safeguards", &[]);
            }
            self.evidence("transfers.safeguards", Some(mechanism.as_deref().unwrap_or(&words)), &view.found, &view.at);
        }
    }

    /// Takes the line off a transfer that every line has, or where there is one line.
    pub(super) fn settle_transfers(&mut self, lines: usize) {
        let Some(transfers) = &mut self.activity.transfers else { return };
        let same = |one: &Transfer, other: &Transfer| {
            one.country == other.country && one.organisation == other.organisation && one.mechanism == other.mechanism
        };
        let mut settled: Vec<Transfer> = Vec::new();
        for transfer in transfers.iter() {
            let everywhere = lines <= 1 || transfers.iter().filter(|other| same(transfer, other)).count() >= lines;
            if !everywhere {
                settled.push(transfer.clone());
            } else if !settled.iter().any(|other| same(transfer, other)) {
                settled.push(Transfer { line: None, ..transfer.clone() });
            }
        }
        *transfers = settled;
    }
}

/// Whether a mechanism can be what allows a transfer to a country.
fn fits(mechanism: &str, country: Option<&str>) -> bool {
    let term = country.and_then(|code| list(ListId::Countries).by_code(code));
    let is_adequate = term.is_some_and(|term| matches!(term.adequacy.as_deref(), Some("full" | "partial")))
        || matches!(country, Some("EEA" | "EU"));
    match mechanism {
        "us-data-bridge" => country == Some("US"),
        "approved" => is_adequate,
        _ => !is_adequate,
    }
}
