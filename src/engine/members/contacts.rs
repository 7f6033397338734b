//! The contacts of a share: how many there are, and who of them says yes.
//!
//! The contacts of a share have marks between 0 and 1, and say yes where the mark is below the chance of it. They come in
//! the order of their marks, so that the others need not be drawn; and with a larger chance the same people say yes, and
//! some more.

use super::pace::exponential;
use crate::model::{ChannelModel, ContactLaw, ContactPart};
use crate::rng::{Stream, gamma, poisson};
use crate::scenario::MOST_CHANNELS;

/// A contact who says yes, if he has not accepted before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub person: u64,
    /// Place of the sharer in the round.
    pub sharer: u32,
    /// His lot, where several say the same. Where there are channels its last bits are the number of the one by which he is reached.
    lot: u32,
}

/// The bits of a lot that number a channel.
const NUMBER: u32 = MOST_CHANNELS as u32 - 1;

impl Hit {
    /// Somebody is reached by this way, and says yes.
    #[inline]
    pub fn by(channel: &ChannelModel, person: u64, sharer: u32, lot: u32) -> Hit {
        let lot = if channel.is_the_only_one { lot } else { lot & !NUMBER | channel.number as u32 };
        Hit { person, sharer, lot }
    }

    /// Whose hit counts, of those who are hit several times.
    #[inline]
    pub fn order(&self) -> (u64, u32, u32) {
        (self.person, self.lot, self.sharer)
    }

    /// Whose hit counts first, of all.
    #[inline]
    pub fn by_lot(&self) -> (u32, u64, u32) {
        (self.lot, self.person, self.sharer)
    }

    /// Who by whom, and whose hit of them counts first.
    #[inline]
    pub fn by_pair(&self) -> (u64, u32, u32) {
        (self.person, self.sharer, self.lot)
    }

    /// The place of the way by which he was reached, of those of the sharer's segment.
    #[inline]
    pub fn way(&self, channels: &[usize]) -> usize {
        match channels {
            [only] => *only,
            several => several[(self.lot & NUMBER) as usize],
        }
    }
}

/// How many contacts a share has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Given(u64),
    PoissonOfMean(f64),
}

impl Number {
    pub fn drawn(stream: &mut Stream, parts: &[ContactPart]) -> Number {
        let law = match parts {
            [only] => only.law,
            _ => part_at(parts, stream.uniform()).law,
        };
        match law {
            ContactLaw::Fixed(count) => Number::Given(count),
            ContactLaw::Poisson(mean) => Number::PoissonOfMean(mean),
            ContactLaw::NegativeBinomial { mean, k } => Number::PoissonOfMean(gamma(stream, k, mean / k)),
        }
    }

    /// As a whole number.
    pub fn whole(self, stream: &mut Stream) -> u64 {
        match self {
            Number::Given(count) => count,
            Number::PoissonOfMean(mean) => poisson(stream, mean),
        }
    }

    /// Calls `yes` for those whose marks are below `chance`, as long as it says that somebody waits for others. Of so many marks the smallest is at a rate of their number, the
    /// next at a rate of one less; time is the logarithm of what is left above. Of a Poisson number they come at one rate.
    #[inline]
    pub fn who_say_yes(self, stream: &mut Stream, chance: f64, mut yes: impl FnMut(&mut Stream) -> bool) {
        let mut time = 0.0;
        match self {
            Number::PoissonOfMean(mean) => {
                let until = mean * chance;
                loop {
                    time += exponential(stream);
                    if time >= until || !yes(stream) {
                        break;
                    }
                }
            }
            Number::Given(count) => {
                let until = -libm::log1p(-chance);
                for left in (1..=count).rev() {
                    time += exponential(stream) / left as f64;
                    if time >= until || !yes(stream) {
                        break;
                    }
                }
            }
        }
    }
}

/// The part of a contacts law at this level.
fn part_at(parts: &[ContactPart], level: f64) -> &ContactPart {
    let mut left = level;
    parts
        .iter()
        .find(|part| {
            left -= part.weight;
            left < 0.0
        })
        .unwrap_or(&parts[parts.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    fn who(number: Number, replicate: u64, chance: f64) -> Vec<u64> {
        let mut stream = ReplicateKey::new(4, replicate).stream(Purpose::Member, 0, 0);
        let mut people = Vec::new();
        number.who_say_yes(&mut stream, chance, |stream| {
            people.push(stream.next_u64());
            true
        });
        people
    }

    #[test]
    fn a_larger_chance_adds_people_and_loses_none() {
        for number in [Number::Given(12), Number::PoissonOfMean(12.0)] {
            let mut sums = [0.0; 3];
            for replicate in 0..4_000 {
                let [few, more, most] = [0.1, 0.4, 1.0].map(|chance| who(number, replicate, chance));
                assert!(more.starts_with(&few) && most.starts_with(&more));
                for (sum, people) in sums.iter_mut().zip([few, more, most]) {
                    *sum += people.len() as f64 / 4_000.0;
                }
            }
            for (mean, expected) in sums.into_iter().zip([1.2, 4.8, 12.0]) {
                assert!((mean - expected).abs() < 4.0 * (expected / 4_000.0f64).sqrt(), "{number:?} {mean}");
            }
        }
    }
}
