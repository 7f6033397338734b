//! How people behave under given offers: the chance that an occasion is taken, that a contact answers, that an answer comes
//! in time. The engine reads these chances for the offers of the moment, the theory for all of them.

use super::motive::join_chances;
use super::{Model, RuleModel, SegmentModel};
use crate::scenario::Recipient;

/// The chances under some offers, by segment.
#[derive(Clone, Debug, Default)]
pub struct Behaviour {
    segments: Vec<Chances>,
}

/// The chances of a segment's members and of the people whom they invite.
#[derive(Clone, Debug, Default)]
pub struct Chances {
    /// Chance that an occasion leads to a share, before novelty and events, by [shared before][progress].
    drives: [Vec<f64>; 2],
    /// Chance of the last funnel stage with the invitee's reward.
    pub join: f64,
    /// The part of it that the reward added.
    pub bait_part: f64,
}

/// Beyond so many invitations the bait is felt as at this number: by then every usual tier is passed, and the
/// goal gradient of a farther one has long been nothing.
const TABLE: usize = 4096;

impl Behaviour {
    /// The behaviour while every rule is on offer.
    #[must_use]
    pub fn at_start(model: &Model) -> Behaviour {
        let mut behaviour = Behaviour::default();
        behaviour.renew(model, |_| true);
        behaviour
    }

    /// Renews the chances for the rules that are `offered`.
    pub fn renew(&mut self, model: &Model, offered: impl Fn(usize) -> bool) {
        let on_offer = || model.rules.iter().enumerate().filter(|(rule, _)| offered(*rule));
        self.segments.resize(model.segments.len(), Chances::default());
        for (side, shared) in [false, true].into_iter().enumerate() {
            let felt = |j: usize| -> f64 {
                on_offer().map(|(_, rule)| rule.perceived_value(j, shared, model.patience)).sum()
            };
            let values: Vec<f64> = (0..model.progress.states().min(TABLE)).map(felt).collect();
            for (segment, chances) in model.segments.iter().zip(&mut self.segments) {
                chances.drives[side].clear();
                chances.drives[side].extend(values.iter().map(|value| segment.drive.chance(*value)));
            }
        }
        let to_invitee = |(_, rule): &(usize, &RuleModel)| rule.to == Recipient::Invitee;
        let value = on_offer().filter(to_invitee).map(|(_, rule)| rule.value).sum();
        for (segment, chances) in model.segments.iter().zip(&mut self.segments) {
            (chances.join, chances.bait_part) =
                join_chances(segment.join, segment.join_reward.as_ref(), value);
        }
    }

    /// The chances of a segment.
    #[inline]
    #[must_use]
    pub fn of(&self, segment: usize) -> &Chances {
        &self.segments[segment]
    }
}

impl Chances {
    /// The chances that an occasion leads to a share, before novelty and events, by progress.
    #[must_use]
    pub fn drives(&self, shared: bool) -> &[f64] {
        &self.drives[usize::from(shared)]
    }

    /// Chance of a member to share on an occasion in step `t`.
    #[inline]
    #[must_use]
    pub fn sharing(&self, model: &Model, t: u32, shared: bool, progress: usize) -> f64 {
        let drives = self.drives(shared);
        model.taken(t, drives[progress.min(drives.len() - 1)])
    }

    /// Chance that a contact of a share in step `t` accepts: passes all stages of the funnel, whenever the
    /// answer comes.
    #[inline]
    #[must_use]
    pub fn answering(&self, model: &Model, segment: &SegmentModel, t: u32) -> f64 {
        segment.reaches_join() * self.last_stage(model, t)
    }

    /// Chance of the last stage of the funnel in step `t`.
    #[inline]
    #[must_use]
    pub fn last_stage(&self, model: &Model, t: u32) -> f64 {
        (self.join * model.profile.join.at(t)).clamp(0.0, 1.0)
    }

    /// Segments of the people whom a segment's members invite: those who come for the bait alone may be of other kinds.
    #[must_use]
    pub fn recruits(&self, segment: &SegmentModel) -> Vec<f64> {
        let for_bait = segment.recruits_for_bait.as_ref().unwrap_or(&segment.recruits);
        let mix = |(plain, bait): (&f64, &f64)| plain + self.bait_part * (bait - plain);
        segment.recruits.iter().zip(for_bait).map(mix).collect()
    }
}

impl Model {
    /// The behaviour while every rule is on offer; found once for the model.
    #[inline]
    pub fn behaviour(&self) -> &Behaviour {
        self.at_start.get_or_init(|| Behaviour::at_start(self))
    }

    /// Chance that an occasion in step `t` is taken by a member with this drive.
    #[inline]
    #[must_use]
    pub fn taken(&self, t: u32, drive: f64) -> f64 {
        (drive * self.profile.share.at(t)).clamp(0.0, 1.0)
    }
}
