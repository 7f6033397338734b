//! A segment in numbers: how its members stay, share, reach and recruit.

use super::part::Part;
use super::quota::QuotaModel;
use super::sale::Sales;
use super::stay::{Rates, wait};
use super::times::Law;
use super::wave::{Wave, waves};
use super::{ChannelModel, DriveModel, InflowModel, Profile, ReminderModel, ResponseModel, StayClass};
use crate::scenario::{Quantity, Scenario, Segment};

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
    /// How long they wait for an occasion, where it matters how long they have waited.
    pub wait: Option<Law>,
    /// Probability to wait again after sharing.
    pub again: f64,
    /// The chance to share.
    pub drive: DriveModel,
    /// The ways by which its shares go, as places among the ways of the model: its own channels, or the only way there is.
    pub channels: Vec<usize>,
    /// What the invitee's reward adds to the last stage of the funnel.
    pub join_reward: Option<ResponseModel>,
    /// Whether the seeds of a wave share, if they do, at the moment at which they come.
    pub waves_act_at_once: bool,
    /// How many of the friends of a member may accept; none where all may.
    pub quota: Option<QuotaModel>,
    /// Segments of the invited; sums to 1.
    pub recruits: Vec<f64>,
    /// Segments of those who joined only because of the bait, where they differ; sums to 1.
    pub recruits_for_bait: Option<Vec<f64>>,
    /// What members buy.
    pub sales: Sales,
    /// Messages to members.
    pub reminders: Vec<ReminderModel>,
    /// Whether no uncertain input changes how its members stay, which takes long to compile.
    constant: bool,
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
        let seeds = waves(scenario, segment, drawn);
        let kept = before.filter(|before| before.constant).map(|before| before.classes);
        let classes = Part::new(kept, drawn, |drawn| {
            Rates { scenario, segment, profile, drawn, waves: &seeds }.classes()
        });
        SegmentModel {
            fake: segment.fake,
            detect: segment.detect.value(drawn),
            seeds,
            inflow: segment.inflow.iter().map(|plan| InflowModel::compile(plan, scenario, drawn)).collect(),
            classes: classes.value,
            wait: remembered(segment, drawn),
            again: if segment.fake { 0.0 } else { segment.share.again.value(drawn) },
            drive: DriveModel::compile(segment, drawn),
            channels: vec![index],
            join_reward: segment.join_reward.as_ref().map(|response| ResponseModel::compile(response, drawn)),
            waves_act_at_once: false,
            quota: segment.quota.map(|quota| QuotaModel::of(quota, scenario.clock.step_days())),
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
            constant: classes.constant && profile.has_constant_rates(),
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
        self.constant
    }

    /// Notes the ways by which its shares go, of all those of the model.
    pub(super) fn go_by(&mut self, index: usize, channels: &[ChannelModel]) {
        let own = channels.iter().enumerate().filter(|(_, channel)| channel.segment == index);
        self.channels = own.map(|(place, _)| place).collect();
        self.waves_act_at_once = channels[index].serves_waves_at_once();
    }

    /// Takes bonus hunters away (`fake`, by segment) and what only a reward does: of whom this segment invites, those who
    /// would be hunters do not come, and nobody comes in their place. The part of them who come.
    pub(super) fn unreward(&mut self, fake: &[bool]) -> f64 {
        if self.fake {
            self.seeds.clear();
            self.inflow.clear();
        }
        (self.join_reward, self.recruits_for_bait) = (None, None);
        self.recruits.iter_mut().zip(fake).filter(|(_, fake)| **fake).for_each(|(part, _)| *part = 0.0);
        let genuine: f64 = self.recruits.iter().sum();
        if genuine > 0.0 {
            self.recruits.iter_mut().for_each(|part| *part /= genuine);
        }
        genuine
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

    /// The reminder at this place of the list, where it is sent at the beginning of step `t`.
    #[inline]
    #[must_use]
    pub fn reminder_due(&self, t: u32, place: usize) -> Option<&ReminderModel> {
        self.reminders.get(place).filter(|reminder| reminder.is_due(t))
    }

    /// The reminder at this place of the list, as it is [sent](ReminderModel::sent) at the beginning of step `t`.
    #[inline]
    #[must_use]
    pub fn reminder_sent(&self, t: u32, place: usize, open: bool) -> Option<ReminderModel> {
        self.reminder_due(t, place).and_then(|reminder| reminder.sent(open))
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

    /// Share of new members who are still there after `steps` steps, under the plain churn.
    #[must_use]
    pub fn survival(&self, steps: f64) -> f64 {
        self.classes.iter().map(|class| class.weight * class.staying_for(steps)).sum()
    }
}

/// How long members wait, where it matters how long they have waited.
fn remembered(segment: &Segment, drawn: &[f64]) -> Option<Law> {
    let wait = Part::new(None, drawn, |drawn| wait(segment, drawn)).value;
    wait.filter(|wait| !matches!(wait, Law::Exponential(_)))
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
    let segments = || scenario.segments.iter();
    let of_seeds = |segment: &Segment| segment.seeds.iter().map(|wave| wave.reading(drawn)).sum();
    let candidates: [&dyn Fn() -> Vec<f64>; 4] = [
        &|| weights.into_iter().flatten().map(|weight| weight.value(drawn)).collect(),
        &|| if scenario.segments[index].fake { (0..count).map(own_kind).collect() } else { Vec::new() },
        &|| segments().map(of_seeds).collect(),
        &|| segments().map(|segment| people_who_come(segment, scenario, drawn)).collect(),
    ];
    let mut candidates = candidates.into_iter().map(|weights| weights());
    let usable = candidates.find(|weights| weights.iter().sum::<f64>() > 0.0);
    let weights = usable.unwrap_or_else(|| (0..count).map(own_kind).collect());
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / total).collect()
}
