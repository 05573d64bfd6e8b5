//! `ropa add`: adds activities from JSON.

use crate::domain::activity::Activity;
use crate::domain::edit::{Change, Edit};
use crate::domain::id::{Id, Ids};
use crate::domain::register::Register;
use crate::domain::subject::Subject;
use crate::domain::words::say;
use crate::formats::json::activities::read_activities;
use crate::shell::cli::answer::{Answer, NOT_READ, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::{Format, words};
use crate::shell::store::{self, LARGEST};
use clap::Args;
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::io::{IsTerminal, Read};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Args)]
pub(super) struct Add {
    #[arg(long, value_name = "FILE", help = words("add.from"))]
    from: Option<PathBuf>,
}

impl Add {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        setting.no_rows()?;
        // A register that cannot be changed is told before anything is read.
        setting.open_for_change()?;
        let activities = self.read()?;
        let mut own = None;
        setting.until_saved(|setting| make(&activities, &mut own, setting))
    }

    fn read(&self) -> Result<Vec<Arc<Activity>>, Refusal> {
        let (name, bytes) = match &self.from {
            Some(path) => (path.to_string_lossy().into_owned(), store::read(path)?.bytes),
            None if std::io::stdin().is_terminal() => return Err(Refusal::not_understood("cli.add-from-where", &[])),
            None => (say("cli.standard-input", &[]), standard_input()?),
        };
        let refused =
            |problem: &str| Refusal::new(NOT_READ, say("cli.add-refused", &[("file", &name), ("problem", problem)]));
        let activities = read_activities(&bytes).map_err(|problem| refused(&problem.sentence()))?;
        // Any object would pass for an activity of which we know nothing.
        let is_one = |activity: &Arc<Activity>| !Subject::Activity(activity.clone()).recorded().is_empty();
        match activities.iter().position(|activity| !is_one(activity)) {
            Some(place) => Err(refused(&say("cli.add-no-activity", &[("number", &(place + 1).to_string())]))),
            None => Ok(activities),
        }
    }
}

/// Adds the activities to the register as it is now. They keep the ids of the first attempt, so that none is added twice.
fn make(
    activities: &[Arc<Activity>],
    own: &mut Option<Vec<Arc<Activity>>>,
    setting: &mut Setting,
) -> Result<Answer, Refusal> {
    let source = setting.open_for_change()?;
    let mut taken = ids_of(source.register());
    let is_there = |activity: &Arc<Activity>| source.register().activity(&activity.id) == Some(activity);
    let first = own.is_none();
    let added = own.get_or_insert_with(|| activities.to_vec());
    for activity in added.iter_mut().filter(|activity| first || !is_there(activity)) {
        *activity = with_own_ids(activity.clone(), &mut taken, &mut setting.ids);
    }
    let mut answer = if setting.format == Format::Json {
        let added: Vec<_> =
            added.iter().map(|activity| json!({ "id": activity.id.as_str(), "title": activity.title })).collect();
        Answer::json(&json!({ "schema": "ropa.add/1", "added": added }))
    } else {
        let mut answer = Answer::done();
        added.iter().for_each(|activity| answer.line(activity.id.as_str()));
        answer
    };
    if added.is_empty() {
        answer.message(&say("cli.nothing-to-add", &[]));
        return Ok(answer.with_messages(source.remarks));
    }
    let count = added.len().to_string();
    let missing = added.iter().filter(|activity| !is_there(activity)).cloned().collect();
    let register = with_added(source.register(), missing);
    let remarks = setting.save(&source, &register)?;
    answer.message(&say("cli.added", &[("count", &count), ("file", &source.path.to_string_lossy())]));
    Ok(answer.with_messages(source.remarks).with_messages(remarks))
}

fn standard_input() -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST).read_to_end(&mut bytes);
    read.map_err(|_| Refusal::new(NOT_READ, say("cli.no-input", &[])))?;
    Ok(bytes)
}

/// The register with activities behind the last one.
fn with_added(register: &Register, added: Vec<Arc<Activity>>) -> Register {
    let first = register.activities().len();
    let changes = (first..).zip(added).map(|(at, activity)| Change {
        before: None,
        after: Some(Subject::Activity(activity)),
        at,
    });
    let edit = Edit::of(say("cli.add", &[]), changes.collect());
    let mut register = register.clone();
    edit.apply(&mut register);
    register
}

fn ids_of(register: &Register) -> HashSet<Id> {
    let mut taken: HashSet<Id> = std::iter::once(register.file().id.clone()).collect();
    for activity in register.activities() {
        taken.insert(activity.id.clone());
        taken.extend(activity.lines().iter().map(|line| line.id.clone()));
        taken.extend(activity.transfers().iter().map(|transfer| transfer.id.clone()));
    }
    taken
}

/// Gives the activity, its lines and transfers ids of their own where they have none or others have them already. What
/// names a line by its id goes on naming that line.
fn with_own_ids(activity: Arc<Activity>, taken: &mut HashSet<Id>, ids: &mut Ids) -> Arc<Activity> {
    let mut activity = Arc::unwrap_or_clone(activity);
    let mut renamed: HashMap<String, Id> = HashMap::new();
    let mut settle = |id: &mut Id| {
        if id.is_missing() || !taken.insert(id.clone()) {
            *id = ids.fresh(|fresh| taken.contains(fresh));
            taken.insert(id.clone());
        }
    };
    settle(&mut activity.id);
    for line in activity.lines.iter_mut().flatten() {
        let before = line.id.as_str().to_owned();
        settle(&mut line.id);
        renamed.insert(before, line.id.clone());
    }
    activity.transfers.iter_mut().flatten().for_each(|transfer| settle(&mut transfer.id));
    let marks = activity.marks.iter_mut().flatten().map(|mark| &mut mark.line);
    let transfers = activity.transfers.iter_mut().flatten().map(|transfer| &mut transfer.line);
    for line in marks.chain(transfers) {
        if let Some(id) = line.as_deref().and_then(|line| renamed.get(line)) {
            *line = Some(id.as_str().into());
        }
    }
    Arc::new(activity)
}
