//! Stages 1 to 9 where all members are alike: one segment, one class of staying, one law of contacts, and no reward that
//! counts invitations, looks at the first share or at who invited.
//!
//! Every stage is about one number then, and there is nothing to loop over. Streams and laws are those of the stages
//! written for cells, so that a campaign takes the same course in both (`tests/common_luck.rs`); only the time differs
//! (a third).

use super::acceptance::ALL_OF_THE_MARKET;
use super::people::Class;
use super::sharing::lane;
use super::state::Campaign;
use super::thin::{draw_marked, waiting_among};
use crate::model::Model;
use crate::rng::{Chance, Level, Purpose, ReplicateKey, Stream, binomial};

/// The numbers that decide a step. They are drawn two steps ahead: each takes the processor a hundred cycles to come by,
/// and hardly any while it has other work to do.
#[derive(Clone, Debug)]
pub(super) struct Luck {
    occasion: Draw,
    accept: Draw,
    leaving: Draw,
}

/// The first number of a stream, and the stream that follows it.
#[derive(Clone, Debug)]
struct Draw {
    level: Level,
    stream: Stream,
}

impl Luck {
    /// The numbers of the first two steps.
    pub fn begin(model: &Model, key: &ReplicateKey) -> [Luck; 2] {
        [0, 1].map(|step| {
            let mut stream = key.stream(Purpose::Occasion, step, 0);
            let draw = Draw { level: stream.level(), stream };
            let mut luck = Luck { occasion: draw.clone(), accept: draw.clone(), leaving: draw };
            luck.renew(model, key, step);
            luck
        })
    }

    /// Takes the numbers of this step.
    #[inline]
    fn renew(&mut self, model: &Model, key: &ReplicateKey, step: u32) {
        let accept = if model.market.is_some() { ALL_OF_THE_MARKET } else { lane(0, 0) };
        self.occasion.renew(key.stream(Purpose::Occasion, step, 0));
        self.accept.renew(key.stream(Purpose::Accept, step, accept));
        self.leaving.renew(key.stream(Purpose::Leaving, step, 0));
    }
}

impl Draw {
    /// In place: to move what has just been written word by word makes the processor wait (a third of all time).
    #[inline]
    fn renew(&mut self, stream: Stream) {
        self.stream = stream;
        self.level = self.stream.level().ahead();
    }
}

impl Campaign<'_> {
    /// From the arrivals to the leaving.
    #[inline]
    pub fn uniform_step(&mut self, t: u32) {
        if self.seed_waves_to_come == 0 && self.entry_is_free {
            self.arrive_uniformly(t);
        } else {
            self.arrivals(t);
        }
        if self.may_share(t) {
            self.share_uniformly(t);
        }
        if !self.model.rules.is_empty() {
            self.rewards(t);
        }
        self.leave_uniformly(t);
        self.luck[t as usize % 2].renew(self.model, self.key, t + 2);
    }

    /// Invitees become members; nobody else comes, nobody pays, and there is room for all.
    #[inline]
    fn arrive_uniformly(&mut self, t: u32) {
        let count = self.state.on_the_way.arrive_at_one_place(t);
        self.members_at_start = self.members;
        self.joined_now = count;
        self.joined += count;
        self.members += count;
        self.state.counted[0].referred += count;
        self.state.totals.referred += count;
        if !self.model.rules.is_empty() {
            self.state.claims.joined_by_invitation(0, count);
        }
        let members = &mut self.state.people[0].classes[0];
        members.join(0, count);
        members.never_bought += count;
    }

    /// Occasions, decisions, reach, acceptance, again.
    #[inline]
    fn share_uniformly(&mut self, t: u32) {
        let (model, key) = (self.model, self.key);
        let segment = &model.segments[0];
        let chance = self.sharing_chance(t, 0, false, 0);
        let luck = &mut self.luck[t as usize % 2];
        let members = &mut self.state.people[0].classes[0];
        if members.waiting == 0 {
            return;
        }
        let mut sharers = segment.occasion(t).quantile(luck.occasion.level, members.waiting);
        let mut fresh = draw_marked(&mut luck.occasion.stream, members.waiting, &mut members.fresh, sharers);
        members.waiting -= sharers;
        if chance < 1.0 {
            let mut stream = key.stream(Purpose::Decision, t, 0);
            let declining = binomial(&mut stream, sharers, 1.0 - chance);
            draw_marked(&mut stream, sharers, &mut fresh, declining);
            sharers -= declining;
        }
        if sharers == 0 {
            return;
        }
        members.waiting += match segment.again {
            0.0 => 0,
            1.0 => sharers,
            again => sharers - binomial(&mut key.stream(Purpose::Again, t, 0), sharers, 1.0 - again),
        };
        let counted = &mut self.state.counted[0];
        counted.shares += sharers;
        counted.fresh_sharers += fresh;
        self.since_point[0] += sharers;
        let accept = luck.accept.level;
        let mut reached = self.reached(t, 0, 0, segment.contacts[0].law, sharers);
        match self.susceptible {
            Some(susceptible) if reached.fixed => {
                self.accept_from_market(t, std::slice::from_mut(&mut reached), susceptible, accept);
            }
            Some(susceptible) => self.accept_alone_from_market(&mut reached, susceptible, accept),
            None => self.accept_from_endless_market(t, &mut reached, accept),
        }
        if !model.rules.is_empty() {
            self.state.claims.accepted(0, reached.accepted);
        }
        if reached.accepted > 0 {
            self.send(t, 0, 0, 0, reached.accepted);
        }
    }

    #[inline]
    fn leave_uniformly(&mut self, t: u32) {
        let segment = &self.model.segments[0];
        let other: Chance;
        let mut chance = &segment.classes[0].churn;
        if self.churn_varies {
            other = self.changed_churn(t, chance);
            chance = &other;
        }
        let Draw { level, stream } = &mut self.luck[t as usize % 2].leaving;
        let members = &mut self.state.people[0].classes[0];
        self.members -= members.leave((stream, *level), chance, segment.buys.is_some());
    }
}

impl Class {
    /// Members of whom nothing is told apart leave, and how many is known: who of them waited, and had not shared before.
    #[inline]
    pub fn leave_uniformly(&mut self, stream: &mut Stream, left: u64) {
        let waiting = waiting_among(stream, self.present - self.waiting, self.waiting, left);
        draw_marked(stream, self.waiting, &mut self.fresh, waiting);
        self.waiting -= waiting;
    }
}
