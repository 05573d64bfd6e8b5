//! The words of a line: its personal data, and how long they are kept.

use crate::domain::activity::Activity;
use crate::domain::lexicon::Known;
use crate::domain::line::{Line, Retention};
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use crate::domain::{List, Text};

use super::cell::{Answer, Asked, Cell, does_not_apply, filled, one_line};
use super::column::Export;

impl Export<'_> {
    /// Column E: the classes of data, then special categories and criminal offence data, each marked as such.
    pub fn personal_data(&self, activity: &Activity, line: Option<&Line>) -> Cell {
        let parts = [
            ("data_classes", "export.data-classes", line.and_then(|line| line.data_classes.as_ref())),
            ("special_categories", "export.special-category", line.and_then(|line| line.special_categories.as_ref())),
            (
                "criminal_offence_data",
                "export.criminal-offence-data",
                line.and_then(|line| line.criminal_offence_data.as_ref()),
            ),
        ];
        let mut lines: Vec<String> = Vec::new();
        let mut gaps = 0;
        for (field, prefix, terms) in parts {
            let answer = Answer::of_list(&terms.cloned());
            let is_a_class = field == "data_classes" && answer.has_words();
            let cell = self.marked(answer, &[field], activity, line);
            gaps += cell.gaps;
            let prefixed = |words: &str| if is_a_class { words.to_owned() } else { say(prefix, &[("data", words)]) };
            lines.extend(cell.text.lines().map(prefixed));
        }
        if gaps == parts.len() && lines.len() == parts.len() {
            return self.plain(Answer::NotRecorded);
        }
        Cell { text: lines.join("\n").into(), gaps }
    }

    /// Column J: period and event, authority, what happens at the end, and the words of the notice (Article 30(1)(f)).
    pub fn retention(&self, activity: &Activity, line: Option<&Line>) -> Cell {
        let fields = [
            "retention",
            "retention.period_months",
            "retention.trigger",
            "retention.permanent",
            "retention.authority",
            "retention.action",
            "retention.text",
        ];
        let retention = line.and_then(|line| line.retention.as_ref());
        let answer = retention.map_or(Answer::NotRecorded, |retention| self.retention_in_words(retention));
        self.marked(answer, &fields, activity, line)
    }

    fn retention_in_words(&self, retention: &Retention) -> Answer {
        let trigger = filled(&retention.trigger).map(|trigger| one_line(trigger));
        let text = filled(&retention.text);
        let permanent = retention.permanent == Some(true);
        let mut lines = Vec::new();
        if permanent {
            lines.push(say("export.permanent", &[]));
        }
        match (retention.period_months.map(period), trigger) {
            (Some(period), Some(trigger)) => {
                lines.push(say("export.period-from", &[("period", &period), ("trigger", &trigger)]));
            }
            (Some(period), None) => lines.push(period),
            (None, Some(trigger)) => lines.push(say("export.counted-from", &[("trigger", &trigger)])),
            (None, None) => {}
        }
        if let Some(authority) = filled(&retention.authority) {
            lines.push(say("export.authority", &[("authority", &one_line(authority))]));
        }
        if let Some(action) = filled(&retention.action) {
            let action = self.lexicon().label(ListId::RetentionActions, action);
            lines.push(say("export.at-the-end", &[("action", &one_line(action))]));
        }
        if lines.is_empty() {
            return Answer::of_text(text);
        }
        let has_limit = permanent || retention.period_months.is_some() || text.is_some();
        lines.extend(text.map(|text| say("export.in-words", &[("text", text)])));
        if has_limit {
            return Answer::of_lines(lines);
        }
        lines.insert(0, say("export.time-limit", &[("answer", &self.phrases.not_recorded)]));
        Answer::Partly(lines.join("\n"), 1)
    }

    /// Whether the activity uses special category data (Article 9(1)).
    pub fn special_category_data(&self, activity: &Activity) -> Asked {
        let implied = |class: &Known| class.term.is_some_and(|term| term.implies_special.is_some());
        self.uses(activity, "special_categories", |line| &line.special_categories, implied)
    }

    /// Whether the activity uses criminal offence data (Article 10).
    pub fn criminal_offence_data(&self, activity: &Activity) -> Asked {
        let implied = |class: &Known| class.term.is_some_and(|term| term.implies_criminal.is_some());
        self.uses(activity, "criminal_offence_data", |line| &line.criminal_offence_data, implied)
    }

    fn uses(
        &self,
        activity: &Activity,
        field: &str,
        terms: impl Fn(&Line) -> &List,
        implied: impl Fn(&Known) -> bool,
    ) -> Asked {
        let in_class =
            |class: &Text| self.lexicon().known(ListId::DataClasses, class).is_some_and(|class| implied(&class));
        let in_line = |line: &Line| match terms(line) {
            Some(terms) if !terms.is_empty() => Asked::Yes,
            _ if line.data_classes.iter().flatten().any(in_class) => Asked::Yes,
            Some(_) => Asked::No,
            None if does_not_apply(activity, field, Some(line)) => Asked::No,
            None => Asked::Unknown,
        };
        match &activity.lines {
            None => Asked::Unknown,
            Some(lines) => lines.iter().map(in_line).fold(Asked::No, Asked::or),
        }
    }
}

/// Months in words, as years where they are whole years.
fn period(months: u32) -> String {
    let (id, count) = match months {
        0 => ("export.months", 0),
        _ if months.is_multiple_of(12) => ("export.years", months / 12),
        _ => ("export.months", months),
    };
    say(id, &[("count", &count.to_string())])
}
