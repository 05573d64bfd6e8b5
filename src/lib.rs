//! ropa.
pub mod domain;
pub mod formats;
