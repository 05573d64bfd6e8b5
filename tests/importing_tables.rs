//! Any spreadsheet becomes drafts of activities, and nothing of it is dropped.

#[path = "importing_tables/account.rs"]
mod account;
#[path = "importing_tables/columns.rs"]
mod columns;
#[path = "importing_tables/samples.rs"]
mod samples;
#[path = "importing_tables/sheets.rs"]
mod sheets;
