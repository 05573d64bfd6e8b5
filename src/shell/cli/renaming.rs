//! A word of the organisation's own that a change gives another label: its uses follow, as on the screens.

use crate::domain::Text;
use crate::domain::field::Value;
use crate::domain::id::Ids;
use crate::domain::register::Register;
use crate::domain::rename::{keep_as_alias, rename};
use crate::domain::subject::{Place, Subject};
use crate::domain::words::say;

/// A word with its label before and after.
pub(super) struct Renaming {
    list: &'static str,
    old: Text,
    new: Text,
}

impl Renaming {
    /// The renaming that one change of the words was, if it was one. The old wording is kept as an alias.
    pub(super) fn between(before: &Subject, after: &mut Subject, ids: &mut Ids) -> Option<Renaming> {
        let Subject::Vocabulary(_) = before else { return None };
        for field in before.fields() {
            let list = field.spec.id;
            let rows = before.count(list).unwrap_or(0);
            if after.count(list).unwrap_or(0) != rows {
                return None;
            }
            for row in 0..rows {
                let place = Place::cell(list, row, "label");
                let (Value::Text(old), Value::Text(new)) = (before.value(&place), after.value(&place)) else {
                    continue;
                };
                if old != new {
                    keep_as_alias(&old, &new, list, row, after, ids);
                    return Some(Renaming { list, old, new });
                }
            }
        }
        None
    }

    /// Renames the word where activities use it; says in how many.
    pub(super) fn apply(&self, register: &mut Register) -> usize {
        let words = register.vocabulary().as_ref().clone();
        let label = say("cli.set", &[("name", &self.old)]);
        let (edit, count) = rename(label, register, self.list, words, &self.old, &self.new);
        edit.apply(register);
        count
    }

    /// What was renamed, for the person.
    pub(super) fn sentence(&self, count: usize) -> String {
        say("cli.renamed", &[("count", &count.to_string()), ("old", &self.old), ("new", &self.new)])
    }
}
