//! A way by which shares go, in numbers: whom they reach, how these decide, and when they answer. A segment has one, or one for each of
//! its channels.

use super::delay::{Answer, Asked};
use super::part::{Drawn, Part};
use super::stay::wait;
use super::wave::Wave;
use super::{DelayBins, IntoGroups};
use crate::scenario::{Contacts, Quantity, Scenario, Stage, Way};
use crate::units::whole_people;

/// A way by which the shares of a segment go, in numbers.
#[derive(Clone, Debug)]
pub struct ChannelModel {
    /// The segment whose members share so.
    pub segment: usize,
    /// Which of the segment's ways it is.
    pub number: usize,
    /// Whether every share goes this way, and no other, since there are no channels.
    pub is_the_only_one: bool,
    /// Chance that a share goes this way.
    pub usage: f64,
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
    /// Of all whom the segment's shares reach and who pass all stages before the last, and would answer in time, the part who are
    /// reached this way.
    pub part: f64,
    /// Chance that who says yes does so before the invitation has expired.
    pub before_expiry: f64,
    /// How long the answers take that count.
    pub delay: DelayBins,
    /// The same for what the seeds of a wave ask for at the moment at which they come, by wave; where all wait, none.
    delay_of_waves: Vec<DelayBins>,
    /// The same for what members ask for who have just opened a reminder; where nobody is reminded, none, and none in cycles.
    delay_of_reminders: Option<DelayBins>,
    /// The law of the answers themselves, where it is known at which moment of a step members ask.
    answer: Option<Answer>,
    /// Where members ask at the moment of joining: chance that who is asked at the very beginning joins before the end.
    pub in_time_at_once: Option<f64>,
    /// Whether no uncertain input changes how long answers take, which takes long to compile.
    constant: bool,
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

/// When answers come: asked for at any moment, at that of each wave, and at that of a reminder; how many of those asked for at the
/// beginning come before the end; how many before the invitation has expired; and their law, where the moment is known.
type Delays = (DelayBins, Vec<DelayBins>, Option<DelayBins>, Option<f64>, f64, Option<Answer>);

impl ChannelModel {
    /// The ways of all segments in the order of [`Scenario::ways`]: that of a segment, or the first of its channels, stands at the
    /// segment's own place. `waves` are those of each segment; what takes long and does not depend on the values drawn is taken from
    /// `before`, the ways of another replicate.
    pub(super) fn all(
        scenario: &Scenario,
        waves: &[&[Wave]],
        drawn: &[f64],
        before: Option<Vec<ChannelModel>>,
    ) -> Vec<ChannelModel> {
        let mut before = before.into_iter().flatten();
        let mut seen = vec![0; scenario.segments.len()];
        let compiled = scenario.ways().map(|(segment, way)| {
            let number = seen[segment];
            seen[segment] += 1;
            ChannelModel::compile(scenario, (segment, number), way, waves[segment], drawn, before.next())
        });
        let mut channels: Vec<ChannelModel> = compiled.collect();
        for (segment, ways) in seen.into_iter().enumerate().filter(|(_, ways)| *ways > 1) {
            let own = |channel: &&ChannelModel| channel.segment == segment;
            let all: f64 = channels.iter().filter(own).map(ChannelModel::asked_in_time).sum();
            for channel in channels.iter_mut().filter(|channel| channel.segment == segment) {
                let part = channel.asked_in_time() / all;
                channel.part = if all > 0.0 { part } else { 1.0 / ways as f64 };
            }
        }
        channels
    }

    fn compile(
        scenario: &Scenario,
        (segment, number): (usize, usize),
        way: Way<'_>,
        waves: &[Wave],
        drawn: &[f64],
        before: Option<ChannelModel>,
    ) -> ChannelModel {
        let (before_join, join) = split_funnel(way.funnel, drawn);
        let kept = before.filter(|before| before.constant).map(ChannelModel::into_delays);
        let delays = Part::new(kept, drawn, |drawn| delays(scenario, segment, way, drawn, waves));
        let (delay, delay_of_waves, delay_of_reminders, in_time_at_once, before_expiry, answer) =
            delays.value;
        ChannelModel {
            segment,
            number,
            is_the_only_one: way.channel.is_none(),
            usage: way.channel.map_or(1.0, |channel| channel.usage.value(drawn)),
            contacts: way.contacts.map_or_else(nobody, |contacts| contact_parts(contacts, drawn)),
            into_groups: way.groups.map(|into| IntoGroups::compile(into, drawn)),
            reaches_join: before_join.iter().product(),
            stages: before_join,
            join,
            part: 1.0,
            before_expiry,
            delay,
            delay_of_waves,
            delay_of_reminders,
            answer,
            in_time_at_once,
            constant: delays.constant,
        }
    }

    fn into_delays(self) -> Delays {
        let ChannelModel {
            delay,
            delay_of_waves,
            delay_of_reminders,
            in_time_at_once,
            before_expiry,
            answer,
            ..
        } = self;
        (delay, delay_of_waves, delay_of_reminders, in_time_at_once, before_expiry, answer)
    }

    /// Whether no uncertain input changes what takes long to compile.
    #[cfg(test)]
    pub(super) fn is_constant(&self) -> bool {
        self.constant
    }

    /// Of whom this way wins only this part comes, and none for a reward.
    pub(super) fn unreward(&mut self, genuine: f64) {
        self.join *= genuine;
    }

    /// Whether the seeds of a wave ask at the moment at which they come.
    pub(super) fn serves_waves_at_once(&self) -> bool {
        !self.delay_of_waves.is_empty()
    }

    /// How long answers take that members ask for who came with this wave of seeds, and at its moment; or at any.
    #[inline]
    #[must_use]
    pub fn delay_after(&self, wave: Option<u32>) -> &DelayBins {
        wave.and_then(|wave| self.delay_of_waves.get(wave as usize)).unwrap_or(&self.delay)
    }

    /// When an answer comes that is asked for at this moment of a step (0 to 1), in steps from the beginning of that step: this level
    /// decides. None where moments are not known.
    #[must_use]
    pub fn answered(&self, moment: f64, step_days: f64, level: f64) -> Option<f64> {
        let answer = self.answer.as_ref()?;
        Some(answer.time(moment, step_days, level, self.delay.bin_of(level)))
    }

    /// How long answers take that members ask for who have just opened a reminder.
    #[must_use]
    pub fn delay_after_reminder(&self) -> &DelayBins {
        self.delay_of_reminders.as_ref().unwrap_or(&self.delay)
    }

    /// Contacts of a share that goes this way, on average.
    #[must_use]
    pub fn mean_contacts(&self) -> f64 {
        self.contacts.iter().map(|part| part.weight * part.law.mean()).sum()
    }

    /// Contacts of any share that are reached this way, on average.
    #[must_use]
    pub fn contacts_per_share(&self) -> f64 {
        self.usage * self.mean_contacts()
    }

    /// Those of them who come to the last stage and would answer in time.
    fn asked_in_time(&self) -> f64 {
        self.contacts_per_share() * self.reaches_join * self.before_expiry
    }

    /// Chance to pass every stage before the last.
    #[must_use]
    pub fn reaches_join(&self) -> f64 {
        self.reaches_join
    }
}

fn delays(scenario: &Scenario, segment: usize, way: Way<'_>, drawn: &Drawn<'_>, waves: &[Wave]) -> Delays {
    let (clock, segment) = (scenario.clock, &scenario.segments[segment]);
    let answer = Answer::of(way.delay, way.within_days, drawn);
    let bins = |asked| DelayBins::compile(&answer, clock.step_days(), clock.steps, asked);
    if scenario.is_in_cycles() {
        return (bins(Asked::InCycles), Vec::new(), None, None, 1.0, None);
    }
    let of_reminders = (!segment.reminders.is_empty()).then(|| bins(Asked::At(0.0)));
    if wait(segment, drawn).is_some() {
        return (bins(Asked::Anytime), Vec::new(), of_reminders, None, answer.in_time, Some(answer));
    }
    // The whole campaign is one step.
    let whole = DelayBins::compile(&answer, clock.days(), 1, Asked::At(0.0));
    let of_waves = waves.iter().map(|wave| bins(Asked::At(wave.moment)));
    (bins(Asked::Anytime), of_waves.collect(), of_reminders, Some(whole.within(0)), answer.in_time, None)
}

/// The chances before the last stage, and that of the last.
fn split_funnel(stages: &[Stage], drawn: &[f64]) -> (Vec<f64>, f64) {
    let mut chances: Vec<f64> = stages.iter().map(|stage| stage.pass.value(drawn)).collect();
    let join = chances.pop().unwrap_or(0.0);
    (chances, join)
}

/// The law of who reaches nobody.
fn nobody() -> Vec<ContactPart> {
    vec![ContactPart { weight: 1.0, law: ContactLaw::Fixed(0) }]
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
