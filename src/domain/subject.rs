//! What can be edited as a whole: an activity, the organisation, or its words; each value reached by its place.

use crate::domain::Text;
use crate::domain::activity::{Activity, Mark};
use crate::domain::field::rows::{Column, Rows, columns_of};
use crate::domain::field::{Access, Fielded, Kind, Spec, Value, WrongKind};
use crate::domain::id::{Id, Ids};
use crate::domain::organisation::{Organisation, Vocabulary};
use std::sync::Arc;

/// One of the three things that a register is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A processing activity.
    Activity(Arc<Activity>),
    /// The organisation in the header.
    Organisation(Arc<Organisation>),
    /// The organisation's own words.
    Vocabulary(Arc<Vocabulary>),
}

/// Which of the three, by what identifies it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SubjectId {
    /// The activity with this id.
    Activity(Id),
    /// The organisation.
    Organisation,
    /// Its words.
    Vocabulary,
}

/// Where a value stands: a field, or a cell of the table that is the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The field's id.
    pub field: &'static str,
    /// The row of the table and the column's id, where the field is a table.
    pub cell: Option<(usize, &'static str)>,
}

impl Place {
    /// The place of a field.
    pub fn of(field: &'static str) -> Self {
        Place { field, cell: None }
    }

    /// The place of a cell.
    pub fn cell(field: &'static str, row: usize, column: &'static str) -> Self {
        Place { field, cell: Some((row, column)) }
    }

    /// The place of a line's field.
    pub fn line(row: usize, column: &'static str) -> Self {
        Place::cell("lines", row, column)
    }
}

/// How a field stands: Article 30 turns on telling these apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has answered yet.
    NotRecorded,
    /// Asked, or recorded but doubtful, with a note.
    ToConfirm(Text),
    /// Somebody answered «none».
    None,
    /// It does not apply, with the reason.
    DoesNotApply(Text),
    /// There is a value.
    Recorded,
}

/// Calls one generic function for whichever record the subject holds.
macro_rules! with_record {
    ($subject:expr, $record:ident => $body:expr) => {
        match $subject {
            Subject::Activity($record) => $body,
            Subject::Organisation($record) => $body,
            Subject::Vocabulary($record) => $body,
        }
    };
}

impl Subject {
    /// Which subject it is.
    pub fn id(&self) -> SubjectId {
        match self {
            Subject::Activity(activity) => SubjectId::Activity(activity.id.clone()),
            Subject::Organisation(_) => SubjectId::Organisation,
            Subject::Vocabulary(_) => SubjectId::Vocabulary,
        }
    }

    /// The activity, where it is one.
    pub fn activity(&self) -> Option<&Arc<Activity>> {
        match self {
            Subject::Activity(activity) => Some(activity),
            _ => None,
        }
    }

    /// Its fields in reading order.
    pub fn fields(&self) -> Vec<Column> {
        with_record!(self, record => fields_of(record.as_ref()))
    }

    /// The columns of the table that a field is; none where it is no table.
    pub fn columns(&self, field: &str) -> Vec<Column> {
        with_record!(self, record => table(record.as_ref(), field).map(|rows| rows.columns()).unwrap_or_default())
    }

    /// How many rows a table has; `None` where nothing is recorded.
    pub fn count(&self, field: &str) -> Option<usize> {
        with_record!(self, record => table(record.as_ref(), field)?.count(record))
    }

    /// The id of a row, where rows have ids.
    pub fn row_id(&self, field: &str, row: usize) -> Option<Id> {
        with_record!(self, record => table(record.as_ref(), field)?.id(record, row))
    }

    /// What stands at a place.
    pub fn column(&self, place: &Place) -> Option<Column> {
        let Some((_, cell)) = place.cell else {
            return with_record!(self, record => column_of(record.as_ref(), place.field));
        };
        self.columns(place.field).into_iter().find(|column| column.spec.id == cell)
    }

    /// The value at a place.
    pub fn value(&self, place: &Place) -> Value {
        with_record!(self, record => value_of(record.as_ref(), place))
    }

    /// Replaces the value at a place; a cell of the row behind the last one adds that row.
    pub fn set(&mut self, place: &Place, value: Value, ids: &mut Ids) -> Result<(), WrongKind> {
        with_record!(self, record => set_in(Arc::make_mut(record), place, value, ids))
    }

    /// Adds an empty row to a table. Returns where it stands.
    pub fn add_row(&mut self, field: &str, ids: &mut Ids) -> Option<usize> {
        with_record!(self, record => Some(table(record.as_ref(), field)?.add(Arc::make_mut(record), ids)))
    }

    /// Takes a row out of a table, and with a line the marks that stand on it.
    pub fn remove_row(&mut self, field: &str, row: usize) {
        let id = self.row_id(field, row);
        with_record!(self, record => {
            if let Some(rows) = table(record.as_ref(), field) {
                rows.remove(Arc::make_mut(record), row);
            }
        });
        if let (Subject::Activity(activity), Some(id)) = (self, id)
            && activity.marks().iter().any(|mark| mark.is_on(Some(&id)))
        {
            let activity = Arc::make_mut(activity);
            activity.marks.iter_mut().for_each(|marks| marks.retain(|mark| !mark.is_on(Some(&id))));
            activity.marks = activity.marks.take().filter(|marks| !marks.is_empty());
        }
    }

    /// Whether a row of a table holds nothing: no value, no mark, and no member that this version does not know.
    pub fn is_blank_row(&self, field: &str, row: usize) -> bool {
        let blank =
            with_record!(self, record => table(record.as_ref(), field).is_some_and(|rows| rows.is_blank(record, row)));
        let id = self.row_id(field, row);
        let mut marks = self.activity().map(|activity| activity.marks()).unwrap_or_default().iter();
        blank && !marks.any(|mark| id.is_some() && mark.is_on(id.as_ref()))
    }

    /// How the field at a place stands.
    pub fn standing(&self, place: &Place) -> Standing {
        let value = self.value(place);
        let mark = self.mark(place);
        let note = |mark: &Mark| mark.note.clone().unwrap_or_default();
        match mark.and_then(|mark| Some((mark, mark.mark.as_deref()?))) {
            Some((mark, Mark::DOES_NOT_APPLY)) => Standing::DoesNotApply(note(mark)),
            Some((mark, Mark::TO_CONFIRM)) => Standing::ToConfirm(note(mark)),
            _ if value.is_none() => Standing::None,
            _ if value.is_empty() => Standing::NotRecorded,
            _ => Standing::Recorded,
        }
    }

    /// The mark that says how the field at a place stands, if there is one. Accepted findings are no such marks.
    pub fn mark(&self, place: &Place) -> Option<&Mark> {
        let (field, line) = self.marked_at(place)?;
        let marks = self.activity()?.marks().iter();
        let mut marks = marks.filter(|mark| !mark.is(Mark::ACCEPTED));
        marks.find(|mark| mark.field.as_deref() == Some(field) && mark.is_on(line.as_ref()))
    }

    /// Puts a mark on the field at a place, in the stead of the one that stood there; `None` takes it off.
    pub fn set_mark(&mut self, place: &Place, mark: Option<Mark>) {
        let Some((field, line)) = self.marked_at(place) else {
            return;
        };
        let Subject::Activity(activity) = self else {
            return;
        };
        let mut marks = activity.marks().to_vec();
        marks.retain(|old| old.is(Mark::ACCEPTED) || old.field.as_deref() != Some(field) || !old.is_on(line.as_ref()));
        let line: Option<Text> = line.map(|id| id.as_str().into());
        marks.extend(mark.map(|mark| Mark { field: Some(field.into()), line, ..mark }));
        Arc::make_mut(activity).marks = Some(marks).filter(|marks| !marks.is_empty());
    }

    /// Marks a field or a field of a line; what does not apply is taken out, with all of a group that is marked as one. A line
    /// that is not there yet is added.
    pub fn mark_as(&mut self, place: &Place, mark: Mark, ids: &mut Ids) -> Result<(), WrongKind> {
        if place.field == "lines" && self.count("lines").unwrap_or(0) == 0 {
            self.add_row("lines", ids);
        }
        if mark.is(Mark::DOES_NOT_APPLY) {
            for part in self.marked_with(place) {
                self.set(&part, Value::Empty, ids)?;
            }
        }
        self.set_mark(place, Some(mark));
        Ok(())
    }

    /// Takes off a mark that no longer holds once a place has a value: «does not apply», and «not known yet» where nothing
    /// stood there before. A value that was doubtful stays so until somebody says that it is known.
    pub fn take_off_outdated_mark(&mut self, before: &Subject, place: &Place) {
        let marked = if place.field == "lines" { *place } else { Place::of(place.field) };
        let is_answered = !self.value(&marked).is_empty();
        let outdated = match self.mark(&marked).and_then(|mark| mark.mark.as_deref()) {
            Some(Mark::DOES_NOT_APPLY) => is_answered,
            Some(Mark::TO_CONFIRM) => is_answered && before.value(&marked).is_empty(),
            _ => false,
        };
        if outdated {
            self.set_mark(&marked, None);
        }
    }

    /// The places on which one mark stands: a field, or every field of its group.
    fn marked_with(&self, place: &Place) -> Vec<Place> {
        let Some(marked_as) = self.column(place).map(|column| column.spec.marked_as()) else { return Vec::new() };
        let columns = if place.cell.is_some() { self.columns(place.field) } else { self.fields() };
        let group = columns.iter().map(|column| column.spec).filter(|spec| spec.marked_as() == marked_as);
        let part = |spec: &Spec| match place.cell {
            Some((row, _)) => Place::cell(place.field, row, spec.id),
            None => Place::of(spec.id),
        };
        group.map(part).collect()
    }

    /// The field, and the line's id, under which marks on a place are kept. A cell of any other table has no marks: they
    /// stand on the table.
    fn marked_at(&self, place: &Place) -> Option<(&'static str, Option<Id>)> {
        let spec: &Spec = self.column(place)?.spec;
        match place.cell {
            Some((row, _)) if place.field == "lines" => Some((spec.marked_as(), Some(self.row_id("lines", row)?))),
            Some(_) => None,
            None => Some((spec.marked_as(), None)),
        }
    }

    /// Every place that holds a value, in reading order.
    pub fn recorded(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for column in self.fields() {
            let field = column.spec.id;
            let rows = if column.kind == Kind::Rows { self.count(field).unwrap_or(0) } else { 0 };
            if rows == 0 {
                places.push(Place::of(field));
            }
            for row in 0..rows {
                places.extend(self.columns(field).iter().map(|cell| Place::cell(field, row, cell.spec.id)));
            }
        }
        places.retain(|place| self.value(place) != Value::Empty);
        places
    }
}

fn fields_of<T: Fielded>(_: &T) -> Vec<Column> {
    columns_of(T::fields())
}

fn column_of<T: Fielded>(_: &T, field: &str) -> Option<Column> {
    T::field(field).map(|field| Column { spec: &field.spec, kind: field.kind() })
}

fn table<T: Fielded>(_: &T, field: &str) -> Option<&'static dyn Rows<T>> {
    match T::field(field)?.access {
        Access::Rows(rows) => Some(rows),
        _ => None,
    }
}

fn value_of<T: Fielded>(record: &T, place: &Place) -> Value {
    match place.cell {
        None => T::field(place.field).map_or(Value::Empty, |field| field.value(record)),
        Some((row, column)) => table(record, place.field).map_or(Value::Empty, |rows| rows.value(record, row, column)),
    }
}

fn set_in<T: Fielded>(record: &mut T, place: &Place, value: Value, ids: &mut Ids) -> Result<(), WrongKind> {
    let Some((row, column)) = place.cell else {
        return T::field(place.field).ok_or(WrongKind)?.set(record, value);
    };
    let rows = table(record, place.field).ok_or(WrongKind)?;
    if rows.count(record).unwrap_or(0) != row {
        return rows.set(record, row, column, value);
    }
    // A value that does not fit must not leave an empty row behind.
    let mut longer = record.clone();
    rows.add(&mut longer, ids);
    rows.set(&mut longer, row, column, value)?;
    *record = longer;
    Ok(())
}
