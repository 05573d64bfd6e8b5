//! The examples of searches, each of which finds something in the demo.

use super::{part, table};
use crate::story::Story;

/// What may be typed in the search box, and what it finds.
const SEARCHES: &[(&str, &str)] = &[
    ("school tr", "Activities that hold both, anywhere and in any order; capitals and accents do not matter."),
    ("\"council tax\"", "The two words together, as they stand in quotation marks."),
    ("transport -escorts", "The first word, but not the second."),
    ("ICO", "Other wordings of a term find it too: here the Information Commission, by its old name."),
    ("to:nhs", "Shared with somebody whose name holds ‘nhs’."),
    ("country:us", "A transfer to the United States."),
    ("special:health", "Health data among the special categories."),
    ("basis:6(1)(e)", "The lawful basis is public task."),
    (
        "owner:shah",
        "The owner’s name holds ‘shah’. Every field of the record can be searched so, by its name or short name.",
    ),
    ("status:draft", "Drafts."),
    ("missing:owner", "No owner is recorded, though the record asks for one."),
    ("none:transfers", "Somebody answered that nothing leaves the United Kingdom."),
    ("due:<30", "The review is due in fewer than 30 days, or overdue."),
    ("due:overdue", "The review is overdue."),
    ("rule:V-20", "The rule with this number has something to say."),
];

/// What only a history can answer, and a new copy of the sample has none to speak of.
const OF_CHANGES: (&str, &str) =
    ("notice:older", "The record changed after the date of its privacy notice, as the history tells.");

#[test]
fn the_readme_tells_searches_that_find_something() {
    for (query, _) in SEARCHES {
        let mut story = Story::demo(100, 30, None);
        story.types(query);
        let list = story.app.list().unwrap();
        let found = list.found.as_ref().unwrap();
        let places = found.exact;
        assert!(places > 0, "‘{query}’ finds nothing");
        assert!(places < found.index.totals().activities, "‘{query}’ finds everything");
        assert!(found.unknown_fields.is_empty() && found.slip.is_none(), "‘{query}’ is not understood as it stands");
    }
    let mut story = Story::demo(100, 30, None);
    story.types(OF_CHANGES.0);
    assert!(story.app.list().unwrap().found.as_ref().unwrap().changed.is_some());
    let rows: Vec<Vec<String>> = SEARCHES
        .iter()
        .chain([&OF_CHANGES])
        .map(|(query, meaning)| vec![format!("`{query}`"), (*meaning).to_owned()])
        .collect();
    part("searches", &table(&["You type", "It finds"], &rows));
}
