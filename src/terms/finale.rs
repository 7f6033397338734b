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
    let mut holders = standing.to_vec();
    let mut winners = vec![0; standing.len()];
    let tickets_of = |by_j: &Vec<u64>| by_j.iter().enumerate().map(|(j, n)| j as u64 * n).sum::<u64>();
    let mut tickets: u64 = holders.iter().map(tickets_of).sum();
    for _ in 0..prizes {
        if tickets == 0 {
            break;
        }
        let mut ticket = stream.below(tickets);
        'draw: for (segment, by_j) in holders.iter_mut().enumerate() {
            for (j, people) in by_j.iter_mut().enumerate() {
                let here = j as u64 * *people;
                if ticket < here {
                    *people -= 1;
                    tickets -= j as u64;
                    winners[segment] += 1;
                    break 'draw;
                }
                ticket -= here;
            }
        }
    }
    winners
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

    #[test]
    fn a_pool_is_for_all_who_reached_the_mark() {
        assert_eq!(reached(&[vec![0, 5, 2, 1], vec![]], 2), [3, 0]);
    }
}
