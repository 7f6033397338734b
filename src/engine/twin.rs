//! The twin of a campaign: the same people and the same luck where nothing is done. Seeds come, and who comes by himself;
//! they leave and buy, there is the same market and the same room. Nobody shares, nobody is rewarded, nothing costs, the
//! platform does not strike, and nobody has too many to look after.
//!
//! Where nothing couples those whom the campaign has brought to those whom it has not, the twin is the [free](super::free)
//! part of the campaign itself. Otherwise its counts run beside, on the same random numbers.

use super::coming::{Coming, Unasked};
use super::company::Gate;
use super::customers::{Arrival, OrderClaims};
use super::door::{Comers, When};
use super::free::Free;
use super::lull::Lull;
use super::market::Market;
use super::newcomers::Newcomers;
use super::now::{Step, Way};
use super::residents::Residents;
use super::waves::{Reading, seeds_of};
use crate::metrics::TurnedAway;
use crate::model::{Model, Since};
use crate::rng::{Chance, Purpose, binomial, hypergeometric, lane};
use std::cmp::Ordering;

/// What is outside of a campaign: who is left to be won, who comes, and what happens where nothing is done.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    pub market: Market,
    pub residents: Residents,
    pub coming: Coming,
    pub twin: Twin,
}

impl World {
    /// Before anybody has come.
    pub fn begin(&mut self, model: &Model) {
        self.market = Market::begin(model);
        self.residents.begin(model);
        self.twin.begin(model);
    }
}

/// The counts that run beside a campaign.
#[derive(Clone, Debug, Default)]
pub(super) struct Twin {
    runs_beside: bool,
    market: Market,
    residents: Residents,
    gate: Gate,
    free: Free,
}

impl Twin {
    fn begin(&mut self, model: &Model) {
        self.runs_beside = model.has_twin_beside();
        if self.runs_beside {
            self.market = Market::begin(model);
            self.residents.begin(model);
            self.gate = Gate::of_twin(model);
            self.free.begin(model);
        }
    }

    /// Who is free where nothing is done: `of_campaign` are those of the campaign.
    #[inline]
    pub fn free<'a>(&'a self, of_campaign: &'a Free) -> &'a Free {
        if self.runs_beside { &self.free } else { of_campaign }
    }

    #[inline]
    pub fn begin_step(&mut self, at: Step<'_>) {
        if self.runs_beside {
            self.gate.begin_step(at);
        }
    }

    /// People come to a segment, as far as there is room for them, and if they are people of the market.
    #[inline]
    pub fn come(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64) {
        if self.runs_beside && !at.model.segments[segment].fake && count > 0 {
            self.admit(at, segment, way, count);
        }
    }

    fn admit(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64) {
        let coming = self.residents.take(segment, count, &mut self.market);
        let admitted = self.gate.let_in_late(at, coming, &mut TurnedAway::default());
        self.free.joined(at, segment, way, admitted);
        self.settle(at, segment, way, admitted);
    }

    /// Those who come become members where nothing is done, as far as they have not joined there and find room; seeds who
    /// are told of the campaign too.
    pub fn let_in(&mut self, at: Step<'_>, coming: &Coming) {
        if self.runs_beside {
            self.let_in_all(at, coming);
        }
    }

    #[inline(never)]
    fn let_in_all(&mut self, at: Step<'_>, coming: &Coming) {
        let comers = self.comers(at, coming);
        let all = comers.iter().map(|(_, comers)| comers.count).sum();
        let door = || comers.iter().map(|(_, comers)| *comers).collect();
        let first = self.gate.let_in(at, all, door, &mut TurnedAway::default());
        let counts = first.unwrap_or_else(|| comers.iter().map(|(_, comers)| comers.count).collect());
        for ((who, _), count) in comers.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
            let Some((segment, way)) = who else { continue };
            self.free.joined(at, segment, way, count);
            self.settle(at, segment, way, count);
        }
    }

    /// Who comes where nothing is done, each in the place that he has among all who [come](Coming::comers) to the campaign, so
    /// that the same luck is his; who would come by himself after them. Nobody comes in the places of others.
    fn comers(&mut self, at: Step<'_>, coming: &Coming) -> Vec<(Option<(usize, Way)>, Comers)> {
        let is_genuine = |segment: usize| !at.model.segments[segment].fake;
        let genuine = coming.seeds.iter().map(|(reading, _)| *reading);
        let reading: Vec<Reading> = genuine.filter(|reading| is_genuine(reading.segment)).collect();
        let mut seeds = {
            let at = Step { round: 0, ..at };
            seeds_of(at, &reading, &mut self.market, &mut self.residents).into_iter()
        };
        let mut comers: Vec<_> = coming
            .comers(at.model, 0)
            .into_iter()
            .map(|comers| (None, Comers { count: 0, ..comers }))
            .collect();
        let (waves, others) = comers.split_at_mut(coming.seeds.len());
        for ((wave, _), place) in
            coming.seeds.iter().zip(waves).filter(|((wave, _), _)| is_genuine(wave.segment))
        {
            (place.0, place.1.count) = (Some((wave.segment, wave.way())), seeds.next().unwrap_or(0));
        }
        for (inflow, place) in coming.inflow.iter().zip(others) {
            if inflow.way == Way::Organic && is_genuine(inflow.segment) {
                (place.0, place.1.count) =
                    (Some((inflow.segment, inflow.way)), self.wanted(inflow.segment, inflow.all));
            }
        }
        let anyway = coming.anyway.iter().filter(|(segment, count)| is_genuine(*segment) && *count > 0);
        for (segment, count) in anyway {
            let count = self.wanted(*segment, Unasked::Number(*count));
            comers.push((Some((*segment, Way::Anyway)), Comers { count, when: When::Anytime }));
        }
        comers
    }

    /// How many of those who come of themselves are people of the market still.
    fn wanted(&mut self, segment: usize, all: Unasked) -> u64 {
        let wanted = all.of(self.market.left().unwrap_or(0));
        self.residents.take(segment, wanted, &mut self.market)
    }

    fn settle(&mut self, at: Step<'_>, segment: usize, way: Way, admitted: u64) {
        let at = Step { crowded: false, ..at };
        let newcomers = Newcomers::new(segment, way, at.model.origins.count, 0);
        for (class, count) in newcomers.by_class(at, admitted) {
            let staying = count - newcomers.leaving(at, class, count);
            let arrival = Arrival { row: None, segment, class, way, staying, leaving: count - staying };
            self.free.admit(at, arrival, || newcomers.orders_of(at, class));
        }
    }

    /// Something was sent that is sent where nothing is done, too: of the free members of a class of the campaign so many were there, and
    /// so many left because of it. Those who are in both leave in both; any others by luck of their own.
    pub fn remind(
        &mut self,
        at: Step<'_>,
        (segment, class): (usize, usize),
        churn: f64,
        [were, left]: [u64; 2],
    ) {
        if !self.runs_beside {
            return;
        }
        let here = self.free.present(segment, class);
        let mut stream = at.stream(Purpose::Reminders, lane::of_lost_in_twin(segment, class));
        let gone = match here.cmp(&were) {
            Ordering::Equal => left,
            Ordering::Less => hypergeometric(&mut stream, were, left, here),
            Ordering::Greater => left + binomial(&mut stream, here - were, churn),
        };
        self.free.lose_at_once(at, (segment, class), gone, &mut stream);
    }

    #[inline]
    pub fn leave(&mut self, at: Step<'_>) {
        if self.runs_beside {
            let at = Step { crowded: false, ..at };
            self.leave_with(at, |segment, class| &at.stint(segment, class, Since::Before).leaving);
        }
    }

    /// In all steps of a lull that begins with this one.
    pub fn leave_in(&mut self, at: Step<'_>, lull: &Lull) {
        if self.runs_beside {
            self.leave_with(at, |segment, class| lull.chance(segment, class));
        }
    }

    fn leave_with<'c>(&mut self, at: Step<'_>, chance: impl Fn(usize, usize) -> &'c Chance) {
        for (segment, model) in at.model.segments.iter().enumerate().filter(|(_, model)| !model.fake) {
            for class in 0..model.classes.len() {
                self.free.leave(at, segment, class, chance(segment, class));
            }
        }
    }

    /// Members of a segment order what is sold apart.
    pub fn order(&mut self, at: Step<'_>, segment: usize) {
        if self.runs_beside {
            self.free.order(at, segment, &mut OrderClaims::default());
        }
    }

    /// Members of a segment buy, so many times on average.
    #[inline]
    pub fn buy(&mut self, at: Step<'_>, segment: usize, mean: f64) {
        if self.runs_beside {
            self.free.buy(at, segment, mean);
        }
    }
}
