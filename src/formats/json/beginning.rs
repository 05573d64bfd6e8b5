//! What the first bytes of a register file tell.

use crate::domain::Text;
use crate::domain::register::Stamp;
use crate::formats::json::BYTE_ORDER_MARK;
use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// The stamp of a register file, from its first bytes; nothing where it does not stand whole among them.
pub fn stamp(bytes: &[u8]) -> Option<Stamp> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let mut stamp = None;
    // What comes behind the stamp is not looked at, and is cut somewhere.
    let _cut = serde_json::Deserializer::from_slice(bytes).deserialize_map(UpToStamp(&mut stamp));
    stamp
}

/// Reads members until the stamp has come.
struct UpToStamp<'a>(&'a mut Option<Stamp>);

impl<'de> Visitor<'de> for UpToStamp<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a register")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<Text>()? {
            if &*name == "saved" {
                *self.0 = members.next_value()?;
                return Ok(());
            }
            members.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
