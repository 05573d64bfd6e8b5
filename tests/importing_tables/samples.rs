//! The sample registers of ../shared, where they are at hand.

use calamine::{Data, Dimensions, Reader, SheetVisible, Xlsx, open_workbook};
use ropa::formats::import::book::{Book, Cell, Merged, Sheet};
use ropa::formats::import::brought::Kind;
use ropa::formats::import::choices::Choices;

use super::account::{bring, unaccounted};

fn sample(name: &str) -> Option<Book> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/registers").join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    }
    let mut workbook: Xlsx<_> = open_workbook(&path).expect("the sample opens");
    let sheets = workbook.sheets_metadata().to_vec();
    let merged: Vec<(String, Vec<Dimensions>)> = sheets
        .iter()
        .filter_map(|sheet| Some((sheet.name.clone(), workbook.merge_cells_by_sheet_name(&sheet.name).ok()?)))
        .collect();
    let read = |metadata: &calamine::Sheet| {
        let range = workbook.worksheet_range(&metadata.name).expect("the sheet is read");
        let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
        let cell = |row: u32, column: u32| match range.get_value((row, column)) {
            Some(Data::String(text)) => Cell::Text(text.as_str().into()),
            Some(Data::Float(number)) => Cell::Number(number.to_string().into(), *number),
            Some(Data::Int(number)) => Cell::Number(number.to_string().into(), *number as f64),
            Some(Data::DateTime(day)) => {
                let since = jiff::civil::date(1899, 12, 30);
                Cell::Day(since.saturating_add(jiff::Span::new().days(day.as_f64() as i64)))
            }
            Some(Data::Bool(flag)) => Cell::Flag(*flag),
            _ => Cell::Empty,
        };
        let rows = (0..height).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect();
        let of_sheet = merged.iter().filter(|(sheet, _)| *sheet == metadata.name);
        let merged = of_sheet.flat_map(|(_, areas)| areas).map(|area| Merged {
            top: area.start.0 as usize,
            left: area.start.1 as usize,
            bottom: area.end.0 as usize,
            right: area.end.1 as usize,
        });
        let hidden = metadata.visible != SheetVisible::Visible;
        Sheet { name: metadata.name.as_str().into(), hidden, rows, merged: merged.collect(), ..Sheet::default() }
    };
    let mut read = read;
    Some(Book { sheets: sheets.iter().map(&mut read).collect(), encoding: None })
}

#[test]
fn the_regulators_template_as_officers_fill_it_in_becomes_its_activities() {
    let Some(mut book) = sample("C01_ico_template_as_filled.xlsx") else { return };
    book.sheets[1].hidden_rows.insert(24);
    book.sheets[1].hidden_columns.insert(14);
    let (table, matched, brought) = bring(&book, &Choices::default()).expect("it is brought");
    for one in &matched {
        println!("{:?} {:?} {} {:?}", one.heading, one.field, one.confidence, one.by);
    }
    println!("{:#?}", brought.organisation);
    for draft in &brought.drafts {
        println!("--- {} {:?} repeats {:?}\n{}", draft.at, draft.key, draft.repeats, serde_json::to_string_pretty(&draft.activity).expect("json"));
    }
    for skipped in &brought.skipped { println!("{skipped:?}"); }
    for look in &brought.looks { println!("{look:?}"); }
    let _ = (table.kind, Kind::RegulatorTemplate);
    assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new());
}

#[test]
fn a_german_register_with_a_banner_becomes_its_activities() {
    let Some(book) = sample("B01_vvt_art30_de.xlsx") else { return };
    let (table, matched, brought) = bring(&book, &Choices::default()).expect("it is brought");
    for one in &matched {
        println!("{:?} {:?} {} {:?}", one.heading, one.field, one.confidence, one.by);
    }
    println!("{:#?}", brought.organisation);
    for draft in &brought.drafts {
        println!("--- {} {:?} repeats {:?}\n{}", draft.at, draft.key, draft.repeats, serde_json::to_string_pretty(&draft.activity).expect("json"));
    }
    for skipped in &brought.skipped { println!("{skipped:?}"); }
    for look in &brought.looks { println!("{look:?}"); }
    assert_eq!(unaccounted(&book, &table, &brought), Vec::<String>::new());
}
