//! Registers of older versions of the format, brought up to date as JSON values before they become a register.

use crate::domain::register::{Register, RegisterFile};
use crate::formats::json::problem::ReadProblem;
use serde_json::Value;

/// A change of the format from one version to the next.
pub struct Migration {
    /// The version it starts from; it leads to the next one.
    pub from: u32,
    /// What changes.
    pub change: fn(&mut Value),
}

/// Every change of the format so far. Version 1 is the first, so there is none yet.
const MIGRATIONS: &[Migration] = &[];

/// The register file of an older text.
pub(crate) fn to_current(text: &str, version: u32) -> Result<RegisterFile, ReadProblem> {
    let value: Value = serde_json::from_str(text).map_err(|cause| ReadProblem::explain(text, &cause))?;
    let value = migrate(value, version, Register::VERSION, MIGRATIONS)?;
    let text = value.to_string();
    serde_json::from_str(&text).map_err(|cause| ReadProblem::explain(&text, &cause))
}

/// Brings a value from one version to another, one step after the other, and writes the version into it.
pub fn migrate(mut value: Value, from: u32, to: u32, migrations: &[Migration]) -> Result<Value, ReadProblem> {
    for version in from..to {
        let migration = migrations.iter().find(|migration| migration.from == version);
        let Some(migration) = migration else {
            return Err(ReadProblem::UnknownVersion { version: from });
        };
        (migration.change)(&mut value);
    }
    if let Some(members) = value.as_object_mut() {
        members.insert("version".to_owned(), to.into());
    }
    Ok(value)
}
