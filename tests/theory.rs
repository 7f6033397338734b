//! Theory and simulation agree, on every scenario that comes with the project, for every quantity that both give.
//!
//! What the theory claims exactly is compared within Monte Carlo error: for that the rules that it leaves out (market,
//! budget, stock, capacity, community managers, ban) are taken out of the scenario, uncertain inputs stand at their
//! medians, and campaigns that would grow without end are shortened. With its market a scenario is compared with the
//! mean-field course within [`MEAN_FIELD`] more.

use kfactor::input::{Override, load};
use kfactor::metrics::{Metric, Scalar, SegmentMetric};
use kfactor::model::Model;
use kfactor::scenario::{Capacity, Contacts, Meaning, Scenario, Valid};
use kfactor::stats::Summary;
use kfactor::study::run::{self, RunReport};
use kfactor::study::theory::step;
use kfactor::study::theory::{Counts, Lever, Theory, levers, theory, viral_coefficient};
use kfactor::yaml::Source;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// So many standard errors are no accident: there are thousands of comparisons.
const ERRORS: f64 = 4.5;

/// What expected numbers in place of random ones may cost, as a part of the number. Nothing has been seen beyond the
/// Monte Carlo error.
const MEAN_FIELD: f64 = 0.002;

/// A ratio of means is not the mean of ratios; for hundreds of members they differ by less than this.
const RATIO: f64 = 0.01;

/// Hunters who fill a market do so earlier or later by the luck of the first of them, of which the mean field knows nothing;
/// what they have a part in is off by less than this at a moment at which they still grow.
const LUCK_OF_HUNTERS: f64 = 0.2;

const OF_HUNTERS: [&str; 5] = ["fake", "sharers", "shares", "exposures", "accepted"];

const SEED: u64 = 20_261_122;

/// People that a campaign without a market may grow to, so that a test takes seconds.
const MANY: f64 = 60_000.0;

/// The scenarios that come with the project, by name.
fn files() -> Vec<(String, Source)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).expect("the scenarios");
        entries.map(|entry| entry.expect("an entry").path()).collect::<Vec<_>>()
    };
    let mut files: Vec<PathBuf> =
        [root.clone(), root.join("baits")].iter().flat_map(|f| entries(f)).collect();
    files.retain(|path| path.extension() == Some("yaml".as_ref()));
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, Source::read_file(path).expect("a file"))
    };
    files.iter().map(read).collect()
}

fn scenarios() -> Vec<(String, Valid)> {
    let valid = |source: &Source| step::chosen(&load(source, &[]).expect("a valid scenario"));
    files().into_iter().map(|(name, source)| (name, valid(&source))).collect()
}

/// Without the rules that the theory leaves out, but with the market.
fn without_limits(scenario: &Valid) -> Valid {
    scenario.changed(lift_limits).expect("a valid scenario")
}

fn lift_limits(scenario: &mut Scenario) {
    scenario.budget = None;
    scenario.incentive.iter_mut().for_each(|reward| reward.stock = None);
    scenario.capacity = Capacity::default();
    scenario.community = None;
    scenario.ban.clear();
    scenario.settle();
    // What it expects of itself may name what is gone.
    scenario.expect.clear();
}

/// Without a market as well, and short enough to stay within [`MANY`].
fn linear(scenario: &Valid) -> Valid {
    let endless = |scenario: &mut Scenario| {
        lift_limits(scenario);
        scenario.market = None;
        scenario.segments.iter_mut().for_each(|segment| segment.quota = None);
    };
    let mut scenario = scenario.changed(endless).expect("a valid scenario");
    let people = |theory: &Theory| theory.course.total().joined() + theory.course.total().fake;
    let started = |theory: &Theory| {
        theory.course.total().seeds + theory.course.total().organic + theory.course.total().bought
    };
    while let theory = theory(&scenario)
        && people(&theory) > MANY.max(10.0 * started(&theory))
    {
        let shorter = |scenario: &mut Scenario| {
            scenario.clock.steps = scenario.clock.steps * 4 / 5;
            let days = scenario.clock.days();
            for reward in &mut scenario.incentive {
                // What would be offered after the end is offered no more.
                reward.value_later.retain(|(from, _)| *from < days);
                reward.cost_later.retain(|(from, _)| *from < days);
            }
            scenario.events.retain(|event| event.at_days < days);
            for segment in &mut scenario.segments {
                segment.inflow.retain(|plan| plan.from_days < days);
                segment.seeds.retain(|wave| wave.at_days < days);
            }
        };
        scenario = scenario.changed(shorter).expect("a valid scenario");
    }
    scenario
}

fn simulated(scenario: &Valid, replicates: u64) -> RunReport {
    run::Question::new(scenario).seed(SEED).replicates(replicates).answer()
}

/// Fewer where a campaign has millions of people.
fn replicates(scenario: &Valid) -> u64 {
    match theory(scenario).course.total().joined() {
        people if people > 1e6 => 60,
        people if people > 1e4 => 400,
        _ => 2_000,
    }
}

/// The complaints of one scenario, and the largest deviation seen in parts of the number.
struct Comparison {
    name: String,
    replicates: u64,
    /// Part of a number that may be missing beyond the Monte Carlo error.
    tolerance: f64,
    /// Whether bonus hunters bring more of their kind each than one, up to a market.
    hunters_grow: bool,
    complaints: String,
    compared: usize,
    worst: f64,
}

impl Comparison {
    fn number(&mut self, what: &str, expected: f64, seen: &Summary, tolerance: f64) {
        let of_hunters = self.hunters_grow && OF_HUNTERS.iter().any(|name| what.ends_with(name));
        let tolerance = if of_hunters { tolerance + LUCK_OF_HUNTERS } else { tolerance };
        // What is rare may not have happened at all; then its error has not been seen either.
        let of_rare = (expected.abs() / self.replicates as f64).sqrt();
        let error = ERRORS * seen.mcse.max(of_rare * f64::from(u8::from(expected < 10.0)));
        let off = (seen.mean - expected).abs();
        self.compared += 1;
        self.worst = self.worst.max((off - error).max(0.0) / expected.abs().max(1e-9));
        if off > error + (tolerance + 1e-9) * expected.abs() {
            let (name, mean, mcse) = (&self.name, seen.mean, seen.mcse);
            let _ = writeln!(self.complaints, "{name} {what}: theory {expected}, run {mean} ± {mcse}");
        }
    }

    fn metrics(&mut self, theory: &Theory, report: &RunReport) {
        for scalar in Scalar::ALL.into_iter().filter(|scalar| *scalar != Scalar::K) {
            let seen = Metric::named(scalar.name()).and_then(|metric| report.metric(&metric));
            if let (Some(expected), Some(seen)) = (theory.scalar(scalar), seen) {
                let ratio = if scalar == Scalar::Amplification { RATIO } else { 0.0 };
                self.number(scalar.name(), expected, seen, self.tolerance + ratio);
            }
        }
        let counts = theory.course.total();
        self.number("seeds", counts.seeds, report.metric(&Metric::Seeds).expect("a metric"), 0.0);
        let exposures = report.metric(&Metric::Exposures).expect("a metric");
        self.number("exposures", counts.exposures, exposures, self.tolerance);
        let realised = counts.referred / counts.joined();
        self.number(
            "referred_share",
            realised,
            report.metric(&Metric::ReferredShare).expect("a metric"),
            self.tolerance + RATIO,
        );
        for (mark, expected) in &theory.course.reached {
            let reached = Metric::Reached(*mark);
            let seen = report.metric(&reached).expect("a metric");
            self.number(&reached.name(), *expected, seen, self.tolerance);
        }
    }

    fn segments(&mut self, theory: &Theory, report: &RunReport) {
        for (expected, seen) in theory.course.segments.iter().zip(&report.segments) {
            for (metric, summary) in &seen.metrics {
                let what = format!("{} {}", seen.segment, metric.name());
                let expected = of_segment(expected, *metric);
                self.number(&what, expected, summary, self.tolerance);
            }
        }
    }

    fn timeline(&mut self, theory: &Theory, report: &RunReport) {
        for (series, values) in &theory.course.series {
            let name = series.name();
            let seen = report.timeline.series(*series).expect("the run has it, too");
            for ((point, expected), seen) in theory.course.points.iter().zip(values).zip(&seen.values) {
                self.number(&format!("{name} on day {}", point.day), *expected, seen, self.tolerance);
            }
        }
    }
}

fn of_segment(counts: &Counts, metric: SegmentMetric) -> f64 {
    match metric {
        SegmentMetric::Seeds => counts.seeds,
        SegmentMetric::Organic => counts.organic,
        SegmentMetric::Bought => counts.bought,
        SegmentMetric::Referred => counts.referred,
        SegmentMetric::Fake => counts.fake,
        SegmentMetric::MembersEnd => counts.members_end,
        SegmentMetric::Sharers => counts.sharers,
        SegmentMetric::Shares => counts.shares,
        SegmentMetric::Exposures => counts.exposures,
        SegmentMetric::Accepted => counts.accepted,
        other => panic!("theory does not count {}", other.name()),
    }
}

fn comparison(name: &str, scenario: &Valid, tolerance: f64) -> (Comparison, Theory, RunReport) {
    let replicates = replicates(scenario);
    let theory = theory(scenario);
    let comparison = Comparison {
        hunters_grow: tolerance > 0.0 && theory.hunters.is_some_and(|hunters| hunters.k > 1.0),
        name: name.to_owned(),
        replicates,
        tolerance,
        complaints: String::new(),
        compared: 0,
        worst: 0.0,
    };
    (comparison, theory, simulated(scenario, replicates))
}

#[test]
fn what_is_exact_agrees_on_every_scenario() {
    let mut complaints = String::new();
    for (name, scenario) in scenarios() {
        let scenario = linear(&scenario);
        let (mut comparison, theory, report) = comparison(&name, &scenario, 0.0);
        assert!(theory.exact, "{name}: {:?}", theory.ignored);
        comparison.metrics(&theory, &report);
        comparison.segments(&theory, &report);
        comparison.timeline(&theory, &report);
        println!("{name}: {} numbers, {} steps", comparison.compared, scenario.clock.steps);
        complaints.push_str(&comparison.complaints);
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn the_mean_field_is_near_on_every_scenario_with_a_market() {
    let mut complaints = String::new();
    for (name, scenario) in scenarios().into_iter().filter(|(_, scenario)| scenario.market.is_some()) {
        let shipped = theory(&scenario);
        let scenario = without_limits(&scenario);
        let (mut comparison, theory, report) = comparison(&name, &scenario, MEAN_FIELD);
        assert!(theory.ignored.is_empty() && !theory.exact, "{name}");
        assert_eq!(shipped.k, theory.k, "{name}: K does not look at what is left out");
        comparison.metrics(&theory, &report);
        comparison.segments(&theory, &report);
        println!("{name}: {} numbers, off by {:.3} %", comparison.compared, 100.0 * comparison.worst);
        complaints.push_str(&comparison.complaints);
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

/// Lines of two kinds of people with thresholds, repeated sharing and churn die out as often as the generating
/// functions say. A capacity ends those that do not.
#[test]
fn lines_die_out_as_often_as_told() {
    let text = "
name: two kinds
days: 60
patience: 0.7
capacity: { total: 3000 }
delay: { exponential: 12h }
segments:
  talkers:
    seeds: 1
    churn: 0.1
    share: { content: 0.2, reward: { max: 0.5, half: 10 }, after: 1d, again: 0.6 }
    contacts: { mean: 30, k: 0.3 }
    join: 0.15
    recruits: { talkers: 0.3, others: 0.7 }
  others:
    seeds: 0
    retention: { 1d: 0.7, 7d: 0.4, 30d: 0.2 }
    share: { content: 0.5, after: 1d, again: 0.5 }
    contacts: { fixed: 12 }
    join: 0.15
    recruits: { talkers: 0.5, others: 0.5 }
incentive:
  - { to: inviter, when: { invites: 3 }, value: 30, cost: 1 }
";
    let scenario = Scenario::from_yaml(text).expect("a valid scenario");
    let theory = theory(&scenario);
    assert!(theory.k > 1.3, "{}", theory.k);
    let replicates = 4_000;
    let report = simulated(&scenario, replicates);
    let extinct = report.stop_reasons.iter().find(|(reason, _)| reason.name() == "extinct");
    let seen = extinct.map_or(0.0, |(_, count)| *count as f64 / replicates as f64);
    let error = (theory.extinction * (1.0 - theory.extinction) / replicates as f64).sqrt();
    assert!((seen - theory.extinction).abs() < 4.0 * error, "{seen} {} ± {error}", theory.extinction);
}

/// `theory.k` and the rest have a value in some scenario, and the names are all there are.
#[test]
fn every_scalar_has_its_value() {
    let theories: Vec<Theory> = scenarios().iter().map(|(_, scenario)| theory(scenario)).collect();
    let is_undefined = |scalar: &Scalar| theories.iter().all(|theory| theory.scalar(*scalar).is_none());
    let undefined: Vec<Scalar> = Scalar::ALL.into_iter().filter(is_undefined).collect();
    assert!(undefined.is_empty(), "{undefined:?}");
    assert!(theories.iter().all(|theory| theory.scalar(Scalar::K) == Some(theory.k)));
    assert_eq!(Scalar::named("viral"), None);
}

/// Three seeds in a market, of whom many a line dies out: what becomes of the campaign is luck, and told as such.
#[test]
fn a_campaign_that_may_not_take_off_is_not_told_as_if_it_did() {
    let text = |seeds: u32| {
        format!("{{ name: x, days: 90, market: 5000, seeds: {seeds}, share: 0.2, contacts: 80, join: 0.1 }}")
    };
    let luck = theory(&step::chosen(&Scenario::from_yaml(&text(3)).expect("a valid scenario")));
    let chance = luck.takes_off.expect("a matter of luck");
    assert!((chance - (1.0 - luck.extinction)).abs() < 1e-12 && (0.3..0.5).contains(&chance), "{chance}");
    assert!(luck.course.total().new_users() > 3_000.0);
    let told: Vec<Scalar> = Scalar::ALL.into_iter().filter(|scalar| luck.scalar(*scalar).is_some()).collect();
    assert!(!told.iter().any(|scalar| scalar.hangs_on_size()), "{told:?}");
    let sure = theory(&step::chosen(&Scenario::from_yaml(&text(300)).expect("a valid scenario")));
    assert!(sure.takes_off.is_none() && sure.scalar(Scalar::NewUsers).is_some());
}

/// Hunters bring each other and no genuine people: K looks at neither.
#[test]
fn k_is_that_of_genuine_people() {
    let text = "{ name: x, days: 9, step: 1d, delay: none, contacts: 10, join: 0.1, segments: { \
                  people: { seeds: 9, share: 0.05, recruits: { people: 0.99, hunters: 0.01 } }, \
                  hunters: { fake: true, seeds: 1, share: 0.6 } } }";
    let theory = theory(&Scenario::from_yaml(text).expect("a valid scenario"));
    assert!((theory.k - 0.0495).abs() < 1e-12, "{}", theory.k);
    let hunters = theory.hunters.expect("there are some");
    assert!((hunters.k - 0.6).abs() < 1e-12 && (hunters.started - 0.0005).abs() < 1e-12, "{hunters:?}");
    let [people, hunters] = &theory.segments[..] else { panic!("two segments") };
    assert_eq!((people.mix, hunters.mix, hunters.contribution), (1.0, 0.0, 0.0));
    assert!((people.contribution - theory.k).abs() < 1e-12 && (hunters.brings - 0.6).abs() < 1e-12);
    assert!((people.descendants.expect("an end") - 1.0 / (1.0 - 0.0495)).abs() < 1e-9);
}

/// Where so few seeds are expected that there is none, nobody is mixed: K is nought, and so is every part of it.
#[test]
fn where_nobody_begins_nobody_is_mixed() {
    let text = "{ name: x, days: 9, step: 1d, contacts: 10, join: 0.1, share: 0.5, segments: { \
                  people: { seeds: { beta: [2, 5] } }, hunters: { fake: true } } }";
    let theory = theory(&Scenario::from_yaml(text).expect("a valid scenario"));
    assert_eq!((theory.k, theory.brings_nobody, theory.course.total().joined()), (0.0, 1.0, 0.0));
    assert!(theory.segments[0].brings > 0.4, "{}", theory.segments[0].brings);
    for segment in &theory.segments {
        assert_eq!((segment.mix, segment.contribution), (0.0, 0.0), "{}", segment.segment);
    }
}

/// K when a lever is set to this value where the file has it, as `--set` does it: by its own key, or segment by segment;
/// nothing where that makes no scenario.
fn k_with(source: &Source, lever: &Lever, value: f64) -> Option<f64> {
    let unit = if lever.measure == Meaning::Days { "d" } else { "" };
    let set = |keys: &[String]| {
        let set = keys.iter().map(|key| Override::new(format!("{key}={value}{unit}")));
        let scenario = load(source, &set.collect::<Vec<_>>()).ok()?;
        let is_set =
            |key: &String| scenario.number(key).is_some_and(|number| number.value.typical() == value);
        lever.keys.iter().all(is_set).then_some(scenario)
    };
    let own = std::slice::from_ref(&lever.key);
    let scenario = set(own).or_else(|| set(&lever.keys))?;
    Some(viral_coefficient(&Model::typical(&scenario)))
}

/// What is told of a lever holds when somebody sets it.
#[test]
fn levers_do_what_is_told_of_them() {
    let (mut tried, mut complaints) = (0, String::new());
    for (name, source) in files() {
        let scenario = load(&source, &[]).expect("a valid scenario");
        let k = viral_coefficient(&Model::typical(&scenario));
        // A whole curve, and a mixture of contacts, are no single numbers of a file.
        let mixed = scenario.segments.iter().any(|segment| matches!(segment.contacts, Contacts::Mixture(_)));
        let is_several = |key: &str| key.ends_with("retention") || (mixed && key.ends_with("contacts"));
        for lever in levers(&scenario).iter().filter(|lever| !is_several(&lever.key)) {
            let whole = lever.now.fract() == 0.0 && lever.measure == Meaning::Invitations;
            if let Some(at_critical) = lever.critical.and_then(|critical| k_with(&source, lever, critical)) {
                let holds =
                    if whole { (k < 1.0) != (at_critical < 1.0) } else { (at_critical - 1.0).abs() < 1e-4 };
                if !holds {
                    let _ =
                        writeln!(complaints, "{name} {}: {at_critical} at {:?}", lever.key, lever.critical);
                }
                tried += 1;
            }
            let (low, high) = (0.99 * lever.now, 1.01 * lever.now);
            let around = k_with(&source, lever, low).zip(k_with(&source, lever, high)).filter(|_| !whole);
            if let (Some(elasticity), Some((below, above))) = (lever.elasticity, around) {
                let seen = (above - below) / k / 0.02;
                if (seen - elasticity).abs() > 1e-3 {
                    let _ = writeln!(complaints, "{name} {}: {seen} for {elasticity}", lever.key);
                }
                tried += 1;
            }
        }
    }
    assert!(complaints.is_empty() && tried > 100, "{tried}\n{complaints}");
}
