//! The kinds of mark that stand on a field, and where.

use crate::domain::activity::Mark;
use crate::domain::id::Id;

impl Mark {
    /// The mark of a field that is asked about or doubtful.
    pub const TO_CONFIRM: &str = "to-confirm";
    /// The mark of a field that does not apply.
    pub const DOES_NOT_APPLY: &str = "does-not-apply";
    /// The mark of a finding that somebody accepts.
    pub const ACCEPTED: &str = "accepted";

    /// Whether it is a mark of this kind.
    pub fn is(&self, kind: &str) -> bool {
        self.mark.as_deref() == Some(kind)
    }

    /// Whether it stands on this line; `None` asks for a mark on the activity itself.
    pub fn is_on(&self, line: Option<&Id>) -> bool {
        self.line.as_deref() == line.map(Id::as_str)
    }
}
