//! Where a campaign stands: the step, and the conditions of it. Every point of a step reads them, none changes them.

use super::patience::Patience;
use crate::metrics::Layout;
use crate::model::{Answers, Behaviour, Chances, ChannelModel, DelayBins, Model, Since, Stint};
use crate::rng::{Purpose, ReplicateKey, Stream, lane};

/// A step and what never changes during a campaign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'a> {
    /// Number of the step.
    pub t: u32,
    /// Number of the round of sharing within the step.
    pub round: u32,
    /// Whether there are more members, at the beginning of the step, than can be looked after.
    pub crowded: bool,
    pub model: &'a Model,
    pub layout: &'a Layout,
    pub key: &'a ReplicateKey,
    /// Whether somebody waits for the campaign.
    pub patience: &'a Patience<'a>,
}

/// The conditions of a step: what clock and state make of its chances.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now<'a> {
    pub at: Step<'a>,
    /// Chances under the offers of now.
    pub behaviour: &'a Behaviour,
    /// Whether members may share.
    pub open: bool,
    /// Waves of seeds that come from this moment of the step on may not share in it.
    pub waves_shut_from: Option<f64>,
}

/// How somebody becomes a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Organic,
    /// For money.
    Bought,
    Invited,
    /// Invited, and would have come by himself.
    Anyway,
    /// With this wave of seeds.
    Seed(u32),
}

impl Way {
    /// The number of the way, for its lanes.
    pub fn number(self) -> usize {
        match self {
            Way::Organic => 0,
            Way::Invited => 1,
            Way::Bought => lane::WAY_BOUGHT,
            Way::Anyway => lane::WAY_ANYWAY,
            Way::Seed(wave) => 2 + wave as usize,
        }
    }

    /// Whether a member invited him.
    pub fn is_invited(self) -> bool {
        matches!(self, Way::Invited | Way::Anyway)
    }

    /// Since when a member is there who came in this step.
    pub fn since(self) -> Since {
        match self {
            Way::Organic | Way::Bought | Way::Invited | Way::Anyway => Since::Anytime,
            Way::Seed(wave) => Since::Wave(wave),
        }
    }

    /// The moment of the step at which they come to a segment, from 0 to 1; `None` where each comes at one of his own.
    pub fn moment(self, model: &Model, segment: usize) -> Option<f64> {
        match self {
            Way::Seed(wave) => model.segments[segment].seeds.get(wave as usize).map(|wave| wave.moment),
            Way::Organic | Way::Bought | Way::Invited | Way::Anyway => None,
        }
    }
}

/// Rounds from this number on are those of who has opened a reminder.
const OF_REMINDERS: u32 = 1 << 24;

impl<'a> Step<'a> {
    /// The round of those who open the reminder at this place of their list.
    pub fn reminding(self, place: usize) -> Step<'a> {
        Step { round: OF_REMINDERS + place as u32, ..self }
    }

    /// Whether it is the round of those who have opened a reminder: they share as the step begins.
    #[inline]
    pub fn is_of_reminder(&self) -> bool {
        self.round >= OF_REMINDERS
    }

    /// The stream of this purpose and lane in this round of the step.
    #[inline]
    pub fn stream(&self, purpose: Purpose, lane: u32) -> Stream {
        self.key.stream_in_round(purpose, self.t, self.round, lane)
    }

    /// What a member of a class may do in the step.
    #[inline]
    pub fn stint(&self, segment: usize, class: usize, since: Since) -> &'a Stint {
        self.model.segments[segment].classes[class].stint(self.t, since, self.crowded)
    }

    /// The day, counted from the start, at this moment of the step (0 to 1).
    pub fn day_of(&self, moment: f64) -> f64 {
        (f64::from(self.t) + moment) * self.model.step_days
    }
}

impl<'a> Now<'a> {
    /// Whether members of a segment who are there since then may share in the step, if anybody may.
    pub fn is_open_to(&self, segment: usize, since: Since) -> bool {
        let Since::Wave(wave) = since else { return true };
        let moment = Way::Seed(wave).moment(self.at.model, segment);
        self.waves_shut_from.zip(moment).is_none_or(|(shut, moment)| moment < shut)
    }

    /// How long answers take that members ask for by the way at this place: in their own round those of a wave of seeds, and who has
    /// opened a reminder, at a moment that is known.
    #[inline]
    pub fn delay(&self, place: usize, wave: Option<u32>) -> &'a DelayBins {
        let model = self.channel(place);
        if self.at.is_of_reminder() { model.delay_after_reminder() } else { model.delay_after(wave) }
    }

    /// The way of sharing at this place of the model.
    #[inline]
    fn channel(&self, place: usize) -> &'a ChannelModel {
        &self.at.model.channels[place]
    }

    /// The chances of who is invited by it.
    #[inline]
    pub fn answers(&self, place: usize) -> &'a Answers {
        self.behaviour.answers(place)
    }

    /// The chances of a segment.
    #[inline]
    pub fn chances(&self, segment: usize) -> &'a Chances {
        self.behaviour.of(segment)
    }

    /// Chance of a member to share on an occasion.
    #[inline]
    pub fn sharing(&self, segment: usize, shared: bool, progress: usize) -> f64 {
        self.chances(segment).sharing(self.at.model, self.at.t, shared, progress)
    }

    /// The same of a member for whom these rules, as bits, are worth nothing any more.
    pub fn sharing_without(&self, rules: u64, segment: usize, shared: bool, progress: usize) -> f64 {
        let drive = self.behaviour.drive_without(rules, self.at.model, segment, shared, progress);
        self.at.model.taken(self.at.t, drive)
    }

    /// Chance of a contact who has come to the last stage to accept.
    pub fn last_stage(&self, place: usize) -> f64 {
        self.answers(place).last_stage(self.at.model, self.at.t)
    }

    /// Chance of a contact to say yes, be it in time or too late.
    #[inline]
    pub fn willing(&self, place: usize) -> f64 {
        self.answers(place).willing(self.at.model, self.channel(place), self.at.t)
    }

    /// Chance of a contact to say yes when the invitation has expired.
    #[inline]
    pub fn late(&self, place: usize) -> f64 {
        let before_expiry = self.channel(place).before_expiry;
        if before_expiry < 1.0 { self.willing(place) * (1.0 - before_expiry) } else { 0.0 }
    }

    /// Chance of a contact to accept.
    #[inline]
    pub fn accepting(&self, place: usize) -> f64 {
        self.answers(place).answering(self.at.model, self.channel(place), self.at.t)
    }

    /// What so many sharers of a segment may be expected to bring: how many accept, and the part of them who join in this step.
    pub fn expected(&self, segment: usize, sharers: f64) -> (f64, f64) {
        let model = self.at.model;
        let places = &model.segments[segment].channels;
        let accepted = |place: usize| {
            let channel = &model.channels[place];
            sharers * channel.contacts_per_share() * self.accepting(place)
        };
        let all = places.iter().map(|place| accepted(*place)).sum();
        if let [only] = places[..] {
            return (all, model.channels[only].delay.exactly(0));
        }
        let at_once = places.iter().map(|place| accepted(*place) * model.channels[*place].delay.exactly(0));
        (all, if all > 0.0 { at_once.sum::<f64>() / all } else { 0.0 })
    }
}
