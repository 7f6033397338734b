//! Points 5 to 9 of members of whom a [diary](super::diary) is kept: only those are looked at of whose neighbours somebody is named.

use super::Members;
use super::clocks::Clock;
use super::neighbours::Share;
use super::reach::stream_of_share;
use super::round::Round;
use super::sharing::takes;
use crate::engine::now::Now;
use crate::engine::record::Tally;
use crate::rng::lane::Deed;
use crate::terms::Events;

impl Members {
    /// Those of whose neighbours somebody is named in this step; whether anybody shares.
    pub(super) fn take_turns(&mut self, now: Now<'_>, round: &mut Round) -> bool {
        round.clear(now.at.model.channels.len());
        if now.at.round > 0 {
            return false;
        }
        self.diary.begin_step(now.at.t);
        if !now.open {
            return false;
        }
        if self.diary.shown.is_empty() {
            self.diary.know_clocks(-libm::log1p(-now.willing(0)), now.at.model.steps);
        }
        let mut begun = std::mem::take(&mut self.diary.begun);
        self.diary.until.resize(self.people.count(), 0);
        begun.drain(..).for_each(|row| self.begin_sharing(now, row));
        self.diary.begun = begun;
        self.diary.named.take(now.at.t, &mut round.members);
        round.members.retain(|row| self.diary.until[*row as usize] > now.at.t);
        round.waves.push(None);
        round.end_segment();
        self.diary.sharers.members > 0
    }

    /// Somebody shares from now on, so often as is given to him.
    fn begin_sharing(&mut self, now: Now<'_>, row: u32) {
        let model = now.at.model;
        let person = self.people.person[row as usize];
        let leaves = self.people.leaves[row as usize].min(f64::from(model.steps)) as u32;
        let [first, later] = [false, true].map(|shared| now.sharing(0, shared, 0));
        let again = model.segments[0].again;
        let mut shares = 0;
        while now.at.t + shares < leaves {
            if shares > 0 && later >= 1.0 && again >= 1.0 {
                shares = leaves - now.at.t;
                break;
            }
            let chance = if shares > 0 { later } else { first };
            if !takes(chance, || now.at.key.stream_of(person, Deed::Decides, shares)) {
                break;
            }
            shares += 1;
            if !takes(again, || now.at.key.stream_of(person, Deed::Again, shares - 1)) {
                break;
            }
        }
        if shares > 0 {
            let neighbours = self.neighbours_of(row).len();
            self.diary.begin_sharing(row, now.at.t + shares, neighbours);
            self.clocks.of(row, 0, || Clock::new(now.at.key, person, 0, neighbours));
            self.note_next(now, row, 0);
        }
    }

    pub(super) fn neighbours_of(&self, row: u32) -> &[u32] {
        let person = self.people.person[row as usize] as u32;
        self.network.as_ref().map_or(&[], |network| network.neighbours(person))
    }

    /// Somebody is looked at when one of his neighbours is named, in this share at the soonest.
    fn note_next(&mut self, now: Now<'_>, row: u32, share: u32) {
        let all = now.willing(0) >= 1.0;
        let next = if all { share as usize } else { self.diary.share_at(self.clocks.due(row)) };
        let step = self.people.since[row as usize] as u32 as usize + next;
        if step < self.diary.until[row as usize] as usize {
            self.diary.named.put(step as f64, row);
        }
    }

    /// All sharers share.
    pub(super) fn share_in_turn(&self, tally: &mut [Tally], events: &mut [Events]) {
        tally[0].shares += self.diary.sharers.members;
        tally[0].sharers += self.diary.first;
        events[0].first_shares += self.diary.first;
    }

    /// Who of the neighbours is named.
    pub(super) fn reach_in_turn(&mut self, now: Now<'_>, round: &mut Round) {
        let Some(network) = self.network.clone() else { return };
        let chance = now.willing(0);
        let mut looked_at = 0;
        for place in 0..round.members.len() {
            let row = round.members[place];
            let person = self.people.person[row as usize];
            let share_number = now.at.t - self.people.since[row as usize] as u32;
            let share = Share {
                now,
                surroundings: &self.surroundings,
                way: 0,
                chance,
                length: 0.0,
                person,
                row,
                place: place as u32,
                is_present: true,
            };
            let neighbours = network.neighbours(person as u32);
            looked_at += neighbours.len() as u64;
            if chance >= 1.0 {
                let mut stream = stream_of_share(now.at.key, share.channel(), person, share_number);
                share.name_all(neighbours, round, &mut stream);
            } else {
                let shown = self.diary.shown[share_number as usize + 1];
                if let Some(clock) = self.clocks.showing(row, shown) {
                    share.name_by_clock(neighbours, clock, round);
                }
            }
        }
        round.contacts[0].fixed += self.diary.sharers.neighbours - looked_at;
    }

    /// When those are looked at again who were.
    pub(super) fn note_again(&mut self, now: Now<'_>, round: &Round) {
        for &row in &round.members {
            self.note_next(now, row, now.at.t + 1 - self.people.since[row as usize] as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Joined, Outcome, State};
    use crate::metrics::Layout;
    use crate::model::Model;
    use crate::rng::ReplicateKey;
    use crate::scenario::Scenario;

    /// What came of a campaign, to the last bit.
    type Course = (Vec<u64>, Vec<u64>, Vec<u64>, Vec<Joined>);

    fn courses(text: &str, replicates: u64, is_refused: bool) -> Vec<Course> {
        let scenario = Scenario::from_yaml(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
        let drawn: Vec<f64> = scenario.inputs.iter().map(|input| input.law.median()).collect();
        let (model, layout) = (Model::compile(&scenario, &drawn), Layout::new(&scenario.shape()));
        assert!(model.shares_evenly(), "{text}");
        let mut state = State::default();
        state.members.diary.is_refused = is_refused;
        let one = |replicate| {
            let (key, mut outcome) = (ReplicateKey::new(3, replicate), Outcome::new(&layout));
            assert!(Engine::Agent.simulate(&model, &layout, &key, &mut state, &mut outcome, &|| false));
            let bits = |numbers: &[f64]| numbers.iter().map(|x| x.to_bits()).collect();
            (bits(&outcome.metrics), bits(&outcome.timeline), outcome.joins.to_vec(), state.joined())
        };
        (0..replicates).map(one).collect()
    }

    /// Who is looked at where something comes of it does all that he does who is looked at in every step.
    #[test]
    fn it_is_the_same_campaign() {
        let courses_of = [
            "share: { content: 1, again: 1 }\njoin: 0.02\nchurn: 0.05",
            "share: { content: 0.7, again: 0.8 }\njoin: 0.1\nretention: { 1d: 0.8, 7d: 0.5, 30d: 0.3 }",
            "share: { content: 0.4, again: 0.9 }\njoin: 1\nchurn: 0.2",
            "share: 1\njoin: 0.3",
            "share: { content: 1, again: 1 }\nfunnel: { open: 0.5, join: 0.4 }\nanyway: 0.3\nchurn: 0.1\n\
             price: 3\nbuys: { per_day: 0.1, margin: 5 }",
            "share: { content: 0.8, again: 0.9 }\njoin: 0.2\nchurn: 0.3\ninflow: 2\n\
             seeds: [{ count: 9 }, { count: 5, at: 6d, by: degree }]",
            "share: { content: 1, again: 1 }\njoin: 0.05\nchurn: 0.1\n\
             events: [{ at: 3d, for: 5d, churn: 4 }]",
            "share: 0\njoin: 0.5",
        ];
        let networks = ["barabasi_albert, nodes: 700, m: 3", "erdos_renyi, nodes: 60, mean: 4"];
        for (course, network) in courses_of.iter().flat_map(|course| networks.map(|law| (course, law))) {
            let seeds = if course.contains("seeds") { "" } else { "seeds: 12\n" };
            let text = format!(
                "name: x\ndays: 25\nstep: 1d\ndelay: none\n{seeds}network: {{ generate: {network} }}\n{course}\n"
            );
            let [kept, refused] = [false, true].map(|is_refused| courses(&text, 60, is_refused));
            assert_eq!(kept, refused, "{text}");
        }
    }
}
