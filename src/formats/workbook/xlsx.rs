//! A workbook as an `.xlsx` file.

use std::sync::Arc;

use jiff::civil::DateTime;
use rust_xlsxwriter as excel;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Worksheet, XlsxError,
};

use super::cell::{column_letters, could_be_formula, cut, length, readable};
use super::{CutCell, ExportProblem, Sheet, Words, Workbook, Written, sheet_name};

const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
const A3: u8 = 8;
/// The most that a printed page's foot holds, in UTF-16 units.
const FOOT_LIMIT: usize = 255;

pub(super) fn write(workbook: &Workbook) -> Result<Written, ExportProblem> {
    let mut file = excel::Workbook::new();
    file.set_properties(&properties(workbook)?);
    let looks = Looks::new();
    let mut names: Vec<String> = Vec::new();
    let mut cut = Vec::new();
    for sheet in &workbook.sheets {
        let name = sheet_name::allowed(&sheet.name, &names);
        refuse_what_is_too_large(sheet)?;
        let worksheet = file.add_worksheet();
        worksheet.set_name(&name)?;
        let mut page =
            Page { worksheet, looks: &looks, words: &workbook.words, name: Arc::from(&*name), cut: &mut cut };
        page.write(sheet)?;
        page.set_up_print(sheet, &workbook.title)?;
        names.push(name);
    }
    let bytes = file.save_to_buffer()?;
    Ok(Written { bytes, cut })
}

fn refuse_what_is_too_large(sheet: &Sheet) -> Result<(), ExportProblem> {
    let rows = sheet.rows.len().saturating_add(usize::try_from(sheet.row_of_headings()).unwrap_or(usize::MAX));
    let columns = sheet.width();
    if rows <= MOST_ROWS && columns <= MOST_COLUMNS {
        return Ok(());
    }
    Err(ExportProblem::TooLarge { sheet: sheet.name.clone(), rows, columns })
}

/// One sheet on its way into the file. Rows and columns are counted from 0 here, as the library does.
struct Page<'a> {
    worksheet: &'a mut Worksheet,
    looks: &'a Looks,
    words: &'a Words,
    name: Arc<str>,
    cut: &'a mut Vec<CutCell>,
}

impl Page<'_> {
    fn write(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        let looks = self.looks;
        let heading_row = sheet.row_of_headings() - 1;
        for (column, block) in (0u16..).step_by(2).zip(&sheet.blocks) {
            self.put(0, column, &block.title, &looks.title)?;
            for (row, (label, value)) in (1u32..).zip(&block.fields) {
                self.put(row, column, label, &looks.label)?;
                self.put(row, column + 1, value, &looks.value)?;
            }
        }
        for band in &sheet.bands {
            let row = heading_row - 1;
            if band.last > band.first {
                self.worksheet.merge_range(row, band.first, row, band.last, "", &looks.band.plain)?;
            }
            self.put(row, band.first, &band.title, &looks.band)?;
        }
        for (column, heading) in (0u16..).zip(&sheet.headings) {
            let look = if heading.required { &looks.required } else { &looks.optional };
            self.worksheet.set_column_width(column, heading.width)?;
            self.put(heading_row, column, &heading.text, look)?;
        }
        let columns = sheet.headings.len();
        for (row, texts) in (heading_row + 1..).zip(&sheet.rows) {
            let padded =
                texts.iter().map(|text| &**text).chain(std::iter::repeat_n("", columns.saturating_sub(texts.len())));
            for (column, text) in (0u16..).zip(padded) {
                self.put(row, column, text, &looks.body)?;
            }
        }
        self.hold_in_view(sheet, heading_row)
    }

    /// Keeps the headings and the first column in view, and offers filters on the headings.
    fn hold_in_view(&mut self, sheet: &Sheet, heading_row: u32) -> Result<(), XlsxError> {
        let Some(last_column) = u16::try_from(sheet.headings.len()).ok().and_then(|columns| columns.checked_sub(1))
        else {
            return Ok(());
        };
        self.worksheet.set_freeze_panes(heading_row + 1, 1)?;
        let rows = u32::try_from(sheet.rows.len()).unwrap_or(0);
        if rows == 0 {
            return Ok(());
        }
        self.worksheet.autofilter(heading_row, 0, heading_row + rows, last_column)?;
        self.worksheet.ignore_error_range(
            heading_row + 1,
            0,
            heading_row + rows,
            last_column,
            IgnoreError::NumberStoredAsText,
        )?;
        Ok(())
    }

    /// A3 landscape, bands and headings and the first column on every page, the title and page number at the foot.
    fn set_up_print(&mut self, sheet: &Sheet, title: &str) -> Result<(), XlsxError> {
        let heading_row = sheet.row_of_headings() - 1;
        let first_repeated = heading_row - u32::from(!sheet.bands.is_empty());
        let foot = foot(title, &self.name, self.words);
        self.worksheet
            .set_landscape()
            .set_paper_size(A3)
            .set_print_fit_to_pages(sheet.pages_wide, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
            .set_footer(foot)
            .set_repeat_rows(first_repeated, heading_row)?
            .set_repeat_columns(0, 0)?;
        Ok(())
    }

    /// Puts a text into a cell, always as text.
    fn put(&mut self, row: u32, column: u16, text: &str, look: &Look) -> Result<(), XlsxError> {
        let readable = readable(text);
        let shortened = cut(&readable, &self.words.cut);
        let mut text = readable.into_owned();
        if let Some((kept, missing)) = shortened {
            let cell = format!("{}{}", column_letters(column), u64::from(row) + 1);
            self.cut.push(CutCell { sheet: self.name.clone(), cell, missing });
            text = kept;
        }
        // The library takes a text of this outline for its own markup and would write it as it is. A space behind it keeps it a text.
        if text.starts_with("<r>") && text.ends_with("</r>") {
            text.push(' ');
        }
        let format = if could_be_formula(&text) { &look.guarded } else { &look.plain };
        self.worksheet.write_string_with_format(row, column, text, format)?;
        Ok(())
    }
}

/// The foot of a printed page. `&` begins a code there, so it is doubled in texts.
fn foot(title: &str, sheet: &str, words: &Words) -> String {
    let doubled = |text: &str| readable(text).replace('&', "&&").replace('\n', " ");
    let page = doubled(&words.page).replace("{page}", "&P").replace("{pages}", "&N");
    let ends = format!("&C{}&R{page}", doubled(sheet));
    let mut left = String::new();
    for character in title.chars() {
        let longer = doubled(&format!("{left}{character}"));
        if length(&longer) + length(&ends) + 2 > FOOT_LIMIT {
            break;
        }
        left.push(character);
    }
    format!("&L{}{ends}", doubled(&left))
}

fn properties(workbook: &Workbook) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(readable(&workbook.title))
        .set_author(readable(&workbook.author))
        .set_creation_datetime(&created(workbook.created)?))
}

fn created(moment: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let out_of_range = || XlsxError::DateTimeRangeError(moment.to_string());
    let unsigned = |part: i8| u8::try_from(part).map_err(|_| out_of_range());
    let year = u16::try_from(moment.year()).map_err(|_| out_of_range())?;
    ExcelDateTime::from_ymd(year, unsigned(moment.month())?, unsigned(moment.day())?)?.and_hms(
        u16::from(unsigned(moment.hour())?),
        unsigned(moment.minute())?,
        f64::from(moment.second()),
    )
}

/// How the kinds of cell look.
struct Looks {
    title: Look,
    label: Look,
    value: Look,
    band: Look,
    required: Look,
    optional: Look,
    body: Look,
}

/// One look, plain and guarded: a guarded cell stays text even when somebody edits it in the spreadsheet.
struct Look {
    plain: Format,
    guarded: Format,
}

impl Looks {
    fn new() -> Looks {
        let text = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let framed = || text().set_border(FormatBorder::Thin).set_border_color(0x00BF_BFBF);
        Looks {
            title: Look::of(Format::new().set_bold()),
            label: Look::of(text().set_bold()),
            value: Look::of(text()),
            band: Look::of(framed().set_bold().set_font_color(0x00FF_FFFF).set_background_color(0x001F_3864)),
            required: Look::of(framed().set_bold().set_background_color(0x00C6_E0B4)),
            optional: Look::of(framed().set_background_color(0x00DD_EBF7)),
            body: Look::of(framed()),
        }
    }
}

impl Look {
    fn of(plain: Format) -> Look {
        Look { guarded: plain.clone().set_quote_prefix(), plain }
    }
}

impl From<XlsxError> for ExportProblem {
    fn from(problem: XlsxError) -> ExportProblem {
        ExportProblem::NotMade { cause: problem.to_string() }
    }
}
