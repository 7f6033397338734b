//! How people behave under given offers: the chance that an occasion is taken, that a contact answers, that an answer comes
//! in time. The engine reads these chances for the offers of the moment, the theory for all of them.

use super::motive::join_chances;
use super::{Model, RuleModel, SegmentModel};
use crate::scenario::Recipient;

/// The chances under some offers, by segment.
#[derive(Clone, Debug, Default)]
pub struct Behaviour {
    segments: Vec<Chances>,
    /// The rules on offer, as bits, by the part of the step for which they are; where it is asked.
    offers: Vec<(f64, u64)>,
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
    /// The behaviour of step `t` while every rule is on offer whose dates allow it.
    #[must_use]
    pub fn in_step(model: &Model, t: u32) -> Behaviour {
        let mut behaviour = Behaviour::default();
        behaviour.renew(model, |rule| model.rules[rule].is_on(t));
        behaviour
    }

    /// Renews the chances for the rules that are `offered`.
    pub fn renew(&mut self, model: &Model, offered: impl Fn(usize) -> bool) {
        let on_offer = || model.rules.iter().enumerate().filter(|(rule, _)| offered(*rule));
        self.offers.clear();
        if model.order_rules.capped != 0 {
            self.offers.push((1.0, on_offer().fold(0, |bits, (rule, _)| bits | 1 << rule)));
        }
        self.segments.resize(model.segments.len(), Chances::default());
        for (side, shared) in [false, true].into_iter().enumerate() {
            let felt = |state: usize| -> f64 {
                let (j, counted) = (model.progress.invitations(state), model.progress.counted(state));
                on_offer().map(|(_, rule)| rule.perceived_value(j, counted, shared, model.patience)).sum()
            };
            let values: Vec<f64> = (0..model.progress.states_up_to(TABLE)).map(felt).collect();
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

    /// The behaviour of a step in which each of these holds for a part of it, and nobody shares in the rest.
    #[must_use]
    pub fn mixed(parts: &[(f64, Behaviour)]) -> Behaviour {
        let segments = parts.first().map_or(0, |(_, first)| first.segments.len());
        let chances = |segment: usize| {
            let parts: Vec<(f64, &Chances)> =
                parts.iter().map(|(part, behaviour)| (*part, behaviour.of(segment))).collect();
            Chances::mixed(&parts)
        };
        let of_part = |(part, of): &(f64, Behaviour)| {
            let part = *part;
            of.offers.iter().map(move |(length, rules)| (part * length, *rules)).collect::<Vec<_>>()
        };
        let offers = parts.iter().flat_map(of_part).collect();
        Behaviour { segments: (0..segments).map(chances).collect(), offers }
    }

    /// Chance that an occasion leads to a share of a member for whom these rules, as bits, are worth nothing any more; before
    /// novelty and events.
    #[must_use]
    pub fn drive_without(
        &self,
        rules: u64,
        model: &Model,
        segment: usize,
        shared: bool,
        progress: usize,
    ) -> f64 {
        let felt = |offered: u64| -> f64 {
            let left = model.rules.iter().enumerate().filter(|(rule, _)| offered & !rules & (1 << rule) != 0);
            let (j, counted) = (model.progress.invitations(progress), model.progress.counted(progress));
            left.map(|(_, rule)| rule.perceived_value(j, counted, shared, model.patience)).sum()
        };
        let drive = &model.segments[segment].drive;
        self.offers.iter().map(|(part, offered)| part * drive.chance(felt(*offered))).sum()
    }

    /// How many accept, by segment, of what somebody offers who has not shared yet; without events and stages before the last.
    #[must_use]
    pub fn accepting(&self) -> Vec<f64> {
        self.segments.iter().map(|chances| chances.drives[0][0] * chances.join).collect()
    }

    /// The chances of a segment.
    #[inline]
    #[must_use]
    pub fn of(&self, segment: usize) -> &Chances {
        &self.segments[segment]
    }
}

impl Chances {
    /// Occasions fall on the parts by their length, contacts by who shares, invitees who came for the bait by who accepts.
    fn mixed(parts: &[(f64, &Chances)]) -> Chances {
        let drives = [0, 1].map(|side| {
            let states = parts[0].1.drives[side].len();
            let mean = |state: usize| parts.iter().map(|(part, of)| part * of.drives[side][state]).sum();
            (0..states).map(mean).collect()
        });
        let mean = |weights: &[f64], value: fn(&Chances) -> f64| {
            let all: f64 = weights.iter().sum();
            let sum: f64 = weights.iter().zip(parts).map(|(weight, (_, of))| weight * value(of)).sum();
            if all > 0.0 { sum / all } else { value(parts[0].1) }
        };
        let sharing: Vec<f64> = parts.iter().map(|(part, of)| part * of.drives[0][0]).collect();
        let accepting: Vec<f64> =
            sharing.iter().zip(parts).map(|(sharing, (_, of))| sharing * of.join).collect();
        Chances { drives, join: mean(&sharing, |of| of.join), bait_part: mean(&accepting, |of| of.bait_part) }
    }

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
        model.taken(t, drives[model.progress.among(drives.len(), progress)])
    }

    /// Chance that a contact of a share in step `t` accepts: passes all stages of the funnel, and answers before the
    /// invitation has expired.
    #[inline]
    #[must_use]
    pub fn answering(&self, model: &Model, segment: &SegmentModel, t: u32) -> f64 {
        self.willing(model, segment, t) * segment.before_expiry
    }

    /// Chance that a contact of a share in step `t` passes all stages of the funnel, whenever the answer comes.
    #[inline]
    #[must_use]
    pub fn willing(&self, model: &Model, segment: &SegmentModel, t: u32) -> f64 {
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
    /// The behaviour at the beginning, while every rule is on offer whose dates allow it; found once for the model.
    #[inline]
    pub fn behaviour(&self) -> &Behaviour {
        &self.eras()[0].1
    }

    /// The same from each of these steps on; the first is that of the beginning.
    #[inline]
    pub fn eras(&self) -> &[(u32, Behaviour)] {
        self.eras.get_or_init(|| {
            let dates = self.rules.iter().flat_map(|rule| [rule.dates.start, rule.dates.end]);
            let mut steps: Vec<u32> = dates.filter(|step| *step < self.steps).chain([0]).collect();
            steps.sort_unstable();
            steps.dedup();
            steps.into_iter().map(|step| (step, Behaviour::in_step(self, step))).collect()
        })
    }

    /// Chance that an occasion in step `t` is taken by a member with this drive.
    #[inline]
    #[must_use]
    pub fn taken(&self, t: u32, drive: f64) -> f64 {
        (drive * self.profile.share.at(t)).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For half of the step .6 share and .2 of their contacts accept, all for the bait; for a quarter .2 and .1; then nobody does.
    #[test]
    fn a_step_has_the_means_of_its_parts() {
        let of = |drive: f64, join, bait_part| Behaviour {
            segments: vec![Chances { drives: [vec![drive], vec![drive / 2.0]], join, bait_part }],
            offers: Vec::new(),
        };
        let mixed = Behaviour::mixed(&[(0.5, of(0.6, 0.2, 1.0)), (0.25, of(0.2, 0.1, 0.0))]);
        let chances = mixed.of(0);
        assert!((chances.drives(false)[0] - 0.35).abs() < 1e-12);
        assert!((chances.drives(true)[0] - 0.175).abs() < 1e-12);
        assert!((chances.join - 0.065 / 0.35).abs() < 1e-12);
        assert!((chances.bait_part - 0.06 / 0.065).abs() < 1e-12);
        assert!((mixed.accepting()[0] - 0.065).abs() < 1e-12);
    }
}
