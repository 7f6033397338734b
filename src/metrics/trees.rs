//! What trees of invitations look like, where it is known who invited whom.

/// The trees of a campaign: everybody who has joined, under who invited him. Their roots are those whom nobody invited.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trees {
    /// The most invitations from a root to somebody.
    pub generations: u64,
    /// People of the largest tree.
    pub largest: u64,
    /// The sum of the distances of all pairs within trees, counted in invitations; how many pairs there are.
    pub distances: f64,
    pub pairs: f64,
    /// Those who were invited, and those of them whom the tenth of all inviters with most of them has brought.
    pub invited: u64,
    pub by_top_tenth: u64,
}

impl Trees {
    /// Of people of whom each was invited by one before him, or by nobody.
    #[must_use]
    pub fn of(inviters: &[Option<u32>]) -> Trees {
        let mut trees = Trees::default();
        let mut size = vec![1_u64; inviters.len()];
        for (person, inviter) in inviters.iter().enumerate().rev() {
            if let Some(inviter) = inviter {
                size[*inviter as usize] += size[person];
            }
        }
        let (mut root, mut depth) = (vec![0; inviters.len()], vec![0_u64; inviters.len()]);
        let mut brought = vec![0_u64; inviters.len()];
        for (person, inviter) in inviters.iter().enumerate() {
            let Some(inviter) = inviter.map(|inviter| inviter as usize) else {
                root[person] = person;
                trees.count_tree(size[person]);
                continue;
            };
            (root[person], depth[person]) = (root[inviter], depth[inviter] + 1);
            brought[inviter] += 1;
            trees.generations = trees.generations.max(depth[person]);
            // Every pair on both sides of an invitation is one farther from each other for it.
            let (below, all) = (size[person] as f64, size[root[person]] as f64);
            trees.distances += below * (all - below);
            trees.invited += 1;
        }
        trees.by_top_tenth = by_top_tenth(brought);
        trees
    }

    fn count_tree(&mut self, people: u64) {
        self.largest = self.largest.max(people);
        self.pairs += people as f64 * (people as f64 - 1.0) / 2.0;
    }
}

/// How many the tenth of all inviters with most of them has brought; a part of an inviter counts as one.
fn by_top_tenth(mut brought: Vec<u64>) -> u64 {
    brought.retain(|invited| *invited > 0);
    brought.sort_unstable_by(|a, b| b.cmp(a));
    brought.iter().take(brought.len().div_ceil(10)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn virality(inviters: &[Option<u32>]) -> f64 {
        let trees = Trees::of(inviters);
        trees.distances / trees.pairs
    }

    fn binary(people: u32) -> Vec<Option<u32>> {
        (0..people).map(|person| (person > 0).then(|| (person - 1) / 2)).collect()
    }

    /// Path of n: (n + 1)/3; star of n: 2 - 2/n.
    #[test]
    fn virality_of_known_trees() {
        let path: Vec<Option<u32>> = (0..10_u32).map(|person| person.checked_sub(1)).collect();
        let star: Vec<Option<u32>> = (0..10_u32).map(|person| (person > 0).then_some(0)).collect();
        for (inviters, expected) in
            [(path, 11.0 / 3.0), (star, 1.8), (binary(7), 2.285_714), (binary(15), 3.504_762)]
        {
            assert!((virality(&inviters) - expected).abs() < 1e-6, "{inviters:?}");
        }
    }

    #[test]
    fn trees_are_counted_apart() {
        let trees = Trees::of(&[None, None, Some(0), Some(2), Some(1), None]);
        assert_eq!((trees.generations, trees.largest, trees.invited), (2, 3, 3));
        assert_eq!((trees.distances, trees.pairs), (1.0 + 1.0 + 2.0 + 1.0, 3.0 + 1.0));
        assert_eq!(Trees::of(&[]), Trees::default());
    }

    #[test]
    fn a_tenth_of_the_inviters_brings_what_it_brings() {
        let mut inviters = vec![None; 11];
        inviters.extend([Some(0); 9]);
        inviters.extend((1..11).map(Some));
        let trees = Trees::of(&inviters);
        assert_eq!((trees.invited, trees.by_top_tenth), (19, 9 + 1));
    }
}
