//! The cells of our own export, read back to the letter: what [`crate::formats::ico`] writes, and nothing guessed.
//!
//! What the export draws together from the organisation and its vocabulary (corporate security, standing agreements, corporate
//! policy documents) cannot be told from an activity's own: it is noted as found and changes no field.

use crate::domain::Text;
use crate::domain::activity::{Activity, Agreement, ClientController, JointController, LawfulBasis, Mark};
use crate::domain::field::{Access, Fielded, Value};
use crate::domain::line::{Line, Retention};
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;

use super::writer::{View, Writer};

impl<'a> Writer<'a> {
    /// Writes one cell of our own export into its field.
    pub fn own_cell(&mut self, field: &'static str, view: &View<'a>) {
        if field == "data_classes" {
            return self.own_data(view);
        }
        let text = view.words.trim_start_matches('\'').to_owned();
        let lines = self.without_remarks(field, text.lines().collect(), view);
        let text = lines.join("\n");
        if text.is_empty() || is_gap(&text) {
            return self.evidence(field, None, &view.found, &view.at);
        }
        match field {
            "retention" => self.own_retention(&lines, view),
            "transfers" | "transfers.safeguards" => self.own_transfers(field, &lines, view),
            "lawful_bases" => self.own_bases(&lines, view),
            "article9_conditions" => self.own_codes(field, ListId::Article9Conditions, &lines, view),
            "schedule1_conditions" => self.own_schedule1(&lines, view),
            "legitimate_interests.interests" => self.own_interests(&lines, view),
            "automated_decisions.level" => self.own_decisions(&lines, view),
            "dpia.required" => self.own_dpia(&lines, view),
            "agreements" => self.own_agreements(&lines, view),
            "joint_controllers" => self.own_joint(&lines, view),
            "processor_record.controllers" => self.own_client(&lines, view),
            "law_enforcement.legal_basis" => self.own_legal_basis(&lines, view),
            "security_measures" if !self.reads_security => self.evidence(field, None, &view.found, &view.at),
            "appropriate_policy_document.link" => self.evidence(field, None, &view.found, &view.at),
            _ => self.own_by_table(field, &lines, view),
        }
    }

    /// Column E: classes of data, then the others behind their prefixes.
    fn own_data(&mut self, view: &View<'a>) {
        let text = view.words.clone();
        let mut sorted: [(&'static str, Vec<&str>); 3] =
            [("data_classes", Vec::new()), ("special_categories", Vec::new()), ("criminal_offence_data", Vec::new())];
        for line in text.lines() {
            let special = behind("export.special-category", "data", line).map(|data| (1, data));
            let criminal = behind("export.criminal-offence-data", "data", line).map(|data| (2, data));
            let class = || (0, behind("export.data-classes", "data", line).unwrap_or(line));
            let (place, data) = special.or(criminal).unwrap_or_else(class);
            if let Some((_, lines)) = sorted.get_mut(place) {
                lines.push(data);
            }
        }
        for (field, lines) in sorted {
            let lines = self.without_remarks(field, lines, view);
            self.own_terms(field, &lines, view);
        }
    }

    /// The lines without the remarks at their end, each of which becomes its mark.
    fn without_remarks<'l>(&mut self, field: &'static str, mut lines: Vec<&'l str>, view: &View<'a>) -> Vec<&'l str> {
        while let Some(last) = lines.last() {
            let note = |id: &str| behind(id, "note", last).map(str::to_owned);
            let official = field == "schedule1_conditions"
                && note("export.not-applicable-because")
                    .is_some_and(|note| code_of(ListId::Article10Routes, &note).is_some());
            let (kind, note) = match () {
                () if official => break,
                () if *last == say("export.to-confirm", &[]) => (Mark::TO_CONFIRM, String::new()),
                () if lines.len() > 1 && *last == say("export.not-applicable", &[]) => {
                    (Mark::DOES_NOT_APPLY, String::new())
                }
                () => match (note("export.to-confirm-note"), note("export.not-applicable-because")) {
                    (Some(note), _) => (Mark::TO_CONFIRM, note),
                    (None, Some(note)) => (Mark::DOES_NOT_APPLY, note),
                    (None, None) => break,
                },
            };
            self.mark(field, kind, note, view);
            lines.pop();
        }
        lines
    }

    /// Terms, one a line; «None» is the answer that there are none.
    fn own_terms(&mut self, field: &'static str, lines: &[&str], view: &View<'a>) {
        match lines {
            [] => {}
            [only] if is_gap(only) => self.evidence(field, None, &view.found, &view.at),
            [only] if *only == say("export.none", &[]) => self.none(field, view),
            _ => self.terms(field, None, lines.iter().map(|line| Text::from(*line)).collect(), view),
        }
    }

    fn own_codes(&mut self, field: &'static str, id: ListId, lines: &[&str], view: &View<'a>) {
        let codes: Vec<String> = lines.iter().map(|line| code_or_words(id, line)).collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        self.own_terms(field, &codes, view);
    }

    fn own_schedule1(&mut self, lines: &[&str], view: &View<'a>) {
        let route = lines.first().and_then(|line| behind("export.not-applicable-because", "note", line));
        match route.and_then(|route| code_of(ListId::Article10Routes, route)) {
            Some(code) => self.code("article10_route", &code, view),
            None => self.own_codes("schedule1_conditions", ListId::Schedule1Conditions, lines, view),
        }
    }

    fn own_bases(&mut self, lines: &[&str], view: &View<'a>) {
        if lines == [say("export.none", &[]).as_str()] {
            self.activity.lawful_bases.get_or_insert_default();
            return self.evidence("lawful_bases", None, &view.found, &view.at);
        }
        let mut bases: Vec<LawfulBasis> = Vec::new();
        for line in lines {
            let details = [("export.law", 0), ("export.for-purpose", 1), ("export.outside-public-tasks", 2)];
            let detail = details.iter().find_map(|(id, which)| Some((*which, behind(id, "text", line)?)));
            match (detail, bases.last_mut()) {
                (Some((0, text)), Some(basis)) => basis.statutory_reference = Some(text.into()),
                (Some((1, text)), Some(basis)) => basis.purpose = Some(text.into()),
                (Some((_, text)), Some(basis)) => basis.outside_public_tasks = Some(text.into()),
                _ => {
                    let code = behind("export.basis", "answer", line)
                        .is_none()
                        .then(|| code_or_words(ListId::LawfulBases, line));
                    bases.push(LawfulBasis { basis: code.map(Text::from), ..LawfulBasis::default() });
                }
            }
        }
        for basis in bases {
            self.evidence("lawful_bases", basis.basis.as_deref(), &view.found, &view.at);
            let standing = self.activity.lawful_bases.get_or_insert_default();
            if !standing.contains(&basis) {
                standing.push(basis);
            }
        }
    }

    fn own_retention(&mut self, lines: &[&str], view: &View<'a>) {
        let mut retention = Retention::default();
        let mut rest = lines.iter();
        while let Some(line) = rest.next() {
            if *line == say("export.permanent", &[]) {
                retention.permanent = Some(true);
            } else if let Some((period, trigger)) = divided("export.period-from", "period", "trigger", line)
                && let Some(months) = months(period)
            {
                retention.period_months = Some(months);
                retention.trigger = Some(trigger.into());
            } else if let Some(trigger) = behind("export.counted-from", "trigger", line) {
                retention.trigger = Some(trigger.into());
            } else if let Some(authority) = behind("export.authority", "authority", line) {
                retention.authority = Some(authority.into());
            } else if let Some(action) = behind("export.at-the-end", "action", line) {
                retention.action = Some(code_or_words(ListId::RetentionActions, action).into());
            } else if let Some(text) = behind("export.in-words", "text", line) {
                let more = rest.by_ref().copied();
                retention.text = Some(std::iter::once(text).chain(more).collect::<Vec<_>>().join("\n").into());
            } else if let Some(months) = months(line) {
                retention.period_months = Some(months);
            } else if behind("export.time-limit", "answer", line).is_none() {
                retention.text = Some(lines.join("\n").into());
                break;
            }
        }
        self.evidence("retention", Some(&lines.join("\n")), &view.found, &view.at);
        self.line.retention = Some(retention);
    }

    fn own_interests(&mut self, lines: &[&str], view: &View<'a>) {
        let mut text = Vec::new();
        for line in lines {
            match behind("export.recognised", "interest", line) {
                Some(interest) => {
                    let code = code_or_words(ListId::RecognisedLegitimateInterests, interest);
                    self.code("recognised_legitimate_interest", &code, view);
                }
                None => text.push(*line),
            }
        }
        if !text.is_empty() {
            self.own_by_table("legitimate_interests.interests", &text, view);
        }
    }

    fn own_decisions(&mut self, lines: &[&str], view: &View<'a>) {
        if lines == [say("export.none", &[]).as_str()] {
            return self.code("automated_decisions.level", "none", view);
        }
        for line in lines {
            if let Some(text) = behind("export.safeguards", "text", line) {
                self.code("automated_decisions.safeguards", text, view);
            } else if let Some(text) = behind("export.condition", "text", line) {
                self.code("automated_decisions.condition", text, view);
            } else {
                self.code("automated_decisions.level", &code_or_words(ListId::AutomatedDecisionLevels, line), view);
            }
        }
    }

    fn own_dpia(&mut self, lines: &[&str], view: &View<'a>) {
        for line in lines {
            match behind("export.reason", "text", line) {
                Some(reason) => self.code("dpia.reason", reason, view),
                None => self.code("dpia.required", &code_or_words(ListId::DpiaRequired, line), view),
            }
        }
    }

    /// Contracts with processors. What the vocabulary of the register keeps as standing is not the activity's own.
    fn own_agreements(&mut self, lines: &[&str], view: &View<'a>) {
        self.evidence("agreements", None, &view.found, &view.at);
        for line in lines {
            let Some((recipient, details)) = divided("export.contract", "recipient", "details", line) else { continue };
            if *line == say("export.none", &[]) || is_gap(details) {
                continue;
            }
            let known = self.setting.lexicon.known(ListId::Recipients, recipient);
            let mut agreement = Agreement { recipient: Some(recipient.into()), ..Agreement::default() };
            if known.is_none_or(|known| !known.is_processor()) {
                agreement.role = Some("processor".into());
            }
            for detail in details.split("; ") {
                match behind("export.ends-on", "date", detail) {
                    Some(day) => {
                        let read = crate::domain::date::read(day, self.setting.today);
                        agreement.ends_on = Some(read.map_or_else(|_| day.into(), Into::into));
                    }
                    // Of a link and a reference the export gives the link first; one alone is a link where it leads somewhere.
                    None if agreement.link.is_none() && detail.contains(['/', '\\']) => {
                        agreement.link = Some(detail.into())
                    }
                    None => agreement.reference = Some(detail.into()),
                }
            }
            let standing = known.and_then(|known| known.agreement());
            if standing.is_some() && standing == agreement.link.as_deref() {
                continue;
            }
            let agreements = self.activity.agreements.get_or_insert_default();
            if !agreements.contains(&agreement) {
                agreements.push(agreement);
            }
        }
    }

    fn own_joint(&mut self, lines: &[&str], view: &View<'a>) {
        self.evidence("joint_controllers", None, &view.found, &view.at);
        let bodies = self.activity.joint_controllers.get_or_insert_default();
        if !bodies.is_empty() || lines == [say("export.none", &[]).as_str()] {
            return;
        }
        let named = |name: &str| JointController { name: Some(name.into()), ..JointController::default() };
        let mut before: Vec<&str> = Vec::new();
        for line in lines {
            let Some(link) = behind("export.arrangement", "link", line) else {
                before.push(line);
                continue;
            };
            let contact = if before.len() >= 2 { before.pop() } else { None };
            let name = before.pop();
            bodies.extend(before.drain(..).map(named));
            let arrangement = Some(link.into());
            bodies.push(JointController {
                name: name.map(Text::from),
                contact: contact.map(Text::from),
                arrangement,
                ..JointController::default()
            });
        }
        for line in before {
            let is_contact = line.contains('@') || line.chars().any(|letter| letter.is_ascii_digit());
            match bodies.last_mut().filter(|body| is_contact && body.contact.is_none()) {
                Some(body) => body.contact = Some(line.into()),
                None => bodies.push(named(line)),
            }
        }
    }

    fn own_client(&mut self, lines: &[&str], view: &View<'a>) {
        let controllers = self.activity.processor_record.get_or_insert_default().controllers.get_or_insert_default();
        if let Some((name, contact)) = lines.split_first().filter(|(name, _)| ***name != *say("export.none", &[])) {
            let contact = (!contact.is_empty()).then(|| contact.join("\n").into());
            controllers.push(ClientController { name: Some((*name).into()), contact, ..ClientController::default() });
        }
        self.evidence("processor_record.controllers", lines.first().copied(), &view.found, &view.at);
    }

    fn own_legal_basis(&mut self, lines: &[&str], view: &View<'a>) {
        let mut text = Vec::new();
        let mut conditions = Vec::new();
        for line in lines {
            if let Some(link) = behind("export.policy", "link", line) {
                self.code("law_enforcement.policy_document", link, view);
            } else if let Some(code) = code_of(ListId::Schedule8Conditions, line) {
                conditions.push(code);
            } else if behind("export.legal-basis", "answer", line).is_none() {
                text.push(*line);
            }
        }
        if !conditions.is_empty() {
            let list =
                self.activity.law_enforcement.get_or_insert_default().schedule8_conditions.get_or_insert_default();
            list.extend(conditions.into_iter().filter(|code| !list.contains(code)).collect::<Vec<_>>());
        }
        if !text.is_empty() {
            self.own_by_table("law_enforcement.legal_basis", &text, view);
        }
    }

    /// Any other column, by the kind of its field.
    fn own_by_table(&mut self, field: &'static str, lines: &[&str], view: &View<'a>) {
        if Line::field(field).is_some() {
            return self.own_terms(field, lines, view);
        }
        let Some(known) = Activity::field(field) else { return self.keep(view) };
        let text = lines.join("\n");
        match &known.access {
            Access::Many(..) => self.own_terms(field, lines, view),
            Access::Choice(_, id) => self.code(field, &code_or_words(*id, &text), view),
            Access::Flag(_) => {
                match [("export.yes", true), ("export.no", false)].iter().find(|(id, _)| text == say(id, &[])) {
                    Some((_, flag)) => self.set(field, Value::Flag(*flag), &text, view),
                    None => self.keep(view),
                }
            }
            _ => self.code(field, &text, view),
        }
    }
}

/// Whether a cell says that nothing is recorded, or that nothing is asked for.
pub(super) fn is_gap(text: &str) -> bool {
    ["export.not-recorded", "export.not-applicable", "export.not-published"].iter().any(|id| text == say(id, &[]))
}

/// The part of a line that a message of the export puts its one part into; none where the line is another.
pub(super) fn behind<'l>(id: &str, part: &str, line: &'l str) -> Option<&'l str> {
    let pattern = say(id, &[(part, HOLE)]);
    let (before, after) = pattern.split_once(HOLE)?;
    line.strip_prefix(before)?.strip_suffix(after)
}

/// The two parts of a line that a message of the export is made of.
pub(super) fn divided<'l>(id: &str, first: &str, second: &str, line: &'l str) -> Option<(&'l str, &'l str)> {
    let pattern = say(id, &[(first, HOLE), (second, HOLE)]);
    let mut pieces = pattern.split(HOLE);
    let (before, between, after) = (pieces.next()?, pieces.next()?, pieces.next()?);
    line.strip_prefix(before)?.strip_suffix(after)?.split_once(between)
}

const HOLE: &str = "\u{1}";

/// The code of a term that the export wrote as its label, with its citation where it has one.
pub(super) fn code_of(id: ListId, words: &str) -> Option<Text> {
    let cited = |label: &str, citation: &str| say("export.cited", &[("label", label), ("citation", citation)]);
    let is_it = |label: &Text, citation: &Option<Text>| {
        **label == *words || citation.as_ref().is_some_and(|citation| cited(label, citation) == words)
    };
    list(id).terms.iter().find(|term| is_it(&term.label, &term.citation))?.code.clone()
}

pub(super) fn code_or_words(id: ListId, words: &str) -> String {
    code_of(id, words).map_or_else(|| words.to_owned(), |code| code.to_string())
}

/// `6 years` and `18 months` as months.
fn months(words: &str) -> Option<u32> {
    let number: u32 = words.split(' ').next()?.parse().ok()?;
    let is = |id: &str| say(id, &[("count", &number.to_string())]) == words;
    match () {
        () if is("export.years") => number.checked_mul(12),
        () if is("export.months") => Some(number),
        () => None,
    }
}
