//! Advice is tried before it is given: what may help against what a report remarks is simulated on the same luck, and told
//! with what it did. What does not help by two errors is not told.

mod change;
mod trial;

use super::{Aim, Change, Remark, RunReport, Tried, WhyNobody};
use crate::ensemble::Observer;
use crate::metrics::{Metric, Risk};
use crate::scenario::Valid;

/// The profit that advice speaks of.
const PROFIT: Metric = Metric::AddedProfit;

/// The part of the replicates on which a change is tried, and how many at most.
const ONE_IN: u64 = 8;
const MOST: u64 = 1_024;
/// Fewer pairs tell nothing.
const LEAST: u64 = 30;
/// In fewer replicates nothing is tried.
pub const LEAST_TO_TRY: u64 = LEAST * ONE_IN;

/// Whether there are so few replicates that nothing was tried against what is remarked.
#[must_use]
pub fn is_left_untried(report: &RunReport) -> bool {
    report.replicates < LEAST_TO_TRY && report.remarks.iter().any(|remark| !answer(remark, report).is_empty())
}

/// What was tried for a report of this scenario, and helped. `None` when the observer wants to stop.
pub(super) fn tried(scenario: &Valid, report: &RunReport, observer: &dyn Observer) -> Option<Vec<Tried>> {
    let replicates = (report.replicates / ONE_IN).min(MOST);
    if replicates < LEAST {
        return Some(Vec::new());
    }
    let mut candidates: Vec<(usize, Aim, Change)> = Vec::new();
    for (place, remark) in report.remarks.iter().enumerate() {
        candidates.extend(answer(remark, report).into_iter().map(|(aim, change)| (place, aim, change)));
    }
    trial::helpful(scenario, (report.seed, replicates), candidates, observer)
}

/// What may help against what is remarked, and by what it would be seen.
fn answer(remark: &Remark, report: &RunReport) -> Vec<(Aim, Change)> {
    let towards =
        |aim: Aim, changes: &[Change]| changes.iter().map(|change| (aim.clone(), *change)).collect();
    let metric = Aim::Metric;
    match remark {
        Remark::DiesOut(_) => towards(Aim::Risk(Risk::DiesOut), &[Change::Seeds(1.5)]),
        Remark::BreaksPromises { broken, .. } => {
            let worst = if *broken > 0.0 { Metric::BrokenPromises } else { Metric::Uncovered };
            towards(metric(worst), &[Change::Budget(1.5), Change::Stock(1.5), Change::Reserve])
        }
        // Who stops paying breaks promises: that helps where it costs less.
        Remark::Overspends { .. } => vec![
            (metric(Metric::CostWithOwed), Change::StopRewards),
            (metric(Metric::Overspend), Change::Reserve),
        ],
        Remark::Exhausted { .. } => towards(
            Aim::Risk(Risk::Exhausted),
            &[Change::Budget(1.5), Change::Stock(1.5), Change::Reward(0.5)],
        ),
        Remark::DaysSpent { .. } => towards(metric(Metric::AddedUsers), &[Change::DailyBudget(1.5)]),
        Remark::Banned { .. } => towards(Aim::Risk(Risk::Banned), &[Change::Seeds(0.5)]),
        Remark::TurnsAway { .. } => towards(metric(Metric::AddedUsers), &[Change::Capacity(1.5)]),
        Remark::AboveBenchmark { .. } => {
            towards(Aim::CostPerUser, &[Change::NothingBought, Change::Reward(0.5), Change::Seeds(1.5)])
        }
        Remark::BoughtAreDear { .. } => towards(Aim::CostPerUser, &[Change::NothingBought]),
        Remark::BelowBenchmark { .. } => towards(Aim::Saving, &where_it_is_cheap(report)),
        Remark::HuntersEat { .. } | Remark::HuntersGrow { .. } => {
            towards(metric(Metric::HunterCost), &[Change::IfStays(7.0), Change::Cap(3)])
        }
        Remark::Loss { .. } => towards(metric(PROFIT), &[Change::Reward(0.5)]),
        Remark::NobodyInvited(WhyNobody::NobodyAccepts) => {
            towards(metric(Metric::Referred), &[Change::Seeds(10.0)])
        }
        Remark::NobodyInvited(_)
        | Remark::MarketExhausted(_)
        | Remark::DoubtfulK { .. }
        | Remark::Owed { .. }
        | Remark::Rounded { .. }
        | Remark::RefundsToCome { .. }
        | Remark::FewStay { .. }
        | Remark::LosesMembers { .. }
        | Remark::WideRange { .. }
        | Remark::Unmoved(_) => Vec::new(),
    }
}

/// More money only where money is what is missing; nothing where more users mean more losses.
fn where_it_is_cheap(report: &RunReport) -> Vec<Change> {
    let takes_money = |metric: &Metric| report.metric(metric).is_some_and(|income| income.max > 0.0);
    let has_income = [Metric::Revenue, Metric::Margin].iter().any(takes_money);
    let loses_members = report.remarks.iter().any(|remark| matches!(remark, Remark::LosesMembers { .. }));
    let loses =
        loses_members || (has_income && report.metric(&PROFIT).is_some_and(|profit| profit.mean < 0.0));
    let binds = report.risk(Risk::Exhausted).is_some_and(|chance| chance.p >= 0.05);
    match (loses, binds) {
        (true, _) => Vec::new(),
        (false, true) => vec![Change::Budget(1.5), Change::Stock(1.5)],
        (false, false) => vec![Change::Seeds(1.5), Change::Reward(1.5)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::sample;
    use crate::scenario::Scenario;
    use crate::study::run::Question;

    /// Rewards run out: 100 of about 190 that are earned can be paid.
    const SHORT: &str = "
        name: short
        days: 6
        step: 1d
        delay: none
        seeds: 100
        share: 0.5
        contacts: 5
        join: 0.2
        incentive: [{ to: inviter, when: join, value: 5, cost: 4 }]
        budget: 100
    ";

    fn scenario(text: &str) -> Valid {
        Scenario::from_yaml(text).unwrap_or_else(|problems| panic!("{problems}"))
    }

    fn report(text: &str, replicates: u64) -> RunReport {
        Question::new(&scenario(text)).seed(3).replicates(replicates).answer()
    }

    #[test]
    fn what_is_told_is_what_two_runs_on_the_same_luck_differ_by() {
        let report = report(SHORT, 400);
        let tried = report.advice.iter().find(|tried| tried.change == Change::Budget(1.5)).unwrap();
        let richer = scenario(&SHORT.replace("budget: 100", "budget: 150"));
        let mean = |scenario: &Valid, metric: &Metric| {
            let values = sample(scenario, 3, 50).column(metric).unwrap();
            values.iter().sum::<f64>() / 50.0
        };
        let differs = |metric: &Metric| mean(&richer, metric) - mean(&scenario(SHORT), metric);
        assert!((tried.cost.mean - differs(&Metric::Cost)).abs() < 1e-9);
        assert!((tried.users.mean - differs(&Metric::NewUsers)).abs() < 1e-9);
        assert!((tried.aim_means[1] - mean(&richer, &Metric::BrokenPromises)).abs() < 1e-9);
        assert_eq!(tried.cost.n, 50);
        assert!(matches!(report.remarks[tried.remark], Remark::BreaksPromises { .. }));
    }

    #[test]
    fn what_does_not_help_and_what_nobody_can_do_is_not_told() {
        let nobody = SHORT.replace("join: 0.2", "join: 0");
        let told = report(&nobody, 400);
        let invited = Remark::NobodyInvited(WhyNobody::NobodyAccepts);
        assert!(told.remarks.contains(&invited) && told.advice.is_empty());
        assert!(report(SHORT, 400).advice.iter().all(|tried| tried.change != Change::Stock(1.5)));
        assert!(report(SHORT, 200).advice.is_empty(), "25 campaigns tell nothing");
    }

    /// Referral brings users at next to nothing; what is dear is bought.
    #[test]
    fn dear_inflow_is_left_out_before_anything_else_is_tried() {
        let text = "{ name: bought, days: 6, step: 1d, delay: none, seeds: 100, share: 0.5, contacts: 5, join: 0.2, \
                    inflow: { per_day: 50, cost: 10 }, costs: { fixed: 50 }, benchmark: { cac: 2.5 } }";
        let report = report(text, 400);
        let first = &report.advice[0];
        assert_eq!((first.change, &first.aim), (Change::NothingBought, &Aim::CostPerUser));
        assert!(first.per_user[0] > 2.5 && first.per_user[1] < 1.0, "{:?}", first.per_user);
    }

    /// Half of a reward that moves nobody would always be the better one.
    #[test]
    fn no_other_value_is_tried_of_a_reward_that_moves_nobody() {
        let dear = |share: &str| {
            let text = format!(
                "{{ name: dear, days: 6, step: 1d, delay: none, seeds: 100, share: {share}, contacts: 5, join: 0.2, \
                 incentive: [{{ when: join, value: 30, cost: 30 }}], benchmark: {{ cac: 20 }} }}"
            );
            report(&text, 400).advice.iter().any(|tried| tried.change == Change::Reward(0.5))
        };
        assert!(!dear("0.5"));
        assert!(dear("{ reward: { max: 0.6, half: 2 } }"));
    }

    #[test]
    fn so_few_that_nothing_is_tried_are_told_from_those_for_whom_nothing_helps() {
        assert!(is_left_untried(&report(SHORT, 200)));
        assert!(!is_left_untried(&report(SHORT, 400)));
        let fine = "{ name: x, days: 3, seeds: 500, share: 0.5, contacts: 5, join: 0.1 }";
        assert!(!is_left_untried(&report(fine, 200)));
    }

    /// Each change is told once, although several remarks may ask for it.
    #[test]
    fn no_change_is_told_twice_and_threads_do_not_matter() {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| report(SHORT, 1_000).advice)
        };
        let advice = on(1);
        assert_eq!(advice, on(3));
        for (place, tried) in advice.iter().enumerate() {
            assert!(advice[..place].iter().all(|other| other.change != tried.change));
        }
    }
}
