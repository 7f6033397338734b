//! One tree of invitations, as an example of all: the largest one of a campaign whose largest tree is neither large nor small.

use crate::engine::{Engine, Joined};
use crate::ensemble::{self, Ensemble, Observer};
use crate::metrics::Metric;
use crate::scenario::Valid;
use serde::Serialize;

/// A tree of invitations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tree {
    /// The campaign in which it grew.
    pub replicate: u64,
    /// Its people, the root included.
    pub people: u64,
    /// The most people whom one of them invited.
    pub most_invited: u64,
    /// Those of them who accepted first, at most [`MOST_SHOWN`], in that order; the root is the first.
    pub members: Vec<TreeMember>,
    /// In the whole campaign: everybody who was invited, and those who invited somebody.
    pub invited: u64,
    pub inviters: u64,
    /// Those of the campaign who invited most, at most [`BEST_SHARERS`], the best first; of equals the first who joined.
    pub sharers: Vec<Sharer>,
}

/// Somebody who invited others.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Sharer {
    /// How many he invited.
    pub invited: u64,
    /// Those together with whom they invited in turn, and so on.
    pub through: u64,
    /// Invitations between him and the root of his tree.
    pub generation: u32,
    /// His segment, by place in the scenario.
    pub segment: u8,
}

/// Somebody in a tree.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TreeMember {
    /// Who invited him, by place among the members; none for the root.
    pub inviter: Option<u32>,
    /// Invitations between him and the root.
    pub generation: u32,
    /// His segment, by place in the scenario.
    pub segment: u8,
}

/// So many members of a tree are kept.
pub const MOST_SHOWN: usize = 3_000;

/// So many of those who invited most are told.
pub const BEST_SHARERS: usize = 10;

/// The largest tree of the campaign whose largest tree is as large as that of half of all; that campaign is simulated once more.
/// `None` where an observer comes before its end; no tree where it is not known who invited whom, or rows were not kept.
pub(super) fn typical(
    scenario: &Valid,
    ensemble: &Ensemble,
    observer: &dyn Observer,
) -> Option<Option<Tree>> {
    let sizes =
        ensemble.layout().metric(&Metric::LargestTree).and_then(|column| ensemble.first_values(column));
    let middle = sizes.filter(|_| Engine::of(scenario) == Engine::Agent).and_then(middle);
    let Some(replicate) = middle else { return Some(None) };
    let mut tree = None;
    let shown = ensemble::joined(
        scenario,
        ensemble.plan.seed,
        replicate..replicate + 1,
        observer,
        &mut |replicate, joined| {
            tree = Tree::largest(replicate, joined);
            Ok(())
        },
    );
    shown.is_ok_and(|shown| shown).then_some(tree)
}

/// The place of the middle one of these numbers; the first of equals.
fn middle(numbers: &[f64]) -> Option<u64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.get(sorted.len().saturating_sub(1) / 2)?;
    numbers.iter().position(|number| number.total_cmp(middle).is_eq()).map(|place| place as u64)
}

impl Tree {
    /// The largest tree of those who joined, the first of equals; none where nobody did.
    #[must_use]
    pub fn largest(replicate: u64, joined: &[Joined]) -> Option<Tree> {
        let mut roots: Vec<u32> = Vec::with_capacity(joined.len());
        let (mut people, mut invited) = (vec![0_u64; joined.len()], vec![0_u64; joined.len()]);
        for (place, one) in (0..).zip(joined) {
            let root = one.inviter.map_or(place, |inviter| roots[inviter as usize]);
            roots.push(root);
            people[root as usize] += 1;
            if let Some(inviter) = one.inviter {
                invited[inviter as usize] += 1;
            }
        }
        let largest = *people.iter().max()?;
        let root = people.iter().position(|people| *people == largest)? as u32;
        let within: Vec<usize> = (0..joined.len()).filter(|place| roots[*place] == root).collect();
        Some(Tree {
            replicate,
            people: largest,
            most_invited: within.iter().map(|place| invited[*place]).max()?,
            members: members(joined, &within[..within.len().min(MOST_SHOWN)]),
            invited: invited.iter().sum(),
            inviters: invited.iter().filter(|invited| **invited > 0).count() as u64,
            sharers: sharers(joined, &invited),
        })
    }

    /// How many each of its members invited of the others.
    #[must_use]
    pub fn invited_by_each(&self) -> Vec<u32> {
        let mut invited = vec![0; self.members.len()];
        for inviter in self.members.iter().filter_map(|member| member.inviter) {
            invited[inviter as usize] += 1;
        }
        invited
    }

    /// Of how many generations its members are, the root's included.
    #[must_use]
    pub fn generations(&self) -> usize {
        self.members.iter().map(|member| member.generation as usize + 1).max().unwrap_or(0)
    }
}

/// Those who invited most.
fn sharers(joined: &[Joined], invited: &[u64]) -> Vec<Sharer> {
    let mut through = invited.to_vec();
    for (place, one) in joined.iter().enumerate().rev() {
        if let Some(inviter) = one.inviter {
            through[inviter as usize] += through[place];
        }
    }
    let mut best: Vec<usize> = (0..joined.len()).filter(|place| invited[*place] > 0).collect();
    best.sort_by_key(|place| std::cmp::Reverse(invited[*place]));
    best.truncate(BEST_SHARERS);
    let sharer = |place: usize| Sharer {
        invited: invited[place],
        through: through[place],
        generation: joined[place].generation,
        segment: joined[place].segment,
    };
    best.into_iter().map(sharer).collect()
}

/// Those who stand at these places, which rise and hold the inviters of all but the first.
fn members(joined: &[Joined], places: &[usize]) -> Vec<TreeMember> {
    let place_of = |inviter: u32| places.binary_search(&(inviter as usize)).ok().map(|place| place as u32);
    let member = |place: &usize| {
        let Joined { inviter, generation, segment, .. } = joined[*place];
        TreeMember { inviter: inviter.and_then(place_of), generation, segment }
    };
    places.iter().map(member).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::study::run::Question;

    fn joined(inviters: &[Option<u32>]) -> Vec<Joined> {
        let mut all: Vec<Joined> = Vec::new();
        for (person, inviter) in (0..).zip(inviters) {
            let generation = inviter.map_or(0, |inviter| all[inviter as usize].generation + 1);
            all.push(Joined { person, inviter: *inviter, generation, segment: 0, step: 0 });
        }
        all
    }

    #[test]
    fn the_largest_tree_is_cut_out() {
        let people = joined(&[None, None, Some(1), Some(0), Some(2), Some(1), Some(4)]);
        let tree = Tree::largest(7, &people).unwrap();
        assert_eq!((tree.replicate, tree.people, tree.most_invited, tree.generations()), (7, 5, 2, 4));
        let inviters: Vec<Option<u32>> = tree.members.iter().map(|member| member.inviter).collect();
        assert_eq!(inviters, [None, Some(0), Some(1), Some(0), Some(2)]);
        assert_eq!(Tree::largest(0, &[]), None);
    }

    /// The best sharers are those of the whole campaign, not of the tree that is shown.
    #[test]
    fn the_best_sharers_are_counted_with_whom_they_brought() {
        let people = joined(&[None, None, Some(1), Some(0), Some(2), Some(1), Some(4), Some(2)]);
        let tree = Tree::largest(7, &people).unwrap();
        assert_eq!((tree.invited, tree.inviters), (6, 4));
        let told: Vec<[u64; 3]> =
            tree.sharers.iter().map(|one| [one.invited, one.through, u64::from(one.generation)]).collect();
        assert_eq!(told, [[2, 5, 0], [2, 3, 1], [1, 1, 0], [1, 1, 2]]);
        let star: Vec<Option<u32>> = (0..30_u32).map(|person| person.checked_sub(15)).collect();
        assert_eq!(Tree::largest(0, &joined(&star)).unwrap().sharers.len(), BEST_SHARERS);
    }

    #[test]
    fn of_a_huge_tree_the_first_are_kept() {
        let inviters: Vec<Option<u32>> =
            (0..5_000_u32).map(|person| (person > 0).then_some(person / 2)).collect();
        let tree = Tree::largest(0, &joined(&inviters)).unwrap();
        assert_eq!((tree.people, tree.members.len()), (5_000, MOST_SHOWN));
        assert!(tree.members.iter().skip(1).all(|member| member.inviter.is_some()));
    }

    #[test]
    fn the_middle_is_that_of_half() {
        assert_eq!(middle(&[5.0, 1.0, 3.0, 3.0]), Some(2));
        assert_eq!(middle(&[]), None);
    }

    /// The tree is that of the campaign that it says.
    #[test]
    fn a_report_has_the_tree_of_a_typical_campaign() {
        let text =
            "{ name: x, days: 9, step: 1d, seeds: 30, share: 0.5, contacts: 9, join: 0.1, market: 900 }";
        let counted = Scenario::from_yaml(text).unwrap();
        assert_eq!(Question::new(&counted).replicates(50).answer().tree, None);
        let followed = counted.followed(crate::scenario::Following::OneByOne(crate::scenario::Why::Asked));
        let mut sizes = Vec::new();
        let report = Question::new(&followed).replicates(50).answer();
        let column = report.metrics.iter().position(|(metric, _)| *metric == Metric::LargestTree).unwrap();
        let answer = Question::new(&followed).replicates(50).answer_with(&mut |row| {
            sizes.push(row.metrics[column]);
            Ok(())
        });
        let tree = answer.unwrap().tree.unwrap();
        assert_eq!(tree.people as f64, sizes[tree.replicate as usize]);
        assert!(sizes.iter().filter(|size| **size <= tree.people as f64).count() >= 25);
        assert!(sizes.iter().filter(|size| **size >= tree.people as f64).count() >= 25);
    }
}
