//! A draft of an activity out of the sections of a notice, with the words behind each value and all that found no field.

use super::heading::Topic;
use super::items::Term;
use super::phrases::has;
use super::sections::Section;
use super::several::{Group, Titled};
use super::{contact, directorate, gaps, law, reading, retention, transfers, unmapped};
use crate::domain::activity::{Activity, AutomatedDecisions, Mark, PrivacyNotice};
use crate::domain::date::{self, DateText};
use crate::domain::fold::fold;
use crate::domain::id::Id;
use crate::domain::imported::{Evidence, Imported};
use crate::domain::line::{Line, Retention};
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use crate::domain::{List, Text};
use crate::formats::import::brought::{Brought, Draft, Look};
use crate::formats::import::cells::absence::Absence;
use crate::formats::import::cells::sorted::{Sort, sort_of};
use crate::formats::import::cells::{Found, absence, automated};
use crate::formats::import::choices::Setting;
use sha2::{Digest, Sha256};

/// Reads one activity and adds its draft.
pub(super) fn add(mut group: Group, setting: &Setting<'_>, brought: &mut Brought) {
    let name = setting.file.rsplit_once('.').map_or(setting.file, |(name, _)| name);
    let titled = group.title.take().unwrap_or_else(|| Titled { title: name.into(), found: name.into(), line: 0 });
    let twin = brought.drafts.iter().filter(|draft| fold(draft.activity.name()) == fold(&titled.title)).count();
    let key: Text = if twin == 0 { titled.title.clone() } else { format!("{} {}", titled.title, twin + 1).into() };
    let mut maker = Maker {
        setting,
        key: key.clone(),
        activity: Activity::default(),
        line: Line::default(),
        evidence: Vec::new(),
        looks: Vec::new(),
        own_words: Vec::new(),
    };
    maker.activity.id = maker.id("activity");
    maker.line.id = maker.id("line");
    maker.activity.status = Some("draft".into());
    maker.activity.role = Some("controller".into());
    maker.tell("title", &titled.title, &titled.found, titled.line);
    maker.activity.title = Some(titled.title);
    let at = group.sections.iter().map(|section| section.line).find(|line| *line > 0).unwrap_or(1).max(1);
    maker.dated(&mut group.sections);
    maker.description(&mut group.sections);
    maker.law(&mut group.sections);
    maker.lists(&mut group.sections, group.further);
    let retention = maker.retention(&mut group.sections);
    maker.transfers(&mut group.sections);
    maker.automated(&mut group.sections);
    maker.contact(&mut group.sections);
    let unmapped = unmapped::of(&group.sections);
    let found = gaps::of(&maker.activity, &maker.line, retention, brought.drafts.len());
    maker.activity.lines = Some(vec![std::mem::take(&mut maker.line)]);
    maker.activity.imported = Some(Imported {
        from: Some(setting.file.into()),
        on: Some(DateText::from(setting.today)),
        evidence: Some(std::mem::take(&mut maker.evidence)),
        unmapped: Some(unmapped).filter(|pairs| !pairs.0.is_empty()),
        ..Imported::default()
    });
    brought.looks.append(&mut maker.looks);
    brought.gaps.extend(found);
    brought.drafts.push(Draft { activity: maker.activity, at, key, repeats: None, own_words: maker.own_words });
}

/// A draft under way.
struct Maker<'a> {
    setting: &'a Setting<'a>,
    key: Text,
    activity: Activity,
    line: Line,
    evidence: Vec<Evidence>,
    looks: Vec<Look>,
    own_words: Vec<(ListId, Text)>,
}

impl Maker<'_> {
    /// An id that the same notice gives again, so that an import made by two people does not double.
    fn id(&self, part: &str) -> Id {
        let hash = Sha256::digest(format!("notice\n{}\n{}\n{part}", fold(self.setting.file), fold(&self.key)));
        let letters = b"0123456789abcdefghjkmnpqrstvwxyz";
        let text: String = hash
            .iter()
            .take(8)
            .map(|byte| char::from(letters.get(usize::from(byte & 31)).copied().unwrap_or(b'0')))
            .collect();
        Id::from(text.as_str())
    }

    fn tell(&mut self, field: &str, value: &str, found: &str, line: usize) {
        let at =
            if line == 0 { say("notice.at_file", &[]) } else { say("notice.at_line", &[("line", &line.to_string())]) };
        self.evidence.push(Evidence {
            field: Some(field.into()),
            value: Some(value.into()),
            found: Some(found.into()),
            at: Some(at.into()),
            ..Evidence::default()
        });
    }

    fn look(&mut self, line: usize, heading: &str, value: &str, reason: String) {
        self.looks.push(Look { row: line, heading: heading.into(), value: value.into(), reason });
    }

    /// The date of the notice, a day where one is named, else its words.
    fn dated(&mut self, sections: &mut [Section]) {
        const MARKS: [&str; 9] = [
            "last updated",
            "last reviewed",
            "last modified",
            "date of last review",
            "date of notice",
            "updated on",
            "reviewed on",
            "version date",
            "notice dated",
        ];
        for section in sections.iter_mut() {
            let here = section.topic == Some(Topic::Dated);
            for part in section.parts.iter_mut().filter(|part| !part.used) {
                let lower = part.text.to_ascii_lowercase();
                let mark = MARKS
                    .iter()
                    .find_map(|mark| Some(lower.find(mark)? + mark.len()).filter(|end| *end < mark.len() + 40));
                let start = if here {
                    mark.unwrap_or(0)
                } else if let Some(start) = mark {
                    start
                } else {
                    continue;
                };
                let words = part.text.get(start..).unwrap_or_default();
                let words = words
                    .trim_start_matches([':', ' ', '-', '–'])
                    .trim_start_matches("on ")
                    .trim()
                    .trim_end_matches('.');
                if words.split_whitespace().count() > 6 || !words.chars().any(|letter| letter.is_ascii_digit()) {
                    continue;
                }
                let dated =
                    date::read(words, self.setting.today).map_or_else(|_| DateText::from(words), DateText::from);
                part.used = true;
                let (found, line) = (part.text.clone(), part.line);
                self.tell("privacy_notice.dated", dated.as_str(), &found, line);
                self.activity.privacy_notice = Some(PrivacyNotice { dated: Some(dated), ..PrivacyNotice::default() });
                return;
            }
        }
    }

    /// The nature of the work, and the directorate where the notice names it.
    fn description(&mut self, sections: &mut [Section]) {
        let mut words: Vec<String> = Vec::new();
        for section in sections.iter_mut().filter(|section| section.topic == Some(Topic::Description)) {
            let prose = section.parts.iter().any(|part| part.text.ends_with('.'));
            for part in section.parts.iter_mut().filter(|part| !part.used) {
                // A few words between sentences are what a picture was called.
                let stray = prose
                    && !part.is_item()
                    && !part.text.ends_with(['.', ':', '?'])
                    && part.text.split_whitespace().count() < 8;
                if stray {
                    continue;
                }
                part.used = true;
                let (text, line) = (part.text.clone(), part.line);
                words.push(if part.is_item() { format!("• {text}") } else { text.to_string() });
                self.tell("description", &text, &text, line);
                if let (None, Some(directorate)) = (&self.activity.directorate, directorate::named(&text)) {
                    self.tell("directorate", directorate, &text, line);
                    self.activity.directorate = Some(directorate.into());
                }
            }
        }
        if !words.is_empty() {
            self.activity.description = Some(words.join("\n\n").replace("\n\n• ", "\n• ").into());
        }
    }

    fn law(&mut self, sections: &mut [Section]) {
        let told = law::read(sections);
        for (field, value, found, line) in &told.evidence {
            self.tell(field, value, found, *line);
        }
        self.activity.lawful_bases = Some(told.bases).filter(|bases| !bases.is_empty());
        self.activity.article9_conditions = Some(told.article9).filter(|codes| !codes.is_empty());
        self.activity.schedule1_conditions = Some(told.schedule1).filter(|codes| !codes.is_empty());
        self.activity.article10_route = told.article10;
    }

    fn lists(&mut self, sections: &mut [Section], further: bool) {
        let lists = reading::lists(sections, further, self.setting.lexicon);
        let apart = lists.terms.iter().any(|term| term.topic == Topic::Special);
        for term in &lists.terms {
            self.term(term, apart);
        }
        for (topic, found, text, line) in &lists.absences {
            let Some(field) = field(*topic) else { continue };
            self.absent(field, *found, text, *line);
            if *found == Absence::None
                && let Some(list) = self.list(*topic)
            {
                list.get_or_insert_default();
            }
        }
    }

    /// Takes one term into its list. What stands among sensitive data by itself stays there, offences apart (Article 10); in a
    /// list of all data the special categories are told by the lists of law, unless the notice has a list of its own for them.
    fn term(&mut self, term: &Term, apart: bool) {
        let sort = sort_of(&term.value, self.setting.lexicon);
        let topic = match (term.topic, sort) {
            (Topic::Data | Topic::Special, Sort::Criminal) => Topic::Criminal,
            (Topic::Data, Sort::Special) if !apart => Topic::Special,
            (topic, _) => topic,
        };
        let Some(field) = field(topic) else { return };
        let Some(list) = self.list(topic) else { return };
        let list = list.get_or_insert_default();
        if !list.iter().any(|known| fold(known) == fold(&term.value)) {
            list.push(term.value.clone());
        }
        self.tell(field, &term.value, &term.found, term.line);
        if term.topic == Topic::Special
            && sort == Sort::Ordinary
            && self.setting.lexicon.known(ListId::SpecialCategories, &term.value).is_none()
        {
            let reason = say("notice.look_special", &[]);
            self.look(term.line, field, &term.value, reason);
        }
        let list = match topic {
            Topic::Data => ListId::DataClasses,
            Topic::Special => ListId::SpecialCategories,
            Topic::Criminal => ListId::CriminalOffenceData,
            Topic::Subjects => ListId::Subjects,
            Topic::Recipients => ListId::Recipients,
            Topic::Sources => ListId::Sources,
            _ => return,
        };
        let known = self.setting.lexicon.known(list, &term.value).is_some();
        let told = self.own_words.iter().any(|(known, words)| *known == list && fold(words) == fold(&term.value));
        if !known && !told {
            self.own_words.push((list, term.value.clone()));
        }
    }

    fn list(&mut self, topic: Topic) -> Option<&mut List> {
        match topic {
            Topic::Purposes => Some(&mut self.activity.purposes),
            Topic::Data => Some(&mut self.line.data_classes),
            Topic::Special => Some(&mut self.line.special_categories),
            Topic::Criminal => Some(&mut self.line.criminal_offence_data),
            Topic::Subjects => Some(&mut self.line.subjects),
            Topic::Recipients => Some(&mut self.line.recipients),
            Topic::Sources => Some(&mut self.activity.sources),
            _ => None,
        }
    }

    /// What time the notice gives: none, words, or a time.
    fn retention(&mut self, sections: &mut [Section]) -> gaps::Time {
        let Some(told) = retention::read(sections) else { return gaps::Time::NotSaid };
        if let Some(found) = told.absence {
            self.absent("retention", found, &told.found, told.line);
            if found == Absence::None {
                let text = Some(told.found.clone());
                self.tell("retention", &told.found, &told.found, told.line);
                self.line.retention = Some(Retention { text, ..Retention::default() });
            }
            return gaps::Time::NotSaid;
        }
        self.tell("retention", &told.found, &told.found, told.line);
        if let Some(why) = told.look {
            self.look(told.line, "retention", &told.found, why.sentence());
        }
        let timed = told.retention.period_months.is_some() || told.retention.permanent == Some(true);
        self.line.retention = Some(told.retention);
        if timed { gaps::Time::Said } else { gaps::Time::OnlyWords }
    }

    fn transfers(&mut self, sections: &mut [Section]) {
        let Some(mut told) = transfers::read(sections) else { return };
        if let Some(found) = told.absence {
            return self.absent("transfers", found, &told.found, told.line);
        }
        for (place, transfer) in told.transfers.iter_mut().enumerate() {
            transfer.id = self.id(&format!("transfer {place}"));
        }
        let codes: Vec<&str> = told.transfers.iter().filter_map(|transfer| transfer.country.as_deref()).collect();
        let value = if codes.is_empty() { say("notice.none", &[]) } else { codes.join(", ") };
        self.tell("transfers", &value, &told.found, told.line);
        if let Some(region) = &told.region {
            self.look(told.line, "transfers", region, say("notice.look_region", &[("region", region)]));
        }
        self.activity.transfers = Some(told.transfers);
    }

    fn automated(&mut self, sections: &mut [Section]) {
        for part in sections
            .iter_mut()
            .filter(|section| section.topic == Some(Topic::Automated))
            .flat_map(|section| &mut section.parts)
        {
            let denied = has(
                &fold(&part.text),
                &[
                    "no automated",
                    "not use automated",
                    "not make automated",
                    "not subject to automated",
                    "no decisions are made",
                    "not use computers",
                    "not be used for automated",
                    "not use your data for any automated",
                    "not make any decisions",
                    "not use your information for automated",
                ],
            );
            let none = Found { code: "none".into(), words: part.text.clone() };
            let Some(found) = automated::level(&part.text).or_else(|| denied.then_some(none)) else { continue };
            if self.activity.automated_decisions.is_some() {
                continue;
            }
            part.used = absence::read(&part.text).is_some() || part.text.split_whitespace().count() < 4;
            let (text, line) = (part.text.clone(), part.line);
            self.tell("automated_decisions.level", &found.code, &text, line);
            self.activity.automated_decisions =
                Some(AutomatedDecisions { level: Some(found.code), ..AutomatedDecisions::default() });
        }
    }

    fn contact(&mut self, sections: &mut [Section]) {
        let Some((value, found, line)) = contact::read(sections) else { return };
        self.tell("contact", &value, &found, line);
        self.activity.contact = Some(value);
    }

    /// What the notice says instead of a value, as a mark.
    fn absent(&mut self, field: &str, found: Absence, text: &Text, line: usize) {
        let (mark, note) = match found {
            Absence::DoesNotApply => {
                ("does-not-apply", say("notice.does_not_apply", &[("words", text), ("file", self.setting.file)]))
            }
            Absence::ToConfirm => ("to-confirm", text.to_string()),
            Absence::None | Absence::NotSaid | Absence::AsAbove => {
                self.tell(field, text, text, line);
                return;
            }
        };
        self.tell(field, mark, text, line);
        let of_line = matches!(
            field,
            "subjects" | "data_classes" | "special_categories" | "criminal_offence_data" | "recipients" | "retention"
        );
        let line = of_line.then(|| self.line.id.as_str().into());
        let mark = Mark {
            field: Some(field.into()),
            line,
            mark: Some(mark.into()),
            note: Some(note.into()),
            on: Some(DateText::from(self.setting.today)),
            ..Mark::default()
        };
        self.activity.marks.get_or_insert_default().push(mark);
    }
}

/// The field of a list.
fn field(topic: Topic) -> Option<&'static str> {
    match topic {
        Topic::Purposes => Some("purposes"),
        Topic::Data => Some("data_classes"),
        Topic::Special => Some("special_categories"),
        Topic::Criminal => Some("criminal_offence_data"),
        Topic::Subjects => Some("subjects"),
        Topic::Recipients => Some("recipients"),
        Topic::Sources => Some("sources"),
        _ => None,
    }
}
