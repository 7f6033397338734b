//! Bans of every kind: of the campaign and of accounts, for everybody and for those beyond so many in an hour.

use super::{STEPS, agree, ask, known, mean_is};
use crate::anchors::Sampler;
use crate::build::*;
use crate::cases::{hourly, sharer};
use crate::table::Case;
use kfactor::scenario::{
    Accounts, Ban, Delay, Drive, Hits, Inflow, Recipient, Reward, Scenario, SeedWave, Segment, Stay, Trigger,
    WhenExhausted,
};

fn accounts(count: u64, per_hour: Option<f64>) -> Option<Accounts> {
    Some(Accounts { count, per_hour: per_hour.map(q), per_day: None })
}

fn of_account(per_participant: f64, pause_days: Option<f64>) -> Ban {
    Ban { hits: Hits::Account, ..Ban::new(per_participant, pause_days) }
}

fn above(people: f64, ban: Ban) -> Ban {
    Ban { above_per_hour: Some(q(people)), ..ban }
}

/// All of them in two days: waves and others come, to accounts that fall for good and for a while; a tier, money that runs out.
pub fn all_kinds() -> Case {
    let mut people = sharer(0);
    people.seeds = [0.0, 3.5, 9.0, 26.0].map(|hour| SeedWave::new(hour / 24.0, 7.0)).to_vec();
    people.contacts = poisson(6.0);
    people.share.after = waits(0.1);
    people.inflow = vec![Inflow::free(40.0)];
    people.delay = Delay::Exponential(q(1.5 / 24.0));
    people.stay = Stay::Churn(q(0.3));
    let mut s = hourly(2, vec![people]);
    s.accounts = accounts(3, Some(4.0));
    s.ban = vec![
        above(1.0, of_account(0.05, Some(0.3))),
        of_account(0.01, None),
        above(5.0, Ban::new(0.02, Some(0.2))),
        Ban { delete_induced: true, ..Ban::new(0.002, None) },
    ];
    s.incentive = vec![
        Reward { cap: Some(3), ..rule("friend", Recipient::Inviter, Trigger::Join, 4.0, 3.0) },
        rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 8.0, 6.0),
    ];
    s.budget = budget(60.0, WhenExhausted::StopRewards);
    Case::new("bans of all kinds", s).coupled().plain()
}

/// In cycles; with no limit but that accounts are struck, and that more than so many an hour alarm the platform.
pub fn in_cycles() -> Case {
    let mut people = sharer(12);
    people.contacts = poisson(5.0);
    people.inflow = vec![Inflow::free(30.0)];
    let mut s = scenario(6, vec![people]);
    s.accounts = accounts(4, None);
    s.ban = vec![of_account(0.01, Some(2.0)), above(1.0, Ban::new(0.01, None)), Ban::new(0.001, Some(1.0))];
    Case::new("bans in cycles", s).coupled()
}

agree!(all_kinds, in_cycles);

fn idle(seeds: u64) -> Segment {
    let mut people = segment("all", seeds, fixed(0.0), 0.0);
    (people.delay, people.share.drive) = (Delay::Assumed, Drive::Plain(q(0.0)));
    people
}

/// They come at the beginning; after it nothing happens.
fn in_steps(minutes: u32, people: Segment) -> Scenario {
    Scenario { clock: clock(1, minutes), ..scenario(1, vec![people]) }
}

/// 60 come through each of 8 accounts in an hour: of each 20 alarm the platform, so that it is struck with 1.9801 %.
fn sixty_on_each(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        let mut s = in_steps(minutes, idle(480));
        s.accounts = accounts(8, None);
        s.ban = vec![above(40.0, of_account(0.001, None))];
        let struck = ask(sampler, s, replicates).column("accounts_struck");
        mean_is("accounts struck", &struck, 8.0 * 0.019_801, 0.0);
    }
}

/// The same 480 people alarm it by 80 in all, where 400 an hour are nothing: 7.688 % of campaigns are shut. By a list of two of such
/// bans, 14.786 %.
fn beyond_so_many_an_hour(sampler: Sampler, replicates: u64) {
    for minutes in STEPS {
        for (bans, known) in [(1, 0.076_884), (2, 0.147_856)] {
            let mut s = in_steps(minutes, idle(480));
            s.ban = vec![above(400.0, Ban::new(0.001, None)); bans];
            let day = ask(sampler, s, replicates).column("banned_day");
            let banned: Vec<f64> = day.iter().map(|day| f64::from(u8::from(day.is_finite()))).collect();
            mean_is("banned", &banned, known, 0.0);
        }
    }
}

/// A wave finds four accounts, of which each is struck by its share of it; what comes an hour later finds those that are left. The
/// platform has struck with the first of them.
fn account_by_account(sampler: Sampler, replicates: u64) {
    for minutes in [60, 30] {
        let mut people = idle(40);
        people.seeds.push(SeedWave::new(1.0 / 24.0, 100.0));
        let mut s = in_steps(minutes, people);
        s.accounts = accounts(4, Some(10.0));
        s.ban = vec![of_account(0.05, None)];
        let table = ask(sampler, s, replicates);
        let struck = 1.0 - (-0.5_f64).exp();
        let left = 4.0 * (1.0 - struck);
        mean_is("turned away", &table.column("turned_away"), 100.0 - 10.0 * left, 0.0);
        mean_is("struck", &table.column("accounts_struck"), 4.0 - left * (1.0 - struck), 0.0);
        let day = table.column("banned_day");
        let banned: Vec<f64> = day.iter().map(|day| f64::from(u8::from(day.is_finite()))).collect();
        mean_is("banned", &banned, 1.0 - (1.0 - struck).powi(8), 0.0);
    }
}

known!(
    sixty_on_each(20_000, 2_000),
    beyond_so_many_an_hour(20_000, 2_000),
    account_by_account(10_000, 2_000)
);
