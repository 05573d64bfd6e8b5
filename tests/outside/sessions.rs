//! Two officers at one register, editing and saving as chance has it, clashes settled as chance has it: no edit is lost, and
//! nothing is asked but where both changed the same field.

use super::dice::Dice;
use super::{CARELESS, Outcome, many};
use crate::story::{SAMPLE, Story};
use ropa::app::Screen;
use ropa::domain::diff::{FieldChange, between};
use ropa::domain::id::Ids;
use ropa::domain::register::Register;
use ropa::formats::history::{History, verify};
use ropa::formats::json;
use ropa::shell::store::{self, history_path};
use serde_json::Value;
use std::fs;

/// Fields that are typed, of an activity.
const FIELDS: [&str; 4] = ["title", "owner", "team", "business_function"];
/// The activities that there are: few, so that both often change the same field.
const ACTIVITIES: [&str; 3] = ["SC-01", "PA-0007", "PA-0008"];

#[test]
fn two_officers_who_edit_and_save_as_chance_has_it_lose_nothing() {
    let mut outcome = Outcome::default();
    let mut clashes = 0;
    for seed in 0..many(150, 20) {
        outcome.runs += 1;
        let mut session = Session::begin(seed as u64);
        for turn in 0..6 {
            session.turn(turn);
        }
        session.ends();
        clashes += session.clashes;
        outcome.silent += usize::from(!session.told.is_empty());
        outcome.told.extend(session.told.into_iter().map(|told| format!("session {seed}: {told}")));
    }
    assert!(clashes * 4 > outcome.runs || CARELESS, "{clashes} clashes are too few to prove anything");
    assert!(!CARELESS || outcome.told.iter().any(|told| told.ends_with("is gone")), "no edit is lost: {outcome:?}");
    outcome.proves("sessions of two officers");
}

struct Session {
    dice: Dice,
    officers: [Officer; 2],
    clashes: usize,
    told: Vec<String>,
}

struct Officer {
    story: Story,
    /// The register that the unsaved edits are made to.
    base: Register,
}

impl Session {
    fn begin(seed: u64) -> Session {
        let first = Story::open_at(100, 30, &three());
        let second = first.beside();
        let officers = [first, second].map(|story| Officer { base: read(&story), story });
        Session { dice: Dice::seeded(seed), officers, clashes: 0, told: Vec::new() }
    }

    /// One officer edits, and mostly saves; or looks what the other one saved.
    fn turn(&mut self, turn: usize) {
        let who = self.dice.below(2);
        for edit in 0..1 + self.dice.below(3) {
            let (activity, field) = (*self.dice.one_of(&ACTIVITIES), *self.dice.one_of(&FIELDS));
            self.officers[who].set(activity, field, &format!("of {who} in {turn} {edit}"));
        }
        match self.dice.below(4) {
            0 => self.officers[who].looks(),
            _ => self.saves(who),
        }
    }

    fn saves(&mut self, who: usize) {
        let Session { dice, officers, clashes, told } = self;
        let Officer { story, base } = &mut officers[who];
        let before = read(story);
        let mine = story.app.document().register().clone();
        let (yours, theirs) = (between(base, &mine), between(base, &before));
        story.keys("Ctrl+S");
        let mut asked = false;
        if story.screen().contains("This file has changed") {
            asked = true;
            *clashes += 1;
            if !yours.iter().any(|change| touches(&theirs, change)) {
                told.push(format!("a clash without need: {yours:?} and {theirs:?}"));
            }
            story.keys("Enter");
            let rows = match story.app.top() {
                Some(Screen::Clashes(clashes)) => clashes.undecided(),
                _ => 0,
            };
            for _ in 0..rows {
                story.keys(["", "Right", "Right Right"][dice.below(3)]).keys("Down");
            }
            story.keys("Ctrl+S");
        }
        let after = read(story);
        let kept = serde_json::to_string(after.conflicts()).unwrap();
        for (side, other) in [(&yours, &theirs), (&theirs, &yours)] {
            for change in side.iter().filter(|change| change.path.to_string() != "status") {
                let is_there = between(base, &after)
                    .iter()
                    .any(|now| (&now.about, &now.path, &now.to) == (&change.about, &change.path, &change.to));
                let value = change.to.as_ref().and_then(|value| value.as_str()).unwrap_or_default();
                let is_settled = asked && touches(other, change);
                if !is_there && !is_settled && !kept.contains(value) {
                    told.push(format!("{change:?} is gone"));
                }
            }
        }
        if story.app.document().unsaved() > 0 {
            told.push(format!("it is not saved:\n{}", story.screen()));
        }
        *base = after;
    }

    /// Both save, and then the history must lead to the register.
    fn ends(&mut self) {
        self.saves(0);
        self.saves(1);
        let path = self.officers[0].story.path();
        let (register, history) = (fs::read(&path).unwrap(), fs::read(history_path(&path)).unwrap_or_default());
        let flaws = verify(&history, &register, None);
        if !flaws.is_empty() {
            self.told.push(format!("{flaws:?}"));
        }
        let history = History::read(&history).unwrap();
        let hash = store::hexadecimal(&store::Stamp::sha256_of(&register));
        let state = history.head_of_file(&hash).map(|head| history.replay(&head.hash).unwrap().bytes());
        if state.as_deref() != Some(&register[..]) {
            self.told.push("making the history again does not give the register".to_owned());
        }
    }
}

impl Officer {
    /// Sets a text through the form.
    fn set(&mut self, activity: &str, field: &str, text: &str) {
        let story = &mut self.story;
        story.keys("F10 'go to the register' Enter Esc Ctrl+U").types(activity).keys("Enter F2");
        for _ in 0..60 {
            if story.app.field_here().is_some_and(|spec| spec.id == field) {
                story.keys("Ctrl+U").types(text).keys("Tab Esc Esc Esc Esc");
                return;
            }
            story.keys("Tab");
        }
        panic!("no field {field}:\n{}", story.screen());
    }

    /// Sees what the other one saved; it is taken in where nothing is unsaved.
    fn looks(&mut self) {
        self.story.look();
        if self.story.app.document().unsaved() == 0 {
            self.base = read(&self.story);
        }
    }
}

fn touches(changes: &[FieldChange], change: &FieldChange) -> bool {
    changes.iter().any(|other| (&other.about, &other.path) == (&change.about, &change.path))
}

/// The sample with three of its activities.
fn three() -> String {
    let mut register: Value = serde_json::from_str(SAMPLE).unwrap();
    let is_one = |activity: &Value| ACTIVITIES.iter().any(|name| activity["reference"] == *name);
    register["activities"].as_array_mut().unwrap().retain(is_one);
    register.to_string()
}

/// The register as the file holds it.
fn read(story: &Story) -> Register {
    json::read(&fs::read(story.path()).unwrap(), &mut Ids::seeded(1)).unwrap().register
}
