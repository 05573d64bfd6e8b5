//! Workbooks as another program reads them.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Reader, Xlsx};
use jiff::civil::date;
use ropa::formats::regulator_template::LAYOUTS;
use ropa::formats::workbook::{CutCell, ExportProblem, Sheet};

use crate::written_files::{
    FORMULAS, ORDINARY, cells_of, csv_rows, marked, naughty_strings, one_column, part, read, sheet_workbook, widths,
};

#[test]
fn the_headings_stand_exactly_in_row_nine_with_the_bands_above_and_the_header_block_on_top() {
    for layout in LAYOUTS.iter() {
        let sheet = layout
            .sheet(|field| Arc::from(format!("value of {field}")), vec![vec![Arc::from("x"); layout.columns.len()]]);
        let cells = read(&sheet);
        for (position, column) in layout.columns.iter().enumerate() {
            assert_eq!(cells.at(9, position), &*column.heading);
            assert_eq!(cells.at(10, position), "x");
        }
        let mut titles = vec![String::new(); layout.columns.len()];
        for band in layout.bands() {
            titles[usize::from(band.first)] = band.title.to_string();
        }
        let found: Vec<&str> = (0..layout.columns.len()).map(|column| cells.at(8, column)).collect();
        assert_eq!(found, titles);
        for (position, block) in layout.blocks.iter().enumerate() {
            assert_eq!(cells.at(1, position * 2), &*block.title);
            for (row, field) in (2..).zip(&block.fields) {
                assert_eq!(cells.at(row, position * 2), &*field.label);
                assert_eq!(cells.at(row, position * 2 + 1), format!("value of {}", field.field));
            }
        }
    }
}

#[test]
fn a_longer_header_block_moves_the_headings_down_instead_of_standing_in_them() {
    let mut sheet = LAYOUTS[0].sheet(|_| Arc::from("value"), Vec::new());
    sheet.blocks[0].fields.extend((0..10).map(|number| (Arc::from(format!("label {number}")), Arc::from("value"))));
    assert_eq!(sheet.row_of_headings(), 18);
    let cells = read(&sheet);
    assert_eq!(cells.at(15, 0), "label 9");
    assert_eq!(cells.at(17, 0), "Article 30 Record of Processing Activities");
    assert_eq!(cells.at(18, 0), "Business function");
}

#[test]
fn every_text_reads_back_equal_and_no_cell_is_a_formula() {
    let mut texts: Vec<String> = FORMULAS.iter().chain(&ORDINARY).map(ToString::to_string).collect();
    texts.extend(naughty_strings());
    let sheet = one_column(&texts);
    let cells = read(&sheet);
    for (row, text) in (2..).zip(&texts) {
        assert_eq!(cells.at(row, 0), marked(text), "row {row}");
    }
    let file = sheet_workbook(sheet).xlsx().unwrap().bytes;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file.clone())).unwrap();
    assert!(workbook.worksheet_formula("Sheet").unwrap().used_cells().next().is_none());
    assert!(!part(&file, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn characters_that_a_spreadsheet_refuses_or_that_turn_text_around_become_marks() {
    for (text, shown) in [
        ("bell \u{7}", "bell ‹U+0007›"),
        ("\0", "‹U+0000›"),
        ("\u{1B}[31m", "‹U+001B›[31m"),
        ("a\u{85}b\u{9F}", "a‹U+0085›b‹U+009F›"),
        ("\u{7F}", "‹U+007F›"),
        ("invoice\u{202E}fdp.exe", "invoice‹U+202E›fdp.exe"),
        ("\u{2066}x\u{2069}", "‹U+2066›x‹U+2069›"),
        ("\u{FDD0}\u{FFFE}\u{1FFFF}", "‹U+FDD0›‹U+FFFE›‹U+1FFFF›"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ] {
        let sheet = one_column(&[text.to_string()]);
        assert_eq!(read(&sheet).at(2, 0), shown);
        assert_eq!(csv_rows(&sheet)[1][0], shown);
    }
}

#[test]
fn a_text_that_looks_like_the_files_own_markup_stays_a_text() {
    let text = "<r><t>x</t></r>";
    assert_eq!(read(&one_column(&[text.to_string()])).at(2, 0), format!("{text} "));
}

#[test]
fn a_text_longer_than_a_cell_is_cut_with_a_note_and_reported_but_stays_whole_in_csv() {
    let fits = "e".repeat(32_767);
    let long = format!("Records {}", "👩‍👧".repeat(20_000));
    let sheet = one_column(&[fits.clone(), long.clone()]);
    let written = sheet_workbook(sheet.clone()).xlsx().unwrap();
    let cells = cells_of(written.bytes, "Sheet");
    assert_eq!(cells.at(2, 0), fits);
    let (kept, note) = cells.at(3, 0).split_once('…').unwrap();
    let missing = long.chars().count() - kept.chars().count();
    assert_eq!(note, format!(" (cut: {missing} characters more; see the register)"));
    assert!(long.starts_with(kept) && kept.ends_with("👩‍👧"));
    assert!(cells.at(3, 0).encode_utf16().count() <= 32_767);
    assert_eq!(written.cut, [CutCell { sheet: Arc::from("Sheet"), cell: "A3".to_string(), missing }]);
    assert_eq!(csv_rows(&sheet)[2][0], long);
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let workbook = sheet_workbook(LAYOUTS[0].sheet(|field| Arc::from(field), vec![vec![Arc::from("x"); 30]]));
    assert_eq!(workbook.xlsx().unwrap().bytes, workbook.xlsx().unwrap().bytes);
}

#[test]
fn sheet_names_are_made_to_fit_and_told_apart() {
    let wished = [
        "Law / enforcement: [2018]",
        "'quoted'",
        "",
        "History",
        "Controller",
        "CONTROLLER",
        &"long ".repeat(10),
        &"long ".repeat(10),
    ];
    let mut workbook = sheet_workbook(one_column(&[]));
    workbook.sheets = wished.iter().map(|name| Sheet { name: Arc::from(*name), ..one_column(&[]) }).collect();
    let opened: Xlsx<_> = Xlsx::new(Cursor::new(workbook.xlsx().unwrap().bytes)).unwrap();
    assert_eq!(
        opened.sheet_names(),
        [
            "Law - enforcement- -2018-",
            "quoted",
            "-",
            "History (2)",
            "Controller",
            "CONTROLLER (2)",
            "long long long long long long l",
            "long long long long long lo (2)",
        ]
    );
}

#[test]
fn the_view_the_widths_and_the_print_set_up_are_in_the_file() {
    let workbook = sheet_workbook(LAYOUTS[0].sheet(|field| Arc::from(field), vec![vec![Arc::from("=1"); 30]]));
    let file = workbook.xlsx().unwrap().bytes;
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    for expected in [
        r#"<pane xSplit="1" ySplit="9" topLeftCell="B10" activePane="bottomRight" state="frozen"/>"#,
        r#"<autoFilter ref="A9:AD10"/>"#,
        r#"paperSize="8""#,
        r#"orientation="landscape""#,
        r#"fitToWidth="2" fitToHeight="0""#,
        r#"<mergeCell ref="A8:K8"/>"#,
        r#"<mergeCell ref="Z8:AD8"/>"#,
        "&amp;LBath &amp;&amp; Wells&amp;CController&amp;RPage &amp;P of &amp;N",
    ] {
        assert!(sheet.contains(expected), "{expected} in {sheet}");
    }
    let widths = widths(&sheet);
    let expected: Vec<u16> = LAYOUTS[0].columns.iter().map(|column| column.width).collect();
    assert_eq!(widths, expected);
    let names = part(&file, "xl/workbook.xml");
    assert!(names.contains("Controller!$A:$A,Controller!$8:$9"), "{names}");
    let properties = part(&file, "docProps/core.xml");
    assert!(properties.contains("<dc:title>Bath &amp; Wells</dc:title>"), "{properties}");
    assert!(properties.contains("2026-11-24T10:42:07Z"), "{properties}");
    let styles = part(&file, "xl/styles.xml");
    assert!(
        styles.contains("quotePrefix") && styles.contains(r#"wrapText="1""#) && styles.contains(r#"vertical="top""#),
        "{styles}"
    );
}

#[test]
fn a_printed_foot_never_grows_beyond_what_a_spreadsheet_takes() {
    let mut workbook = sheet_workbook(LAYOUTS[0].sheet(|field| Arc::from(field), Vec::new()));
    workbook.title = Arc::from("&".repeat(1_000));
    let sheet = part(&workbook.xlsx().unwrap().bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("&amp;CController&amp;RPage &amp;P of &amp;N"));
}

#[test]
fn a_sheet_beyond_the_rows_or_dates_of_a_spreadsheet_is_refused_with_its_size() {
    let mut sheet = one_column(&[]);
    sheet.rows = vec![Vec::new(); 1_048_576];
    let problem = sheet_workbook(sheet).xlsx().unwrap_err();
    assert_eq!(problem, ExportProblem::TooLarge { sheet: Arc::from("Sheet"), rows: 1_048_577, columns: 1 });
    let mut workbook = sheet_workbook(one_column(&[]));
    workbook.created = date(-44, 3, 15).at(12, 0, 0, 0);
    assert!(matches!(workbook.xlsx(), Err(ExportProblem::NotMade { .. })));
}

#[test]
fn an_empty_workbook_and_an_empty_sheet_are_made() {
    let mut workbook = sheet_workbook(one_column(&[]));
    workbook.sheets = Vec::new();
    assert!(!workbook.xlsx().unwrap().bytes.is_empty());
    let empty = Sheet { headings: Vec::new(), ..one_column(&[]) };
    assert!(!sheet_workbook(empty.clone()).xlsx().unwrap().bytes.is_empty());
    assert!(empty.csv().unwrap().starts_with("\u{FEFF}".as_bytes()));
}
