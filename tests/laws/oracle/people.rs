//! The people of a campaign, one by one.

use super::dice;
use super::refunds::Return;
use kfactor::units::Money;
use rand::RngExt;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;
use std::collections::BTreeSet;

/// Where a member came from.
#[derive(Clone, Copy)]
pub enum Origin {
    Seed,
    Organic,
    /// For money.
    Bought,
    /// By invitation of this member.
    Invited(usize),
}

impl Origin {
    pub fn inviter(self) -> Option<usize> {
        match self {
            Origin::Invited(inviter) => Some(inviter),
            Origin::Seed | Origin::Organic | Origin::Bought => None,
        }
    }
}

pub struct Member {
    pub segment: usize,
    pub class: usize,
    pub origin: Origin,
    pub joined: u32,
    /// When that was, in steps.
    pub came: f64,
    /// Invitations credited.
    pub j: u32,
    /// Rewards that he got by each rule with a cap, in all and today.
    pub got: Vec<[u32; 2]>,
    /// Friends won today.
    pub won_today: u32,
    pub waiting: bool,
    /// Days of the clock that his wait for an occasion still lasts, where that is known.
    pub left: Option<f64>,
    pub shared: bool,
    pub present: bool,
    pub bought: bool,
    /// Whether he has kept an order.
    pub kept: bool,
    /// What he has paid for orders, and how often he has earned something by each rule that is about them, in all and today.
    pub spent: Money,
    pub earned: Vec<[u32; 2]>,
    /// Whether he has got the price of joining back.
    pub paid_back: bool,
    /// When he gets the price of joining back.
    pub returns: Option<Return>,
    /// Who of the invitees he is.
    pub invitee: Option<usize>,
    /// The moment of the wave he belongs to, as a part of the step in which he joined.
    pub moment: Option<f64>,
    /// The part of the present step for which he would be there, that for which he is, and whether he leaves after it.
    pub part: f64,
    pub there: f64,
    pub leaves: bool,
    /// What decides in the present step whether he leaves in it: a waiting time of mean 1, in cycles a uniform number.
    pub luck: Option<f64>,
    /// His number among those whom the campaign does not bring.
    pub number: Option<usize>,
}

impl Member {
    pub fn new(coming: &Coming, class: usize, joined: u32, rules: usize) -> Member {
        Member {
            segment: coming.segment,
            class,
            origin: coming.origin,
            joined,
            moment: coming.moment,
            came: f64::from(joined),
            part: 1.0,
            there: 1.0,
            luck: None,
            number: coming.number,
            leaves: false,
            j: 0,
            got: Vec::new(),
            won_today: 0,
            waiting: true,
            left: None,
            shared: false,
            present: true,
            bought: false,
            kept: false,
            spent: Money::ZERO,
            earned: vec![[0; 2]; rules],
            invitee: coming.invitee,
            paid_back: false,
            returns: None,
        }
    }
}

/// Somebody at the door; a wave comes at its moment of the step.
pub struct Coming {
    pub segment: usize,
    pub origin: Origin,
    pub moment: Option<f64>,
    /// The moment at which an invitee comes, where it is known when he was asked.
    pub comes: Option<f64>,
    /// Who accepted an invitation.
    pub invitee: Option<usize>,
    /// His number among those whom the campaign does not bring.
    pub number: Option<usize>,
    /// When he comes to the door, as a part of the step; of those who come together it is decided by lot.
    pub order: [f64; 2],
}

/// Somebody who has accepted an invitation.
pub struct Invitee {
    pub segment: usize,
    pub inviter: usize,
    /// The step of his answer.
    pub joins: u32,
    /// The moment of that step at which he comes, where it is known when he was asked.
    pub comes: Option<f64>,
    pub answer: Answer,
    /// Who he is as a member.
    pub member: Option<usize>,
    /// What hangs on him.
    pub promises: Vec<usize>,
}

#[derive(Clone, Copy)]
pub enum Answer {
    Coming,
    /// Here, for what those of his segment who came with him paid in the mean, in minor units.
    Joined {
        paid: f64,
    },
    TurnedAway,
}

/// The people who can join, by index.
pub struct Market {
    /// Who has accepted, or is a seed.
    pub accepted: Vec<bool>,
    seed: Vec<bool>,
    /// How many are no seeds.
    others: usize,
    pub left: usize,
}

impl Market {
    /// As many as there are, or as are addressed.
    pub fn new(size: f64, addressed: u64) -> Market {
        let size = (size.round() as usize).max(addressed as usize);
        Market { accepted: vec![false; size], seed: vec![false; size], others: size, left: size }
    }

    /// Tells so many who are no seeds yet; who has not accepted becomes one. How many do.
    pub fn tell(&mut self, people: u64, rng: &mut ChaCha8Rng) -> u64 {
        let (people, mut told) = (self.others.min(people as usize), BTreeSet::new());
        let mut seeds = 0;
        while told.len() < people {
            let person = rng.random_range(0..self.seed.len());
            if !self.seed[person] && told.insert(person) && self.take(person) {
                self.seed[person] = true;
                self.others -= 1;
                seeds += 1;
            }
        }
        seeds
    }

    /// Takes this person; `false` when he is taken already.
    pub fn take(&mut self, person: usize) -> bool {
        if self.accepted[person] {
            return false;
        }
        self.accepted[person] = true;
        self.left -= 1;
        true
    }

    /// Takes anybody who is left; `false` when nobody is.
    pub fn take_any(&mut self, rng: &mut ChaCha8Rng) -> bool {
        while self.left > 0 {
            if self.take(rng.random_range(0..self.accepted.len())) {
                return true;
            }
        }
        false
    }
}

/// The `k` members with most invitations, one at least; ties by chance.
pub fn top(members: &[Member], k: u32, rng: &mut ChaCha8Rng) -> Vec<usize> {
    let mut people = reached(members, 1);
    people.shuffle(rng);
    people.sort_by_key(|&id| std::cmp::Reverse(members[id].j));
    people.truncate(k as usize);
    people
}

/// `k` winners; every invitation is a ticket, nobody wins twice.
pub fn lottery(members: &[Member], k: u32, rng: &mut ChaCha8Rng) -> Vec<usize> {
    let mut people = reached(members, 1);
    let mut winners = Vec::new();
    while winners.len() < k as usize && !people.is_empty() {
        let tickets: Vec<f64> = people.iter().map(|&id| f64::from(members[id].j)).collect();
        winners.push(people.swap_remove(dice::pick(rng, &tickets)));
    }
    winners
}

/// All who ever reached `n` invitations.
pub fn reached(members: &[Member], n: u32) -> Vec<usize> {
    (0..members.len()).filter(|&id| members[id].j >= n).collect()
}
