//! Chat groups drawn at random.

use super::dice::somebody;
use super::law::Seats;
use crate::network::edges::plain;
use crate::network::graph::Groups;
use crate::rng::{Stream, poisson};
use std::collections::BTreeSet;

/// As many groups as it takes for everybody to sit in so many on average; each has a Poisson number of people, at most the
/// cap, all of whom are equally likely.
pub(super) fn draw(seats: &Seats, people: u32, stream: &mut Stream) -> Groups {
    let most = u64::from(seats.cap.min(people));
    let groups = (f64::from(people) * seats.per_person / mean_size(seats.size, most as f64))
        .round()
        .clamp(0.0, f64::from(u32::MAX - 1)) as u32;
    let mut taken = Vec::new();
    for group in 0..groups {
        let size = poisson(stream, seats.size).min(most);
        taken.extend(different(size as u32, people, stream).into_iter().map(|person| plain(group, person)));
    }
    taken.sort_unstable();
    Groups::of_seats(groups as usize, &taken, people)
}

/// The mean of a Poisson number that is cut at `most`.
fn mean_size(mean: f64, most: f64) -> f64 {
    // So far from the mean hardly anything lies.
    let far = 10.0 * mean.sqrt() + 30.0;
    if most >= mean + far {
        return mean;
    }
    if most <= mean - far {
        return most;
    }
    let (mut sum, mut all) = (0.0, 0.0);
    let mut number = (mean - far).floor().max(0.0);
    while number <= mean + far {
        let chance = libm::exp(number * libm::log(mean) - mean - libm::lgamma(number + 1.0));
        sum += number.min(most) * chance;
        all += chance;
        number += 1.0;
    }
    sum / all
}

/// So many different people, every set of them equally likely (Floyd).
fn different(count: u32, people: u32, stream: &mut Stream) -> BTreeSet<u32> {
    let mut chosen = BTreeSet::new();
    for last in people - count..people {
        let candidate = somebody(stream, last + 1);
        if !chosen.insert(candidate) {
            chosen.insert(last);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_a_poisson_number_lowers_its_mean() {
        let close = |mean: f64, most: f64, expected: f64| {
            assert!(
                (mean_size(mean, most) - expected).abs() < 1e-4,
                "{mean} {most}: {}",
                mean_size(mean, most)
            );
        };
        close(40.0, 200.0, 40.0);
        close(40.0, 50.0, 39.818);
        close(2.0, 1.0, 1.0 - (-2.0f64).exp());
        close(1e6, 9.0, 9.0);
        close(1e-9, 5.0, 1e-9);
    }
}
