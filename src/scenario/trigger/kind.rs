//! Which triggers there are, with and without their numbers.

use serde::Serialize;

/// What makes a reward due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Trigger {
    /// The first share (recipient: inviter only).
    Share,
    /// The join of an invitee (to the inviter and upline: when the invitation is accepted; to the
    /// invitee: on arrival).
    Join,
    /// So many invitations credited (inviter only).
    Invites(u32),
    /// Every so many invitations credited (inviter only).
    Every(u32),
    /// At the end, to the top so many by invitations (inviter only).
    Rank(u32),
    /// At the end, to so many winners; every invitation is a ticket (inviter only).
    Lottery(u32),
    /// At the end, one pool for all who reached so many invitations (inviter only).
    Pool(u32),
    /// The first order of an invitee; to the buyer, of anybody.
    Buy,
    /// The order that lifts what somebody has spent on orders to so much.
    Spent(u32),
    /// Every order.
    Order,
}

/// A trigger without its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TriggerKind {
    /// The first share.
    Share,
    /// The join of an invitee.
    Join,
    /// So many invitations.
    Invites,
    /// Every so many invitations.
    Every,
    /// The top so many.
    Rank,
    /// So many winners.
    Lottery,
    /// A pool for all who reached so many invitations.
    Pool,
    /// The first order.
    Buy,
    /// So much spent on orders.
    Spent,
    /// Every order.
    Order,
}

impl Trigger {
    /// The trigger without its number.
    #[must_use]
    pub const fn kind(self) -> TriggerKind {
        match self {
            Trigger::Share => TriggerKind::Share,
            Trigger::Join => TriggerKind::Join,
            Trigger::Invites(_) => TriggerKind::Invites,
            Trigger::Every(_) => TriggerKind::Every,
            Trigger::Rank(_) => TriggerKind::Rank,
            Trigger::Lottery(_) => TriggerKind::Lottery,
            Trigger::Pool(_) => TriggerKind::Pool,
            Trigger::Buy => TriggerKind::Buy,
            Trigger::Spent(_) => TriggerKind::Spent,
            Trigger::Order => TriggerKind::Order,
        }
    }

    /// Its number, to be read or changed.
    pub(in crate::scenario) fn number_mut(&mut self) -> Option<&mut u32> {
        match self {
            Trigger::Share | Trigger::Join | Trigger::Buy | Trigger::Order => None,
            Trigger::Invites(number)
            | Trigger::Every(number)
            | Trigger::Rank(number)
            | Trigger::Lottery(number)
            | Trigger::Pool(number)
            | Trigger::Spent(number) => Some(number),
        }
    }

    /// The number of invitations at which it is one of several tiers, if it is.
    #[must_use]
    pub const fn tier(self) -> Option<u32> {
        match self {
            Trigger::Invites(invites) => Some(invites),
            Trigger::Share
            | Trigger::Join
            | Trigger::Every(_)
            | Trigger::Rank(_)
            | Trigger::Lottery(_)
            | Trigger::Pool(_)
            | Trigger::Buy
            | Trigger::Spent(_)
            | Trigger::Order => None,
        }
    }

    /// Whether it is about orders.
    #[must_use]
    pub const fn is_of_orders(self) -> bool {
        matches!(self, Trigger::Buy | Trigger::Spent(_) | Trigger::Order)
    }

    /// Whether it is joining itself that earns it.
    #[must_use]
    pub const fn is_of_joining(self) -> bool {
        matches!(self, Trigger::Join)
    }

    /// Its number.
    #[must_use]
    pub fn number(mut self) -> Option<u32> {
        self.number_mut().copied()
    }
}

impl TriggerKind {
    /// The trigger with this number; a trigger without a number does not look at it.
    #[must_use]
    pub const fn with(self, number: u32) -> Trigger {
        match self {
            TriggerKind::Share => Trigger::Share,
            TriggerKind::Join => Trigger::Join,
            TriggerKind::Invites => Trigger::Invites(number),
            TriggerKind::Every => Trigger::Every(number),
            TriggerKind::Rank => Trigger::Rank(number),
            TriggerKind::Lottery => Trigger::Lottery(number),
            TriggerKind::Pool => Trigger::Pool(number),
            TriggerKind::Buy => Trigger::Buy,
            TriggerKind::Spent => Trigger::Spent(number),
            TriggerKind::Order => Trigger::Order,
        }
    }
}
