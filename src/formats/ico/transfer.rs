//! The words of transfers out of the United Kingdom (Article 30(1)(e)).

use crate::domain::activity::Activity;
use crate::domain::date::DateText;
use crate::domain::line::Line;
use crate::domain::transfer::Transfer;
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;

use super::Audience;
use super::cell::{Answer, filled, one_line};
use super::column::{Export, cited};

/// The destination of worldwide wording that names no country.
const UNSPECIFIED: &str = "unspecified";

impl Export<'_> {
    /// Column H: where the data of this line go, who receives them there, and which data.
    pub fn countries(&self, activity: &Activity, line: Option<&Line>) -> Answer {
        let transfers = match transfers_of(activity, line) {
            Ok(transfers) => transfers,
            Err(answer) => return answer,
        };
        let mut gaps = 0;
        let mut lines = Vec::new();
        for transfer in transfers {
            lines.push(self.place(transfer));
            gaps += usize::from(filled(&transfer.country).is_none());
            let data = transfer.data.iter().flatten().map(|data| one_line(data));
            lines.extend(data.map(|data| say("export.transfer-data", &[("data", &data)])));
            lines.extend(self.wording(transfer));
        }
        counted(lines, gaps)
    }

    /// Column I: what allows each transfer, with its reference. Strictly only transfers under Article 49(1), second
    /// subparagraph, belong here; officers and auditors look for every mechanism in it.
    pub fn exceptional_safeguards(&self, activity: &Activity, line: Option<&Line>) -> Answer {
        let transfers = match transfers_of(activity, line) {
            Ok(transfers) => transfers,
            Err(Answer::NotRecorded) => return Answer::NotRecorded,
            Err(_) => return Answer::Words(self.phrases.no_exceptional_transfers.clone()),
        };
        let mut gaps = 0;
        let mut lines = Vec::new();
        for transfer in transfers {
            let details = safeguards(transfer);
            let mechanism = match filled(&transfer.mechanism) {
                Some(code) if &**code == "none" && details.is_empty() => continue,
                Some(code) => cited(ListId::Mechanisms, code),
                None => {
                    gaps += 1;
                    self.phrases.not_recorded.to_string()
                }
            };
            lines.push(say("export.mechanism", &[("place", &self.place(transfer)), ("mechanism", &mechanism)]));
            lines.extend(details);
        }
        if lines.is_empty() {
            return Answer::Words(self.phrases.no_exceptional_transfers.clone());
        }
        counted(lines, gaps)
    }

    /// Section 61: transfers and what allows them in one column.
    pub fn transfers_and_safeguards(&self, activity: &Activity, line: Option<&Line>) -> Answer {
        let countries = self.countries(activity, line);
        let safeguards = self.exceptional_safeguards(activity, line);
        if !countries.has_words() {
            return countries;
        }
        let (countries, safeguards) = (self.plain(countries), self.plain(safeguards));
        let lines = vec![countries.text.to_string(), safeguards.text.to_string()];
        counted(lines, countries.gaps + safeguards.gaps)
    }

    /// The country and the organisation in it.
    fn place(&self, transfer: &Transfer) -> String {
        let country = match filled(&transfer.country) {
            Some(code) => one_line(self.lexicon().label(ListId::Countries, code)).into_owned(),
            None => say("export.country", &[("answer", &self.phrases.not_recorded)]),
        };
        match filled(&transfer.organisation) {
            Some(name) => say("export.place", &[("country", &country), ("organisation", &one_line(name))]),
            None => country,
        }
    }

    /// The wording that stands for a country where none is named; otherwise notes are the officers' own.
    fn wording(&self, transfer: &Transfer) -> Option<String> {
        let unspecified = transfer.country.as_deref() == Some(UNSPECIFIED);
        let shown = unspecified && self.request.audience == Audience::Regulator;
        let notes = filled(&transfer.notes).filter(|_| shown)?;
        Some(say("export.in-words", &[("text", &one_line(notes))]))
    }
}

/// The transfers of a line: those that name it, and those that name no line there is.
/// Without a transfer, what the register answers.
fn transfers_of<'a>(activity: &'a Activity, line: Option<&Line>) -> Result<Vec<&'a Transfer>, Answer> {
    let Some(transfers) = &activity.transfers else {
        return Err(Answer::NotRecorded);
    };
    let of_line = |transfer: &&Transfer| match (transfer.line.as_deref(), line) {
        (Some(id), Some(line)) => {
            id == line.id.as_str() || !activity.lines().iter().any(|other| other.id.as_str() == id)
        }
        _ => true,
    };
    let transfers: Vec<&Transfer> = transfers.iter().filter(of_line).collect();
    if transfers.is_empty() { Err(Answer::None) } else { Ok(transfers) }
}

/// The safeguards in words, the risk assessment, and when it was checked.
fn safeguards(transfer: &Transfer) -> Vec<String> {
    let texts = [("export.safeguards", &transfer.safeguards), ("export.risk-assessment", &transfer.assessment)];
    let texts = texts.into_iter().filter_map(|(id, text)| Some(say(id, &[("text", &one_line(filled(text)?))])));
    let checked = transfer.checked_on.as_ref().map(|date| say("export.checked-on", &[("date", &in_words(date))]));
    texts.chain(checked).collect()
}

/// A date as it is read; one that cannot be read as it stands.
pub(super) fn in_words(date: &DateText) -> String {
    one_line(&date.long()).into_owned()
}

/// Lines of which some say that nothing is recorded.
pub(super) fn counted(lines: Vec<String>, gaps: usize) -> Answer {
    if gaps == 0 { Answer::of_lines(lines) } else { Answer::Partly(lines.join("\n"), gaps) }
}
