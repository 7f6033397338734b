//! Known answers: each is asked of a sampler, be it the engine or the oracle.

use crate::branching::Offspring::{self, Binomial, NegativeBinomial, Poisson};
use crate::branching::final_fraction;
use crate::build::*;
use crate::compare::{mean, squared_deviations, variance};
use crate::table::{Case, Table, by_engine};
use kfactor::metrics::StopReason;
use kfactor::scenario::{
    Amount, Contacts, Drive, Price, Recipient, Reward, Scenario, Segment, Share, Stay, Trigger,
};
use kfactor::units::per_step_of_wait;

/// Who is asked: case, seed, replicates.
pub type Sampler = fn(&Case, u64, u64) -> Table;

/// Two-sided normal tail of 7e-6.
const NORMAL: f64 = 4.5;
const REPLICATES: u64 = 20_000;
/// After so many a tree with K .8 goes on once in a million.
const GENERATIONS: u32 = 60;

fn ask(sampler: Sampler, scenario: Scenario, replicates: u64) -> Table {
    sampler(&Case::new("anchor", scenario), 11, replicates)
}

/// The mean of `values` is `known`, give or take chance and `slack`.
pub fn mean_is(what: &str, values: &[f64], known: f64, slack: f64) {
    let se = (variance(values) / values.len() as f64).sqrt();
    let off = (mean(values) - known).abs();
    assert!(off <= NORMAL * se + slack + 1e-9 * known.abs(), "{what}: {} ± {se}, not {known}", mean(values));
}

/// A campaign in which every member brings `offspring` people the next day.
fn tree(days: u32, seeds: u64, offspring: Offspring) -> Scenario {
    let people = match offspring {
        Poisson(r) => segment("all", seeds, poisson(10.0 * r), 0.1),
        NegativeBinomial(r, k) => segment("all", seeds, negative_binomial(10.0 * r, k), 0.1),
        Binomial(n, p) => segment("all", seeds, fixed(n), p),
    };
    scenario(days, vec![people])
}

/// Total sizes up to 9 and beyond by chi-square.
pub fn total_sizes(sampler: Sampler, replicates: u64) {
    const BINS: u32 = 9;
    // Upper 1e-5 of chi-square with 9 degrees of freedom.
    const LIMIT: f64 = 39.34;
    for law in [Poisson(0.5), Poisson(0.8), NegativeBinomial(0.5, 0.2), Binomial(10.0, 0.05)] {
        let totals = ask(sampler, tree(GENERATIONS, 1, law), replicates).totals();
        let mut rest = (1.0, totals.len() as f64);
        let mut chi_square = 0.0;
        for n in 1..=BINS {
            let p = law.ln_total(n).exp();
            let seen = totals.iter().filter(|t| **t == f64::from(n)).count() as f64;
            chi_square += (seen - p * totals.len() as f64).powi(2) / (p * totals.len() as f64);
            rest = (rest.0 - p, rest.1 - seen);
        }
        let expected = rest.0 * totals.len() as f64;
        chi_square += (rest.1 - expected).powi(2) / expected;
        assert!(chi_square < LIMIT, "{law:?}: {chi_square}");
    }
}

/// `E[T] = s/(1-R)`, `Var[T] = s·σ²/(1-R)³`.
pub fn total_moments(sampler: Sampler, replicates: u64) {
    for (law, seeds) in [(Poisson(0.8), 1), (Poisson(0.8), 7), (NegativeBinomial(0.8, 0.2), 4)] {
        let totals = ask(sampler, tree(GENERATIONS, seeds, law), replicates).totals();
        let left = 1.0 - law.mean();
        mean_is("mean total", &totals, seeds as f64 / left, 0.0);
        let known = seeds as f64 * law.variance() / left.powi(3);
        mean_is("variance of totals", &squared_deviations(&totals), known, known / replicates as f64);
    }
}

/// In a finished campaign with K < 1 the referred share of all members is K.
pub fn k_is_the_referred_share(sampler: Sampler) {
    let table = ask(sampler, tree(100, 20, Poisson(0.6)), REPLICATES);
    let (referred, totals) = (table.column("referred"), table.totals());
    let beyond_k: Vec<f64> = referred.iter().zip(&totals).map(|(r, t)| r - 0.6 * t).collect();
    mean_is("referred - K·total", &beyond_k, 0.0, 0.0);
    mean_is("amplification", &table.column("amplification"), 2.5, 0.0);
}

/// Next-generation matrix [[.5, .3], [.2, .4]]: totals per seed are the rows of `(1 - M)⁻¹`.
pub fn two_segments(sampler: Sampler) {
    let kind = |name: &str, seeds, reach: f64, weights: &[f64]| {
        let mut people = segment(name, seeds, poisson(reach), 1.0);
        people.funnel = funnel(&[(name, 1.0), ("join", 1.0)]);
        people.recruits = row(weights);
        people
    };
    for (seeds, known) in [([4, 0], [10.0, 5.0]), ([0, 6], [5.0, 12.5])] {
        let a = kind("a", seeds[0], 0.8, &[5.0, 3.0]);
        let b = kind("b", seeds[1], 0.6, &[2.0, 4.0]);
        let table = ask(sampler, scenario(100, vec![a, b]), REPLICATES);
        // Everybody shares once, so the exposures of a segment count its members.
        mean_is("members of a", &table.column("stage_a"), 0.8 * known[0], 0.0);
        mean_is("members of b", &table.column("stage_b"), 0.6 * known[1], 0.0);
    }
}

/// A campaign of T days is extinct when its trees have fewer than T generations.
pub fn extinction_by_generation(sampler: Sampler, replicates: u64) {
    for law in [Poisson(0.5), Poisson(1.5), NegativeBinomial(2.0, 0.2), Binomial(10.0, 0.11)] {
        for (days, seeds) in [(2, 1), (5, 1), (5, 2), (7, 1)] {
            let known = law.ends_within(days - 1).powi(seeds);
            extinct_share(sampler, tree(days, seeds as u64, law), known, replicates);
        }
    }
}

fn extinct_share(sampler: Sampler, scenario: Scenario, known: f64, replicates: u64) {
    let stops = ask(sampler, scenario, replicates).stops;
    let extinct = stops.iter().filter(|s| **s == StopReason::Extinct).count() as f64;
    let share = extinct / stops.len() as f64;
    let se = (known * (1.0 - known) / stops.len() as f64).sqrt();
    assert!((share - known).abs() <= NORMAL * se + 1e-5, "extinct {share} ± {se}, not {known}");
}

/// Extinction after so many generations that the rest never dies out.
pub fn extinction_at_last(sampler: Sampler) {
    for (r, days) in [(1.1, 120), (1.2, 60), (1.5, 40), (2.0, 25), (3.0, 18)] {
        let dispersed = [1.0, 0.5, 0.2, 0.1].map(|k| NegativeBinomial(r, k));
        for law in dispersed.into_iter().chain([Poisson(r), Binomial(10.0, r / 10.0)]) {
            extinct_share(sampler, tree(days, 1, law), law.extinction(), REPLICATES);
        }
    }
}

/// The two ways in which a campaign weakens differ (epiverse-trace/superspreading: R 1.5, k .5; P(epidemic) of one seed
/// when one in five never shares .09070598, when everybody brings a fifth less .1133825; P(contained) of five seeds
/// when one in ten never shares .4161882, when everybody brings a tenth less .3737271).
pub fn two_ways_to_weaken(sampler: Sampler) {
    for (seeds, part, some_never_share, all_bring_less) in
        [(1, 0.8, 1.0 - 0.090_705_98, 1.0 - 0.113_382_5), (5, 0.9, 0.416_188_2, 0.373_727_1)]
    {
        let mut scenario = tree(60, seeds, NegativeBinomial(1.5, 0.5));
        scenario.segments[0].share.drive = Drive::Plain(q(part));
        extinct_share(sampler, scenario, some_never_share, REPLICATES);
        extinct_share(
            sampler,
            tree(60, seeds, NegativeBinomial(1.5 * part, 0.5)),
            all_bring_less,
            REPLICATES,
        );
    }
}

/// `z = 1 - (1-e)·exp(-R z)`, up to terms of order 1/M.
pub fn finite_market(sampler: Sampler, replicates: u64) {
    const PEOPLE: f64 = 4000.0;
    for (r, seeded) in [(0.8, 0.01), (1.5, 0.01), (2.0, 0.05)] {
        let mut s = tree(60, (seeded * PEOPLE) as u64, Poisson(r));
        s.segments[0].contacts = poisson(r);
        s.segments[0].funnel = funnel(&[("join", 1.0)]);
        s.market = Some(q(PEOPLE));
        let part: Vec<f64> = ask(sampler, s, replicates).totals().iter().map(|t| t / PEOPLE).collect();
        mean_is("final fraction", &part, final_fraction(r, seeded), 4.0 / PEOPLE);
    }
}

/// Invitations .3 a day, churn .2 a day for ten days: a linear birth and death process with mean
/// `exp((.3-.2)·10)` and `P(none)` = .558351, which steps of a quarter of an hour come near.
pub fn birth_and_death(sampler: Sampler, replicates: u64) {
    let people = Segment {
        share: Share { after: waits(1.0 / 0.3), again: q(1.0), ..segment("all", 1, fixed(1.0), 1.0).share },
        stay: Stay::Churn(q(per_step_of_wait(1.0 / 0.2, 1.0))),
        ..segment("all", 1, fixed(1.0), 1.0)
    };
    let table = ask(sampler, Scenario { clock: clock(10, 15), ..scenario(10, vec![people]) }, replicates);
    let members = table.column("members_end");
    mean_is("members", &members, 1f64.exp(), 0.01);
    let none: Vec<f64> = members.iter().map(|m| f64::from(*m == 0.0)).collect();
    mean_is("nobody left", &none, 0.558_351, 0.002);
}

/// How many people one member brings does not depend on the step: occasions and leaving compete as in continuous time,
/// `K = ρ·p·E[A] / (1 - ρ·p·again)` with `ρ = λ/(λ+η)`.
pub fn k_at_every_step(sampler: Sampler, replicates: u64) {
    const LEADERS: u64 = 200;
    for (after, again, churn, join, known) in
        [(2.0, 0.0, 0.5, 1.0, 0.419_060), (1.0 / 24.0, 0.9, 0.1, 0.1, 0.957_946)]
    {
        for minutes in [1440, 720, 360, 60] {
            let mut leader = segment("leader", LEADERS, fixed(1.0), join);
            leader.share.after = waits(after);
            leader.share.again = q(again);
            leader.stay = Stay::Churn(q(churn));
            leader.recruits = row(&[0.0, 1.0]);
            let mut other = segment("other", 0, fixed(0.0), join);
            other.stay = Stay::Churn(q(0.9));
            let s = Scenario { clock: clock(20, minutes), ..scenario(20, vec![leader, other]) };
            let brought = ask(sampler, in_time(s, 0.01), replicates).column("accepted");
            let each: Vec<f64> = brought.iter().map(|brought| brought / LEADERS as f64).collect();
            mean_is(&format!("K in steps of {minutes} minutes"), &each, known, 1e-5);
        }
    }
}

/// Two segments that differ in nothing win the same in a market that they empty, whatever stands first in the file, and
/// whatever the law of their contacts.
pub fn equals_win_equally(sampler: Sampler, replicates: u64) {
    let mixed = Contacts::Mixture(vec![(q(1.0), fixed(20.0)), (q(1.0), poisson(20.0))]);
    for contacts in [fixed(20.0), mixed] {
        let kind = |name: &str, weights: &[f64]| {
            let mut people = segment(name, 20, contacts.clone(), 0.5);
            people.funnel = funnel(&[(name, 1.0), ("join", 0.5)]);
            people.recruits = row(weights);
            people
        };
        let mut s = scenario(2, vec![kind("a", &[1.0, 0.0]), kind("b", &[0.0, 1.0])]);
        s.market = Some(q(200.0));
        let table = ask(sampler, s, replicates);
        // Everybody shares once, so that contacts of the second day count whom the first has won.
        let [a, b] = ["stage_a", "stage_b"].map(|stage| table.column(stage));
        let ahead: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a - b).collect();
        mean_is("contacts of a beyond those of b", &ahead, 0.0, 0.0);
    }
}

/// People who share as they come and answers of an exponential day: a seed has brought, with all whom these bring,
/// `K·(e^((K-1)T) - 1)/(K - 1)` after `T` days, as steps vanish. By daily steps a campaign of one day is short of 393.47
/// by six and a half.
pub fn exponential_answers(sampler: Sampler, replicates: u64) {
    let known = |k: f64, days: f64| k * (((k - 1.0) * days).exp() - 1.0) / (k - 1.0);
    assert!((1000.0 * known(0.5, 1.0) - 393.469).abs() < 1e-3);
    assert!((500.0 * known(0.35 * 12.0 * 0.2857, 14.0) - 46_304.0).abs() < 0.5);
    for (days, seeds, [share, contacts, join], minutes, missed) in [
        (1, 1000, [0.5, 20.0, 0.05], 15, 0.0),
        (1, 1000, [0.5, 20.0, 0.05], 1440, 6.5),
        (5, 500, [0.35, 12.0, 0.2857], 60, 0.0),
    ] {
        let mut people = segment("all", seeds, poisson(contacts), join);
        people.share.drive = Drive::Plain(q(share));
        let s = Scenario { clock: clock(days, minutes), ..scenario(days, vec![people]) };
        let new_users = ask(sampler, in_time(s, 1.0), replicates).column("new_users");
        let known = seeds as f64 * known(share * contacts * join, f64::from(days)) - missed;
        mean_is(&format!("{days} days in steps of {minutes} minutes"), &new_users, known, 5e-4 * known);
    }
}

/// A price that rises 5 for every 10,000 buyers from 9.9: revenue at 70, 90 and 100 thousand.
pub fn rising_price(sampler: Sampler) {
    for (buyers, revenue) in [(70e3, 1_743_000.0), (90e3, 2_691_000.0), (100e3, 3_240_000.0)] {
        let mut leader = segment("leader", 1, fixed(buyers), 1.0);
        leader.recruits = row(&[0.0, 1.0]);
        let buyer = segment("buyer", 0, fixed(0.0), 1.0);
        let mut s = scenario(2, vec![leader, buyer]);
        s.price = Some(Price { start: q(9.9), step: q(5.0), every: 10_000, refund: None });
        assert_eq!(ask(sampler, s, 1).column("revenue"), [revenue]);
    }
}

/// 60 % of the price to the inviter, 30 % to his inviter: 35.1 of 39 from the second generation on.
pub fn two_levels_of_commission(sampler: Sampler) {
    let mut s = tree(100, 10, Poisson(0.5));
    s.price = Some(Price { start: q(39.0), step: q(0.0), every: 1, refund: None });
    let part = |name, to, share| Reward {
        cost: Amount::ShareOfPrice(q(share)),
        ..rule(name, to, Trigger::Join, 0.0, 0.0)
    };
    s.incentive = vec![part("inviter", Recipient::Inviter, 0.6), part("upline", Recipient::Upline, 0.3)];
    // Ten seeds bring five, who and whose invitees bring five more.
    let cost = ask(sampler, s, REPLICATES).column("reward_cost");
    mean_is("commission", &cost, 5.0 * 23.4 + 5.0 * 35.1, 0.0);
}

/// 97 % geometric with mean 1.8 and 3 % geometric with mean 50, as fits the pre-launch of Harry's
/// (2013): P(at least n) of a geometric count of mean m is `(m/(1+m))^n`.
pub fn harrys_sharers(sampler: Sampler) {
    let law = Contacts::Mixture(vec![
        (q(0.97), negative_binomial(1.8, 1.0)),
        (q(0.03), negative_binomial(50.0, 1.0)),
    ]);
    let mut s = scenario(1, vec![segment("all", 100, law, 1.0)]);
    s.incentive = [5, 50]
        .map(|n| rule(&format!("invites_{n}"), Recipient::Inviter, Trigger::Invites(n), 0.0, 0.0))
        .to_vec();
    let table = ask(sampler, s, 2000);
    for n in [5, 50] {
        let at_least = |m: f64| (m / (1.0 + m)).powi(n);
        let known = 100.0 * (0.97 * at_least(1.8) + 0.03 * at_least(50.0));
        mean_is("tier", &table.column(&format!("reached_{n}")), known, 0.0);
    }
}

mod tests {
    use super::*;

    macro_rules! engine {
        ($($anchor:ident($($argument:expr),*)),* $(,)?) => { $(
            #[test]
            fn $anchor() {
                super::$anchor(by_engine $(, $argument)*);
            }
        )* };
    }

    engine!(
        total_sizes(super::REPLICATES),
        total_moments(super::REPLICATES),
        k_is_the_referred_share(),
        two_segments(),
        extinction_by_generation(super::REPLICATES),
        finite_market(100),
        birth_and_death(1000),
        k_at_every_step(400),
        exponential_answers(1000),
        equals_win_equally(1000),
        rising_price(),
        two_levels_of_commission(),
        harrys_sharers(),
    );

    #[test]
    fn extinction_at_last() {
        super::extinction_at_last(by_engine);
    }

    #[test]
    fn two_ways_to_weaken() {
        super::two_ways_to_weaken(by_engine);
    }
}
