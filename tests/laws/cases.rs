//! Small campaigns that together use every rule.

use crate::build::*;
use crate::oracle::TwoClass;
use crate::table::Case;
use kfactor::scenario::{
    Amount, Ban, Buys, Capacity, Community, Contacts, Costs, Delay, Inflow, Input, Law, Novelty, Price,
    Quantity, Recipient, Response, Reward, Scenario, SeedWave, Segment, Share, Start, Stay, Trigger, Wait,
    WhenExhausted,
};
use kfactor::units::MINUTES_PER_DAY;

/// People who wait two days for an occasion, share for three reasons, and leave.
pub fn sharer(seeds: u64) -> Segment {
    Segment {
        share: Share {
            drive: motives(0.25, 0.1, Some(saturating(0.7, 5.0))),
            after: waits(2.0),
            again: q(0.5),
        },
        stay: Stay::Churn(q(0.1)),
        ..segment("all", seeds, poisson(4.0), 0.25)
    }
}

pub fn hourly(days: u32, segments: Vec<Segment>) -> Scenario {
    Scenario { clock: clock(days, 60), ..scenario(days, segments) }
}

/// One segment, no rewards, costs of every kind, tiny population, cut off by the horizon.
pub fn plain() -> Case {
    let mut people = segment("all", 1, poisson(9.0), 0.25);
    people.funnel = funnel(&[("see", 0.5), ("scan", 0.6), ("join", 0.5)]);
    people.share.drive = kfactor::scenario::Drive::Plain(q(0.7));
    people.stay = Stay::Churn(q(0.15));
    let mut s = scenario(6, vec![people]);
    s.costs = Costs { fixed: q(100.0), per_day: q(12.5), per_seed: q(3.0) };
    Case::new("plain", s)
}

/// Two segments that recruit each other, several seed waves and inflow, all delays at work.
pub fn two_segments() -> Case {
    let mut core = sharer(8);
    core.name = "core".to_owned();
    core.recruits = row(&[1.0, 3.0]);
    core.delay = Delay::Lognormal { median: q(1.0), sigma: q(0.8) };
    core.seeds.push(SeedWave::new(3.0, 5.0));
    let mut casual = segment("casual", 10, fixed(3.0), 0.15);
    casual.recruits = row(&[0.2, 0.8]);
    casual.inflow = vec![Inflow::free(1.5)];
    casual.share.after = waits(0.5);
    casual.stay = Stay::Churn(q(0.05));
    casual.delay = Delay::Weibull { scale: q(2.0), shape: q(0.7) };
    Case::new("two segments", scenario(15, vec![core, casual]))
}

/// Goal gradient over two tiers and a reward for every two; sharing again and again.
pub fn tiers() -> Case {
    let mut s = scenario(14, vec![sharer(20)]);
    s.incentive = vec![
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 6.0, 6.0),
        rule("invites_5", Recipient::Inviter, Trigger::Invites(5), 20.0, 15.0),
        Reward { cap: Some(2), ..rule("every_2", Recipient::Inviter, Trigger::Every(2), 3.0, 2.0) },
    ];
    s.patience = q(0.7);
    Case::new("tiers", s).subtle()
}

/// So much for each of the first three friends and a tier at four, most of it claimed.
pub fn cap_and_goal() -> Case {
    let mut s = scenario(14, vec![sharer(15)]);
    s.incentive = vec![
        Reward {
            cap: Some(3),
            redeem: q(0.7),
            ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.5)
        },
        Reward { redeem: q(0.9), ..rule("invites_4", Recipient::Inviter, Trigger::Invites(4), 9.0, 7.0) },
    ];
    Case::new("cap and goal", s)
}

/// Money for the first share, by a table of responses; contacts of few people reach most.
pub fn share_reward() -> Case {
    let mut people = sharer(20);
    people.contacts = negative_binomial(4.0, 0.2);
    let table = Response::Table(vec![(0.0, q(0.05)), (2.0, q(0.3)), (6.0, q(0.5))]);
    people.share.drive = motives(0.1, 0.0, Some(table));
    let mut s = scenario(12, vec![people]);
    s.incentive = vec![rule("share", Recipient::Inviter, Trigger::Share, 3.0, 1.0)];
    s.novelty = Some(Novelty { half_life_days: q(4.0), floor: q(0.3) });
    Case::new("share reward", s).subtle()
}

/// A course whose price rises; the inviter and his inviter get a part of it.
pub fn upline() -> Case {
    let mut people = sharer(10);
    people.contacts = poisson(5.0);
    people.delay = Delay::Exponential(q(0.5));
    let mut s = scenario(12, vec![people]);
    s.price = Some(Price { start: q(9.9), step: q(5.0), every: 10, refund: None });
    let part = |name, to, share| Reward {
        cost: Amount::ShareOfPrice(q(share)),
        ..rule(name, to, Trigger::Join, 4.0, 0.0)
    };
    s.incentive = vec![
        part("inviter", Recipient::Inviter, 0.4),
        Reward { value: q(1.0), ..part("upline", Recipient::Upline, 0.1) },
    ];
    Case::new("upline", s).most_subtle()
}

/// A coupon for both; the bait brings other people than the content.
pub fn both_sides() -> Case {
    let mut core = sharer(12);
    core.name = "core".to_owned();
    core.join_reward = Some(saturating(0.4, 5.0));
    core.recruits = row(&[0.8, 0.2]);
    core.recruits_for_bait = row(&[0.1, 0.9]);
    let mut bargain = segment("bargain", 4, poisson(2.0), 0.2);
    bargain.share.drive = kfactor::scenario::Drive::Plain(q(0.3));
    bargain.stay = Stay::Churn(q(0.3));
    bargain.recruits = row(&[0.3, 0.7]);
    let mut s = scenario(12, vec![core, bargain]);
    s.incentive = vec![
        rule("inviter", Recipient::Inviter, Trigger::Join, 5.0, 5.0),
        Reward { stock: Some(q(25.0)), ..rule("invitee", Recipient::Invitee, Trigger::Join, 5.0, 5.0) },
    ];
    Case::new("both sides", s)
}

fn limited(name: &'static str, limit: f64, when: WhenExhausted, stock: Option<f64>) -> Case {
    let mut s = scenario(14, vec![sharer(20)]);
    let stock = stock.map(q);
    s.incentive = vec![
        Reward { stock, ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0) },
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 10.0),
    ];
    s.budget = budget(limit, when);
    Case::new(name, s)
}

/// Money and goods run out, rewards stop.
pub fn stop_rewards() -> Case {
    limited("stop rewards", 120.0, WhenExhausted::StopRewards, Some(22.0))
}

/// The money is gone, the campaign ends.
pub fn end_campaign() -> Case {
    limited("end campaign", 100.0, WhenExhausted::EndCampaign, None)
}

/// The money is gone, the company pays on.
pub fn overdraw() -> Case {
    limited("overdraw", 100.0, WhenExhausted::Overdraw, None)
}

/// The goods are gone: one rule ends the campaign, the other is bought on.
pub fn stock_rules() -> Case {
    let mut case = limited("stock rules", 0.0, WhenExhausted::StopRewards, Some(30.0));
    case.scenario.budget = None;
    case.scenario.incentive[0].when_exhausted = WhenExhausted::EndCampaign;
    case.scenario.incentive[1].stock = Some(q(2.0));
    case.scenario.incentive[1].when_exhausted = WhenExhausted::Overdraw;
    case
}

/// Rewards only for invitees who stay, claimed only in part; two hidden stay classes.
pub fn if_stays() -> Case {
    let classes = TwoClass { w: 0.6, h1: 0.5, h2: 0.03 };
    let mut people = sharer(20);
    people.stay = retention(classes);
    let mut s = scenario(16, vec![people]);
    let kept = |rule: Reward| Reward { if_stays_days: Some(3.0), redeem: q(0.8), ..rule };
    s.incentive = vec![
        kept(rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.0)),
        kept(rule("every_2", Recipient::Inviter, Trigger::Every(2), 4.0, 3.0)),
        kept(rule("invitee", Recipient::Invitee, Trigger::Join, 4.0, 2.0)),
        kept(rule("upline", Recipient::Upline, Trigger::Join, 1.0, 1.0)),
    ];
    s.costs.fixed = q(20.0);
    s.events = vec![event(4.0, 2.0, 1.0, 1.0, 2.5)];
    Case { two_class: vec![Some(classes)], ..Case::new("if stays", s) }
}

/// Retention points that exactly these two classes make.
pub fn retention(classes: TwoClass) -> Stay {
    Stay::Retention([1.0, 7.0, 30.0].map(|d| (d, q(classes.survival(d)))).to_vec())
}

/// Prizes at the end: the best three, a lottery, a pool.
pub fn prizes() -> Case {
    let mut s = scenario(10, vec![sharer(6)]);
    s.incentive = vec![
        rule("rank_3", Recipient::Inviter, Trigger::Rank(3), 3.0, 50.0),
        Reward { redeem: q(0.6), ..rule("lottery_2", Recipient::Inviter, Trigger::Lottery(2), 2.0, 30.0) },
        rule("pool_4", Recipient::Inviter, Trigger::Pool(4), 8.0, 200.0),
    ];
    Case::new("prizes", s)
}

/// Bonus hunters among the users: they take from every pot, and some are found out.
pub fn bonus_hunters() -> Case {
    let mut people = sharer(15);
    people.recruits = row(&[0.8, 0.2]);
    let hunters = hunters(3, fixed(4.0), 0.2, saturating(0.9, 3.0), 0.4);
    let mut s = scenario(12, vec![people, hunters]);
    s.price = Some(Price { start: q(2.0), step: q(0.0), every: 1, refund: None });
    s.incentive = vec![
        rule("share", Recipient::Inviter, Trigger::Share, 1.0, 0.5),
        rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0),
        rule("upline", Recipient::Upline, Trigger::Join, 1.0, 1.0),
        rule("invitee", Recipient::Invitee, Trigger::Join, 1.0, 1.0),
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 2.0, 4.0),
        rule("rank_2", Recipient::Inviter, Trigger::Rank(2), 1.0, 20.0),
    ];
    s.budget = budget(150.0, WhenExhausted::StopRewards);
    s.ban = vec![Ban::new(0.004, None)];
    Case::new("bonus hunters", s).most_subtle()
}

/// Only so many places.
pub fn capacity_total() -> Case {
    let mut people = sharer(10);
    people.contacts = poisson(8.0);
    people.inflow = vec![Inflow::free(2.0)];
    people.seeds.push(SeedWave::new(4.0, 6.0));
    let mut s = scenario(12, vec![people]);
    s.capacity = Capacity { total: Some(q(55.0)), per_hour: None };
    s.incentive = vec![rule("invitee", Recipient::Invitee, Trigger::Join, 2.0, 1.0)];
    Case::new("capacity in all", s)
}

/// Only so many an hour, in hourly steps, on an evening.
pub fn capacity_per_hour() -> Case {
    let mut people = sharer(0);
    people.seeds = (0..8).map(|h| SeedWave::new(f64::from(h) / 24.0, 3.0)).collect();
    people.contacts = poisson(7.0);
    people.share.after = waits(0.2);
    people.inflow = vec![Inflow::free(10.0)];
    people.delay = Delay::Fixed(q(2.0 / 24.0));
    let mut hours = [0.5; 24];
    hours[18..24].fill(2.5);
    let mut s = hourly(2, vec![people]);
    s.clock.start = Some(Start { year: 2026, month: 3, day: 1, minute_of_day: 20 * 60 });
    s.hours = Some(hours);
    s.weekdays = Some([0.8, 0.8, 0.8, 0.8, 1.0, 1.4, 1.4]);
    s.capacity = Capacity { total: None, per_hour: Some(q(2.5)) };
    Case::new("capacity per hour", s)
}

/// Long steps over the hours of the day.
pub fn half_days() -> Case {
    let mut hours = [0.2; 24];
    hours[12..24].fill(1.8);
    let mut people = sharer(15);
    people.share.after = waits(1.0);
    people.buys = vec![Buys::per_day(0.1, 12.0)];
    let mut s = scenario(7, vec![people]);
    s.clock = clock(7, MINUTES_PER_DAY / 2);
    s.hours = Some(hours);
    Case::new("half days", s)
}

/// More members than the carers can look after; groups, labour and purchases.
pub fn overload() -> Case {
    let mut people = sharer(25);
    people.share.drive = kfactor::scenario::Drive::Plain(q(0.6));
    people.buys = vec![Buys::per_day(0.05, 8.0)];
    let mut s = scenario(12, vec![people]);
    s.community = Some(Community {
        group_size: Some(10),
        code: None,
        cost_per_group: q(30.0),
        carers: Some(2),
        members_per_carer: q(14.0),
        overload: q(3.0),
        cost_per_carer_day: q(20.0),
    });
    Case::new("overload", s)
}

pub fn banned(name: &'static str, pause_days: Option<f64>, delete_induced: bool) -> Case {
    let mut people = sharer(15);
    people.contacts = poisson(6.0);
    let mut s = scenario(14, vec![people]);
    s.ban = vec![Ban { delete_induced, ..Ban::new(0.02, pause_days) }];
    Case::new(name, s).subtle()
}

/// The platform ends it.
pub fn ban_for_good() -> Case {
    banned("ban for good", None, false)
}

/// The platform pauses it, several times perhaps.
pub fn ban_with_pause() -> Case {
    banned("ban with pause", Some(3.0), false)
}

/// The platform deletes who came by invitation, and pauses it.
pub fn ban_that_deletes() -> Case {
    banned("ban that deletes", Some(2.0), true)
}

/// Factors on sharing, joining and leaving for some days, one overlapping another.
pub fn events() -> Case {
    let mut s = scenario(14, vec![sharer(20)]);
    s.incentive = vec![rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.0)];
    s.events = vec![
        event(2.0, 3.0, 1.8, 1.0, 1.0),
        event(4.0, 2.0, 1.0, 3.0, 0.5),
        event(8.0, 2.0, 0.5, 1.0, 6.0),
        event(9.0, 1.0, 1.0, 1.0, 2.0),
    ];
    Case::new("events", s)
}

/// Contacts of several kinds of people in one law.
pub fn mixture() -> Case {
    let mut people = segment(
        "all",
        15,
        Contacts::Mixture(vec![
            (q(9.0), negative_binomial(1.8, 1.0)),
            (q(1.0), poisson(15.0)),
            (q(2.0), fixed(2.0)),
        ]),
        0.25,
    );
    people.delay = Delay::Exponential(q(2.0));
    people.stay = Stay::Churn(q(0.2));
    Case::new("mixture", scenario(8, vec![people]))
}

pub fn market(name: &'static str, contacts: Contacts, join: f64, people: f64) -> Case {
    let mut s = scenario(12, vec![Segment { contacts, funnel: funnel(&[("join", join)]), ..sharer(5) }]);
    s.market = Some(q(people));
    s.segments[0].share.after = waits(1.0);
    s.incentive = vec![rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.0)];
    Case::new(name, s)
}

/// A market so small that everybody is reached.
pub fn market_tiny() -> Case {
    let mut case = market("market tiny", fixed(8.0), 0.4, 40.0);
    case.scenario.segments[0].inflow = vec![Inflow::free(0.5)];
    case
}

/// A newsletter that a part of its readers opens, while the market fills; hunters read it, too, and not all find room.
pub fn addressed() -> Case {
    let mut case = market("addressed", poisson(8.0), 0.4, 90.0);
    let people = &mut case.scenario.segments[0];
    people.seeds.push(SeedWave { reached: q(0.3), ..SeedWave::new(3.0, 30.0) });
    let own = Some(Stay::Churn(q(0.4)));
    people.seeds.push(SeedWave { stay: own, ..SeedWave::new(6.0, 20.0) });
    let mut others = sharer(0);
    others.name = "others".to_owned();
    others.seeds = vec![SeedWave { reached: q(0.6), ..SeedWave::new(3.0, 12.0) }];
    case.scenario.segments.push(others);
    case.scenario.costs.per_seed = q(0.5);
    case.scenario.capacity.total = Some(q(60.0));
    case
}

/// Poisson contacts in a market that thins out.
pub fn market_poisson() -> Case {
    market("market Poisson", poisson(8.0), 0.4, 80.0)
}

/// A few sharers reach most of the market.
pub fn market_negative_binomial() -> Case {
    market("market negative binomial", negative_binomial(8.0, 0.3), 0.4, 60.0)
}

/// A mixture in a market; the funnel has a stage before the joining.
pub fn market_mixture() -> Case {
    let law = Contacts::Mixture(vec![(q(3.0), poisson(4.0)), (q(1.0), fixed(20.0))]);
    let mut case = market("market mixture", law, 0.3, 80.0);
    case.scenario.segments[0].funnel = funnel(&[("see", 0.6), ("join", 0.6)]);
    case
}

/// A closed door in a small market: who is turned away cannot be invited again.
pub fn full_house() -> Case {
    let mut case = market("full house", poisson(8.0), 0.4, 60.0);
    case.scenario.segments[0].inflow = vec![Inflow::free(1.0)];
    case.scenario.segments[0].delay = Delay::Exponential(q(1.0));
    case.scenario.capacity = Capacity { total: Some(q(40.0)), per_hour: Some(q(0.3)) };
    case
}

/// Everybody shares at once and again; pauses hold them up.
pub fn at_once() -> Case {
    let mut people = sharer(10);
    people.share.after = None;
    people.share.again = q(0.3);
    people.seeds.push(SeedWave::new(2.5, 5.0));
    let mut s = scenario(10, vec![people]);
    s.clock = clock(10, MINUTES_PER_DAY / 4);
    s.ban = vec![Ban::new(0.02, Some(1.0))];
    s.incentive =
        vec![Reward { cap: Some(2), ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.0) }];
    Case::new("at once", s)
}

/// Many rules at the same time, in a market.
pub fn everything() -> Case {
    let classes = TwoClass { w: 0.5, h1: 0.3, h2: 0.02 };
    let mut core = sharer(8);
    core.name = "core".to_owned();
    core.stay = retention(classes);
    core.join_reward = Some(saturating(0.2, 4.0));
    core.contacts = negative_binomial(7.0, 0.8);
    core.recruits = row(&[0.4, 0.4, 0.2]);
    core.recruits_for_bait = row(&[0.1, 0.5, 0.4]);
    let mut casual = sharer(6);
    casual.name = "casual".to_owned();
    casual.recruits = row(&[0.3, 0.7, 0.0]);
    casual.inflow = vec![Inflow::free(0.7)];
    casual.buys = vec![Buys::per_day(0.05, 7.0)];
    let hunters = hunters(2, poisson(4.0), 0.2, saturating(0.9, 3.0), 0.5);
    let mut s = scenario(14, vec![core, casual, hunters]);
    s.market = Some(q(120.0));
    s.incentive = vec![
        Reward {
            if_stays_days: Some(2.0),
            cap: Some(4),
            ..rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0)
        },
        Reward {
            stock: Some(q(30.0)),
            redeem: q(0.8),
            ..rule("invitee", Recipient::Invitee, Trigger::Join, 2.0, 1.0)
        },
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 9.0, 8.0),
        rule("upline", Recipient::Upline, Trigger::Join, 0.5, 0.5),
        rule("lottery_2", Recipient::Inviter, Trigger::Lottery(2), 1.0, 10.0),
    ];
    s.budget = budget(140.0, WhenExhausted::StopRewards);
    s.events = vec![event(3.0, 2.0, 1.3, 1.2, 1.5)];
    s.novelty = Some(Novelty { half_life_days: q(6.0), floor: q(0.4) });
    s.capacity = Capacity { total: Some(q(90.0)), per_hour: Some(q(0.5)) };
    s.ban = vec![Ban { delete_induced: true, ..Ban::new(0.004, Some(2.0)) }];
    s.costs = Costs { fixed: q(50.0), per_day: q(2.0), per_seed: q(1.5) };
    Case { two_class: vec![Some(classes), None, None], ..Case::new("everything", s) }
}

/// Numbers that are known only up to a law.
pub fn uncertain() -> Case {
    let mut people = sharer(15);
    let laws = [
        ("funnel.join", Law::LogitNormal { mu: -1.4, sigma: 0.3 }, 0.0, 1.0),
        ("contacts", Law::Lognormal { mu: 1.4, sigma: 0.2 }, 0.0, 1e6),
        ("share.again", Law::Beta { a: 4.0, b: 6.0 }, 0.0, 1.0),
        ("churn", Law::Uniform { min: 0.05, max: 0.2 }, 0.0, 1.0),
        ("incentive.value", Law::Triangular { min: 2.0, mode: 4.0, max: 9.0 }, 0.0, 1e6),
        ("share.after", Law::Normal { mean: 2.0, sd: 0.4 }, 0.2, 365.0),
    ];
    let inputs: Vec<Input> = laws
        .into_iter()
        .enumerate()
        .map(|(id, (key, law, min, max))| Input { id, key: key.to_owned(), law, min, max })
        .collect();
    let uncertain = |id: usize| Quantity::Uncertain(inputs[id].clone());
    people.funnel[0].pass = uncertain(0);
    people.contacts = Contacts::Poisson(uncertain(1));
    people.share.again = uncertain(2);
    people.stay = Stay::Churn(uncertain(3));
    people.share.after = Some(Wait::Mean(uncertain(5)));
    let mut s = scenario(10, vec![people]);
    let friend = rule("friend", Recipient::Inviter, Trigger::Join, 0.0, 2.0);
    s.incentive = vec![Reward { value: uncertain(4), ..friend }];
    s.inputs = inputs;
    Case::new("uncertain", s).most_subtle()
}
