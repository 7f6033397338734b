//! How long the members of a segment stay, and what they may do in a step: hidden classes who leave at the same rate.

use super::part::Drawn;
use super::times::Law;
use super::{Profile, Span, Stint, Wave, fit_retention};
use crate::scenario::{Scenario, Segment, Stay, Wait};
use crate::units::{chance_of, per_step};

/// A hidden class of members who leave at the same rate.
#[derive(Clone, Debug)]
pub struct StayClass {
    /// Share of the new members, but for waves of seeds who stay by a curve of their own.
    pub weight: f64,
    /// The share of the seeds of such a wave, by wave; of other waves none.
    of_waves: Vec<Option<f64>>,
    /// Survival of one day.
    pub daily_survival: f64,
    /// Chance to stay for a step, under the plain churn; its logarithm.
    log_staying: f64,
    in_cycles: bool,
    /// What its members may do in a step; and while there are more than can be looked after.
    stints: [Stints; 2],
    /// The same for seeds of a wave in the step in which they come, where they come within it.
    waves: Vec<Option<[Stint; 2]>>,
}

/// Since when a member is there in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Since {
    /// From its beginning.
    Before,
    /// From a moment that may be any: who was invited, or came unasked.
    Anytime,
    /// From the moment of this wave of seeds.
    Wave(u32),
}

/// What members may do, step by step: [there from the beginning, newcomers].
#[derive(Clone, Debug, Default)]
struct Stints {
    tables: Vec<[Stint; 2]>,
    /// Table by step, where there are several.
    of_step: Vec<u32>,
}

/// What decides over a segment's occasions and leaving.
pub(super) struct Rates<'a> {
    pub scenario: &'a Scenario,
    pub segment: &'a Segment,
    pub profile: &'a Profile,
    pub drawn: &'a Drawn<'a>,
    pub waves: &'a [Wave],
}

/// How members of a class leave and wait, apart from the circumstances of a step.
#[derive(Clone, Copy)]
struct Pace {
    daily_churn: f64,
    /// The mean of the exponential wait for an occasion, in days; `None` where there is one, at the moment of joining.
    wait: Option<f64>,
}

impl StayClass {
    /// What a member may do in step `t`; `crowded` where there are more members than can be looked after.
    #[inline]
    #[must_use]
    pub fn stint(&self, t: u32, since: Since, crowded: bool) -> &Stint {
        let crowded = usize::from(crowded && !self.stints[1].tables.is_empty());
        if let Since::Wave(wave) = since
            && let Some(Some(stints)) = self.waves.get(wave as usize)
        {
            return &stints[crowded];
        }
        let Stints { tables, of_step } = &self.stints[crowded];
        let table = if of_step.is_empty() { 0 } else { of_step[t as usize] as usize };
        &tables[table][usize::from(since == Since::Anytime)]
    }

    /// Share of those who are there since then, as they come.
    #[inline]
    #[must_use]
    pub fn weight_of(&self, since: Since) -> f64 {
        match since {
            Since::Wave(wave) => self.of_waves.get(wave as usize).copied().flatten().unwrap_or(self.weight),
            Since::Before | Since::Anytime => self.weight,
        }
    }

    /// Whether only the seeds of a wave belong to it, who stay by a curve of their own.
    #[must_use]
    pub fn is_of_wave(&self) -> bool {
        self.of_waves.iter().flatten().any(|weight| *weight > 0.0)
    }

    /// Logarithm of the chance to stay for a step whose circumstances multiply the rate of leaving by `factor`; in cycles
    /// the chance. Finite also where leaving is certain, so that differences of sums stay numbers.
    #[must_use]
    pub fn log_staying(&self, factor: f64) -> f64 {
        let log = if self.in_cycles {
            libm::log1p(-(-libm::expm1(self.log_staying) * factor).min(1.0))
        } else {
            self.log_staying * factor
        };
        log.max(-MOST_PER_STEP)
    }

    /// Whether what a member may do is the same in every step.
    #[must_use]
    pub fn is_steady(&self) -> bool {
        self.stints.iter().all(|stints| stints.of_step.is_empty())
    }

    /// Chance to leave within so many steps under the plain churn.
    #[must_use]
    pub fn leaving_within(&self, steps: f64) -> f64 {
        -libm::expm1(steps * self.log_staying)
    }

    /// Chance to stay for so many steps under the plain churn.
    #[must_use]
    pub fn staying_for(&self, steps: f64) -> f64 {
        if steps > 0.0 { libm::exp(steps * self.log_staying) } else { 1.0 }
    }
}

impl Rates<'_> {
    /// The classes of the segment. Bonus hunters leave in the step in which they join.
    pub fn classes(&self) -> Vec<StayClass> {
        if self.segment.fake {
            return vec![self.class(1.0, 1.0)];
        }
        let mut classes = self.curve(&self.segment.stay);
        let own = |wave: &Wave| self.segment.seeds[wave.index].stay.as_ref();
        let waves: Vec<Option<Vec<StayClass>>> =
            self.waves.iter().map(|wave| own(wave).map(|stay| self.curve(stay))).collect();
        let has_own: Vec<bool> = waves.iter().map(Option::is_some).collect();
        let nobody = || has_own.iter().map(|own| own.then_some(0.0)).collect();
        classes.iter_mut().for_each(|class| class.of_waves = nobody());
        for (wave, own) in waves.into_iter().enumerate() {
            for class in own.into_iter().flatten() {
                let mut of_waves: Vec<Option<f64>> = nobody();
                of_waves[wave] = Some(class.weight);
                classes.push(StayClass { weight: 0.0, of_waves, ..class });
            }
        }
        classes
    }

    /// The classes of those who stay like this.
    fn curve(&self, stay: &Stay) -> Vec<StayClass> {
        match stay {
            Stay::Churn(churn) => vec![self.class(1.0, self.drawn.of(churn))],
            Stay::Retention(points) => {
                let points: Vec<(f64, f64)> =
                    points.iter().map(|(days, share)| (*days, self.drawn.of(share))).collect();
                let fit = fit_retention(&points, self.scenario.clock.days());
                fit.classes.iter().map(|class| self.class(class.weight, class.churn)).collect()
            }
        }
    }

    fn class(&self, weight: f64, daily_churn: f64) -> StayClass {
        let step_days = self.scenario.clock.step_days();
        let overload = self.scenario.community.as_ref().filter(|community| community.carers.is_some());
        let crowded =
            overload.map(|community| self.drawn.of(&community.overload)).filter(|factor| *factor != 1.0);
        let pace = Pace { daily_churn, wait: self.mean_wait(daily_churn) };
        StayClass {
            weight,
            of_waves: Vec::new(),
            daily_survival: 1.0 - daily_churn,
            log_staying: libm::log1p(-per_step(daily_churn, step_days)).max(-MOST_PER_STEP),
            in_cycles: self.scenario.is_in_cycles(),
            stints: [
                self.stints(pace, 1.0),
                crowded.map_or_else(Stints::default, |factor| self.stints(pace, factor)),
            ],
            waves: self.waves.iter().map(|wave| self.of_wave(wave, pace, crowded)).collect(),
        }
    }

    /// Equal steps share a table.
    fn stints(&self, pace: Pace, crowd: f64) -> Stints {
        let (weights, factors) = (&self.profile.occasion, &self.profile.churn);
        if weights.values().len() == 1 && factors.values().len() == 1 {
            return Stints { tables: vec![self.table(0, pace, crowd)], of_step: Vec::new() };
        }
        let mut known = std::collections::BTreeMap::new();
        let mut tables = Vec::new();
        let of_step = (0..self.scenario.clock.steps)
            .map(|t| {
                let key = (weights.at(t).to_bits(), factors.at(t).to_bits());
                *known.entry(key).or_insert_with(|| {
                    tables.push(self.table(t, pace, crowd));
                    tables.len() as u32 - 1
                })
            })
            .collect();
        Stints { tables, of_step }
    }

    fn of_wave(&self, wave: &Wave, pace: Pace, crowd: Option<f64>) -> Option<[Stint; 2]> {
        let stint = |crowd| self.stint(wave.step, pace, crowd, Span::From(wave.moment));
        (wave.moment > 0.0).then(|| [stint(1.0), stint(crowd.unwrap_or(1.0))])
    }

    fn table(&self, t: u32, pace: Pace, crowd: f64) -> [Stint; 2] {
        [Span::From(0.0), Span::FromAnywhere].map(|span| self.stint(t, pace, crowd, span))
    }

    /// What a member of a class may do who is there for a part of step `t`.
    fn stint(&self, t: u32, Pace { daily_churn, wait }: Pace, crowd: f64, span: Span) -> Stint {
        let step_days = self.scenario.clock.step_days();
        let factor = self.profile.churn.at(t) * crowd;
        let after = wait.map(|days| step_days * self.profile.occasion.at(t) / days);
        if self.segment.fake {
            return Stint::of_chances(1.0, 1.0);
        }
        if self.scenario.is_in_cycles() {
            let leaving = (per_step(daily_churn, step_days) * factor).min(1.0);
            return Stint::of_chances(after.map_or(1.0, chance_of), leaving);
        }
        let leaving = (-libm::log1p(-daily_churn) * step_days * factor).min(MOST_PER_STEP);
        match after {
            Some(occasions) => Stint::of_rates(occasions, leaving, span),
            None => Stint::at_once(leaving, span),
        }
    }

    /// The mean of the exponential wait for an occasion, in days, under which as many have one before they leave; `None` where there
    /// is one, at the moment of joining.
    fn mean_wait(&self, daily_churn: f64) -> Option<f64> {
        match wait(self.segment, self.drawn)? {
            Law::Exponential(mean) => Some(mean).filter(|days| *days > 0.0),
            law => Some(as_exponential(&law, daily_churn)),
        }
    }
}

/// How long the members of a segment wait for an occasion; `None` where there is one, at the moment of joining.
pub(super) fn wait(segment: &Segment, drawn: &Drawn<'_>) -> Option<Law> {
    match segment.share.after.as_ref().filter(|_| !segment.fake)? {
        Wait::Mean(mean) => Some(Law::Exponential(drawn.of(mean))).filter(|wait| wait.mean() > 0.0),
        Wait::Law(law) => Some(Law::of(law, drawn)),
    }
}

/// The mean of the exponential time that ends as often as this one before who leaves with this chance a day has left.
fn as_exponential(law: &Law, daily_churn: f64) -> f64 {
    let rate = -libm::log1p(-daily_churn);
    let in_time = if rate > 0.0 { law.comes_before(rate) } else { 1.0 };
    if in_time < 1.0 - 1e-9 && in_time > 0.0 && rate.is_finite() {
        (1.0 - in_time) / (in_time * rate)
    } else {
        law.mean()
    }
}

/// Nobody stays for a step at such a rate of leaving, and nothing overflows.
const MOST_PER_STEP: f64 = 700.0;
