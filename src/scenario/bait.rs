//! The bait: rewards, what they cost, the money for them, and what a joiner pays.

use super::quantity::Quantity;
use super::trigger::{Recipient, Trigger};
use serde::Serialize;

/// One reward rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reward {
    /// Name as in the file, or one made from the rule (`invites_3`, `join_invitee`); unique.
    pub name: String,
    /// Who gets it.
    pub to: Recipient,
    /// What makes it due.
    pub when: Trigger,
    /// What the person sees in it, in major units (for `rank` and `lottery`: in the chance that one more
    /// invitation gives).
    pub value: Quantity,
    /// What one costs the company (for `pool`: the whole pool).
    pub cost: Amount,
    /// At most so many times per person.
    pub cap: Option<u32>,
    /// At most so many in all; rounded to a whole number.
    pub stock: Option<Quantity>,
    /// Probability that a due reward is really claimed.
    pub redeem: Quantity,
    /// Void when the invitee leaves before this age in days.
    pub if_stays_days: Option<f64>,
    /// What happens when the stock is gone.
    pub when_exhausted: WhenExhausted,
    /// Promised only while there is something left for it, which is then held.
    pub reserve: bool,
}

/// What a reward costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// Major units.
    Money(Quantity),
    /// Share (0.10 for 10 %) of the price that a joiner pays.
    ShareOfPrice(Quantity),
}

/// Money for rewards.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Budget {
    /// Major units.
    pub limit: Quantity,
    /// What happens when it is gone.
    pub when_exhausted: WhenExhausted,
}

/// What happens when money or goods are gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenExhausted {
    /// The rule is off offer from the next step on.
    #[default]
    StopRewards,
    /// The campaign ends: nobody shares any more.
    EndCampaign,
    /// The company pays on; what it pays beyond is overspend.
    Overdraw,
}

impl WhenExhausted {
    /// Whether something that is exhausted so is really gone: the company does not pay on.
    #[must_use]
    pub fn runs_out(self) -> bool {
        self != WhenExhausted::Overdraw
    }
}

impl Reward {
    /// Whether money or goods may run out for it.
    #[must_use]
    pub fn may_run_out(&self, budget: Option<&Budget>) -> bool {
        let money = budget.is_some_and(|budget| budget.when_exhausted.runs_out());
        money || (self.stock.is_some() && self.when_exhausted.runs_out())
    }
}

/// What a joiner pays: `start + step · ⌊joiners so far / every⌋`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Price {
    /// Price of the first joiner, in major units.
    pub start: Quantity,
    /// Rise per stair; 0 for a fixed price.
    pub step: Quantity,
    /// Joiners per stair.
    pub every: u64,
}
