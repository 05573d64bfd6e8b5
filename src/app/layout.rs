//! How many rows and columns each part of a screen has, in plain numbers.

/// The size of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// The rows above the body: product, views, rule.
pub const HEAD: u16 = 3;
/// The rows below the body: rule, message, hints.
pub const FOOT: u16 = 3;
/// The width of the filters beside the register.
pub const FILTERS: u16 = 26;
/// The width of the preview beside the register.
pub const PREVIEW: u16 = 38;
/// The width of the list of sections.
pub const SECTIONS: u16 = 24;
/// The width of the topics beside the list of things to fix.
pub const TOPICS: u16 = 42;
/// The width of the labels before the values.
pub const LABELS: u16 = 25;

impl Size {
    /// Whether a screen fits: at least 60 columns by 16 rows.
    pub fn fits(self) -> bool {
        self.columns >= 60 && self.rows >= 16
    }

    /// Whether there is room for a second pane: 100 columns.
    pub fn is_wide(self) -> bool {
        self.columns >= 100
    }

    /// Whether there is room for a third pane: 120 columns.
    pub fn is_very_wide(self) -> bool {
        self.columns >= 120
    }

    /// The rows of the body.
    pub fn body(self) -> usize {
        usize::from(self.rows.saturating_sub(HEAD + FOOT))
    }

    /// The rows of the list of activities: the body without search line, rule and headings.
    pub fn list(self) -> usize {
        self.body().saturating_sub(if self.is_wide() { 4 } else { 3 }).max(1)
    }

    /// The rows of an activity or a form: the body without the line that says where one is, and its rule.
    pub fn page(self) -> usize {
        self.body().saturating_sub(2).max(1)
    }

    /// The columns of an activity or a form.
    pub fn page_width(self) -> usize {
        let sections = if self.is_wide() { SECTIONS + 1 } else { 0 };
        usize::from(self.columns.saturating_sub(sections))
    }

    /// The rows of the history screen below its search line and rule.
    pub fn history_rows(self) -> usize {
        self.body().saturating_sub(2).max(1)
    }

    /// The columns of the list of saves; all of them where one pane follows the other.
    pub fn saves(self) -> u16 {
        match self.columns {
            0..80 => self.columns,
            80..100 => 30,
            _ => 34,
        }
    }

    /// The columns of the differences beside the list of saves, or in its place.
    pub fn differences(self) -> u16 {
        if self.columns < 80 { self.columns } else { self.columns.saturating_sub(self.saves() + 1) }
    }

    /// The rows of the list of things to fix: the body without the line of progress, its rule, and the line of the list.
    pub fn check_rows(self) -> usize {
        self.body().saturating_sub(3).max(1)
    }

    /// The columns of the list of things to fix; all of them where there is no room for the topics beside it.
    pub fn check_columns(self) -> usize {
        usize::from(if self.is_wide() { self.columns.saturating_sub(TOPICS + 1) } else { self.columns })
    }

    /// The columns of the topics of help.
    pub fn help_topics(self) -> u16 {
        (self.columns / 3).clamp(20, 40)
    }

    /// The columns of the text of a topic of help.
    pub fn help_text(self) -> usize {
        usize::from(self.columns.saturating_sub(self.help_topics() + 3))
    }

    /// The rows of a list of clashes or differences, of which there are so many: up to a third of the body.
    pub fn clash_rows(self, count: usize) -> usize {
        count.clamp(1, (self.body() / 3).max(2))
    }

    /// The lines of the values below such a list.
    pub fn clash_lines(self) -> usize {
        self.body().saturating_sub((self.body() / 3).max(2) + 3).max(1)
    }

    /// The rows of the files to choose from: the body without the line of steps, its rule, what is typed and the remark below.
    pub fn bring_rows(self) -> usize {
        self.body().saturating_sub(6).max(1)
    }

    /// The rows of the columns of a spreadsheet: the body without the lines of steps and headings, and what stands below them:
    /// so many sentences about days, and the question whether the matching is kept.
    pub fn column_rows(self, sentences: usize) -> usize {
        let below = if sentences == 0 { 2 } else { sentences + 3 };
        let least = self.body().saturating_sub(5);
        self.body().saturating_sub(4 + below).max(least.min(4)).max(1)
    }

    /// The rows of the list of what would be brought in: the upper half of the body.
    pub fn bring_list(self) -> usize {
        (self.body().saturating_sub(5) * 3 / 5).max(1)
    }

    /// The lines below that list of what its highlighted row holds.
    pub fn bring_reading(self) -> usize {
        self.body().saturating_sub(self.bring_list() + 5).max(1)
    }

    /// The columns of those lines.
    pub fn bring_reading_width(self) -> usize {
        usize::from(self.columns.saturating_sub(4)).max(1)
    }

    /// The rows of the suggestions of a notice.
    pub fn notice_rows(self) -> usize {
        let body = self.body().saturating_sub(2);
        if self.is_wide() || body < 14 { body.saturating_sub(2) } else { body * 3 / 5 }.max(1)
    }

    /// The columns and the rows of the notice beside its suggestions, or below them; no rows where there is room for neither.
    pub fn notice_pane(self) -> (usize, usize) {
        let body = self.body().saturating_sub(2);
        if self.is_wide() {
            return (usize::from(self.columns) * 45 / 100, body.saturating_sub(2));
        }
        let rows = if body < 14 { 0 } else { body.saturating_sub(self.notice_rows() + 1) };
        (usize::from(self.columns), rows)
    }

    /// The inner width of a box over the screen.
    pub fn dialog_width(self) -> usize {
        usize::from(self.columns.saturating_sub(8).min(88))
    }

    /// The rows of choices in a box over the screen.
    pub fn dialog_rows(self) -> usize {
        self.body().saturating_sub(9).max(3)
    }
}

/// The first row to show so that the rows `first` to `last` are seen in a window of `height`, moving as little as can be.
pub fn fit(top: usize, first: usize, last: usize, height: usize) -> usize {
    let lowest = (last + 1).saturating_sub(height).min(first);
    top.clamp(lowest, first)
}
