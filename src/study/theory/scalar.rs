//! What the single numbers of a theory are, for expectations, sweeps and comparisons.

use super::{Growth, Theory};
use crate::metrics::Scalar;

impl Theory {
    /// Whether luck decides over the number, because it decides [whether the campaign gets going](Theory::takes_off). As
    /// long as the market is not felt, expected numbers are those of all campaigns.
    #[must_use]
    pub fn is_left_to_luck(&self, scalar: Scalar) -> bool {
        let felt = match scalar {
            Scalar::FinalSize | Scalar::MarketPart => true,
            _ => self.market.is_some_and(|market| self.course.total().accepted > FELT * market),
        };
        self.takes_off.is_some() && scalar.hangs_on_size() && felt
    }

    /// The number; `None` where it is not defined for the scenario, or left to luck.
    #[must_use]
    pub fn scalar(&self, scalar: Scalar) -> Option<f64> {
        if self.is_left_to_luck(scalar) {
            return None;
        }
        let counts = self.course.total();
        let of_growth = |number: fn(&Growth) -> Option<f64>| self.growth.as_ref().and_then(number);
        let value = match scalar {
            Scalar::K => Some(self.k),
            Scalar::KHunters => self.hunters.map(|hunters| hunters.k),
            Scalar::HuntersStarted => self.hunters.map(|hunters| hunters.started),
            Scalar::Extinction => Some(self.extinction),
            Scalar::GrowthRate => of_growth(|growth| Some(growth.rate_per_day)),
            Scalar::DoublingDays => of_growth(|growth| growth.doubling_days),
            Scalar::GenerationDays => of_growth(|growth| Some(growth.generation_days)),
            Scalar::Share80 => self.share_80,
            Scalar::BringsNobody => Some(self.brings_nobody),
            Scalar::FinalSize => self.final_size,
            Scalar::MarketPart => self.final_size.zip(self.market).map(|(size, market)| size / market),
            Scalar::NewUsers => Some(counts.new_users()),
            Scalar::AddedUsers => Some(counts.added_users()),
            Scalar::Referred => Some(counts.referred),
            Scalar::Organic => Some(counts.organic),
            Scalar::Bought => Some(counts.bought),
            Scalar::Fake => Some(counts.fake),
            Scalar::MembersEnd => Some(counts.members_end),
            Scalar::Sharers => Some(counts.sharers),
            Scalar::Shares => Some(counts.shares),
            Scalar::Accepted => Some(counts.accepted),
            Scalar::Amplification => Some(counts.joined() / (counts.joined() - counts.referred)),
        };
        value.filter(|value| value.is_finite())
    }
}

/// A market of which so much has been won is felt.
const FELT: f64 = 0.01;
