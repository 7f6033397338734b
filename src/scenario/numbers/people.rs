//! The numbers of people: segment by segment, in the order of their lives.

use super::fact::Fact;
use super::network;
use super::slot::Slot;
use super::walk::Walk;
use crate::scenario::{
    Amount, Buys, BuysWhen, Channel, Contacts, Delay, Domain, Drive, Inflow, Meaning, Period, Pick, Quantity,
    Quota, Rate, Reminder, Response, Scenario, SeedWave, Segment, Share, Stage, Stay, Wait,
};

/// Beyond this chance to leave within a day nobody would speak of members.
const MOST_CHURN: f64 = 0.99;

impl Segment {
    pub(crate) const DETECT: Fact =
        Fact::chance("Chance that a claim of a bonus hunter is found out and refused.").or(0.0);
    pub(crate) const CHURN: Fact =
        Fact::chance("Chance per day that a member leaves; instead of `retention`.")
            .or(0.0)
            .lever(MOST_CHURN);
    pub(crate) const RECRUITS: Fact = Fact::new(
        Meaning::Weight,
        Domain::NON_NEGATIVE,
        "Weight of this segment among the people they bring.",
    )
    .or(0.0);
}

impl Channel {
    pub(crate) const USE: Fact =
        Fact::chance("Chance that a share goes by this channel, whatever other channels it goes by.").or(1.0);
}

impl Inflow {
    pub(crate) const FROM: Fact =
        Fact::moment(Domain::WAIT, "When it begins, counted from the start.").or(0.0);
}

impl SeedWave {
    pub(crate) const AT: Fact =
        Fact::moment(Domain::WAIT, "When, counted from the start: `0h`, `3d`.").or(0.0);
    pub(crate) const REACHED: Fact = Fact::chance(
        "Part of those addressed who read it and are seeds; the others stay people of the market.",
    )
    .or(1.0);
}

impl Reminder {
    pub(crate) const CHURN: Fact =
        Fact::chance("Chance of each member addressed to leave because of it, opened or not.").or(0.0);
}

impl Share {
    pub(crate) const CONTENT: Fact =
        Fact::chance("Chance to share for the worth of the content alone.").or(0.0);
    pub(crate) const SOCIAL: Fact =
        Fact::chance("Chance to share for social reasons: to be seen, to help, to belong.").or(0.0);
    pub(crate) const AGAIN: Fact = Fact::chance("Chance to wait for another occasion after sharing.").or(0.0);
}

pub(super) fn people(walk: &mut Walk<'_>, scenario: &mut Scenario) {
    let names: Vec<String> = scenario.segments.iter().map(|segment| segment.name.clone()).collect();
    walk.within("segments", |walk| {
        for (segment, name) in scenario.segments.iter_mut().zip(&names) {
            walk.named("<name>", name, |walk| segment_of(walk, segment, &names));
        }
    });
}

fn segment_of(walk: &mut Walk<'_>, segment: &mut Segment, names: &[String]) {
    // Bonus hunters follow the reward alone, at once, and leave at once.
    let follows = !segment.fake;
    if segment.fake {
        walk.number("detect", Segment::DETECT, Slot::Quantity(&mut segment.detect));
    }
    arrivals(walk, segment);
    share(walk, &mut segment.share, follows);
    // What no channel takes from the segment is nowhere used.
    if segment.uses_its_contacts() {
        walk.within("contacts", |walk| contacts(walk, &mut segment.contacts));
        if let Some(into) = &mut segment.groups {
            network::share_into(walk, into);
        }
    }
    if let Some(response) = &mut segment.join_reward {
        walk.within("join_reward", |walk| self::response(walk, response));
    }
    if follows {
        stay(walk, &mut segment.stay, Moving::K);
    }
    if segment.uses_its_funnel() {
        funnel(walk, &mut segment.funnel);
    }
    if segment.uses_its_delay() {
        walk.within("delay", |walk| delay(walk, &mut segment.delay, segment.within_days.as_mut()));
    }
    walk.within("channels", |walk| {
        for channel in &mut segment.channels {
            let name = channel.name.clone();
            walk.named("<channel>", &name, |walk| self::channel(walk, channel));
        }
    });
    if let Some(quota) = &mut segment.quota {
        walk.within("quota", |walk| self::quota(walk, quota));
    }
    recruits(walk, "recruits", &mut segment.recruits, names);
    recruits(walk, "recruits_for_bait", &mut segment.recruits_for_bait, names);
    walk.within("buys", |walk| match &mut segment.buys[..] {
        [buys] => orders(walk, buys),
        all => walk.items(all, orders),
    });
    walk.within("reminders", |walk| match &mut segment.reminders[..] {
        [reminder] => self::reminder(walk, reminder),
        all => walk.items(all, self::reminder),
    });
}

fn channel(walk: &mut Walk<'_>, channel: &mut Channel) {
    let Channel { name: _, usage, contacts, groups, funnel, delay, within_days } = channel;
    walk.number("use", Channel::USE.lever(1.0), Slot::Quantity(usage));
    if let Some(contacts) = contacts {
        walk.within("contacts", |walk| self::contacts(walk, contacts));
    }
    if let Some(into) = groups {
        network::share_into(walk, into);
    }
    if let Some(stages) = funnel {
        self::funnel(walk, stages);
    }
    if let Some(delay) = delay {
        walk.within("delay", |walk| self::delay(walk, delay, within_days.as_mut()));
    }
}

fn reminder(walk: &mut Walk<'_>, reminder: &mut Reminder) {
    const AT: Fact = Fact::moment(Domain::SPAN, "When it is sent first, counted from the start.");
    const EVERY: Fact =
        Fact::new(Meaning::Days, Domain::SPAN, "Time from one to the next; once when left out.").or_absent();
    const OPENS: Fact = Fact::chance("Chance of each member addressed to open it.");
    let Reminder { at_days, every_days, to: _, opens, churn, regular: _ } = reminder;
    walk.number("at", AT, Slot::Real(at_days));
    if let Some(every) = every_days {
        walk.number("every", EVERY, Slot::Real(every));
    }
    walk.number("opens", OPENS, Slot::Quantity(opens));
    walk.number("churn", Reminder::CHURN, Slot::Quantity(churn));
}

fn quota(walk: &mut Walk<'_>, quota: &mut Quota) {
    const FIRST: Fact =
        Fact::new(Meaning::Invitations, Domain::MANY, "So many friends may accept from joining on.")
            .or_absent();
    const EVERY: Fact =
        Fact::new(Meaning::Days, Domain::SPAN, "One friend more each time so long after joining.")
            .or_absent();
    const PER_DAY: Fact =
        Fact::new(Meaning::Invitations, Domain::MANY, "So many friends may accept on one day.").or_absent();
    match quota {
        Quota::Kept { first, every_days } => {
            if *first > 0 {
                walk.number("first", FIRST, Slot::Whole(first));
            }
            if let Some(every) = every_days {
                walk.number("every", EVERY, Slot::Real(every));
            }
        }
        Quota::PerDay(number) => walk.number("per_day", PER_DAY, Slot::Whole(number)),
    }
}

fn orders(walk: &mut Walk<'_>, buys: &mut Buys) {
    const PER_DAY: Fact =
        Fact::new(Meaning::Rate, Domain::RATE, "Orders of a member per day, on average.").or_absent();
    const PER_WEEK: Fact =
        Fact::new(Meaning::Rate, Domain::RATE, "Orders of a member per week, on average.").or_absent();
    const PER_MONTH: Fact =
        Fact::new(Meaning::Rate, Domain::RATE, "Orders of a member per month of 30 days, on average.")
            .or_absent();
    const AT: Fact =
        Fact::moment(Domain::WAIT, "A moment, counted from the start, at which who is there may order.")
            .or_absent();
    const AFTER: Fact =
        Fact::new(Meaning::Days, Domain::SPAN, "So long after joining, who is still there may order.")
            .or_absent();
    const CHANCE: Fact = Fact::chance("Chance of each to order then.").or_absent();
    const PRICE: Fact = Fact::money("What the buyer pays for one order, in money.").or_absent().in_whole();
    const MARGIN: Fact =
        Fact::money("What one order leaves after its own costs, in money or `30%` of the price; as `price` when left out.")
            .or_as("price")
            .in_whole();
    let Buys { when, price, margin, who: _, refund } = buys;
    match when {
        BuysWhen::Often { times, period } => {
            let fact = match period {
                Period::Day => PER_DAY,
                Period::Week => PER_WEEK,
                Period::Month => PER_MONTH,
            };
            walk.number(period.key(), fact, Slot::Quantity(times));
        }
        BuysWhen::At { at_days, chance } => {
            walk.number("at", AT, Slot::Real(at_days));
            walk.number("chance", CHANCE, Slot::Quantity(chance));
        }
        BuysWhen::After { after_days, chance } => {
            walk.number("after", AFTER, Slot::Real(after_days));
            walk.number("chance", CHANCE, Slot::Quantity(chance));
        }
    }
    if let Some(price) = price {
        walk.number("price", PRICE, Slot::Quantity(price));
    }
    walk.within("margin", |walk| match margin {
        Amount::Money(money) => walk.here(MARGIN, Slot::Quantity(money)),
        Amount::ShareOfPrice(part) => {
            let of_price = Fact { meaning: Meaning::Chance, domain: Domain::CHANCE, ..MARGIN };
            walk.here(of_price, Slot::Quantity(part));
        }
    });
    if let Some(refund) = refund {
        super::refund::refund(walk, refund);
    }
}

fn arrivals(walk: &mut Walk<'_>, segment: &mut Segment) {
    const COUNT: Fact = Fact::new(Meaning::People, Domain::COUNT, "How many people you address.");
    walk.within("seeds", |walk| match &mut segment.seeds[..] {
        [wave] if *wave == SeedWave::new(0.0, wave.count.clone()) => {
            walk.number_or_all("<i>.count", true, COUNT, Slot::Quantity(&mut wave.count));
        }
        waves => walk.items(waves, |walk, wave| {
            let SeedWave { at_days, count, reached, stay, pick } = wave;
            // When those come who are listed, and how many they are, stands in their file.
            if !matches!(pick, Pick::Listed { .. }) {
                walk.number("at", SeedWave::AT, Slot::Real(at_days));
                walk.number("count", COUNT, Slot::Quantity(count));
            }
            walk.number("reached", SeedWave::REACHED, Slot::Quantity(reached));
            if let Some(stay) = stay {
                self::stay(walk, stay, Moving::NoK);
            }
        }),
    });
    walk.within("inflow", |walk| match &mut segment.inflow[..] {
        [plan] => inflow(walk, plan, true),
        plans => walk.items(plans, |walk, plan| inflow(walk, plan, false)),
    });
}

fn inflow(walk: &mut Walk<'_>, plan: &mut Inflow, is_only: bool) {
    const PER_DAY: Fact = Fact::new(
        Meaning::PeoplePerDay,
        Domain::NON_NEGATIVE,
        "People who join without an invitation, per day.",
    );
    const UNTIL: Fact =
        Fact::moment(Domain::SPAN, "When it ends; with the campaign when left out.").or_absent();
    const COST: Fact = Fact::money(
        "What each of them costs, if they are bought, be it nothing; left out: they come by themselves, with or without a campaign.",
    )
    .or_absent();
    let is_plain = *plan == Inflow::free(plan.rate.number().clone());
    const OF_MARKET: Fact = Fact::chance(
        "Chance per day that a person of the market who has not come yet does; instead of `per_day`.",
    )
    .or_absent();
    let Inflow { from_days, until_days, rate, cost } = plan;
    if !is_plain {
        walk.number("from", Inflow::FROM, Slot::Real(from_days));
    }
    if let Some(until) = until_days {
        walk.number("until", UNTIL, Slot::Real(until));
    }
    match rate {
        Rate::PerDay(number) => {
            walk.number_or_all("per_day", is_plain && is_only, PER_DAY, Slot::Quantity(number))
        }
        Rate::OfMarket(chance) => walk.number("of_market", OF_MARKET, Slot::Quantity(chance)),
    }
    if let Some(cost) = cost {
        walk.number("cost", COST, Slot::Quantity(cost));
    }
}

fn share(walk: &mut Walk<'_>, share: &mut Share, follows: bool) {
    const PLAIN: Fact = Fact::chance("Chance that a member shares, whatever is offered.");
    const AFTER: Fact = Fact::new(
        Meaning::Days,
        Domain::WAIT,
        "Mean wait until the next occasion to share; at once when left out.",
    )
    .or_absent();
    let Share { drive, after, again } = share;
    walk.within("share", |walk| {
        match drive {
            Drive::Plain(chance) => walk.here(PLAIN.lever(1.0), Slot::Quantity(chance)),
            Drive::Motives { content, social, reward } => {
                walk.number("content", Share::CONTENT.lever(1.0).followed(follows), Slot::Quantity(content));
                walk.number("social", Share::SOCIAL.lever(1.0).followed(follows), Slot::Quantity(social));
                if let Some(response) = reward {
                    walk.within("reward", |walk| self::response(walk, response));
                }
            }
        }
        if follows {
            walk.number("again", Share::AGAIN.lever(1.0), Slot::Quantity(again));
        }
        match after {
            Some(Wait::Mean(mean)) => {
                walk.number("after", AFTER.lever(f64::INFINITY).followed(follows), Slot::Quantity(mean));
            }
            Some(Wait::Law(law)) => {
                let moves = if follows { Moves::K } else { Moves::InPart };
                walk.within("after", |walk| law_of_delay(walk, law, &Times::OF_WAITS, moves));
            }
            None => {}
        }
    });
}

fn response(walk: &mut Walk<'_>, response: &mut Response) {
    const MAX: Fact = Fact::chance("Chance at an endless value.").lever(1.0);
    const HALF: Fact =
        Fact::new(Meaning::Money, Domain::POSITIVE, "Value (in money) at which half of `max` is reached.");
    const POINT: Fact = Fact::chance("Chance at this value (in money).");
    match response {
        Response::Saturating { max, half } => {
            walk.number("max", MAX, Slot::Quantity(max));
            walk.number("half", HALF, Slot::Quantity(half));
        }
        Response::Table(points) => walk.within("table", |walk| {
            for (value, chance) in points {
                walk.named("<value>", &value.to_string(), |walk| walk.here(POINT, Slot::Quantity(chance)));
            }
        }),
    }
}

/// What is known of the numbers of a law of contacts.
struct Reach {
    fixed: Fact,
    mean: Fact,
    k: Fact,
}

/// Beyond this nobody reaches.
const MOST_REACH: f64 = 1e6;

const fn reach(fixed: &'static str, mean: &'static str, k: &'static str, moves_k: bool) -> Reach {
    Reach {
        fixed: Fact::new(Meaning::People, Domain::FIXED_REACH, fixed).lever(MOST_REACH).followed(moves_k),
        mean: Fact::new(Meaning::People, Domain::REACH, mean).lever(MOST_REACH).followed(moves_k),
        k: Fact::new(Meaning::Shape, Domain::POSITIVE, k).or_absent(),
    }
}

fn contacts(walk: &mut Walk<'_>, contacts: &mut Contacts) {
    const ALL: Fact =
        Fact::new(Meaning::People, Domain::REACH, "How many people one share reaches in the mean.");
    const WEIGHT: Fact = Fact::new(Meaning::Weight, Domain::NON_NEGATIVE, "Share of sharers of this kind.");
    const ALONE: Reach = reach(
        "Always so many.",
        "On average so many.",
        "With `mean`: how unequal sharers are; the smaller, the more a few people reach most (0.1 to 1).",
        true,
    );
    const PART: Reach = reach(
        "Always so many contacts.",
        "On average so many contacts.",
        "With `mean`: how unequal they are.",
        false,
    );
    match &mut *contacts {
        Contacts::Poisson(mean) => walk.number_or_all("mean", true, ALONE.mean, Slot::Quantity(mean)),
        Contacts::Mixture(parts) => {
            walk.within("mixture", |walk| {
                walk.items(parts, |walk, (weight, part)| {
                    walk.number("weight", WEIGHT, Slot::Quantity(weight));
                    law_of_contacts(walk, part, &PART);
                });
            });
            // No part alone is what a share reaches.
            walk.here(ALL.lever(MOST_REACH), Slot::Reach(contacts));
        }
        law => law_of_contacts(walk, law, &ALONE),
    }
}

fn law_of_contacts(walk: &mut Walk<'_>, law: &mut Contacts, facts: &Reach) {
    match law {
        Contacts::Fixed(count) => walk.number("fixed", facts.fixed, Slot::Quantity(count)),
        Contacts::Poisson(mean) => walk.number("mean", facts.mean, Slot::Quantity(mean)),
        Contacts::NegativeBinomial { mean, k } => {
            walk.number("mean", facts.mean, Slot::Quantity(mean));
            walk.number("k", facts.k, Slot::Quantity(k));
        }
        // Those whom the network says.
        Contacts::All => {}
        // Refused wherever it stands; its numbers are looked at all the same.
        Contacts::Mixture(_) => contacts(walk, law),
    }
}

/// Whether K hangs on how long somebody stays: on that of seeds alone it does not.
#[derive(Clone, Copy, PartialEq)]
enum Moving {
    K,
    NoK,
}

fn stay(walk: &mut Walk<'_>, stay: &mut Stay, moving: Moving) {
    const POINT: Fact = Fact::chance("Share of members still there after this time.");
    const ALL: Fact =
        Fact::factor("Factor on the rate at which members leave, the shape of the curve staying.")
            .lever(100.0);
    match stay {
        Stay::Churn(churn) => {
            walk.number("churn", Segment::CHURN.followed(moving == Moving::K), Slot::Quantity(churn));
        }
        Stay::Retention(points) => walk.within("retention", |walk| {
            for (days, share) in points.iter_mut() {
                walk.named("<time>", &duration(*days), |walk| walk.here(POINT, Slot::Quantity(share)));
            }
            walk.here(ALL.followed(moving == Moving::K), Slot::Leaving(points));
        }),
    }
}

/// A time in days as a key of `retention` has it.
pub(super) fn duration(days: f64) -> String {
    format!("{days}d")
}

fn funnel(walk: &mut Walk<'_>, stages: &mut [Stage]) {
    const STAGE: Fact = Fact::chance("Chance that a contact who came so far passes this stage.").lever(1.0);
    const JOIN: Fact = Fact::chance("Chance that a contact joins, when there is no funnel.").lever(1.0);
    match stages {
        [only] if only.name == "join" => {
            walk.spelled("join", "funnel.<stage>", JOIN, Slot::Quantity(&mut only.pass));
        }
        stages => walk.within("funnel", |walk| {
            for Stage { name, pass } in stages {
                walk.named("<stage>", name, |walk| walk.here(STAGE, Slot::Quantity(pass)));
            }
        }),
    }
}

fn delay(walk: &mut Walk<'_>, delay: &mut Delay, within: Option<&mut Quantity>) {
    const WITHIN: Fact =
        moving_k("For how long an invitation is good: who would answer later does not accept.").or_absent();
    let moves = if within.is_some() { Moves::K } else { Moves::Nothing };
    law_of_delay(walk, delay, &Times::OF_ANSWERS, moves);
    if let Some(within) = within {
        walk.number("within", WITHIN, Slot::Quantity(within));
    }
}

/// What hangs on how long something takes.
#[derive(Clone, Copy, PartialEq)]
enum Moves {
    /// When it comes, and nothing else.
    Nothing,
    /// K: late answers do not count, and who waits long may leave before.
    K,
    /// No part of a mixture alone.
    InPart,
}

/// A time that moves K.
const fn moving_k(words: &'static str) -> Fact {
    Fact::new(Meaning::Days, Domain::SPAN, words).lever(f64::INFINITY)
}

/// What is known of the numbers of a law of times.
struct Times {
    fixed: Fact,
    exponential: Fact,
    median: Fact,
    sigma: Fact,
    scale: Fact,
    shape: Fact,
    weight: Fact,
    of_list: Fact,
}

impl Times {
    const OF_ANSWERS: Times = Times {
        fixed: Fact::new(Meaning::Days, Domain::WAIT, "Always so long.").or_absent(),
        exponential: moving_k("Exponential with this mean."),
        median: moving_k("Time by which half of the answers have come."),
        sigma: Fact::new(
            Meaning::Shape,
            Domain::NON_NEGATIVE,
            "Spread of the logarithm (1 is usual: one in six takes more than 2.7 medians).",
        ),
        scale: moving_k("Time by which 63 % of the answers have come."),
        shape: Fact::new(Meaning::Shape, Domain::POSITIVE, "Below 1: many quick answers and a long tail."),
        weight: Fact::new(Meaning::Weight, Domain::NON_NEGATIVE, "Part of the answers of this kind."),
        of_list: Fact::new(Meaning::Weight, Domain::NON_NEGATIVE, "Part of the answers that take so long."),
    };
    const OF_WAITS: Times = Times {
        fixed: Fact::new(Meaning::Days, Domain::WAIT, "Always so long.").lever(f64::INFINITY),
        median: moving_k("Time by which half of the waits are over."),
        sigma: Fact::new(
            Meaning::Shape,
            Domain::NON_NEGATIVE,
            "Spread of the logarithm (1 is usual: one in six takes more than 2.7 medians).",
        ),
        scale: moving_k("Time by which 63 % of the waits are over."),
        shape: Fact::new(Meaning::Shape, Domain::POSITIVE, "Below 1: many short waits and a long tail."),
        weight: Fact::new(Meaning::Weight, Domain::NON_NEGATIVE, "Part of the waits of this kind."),
        of_list: Fact::new(Meaning::Weight, Domain::NON_NEGATIVE, "Part of the waits that take so long."),
        ..Times::OF_ANSWERS
    };
}

fn law_of_delay(walk: &mut Walk<'_>, delay: &mut Delay, times: &Times, moves: Moves) {
    let k = moves == Moves::K;
    match delay {
        Delay::Assumed | Delay::None => {}
        Delay::Fixed(days) => {
            walk.number_or_all(
                "fixed",
                moves == Moves::Nothing,
                times.fixed.followed(k),
                Slot::Quantity(days),
            );
        }
        Delay::Exponential(mean) => {
            walk.number("exponential", times.exponential.followed(k), Slot::Quantity(mean));
        }
        Delay::Lognormal { median, sigma } => walk.within("lognormal", |walk| {
            walk.number("median", times.median.followed(k), Slot::Quantity(median));
            walk.number("sigma", times.sigma, Slot::Quantity(sigma));
        }),
        Delay::Weibull { scale, shape } => walk.within("weibull", |walk| {
            walk.number("scale", times.scale.followed(k), Slot::Quantity(scale));
            walk.number("shape", times.shape, Slot::Quantity(shape));
        }),
        Delay::Mixture(parts) => walk.within("mixture", |walk| {
            walk.items(parts, |walk, (weight, part)| {
                walk.number("weight", times.weight, Slot::Quantity(weight));
                law_of_delay(walk, part, times, Moves::InPart);
            });
        }),
        Delay::List(list) => walk.within("list", |walk| {
            for (days, weight) in list {
                walk.named("<time>", &duration(*days), |walk| {
                    walk.here(times.of_list, Slot::Quantity(weight));
                });
            }
        }),
    }
}

fn recruits(walk: &mut Walk<'_>, key: &'static str, weights: &mut Option<Vec<Quantity>>, names: &[String]) {
    walk.within(key, |walk| {
        for (weight, name) in weights.iter_mut().flatten().zip(names) {
            walk.named("<segment>", name, |walk| walk.here(Segment::RECRUITS, Slot::Quantity(weight)));
        }
    });
}
