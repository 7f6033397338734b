//! Where a stream comes from: seed, replicate, purpose, step, lane.

use super::Stream;
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
}

/// The root of all random numbers of one replicate: 256 bits that seed and replicate determine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplicateKey {
    words: [u64; 4],
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

    /// A fresh stream; the same five coordinates always give the same stream.
    ///
    /// Costs a few multiplications, so a stream of its own for every cell of every step is the rule: then
    /// no draw shifts the numbers of another.
    #[inline]
    #[must_use]
    pub fn stream(&self, purpose: Purpose, step: u32, lane: u32) -> Stream {
        let [a, b, c, d] = self.words;
        let place = u64::from(step) << 32 | u64::from(lane);
        let aim = (purpose as u64 + 1).wrapping_mul(GOLDEN);
        let mixed = fold(a ^ place, b ^ aim);
        Stream::from_state(fold(mixed ^ c, MIX_1), fold(mixed ^ d, MIX_2))
    }
}

/// 2^64 over the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
/// Odd, half of its bits set, without pattern: what a folded product needs.
const MIX_1: u64 = 0xa076_1d64_78bd_642f;
/// As [`MIX_1`].
const MIX_2: u64 = 0xe703_7ed1_a0b4_28db;

/// Both halves of the 128-bit product, one over the other: the strongest mixing one instruction buys.
#[inline]
fn fold(x: u64, y: u64) -> u64 {
    let product = u128::from(x) * u128::from(y);
    (product as u64) ^ ((product >> 64) as u64)
}

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
