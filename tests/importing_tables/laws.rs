//! What holds for any sheet: each filled cell is accounted for, ids are the same each time, and nothing stops the import.

use proptest::prelude::*;
use ropa::formats::import::book::{Book, Cell, Merged, Sheet};
use ropa::formats::import::choices::Choices;
use ropa::formats::regulator_template::LAYOUTS;

use super::account::{bring, unaccounted};

/// Words as they stand in the cells of real registers, and some that stand in none.
const WORDS: &[&str] = &[
    "",
    "",
    "",
    "N/A",
    "none",
    "TBC",
    "?",
    "as above",
    "ditto",
    "x",
    "✓",
    "Yes",
    "n",
    "-",
    "PLACE",
    "Children’s Services",
    "Key: x = yes",
    "Total entries: 4",
    "Payroll",
    "• Residents\n• Staff",
    "Name, address; health",
    "HMRC; DWP",
    "6(1)(e) public task",
    "Consent",
    "USA (Brightledger Inc)",
    "UK-US data bridge",
    "6 years from closure",
    "31/02/2026",
    "45000",
    "https://example.org/a",
    "(duplicate of row above)",
    "DBS certificate",
    "e.g. payroll",
    "Not recorded",
    "Special category data: Health",
    "\u{202e}reversed",
    "any",
    "any",
    "The school is an independent controller",
];

/// Headings, known and not.
const HEADINGS: &[&str] = &[
    "Activity",
    "Ref",
    "Business function",
    "Purpose",
    "Directorate",
    "Team",
    "Owner",
    "Recipients",
    "Personal data",
    "Data subjects",
    "Lawful basis",
    "Article 9 condition",
    "Schedule 1",
    "Transfers",
    "Safeguards",
    "Retention",
    "Retention trigger",
    "Security",
    "Systems used",
    "DPIA required?",
    "DPIA status",
    "Breach",
    "Last reviewed",
    "Status",
    "Privacy notice",
    "Joint controllers",
    "Contract",
    "Agreement end date",
    "Legislation",
    "Shoe size",
    "",
    "Service ID",
    "Organisation",
    "Data controller",
    "Automated decision making",
    "Notes",
];

fn cell(words: &str) -> Cell {
    match words {
        "" => Cell::Empty,
        "45000" => Cell::Number("45000".into(), 45000.0),
        words => Cell::Text(words.into()),
    }
}

fn sheets() -> impl Strategy<Value = Sheet> {
    let headings = prop::collection::vec(prop::sample::select(HEADINGS), 2..12);
    let row = prop::collection::vec(prop::sample::select(WORDS), 12);
    let above = prop::collection::vec(row.clone(), 0..3);
    let below = prop::collection::vec(row, 1..12);
    let merged = prop::collection::vec((0usize..14, 0usize..12, 0usize..3, 0usize..4), 0..4);
    (above, headings, below, merged, any::<bool>()).prop_map(|(above, headings, below, merged, hides)| {
        let width = headings.len();
        let texts = |row: &Vec<&str>| row.iter().take(width).map(|words| cell(words)).collect::<Vec<Cell>>();
        let mut rows: Vec<Vec<Cell>> = above.iter().map(texts).collect();
        rows.push(headings.iter().map(|heading| cell(heading)).collect());
        rows.extend(below.iter().map(texts));
        let mut sheet = Sheet { name: "ROPA".into(), rows, ..Sheet::default() };
        for (top, left, down, right) in merged {
            let area = Merged { top, left, bottom: top + down, right: left + right };
            let meets = |other: &Merged| {
                area.top <= other.bottom
                    && other.top <= area.bottom
                    && area.left <= other.right
                    && other.left <= area.right
            };
            if sheet.merged.iter().any(meets) {
                continue;
            }
            // Of merged cells only the first holds anything.
            for row in area.top..=area.bottom {
                for column in area.left..=area.right {
                    let cell = sheet.rows.get_mut(row).and_then(|cells| cells.get_mut(column));
                    if let Some(cell) = cell.filter(|_| (row, column) != (area.top, area.left)) {
                        *cell = Cell::Empty;
                    }
                }
            }
            sheet.merged.push(area);
        }
        if hides {
            sheet.hidden_rows.insert(3);
            sheet.hidden_columns.insert(1);
        }
        sheet
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_filled_cell_of_any_sheet_is_accounted_for_and_brought_alike_each_time(sheet in sheets()) {
        let book = Book { sheets: vec![sheet], encoding: None };
        if let Ok((table, _, brought)) = bring(&book, &Choices::default()) {
            prop_assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new());
            let again = bring(&book, &Choices::default()).map(|(_, _, brought)| format!("{brought:?}"));
            prop_assert_eq!(again.ok(), Some(format!("{brought:?}")));
        }
    }

    #[test]
    fn any_filling_of_the_regulators_sheet_is_accounted_for(rows in prop::collection::vec(prop::collection::vec(prop::sample::select(WORDS), 30), 1..6)) {
        let headings = LAYOUTS[0].columns.iter().map(|column| cell(&column.heading)).collect();
        let rows = std::iter::once(headings).chain(rows.iter().map(|row| row.iter().map(|words| cell(words)).collect()));
        let ours = |row: &Vec<Cell>| row.iter().any(|cell| matches!(cell, Cell::Text(text) if &**text == "Not recorded"));
        let rows: Vec<Vec<Cell>> = rows.filter(|row| !ours(row)).collect();
        let book = Book { sheets: vec![Sheet { rows, ..Sheet::default() }], encoding: None };
        if let Ok((table, _, brought)) = bring(&book, &Choices::default()) {
            prop_assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new());
        }
    }
}
