//! Which design? Designs designs of a campaign on the same replicates: how they differ, how sure that is, which of
//! them no other beats, and what to choose.
//!
//! Replicate by replicate the designs share their luck and, where inputs are uncertain, the unknown. Differences are
//! taken within replicates, so that what is shared cancels.

mod caution;
mod measure;
mod pilot;
mod standing;
mod tallies;
mod verdict;

pub use caution::{Caution, Refusal};
pub use measure::Measure;
pub use pilot::Pilot;
pub use standing::Standing;
pub use verdict::{State, Verdict};

use crate::engine::Engine;
use crate::ensemble::{Designs, Observer};
use crate::metrics::Metric;
use crate::scenario::Valid;
use crate::stats::Summary;
use crate::study::run::Ended;
use crate::units::Currency;
use serde::Serialize;
use std::io;

/// The most designs that are compared at once; a sweep is for more.
pub const MOST_DESIGNS: usize = 26;

/// Chance that an interval misses the truth, and that any verdict of a family is wrong.
const ERROR: f64 = 0.05;

/// A design and what it is called.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Design {
    /// Name, different from those of the others.
    pub name: String,
    /// The campaign.
    pub scenario: Valid,
}

/// What is to be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Seed.
    pub seed: u64,
    /// Replicates.
    pub replicates: u64,
    /// The measure to choose by; what suits the designs when absent.
    pub by: Option<Measure>,
}

/// The answer of `kfactor compare`.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The designs; differences are those to the first.
    pub designs: Vec<Design>,
    /// The engine of all designs.
    pub engine: Engine,
    /// Seed used.
    pub seed: u64,
    /// Replicates that every design has finished.
    pub replicates: u64,
    /// Replicates asked for.
    pub requested: u64,
    /// Why no more replicates were done.
    pub ended: Ended,
    /// What the designs are measured by, most important first.
    pub measures: Vec<Measured>,
    /// Where every design stands by users and cost.
    pub standings: Vec<Standing>,
    /// What to choose.
    pub verdict: Verdict,
    /// What to mind when comparing these designs.
    pub cautions: Vec<Caution>,
}

/// One measure of all designs.
#[derive(Clone, Debug)]
pub struct Measured {
    /// What it is.
    pub measure: Measure,
    /// By design.
    pub values: Vec<Summary>,
    /// By design from the second on: how it differs from the first.
    pub differences: Vec<Difference>,
}

/// How a design differs from another by a measure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// Replicates in which both are defined.
    pub n: u64,
    /// Mean difference.
    pub mean: f64,
    /// Its standard error.
    pub se: f64,
    /// 95 % interval of the mean difference, by Student's law.
    pub interval: [f64; 2],
    /// Between these lie the differences of nine of ten single replicates; `NaN` for the lead of a verdict.
    pub nine_of_ten: [f64; 2],
    /// The share of replicates in which this design is the better one; equal ones count half.
    pub better: f64,
    /// The same of campaigns that share no luck.
    pub better_apart: f64,
    /// How sure it is that the mean is better: 1 less the one-sided p-value.
    pub better_mean: f64,
    /// Two-sided p-value of the paired t test.
    pub p: f64,
    /// The same, adjusted for all comparisons of its family (Holm).
    pub p_holm: f64,
    /// How many times as many replicates would be needed without common luck.
    pub variance_reduction: f64,
}

impl Difference {
    /// Whether the means differ for sure, many comparisons allowed for.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.p_holm <= ERROR
    }

    /// The replicates of independent ensembles that would tell the difference as well.
    #[must_use]
    pub fn equivalent_replicates(&self) -> f64 {
        self.n as f64 * self.variance_reduction
    }
}

impl Comparison {
    /// The currency of all designs.
    #[must_use]
    pub fn currency(&self) -> &Currency {
        &self.designs[0].scenario.currency
    }

    /// What this measure came to, if it is measured.
    #[must_use]
    pub fn measured(&self, measure: &Measure) -> Option<&Measured> {
        self.measures.iter().find(|measured| measured.measure == *measure)
    }

    /// What the measure that is this metric came to.
    #[must_use]
    pub fn metric(&self, metric: Metric) -> Option<&Measured> {
        self.measured(&Measure::Metric(metric))
    }
}

/// The letter by which a design is told: A for the first.
#[must_use]
pub fn letter(design: usize) -> char {
    char::from(b'A' + (design % MOST_DESIGNS) as u8)
}

/// Whether these designs can be compared at all.
///
/// # Errors
/// Why not.
pub fn check(designs: &[Design]) -> Result<(), Refusal> {
    caution::check(designs)
}

/// Whether these designs, of which there is at least one, can be judged by this measure.
#[must_use]
pub fn can_judge(designs: &[Design], by: &Measure) -> bool {
    let scenarios: Vec<Valid> = designs.iter().map(|design| design.scenario.clone()).collect();
    by.applies(&scenarios)
}

/// Runs the designs, of which [`check`] has nothing to say, and compares them.
///
/// # Errors
/// None of its own.
pub fn run(designs: &[Design], question: &Question, observer: &dyn Observer) -> io::Result<Comparison> {
    let scenarios: Vec<Valid> = designs.iter().map(|design| design.scenario.clone()).collect();
    let mut tallies = tallies::Tallies::new(&scenarios, question);
    let runs = Designs::new(&scenarios, &measure::kept(), question.seed, question.replicates);
    let progress = runs.side_by_side(observer, &mut |values| {
        tallies.absorb(values);
        Ok(())
    })?;
    let measures = tallies.measured();
    let verdict = verdict::verdict(&tallies);
    Ok(Comparison {
        engine: Engine::of(&designs[0].scenario),
        seed: question.seed,
        replicates: progress.done,
        requested: question.replicates,
        ended: if progress.interrupted { Ended::Interrupted } else { Ended::Complete },
        standings: standing::standings(&tallies),
        cautions: caution::cautions(&scenarios, &measures, progress.done),
        measures,
        verdict,
        designs: designs.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::{Silent, sample};
    use crate::scenario::{Scenario, Trigger};

    const BASE: &str = "
        name: base
        days: 6
        seeds: 100
        share: { reward: { max: 0.8, half: 3 } }
        contacts: 5
        join: 0.1 to 0.3
        incentive: [{ to: inviter, when: { invites: 1 }, value: 5, cost: 2 }]
        costs: { fixed: 10 }
    ";

    fn design(name: &str, change: impl FnOnce(&mut Scenario)) -> Design {
        let scenario = Scenario::from_yaml(BASE).unwrap().changed(change).unwrap();
        Design { name: name.to_owned(), scenario }
    }

    fn farther(invites: u32) -> Design {
        design("farther", |scenario| scenario.incentive[0].when = Trigger::Invites(invites))
    }

    fn compared(designs: &[Design], replicates: u64) -> Comparison {
        run(designs, &Question { seed: 3, replicates, by: None }, &Silent).unwrap()
    }

    fn column(design: &Design, metric: &Metric) -> Vec<f64> {
        sample(&design.scenario, 3, 400).column(metric).unwrap()
    }

    /// Against the definitions, from the plain rows of each design.
    #[test]
    fn a_difference_is_that_of_the_rows() {
        let designs = [design("base", |_| ()), farther(2)];
        let comparison = compared(&designs, 400);
        for (metric, sign) in [(Metric::NewUsers, 1.0), (Metric::Cost, -1.0)] {
            let (a, b) = (column(&designs[0], &metric), column(&designs[1], &metric));
            let differences: Vec<f64> = a.iter().zip(&b).map(|(a, b)| b - a).collect();
            let mean = differences.iter().sum::<f64>() / 400.0;
            let variance = |values: &[f64]| {
                let mean = values.iter().sum::<f64>() / 400.0;
                values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / 399.0
            };
            let told = comparison.metric(metric.clone()).unwrap().differences[0];
            assert!((told.mean - mean).abs() < 1e-9, "{metric:?}");
            let se = (variance(&differences) / 400.0).sqrt();
            assert!((told.se - se).abs() < 1e-9, "{metric:?}");
            // 1.9659 is the quantile of Student's law with 399 degrees of freedom.
            assert!((told.interval[1] - mean - 1.965_927 * se).abs() < 1e-5 * se, "{metric:?}");
            let reduction = (variance(&a) + variance(&b)) / variance(&differences);
            assert!((told.variance_reduction - reduction).abs() < 1e-9 * reduction, "{metric:?}");
            assert!((told.equivalent_replicates() - 400.0 * reduction).abs() < 1e-6 * reduction);
            let good =
                differences.iter().map(|d| if *d == 0.0 { 0.5 } else { f64::from(u8::from(d * sign > 0.0)) });
            assert!((told.better - good.sum::<f64>() / 400.0).abs() < 1e-12, "{metric:?}");
        }
    }

    /// Two campaigns without end whose means are known: every member brings .25 or .3 others, so that 60 seeds bring
    /// `60·K/(1-K)`. Of 400 intervals 95 % hold the true difference, within four standard errors.
    #[test]
    fn intervals_hold_the_true_difference() {
        let design = |join: f64| {
            let text = format!("{{ name: a, days: 60, seeds: 60, share: 0.5, contacts: 10, join: {join} }}");
            Design { name: join.to_string(), scenario: Scenario::from_yaml(&text).unwrap() }
        };
        let users = |k: f64| 60.0 * k / (1.0 - k);
        let (designs, truth) = ([design(0.05), design(0.06)], users(0.3) - users(0.25));
        let holds = |seed: &u64| {
            let question = Question { seed: *seed, replicates: 30, by: None };
            let comparison = run(&designs, &question, &Silent).unwrap();
            let [low, high] = comparison.metric(Metric::NewUsers).unwrap().differences[0].interval;
            low <= truth && truth <= high
        };
        let held = (0..400).filter(holds).count() as f64 / 400.0;
        assert!((held - 0.95).abs() <= 4.0 * (0.95f64 * 0.05 / 400.0).sqrt(), "{held}");
    }

    #[test]
    fn a_design_differs_in_nothing_from_itself() {
        let comparison = compared(&[design("one", |_| ()), design("other", |_| ())], 50);
        for measured in &comparison.measures {
            let difference = measured.differences[0];
            assert_eq!((difference.mean, difference.better, difference.p_holm), (0.0, 0.5, 1.0));
        }
        assert_eq!(comparison.verdict.state, State::Same);
        assert!(comparison.standings.iter().all(|standing| standing.front));
    }

    #[test]
    fn the_same_for_less_money_is_chosen() {
        let dear = design("dear", |scenario| {
            scenario.incentive[0].cost = crate::scenario::Amount::Money(4.0.into())
        });
        let comparison = compared(&[dear, design("cheap", |_| ())], 200);
        let Verdict { ref by, best, next, state, ref pilot, .. } = comparison.verdict;
        assert_eq!((by.name().as_ref(), best, next, state), ("cac", 1, 0, State::Settled));
        assert_eq!(*pilot, None, "it is better in every campaign");
        assert_eq!(comparison.standings[0].beaten_by, [(1, true)]);
        assert!(comparison.standings[1].front);
        let users = comparison.metric(Metric::NewUsers).unwrap().differences[0];
        assert_eq!((users.mean, users.better), (0.0, 0.5));
        assert!(comparison.metric(Metric::Cost).unwrap().differences[0].better > 0.99);
    }

    /// Half of the rewards at double the price cost the same on average.
    #[test]
    fn what_is_open_says_how_many_more() {
        let lucky = design("lucky", |scenario| {
            scenario.incentive[0].redeem = 0.5.into();
            scenario.incentive[0].cost = crate::scenario::Amount::Money(4.0.into());
        });
        let more_seeds = design("more seeds", |scenario| scenario.segments[0].seeds[0].count = 101.0.into());
        let comparison = compared(&[design("base", |_| ()), lucky], 40);
        let Verdict { state, ref open, more_replicates, .. } = comparison.verdict;
        assert_eq!((state, open.len()), (State::Open, 1));
        assert!(more_replicates.is_some_and(|more| more > 40), "{more_replicates:?}");
        assert!(comparison.cautions.is_empty(), "{:?}", comparison.cautions);
        let cautions = compared(&[design("base", |_| ()), more_seeds], 2).cautions;
        assert_eq!(cautions, [Caution::Seeds(vec![100.0, 101.0]), Caution::FewReplicates]);
    }

    #[test]
    fn the_measure_to_choose_by_suits_the_designs() {
        let by = |change: fn(&mut Scenario)| {
            let designs = [design("one", change), design("other", change)];
            compared(&designs, 2).verdict.by.name()
        };
        assert_eq!(by(|_| ()), "cac");
        assert_eq!(by(|scenario| scenario.benchmark_cac = Some(3.0.into())), "saving");
        assert_eq!(
            by(|scenario| {
                let margin = crate::scenario::Buys { per_day: 0.1.into(), margin: 2.0.into() };
                scenario.segments[0].buys = Some(margin);
            }),
            "profit"
        );
        let designs = [design("one", |_| ()), farther(3)];
        let asked = Question { seed: 1, replicates: 2, by: Some(Measure::Metric(Metric::NewUsers)) };
        assert_eq!(run(&designs, &asked, &Silent).unwrap().verdict.by.name(), "new_users");
    }

    #[test]
    fn what_cannot_be_compared_is_refused() {
        let one = design("one", |_| ());
        assert_eq!(check(std::slice::from_ref(&one)), Err(Refusal::TooFew));
        let dollars = design("dollars", |scenario| scenario.currency = crate::units::Currency::new("USD"));
        let currencies = |name: &str, code: &str| (name.to_owned(), code.to_owned());
        assert_eq!(
            check(&[one.clone(), dollars]),
            Err(Refusal::Currencies { first: currencies("one", "CNY"), other: currencies("dollars", "USD") })
        );
        assert_eq!(check(&vec![one.clone(); 27]), Err(Refusal::TooMany { designs: 27 }));
        assert_eq!(check(&vec![one; 26]), Ok(()));
        assert_eq!((letter(0), letter(25)), ('A', 'Z'));
    }

    #[test]
    fn nobody_joins_and_nothing_breaks() {
        let nobody = design("nobody", |scenario| scenario.segments[0].funnel[0].pass = 0.0.into());
        let comparison = compared(&[nobody, design("base", |_| ())], 60);
        assert_eq!(comparison.verdict.best, 1);
        assert!(comparison.cautions.contains(&Caution::NobodyJoined { design: 0, replicates: 60 }));
        let cac = comparison.metric(Metric::Cac).unwrap().differences[0];
        // Money spent on nobody is dearer than any user.
        assert_eq!((cac.n, cac.better), (0, 1.0));
    }
}
