//! ropa.
pub mod domain;
pub mod formats;
pub mod shell;
