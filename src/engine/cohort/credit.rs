//! Point 8 for cells: which of the sharers invited those who accepted, and who the invitees are.

use super::Cells;
use super::beyond::Beyond;
use super::pending::Cell;
use super::round::{Credited, Round};
use crate::engine::chain::Point;
use crate::engine::market::Reached;
use crate::engine::now::Now;
use crate::model::ChannelModel;
use crate::rng::{Purpose, binomial, lane, multivariate_hypergeometric, split};

impl Cells {
    /// Shares the acceptances of every segment out among its sharers, unless nobody waits for it.
    pub(super) fn credit_inviters(&mut self, now: Now<'_>, round: &mut Round) {
        round.won.clear();
        if now.at.model.origins.are_lines() {
            round.won.resize(now.at.model.channels.len() * now.at.model.origins.count, 0);
        }
        for segment in 0..self.segments.len() {
            self.share_out(now, segment, round);
            if now.at.patience.is_over() {
                return;
            }
            round.credits.extend_from_slice(&round.groups);
            round.end_credits();
            if !self.chain.goes_on() {
                self.mark_credited(now, segment, round);
            }
            if self.keeps_standing {
                self.note_standing(now, segment, round);
            }
        }
    }

    /// How many the sharers of a segment bring, one way of sharing after the other, as `groups` of the round: who shares by another
    /// way does not hang on what one has brought.
    fn share_out(&mut self, now: Now<'_>, segment: usize, round: &mut Round) {
        // Who has brought nobody is told apart as long as the chain asks for it.
        let least = usize::from(!self.chain.goes_on());
        let told = |cell: &Cell| now.at.model.progress.told_apart(cell.progress).map(|told| told.max(least));
        let cells = round.cells_of(segment);
        let sharer = |cell: usize| Credited { cell, gained: 0, count: round.cells[cell].count, invited: 0 };
        round.groups.clear();
        round.groups.extend(cells.map(sharer));
        let places = &now.at.model.segments[segment].channels;
        let (origins, compartments) = (&now.at.model.origins, self.compartments);
        for place in places {
            let left = |group: &Credited| {
                let told = told(&round.cells[group.cell]);
                (group.count, told.map(|told| told.saturating_sub(group.gained)))
            };
            self.crowd.gather(round.groups.iter().map(left));
            round.credited.clear();
            for reached in round.reached.iter().filter(|reached| reached.place == *place) {
                let mut stream = now.at.stream(Purpose::Progress, reached.lane(now));
                let law = now.at.model.channels[*place].contacts[reached.part].law;
                self.crowd.take_part(&mut stream, reached.sharers);
                self.crowd.share_out(&mut stream, law, reached.sharers, reached.accepted, now.at.patience);
                if now.at.patience.is_over() {
                    return;
                }
                self.crowd.report(|group, gained, count| {
                    let Credited { cell, gained: before, .. } = round.groups[group];
                    if origins.are_lines() {
                        let origin = compartments.origin(round.cells[cell].compartment);
                        round.won[*place * origins.count + origin] += gained as u64 * count;
                    }
                    round.credited.push(Credited { cell, gained: before + gained, count, invited: 0 });
                });
            }
            self.crowd.report_left(|group, count| {
                round.credited.push(Credited { count, ..round.groups[group] });
            });
            if places.len() > 1 {
                put_together(&mut round.credited, |group| told(&round.cells[group.cell]));
            }
            std::mem::swap(&mut round.groups, &mut round.credited);
        }
    }

    /// Which of the sharers in a cell who brought nobody were invited; all of them, while the chain does not go on.
    fn mark_credited(&mut self, now: Now<'_>, segment: usize, round: &mut Round) {
        let mut marks = self.chain.marks(now.at, Point::Acceptance, segment);
        for index in round.cells_of(segment) {
            let Cell { count, mut invited, .. } = round.cells[index];
            if invited == 0 {
                continue;
            }
            let (in_vain, brought): (Vec<_>, Vec<_>) = round
                .credited_mut(segment)
                .filter(|credited| credited.cell == index)
                .partition(|credited| credited.gained == 0);
            let brought = brought.iter().map(|credited| credited.count).sum();
            self.chain.look_at_credits(&mut marks, [count, invited], brought);
            if self.chain.goes_on() {
                return;
            }
            let mut left = count - brought;
            for credited in in_vain {
                credited.invited = marks.take(&mut invited, left, credited.count);
                left -= credited.count;
            }
        }
    }

    /// Whether somebody who was invited has brought somebody, where no rule asks who brought whom.
    pub(super) fn look_for_chain(&mut self, now: Now<'_>, round: &Round) {
        for segment in 0..self.segments.len() {
            let mut marks = self.chain.marks(now.at, Point::Acceptance, segment);
            let cells = &round.cells[round.cells_of(segment)];
            let invited = cells.iter().map(|cell| cell.invited).sum();
            let sharers = cells.iter().map(|cell| cell.count).sum();
            for place in &now.at.model.segments[segment].channels {
                let (mut invited, mut left) = (invited, sharers);
                for reached in round.reached.iter().filter(|reached| reached.place == *place) {
                    let law = now.at.model.channels[*place].contacts[reached.part].law;
                    let of_part = marks.take(&mut invited, left, reached.sharers);
                    left -= reached.sharers;
                    self.chain.look(&mut marks, law, [reached.sharers, of_part], reached.accepted);
                }
            }
        }
    }

    /// Moves the credited members of a segment up in the standing.
    fn note_standing(&mut self, now: Now<'_>, segment: usize, round: &Round) {
        let standing = &mut self.standing[segment];
        for credited in round.credits_of(segment).iter().filter(|credited| credited.gained > 0) {
            let before = now.at.model.progress.invitations(round.cells[credited.cell].progress);
            let after = now.at.model.progress.fold(before + credited.gained);
            if after >= standing.len() {
                standing.resize(after + 1, 0);
            }
            standing[after] += credited.count;
            if before > 0 {
                standing[before] -= credited.count;
            }
        }
    }

    /// The accepted get a segment and a step of arrival.
    pub(super) fn send_invitees(&mut self, now: Now<'_>, round: &mut Round) {
        let model = now.at.model;
        let mut begin = 0;
        while begin < round.reached.len() {
            let Reached { segment, place, .. } = round.reached[begin];
            let of_way = round.reached[begin..].iter().take_while(|reached| reached.place == place);
            let (parts, accepted) = of_way.fold((0, 0), |(n, sum), reached| (n + 1, sum + reached.accepted));
            begin += parts;
            if accepted == 0 {
                continue;
            }
            let wave = round.waves[segment];
            if model.origins.are_lines() {
                self.send_lines(now, place, accepted, round);
                continue;
            }
            let origin = model.origins.of_invitees(segment, 0);
            if model.segments.len() == 1 {
                self.on_the_way.send(now, place, wave, 0, origin, accepted);
                continue;
            }
            split_kinds(now, place, accepted, &mut round.counts);
            for (kind, &count) in round.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                self.on_the_way.send(now, place, wave, kind, kind * model.origins.count + origin, count);
            }
        }
        if model.channels.len() > model.segments.len() || model.origins.are_lines() {
            self.on_the_way.gather();
        }
    }

    /// The same for those who were won by one way of sharing, where it matters who stands above those who have won them: of which
    /// kind they are does not hang on that.
    fn send_lines(&mut self, now: Now<'_>, place: usize, accepted: u64, round: &mut Round) {
        let (origins, ChannelModel { segment, number, .. }) =
            (&now.at.model.origins, &now.at.model.channels[place]);
        let (segment, number) = (*segment, *number);
        split_kinds(now, place, accepted, &mut round.counts);
        let won = &mut round.won[place * origins.count..][..origins.count];
        let mut stream = now.at.stream(Purpose::Mix, lane::of_way(lane::of_lines(segment), number));
        let (mut of_kind, mut sent) = (vec![0; won.len()], vec![0; won.len()]);
        for (kind, &count) in round.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            multivariate_hypergeometric(&mut stream, won, count, &mut of_kind);
            sent.fill(0);
            for (origin, (won, some)) in won.iter_mut().zip(&of_kind).enumerate() {
                *won -= some;
                sent[origins.of_invitees(segment, origin)] += some;
            }
            for (origin, &some) in sent.iter().enumerate().filter(|(_, some)| **some > 0) {
                self.on_the_way.send(
                    now,
                    place,
                    round.waves[segment],
                    kind,
                    kind * origins.count + origin,
                    some,
                );
            }
        }
    }
}

/// Members of a cell who have brought as many are one group, and so are those whom no rule tells apart.
fn put_together(groups: &mut Vec<Credited>, told: impl Fn(&Credited) -> Option<usize>) {
    // Rising runs one behind the other, which a stable sort merges.
    groups.sort_by_key(|group| (group.cell, group.gained));
    let mut together: Vec<Credited> = Vec::with_capacity(groups.len());
    for of_cell in groups.chunk_by(|one, other| one.cell == other.cell) {
        let (cell, mut beyond) = (of_cell[0].cell, Beyond::default());
        for group in of_cell {
            match together.last_mut() {
                _ if told(group).is_some_and(|told| group.gained >= told) => {
                    beyond.add(group.count, group.gained);
                }
                Some(last) if (last.cell, last.gained) == (cell, group.gained) => last.count += group.count,
                _ => together.push(*group),
            }
        }
        let evenly = beyond.evenly();
        together.extend(evenly.map(|(gained, count)| Credited { cell, gained, count, invited: 0 }));
    }
    *groups = together;
}

/// Segments of the accepted: those who came only because of the bait may be of other kinds than the rest.
fn split_kinds(now: Now<'_>, place: usize, accepted: u64, kinds: &mut Vec<u64>) {
    let ChannelModel { segment, number, .. } = now.at.model.channels[place];
    let model = &now.at.model.segments[segment];
    let mut stream = now.at.stream(Purpose::Mix, lane::of_way(lane::of_segment(segment), number));
    kinds.clear();
    kinds.resize(now.at.model.segments.len(), 0);
    let Some(recruits_for_bait) = &model.recruits_for_bait else {
        split(&mut stream, accepted, &model.recruits, kinds);
        return;
    };
    let for_bait = binomial(&mut stream, accepted, now.answers(place).bait_part);
    split(&mut stream, accepted - for_bait, &model.recruits, kinds);
    let mut baited = vec![0; kinds.len()];
    split(&mut stream, for_bait, recruits_for_bait, &mut baited);
    for (kind, baited) in kinds.iter_mut().zip(baited) {
        *kind += baited;
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{Engine, Outcome, State};
    use crate::metrics::Layout;
    use crate::model::Model;
    use crate::rng::ReplicateKey;
    use crate::scenario::Scenario;

    /// What a step keeps apart is bounded by what the rule tells apart, whatever sharers bring. (Buffers only grow: their
    /// room tells the largest step.)
    #[test]
    fn few_lines_are_kept_of_what_sharers_bring() {
        for campaign in [
            "days: 20\nseeds: 400\nshare: 0.3\ncontacts: { mean: 100000, k: 1 }\njoin: 0.05\n\
             incentive: [{ to: inviter, when: { invites: 2 }, value: 5, cost: 5 }]",
            "days: 20\nseeds: 400\nshare: 0.3\ncontacts: { mean: 1000000, k: 1 }\njoin: 0.05\n\
             incentive: [{ to: inviter, when: { invites: 2 }, value: 5, cost: 5 }]",
            "days: 34\nseeds: 900\nshare: 0.3\ncontacts: { mean: 26, k: 0.001 }\njoin: 0.5\n\
             incentive: [{ to: inviter, when: join, value: 5, cost: 5, cap: 3 }]",
        ] {
            let scenario = Scenario::from_yaml(&format!("name: x\n{campaign}\n")).unwrap();
            let (model, layout) = (Model::typical(&scenario), Layout::new(&scenario.shape()));
            let (mut state, mut outcome) = (State::default(), Outcome::new(&layout));
            let engine = Engine::of(&scenario);
            for replicate in 0..3 {
                let key = ReplicateKey::new(1, replicate);
                engine.simulate(&model, &layout, &key, &mut state, &mut outcome, &|| false);
            }
            let (lines, followed) = (state.cells_round.credits.capacity(), state.cells.crowd.room());
            assert!(lines <= 256 && followed <= 256, "{lines} lines, {followed} numbers: {campaign}");
        }
    }
}
