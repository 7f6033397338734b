//! What is counted of a campaign, and how that becomes its outcome. Nothing here decides anything: the record is written to
//! by the points of a step. Before the end only the members present, their peak and the next point of the timeline are read.

mod funnel;
pub(super) mod growing;
mod ledger;
mod retention;
mod tally;
mod timeline;

pub(super) use tally::Tally;

use super::now::{Step, Way};
use super::reminding::Reminding;
use super::sold::Sold;
use crate::engine::Outcome;
use crate::metrics::{
    Counted, Layout, LedgerCell, OtherLine, RuleCounts, StopReason, Totals, Trees, TurnedAway, measure,
};
use crate::model::Model;
use crate::units::{Money, Rest};
use retention::{Met, stayed};
use timeline::{Standing, Timeline};

/// What is counted, by buffers that are used again from campaign to campaign.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    totals: Totals,
    /// By way of sharing: what is counted of a segment stands at its own place, that of its first way.
    tally: Vec<Tally>,
    /// Genuine members present.
    members: u64,
    new_users_by_step: Vec<u64>,
    met: Met,
    timeline: Timeline,
    /// The line of each rule in the books: that of its reward.
    lines: Vec<usize>,
    /// Of what many cost, the part of a minor unit that is not booked yet.
    rests: [Rest; OtherLine::ALL.len()],
}

/// The record of one campaign.
#[derive(Debug)]
pub(super) struct Record<'a> {
    kept: &'a mut Kept,
    outcome: &'a mut Outcome,
}

impl Kept {
    fn clear(&mut self, model: &Model, layout: &Layout) {
        let mut stages = std::mem::take(&mut self.totals.stages);
        let mut reached = std::mem::take(&mut self.totals.reached);
        stages.clear();
        stages.resize(layout.stages.len(), 0);
        reached.clear();
        reached.resize(layout.tiers.len(), 0);
        self.totals = Totals { stages, reached, ..Totals::default() };
        self.tally.clear();
        self.tally.resize(model.channels.len(), Tally::default());
        self.members = 0;
        self.rests = Default::default();
        self.new_users_by_step.clear();
        self.met.clear();
        self.lines.clear();
        self.lines.extend(model.rules.iter().map(|rule| rule.reward));
        self.timeline = Timeline::begin(&model.costs, model.step_days);
    }
}

impl<'a> Record<'a> {
    pub fn begin(at: Step<'_>, kept: &'a mut Kept, outcome: &'a mut Outcome) -> Record<'a> {
        kept.clear(at.model, at.layout);
        outcome.ledger.fill(LedgerCell::default());
        outcome.joins.fill(0);
        outcome.rules.clear();
        outcome.rules.resize(at.layout.rules, RuleCounts::default());
        Record { kept, outcome }
    }

    /// Genuine members present.
    pub fn members(&self) -> u64 {
        self.kept.members
    }

    /// Most members at the end of a step.
    pub fn peak_members(&self) -> u64 {
        self.kept.totals.peak_members
    }

    /// Where sharing is counted, by way; what is counted of a segment, at its first one.
    pub fn tally(&mut self) -> &mut [Tally] {
        &mut self.kept.tally
    }

    /// People joined a segment.
    #[inline(always)]
    pub fn joined(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64) {
        let fake = at.model.segments[segment].fake;
        self.kept.tally[segment].joined(&mut self.kept.totals, way, fake, count);
        if !fake {
            self.kept.members += count;
            self.joined_in_step(at, segment, way, count);
            if at.model.churn_varies() {
                self.kept.met.joined(at.t, segment, way.since(), count);
            }
        }
    }

    #[inline]
    fn joined_in_step(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64) {
        let (joins, t) = (&at.layout.joins, at.t as usize);
        let place = match way {
            Way::Seed(wave) => joins.wave(segment, wave as usize),
            Way::Organic | Way::Bought | Way::Invited | Way::Anyway => joins.anytime(t, segment),
        };
        self.outcome.joins[place] += count;
        if way.is_invited() {
            self.outcome.joins[joins.invited(t)] += count;
        }
    }

    /// People found no room.
    #[inline]
    pub fn turned_away(&mut self, people: TurnedAway) {
        self.kept.totals.turned_away += people;
    }

    /// A reminder was sent to members of a segment.
    pub fn reminded(&mut self, at: Step<'_>, reminding: Reminding) {
        self.kept.totals.reminded += reminding.addressed;
        if at.model.churn_varies() {
            self.kept.met.lost(at.t, reminding);
        }
    }

    /// Joiners paid the price.
    pub fn sold(&mut self, revenue: Money, genuine_buyers: u64) {
        self.kept.totals.revenue += revenue;
        self.kept.totals.buyers += genuine_buyers;
    }

    /// Joiners got their money back, genuine ones among them.
    pub fn returned(&mut self, count: u64, revenue: Money, genuine_buyers: u64) {
        let totals = &mut self.kept.totals;
        totals.refunds += count;
        totals.revenue -= revenue;
        totals.buyers -= genuine_buyers;
    }

    /// So many will get so much back after the end.
    pub fn will_return(&mut self, count: u64, money: Money) {
        self.kept.totals.refunds_open += count;
        self.kept.totals.refunds_owed += money;
    }

    /// Members ordered; who keeps an order for the first time is a buyer where joining made none of him.
    pub fn sold_to_members(&mut self, sold: Sold, makes_buyers: bool) {
        let totals = &mut self.kept.totals;
        totals.orders += sold.orders;
        totals.margin += sold.margin - sold.margin_returned;
        totals.buyers += if makes_buyers { sold.buyers } else { 0 };
        totals.refunds += sold.returned;
        self.will_return(sold.later, sold.margin_later);
    }

    /// Inviters reached the mark of a tier.
    pub fn reached(&mut self, tier: usize, count: u64) {
        self.kept.totals.reached[tier] += count;
    }

    /// The chances to leave were those of the classes times this factor in a step.
    #[inline]
    pub fn factor_on_leaving(&mut self, model: &Model, factor: f64) {
        if model.churn_varies() {
            self.kept.met.left(factor);
        }
    }

    /// Genuine members are not there any more.
    pub fn gone(&mut self, count: u64) {
        self.kept.members -= count;
    }

    /// Whether somebody who was invited has brought somebody.
    pub fn chain(&mut self, goes_on: bool) {
        self.kept.totals.chain_goes_on = goes_on;
    }

    /// The trees of invitations, where they are known.
    pub fn trees(&mut self, trees: Option<Trees>) {
        self.kept.totals.trees = trees;
    }

    /// The platform struck at this moment of the step; before it where the moment is below 0.
    pub fn banned(&mut self, at: Step<'_>, moment: f64) {
        let day = at.day_of(moment);
        let first = &mut self.kept.totals.banned_day;
        *first = Some(first.map_or(day, |first| first.min(day)));
    }

    /// So many accounts were struck.
    pub fn accounts_struck(&mut self, count: u64) {
        self.kept.totals.accounts_struck += count;
    }

    /// A step in which people could still bring others is over.
    #[inline]
    pub fn end_of_step(&mut self) {
        let kept = &mut *self.kept;
        kept.totals.peak_members = kept.totals.peak_members.max(kept.members);
        kept.new_users_by_step.push(kept.totals.new_users());
    }

    /// The step of the next point of the timeline.
    pub fn next_point(&self, at: Step<'_>) -> Option<u32> {
        self.kept.timeline.next(at)
    }

    /// Reads the timeline where a point stands; `left` is left of the budget, `anyhow` have come where nothing is done.
    #[inline(always)]
    pub fn read(&mut self, at: Step<'_>, left: Option<Money>, anyhow: u64) {
        let Kept { totals, tally, members, timeline, .. } = &mut *self.kept;
        if timeline.next(at) == Some(at.t) {
            let standing = Standing {
                new_users: totals.new_users(),
                anyhow,
                members: *members,
                shares: tally.iter().map(|tally| tally.shares).sum(),
                accepted: tally.iter().map(|tally| tally.accepted).sum(),
                spent: totals.spent(),
                budget_left: left,
            };
            timeline.read(at, standing, &mut self.outcome.timeline);
        }
    }

    /// The campaign is over: what was counted becomes the outcome. Members of a segment are `present`; `twin` is what has
    /// happened where nothing is done; so many genuine invitees are `on_the_way`.
    pub fn end(
        mut self,
        at: Step<'_>,
        present: impl Fn(usize) -> u64,
        twin: &Totals,
        on_the_way: u64,
        stop: StopReason,
    ) {
        self.count_funnel(at, present);
        self.book_planned(at);
        let reach = self.reach_days(at.model);
        let Kept { totals, tally, met, members, .. } = self.kept;
        totals.members_end = *members;
        totals.on_the_way = on_the_way;
        totals.stayed = stayed(at.model, tally, met, |segment, wave| {
            self.outcome.joins[at.layout.joins.wave(segment, wave)]
        });
        totals.reach = reach;
        measure(&Counted { campaign: totals, twin }, at.layout, &mut self.outcome.metrics);
        self.outcome.stop = stop;
    }

    /// Days by which half and nine tenths of the new users had joined; within a step as if they came evenly, in cycles at
    /// its end.
    fn reach_days(&self, model: &Model) -> [Option<f64>; 2] {
        let cumulative = &self.kept.new_users_by_step;
        let all = cumulative.last().copied().unwrap_or(0);
        [(1, 2), (9, 10)].map(|(part, whole)| {
            let reached = |people: &u64| u128::from(*people) * whole < u128::from(all) * part;
            let step = cumulative.partition_point(reached);
            let before = step.checked_sub(1).map_or(0, |step| cumulative[step]);
            let wanted = all as f64 * part as f64 / whole as f64 - before as f64;
            let within = match cumulative.get(step) {
                Some(after) if !model.in_cycles => wanted / (after - before) as f64,
                _ => 1.0,
            };
            (all > 0).then_some((step as f64 + within) * model.step_days)
        })
    }
}
