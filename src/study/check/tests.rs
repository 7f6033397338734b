//! Statements are understood as the engine measures, and verdicts are wrong as rarely as they say.

use super::reading::Read;
use super::sample::Sample;
use super::trial::verdict;
use super::*;
use crate::metrics::{Metric, Need, Risk, Series, Unit};
use crate::rng::{Purpose, ReplicateKey};
use crate::scenario::{Estimand, Expectation, Scenario, Statistic, Valid};

fn scenario(expect: &[&str]) -> Valid {
    let list: String = expect.iter().map(|statement| format!("  - {statement}\n")).collect();
    let text = format!(
        "name: check\ndays: 8\nstep: 1d\ndelay: none\nseeds: 50\nchurn: 0.1\nshare: 0.4\ncontacts: 5\nfunnel: {{ 看见: 0.5, join: 0.2 }}\n\
         budget: 30\nincentive: [{{ when: {{ invites: 2 }}, value: 9, cost: 3 }}]\ncosts: {{ fixed: 10 }}\n\
         benchmark: {{ cac: 2 }}\n{}{list}",
        if expect.is_empty() { "" } else { "expect:\n" }
    );
    Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn events_and_statistics_are_those_of_a_run() {
    let scenario = scenario(&[
        "new_users.mean > 0",
        "new_users.p25 > 0",
        "stage_看见.p95 > 0",
        "P(cac > 2) < 50%",
        "P(above_benchmark) < 50%",
        "P(exhausted) < 50%",
        "timeline(members, day 2).mean > 0",
        "P(exhausted_day <= 8) < 50%",
        "timeline(new_users, day 8).mean > 0",
    ]);
    let found = Question::new(&scenario).seed(3).first(500).most(500).answer();
    let run = crate::study::run::Question::new(&scenario).seed(3).replicates(500).answer();
    let estimates: Vec<f64> = found.findings.iter().map(|finding| finding.estimate).collect();
    let metric = |name: &str| *run.metric(&Metric::named(name).unwrap()).unwrap();
    let members = run.timeline.series(Series::Members).unwrap().values[1].mean;
    let users = metric("new_users");
    let exhausted = run.risk(Risk::Exhausted).unwrap();
    let above = run.risk(Risk::AboveBenchmark).unwrap().p;
    let stage = metric("stage_看见").quantiles[4];
    let expected =
        [users.mean, users.quantiles[1], stage, above, above, exhausted.p, members, exhausted.p, users.mean];
    for (index, (seen, expected)) in estimates.iter().zip(expected).enumerate() {
        assert!((seen - expected).abs() <= 1e-12 * expected.abs(), "{index}: {seen} {expected}");
    }
    assert_eq!(found.findings[0].mcse, users.mcse);
    assert_eq!(found.findings[5].mcse, exhausted.se);
    assert_eq!(found.findings[3].unit, Unit::Share);
}

#[test]
fn a_statement_is_settled_when_its_bound_is_clear() {
    let scenario =
        scenario(&["new_users.mean > 1", "new_users.mean > 1_000", "theory.k >= 1", "seeds.mean <= 50"]);
    let found = Question::new(&scenario).seed(1).first(1_000).most(100_000).answer();
    let verdicts: Vec<Verdict> = found.findings.iter().map(|finding| finding.verdict).collect();
    assert_eq!(verdicts, [Verdict::Pass, Verdict::Fail, Verdict::Fail, Verdict::Pass]);
    assert_eq!(found.replicates, 1_000);
    assert!(found.findings[0].margin() > 0.0 && found.findings[1].margin() < 0.0);
}

#[test]
fn looks_double_up_to_the_last() {
    let looks = |first, most| CheckPlan { seed: 0, first, most, error: ERROR }.looks();
    assert_eq!(looks(1_000, 10_000), [1_000, 2_000, 4_000, 8_000, 10_000]);
    assert_eq!(looks(500, 500), [500]);
    assert_eq!(looks(1, 4), [1, 2, 4]);
}

/// Three seeds: the lines of half of the campaigns die out, and no course by theory is that of all.
#[test]
fn theory_does_not_tell_what_is_left_to_luck() {
    let text = "{ name: x, days: 90, market: 5000, seeds: 3, share: 0.2, contacts: 80, join: 0.1, \
                  expect: [theory.new_users > 1_000, theory.extinction > 50%] }";
    let found = Question::new(&Scenario::from_yaml(text).unwrap()).most(1_000).answer();
    assert_eq!(found.findings[0].unmeasured, Some(Unmeasured::LeftToLuck));
    let verdicts: Vec<Verdict> = found.findings.iter().map(|finding| finding.verdict).collect();
    assert_eq!(verdicts, [Verdict::Fail, Verdict::Pass]);
}

/// What no campaign can have fails at once; what none has had is never settled.
#[test]
fn nothing_is_said_of_what_never_happens() {
    let scenario = scenario(&["banned_day.mean > 3", "banned_day.p50 > 3", "P(banned_day <= 3) < 1%"]);
    let found = Question::new(&scenario).seed(1).first(1_000).most(2_000).answer();
    let verdicts: Vec<Verdict> = found.findings.iter().map(|finding| finding.verdict).collect();
    assert_eq!(verdicts, [Verdict::Fail, Verdict::Fail, Verdict::Pass]);
    assert_eq!(found.findings[0].unmeasured, Some(Unmeasured::Lacks(Need::Ban)));
    assert_eq!((found.findings[0].replicates, found.replicates), (0, 1_000), "not to the limit");

    let scenario = scenario.changed(|scenario| {
        scenario.ban = vec![crate::scenario::Ban::new(1e-12, None)];
    });
    let found = Question::new(&scenario.unwrap()).seed(1).first(1_000).most(2_000).answer();
    assert_eq!((found.findings[0].verdict, found.findings[0].defined), (Verdict::Inconclusive, 0));
    assert_eq!(found.replicates, 2_000);
}

/// Whichever side of a bound is asked for, a chance of what no campaign can have would be 0. Days that never come are later
/// than any, who spends money for nobody pays more than any amount, and what is named may not happen.
#[test]
fn a_chance_of_what_no_campaign_can_have_fails_at_once() {
    let text = |statement: &str| {
        format!(
            "{{ name: x, days: 4, seeds: 9, share: 0.5, contacts: 5, join: 0.1, costs: {{ fixed: 9 }}, expect: ['{statement}'] }}"
        )
    };
    let of = |statement: &str| {
        let scenario = Scenario::from_yaml(&text(statement)).unwrap_or_else(|problems| panic!("{problems}"));
        let found = Question::new(&scenario).first(200).most(400).answer().findings[0].clone();
        (found.verdict, found.unmeasured)
    };
    for (statement, need) in [
        ("P(cac_paying > 50) <= 5%", Need::Income),
        ("P(cac_paying < 50) <= 5%", Need::Income),
        ("P(accounts_struck > 0) < 5%", Need::Accounts),
    ] {
        assert_eq!(of(statement), (Verdict::Fail, Some(Unmeasured::Lacks(need))), "{statement}");
    }
    for statement in ["P(banned_day < 3d) < 5%", "P(cac > 1e9) < 90%", "P(exhausted) < 5%", "P(banned) < 5%"]
    {
        assert_eq!(of(statement), (Verdict::Pass, None), "{statement}");
    }
}

/// Nothing costs anything, so that there is nothing to divide by, however often it is simulated.
#[test]
fn a_return_on_no_cost_fails_at_once() {
    let text = |more: &str| {
        format!(
            "{{ name: x, days: 4, seeds: 9, share: 0.5, contacts: 5, join: 0.3, price: 3, {more} expect: [roi.mean > 0] }}"
        )
    };
    let of = |more: &str| {
        let scenario = Scenario::from_yaml(&text(more)).unwrap();
        Question::new(&scenario).answer().findings[0].clone()
    };
    let free = of("incentive: [{ when: join, value: 3, cost: 0 }],");
    assert_eq!(
        (free.verdict, free.unmeasured, free.replicates),
        (Verdict::Fail, Some(Unmeasured::Lacks(Need::Costs)), 0)
    );
    for cost in ["costs: { fixed: 9 },", "incentive: [{ when: join, value: 3, cost: 10% }],"] {
        assert_eq!(of(cost).unmeasured, None, "{cost}");
    }
}

/// By row of the table: what a metric needs is what some campaign has in which it is defined, and none has in which
/// it is not.
#[test]
fn what_metrics_need_is_what_makes_them_defined() {
    let with = |more: &str| {
        let text = format!("{{ name: x, days: 4, seeds: 9, contacts: 5, join: 0.3, {more} }}");
        let scenario = Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"));
        let sample = crate::ensemble::sample(&scenario, 1, 40);
        let defined = |metric: &Metric| sample.column(metric).unwrap().iter().any(|value| value.is_finite());
        let metrics: Vec<(Metric, bool)> =
            Metric::of_every_campaign().map(|metric| (metric.clone(), defined(&metric))).collect();
        (scenario.shape(), metrics)
    };
    let reward = "incentive: [{ to: inviter, when: join, value: 5, cost: 5 }], budget: 20";
    for more in [
        "share: 0".to_owned(),
        "share: 0, inflow: 5".to_owned(),
        "share: 1, price: 3".to_owned(),
        "share: 1, ban: { per_participant: 0.5 }".to_owned(),
        format!("share: 1, {reward}"),
    ] {
        let (shape, metrics) = with(&more);
        for (metric, is_defined) in metrics.into_iter().filter(|(metric, _)| metric.need() != Need::Nothing) {
            let met = metric.need().is_met(&shape);
            assert!(met || !is_defined, "{}: defined in {more}", metric.name());
        }
    }
}

/// Sequential tests of one statement about a law that is known.
struct Trials {
    statement: &'static str,
    estimand: Estimand,
    /// A number of the law by a uniform one.
    draw: fn(f64) -> f64,
    /// What is estimated, exactly.
    truth: f64,
}

const LOOKS: [u64; 6] = [100, 200, 400, 800, 1_600, 3_200];

impl Trials {
    /// The verdict on `estimate RELATION bound` with other luck for each `trial`.
    fn verdict(&self, trial: u64, statement: &str, bound: f64, error: f64) -> (Verdict, u64) {
        let template = Expectation::parse(statement, &scenario(&[])).unwrap();
        let expectation = Expectation { bound, ..template };
        let mut sample = Sample::of(&self.estimand);
        let mut stream = ReplicateKey::new(trial, 0).stream(Purpose::Decision, 0, 0);
        let mut seen = 0;
        for look in LOOKS {
            while seen < look {
                sample.record(Read::Number((self.draw)(stream.open01())));
                seen += 1;
            }
            let verdict = verdict(&expectation, sample.estimate(error / LOOKS.len() as f64).interval);
            if verdict != Verdict::Inconclusive {
                return (verdict, look);
            }
        }
        (Verdict::Inconclusive, seen)
    }
}

fn laws() -> [Trials; 4] {
    let of = || crate::scenario::Observable::Metric(Metric::NewUsers);
    let statistic = |statistic| Estimand::Statistic { of: of(), statistic };
    let chance = Estimand::Chance(crate::scenario::Occurrence::Named(Risk::Banned));
    [
        Trials {
            statement: "profit_blended.mean > 0",
            estimand: statistic(Statistic::Mean),
            // Exponential: skew.
            draw: |u| -libm::log1p(-u),
            truth: 1.0,
        },
        Trials {
            statement: "profit_blended.mean > 0",
            estimand: statistic(Statistic::Mean),
            // Many noughts and a few large ones: very skew.
            draw: |u| if u < 0.95 { 0.0 } else { 20.0 },
            truth: 1.0,
        },
        Trials {
            statement: "profit_blended.p95 > 0",
            estimand: statistic(Statistic::Quantile(0.95)),
            draw: |u| u,
            truth: 0.95,
        },
        Trials { statement: "P(banned) > 1%", estimand: chance, draw: |u| f64::from(u < 0.05), truth: 0.05 },
    ]
}

/// The bound is the truth itself, so that either verdict is wrong: `x > truth` must not pass, `x >= truth` must not
/// fail. This is where a test errs most often.
#[test]
fn verdicts_are_wrong_as_rarely_as_they_say() {
    const TRIALS: u64 = 1_500;
    const ERROR: f64 = 0.1;
    for law in laws() {
        let settled =
            |trial: &u64| law.verdict(*trial, law.statement, law.truth, ERROR).0 != Verdict::Inconclusive;
        let wrong = (0..TRIALS).filter(settled).count() as f64;
        let limit = ERROR + 3.0 * (ERROR / TRIALS as f64).sqrt();
        assert!(wrong / TRIALS as f64 <= limit, "{}: {wrong} of {TRIALS}", law.statement);
    }
}

/// And they are not just never settled.
#[test]
fn verdicts_are_reached_when_the_bound_is_a_way_off() {
    for law in laws() {
        let mut campaigns = 0;
        for trial in 0..100 {
            let (verdict, seen) = law.verdict(trial, law.statement, 0.5 * law.truth, ERROR);
            assert_eq!(verdict, Verdict::Pass, "{} {trial}", law.statement);
            campaigns += seen;
        }
        assert!(campaigns < 100 * 1_600, "{}: {campaigns}", law.statement);
    }
}
