//! The integration tests, as one binary.

mod comma_separated;
mod regulator_template;
mod vocabulary;
mod workbook;
mod written_files;
