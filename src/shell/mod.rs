//! The outside world: the only module that touches files, clock, environment, threads and the terminal.

/// The bytes of a register on disk: read whole, replaced whole.
pub mod store;
