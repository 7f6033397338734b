//! What is settled at the end of the campaign: rank, lottery, pool. Members who have left keep what they earned.

use crate::model::Finale;
use crate::rng::{Stream, multivariate_hypergeometric};

/// Everybody who ever had an invitation credited: by segment, then by number of invitations, how many people.
pub type Standing = Vec<Vec<u64>>;

/// Winners by segment.
pub fn winners(finale: Finale, standing: &[Vec<u64>], stream: &mut Stream) -> Vec<u64> {
    match finale {
        Finale::Rank(places) => ranked(standing, places, stream),
        Finale::Lottery(prizes) => drawn_by_lot(standing, prizes, stream),
        Finale::Pool(mark) => reached(standing, mark),
    }
}

/// How many prizes are paid for, and how many winners each serves: a pool is paid once, whoever shares it.
#[must_use]
pub fn prizes(finale: Finale, due: u64) -> (u64, u64) {
    match finale {
        Finale::Rank(_) | Finale::Lottery(_) => (due, 1),
        Finale::Pool(_) => (due.min(1), due),
    }
}

/// The best by invitations, by segment; ties are broken by chance.
fn ranked(standing: &[Vec<u64>], places: u64, stream: &mut Stream) -> Vec<u64> {
    let highest = standing.iter().map(Vec::len).max().unwrap_or(0);
    let mut winners = vec![0; standing.len()];
    let mut left = places;
    for j in (1..highest).rev() {
        let level: Vec<u64> = standing.iter().map(|by_j| by_j.get(j).copied().unwrap_or(0)).collect();
        let mut best = vec![0; standing.len()];
        multivariate_hypergeometric(stream, &level, left, &mut best);
        for (winners, best) in winners.iter_mut().zip(&best) {
            *winners += best;
            left -= best;
        }
        if left == 0 {
            break;
        }
    }
    winners
}

/// Winners by segment when every invitation is a ticket and nobody wins twice.
fn drawn_by_lot(standing: &[Vec<u64>], prizes: u64, stream: &mut Stream) -> Vec<u64> {
    let holders: u64 = standing.iter().flat_map(|by_j| by_j.iter().skip(1)).sum();
    if prizes >= holders {
        return reached(standing, 1);
    }
    let mut winners = vec![0; standing.len()];
    let mut tickets = Tickets::of(standing);
    for _ in 0..prizes {
        winners[tickets.draw(stream)] += 1;
    }
    winners
}

/// Tickets in the order of their holders, as sums over so many places as make each of them quick to find (Fenwick 1994).
struct Tickets {
    /// By place: segment and tickets of each of its holders.
    places: Vec<(usize, u64)>,
    sums: Vec<u64>,
    all: u64,
}

impl Tickets {
    fn of(standing: &[Vec<u64>]) -> Tickets {
        let of_segment = |(segment, by_j): (usize, &Vec<u64>)| {
            let holders = by_j.iter().enumerate().filter(|(j, people)| *j > 0 && **people > 0);
            holders.map(|(j, people)| ((segment, j as u64), j as u64 * people)).collect::<Vec<_>>()
        };
        let (places, held): (Vec<_>, Vec<u64>) = standing.iter().enumerate().flat_map(of_segment).unzip();
        let all = held.iter().sum();
        let mut sums = held;
        for at in 1..=sums.len() {
            let above = at + lowest_bit(at);
            if above <= sums.len() {
                sums[above - 1] += sums[at - 1];
            }
        }
        Tickets { places, sums, all }
    }

    /// Draws a ticket and takes away all that its holder has; the segment of the holder.
    fn draw(&mut self, stream: &mut Stream) -> usize {
        let mut ticket = stream.below(self.all);
        let (mut before, mut step) = (0, self.sums.len().next_power_of_two());
        while step > 0 {
            if let Some(sum) = self.sums.get(before + step - 1).filter(|sum| **sum <= ticket) {
                ticket -= sum;
                before += step;
            }
            step /= 2;
        }
        let (segment, each) = self.places[before];
        self.all -= each;
        let mut at = before + 1;
        while at <= self.sums.len() {
            self.sums[at - 1] -= each;
            at += lowest_bit(at);
        }
        segment
    }
}

fn lowest_bit(number: usize) -> usize {
    1 << number.trailing_zeros()
}

/// Everybody who reached the mark, by segment.
fn reached(standing: &[Vec<u64>], mark: usize) -> Vec<u64> {
    standing.iter().map(|by_j| by_j.iter().skip(mark).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    fn stream(replicate: u64) -> Stream {
        ReplicateKey::new(1, replicate).stream(Purpose::Final, 0, 0)
    }

    #[test]
    fn the_best_win() {
        // Segment 0: 5 people with 1, 1 with 3; segment 1: 2 with 2.
        let standing = vec![vec![0, 5, 0, 1], vec![0, 0, 2]];
        assert_eq!(ranked(&standing, 3, &mut stream(0)), [1, 2]);
        assert_eq!(ranked(&standing, 100, &mut stream(0)), [6, 2]);
    }

    #[test]
    fn tickets_win_in_proportion() {
        let standing = vec![vec![0, 30], vec![0, 0, 0, 10]];
        let first = (0..4000).filter(|&r| drawn_by_lot(&standing, 1, &mut stream(r))[0] == 1).count();
        assert!((first as f64 / 4000.0 - 0.5).abs() < 0.035, "{first}");
        assert_eq!(drawn_by_lot(&standing, 100, &mut stream(0)), [30, 10]);
    }

    /// One holder after the other, as it is defined.
    fn by_looking_at_all(standing: &[Vec<u64>], prizes: u64, stream: &mut Stream) -> Vec<u64> {
        let (mut holders, mut winners) = (standing.to_vec(), vec![0; standing.len()]);
        for _ in 0..prizes {
            let place = |(segment, by_j): (usize, &Vec<u64>)| {
                let of_segment = by_j.iter().enumerate();
                of_segment.map(|(j, people)| (segment, j, j as u64 * people)).collect::<Vec<_>>()
            };
            let places: Vec<_> = holders.iter().enumerate().flat_map(place).collect();
            let mut ticket = stream.below(places.iter().map(|(_, _, held)| held).sum());
            for (segment, j, held) in places {
                if ticket < held {
                    holders[segment][j] -= 1;
                    winners[segment] += 1;
                    break;
                }
                ticket -= held;
            }
        }
        winners
    }

    #[test]
    fn every_ticket_is_found() {
        for replicate in 0..40 {
            let mut shape = stream(1_000 + replicate);
            let people = |count: u64, stream: &mut Stream| (0..count).map(|_| stream.below(4)).collect();
            let standing: Vec<Vec<u64>> = (0..3).map(|size| people(2 + 5 * size, &mut shape)).collect();
            let holders: u64 = standing.iter().flat_map(|by_j| &by_j[1..]).sum();
            for prizes in [1, holders / 2, holders - 1] {
                let found = drawn_by_lot(&standing, prizes, &mut stream(replicate));
                assert_eq!(found, by_looking_at_all(&standing, prizes, &mut stream(replicate)));
            }
        }
    }

    #[test]
    fn a_million_prizes_among_a_million_marks_are_drawn_at_once() {
        let standing = vec![(0..1_000_000).map(|j| u64::from(j % 7 == 1) * 9).collect()];
        assert_eq!(drawn_by_lot(&standing, 1_000_000, &mut stream(0)), [1_000_000]);
    }

    #[test]
    fn a_pool_is_for_all_who_reached_the_mark() {
        assert_eq!(reached(&[vec![0, 5, 2, 1], vec![]], 2), [3, 0]);
    }
}
