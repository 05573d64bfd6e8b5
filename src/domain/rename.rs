//! Renaming a word of the organisation's own: its uses follow, and the old wording stays as an alias.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::edit::{Change, Edit};
use crate::domain::field::Value;
use crate::domain::fold::same_term;
use crate::domain::id::Ids;
use crate::domain::organisation::Vocabulary;
use crate::domain::register::Register;
use crate::domain::subject::{Place, Subject};
use std::sync::Arc;

/// The edit that gives a word of one list another label, and how many activities used the old one.
///
/// Approved activities stay approved: the word changes, not what it says.
/// `renamed` are the words as they will be, the row with its new label; `old` is the label before.
pub fn rename(
    label: String,
    register: &Register,
    list: &str,
    renamed: Vocabulary,
    old: &str,
    new: &str,
) -> (Edit, usize) {
    let before = Subject::Vocabulary(register.vocabulary());
    let mut edit = Edit::replace(label, before, Subject::Vocabulary(Arc::new(renamed)));
    let uses = register.activities().iter().filter_map(|activity| {
        let mut after = Activity::clone(activity);
        let used = terms(&mut after, list).into_iter().filter(|term| same_term(term, old));
        let count = used.map(|term| *term = new.into()).count();
        (count > 0).then(|| (activity.clone(), after))
    });
    let changes: Vec<Change> = uses
        .map(|(before, after)| Change {
            before: Some(Subject::Activity(before)),
            after: Some(Subject::Activity(Arc::new(after))),
            at: 0,
        })
        .collect();
    let count = changes.len();
    edit.changes.extend(changes);
    (edit, count)
}

/// Keeps the wording that a word had before among its other wordings, and its new one out of them.
pub fn keep_as_alias(old: &Text, new: &Text, list: &'static str, row: usize, words: &mut Subject, ids: &mut Ids) {
    let place = Place::cell(list, row, "aliases");
    let mut aliases = if let Value::Terms(aliases) = words.value(&place) { aliases } else { Vec::new() };
    aliases.retain(|alias| !same_term(alias, new));
    if !same_term(old, new) {
        aliases.push(old.clone());
    }
    let aliases = if aliases.is_empty() { Value::Empty } else { Value::Terms(aliases) };
    // The place holds terms, so it takes them.
    let _ = words.set(&place, aliases, ids);
}

/// Every place of an activity in which a word of a list can stand.
fn terms<'a>(activity: &'a mut Activity, list: &str) -> Vec<&'a mut Text> {
    let mut terms: Vec<&mut Text> = Vec::new();
    match list {
        "recipients" => {
            terms.extend(activity.lines.iter_mut().flatten().filter_map(|line| line.recipients.as_mut()).flatten());
            terms.extend(activity.agreements.iter_mut().flatten().filter_map(|agreement| agreement.recipient.as_mut()));
            terms.extend(activity.transfers.iter_mut().flatten().filter_map(|transfer| transfer.organisation.as_mut()));
        }
        "subjects" => {
            terms.extend(activity.lines.iter_mut().flatten().filter_map(|line| line.subjects.as_mut()).flatten())
        }
        "data_classes" => {
            terms.extend(activity.lines.iter_mut().flatten().filter_map(|line| line.data_classes.as_mut()).flatten());
            terms.extend(
                activity.transfers.iter_mut().flatten().filter_map(|transfer| transfer.data.as_mut()).flatten(),
            );
        }
        "security_measures" => terms.extend(activity.security_measures.iter_mut().flatten()),
        "sources" => terms.extend(activity.sources.iter_mut().flatten()),
        "purposes" => {
            terms.extend(activity.purposes.iter_mut().flatten());
            terms.extend(activity.lawful_bases.iter_mut().flatten().filter_map(|basis| basis.purpose.as_mut()));
        }
        _ => {}
    }
    terms
}
