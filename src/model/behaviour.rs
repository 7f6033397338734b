//! How people behave under given offers: the chance that an occasion is taken, that a contact answers, that an answer comes
//! in time. The engine reads these chances for the offers of the moment, the theory for all of them.

use super::motive::join_chances;
use super::trigger::felt as sum_felt;
use super::{ChannelModel, Model, RuleModel, SegmentModel};
use crate::scenario::Recipient;

/// The chances under some offers, by segment.
#[derive(Clone, Debug, Default)]
pub struct Behaviour {
    segments: Vec<Chances>,
    /// By way of sharing, as the model has them.
    answers: Vec<Answers>,
    /// The rules on offer, as bits, by the part of the step for which they are; where it is asked.
    offers: Vec<(f64, u64)>,
}

/// The chances of a segment's members.
#[derive(Clone, Debug, Default)]
pub struct Chances {
    /// Chance that an occasion leads to a share, before novelty and events, by [shared before][progress].
    drives: [Vec<f64>; 2],
}

/// The chances of the people who are invited in one way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answers {
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
                let perceived = |rule: &RuleModel| rule.perceived_value(j, counted, shared, model.patience);
                sum_felt(on_offer().map(|(_, rule)| rule), perceived)
            };
            let values: Vec<f64> = (0..model.progress.states_up_to(TABLE)).map(felt).collect();
            for (segment, chances) in model.segments.iter().zip(&mut self.segments) {
                chances.drives[side].clear();
                chances.drives[side].extend(values.iter().map(|value| segment.drive.chance(*value)));
            }
        }
        let to_invitee = |(_, rule): &(usize, &RuleModel)| rule.to == Recipient::Invitee;
        let value = on_offer().filter(to_invitee).map(|(_, rule)| rule.value).sum();
        self.answers.clear();
        self.answers.extend(model.channels.iter().map(|channel| {
            let join_reward = model.segments[channel.segment].join_reward.as_ref();
            let (join, bait_part) = join_chances(channel.join, join_reward, value);
            Answers { join, bait_part }
        }));
    }

    /// The behaviour of a step in which each of these holds for a part of it, and nobody shares in the rest.
    #[must_use]
    pub fn mixed(model: &Model, parts: &[(f64, Behaviour)]) -> Behaviour {
        let chances = |segment: usize| {
            let parts: Vec<(f64, &Chances)> =
                parts.iter().map(|(part, behaviour)| (*part, behaviour.of(segment))).collect();
            Chances::mixed(&parts)
        };
        let answers = |(place, channel): (usize, &ChannelModel)| {
            let part = |(part, of): &(f64, Behaviour)| {
                (part * of.of(channel.segment).drives[0][0], of.answers[place])
            };
            Answers::mixed(&parts.iter().map(part).collect::<Vec<_>>())
        };
        let of_part = |(part, of): &(f64, Behaviour)| {
            let part = *part;
            of.offers.iter().map(move |(length, rules)| (part * length, *rules)).collect::<Vec<_>>()
        };
        let offers = parts.iter().flat_map(of_part).collect();
        Behaviour {
            segments: (0..model.segments.len()).map(chances).collect(),
            answers: model.channels.iter().enumerate().map(answers).collect(),
            offers,
        }
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
            let perceived = |rule: &RuleModel| rule.perceived_value(j, counted, shared, model.patience);
            sum_felt(left.map(|(_, rule)| rule), perceived)
        };
        let drive = &model.segments[segment].drive;
        self.offers.iter().map(|(part, offered)| part * drive.chance(felt(*offered))).sum()
    }

    /// How many accept, by segment, of what somebody offers who has not shared yet; without events and stages before the last.
    #[must_use]
    pub fn accepting(&self, model: &Model) -> Vec<f64> {
        let joining = |segment: &SegmentModel| -> f64 {
            segment.channels.iter().map(|place| model.channels[*place].part * self.answers[*place].join).sum()
        };
        let segments = self.segments.iter().zip(&model.segments);
        segments.map(|(chances, segment)| chances.drives[0][0] * joining(segment)).collect()
    }

    /// Which part of those whom members of a segment win comes by each of its ways; they sum to 1, or say nothing where nobody is won.
    #[must_use]
    pub fn won_by(&self, model: &Model, segment: usize) -> Vec<f64> {
        let places = &model.segments[segment].channels;
        let won: Vec<f64> =
            places.iter().map(|place| model.channels[*place].part * self.answers[*place].join).collect();
        let all: f64 = won.iter().sum();
        match &won[..] {
            [_] => vec![1.0],
            _ if all > 0.0 => won.iter().map(|won| won / all).collect(),
            _ => places.iter().map(|place| model.channels[*place].part).collect(),
        }
    }

    /// Segments of the people whom a segment's members invite: those who come for the bait alone may be of other kinds.
    #[must_use]
    pub fn recruits(&self, model: &Model, segment: usize) -> Vec<f64> {
        let ways = model.segments[segment].channels.iter().zip(self.won_by(model, segment));
        let bait_part: f64 = ways.map(|(place, part)| part * self.answers[*place].bait_part).sum();
        let segment = &model.segments[segment];
        let for_bait = segment.recruits_for_bait.as_ref().unwrap_or(&segment.recruits);
        let mix = |(plain, bait): (&f64, &f64)| plain + bait_part * (bait - plain);
        segment.recruits.iter().zip(for_bait).map(mix).collect()
    }

    /// The chances of a segment.
    #[inline]
    #[must_use]
    pub fn of(&self, segment: usize) -> &Chances {
        &self.segments[segment]
    }

    /// The chances of those who are invited in the way at this place of the model.
    #[inline]
    #[must_use]
    pub fn answers(&self, place: usize) -> &Answers {
        &self.answers[place]
    }
}

impl Chances {
    /// Occasions fall on the parts by their length.
    fn mixed(parts: &[(f64, &Chances)]) -> Chances {
        let drives = [0, 1].map(|side| {
            let states = parts[0].1.drives[side].len();
            let mean = |state: usize| parts.iter().map(|(part, of)| part * of.drives[side][state]).sum();
            (0..states).map(mean).collect()
        });
        Chances { drives }
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
}

impl Answers {
    /// Contacts fall on the parts by who shares in them, invitees who came for the bait by who accepts.
    fn mixed(parts: &[(f64, Answers)]) -> Answers {
        let mean = |weights: &[f64], value: fn(&Answers) -> f64| {
            let all: f64 = weights.iter().sum();
            let sum: f64 = weights.iter().zip(parts).map(|(weight, (_, of))| weight * value(of)).sum();
            if all > 0.0 { sum / all } else { value(&parts[0].1) }
        };
        let sharing: Vec<f64> = parts.iter().map(|(sharing, _)| *sharing).collect();
        let accepting: Vec<f64> = parts.iter().map(|(sharing, of)| sharing * of.join).collect();
        Answers { join: mean(&sharing, |of| of.join), bait_part: mean(&accepting, |of| of.bait_part) }
    }

    /// Chance that a contact of a share in step `t` accepts: passes all stages of the funnel, and answers before the
    /// invitation has expired.
    #[inline]
    #[must_use]
    pub fn answering(&self, model: &Model, channel: &ChannelModel, t: u32) -> f64 {
        self.willing(model, channel, t) * channel.before_expiry
    }

    /// Chance that a contact of a share in step `t` passes all stages of the funnel, whenever the answer comes.
    #[inline]
    #[must_use]
    pub fn willing(&self, model: &Model, channel: &ChannelModel, t: u32) -> f64 {
        channel.reaches_join() * self.last_stage(model, t)
    }

    /// Chance of the last stage of the funnel in step `t`.
    #[inline]
    #[must_use]
    pub fn last_stage(&self, model: &Model, t: u32) -> f64 {
        (self.join * model.profile.join.at(t)).clamp(0.0, 1.0)
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
    use crate::scenario::Scenario;

    /// For half of the step .6 share and .2 of their contacts accept, all for the bait; for a quarter .2 and .1; then nobody does.
    #[test]
    fn a_step_has_the_means_of_its_parts() {
        let scenario =
            Scenario::from_yaml("{ name: x, days: 9, seeds: 1, share: 1, contacts: 1, join: 1 }").unwrap();
        let model = Model::typical(&scenario);
        let of = |drive: f64, join, bait_part| Behaviour {
            segments: vec![Chances { drives: [vec![drive], vec![drive / 2.0]] }],
            answers: vec![Answers { join, bait_part }],
            offers: Vec::new(),
        };
        let mixed = Behaviour::mixed(&model, &[(0.5, of(0.6, 0.2, 1.0)), (0.25, of(0.2, 0.1, 0.0))]);
        let (chances, answers) = (mixed.of(0), mixed.answers(0));
        assert!((chances.drives(false)[0] - 0.35).abs() < 1e-12);
        assert!((chances.drives(true)[0] - 0.175).abs() < 1e-12);
        assert!((answers.join - 0.065 / 0.35).abs() < 1e-12);
        assert!((answers.bait_part - 0.06 / 0.065).abs() < 1e-12);
        assert!((mixed.accepting(&model)[0] - 0.065).abs() < 1e-12);
    }
}
