//! What is remarkable about a run: facts as data; the words are elsewhere.

use super::Chance;
use crate::scenario::Unmoved;
use serde::Serialize;

/// A remarkable fact, without words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Remark {
    /// K is 1 or more: measured campaigns have K between .02 and .8.
    DoubtfulK {
        /// K of the scenario.
        k: f64,
    },
    /// Dies out with this chance (5 % or more).
    DiesOut(Chance),
    /// Promises are broken with this chance, or will be.
    BreaksPromises {
        /// How often.
        chance: Chance,
        /// Promises broken, mean over all replicates.
        broken: f64,
        /// Promises owed that neither budget nor stock covers, mean over all replicates.
        uncovered: f64,
    },
    /// The budget is overdrawn.
    Overspends {
        /// How often.
        chance: Chance,
        /// Mean overspend over all replicates, major units.
        mean: f64,
    },
    /// Promises are open at the end that will fall due.
    Owed {
        /// Mean over all replicates, major units.
        mean: f64,
    },
    /// Some will get their money back after the end, and it counts as income until then.
    RefundsToCome {
        /// How many, mean over all replicates.
        refunds: f64,
        /// What goes back with them, mean over all replicates, major units.
        money: f64,
    },
    /// Rewards run out.
    Exhausted {
        /// How often.
        chance: Chance,
        /// Mean day of the first exhaustion among those.
        day: f64,
    },
    /// The money of the day is used up on some days: until midnight nothing is promised for it.
    DaysSpent {
        /// How many, mean over all replicates.
        days: f64,
    },
    /// An amount is counted in whole minor units, and that is another.
    Rounded {
        /// As it is given, major units.
        given: f64,
        /// As it counts, major units.
        counted: f64,
    },
    /// The platform strikes.
    Banned {
        /// How often.
        chance: Chance,
        /// Mean day of the first ban among those.
        day: f64,
    },
    /// People are turned away.
    TurnsAway {
        /// How often.
        chance: Chance,
        /// Mean over all replicates.
        mean: f64,
    },
    /// A new user costs more than elsewhere.
    AboveBenchmark {
        /// How often.
        chance: Chance,
        /// CAC over all campaigns; `NaN` where they bring hardly anybody.
        cac: f64,
        /// The benchmark.
        benchmark: f64,
    },
    /// A new user costs clearly less than elsewhere (in 95 % of campaigns).
    BelowBenchmark {
        /// CAC over all campaigns.
        cac: f64,
        /// The benchmark.
        benchmark: f64,
    },
    /// Some inflow is bought for more than a user costs elsewhere.
    BoughtAreDear {
        /// What the dearest of it costs a head.
        cost: f64,
        /// The benchmark.
        benchmark: f64,
    },
    /// Bonus hunters take this part of the reward money (10 % or more).
    HuntersEat {
        /// Part of the reward cost, 0 to 1.
        part: f64,
    },
    /// Bonus hunters bring at least as many of their kind.
    HuntersGrow {
        /// Hunters whom one of them brings.
        k: f64,
        /// Hunters whom one genuine member invites.
        started: f64,
    },
    /// Most of those who join are gone at the end (less than half still there).
    FewStay {
        /// Mean share of all joiners still members at the end.
        share: f64,
    },
    /// At the end there are fewer members than if nothing were done: more leave for what the campaign does than it adds.
    LosesMembers {
        /// How many fewer, mean over all replicates.
        members: f64,
    },
    /// The campaign loses money.
    Loss {
        /// How often.
        chance: Chance,
        /// Mean profit (negative), major units.
        mean: f64,
    },
    /// The range is wide: the 95 % quantile of new users is at least three times the 5 % quantile.
    WideRange {
        /// 5 % quantile of new users.
        low: f64,
        /// 95 % quantile of new users.
        high: f64,
    },
    /// Nobody came by invitation in any replicate.
    NobodyInvited(WhyNobody),
    /// The market is exhausted before the end.
    MarketExhausted(Chance),
    /// There are rewards to which nobody reacts, as nothing says how much they move people.
    Unmoved(Unmoved),
}

/// Why nobody has joined by invitation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WhyNobody {
    /// Nobody has shared.
    NobodyShares,
    /// Nobody has accepted.
    NobodyAccepts,
    /// Everybody has come by himself: all of the market are members, and nobody is left to invite.
    NobodyIsLeft,
    /// Nobody has accepted, and members had so many invitations only.
    NoInvitations,
    /// Who has accepted would join after the end.
    OnTheWay {
        /// Mean number of them.
        people: f64,
        /// What will be due if they join, mean over all replicates, major units.
        money: f64,
    },
    /// Who came found no room.
    NoRoom,
    /// Bonus hunters alone were invited.
    OnlyHunters,
}
