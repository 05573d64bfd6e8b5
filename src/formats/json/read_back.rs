//! Reading back what is about to be saved: one activity after the other, so that a large register is in memory once.

use crate::domain::activity::Activity;
use crate::domain::id::{Id, Ids};
use crate::formats::json::layout::Layout;
use crate::formats::json::{BYTE_ORDER_MARK, Form, read, write};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, Serialize};
use std::collections::HashSet;
use std::fmt;

/// Whether the bytes of a register file in our layout read back whole: all that is read from them, written again, gives
/// the very same bytes, and every id stands once.
pub fn reads_back(bytes: &[u8], form: Form, ids: &mut Ids) -> bool {
    let same = |bytes: &[u8], ids: &mut Ids| {
        let register = read(bytes, ids).ok()?.register;
        (write(&register, form) == bytes).then_some(register)
    };
    // In our layout a line that begins so is the register's own member: inside a text a line end is an escape.
    let list = memchr::memmem::find(bytes, LIST).filter(|_| !form.windows_line_ends);
    let Some((before, list)) = list.and_then(|place| bytes.split_at_checked(place + LIST.len() - 1)) else {
        return same(bytes, ids).is_some();
    };
    let mut activities = Activities { left: list, written: Vec::new(), ids: HashSet::new(), is_first: true };
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(text);
    if reader.deserialize_map(Whole(&mut activities)).and_then(|()| reader.end()).is_err() {
        return false;
    }
    let Some(behind) = activities.left.strip_prefix(b"\n  ]") else { return false };
    let without = [before, b"]", behind].concat();
    same(&without, ids).is_some_and(|register| !activities.ids.contains(&register.file().id))
}

/// How a list of activities begins that is not empty.
const LIST: &[u8] = b"\n  \"activities\": [\n";

/// The whole file, of which only the activities are looked at.
struct Whole<'a, 'b>(&'a mut Activities<'b>);

impl<'de> Visitor<'de> for Whole<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a register")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            if name == "activities" {
                members.next_value_seed(&mut *self.0)?;
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// The activities that were read so far.
struct Activities<'a> {
    /// The bytes that those still to come must give.
    left: &'a [u8],
    /// One of them, written again.
    written: Vec<u8>,
    ids: HashSet<Id>,
    is_first: bool,
}

impl Activities<'_> {
    /// Whether an activity is the one whose bytes come next.
    fn is_next(&mut self, activity: &Activity) -> bool {
        self.written.clear();
        self.written.extend_from_slice(if self.is_first { b"\n    " } else { b",\n    " });
        self.is_first = false;
        let mut serializer = serde_json::Serializer::with_formatter(&mut self.written, Layout::inside(2));
        if activity.serialize(&mut serializer).is_err() {
            return false;
        }
        let Some(left) = self.left.strip_prefix(self.written.as_slice()) else { return false };
        self.left = left;
        let lines = activity.lines().iter().map(|line| &line.id);
        let transfers = activity.transfers().iter().map(|transfer| &transfer.id);
        let mut all = std::iter::once(&activity.id).chain(lines).chain(transfers);
        all.all(|id| !id.is_missing() && self.ids.insert(id.clone()))
    }
}

impl<'de> DeserializeSeed<'de> for &mut Activities<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &mut Activities<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of activities")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(activity) = list.next_element::<Activity>()? {
            if !self.is_next(&activity) {
                return Err(Error::custom("another activity"));
            }
        }
        Ok(())
    }
}
