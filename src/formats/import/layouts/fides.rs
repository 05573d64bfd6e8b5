//! Fides: the manifest in which engineers declare their systems (YAML), and the data map that it makes of it (JSON or rows).
//!
//! The keys of its taxonomy (`user.contact.email`) become words that read as one term (`Contact - email`); the key itself stays in
//! the evidence. «N/A» is its blank: nothing is recorded for it.

mod datamap;
mod fields;
mod lines;
mod manifest;
mod taxonomy;

pub use datamap::{bring_datamap, bring_datamap_text, is_datamap, is_datamap_text};
pub use manifest::{bring_manifest, is_manifest};
