//! A point is a run; what is known is taken over; all points are simulated, however many.

use super::*;
use crate::input::{Grid, Override, grid};
use crate::metrics::{Metric, Risk};
use crate::study::compare::Refusal;
use crate::study::notes::Note;
use crate::study::run;
use crate::study::theory::step;
use crate::yaml::Source;

const POSTER: &str = "{ name: poster, days: 6, seeds: 60, share: 0.3, contacts: 10, join: 0.05,
    incentive: [{ to: inviter, when: { invites: 2 }, value: 9, cost: 3 }], budget: { limit: 12 }, benchmark: { cac: 2 } }";

fn poster(varied: &[&str]) -> Grid {
    let varied: Vec<Override> = varied.iter().map(|text| Override::varied(*text)).collect();
    grid(&Source::new("poster.yaml", POSTER), &[], &varied).unwrap()
}

fn points(grid: &Grid, plan: &SweepPlan, mut known: Points) -> (Vec<Point>, Vec<usize>) {
    let mut told = Vec::new();
    let question = Question::new(grid).seed(plan.seed).replicates(plan.replicates);
    let report = question.answer_with(&mut known, &mut |index, _| {
        told.push(index);
        Ok(())
    });
    (report.unwrap().expect("every point is finished").points, told)
}

#[test]
fn a_point_is_the_run_of_its_design() {
    let grid = poster(&["share=0.1,0.4", "incentive.0.invites=1,3"]);
    let plan = SweepPlan { seed: 5, replicates: 130 };
    let (points, told) = points(&grid, &plan, Vec::new());
    assert_eq!(told, [0, 1, 2, 3]);
    for (design, point) in grid.designs.iter().zip(points) {
        let report = run::Question::new(design).seed(5).replicates(130).answer();
        for (metric, summary) in &report.metrics {
            let here = point.metric(metric).unwrap();
            assert_eq!(format!("{here:?}"), format!("{summary:?}"), "{metric:?}");
        }
        assert_eq!(point.value(&PointMetric::KTheory).unwrap().mean, report.theory.k);
        let mark = if point.metric(&Metric::Reached(1)).is_some() { 1 } else { 3 };
        let reached = report.metric(&Metric::Reached(mark));
        assert_eq!(point.value(&PointMetric::Completions), reached);
        let exhausted = report.risk(Risk::Exhausted).unwrap();
        assert!((point.value(&PointMetric::Exhausted).unwrap().mean - exhausted.p).abs() < 1e-12);
        let [users, cost] =
            [Metric::AddedUsers, Metric::CostWithOwed].map(|of| report.metric(&of).unwrap().mean);
        assert!((point.value(&PointMetric::Saving).unwrap().mean - (2.0 * users - cost)).abs() < 1e-9);
    }
}

#[test]
fn what_is_known_is_not_simulated_again() {
    let grid = poster(&["share=0.1..0.5:5"]);
    let plan = SweepPlan { seed: 5, replicates: 70 };
    let (whole, _) = points(&grid, &plan, Vec::new());
    let mut known: Points = whole.iter().cloned().map(Some).collect();
    (known[1], known[4]) = (None, None);
    let (again, told) = points(&grid, &plan, known);
    assert_eq!(told, [1, 4]);
    assert_eq!(format!("{again:?}"), format!("{whole:?}"));
}

#[test]
fn more_designs_than_are_made_ready_at_a_time() {
    let grid = poster(&["share=0.1..0.5:20", "join=1%..5%:15"]);
    let plan = SweepPlan { seed: 5, replicates: 2 };
    let (points, told) = points(&grid, &plan, Vec::new());
    assert_eq!(told, (0..300).collect::<Vec<_>>());
    assert_eq!(points.len(), 300);
}

/// Nobody buys, so that patience with one tier at hand, and a margin, do nothing; a tier does.
#[test]
fn a_key_that_changes_nothing_is_named() {
    let idle = |varied: &[&str]| Question::new(&poster(varied)).replicates(40).answer().unwrap().idle;
    assert_eq!(idle(&["costs.per_seed=1,2", "patience=0.5,0.9"]), [1]);
    assert_eq!(idle(&["patience=0.5,0.9", "incentive.0.invites=1,3"]), [0]);
    assert_eq!(idle(&["join=2%,4%"]), [0; 0]);
    assert_eq!(idle(&["join=2%"]), [0; 0], "of one value nothing can be said");
}

/// Ten friends are cheapest, since hardly anybody has ten; nobody shares less for it, as `share` is a plain number.
#[test]
fn no_point_is_best_by_rewards_that_move_nobody() {
    let answer = |varied: &[&str]| Question::new(&poster(varied)).seed(5).replicates(60).answer().unwrap();
    let invites = answer(&["incentive.0.invites=1,3,10"]);
    assert!(invites.best.is_empty() && invites.idle.is_empty());
    assert!(invites.unmoved.sharing && invites.of_idle_rewards == [0]);
    assert_eq!(invites.unmoved_points, 3);
    let both = answer(&["join=0.05,0.1", "incentive.0.invites=1,3"]);
    assert!(both.of_idle_rewards == [1] && both.can_be_chosen(0) && !both.can_be_chosen(1));
    let by: Vec<&PointMetric> = both.best.iter().map(|best| &best.metric).collect();
    assert_eq!(by, [&PointMetric::Run(Metric::AddedUsers)], "what invites cost decides over all else");
    assert_eq!((both.best[0].point, both.best[0].rivals), (2, 0), "the same is no rival");
    let seeds = answer(&["seeds=60,90"]);
    assert!(!seeds.best.is_empty() && seeds.of_idle_rewards.is_empty());
}

/// What a comparison refuses a sweep refuses, too.
#[test]
fn points_are_held_against_each_other_by_the_rules_for_designs() {
    let check = |base: &str, vary: &str| {
        let text = format!("{{ name: x, days: 4, seeds: 60, share: 0.3, contacts: 10, join: 0.05, {base} }}");
        let grid = grid(&Source::new("x.yaml", &text), &[], &[Override::varied(vary)]).unwrap();
        let checked = Question::new(&grid).check(&|point| point.to_string());
        let answered = Question::new(&grid).replicates(2).answer().is_some();
        assert_eq!(checked.is_ok(), answered);
        checked
    };
    let cycles = |minutes| Err(Refusal::Cycles { cycles: ("0".to_owned(), minutes), other: "1".to_owned() });
    assert_eq!(check("delay: none", "step=1d,12h"), cycles(1440));
    assert_eq!(check("step: 1d", "delay=none,1d"), cycles(1440));
    assert_eq!(check("delay: none, step: 1d", "join=4%,6%"), Ok(()));
}

/// The finest of the steps that were asked for: points differ by what was varied, and not by luck.
#[test]
fn all_points_go_in_one_step() {
    let report = Question::new(&poster(&["step=1d,6h,12h"])).seed(5).replicates(40).answer().unwrap();
    assert_eq!((report.first.clock.step_minutes, report.idle.clone()), (360, vec![0]));
    assert!(report.varies_the_step() && report.best.is_empty());
    assert!(!Question::new(&poster(&["join=2%,4%"])).replicates(2).answer().unwrap().varies_the_step());
}

#[test]
fn so_few_campaigns_have_no_best_point() {
    let answer = |runs| Question::new(&poster(&["join=2%,40%"])).seed(5).replicates(runs).answer().unwrap();
    assert!(answer(29).best.is_empty() && answer(29).has_few_replicates());
    assert!(!answer(30).best.is_empty() && !answer(30).has_few_replicates());
}

/// The step is told where it is worst, of what was assumed at how many points it is so.
#[test]
fn what_is_to_be_known_of_the_points_is_told_once() {
    let answer = |vary: &[&str]| Question::new(&poster(vary)).replicates(2).answer().unwrap();
    let coarse = ["step=1d", "join=5%,40%,30%,1%"];
    let errors: Vec<Option<f64>> = poster(&coarse).designs.iter().map(step::coarseness).collect();
    let worst = [0, 1, 3].into_iter().filter_map(|point| Some((point, errors[point]?)));
    let worst = worst.max_by(|one, other| one.1.total_cmp(&other.1));
    assert!(worst.is_some() && answer(&coarse).step_error == worst, "{errors:?}");
    assert_eq!(answer(&["join=5%,40%,1%"]).step_error, None);
    let noted = answer(&["anyway=0,10%", "join=5%,40%,1%"]).notes;
    assert_eq!(noted, [(Note::AssumedDelay, 6), (Note::NobodyAnyway, 3)]);
}

/// Who is pestered leaves; a point that costs members is told as such.
#[test]
fn a_best_point_that_costs_members_is_told() {
    let lost = |churn: &str| {
        let text = format!(
            "{{ name: x, days: 4, seeds: 200, share: 0.1, contacts: 5, join: 0.05, costs: {{ fixed: 9 }}, benchmark: {{ cac: 90 }}, reminders: {{ at: 1d, every: 1d, opens: 10%{churn} }} }}"
        );
        let source = Source::new("x.yaml", &text);
        let vary = [Override::varied("join=4%,5%")];
        let grid = grid(&source, &[], &vary).unwrap_or_else(|faults| panic!("{faults:?}"));
        Question::new(&grid).seed(1).replicates(60).answer().unwrap().lost_members()
    };
    assert_eq!(lost(""), None);
    assert!(lost(", churn: 10%").is_some_and(|members| members > 5.0));
}
