//! The journeys of officers, each within the presses that it is allowed, at 100 by 30 and at 80 by 24.

use crate::bringing::{NOTICE, forty, with_file};
use crate::changes::changes;
use crate::past;
use crate::reading::reads_everything;
use crate::sheets::{HEADINGS, activities, sheets};
use crate::story::{SAMPLE, Story};
use serde_json::{Value, json};

/// Runs a journey at both sizes.
#[track_caller]
pub fn at_both_sizes(journey: impl Fn(&mut Story)) {
    for (columns, rows) in [(100, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        journey(&mut story);
    }
}

#[test]
fn j1_find_an_activity_by_name_and_read_the_whole_record() {
    at_both_sizes(|story| {
        story.keys("'venue' Enter").sees("Venue hire at the Assembly Rooms");
        let activity = story.activity("PA-0034");
        reads_everything(story, &activity);
        story.within(11).sees("All changes saved");
        assert_eq!(std::fs::read_to_string(story.path()).unwrap(), SAMPLE);
    });
}

#[test]
fn j2_find_school_transport_add_a_recipient_save_and_export() {
    at_both_sizes(|story| {
        story
            .keys("'school' Enter 4 F2 'coach' Enter Enter")
            .sees("Coach and taxi operators")
            .sees("1 change not saved");
        story.keys("Ctrl+S").sees("Saved 1 change to anytown.json").keys("F9 Enter").within(24).sees("Made ");
        assert_eq!(
            story.changes(),
            [
                "activities.PA-0007.status: \"approved\" -> \"in-review\"",
                "activities.PA-0007.lines.0.recipients: [\"Schools\"] -> [\"Schools\",\"Coach and taxi operators\"]",
            ]
        );
        let workbook = sheets(&story.exported());
        let all: Vec<Value> = story.file()["activities"].as_array().unwrap().clone();
        let mut expected: Vec<&str> = all.iter().map(|activity| activity["id"].as_str().unwrap()).collect();
        let mut held = activities(&workbook);
        expected.sort_unstable();
        held.sort_unstable();
        assert_eq!(expected.len(), 36);
        assert_eq!(held, expected);
        let recipients = column(&workbook["Controller"], "Categories of recipients");
        assert!(recipients.contains(&"Schools\nCoach and taxi operators".to_owned()), "{recipients:?}");
    });
}

#[test]
fn j3_show_and_count_the_activities_shared_with_the_nhs() {
    at_both_sizes(|story| {
        story.keys("'to:nhs'").within(7).sees(" 6 of 36").sees("6 activities match");
        let mut shown = references(story);
        shown.sort();
        assert_eq!(shown, ["PA-0003", "PA-0006", "PA-0013", "PA-0017", "PA-0022", "PA-0026"]);
    });
}

#[test]
fn j4_show_overdue_reviews_oldest_first() {
    at_both_sizes(|story| {
        story.keys("F8").within(2).sees("[Reviews 6 overdue]").sees("oldest first");
        let overdue = ["PA-0019", "PA-0007", "PA-0006", "PA-0021", "PA-0018", "PA-0013"];
        assert_eq!(references(story)[..6], overdue);
        let days: Vec<String> = overdue.map(|reference| story.activity(reference)["next_review"].to_string()).into();
        assert!(days.is_sorted());
        story.sees("2 Aug 2026  114").sees("16 Nov 2026 8");
    });
}

#[test]
fn j13_bring_in_a_spreadsheet_of_40_rows_and_fix_the_column_that_is_not_matched() {
    for (columns, rows) in [(120, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        with_file(&mut story, "ropa-2024.csv", forty().as_bytes());
        story.keys("F10 'bring in' Enter Enter").sees("6 of 7 columns matched").keys("F7").sees("! Not matched");
        story.keys("F4 'secu' Enter").sees("7 of 7 columns matched").keys("Enter").sees("40 new");
        story.keys("Enter").sees("Add 40 activities").keys("Enter").within(24);
        story.sees("Added 40 activities. 1 row needs a look: row 13 (Last reviewed). Ctrl+Z takes").keys("Ctrl+S");
        let file = story.file();
        let all = file["activities"].as_array().unwrap();
        assert_eq!(all.len(), 76);
        for (place, activity) in all.iter().skip(36).enumerate() {
            let number = place + 1;
            assert_eq!(activity["purposes"], json!([format!("Run service {number}")]));
            let measures = activity["security_measures"].to_string();
            assert!(measures.contains(&format!("Locked cupboard {number}")), "{activity}");
            assert_eq!(activity["imported"]["from"], "ropa-2024.csv");
        }
    }
}

#[test]
fn j16_draft_an_activity_from_a_privacy_notice_file() {
    for (columns, rows) in [(120, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        with_file(&mut story, "allotments.txt", NOTICE.as_bytes());
        story.keys("F10 'bring in' Enter Enter").sees("Start from a privacy notice: allotments.txt");
        story.keys("F7").sees("Not in the notice").keys("End Enter").sees("Step 3 of 3").keys("Enter").within(22);
        story.sees("Added 1 activity. Ctrl+Z takes it all out again").sees("Register > Allotments").keys("Ctrl+S");
        let file = story.file();
        let brought = file["activities"].as_array().unwrap().last().unwrap().clone();
        let line = &brought["lines"][0];
        assert_eq!((&brought["title"], &brought["status"]), (&json!("Allotments"), &json!("draft")));
        assert_eq!(line["subjects"], json!(["plot holders", "people on the waiting list"]));
        assert_eq!(line["recipients"], json!(["allotment associations", "contractors", "debt collection agencies"]));
        let evidence = brought["imported"]["evidence"].as_array().unwrap();
        let of = |value: &str| evidence.iter().find(|entry| entry["value"] == value).unwrap()["at"].clone();
        let line_of = |words: &str| NOTICE.lines().position(|line| line.contains(words)).unwrap() + 1;
        assert_eq!(of("contractors"), format!("line {}", line_of("- contractors")));
    }
}

#[test]
fn j7_add_health_data_and_its_article_9_condition() {
    for (columns, rows) in [(120, 30), (100, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        story.keys("'outing' Enter 2 Down Down F4 'health' Enter Enter").sees("[Health ");
        story.sees("‘Health’ is special category data. This now needs: an Article 9 condition");
        story.keys("F7").sees("! Select an Article 9 condition. You recorded");
        assert!(story.cursor_line().contains("Article 9 condition"), "{}", story.cursor_line());
        story.keys("Enter 'subst'").sees("Needs Schedule 1 Part 2").keys("Enter Enter");
        story.sees("9(2)(g) Substantial public interest").sees("needs a Schedule 1");
        story.sees_no("! Select an Article 9 condition").keys("Ctrl+S").sees("Saved 2 changes").within(30);
        assert_eq!(
            story.changes(),
            [
                "activities.PA-0031.lines.0.special_categories: [] -> [\"Health\"]",
                "activities.PA-0031.article9_conditions: null -> [\"9(2)(g)\"]",
            ]
        );
    }
}

#[test]
fn j8_record_an_overseas_transfer() {
    at_both_sizes(|story| {
        story.keys("'lib' Enter").sees("Library membership").keys("5 Enter Ctrl+N 'austral' Enter Down 'Tapkerb'");
        story.keys("Down 'idta' Enter Down Down Down '1/10/26'").sees("Thursday 1 October 2026");
        story.keys("Ctrl+S").sees("Saved ").within(44);
        let mut transfers = story.activity("PA-0014")["transfers"].clone();
        let id = transfers[0].as_object_mut().unwrap().remove("id");
        assert_eq!(id.unwrap().as_str().map(str::len), Some(8));
        let expected =
            json!([{ "country": "AU", "organisation": "Tapkerb", "mechanism": "idta", "checked_on": "2026-10-01" }]);
        assert_eq!(transfers, expected);
        assert_eq!(story.changes().len(), 2, "the transfer and the status: {:?}", story.changes());
    });
}

#[test]
fn j9_copy_an_activity_and_rename_it() {
    at_both_sizes(|story| {
        story.keys("'payro' Ctrl+D").sees("Copy of Payroll and pensions").keys("'Payroll for casual staff' Ctrl+S");
        story.within(38).sees("Payroll for casual staff");
        let file = story.file();
        let places = file["activities"].as_array().unwrap();
        assert_eq!(places.len(), 37);
        let place = places.iter().position(|activity| activity["title"] == "Payroll for casual staff").unwrap();
        let (original, copy) = (places[place - 1].clone(), places[place].clone());
        let sample: Value = serde_json::from_str(SAMPLE).unwrap();
        let mut others = file.clone();
        others["activities"].as_array_mut().unwrap().remove(place);
        others["saved"] = sample["saved"].clone();
        assert_eq!(others, sample, "the original and every other activity stay as they were");
        for member in ["reference", "approved", "last_reviewed", "reviewed_by", "next_review", "former_references"] {
            assert_eq!(copy[member], Value::Null, "{member}");
        }
        assert_eq!(copy["status"], "draft");
        let ids = |activity: &Value| {
            let mut ids = vec![activity["id"].clone()];
            ids.extend(activity["lines"].as_array().unwrap().iter().map(|line| line["id"].clone()));
            ids.extend(activity["transfers"].as_array().unwrap().iter().map(|transfer| transfer["id"].clone()));
            ids
        };
        assert!(ids(&copy).iter().all(|id| !ids(&original).contains(id)));
        let kept = ["lines.0.subjects", "lines.1.retention", "lawful_bases", "agreements"];
        for path in kept {
            let pointer = format!("/{}", path.replace('.', "/"));
            assert!(original.pointer(&pointer).is_some(), "{path}");
            assert_eq!(copy.pointer(&pointer), original.pointer(&pointer), "{path}");
        }
        let other = changes(&original, &copy);
        assert!(other.iter().all(|change| !change.contains("owner") && !change.contains("purposes")), "{other:#?}");
    });
}

#[test]
fn j10_delete_an_activity_by_mistake_and_get_it_back() {
    at_both_sizes(|story| {
        story.keys("Delete").sees("> Keep it").keys("Down Enter").sees_no("PA-0003").sees("35 of 35");
        story.keys("Ctrl+Z").within(4).sees("PA-0003").sees("36 of 36").sees("All changes saved");
        assert_eq!(std::fs::read_to_string(story.path()).unwrap(), SAMPLE);
        assert_eq!(story.app.document().unsaved(), 0);
    });
}

#[test]
fn j11_see_what_changed_in_an_activity_since_last_month() {
    at_both_sizes(|story| {
        past::write(story);
        story.keys("'pa-0007' Ctrl+L 'oct' Enter").within(13);
        story.sees("2 Oct 2026 15:10").sees("M Price, 2 changes").sees("1 state");
        story.sees("Comparing 2 October 2026 with now: 2 differences.");
        story.sees("Shared with (").sees("- Coach and taxi").sees("- Screening").sees("+ In progress");
        assert_eq!(std::fs::read_to_string(story.path()).unwrap(), SAMPLE);
    });
}

#[test]
fn j12_check_the_register_and_fix_the_first_problem() {
    at_both_sizes(|story| {
        story.keys("F5").sees("[Checks 49 to fix]").sees("Likely unlawful as recorded").sees("> PA-0016");
        story.sees("! Select an Article 9 condition. You");
        story.keys("Enter").sees("Editing Foster carer approval");
        assert!(story.cursor_line().contains("Article 9 condition"), "{}", story.cursor_line());
        story.keys("F4 Down Enter Enter Esc").within(10);
        // That condition needs one of Schedule 1 beside it, which is what the list now asks of this record.
        story.sees("> PA-0035").keys("Up").sees("> PA-0016").sees("! Select a condition of Schedule 1 Part 2");
        story.keys("Ctrl+S").sees("Saved ");
        assert_eq!(story.changes(), ["activities.PA-0016.article9_conditions: null -> [\"9(2)(g)\"]"]);
    });
}

#[test]
fn j14_export_one_directorate_for_the_regulator() {
    at_both_sizes(|story| {
        story.keys("F4 'child' Enter Enter F9").sees("(•) Shown now (6)").keys("Enter").within(11).sees("6 activities");
        let file = story.file();
        let of_directorate = |activity: &&Value| activity["directorate"] == "Children’s Services and Skills";
        let chosen: Vec<&Value> = file["activities"].as_array().unwrap().iter().filter(of_directorate).collect();
        let workbook = sheets(&story.exported());
        let ids: Vec<&str> = chosen.iter().map(|activity| activity["id"].as_str().unwrap()).collect();
        assert_eq!(activities(&workbook), ids);
        let lines: usize = chosen.iter().map(|activity| activity["lines"].as_array().unwrap().len()).sum();
        assert_eq!(workbook["Controller"].len() - HEADINGS - 1, lines);
        assert!(["Processor", "Law enforcement"].iter().all(|sheet| !workbook.contains_key(*sheet)));
    });
}

#[test]
fn j15_come_back_after_the_computer_stopped_with_unsaved_work() {
    for (columns, rows) in [(100, 30), (80, 24)] {
        let mut story = Story::open_at(columns, rows, SAMPLE);
        story.keys("'school' Enter 4 F2 'coach' Enter Enter").sees("1 change not saved");
        let mut story = story.after_a_crash();
        story.sees("We found work you had not saved").sees("1 change to 1").sees("> Bring my changes back");
        story.keys("Enter").within(1).sees("1 change not saved").sees("Brought back 1 change");
        story.keys("Ctrl+S").sees("Saved 1 change");
        assert_eq!(
            story.changes(),
            [
                "activities.PA-0007.status: \"approved\" -> \"in-review\"",
                "activities.PA-0007.lines.0.recipients: [\"Schools\"] -> [\"Schools\",\"Coach and taxi operators\"]",
            ]
        );
        assert_eq!(story.journals(), [] as [String; 0]);
    }
}

/// The references of the rows of the list, in order.
pub fn references(story: &Story) -> Vec<String> {
    let screen = story.screen();
    let words =
        screen.lines().filter_map(|line| line.split_once("] PA-").map(|(_, rest)| format!("PA-{}", &rest[..4])));
    words.collect()
}

/// The cells below a heading.
pub fn column(rows: &[Vec<String>], heading: &str) -> Vec<String> {
    let place = rows[HEADINGS].iter().position(|cell| cell == heading).unwrap();
    rows[HEADINGS + 1..].iter().map(|row| row[place].clone()).collect()
}
