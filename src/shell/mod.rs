//! The outside world: the only module that touches files, clock, environment, threads and the terminal.

pub mod bringing;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod effects;
pub mod export_file;
mod former_history;
mod git;
pub mod input;
pub mod journal;
pub mod last_save;
pub mod looking_back;
pub mod matchings;
mod merged_file;
pub mod notice_file;
mod open_file;
pub mod own_folder;
pub mod paths;
pub mod person;
pub mod register_file;
pub mod register_history;
pub mod rescue;
mod searching;
mod settle;
mod signals;
pub mod store;
pub mod terminal;
