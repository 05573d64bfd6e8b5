//! Workbooks made part by part, so that each can be wrong in just one thing.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The namespace and the head of each part.
pub const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a file that will be.
#[derive(Clone, Debug, Default)]
pub struct Made {
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Made {
    /// A workbook with one visible sheet that holds these rows as they are written.
    pub fn xlsx(rows: &str) -> Self {
        Self::sheets(&[("Register", "visible", &format!("<sheetData>{rows}</sheetData>"))])
    }

    /// A workbook with these sheets: name, state, all that is inside `worksheet`.
    pub fn sheets(sheets: &[(&str, &str, &str)]) -> Self {
        let mut made = Made::default();
        let mut listed = String::new();
        let mut related = String::new();
        for (index, (name, state, inside)) in sheets.iter().enumerate() {
            let id = index + 1;
            listed += &format!(r#"<sheet name="{name}" sheetId="{id}" state="{state}" r:id="rId{id}"/>"#);
            related +=
                &format!(r#"<Relationship Id="rId{id}" Type="{KINDS}/worksheet" Target="worksheets/sheet{id}.xml"/>"#);
            made.set(&format!("xl/worksheets/sheet{id}.xml"), format!("{HEAD}<worksheet {MAIN}>{inside}</worksheet>"));
        }
        related += &format!(r#"<Relationship Id="rIdS" Type="{KINDS}/sharedStrings" Target="/xl/sharedStrings.xml"/>"#);
        related += &format!(r#"<Relationship Id="rIdT" Type="{KINDS}/styles" Target="styles.xml"/>"#);
        made.set("[Content_Types].xml", format!("{HEAD}<Types/>"));
        made.set(
            "_rels/.rels",
            format!(
                r#"{HEAD}<Relationships><Relationship Id="rId1" Type="{KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        );
        made.set(
            "xl/workbook.xml",
            format!("{HEAD}<workbook {MAIN}><workbookPr/><sheets>{listed}</sheets></workbook>"),
        );
        made.set("xl/_rels/workbook.xml.rels", format!("{HEAD}<Relationships>{related}</Relationships>"));
        made
    }

    /// An OpenDocument spreadsheet with this content inside `office:spreadsheet`, and these styles before it.
    pub fn ods(styles: &str, tables: &str) -> Self {
        let mut made = Made::default();
        made.set("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        made.set("META-INF/manifest.xml", format!("{HEAD}<manifest:manifest xmlns:manifest=\"m\"/>"));
        made.set(
            "content.xml",
            format!(
                r#"{HEAD}<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
            ),
        );
        made
    }

    /// Sets a part, instead of the one of this name if there is one.
    pub fn set(&mut self, name: &str, content: impl AsRef<[u8]>) {
        let content = content.as_ref().to_vec();
        match self.parts.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = content,
            None => self.parts.push((name.to_owned(), content)),
        }
    }

    /// The same with a part set.
    pub fn with(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.set(name, content);
        self
    }

    /// The same without a part.
    pub fn without(mut self, name: &str) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self
    }

    /// The same with the words of a part changed.
    pub fn changed(mut self, name: &str, from: &str, to: &str) -> Self {
        let (_, content) = self.parts.iter_mut().find(|(known, _)| known == name).unwrap();
        let text = String::from_utf8(content.clone()).unwrap();
        assert!(text.contains(from), "{name} does not hold {from}");
        *content = text.replacen(from, to, 1).into_bytes();
        self
    }

    /// The same with shared texts and styles: the inside of `sst` and of `styleSheet`.
    pub fn sharing(self, strings: &str, styles: &str) -> Self {
        self.with("xl/sharedStrings.xml", format!("{HEAD}<sst {MAIN}>{strings}</sst>"))
            .with("xl/styles.xml", format!("{HEAD}<styleSheet {MAIN}>{styles}</styleSheet>"))
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        self.packed(CompressionMethod::Deflated)
    }

    /// The file with its parts as they are, so that single bytes of them can be changed.
    pub fn stored(&self) -> Vec<u8> {
        self.packed(CompressionMethod::Stored)
    }

    fn packed(&self, method: CompressionMethod) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

/// A row with one text cell and its place.
pub fn text_cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}
