//! The door: who finds room where people come one after the other.

use crate::rng::{Stream, binomial, multivariate_hypergeometric};

/// People who come to the door in a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comers {
    pub count: u64,
    pub when: When,
}

/// When in a step they come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    /// All together, at this moment.
    At(f64),
    /// Each at one of his own.
    Anytime,
    /// The same, after he was asked in the step: at the later of two moments.
    Afterwards,
}

impl When {
    /// Chance to come before a moment.
    fn before(self, moment: f64) -> f64 {
        match self {
            When::At(own) => f64::from(u8::from(own < moment)),
            When::Anytime => moment,
            When::Afterwards => moment * moment,
        }
    }

    /// Chance of one who comes between two moments to come before a third between them.
    fn before_between(self, moment: f64, [from, to]: [f64; 2]) -> f64 {
        let [before, from, to] = [moment, from, to].map(|moment| self.before(moment));
        if to > from { ((before - from) / (to - from)).clamp(0.0, 1.0) } else { 1.0 }
    }
}

/// People who come closer together than this part of a step come at once: by lot then.
const INSTANT: f64 = 1e-9;

/// How many of each find room, if there is so much of it: who comes first. Moments are not drawn one by one: as long as not all
/// who come in a stretch of the step find room it is halved.
pub(super) fn first_come(stream: &mut Stream, comers: &[Comers], room: u64) -> Vec<u64> {
    let mut counts: Vec<u64> = comers.iter().map(|comers| comers.count).collect();
    let (mut admitted, mut room) = (vec![0; comers.len()], room);
    let [mut from, mut to] = [0.0, 1.0];
    while counts.iter().sum::<u64>() > room {
        if room == 0 {
            return admitted;
        }
        if to - from < INSTANT {
            let all = counts.clone();
            multivariate_hypergeometric(stream, &all, room, &mut counts);
            break;
        }
        let middle = 0.5 * (from + to);
        let early = |(comers, count): (&Comers, &u64)| {
            binomial(stream, *count, comers.when.before_between(middle, [from, to]))
        };
        let first: Vec<u64> = comers.iter().zip(&counts).map(early).collect();
        let here: u64 = first.iter().sum();
        if here > room {
            (counts, to) = (first, middle);
        } else {
            for ((admitted, count), first) in admitted.iter_mut().zip(&mut counts).zip(first) {
                *admitted += first;
                *count -= first;
            }
            (room, from) = (room - here, middle);
        }
    }
    admitted.iter_mut().zip(counts).for_each(|(admitted, count)| *admitted += count);
    admitted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    /// Mean numbers of those who find room.
    fn means(comers: &[Comers], room: u64) -> Vec<f64> {
        let mut sums = vec![0; comers.len()];
        for replicate in 0..20_000 {
            let mut stream = ReplicateKey::new(1, replicate).stream(Purpose::Admission, 0, 0);
            let admitted = first_come(&mut stream, comers, room);
            assert_eq!(admitted.iter().sum::<u64>(), room.min(comers.iter().map(|c| c.count).sum()));
            sums.iter_mut().zip(admitted).for_each(|(sum, count)| *sum += count);
        }
        sums.into_iter().map(|sum: u64| sum as f64 / 20_000.0).collect()
    }

    fn comers(count: u64, when: When) -> Comers {
        Comers { count, when }
    }

    #[test]
    fn all_find_room_where_there_is_enough() {
        assert_eq!(means(&[comers(3, When::Anytime), comers(2, When::At(0.5))], 5), [3.0, 2.0]);
    }

    #[test]
    fn who_comes_first_finds_room() {
        // A wave in the middle of the step: of 20 who come at any moment a binomial number is before it.
        let seen = means(&[comers(20, When::Anytime), comers(10, When::At(0.5))], 20);
        assert!((seen[0] - 11.0).abs() < 0.4 && seen[0] > 10.0, "{seen:?}");
        assert_eq!(means(&[comers(20, When::Anytime), comers(10, When::At(0.0))], 12), [2.0, 10.0]);
        let seen = means(&[comers(6, When::At(0.0)), comers(2, When::At(0.0))], 4);
        assert!((seen[0] - 3.0).abs() < 0.02, "by lot: {seen:?}");
    }

    /// One of two finds room: who answers within the step comes first with chance 1/3.
    #[test]
    fn who_is_asked_in_the_step_comes_later() {
        let seen = means(&[comers(1, When::Anytime), comers(1, When::Afterwards)], 1);
        assert!((seen[1] - 1.0 / 3.0).abs() < 0.015, "{seen:?}");
        let seen = means(&[comers(40, When::Anytime), comers(60, When::Anytime)], 50);
        assert!((seen[0] - 20.0).abs() < 0.1, "{seen:?}");
    }
}
