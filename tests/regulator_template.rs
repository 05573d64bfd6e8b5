//! The layouts that we export, against the description of the regulator's template.

use ropa::formats::regulator_template::{LAYOUTS, Layout, Required};
use ropa::formats::workbook::Band;

use crate::written_files::letters;

#[test]
fn there_is_a_layout_for_controllers_for_processors_and_for_law_enforcement() {
    let ids: Vec<&str> = LAYOUTS.iter().map(|layout| &*layout.id).collect();
    assert_eq!(ids, ["controller", "processor", "law_enforcement"]);
    let counts: Vec<usize> = LAYOUTS.iter().map(|layout| layout.columns.len()).collect();
    assert_eq!(counts, [30, 7, 10]);
}

#[test]
fn the_column_letters_of_the_data_file_are_those_of_the_columns() {
    for layout in LAYOUTS.iter() {
        for (position, column) in layout.columns.iter().enumerate() {
            assert_eq!(&*column.column, letters(position), "{} of {}", column.heading, layout.id);
        }
    }
}

#[test]
fn no_two_columns_of_a_sheet_have_the_same_heading_or_are_filled_by_the_same_field() {
    for layout in LAYOUTS.iter() {
        for (position, column) in layout.columns.iter().enumerate() {
            for other in &layout.columns[..position] {
                assert_ne!(column.heading, other.heading, "{}", layout.id);
                assert_ne!(column.field, other.field, "{}", layout.id);
            }
        }
    }
}

#[test]
fn the_bands_of_the_controller_sheet_span_the_columns_of_the_template() {
    let spans: Vec<String> = controller().bands().iter().map(span).collect();
    assert_eq!(
        spans,
        [
            "Article 30 Record of Processing Activities A-K",
            "Privacy Notices L-R",
            "Consent S-S",
            "Access Requests T-T",
            "Data Protection Impact Assessments U-W",
            "Personal Data Breaches X-Y",
            "Data Protection Act 2018 - Special Category or Criminal Conviction and Offence data Z-AD",
        ]
    );
}

#[test]
fn the_controller_sheet_agrees_with_the_description_of_the_regulators_template() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/domain/ico_template.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is not here");
        return;
    };
    let description: serde_json::Value = serde_json::from_str(&text).unwrap();
    let sheet = &description["controller_workbook"]["sheets"][1];
    let theirs: Vec<_> = sheet["columns"].as_array().unwrap().iter().collect();
    assert_eq!(theirs.len(), controller().columns.len());
    for (ours, theirs) in controller().columns.iter().zip(theirs) {
        assert_eq!(theirs["heading"], *ours.heading);
        assert_eq!(theirs["section"], *ours.band, "{}", ours.heading);
        assert_eq!(theirs["column"], *ours.column);
        let required = match theirs["required_by_law"].as_str().unwrap() {
            "yes" => Required::Always,
            "conditional" => Required::IfApplicable,
            "where possible" => Required::WherePossible,
            _ => Required::Optional,
        };
        assert_eq!(required, ours.required, "{}", ours.heading);
    }
    for (ours, theirs) in controller().blocks.iter().zip(sheet["header_block"].as_array().unwrap()) {
        assert_eq!(theirs["title"], *ours.title);
        let labels: Vec<&str> = ours.fields.iter().map(|field| &*field.label).collect();
        assert_eq!(labels, ["Name", "Address", "Email", "Telephone"]);
    }
    assert_eq!(sheet["heading_row"], controller().heading_row);
}

fn controller() -> &'static Layout {
    LAYOUTS.iter().find(|layout| &*layout.id == "controller").unwrap()
}

fn span(band: &Band) -> String {
    format!("{} {}-{}", band.title, letters(band.first.into()), letters(band.last.into()))
}
