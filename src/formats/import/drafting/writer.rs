//! One activity as it is written from its cells: each value with its evidence, and whatever found no field kept as it stands.

use std::collections::HashSet;

use crate::domain::activity::{Activity, Mark};
use crate::domain::date::DateText;
use crate::domain::field::Fielded;
use crate::domain::fold::fold;
use crate::domain::imported::Evidence;
use crate::domain::line::Line;
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use crate::domain::{List, Text};
use crate::formats::import::book::Cell;
use crate::formats::import::brought::Look;
use crate::formats::import::choices::Setting;

/// One cell with its words and place.
#[derive(Clone, Debug)]
pub(in crate::formats::import) struct View<'a> {
    pub cell: &'a Cell,
    /// The words that give the value; those of the cell above where the cell says `as above`.
    pub words: Text,
    /// The words of the cell itself.
    pub found: Text,
    /// Where it stands.
    pub at: Text,
    /// Its row, counted from 1.
    pub row: usize,
    /// The heading of its column.
    pub heading: Text,
}

/// An activity under way.
pub(in crate::formats::import) struct Writer<'a> {
    pub setting: &'a Setting<'a>,
    pub activity: Activity,
    pub looks: Vec<Look>,
    pub own_words: Vec<(ListId, Text)>,
    /// The line that is written.
    pub line: Line,
    /// The lines before it.
    pub lines: Vec<Line>,
    /// Safeguards of transfers, by line, until all countries are known.
    pub safeguards: Vec<(usize, View<'a>)>,
    /// Statutes from a column of their own, until all bases are known.
    pub statutes: Vec<Text>,
    /// The day on which agreements end, until all agreements are known.
    pub agreements_end: Option<DateText>,
    /// Whether a cell says that the row repeats another.
    pub says_repeat: bool,
    /// The name of the organisation above the headings of the first sheet.
    pub organisation: Option<Text>,
    /// Of our own export: whether no measure of security is common to all activities, so that each is the activity's own.
    pub reads_security: bool,
    evidence: Vec<Evidence>,
    seen: HashSet<(Text, Option<Text>, Text)>,
    unmapped: Vec<(Text, Text)>,
}

impl<'a> Writer<'a> {
    pub fn new(setting: &'a Setting<'a>) -> Self {
        Writer {
            setting,
            activity: Activity::default(),
            looks: Vec::new(),
            own_words: Vec::new(),
            line: Line::default(),
            lines: Vec::new(),
            safeguards: Vec::new(),
            statutes: Vec::new(),
            agreements_end: None,
            says_repeat: false,
            organisation: None,
            reads_security: true,
            evidence: Vec::new(),
            seen: HashSet::new(),
            unmapped: Vec::new(),
        }
    }

    /// Begins the next line.
    pub fn next_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.lines.push(line);
    }

    /// All lines that hold something or have a mark, each with its id until the activity's own is known.
    pub fn take_lines(&mut self) -> Vec<Line> {
        self.next_line();
        let marked = |id: &str| self.activity.marks().iter().any(|mark| mark.line.as_deref() == Some(id));
        let lines = std::mem::take(&mut self.lines).into_iter().enumerate();
        let lines = lines.filter_map(|(place, line)| {
            let id = temporary(place);
            (line != Line::default() || marked(&id)).then(|| Line { id: id.as_str().into(), ..line })
        });
        lines.collect()
    }

    /// Notes from which words a value was taken; without a value, that the words say there is none to take.
    pub fn evidence(&mut self, field: &str, value: Option<&str>, found: &str, at: &Text) {
        let key = (Text::from(field), value.map(Text::from), at.clone());
        if self.seen.insert(key.clone()) {
            let (field, value, at) = key;
            let (found, at) = (Some(Text::from(found.trim())), Some(at));
            self.evidence.push(Evidence { field: Some(field), value, found, at, ..Evidence::default() });
        }
    }

    /// Keeps what found no field under its heading.
    pub fn keep(&mut self, view: &View) {
        self.keep_as(&view.heading, &view.found);
    }

    /// Keeps words under a heading; more words under the same heading go below.
    pub fn keep_as(&mut self, heading: &Text, words: &str) {
        let words = words.trim();
        match self.unmapped.iter_mut().find(|(known, _)| known == heading) {
            Some((_, standing)) if standing.lines().any(|line| line == words) || &**standing == words => {}
            Some((_, standing)) => *standing = format!("{standing}\n{words}").into(),
            None => self.unmapped.push((heading.clone(), words.into())),
        }
    }

    /// Asks an officer to look at a value.
    pub fn look(&mut self, view: &View, id: &str, parts: &[(&str, &str)]) {
        self.look_at(view, say(id, parts));
    }

    /// Asks an officer to look at a value, in words.
    pub fn look_at(&mut self, view: &View, reason: String) {
        let look = Look { row: view.row, heading: view.heading.clone(), value: view.found.clone(), reason };
        if !self.looks.contains(&look) {
            self.looks.push(look);
        }
    }

    /// Keeps a value that a field cannot take, and asks an officer to look at it.
    pub fn keep_and_look(&mut self, view: &View, id: &str, parts: &[(&str, &str)]) {
        self.keep(view);
        self.look(view, id, parts);
    }

    /// Sets a mark on a field, or on the line's.
    pub fn mark(&mut self, field: &str, kind: &str, note: String, view: &View) {
        let line = super::group::is_of_line(field) && Line::field(field).is_some() || field == "retention";
        let marked = Line::field(field).map(|field| field.spec.marked_as());
        let marked = marked.or_else(|| Activity::field(field).map(|field| field.spec.marked_as())).unwrap_or(field);
        let mark = Mark {
            field: Some(marked.into()),
            line: line.then(|| temporary(self.lines.len()).into()),
            mark: Some(kind.into()),
            note: Some(note.into()),
            ..Mark::default()
        };
        let marks = self.activity.marks.get_or_insert_default();
        if !marks.contains(&mark) {
            marks.push(mark);
        }
        self.evidence(field, None, &view.found, &view.at);
    }

    /// Adds terms to a list with their evidence; a term that no list has is the organisation's own.
    pub fn terms(&mut self, field: &'static str, id: Option<ListId>, terms: Vec<Text>, view: &View) {
        if terms.is_empty() {
            return self.keep(view);
        }
        for term in &terms {
            self.evidence(field, Some(term), &view.found, &view.at);
            if let Some(id) = id
                && self.setting.lexicon.known(id, term).is_none()
                && !self.own_words.iter().any(|(list, known)| *list == id && fold(known) == fold(term))
            {
                self.own_words.push((id, term.clone()));
            }
        }
        match self.list(field) {
            Some(list) => add(list, terms),
            None => self.keep(view),
        }
    }

    /// The answer «none» to a list that nothing was said of yet.
    pub fn none(&mut self, field: &'static str, view: &View) {
        match self.list(field) {
            Some(list) => {
                list.get_or_insert_default();
                self.evidence(field, None, &view.found, &view.at);
            }
            None => self.keep(view),
        }
    }

    /// The list behind a field of the line that is written, or of the activity.
    fn list(&mut self, field: &str) -> Option<&mut List> {
        let activity = &mut self.activity;
        Some(match field {
            "subjects" => &mut self.line.subjects,
            "data_classes" => &mut self.line.data_classes,
            "special_categories" => &mut self.line.special_categories,
            "criminal_offence_data" => &mut self.line.criminal_offence_data,
            "recipients" => &mut self.line.recipients,
            "purposes" => &mut activity.purposes,
            "security_measures" => &mut activity.security_measures,
            "sources" => &mut activity.sources,
            "locations" => &mut activity.locations,
            "tags" => &mut activity.tags,
            "former_references" => &mut activity.former_references,
            "article9_conditions" => &mut activity.article9_conditions,
            "schedule1_conditions" => &mut activity.schedule1_conditions,
            "processor_record.categories_of_processing" => {
                &mut activity.processor_record.get_or_insert_default().categories_of_processing
            }
            "law_enforcement.schedule8_conditions" => {
                &mut activity.law_enforcement.get_or_insert_default().schedule8_conditions
            }
            _ => return None,
        })
    }

    /// The evidence and the kept words, in their order.
    pub fn take_notes(&mut self) -> (Vec<Evidence>, Vec<(Text, Text)>) {
        (std::mem::take(&mut self.evidence), std::mem::take(&mut self.unmapped))
    }
}

/// The id of a line until the activity's own is known.
pub(super) fn temporary(line: usize) -> String {
    format!("line {line}")
}

/// Adds terms that a list does not have.
fn add(list: &mut List, terms: Vec<Text>) {
    let list = list.get_or_insert_default();
    for term in terms {
        if !list.iter().any(|known| fold(known) == fold(&term)) {
            list.push(term);
        }
    }
}
