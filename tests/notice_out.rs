//! Privacy notices: written, read back, and held against an activity.

mod comparing;
mod reading_back;
mod screens;
mod writing;
