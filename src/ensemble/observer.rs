//! Who watches an ensemble: it learns how far the work is and may stop it. It is no part of the result.

/// Watches an ensemble. Called from many threads.
pub trait Observer: Sync {
    /// `done` more replicates are finished.
    fn advanced(&self, done: u64);
    /// Whether to stop with what is finished. Asked before every step of every replicate, so that it must cost
    /// next to nothing.
    fn wants_to_stop(&self) -> bool;
}

/// An observer that says nothing and stops nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {
    fn advanced(&self, _done: u64) {}
    fn wants_to_stop(&self) -> bool {
        false
    }
}
