//! The words of contracts with processors (Article 28(3)).

use crate::domain::Text;
use crate::domain::activity::{Activity, Agreement};
use crate::domain::fold::fold;
use crate::domain::lexicon::Known;
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;

use super::cell::{Answer, filled, one_line};
use super::column::Export;
use super::transfer::{counted, in_words};

/// The role of the other side in an agreement with a processor, as a code.
const PROCESSOR: &str = "processor";
/// The kinds of recipient that are no processor. A third party may be one.
const NO_PROCESSOR: [&str; 5] = ["internal", "public-body", "public", "controller", "joint-controller"];

impl Export<'_> {
    /// Column G: the agreements with processors, and each other recipient that is or may be one with its standing agreement.
    pub fn processor_contracts(&self, activity: &Activity) -> Answer {
        let recipients = recipients(activity);
        let is_with_processor = |agreement: &&Agreement| match filled(&agreement.role) {
            Some(role) => &**role == PROCESSOR,
            None => filled(&agreement.recipient).is_some_and(|recipient| self.is_processor(recipient)),
        };
        let mut gaps = 0;
        let mut lines = Vec::new();
        for agreement in activity.agreements().iter().filter(is_with_processor) {
            let recipient = filled(&agreement.recipient);
            let mut details = details_of(agreement);
            if details.is_empty() {
                details = recipient.map(|recipient| self.standing_agreement(recipient)).unwrap_or_default();
            }
            gaps += usize::from(details.is_empty());
            lines.push(self.contract(recipient, details));
        }
        for recipient in
            recipients.iter().filter(|words| self.known(words).is_some_and(|known| known.may_be_processor()))
        {
            let settles_it = |agreement: &Agreement| {
                let decided = filled(&agreement.role).is_some() || self.is_processor(recipient);
                decided && filled(&agreement.recipient).is_some_and(|other| self.is_same_recipient(other, recipient))
            };
            if !activity.agreements().iter().any(settles_it) {
                let details = self.standing_agreement(recipient);
                gaps += usize::from(details.is_empty());
                lines.push(self.contract(Some(recipient), details));
            }
        }
        if !lines.is_empty() {
            return counted(lines, gaps);
        }
        let answered = activity
            .lines
            .as_ref()
            .is_some_and(|lines| !lines.is_empty() && lines.iter().all(|line| line.recipients.is_some()));
        let is_no_processor = |words: &&Text| {
            self.known(words).and_then(|known| known.kind()).is_some_and(|kind| NO_PROCESSOR.contains(&kind))
        };
        match activity.agreements.as_deref() {
            Some([]) => Answer::None,
            Some(_) => Answer::NotApplicable,
            None if answered && recipients.iter().all(is_no_processor) => Answer::NotApplicable,
            None => Answer::NotRecorded,
        }
    }

    /// One contract on one line; where nothing is known of it, that nothing is recorded.
    fn contract(&self, recipient: Option<&Text>, details: Vec<String>) -> String {
        let details = if details.is_empty() { self.phrases.not_recorded.to_string() } else { details.join("; ") };
        match recipient {
            Some(recipient) => say("export.contract", &[("recipient", &one_line(recipient)), ("details", &details)]),
            None => details,
        }
    }

    fn standing_agreement(&self, recipient: &str) -> Vec<String> {
        let own = self.known(recipient).and_then(|known| known.own);
        let link = own.and_then(|own| filled(&own.agreement)).map(|link| one_line(link).into_owned());
        let Some(link) = link else {
            return Vec::new();
        };
        let ends =
            own.and_then(|own| own.ends_on.as_ref()).map(|date| say("export.ends-on", &[("date", &in_words(date))]));
        std::iter::once(link).chain(ends).collect()
    }

    fn known(&self, recipient: &str) -> Option<Known<'_>> {
        self.lexicon().known(ListId::Recipients, recipient)
    }

    fn is_processor(&self, recipient: &str) -> bool {
        self.known(recipient).is_some_and(|known| known.is_processor())
    }

    /// Whether two wordings name one recipient: folded alike, or aliases of one term.
    fn is_same_recipient(&self, one: &str, other: &str) -> bool {
        let label = |words: &str| fold(self.known(words).map_or(words, |known| known.label));
        label(one) == label(other)
    }
}

fn details_of(agreement: &Agreement) -> Vec<String> {
    let texts = [&agreement.link, &agreement.reference].into_iter().filter_map(filled);
    let ends = agreement.ends_on.as_ref().map(|date| say("export.ends-on", &[("date", &in_words(date))]));
    texts.map(|text| one_line(text).into_owned()).chain(ends).collect()
}

/// The recipients of every line, each wording once.
fn recipients(activity: &Activity) -> Vec<&Text> {
    let mut recipients: Vec<&Text> = Vec::new();
    for recipient in activity.lines().iter().flat_map(|line| line.recipients.iter().flatten()) {
        if !recipients.contains(&recipient) {
            recipients.push(recipient);
        }
    }
    recipients
}
