//! Any spreadsheet becomes drafts of activities, and nothing of it is dropped.

mod account;
mod columns;
mod laws;
mod own_export;
mod samples;
mod sheets;
mod values;
