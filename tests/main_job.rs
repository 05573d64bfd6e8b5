//! The main job, whole: find the commissioning notice, read it, add to it, save, export, and open it again.

use crate::journeys::at_both_sizes;
use crate::reading::reads_everything;
use crate::sheets::{differing, sheets};
use serde_json::Value;

#[test]
fn the_commissioning_notice_is_found_read_edited_saved_and_exported() {
    at_both_sizes(|story| {
        story.keys("F9 Enter").sees("Made ");
        let before = sheets(&story.exported());
        std::fs::remove_file(story.exported()).unwrap();

        story.keys("'commission'").sees("Strategic Commissioning").keys("Down Enter").sees("SC-01");
        let notice = story.activity("SC-01");
        let mut apart_from_its_origin = notice.clone();
        apart_from_its_origin.as_object_mut().unwrap().remove("imported");
        reads_everything(story, &apart_from_its_origin);
        // The words that it was taken from repeat much of it, and stand behind it.
        story.sees_no("Words it was taken from").keys("Home");
        reads_everything(story, &notice);

        story.keys("4 Enter 'coach' Enter Enter").sees("Coach and taxi operators").sees("1 change not saved");
        story.keys("Esc 2 Down Down F4 'health' Enter Enter").sees("[Health ").sees("2 changes not saved");
        story.keys("Esc 5 Enter Ctrl+N 'united states' Enter").sees("[United States of America");
        story.keys("Down 'Brightledger Inc' Down 'bridge' Enter").sees("[UK-US data bridge");
        story.keys("Ctrl+S").sees("to anytown.json at").keys("F9 Enter").sees("Made ");

        let after = story.activity("SC-01");
        let added = &after["transfers"][1];
        let id = added["id"].as_str().unwrap();
        assert_eq!(id.len(), 8);
        let changes = story.changes();
        let tail = |member: &str, words: &str| {
            let found = changes.iter().find(|change| change.starts_with(&format!("activities.SC-01.{member}: ")));
            assert!(found.is_some_and(|change| change.ends_with(words)), "{member}: {changes:#?}");
        };
        assert_eq!(changes.len(), 3, "{changes:#?}");
        tail("lines.0.recipients", "\"Law Enforcement Agencies\",\"Coach and taxi operators\"]");
        tail("lines.0.special_categories", "\"health or social care information\",\"Health\"]");
        let transfer = format!(
            "{{\"id\":\"{id}\",\"country\":\"US\",\"organisation\":\"Brightledger Inc\",\"mechanism\":\"us-data-bridge\"}}]"
        );
        tail("transfers", &transfer);
        let first = |activity: &Value, member: &str| activity["lines"][0][member].as_array().unwrap().clone();
        for member in ["recipients", "special_categories"] {
            let (old, new) = (first(&notice, member), first(&after, member));
            assert_eq!(new[..old.len()], old[..], "what was recorded stays, in its order");
        }

        let differing = differing(&before, &sheets(&story.exported()));
        let cells = [
            (
                "Categories of personal data",
                "Special category data: health or social care information\nSpecial category data: Health\nCriminal",
            ),
            ("Categories of recipients", "\nLaw Enforcement Agencies\nCoach and taxi operators"),
            ("Names of third countries", "\nUnited States of America: Brightledger Inc"),
            ("Safeguards for exceptional", "\nUnited States of America: Brightledger Inc: UK-US data bridge"),
        ];
        assert_eq!(differing.len(), cells.len(), "{differing:#?}");
        for (cell, (heading, words)) in differing.iter().zip(cells) {
            assert!(cell.starts_with(&format!("Controller, row 10, {heading}")), "{cell}");
            assert!(cell.contains(words), "{cell}");
        }

        // The register that is opened again shows it all, on the smallest screen too.
        let mut again = story.reopened();
        again.keys("'sc-01' Enter").sees("Strategic Commissioning").sees("All changes saved");
        reads_everything(&mut again, &after);
    });
}
