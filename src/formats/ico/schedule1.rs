//! The words of Schedule 1 to the Data Protection Act 2018: its conditions, and the policy document that most of them need.

use crate::domain::Text;
use crate::domain::activity::{Activity, PolicyUse};
use crate::domain::organisation::PolicyDocument;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;

use super::basis::conditions;
use super::cell::{Answer, Asked, Cell, does_not_apply, filled, one_line};
use super::column::{Export, cited};
use super::transfer::counted;

impl Export<'_> {
    /// Column Z (paragraph 41(a)).
    pub fn schedule1(&self, activity: &Activity) -> Answer {
        let recorded = conditions(ListId::Schedule1Conditions, activity.schedule1_conditions.as_deref());
        let asked = self.condition_is_asked_for(activity);
        if recorded.is_not_recorded() && asked == Asked::No && is_under_official_authority(activity) {
            let route = cited(ListId::Article10Routes, OFFICIAL_AUTHORITY);
            return Answer::Words(say("export.not-applicable-because", &[("note", &route)]).into());
        }
        recorded.unless(asked)
    }

    /// Column AA: what column L says, where column Z is filled in (paragraph 41(b)).
    pub fn schedule1_basis(&self, activity: &Activity) -> Cell {
        match self.rests_on_a_condition(activity) {
            Asked::Yes => self.lawful_bases(activity),
            Asked::No => self.plain(Answer::NotApplicable),
            Asked::Unknown => self.plain(Answer::NotRecorded),
        }
    }

    /// Column AB: the activity's own policy document, or those of the organisation that cover its conditions.
    pub fn policy_document(&self, activity: &Activity) -> Answer {
        let own = policy_use(activity).and_then(|policy| filled(&policy.link));
        if let Some(own) = own {
            return Answer::Words(own.clone());
        }
        let mut needed =
            activity.schedule1_conditions.iter().flatten().filter(|code| needs_policy_document(code)).peekable();
        if needed.peek().is_none() {
            return Answer::NotRecorded.unless(self.policy_is_asked_for(activity));
        }
        let mut lines: Vec<String> = Vec::new();
        let mut uncovered = Vec::new();
        for condition in needed {
            let links = self.corporate_documents(condition);
            if links.is_empty() {
                uncovered.push(cited(ListId::Schedule1Conditions, condition));
            }
            for link in links.iter().map(|link| one_line(link).into_owned()) {
                if !lines.contains(&link) {
                    lines.push(link);
                }
            }
        }
        if lines.is_empty() {
            return Answer::NotRecorded;
        }
        let gaps = uncovered.len();
        let answer = &self.phrases.not_recorded;
        let missing = |condition: &String| say("export.policy-of", &[("condition", condition), ("answer", answer)]);
        lines.extend(uncovered.iter().map(missing));
        counted(lines, gaps)
    }

    /// Column AC (paragraph 41(c)).
    pub fn policy_followed(&self, activity: &Activity) -> Answer {
        let followed = policy_use(activity).and_then(|policy| policy.followed);
        self.phrases.flag(followed).unless(self.policy_is_asked_for(activity))
    }

    /// Column AD (paragraph 41(c)).
    pub fn policy_reasons(&self, activity: &Activity) -> Answer {
        let policy = policy_use(activity);
        let followed = policy.and_then(|policy| policy.followed) == Some(true);
        let asked = if followed { Asked::No } else { self.policy_is_asked_for(activity) };
        Answer::of_text(policy.and_then(|policy| policy.reason.as_ref())).unless(asked)
    }

    /// The links of the organisation's policy documents that cover a condition.
    fn corporate_documents(&self, condition: &Text) -> Vec<Text> {
        let covers = |document: &&PolicyDocument| document.conditions.iter().flatten().any(|code| code == condition);
        let documents = self.organisation.appropriate_policy_documents.iter().flatten().filter(covers);
        documents.filter_map(|document| filled(&document.link).cloned()).collect()
    }

    /// Whether law wants a condition of Schedule 1 (sections 10(3) and 10(5) of the Act).
    fn condition_is_asked_for(&self, activity: &Activity) -> Asked {
        let criminal =
            if is_under_official_authority(activity) { Asked::No } else { self.criminal_offence_data(activity) };
        let special = match (self.special_category_data(activity), activity.article9_conditions.as_deref()) {
            (Asked::No, _) => Asked::No,
            (_, Some(conditions)) if !conditions.is_empty() && !conditions.iter().any(|code| needs_schedule1(code)) => {
                Asked::No
            }
            (special, _) => special,
        };
        special.or(criminal)
    }

    /// Whether the activity relies on a condition of Schedule 1.
    fn rests_on_a_condition(&self, activity: &Activity) -> Asked {
        match self.schedule1(activity) {
            _ if does_not_apply(activity, "schedule1_conditions", None) => Asked::No,
            Answer::NotRecorded => Asked::Unknown,
            _ if activity.schedule1_conditions.iter().flatten().next().is_some() => Asked::Yes,
            _ => Asked::No,
        }
    }

    /// Whether a policy document is needed: by a condition relied on, or perhaps by one that is not recorded.
    fn policy_is_asked_for(&self, activity: &Activity) -> Asked {
        let needed = activity.schedule1_conditions.iter().flatten().any(|code| needs_policy_document(code));
        match self.rests_on_a_condition(activity) {
            Asked::Yes if !needed => Asked::No,
            asked => asked,
        }
    }
}

const OFFICIAL_AUTHORITY: &str = "official-authority";

fn is_under_official_authority(activity: &Activity) -> bool {
    activity.article10_route.as_deref() == Some(OFFICIAL_AUTHORITY)
}

/// Whether an Article 9 condition needs one of Schedule 1 beside it; a condition that we do not know may.
fn needs_schedule1(code: &str) -> bool {
    list(ListId::Article9Conditions).by_code(code).is_none_or(|term| term.needs_schedule1_part.is_some())
}

/// Whether a Schedule 1 condition needs a policy document; a condition that we do not know may.
fn needs_policy_document(code: &str) -> bool {
    list(ListId::Schedule1Conditions).by_code(code).is_none_or(|term| term.requires_policy_document)
}

fn policy_use(activity: &Activity) -> Option<&PolicyUse> {
    activity.appropriate_policy_document.as_ref()
}
