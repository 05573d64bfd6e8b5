//! Malformed workbooks: each is read as far as it is whole, or refused in one sentence; none is silently empty.

use super::made::{Made, text_cell};
use super::made_xls::{MadeXls, compound, label, record};
use super::{is_bounded, refused, shown};
use std::time::Instant;

/// What is wrong with a file, the file, and words of its refusal; none where it is read all the same.
pub type Case = (&'static str, fn() -> Vec<u8>, Option<&'static str>);

#[test]
fn each_malformed_workbook_is_read_or_refused_in_one_sentence() {
    for (name, make, expected) in CASES {
        let bytes = make();
        let begun = Instant::now();
        let answer = is_bounded(name, &bytes);
        assert!(begun.elapsed().as_secs() < 5, "{name} took {:?}", begun.elapsed());
        match (answer, expected) {
            (Err(sentence), Some(words)) => assert!(sentence.contains(words), "{name}: {sentence}"),
            (Ok(book), None) => assert_eq!(shown(book.sheets[0].cell(0, 0)), "Heading", "{name}"),
            (answer, _) => panic!("{name}: {answer:?}"),
        }
    }
    assert!(CASES.len() >= 27);
}

/// All that is wrong with a workbook, one thing each.
pub const CASES: &[Case] = &[
    (
        "a bomb of noughts",
        || good().with("xl/media/image1.png", vec![0; 101_000_000]).bytes(),
        Some("larger than 100 MB"),
    ),
    ("a bomb in many parts", bomb_in_parts, Some("larger than 100 MB")),
    ("an entry that lies about its size", lying_size, Some("damaged")),
    (
        "more parts than any workbook",
        || {
            (0..10_001)
                .fold(good(), |mut made, index| {
                    made.parts.push((format!("xl/media/{index}"), Vec::new()));
                    made
                })
                .bytes()
        },
        Some("10,000 parts"),
    ),
    ("a part that stands twice", part_twice, Some("there twice")),
    ("a wrong checksum", wrong_checksum, Some("‘xl/worksheets/sheet1.xml’ is damaged")),
    ("cut in the middle", || cut(good().bytes(), 2), Some("damaged or cut short")),
    ("cut to four bytes", || good().bytes()[..4].to_vec(), Some("damaged or cut short")),
    ("an empty archive", || Made::default().bytes(), Some("No workbook is in it")),
    ("a zip in a zip", || Made::default().with("register.xlsx", good().bytes()).bytes(), Some("No workbook is in it")),
    ("a Word document", || Made::default().with("word/document.xml", "<w/>").bytes(), Some("a Word document")),
    ("no workbook part", || good().without("xl/workbook.xml").bytes(), Some("No workbook is in it")),
    (
        "no relations",
        || good().without("xl/_rels/workbook.xml.rels").bytes(),
        Some("‘Register’ is listed but not in it"),
    ),
    (
        "a sheet that is listed and missing",
        || good().without("xl/worksheets/sheet1.xml").bytes(),
        Some("‘Register’ is listed but not in it"),
    ),
    ("no list of contents", || good().without("[Content_Types].xml").bytes(), None),
    (
        "wrong kinds of contents",
        || {
            good()
                .with("[Content_Types].xml", "<Types><Default Extension=\"xml\" ContentType=\"image/png\"/></Types>")
                .bytes()
        },
        None,
    ),
    ("no sheets", || Made::sheets(&[]).bytes(), Some("no sheet of cells")),
    (
        "a sheet of formats only",
        || Made::xlsx(r#"<row r="1" s="4"><c r="A1" s="1"/><c r="B1" s="2"/></row>"#).bytes(),
        Some("Nothing is in it"),
    ),
    ("an empty sheet", || Made::xlsx("").bytes(), Some("Nothing is in it")),
    (
        "a sheet without a place for cells",
        || good().with("xl/worksheets/sheet1.xml", "<worksheet/>").bytes(),
        Some("no place for cells"),
    ),
    (
        "a sheet that is no XML",
        || good().with("xl/worksheets/sheet1.xml", "a,b\n1,2").bytes(),
        Some("no place for cells"),
    ),
    ("a sheet whose tags are crossed", || Made::xlsx("<row><c></row></c>").bytes(), Some("sheet1.xml’ is damaged")),
    (
        "a sheet that stops",
        || good().with("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Head").bytes(),
        Some("sheet1.xml’ is damaged"),
    ),
    (
        "letters that are not UTF-8",
        || {
            good()
                .with(
                    "xl/worksheets/sheet1.xml",
                    b"<worksheet><sheetData><row><c t=\"str\"><v>\xff\xfe</v></c></row></sheetData></worksheet>",
                )
                .bytes()
        },
        Some("sheet1.xml’ is damaged"),
    ),
    ("NUL bytes", || good().with("xl/worksheets/sheet1.xml", vec![0; 500]).bytes(), Some("no place for cells")),
    (
        "entities of its own",
        || {
            good().with("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>").bytes()
        },
        Some("entities"),
    ),
    (
        "an entity from a file",
        || good().with("xl/sharedStrings.xml", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><sst/>").bytes(),
        Some("entities"),
    ),
    ("an entity that nobody declares", || Made::xlsx(&text_cell("A1", "&passwd;")).bytes(), Some("entities")),
    ("nesting without end", || Made::xlsx(&"<row>".repeat(100_000)).bytes(), Some("256 levels")),
    ("nesting without end in shared texts", || good().sharing(&"<si>".repeat(100_000), "").bytes(), Some("256 levels")),
    (
        "a cell beyond the last row",
        || Made::xlsx(&text_cell("A1048577", "x")).bytes(),
        Some("names the place ‘A1048577’"),
    ),
    ("a cell beyond the last column", || Made::xlsx(&text_cell("XFE1", "x")).bytes(), Some("names the place ‘XFE1’")),
    ("a cell at a place of nonsense", || Made::xlsx(&text_cell("Ä0", "x")).bytes(), Some("names the place ‘Ä0’")),
    (
        "a row with an endless number",
        || Made::xlsx(&format!("<row r=\"{}\"/>", "9".repeat(400))).bytes(),
        Some("names the place ‘999"),
    ),
    ("a row with a negative number", || Made::xlsx("<row r=\"-5\"/>").bytes(), Some("names the place ‘-5’")),
    ("far cells on many sheets", far_cells, Some("passes 2 million cells")),
    ("far cells in every row", far_columns, Some("passes 2 million cells")),
    (
        "more columns than a sheet has",
        || Made::xlsx(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(16_385))).bytes(),
        Some("names the place ‘XFE1’"),
    ),
    (
        "a shared text that is not there",
        || Made::xlsx("<row><c r=\"C7\" t=\"s\"><v>4000000000</v></c></row>").bytes(),
        Some("‘Register’!C7 refers to words"),
    ),
    (
        "a negative shared text",
        || Made::xlsx("<row><c r=\"C7\" t=\"s\"><v>-1</v></c></row>").bytes(),
        Some("‘Register’!C7 refers to words"),
    ),
    (
        "more shared texts than one needs",
        || good().sharing(&"<si/>".repeat(1_000_001), "").bytes(),
        Some("a million different texts"),
    ),
    (
        "a style that is not there",
        || {
            Made::xlsx(&format!(
                "<row>{}</row><row><c s=\"99999999999999999999\"><v>1</v></c></row>",
                text_cell("A1", "Heading")
            ))
            .bytes()
        },
        None,
    ),
    (
        "styles without end",
        || good().sharing("", &format!("<cellXfs>{}</cellXfs>", "<xf/>".repeat(65_537))).bytes(),
        Some("styles.xml’ is damaged"),
    ),
    (
        "a cell that stands twice",
        || Made::xlsx(&format!("<row>{}{}</row>", text_cell("A1", "one"), text_cell("A1", "two"))).bytes(),
        Some("‘Register’!A1 is there twice"),
    ),
    ("ten thousand merged areas", || merged(10_000).bytes(), None),
    ("merged areas without end", || merged(100_001).bytes(), Some("100,000 groups of merged cells")),
    (
        "a merged area of nonsense",
        || {
            good()
                .changed(
                    "xl/worksheets/sheet1.xml",
                    "</sheetData>",
                    "</sheetData><mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells>",
                )
                .bytes()
        },
        Some("names the place ‘B2:A1’"),
    ),
    (
        "columns hidden to the end of the world",
        || {
            good()
                .changed(
                    "xl/worksheets/sheet1.xml",
                    "<sheetData>",
                    "<cols><col min=\"0\" max=\"4000000000\" hidden=\"1\"/></cols><sheetData>",
                )
                .bytes()
        },
        None,
    ),
    (
        "a cell of two million letters",
        || Made::xlsx(&text_cell("A1", &"x".repeat(2_000_000))).bytes(),
        Some("more than a million characters"),
    ),
    (
        "a value of two million letters",
        || Made::xlsx(&format!("<row><c r=\"B3\"><v>{}</v></c></row>", "9".repeat(2_000_000))).bytes(),
        Some("‘Register’!B3 holds more than a million"),
    ),
    (
        "attributes without end",
        || {
            Made::xlsx(&format!("<row {}/>", (0..200_000).map(|index| format!("a{index}=\"\" ")).collect::<String>()))
                .bytes()
        },
        Some("Nothing is in it"),
    ),
    (
        "an attribute that stands twice",
        || Made::xlsx("<row r=\"1\" r=\"2\"><c><v>1</v></c></row>").bytes(),
        Some("damaged at ‘row’"),
    ),
    (
        "a number that is none",
        || {
            Made::xlsx(&format!(
                "<row>{}</row><row><c><v>NaN</v></c><c><v>inf</v></c><c><v>1e999</v></c></row>",
                text_cell("A1", "Heading")
            ))
            .bytes()
        },
        None,
    ),
    ("macros", || good().with("xl/vbaProject.bin", [0xd0; 5_000]).bytes(), None),
    (
        "a binary workbook",
        || {
            Made::default()
                .with(
                    "_rels/.rels",
                    "<R><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></R>",
                )
                .with("xl/workbook.bin", [0; 9])
                .bytes()
        },
        Some("(.xlsb)"),
    ),
    (
        "a path out of the file",
        || good().changed("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../../etc/passwd").bytes(),
        Some("listed but not in it"),
    ),
    ("a workbook behind a password", || compound("EncryptedPackage", &[1; 5_000]), Some("protected by a password")),
    (
        "an OpenDocument behind a password",
        || {
            sheet_of(1)
                .with(
                    "META-INF/manifest.xml",
                    "<m><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></m>",
                )
                .bytes()
        },
        Some("protected by a password"),
    ),
    (
        "an OpenDocument text",
        || sheet_of(1).with("mimetype", "application/vnd.oasis.opendocument.text").bytes(),
        Some("document of another kind"),
    ),
    ("an OpenDocument without content", || sheet_of(1).without("content.xml").bytes(), Some("No workbook is in it")),
    (
        "an OpenDocument without kind and list",
        || sheet_of(1).without("mimetype").without("META-INF/manifest.xml").bytes(),
        None,
    ),
    (
        "an OpenDocument that stops",
        || {
            sheet_of(1)
                .changed(
                    "content.xml",
                    "</table:table></office:spreadsheet></office:body></office:document-content>",
                    "",
                )
                .bytes()
        },
        Some("content.xml’ is damaged"),
    ),
    (
        "rows repeated without end",
        || repeated("table:number-rows-repeated", "99999999999999999999").bytes(),
        Some("repeats cells beyond the last row"),
    ),
    (
        "rows repeated a million times",
        || repeated("table:number-rows-repeated", "1048000").bytes(),
        Some("‘Register’!A2 it passes 2 million cells"),
    ),
    (
        "rows repeated a negative number of times",
        || repeated("table:number-rows-repeated", "-3").bytes(),
        Some("‘-3’ times"),
    ),
    (
        "columns repeated without end",
        || repeated("table:number-columns-repeated", "4000000000").bytes(),
        Some("repeats cells beyond"),
    ),
    (
        "columns repeated no number of times",
        || repeated("table:number-columns-repeated", "many").bytes(),
        Some("‘many’ times"),
    ),
    (
        "spaces repeated without end",
        || {
            sheet_of(1)
                .changed("content.xml", "<text:p>", "<text:p><text:s text:c=\"4000000000\"/>")
                .changed(
                    "content.xml",
                    "<table:table-row>",
                    &format!("<table:table-row>{}</table:table-row><table:table-row>", ods_cell("Heading")),
                )
                .bytes()
        },
        None,
    ),
    (
        "spans without end",
        || {
            sheet_of(1).changed("content.xml", "<table:table-cell ", "<table:table-cell table:number-rows-spanned=\"99999999999999999999\" table:number-columns-spanned=\"4000000000\" ").bytes()
        },
        None,
    ),
    ("an older workbook cut short", || cut(older(400).bytes(), 2), Some("damaged or cut short")),
    ("an older workbook of its head alone", || older(4).bytes()[..512].to_vec(), Some("damaged or cut short")),
    ("sectors in a ring", || ring(older(400).bytes()), Some("damaged or cut short")),
    ("small sectors in a ring", || small_ring(older(4).bytes()), Some("damaged or cut short")),
    (
        "a table of sectors that leads to itself",
        || patched(patched(older(400).bytes(), 68, 5), 512 * 6 + 508, 5),
        Some("damaged or cut short"),
    ),
    ("a folder beyond the end", || patched(older(4).bytes(), 48, 0x00FF_FFFF), Some("damaged or cut short")),
    ("a folder that holds no workbook", || compound("WordDocument", &[1; 5_000]), Some("document of another kind")),
    ("a workbook of Excel 95", || compound("Book", &[1; 5_000]), Some("before Excel 97")),
    ("a workbook of Excel 4", || [&[9, 4, 6, 0][..], &[0; 60]].concat(), Some("before Excel 97")),
    (
        "an older workbook behind a password",
        || MadeXls { globals: vec![(0x002F, vec![0; 6])], ..older(4) }.bytes(),
        Some("protected by a password"),
    ),
    (
        "a record longer than the stream",
        || compound("Workbook", &[&record(0x0809, &[0, 6, 5, 0])[..], &[6, 2, 255, 255, 1]].concat()),
        Some("damaged or cut short"),
    ),
    (
        "a cell record that is too short",
        || MadeXls::sheet(vec![(0x0203, vec![1, 0])]).bytes(),
        Some("damaged or cut short"),
    ),
    (
        "a text longer than its record",
        || MadeXls::sheet(vec![(0x0204, vec![0, 0, 0, 0, 0, 0, 255, 255, 1, 65, 0])]).bytes(),
        Some("damaged or cut short"),
    ),
    (
        "a shared text of an older workbook that is not there",
        || MadeXls::sheet(vec![(0x00FD, vec![0, 0, 0, 0, 0, 0, 9, 0, 0, 0])]).bytes(),
        Some("‘Register’!A1 refers to words"),
    ),
    (
        "a sheet beyond the end of the stream",
        || compound("Workbook", &no_sheet_there()),
        Some("‘Gone’ is listed but not in it"),
    ),
    (
        "a web page named as a workbook",
        || b"<html><table><tr><td>Heading</td></tr></table></html>".to_vec(),
        Some("a web page"),
    ),
    (
        "a workbook as XML",
        || b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".to_vec(),
        Some("the XML of Excel 2003"),
    ),
    (
        "a page of the web kept whole",
        || b"MIME-Version: 1.0\nContent-Type: multipart/related".to_vec(),
        Some("a web page"),
    ),
    ("a PDF", || b"%PDF-1.7 ...".to_vec(), Some("a PDF")),
    ("rows of text named as a workbook", || b"Heading,Purpose\nPayroll,Pay\n".to_vec(), None),
    ("nothing", Vec::new, Some("Nothing is in it")),
    ("spaces alone", || b" \r\n\t\n".to_vec(), Some("Nothing is in it")),
    ("more than we take", || vec![b'a'; 33_554_433], Some("larger than 32 MB")),
];

fn good() -> Made {
    Made::xlsx(&format!("<row>{}</row>", text_cell("A1", "Heading"))).sharing("", "")
}

fn cut(mut bytes: Vec<u8>, share: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() / share);
    bytes
}

fn bomb_in_parts() -> Vec<u8> {
    (0..30).fold(good(), |made, index| made.with(&format!("xl/media/{index}"), vec![0; 4_000_000])).bytes()
}

/// One part says in the list and before its bytes that it unpacks to one byte.
fn lying_size() -> Vec<u8> {
    let mut bytes = good().bytes();
    for (mark, offset) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let at = bytes.windows(4).position(|window| window == mark).unwrap() + offset;
        bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    bytes
}

fn part_twice() -> Vec<u8> {
    let made = good().with("xl/worksheets/sheet2.xml", "<worksheet/>");
    let mut bytes = made.stored();
    let name = b"sheet2.xml";
    while let Some(at) = bytes.windows(name.len()).position(|window| window == name) {
        bytes[at + 5] = b'1';
    }
    bytes
}

fn wrong_checksum() -> Vec<u8> {
    let mut bytes = good().stored();
    let at = bytes.windows(7).position(|window| window == b"Heading").unwrap();
    bytes[at] = b'h';
    bytes
}

fn far_cells() -> Vec<u8> {
    let data = format!("<sheetData><row>{}</row></sheetData>", text_cell("XFD1048576", "x"));
    Made::sheets(&[("One", "visible", &data), ("Two", "visible", &data), ("Three", "hidden", &data)]).bytes()
}

fn far_columns() -> Vec<u8> {
    let rows: String = (1..=200).map(|row| format!("<row>{}</row>", text_cell(&format!("XFD{row}"), "x"))).collect();
    Made::xlsx(&rows).bytes()
}

fn merged(count: usize) -> Made {
    let merged: String = (0..count).map(|index| format!("<mergeCell ref=\"A{}:C{0}\"/>", index + 1)).collect();
    good().changed(
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        &format!("</sheetData><mergeCells>{merged}</mergeCells>"),
    )
}

fn ods_cell(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn sheet_of(rows: usize) -> Made {
    let row = format!("<table:table-row>{0}{0}{0}</table:table-row>", ods_cell("Heading"));
    Made::ods("", &format!("<table:table table:name=\"Register\">{}</table:table>", row.repeat(rows)))
}

/// The second row of a spreadsheet, or its first cell, repeated so often.
fn repeated(what: &str, count: &str) -> Made {
    let tag = if what.contains("rows") { "<table:table-row>" } else { "<table:table-cell " };
    let with = format!(
        "{} {what}=\"{count}\"{}",
        tag.trim_end_matches(['>', ' ']),
        if tag.ends_with('>') { ">" } else { " " }
    );
    let twice = format!("</table:table-row>{tag}");
    let changed = format!("</table:table-row>{with}");
    if what.contains("rows") {
        sheet_of(2).changed("content.xml", &twice, &changed)
    } else {
        sheet_of(2).changed("content.xml", tag, &with)
    }
}

fn older(rows: u16) -> MadeXls {
    MadeXls::sheet((0..rows).map(|row| label(row, 0, "Heading")).collect())
}

/// A number of four bytes at a place of a file.
fn patched(mut bytes: Vec<u8>, at: usize, number: u32) -> Vec<u8> {
    bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
    bytes
}

/// The third sector of the stream leads back to its first.
fn ring(bytes: Vec<u8>) -> Vec<u8> {
    let first = 2;
    patched(bytes, 512 + (first + 2) * 4, first as u32)
}

fn small_ring(bytes: Vec<u8>) -> Vec<u8> {
    patched(bytes, 512 * 3 + 2 * 4, 0)
}

fn no_sheet_there() -> Vec<u8> {
    let mut beginning = vec![0, 6, 5, 0];
    beginning.resize(16, 0);
    let listed = [&0x00FF_FFFF_u32.to_le_bytes()[..], &[0, 0, 4, 0], b"Gone"].concat();
    [record(0x0809, &beginning), record(0x0085, &listed), record(0x000A, &[])].concat()
}

#[test]
fn a_workbook_with_any_byte_changed_or_cut_anywhere_is_read_or_refused() {
    let older = super::workbooks::older().bytes();
    let spreadsheet = sheet_of(3).stored();
    let mut refusals = 0;
    for (name, bytes) in [("xlsx", good().stored()), ("ods", spreadsheet), ("xls", older)] {
        let step = bytes.len() / 700 + 1;
        for at in (0..bytes.len()).step_by(step) {
            for bit in [0x01, 0x80, 0xFF] {
                let mut changed = bytes.clone();
                changed[at] ^= bit;
                refusals += usize::from(is_bounded(&format!("{name}, byte {at}"), &changed).is_err());
            }
            refusals += usize::from(is_bounded(&format!("{name}, cut at {at}"), &bytes[..at]).is_err());
        }
    }
    assert!(refusals > 1_000, "{refusals}");
}

#[test]
fn a_refusal_names_the_file_and_says_what_to_do() {
    assert_eq!(
        refused(&Made::xlsx(&text_cell("XFE1", "x")).bytes()),
        "We could not bring in ‘register.file’. On its sheet ‘Register’ it names the place ‘XFE1’, which no sheet has. Open it in Excel, let Excel mend it and save it anew"
    );
}
