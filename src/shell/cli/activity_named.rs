//! The activity that a person means: by its id, its reference, or a title that only one activity has.

use crate::domain::activity::Activity;
use crate::domain::fold::{fold, same_term};
use crate::domain::id::Id;
use crate::domain::near::near;
use crate::domain::register::Register;
use crate::shell::cli::answer::Refusal;
use std::sync::Arc;

/// Finds the activity with this id, reference or title.
pub(super) fn activity_named<'a>(register: &'a Register, name: &str) -> Result<&'a Arc<Activity>, Refusal> {
    if let Some(activity) = register.activity(&Id::from(name)) {
        return Ok(activity);
    }
    let called = |of: fn(&Activity) -> Option<&str>| -> Vec<&Arc<Activity>> {
        let activities = register.activities().iter();
        activities
            .filter(|activity| of(activity).is_some_and(|text| !fold(text).is_empty() && same_term(text, name)))
            .collect()
    };
    let by_reference = called(|activity| activity.reference.as_deref());
    let found = if by_reference.is_empty() { called(|activity| activity.title.as_deref()) } else { by_reference };
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(not_there(register, name)),
        several => {
            let ids = several.iter().map(|activity| activity.id.as_str()).take(8).collect::<Vec<_>>().join(", ");
            let count = several.len().to_string();
            Err(Refusal::not_understood("cli.several-activities", &[("name", name), ("ids", &ids), ("count", &count)]))
        }
    }
}

fn not_there(register: &Register, name: &str) -> Refusal {
    let names = register.activities().iter().flat_map(|activity| activity.reference.iter().chain(&activity.title));
    match near(name, names.map(|text| &**text)).as_slice() {
        [] => Refusal::not_understood("cli.no-activity", &[("name", name)]),
        near => Refusal::not_understood("cli.no-activity-near", &[("name", name), ("near", &near.join("’, ‘"))]),
    }
}
