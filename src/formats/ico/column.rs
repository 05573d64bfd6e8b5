//! The columns of the sheets: which words of an activity fill each.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::List;
use crate::domain::Text;
use crate::domain::activity::{Activity, ClientController};
use crate::domain::fold::fold;
use crate::domain::lexicon::Lexicon;
use crate::domain::line::Line;
use crate::domain::organisation::Organisation;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;
use crate::formats::regulator_template::Layout;

use super::cell::{Answer, Cell, Phrases, filled, one_line};
use super::{Audience, Request};

/// An export under way: what was asked for, and what every row needs.
#[derive(Debug)]
pub(super) struct Export<'a> {
    pub request: &'a Request<'a>,
    pub organisation: Arc<Organisation>,
    pub phrases: Phrases,
    corporate: Corporate,
}

/// The security measures that hold for every activity, made ready once.
#[derive(Debug)]
struct Corporate {
    answer: Answer,
    folded: HashSet<String>,
}

/// The rows of one activity.
#[derive(Debug)]
pub(super) struct Rows {
    pub texts: Vec<Vec<Text>>,
    /// How many entries are not recorded.
    pub gaps: usize,
}

/// What one row of an activity is about.
#[derive(Clone, Copy, Debug)]
enum About<'a> {
    /// A line; none where the activity has no lines.
    Line(Option<&'a Line>),
    /// A controller acted for; none where no such controller is recorded.
    Client(Option<&'a ClientController>),
}

/// How many rows an activity has.
pub(super) fn count_rows(activity: &Activity) -> usize {
    let rows = if activity.is_processor() { activity.controllers_acted_for().len() } else { activity.lines().len() };
    rows.max(1)
}

impl<'a> Export<'a> {
    pub fn of(request: &'a Request<'a>) -> Self {
        let organisation = request.register.organisation();
        let measures = &organisation.security_measures;
        let folded = measures.iter().flatten().map(|measure| fold(measure)).collect();
        let corporate = Corporate { answer: Answer::of_list(measures), folded };
        Export { request, organisation, phrases: Phrases::new(), corporate }
    }

    /// The rows of an activity, at most `most` of them.
    pub fn rows(&self, layout: &Layout, activity: &Activity, most: usize) -> Rows {
        let mut rows = Rows { texts: Vec::new(), gaps: 0 };
        for about in abouts(activity).into_iter().take(most) {
            let first = rows.texts.first().cloned();
            let mut texts = Vec::with_capacity(layout.columns.len());
            for (place, column) in layout.columns.iter().enumerate() {
                let above =
                    first.as_ref().and_then(|first| first.get(place)).filter(|_| !differs_by_row(&column.field));
                if let Some(above) = above {
                    texts.push(above.clone());
                    continue;
                }
                let cell = self.cell(&column.field, activity, about);
                if !is_derived(&column.field) {
                    rows.gaps += cell.gaps;
                }
                texts.push(cell.text);
            }
            rows.texts.push(texts);
        }
        rows
    }

    /// One cell, by the field that fills its column.
    fn cell(&self, field: &str, activity: &Activity, about: About) -> Cell {
        if self.request.audience == Audience::Publication && is_not_published(field) {
            return self.plain(Answer::NotPublished);
        }
        let (line, client) = match about {
            About::Line(line) => (line, None),
            About::Client(client) => (None, client),
        };
        let marked = |answer: Answer, fields: &[&str]| self.marked(answer, fields, activity, line);
        match field {
            "business_function" => marked(Answer::of_text(activity.business_function.as_ref()), &["business_function"]),
            "purposes" => marked(Answer::of_list(&activity.purposes), &["purposes"]),
            "joint_controllers" => marked(self.joint_controllers(activity), &["joint_controllers"]),
            "subjects" => {
                marked(line.map_or(Answer::NotRecorded, |line| Answer::of_list(&line.subjects)), &["subjects"])
            }
            "personal_data" => self.personal_data(activity, line),
            "recipients" => {
                marked(line.map_or(Answer::NotRecorded, |line| Answer::of_list(&line.recipients)), &["recipients"])
            }
            "retention" => self.retention(activity, line),
            "processor_contracts" => marked(self.processor_contracts(activity), &["agreements"]),
            "countries" => marked(self.countries(activity, line), &["transfers"]),
            "exceptional_safeguards" => marked(self.exceptional_safeguards(activity, line), &["transfers"]),
            "transfers" => marked(self.transfers_and_safeguards(activity, line), &["transfers"]),
            "security" => marked(self.security(activity), &["security_measures"]),
            "lawful_bases" => self.lawful_bases(activity),
            "article9" => marked(self.article9(activity), &["article9_conditions"]),
            "legitimate_interests" => {
                marked(self.interests(activity), &["legitimate_interests.interests", "recognised_legitimate_interest"])
            }
            "lia_link" => marked(self.interests_assessment(activity), &["legitimate_interests.assessment"]),
            "rights" => self.plain(self.rights(activity)),
            "automated_decisions" | "profiling" => marked(
                self.automated_decisions(activity),
                &["automated_decisions.level", "automated_decisions.safeguards", "automated_decisions.condition"],
            ),
            "sources" => marked(Answer::of_list(&activity.sources), &["sources"]),
            "consent_record" => marked(self.consent_record(activity), &["consent_record"]),
            "locations" => marked(Answer::of_list(&activity.locations), &["locations"]),
            "dpia_required" => marked(self.dpia_required(activity), &["dpia.required", "dpia.reason"]),
            "dpia_progress" => marked(self.dpia_progress(activity), &["dpia.progress"]),
            "dpia_link" => marked(self.dpia_link(activity), &["dpia.link"]),
            "breach" => marked(self.phrases.flag(occurred(activity)), &["breach.occurred"]),
            "breach_link" => marked(self.breach_link(activity), &["breach.link"]),
            "schedule1" => marked(self.schedule1(activity), &["schedule1_conditions", "article10_route"]),
            "schedule1_basis" => self.schedule1_basis(activity),
            "policy_document" => marked(self.policy_document(activity), &["appropriate_policy_document.link"]),
            "policy_followed" => marked(self.policy_followed(activity), &["appropriate_policy_document.followed"]),
            "policy_reasons" => marked(self.policy_reasons(activity), &["appropriate_policy_document.reason"]),
            "controllers" => marked(client_details(activity, client), &["processor_record.controllers"]),
            // The register keeps no representatives of the controllers acted for: controllers in the United Kingdom have none.
            "controller_representatives" => self.plain(Answer::NotApplicable),
            "categories_of_processing" => {
                let processing =
                    activity.processor_record.as_ref().and_then(|record| record.categories_of_processing.clone());
                marked(Answer::of_list(&processing), &["processor_record.categories_of_processing"])
            }
            "controller_contract" => {
                let contract = activity.processor_record.as_ref().and_then(|record| record.contract.as_ref());
                marked(Answer::of_text(contract), &["processor_record.contract"])
            }
            "controllers_and_officer" => marked(self.controllers_and_officer(activity), &["joint_controllers"]),
            "legal_basis" => marked(
                self.legal_basis(activity),
                &[
                    "law_enforcement.legal_basis",
                    "law_enforcement.schedule8_conditions",
                    "law_enforcement.policy_document",
                ],
            ),
            // A test fills every column of the layouts, so that none comes here.
            _ => self.plain(Answer::NotRecorded),
        }
    }

    /// The measures of the whole organisation, then the activity's own (Article 30(1)(g)).
    fn security(&self, activity: &Activity) -> Answer {
        let own = activity.security_measures.as_deref();
        match (&self.corporate.answer, own) {
            (Answer::NotRecorded, _) => Answer::of_list(&activity.security_measures),
            (Answer::None, Some([]) | None) => Answer::None,
            (corporate, Some([]) | None) => corporate.clone(),
            (_, Some(own)) => {
                let corporate = self.organisation.security_measures.iter().flatten();
                let own = own.iter().filter(|own| !self.corporate.folded.contains(&fold(own)));
                Answer::of_list(&List::Some(corporate.chain(own).cloned().collect()))
            }
        }
    }

    fn automated_decisions(&self, activity: &Activity) -> Answer {
        let Some(decisions) = &activity.automated_decisions else {
            return Answer::NotRecorded;
        };
        let details = [("export.safeguards", &decisions.safeguards), ("export.condition", &decisions.condition)];
        let details = details.into_iter().filter_map(|(id, text)| Some(say(id, &[("text", &one_line(filled(text)?))])));
        let details: Vec<String> = details.collect();
        match filled(&decisions.level) {
            Some(level) if &**level == "none" && details.is_empty() => Answer::None,
            Some(level) => {
                Answer::of_lines(std::iter::once(cited(ListId::AutomatedDecisionLevels, level)).chain(details))
            }
            None if details.is_empty() => Answer::NotRecorded,
            None => Answer::of_lines(details),
        }
    }

    fn dpia_required(&self, activity: &Activity) -> Answer {
        let Some(dpia) = &activity.dpia else {
            return Answer::NotRecorded;
        };
        let required =
            filled(&dpia.required).map(|code| self.request.lexicon.label(ListId::DpiaRequired, code).to_owned());
        let reason = filled(&dpia.reason).map(|reason| say("export.reason", &[("text", &one_line(reason))]));
        Answer::of_lines(required.into_iter().chain(reason))
    }

    fn dpia_progress(&self, activity: &Activity) -> Answer {
        let progress = activity.dpia.as_ref().and_then(|dpia| filled(&dpia.progress));
        let label = progress.map(|code| self.request.lexicon.label(ListId::DpiaProgress, code));
        Answer::of_lines(label).or(|| without_assessment(activity))
    }

    fn dpia_link(&self, activity: &Activity) -> Answer {
        let link = activity.dpia.as_ref().and_then(|dpia| dpia.link.as_ref());
        Answer::of_text(link).or(|| without_assessment(activity))
    }

    fn breach_link(&self, activity: &Activity) -> Answer {
        let link = activity.breach.as_ref().and_then(|breach| breach.link.as_ref());
        let none_occurred = occurred(activity) == Some(false);
        Answer::of_text(link).or(|| if none_occurred { Answer::NotApplicable } else { Answer::NotRecorded })
    }

    /// The name of the organisation, or that none is recorded.
    pub fn organisation_name(&self) -> Text {
        filled(&self.organisation.name).unwrap_or(&self.phrases.not_recorded).clone()
    }

    /// Who made the export, as far as this audience is told.
    pub fn maker(&self) -> Text {
        match self.request.audience {
            Audience::Publication => self.organisation_name(),
            Audience::Regulator => self.request.by.into(),
        }
    }

    pub fn lexicon(&self) -> &'a Lexicon {
        self.request.lexicon
    }
}

/// A code of law as its label and citation; a code that no list has as it is.
pub(super) fn cited(id: ListId, code: &str) -> String {
    let Some(term) = list(id).by_code(code) else {
        return one_line(code).into_owned();
    };
    match &term.citation {
        Some(citation) => say("export.cited", &[("label", &term.label), ("citation", citation)]),
        None => term.label.to_string(),
    }
}

fn abouts(activity: &Activity) -> Vec<About<'_>> {
    let rows: Vec<About> = if activity.is_processor() {
        activity.controllers_acted_for().iter().map(|client| About::Client(Some(client))).collect()
    } else {
        activity.lines().iter().map(|line| About::Line(Some(line))).collect()
    };
    match (rows.is_empty(), activity.is_processor()) {
        (false, _) => rows,
        (true, true) => vec![About::Client(None)],
        (true, false) => vec![About::Line(None)],
    }
}

fn client_details(activity: &Activity, client: Option<&ClientController>) -> Answer {
    let Some(client) = client else {
        let answered = activity.processor_record.as_ref().is_some_and(|record| record.controllers.is_some());
        return if answered { Answer::None } else { Answer::NotRecorded };
    };
    let details = [filled(&client.name), filled(&client.contact)];
    Answer::of_lines(details.into_iter().flatten().map(|text| one_line(text)))
}

fn occurred(activity: &Activity) -> Option<bool> {
    activity.breach.as_ref()?.occurred
}

/// What the other columns of the assessment say where none is required.
fn without_assessment(activity: &Activity) -> Answer {
    let required = activity.dpia.as_ref().and_then(|dpia| dpia.required.as_deref());
    let marked = super::cell::does_not_apply(activity, "dpia.required", None);
    if required == Some("no") || marked { Answer::NotApplicable } else { Answer::NotRecorded }
}

/// Whether a column holds another text on each row of an activity.
fn differs_by_row(field: &str) -> bool {
    matches!(
        field,
        "subjects"
            | "personal_data"
            | "recipients"
            | "retention"
            | "countries"
            | "exceptional_safeguards"
            | "transfers"
            | "controllers"
    )
}

/// Whether a column is worked out from others, so that nobody can record it.
fn is_derived(field: &str) -> bool {
    matches!(field, "rights" | "schedule1_basis")
}

/// What a published register leaves out.
fn is_not_published(field: &str) -> bool {
    matches!(field, "security" | "locations" | "breach" | "breach_link")
}
