//! Seeds are people of one's own: who is addressed later changes nothing before, who has joined already is no seed, and not
//! everybody reads what he gets.

use kfactor::ensemble::sample;
use kfactor::metrics::{Metric, Series};
use kfactor::scenario::{Scenario, Valid};
use kfactor::study::run::Question;
use kfactor::study::theory::theory;

fn scenario(text: &str) -> Valid {
    Scenario::from_yaml(&format!("name: Seeds\nstep: 1d\ndelay: none\n{text}")).unwrap()
}

fn mean(scenario: &Valid, metric: &Metric, campaigns: u64) -> f64 {
    let values = sample(scenario, 5, campaigns).column(metric).unwrap();
    values.iter().sum::<f64>() / values.len() as f64
}

/// New users by day 10, found contact by contact: 159.6 ± .9.
#[test]
fn a_later_wave_changes_nothing_before_it() {
    let text = "market: 1000\nshare: 1\ncontacts: 6\njoin: 0.2\n";
    let by_day_10 = |seeds: &str| {
        let scenario = scenario(&format!("days: 11\n{text}seeds: {seeds}\n"));
        let report = Question::new(&scenario).seed(2).replicates(6_000).answer();
        let users = report.timeline.series(Series::NewUsers).unwrap().values[9];
        (users, theory(&scenario).k)
    };
    let (alone, k_alone) = by_day_10("10");
    let (followed, k_followed) = by_day_10("[{ at: 0h, count: 10 }, { at: 10d, count: 500 }]");
    assert!((alone.mean - 160.0).abs() < 4.0 * alone.mcse, "{}", alone.mean);
    assert_eq!((alone.mean, k_alone), (followed.mean, k_followed));
}

/// Of 500 of a market of 1,000, half of which has joined, half are seeds; the others stay what they are.
#[test]
fn who_has_joined_already_is_no_seed() {
    let text = "days: 4\nmarket: 1000\nshare: 1\ncontacts: 1e6\njoin: 1\nseeds: [{ at: 0h, count: 10 }, { at: 2d, count: 500 }]\n\
                capacity: { total: 5000 }\n";
    let full = scenario(text);
    assert_eq!(mean(&full, &Metric::Seeds, 50), 10.0, "everybody has joined before");
    let inflow = scenario(
        "days: 4\nmarket: 1010\nshare: 0\ncontacts: 1\njoin: 0\ninflow: 250\n\
         seeds: [{ at: 0h, count: 10 }, { at: 2d, count: 500 }]\n",
    );
    // After two days 500 have come by themselves.
    let (seeds, addressed) = (mean(&inflow, &Metric::Seeds, 4_000), mean(&inflow, &Metric::Addressed, 50));
    assert!((seeds - 260.0).abs() < 1.0, "{seeds}");
    assert_eq!(addressed, 510.0);
    assert!((theory(&inflow).course.total().seeds - 260.0).abs() < 1e-6);
}

#[test]
fn a_part_of_those_addressed_reads_it() {
    let scenario = scenario(
        "days: 3\nshare: 0.5\ncontacts: 4\njoin: 0.5\nseeds: { at: 0h, count: 12_000, reached: 12% }\ncosts: { per_seed: 0.5 }\n",
    );
    assert_eq!(mean(&scenario, &Metric::Addressed, 20), 12_000.0);
    assert_eq!(mean(&scenario, &Metric::Cost, 20), 6_000.0);
    let seeds = mean(&scenario, &Metric::Seeds, 2_000);
    assert!((seeds - 1_440.0).abs() < 4.0 * (12_000.0f64 * 0.12 * 0.88 / 2_000.0).sqrt(), "{seeds}");
    let theory = theory(&scenario);
    assert!((theory.course.total().seeds - 1_440.0).abs() < 1e-9);
}

/// 30 and 10 people for 20 places: 15 and 5, not 20 and none.
#[test]
fn seeds_beyond_a_capacity_are_chosen_by_lot() {
    let scenario = scenario(
        "days: 2\nshare: 0\ncontacts: 1\njoin: 0\ncapacity: { total: 20 }\nsegments:\n  a: { seeds: 30 }\n  b: { seeds: 10 }\n",
    );
    let report = Question::new(&scenario).seed(4).replicates(4_000).answer();
    for (segment, known) in report.segments.iter().zip([15.0, 5.0]) {
        let (_, seeds) = &segment.metrics[0];
        assert!((seeds.mean - known).abs() < 5.0 * seeds.mcse && seeds.sd > 1.0, "{seeds:?}");
    }
    assert_eq!(report.metric(&Metric::TurnedAway).unwrap().mean, 20.0);
    assert_eq!(report.metric(&Metric::Addressed).unwrap().mean, 40.0);
}

/// Subscribers of long standing stay, who is new does not; another wave stays like everybody.
#[test]
fn seeds_may_stay_by_a_curve_of_their_own() {
    let text = |more: &str| {
        format!(
            "days: 14\nshare: 0\ncontacts: 1\njoin: 0\nchurn: 30%\ninflow: 100\n{more}\
             seeds: [{{ at: 0h, count: 10_000, churn: 1% }}, {{ at: 7d, count: 10_000, retention: {{ 1d: 60%, 7d: 50% }} }},\
             {{ at: 7d, count: 10_000 }}]\n"
        )
    };
    let stay = |churn: f64, days: i32| (1.0 - churn).powi(days);
    let organic: f64 = (1..=14).map(|days| 100.0 * stay(0.3, days)).sum();
    let known = 10_000.0 * (stay(0.01, 14) + 0.5 + stay(0.3, 7)) + organic;
    for more in ["", "events: [{ at: 3d, for: 1d, share: 2, churn: 1.000001 }]\n"] {
        let own = scenario(&text(more));
        let report = Question::new(&own).seed(6).replicates(400).answer();
        let end = report.metric(&Metric::MembersEnd).unwrap();
        assert!((end.mean - known).abs() < 5.0 * end.mcse + 40.0, "{} is not {known}", end.mean);
        assert!((theory(&own).course.total().members_end - known).abs() < 40.0);
        let d7 = report.metric(&Metric::D7).unwrap().mean;
        let expected = (10_000.0 * (stay(0.01, 7) + 0.5 + stay(0.3, 7)) + 1_400.0 * stay(0.3, 7)) / 31_400.0;
        assert!((d7 - expected).abs() < 1e-3, "{d7} is not {expected}");
    }
    let plain = scenario("days: 14\nshare: 0\ncontacts: 1\njoin: 0\nchurn: 30%\nseeds: 5\n");
    assert_eq!(
        theory(&plain).segments[0].classes.len(),
        theory(&scenario(&text(""))).segments[0].classes.len()
    );
}
