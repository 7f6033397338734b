//! Why no order can earn a reward.

use serde::Serialize;

/// Why no order can earn a reward, whatever happens.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unearned {
    /// Those on whose orders it hangs do not order.
    ByOthers,
    /// They order later after joining than it is waited for.
    TooLate {
        /// Days after joining.
        days: f64,
    },
    /// They order when it is not on offer, or not yet, or not any more.
    OutsideOfDates,
    /// They cannot spend so much.
    TooLittle {
        /// The most that somebody can spend, in major units.
        most: f64,
    },
}
