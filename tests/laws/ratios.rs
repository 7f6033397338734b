//! What a user costs, where few campaigns bring any: by closed forms.

use kfactor::metrics::{Metric, Risk};
use kfactor::scenario::{Scenario, Valid};
use kfactor::study::check::{self, Unmeasured, Verdict};
use kfactor::study::compare::{self, Design, State};
use kfactor::study::run::{Question, RunReport};
use kfactor::study::sweep;

/// Three seeds of whom each brings .09 people in a generation, four generations: .2966838 users. Whoever brings somebody
/// (.3·(1 - e^-.3)) gets 10 for the first: 102.563 in all.
const TINY: &str = "
    name: tiny
    days: 5
    step: 1d
    delay: none
    seeds: 3
    share: 0.3
    contacts: 3
    join: 0.1
    incentive: [{ to: inviter, when: { invites: 1 }, value: 10, cost: 10 }]
    costs: { fixed: 100 }
    benchmark: { cac: 200 }
";
const CAC: f64 = 345.70;
const NOBODY: f64 = 0.784_32;

fn scenario(text: &str) -> Valid {
    Scenario::from_yaml(text).unwrap_or_else(|problems| panic!("{problems}"))
}

fn run(text: &str, replicates: u64) -> RunReport {
    Question::new(&scenario(text)).seed(1).replicates(replicates).answer()
}

#[test]
fn a_user_of_a_tiny_campaign_costs_all_the_money_over_all_users() {
    let report = run(TINY, 10_000);
    let cac = report.metric(&Metric::Cac).unwrap();
    assert!((cac.mean - CAC).abs() < 4.0 * cac.mcse, "{cac:?}");
    assert!((cac.mcse - 7.6).abs() < 0.5, "{cac:?}");
    let nobody = cac.infinite as f64 / 10_000.0;
    assert!((nobody - NOBODY).abs() < 4.0 * (NOBODY * (1.0 - NOBODY) / 1e4).sqrt(), "{nobody}");
    assert_eq!((cac.defined(), cac.median()), (10_000, f64::INFINITY));
    assert_eq!(report.risk(Risk::AboveBenchmark).unwrap().count, cac.infinite);
}

/// The error is the spread of the estimate: thirty batches of 2,000 have a standard deviation of about 17.
#[test]
fn the_error_is_the_spread_of_the_estimate() {
    let tiny = scenario(TINY);
    let batch = |seed: u64| {
        let report = Question::new(&tiny).seed(seed).replicates(2_000).answer();
        *report.metric(&Metric::Cac).unwrap()
    };
    let batches: Vec<_> = (100..130).map(batch).collect();
    let mean = batches.iter().map(|cac| cac.mean).sum::<f64>() / 30.0;
    let spread = (batches.iter().map(|cac| (cac.mean - mean).powi(2)).sum::<f64>() / 29.0).sqrt();
    let told = batches.iter().map(|cac| cac.mcse).sum::<f64>() / 30.0;
    // A standard deviation of thirty values is known to an eighth.
    assert!((told / spread - 1.0).abs() < 4.0 * 0.13, "{told} {spread}");
}

#[test]
fn one_seed_in_forty() {
    let text = "{ name: one, days: 5, step: 1d, delay: none, seeds: 1, share: 0.05, contacts: 3, join: 0.2, \
                costs: { fixed: 100 } }";
    let report = run(text, 60_000);
    let cac = report.metric(&Metric::Cac).unwrap();
    assert!((cac.mean - 3_233.3).abs() < 4.0 * cac.mcse && cac.mcse < 120.0, "{cac:?}");
    assert!(run(text, 100).metric(&Metric::Cac).unwrap().mean.is_nan(), "too few to tell");
}

#[test]
fn statements_are_tested_as_means_of_what_is_left() {
    let expect = "expect: [cac.mean < 200, cac.mean < 420, cac.mean > 280, cac.p50 > 1_000_000, P(cac > 200) > 75%, \
                  P(cac > 200) < 82%, cac.mean < 345.7]\n";
    let found = check::Question::new(&scenario(&format!("{TINY}\n    {expect}"))).most(20_000).answer();
    let verdicts: Vec<Verdict> = found.findings.iter().map(|finding| finding.verdict).collect();
    let (pass, fail, open) = (Verdict::Pass, Verdict::Fail, Verdict::Inconclusive);
    assert_eq!(verdicts, [fail, pass, pass, pass, pass, pass, open]);
    let interval = found.findings[6].interval;
    assert!(interval.low > 280.0 && interval.high < 420.0 && interval.low < CAC && CAC < interval.high);
    assert_eq!(found.findings[3].estimate, f64::INFINITY);
}

/// The bound is the ratio itself, so that either verdict is wrong: as rarely as it says.
#[test]
fn verdicts_are_wrong_as_rarely_as_they_say() {
    let statements = "expect: [cac.mean < 345.700]\n";
    let tiny = scenario(&format!("{TINY}\n    {statements}"));
    let wrong = |seed: &u64| {
        let question = check::Question::new(&tiny).seed(*seed).first(500).most(2_000).error(0.1);
        question.answer().findings[0].verdict != Verdict::Inconclusive
    };
    let wrong = (0..200).filter(wrong).count();
    // More than 35 of 200 at 10 % has a chance of one in a thousand.
    assert!(wrong <= 35, "{wrong}");
}

#[test]
fn a_campaign_that_adds_nobody_has_no_cost_per_head_and_fails() {
    let nobody = TINY.replace("join: 0.1", "join: 0");
    let report = run(&nobody, 2_000);
    let cac = report.metric(&Metric::Cac).unwrap();
    assert!(cac.mean.is_nan() && cac.infinite == 2_000);
    let expect = "\n    expect: [cac.mean < 1000000, cac.mean > 0]\n";
    let found = check::Question::new(&scenario(&(nobody + expect))).answer();
    for finding in &found.findings {
        assert_eq!((finding.verdict, finding.unmeasured), (Verdict::Fail, Some(Unmeasured::AddsNobody)));
    }
}

/// Two designs that both bring nobody in most campaigns: ties are ties, and money for nobody is dear for both.
#[test]
fn ties_are_ties() {
    let dearer = scenario(&TINY.replace("fixed: 100", "fixed: 150"));
    let designs = [Design::new("tiny", scenario(TINY)), Design::new("dearer", dearer)];
    let compared = compare::Question::new(&designs).replicates(10_000).seed(1).answer().unwrap();
    let cac = compared.metric(Metric::Cac).unwrap();
    let difference = cac.differences[0];
    assert!((difference.equal - NOBODY).abs() < 0.02 && difference.better == 0.0, "{difference:?}");
    // The same people for 50 more: 50 / .2966838.
    assert!((difference.mean - 168.53).abs() < 4.0 * difference.se, "{difference:?}");
    assert!(difference.se < 5.0 && difference.is_settled());
    let few = compare::Question::new(&designs).replicates(29).seed(1).answer().unwrap();
    assert_eq!(few.verdict.state, State::Few);
    assert!(few.measures.iter().all(|of| of.differences.iter().all(|difference| !difference.is_settled())));
}

/// What runs, comparisons and sweeps say of one campaign is the same.
#[test]
fn studies_agree() {
    let report = run(TINY, 2_000);
    let cac = report.metric(&Metric::Cac).unwrap();
    let designs = [Design::new("a", scenario(TINY)), Design::new("b", scenario(TINY))];
    let compared = compare::Question::new(&designs).replicates(2_000).seed(1).answer().unwrap();
    let beside = compared.metric(Metric::Cac).unwrap().values[0];
    let source = kfactor::yaml::Source::new("tiny.yaml", TINY);
    let grid = kfactor::input::grid(&source, &[], &[kfactor::input::Override::varied("costs.fixed=100,101")]);
    let swept = sweep::Question::new(&grid.unwrap()).seed(1).replicates(2_000).answer().unwrap();
    let point = swept.points[0].metric(&Metric::Cac).unwrap();
    for (mean, mcse, infinite) in
        [(beside.mean, beside.mcse, beside.infinite), (point.mean, point.mcse, point.infinite)]
    {
        assert!((mean / cac.mean - 1.0).abs() < 1e-12 && (mcse / cac.mcse - 1.0).abs() < 1e-9);
        assert_eq!(infinite, cac.infinite);
    }
}
