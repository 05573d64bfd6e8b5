//! The export screen: four choices, the first rows of the file, and what to know before sending it.

use crate::app::export::{Export, FileKind, Focus, Look, What};
use crate::app::program::App;
use crate::domain::text::{clean, pad, wrap};
use crate::domain::vocabulary::regulator;
use crate::domain::words::say;
use crate::formats::ico::Audience;
use crate::ui::dialog::entry;
use crate::ui::paper::Paper;
use crate::ui::theme::{HIGHLIGHT, PLAIN, STRONG};

/// Where the choices begin.
const CHOICES: usize = 12;

/// Draws the export screen.
pub fn draw(paper: &mut Paper, app: &App, export: &Export) {
    let count = |what| app.with_desk(|desk| export.count(what, desk)).to_string();
    let what = [What::All, What::Shown, What::Ticked].map(|what| {
        let id = match what {
            What::All => "export.all",
            What::Shown => "export.shown",
            What::Ticked => "export.ticked",
        };
        (say(id, &[("count", &count(what))]), what == export.what)
    });
    choice(paper, 0, "export.what", &what, export.focus == Focus::What);
    let audience = [Audience::Regulator, Audience::Publication].map(|audience| {
        let words = match audience {
            Audience::Regulator => regulator().label.to_string(),
            Audience::Publication => say("export.publication", &[]),
        };
        (words, audience == export.audience)
    });
    choice(paper, 1, "export.for", &audience, export.focus == Focus::Audience);
    let kind = [FileKind::Xlsx, FileKind::Csv].map(|kind| {
        let id = if kind == FileKind::Xlsx { "export.xlsx" } else { "export.csv" };
        (say(id, &[]), kind == export.kind)
    });
    choice(paper, 2, "export.as", &kind, export.focus == Focus::Kind);
    label(paper, 3, "export.path", export.focus == Focus::Path);
    let columns = paper.columns().saturating_sub(CHOICES + 2);
    if export.focus == Focus::Path {
        entry(paper, 3, CHOICES, columns, &export.path);
    } else {
        let path = clean(&format!("[{}]", pad(&clean(export.path.text()), columns.saturating_sub(2)).as_str()));
        paper.put(3, CHOICES, &path, PLAIN);
    }
    paper.rule(4);
    preview(paper, export, 5);
    before_sending(paper, export);
}

fn choice(paper: &mut Paper, row: usize, id: &str, choices: &[(String, bool)], here: bool) {
    label(paper, row, id, here);
    let mut column = CHOICES;
    for (words, chosen) in choices {
        let sign = if *chosen { "(•) " } else { "( ) " };
        let start = column;
        column = paper.say(row, column, sign, PLAIN);
        column = paper.say(row, column, words, PLAIN);
        if here && *chosen {
            paper.style(row, start, column - start, HIGHLIGHT);
        }
        column += 3;
    }
}

fn label(paper: &mut Paper, row: usize, id: &str, here: bool) {
    paper.say(row, 3, &say(id, &[]), STRONG);
    if here {
        paper.say(row, 1, ">", STRONG);
        paper.cursor_at(row, 1);
    }
}

fn preview(paper: &mut Paper, export: &Export, row: usize) {
    let Some(Look { preview, .. }) = &export.look else {
        paper.say(row, 1, &say("export.looking", &[]), STRONG);
        return;
    };
    let room = paper.rows().saturating_sub(row + 7);
    let shown = preview.rows.len().min(room).to_string();
    let total = preview.total.to_string();
    let columns = preview.headings.len().to_string();
    let sheet = preview.sheet.to_string();
    let parts = [
        ("shown", shown.as_str()),
        ("total", total.as_str()),
        ("columns", columns.as_str()),
        ("sheet", sheet.as_str()),
    ];
    paper.say(row, 1, &say("export.preview", &parts), STRONG);
    let each = 18;
    let most = paper.columns().saturating_sub(2) / (each + 1);
    let headings = preview.headings.iter().skip(export.column).take(most);
    for (place, heading) in headings.enumerate() {
        let column = 1 + place * (each + 1);
        paper.put(row + 1, column, &pad(&clean(heading), each), STRONG);
        for (line, cells) in preview.rows.iter().enumerate().take(room) {
            let cell = cells.cells.get(export.column + place).map_or("", |cell| cell);
            paper.put(row + 2 + line, column, &pad(&clean(cell), each), PLAIN);
        }
    }
}

fn before_sending(paper: &mut Paper, export: &Export) {
    let counts = export.look.as_ref().map(|look| look.counts).unwrap_or_default();
    let gaps = counts.gaps.to_string();
    let officers = counts.named_officers.to_string();
    let mut lines = Vec::new();
    if counts.gaps > 0 {
        lines.push(say("export.gaps", &[("count", &gaps)]));
    }
    if counts.named_officers > 0 && export.audience == Audience::Regulator {
        lines.push(say("export.officers", &[("count", &officers)]));
    }
    lines.push(say("export.safe", &[]));
    let wrapped: Vec<_> = lines.iter().flat_map(|line| wrap(&clean(line), paper.columns().saturating_sub(3))).collect();
    let first = paper.rows().saturating_sub(wrapped.len().min(4));
    for (place, line) in wrapped.iter().enumerate().take(4) {
        paper.put(first + place, 1, line, PLAIN);
    }
}
