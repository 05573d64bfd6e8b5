//! The integration tests, as one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops where something is missing"
)]

mod comma_separated;
mod fold;
mod law;
mod regulator_template;
mod store;
mod vocabulary;
mod wordings;
mod workbook;
mod written_files;
