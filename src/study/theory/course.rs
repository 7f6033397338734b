//! The same steps in expectation: seeds, organic joiners and invitees arrive, wait, share, bring people and leave, as
//! expected numbers. Exact where every chance is given; with a market the expected numbers take the place of the
//! random ones in `S·(1-exp(-Λ/M))` (mean field), which is nearly right for large numbers.

use super::conduct::{Conduct, Detail, MOST_STATES};
use super::waiting::{Sharers, Waiting};
use crate::engine::Layout;
use crate::model::Model;
use crate::scenario::Scenario;
use crate::study::run::TimePoint;
use crate::units::MAX_PEOPLE;
use serde::Serialize;

/// Expected numbers over time and in the end.
#[derive(Clone, Debug, Serialize)]
pub struct Course {
    /// The points in time, those of `kfactor run`.
    pub points: Vec<TimePoint>,
    /// Values at each point, by quantity.
    pub series: Vec<(&'static str, Vec<f64>)>,
    /// Expected numbers at the end, by segment.
    pub segments: Vec<Counts>,
    /// Members who reach so many invitations, by the marks of the `invites` rules (those below 256).
    pub reached: Vec<(u32, f64)>,
}

/// Expected numbers of a segment; people are genuine except for `fake`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Counts {
    /// Seed users.
    pub seeds: f64,
    /// Organic joiners.
    pub organic: f64,
    /// Joined by invitation.
    pub referred: f64,
    /// Bonus hunters.
    pub fake: f64,
    /// Members at the end.
    pub members_end: f64,
    /// Members who shared at least once.
    pub sharers: f64,
    /// Shares.
    pub shares: f64,
    /// Contacts reached.
    pub exposures: f64,
    /// Acceptances of what the segment's members offered.
    pub accepted: f64,
}

impl Counts {
    fn plus(self, other: Counts) -> Counts {
        Counts {
            seeds: self.seeds + other.seeds,
            organic: self.organic + other.organic,
            referred: self.referred + other.referred,
            fake: self.fake + other.fake,
            members_end: self.members_end + other.members_end,
            sharers: self.sharers + other.sharers,
            shares: self.shares + other.shares,
            exposures: self.exposures + other.exposures,
            accepted: self.accepted + other.accepted,
        }
    }

    /// Organic joiners and invitees.
    #[must_use]
    pub fn new_users(&self) -> f64 {
        self.organic + self.referred
    }

    /// Everybody who joined.
    #[must_use]
    pub fn joined(&self) -> f64 {
        self.seeds + self.new_users()
    }
}

impl Course {
    /// All segments together.
    #[must_use]
    pub fn total(&self) -> Counts {
        self.segments.iter().fold(Counts::default(), |sum, counts| sum.plus(*counts))
    }

    /// The values of a quantity at the points.
    #[must_use]
    pub fn series(&self, name: &str) -> Option<&[f64]> {
        self.series.iter().find(|(series, _)| *series == name).map(|(_, values)| &values[..])
    }
}

/// The expected course of a campaign.
pub(super) fn course(scenario: &Scenario, model: &Model) -> Course {
    let layout = Layout::new(scenario);
    let conducts: Vec<Conduct<'_>> =
        model.segments.iter().map(|segment| Conduct::new(model, segment, Detail::Rules)).collect();
    let tiers: Vec<u32> = layout.tiers.into_iter().filter(|tier| (*tier as usize) < MOST_STATES).collect();
    let mut expectation = Expectation::begin(model, &conducts, &tiers);
    let mut log = Log::default();
    for t in 0..model.steps {
        expectation.arrivals(t);
        let sharing = expectation.decisions(t);
        expectation.acceptances(t, &sharing);
        expectation.leaving(t);
        if layout.points.get(log.points.len()) == Some(&t) {
            log.record(t, &expectation);
        }
    }
    Course {
        points: log.points,
        series: log.series,
        reached: tiers.iter().copied().zip(expectation.reached.iter().copied()).collect(),
        segments: expectation.end(),
    }
}

/// Expected members of a stay class.
struct ClassState {
    waiting: Waiting,
    present: f64,
}

/// The campaign on its way, in expected numbers.
struct Expectation<'a> {
    model: &'a Model,
    conducts: &'a [Conduct<'a>],
    classes: Vec<Vec<ClassState>>,
    /// Invitees by step of arrival and segment.
    arriving: Vec<Vec<f64>>,
    /// People who have not accepted yet: of the market, or of all that a campaign can hold.
    free: f64,
    counts: Vec<Counts>,
    tiers: &'a [u32],
    reached: Vec<f64>,
}

impl<'a> Expectation<'a> {
    fn begin(model: &'a Model, conducts: &'a [Conduct<'a>], tiers: &'a [u32]) -> Expectation<'a> {
        let seeds: u64 = model.segments.iter().map(crate::model::SegmentModel::seed_total).sum();
        let class = |conduct: &Conduct<'_>| ClassState { waiting: Waiting::nobody(conduct), present: 0.0 };
        let classes = |conduct: &Conduct<'_>| {
            conduct.segment.classes.iter().map(|_| class(conduct)).collect::<Vec<ClassState>>()
        };
        Expectation {
            model,
            conducts,
            classes: conducts.iter().map(classes).collect(),
            arriving: vec![vec![0.0; conducts.len()]; model.steps as usize + 1],
            free: model.market.unwrap_or(MAX_PEOPLE).saturating_sub(seeds) as f64,
            counts: vec![Counts::default(); conducts.len()],
            tiers,
            reached: vec![0.0; tiers.len()],
        }
    }

    fn arrivals(&mut self, t: u32) {
        for (index, segment) in self.model.segments.iter().enumerate() {
            let seeds: u64 =
                segment.seeds.iter().filter(|(step, _)| *step == t).map(|(_, count)| count).sum();
            let organic = segment.inflow_per_step.min(self.free);
            self.free -= organic;
            let invited = self.arriving[t as usize][index];
            let arriving = seeds as f64 + organic + invited;
            let counts = &mut self.counts[index];
            if segment.fake {
                counts.fake += arriving;
            } else {
                counts.seeds += seeds as f64;
                counts.organic += organic;
                counts.referred += invited;
            }
            for (state, class) in self.classes[index].iter_mut().zip(&segment.classes) {
                state.waiting.join(arriving * class.weight);
                state.present += arriving * class.weight;
            }
        }
    }

    /// Who shares, by segment and class.
    fn decisions(&mut self, t: u32) -> Vec<Vec<Sharers>> {
        let segments = self.classes.iter_mut().zip(self.conducts);
        let decide = |(classes, conduct): (&mut Vec<ClassState>, &Conduct<'_>)| {
            classes.iter_mut().map(|state| state.waiting.decide(conduct, t)).collect()
        };
        segments.map(decide).collect()
    }

    fn acceptances(&mut self, t: u32, sharing: &[Vec<Sharers>]) {
        let exposures: Vec<f64> = sharing
            .iter()
            .zip(self.conducts)
            .map(|(classes, conduct)| {
                classes.iter().map(|sharers| sharers.all).sum::<f64>() * conduct.contacts
            })
            .collect();
        let hits = exposures.iter().zip(self.conducts).map(|(count, conduct)| count * conduct.acceptance(t));
        let open = self.open(hits.sum());
        for (index, conduct) in self.conducts.iter().enumerate() {
            let chance = conduct.acceptance(t) * open;
            let accepted = exposures[index] * chance;
            self.free = (self.free - accepted).max(0.0);
            let counts = &mut self.counts[index];
            counts.exposures += exposures[index];
            counts.accepted += accepted;
            for (sharers, state) in sharing[index].iter().zip(&mut self.classes[index]) {
                counts.shares += sharers.all;
                counts.sharers += sharers.first;
                if sharers.all > 0.0 {
                    let gains = sharers.gains(conduct, chance);
                    state.waiting.come_back(conduct, sharers, &gains);
                    for (tier, reached) in self.tiers.iter().zip(&mut self.reached) {
                        *reached += sharers.passing(*tier as usize, &gains);
                    }
                }
            }
            self.send(t, index, accepted);
        }
    }

    /// The part of the hits that win somebody who has not been won before, nor by another hit of this step.
    fn open(&self, hits: f64) -> f64 {
        match self.model.market {
            _ if hits <= 0.0 => 1.0,
            Some(market) => -self.free * libm::expm1(-hits / market as f64) / hits,
            None => (self.free / hits).min(1.0),
        }
    }

    /// Invitees arrive after `1 + ⌊delay/step⌋` steps.
    fn send(&mut self, t: u32, inviter: usize, accepted: f64) {
        let conduct = &self.conducts[inviter];
        let delay = &conduct.segment.delay;
        let Some(longest) = (self.model.steps - 1).checked_sub(t + 1).filter(|_| accepted > 0.0) else {
            return;
        };
        let in_time = delay.within(longest);
        for bin in 0..=longest {
            let part = accepted * delay.exactly(bin as usize) / in_time;
            let slot = &mut self.arriving[(t + 1 + bin) as usize];
            slot.iter_mut().zip(&conduct.recruits).for_each(|(slot, kind)| *slot += part * kind);
            if delay.within(bin) >= 1.0 {
                break;
            }
        }
    }

    fn leaving(&mut self, t: u32) {
        for (conduct, classes) in self.conducts.iter().zip(&mut self.classes) {
            for (class, state) in conduct.segment.classes.iter().zip(classes) {
                let leaving = conduct.leaving(t, class);
                state.waiting.leave(leaving);
                state.present *= 1.0 - leaving;
            }
        }
    }

    /// Expected members of a segment, hunters included.
    fn present(&self, segment: usize) -> f64 {
        self.classes[segment].iter().map(|state| state.present).sum()
    }

    fn members(&self) -> f64 {
        let genuine = |index: &usize| !self.model.segments[*index].fake;
        (0..self.classes.len()).filter(genuine).map(|index| self.present(index)).sum()
    }

    fn end(self) -> Vec<Counts> {
        let counts = |index: usize| Counts { members_end: self.present(index), ..self.counts[index] };
        (0..self.counts.len()).map(counts).collect()
    }
}

/// What is read off at the points of the timeline.
#[derive(Default)]
struct Log {
    points: Vec<TimePoint>,
    series: Vec<(&'static str, Vec<f64>)>,
    /// Shares and acceptances up to the point before.
    before: [f64; 2],
}

impl Log {
    fn record(&mut self, t: u32, expectation: &Expectation<'_>) {
        let sum = expectation.counts.iter().fold(Counts::default(), |sum, counts| sum.plus(*counts));
        let values = [
            ("new_users", sum.new_users()),
            ("members", expectation.members()),
            ("shares", sum.shares - self.before[0]),
            ("accepted", sum.accepted - self.before[1]),
            ("k", sum.referred / sum.joined()),
        ];
        self.before = [sum.shares, sum.accepted];
        let day = f64::from(t + 1) * expectation.model.step_days;
        self.points.push(TimePoint { step: t, day });
        if self.series.is_empty() {
            self.series = values.iter().map(|(name, _)| (*name, Vec::new())).collect();
        }
        for ((_, series), (_, value)) in self.series.iter_mut().zip(values) {
            series.push(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(yaml: &str) -> Course {
        let scenario = Scenario::from_yaml(yaml).unwrap();
        course(&scenario, &Model::typical(&scenario))
    }

    /// Everybody brings half a person on the day after: 100 · (½ + ¼ + …), and the last day brings nobody.
    #[test]
    fn generations_add_up() {
        let course = of("{ name: x, days: 6, seeds: 100, share: 0.5, contacts: 10, join: 0.1 }");
        let expected = [0.0, 50.0, 75.0, 87.5, 93.75, 96.875];
        let new_users = course.series("new_users").unwrap();
        assert!(new_users.iter().zip(expected).all(|(seen, users)| (seen - users).abs() < 1e-9));
        assert_eq!(course.series("accepted").unwrap().last(), Some(&0.0));
        let total = course.total();
        assert!(
            (total.sharers - 0.5 * 196.875).abs() < 1e-9 && (total.exposures - 5.0 * 196.875).abs() < 1e-9
        );
    }

    #[test]
    fn members_leave_and_organic_joiners_come() {
        let course =
            of("{ name: x, days: 3, seeds: 100, inflow: 10, share: 0, contacts: 1, join: 1, churn: 0.5 }");
        assert_eq!(course.series("members"), Some(&[55.0, 32.5, 21.25][..]));
        assert_eq!(course.total().organic, 30.0);
    }

    /// 90 people of a market of 100 are hit by 200 invitations: 90·(1 - e^-2).
    #[test]
    fn a_market_is_won_by_its_mean() {
        let course = of("{ name: x, days: 2, seeds: 10, market: 100, share: 1, contacts: 20, join: 1 }");
        assert!((course.total().referred - 90.0 * (1.0 - (-2.0f64).exp())).abs() < 1e-9);
    }

    /// Three of ten friends are needed: P(Binomial(10, .2) ≥ 3).
    #[test]
    fn tiers_are_reached() {
        let course = of("{ name: x, days: 2, seeds: 100, share: 1, contacts: { fixed: 10 }, join: 0.2, \
                          incentive: [{ to: inviter, when: { invites: 3 }, value: 1, cost: 1 }] }");
        let (mark, reached) = course.reached[0];
        assert_eq!(mark, 3);
        assert!((reached - 100.0 * 0.322_200_473_6).abs() < 1e-6, "{reached}");
    }

    #[test]
    fn without_a_market_there_is_still_an_end() {
        let course = of("{ name: x, days: 300, seeds: 100, share: 1, contacts: 20, join: 1 }");
        assert!(course.total().joined() <= MAX_PEOPLE as f64 * 1.000_001);
    }
}
