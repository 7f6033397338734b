//! Since when members are there, and when they will order.

/// An order to come: of which sale, and in which step, at which moments of it.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Due {
    pub sale: usize,
    pub step: u32,
    pub span: [f64; 2],
}

/// Since when members are there.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Came {
    /// Since a step before.
    Before,
    /// Since any moment of this step.
    Anytime,
    /// Since this moment of it.
    At(f64),
}
