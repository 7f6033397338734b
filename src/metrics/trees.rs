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

/// What is known of somebody in his tree.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The people below him, himself with them.
    size: u32,
    root: u32,
    depth: u32,
    brought: u32,
}

impl Trees {
    /// Of people of whom each was invited by one before him, or by nobody: then he stands for himself.
    #[must_use]
    pub fn of(inviters: &[u32]) -> Trees {
        let mut trees = Trees::default();
        let mut places = vec![Place { size: 1, root: 0, depth: 0, brought: 0 }; inviters.len()];
        for (person, inviter) in
            inviters.iter().enumerate().rev().filter(|(person, inviter)| is_invited(*person, **inviter))
        {
            let size = places[person].size;
            let inviter = &mut places[*inviter as usize];
            inviter.size += size;
            inviter.brought += 1;
        }
        for (person, &inviter) in inviters.iter().enumerate() {
            let below = places[person].size;
            if !is_invited(person, inviter) {
                places[person].root = inviter;
                trees.count_tree(below.into());
                continue;
            }
            let Place { root, depth, .. } = places[inviter as usize];
            (places[person].root, places[person].depth) = (root, depth + 1);
            trees.generations = trees.generations.max(u64::from(depth) + 1);
            // Every pair on both sides of an invitation is one farther from each other for it.
            let (below, all) = (f64::from(below), f64::from(places[root as usize].size));
            trees.distances += below * (all - below);
            trees.invited += 1;
        }
        trees.by_top_tenth = by_top_tenth(places.iter().map(|place| place.brought));
        trees
    }

    fn count_tree(&mut self, people: u64) {
        self.largest = self.largest.max(people);
        self.pairs += people as f64 * (people as f64 - 1.0) / 2.0;
    }
}

fn is_invited(person: usize, inviter: u32) -> bool {
    inviter as usize != person
}

/// How many the tenth of all inviters with most of them has brought; a part of an inviter counts as one.
fn by_top_tenth(brought: impl Iterator<Item = u32>) -> u64 {
    let mut brought: Vec<u32> = brought.filter(|brought| *brought > 0).collect();
    let most = brought.len().div_ceil(10);
    if most > 0 {
        brought.select_nth_unstable_by(most - 1, |a, b| b.cmp(a));
    }
    brought[..most].iter().map(|brought| u64::from(*brought)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn virality(inviters: &[u32]) -> f64 {
        let trees = Trees::of(inviters);
        trees.distances / trees.pairs
    }

    fn binary(people: u32) -> Vec<u32> {
        (0..people).map(|person| person.saturating_sub(1) / 2).collect()
    }

    /// Path of n: (n + 1)/3; star of n: 2 - 2/n.
    #[test]
    fn virality_of_known_trees() {
        let path: Vec<u32> = (0..10_u32).map(|person| person.saturating_sub(1)).collect();
        let star: Vec<u32> = vec![0; 10];
        for (inviters, expected) in
            [(path, 11.0 / 3.0), (star, 1.8), (binary(7), 2.285_714), (binary(15), 3.504_762)]
        {
            assert!((virality(&inviters) - expected).abs() < 1e-6, "{inviters:?}");
        }
    }

    #[test]
    fn trees_are_counted_apart() {
        let trees = Trees::of(&[0, 1, 0, 2, 1, 5]);
        assert_eq!((trees.generations, trees.largest, trees.invited), (2, 3, 3));
        assert_eq!((trees.distances, trees.pairs), (1.0 + 1.0 + 2.0 + 1.0, 3.0 + 1.0));
        assert_eq!(Trees::of(&[]), Trees::default());
    }

    #[test]
    fn a_tenth_of_the_inviters_brings_what_it_brings() {
        let mut inviters: Vec<u32> = (0..11).collect();
        inviters.extend([0; 9]);
        inviters.extend(1..11);
        let trees = Trees::of(&inviters);
        assert_eq!((trees.invited, trees.by_top_tenth), (19, 9 + 1));
    }
}
