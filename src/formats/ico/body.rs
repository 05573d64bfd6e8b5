//! The words of those who answer for an activity: joint controllers, and for section 61 everybody in one column.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::organisation::Officer;
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;

use super::Audience;
use super::cell::{Answer, filled, one_line};
use super::column::{Export, cited};
use super::transfer::counted;

impl Export<'_> {
    /// Column C: name, contact details and arrangement of each joint controller, asked for where the role is joint.
    pub fn joint_controllers(&self, activity: &Activity) -> Answer {
        let Some(bodies) = activity.joint_controllers.as_deref() else {
            let alone = activity.role.as_deref() == Some("controller");
            return if alone { Answer::NotApplicable } else { Answer::NotRecorded };
        };
        if bodies.is_empty() {
            return Answer::None;
        }
        let lines = bodies.iter().flat_map(|body| {
            let arrangement =
                filled(&body.arrangement).map(|link| say("export.arrangement", &[("link", &one_line(link))]));
            let details = [filled(&body.name), filled(&body.contact)].into_iter().flatten();
            details.map(|text| one_line(text).into_owned()).chain(arrangement).collect::<Vec<_>>()
        });
        Answer::of_lines(lines)
    }

    /// Section 61: the controller, the joint controllers and the data protection officer.
    pub fn controllers_and_officer(&self, activity: &Activity) -> Answer {
        let organisation = &self.organisation;
        let other = activity.other_controller();
        let (details, officer, public) = match other {
            Some(other) => (
                [&other.name, &other.address, &other.email, &other.telephone],
                &other.data_protection_officer,
                other.public_authority,
            ),
            None => (
                [&organisation.name, &organisation.address, &organisation.email, &organisation.telephone],
                &organisation.data_protection_officer,
                organisation.public_authority,
            ),
        };
        let mut gaps = 0;
        let mut lines = Vec::new();
        let mut add = |id: &str, answer: Answer| {
            let cell = self.plain(answer);
            gaps += cell.gaps;
            lines.push(say(id, &[("details", &cell.text)]));
        };
        add("export.controller", on_one_line(&details));
        match self.joint_controllers(activity) {
            Answer::NotApplicable => {}
            Answer::Words(text) => {
                text.lines().for_each(|line| add("export.joint-controller", Answer::Words(line.into())))
            }
            answer => add("export.joint-controller", answer),
        }
        let officer = officer.as_ref().map_or(Answer::NotRecorded, |officer| self.officer(officer));
        add(
            "export.officer",
            officer.or(|| if public == Some(false) { Answer::NotApplicable } else { Answer::NotRecorded }),
        );
        counted(lines, gaps)
    }

    /// Section 61: the legal basis, the conditions of Schedule 8 and the policy document of section 42.
    pub fn legal_basis(&self, activity: &Activity) -> Answer {
        let Some(record) = &activity.law_enforcement else {
            return Answer::NotRecorded;
        };
        let conditions = record.schedule8_conditions.iter().flatten().filter(|code| !code.trim().is_empty());
        let conditions = conditions.map(|code| cited(ListId::Schedule8Conditions, code));
        let policy = filled(&record.policy_document).map(|link| say("export.policy", &[("link", &one_line(link))]));
        let mut lines: Vec<String> = conditions.chain(policy).collect();
        let Some(basis) = filled(&record.legal_basis) else {
            if lines.is_empty() {
                return Answer::NotRecorded;
            }
            lines.insert(0, say("export.legal-basis", &[("answer", &self.phrases.not_recorded)]));
            return Answer::Partly(lines.join("\n"), 1);
        };
        lines.insert(0, basis.to_string());
        Answer::of_lines(lines)
    }

    fn officer(&self, officer: &Officer) -> Answer {
        let name = if self.request.audience == Audience::Publication { &None } else { &officer.name };
        on_one_line(&[name, &officer.address, &officer.email, &officer.telephone])
    }
}

fn on_one_line(details: &[&Option<Text>]) -> Answer {
    let details: Vec<_> = details.iter().filter_map(|text| filled(text)).map(|text| one_line(text)).collect();
    Answer::of_lines((!details.is_empty()).then(|| details.join("; ")))
}
