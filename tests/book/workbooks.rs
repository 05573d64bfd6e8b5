//! Good workbooks: what an officer sees in Excel or LibreOffice is what is read.

use super::made::{Made, text_cell};
use super::made_xls::{MadeXls, at, label, wide};
use super::{read, shown};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use jiff::civil::date;
use ropa::formats::import::book::{Book, Cell, Merged};
use rust_xlsxwriter::{Format, Workbook};
use std::io::Cursor;

#[test]
fn numbers_are_read_as_a_person_would_write_them() {
    let styles = r#"<numFmts><numFmt numFmtId="164" formatCode="00000 000000"/><numFmt numFmtId="165" formatCode="[$-809]dd\ mmmm\ yyyy;@"/><numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="&quot;day&quot; 0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="9"/></cellXfs>"#;
    for (style, value, expected) in [
        (0, "45000", "45000"),
        (0, "1.0", "1"),
        (0, "0.1", "0.1"),
        (0, "0.30000000000000004", "0.3"),
        (0, "1E3", "1000"),
        (0, "-2.50", "-2.5"),
        (0, "441214960000", "441214960000"),
        (0, "1e300", "1e300"),
        (1, "1214960000", "01214 960000"),
        (2, "45000", "day 2023-03-15"),
        (2, "1", "day 1900-01-01"),
        (2, "59", "day 1900-02-28"),
        (2, "60", "60"),
        (2, "61", "day 1900-03-01"),
        (2, "-1", "-1"),
        (2, "3000000", "3000000"),
        (3, "1.5", "36:00"),
        (4, "45000", "45000"),
        (5, "45000.75", "day 2023-03-15"),
        (6, "0.395833333333333", "09:30"),
        (7, "0.5", "50%"),
        (99, "7", "7"),
    ] {
        let made = Made::xlsx(&format!(r#"<row r="1"><c r="A1" s="{style}"><v>{value}</v></c></row>"#));
        let book = read(&made.sharing("", styles).bytes());
        assert_eq!(shown(book.sheets[0].cell(0, 0)), expected, "style {style}, {value}");
    }
}

#[test]
fn days_of_a_macintosh_workbook_are_counted_from_1904() {
    let styles = r#"<cellXfs><xf numFmtId="14"/></cellXfs>"#;
    let made = Made::xlsx(r#"<row r="1"><c r="A1" s="0"><v>43538</v></c></row>"#).sharing("", styles);
    let made = made.changed("xl/workbook.xml", "<workbookPr/>", r#"<workbookPr date1904="1"/>"#);
    assert_eq!(*read(&made.bytes()).sheets[0].cell(0, 0), Cell::Day(date(2023, 3, 15)));
}

#[test]
fn each_kind_of_cell_is_read_as_what_it_is() {
    let strings = r#"<si><t>shared</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space="preserve">text </t></r><rPh sb="0" eb="1"><t>said</t></rPh></si><si><t>line one_x000D_
line two_x005F_x000D_ &amp; &#163;5</t></si><si/>"#;
    let rows = r#"<row r="2"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="b"><v>1</v></c><c t="e"><f>B9</f><v>#REF!</v></c><c t="str"><f>A1&amp;"x"</f><v>value of a formula</v></c><c><f>1+1</f><v>2</v></c><c t="d"><v>2024-02-29T00:00:00</v></c><c><f>SUM(A1:A2)</f></c><c t="str"><f>""</f><v></v></c><c s="3"/></row>"#;
    let book = read(&Made::xlsx(rows).sharing(strings, "").bytes());
    let sheet = &book.sheets[0];
    let cells: Vec<String> = sheet.rows[1].iter().map(shown).collect();
    assert_eq!(
        cells,
        [
            "shared",
            "rich text ",
            "line one\nline two_x000D_ & £5",
            "",
            "flag true",
            "fault #REF!",
            "value of a formula",
            "2",
            "day 2024-02-29",
            "fault =SUM(A1:A2)"
        ]
    );
    assert!(sheet.rows[0].is_empty(), "the row above is there and empty");
}

#[test]
fn what_is_hidden_or_merged_is_known() {
    let inside = format!(
        r#"<dimension ref="A1"/><cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="0"/><col min="9" max="16384" hidden="1"/></cols><sheetData><row r="1">{}{}</row><row r="2" hidden="1">{}</row><row r="3" ht="0">{}</row></sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="$A$2:A1048576"/><mergeCell ref="XFD1:XFD9"/></mergeCells>"#,
        text_cell("A1", "Heading"),
        text_cell("E1", "Last"),
        text_cell("A2", "hidden row"),
        text_cell("A3", "no height"),
    );
    let book = read(
        &Made::sheets(&[("Seen", "visible", &inside), ("Old", "hidden", &inside), ("Very", "veryHidden", &inside)])
            .bytes(),
    );
    assert_eq!(book.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true, true]);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.hidden_columns.iter().copied().collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(sheet.hidden_rows.iter().copied().collect::<Vec<_>>(), [1, 2]);
    let merged = |top, left, bottom, right| Merged { top, left, bottom, right };
    assert_eq!(sheet.merged, [merged(0, 0, 0, 2), merged(1, 0, 2, 0)], "cut to what is filled");
}

#[test]
fn what_a_sheet_says_of_its_size_is_not_believed() {
    for dimension in ["A1", "A1:XFD1048576", "C3:B2", "nonsense", ""] {
        let inside =
            format!(r#"<dimension ref="{dimension}"/><sheetData><row>{}</row></sheetData>"#, text_cell("B7", "here"));
        let book = read(&Made::sheets(&[("Register", "visible", &inside)]).bytes());
        assert_eq!(shown(book.sheets[0].cell(6, 1)), "here", "{dimension}");
        assert_eq!(book.sheets[0].rows.len(), 7);
    }
}

#[test]
fn a_far_cell_takes_no_more_than_its_own_place() {
    let rows = format!("<row>{}</row><row>{}</row>", text_cell("A1", "Heading"), text_cell("XFD1048576", "stray"));
    let book = read(&Made::xlsx(&rows).bytes());
    assert_eq!(shown(book.sheets[0].cell(1_048_575, 16_383)), "stray");
    assert_eq!(book.sheets[0].rows.iter().map(Vec::len).sum::<usize>(), 1 + 16_384);
}

#[test]
fn macros_links_and_pictures_are_left_alone() {
    let made = Made::xlsx(&format!("<row>{}</row>", text_cell("A1", "Heading")))
        .with("xl/vbaProject.bin", [0u8; 4_000])
        .with("xl/media/image1.png", [7u8; 4_000])
        .with("xl/externalLinks/externalLink1.xml", "not even XML <")
        .changed("xl/_rels/workbook.xml.rels", "<Relationships>", r#"<Relationships><Relationship Id="rId90" Type="x/externalLink" Target="https://example.org/x" TargetMode="External"/><Relationship Id="rId91" Type="x/vbaProject" Target="vbaProject.bin"/>"#);
    assert_eq!(shown(read(&made.bytes()).sheets[0].cell(0, 0)), "Heading");
}

#[test]
fn a_workbook_of_another_program_is_read_as_another_reader_reads_it() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Register of 2026").unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for row in 0..40_u32 {
        sheet.write_string(row, 1, format!("• Service users\n• Carers {row}")).unwrap();
        sheet.write_number(row, 2, f64::from(row) / 3.0).unwrap();
        sheet.write_with_format(row, 3, 45_000 + row, &day).unwrap();
        sheet.write_boolean(row, 5, row % 2 == 0).unwrap();
    }
    is_read_alike(&workbook.save_to_buffer().unwrap());
}

#[test]
fn an_opendocument_spreadsheet_is_read_with_its_repeats_spans_and_hidden_parts() {
    let styles = r#"<style:style style:name="seen"><style:table-properties table:display="true"/></style:style><style:style style:name="gone"><style:table-properties table:display="false"/></style:style>"#;
    let tables = r##"<table:table table:name="Register" table:style-name="seen"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column table:number-columns-repeated="16380"/>
<table:table-header-rows><table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="3" table:number-rows-spanned="2"><text:p>Heading<text:s text:c="2"/>one</text:p><text:p>line <text:span>two</text:span><text:line-break/>three</text:p><office:annotation><text:p>a note</text:p></office:annotation></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="1214960000"><text:p>01214 960000</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell/><table:table-cell table:number-columns-repeated="2" office:value-type="date" office:date-value="2024-02-29T10:00:00"><text:p>29/02/24</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell><table:table-cell office:value-type="string" calcext:value-type="error" office:string-value=""><text:p>#REF!</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="2.50"><text:p>£2.50</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
<table:table table:name="Old" table:style-name="gone"><table:table-row><table:table-cell office:value-type="string"><text:p>old</text:p></table:table-cell></table:table-row></table:table>"##;
    let book = read(&Made::ods(styles, tables).bytes());
    let sheet = &book.sheets[0];
    assert_eq!((sheet.hidden, book.sheets[1].hidden), (false, true));
    assert_eq!(shown(sheet.cell(0, 0)), "Heading  one\nline two\nthree");
    assert_eq!(shown(sheet.cell(0, 3)), "01214 960000");
    assert_eq!(sheet.rows.len(), 6);
    let last: Vec<String> = sheet.rows[5].iter().map(shown).collect();
    assert_eq!(last, ["", "day 2024-02-29", "day 2024-02-29", "50%", "flag true", "fault #REF!", "2.5"]);
    assert_eq!(sheet.rows[4], sheet.rows[5]);
    assert_eq!(sheet.merged, [Merged { top: 0, left: 0, bottom: 1, right: 2 }]);
    assert_eq!(sheet.hidden_rows.iter().copied().collect::<Vec<_>>(), [4, 5]);
    assert_eq!(sheet.hidden_columns.iter().copied().collect::<Vec<_>>(), [2, 3]);
}

/// A workbook of Excel 97 with every kind of record that holds something.
pub fn older() -> MadeXls {
    let mut shared = [2_u32.to_le_bytes(), 2_u32.to_le_bytes()].concat();
    shared.extend([4, 0, 8 | 1, 1, 0]);
    shared.extend("rich".encode_utf16().flat_map(u16::to_le_bytes));
    shared.extend([0, 0, 1, 0]);
    shared.extend([5, 0, 0]);
    shared.extend(b"par");
    let further = [&[1][..], &"té".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    let pattern = [&164_u16.to_le_bytes()[..], &wide("dd/mm/yyyy")].concat();
    let style = |number: u16| [&[0, 0][..], &number.to_le_bytes(), &[0; 16]].concat();
    let number =
        |row, column, style, value: f64| (0x0203, [at(row, column, style), value.to_le_bytes().to_vec()].concat());
    let formula = |row, column, result: [u8; 8]| (0x0006, [at(row, column, 0), result.to_vec(), vec![0; 8]].concat());
    let shared_text = |row, column, index: u32| (0x00FD, [at(row, column, 0), index.to_le_bytes().to_vec()].concat());
    let places = |numbers: &[u16]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let whole = |value: i32| ((value << 2) | 2).to_le_bytes();
    let records = vec![
        (0x007D, places(&[1, 1, 0, 0, 1, 0])),
        (0x0208, places(&[2, 0, 4, 255, 0, 0, 0x20, 0])),
        label(0, 0, "Heading\r\nand more"),
        shared_text(0, 1, 0),
        shared_text(0, 2, 1),
        number(1, 0, 1, 45_000.0),
        number(1, 1, 0, 0.1),
        (0x027E, [at(1, 2, 0), ((12_345 << 2) | 3_i32).to_le_bytes().to_vec()].concat()),
        (0x00BD, [places(&[2, 0, 0]), whole(7).to_vec(), vec![0, 0], whole(-8).to_vec(), places(&[1])].concat()),
        (0x0205, [at(2, 2, 0), vec![1, 0]].concat()),
        (0x0205, [at(2, 3, 0), vec![0x17, 1]].concat()),
        formula(3, 0, 2.5_f64.to_le_bytes()),
        formula(3, 1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
        (0x0207, wide("text of a formula")),
        formula(3, 2, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF]),
        formula(3, 3, [2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF]),
        (0x0809, vec![0, 6, 0x20, 0, 0, 0, 0, 0]),
        label(9, 9, "of a chart"),
        (0x000A, Vec::new()),
        (0x00E5, places(&[1, 0, 0, 0, 2])),
    ];
    MadeXls {
        globals: vec![(0x041E, pattern), (0x00E0, style(0)), (0x00E0, style(164)), (0x00FC, shared), (0x003C, further)],
        sheets: vec![("Register".into(), 0, records), ("Old".into(), 2, vec![label(0, 0, "old")])],
    }
}

#[test]
fn an_older_workbook_is_read_with_its_hidden_and_merged_parts() {
    let mut long = older();
    // A long stream stands in large sectors, a short one in small ones.
    long.sheets[1].2.extend((1..400).map(|row| label(row, 0, "some more words")));
    for made in [older(), long] {
        let book = read(&made.bytes());
        let sheet = &book.sheets[0];
        let rows: Vec<Vec<String>> = sheet.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
        assert_eq!(rows[0], ["Heading\nand more", "rich", "parté"]);
        assert_eq!(rows[1], ["day 2023-03-15", "0.1", "123.45"]);
        assert_eq!(rows[2], ["7", "-8", "flag true", "fault #REF!"]);
        assert_eq!(rows[3], ["2.5", "text of a formula", "flag true", "fault #N/A"]);
        assert_eq!(rows.len(), 4, "a chart's own words are none of the sheet's");
        assert_eq!(sheet.merged, [Merged { top: 0, left: 0, bottom: 0, right: 2 }]);
        assert_eq!(sheet.hidden_columns.iter().copied().collect::<Vec<_>>(), [1]);
        assert_eq!(sheet.hidden_rows.iter().copied().collect::<Vec<_>>(), [2]);
        assert!(book.sheets[1].hidden, "hidden very well");
        is_read_alike(&made.bytes());
    }
}

/// Whether calamine, which knows nothing of us, reads the same out of a good workbook.
pub fn is_read_alike(bytes: &[u8]) {
    let ours: Book = read(bytes);
    let mut other = open_workbook_auto_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let mut cells = 0;
    for sheet in &ours.sheets {
        let range = other.worksheet_range(&sheet.name).unwrap();
        for (row, column, value) in range.used_cells() {
            let start = range.start().unwrap();
            let cell = sheet.cell(start.0 as usize + row, start.1 as usize + column);
            let alike = match (value, cell) {
                (Data::String(text), Cell::Text(own)) => text.replace("\r\n", "\n") == **own,
                (Data::Float(number), Cell::Number(_, own)) => number == own,
                (Data::Int(number), Cell::Number(_, own)) => *number as f64 == *own,
                (Data::Bool(flag), Cell::Flag(own)) => flag == own,
                (Data::DateTime(day), Cell::Day(own)) => {
                    let (year, month, day, ..) = day.to_ymd_hms_milli();
                    date(year as i16, month as i8, day as i8) == *own
                }
                (Data::Error(fault), Cell::Fault(own)) => fault.to_string() == **own,
                (Data::String(text), Cell::Empty) => text.is_empty(),
                _ => false,
            };
            assert!(alike, "{}: {value:?} is not {cell:?}", sheet.place(row, column));
            cells += 1;
        }
        let own = sheet.rows.iter().flatten().filter(|cell| **cell != Cell::Empty).count();
        let others = range.used_cells().filter(|(_, _, value)| **value != Data::String(String::new())).count();
        assert_eq!(own, others, "{}", sheet.name);
    }
    assert!(cells > 0, "nothing was compared");
}
