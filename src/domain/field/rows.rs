//! Tables inside a record: agreements, transfers, lines and the like, reached cell by cell.

use crate::domain::Text;
use crate::domain::field::{Field, Fielded, Kind, Slot, Spec, Value, WrongKind};
use crate::domain::id::{Id, Ids};

/// A table inside a record of type `T`, whatever its rows are.
pub trait Rows<T>: Sync {
    /// What its columns are, in reading order.
    fn columns(&self) -> Vec<Column>;
    /// How many rows there are; `None` where nothing is recorded.
    fn count(&self, record: &T) -> Option<usize>;
    /// What one cell holds; not recorded where there is no such row.
    fn value(&self, record: &T, row: usize, column: &str) -> Value;
    /// The texts of one column, row after row.
    fn texts<'a>(&self, record: &'a T, column: &str) -> Vec<&'a Text>;
    /// Replaces what one cell holds.
    fn set(&self, record: &mut T, row: usize, column: &str, value: Value) -> Result<(), WrongKind>;
    /// Adds an empty row at the end; rows with ids take theirs from `ids`. Returns where it stands.
    fn add(&self, record: &mut T, ids: &mut Ids) -> usize;
    /// Takes a row out. The last one leaves the table not recorded.
    fn remove(&self, record: &mut T, row: usize);
    /// Empties the table: «none» or not recorded.
    fn clear(&self, record: &mut T, none: bool);
    /// Whether a row holds nothing but its id, not even members that this version does not know.
    fn is_blank(&self, record: &T, row: usize) -> bool;
    /// The id of a row, where its rows have ids.
    fn id(&self, record: &T, row: usize) -> Option<Id>;
}

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it is.
    pub spec: &'static Spec,
    /// The kind of its values.
    pub kind: Kind,
}

/// A table with rows of type `R`.
pub struct Table<T: 'static, R: 'static> {
    /// The way to the rows.
    pub slot: Slot<T, Vec<R>>,
    /// The way to a row's id, where rows have ids.
    pub id: Option<RowId<R>>,
}

/// The way to the id of a row.
pub struct RowId<R> {
    /// Reads it.
    pub get: fn(&R) -> &Id,
    /// Gives it.
    pub set: fn(&mut R, Id),
}

impl<T, R: Fielded> Table<T, R> {
    fn change(&self, record: &mut T, change: impl FnOnce(&mut Vec<R>)) {
        let mut rows = (self.slot.get)(record).cloned().unwrap_or_default();
        change(&mut rows);
        (self.slot.set)(record, Some(rows));
    }

    fn row<'a>(&self, record: &'a T, row: usize) -> Option<&'a R> {
        (self.slot.get)(record)?.get(row)
    }
}

impl<T, R: Fielded> Rows<T> for Table<T, R> {
    fn columns(&self) -> Vec<Column> {
        columns_of(R::fields())
    }

    fn count(&self, record: &T) -> Option<usize> {
        (self.slot.get)(record).map(Vec::len)
    }

    fn value(&self, record: &T, row: usize, column: &str) -> Value {
        match (self.row(record, row), R::field(column)) {
            (Some(row), Some(field)) => field.value(row),
            _ => Value::Empty,
        }
    }

    fn texts<'a>(&self, record: &'a T, column: &str) -> Vec<&'a Text> {
        let rows = (self.slot.get)(record).map(Vec::as_slice).unwrap_or_default();
        let Some(field) = R::field(column) else { return Vec::new() };
        rows.iter().flat_map(|row| field.texts(row)).collect()
    }

    fn set(&self, record: &mut T, row: usize, column: &str, value: Value) -> Result<(), WrongKind> {
        let (Some(field), Some(mut changed)) = (R::field(column), self.row(record, row).cloned()) else {
            return Err(WrongKind);
        };
        field.set(&mut changed, value)?;
        self.change(record, |rows| {
            if let Some(slot) = rows.get_mut(row) {
                *slot = changed;
            }
        });
        Ok(())
    }

    fn add(&self, record: &mut T, ids: &mut Ids) -> usize {
        let mut fresh = R::default();
        if let Some(id) = &self.id {
            let rows = (self.slot.get)(record);
            let given = ids.fresh(|taken| rows.into_iter().flatten().any(|row| (id.get)(row) == taken));
            (id.set)(&mut fresh, given);
        }
        let mut place = 0;
        self.change(record, |rows| {
            place = rows.len();
            rows.push(fresh);
        });
        place
    }

    fn remove(&self, record: &mut T, row: usize) {
        let left = self.count(record).unwrap_or(0);
        if row >= left {
            return;
        }
        if left == 1 {
            self.clear(record, false);
            return;
        }
        self.change(record, |rows| {
            rows.remove(row);
        });
    }

    fn clear(&self, record: &mut T, none: bool) {
        (self.slot.set)(record, none.then(Vec::new));
    }

    fn is_blank(&self, record: &T, row: usize) -> bool {
        let Some(row) = self.row(record, row) else { return false };
        let mut blank = R::default();
        if let Some(id) = &self.id {
            (id.set)(&mut blank, (id.get)(row).clone());
        }
        blank == *row
    }

    fn id(&self, record: &T, row: usize) -> Option<Id> {
        let id = self.id.as_ref()?;
        self.row(record, row).map(|row| (id.get)(row).clone())
    }
}

/// The columns that a table of fields makes.
pub fn columns_of<R>(fields: &'static [Field<R>]) -> Vec<Column> {
    fields.iter().map(|field| Column { spec: &field.spec, kind: field.kind() }).collect()
}
