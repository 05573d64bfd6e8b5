//! Layouts of other systems, recognised by themselves.

pub mod lg_inform;
