//! Statements that are understood. Those that are not have their pictures in `tests/errors`.

use crate::metrics::{Metric, Risk, Scalar};
use crate::problem::{ProblemKind, StatementFault as Fault};
use crate::scenario::{
    Estimand, Expectation, Observable, Occurrence, Relation, Scenario, Stage, Statistic, StepIs,
};

fn scenario() -> Scenario {
    let mut scenario = Scenario::new("statements", 14);
    let odd = Stage { name: "opens. (twice)".to_owned(), pass: 0.5.into() };
    scenario.segments[0].funnel.insert(0, odd);
    scenario.clock.step_is = StepIs::Named;
    scenario.clock.step_minutes = 360;
    scenario.clock.steps = 56;
    scenario
}

fn read(text: &str) -> Expectation {
    Expectation::parse(text, &scenario()).unwrap_or_else(|faults| panic!("{text}: {faults:?}"))
}

fn metric(name: &str) -> Observable {
    Observable::Metric(Metric::named(name).unwrap())
}

#[test]
fn estimates_of_every_form() {
    let quantile =
        |name: &str, level| Estimand::Statistic { of: metric(name), statistic: Statistic::Quantile(level) };
    assert_eq!(read("new_users.p50 >= 5000").estimand, quantile("new_users", 0.5));
    assert_eq!(read("new_users.median>=5_000").estimand, quantile("new_users", 0.5));
    assert_eq!(read("roi.p97.5 > -0.5").estimand, quantile("roi", 0.975));
    assert_eq!(read("profit_blended.p5 > 0").estimand, quantile("profit_blended", 0.05));
    let mean = Estimand::Statistic { of: metric("cac"), statistic: Statistic::Mean };
    assert_eq!(read("  cac.mean  <  15 ").estimand, mean);
    assert_eq!(read("theory.k < 1").estimand, Estimand::Theory(Scalar::K));
    assert_eq!(read("P(banned) < 1%").estimand, Estimand::Chance(Occurrence::Named(Risk::Banned)));
    let above = Occurrence::Compared { of: metric("cost"), relation: Relation::More, bound: 3e4 };
    assert_eq!(read("p( cost > 30000 ) <= 5%").estimand, Estimand::Chance(above));
}

#[test]
fn moments_are_days() {
    let day = |text: &str| match read(text).estimand {
        Estimand::Statistic { of: Observable::Timeline { day, .. }, .. } => day,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(day("timeline(new_users, day 3).p50 >= 1000"), 3.0);
    assert_eq!(day("timeline(new_users, day 0.25).p50 >= 1000"), 0.25);
    assert_eq!(day("timeline( cost ,day 14 ).mean < 1"), 14.0);
    assert_eq!(day("timeline(members, 36h).mean < 100"), 1.5);
    assert_eq!(day("timeline(members, day 3.1).mean < 100"), 3.1);
}

#[test]
fn bounds_are_written_in_their_unit() {
    for (text, bound) in [
        ("P(loss) <= 5%", 0.05),
        ("P(loss) <= 0.05", 0.05),
        ("d7.mean >= 40%", 0.4),
        ("roi.mean > 20%", 0.2),
        ("amplification.mean < 0.9", 0.9),
        ("reach_50.p50 <= 36h", 1.5),
        ("reach_50.p50 <= 1.5", 1.5),
        ("profit_blended.p05 > -1e3", -1000.0),
        ("P(loss) < 100%", f64::NAN),
    ] {
        if bound.is_nan() {
            assert!(Expectation::parse(text, &scenario()).is_err(), "{text}");
        } else {
            assert_eq!(read(text).bound, bound, "{text}");
        }
    }
    let Estimand::Chance(Occurrence::Compared { bound, .. }) = read("P(d7 < 40%) <= 5%").estimand else {
        panic!()
    };
    assert_eq!(bound, 0.4);
}

#[test]
fn statements_in_chinese_say_the_same() {
    for (chinese, english) in [
        ("新用户.中位数 ≥ 5000", "new_users.p50 >= 5000"),
        ("新用户的平均≥5千人", "new_users.mean >= 5000"),
        ("概率(总成本 > 3万) ≤ 5%", "P(cost > 30000) <= 5%"),
        ("概率（总成本＞￥3万元）＜＝5％", "P(cost > 30000) <= 5%"),
        ("概率（被封）< 1%", "P(banned) < 1%"),
        ("走势(增量用户, 第3天).平均 ≥ 1000", "timeline(added_users, day 3).mean >= 1000"),
        ("走势（留存人数，第 3 天）的90%上限 < 1,000", "timeline(members, day 3).p95 < 1000"),
        ("走势（留存人数，36小时）.平均 < 100", "timeline(members, 36h).mean < 100"),
        ("理论.裂变系数 < 1", "theory.k < 1"),
        ("增量获客成本.分位97.5 < ¥15", "cac.p97.5 < 15"),
        ("7日留存率.50%下限 >= 40%", "d7.p25 >= 40%"),
        ("拉新过半用时.中位数 <= 36小时", "reach_50.p50 <= 36h"),
        ("漏斗：opens. (twice).平均 > 3", "stage_opens. (twice).mean > 3"),
    ] {
        let (one, other) = (read(chinese), read(english));
        assert_eq!(
            Expectation { text: String::new(), ..one },
            Expectation { text: String::new(), ..other },
            "{chinese}"
        );
    }
}

/// Names of funnel stages are free.
#[test]
fn a_stage_may_have_any_name() {
    let stage = Estimand::Statistic { of: metric("stage_opens. (twice)"), statistic: Statistic::Mean };
    assert_eq!(read("stage_opens. (twice).mean > 3").estimand, stage);
}

#[test]
fn nothing_is_equal_to_what_is_undefined() {
    for relation in [Relation::Less, Relation::AtMost, Relation::More, Relation::AtLeast] {
        assert!(!relation.holds(f64::NAN, 0.0));
        assert_eq!(relation.holds(1.0, 1.0), matches!(relation, Relation::AtMost | Relation::AtLeast));
    }
}

#[test]
fn a_statement_about_another_scenario_is_reported() {
    let mut other = scenario();
    for text in ["stage_opens. (twice).mean > 1", "timeline(members, day 10).p50 > 3", "new_users.p50 > 3"] {
        other.expect.push(read(text));
    }
    other.segments[0].set_seeds(10.0);
    let valid = other.validate().unwrap();
    let invalid = valid.changed(|other| {
        other.segments[0].funnel.remove(0);
        other.clock.steps = 8;
    });
    let problems = invalid.unwrap_err().0;
    let faults: Vec<&ProblemKind> = problems.iter().map(|problem| &problem.kind).collect();
    let [ProblemKind::Statement { at, fault: Fault::UnknownName { .. } }, second] = &faults[..] else {
        panic!("{faults:?}")
    };
    assert_eq!(*at, 0..20);
    let ProblemKind::Statement { fault: Fault::DayOutside { first, last }, .. } = second else {
        panic!("{second:?}")
    };
    assert_eq!((*first, *last), (0.25, 2.0));
}
