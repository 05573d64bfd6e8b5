//! Accepting a finding with a reason, and taking that back. It is never hidden: it stays, and is shown as accepted.

use crate::app::menu::{Menu, MenuLine, confirm};
use crate::app::prompt::{Prompt, Purpose};
use crate::app::{Desk, Screen, Step, shown};
use crate::domain::activity::Mark;
use crate::domain::check::Finding;
use crate::domain::date::DateText;
use crate::domain::edit::Edit;
use crate::domain::subject::{Place, Subject, SubjectId};
use crate::domain::words::say;

/// The question for what is found at a place, or in the whole activity where nothing is found there.
pub fn steps(subject: &Subject, place: Option<&Place>, desk: &Desk) -> Vec<Step> {
    let all = desk.findings(subject);
    let here: Vec<&Finding> =
        all.iter().filter(|finding| place.is_some_and(|place| finding.is_at(subject, place))).collect();
    let asked = if here.is_empty() { all.iter().collect() } else { here };
    match asked.as_slice() {
        [] => vec![Step::Say(say("accept.nothing", &[]))],
        [only] => one(subject, only),
        several => {
            let lines = several.iter().map(|finding| line(subject, finding)).collect();
            let title = say("accept.title", &[("title", &name(subject))]);
            vec![Step::Open(Box::new(Screen::Menu(Menu::new(title, vec![say("accept.lead", &[])], lines))))]
        }
    }
}

/// The question for one finding; what the law asks of every record cannot be accepted, and a header bears no marks.
pub fn one(subject: &Subject, finding: &Finding) -> Vec<Step> {
    if finding.rule.waivable && subject.activity().is_some() {
        return answer(subject, finding);
    }
    vec![Step::Say(say("accept.cannot.only", &[("message", &finding.message)]))]
}

fn line(subject: &Subject, finding: &Finding) -> MenuLine {
    let id = if finding.accepted { "finding.accepted" } else { "finding.open" };
    let line = MenuLine::new(say(id, &[("message", &finding.message)]), answer(subject, finding));
    if finding.rule.waivable {
        return line;
    }
    MenuLine { available: false, ..line.with_note(say("accept.cannot", &[])) }
}

/// Asks for the reason; of what is accepted already, whether it is to be open again.
fn answer(subject: &Subject, finding: &Finding) -> Vec<Step> {
    let name = name(subject);
    if let Some(mark) =
        subject.activity().and_then(|activity| finding.acceptance(activity)).filter(|_| finding.accepted)
    {
        let mut after = subject.clone();
        after.accept_no_more(finding);
        let label = say("edit.accepted-no-more", &[("rule", finding.rule.id), ("title", &name)]);
        let edit = Edit::replace(label, subject.clone(), after);
        let keep = (say("accept.keep", &[]), Vec::new());
        let mut menu =
            confirm(say("accept.again.title", &[]), vec![keep, (say("accept.again", &[]), vec![Step::Make(edit)])]);
        menu.lead = vec![finding.message.clone(), shown::acceptance(mark)];
        return vec![Step::Open(Box::new(Screen::Menu(menu)))];
    }
    let question = say("accept.question", &[("message", &finding.message)]);
    let purpose = Purpose::Accept { subject: subject.id(), finding: Box::new(finding.clone()) };
    vec![Step::Open(Box::new(Screen::Prompt(Prompt::new(question, "", purpose))))]
}

/// The step that accepts a finding for a reason.
pub fn accept(id: &SubjectId, finding: &Finding, reason: &str, desk: &Desk) -> Option<Step> {
    let subject = desk.document.subject(id)?;
    let mut after = subject.clone();
    let by = desk.by();
    let mark = Mark { note: Some(reason.into()), by, on: Some(DateText::from(desk.today)), ..Mark::default() };
    after.accept(finding, mark);
    let label = say("edit.accepted", &[("rule", finding.rule.id), ("title", &name(&subject))]);
    Some(Step::Make(Edit::replace(label, subject, after)))
}

fn name(subject: &Subject) -> String {
    subject.activity().map_or_else(String::new, |activity| shown::name(activity))
}
