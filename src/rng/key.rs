//! Where a stream comes from: seed, replicate, purpose, step, round, lane.
//!
//! # Why six rounds of Philox
//!
//! A campaign reads one or a few numbers from each of millions of streams whose addresses differ in a bit or
//! two. The numbers are as good as the mixing of the address, and the generator behind it repairs little. So the
//! address is put through a counter-based generator: Philox2x64-6 (Salmon, Moraes, Dror and Shaw, *Parallel
//! random numbers: as easy as 1, 2, 3*, 2011), with a key of its own in every round instead of a progression.
//!
//! * Each round can be undone, so different addresses have different states: no two streams of a replicate are
//!   the same, whatever the key.
//! * The key is only added (by exclusive or), never a factor: there are no weak keys. Two folded products with
//!   key words as factors cost half as much and are equally good under random keys, but bad under keys with many
//!   zeros, and let all streams pass through 64 bits, where millions of them may meet.
//!
//! Tested were first and second numbers along lanes, steps, purposes, mixed and strided addresses, and one long
//! stream: cells of high, middle and low bits, pairs of neighbours, birthday spacings, all spacings, weights and
//! correlations of words and bits, 65,536 numbers each; for 200 replicates of seeds 0, 1, 98 and 500, for one
//! hundred other seeds, and for keys of zeros, of ones and of a single bit; two million numbers each for a few.
//! Two rounds fail nearly everywhere and three between purposes; from four on nothing is seen.
//! `tests/mixing.rs` keeps the sharpest of these tests.

use super::Stream;
use super::lane::Deed;
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

/// What random numbers are drawn for; different purposes never share a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// Values of uncertain inputs.
    Inputs,
    /// Organic arrivals.
    Arrivals,
    /// The class (of staying) a new member belongs to.
    Class,
    /// Who has an occasion to share.
    Occasion,
    /// Who shares, having an occasion.
    Decision,
    /// How many contacts a share reaches.
    Reach,
    /// How many contacts accept.
    Accept,
    /// Which sharers the acceptances are credited to.
    Progress,
    /// Who will share again.
    Again,
    /// Which segments invitees belong to.
    Mix,
    /// How long invitees are on the way.
    Delay,
    /// Claims for rewards and what becomes of them.
    Claims,
    /// Who leaves.
    Leaving,
    /// Purchases and other value of members.
    Value,
    /// Bans and other acts of the platform.
    Platform,
    /// Who is let in where not all fit.
    Admission,
    /// What is settled at the close: ranks, lotteries.
    Final,
    /// Single members of the agent engine.
    Member,
    /// The network between people.
    Network,
    /// How far down the funnel those who did not accept came.
    Funnel,
    /// The study around the replicates: resampling, designs.
    Study,
    /// On whom of those who accepted together promises hang.
    Promise,
    /// Which promises find their invitees let in, and how long they are held.
    Holding,
    /// Which promises were made before the last piece went.
    LastPiece,
    /// Who of some members was invited, as long as that is followed.
    Chain,
    /// Who will order so long after joining, and who of the customers leaves.
    Customers,
    /// Who of the joiners gets his money back.
    Refund,
    /// Who opens a reminder, and who leaves because of it.
    Reminders,
}

/// The root of all random numbers of one replicate: 384 bits that seed and replicate determine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplicateKey {
    /// One key per round of mixing.
    pub(super) words: [u64; ROUNDS],
}

impl ReplicateKey {
    /// The key of replicate `replicate` under `seed`: the beginning of a ChaCha8 stream whose cipher key is made
    /// from the seed and whose stream number is the replicate.
    #[must_use]
    pub fn new(seed: u64, replicate: u64) -> ReplicateKey {
        let mut cipher = ChaCha8Rng::from_seed(cipher_key(seed));
        cipher.set_stream(replicate);
        ReplicateKey { words: std::array::from_fn(|_| cipher.next_u64()) }
    }

    /// A fresh stream; the same coordinates always give the same stream.
    ///
    /// Costs six multiplications (3 ns with its first number), so a stream of its own for every cell of every
    /// step is the rule: then no draw shifts the numbers of another.
    #[inline]
    #[must_use]
    pub fn stream(&self, purpose: Purpose, step: u32, lane: u32) -> Stream {
        self.stream_in_round(purpose, step, 0, lane)
    }

    /// The stream of what a person does for the `time`-th time. A person is a number that means the same in every design.
    #[inline]
    #[must_use]
    pub fn stream_of(&self, person: u64, deed: Deed, time: u32) -> Stream {
        let deed = OF_PERSONS | u64::from(time) << 16 | (deed as u64) << 8 | Purpose::Member as u64;
        let (a, b) = self.words.iter().fold((person, deed), mixed);
        Stream::from_state(a, b)
    }

    /// The stream of a round of sharing within a step; that of round 0 is the [stream](ReplicateKey::stream) of the step.
    #[inline]
    #[must_use]
    pub fn stream_in_round(&self, purpose: Purpose, step: u32, round: u32, lane: u32) -> Stream {
        let place = u64::from(step) << 32 | u64::from(lane);
        let purpose = u64::from(round) << 8 | purpose as u64;
        let (a, b) = self.words.iter().fold((place, purpose), mixed);
        Stream::from_state(a, b)
    }
}

/// Streams of persons are none of those of steps.
const OF_PERSONS: u64 = 1 << 63;

/// Rounds of mixing: the fewest with which the authors of Philox found no fault, two more than ours need.
const ROUNDS: usize = 6;

/// The multiplier of Philox2x64.
const MULTIPLIER: u64 = 0xd2b7_4407_b1ce_6e93;

/// One round of Philox: both halves of a product, the upper one under the key and the other word.
#[inline]
fn mixed((a, b): (u64, u64), key: &u64) -> (u64, u64) {
    let product = u128::from(a) * u128::from(MULTIPLIER);
    ((product >> 64) as u64 ^ key ^ b, product as u64)
}

/// 2^64 over the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// 256 bits from 64 by `SplitMix64`; different seeds give different keys.
fn cipher_key(seed: u64) -> [u8; 32] {
    let mut key = [0; 32];
    for (i, bytes) in key.chunks_exact_mut(8).enumerate() {
        let mut z = seed.wrapping_add(GOLDEN.wrapping_mul(i as u64 + 1));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bytes.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes());
    }
    key
}
