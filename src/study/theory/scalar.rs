//! The single numbers of a theory by name, for expectations, sweeps and comparisons.

use super::{Growth, Theory};

/// Names of [`Theory::scalar`], in the order in which they are told.
pub const SCALARS: [&str; 19] = [
    "k",
    "k_genuine",
    "extinction",
    "growth_rate",
    "doubling_days",
    "generation_days",
    "share_80",
    "brings_nobody",
    "final_size",
    "market_part",
    "new_users",
    "referred",
    "organic",
    "fake",
    "members_end",
    "sharers",
    "shares",
    "accepted",
    "amplification",
];

impl Theory {
    /// The number of this name (one of [`SCALARS`]); `None` where it is not defined for the scenario, or unknown.
    #[must_use]
    pub fn scalar(&self, name: &str) -> Option<f64> {
        let counts = self.course.total();
        let of_growth = |number: fn(&Growth) -> Option<f64>| self.growth.as_ref().and_then(number);
        let value = match name {
            "k" => Some(self.k),
            "k_genuine" => Some(self.k_genuine.unwrap_or(self.k)),
            "extinction" => Some(self.extinction),
            "growth_rate" => of_growth(|growth| Some(growth.rate_per_day)),
            "doubling_days" => of_growth(|growth| growth.doubling_days),
            "generation_days" => of_growth(|growth| Some(growth.generation_days)),
            "share_80" => self.share_80,
            "brings_nobody" => Some(self.brings_nobody),
            "final_size" => self.final_size,
            "market_part" => self.final_size.zip(self.market).map(|(size, market)| size / market),
            "new_users" => Some(counts.new_users()),
            "referred" => Some(counts.referred),
            "organic" => Some(counts.organic),
            "fake" => Some(counts.fake),
            "members_end" => Some(counts.members_end),
            "sharers" => Some(counts.sharers),
            "shares" => Some(counts.shares),
            "accepted" => Some(counts.accepted),
            "amplification" => Some(counts.joined() / (counts.seeds + counts.organic)),
            _ => None,
        };
        value.filter(|value| value.is_finite())
    }
}
