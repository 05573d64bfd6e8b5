//! Privacy notices on screen: the words that the command line shares.

use crate::domain::activity::Activity;
use crate::domain::field::Fielded;
use crate::domain::line::Line;
use crate::domain::words::say;

/// What a field is called in which a notice and an activity differ.
pub fn field_label(field: &str) -> &'static str {
    match field {
        "lawful_bases.statutory_reference" => return "Law",
        "retention" => return Line::field("retention.text").map_or("", |field| field.spec.label),
        _ => {}
    }
    let of_activity = Activity::field(field).map(|field| field.spec.label);
    of_activity.or_else(|| Line::field(field).map(|field| field.spec.label)).unwrap_or_default()
}

/// Why there is no notice of an activity as a processor, and what to do instead.
pub fn processor(name: &str) -> String {
    say("notice.processor", &[("name", name)])
}
