//! The campaign's terms: what is due to whom, what becomes of claims, who wins, what is left of money, goods and room, and
//! when the platform strikes. Pure functions of numbers and of the stream they are handed; nothing here knows how members
//! are kept or in which order a step goes. How people respond to the terms is in [`model`](crate::model).

mod accounts;
mod alarm;
mod ban;
mod capacity;
mod claims;
mod closing;
mod code;
mod due;
mod finale;
mod price;
mod treasury;

pub use accounts::Accounts;
pub use alarm::Alarm;
pub use ban::{Shut, Strike, ban_chance, shut_from};
pub use capacity::{groups_needed, room, window};
pub use claims::{Claimant, Fate, claim, claim_prize, kept};
pub use closing::{Ends, cause_of_closing, cause_of_stopping};
pub use code::Code;
pub use due::{Credit, Events, earned, passes};
pub use finale::{Standing, prizes, winners};
pub use price::{next_price, revenue, share_of_revenue};
pub use treasury::{Demand, Exhaustion, Settlement, Treasury};

#[cfg(test)]
mod tests {
    use crate::model::{ALL_INVITATIONS, RuleModel, UnitCost};
    use crate::scenario::{Recipient, Trigger, WhenExhausted};
    use crate::units::Money;

    /// A plain rule: 5 to the inviter at every join.
    pub fn rule() -> RuleModel {
        RuleModel {
            reward: 0,
            dates: 0..u32::MAX,
            invitations: ALL_INVITATIONS,
            to: Recipient::Inviter,
            level: 1,
            when: Trigger::Join,
            value: 5.0,
            cost: UnitCost::Fixed(Money(500)),
            cap: None,
            cap_per_day: None,
            counter: None,
            stock: None,
            redeem: 1.0,
            when_exhausted: WhenExhausted::StopRewards,
            held: None,
            must_stay: None,
            stays: vec![1.0],
            reserve: false,
            on_orders: None,
            recovered: 0.0,
        }
    }
}
