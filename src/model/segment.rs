//! A segment in numbers: how its members stay, share, reach and recruit.

use super::delay::{Answer, Asked};
use super::part::{Drawn, Part};
use super::quota::QuotaModel;
use super::sale::Sales;
use super::stay::Rates;
use super::wave::{Wave, waves};
use super::{
    DelayBins, DriveModel, InflowModel, IntoGroups, Profile, ReminderModel, ResponseModel, StayClass,
};
use crate::scenario::{Contacts, Quantity, Scenario, Segment};
use crate::units::whole_people;

/// A segment in numbers.
#[derive(Clone, Debug)]
pub struct SegmentModel {
    /// Bonus hunters.
    pub fake: bool,
    /// Probability that a claim of a bonus hunter is refused.
    pub detect: f64,
    /// Seed users, by wave within the horizon, in the order in which they come.
    pub seeds: Vec<Wave>,
    /// Who comes without an invitation, by stretches of time.
    pub inflow: Vec<InflowModel>,
    /// Hidden classes of staying; one or two, weights sum to 1.
    pub classes: Vec<StayClass>,
    /// Probability to wait again after sharing.
    pub again: f64,
    /// The chance to share.
    pub drive: DriveModel,
    /// Law of the number of contacts, as a mixture; weights sum to 1. On a network none where a share reaches all neighbours.
    pub contacts: Vec<ContactPart>,
    /// On a network the groups into which a share goes, too.
    pub into_groups: Option<IntoGroups>,
    /// Chances of the funnel stages before the last.
    pub stages: Vec<f64>,
    /// Chance to pass all of them.
    reaches_join: f64,
    /// Chance of the last stage without a reward.
    pub join: f64,
    /// What the invitee's reward adds to it.
    pub join_reward: Option<ResponseModel>,
    /// Chance that who says yes does so before the invitation has expired.
    pub before_expiry: f64,
    /// How many of the friends of a member may accept; none where all may.
    pub quota: Option<QuotaModel>,
    /// How long the answers take that count.
    pub delay: DelayBins,
    /// The same for what the seeds of a wave ask for at the moment at which they come, by wave; where all wait, none.
    delay_of_waves: Vec<DelayBins>,
    /// The same for what members ask for who have just opened a reminder; where nobody is reminded, none, and none in cycles.
    delay_of_reminders: Option<DelayBins>,
    /// Where members ask at the moment of joining: chance that who is asked at the very beginning joins before the end.
    pub in_time_at_once: Option<f64>,
    /// Segments of the invited; sums to 1.
    pub recruits: Vec<f64>,
    /// Segments of those who joined only because of the bait, where they differ; sums to 1.
    pub recruits_for_bait: Option<Vec<f64>>,
    /// What members buy.
    pub sales: Sales,
    /// Messages to members.
    pub reminders: Vec<ReminderModel>,
    /// Which of the parts that take long to compile no uncertain input changes.
    constant: Constant,
}

/// Parts of a segment that are the same in every replicate.
#[derive(Clone, Copy, Debug)]
struct Constant {
    classes: bool,
    delay: bool,
}

/// What a replicate takes over from the segment of another.
#[derive(Default)]
struct Kept {
    classes: Option<Vec<StayClass>>,
    delays: Option<Delays>,
}

/// When answers come: asked for at any moment, at that of each wave, and at that of a reminder; how many of those asked for at the
/// beginning come before the end; and how many before the invitation has expired.
type Delays = (DelayBins, Vec<DelayBins>, Option<DelayBins>, Option<f64>, f64);

impl From<SegmentModel> for Kept {
    fn from(segment: SegmentModel) -> Kept {
        Kept {
            classes: segment.constant.classes.then_some(segment.classes),
            delays: segment.constant.delay.then_some((
                segment.delay,
                segment.delay_of_waves,
                segment.delay_of_reminders,
                segment.in_time_at_once,
                segment.before_expiry,
            )),
        }
    }
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
        let (before_join, join) = split_funnel(segment, drawn);
        let seeds = waves(scenario, segment, drawn);
        let kept = before.map_or_else(Kept::default, Kept::from);
        let classes = Part::new(kept.classes, drawn, |drawn| {
            Rates { scenario, segment, profile, drawn, waves: &seeds }.classes()
        });
        let delays = Part::new(kept.delays, drawn, |drawn| delays(scenario, segment, drawn, &seeds));
        let constant =
            Constant { classes: classes.constant && profile.has_constant_rates(), delay: delays.constant };
        let (delay, delay_of_waves, delay_of_reminders, in_time_at_once, before_expiry) = delays.value;
        SegmentModel {
            fake: segment.fake,
            detect: segment.detect.value(drawn),
            seeds,
            inflow: segment.inflow.iter().map(|plan| InflowModel::compile(plan, scenario, drawn)).collect(),
            classes: classes.value,
            again: if segment.fake { 0.0 } else { segment.share.again.value(drawn) },
            drive: DriveModel::compile(segment, drawn),
            contacts: contact_parts(&segment.contacts, drawn),
            into_groups: segment.groups.as_ref().map(|into| IntoGroups::compile(into, drawn)),
            reaches_join: before_join.iter().product(),
            stages: before_join,
            join,
            join_reward: segment.join_reward.as_ref().map(|response| ResponseModel::compile(response, drawn)),
            quota: segment.quota.map(|quota| QuotaModel::of(quota, scenario.clock.step_days())),
            before_expiry,
            delay,
            delay_of_waves,
            delay_of_reminders,
            in_time_at_once,
            recruits: recruits(scenario, index, segment.recruits.as_deref(), drawn),
            recruits_for_bait: segment
                .recruits_for_bait
                .as_deref()
                .map(|weights| recruits(scenario, index, Some(weights), drawn)),
            sales: Sales::compile(segment, scenario, drawn),
            reminders: segment
                .reminders
                .iter()
                .map(|reminder| ReminderModel::compile(reminder, scenario.clock, drawn))
                .collect(),
            constant,
        }
    }

    /// Whether it is looked at who of the members buys.
    #[inline]
    #[must_use]
    pub fn sells_apart(&self) -> bool {
        matches!(self.sales, Sales::Apart(_))
    }

    /// Mean number who come in so many steps without an invitation, of so many people who have not come yet.
    #[must_use]
    pub fn inflow_in_all(&self, steps: u32, people: f64) -> f64 {
        self.inflow.iter().map(|plan| plan.mean_of_all(steps, people)).sum()
    }

    /// The first step from which on nobody does.
    pub(super) fn inflow_over(&self, steps: u32) -> u32 {
        self.inflow.iter().map(|plan| plan.over(steps)).max().unwrap_or(0)
    }

    /// Whether no uncertain input changes any of the parts that take long to compile.
    #[cfg(test)]
    pub(super) fn is_constant(&self) -> bool {
        self.constant.classes && self.constant.delay
    }

    /// Takes bonus hunters away (`fake`, by segment) and what only a reward does: of whom this segment invites, those who
    /// would be hunters do not come, and nobody comes in their place.
    pub(super) fn unreward(&mut self, fake: &[bool]) {
        if self.fake {
            self.seeds.clear();
            self.inflow.clear();
        }
        (self.join_reward, self.recruits_for_bait) = (None, None);
        self.recruits.iter_mut().zip(fake).filter(|(_, fake)| **fake).for_each(|(part, _)| *part = 0.0);
        let genuine: f64 = self.recruits.iter().sum();
        self.join *= genuine;
        if genuine > 0.0 {
            self.recruits.iter_mut().for_each(|part| *part /= genuine);
        }
    }

    /// People of the segment who are addressed, in all waves.
    #[must_use]
    pub fn addressed(&self) -> u64 {
        self.seeds.iter().map(|wave| wave.count).sum()
    }

    /// Seeds on average, if those of later waves are not there yet.
    #[must_use]
    pub fn expected_seeds(&self) -> f64 {
        self.seeds.iter().map(Wave::expected).sum()
    }

    /// Whether some of its seeds stay by a curve of their own.
    #[must_use]
    pub fn seeds_stay_otherwise(&self) -> bool {
        self.classes.iter().any(StayClass::is_of_wave)
    }

    /// How long answers take that members ask for who came with this wave of seeds, and at its moment; or at any.
    #[inline]
    #[must_use]
    pub fn delay_after(&self, wave: Option<u32>) -> &DelayBins {
        wave.and_then(|wave| self.delay_of_waves.get(wave as usize)).unwrap_or(&self.delay)
    }

    /// How long answers take that members ask for who have just opened a reminder.
    #[must_use]
    pub fn delay_after_reminder(&self) -> &DelayBins {
        self.delay_of_reminders.as_ref().unwrap_or(&self.delay)
    }

    /// The reminder at this place of the list, where it is sent at the beginning of step `t`.
    #[inline]
    #[must_use]
    pub fn reminder_due(&self, t: u32, place: usize) -> Option<&ReminderModel> {
        self.reminders.get(place).filter(|reminder| reminder.is_due(t))
    }

    /// Whether a reminder may be sent to members who are done.
    #[must_use]
    pub fn wakes(&self) -> bool {
        self.reminders.iter().any(|reminder| reminder.to.wakes())
    }

    /// Whether members who are done may still be reminded at the beginning of step `t` or of a later one of so many.
    #[must_use]
    pub fn wakes_from(&self, t: u32, steps: u32) -> bool {
        self.reminders.iter().any(|reminder| reminder.to.wakes() && reminder.is_to_come(t, steps))
    }

    /// Whether the seeds of a wave share, if they do, at the moment at which they come.
    #[inline]
    #[must_use]
    pub fn waves_act_at_once(&self) -> bool {
        !self.delay_of_waves.is_empty()
    }

    /// Share of new members who are still there after `steps` steps, under the plain churn.
    #[must_use]
    pub fn survival(&self, steps: f64) -> f64 {
        self.classes.iter().map(|class| class.weight * class.staying_for(steps)).sum()
    }

    /// Contacts of a share, on average.
    #[must_use]
    pub fn mean_contacts(&self) -> f64 {
        self.contacts.iter().map(|part| part.weight * part.law.mean()).sum()
    }

    /// Chance to pass every stage before the last.
    #[must_use]
    pub fn reaches_join(&self) -> f64 {
        self.reaches_join
    }
}

fn delays(scenario: &Scenario, segment: &Segment, drawn: &Drawn<'_>, waves: &[Wave]) -> Delays {
    let clock = scenario.clock;
    let answer = Answer::of(segment, drawn);
    let bins = |asked| DelayBins::compile(&answer, clock.step_days(), clock.steps, asked);
    if scenario.is_in_cycles() {
        return (bins(Asked::InCycles), Vec::new(), None, None, 1.0);
    }
    let of_reminders = (!segment.reminders.is_empty()).then(|| bins(Asked::At(0.0)));
    let waits = segment.share.after_days.as_ref().is_some_and(|after| drawn.of(after) > 0.0);
    if waits && !segment.fake {
        return (bins(Asked::Anytime), Vec::new(), of_reminders, None, answer.in_time);
    }
    // The whole campaign is one step.
    let whole = DelayBins::compile(&answer, clock.days(), 1, Asked::At(0.0));
    let of_waves = waves.iter().map(|wave| bins(Asked::At(wave.moment)));
    (bins(Asked::Anytime), of_waves.collect(), of_reminders, Some(whole.within(0)), answer.in_time)
}

/// The chances before the last stage, and that of the last.
fn split_funnel(segment: &Segment, drawn: &[f64]) -> (Vec<f64>, f64) {
    let mut chances: Vec<f64> = segment.funnel.iter().map(|stage| stage.pass.value(drawn)).collect();
    let join = chances.pop().unwrap_or(0.0);
    (chances, join)
}

fn contact_parts(contacts: &Contacts, drawn: &[f64]) -> Vec<ContactPart> {
    if *contacts == Contacts::All {
        return Vec::new();
    }
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
        Contacts::Mixture(_) | Contacts::All => ContactLaw::Poisson(
            contact_parts(contacts, drawn).iter().map(|part| part.weight * part.law.mean()).sum(),
        ),
    }
}

/// How many come in all without an invitation.
fn people_who_come(segment: &Segment, scenario: &Scenario, drawn: &[f64]) -> f64 {
    let days = scenario.clock.days();
    // On a network the market is its people, and a part of it weighs as such.
    let people = scenario.market.as_ref().map_or(1.0, |market| market.value(drawn));
    segment.inflow.iter().map(|plan| plan.expected(days, people, drawn)).sum()
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
            .map(|segment| segment.seeds.iter().map(|wave| wave.reading(drawn)).sum())
            .collect(),
        scenario.segments.iter().map(|segment| people_who_come(segment, scenario, drawn)).collect(),
    ];
    let usable = candidates.into_iter().find(|weights| weights.iter().sum::<f64>() > 0.0);
    let weights = usable.unwrap_or_else(|| (0..count).map(own_kind).collect());
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}
