//! The engine and the oracle agree on every metric and stop reason of every case.

use crate::build::{poisson, q, rule, scenario, segment, waits};
use crate::compare::{differences, is_determined};
use crate::table::{Case, Table, by_engine, by_oracle};
use crate::two_samples::{Difference, NORMAL, mean, welch_z};
use crate::{cases, in_time};
use kfactor::metrics::{Metric, Need};
use kfactor::scenario::{Buys, BuysWhen, Delay, Following, Recipient, Scenario, Share, Stay, Trigger, Why};
use kfactor::study::theory::step;
use std::path::Path;

/// Of the two engines, which are as fast as each other here.
const OF_ENGINES: u64 = 4_000;

pub fn agree(case: &Case) {
    let (engine, oracle) =
        (by_engine(case, 20_260_302, case.campaigns()), by_oracle(case, 7, case.campaigns()));
    let mut found = differences(&engine, &oracle);
    found.retain(|difference| !case.coupled || is_determined(difference));
    found.retain(|difference| !is_about_trees(difference));
    assert!(found.is_empty(), "engine (left) and oracle (right) on `{}`: {found:#?}", case.name);
}

/// Members one by one do what members by counts do, but for whose stay decides over a reward.
pub fn agree_one_by_one(case: &Case) {
    let mut scenario = case.scenario.clone();
    scenario.incentive.iter_mut().for_each(|reward| reward.if_stays_days = None);
    let mut found = differences_of_engines(&Case { scenario, ..case.clone() });
    found.retain(|difference| !case.coupled || is_determined(difference));
    assert!(found.is_empty(), "counts (left) and members (right) on `{}`: {found:#?}", case.name);
}

/// Whether only who follows members one by one knows it.
fn is_about_trees(difference: &Difference) -> bool {
    Metric::named(&difference.what).is_some_and(|metric| metric.need() == Need::Members)
}

/// The same campaign by counts, and member by member.
fn by_engines(case: &Case, campaigns: u64) -> [Table; 2] {
    let followed =
        |following| Case { scenario: Scenario { following, ..case.scenario.clone() }, ..case.clone() };
    [(Following::ByCounts(Why::Asked), 31), (Following::OneByOne(Why::Asked), 32)]
        .map(|(following, seed)| by_engine(&followed(following), seed, campaigns))
}

fn differences_of_engines(case: &Case) -> Vec<Difference> {
    let [counts, members] = by_engines(case, crate::campaigns(OF_ENGINES));
    let mut found = differences(&counts, &members);
    found.retain(|difference| !is_about_trees(difference));
    found
}

/// The same of every scenario without a network that comes with the project, its uncertain inputs included.
#[test]
#[ignore = "takes a quarter of an hour: a hundred thousand people come in one of them"]
fn engines_agree_on_every_scenario_that_is_shipped() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = [root.join("baits"), root].map(|folder| std::fs::read_dir(folder).expect("the scenarios"));
    let paths = files.into_iter().flatten().map(|entry| entry.expect("an entry").path());
    for path in paths.filter(|path| path.extension() == Some("yaml".as_ref())) {
        let scenario = Scenario::from_file(&path).unwrap_or_else(|problems| panic!("{problems}"));
        let case = Case::new("shipped", step::chosen(&scenario).into_inner());
        if case.scenario.network.is_none() {
            println!("{}", path.display());
            agree_one_by_one(&case.coupled());
        }
    }
}

/// Where nothing changes the churn and one rule hangs on each invitee, the chance that he stays is his own stay; only what a
/// retained member costs tells who the rewards hang on.
#[test]
fn a_stay_by_chance_is_a_stay_in_fact() {
    for case in [cases::if_stays(), in_time::visitors()] {
        let mut scenario = case.scenario.clone();
        scenario.events.clear();
        scenario.incentive.truncate(1);
        let mut found = differences_of_engines(&Case { scenario, ..case.clone() });
        found.retain(|difference| difference.what != "cac_retained");
        assert!(found.is_empty(), "counts (left) and members (right) on `{}`: {found:#?}", case.name);
    }
}

/// How old somebody is and how many he has brought are two states of members by counts, each exact, that hang together by totals
/// alone: who leaves is drawn from each of them. Who stays for three days orders, and with two friends is rewarded; in how far many
/// orders go with many rewards is what it is member by member.
#[test]
fn orders_by_age_and_rewards_by_invitations_go_together() {
    let mut people = segment("all", 3, poisson(4.0), 0.25);
    people.share = Share { after: waits(1.0), again: q(0.3), ..people.share };
    people.delay = Delay::Exponential(q(0.5));
    people.stay = Stay::Churn(q(0.25));
    people.buys =
        vec![Buys { when: BuysWhen::After { after_days: 3.0, chance: q(1.0) }, ..Buys::per_day(0.0, 1.0) }];
    let mut s = scenario(6, vec![people]);
    s.incentive = vec![rule("invites_2", Recipient::Inviter, Trigger::Invites(2), 1.0, 1.0)];
    let case = Case::new("age and invitations", s);
    let products = by_engines(&case, crate::campaigns(20 * OF_ENGINES)).map(|table| {
        let [orders, paid] = ["orders", "rewards_paid"].map(|name| table.column(name));
        let (order, reward) = (mean(&orders), mean(&paid));
        orders.iter().zip(&paid).map(|(orders, paid)| (orders - order) * (paid - reward)).collect()
    });
    let [counts, members]: [Vec<f64>; 2] = products;
    let z = welch_z(&counts, &members);
    assert!(z.abs() < NORMAL, "covariances {} and {}: {z}", mean(&counts), mean(&members));
}

/// How far `if_stays` goes apart where events or overload change the churn.
#[test]
#[ignore = "a measurement, by hand"]
fn stays_apart_under_events_and_overload() {
    for case in [cases::if_stays(), in_time::visitors()] {
        println!("{}: {:#?}", case.name, differences_of_engines(&case));
    }
}

macro_rules! agreement {
    ($($case:ident),* $(,)?) => { $(
        mod $case {
            #[test]
            fn of_engine_and_oracle() {
                super::agree(&super::cases::$case());
            }

            #[test]
            fn of_counts_and_members() {
                super::agree_one_by_one(&super::cases::$case());
            }
        }
    )* };
}

agreement!(
    plain,
    two_segments,
    tiers,
    cap_and_goal,
    share_reward,
    upline,
    both_sides,
    stop_rewards,
    end_campaign,
    overdraw,
    stock_rules,
    if_stays,
    prizes,
    bonus_hunters,
    capacity_total,
    capacity_per_hour,
    half_days,
    overload,
    ban_for_good,
    ban_with_pause,
    ban_that_deletes,
    events,
    mixture,
    market_tiny,
    addressed,
    market_poisson,
    market_negative_binomial,
    market_mixture,
    full_house,
    at_once,
    everything,
    uncertain,
);

mod against_nothing {
    use super::{agree, agree_one_by_one};
    use crate::added as cases;

    agreement!(anyway, anyway_in_a_market, anyway_banned, places);
}

mod within_steps {
    use super::{agree, agree_one_by_one};
    use crate::in_time as cases;

    agreement!(
        quick_answers,
        waves_within_a_step,
        many_occasions,
        visitors,
        hours_and_events,
        all_contacts,
        hunters,
        capacity,
        ban,
        pause,
        prompt_pause,
        overload,
        means,
        end,
        prizes,
        both_sides,
        everything,
    );
}

mod of_orders {
    use super::{agree, agree_one_by_one};
    use crate::orders as cases;

    agreement!(in_cycles, in_time, beside_nothing);
}

mod that_wait {
    use super::{agree, agree_one_by_one};
    use crate::promises as cases;

    agreement!(
        reserve_in_cycles,
        reserve,
        reserve_that_ends,
        long_holding,
        long_holding_in_cycles,
        stock_in_8h,
        overdrawn,
        levels_and_hunters,
        rising_percentages,
        prizes_in_reserve,
        deleted,
        deleted_in_cycles,
        turned_away,
    );
}
