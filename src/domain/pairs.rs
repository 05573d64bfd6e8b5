//! An object whose member names are the officer's own, such as ids in other systems.

use crate::domain::Text;
use crate::domain::record::{Key, check_inside};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::fmt;

/// Names and values in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs(pub Vec<Pair>);

/// One name with its value.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    /// The name: a heading, or another system.
    pub name: Option<Text>,
    /// Its value in words.
    pub value: Option<Text>,
    /// The JSON text of a value that is no text, such as a number; it is written as it stood.
    pub raw: Option<Box<RawValue>>,
}

impl PartialEq for Pair {
    fn eq(&self, other: &Self) -> bool {
        let raw = |pair: &Pair| pair.raw.as_ref().map(|raw| raw.get().to_owned());
        self.name == other.name && self.value == other.value && raw(self) == raw(other)
    }
}

impl Serialize for Pairs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut used = HashSet::new();
        for pair in &self.0 {
            // Two rows may carry one name while they are being edited; a member must not stand twice.
            let mut name = pair.name.as_deref().unwrap_or_default().to_owned();
            while !used.insert(name.clone()) {
                name.push('+');
            }
            match &pair.raw {
                Some(raw) => map.serialize_entry(&name, raw)?,
                None => map.serialize_entry(&name, pair.value.as_deref().unwrap_or_default())?,
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Pairs;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a group of members in { }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut names = HashSet::new();
                let mut pairs = Vec::new();
                while let Some(key) = map.next_key::<Key>()? {
                    if !names.insert(key.as_str().to_owned()) {
                        return Err(key.given_twice());
                    }
                    let raw: Box<RawValue> = map.next_value()?;
                    let name = Some(key.as_str().into());
                    pairs.push(match serde_json::from_str::<Text>(raw.get()) {
                        Ok(text) => Pair { name, value: Some(text), raw: None },
                        Err(_) => {
                            check_inside(raw.get()).map_err(serde::de::Error::custom)?;
                            Pair { name, value: Some(raw.get().into()), raw: Some(raw) }
                        }
                    });
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}
