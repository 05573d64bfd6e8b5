//! A clash as the register keeps it until somebody settles it, and the settling.

use crate::domain::Text;
use crate::domain::diff::{About, FieldChange};
use crate::domain::field_path::{FieldPath, Part};
use crate::domain::id::Id;
use crate::domain::merge::Clash;
use crate::domain::patch::{DoesNotFit, patch};
use crate::domain::path::{ORGANISATION, VOCABULARY};
use crate::domain::register::{Conflict, Kept, Register, RegisterFile};
use serde_json::Value;

impl Clash {
    /// The clash as the register keeps it; `who` made the other change at the moment `on`.
    pub fn kept(&self, who: &str, on: &str) -> Conflict {
        let (id, start) = match &self.about {
            About::Activity(id) => (Some(id.as_str().into()), ""),
            About::Organisation => (None, ORGANISATION),
            About::Vocabulary => (None, VOCABULARY),
            About::Register => (None, REGISTER),
        };
        let line = self.path.line();
        let path = match (line, self.path.parts()) {
            (Some(_), [_, _, rest @ ..]) if !rest.is_empty() => FieldPath::of(rest.to_vec()),
            (Some(_), _) => FieldPath::whole().member(LINES),
            (None, _) => self.path.clone(),
        };
        let field = Text::from(format!("{start}{path}"));
        Conflict {
            id,
            line: line.map(Text::from),
            field: Some(field).filter(|field| !field.is_empty()),
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

    /// The register with a value put where the two sides clash; `None` takes out what is there.
    ///
    /// # Errors
    /// The record or row is not there any more, or cannot hold the value.
    pub fn settled(&self, register: &Register, value: Option<Value>) -> Result<Register, DoesNotFit> {
        let (about, path) = (self.about.clone(), self.path.clone());
        patch(register, &[FieldChange { about, path, from: self.yours.clone(), to: value, after: None }])
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
