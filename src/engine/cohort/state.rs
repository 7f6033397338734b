//! The state of a campaign and its buffers.

use super::claims::Claims;
use super::on_the_way::OnTheWay;
use super::people::{Lanes, People};
use super::spread::Crowd;
use super::uniform::Luck;
use crate::engine::Outcome;
use crate::metrics::{Layout, LedgerCell, RuleCounts, StopReason, Totals};
use crate::model::{FixedCosts, Model, SegmentModel};
use crate::rng::ReplicateKey;
use crate::rules::Treasury;
use crate::units::{MAX_PEOPLE, Money};

/// Buffers of the cohort engine, reused from replicate to replicate; holds nothing that a replicate could read
/// of the one before.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub(super) people: Vec<People>,
    pub(super) on_the_way: OnTheWay,
    pub(super) treasury: Treasury,
    /// Chance to share by segment, [shared before][progress], for the offers of now.
    pub(super) drives: Vec<[Vec<f64>; 2]>,
    /// Chance of the last stage with the invitee's reward and its bait part, by segment.
    pub(super) joins: Vec<(f64, f64)>,
    /// Who shares in this step.
    pub(super) cells: Vec<Cell>,
    /// Where the cells of a segment begin and end.
    pub(super) cells_of: Vec<std::ops::Range<usize>>,
    /// What the shares of this step reach, by segment and part of the contacts law.
    pub(super) reached: Vec<Reached>,
    /// What is counted so far, by segment.
    pub(super) counted: Vec<Counted>,
    /// Acceptances of this step by inviter.
    pub(super) credits: Vec<Credit>,
    /// Where the credits of a segment begin and end.
    pub(super) credits_of: Vec<std::ops::Range<usize>>,
    pub(super) crowd: Crowd,
    pub(super) claims: Claims,
    pub(super) standing: Vec<Vec<u64>>,
    /// Scratch: who of this step's sharers may wait again.
    pub(super) sharers: Vec<Sharers>,
    /// Scratch: counts of one stage.
    pub(super) counts: Vec<u64>,
    pub(super) new_users_by_step: Vec<u64>,
    pub(super) churn_by_step: Vec<f64>,
    pub(super) joins_by_step: Vec<JoinBatch>,
    pub(super) totals: Totals,
}

/// Members who joined a segment in a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct JoinBatch {
    pub step: u32,
    pub segment: usize,
    pub count: u64,
}

/// Members of one state who have an occasion, then those of them who share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub segment: usize,
    pub class: usize,
    pub lane: usize,
    pub progress: usize,
    pub count: u64,
}

/// What the shares of one segment under one part of its contacts law reach in this step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reached {
    pub segment: usize,
    pub part: usize,
    pub sharers: u64,
    /// Contacts: a whole number for fixed contacts, else the intensity of a Poisson number.
    pub contacts: f64,
    pub fixed: bool,
    /// Chance of a contact to accept.
    pub chance: f64,
    pub accepted: u64,
}

/// Members of a cell who shared and had the same number of acceptances.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sharers {
    pub cell: Cell,
    pub gained: usize,
    pub count: u64,
    /// Those of them who wait for another occasion.
    pub staying: u64,
}

/// Acceptances credited: `count` members of a cell get `gained` invitations each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Credit {
    pub cell: usize,
    pub gained: usize,
    pub count: u64,
}

/// What is counted of a segment: its joiners, its shares, and the contacts who did not accept as far as they are
/// not drawn yet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    /// Poisson intensity of all contacts.
    pub intensity: f64,
    /// Poisson intensity of those who reached the last stage and did not become acceptances.
    pub failed_intensity: f64,
    /// Contacts of fixed laws who dropped out before the last stage.
    pub dropped: u64,
    /// Contacts of fixed laws who failed at the last stage.
    pub failed: u64,
    pub shares: u64,
    pub sharers: u64,
    /// More people who shared, not rounded yet.
    pub fresh_sharers: f64,
    pub accepted: u64,
    pub seeds: u64,
    pub organic: u64,
    pub referred: u64,
    pub fake: u64,
}

/// One campaign on its way through the steps.
pub(super) struct Campaign<'a> {
    pub model: &'a Model,
    pub layout: &'a Layout,
    pub key: &'a ReplicateKey,
    pub state: &'a mut State,
    pub outcome: &'a mut Outcome,
    /// How waiting members are told apart.
    pub lanes: Lanes,
    /// Whether acceptances are told apart by who invited.
    pub credits_individuals: bool,
    /// Whether all members are alike: nobody is told apart from anybody else.
    pub is_uniform: bool,
    /// Whether nobody comes but seeds and invitees, who pay nothing and are never turned away, and nobody asks later
    /// when they came.
    pub entry_is_free: bool,
    /// Costs that do not depend on what happens, in minor units: at the start, and per step.
    pub planned: [f64; 2],
    /// Whether the chance to leave changes in time.
    pub churn_varies: bool,
    /// Genuine members present.
    pub members: u64,
    /// Members at the start of the step.
    pub members_at_start: u64,
    /// One over the people of the market; 0 without a market.
    pub per_person: f64,
    /// People of the market who have not accepted yet.
    pub susceptible: Option<u64>,
    /// Where no market is named: people who are left of the [`MAX_PEOPLE`] that a campaign can hold.
    pub untold: u64,
    /// People who joined in this step, bonus hunters included.
    pub joined_now: u64,
    /// Joins in all, bonus hunters included.
    pub joined: u64,
    /// Buyers of the price so far, bonus hunters included.
    pub payers: u64,
    /// Price of the next buyer at the start of the step.
    pub price: Money,
    /// Where all members are alike: the numbers that decide this step and the next.
    pub luck: [Luck; 2],
    /// Why nobody shares any more.
    pub closed: Option<StopReason>,
    /// Money or goods ran out, and the rules say that this ends the campaign.
    pub out_of_means: bool,
    /// The platform has shut the campaign for good.
    pub banned_for_good: bool,
    /// The platform is shut before this step.
    pub shut_until: u32,
    /// Shares and acceptances since the last point of the timeline.
    pub since_point: [u64; 2],
    /// The next point of the timeline.
    pub next_point: usize,
    /// Groups opened.
    pub groups: u64,
    /// The next seed wave, by segment.
    pub next_seed: Vec<usize>,
    /// Waves of seeds that have not come yet.
    pub seed_waves_to_come: usize,
    /// The stop reason once known.
    pub stop: Option<StopReason>,
}

impl<'a> Campaign<'a> {
    pub fn begin(
        model: &'a Model,
        layout: &'a Layout,
        key: &'a ReplicateKey,
        state: &'a mut State,
        outcome: &'a mut Outcome,
    ) -> Campaign<'a> {
        state.reset(model, layout);
        outcome.ledger.fill(LedgerCell::default());
        outcome.rules.clear();
        outcome.rules.resize(model.rules.len(), RuleCounts::default());
        let mut campaign = Campaign {
            model,
            layout,
            key,
            state,
            outcome,
            lanes: Lanes::of(model),
            credits_individuals: model.credits_individuals(),
            is_uniform: model.is_uniform(),
            entry_is_free: model.entry_is_free() && !model.churn_varies(),
            planned: {
                let FixedCosts { fixed, per_day, labour_per_day, .. } = model.costs;
                [fixed.minor(), (per_day + labour_per_day).minor() * model.step_days]
            },
            churn_varies: model.churn_varies(),
            members: 0,
            members_at_start: 0,
            per_person: model.market.map_or(0.0, |market| 1.0 / market as f64),
            susceptible: model.susceptible_at_start(),
            untold: MAX_PEOPLE.saturating_sub(model.segments.iter().map(SegmentModel::seed_total).sum()),
            joined_now: 0,
            joined: 0,
            payers: 0,
            price: model.price_after(0),
            luck: Luck::begin(model, key),
            closed: None,
            out_of_means: false,
            banned_for_good: false,
            shut_until: 0,
            since_point: [0; 2],
            next_point: 0,
            groups: 0,
            next_seed: vec![0; model.segments.len()],
            seed_waves_to_come: model.segments.iter().map(|segment| segment.seeds.len()).sum(),
            stop: None,
        };
        campaign.renew_drives();
        campaign
    }

    /// Whether nobody can bring anyone from step `t` on.
    pub fn has_stopped(&mut self, t: u32) -> bool {
        let stopped = self.state.on_the_way.total == 0
            && (self.closed.is_some() || self.state.people.iter().all(|people| people.waiting() == 0))
            && self.seed_waves_to_come == 0
            && !self.model.has_inflow;
        if stopped && t < self.model.steps {
            self.stop = Some(self.closed.unwrap_or(StopReason::Extinct));
        }
        stopped
    }
}

impl State {
    fn reset(&mut self, model: &Model, layout: &Layout) {
        let segments = model.segments.len();
        let fits = self.people.len() == segments
            && self
                .people
                .iter()
                .zip(&model.segments)
                .all(|(people, segment)| people.classes.len() == segment.classes.len());
        if fits {
            self.people.iter_mut().for_each(|people| people.clear(model));
        } else {
            self.people = (0..segments).map(|segment| People::empty(model, segment)).collect();
        }
        self.on_the_way.clear(model.steps, segments * model.origins.count);
        self.treasury.refill(model.budget.as_ref(), &model.rules);
        self.counted.clear();
        self.counted.resize(segments, Counted::default());
        self.claims.reset(model);
        self.standing.clear();
        self.standing.resize(segments, Vec::new());
        self.new_users_by_step.clear();
        self.churn_by_step.clear();
        self.joins_by_step.clear();
        let mut stages = std::mem::take(&mut self.totals.stages);
        let mut reached = std::mem::take(&mut self.totals.reached);
        stages.clear();
        stages.resize(layout.stages.len(), 0);
        reached.clear();
        reached.resize(layout.tiers.len(), 0);
        self.totals = Totals { stages, reached, ..Totals::default() };
    }
}
