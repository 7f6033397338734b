//! The numbers of the bait: rewards, the goal gradient, budget and price.

use super::fact::{Fact, Fallback};
use super::people::duration;
use super::refund::refund as refund_of;
use super::slot::Slot;
use super::walk::Walk;
use crate::scenario::{
    Amount, ByInvites, Counted, Domain, Levels, Meaning, Price, Quantity, Reward, Scenario,
};

impl Scenario {
    pub(crate) const PATIENCE: Fact =
        Fact::chance("How much a reward one invitation further away is still felt.").or(0.8);
}

impl Reward {
    pub(crate) const FROM: Fact = Fact::moment(Domain::WAIT, "From when on it is on offer.").or(0.0);
    pub(crate) const REDEEM: Fact = Fact::chance("Chance that who has earned it really claims it.").or(1.0);
    pub(crate) const RECOVERED: Fact =
        Fact::chance("Part that comes back of what was paid for a purchase that is refunded later.").or(0.0);
}

impl Price {
    pub(crate) const STEP: Fact = Fact::money("How much it rises each time.").or(0.0).in_whole();
}

/// The beginning, as a key of a map by time has it.
const AT_FIRST: &str = "0d";

pub(super) fn bait(walk: &mut Walk<'_>, scenario: &mut Scenario) {
    const LIMIT: Fact = Fact::money("So much and no more.").or_absent().in_whole();
    const PER_DAY: Fact = Fact::money("What the rewards earned on one day may cost.").or_absent().in_whole();
    walk.within("incentive", |walk| walk.items(&mut scenario.incentive, reward));
    walk.number("patience", Scenario::PATIENCE, Slot::Quantity(&mut scenario.patience));
    if let Some(budget) = &mut scenario.budget {
        let usual = budget.when_exhausted == Default::default() && budget.per_day.is_none();
        walk.within("budget", |walk| {
            walk.number_or_all("limit", usual, LIMIT, Slot::Quantity(&mut budget.limit));
            if let Some(per_day) = &mut budget.per_day {
                walk.number("per_day", PER_DAY, Slot::Quantity(per_day));
            }
        });
    }
    if let Some(stairs) = &mut scenario.price {
        walk.within("price", |walk| price(walk, stairs));
    }
}

fn reward(walk: &mut Walk<'_>, reward: &mut Reward) {
    const VALUE: Fact = Fact::money("What the person sees in it, in money; as `cost` when left out.")
        .or_as("cost")
        .lever(1e9);
    const COST: Fact =
        Fact::money("What one costs you, in money or as `10%` of the price; for a pool: the whole pool.")
            .or_as("value")
            .in_whole();
    const CAP: Fact =
        Fact::new(Meaning::Pieces, Domain::MANY, "At most so many times per person.").or_absent();
    const PER_DAY: Fact =
        Fact::new(Meaning::Pieces, Domain::MANY, "At most so many times per person on one day.").or_absent();
    const STOCK: Fact = Fact::new(Meaning::Pieces, Domain::COUNT, "At most so many in all.").or_absent();
    const UNTIL: Fact = Fact::moment(Domain::SPAN, "From when on it is not on offer any more.").or_absent();
    const STAYS: Fact =
        Fact::new(Meaning::Days, Domain::WAIT, "Given only if the invitee stays this long.").or_absent();
    let is_dated = reward.is_dated();
    const WITHIN: Fact =
        Fact::new(Meaning::Days, Domain::SPAN, "The order must come so soon after the invitee has joined.")
            .or_absent();
    const HOLD: Fact =
        Fact::new(Meaning::Days, Domain::SPAN, "Due only so long after what has earned it.").or_absent();
    const LEVEL: Fact = Fact::new(
        Meaning::Count,
        Domain::LEVEL,
        "Of the upline: 2 is the inviter's inviter, 3 his inviter; 2 when left out.",
    )
    .or_absent();
    const SHARE: Fact =
        Fact::chance("What each level above the inviter gets of what the one below it gets.").lever(1.0);
    const UP_TO: Fact =
        Fact::new(Meaning::Count, Domain::LEVEL, "The last level that gets anything; the inviter is 1.");
    // What is no number stands here too, so that a field that is added to a reward is named by the compiler.
    let Reward {
        name: _,
        to: _,
        level,
        levels,
        when,
        value,
        cost,
        value_later,
        cost_later,
        value_by_invites,
        cost_by_invites,
        from_days,
        until_days,
        cap,
        cap_per_day,
        stock,
        redeem,
        if_stays_days,
        within_days,
        hold_days,
        recovered,
        when_exhausted: _,
        reserve: _,
    } = reward;
    if let Some(level) = level {
        walk.number("level", LEVEL, Slot::Whole(level));
    }
    if let Some(Levels { share, up_to }) = levels {
        walk.within("levels", |walk| {
            walk.number("share", SHARE, Slot::Quantity(share));
            walk.number("up_to", UP_TO, Slot::Whole(up_to));
        });
    }
    match (&mut value_later[..], value_by_invites) {
        (_, Some(by)) => walk.within("value", |walk| {
            let amount = |walk: &mut Walk<'_>, fact: Fact, value: &mut Quantity| {
                walk.here(fact, Slot::Quantity(value));
            };
            by_invites(walk, VALUE, value, by, amount);
        }),
        ([], None) => walk.number("value", VALUE, Slot::Quantity(value)),
        (later, None) => walk.within("value", |walk| {
            let by_time = Fact { fallback: Fallback::Required, ..VALUE };
            walk.named("<time>", AT_FIRST, |walk| walk.here(by_time, Slot::Quantity(value)));
            for (days, value) in later {
                walk.named("<time>", &duration(*days), |walk| walk.here(by_time, Slot::Quantity(value)));
            }
        }),
    }
    let kind = when.kind();
    if let (Some(counted), Some(count)) = (kind.counts(), when.number_mut()) {
        let fact = Fact::new(counted.meaning(), Domain::MANY, kind.words());
        let fact = if counted == Counted::Mark { fact.lever(1e9) } else { fact };
        walk.within("when", |walk| walk.number(kind.word(), fact, Slot::Whole(count)));
    }
    let of_price = |fact: Fact| Fact { meaning: Meaning::Chance, domain: Domain::CHANCE, ..fact };
    let amount = |walk: &mut Walk<'_>, fact: Fact, cost: &mut Amount| match cost {
        Amount::Money(money) => walk.here(fact, Slot::Quantity(money)),
        Amount::ShareOfPrice(part) => walk.here(of_price(fact), Slot::Quantity(part)),
    };
    walk.within("cost", |walk| match (&mut cost_later[..], cost_by_invites) {
        (_, Some(by)) => by_invites(walk, COST, cost, by, amount),
        ([], None) => amount(walk, COST, cost),
        (later, None) => {
            let by_time = Fact { fallback: Fallback::Required, ..COST };
            walk.named("<time>", AT_FIRST, |walk| amount(walk, by_time, cost));
            for (days, cost) in later {
                walk.named("<time>", &duration(*days), |walk| amount(walk, by_time, cost));
            }
        }
    });
    if is_dated {
        walk.number("from", Reward::FROM, Slot::Real(from_days));
    }
    if let Some(until) = until_days {
        walk.number("until", UNTIL, Slot::Real(until));
    }
    walk.within("cap", |walk| {
        if let Some(cap) = cap {
            walk.number_or_all("total", cap_per_day.is_none(), CAP, Slot::Whole(cap));
        }
        if let Some(per_day) = cap_per_day {
            walk.number("per_day", PER_DAY, Slot::Whole(per_day));
        }
    });
    if let Some(stock) = stock {
        walk.number("stock", STOCK, Slot::Quantity(stock));
    }
    walk.number("redeem", Reward::REDEEM, Slot::Quantity(redeem));
    if let Some(age) = if_stays_days {
        walk.number("if_stays", STAYS, Slot::Real(age));
    }
    if let Some(age) = within_days {
        walk.number("within", WITHIN, Slot::Real(age));
    }
    if let Some(time) = hold_days {
        walk.number("hold", HOLD, Slot::Real(time));
    }
    walk.number("recovered", Reward::RECOVERED, Slot::Quantity(recovered));
}

/// Amounts by the number of the invitation, the first of which is `first`.
fn by_invites<T>(
    walk: &mut Walk<'_>,
    fact: Fact,
    first: &mut T,
    by: &mut ByInvites<T>,
    amount: impl Fn(&mut Walk<'_>, Fact, &mut T),
) {
    let fact = Fact { fallback: Fallback::Required, ..fact };
    let ByInvites { from, later } = by;
    walk.within("by_invites", |walk| {
        let all = std::iter::once((*from, first)).chain(later.iter_mut().map(|(from, then)| (*from, then)));
        for (from, then) in all {
            walk.named("<invites>", &from.to_string(), |walk| amount(walk, fact, then));
        }
    });
}

fn price(walk: &mut Walk<'_>, price: &mut Price) {
    const START: Fact = Fact::money("What the first pays.").or_absent().in_whole();
    const EVERY: Fact = Fact::new(Meaning::People, Domain::CROWD, "After how many it rises.").or_absent();
    let Price { start, step, every, refund } = price;
    let rises = *every != 1 || *step != 0.0.into();
    let fixed = !rises && refund.is_none();
    walk.number_or_all("start", fixed, START, Slot::Quantity(start));
    if rises {
        walk.number("step", Price::STEP, Slot::Quantity(step));
        walk.number("every", EVERY, Slot::Large(every));
    }
    if let Some(refund) = refund {
        refund_of(walk, refund);
    }
}
