//! Joint controllers, controllers acted for, and contracts with recipients, from cells.

use crate::domain::Text;
use crate::domain::activity::{Agreement, ClientController, Controller, JointController};
use crate::domain::fold::{fold, same_term};
use crate::domain::vocabulary::ListId;
use crate::formats::import::cells::{day, flag, terms};
use crate::formats::import::matching::plain;

use super::writer::{View, Writer};

impl<'a> Writer<'a> {
    /// Joint controllers with their contact details. A body that is said to be a controller of its own is none.
    pub(super) fn joint_controllers(&mut self, view: &View<'a>) {
        match flag::read(&view.words) {
            Some(true) => return self.keep_and_look(view, "import.look.yes-only", &[]),
            Some(false) => {
                self.activity.joint_controllers.get_or_insert_default();
                return self.evidence("joint_controllers", None, &view.found, &view.at);
            }
            None => {}
        }
        if let Some(name) = controller_of_its_own(&view.words) {
            return self.other_controller(name, view);
        }
        let bodies = bodies(&view.words);
        if bodies.is_empty() {
            return self.keep(view);
        }
        for (name, contact) in bodies {
            self.evidence("joint_controllers", Some(&name), &view.found, &view.at);
            let standing = self.activity.joint_controllers.get_or_insert_default();
            if !standing.iter().any(|body| body.name.as_deref().map(fold) == Some(fold(&name))) {
                standing.push(JointController { name: Some(name), contact, ..JointController::default() });
            }
        }
    }

    /// A column of controllers: the register's own organisation is none of another, and `joint controller` is a role.
    pub(super) fn controller(&mut self, view: &View<'a>) {
        let words = view.words.trim();
        let role = self.setting.lexicon.known(ListId::Roles, words).and_then(|known| known.term?.code.clone());
        if let Some(role) = role {
            return self.code("role", &role, view);
        }
        let is_own = self.organisation.as_deref().is_some_and(|name| same_term(name, words));
        if is_own || OWN.contains(&fold(words).as_str()) {
            return self.evidence("controller.name", None, &view.found, &view.at);
        }
        if flag::read(words).is_some() {
            return self.keep(view);
        }
        self.code("controller.name", words, view);
    }

    /// A body that decides alone is the activity's own controller where its name is clear; the words become a note, and are told.
    fn other_controller(&mut self, name: Option<&str>, view: &View<'a>) {
        let words = view.words.trim();
        if let Some(name) = name.filter(|_| self.activity.controller.is_none()) {
            self.activity.controller = Some(Controller { name: Some(name.into()), ..Controller::default() });
            self.evidence("controller.name", Some(name), &view.found, &view.at);
        }
        let notes = self.activity.notes.get_or_insert_default();
        *notes = if notes.is_empty() { words.into() } else { format!("{notes}\n{words}").into() };
        self.evidence("notes", Some(words), &view.found, &view.at);
        self.look(view, "import.look.not-joint", &[]);
    }

    /// The controllers that a processor acts for.
    pub(super) fn controllers_acted_for(&mut self, view: &View<'a>) {
        let bodies = bodies(&view.words);
        if bodies.is_empty() {
            return self.keep(view);
        }
        for (name, contact) in bodies {
            self.evidence("processor_record.controllers", Some(&name), &view.found, &view.at);
            let standing = self.activity.processor_record.get_or_insert_default().controllers.get_or_insert_default();
            if !standing.iter().any(|body| body.name.as_deref().map(fold) == Some(fold(&name))) {
                standing.push(ClientController { name: Some(name), contact, ..ClientController::default() });
            }
        }
    }

    /// A contract or sharing agreement: a link, a reference in words, or the name of the other side.
    pub(super) fn agreement(&mut self, view: &View<'a>) {
        if flag::read(&view.words).is_some() {
            return self.keep(view);
        }
        let heading = plain(&view.heading);
        let with_processor =
            ["processor", "processing agreement"].map(plain).iter().any(|word| heading.contains(word.as_str()));
        let role = with_processor.then(|| Text::from("processor"));
        let entries = terms::clauses(&view.words);
        if entries.is_empty() {
            return self.keep(view);
        }
        for entry in entries {
            let is_recipient = self.setting.lexicon.known(ListId::Recipients, &entry).is_some();
            let agreement = match is_recipient {
                true => Agreement { recipient: Some(entry.clone()), role: role.clone(), ..Agreement::default() },
                false => Agreement {
                    link: Some(entry.clone()),
                    role: role.clone(),
                    recipient: self.only_processor(),
                    ..Agreement::default()
                },
            };
            self.evidence("agreements", Some(&entry), &view.found, &view.at);
            let agreements = self.activity.agreements.get_or_insert_default();
            if !agreements.contains(&agreement) {
                agreements.push(agreement);
            }
        }
    }

    /// The recipient of the line that is known to be a processor, where there is just one.
    fn only_processor(&self) -> Option<Text> {
        let is_processor = |words: &&Text| {
            self.setting.lexicon.known(ListId::Recipients, words).is_some_and(|known| known.is_processor())
        };
        let mut processors = self.line.recipients.iter().flatten().filter(is_processor);
        processors.next().filter(|_| processors.next().is_none()).cloned()
    }

    pub(super) fn agreement_ends(&mut self, view: &View<'a>) {
        match day::read(view.cell, self.setting.today) {
            Ok(day) => {
                self.evidence("agreements.ends_on", Some(&day.to_string()), &view.found, &view.at);
                self.agreements_end.get_or_insert_with(|| day.into());
            }
            Err(why) => {
                self.keep(view);
                self.look_at(view, why.sentence());
            }
        }
    }

    pub(super) fn settle_agreements(&mut self) {
        let Some(ends) = self.agreements_end.take() else { return };
        let agreements = self.activity.agreements.get_or_insert_default();
        if agreements.is_empty() {
            agreements.push(Agreement::default());
        }
        agreements.iter_mut().for_each(|agreement| agreement.ends_on = Some(ends.clone()));
    }
}

/// How a register calls the organisation that keeps it.
const OWN: [&str; 6] = ["council", "the council", "us", "we", "the authority", "this council"];

/// The name of a body that is said to be a controller of its own, if it is clear; none where nothing of the kind is said.
fn controller_of_its_own(words: &str) -> Option<Option<&str>> {
    let folded = fold(words);
    let says = [
        "separate controller",
        "independent controller",
        "separate data controller",
        "independent data controller",
        "sole controller",
    ];
    let says = says.iter().any(|phrase| folded.contains(phrase))
        || ["not joint", "not a joint", "own right", "is a processor", "is the processor"]
            .iter()
            .any(|phrase| folded.contains(phrase));
    says.then(|| {
        let name = words
            .split_once(" is ")
            .or_else(|| words.split_once(" are "))
            .or_else(|| words.split_once(" acts "))
            .map(|(name, _)| name.trim());
        name.filter(|name| {
            folded.contains("controller")
                && !folded.contains("not a controller")
                && name.chars().count() <= 80
                && !name.is_empty()
        })
    })
}

/// Names with contact details: a line with an address, a number or an email belongs to the name above.
fn bodies(words: &str) -> Vec<(Text, Option<Text>)> {
    let mut bodies: Vec<(Text, Option<Text>)> = Vec::new();
    for line in words.split(['\n', ';']) {
        let line = line.trim().trim_start_matches(['•', '-', '–', '*']).trim();
        if line.is_empty() {
            continue;
        }
        let is_contact = line.contains('@') || line.chars().any(|letter| letter.is_ascii_digit());
        match bodies.last_mut() {
            Some((_, contact)) if is_contact => {
                *contact =
                    Some(contact.as_ref().map_or_else(|| line.into(), |standing| format!("{standing}\n{line}").into()));
            }
            _ => {
                let divided = line
                    .split_once(',')
                    .filter(|(name, rest)| is_contact && !name.contains('@') && !rest.trim().is_empty());
                let (name, contact) =
                    divided.map_or((line, None), |(name, rest)| (name.trim(), Some(rest.trim().into())));
                bodies.push((name.into(), contact));
            }
        }
    }
    bodies
}
