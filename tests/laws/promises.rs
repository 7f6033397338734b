//! Small campaigns whose promises wait: for the joining, for a holding period, for money that is held.

use crate::build::*;
use crate::cases::{self, sharer};
use crate::in_time::daily;
use crate::oracle::TwoClass;
use crate::table::Case;
use kfactor::scenario::{
    Amount, Ban, Delay, Inflow, Price, Recipient, Reward, Scenario, SeedWave, Stay, Trigger, WhenExhausted,
};
use kfactor::units::MINUTES_PER_DAY;

/// Both sides and a tier from one purse, held; who does not stay gives back.
pub fn reserve_in_cycles() -> Case {
    let mut s = scenario(14, vec![sharer(20)]);
    let held = |rule: Reward| Reward { reserve: true, if_stays_days: Some(2.0), redeem: q(0.8), ..rule };
    s.incentive = vec![
        held(rule("inviter", Recipient::Inviter, Trigger::Join, 4.0, 3.0)),
        held(Reward { stock: Some(q(15.0)), ..rule("invitee", Recipient::Invitee, Trigger::Join, 2.0, 2.0) }),
        rule("invites_3", Recipient::Inviter, Trigger::Invites(3), 8.0, 10.0),
    ];
    s.budget = budget(90.0, WhenExhausted::StopRewards);
    Case::new("reserve in cycles", s)
}

/// The same in time.
pub fn reserve() -> Case {
    daily("reserve", reserve_in_cycles(), 10, 0.8)
}

/// A first share in reserve, beside a rule that holds nothing; the campaign ends with its money.
pub fn reserve_that_ends() -> Case {
    let mut s = scenario(10, vec![sharer(15)]);
    s.incentive = vec![
        Reward { reserve: true, ..rule("share", Recipient::Inviter, Trigger::Share, 1.0, 2.0) },
        Reward { reserve: true, ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0) },
    ];
    s.budget = budget(80.0, WhenExhausted::EndCampaign);
    Case::new("reserve that ends", in_time(s, 1.2))
}

/// A holding period that begins before the end of the campaign and often ends after it; goods run out.
pub fn long_holding() -> Case {
    let classes = TwoClass { w: 0.6, h1: 0.5, h2: 0.03 };
    let mut people = sharer(20);
    people.stay = cases::retention(classes);
    let mut s = scenario(11, vec![people]);
    let kept = |days, rule: Reward| Reward { if_stays_days: Some(days), redeem: q(0.8), ..rule };
    s.incentive = vec![
        kept(
            5.0,
            Reward { stock: Some(q(4.0)), ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.0) },
        ),
        kept(2.25, rule("every_2", Recipient::Inviter, Trigger::Every(2), 4.0, 3.0)),
        kept(6.5, rule("invitee", Recipient::Invitee, Trigger::Join, 4.0, 2.0)),
        kept(0.5, rule("upline", Recipient::Upline, Trigger::Join, 1.0, 1.0)),
    ];
    s.costs.fixed = q(20.0);
    Case { two_class: vec![Some(classes)], ..Case::new("long holding", in_time(s, 0.8)) }
}

/// The same in cycles of half a day.
pub fn long_holding_in_cycles() -> Case {
    let mut case = long_holding();
    case.name = "long holding in cycles";
    case.scenario.clock = clock(11, MINUTES_PER_DAY / 2);
    case.scenario.segments[0].delay = Delay::None;
    case
}

/// Goods and money run out in steps of eight hours, of people who share as they come and of people who wait.
pub fn stock_in_8h() -> Case {
    let mut prompt = segment("prompt", 4, poisson(5.0), 0.3);
    prompt.seeds.push(SeedWave::new(1.15, 5.0));
    prompt.inflow = vec![Inflow::free(3.0)];
    prompt.stay = Stay::Churn(q(0.2));
    prompt.recruits = row(&[0.5, 0.5]);
    let mut patient = sharer(6);
    patient.name = "patient".to_owned();
    patient.recruits = row(&[0.3, 0.7]);
    let mut s = Scenario { clock: clock(5, 480), ..scenario(5, vec![prompt, patient]) };
    s.incentive = vec![
        rule("share", Recipient::Inviter, Trigger::Share, 1.0, 0.5),
        Reward { stock: Some(q(14.0)), ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.0) },
        Reward { redeem: q(0.7), ..rule("invitee", Recipient::Invitee, Trigger::Join, 2.0, 1.5) },
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 6.0, 3.0),
    ];
    s.budget = budget(70.0, WhenExhausted::StopRewards);
    Case::new("stock in 8h", in_time(s, 0.7))
}

/// More goods are bought, more money is paid: what goes beyond, and when that began.
pub fn overdrawn() -> Case {
    let mut case = cases::overdraw();
    case.scenario.incentive[0].stock = Some(q(12.0));
    case.scenario.incentive[1].stock = Some(q(2.0));
    case.scenario.incentive[1].when_exhausted = WhenExhausted::Overdraw;
    daily("overdrawn", case, 8, 0.6)
}

/// Three levels and hunters among them, whose friends answer at different speeds.
pub fn levels_and_hunters() -> Case {
    let mut core = sharer(10);
    core.name = "core".to_owned();
    core.recruits = row(&[0.5, 0.3, 0.2]);
    core.delay = Delay::Lognormal { median: q(1.0), sigma: q(0.8) };
    let mut casual = segment("casual", 6, poisson(4.0), 0.25);
    casual.stay = Stay::Churn(q(0.2));
    casual.share.after = waits(0.8);
    casual.recruits = row(&[0.2, 0.8, 0.0]);
    casual.delay = Delay::Fixed(q(1.3));
    let mut hunters = hunters(3, fixed(4.0), 0.2, saturating(0.9, 3.0), 0.4);
    hunters.delay = Delay::Exponential(q(0.3));
    let mut s = scenario(9, vec![core, casual, hunters]);
    s.incentive = vec![
        rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0),
        Reward { if_stays_days: Some(1.5), ..rule("upline", Recipient::Upline, Trigger::Join, 1.0, 1.0) },
        Reward { redeem: q(0.9), ..rule("invitee", Recipient::Invitee, Trigger::Join, 1.0, 1.5) },
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 2.0, 4.0),
    ];
    Case::new("levels and hunters", s)
}

/// Percentages of a price that rises, to be paid after a while.
pub fn rising_percentages() -> Case {
    let mut people = sharer(10);
    people.contacts = poisson(5.0);
    people.inflow = vec![Inflow::free(1.0)];
    let mut idle = segment("idle", 0, fixed(0.0), 0.2);
    idle.stay = Stay::Churn(q(0.3));
    people.recruits = row(&[0.7, 0.3]);
    let mut s = scenario(8, vec![people, idle]);
    s.price = Some(Price { start: q(9.9), step: q(5.0), every: 7, refund: None });
    let part = |name, to, share| Reward {
        cost: Amount::ShareOfPrice(q(share)),
        ..rule(name, to, Trigger::Join, 4.0, 0.0)
    };
    s.incentive = vec![
        part("inviter", Recipient::Inviter, 0.4),
        Reward { if_stays_days: Some(2.0), ..part("upline", Recipient::Upline, 0.1) },
    ];
    Case::new("rising percentages", in_time(s, 1.0))
}

/// Prizes whose money is held from the start, beside one whose money is not, and friends who take the rest.
pub fn prizes_in_reserve() -> Case {
    let mut s = scenario(8, vec![sharer(10)]);
    let held = |rule: Reward| Reward { reserve: true, ..rule };
    s.incentive = vec![
        rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0),
        held(Reward { redeem: q(0.7), ..rule("rank_2", Recipient::Inviter, Trigger::Rank(2), 2.0, 15.0) }),
        rule("lottery_2", Recipient::Inviter, Trigger::Lottery(2), 2.0, 12.0),
        held(rule("pool_4", Recipient::Inviter, Trigger::Pool(4), 4.0, 40.0)),
    ];
    s.budget = budget(120.0, WhenExhausted::StopRewards);
    Case::new("prizes in reserve", in_time(s, 0.7))
}

/// The platform deletes invitees whose staying would still have to be rewarded.
pub fn deleted() -> Case {
    let mut case = cases::ban_that_deletes();
    let held = |rule: Reward| Reward { if_stays_days: Some(1.5), ..rule };
    case.scenario.ban = vec![Ban { delete_induced: true, ..Ban::new(0.01, Some(2.0)) }];
    case.scenario.incentive = vec![
        held(Reward { reserve: true, ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 2.0) }),
        held(rule("invitee", Recipient::Invitee, Trigger::Join, 2.0, 1.0)),
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 3.0, 2.0),
    ];
    case.scenario.budget = budget(60.0, WhenExhausted::StopRewards);
    daily("deleted", case, 9, 0.8)
}

/// The same in cycles.
pub fn deleted_in_cycles() -> Case {
    let mut case = deleted();
    case.name = "deleted in cycles";
    case.scenario.segments[0].delay = Delay::None;
    case
}

/// A closed door: what hangs on who is turned away is void.
pub fn turned_away() -> Case {
    let mut case = cases::capacity_total();
    case.scenario.incentive = vec![
        Reward { reserve: true, ..rule("friend", Recipient::Inviter, Trigger::Join, 3.0, 2.0) },
        rule("invitee", Recipient::Invitee, Trigger::Join, 2.0, 1.0),
    ];
    case.scenario.budget = budget(60.0, WhenExhausted::StopRewards);
    daily("turned away", case, 9, 0.9)
}
