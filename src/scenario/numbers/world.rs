//! The numbers of the campaign as a whole and of the world around it.

use super::fact::Fact;
use super::slot::Slot;
use super::walk::Walk;
use crate::scenario::{
    Accounts, Ban, Capacity, Code, Community, Costs, Domain, Event, Meaning, Novelty, Scenario,
};
use crate::units::MAX_PEOPLE;

impl Scenario {
    pub(crate) const RUNS: Fact =
        Fact::new(Meaning::Count, Domain::whole_from(1, 1_000_000_000), "How many campaigns to simulate.")
            .or(10_000.0);
    pub(crate) const SEED: Fact = Fact::new(
        Meaning::Count,
        Domain::whole_from(0, u64::MAX),
        "Seed of the random numbers: the same seed gives the same result.",
    )
    .or(1.0);
    pub(crate) const ANYWAY: Fact = Fact::chance(
        "Chance that a genuine invited person would have come by himself, so that the campaign has not added him.",
    )
    .or(0.0);
}

impl Event {
    pub(crate) const SHARE: Fact = Fact::factor("Factor on the chance to share.");
    pub(crate) const JOIN: Fact = Fact::factor("Factor on the chance to join.");
    pub(crate) const CHURN: Fact = Fact::factor("Factor on the chance to leave.");
}

impl Novelty {
    pub(crate) const FLOOR: Fact = Fact::chance("What is left in the end, from 0 to 1.").or(0.0);
}

impl Community {
    pub(crate) const COST_PER_GROUP: Fact = Fact::money("What opening a group costs.").or(0.0).in_whole();
    pub(crate) const MEMBERS_PER_CARER: Fact =
        Fact::new(Meaning::People, Domain::POSITIVE, "Members that one community manager can look after.")
            // Who looks after people without a limit is never overloaded.
            .or(MAX_PEOPLE as f64);
    pub(crate) const OVERLOAD: Fact =
        Fact::factor("Factor on the chance to leave while there are more members than that.");
    pub(crate) const COST_PER_CARER_DAY: Fact =
        Fact::money("What one community manager costs per day.").or(0.0).in_whole();
}

impl Code {
    pub(crate) const RENEW: Fact = Fact::new(
        Meaning::Days,
        Domain::WAIT,
        "How long it takes until there is another code, during which nobody can enter.",
    )
    .or(0.0);
}

impl Costs {
    pub(crate) const FIXED: Fact = Fact::money("Once.").or(0.0).in_whole();
    pub(crate) const PER_DAY: Fact = Fact::money("For every day of the campaign.").or(0.0).in_whole();
    pub(crate) const PER_SEED: Fact = Fact::money("For every seed user.").or(0.0);
}

pub(super) fn world(walk: &mut Walk<'_>, scenario: &mut Scenario) {
    simulation(walk, scenario);
    rhythm(walk, scenario);
    walk.within("events", |walk| walk.items(&mut scenario.events, event));
    novelty_and_capacity(walk, scenario);
    if let Some(through) = &mut scenario.accounts {
        walk.within("accounts", |walk| accounts(walk, through));
    }
    if let Some(groups) = &mut scenario.community {
        walk.within("community", |walk| community(walk, groups));
    }
    walk.within("ban", |walk| match &mut scenario.ban[..] {
        [only] => ban(walk, only),
        all => walk.items(all, ban),
    });
    const CAC: Fact =
        Fact::new(Meaning::Money, Domain::POSITIVE, "What a new user costs elsewhere.").or_absent();
    let Costs { fixed, per_day, per_seed } = &mut scenario.costs;
    walk.within("costs", |walk| {
        walk.number("fixed", Costs::FIXED, Slot::Quantity(fixed));
        walk.number("per_day", Costs::PER_DAY, Slot::Quantity(per_day));
        walk.number("per_seed", Costs::PER_SEED, Slot::Quantity(per_seed));
    });
    if let Some(cac) = &mut scenario.benchmark_cac {
        walk.within("benchmark", |walk| walk.number("cac", CAC, Slot::Quantity(cac)));
    }
}

fn simulation(walk: &mut Walk<'_>, scenario: &mut Scenario) {
    const DAYS: Fact = Fact::new(Meaning::Days, Domain::SPAN, "How many days it runs.");
    const STEP: Fact = Fact::new(
        Meaning::Days,
        Domain::SPAN,
        "Length of a step of the simulation, from `1m` to `1d`; must divide a day. `auto` (default): as fine as the \
         course needs.",
    )
    .or_absent();
    const MARKET: Fact = Fact::new(
        Meaning::People,
        Domain::PEOPLE,
        "People who can join at all, seeds included; unlimited when left out.",
    )
    .or_absent();
    walk.number("days", DAYS, Slot::Days(&mut scenario.clock));
    walk.number("step", STEP, Slot::Step(&mut scenario.clock));
    walk.number("runs", Scenario::RUNS, Slot::Large(&mut scenario.runs));
    walk.number("seed", Scenario::SEED, Slot::Large(&mut scenario.seed));
    if let Some(market) = &mut scenario.market {
        walk.number("market", MARKET, Slot::Quantity(market));
    }
    walk.number("anyway", Scenario::ANYWAY, Slot::Quantity(&mut scenario.anyway));
}

fn rhythm(walk: &mut Walk<'_>, scenario: &mut Scenario) {
    const HOUR: Fact =
        Fact::new(Meaning::Weight, Domain::NON_NEGATIVE, "How active people are in this hour.").or(1.0);
    const WEEKDAY: Fact =
        Fact::new(Meaning::Weight, Domain::NON_NEGATIVE, "How active people are on this weekday.").or(1.0);
    walk.within("hours", |walk| {
        walk.items(scenario.hours.iter_mut().flatten(), |walk, weight| walk.here(HOUR, Slot::Real(weight)));
    });
    walk.within("weekdays", |walk| {
        walk.items(scenario.weekdays.iter_mut().flatten(), |walk, weight| {
            walk.here(WEEKDAY, Slot::Real(weight));
        });
    });
}

fn event(walk: &mut Walk<'_>, event: &mut Event) {
    const AT: Fact = Fact::moment(Domain::WAIT, "When it begins, counted from the start: `5d`.");
    const FOR: Fact = Fact::new(Meaning::Days, Domain::SPAN, "How long it lasts.");
    let Event { at_days, for_days, share, join, churn } = event;
    walk.number("at", AT, Slot::Real(at_days));
    walk.number("for", FOR, Slot::Real(for_days));
    walk.number("share", Event::SHARE, Slot::Quantity(share));
    walk.number("join", Event::JOIN, Slot::Quantity(join));
    walk.number("churn", Event::CHURN, Slot::Quantity(churn));
}

fn novelty_and_capacity(walk: &mut Walk<'_>, scenario: &mut Scenario) {
    const HALF_LIFE: Fact = Fact::new(Meaning::Days, Domain::SPAN, "Time after which half of it is gone.");
    const TOTAL: Fact = Fact::new(Meaning::People, Domain::COUNT, "In all.").or_absent();
    const PER_HOUR: Fact = Fact::new(Meaning::PeoplePerHour, Domain::NON_NEGATIVE, "Per hour.").or_absent();
    if let Some(Novelty { half_life_days, floor }) = &mut scenario.novelty {
        walk.within("novelty", |walk| {
            walk.number("half_life", HALF_LIFE, Slot::Quantity(half_life_days));
            walk.number("floor", Novelty::FLOOR, Slot::Quantity(floor));
        });
    }
    let Capacity { total, per_hour } = &mut scenario.capacity;
    walk.within("capacity", |walk| {
        if let Some(total) = total {
            walk.number("total", TOTAL, Slot::Quantity(total));
        }
        if let Some(per_hour) = per_hour {
            walk.number("per_hour", PER_HOUR, Slot::Quantity(per_hour));
        }
    });
}

fn accounts(walk: &mut Walk<'_>, accounts: &mut Accounts) {
    const COUNT: Fact = Fact::new(Meaning::Count, Domain::MANY, "How many accounts let people in.");
    const PER_HOUR: Fact = Fact::new(
        Meaning::PeoplePerHour,
        Domain::COUNT,
        "People whom each takes in an hour of the clock; who comes is spread evenly over them.",
    )
    .or_absent();
    const PER_DAY: Fact =
        Fact::new(Meaning::PeoplePerDay, Domain::COUNT, "The same in a day of the calendar.").or_absent();
    let Accounts { count, per_hour, per_day } = accounts;
    walk.number("count", COUNT, Slot::Large(count));
    if let Some(per_hour) = per_hour {
        walk.number("per_hour", PER_HOUR, Slot::Quantity(per_hour));
    }
    if let Some(per_day) = per_day {
        walk.number("per_day", PER_DAY, Slot::Quantity(per_day));
    }
}

fn code(walk: &mut Walk<'_>, code: &mut Code) {
    const MAX: Fact = Fact::new(Meaning::People, Domain::CROWD, "How many people enter a group by one code.")
        .or_as("group_size");
    const FOR: Fact = Fact::new(Meaning::Days, Domain::SPAN, "How long a code is good.").or_absent();
    let Code { max, for_days, renew_days } = code;
    if let Some(max) = max {
        walk.number("max", MAX, Slot::Large(max));
    }
    if let Some(for_days) = for_days {
        walk.number("for", FOR, Slot::Real(for_days));
    }
    walk.number("renew", Code::RENEW, Slot::Real(renew_days));
}

fn community(walk: &mut Walk<'_>, community: &mut Community) {
    const GROUP_SIZE: Fact = Fact::new(Meaning::People, Domain::CROWD, "Members per group.").or_absent();
    const CARERS: Fact = Fact::new(Meaning::People, Domain::MANY, "Community managers.").or_absent();
    let Community {
        group_size,
        code: by,
        cost_per_group,
        carers,
        members_per_carer,
        overload,
        cost_per_carer_day,
    } = community;
    if let Some(size) = group_size {
        walk.number("group_size", GROUP_SIZE, Slot::Large(size));
    }
    if let Some(by) = by {
        walk.within("code", |walk| code(walk, by));
    }
    walk.number("cost_per_group", Community::COST_PER_GROUP, Slot::Quantity(cost_per_group));
    if let Some(carers) = carers {
        walk.number("carers", CARERS, Slot::Large(carers));
    }
    walk.number("members_per_carer", Community::MEMBERS_PER_CARER, Slot::Quantity(members_per_carer));
    walk.number("overload", Community::OVERLOAD, Slot::Quantity(overload));
    walk.number("cost_per_carer_day", Community::COST_PER_CARER_DAY, Slot::Quantity(cost_per_carer_day));
}

fn ban(walk: &mut Walk<'_>, ban: &mut Ban) {
    const HAZARD: Fact = Fact::chance("Risk per person who joins, for example `1e-5`.");
    const PAUSE: Fact = Fact::new(Meaning::Days, Domain::SPAN, "How long nobody can share.");
    const ABOVE: Fact = Fact::new(
        Meaning::PeoplePerHour,
        Domain::COUNT,
        "People in an hour of the clock beyond whom alone they alarm the platform.",
    )
    .or_absent();
    let Ban { hits: _, per_participant, above_per_hour, pause_days, delete_induced: _ } = ban;
    walk.number("per_participant", HAZARD, Slot::Quantity(per_participant));
    if let Some(above) = above_per_hour {
        walk.number("above_per_hour", ABOVE, Slot::Quantity(above));
    }
    if let Some(pause) = pause_days {
        walk.within("then", |walk| walk.number("pause", PAUSE, Slot::Real(pause)));
    }
}
