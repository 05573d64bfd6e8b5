//! The integration tests, as one binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops where something is missing"
)]

mod approving;
mod asks;
mod beginning_and_leaving;
mod book;
mod bringing;
mod cells;
mod change_json;
mod changes;
mod checks;
mod comma_separated;
mod command_line;
mod cursor;
mod dates;
mod documents;
mod duplicates;
mod editing;
mod ended_from_outside;
mod every_field;
mod every_screen;
mod filling_in;
mod filling_rows;
mod finding;
mod fold;
mod generated;
mod git;
mod golden;
mod guide;
mod hints;
mod history;
mod hostile_screens;
mod importing;
mod importing_tables;
mod journal;
mod journal_lines;
mod journeys;
mod keeping;
mod law;
mod letters;
mod lexicon;
mod lg_inform;
mod looking_back;
mod main_job;
mod many_at_once;
mod merging;
mod notice_out;
mod outside;
mod past;
mod pictures;
mod readiness_screens;
mod reading;
mod reading_back;
mod register_file;
mod regulator_cells;
mod regulator_export;
mod regulator_reading;
mod regulator_sheets;
mod regulator_template;
mod renaming;
mod rescuing;
mod rules;
mod screenshot;
mod seams;
mod search;
mod sheets;
mod sizes;
mod store;
mod story;
mod taking_in;
mod telling;
mod text;
mod textbox;
mod tidy;
mod two_officers;
mod unmerged;
mod vocabulary;
mod wordings;
mod words;
mod workbook;
mod written_files;
