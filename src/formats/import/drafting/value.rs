//! From the words of one cell to the value of its field.

use crate::domain::Text;
use crate::domain::activity::{Activity, Mark};
use crate::domain::date::DateText;
use crate::domain::field::{Access, Fielded, Value};
use crate::domain::fold::fold;
use crate::domain::line::{Line, Retention};
use crate::domain::pairs::Pair;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;
use crate::formats::import::cells::absence::{self, Absence};
use crate::formats::import::cells::{automated, day, dpia, flag, retention, sorted, terms};

use super::group::is_remark_of_repeat;
use super::writer::{View, Writer};

impl<'a> Writer<'a> {
    /// Writes one cell into its field.
    pub fn cell(&mut self, field: &'static str, view: &View<'a>) {
        if is_remark_of_repeat(&view.words) {
            self.says_repeat = true;
            return self.keep_and_look(view, "import.look.says-repeat", &[]);
        }
        match field {
            "dpia.required" => return self.dpia_required(view),
            "dpia.progress" => return self.dpia_progress(view),
            "automated_decisions.level" => return self.automated(view),
            "breach.occurred" => return self.breach(view),
            _ => {}
        }
        if let Some(absence) = absence::read(&view.words) {
            return self.absent(field, absence, view);
        }
        let is_prose = matches!(
            field,
            "title" | "reference" | "description" | "notes" | "purposes" | "legitimate_interests.interests"
        );
        if !is_prose
            && let Some((absence @ (Absence::DoesNotApply | Absence::ToConfirm), _)) = absence::beginning(&view.words)
        {
            return self.absent(field, absence, view);
        }
        self.present(field, view);
    }

    /// A cell that says that there is nothing to say.
    fn absent(&mut self, field: &'static str, absence: Absence, view: &View<'a>) {
        let answers_none = matches!(field, "transfers" | "joint_controllers");
        match absence {
            Absence::NotSaid | Absence::AsAbove => self.evidence(field, None, &view.found, &view.at),
            Absence::None | Absence::DoesNotApply if matches!(field, "title" | "reference") => self.keep(view),
            Absence::None | Absence::DoesNotApply if answers_none => self.no_rows(field, view),
            Absence::None if field == "agreements" => self.no_rows(field, view),
            Absence::None | Absence::DoesNotApply if field == "transfers.safeguards" => {
                self.evidence(field, None, &view.found, &view.at);
            }
            Absence::None if field == "lawful_bases" || field == "retention" => {
                self.keep_and_look(view, "import.look.none-here", &[]);
            }
            Absence::None => self.none(field, view),
            Absence::DoesNotApply => {
                let parts = [("words", &*view.found), ("file", self.setting.file)];
                let note = say("import.mark.does-not-apply", &parts);
                self.mark(field, Mark::DOES_NOT_APPLY, note, view);
            }
            Absence::ToConfirm => {
                let parts = [("words", &*view.found), ("file", self.setting.file)];
                let note = say("import.mark.to-confirm", &parts);
                self.mark(field, Mark::TO_CONFIRM, note, view);
            }
        }
    }

    fn no_rows(&mut self, field: &'static str, view: &View<'a>) {
        match field {
            "transfers" => drop(self.activity.transfers.get_or_insert_default()),
            "agreements" => drop(self.activity.agreements.get_or_insert_default()),
            _ => drop(self.activity.joint_controllers.get_or_insert_default()),
        }
        self.evidence(field, None, &view.found, &view.at);
    }

    fn present(&mut self, field: &'static str, view: &View<'a>) {
        match field {
            "subjects" => self.list_of(field, Some(ListId::Subjects), view),
            "data_classes" => self.personal_data(view),
            "special_categories" => self.list_of(field, Some(ListId::SpecialCategories), view),
            "criminal_offence_data" => self.list_of(field, Some(ListId::CriminalOffenceData), view),
            "recipients" => self.list_of(field, Some(ListId::Recipients), view),
            "security_measures" => self.list_of(field, Some(ListId::SecurityMeasures), view),
            "sources" => self.list_of(field, Some(ListId::Sources), view),
            "locations" | "tags" | "former_references" | "processor_record.categories_of_processing" => {
                self.list_of(field, None, view)
            }
            "purposes" => self.terms(field, None, terms::clauses(&view.words), view),
            "retention" => self.retention(view),
            "lawful_bases" | "article9_conditions" | "schedule1_conditions" => self.law(field, view),
            "lawful_bases.statutory_reference" => self.statute(view),
            "transfers" => self.countries(view),
            "transfers.safeguards" => self.safeguards.push((self.lines.len(), owned(view))),
            "agreements" => self.agreement(view),
            "agreements.ends_on" => self.agreement_ends(view),
            "joint_controllers" => self.joint_controllers(view),
            "controller.name" => self.controller(view),
            "processor_record.controllers" => self.controllers_acted_for(view),
            "external_ids" => {
                let pair = Pair { name: Some(view.heading.clone()), value: Some(view.words.clone()), raw: None };
                self.activity.external_ids.get_or_insert_default().0.push(pair);
                self.evidence(field, Some(&view.words), &view.found, &view.at);
            }
            "law_enforcement.schedule8_conditions" => self.codes(field, ListId::Schedule8Conditions, view),
            _ => self.by_table(field, view),
        }
    }

    /// A list of terms. A bare yes does not say which; a bare no says none.
    fn list_of(&mut self, field: &'static str, id: Option<ListId>, view: &View<'a>) {
        match flag::read(&view.words) {
            Some(true) => self.keep_and_look(view, "import.look.yes-only", &[]),
            Some(false) => self.none(field, view),
            None => {
                self.vague(view);
                self.terms(field, id, terms::split(&view.words), view);
            }
        }
    }

    fn personal_data(&mut self, view: &View<'a>) {
        if flag::read(&view.words).is_some() {
            return self.keep(view);
        }
        self.vague(view);
        let terms = terms::split(&view.words);
        if terms.is_empty() {
            return self.keep(view);
        }
        let sorted = sorted::data(&terms, self.setting.lexicon);
        for (field, id, terms) in [
            ("data_classes", ListId::DataClasses, sorted.data_classes),
            ("special_categories", ListId::SpecialCategories, sorted.special_categories),
            ("criminal_offence_data", ListId::CriminalOffenceData, sorted.criminal_offence_data),
        ] {
            if !terms.is_empty() {
                self.terms(field, Some(id), terms, view);
            }
        }
    }

    /// A word that names no category is brought all the same, and told.
    fn vague(&mut self, view: &View<'a>) {
        if VAGUE.contains(&fold(&view.words).trim_end_matches('.')) {
            self.look(view, "import.look.vague", &[]);
        }
    }

    fn retention(&mut self, view: &View<'a>) {
        let Some(kept) = retention::read(&view.words) else { return self.keep(view) };
        if let Some(why) = kept.look {
            self.look_at(view, why.sentence());
        }
        self.evidence("retention", Some(view.words.trim()), &view.found, &view.at);
        match &mut self.line.retention {
            standing @ None => *standing = Some(kept.retention),
            Some(standing) => join_retention(standing, &kept.retention),
        }
    }

    fn dpia_required(&mut self, view: &View<'a>) {
        if absence::read(&view.words) == Some(Absence::ToConfirm) {
            self.absent("dpia.required", Absence::ToConfirm, view);
        }
        match dpia::required(&view.words) {
            Some(found) => self.code("dpia.required", &found.code, view),
            None => self.absent_or_kept("dpia.required", view),
        }
    }

    fn dpia_progress(&mut self, view: &View<'a>) {
        let progress = dpia::progress(&view.words, self.setting.today);
        if let Some(found) = progress.progress {
            return self.code("dpia.progress", &found.code, view);
        }
        let day = progress.day.or_else(|| day::read(view.cell, self.setting.today).ok());
        match day {
            Some(day) => self.keep_and_look(view, "import.look.day-only", &[("day", &crate::domain::date::long(day))]),
            None => self.absent_or_kept("dpia.progress", view),
        }
    }

    fn automated(&mut self, view: &View<'a>) {
        match automated::level(&view.words) {
            Some(found) => self.code("automated_decisions.level", &found.code, view),
            None => self.absent_or_kept("automated_decisions.level", view),
        }
    }

    fn breach(&mut self, view: &View<'a>) {
        let says = flag::read(&view.words).or_else(|| flag::beginning(&view.words).map(|(flag, _)| flag));
        let says = says.or_else(|| (absence::read(&view.words) == Some(Absence::None)).then_some(false));
        match says {
            Some(occurred) => {
                self.set("breach.occurred", Value::Flag(occurred), if occurred { "yes" } else { "no" }, view)
            }
            None => self.absent_or_kept("breach.occurred", view),
        }
    }

    fn absent_or_kept(&mut self, field: &'static str, view: &View<'a>) {
        match absence::read(&view.words).or_else(|| absence::beginning(&view.words).map(|(absence, _)| absence)) {
            Some(Absence::None) | None => self.keep_and_look(view, "import.look.not-in-list", &[]),
            Some(absence) => self.absent(field, absence, view),
        }
    }

    /// Codes of a closed list, each term found by its words.
    fn codes(&mut self, field: &'static str, id: ListId, view: &View<'a>) {
        let terms = terms::split(&view.words);
        let found: Vec<Text> = terms.iter().filter_map(|term| list(id).resolve(term)?.code.clone()).collect();
        if found.len() < terms.len() {
            self.keep_and_look(view, "import.look.not-in-list", &[]);
        }
        if !found.is_empty() {
            self.terms(field, None, found, view);
        }
    }

    pub fn code(&mut self, field: &'static str, code: &str, view: &View<'a>) {
        self.set(field, Value::Text(code.into()), code, view);
    }

    /// Sets a field of the activity; another value that stands there stays, and this one is kept and told.
    pub(super) fn set(&mut self, field: &'static str, value: Value, shown: &str, view: &View<'a>) {
        let Some(known) = Activity::field(field) else { return self.keep(view) };
        let standing = known.value(&self.activity);
        if !standing.is_empty() && standing != value {
            return self.keep_and_look(view, "import.look.second-value", &[]);
        }
        match known.set(&mut self.activity, value) {
            Ok(()) => self.evidence(field, Some(shown), &view.found, &view.at),
            Err(_) => self.keep(view),
        }
    }

    /// Any other field, by its kind in the tables.
    fn by_table(&mut self, field: &'static str, view: &View<'a>) {
        if let Some(known) = Line::field(field) {
            let read = self.read_as(&known.access, view);
            let set = read.and_then(|(value, shown)| known.set(&mut self.line, value).ok().map(|()| shown));
            return match set {
                Some(shown) => self.evidence(field, Some(&shown), &view.found, &view.at),
                None => self.keep(view),
            };
        }
        let Some(known) = Activity::field(field) else { return self.keep(view) };
        let says_where =
            field.ends_with(".link") || matches!(field, "consent_record" | "legitimate_interests.assessment");
        if says_where && flag::read(&view.words).is_some() {
            return self.keep(view);
        }
        if let Access::Text(..) | Access::Long(_) = known.access {
            return self.text(field, view);
        }
        match self.read_as(&known.access, view) {
            Some((value, shown)) => self.set(field, value, &shown, view),
            None => self.keep(view),
        }
    }

    /// A text; another one that stands there already is added to.
    fn text(&mut self, field: &'static str, view: &View<'a>) {
        let Some(known) = Activity::field(field) else { return self.keep(view) };
        let words = view.words.trim();
        let value = match known.value(&self.activity) {
            Value::Text(standing) if fold(&standing) == fold(words) || standing.lines().any(|line| line == words) => {
                standing
            }
            Value::Text(standing) => {
                let between = if matches!(known.access, Access::Long(_)) { "\n" } else { "; " };
                format!("{standing}{between}{words}").into()
            }
            _ => words.into(),
        };
        match known.set(&mut self.activity, Value::Text(value)) {
            Ok(()) => self.evidence(field, Some(words), &view.found, &view.at),
            Err(_) => self.keep(view),
        }
    }

    /// The value of a kind of field with the words for it; none where the words do not fit, which is told.
    fn read_as<T>(&mut self, access: &Access<T>, view: &View<'a>) -> Option<(Value, Text)> {
        let words = view.words.trim();
        match access {
            Access::Text(..) | Access::Long(_) | Access::Line(_) => Some((Value::Text(words.into()), words.into())),
            Access::Choice(_, id) => {
                let known = self.setting.lexicon.known(*id, words).and_then(|known| known.term?.code.clone());
                if known.is_none() {
                    self.look(view, "import.look.not-in-list", &[]);
                }
                known.map(|code| (Value::Text(code.clone()), code))
            }
            Access::Many(..) => Some((Value::Terms(terms::split(words)), words.into())),
            Access::Date(_) => match day::read(view.cell, self.setting.today) {
                Ok(day) => Some((Value::Date(day.into()), day.to_string().into())),
                Err(why) => {
                    self.look_at(view, why.sentence());
                    Some((Value::Date(DateText::from(words)), words.into()))
                }
            },
            Access::Flag(_) => {
                let says = flag::read(words).or_else(|| flag::beginning(words).map(|(flag, _)| flag));
                if says.is_none() {
                    self.look(view, "import.look.yes-or-no", &[]);
                }
                says.map(|flag| (Value::Flag(flag), say(if flag { "yes" } else { "no" }, &[]).into()))
            }
            Access::Number(_) => {
                let number = words.split(['.', ' ']).next().and_then(|digits| digits.parse().ok());
                if number.is_none() {
                    self.look(view, "import.look.number", &[]);
                }
                number.map(|number: u32| (Value::Number(number), words.into()))
            }
            Access::Rows(_) => None,
        }
    }

    /// A ticked column: its heading is the term. One that is not ticked says nothing more.
    pub fn ticked(&mut self, field: &'static str, ticked: bool, view: &View<'a>) {
        if !ticked {
            return self.evidence(field, None, &view.found, &view.at);
        }
        let term = View { words: view.heading.clone(), ..owned(view) };
        match field {
            "lawful_bases" | "article9_conditions" | "schedule1_conditions" | "transfers" => self.present(field, &term),
            "data_classes" => self.personal_data(&term),
            "special_categories" => self.terms(field, Some(ListId::SpecialCategories), vec![term.words.clone()], &term),
            _ => self.terms(field, None, vec![term.words.clone()], &term),
        }
    }
}

const VAGUE: [&str; 14] = [
    "any",
    "all",
    "various",
    "everything",
    "anything",
    "anyone",
    "everyone",
    "multiple",
    "many",
    "other",
    "others",
    "mixed",
    "several",
    "any data",
];

fn owned<'a>(view: &View<'a>) -> View<'a> {
    view.clone()
}

/// Adds what a second column says of retention; its words stand behind the first's.
fn join_retention(standing: &mut Retention, other: &Retention) {
    let words = |text: &Option<Text>| text.as_deref().map(fold);
    if words(&standing.text) == words(&other.text) {
        return;
    }
    standing.text = match (&standing.text, &other.text) {
        (Some(one), Some(two)) => Some(format!("{one}; {two}").into()),
        (one, two) => one.clone().or_else(|| two.clone()),
    };
    standing.period_months = standing.period_months.or(other.period_months);
    standing.trigger = standing.trigger.take().or_else(|| other.trigger.clone());
    standing.permanent = standing.permanent.or(other.permanent);
    standing.authority = standing.authority.take().or_else(|| other.authority.clone());
    standing.action = standing.action.take().or_else(|| other.action.clone());
}
