//! A JSON object of the register as a struct: known members in the order of the file format, and whatever else stood there.
//!
//! `record!` writes the reader and the writer of such a struct. Members that this version does not know are kept with
//! their text as it was, behind the member that they followed; a member given twice is refused.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Declares a struct whose JSON object keeps its order and its unknown members.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$member_meta:meta])* $member:ident : $kind:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$member_meta])* pub $member: $kind,)*
            /// Members that this version does not know, each with its place.
            pub others: $crate::domain::record::Others,
        }

        impl $name {
            /// Whether the object holds nothing at all, so that it is left out of the file.
            pub fn is_empty(&self) -> bool {
                $($crate::domain::record::Member::is_absent(&self.$member) &&)* self.others.is_empty()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                self.others.write_after(None, &mut map)?;
                $(
                    if !$crate::domain::record::Member::is_absent(&self.$member) {
                        map.serialize_entry(stringify!($member), &self.$member)?;
                    }
                    self.others.write_after(Some(stringify!($member)), &mut map)?;
                )*
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;
                impl<'de> serde::de::Visitor<'de> for Reader {
                    type Value = $name;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
                        formatter.write_str("a group of members in { }")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        #[derive(Default)]
                        struct Seen { $($member: bool,)* }
                        let mut seen = Seen::default();
                        let mut unknown = std::collections::HashSet::new();
                        let mut record = $name::default();
                        let mut before: Option<&'static str> = None;
                        while let Some(key) = map.next_key::<$crate::domain::record::Key>()? {
                            match key.as_str() {
                                $(stringify!($member) => {
                                    if std::mem::replace(&mut seen.$member, true) {
                                        return Err(key.given_twice());
                                    }
                                    record.$member = $crate::domain::record::Member::holding(map.next_value()?);
                                    before = Some(stringify!($member));
                                })*
                                _ => {
                                    if !unknown.insert(key.as_str().to_owned()) {
                                        return Err(key.given_twice());
                                    }
                                    record.others.add(before, &key, map.next_value()?)?;
                                }
                            }
                        }
                        let _ = (&mut seen, &mut before);
                        Ok(record)
                    }
                }
                deserializer.deserialize_map(Reader)
            }
        }
    };
}
pub(crate) use record;

/// A member that can be left out of the file. One that stands there holds a value: `null` is none.
pub(crate) trait Member {
    /// The value of a member that is not left out.
    type Value;

    /// Whether there is nothing to write.
    fn is_absent(&self) -> bool;

    /// The member with a value in it.
    fn holding(value: Self::Value) -> Self;
}

impl<T> Member for Option<T> {
    type Value = T;

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn holding(value: T) -> Self {
        Some(value)
    }
}

/// The members of an object that this version does not know, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Others(Vec<Other>);

#[derive(Clone, Debug)]
struct Other {
    after: Option<&'static str>,
    key: String,
    value: Box<RawValue>,
}

impl PartialEq for Other {
    fn eq(&self, other: &Self) -> bool {
        self.after == other.after && self.key == other.key && self.value.get() == other.value.get()
    }
}

impl Others {
    /// Whether every member was a known one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The unknown members as key and JSON text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|other| (other.key.as_str(), other.value.get()))
    }

    pub(crate) fn add<E: Error>(
        &mut self,
        after: Option<&'static str>,
        key: &Key,
        value: Box<RawValue>,
    ) -> Result<(), E> {
        check_inside(value.get()).map_err(E::custom)?;
        self.0.push(Other { after, key: key.as_str().to_owned(), value });
        Ok(())
    }

    pub(crate) fn write_after<M: serde::ser::SerializeMap>(
        &self,
        after: Option<&str>,
        map: &mut M,
    ) -> Result<(), M::Error> {
        for other in self.0.iter().filter(|other| other.after == after) {
            map.serialize_entry(&other.key, &other.value)?;
        }
        Ok(())
    }
}

/// The name of a member as it is read, without a copy where the file has no escapes in it.
pub(crate) struct Key<'de>(Cow<'de, str>);

impl Key<'_> {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The refusal of a member that stands twice in one object.
    pub(crate) fn given_twice<E: Error>(&self) -> E {
        E::custom(format_args!("{GIVEN_TWICE}{}", self.0))
    }
}

/// How the reader's refusal of a doubled member begins; the rest is the member's name.
pub(crate) const GIVEN_TWICE: &str = "given twice: ";

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Key<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("the name of a member")
            }

            fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E: Error>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(Reader)
    }
}

/// Refuses doubled members and bottomless nesting inside a value that is otherwise kept as its text.
pub(crate) fn check_inside(text: &str) -> Result<(), String> {
    if !text.starts_with(['{', '[']) {
        return Ok(());
    }
    check(text).map_err(|problem| reason(&problem))
}

/// Looks for doubled members and bottomless nesting anywhere in a JSON text.
pub(crate) fn check(text: &str) -> Result<(), serde_json::Error> {
    serde_json::from_str::<Checked>(text).map(|_| ())
}

/// What the reader says is wrong, without the place.
pub(crate) fn reason(problem: &serde_json::Error) -> String {
    let words = problem.to_string();
    match words.rsplit_once(" at line ") {
        Some((reason, _)) => reason.to_owned(),
        None => words,
    }
}

struct Checked;

impl<'de> Deserialize<'de> for Checked {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Checked;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("any value")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Checked, A::Error> {
                let mut keys = std::collections::HashSet::new();
                // Numbers arrive as a map too where their text is kept; they have one member only.
                while let Some(key) = map.next_key::<String>()? {
                    if keys.contains(&key) {
                        return Err(Key(Cow::Owned(key)).given_twice());
                    }
                    map.next_value::<Checked>()?;
                    keys.insert(key);
                }
                Ok(Checked)
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<Checked, A::Error> {
                while list.next_element::<Checked>()?.is_some() {}
                Ok(Checked)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Checked, E> {
                Ok(Checked)
            }

            fn visit_str<E>(self, _: &str) -> Result<Checked, E> {
                Ok(Checked)
            }

            fn visit_unit<E>(self) -> Result<Checked, E> {
                Ok(Checked)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Checked, E> {
                Ok(Checked)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Checked, E> {
                Ok(Checked)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Checked, E> {
                Ok(Checked)
            }
        }
        deserializer.deserialize_any(Reader)
    }
}
