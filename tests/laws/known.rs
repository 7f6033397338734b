//! Numbers of campaigns that other programs or closed forms have found, met at every step.

use crate::table::mean;
use kfactor::metrics::Metric;
use kfactor::metrics::Series;
use kfactor::scenario::{Scenario, Valid};
use kfactor::study::run::Question;
use kfactor::study::theory::theory;

fn scenario(text: &str) -> Valid {
    Scenario::from_yaml(&format!("name: Known\n{text}")).unwrap_or_else(|problems| panic!("{problems}"))
}

/// After `t` hours 100,000·e^(t/2) people have joined, at each of whom the platform may strike with chance 10⁻⁸: after 12.676
/// hours on average. The error falls with the square of the step.
#[test]
fn a_ban_comes_when_enough_have_joined() {
    for (step, known_to) in [("30m", 0.015), ("15m", 0.005), ("5m", 0.001)] {
        let scenario = scenario(&format!(
            "days: 3\nstep: {step}\nseeds: 33333\nshare: 0.5\ncontacts: 30\njoin: 0.1\ndelay: {{ exponential: 1h }}\n\
             ban: {{ per_participant: 1e-8 }}\n"
        ));
        let (day, error) = mean(&scenario, &Metric::BannedDay, 3_000);
        let (hours, error) = (24.0 * day, 24.0 * error);
        assert!((hours / 12.676 - 1.0).abs() < known_to + 4.5 * error / hours, "{step}: {hours} ± {error}");
    }
}

/// Event by event 487.5 people come within a day, half of all after 40.8 hours, and 1,624 in the end, of them all invited.
#[test]
fn the_first_day_of_a_poster_is_not_empty() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/exam-prep-poster.yaml");
    let scenario = Scenario::from_yaml(&std::fs::read_to_string(path).unwrap()).unwrap();
    let report = Question::new(&scenario).seed(3).replicates(2_000).answer();
    let points = &report.timeline.points;
    let users = &report.timeline.series(Series::NewUsers).unwrap().values;
    let at = |day: f64| &users[points.iter().position(|point| (point.day - day).abs() < 1e-9).unwrap()];
    assert!((at(1.0).mean / 487.5 - 1.0).abs() < 0.015, "{}", at(1.0).mean);
    assert!((at(14.0).mean / 1_624.0 - 1.0).abs() < 0.01, "{}", at(14.0).mean);
    let half = at(14.0).mean / 2.0;
    let behind = users.iter().position(|users| users.mean >= half).unwrap();
    let part = (half - users[behind - 1].mean) / (users[behind].mean - users[behind - 1].mean);
    let day = points[behind - 1].day + part * (points[behind].day - points[behind - 1].day);
    assert!((24.0 * day / 40.8 - 1.0).abs() < 0.03, "{} hours", 24.0 * day);
}

/// What the share of members who came by invitation says of K 0.5 in finished campaigns of one seed: with Poisson numbers
/// K·n/(n + 1), by the formula of Dwass for others.
#[test]
fn the_invited_share_is_not_k() {
    let of = |share: &str, join: &str| {
        let text = format!(
            "days: 40\nstep: 1d\ndelay: none\nseeds: 1\nshare: {share}\ncontacts: 10\njoin: {join}\n"
        );
        mean(&scenario(&text), &Metric::ReferredShare, 40_000)
    };
    for (share, join, known) in [("1", "0.05", 0.25), ("0.35", "0.142857142857", 0.1828)] {
        let (mean, error) = of(share, join);
        assert!((mean - known).abs() < 4.5 * error + 5e-5, "share {share}: {mean} ± {error} for {known}");
    }
}

/// Of campaigns that mostly die out theory says what becomes of those that take off, and with which chance.
#[test]
fn theory_knows_that_campaigns_die_out() {
    let scenario = scenario(
        "days: 90\nstep: 1d\ndelay: none\nseeds: 3\nmarket: 5000\nshare: 0.2\ncontacts: 80\njoin: 0.1\n",
    );
    let theory = theory(&scenario);
    let taken_off = theory.course.total().referred;
    assert!((taken_off - 3_209.0).abs() < 5.0, "{taken_off}");
    let chance = theory.takes_off.expect("it may die out");
    let (mean, error) = mean(&scenario, &Metric::AddedUsers, 4_000);
    assert!((mean - 1_089.0).abs() < 4.5 * error.hypot(24.0), "{mean} ± {error}");
    assert!((chance * taken_off / mean - 1.0).abs() < 0.1, "{chance} of {taken_off} for {mean}");
}

/// Visitors come at an even pace, and each brings one friend within minutes. In two hours in which nobody shares 200 friends
/// fewer come, at every step.
#[test]
fn an_event_acts_by_its_overlap_with_a_step() {
    for step in ["1d", "12h", "1h"] {
        let of = |world: &str| {
            let text = format!(
                "days: 5\nstep: {step}\ndelay: 1m\nsegments:\n  active: {{ inflow: 2400, share: 1, contacts: {{ fixed: 1 }}, \
                 join: 1, recruits: {{ quiet: 1 }} }}\n  quiet: {{ seeds: 1, share: 0, contacts: 1, join: 0 }}\n{world}"
            );
            mean(&scenario(&text), &Metric::Accepted, 400)
        };
        let (plain, first) = of("");
        let (with, second) = of("events: [{ at: 60h, for: 2h, share: 0 }]\n");
        assert!((plain - 12_000.0).abs() < 4.5 * first, "{step}: {plain}");
        assert!((plain - with - 200.0).abs() < 4.5 * first.hypot(second), "{step}: {plain} {with}");
    }
}

/// The first of 1,000 who come on the first day alarms the platform, the others come while it is shut for two days. After it
/// nobody comes any more, and of the 1,000 who wait so many share in eight days as have an occasion: all but e^(-8/5).
#[test]
fn a_pause_ends_when_it_says_and_nobody_looks_during_it() {
    let text = "days: 10\nseeds: 1\ninflow: [{ until: 1d, per_day: 1000 }]\nshare: { content: 1, after: 5d }\n\
                contacts: { fixed: 1 }\njoin: 1\ndelay: { fixed: 20d }\nban: { per_participant: 1, then: { pause: 2d } }\n";
    for step in ["1d", "6h", "1h"] {
        let (accepted, error) = mean(&scenario(&format!("{text}step: {step}\n")), &Metric::Accepted, 2_000);
        let known = 1_001.0 * (1.0 - (-8.0_f64 / 5.0).exp());
        assert!((accepted - known).abs() < 4.5 * error + 0.002 * known, "{step}: {accepted} for {known}");
    }
}
