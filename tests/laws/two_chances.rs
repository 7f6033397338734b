//! Luck and ignorance are told apart: a case with a closed form, and plain nested simulation.

use crate::build::*;
use crate::compare::{mean, variance};
use kfactor::ensemble::{Observer, sample};
use kfactor::metrics::Metric;
use kfactor::scenario::{Input, Law, Quantity, Valid};
use kfactor::stats::VarianceSplit;
use kfactor::study::run::{self, Ended};
use std::sync::atomic::{AtomicU64, Ordering};

/// The split of added users as a run of so many replicates reports it.
fn split(scenario: &Valid, seed: u64, replicates: u64) -> VarianceSplit {
    let report = run::Question::new(scenario).seed(seed).replicates(replicates).answer();
    report.variance_split(&Metric::AddedUsers).expect("inputs are uncertain")
}

/// One generation: `10·seeds` contacts in the mean, each of whom joins with a chance that is uniform.
fn one_generation(seeds: u64, [min, max]: [f64; 2]) -> Valid {
    let mut s = scenario(2, vec![segment("all", seeds, poisson(10.0), 0.1)]);
    let law = Law::Uniform { min, max };
    let join = Input { id: 0, key: "join".to_owned(), law, min: 0.0, max: 1.0 };
    s.segments[0].funnel[0].pass = Quantity::Uncertain(join.clone());
    s.inputs = vec![join];
    s.validate().expect("a valid scenario")
}

/// New users are Poisson with mean `λp`: the inputs make `λ²·(b-a)²/12`, luck makes `λ(a+b)/2`.
fn part_of_inputs(seeds: u64, [min, max]: [f64; 2]) -> f64 {
    let lambda = 10.0 * seeds as f64;
    let (inputs, luck) = ((lambda * (max - min)).powi(2) / 12.0, lambda * f64::midpoint(min, max));
    inputs / (inputs + luck)
}

#[test]
fn one_generation_has_a_closed_form() {
    for (seeds, ends) in [(2, [0.09, 0.11]), (20, [0.05, 0.15]), (40, [0.04, 0.16]), (2000, [0.05, 0.15])] {
        let known = part_of_inputs(seeds, ends);
        let found = split(&one_generation(seeds, ends), 3, 20_000);
        assert!((found.between - known).abs() < 4.0 * found.se, "{found:?}, not {known}");
        assert!(found.se < 0.02, "{found:?}");
        let lambda = 10.0 * seeds as f64;
        assert!((found.sd_within / (lambda * f64::midpoint(ends[0], ends[1])).sqrt() - 1.0).abs() < 0.04);
    }
}

/// The error that is told is the error that is made.
#[test]
fn the_error_is_honest() {
    let (seeds, ends) = (20, [0.05, 0.15]);
    let scenario = one_generation(seeds, ends);
    let known = part_of_inputs(seeds, ends);
    let off = |seed| {
        let found = split(&scenario, seed, 1600);
        (found.between - known) / found.se
    };
    let errors: Vec<f64> = (0..100).map(off).collect();
    assert!(mean(&errors).abs() < 0.4, "{}", mean(&errors));
    assert!((0.7..1.4).contains(&variance(&errors)), "{}", variance(&errors));
}

/// Many values of the input, spread evenly over its law, with many campaigns each: slow and obvious.
fn by_brute_force(scenario: &Valid, quantile: impl Fn(f64) -> f64) -> f64 {
    const VALUES: u64 = 200;
    const CAMPAIGNS: u64 = 100;
    let (mut means, mut within) = (Vec::new(), Vec::new());
    for value in 0..VALUES {
        let known = scenario.changed(|known| {
            known.segments[0].funnel[0].pass = q(quantile((value as f64 + 0.5) / VALUES as f64));
            known.inputs.clear();
        });
        let known = known.expect("a valid scenario");
        let new_users = sample(&known, 1000 + value, CAMPAIGNS).column(&Metric::NewUsers).expect("a metric");
        means.push(mean(&new_users));
        within.push(variance(&new_users));
    }
    let luck = mean(&within);
    let inputs = variance(&means) - luck / CAMPAIGNS as f64;
    inputs / (inputs + luck)
}

/// Generations that multiply what is not known, in a market that bounds it, with few people who bring many.
#[test]
fn many_generations_agree_with_brute_force() {
    let ends = [0.06, 0.14];
    let many = one_generation(30, ends).changed(|scenario| {
        scenario.clock.steps = 8;
        scenario.segments[0].contacts = negative_binomial(8.0, 0.4);
        scenario.market = Some(q(1000.0));
    });
    let scenario = many.expect("a valid scenario");
    let found = split(&scenario, 9, 12_000);
    let known = by_brute_force(&scenario, |level| ends[0] + (ends[1] - ends[0]) * level);
    // Two hundred values of the input leave an error of about a percent.
    assert!((found.between - known).abs() < 4.0 * found.se + 0.02, "{found:?}, not {known}");
    assert!((0.2..0.8).contains(&known), "a case that proves little: {known}");
}

/// Counts the campaigns that it hears of.
#[derive(Default)]
struct Counter(AtomicU64);

impl Observer for Counter {
    fn advanced(&self, done: u64) {
        self.0.fetch_add(done, Ordering::Relaxed);
    }
    fn wants_to_stop(&self) -> bool {
        false
    }
}

#[test]
fn a_quarter_more_campaigns_and_none_where_all_is_known() {
    let known =
        scenario(2, vec![segment("all", 10, poisson(10.0), 0.1)]).validate().expect("a valid scenario");
    for (scenario, replicates, further) in [
        (one_generation(10, [0.05, 0.15]), 800, 200),
        (one_generation(10, [0.05, 0.15]), 40_000, 8192),
        (one_generation(10, [0.05, 0.15]), 300, 0),
        (known, 800, 0),
    ] {
        let counter = Counter::default();
        let question = run::Question::new(&scenario).seed(1).replicates(replicates).observed(&counter);
        assert_eq!(question.campaigns(), replicates + further);
        assert_eq!(question.answer().replicates, replicates);
        assert_eq!(counter.0.into_inner(), replicates + further);
    }
}

#[test]
fn where_all_is_known_nothing_is_split() {
    let known =
        scenario(2, vec![segment("all", 10, poisson(10.0), 0.1)]).validate().expect("a valid scenario");
    let report =
        |scenario: &Valid, replicates| run::Question::new(scenario).seed(1).replicates(replicates).answer();
    assert!(report(&known, 500).variance_splits.is_empty());
    // Too few to tell.
    assert!(report(&one_generation(10, [0.05, 0.15]), 300).variance_splits.is_empty());
}

/// Stops when more campaigns are done than these.
struct Patient {
    most: u64,
    done: AtomicU64,
}

impl Observer for Patient {
    fn advanced(&self, done: u64) {
        self.done.fetch_add(done, Ordering::Relaxed);
    }
    fn wants_to_stop(&self) -> bool {
        self.done.load(Ordering::Relaxed) > self.most
    }
}

/// Whoever interrupts the repetitions has all campaigns, and a report that says it is not the whole.
#[test]
fn an_interrupted_split_is_left_out() {
    let observer = Patient { most: 640, done: AtomicU64::default() };
    let scenario = one_generation(10, [0.05, 0.15]);
    let report = run::Question::new(&scenario).seed(1).replicates(640).observed(&observer).answer();
    assert_eq!((report.replicates, report.ended), (640, Ended::Interrupted));
    assert!(report.variance_splits.is_empty());
}
