//! Privacy notices: written from an activity, and held against one.

pub mod compare;
pub mod written;
