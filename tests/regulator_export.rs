//! The export for the regulator, cell by cell against the register.

use std::sync::Arc;

use jiff::civil::date;
use ropa::domain::activity::Activity;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::register::{Register, RegisterFile};
use ropa::formats::ico::{self, Audience, Request};
use ropa::formats::workbook::{Sheet, Workbook};
use serde_json::{Value, json};

use crate::regulator_reading::{NOT_RECORDED, Reading, strings};
use crate::written_files::{FORMULAS, cells_of, csv_rows};

const HEADINGS: [&str; 30] = [
    "Business function",
    "Purpose of processing",
    "Name and contact details of joint controller (if applicable)",
    "Categories of individuals",
    "Categories of personal data",
    "Categories of recipients",
    "Link to contract with processor",
    "Names of third countries or international organisations that personal data are transferred to (if applicable)",
    "Safeguards for exceptional transfers of personal data to third countries or international organisations (if applicable)",
    "Retention schedule (if possible)",
    "General description of technical and organisational security measures (if possible)",
    "Article 6 lawful basis for processing personal data",
    "Article 9 condition for processing special category data",
    "Legitimate interests for the processing (if applicable)",
    "Link to record of legitimate interests assessment (if applicable)",
    "Rights available to individuals",
    "Existence of automated decision-making, including profiling (if applicable)",
    "The source of the personal data (if applicable)",
    "Link to record of consent",
    "Location of personal data",
    "Data Protection Impact Assessment required?",
    "Data Protection Impact Assessment progress",
    "Link to Data Protection Impact Assessment",
    "Has a personal data breach occurred?",
    "Link to record of personal data breach",
    "Data Protection Act 2018 Schedule 1 Condition for processing",
    "GDPR Article 6 lawful basis for processing",
    "Link to retention and erasure policy document",
    "Is personal data retained and erased in accordance with the policy document?",
    "Reasons for not adhering to policy document (if applicable)",
];

/// A register read from its JSON, and what it exports.
pub struct Exported {
    pub json: Value,
    pub register: Register,
    lexicon: Lexicon,
}

impl Exported {
    pub fn of(json: Value) -> Self {
        let file: RegisterFile = serde_json::from_str(&json.to_string()).unwrap();
        let register = Register::from_file(file);
        let lexicon = Lexicon::of(&register.vocabulary());
        Exported { json, register, lexicon }
    }

    pub fn of_activities(activities: Value) -> Self {
        let organisation = json!({ "name": "Anytown Borough Council", "public_authority": true });
        Exported::of(
            json!({ "format": "ropa-register", "version": 1, "organisation": organisation, "activities": activities }),
        )
    }

    pub fn of_activity(activity: Value) -> Self {
        Exported::of_activities(json!([activity]))
    }

    /// The made-up council of the tree.
    fn sample() -> Self {
        Exported::of(serde_json::from_str(include_str!("../data/sample.json")).unwrap())
    }

    pub fn request(&self, audience: Audience) -> Request<'_> {
        Request {
            register: &self.register,
            as_at: None,
            activities: self.register.activities().iter().collect(),
            lexicon: &self.lexicon,
            written: date(2026, 11, 24).at(10, 42, 7, 0),
            by: "A Shah",
            program_version: "0.1.0",
            audience,
        }
    }

    pub fn workbook(&self) -> Workbook {
        ico::workbook(&self.request(Audience::Regulator))
    }

    pub fn rows(&self, sheet: &str) -> Vec<Vec<String>> {
        texts(&named(&self.workbook(), sheet))
    }

    /// The first row of the controller sheet, by column letters.
    pub fn cell(&self, column: &str) -> String {
        self.rows("Controller")[0][place(column)].clone()
    }

    fn activities(&self) -> &Vec<Value> {
        self.json["activities"].as_array().unwrap()
    }
}

pub fn named(workbook: &Workbook, name: &str) -> Sheet {
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| &*sheet.name).collect();
    workbook
        .sheets
        .iter()
        .find(|sheet| &*sheet.name == name)
        .unwrap_or_else(|| panic!("{name} not in {names:?}"))
        .clone()
}

pub fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet.rows.iter().map(|row| row.iter().map(|text| text.to_string()).collect()).collect()
}

pub fn place(column: &str) -> usize {
    column.bytes().fold(0, |place, letter| place * 26 + usize::from(letter - b'A') + 1) - 1
}

fn detail(workbook: &Workbook, item: &str) -> String {
    let about = named(workbook, "About this export");
    let row = about.rows.iter().find(|row| &*row[0] == item).unwrap_or_else(|| panic!("no item {item}"));
    row[1].to_string()
}

fn headings(sheet: &Sheet) -> Vec<&str> {
    sheet.headings.iter().map(|heading| &*heading.text).collect()
}

fn is_for(activity: &Value, sheet: &str) -> bool {
    let of = match (activity["role"] == "processor", activity["regime"] == "law-enforcement") {
        (true, _) => "Processor",
        (false, true) => "Law enforcement",
        (false, false) => activity["controller"]["name"].as_str().unwrap_or("Controller"),
    };
    // A sheet's name holds 31 characters.
    of.chars().take(31).collect::<String>().trim_end() == sheet
}

#[test]
fn the_controller_sheet_has_the_thirty_headings_in_row_nine() {
    let exported = Exported::of_activity(json!({ "id": "a", "title": "Payroll" }));
    let sheet = named(&exported.workbook(), "Controller");
    assert_eq!(headings(&sheet), HEADINGS);
    assert_eq!(sheet.row_of_headings(), 9);
    let file = exported.workbook().xlsx().unwrap().bytes;
    let cells = cells_of(file, "Controller");
    for (column, heading) in HEADINGS.iter().enumerate() {
        assert_eq!(cells.at(9, column), *heading);
    }
    assert_eq!(csv_rows(&sheet)[8], HEADINGS);
}

#[test]
fn every_cell_of_the_samples_export_says_what_the_register_says() {
    let sample = Exported::sample();
    let reading = Reading { register: &sample.json };
    let workbook = sample.workbook();
    let file = workbook.xlsx().unwrap();
    assert!(file.cut.is_empty());
    let mut compared = 0;
    for sheet in workbook.sheets.iter().filter(|sheet| sheet.heading_row == 9) {
        let mut expected: Vec<(String, Vec<String>)> = Vec::new();
        for activity in sample.activities().iter().filter(|activity| is_for(activity, &sheet.name)) {
            let lines = activity["lines"].as_array().cloned().unwrap_or_else(|| vec![Value::Null]);
            let clients = activity["processor_record"]["controllers"].as_array().cloned().unwrap_or_default();
            let rows: Vec<Vec<String>> = match &*sheet.name {
                "Processor" => clients.iter().map(|client| reading.processor_row(activity, client)).collect(),
                "Law enforcement" => lines.iter().map(|line| reading.law_enforcement_row(activity, line)).collect(),
                _ => lines.iter().map(|line| reading.controller_row(activity, line)).collect(),
            };
            expected.extend(rows.into_iter().map(|row| (activity["title"].to_string(), row)));
        }
        assert_eq!(sheet.rows.len(), expected.len(), "{}", sheet.name);
        let cells = cells_of(file.bytes.clone(), &sheet.name);
        for (row, ((title, expected), made)) in (10..).zip(expected.iter().zip(texts(sheet))) {
            assert_eq!(made.len(), expected.len());
            for (column, expected) in expected.iter().enumerate() {
                let heading = &sheet.headings[column].text;
                assert_eq!(&made[column], expected, "{title} on {}, row {row}: {heading}", sheet.name);
                assert_eq!(cells.at(row, column), expected, "in the file: {title}: {heading}");
                compared += 1;
            }
        }
    }
    assert!(compared > 1500, "only {compared} cells were compared");
}

#[test]
fn no_term_that_the_sample_records_is_lost() {
    let sample = Exported::sample();
    let workbook = sample.workbook();
    let index = texts(&named(&workbook, "Index of rows"));
    for activity in sample.activities() {
        let mut said = Vec::new();
        for row in index.iter().filter(|row| *row[4] == activity["id"]) {
            let sheet = named(&workbook, &row[0]);
            let number: usize = row[1].parse().unwrap();
            said.extend(
                texts(&sheet)[number - 10].iter().flat_map(|cell| cell.lines().map(str::to_owned).collect::<Vec<_>>()),
            );
        }
        let mut terms = strings(&activity["processor_record"]["categories_of_processing"]);
        if activity["role"] != "processor" {
            let members: &[&str] = if activity["regime"] == "law-enforcement" {
                &["purposes"]
            } else {
                &["purposes", "sources", "locations"]
            };
            terms.extend(members.iter().flat_map(|member| strings(&activity[member])));
            for line in activity["lines"].as_array().into_iter().flatten() {
                let members = ["subjects", "data_classes", "special_categories", "criminal_offence_data", "recipients"];
                terms.extend(members.iter().flat_map(|member| strings(&line[member])));
                terms.extend(
                    ["trigger", "authority", "text"].iter().filter_map(|member| line["retention"][member].as_str()),
                );
            }
        }
        terms.extend(strings(&activity["security_measures"]));
        for term in terms {
            assert!(said.iter().any(|line| line.ends_with(term)), "{} lost {term}", activity["title"]);
        }
    }
}

#[test]
fn the_preview_is_the_beginning_of_the_file() {
    let sample = Exported::sample();
    let preview = ico::preview(&sample.request(Audience::Regulator), 5);
    let sheet = named(&sample.workbook(), "Controller");
    assert_eq!((&*preview.sheet, preview.headings.len(), preview.rows.len()), ("Controller", 30, 5));
    for (previewed, row) in preview.rows.iter().zip(&sheet.rows) {
        assert_eq!(&previewed.cells, row);
    }
    assert_eq!((&*preview.rows[0].reference, &*preview.rows[0].activity), ("SC-01", "Strategic Commissioning"));
    let rows: usize =
        sample.workbook().sheets.iter().filter(|sheet| sheet.heading_row == 9).map(|sheet| sheet.rows.len()).sum();
    assert_eq!(preview.total, rows);
    assert_eq!(ico::counts(&sample.request(Audience::Regulator)).rows, rows);
}

#[test]
fn a_preview_of_one_row_of_many_activities_makes_no_other() {
    let bases = vec![json!({ "basis": "6(1)(e)", "statutory_reference": "Act" }); 1000];
    let exported = Exported::of_activity(json!({ "title": "Payroll", "lawful_bases": bases, "lines": [{}, {}] }));
    let mut request = exported.request(Audience::Regulator);
    let activity: &Arc<Activity> = request.activities[0];
    request.activities = vec![activity; 10_000];
    let started = std::time::Instant::now();
    let preview = ico::preview(&request, 1);
    assert_eq!((preview.rows.len(), preview.total), (1, 20_000));
    // All the rows take a hundred times as long.
    assert!(started.elapsed().as_secs() < 2, "{:?}", started.elapsed());
}

#[test]
fn texts_that_look_like_formulas_do_nothing_in_either_file() {
    let purposes: Vec<Value> = FORMULAS.iter().map(|formula| json!({ "business_function": formula })).collect();
    let exported = Exported::of_activities(json!(purposes));
    let files = ico::csv(&exported.request(Audience::Regulator)).unwrap();
    assert_eq!(files.iter().map(|(name, _)| &**name).collect::<Vec<_>>(), ["Controller"]);
    let text = std::str::from_utf8(&files[0].1).unwrap().trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|record| record.unwrap()).collect();
    let cells = cells_of(exported.workbook().xlsx().unwrap().bytes, "Controller");
    for (place, formula) in FORMULAS.iter().enumerate() {
        assert_eq!(&rows[9 + place][0], format!("'{formula}"));
        assert_eq!(cells.at(10 + u32::try_from(place).unwrap(), 0), *formula);
    }
}

#[test]
fn the_statement_counts_what_the_export_holds() {
    let sample = Exported::sample();
    let workbook = sample.workbook();
    let record: Vec<&Sheet> = workbook.sheets.iter().filter(|sheet| sheet.heading_row == 9).collect();
    let activities = sample.activities();
    assert_eq!(detail(&workbook, "Activities"), activities.len().to_string());
    assert_eq!(detail(&workbook, "Rows"), record.iter().map(|sheet| sheet.rows.len()).sum::<usize>().to_string());
    for sheet in &record {
        let count = activities.iter().filter(|activity| is_for(activity, &sheet.name)).count();
        let holds = detail(&workbook, &format!("Sheet ‘{}’", sheet.name));
        assert!(holds.starts_with(&format!("Activities: {count}. Rows: {}. ", sheet.rows.len())), "{holds}");
    }
    for (label, code) in
        [("Draft", "draft"), ("In review", "in-review"), ("Approved", "approved"), ("Retired", "retired")]
    {
        let count = activities.iter().filter(|activity| activity["status"] == code).count();
        assert_eq!(detail(&workbook, &format!("Status ‘{label}’")), count.to_string());
    }
    assert_eq!(detail(&workbook, "Made on"), "24 November 2026 at 10:42 UTC");
    assert_eq!(sample.json["saved"]["on"], "2026-11-24T09:12:40Z");
    assert_eq!(detail(&workbook, "Register saved on"), "24 November 2026 at 09:12 UTC");
    assert_eq!(detail(&workbook, "Made with"), "Ropa 0.1.0");
    assert_eq!(detail(&workbook, "Made by"), "A Shah");
    assert_eq!(detail(&workbook, "Made for"), "Information Commission (ICO)");
    assert_eq!(detail(&workbook, "Organisation"), sample.json["organisation"]["name"]);
    assert_eq!(detail(&workbook, "Revision of the register"), sample.json["saved"]["revision"]);
    assert!(detail(&workbook, "Not legal advice").contains("not legal advice"));
    let counts = ico::counts(&sample.request(Audience::Regulator));
    assert_eq!(detail(&workbook, "Entries not recorded"), counts.gaps.to_string());
    assert_eq!(detail(&workbook, "Names of officers"), counts.named_officers.to_string());
    let about = named(&workbook, "About this export");
    assert_eq!((headings(&about), about.row_of_headings()), (vec!["Item", "Detail"], 1));
}

#[test]
fn an_entry_that_repeats_on_each_line_is_one_gap_and_a_derived_column_none() {
    let two_lines = json!({ "lines": [{ "subjects": ["Staff"] }, { "subjects": ["Staff"] }] });
    let exported = Exported::of_activity(two_lines);
    let rows = exported.rows("Controller");
    let gaps = |row: &[String], columns: &[&str]| {
        columns.iter().map(|column| row[place(column)].matches(NOT_RECORDED).count()).sum::<usize>()
    };
    let own: Vec<String> = (0..30).map(crate::written_files::letters).collect();
    let by_line = ["D", "E", "F", "H", "I", "J"];
    let own: Vec<&str> = own
        .iter()
        .map(String::as_str)
        .filter(|column| !by_line.contains(column) && !["P", "AA"].contains(column))
        .collect();
    let header = named(&exported.workbook(), "Controller")
        .blocks
        .iter()
        .flat_map(|block| block.fields.clone())
        .filter(|(_, value)| &**value == NOT_RECORDED)
        .count();
    let expected = header + gaps(&rows[0], &own) + rows.iter().map(|row| gaps(row, &by_line)).sum::<usize>();
    assert_eq!(ico::counts(&exported.request(Audience::Regulator)).gaps, expected);
}

#[test]
fn the_index_leads_to_the_rows_of_the_file() {
    let sample = Exported::sample();
    let workbook = sample.workbook();
    let file = workbook.xlsx().unwrap().bytes;
    let index = named(&workbook, "Index of rows");
    assert_eq!(headings(&index), ["Sheet", "Row", "Reference", "Activity", "Id in the register"]);
    for row in texts(&index) {
        let activity = sample.activities().iter().find(|activity| *row[4] == activity["id"]).unwrap();
        assert_eq!(
            (&*row[2], &*row[3]),
            (activity["reference"].as_str().unwrap(), activity["title"].as_str().unwrap())
        );
        let purposes = strings(&activity["purposes"]).join("\n");
        if activity["role"] != "processor" && !purposes.is_empty() {
            let cells = cells_of(file.clone(), &row[0]);
            assert_eq!(cells.at(row[1].parse().unwrap(), place("B")), purposes, "{row:?}");
        }
    }
}
