//! An activity with what a file says of it now. Where an officer changed what was brought in, the officer's word stays.

use super::before::{Evidence, bare, leaves};
use super::marks;
use crate::domain::activity::{Activity, Mark};
use crate::domain::field_path::FieldPath;
use crate::domain::fold::fold;
use crate::domain::imported::Imported;
use crate::domain::line::Retention;
use crate::domain::pairs::Pairs;
use crate::domain::shape::Shape;
use crate::domain::tree;
use crate::domain::words::say;
use crate::formats::import::brought::{Draft, Kind, Look};
use crate::formats::import::cells::retention;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The activity with what a draft says of it, and what is not taken over because both it and the file were changed.
pub(super) fn updated(there: &Activity, kind: Kind, draft: &Draft) -> (Activity, Vec<Look>) {
    let (Ok(before), Ok(now)) = (tree::of(there), tree::of(&draft.activity)) else {
        return (there.clone(), Vec::new());
    };
    let mut update = Update {
        there,
        draft,
        own: kind == Kind::Register,
        last: Evidence::of(there.imported.as_ref()),
        now: Evidence::of(draft.activity.imported.as_ref()),
        lines: HashMap::new(),
        elsewhere: HashSet::new(),
        at_odds: BTreeSet::new(),
        kept: Vec::new(),
    };
    let after = update.value(&FieldPath::whole(), Some(&before), &now);
    let Some(mut after) = after.and_then(|after| tree::record::<Activity>(&after).ok()) else {
        return (there.clone(), update.kept);
    };
    marks::take_over(&mut after, there, &draft.activity, &update.lines);
    let unmapped = unmapped(there, draft);
    let differs = tree::of(&after).ok() != Some(before)
        || unmapped != there.imported.as_ref().and_then(|imported| imported.unmapped.clone());
    if differs {
        after.imported = update.imported(unmapped).or_else(|| there.imported.clone());
    }
    (after, update.kept)
}

/// An update in the making.
pub(super) struct Update<'a> {
    there: &'a Activity,
    draft: &'a Draft,
    /// Whether the file is a register, which says all that it knows and nothing of where it had that from.
    own: bool,
    pub(super) last: Evidence,
    pub(super) now: Evidence,
    /// The lines of the draft and which of the activity's they are.
    pub(super) lines: HashMap<String, String>,
    /// The folded terms of the draft's other lines, while one line is compared.
    pub(super) elsewhere: HashSet<String>,
    /// The fields that the file and an officer both changed.
    at_odds: BTreeSet<String>,
    kept: Vec<Look>,
}

impl Update<'_> {
    /// The value that stands there from now on.
    pub(super) fn value(&mut self, path: &FieldPath, there: Option<&Value>, now: &Value) -> Option<Value> {
        if there == Some(now) {
            return there.cloned();
        }
        let names = path.names();
        let there = there.filter(|value| value.as_str().is_none_or(|text| !text.trim().is_empty()));
        match Shape::shared(&names, &[there, Some(now)]) {
            Shape::Group => self.group(path, there, now),
            Shape::Rows(key) => self.rows(path, key, there, now),
            Shape::Terms => self.terms(path, there, now),
            Shape::Whole => self.whole(path, there, now),
        }
    }

    pub(super) fn group(&mut self, path: &FieldPath, there: Option<&Value>, now: &Value) -> Option<Value> {
        let mut members: Map<String, Value> = there.and_then(Value::as_object).cloned().unwrap_or_default();
        for (name, now) in now.as_object().into_iter().flatten() {
            if !self.is_taken(path, name) {
                continue;
            }
            let there = members.get(name).cloned();
            if let Some(value) = self.value(&path.member(name), there.as_ref(), now) {
                members.insert(name.clone(), value);
            }
        }
        (!members.is_empty()).then_some(Value::Object(members))
    }

    /// Whether an import says anything of a member. Nobody approves by an import, and a status that no cell says is the reader's.
    fn is_taken(&mut self, path: &FieldPath, name: &str) -> bool {
        if !path.is_whole() {
            return name != "id";
        }
        match name {
            "id" | "approved" | "marks" | "imported" => false,
            "status" => {
                let approves = self.draft.activity.is_approved();
                if approves && self.own && !self.there.is_approved() {
                    self.keep("status", &Value::from(Activity::APPROVED), "import.kept.approval");
                }
                !approves && (self.own || self.now.has("status"))
            }
            _ => true,
        }
    }

    /// A value that is taken or left as a whole.
    fn whole(&mut self, path: &FieldPath, there: Option<&Value>, now: &Value) -> Option<Value> {
        let names = path.names();
        match self.stands(path, there) {
            Stands::AsBrought => Some(now.clone()),
            Stands::Changed => there.cloned(),
            Stands::AtOdds => {
                self.keep(&names, now, "import.kept.changed");
                there.cloned()
            }
        }
    }

    /// How the value in the register stands to what was brought last and is brought now.
    fn stands(&self, path: &FieldPath, there: Option<&Value>) -> Stands {
        let names = path.names();
        match self.marked(path) {
            Some(mark) if there.is_none() && mark.is(Mark::DOES_NOT_APPLY) && !self.is_of_import(mark) => {
                return Stands::AtOdds;
            }
            Some(_) if there.is_none() => return Stands::AsBrought,
            _ => {}
        }
        let unknown = self.own || self.last.is_empty() || !self.now.has(&names);
        let as_brought =
            self.last.brought(&names, there) && (names != "lines.retention" || there.is_some_and(is_as_its_words));
        if unknown || (there.is_none() && !self.last.has(&names)) || as_brought {
            return Stands::AsBrought;
        }
        if self.last.found_as_in(&self.now, &names) {
            return Stands::Changed;
        }
        Stands::AtOdds
    }

    /// A set: what the file adds or leaves out since the last import, and what an officer added or left out.
    fn terms(&mut self, path: &FieldPath, there: Option<&Value>, now: &Value) -> Option<Value> {
        let names = path.names();
        let (Some(new), Some(old)) = (now.as_array(), there.and_then(Value::as_array)) else {
            return self.whole_set(path, there, now);
        };
        if new.is_empty() || old.is_empty() {
            return self.whole_set(path, there, now);
        }
        if self.own || self.last.is_empty() || !self.now.has(&names) {
            return Some(if leaves(now) == there.map(leaves).unwrap_or_default() {
                Value::from(old.clone())
            } else {
                now.clone()
            });
        }
        let last = self.last.values(&names);
        let (of_now, of_there) = (leaves(now), there.map(leaves).unwrap_or_default());
        let folded = |item: &Value| item.as_str().map_or_else(|| item.to_string(), fold);
        let left_out = |item: &&Value| {
            let term = folded(item);
            last.contains(term.as_str()) && !of_now.contains(&term) && !self.elsewhere.contains(&term)
        };
        let stays = old.iter().filter(|item| !left_out(item));
        let added =
            new.iter().filter(|item| !of_there.contains(&folded(item)) && !last.contains(folded(item).as_str()));
        Some(Value::Array(stays.chain(added).cloned().collect()))
    }

    /// A set of which one side says nothing, or «none».
    fn whole_set(&mut self, path: &FieldPath, there: Option<&Value>, now: &Value) -> Option<Value> {
        let said =
            |value: Option<&Value>| value.is_some_and(|value| value.as_array().is_none_or(|items| !items.is_empty()));
        let takes_all_away = !said(Some(now)) && said(there) && !self.last.brought(&path.names(), there);
        if takes_all_away && !self.own {
            self.keep(&path.names(), &Value::from(say("import.none", &[])), "import.kept.changed");
            return there.cloned();
        }
        self.whole(path, there, now)
    }

    /// The mark on a field of the register.
    fn marked(&self, path: &FieldPath) -> Option<&Mark> {
        let (field, line) = (bare(&path.names()), path.line());
        let is_here = |mark: &&Mark| {
            let on = mark.field.as_deref().unwrap_or_default();
            !mark.is(Mark::ACCEPTED)
                && mark.line.as_deref() == line
                && (on == field || field.strip_prefix(on).is_some_and(|rest| rest.starts_with('.')))
        };
        self.there.marks().iter().find(is_here)
    }

    /// Whether an import put a mark there, which names the file.
    fn is_of_import(&self, mark: &Mark) -> bool {
        let file = self.there.imported.as_ref().and_then(|imported| imported.from.as_deref()).unwrap_or_default();
        !file.is_empty() && mark.note.as_deref().is_some_and(|note| note.contains(file))
    }

    /// Notes that the register keeps what it says.
    pub(super) fn keep(&mut self, names: &str, now: &Value, reason: &str) {
        self.at_odds.insert(bare(names));
        let value = match now {
            Value::String(text) => text.clone(),
            Value::Array(items) if items.iter().all(Value::is_string) => {
                items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")
            }
            other => other.to_string(),
        };
        let reason = say(reason, &[("activity", self.there.name())]);
        let (row, heading) = (self.draft.at, bare(names).as_str().into());
        self.kept.push(Look { row, heading, value: value.as_str().into(), reason });
    }

    /// Where it was brought in from, as of now. What was left at odds keeps its evidence, so that it is told until it is settled.
    fn imported(&self, unmapped: Option<Pairs>) -> Option<Imported> {
        let now = self.draft.activity.imported.clone()?;
        let mut evidence: Vec<_> = now.evidence.clone().unwrap_or_default();
        let is_at_odds =
            |field: &Option<crate::domain::Text>| self.at_odds.contains(&bare(field.as_deref().unwrap_or_default()));
        evidence.retain(|one| !is_at_odds(&one.field));
        let old = self.there.imported.iter().flat_map(|imported| imported.evidence.iter().flatten());
        evidence.extend(
            old.filter(|one| is_at_odds(&one.field) || !self.now.has(one.field.as_deref().unwrap_or_default()))
                .cloned(),
        );
        let others = self.there.imported.as_ref().map(|imported| imported.others.clone()).unwrap_or_default();
        Some(Imported { evidence: Some(evidence).filter(|evidence| !evidence.is_empty()), unmapped, others, ..now })
    }
}

/// Whether a period says what its own words say, so that nobody set it by hand.
fn is_as_its_words(retention: &Value) -> bool {
    let Ok(there) = tree::record::<Retention>(retention) else { return false };
    let read = there.text.as_deref().and_then(retention::read).map(|kept| kept.retention).unwrap_or_default();
    (there.period_months, &there.trigger, there.permanent) == (read.period_months, &read.trigger, read.permanent)
}

/// How the value in a register stands to what was brought.
enum Stands {
    /// It is what was brought, or nobody can say.
    AsBrought,
    /// An officer changed it, and the file says what it said.
    Changed,
    /// An officer changed it, and the file says something new.
    AtOdds,
}

/// What found no field, by its heading: as the file has it now, and what only the register keeps.
fn unmapped(there: &Activity, draft: &Draft) -> Option<Pairs> {
    let pairs = |activity: &Activity| {
        activity
            .imported
            .as_ref()
            .and_then(|imported| imported.unmapped.clone())
            .map(|pairs| pairs.0)
            .unwrap_or_default()
    };
    let mut all = pairs(there);
    for pair in pairs(&draft.activity) {
        match all.iter_mut().find(|there| there.name == pair.name) {
            Some(there) => *there = pair,
            None => all.push(pair),
        }
    }
    (!all.is_empty()).then_some(Pairs(all))
}
