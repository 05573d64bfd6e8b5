//! The register as bytes and back: its own JSON, and the sheets that the regulator asks for. Pure.

pub mod change_json;
pub mod history;
pub mod ico;
pub mod import;
pub mod journal;
pub mod json;
pub mod notice;
pub mod other_kind;
pub mod regulator_template;
pub mod workbook;
