//! A clash as the register keeps it until somebody settles it, and the settling.

use crate::domain::Text;
use crate::domain::diff::{About, FieldChange, head};
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::id::Id;
use crate::domain::merge::Clash;
use crate::domain::patch::{DoesNotFit, patch};
use crate::domain::path::{ORGANISATION, VOCABULARY};
use crate::domain::register::{Conflict, Kept, Register, RegisterFile};
use crate::domain::shape::{Shape, keys_of};
use crate::domain::tree;
use serde_json::Value;

impl Clash {
    /// The clash as the register keeps it; `who` made the other change at the moment `on`.
    pub fn kept(&self, who: &str, on: &str) -> Conflict {
        let Named { id, line, field } = Named::of(&self.about, &self.path);
        Conflict {
            id: id.map(Text::from),
            line: line.map(Text::from),
            field: Some(field).filter(|field| !field.is_empty()).map(Text::from),
            base: self.base.as_ref().and_then(Kept::of),
            yours: self.yours.as_ref().and_then(Kept::of),
            theirs: self.theirs.as_ref().and_then(Kept::of),
            who: Some(who.trim()).filter(|who| !who.is_empty()).map(Text::from),
            on: Some(on).filter(|on| !on.is_empty()).map(Text::from),
            ..Conflict::default()
        }
    }

    /// The clash that the register keeps; `None` where its field is not named as this program names fields.
    pub fn read(kept: &Conflict) -> Option<Clash> {
        let field = kept.field.as_deref().unwrap_or_default();
        let (about, field) = match &kept.id {
            Some(id) => (About::Activity(Id::from(&**id)), field),
            None => [(ORGANISATION, About::Organisation), (VOCABULARY, About::Vocabulary), (REGISTER, About::Register)]
                .into_iter()
                .find_map(|(start, about)| Some((about, field.strip_prefix(start)?)))?,
        };
        let mut path = FieldPath::read(field)?;
        if let Some(line) = &kept.line {
            let inside = if field == LINES { &[][..] } else { path.parts() };
            let start = [Part::Member(LINES.to_owned()), Part::Row(line.to_string())];
            path = FieldPath::of(start.into_iter().chain(inside.iter().cloned()).collect());
        }
        let value = |kept: &Option<Kept>| kept.as_ref().and_then(Kept::value);
        let (base, yours, theirs) = (value(&kept.base), value(&kept.yours), value(&kept.theirs));
        Some(Clash { about, path, base, yours, theirs })
    }

    /// What the register holds there now, which may be neither side's value any more; `None` where there is nothing.
    pub fn now(&self, register: &Register) -> Option<Value> {
        let file = register.file();
        let record = match &self.about {
            About::Activity(id) => tree::of(register.activity(id)?.as_ref()),
            About::Organisation => tree::of(file.organisation.as_deref()?),
            About::Vocabulary => tree::of(file.vocabulary.as_deref()?),
            About::Register => tree::of(&head(file)),
        };
        let mut way = FieldPath::whole();
        self.path.parts().iter().try_fold(record.ok()?, |mut value, part| match part {
            Part::Member(name) => {
                way = way.member(name);
                value.as_object_mut()?.shift_remove(name)
            }
            Part::Row(key) => {
                let Shape::Rows(members) = Shape::of(&way.names(), &value) else { return None };
                way = way.row(key);
                let rows = value.as_array_mut()?;
                let place = keys_of(rows, members).iter().position(|known| known == key)?;
                rows.get_mut(place).map(Value::take)
            }
        })
    }

    /// The register with a value put where the two sides clash; `None` takes out what is there.
    ///
    /// # Errors
    /// The record or row is not there any more, or cannot hold the value.
    pub fn settled(&self, register: &Register, value: Option<Value>) -> Result<Register, DoesNotFit> {
        let (about, path) = (self.about.clone(), self.path.clone());
        patch(register, &[FieldChange { about, path, from: self.yours.clone(), to: value, after: None }])
    }
}

/// A place in a register as its file and the answers of the command line name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The activity; `None` for the organisation, its words and the register itself, which `field` begins with.
    pub id: Option<String>,
    /// The line, where the place is in one.
    pub line: Option<String>,
    /// The field, inside the line where there is one; nothing for a whole activity.
    pub field: String,
}

impl Named {
    /// What a place is called.
    pub fn of(about: &About, path: &FieldPath) -> Named {
        let (id, start) = match about {
            About::Activity(id) => (Some(id.as_str().to_owned()), ""),
            About::Organisation => (None, ORGANISATION),
            About::Vocabulary => (None, VOCABULARY),
            About::Register => (None, REGISTER),
        };
        let line = path.line();
        let inside = match (line, path.parts()) {
            (Some(_), [_, _, rest @ ..]) if !rest.is_empty() => FieldPath::of(rest.to_vec()),
            (Some(_), _) => FieldPath::whole().member(LINES),
            (None, _) => path.clone(),
        };
        Named { id, line: line.map(str::to_owned), field: format!("{start}{inside}") }
    }
}

impl Register {
    /// The clashes of earlier merges that nobody has settled yet.
    pub fn conflicts(&self) -> &[Conflict] {
        self.file().conflicts.as_deref().unwrap_or_default()
    }

    /// The register with these clashes still to be settled; none at all leaves the list out.
    pub fn with_conflicts(&self, conflicts: Vec<Conflict>) -> Register {
        let conflicts = Some(conflicts).filter(|conflicts| !conflicts.is_empty());
        Register::from_file(RegisterFile { conflicts, ..self.file().clone() })
    }
}

/// How the paths of the register itself begin in its list of clashes.
const REGISTER: &str = "register.";
/// The table of linked lines.
const LINES: &str = "lines";
