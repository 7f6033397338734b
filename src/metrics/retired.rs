//! Names that metrics once had, and those that mean something else now: whoever uses one is told what to ask for instead.

use super::{Metric, Risk};

/// A metric that there is no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retired {
    /// The name that it had.
    pub name: &'static str,
    /// What to ask for instead: metrics, or numbers of the theory.
    pub instead: &'static [&'static str],
}

/// All of them.
const ALL: [Retired; 2] = [
    Retired { name: "k", instead: &["referred_share", "theory.k"] },
    Retired { name: "profit", instead: &["added_profit", "profit_blended"] },
];

impl Metric {
    /// Whether its name was once that of a figure which had in it whoever would have come or bought anyway.
    #[must_use]
    pub fn has_new_meaning(&self) -> bool {
        matches!(self, Metric::Cac | Metric::CacRetained | Metric::CacPaying | Metric::Roi)
    }
}

impl Risk {
    /// Whether it is told by such a figure.
    #[must_use]
    pub fn has_new_meaning(self) -> bool {
        matches!(self, Risk::AboveBenchmark | Risk::Loss)
    }
}

impl Retired {
    /// The retired metric of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Retired> {
        ALL.into_iter().find(|retired| retired.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Scalar;

    #[test]
    fn what_is_named_instead_is_there() {
        for Retired { name, instead } in ALL {
            assert_eq!(Metric::named(name), None);
            for successor in instead {
                let is_there = match successor.strip_prefix("theory.") {
                    Some(scalar) => Scalar::named(scalar).is_some(),
                    None => Metric::named(successor).is_some(),
                };
                assert!(is_there, "{successor}");
            }
        }
    }
}
