//! How often two officers' edits stop a merge: of small registers and of larger ones, beside what git's own merge would do.

use super::{read, text};
use crate::outside::is_thorough;
use ropa::domain::merge::merge;
use ropa::domain::register::Register;
use serde_json::{Value, json};
use std::process::Command;

/// A simple row of random numbers, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const PEOPLE: [&str; 5] = ["Pupils", "Parents", "Staff", "Tenants", "Patients"];
const TEXTS: [&str; 6] = ["HR", "Finance", "Housing", "Schools", "Parks", "Culture"];
const DAYS: [&str; 4] = ["2027-01-31", "2027-03-01", "2027-06-30", "2028-01-01"];

fn start(chance: &mut Chance, activities: usize) -> Value {
    let activity = |number: usize, chance: &mut Chance| {
        json!({
            "id": format!("{number:08}"), "reference": format!("A-{number}"), "title": format!("Activity {number}"),
            "team": chance.pick(&TEXTS), "owner": chance.pick(&TEXTS), "status": "draft",
            "description": "What it is for\n\nWhom it concerns\n\nHow it is done",
            "purposes": ["To serve"], "tags": ["audit"],
            "lines": [{"id": format!("1{number:07}"), "subjects": [chance.pick(&PEOPLE)], "data_classes": ["Personal details"],
                "recipients": ["Police"], "retention": {"period_months": 72, "trigger": "case closed"}}],
            "lawful_bases": [{"basis": "6(1)(e)", "statutory_reference": "Act"}],
            "security_measures": ["Encryption at rest"], "locations": ["SharePoint"],
            "dpia": {"required": "no"}, "next_review": "2027-01-01", "notes": "one\ntwo\nthree",
        })
    };
    let activities: Vec<Value> = (0..activities).map(|number| activity(number, chance)).collect();
    json!({"format": "ropa-register", "version": 1, "id": "h5v0n3wc", "organisation": {"name": "Anytown"}, "activities": activities})
}

/// One officer's work between two saves: 1 to 5 edits.
fn edited(chance: &mut Chance, start: &Value, tag: usize) -> Value {
    let mut file = start.clone();
    for edit in 0..1 + chance.below(5) {
        let count = file["activities"].as_array().unwrap().len();
        let number = chance.below(count);
        let activity = &mut file["activities"][number];
        let has_lines = activity.get("lines").is_some();
        let mut add = |place: &str, term: &str| {
            let Some(list) = activity.pointer_mut(place).and_then(Value::as_array_mut) else { return };
            if !list.contains(&json!(term)) {
                list.push(json!(term));
            }
        };
        match chance.below(14) {
            0 => add("/lines/0/subjects", chance.pick(&PEOPLE)),
            1 => add("/lines/0/recipients", chance.pick(&TEXTS)),
            2 => add("/purposes", chance.pick(&TEXTS)),
            3 => add("/security_measures", chance.pick(&TEXTS)),
            4 => activity["owner"] = json!(chance.pick(&TEXTS)),
            5 => activity["team"] = json!(chance.pick(&TEXTS)),
            6 => activity["dpia"]["link"] = json!(chance.pick(&TEXTS)),
            7 if has_lines => activity["lines"][0]["retention"]["period_months"] = json!(12 * (1 + chance.below(7))),
            8 => activity["next_review"] = json!(chance.pick(&DAYS)),
            9 => activity["title"] = json!(format!("{} {}", chance.pick(&TEXTS), number)),
            10 => activity["status"] = json!(chance.pick(&["in-review", "approved"])),
            11 => add("/lines/0/data_classes", chance.pick(&TEXTS)),
            12 => add("/tags", chance.pick(&TEXTS)),
            _ => {
                let new = json!({"id": format!("n{tag}{edit:06}"), "title": chance.pick(&TEXTS)});
                file["activities"].as_array_mut().unwrap().push(new);
            }
        }
    }
    file
}

/// Whether git's own merge stops, without the stamps, which would always stop it. `None` without git.
fn git_stops(states: [&Register; 3]) -> Option<bool> {
    let folder = tempfile::tempdir().ok()?;
    let names = ["yours", "base", "theirs"];
    for (name, state) in names.iter().zip(states) {
        std::fs::write(folder.path().join(name), text(state)).ok()?;
    }
    let output = Command::new("git").current_dir(folder.path()).args(["merge-file", "-p"]).args(names).output().ok()?;
    Some(!output.status.success())
}

#[test]
fn two_officers_seldom_stop_each_other() {
    let rounds = if is_thorough() { 2_000 } else { 300 };
    for (activities, most) in [(5, 6.5), (50, 1.0)] {
        let mut chance = Chance(activities as u64);
        let (mut ours, mut gits, mut asked) = (0, 0, 0);
        for round in 0..rounds {
            let base = start(&mut chance, activities);
            let (yours, theirs) = (edited(&mut chance, &base, 1), edited(&mut chance, &base, 2));
            let [base, yours, theirs] = [base, yours, theirs].map(|file| read(&file));
            ours += usize::from(!merge(&base, &yours, &theirs).clashes.is_empty());
            // Git is asked about some only: each asking starts a program.
            if round % 3 == 0
                && let Some(stops) = git_stops([&yours, &base, &theirs])
            {
                asked += 1;
                gits += usize::from(stops);
            }
        }
        let share = |part: usize, of: usize| 100.0 * part as f64 / of as f64;
        let git =
            if asked > 0 { format!("{:.1} %", share(gits, asked)) } else { "skipped, there is no git here".to_owned() };
        println!(
            "{activities} activities: {:.1} % of {rounds} merges stop, with git’s own merge {git}",
            share(ours, rounds)
        );
        assert!(share(ours, rounds) <= most, "{:.1} % at {activities} activities", share(ours, rounds));
        assert!(asked == 0 || gits * rounds >= ours * asked, "git would do as well");
    }
}
