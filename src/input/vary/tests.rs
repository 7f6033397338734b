//! Designs from `KEY=VALUES`, and what is wrong with those that are none.

use super::{Axis, Grid, GridFaults, MAX_POINTS, grid};
use crate::input::set::Override;
use crate::problem::{ProblemKind, VaryFault};
use crate::yaml::Source;
use std::ops::Range;

const POSTER: &str = "
name: poster
days: 14
step: 1d
seeds: 500
share: 0.35
contacts: 12
join: 0.06
incentive:
  - { to: inviter, when: { invites: 3 }, value: 299, cost: 6 }
budget: { limit: 3000 }
";

fn made(varied: &[&str]) -> Result<Grid, GridFaults> {
    let varied: Vec<Override> = varied.iter().map(|text| Override::varied(*text)).collect();
    grid(&Source::new("poster.yaml", POSTER), &[Override::new("days=7")], &varied)
}

fn texts(axis: &Axis) -> Vec<&str> {
    axis.values.iter().map(|value| value.text.as_str()).collect()
}

#[test]
fn the_last_key_changes_fastest() {
    let grid = made(&["share=.1,.2", "join=1%,2%,3%"]).unwrap();
    let told: Vec<String> = (0..6)
        .map(|point| grid.values(point).iter().map(|value| value.text.clone()).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(told, [".1 1%", ".1 2%", ".1 3%", ".2 1%", ".2 2%", ".2 3%"]);
    let join = |point: usize| grid.designs[point].segments[0].funnel[0].pass.typical();
    assert_eq!((join(0), join(5)), (0.01, 0.03));
    assert!(grid.designs.iter().all(|design| design.clock.days() == 7.0));
}

#[test]
fn keys_that_count_take_whole_numbers_of_a_range() {
    let grid = made(&["incentive.0.invites=1..8:5"]).unwrap();
    assert_eq!(texts(&grid.axes[0]), ["1", "3", "5", "6", "8"]);
    assert_eq!(texts(&made(&["seeds=log:10..1000:4"]).unwrap().axes[0]), ["10", "46", "215", "1000"]);
    assert_eq!(texts(&made(&["days=7..14:5"]).unwrap().axes[0]), ["7", "9", "11", "12", "14"]);
    assert_eq!(texts(&made(&["share=0..1:3"]).unwrap().axes[0]), ["0", "0.5", "1"]);
    assert_eq!(texts(&made(&["days=1w..2w:3"]).unwrap().axes[0]), ["1w", "2w"]);
}

#[test]
fn days_of_a_range_end_with_a_step() {
    let days = |step: &str, days: &str| {
        let (source, step) = (Source::new("poster.yaml", POSTER), Override::new(format!("step={step}")));
        let grid = grid(&source, &[step], &[Override::varied(format!("days={days}"))]).unwrap();
        texts(&grid.axes[0]).join(" ")
    };
    assert_eq!(days("12h", "7..8:3"), "7 7.5 8");
    assert_eq!(days("12h", "7..9:4"), "7 8 9");
    assert_eq!(days("1d", "7..8:3"), "7 8");
}

#[test]
fn a_whole_number_that_was_typed_is_not_rounded() {
    let faults = made(&["seeds=1.5,2"]).unwrap_err();
    assert_eq!(faults.list[0].problem.kind, ProblemKind::NotWhole);
    assert_eq!(faults.list[0].problem.place.as_ref().unwrap().bytes, 6..9);
}

#[test]
fn all_bad_points_are_told_once_each() {
    let faults = made(&["share=0.3, 35,1.5..2.5:5", "incentive.0.cost=5,5_000"]).unwrap_err();
    let told: Vec<(Range<usize>, usize)> = faults
        .list
        .iter()
        .map(|fault| (fault.problem.place.as_ref().unwrap().bytes.clone(), fault.designs))
        .collect();
    // 35 with either cost; five values of the range with either cost; the cost above the budget with share 0.3
    // (where a share cannot be read, contradictions are not looked for).
    assert!(told.contains(&(11..13, 2)) && told.contains(&(14..24, 10)), "{told:?}");
    assert_eq!(faults.designs, 14);
    assert_eq!(faults.list.last().unwrap().first, ["share=0.3", "incentive.0.cost=5_000"]);
}

#[test]
fn keys_go_together() {
    let grid = made(&["incentive.0.value+incentive.0.cost=5,10/8", "share=0.1,0.2"]).unwrap();
    let axes: Vec<(&str, Vec<&str>)> =
        grid.axes.iter().map(|axis| (axis.key.as_str(), texts(axis))).collect();
    let together = "incentive.0.value+incentive.0.cost";
    assert_eq!(axes, [(together, vec!["5", "10/8"]), ("share", vec!["0.1", "0.2"])]);
    let bait = |point: usize| {
        let reward = &grid.designs[point].incentive[0];
        (format!("{:?}", reward.value), format!("{:?}", reward.cost))
    };
    for (point, value, cost) in [(0, "(5.0)", "(5.0)"), (1, "(5.0)", "(5.0)"), (2, "(10.0)", "(8.0)")] {
        let (felt, paid) = bait(point);
        assert!(felt.contains(value) && paid.contains(cost), "{point}: {felt}, {paid}");
    }
    let whole = made(&["seeds + budget.limit=log:10..1000:4"]).unwrap();
    assert_eq!(texts(&whole.axes[0]), ["10", "46", "215", "1000"], "seeds are whole");
    let only_place = |varied: &[&str]| -> Range<usize> {
        let list = made(varied).unwrap_err().list;
        assert_eq!(list.len(), 1, "{list:?}");
        list[0].problem.place.as_ref().unwrap().bytes.clone()
    };
    assert_eq!(only_place(&["share + joi=0.1,0.2"]), 8..11);
    assert_eq!(only_place(&["share+join=0.1/0.2,0.3/7"]), 23..24);
    assert_eq!(only_place(&["share+join=0.1", "join=0.1"]), 0..4);
    assert_eq!(only_place(&["share+seed=1"]), 6..10);
}

#[test]
fn what_is_wrong_everywhere_is_not_blamed_on_a_value() {
    let faults = made(&["shaer=0.3,0.4"]).unwrap_err();
    assert_eq!(faults.list.len(), 1);
    assert!(faults.list[0].first.is_empty());
    assert_eq!(faults.list[0].problem.place.as_ref().unwrap().bytes, 0..5);
}

#[test]
fn keys_that_make_no_grid_are_refused() {
    let kinds = |varied: &[&str]| -> Vec<ProblemKind> {
        made(varied).unwrap_err().list.into_iter().map(|fault| fault.problem.kind).collect()
    };
    assert_eq!(
        kinds(&["seed=1,2", "share=.1", "share=.2"]),
        [
            ProblemKind::Vary(VaryFault::NotVaried { key: "seed".into() }),
            ProblemKind::Vary(VaryFault::SameKey { key: "share".into() })
        ]
    );
    let many = kinds(&["share=0..1:200", "join=0..1:200"]);
    assert_eq!(many, [ProblemKind::Vary(VaryFault::TooManyPoints { points: 40_000, limit: MAX_POINTS })]);
}
