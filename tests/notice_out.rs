//! Privacy notices: written, read back, and held against an activity.

mod writing;
