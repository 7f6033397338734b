//! The oracle is trusted because it meets closed forms itself.

use crate::anchors;
use crate::build::*;
use crate::money;
use crate::oracle::{self, Outcome, RuleCounts, TwoClass};
use crate::promises;
use crate::table::{Case, by_oracle};
use kfactor::scenario::{Inflow, Scenario, Stay};

const REPLICATES: u64 = 5000;

fn play(scenario: &Scenario, two_class: &[Option<TwoClass>]) -> Vec<Outcome> {
    (0..REPLICATES).map(|replicate| oracle::play(scenario, two_class, 3, replicate)).collect()
}

/// The count at the end of step `t` has this mean and variance.
fn law_is(outcomes: &[Outcome], t: usize, of: fn(&Outcome) -> &[u64], mean: f64, variance: f64) {
    let n = outcomes.len() as f64;
    let seen: Vec<f64> = outcomes.iter().map(|o| of(o)[t] as f64).collect();
    let m = crate::compare::mean(&seen);
    assert!((m - mean).abs() <= 4.5 * (variance / n).sqrt() + 1e-9, "step {t}: mean {m}, not {mean}");
    let v = crate::compare::variance(&seen);
    // For these light tails the fourth moment is near that of the normal law.
    assert!((v - variance).abs() <= 4.5 * variance * (2.5 / n).sqrt(), "step {t}: {v}, not {variance}");
}

#[test]
fn trees_have_their_sizes() {
    anchors::total_sizes(by_oracle, crate::campaigns(20_000));
    anchors::total_moments(by_oracle, crate::campaigns(20_000));
}

#[test]
fn trees_end_with_their_generations() {
    anchors::extinction_by_generation(by_oracle, crate::campaigns(20_000));
}

#[test]
fn markets_fill_to_the_final_size() {
    anchors::finite_market(by_oracle, 100);
}

#[test]
fn one_member_brings_as_many_at_every_step() {
    anchors::k_at_every_step(by_oracle, 50);
}

#[test]
fn the_first_day_is_not_empty() {
    anchors::exponential_answers(by_oracle, 40);
}

#[test]
fn equals_win_equally() {
    anchors::equals_win_equally(by_oracle, 1000);
}

/// Nobody shares; `n` members of whom each survives a day with `1 - c`.
#[test]
fn survivors_are_binomial() {
    let mut people = segment("all", 40, fixed(0.0), 0.0);
    people.stay = Stay::Churn(q(0.1));
    let outcomes = play(&scenario(10, vec![people]), &[]);
    for t in [0, 3, 9] {
        let p = 0.9f64.powi(t as i32 + 1);
        law_is(&outcomes, t, |o| &o.members, 40.0 * p, 40.0 * p * (1.0 - p));
    }
}

#[test]
fn two_classes_survive_as_they_were_observed() {
    let classes = TwoClass { w: 0.6, h1: 0.4, h2: 0.02 };
    let mut people = segment("all", 40, fixed(0.0), 0.0);
    people.stay = Stay::Retention([1.0, 7.0].map(|d| (d, q(classes.survival(d)))).to_vec());
    let mut s = scenario(8, vec![people]);
    s.clock.step_minutes /= 2;
    s.clock.steps *= 2;
    let outcomes = play(&s, &[Some(classes)]);
    for (t, days) in [(1, 1.0), (13, 7.0)] {
        let p = classes.survival(days);
        law_is(&outcomes, t, |o| &o.members, 40.0 * p, 40.0 * p * (1.0 - p));
    }
}

#[test]
fn organic_joiners_are_poisson() {
    let mut people = segment("all", 0, fixed(0.0), 0.0);
    people.inflow = vec![Inflow::free(3.0)];
    let outcomes = play(&scenario(10, vec![people]), &[]);
    for t in [0, 4, 9] {
        let mean = 3.0 * (t + 1) as f64;
        law_is(&outcomes, t, |o| &o.new_users, mean, mean);
    }
}

/// Immigration of 3 a day and survival of .8: Poisson with the geometric sum as its mean.
#[test]
fn organic_members_are_poisson() {
    let mut people = segment("all", 0, fixed(0.0), 0.0);
    people.inflow = vec![Inflow::free(3.0)];
    people.stay = Stay::Churn(q(0.2));
    let outcomes = play(&scenario(10, vec![people]), &[]);
    let mean = 3.0 * 0.8 * (1.0 - 0.8f64.powi(10)) / 0.2;
    law_is(&outcomes, 9, |o| &o.members, mean, mean);
}

/// Occasions come at rate 1/2 a day until churn of .1 a day takes the member; step by step.
#[test]
fn waiting_and_leaving_compete() {
    let mut people = segment("all", 30, fixed(1.0), 0.0);
    people.share.after = waits(2.0);
    people.stay = Stay::Churn(q(0.1));
    let table = by_oracle(&crate::table::Case::new("race", scenario(5, vec![people])), 1, 20_000);
    let o = 1.0 - (-0.5f64).exp();
    let still = (1.0 - o) * 0.9;
    let p = o * (1.0 - still.powi(5)) / (1.0 - still);
    let sharers = table.column("sharers");
    let se = (30.0 * p * (1.0 - p) / 20_000.0).sqrt();
    assert!((crate::compare::mean(&sharers) - 30.0 * p).abs() < 4.5 * se);
}

/// Exponential delay of mean 1.5 days after an invitation at the very beginning: joins by the end of step t with
/// `1 - exp(-(t+1)/1.5)`. Who would come after the end has accepted.
#[test]
fn answers_come_after_their_delay() {
    let mut people = segment("all", 1, poisson(40.0), 0.5);
    people.delay = kfactor::scenario::Delay::Exponential(q(1.5));
    let mut idle = segment("idle", 0, fixed(0.0), 0.0);
    idle.share.drive = kfactor::scenario::Drive::Plain(q(0.0));
    idle.delay = kfactor::scenario::Delay::Assumed;
    people.recruits = row(&[0.0, 1.0]);
    let outcomes = play(&scenario(6, vec![people, idle]), &[]);
    for t in [0, 1, 3, 5] {
        let mean = 20.0 * (1.0 - (-(t as f64 + 1.0) / 1.5).exp());
        law_is(&outcomes, t, |o| &o.new_users, mean, mean);
    }
    let accepted: Vec<f64> = outcomes.iter().map(|o| o.metrics["accepted"]).collect();
    crate::anchors::mean_is("accepted", &accepted, 20.0, 0.0);
}

#[test]
fn money_happens_when_it_happens() {
    money::holding(by_oracle);
    money::one_piece(by_oracle);
    money::two_sides(by_oracle);
    money::on_the_way(by_oracle, 2000);
    money::pool(by_oracle);
    money::percentages(by_oracle);
    money::parts_of_a_coin(by_oracle);
}

#[test]
fn the_last_piece_goes_within_a_step() {
    money::stock_in_time(by_oracle, 60);
}

/// All that happens to promises happens in these cases, none is lost, and what is held is never broken.
#[test]
fn promises_are_kept_broken_or_open() {
    let mut all = RuleCounts::default();
    for case in [promises::reserve(), promises::long_holding(), promises::deleted(), promises::turned_away()]
    {
        for outcome in outcomes(&case, 100) {
            for (rule, seen) in case.scenario.incentive.iter().zip(outcome.rules) {
                assert_eq!(seen.promised, seen.refused + seen.void + seen.unclaimed + seen.due + seen.open);
                assert_eq!(seen.due, seen.paid + seen.broken);
                assert!(!rule.reserve || seen.broken == 0, "{}: {} is broken", case.name, rule.name);
                all = RuleCounts {
                    void: all.void + seen.void,
                    unclaimed: all.unclaimed + seen.unclaimed,
                    broken: all.broken + seen.broken,
                    open: all.open + seen.open,
                    ..all
                };
            }
            let limit = case.scenario.budget.as_ref().map_or(f64::INFINITY, |budget| budget.limit.typical());
            assert!(outcome.metrics["reward_cost"] <= limit, "{}", case.name);
        }
    }
    assert!([all.void, all.unclaimed, all.broken, all.open].iter().all(|count| *count > 0), "{all:?}");
}

fn outcomes(case: &Case, replicates: u64) -> Vec<Outcome> {
    (0..replicates).map(|replicate| oracle::play(&case.scenario, &case.two_class, 3, replicate)).collect()
}
