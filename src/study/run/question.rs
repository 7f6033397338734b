//! What is asked of a run, and the way from there to its report.

use super::{Ended, Invitations, Paper, RunReport, advice, against, assemble, tree, variance};
use crate::ensemble::{self, Ensemble, Observer, Plan, RowSink, Silent};
use crate::metrics::Layout;
use crate::scenario::Valid;
use crate::study::theory::step;
use std::io;

/// What will happen? Seed and replicates are those of the scenario unless others are asked for.
///
/// ```
/// use kfactor::{Metric, Scenario, run};
///
/// let text = "{ name: x, days: 7, seeds: 50, share: 0.3, contacts: 10, join: 5% }";
/// let report = run::Question::new(&Scenario::from_yaml(text)?).replicates(200).answer();
/// assert_eq!(report.metric(&Metric::Seeds).map(|seeds| seeds.mean), Some(50.0));
/// # Ok::<(), kfactor::Problems>(())
/// ```
#[derive(Clone, Copy)]
#[must_use = "a question is answered by `answer`"]
pub struct Question<'a> {
    scenario: &'a Valid,
    plan: Plan,
    against_no_reward: bool,
    trees: u64,
    alone: bool,
    paper: Option<&'a Paper>,
    observer: &'a dyn Observer,
}

impl<'a> Question<'a> {
    /// What will happen in this campaign?
    pub fn new(scenario: &'a Valid) -> Question<'a> {
        let plan = Plan { seed: scenario.seed, replicates: scenario.runs, until: None };
        Question {
            scenario,
            plan,
            against_no_reward: false,
            trees: 0,
            alone: false,
            paper: None,
            observer: &Silent,
        }
    }

    /// With this seed. Where one network is drawn for all campaigns, it is drawn by it, too.
    pub fn seed(mut self, seed: u64) -> Question<'a> {
        self.plan.seed = seed;
        self
    }

    /// With so many replicates; at most so many where a precision is asked for.
    pub fn replicates(mut self, replicates: u64) -> Question<'a> {
        self.plan.replicates = replicates;
        self
    }

    /// Until the standard error of the mean number of new users is below this part of it.
    pub fn until(mut self, precision: impl Into<Option<f64>>) -> Question<'a> {
        self.plan.until = precision.into();
        self
    }

    /// And what does the bait add to the same campaign without it? That one is simulated, too.
    pub fn against_no_reward(mut self, asked: bool) -> Question<'a> {
        self.against_no_reward = asked;
        self
    }

    /// And who invited whom in the first so many replicates? They are told by [`invitations`](Question::invitations).
    pub fn trees(mut self, replicates: u64) -> Question<'a> {
        self.trees = replicates;
        self
    }

    /// And nothing is simulated beside it: no change is tried, luck is not told from ignorance, no tree is looked up.
    pub fn alone(mut self) -> Question<'a> {
        self.alone = true;
        self
    }

    /// What follows from the scenario on paper is known; else it is found before anything is simulated.
    pub fn knowing(mut self, paper: &'a Paper) -> Question<'a> {
        self.paper = Some(paper);
        self
    }

    /// Watched by `observer`, which may stop it.
    pub fn observed(mut self, observer: &'a dyn Observer) -> Question<'a> {
        self.observer = observer;
        self
    }

    /// Campaigns simulated in all, as an observer counts them. Where inputs are uncertain, some replicates are repeated
    /// to tell luck from ignorance. What may be advised is tried beside them, and a tree of invitations is looked up, which is not counted.
    #[must_use]
    pub fn campaigns(&self) -> u64 {
        if self.alone {
            return self.plan.replicates;
        }
        let further = variance::further_campaigns(self.scenario, self.plan.replicates);
        let against = if self.against_no_reward { self.plan.replicates } else { 0 };
        self.plan.replicates.saturating_add(further).saturating_add(against).saturating_add(self.tree_count())
    }

    /// How many replicates show who invited whom: never more than there are.
    fn tree_count(&self) -> u64 {
        self.trees.min(self.plan.replicates)
    }

    /// Who invited whom in as many replicates as were asked for, one after the other; they are simulated for it. Whether all were
    /// told, and no observer came before. Where members are counted
    /// ([`Following`](crate::scenario::Following)) nobody is known.
    ///
    /// # Errors
    ///
    /// Whatever `sink` returns.
    pub fn invitations(&self, sink: &mut dyn FnMut(&Invitations<'_>) -> io::Result<()>) -> io::Result<bool> {
        let scenario = step::chosen(&self.scenario.seeded(self.plan.seed));
        let replicates = 0..self.tree_count();
        ensemble::joined(&scenario, self.plan.seed, replicates, self.observer, &mut |replicate, joined| {
            sink(&Invitations::new(replicate, &scenario, joined))
        })
    }

    /// Runs and reports.
    #[must_use]
    pub fn answer(&self) -> RunReport {
        self.answer_with(&mut |_| Ok(())).expect("a sink that takes every row never fails")
    }

    /// The same; rows go to `sink` in replicate order. Their columns are those of [`RunReport::metrics`].
    ///
    /// # Errors
    ///
    /// Whatever `sink` returns.
    pub fn answer_with(&self, sink: RowSink<'_>) -> io::Result<RunReport> {
        let scenario = step::chosen(&self.scenario.seeded(self.plan.seed));
        let paper = self.paper.cloned().unwrap_or_else(|| Paper::of(&scenario));
        let layout = Layout::new(&scenario.shape());
        let (places, mut kept) = (against::places(|metric| layout.metric(metric)), against::Kept::default());
        let ensemble = ensemble::run(&scenario, &self.plan, self.observer, &mut |row| {
            if self.against_no_reward {
                kept.take(&places, row.metrics);
            }
            sink(row)
        })?;
        let mut report = match self.alone {
            true => assemble::report(&scenario, &ensemble, paper),
            false => whole(&scenario, &ensemble, paper, self.observer),
        };
        if self.against_no_reward && report.ended != Ended::Interrupted {
            report.against = against::against(&scenario, &ensemble, kept, self.observer);
            if report.against.is_none() {
                report.ended = Ended::Interrupted;
            }
        }
        Ok(report)
    }
}

/// The report of an ensemble of this scenario, whose step must be [chosen](step::chosen). Where inputs are uncertain
/// some replicates are repeated for it, and what may be advised is tried.
#[must_use]
pub fn report(scenario: &Valid, ensemble: &Ensemble, observer: &dyn Observer) -> RunReport {
    whole(scenario, ensemble, Paper::of(scenario), observer)
}

fn whole(scenario: &Valid, ensemble: &Ensemble, paper: Paper, observer: &dyn Observer) -> RunReport {
    let mut report = assemble::report(scenario, ensemble, paper);
    if ensemble.interrupted {
        return report;
    }
    match variance::split(scenario, ensemble, observer) {
        Some(splits) => report.variance_splits = splits,
        None => report.ended = Ended::Interrupted,
    }
    match tree::typical(scenario, ensemble, observer) {
        Some(tree) => report.tree = tree,
        None => report.ended = Ended::Interrupted,
    }
    match advice::tried(scenario, &report, observer) {
        Some(tried) => report.advice = tried,
        None => report.ended = Ended::Interrupted,
    }
    report
}
