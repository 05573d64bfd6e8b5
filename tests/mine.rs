//! Only while developing.
mod importing_tables;
