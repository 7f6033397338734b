//! A segment in numbers: how its members stay, share, reach and recruit.

use super::part::{Drawn, Part};
use super::{DelayBins, DriveModel, Profile, ResponseModel, fit_retention, whole_people};
use crate::rng::Chance;
use crate::scenario::{Contacts, Quantity, Scenario, Segment, Stay};
use crate::units::{Money, per_step, per_step_of_wait};

/// A segment in numbers.
#[derive(Clone, Debug)]
pub struct SegmentModel {
    /// Bonus hunters.
    pub fake: bool,
    /// Probability that a claim of a bonus hunter is refused.
    pub detect: f64,
    /// Seed users: (step, count), steps within the horizon, rising.
    pub seeds: Vec<(u32, u64)>,
    /// Mean number of organic joiners per step.
    pub inflow_per_step: f64,
    /// Hidden classes of staying; one or two, weights sum to 1.
    pub classes: Vec<StayClass>,
    /// Chance of an occasion to share: one for all steps, or one for each.
    occasion: Vec<Chance>,
    /// Probability to wait again after sharing.
    pub again: f64,
    /// The chance to share.
    pub drive: DriveModel,
    /// Law of the number of contacts, as a mixture; weights sum to 1.
    pub contacts: Vec<ContactPart>,
    /// Chances of the funnel stages before the last.
    pub stages: Vec<f64>,
    /// Chance to pass all of them.
    reaches_join: f64,
    /// Chance of the last stage without a reward.
    pub join: f64,
    /// What the invitee's reward adds to it.
    pub join_reward: Option<ResponseModel>,
    /// Response delay.
    pub delay: DelayBins,
    /// Segments of the invited; sums to 1.
    pub recruits: Vec<f64>,
    /// Segments of those who joined only because of the bait, where they differ; sums to 1.
    pub recruits_for_bait: Option<Vec<f64>>,
    /// Purchases.
    pub buys: Option<BuysModel>,
    /// Which of the parts that take long to compile no uncertain input changes.
    constant: Constant,
}

/// Parts of a segment that are the same in every replicate.
#[derive(Clone, Copy, Debug)]
struct Constant {
    classes: bool,
    occasion: bool,
    delay: bool,
}

/// What a replicate takes over from the segment of another.
#[derive(Default)]
struct Kept {
    classes: Option<Vec<StayClass>>,
    occasion: Option<Vec<Chance>>,
    delay: Option<DelayBins>,
}

impl From<SegmentModel> for Kept {
    fn from(segment: SegmentModel) -> Kept {
        Kept {
            classes: segment.constant.classes.then_some(segment.classes),
            occasion: segment.constant.occasion.then_some(segment.occasion),
            delay: segment.constant.delay.then_some(segment.delay),
        }
    }
}

/// A hidden class of members who leave at the same rate.
#[derive(Clone, Debug)]
pub struct StayClass {
    /// Share of the new members.
    pub weight: f64,
    /// Chance to leave within a step.
    pub churn: Chance,
    /// Survival of one day.
    pub daily_survival: f64,
}

/// Purchases in numbers.
#[derive(Clone, Copy, Debug)]
pub struct BuysModel {
    /// Chance of a purchase in a step.
    pub per_step: f64,
    /// Margin of a purchase.
    pub margin: Money,
}

/// A part of the contacts law.
#[derive(Clone, Copy, Debug)]
pub struct ContactPart {
    /// Chance that a share follows this part.
    pub weight: f64,
    /// Its law.
    pub law: ContactLaw,
}

/// Law of the number of contacts of one share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ContactLaw {
    /// Always so many.
    Fixed(u64),
    /// Poisson with this mean.
    Poisson(f64),
    /// Negative binomial.
    NegativeBinomial {
        /// Mean.
        mean: f64,
        /// Dispersion.
        k: f64,
    },
}

impl ContactLaw {
    /// Mean number of contacts.
    #[must_use]
    pub fn mean(self) -> f64 {
        match self {
            ContactLaw::Fixed(count) => count as f64,
            ContactLaw::Poisson(mean) | ContactLaw::NegativeBinomial { mean, .. } => mean,
        }
    }
}

impl SegmentModel {
    /// The segment under these values of uncertain inputs; what takes long and does not depend on them is taken from
    /// `before`, the segment of another replicate.
    pub(super) fn compile(
        scenario: &Scenario,
        profile: &Profile,
        index: usize,
        drawn: &[f64],
        before: Option<SegmentModel>,
    ) -> SegmentModel {
        let segment = &scenario.segments[index];
        let clock = scenario.clock;
        let step_days = clock.step_days();
        let (before_join, join) = split_funnel(segment, drawn);
        let mut seeds: Vec<(u32, u64)> = segment
            .seeds
            .iter()
            .map(|wave| (clock.step_at(wave.at_days), whole_people(wave.count.value(drawn))))
            .filter(|(step, _)| *step < clock.steps)
            .collect();
        seeds.sort_by_key(|(step, _)| *step);
        let kept = before.map_or_else(Kept::default, Kept::from);
        let classes = Part::new(kept.classes, drawn, |drawn| stay_classes(segment, drawn, step_days));
        let occasion = Part::new(kept.occasion, drawn, |drawn| occasions(step_days, profile, segment, drawn));
        let delay = Part::new(kept.delay, drawn, |drawn| {
            DelayBins::compile(&segment.delay, drawn, step_days, clock.steps)
        });
        let constant =
            Constant { classes: classes.constant, occasion: occasion.constant, delay: delay.constant };
        SegmentModel {
            fake: segment.fake,
            detect: segment.detect.value(drawn),
            seeds,
            inflow_per_step: segment.inflow.value(drawn) * step_days,
            classes: classes.value,
            occasion: occasion.value,
            again: if segment.fake { 0.0 } else { segment.share.again.value(drawn) },
            drive: DriveModel::compile(segment, drawn),
            contacts: contact_parts(&segment.contacts, drawn),
            reaches_join: before_join.iter().product(),
            stages: before_join,
            join,
            join_reward: segment.join_reward.as_ref().map(|response| ResponseModel::compile(response, drawn)),
            delay: delay.value,
            recruits: recruits(scenario, index, segment.recruits.as_deref(), drawn),
            recruits_for_bait: segment
                .recruits_for_bait
                .as_deref()
                .map(|weights| recruits(scenario, index, Some(weights), drawn)),
            buys: segment.buys.as_ref().filter(|_| !segment.fake).map(|buys| BuysModel {
                per_step: per_step(buys.per_day.value(drawn), step_days),
                margin: Money::from_major(buys.margin.value(drawn), &scenario.currency),
            }),
            constant,
        }
    }

    /// Whether no uncertain input changes any of the parts that take long to compile.
    #[cfg(test)]
    pub(super) fn is_constant(&self) -> bool {
        self.constant.classes && self.constant.occasion && self.constant.delay
    }

    /// All seed users of the segment.
    #[must_use]
    pub fn seed_total(&self) -> u64 {
        self.seeds.iter().map(|(_, count)| count).sum()
    }

    /// Chance of an occasion in step `t`.
    #[must_use]
    pub fn occasion(&self, t: u32) -> &Chance {
        if self.occasion.len() == 1 { &self.occasion[0] } else { &self.occasion[t as usize] }
    }

    /// Share of new members who are still there after `steps` steps, under the plain churn.
    #[must_use]
    pub fn survival(&self, steps: f64) -> f64 {
        let stay = |class: &StayClass| libm::exp(steps * libm::log1p(-class.churn.p()));
        self.classes.iter().map(|class| class.weight * if steps > 0.0 { stay(class) } else { 1.0 }).sum()
    }

    /// Chance to pass every stage before the last.
    #[must_use]
    pub fn reaches_join(&self) -> f64 {
        self.reaches_join
    }
}

/// Bonus hunters leave in the step in which they join.
fn stay_classes(segment: &Segment, drawn: &Drawn<'_>, step_days: f64) -> Vec<StayClass> {
    let class = |weight: f64, daily_churn: f64| StayClass {
        weight,
        churn: Chance::new(per_step(daily_churn, step_days)),
        daily_survival: 1.0 - daily_churn,
    };
    if segment.fake {
        return vec![class(1.0, 1.0)];
    }
    match &segment.stay {
        Stay::Churn(churn) => vec![class(1.0, drawn.of(churn))],
        Stay::Retention(points) => {
            let points: Vec<(f64, f64)> =
                points.iter().map(|(days, share)| (*days, drawn.of(share))).collect();
            let fit = fit_retention(&points);
            if fit.visitors > 0.0 && fit.visitors < 1.0 {
                vec![class(fit.visitors, fit.visitor_churn), class(1.0 - fit.visitors, fit.settler_churn)]
            } else {
                vec![class(1.0, if fit.visitors > 0.0 { fit.visitor_churn } else { fit.settler_churn })]
            }
        }
    }
}

fn occasions(step_days: f64, profile: &Profile, segment: &Segment, drawn: &Drawn<'_>) -> Vec<Chance> {
    let mean_wait = segment.share.after_days.as_ref().map_or(0.0, |after| drawn.of(after));
    if segment.fake || mean_wait <= 0.0 {
        return vec![Chance::new(1.0)];
    }
    let weights = profile.occasion.values().iter();
    weights.map(|weight| Chance::new(per_step_of_wait(mean_wait, step_days * weight))).collect()
}

/// The chances before the last stage, and that of the last.
fn split_funnel(segment: &Segment, drawn: &[f64]) -> (Vec<f64>, f64) {
    let mut chances: Vec<f64> = segment.funnel.iter().map(|stage| stage.pass.value(drawn)).collect();
    let join = chances.pop().unwrap_or(0.0);
    (chances, join)
}

fn contact_parts(contacts: &Contacts, drawn: &[f64]) -> Vec<ContactPart> {
    let Contacts::Mixture(parts) = contacts else {
        return vec![ContactPart { weight: 1.0, law: contact_law(contacts, drawn) }];
    };
    let total: f64 = parts.iter().map(|(weight, _)| weight.value(drawn)).sum();
    let part = |(weight, law): &(Quantity, Contacts)| ContactPart {
        weight: weight.value(drawn) / total,
        law: contact_law(law, drawn),
    };
    parts.iter().map(part).collect()
}

fn contact_law(contacts: &Contacts, drawn: &[f64]) -> ContactLaw {
    match contacts {
        Contacts::Fixed(count) => ContactLaw::Fixed(whole_people(count.value(drawn))),
        Contacts::Poisson(mean) => ContactLaw::Poisson(mean.value(drawn)),
        Contacts::NegativeBinomial { mean, k } => {
            ContactLaw::NegativeBinomial { mean: mean.value(drawn), k: k.value(drawn) }
        }
        // Validation refuses mixtures of mixtures; the mean keeps the growth right for one made by hand.
        Contacts::Mixture(_) => ContactLaw::Poisson(
            contact_parts(contacts, drawn).iter().map(|part| part.weight * part.law.mean()).sum(),
        ),
    }
}

/// Normalised weights of the segments of the invited; the seeds' mix (or that of the inflow, or of nobody in
/// particular) where the scenario names none; bonus hunters bring their own kind.
fn recruits(scenario: &Scenario, index: usize, weights: Option<&[Quantity]>, drawn: &[f64]) -> Vec<f64> {
    let own_kind = |kind: usize| f64::from(u8::from(kind == index));
    let count = scenario.segments.len();
    let candidates: [Vec<f64>; 4] = [
        weights.map_or_else(Vec::new, |weights| weights.iter().map(|weight| weight.value(drawn)).collect()),
        if scenario.segments[index].fake { (0..count).map(own_kind).collect() } else { Vec::new() },
        scenario
            .segments
            .iter()
            .map(|segment| segment.seeds.iter().map(|wave| wave.count.value(drawn)).sum())
            .collect(),
        scenario.segments.iter().map(|segment| segment.inflow.value(drawn)).collect(),
    ];
    let usable = candidates.into_iter().find(|weights| weights.iter().sum::<f64>() > 0.0);
    let weights = usable.unwrap_or_else(|| (0..count).map(own_kind).collect());
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}
