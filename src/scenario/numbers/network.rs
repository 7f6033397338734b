//! The numbers of a network that is drawn, of chat groups, and of what people who know each other do.

use super::fact::Fact;
use super::slot::Slot;
use super::walk::Walk;
use crate::network::{Block, Circle, Degrees, Generator, Law, Plan, Seats};
use crate::scenario::{Domain, Meaning, Scenario, ShareInto, SocialProof};

impl SocialProof {
    pub(crate) const PER_MEMBER: Fact =
        Fact::factor("Factor on the chance to join for each member whom somebody knows, but the inviter.");
}

/// The chance of two people in a circle of friends to know each other.
pub(crate) const TIE: Fact =
    Fact::chance("Chance of two people in such a circle to know each other.").or(1.0);

pub(super) fn network(walk: &mut Walk<'_>, scenario: &mut Scenario) {
    if let Some(plan) = &mut scenario.network {
        walk.within("network", |walk| match plan {
            Plan::Files(files) => groups(walk, files.drawn_groups.as_mut()),
            Plan::Drawn { generator: Generator { law, groups: seats }, .. } => {
                self::law(walk, law);
                groups(walk, seats.as_mut());
            }
        });
    }
    if let Some(SocialProof { per_member_neighbour, max }) = &mut scenario.social_proof {
        const MAX: Fact = Fact::new(Meaning::Factor, Domain::NON_NEGATIVE, "The largest factor.");
        walk.within("social_proof", |walk| {
            walk.number(
                "per_member_neighbour",
                SocialProof::PER_MEMBER,
                Slot::Quantity(per_member_neighbour),
            );
            walk.number("max", MAX, Slot::Quantity(max));
        });
    }
}

/// Of a graph drawn at random, and of a law of degrees.
const MEAN: Fact = Fact::new(Meaning::People, Domain::REACH, "Contacts of a person on average.");

fn law(walk: &mut Walk<'_>, law: &mut Law) {
    const NODES: Fact = Fact::new(Meaning::People, Domain::NODES, "How many people there are.");
    const M: Fact = Fact::new(Meaning::People, Domain::MANY, "Contacts that everybody brings who comes.");
    const NEIGHBOURS: Fact =
        Fact::new(Meaning::People, Domain::MANY, "How many of the nearest in the ring a person knows; even.");
    const REWIRE: Fact = Fact::chance("Chance of each contact to be one to somebody at random instead.");
    match law {
        Law::ErdosRenyi { people, mean } => {
            walk.number("nodes", NODES, Slot::Whole(people));
            walk.number("mean", MEAN, Slot::Real(mean));
        }
        Law::BarabasiAlbert { people, m } => {
            walk.number("nodes", NODES, Slot::Whole(people));
            walk.number("m", M, Slot::Whole(m));
        }
        Law::WattsStrogatz { people, neighbours, rewire } => {
            walk.number("nodes", NODES, Slot::Whole(people));
            walk.number("neighbours", NEIGHBOURS, Slot::Whole(neighbours));
            walk.number("rewire", REWIRE, Slot::Real(rewire));
        }
        Law::Configuration { people, degrees } => {
            walk.number("nodes", NODES, Slot::Whole(people));
            walk.within("degrees", |walk| self::degrees(walk, degrees));
        }
        Law::Blocks { blocks, chances } => self::blocks(walk, blocks, chances),
        Law::Circles { people, circles } => {
            walk.number("nodes", NODES, Slot::Whole(people));
            walk.within("circles", |walk| walk.items(circles, circle));
        }
    }
}

fn degrees(walk: &mut Walk<'_>, degrees: &mut Degrees) {
    const FIXED: Fact = Fact::new(Meaning::People, Domain::MANY, "Everybody has so many contacts.");
    const K: Fact = Fact::new(
        Meaning::Shape,
        Domain::POSITIVE,
        "With `mean`: how unequal people are; the smaller, the more a few have most contacts.",
    );
    const EXPONENT: Fact = Fact::new(
        Meaning::Shape,
        Domain::POSITIVE,
        "A power law: the chance of `d` contacts falls like `d` to the minus this (2 to 3 is usual).",
    );
    const MIN: Fact = Fact::new(Meaning::People, Domain::MANY, "With `exponent`: the fewest contacts.");
    const MAX: Fact = Fact::new(Meaning::People, Domain::MANY, "With `exponent`: the most contacts.");
    match degrees {
        Degrees::Fixed(number) => walk.number("fixed", FIXED, Slot::Whole(number)),
        Degrees::Poisson { mean } => walk.number_or_all("mean", true, MEAN, Slot::Real(mean)),
        Degrees::NegativeBinomial { mean, k } => {
            walk.number("mean", MEAN, Slot::Real(mean));
            walk.number("k", K, Slot::Real(k));
        }
        Degrees::PowerLaw { exponent, min, max } => {
            walk.number("exponent", EXPONENT, Slot::Real(exponent));
            walk.number("min", MIN, Slot::Whole(min));
            walk.number("max", MAX, Slot::Whole(max));
        }
    }
}

fn blocks(walk: &mut Walk<'_>, blocks: &mut [Block], chances: &mut [Vec<f64>]) {
    const SIZE: Fact = Fact::new(Meaning::People, Domain::NODES, "How many people the block has.");
    const CHANCE: Fact = Fact::chance("Chance of one of this block to know one of that one.");
    walk.within("blocks", |walk| {
        for Block { name, size } in blocks {
            walk.named("<block>", name, |walk| walk.here(SIZE, Slot::Whole(size)));
        }
    });
    walk.within("chances", |walk| {
        walk.items(chances, |walk, row| {
            walk.items(row, |walk, chance| walk.here(CHANCE, Slot::Real(chance)));
        });
    });
}

fn circle(walk: &mut Walk<'_>, Circle { size, tie }: &mut Circle) {
    const SIZE: Fact = Fact::new(Meaning::People, Domain::MANY, "How many people such a circle has.");
    walk.number("size", SIZE, Slot::Whole(size));
    walk.number("tie", TIE, Slot::Real(tie));
}

fn groups(walk: &mut Walk<'_>, seats: Option<&mut Seats>) {
    const PER_PERSON: Fact =
        Fact::new(Meaning::Count, Domain::REACH, "In how many chat groups a person sits on average.");
    const SIZE: Fact =
        Fact::new(Meaning::People, Domain::POSITIVE, "How many people a group has on average.");
    const CAP: Fact = Fact::new(Meaning::People, Domain::MANY, "How many people a group can have.");
    let Some(Seats { per_person, size, cap }) = seats else { return };
    walk.within("groups", |walk| {
        walk.number("per_person", PER_PERSON, Slot::Real(per_person));
        walk.number("size", SIZE, Slot::Real(size));
        walk.number("cap", CAP, Slot::Whole(cap));
    });
}

/// How people share into groups.
pub(super) fn share_into(walk: &mut Walk<'_>, into: &mut ShareInto) {
    const GROUPS: Fact =
        Fact::new(Meaning::Count, Domain::MANY, "Into how many of the sharer's chat groups a share goes.");
    const SEE: Fact = Fact::chance("Chance of each other person in such a group to see it.").lever(1.0);
    walk.within("groups", |walk| {
        walk.number("share_into", GROUPS, Slot::Whole(&mut into.groups));
        walk.number("see", SEE, Slot::Quantity(&mut into.see));
    });
}
