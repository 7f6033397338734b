//! How large a text may be, so that reading it takes neither seconds nor gigabytes.

/// The largest scenario that is read, in bytes. The largest sensible one has a few kilobytes.
pub const MAX_BYTES: usize = 1 << 20;

/// Levels of nesting; the deepest sensible scenario has eight.
pub const MAX_DEPTH: usize = 32;

/// Values in all, counting what aliases stand for.
pub(super) const MAX_VALUES: usize = 50_000;

/// Characters in all, counting what aliases stand for.
pub(super) const MAX_EXPANDED_BYTES: usize = 4 * MAX_BYTES;
