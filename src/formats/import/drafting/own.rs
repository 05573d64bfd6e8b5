//! The cells of our own export, read back to the letter.

use super::writer::{View, Writer};

impl<'a> Writer<'a> {
    /// Writes one cell of our own export into its field.
    pub fn own_cell(&mut self, field: &'static str, view: &View<'a>) {
        self.cell(field, view);
    }
}
