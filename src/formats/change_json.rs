//! A difference as JSON, the way history and journal both write it: `{"activity":"k7m2q9xd","field":"dpia.link","from":…,"to":…}`.

use crate::domain::diff::{About, FieldChange};
use crate::domain::field_path::FieldPath;
use crate::domain::id::Id;
use serde_json::{Map, Value};

/// A difference as JSON. A member that is not there is not recorded; the whole record has no `field`.
pub fn to_json(change: &FieldChange) -> Value {
    let mut members = Map::new();
    let mut put = |name: &str, value: Value| members.insert(name.to_owned(), value);
    match &change.about {
        About::Register => put("about", "register".into()),
        About::Organisation => put("about", "organisation".into()),
        About::Vocabulary => put("about", "vocabulary".into()),
        About::Activity(id) => put("activity", id.as_str().into()),
    };
    if !change.path.is_whole() {
        put("field", change.path.to_string().into());
    }
    if let Some(after) = &change.after {
        put("after", after.as_ref().into());
    }
    if let Some(from) = &change.from {
        put("from", from.clone());
    }
    if let Some(to) = &change.to {
        put("to", to.clone());
    }
    Value::Object(members)
}

/// Reads a difference; `None` where it is none. Members of other names are passed over, so that an entry may hold its
/// difference among what else it says.
pub fn from_json(value: &Value) -> Option<FieldChange> {
    let members = value.as_object()?;
    let text = |name: &str| members.get(name).map(|value| value.as_str().ok_or(())).transpose().ok();
    let about = match (text("about")?, text("activity")?) {
        (None, Some(id)) => About::Activity(Id::from(id)),
        (Some("register"), None) => About::Register,
        (Some("organisation"), None) => About::Organisation,
        (Some("vocabulary"), None) => About::Vocabulary,
        _ => return None,
    };
    Some(FieldChange {
        about,
        path: FieldPath::read(text("field")?.unwrap_or_default())?,
        from: members.get("from").cloned(),
        to: members.get("to").cloned(),
        after: text("after")?.map(Into::into),
    })
}
