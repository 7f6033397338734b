//! Differences, verdicts and refusals against their definitions.

use super::*;
use crate::ensemble::sample;
use crate::metrics::Metric;
use crate::scenario::{Scenario, Trigger};
use crate::study::notes::Note;

const BASE: &str = "
    name: base
    days: 6
    step: 1d
    delay: none
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
    Question::new(designs).seed(3).replicates(replicates).answer().unwrap()
}

fn column(design: &Design, metric: &Metric) -> Vec<f64> {
    sample(&design.scenario, 3, 400).column(metric).unwrap()
}

/// Against the definitions, from the plain rows of each design.
#[test]
fn a_difference_is_that_of_the_rows() {
    let designs = [design("base", |_| ()), farther(2)];
    let comparison = compared(&designs, 400);
    for (metric, sign) in [(Metric::NewUsers, 1.0), (Metric::CostWithOwed, -1.0)] {
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
        let share = |of: &dyn Fn(f64) -> bool| differences.iter().filter(|d| of(**d)).count() as f64 / 400.0;
        assert!((told.better - share(&|d| d * sign > 0.0)).abs() < 1e-12, "{metric:?}");
        assert_eq!(told.equal, share(&|d| d == 0.0), "{metric:?}");
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
        let comparison = Question::new(&designs).seed(*seed).replicates(30).answer().unwrap();
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
        assert_eq!((difference.mean, difference.se, difference.p_holm), (0.0, 0.0, 1.0));
        assert_eq!((difference.better, difference.equal, difference.worse()), (0.0, 1.0, 0.0));
    }
    assert_eq!(comparison.verdict.state, State::Same);
    assert!(comparison.dominance.iter().all(|of| of.on_front));
}

#[test]
fn the_same_for_less_money_is_chosen() {
    let dear =
        design("dear", |scenario| scenario.incentive[0].cost = crate::scenario::Amount::Money(4.0.into()));
    let comparison = compared(&[dear, design("cheap", |_| ())], 200);
    let Verdict { ref by, best, next, state, ref driver, .. } = comparison.verdict;
    assert_eq!((by.name().as_ref(), best, next, state), ("cac", 1, 0, State::Settled));
    assert_eq!(*driver, None, "it is better in every campaign");
    assert_eq!(comparison.dominance[0].dominated_by, [(1, true)]);
    assert!(comparison.dominance[1].on_front);
    let users = comparison.metric(Metric::NewUsers).unwrap().differences[0];
    assert_eq!((users.mean, users.better, users.equal), (0.0, 0.0, 1.0));
    assert!(comparison.metric(Metric::CostWithOwed).unwrap().differences[0].better > 0.99);
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
            scenario.segments[0].buys = vec![crate::scenario::Buys::per_day(0.1, 2.0)];
        }),
        "added_profit"
    );
    // Where nothing costs anything no user is cheaper than another.
    let for_nothing = |scenario: &mut Scenario| {
        scenario.incentive.clear();
        scenario.costs.fixed = 0.0.into();
    };
    assert_eq!(by(for_nothing), "added_users");
    let designs = [design("one", |_| ()), farther(3)];
    let asked = Question::new(&designs).seed(1).replicates(2).by(Measure::Metric(Metric::NewUsers));
    assert_eq!(asked.answer().unwrap().verdict.by.name(), "new_users");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let check = |designs: &[Design]| Question::new(designs).check();
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

/// Where nothing costs anything, nobody is dear.
#[test]
fn nobody_is_dear_who_costs_nothing() {
    let free = |name: &str| {
        design(name, |scenario| {
            scenario.incentive.clear();
            scenario.costs.fixed = 0.0.into();
            scenario.benchmark_cac = Some(5.0.into());
            scenario.segments[0].seeds[0].count = 1.0.into();
        })
    };
    let comparison = compared(&[free("one"), free("other")], 60);
    let users = comparison.metric(Metric::AddedUsers).unwrap();
    assert_eq!(users.values[0].min, 0.0, "somewhere nobody came");
    let is_told = |caution: &Caution| matches!(caution, Caution::NobodyJoined { .. });
    assert!(!comparison.cautions.iter().any(is_told), "{:?}", comparison.cautions);
}

/// Whom a step puts wrong is told of every design, also where another names the step.
#[test]
fn a_step_that_a_design_names_is_told_of_all() {
    let growing = |rest: &str| {
        let text = format!("name: x\ndays: 14\nseeds: 50\nshare: 0.35\ncontacts: 12\njoin: 0.2857\n{rest}");
        Design::new(rest, Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}")))
    };
    let errors = |designs: &[Design]| compared(designs, 2).step_errors;
    let coarse = errors(&[growing("step: 1d"), growing("step: 1d\nanyway: 10%")]);
    assert!(coarse.iter().all(|error| (error.unwrap() - 0.062).abs() < 0.01), "{coarse:?}");
    let both = errors(&[growing("step: 1d\ndelay: 6h"), growing("step: 12h\ndelay: 6h")]);
    assert!(both[0].is_some() && both[0] == both[1], "{both:?}");
    assert_eq!(errors(&[growing(""), growing("anyway: 10%")]), [None, None]);
    let notes = compared(&[growing("delay: 6h"), growing("")], 2).notes();
    let of = |note: &Note| notes.iter().find(|(told, _)| told == note).map(|(_, of)| of.clone());
    assert_eq!([of(&Note::AssumedDelay), of(&Note::NobodyAnyway)], [Some(vec![1]), Some(vec![0, 1])]);
}

#[test]
fn nobody_joins_and_nothing_breaks() {
    let nobody = design("nobody", |scenario| scenario.segments[0].funnel[0].pass = 0.0.into());
    let comparison = compared(&[nobody.clone(), design("base", |_| ())], 60);
    assert_eq!(comparison.verdict.best, 1);
    assert!(comparison.cautions.contains(&Caution::NobodyJoined {
        design: 0,
        replicates: 60,
        has_mean: false
    }));
    let cac = comparison.metric(Metric::Cac).unwrap();
    // Money spent on nobody is dearer than any user, and it has no mean.
    assert!(cac.values[0].mean.is_nan() && cac.values[0].infinite == 60);
    assert!(cac.differences[0].better == 1.0 && cac.differences[0].is_settled());
    assert_eq!(comparison.verdict.state, State::Settled);
    let neither = compared(&[nobody.clone(), nobody.clone()], 60);
    assert_eq!(neither.verdict.state, State::Undefined);
    assert_eq!(compared(&[nobody, design("base", |_| ())], 29).verdict.state, State::Few);
}

/// What cannot be has no chance: there is nothing to be above of.
#[test]
fn a_risk_that_cannot_be_is_undefined() {
    let measured = |scenario: &mut Scenario| scenario.benchmark_cac = Some(1.0.into());
    let comparison = compared(&[design("base", |_| ()), design("measured", measured)], 40);
    let above = Measure::Chance(crate::metrics::Risk::AboveBenchmark);
    let [base, other] = comparison.measured(&above).unwrap().values[..] else { panic!("two designs") };
    assert!(base.mean.is_nan() && other.mean > 0.0);
}

/// Whatever a reward offers, and however much it asks, nobody shares more or less for it: the one that is paid least is the
/// cheapest, and no choice.
#[test]
fn nothing_is_chosen_by_rewards_that_move_nobody() {
    let plain = |name: &str, invites: u32, join: f64| {
        design(name, |scenario| {
            scenario.segments[0].share.drive = crate::scenario::Drive::Plain(0.4.into());
            scenario.segments[0].funnel[0].pass = join.into();
            scenario.incentive[0].when = Trigger::Invites(invites);
            scenario.inputs.clear();
        })
    };
    let rewards = [plain("one", 1, 0.2), plain("three", 3, 0.2)];
    let told = compared(&rewards, 100);
    assert_eq!((told.verdict.state, told.verdict.driver), (State::Unmoved, None));
    assert!(told.cautions.iter().any(
        |caution| matches!(caution, Caution::Unmoved { what, designs } if what.sharing && designs.is_empty())
    ));
    let beside = compared(&[design("base", |_| ()), rewards[0].clone()], 100);
    let only_there =
        |caution: &Caution| matches!(caution, Caution::Unmoved { designs, .. } if designs[..] == [1]);
    assert!(beside.cautions.iter().any(only_there), "{:?}", beside.cautions);
    let other = compared(&[plain("one", 1, 0.1), plain("three", 3, 0.3)], 100);
    assert_eq!(other.verdict.state, State::Settled);
    let moved = compared(&[design("base", |_| ()), farther(3)], 100);
    assert!(
        moved.verdict.state != State::Unmoved
            && !moved.cautions.iter().any(|of| matches!(of, Caution::Unmoved { .. }))
    );
}

/// Who is pestered every day leaves, whatever the bait.
#[test]
fn a_design_that_costs_members_is_told() {
    let design = |reminders: &str| {
        let text = format!(
            "{{ name: a, days: 4, seeds: 200, share: 0.1, contacts: 5, join: 0.05, costs: {{ fixed: 9 }}, benchmark: {{ cac: 90 }}, {reminders} }}"
        );
        Design::new(format!("x{reminders}"), Scenario::from_yaml(&text).unwrap())
    };
    let designs = ["", "reminders: { at: 1d, every: 1d, opens: 10%, churn: 10% }"].map(design);
    let comparison = Question::new(&designs).seed(1).replicates(100).answer().unwrap();
    assert!(comparison.loses_members(0).is_none() && comparison.loses_members(1).is_some());
    assert!(comparison.is_bad(1));
}
