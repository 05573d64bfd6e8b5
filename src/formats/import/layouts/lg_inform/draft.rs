//! One row of LG Inform Plus as a draft.

use super::column::Goes;
use super::{Layout, RECORD, RETENTION, SERVICE, raw};
use crate::domain::Text;
use crate::domain::activity::{Activity, LawfulBasis, Mark};
use crate::domain::date::DateText;
use crate::domain::imported::{Evidence, Imported};
use crate::domain::line::Line;
use crate::domain::organisation::{Officer, Organisation};
use crate::domain::pairs::{Pair, Pairs};
use crate::domain::words::say;
use crate::formats::import::book::Sheet;
use crate::formats::import::brought::{Draft, Look};
use crate::formats::import::cells::{absence, flag, retention, sorted, terms};
use crate::formats::import::choices::Setting;

/// Reads one row.
pub(super) struct Reader<'a> {
    pub layout: &'a Layout,
    pub sheet: &'a Sheet,
    pub row: usize,
    pub setting: &'a Setting<'a>,
}

/// Under what the headings stand in `imported.unmapped` of the first record.
pub(super) const HEADINGS: &str = "LG Inform Plus columns";
/// What parts the headings there: no heading of a CSV file or worksheet holds it.
pub(super) const BETWEEN: char = '\t';
/// The longest title that is made of a description.
const LONGEST_TITLE: usize = 120;

impl Reader<'_> {
    /// The cell of a column as it stands; empty where there is no such column.
    pub fn raw_of(&self, goes: Goes) -> String {
        self.layout.place_of(goes).map(|place| raw(self.sheet.cell(self.row, place))).unwrap_or_default()
    }

    fn filled(&self, goes: Goes) -> Option<Text> {
        let words = self.raw_of(goes);
        (!words.trim().is_empty()).then(|| words.trim().into())
    }

    /// The organisation of the first row of data.
    pub fn organisation(&self) -> Option<Organisation> {
        let cell = |path: &'static str| self.filled(Goes::Organisation(path));
        let officer = Officer {
            name: cell("organisation.data_protection_officer.name"),
            email: cell("organisation.data_protection_officer.email"),
            address: cell("organisation.data_protection_officer.address"),
            telephone: cell("organisation.data_protection_officer.telephone"),
            ..Officer::default()
        };
        let organisation = Organisation {
            name: cell("organisation.name"),
            email: cell("organisation.email"),
            address: cell("organisation.address"),
            telephone: cell("organisation.telephone"),
            data_protection_officer: (!officer.is_empty()).then_some(officer),
            ..Organisation::default()
        };
        (!organisation.is_empty()).then_some(organisation)
    }

    /// Cells of the organisation on a later row that differ from the first: they are kept, and told.
    pub fn organisation_again(&self) -> Vec<Look> {
        let first = self.layout.heading_row + 1;
        let columns = self.organisation_columns().filter(|place| {
            let words = raw(self.sheet.cell(self.row, *place));
            !words.trim().is_empty() && words != raw(self.sheet.cell(first, *place))
        });
        columns.map(|place| self.look(place, say("lg-inform.organisation-again", &[]))).collect()
    }

    /// Whether the row holds nothing but the organisation.
    pub fn only_organisation(&self) -> bool {
        let filled = |place: usize| !self.sheet.cell(self.row, place).is_blank();
        let others = (0..self.layout.names.len()).filter(|place| !self.is_organisation(*place));
        !others.into_iter().any(filled) && self.organisation_columns().any(filled)
    }

    fn organisation_columns(&self) -> impl Iterator<Item = usize> {
        (0..self.layout.names.len()).filter(|place| self.is_organisation(*place))
    }

    fn is_organisation(&self, place: usize) -> bool {
        let column = self.layout.columns.get(place).copied().flatten();
        column.is_some_and(|column| matches!(column.goes, Goes::Organisation(_)))
    }

    fn look(&self, place: usize, reason: String) -> Look {
        let heading = self.layout.names.get(place).cloned().unwrap_or_default();
        let value = raw(self.sheet.cell(self.row, place)).as_str().into();
        Look { row: self.row + 1, heading, value, reason }
    }

    /// The activity of the row. The first one keeps the headings too.
    pub fn draft(&self, is_first: bool) -> (Draft, Vec<Look>) {
        let mut made = Made::default();
        made.activity.title = self.filled(Goes::Service).or_else(|| self.filled(Goes::Text("business_function")));
        for (place, column) in self.layout.columns.iter().enumerate() {
            let words = raw(self.sheet.cell(self.row, place));
            if words.trim().is_empty() {
                continue;
            }
            let goes = column.map_or(Goes::Kept, |column| column.goes);
            let exact = self.take(&mut made, goes, &words, &self.sheet.place(self.row, place));
            if !exact {
                let name = self.layout.names.get(place).cloned();
                made.unmapped.push(Pair { name, value: Some(words.as_str().into()), raw: None });
            }
            if let Some(reason) = made.reason.take() {
                made.looks.push(self.look(place, reason));
            }
        }
        let id = self.filled(Goes::Id(RECORD));
        if made.activity.title.is_none() {
            let name = id.as_deref().map_or_else(|| (self.row + 1).to_string(), str::to_owned);
            made.activity.title = Some(say("lg-inform.no-title", &[("id", &name)]).into());
        }
        self.add_law(&mut made);
        if is_first {
            let headings: Vec<&str> = self.layout.headings.iter().map(|heading| &**heading).collect();
            let value = Some(headings.join(&BETWEEN.to_string()).into());
            made.unmapped.insert(0, Pair { name: Some(HEADINGS.into()), value, raw: None });
        }
        let title = made.activity.title.clone().unwrap_or_default();
        let key = id.unwrap_or(title);
        let looks = std::mem::take(&mut made.looks);
        let activity = made.finished(self.setting);
        (Draft { activity, at: self.row + 1, key, repeats: None, own_words: Vec::new() }, looks)
    }

    /// Takes one cell; whether the field that it went to gives it back exactly, so that it need not be kept.
    fn take(&self, made: &mut Made, goes: Goes, words: &str, at: &str) -> bool {
        let text: Text = words.trim().into();
        let exact = *text == *words;
        match goes {
            Goes::Id(name) => {
                made.external_ids.push(Pair { name: Some(name.into()), value: Some(text), raw: None });
                exact && matches!(name, RECORD | RETENTION | SERVICE)
            }
            Goes::Text(field) => {
                made.evidence(field, &text, words, at);
                match field {
                    "owner" => made.activity.owner = Some(text),
                    _ => made.activity.business_function = Some(text),
                }
                exact
            }
            Goes::Description => {
                match title_of(&text) {
                    Some(title) => {
                        made.evidence("description", &text, words, at);
                        made.activity.title = Some(title);
                        made.activity.description = Some(text);
                    }
                    None => {
                        made.evidence("title", &text, words, at);
                        made.activity.title = Some(text);
                    }
                }
                exact
            }
            Goes::List(field) => self.take_list(made, field, words, at),
            Goes::Service => {
                made.evidence("team", &text, words, at);
                made.activity.team = Some(text);
                false
            }
            Goes::Special => {
                match flag::read(words) {
                    Some(true) => made.says_special = Some(text),
                    Some(false) => {
                        made.evidence("special_categories", &text, words, at);
                        made.line.special_categories.get_or_insert_default();
                    }
                    None => made.reason = Some(say("lg-inform.neither-yes-nor-no", &[])),
                }
                false
            }
            Goes::Personal => {
                if flag::read(words).is_none() {
                    made.reason = Some(say("lg-inform.neither-yes-nor-no", &[]));
                }
                false
            }
            Goes::Authority => {
                made.evidence("retention.authority", &text, words, at);
                made.line.retention.get_or_insert_default().authority = Some(text);
                false
            }
            Goes::Permanent => {
                if flag::read(words) == Some(true) {
                    made.evidence("retention.permanent", &text, words, at);
                    made.permanent = true;
                }
                false
            }
            Goes::Requirements => {
                self.take_requirements(made, words, at);
                false
            }
            Goes::Organisation(_) => false,
            Goes::Legislation | Goes::PowerOrDuty | Goes::Kept => false,
        }
    }

    fn take_requirements(&self, made: &mut Made, words: &str, at: &str) {
        let Some(kept) = retention::read(words).filter(|_| absence::read(words).is_none()) else {
            return;
        };
        made.evidence("retention.text", words.trim(), words, at);
        // Most guidance has no period; only one that could be read two ways wants a look.
        made.reason = kept.look.filter(|why| *why != retention::Why::NoPeriod).map(retention::Why::sentence);
        let own = made.line.retention.take().unwrap_or_default();
        let authority = own.authority.or(kept.retention.authority.clone());
        made.line.retention = Some(crate::domain::line::Retention { authority, ..kept.retention });
    }

    fn take_list(&self, made: &mut Made, field: &'static str, words: &str, at: &str) -> bool {
        match absence::read(words) {
            Some(absence::Absence::None) => {
                made.put(field, Vec::new());
                return false;
            }
            Some(_) => return false,
            None => {}
        }
        let found = if field == "purposes" { terms::clauses(words) } else { terms::split(words) };
        let exact = joined(&found) == *words;
        if field == "data_classes" {
            let sorted = sorted::data(&found, self.setting.lexicon);
            for (field, terms) in [
                ("data_classes", sorted.data_classes),
                ("special_categories", sorted.special_categories),
                ("criminal_offence_data", sorted.criminal_offence_data),
            ] {
                terms.iter().for_each(|term| made.evidence(field, term, term, at));
                if !terms.is_empty() {
                    made.put(field, terms);
                }
            }
            // Sorted into three lists, the terms no longer stand in their order.
            return exact && made.line.special_categories.is_none() && made.line.criminal_offence_data.is_none();
        }
        found.iter().for_each(|term| made.evidence(field, term, term, at));
        made.put(field, found);
        exact
    }

    /// The statutes that the service rests on, each with whether it is a power or a duty. No basis is said, so none is recorded.
    fn add_law(&self, made: &mut Made) {
        let Some(place) = self.layout.place_of(Goes::Legislation) else {
            return;
        };
        let acts = terms::clauses(&self.raw_of(Goes::Legislation));
        let kinds = terms::clauses(&self.raw_of(Goes::PowerOrDuty));
        let at = self.sheet.place(self.row, place);
        let mut bases = Vec::new();
        for (turn, act) in acts.iter().enumerate() {
            let kind =
                if kinds.len() == 1 { kinds.first() } else { kinds.get(turn).filter(|_| kinds.len() == acts.len()) };
            let words: Text =
                kind.map_or_else(|| act.clone(), |kind| format!("{act} ({})", kind.to_lowercase()).into());
            made.evidence("lawful_bases.statutory_reference", &words, act, &at);
            bases.push(LawfulBasis { statutory_reference: Some(words), ..LawfulBasis::default() });
        }
        made.activity.lawful_bases = (!bases.is_empty()).then_some(bases);
    }
}

/// The terms as a cell that we write holds them.
pub(super) fn joined(terms: &[Text]) -> String {
    terms.iter().map(|term| &**term).collect::<Vec<_>>().join("; ")
}

/// A title for a description that is too long to be one: its first sentence or line, else as many words as fit.
fn title_of(description: &str) -> Option<Text> {
    if description.chars().count() <= LONGEST_TITLE && !description.contains(['\n', '\r']) {
        return None;
    }
    let line = description.lines().next().unwrap_or_default().trim();
    let sentence = line.split_once(". ").map_or(line, |(first, _)| first);
    let first = if sentence.chars().count() <= LONGEST_TITLE { sentence } else { line };
    if first.chars().count() <= LONGEST_TITLE {
        return Some(first.trim_end_matches(['.', ':', ';']).into());
    }
    let mut title = String::new();
    for word in first.split_whitespace() {
        if title.chars().count() + word.chars().count() >= LONGEST_TITLE {
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    Some(format!("{title}…").into())
}

/// A draft as it is being made.
#[derive(Default)]
struct Made {
    activity: Activity,
    line: Line,
    external_ids: Vec<Pair>,
    evidence: Vec<Evidence>,
    unmapped: Vec<Pair>,
    looks: Vec<Look>,
    /// Why the cell that was just read wants a look.
    reason: Option<String>,
    permanent: bool,
    /// The words that say that there are special categories.
    says_special: Option<Text>,
}

impl Made {
    fn evidence(&mut self, field: &str, value: &str, found: &str, at: &str) {
        let text = |words: &str| Some(Text::from(words));
        let entry = Evidence {
            field: text(field),
            value: text(value),
            found: text(found),
            at: text(at),
            ..Evidence::default()
        };
        self.evidence.push(entry);
    }

    fn put(&mut self, field: &str, terms: Vec<Text>) {
        let list = match field {
            "purposes" => &mut self.activity.purposes,
            "security_measures" => &mut self.activity.security_measures,
            "subjects" => &mut self.line.subjects,
            "recipients" => &mut self.line.recipients,
            "special_categories" => &mut self.line.special_categories,
            "criminal_offence_data" => &mut self.line.criminal_offence_data,
            _ => &mut self.line.data_classes,
        };
        *list = Some(terms);
    }

    fn finished(mut self, setting: &Setting) -> Activity {
        if self.permanent {
            let retention = self.line.retention.get_or_insert_default();
            if retention.period_months.is_none() {
                retention.permanent = Some(true);
            }
        }
        let has_special = self.line.special_categories.as_ref().is_some_and(|terms| !terms.is_empty());
        if let Some(words) = self.says_special.filter(|_| !has_special) {
            let note = Some(say("lg-inform.special-which", &[("file", setting.file), ("words", &words)]).into());
            let mark = Mark {
                field: Some("special_categories".into()),
                mark: Some(Mark::TO_CONFIRM.into()),
                note,
                on: Some(DateText::from(setting.today)),
                ..Mark::default()
            };
            self.activity.marks = Some(vec![mark]);
        }
        let pairs = |pairs: Vec<Pair>| (!pairs.is_empty()).then_some(Pairs(pairs));
        self.activity.lines = (!self.line.is_empty()).then(|| vec![self.line]);
        self.activity.external_ids = pairs(self.external_ids);
        self.activity.imported = Some(Imported {
            from: Some(setting.file.into()),
            on: Some(DateText::from(setting.today)),
            evidence: (!self.evidence.is_empty()).then_some(self.evidence),
            unmapped: pairs(self.unmapped),
            ..Imported::default()
        });
        self.activity
    }
}
