//! Point 7: what the sharers reach. Contacts are drawn from everybody, or they are neighbours on a network.

use super::Members;
use super::clocks::Clocks;
use super::contacts::{Hit, Number};
use super::neighbours::Share;
use super::people::Mark;
use super::round::Round;
use crate::engine::now::Now;
use crate::model::{ChannelModel, Model};
use crate::rng::lane::Deed;
use crate::rng::{ReplicateKey, Stream};
use crate::scenario::MOST_CHANNELS;

impl Members {
    /// Whom the sharers reach, as far as they say yes.
    pub(super) fn reach_contacts(&mut self, now: Now<'_>, round: &mut Round) {
        let mut clocks = std::mem::take(&mut self.clocks);
        self.reach_by_all_ways(now, &mut clocks, round);
        self.clocks = clocks;
    }

    fn reach_by_all_ways(&self, now: Now<'_>, clocks: &mut Clocks, round: &mut Round) {
        let chances: Vec<f64> = (0..now.at.model.channels.len()).map(|way| now.willing(way)).collect();
        let lengths: Vec<f64> = chances.iter().map(|chance| -libm::log1p(-chance)).collect();
        for segment in 0..now.at.model.segments.len() {
            for place in round.members_of(segment) {
                if now.at.patience.is_over_at(place) {
                    return;
                }
                let row = round.members[place];
                let (person, occasion) =
                    (self.people.person[row as usize], self.people.occasions[row as usize]);
                let share = |way: usize| Share {
                    now,
                    surroundings: &self.surroundings,
                    way,
                    chance: chances[way],
                    length: lengths[way],
                    person,
                    row,
                    place: place as u32,
                    is_present: !self.people.is(row, Mark::Gone),
                };
                for &way in &now.at.model.segments[segment].channels {
                    let channel = &now.at.model.channels[way];
                    let mut stream = stream_of_share(now.at.key, channel, person, occasion);
                    if channel.usage >= 1.0 || stream.chance(channel.usage) {
                        self.reach_by(share(way), clocks, round, &mut stream);
                    }
                }
            }
        }
    }

    /// Whom a share reaches by one way.
    fn reach_by(&self, share: Share<'_>, clocks: &mut Clocks, round: &mut Round, stream: &mut Stream) {
        match &self.network {
            None => self.reach_anybody(share, round, stream),
            Some(network) => {
                let before = round.hits.len();
                share.reach(network, clocks, round, stream);
                round.set_aside_late(stream, before, share.channel().before_expiry);
            }
        }
    }

    /// Whether it is by lot which of several hits counts: of one person, or by several channels where not all friends may accept.
    pub(super) fn draws_lots(&self, model: &Model) -> bool {
        self.crowd.is_finite() || (model.has_quotas() && model.channels.len() > model.segments.len())
    }

    /// A share reaches contacts who are drawn from everybody.
    fn reach_anybody(&self, share: Share<'_>, round: &mut Round, stream: &mut Stream) {
        let Share { now, way, place, chance, .. } = share;
        let channel = share.channel();
        let number = Number::drawn(stream, &channel.contacts);
        let (lots, in_time) = (self.draws_lots(now.at.model), channel.before_expiry);
        let (mut before, mut yes) = (round.hits.len(), 0);
        number.who_say_yes(stream, chance, |stream| {
            let person = self.crowd.anybody(stream);
            let lot = if lots { (stream.next_u64() >> 32) as u32 } else { 0 };
            round.hits.push(Hit::by(channel, person, place, lot));
            yes += 1;
            if self.crowd.is_finite() && round.is_full() {
                round.set_aside_late(stream, before, in_time);
                let has_accepted = |person| self.crowd.has_accepted(person);
                round.leave_out(has_accepted, !now.at.model.has_quotas());
                before = round.hits.len();
            }
            !now.at.patience.is_over_at(yes)
        });
        round.contacts[way].add(number, yes as u64);
        round.set_aside_late(stream, before, in_time);
    }
}

/// The numbers of a share that goes by one way: of each channel its own.
pub(super) fn stream_of_share(
    key: &ReplicateKey,
    channel: &ChannelModel,
    person: u64,
    occasion: u32,
) -> Stream {
    if channel.is_the_only_one {
        return key.stream_of(person, Deed::Shares, occasion);
    }
    key.stream_of(person, Deed::SharesBy, occasion * MOST_CHANNELS as u32 + channel.number as u32)
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Outcome, State};
    use crate::metrics::Layout;
    use crate::model::Model;
    use crate::rng::ReplicateKey;
    use crate::scenario::Scenario;

    /// Of a small market most are reached again and again: what they say is not all kept, and who accepts stays the same.
    #[test]
    fn what_makes_no_difference_is_left_out() {
        for rest in [
            "quota: { first: 2 }",
            "churn: 0.1",
            "quota: { per_day: 1 }, channels: { a: {}, b: { contacts: 5_000 } }",
        ] {
            let text = format!(
                "{{ name: x, days: 1, step: 1d, delay: none, market: 400, seeds: 150, share: 0.9, \
                 contacts: {{ fixed: 100_000 }}, join: 0.05, {rest} }}"
            );
            let scenario = Scenario::from_yaml(&text).unwrap();
            let (model, layout) = (Model::typical(&scenario), Layout::new(&scenario.shape()));
            let simulate = |full: usize| {
                let (mut state, mut outcome) = (State::default(), Outcome::new(&layout));
                state.members_round.full = full;
                let key = ReplicateKey::new(1, 1);
                Engine::Agent.simulate(&model, &layout, &key, &mut state, &mut outcome, &|| false);
                let bits: Vec<u64> = outcome.metrics.iter().map(|number| number.to_bits()).collect();
                (bits, state.members_round.hits.capacity())
            };
            let ((all, every), (some, few)) = (simulate(usize::MAX / 2), simulate(0));
            assert_eq!(all, some, "{rest}");
            assert!(every > few && few < 1 << 20, "{rest}: {every} {few}");
        }
    }
}
