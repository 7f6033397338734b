//! What came of a reminder.

/// A reminder that is sent to members of a segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reminding {
    pub segment: usize,
    /// Members before it is sent.
    pub members: u64,
    /// Those of them who are addressed, who open it, and who leave because of it.
    pub addressed: u64,
    pub opened: u64,
    pub lost: u64,
}
