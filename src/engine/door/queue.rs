//! People who come one after the other. Moments are not drawn one by one: how many come in a stretch of the step is known, and it
//! is cut only where not all who come in it find room, or where something changes in it.

use super::comers::Comers;
use crate::rng::{Stream, binomial, multivariate_hypergeometric};

/// How people fall on the parts of a stretch.
pub(in crate::engine) trait Lot {
    /// How many of so many come early, each with this chance.
    fn early(&mut self, count: f64, chance: f64) -> f64;

    /// Who of those that come at once, so many of each kind, are the first.
    fn first(&mut self, counts: &[f64], first: f64) -> Vec<f64>;
}

/// By chance.
impl Lot for Stream {
    fn early(&mut self, count: f64, chance: f64) -> f64 {
        binomial(self, count as u64, chance) as f64
    }

    fn first(&mut self, counts: &[f64], first: f64) -> Vec<f64> {
        let all: Vec<u64> = counts.iter().map(|count| *count as u64).collect();
        let mut drawn = all.clone();
        multivariate_hypergeometric(self, &all, first as u64, &mut drawn);
        drawn.into_iter().map(|count| count as f64).collect()
    }
}

/// Less than anybody, where people are counted in parts.
const NOBODY: f64 = 1e-9;

/// Evenly, in parts of people: what is expected of them.
pub(in crate::engine) struct Evenly;

impl Lot for Evenly {
    fn early(&mut self, count: f64, chance: f64) -> f64 {
        count * chance
    }

    fn first(&mut self, counts: &[f64], first: f64) -> Vec<f64> {
        let all: f64 = counts.iter().sum();
        counts.iter().map(|count| count * (first / all).min(1.0)).collect()
    }
}

/// People who come closer together than this part of a step come at once: by lot then.
const INSTANT: f64 = 1e-9;

/// Who is still to come.
pub(in crate::engine) struct Queue<'a, L> {
    comers: &'a [Comers],
    lot: &'a mut L,
    /// Stretches of the step, the last one first.
    ahead: Vec<Stretch>,
}

/// How many of each come in a part of the step.
struct Stretch {
    from: f64,
    to: f64,
    counts: Vec<f64>,
}

/// Who came, so many of each, and the moment up to which all did.
pub(in crate::engine) struct Came {
    pub counts: Vec<f64>,
    pub until: f64,
}

impl Came {
    pub fn all(&self) -> f64 {
        self.counts.iter().sum()
    }
}

impl<'a, L: Lot> Queue<'a, L> {
    /// All of a step.
    pub fn new(comers: &'a [Comers], lot: &'a mut L) -> Queue<'a, L> {
        let counts = comers.iter().map(|comers| comers.count as f64).collect();
        Queue { comers, lot, ahead: vec![Stretch { from: 0.0, to: 1.0, counts }] }
    }

    /// Whether all have come.
    pub fn is_over(&self) -> bool {
        self.ahead.is_empty()
    }

    /// The first `most` of those who come before this moment; all of them where they are not more. With `to_the_last` it is
    /// known when the last of so many comes, also where he is the last of all.
    pub fn come(&mut self, most: f64, until: f64, to_the_last: bool) -> Came {
        let mut came = Came { counts: vec![0.0; self.comers.len()], until };
        let mut left = most;
        while let Some(next) = self.ahead.pop_if(|next| next.from < until) {
            let here: f64 = next.counts.iter().sum();
            if here == 0.0 {
                continue;
            }
            if left < NOBODY {
                came.until = next.from;
                self.ahead.push(next);
                break;
            }
            if next.to > until {
                self.cut(next, until);
            } else if here < left || (here == left && !to_the_last) {
                left -= here;
                add(&mut came.counts, &next.counts);
            } else if next.to - next.from < INSTANT {
                self.take_some(next, left, &mut came);
                break;
            } else {
                let middle = 0.5 * (next.from + next.to);
                self.cut(next, middle);
            }
        }
        came
    }

    /// So many of those who come at once, the others after them.
    fn take_some(&mut self, mut next: Stretch, first: f64, came: &mut Came) {
        let taken = self.lot.first(&next.counts, first);
        next.counts.iter_mut().zip(&taken).for_each(|(count, taken)| *count -= taken);
        add(&mut came.counts, &taken);
        came.until = next.to;
        self.ahead.push(next);
    }

    /// Cuts a stretch at a moment within it.
    fn cut(&mut self, next: Stretch, at: f64) {
        let early = |(comers, count): (&Comers, &f64)| {
            self.lot.early(*count, comers.when.before_between(at, [next.from, next.to]))
        };
        let first: Vec<f64> = self.comers.iter().zip(&next.counts).map(early).collect();
        let later = next.counts.iter().zip(&first).map(|(all, first)| all - first).collect();
        self.ahead.push(Stretch { from: at, to: next.to, counts: later });
        self.ahead.push(Stretch { from: next.from, to: at, counts: first });
    }
}

fn add(sums: &mut [f64], counts: &[f64]) {
    sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
}

/// How many of each find room, if there is so much of it: who comes first.
pub(in crate::engine) fn first_come(stream: &mut Stream, comers: &[Comers], room: u64) -> Vec<u64> {
    let came = Queue::new(comers, stream).come(room as f64, 1.0, false);
    came.counts.into_iter().map(|count| count as u64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::door::comers::When;
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

    /// Of people at moments of their own the tenth of nineteen comes in the middle, on average.
    #[test]
    fn it_is_known_when_the_last_place_goes() {
        let door = [comers(19, When::Anytime)];
        let middle = |replicate| {
            let mut stream = ReplicateKey::new(1, replicate).stream(Purpose::Admission, 0, 0);
            let mut queue = Queue::new(&door, &mut stream);
            let first = queue.come(10.0, 1.0, true);
            let rest = queue.come(f64::INFINITY, 1.0, true);
            assert_eq!((first.all(), rest.all(), rest.until, queue.is_over()), (10.0, 9.0, 1.0, true));
            first.until
        };
        let mean = (0..4_000).map(middle).sum::<f64>() / 4_000.0;
        assert!((mean - 0.5).abs() < 0.008, "{mean}");
    }

    #[test]
    fn a_stretch_of_the_step_may_be_passed() {
        let door = [comers(4, When::At(0.25)), comers(3, When::At(0.5)), comers(2, When::At(0.75))];
        let mut stream = ReplicateKey::new(1, 1).stream(Purpose::Admission, 0, 0);
        let mut queue = Queue::new(&door, &mut stream);
        assert_eq!(queue.come(f64::INFINITY, 0.5, false).counts, [4.0, 0.0, 0.0]);
        let some = queue.come(2.0, 0.6, false);
        assert_eq!(some.counts, [0.0, 2.0, 0.0]);
        assert!((some.until - 0.5).abs() < 1e-8);
        assert_eq!(queue.come(f64::INFINITY, 0.6, false).counts, [0.0, 1.0, 0.0]);
        assert_eq!(queue.come(f64::INFINITY, 1.0, false).counts, [0.0, 0.0, 2.0]);
    }
}
