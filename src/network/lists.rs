//! Many short lists of numbers in two long arrays.

use std::ops::Range;

/// Lists numbered from 0. A list that is not there is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// Where each list begins, and where the last one ends; empty where there are no lists.
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// The items of a list.
    #[inline]
    #[must_use]
    pub fn of(&self, list: u32) -> &[u32] {
        &self.items[self.range(list)]
    }

    /// Where the items of a list stand among [all](Lists::items).
    #[inline]
    #[must_use]
    pub fn range(&self, list: u32) -> Range<usize> {
        match self.starts.get(list as usize..) {
            Some([start, end, ..]) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    /// How many lists there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The items of all lists, one list after the other.
    #[inline]
    #[must_use]
    pub fn items(&self) -> &[u32] {
        &self.items
    }

    /// So many lists of these pairs (list, item); items stand in the order in which they come.
    pub(super) fn gathered(lists: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Lists {
        let (starts, items) = gathered(lists, pairs);
        Lists { starts, items }
    }

    /// The same where every item has something that stands beside it.
    pub(super) fn gathered_with<T: Copy + Default>(
        lists: usize,
        pairs: impl Iterator<Item = (u32, (u32, T))> + Clone,
    ) -> (Lists, Vec<T>) {
        let (starts, both) = gathered(lists, pairs);
        let (items, beside) = both.into_iter().unzip();
        (Lists { starts, items }, beside)
    }

    /// The same pairs seen from the items, of which there are so many kinds.
    pub(super) fn turned(&self, items: usize) -> Lists {
        let pairs =
            (0..self.count() as u32).flat_map(|list| self.of(list).iter().map(move |item| (*item, list)));
        Lists::gathered(items, pairs)
    }
}

/// Counting sort by list. The caller has seen to it that places fit into 32 bits.
fn gathered<T: Copy + Default>(
    lists: usize,
    pairs: impl Iterator<Item = (u32, T)> + Clone,
) -> (Vec<u32>, Vec<T>) {
    // Counted two places further on, so that the starts can serve as cursors and end where the next list begins.
    let mut starts = vec![0u32; lists + 2];
    pairs.clone().for_each(|(list, _)| starts[list as usize + 2] += 1);
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut items = vec![T::default(); starts[lists + 1] as usize];
    pairs.for_each(|(list, item)| {
        let cursor = &mut starts[list as usize + 1];
        items[*cursor as usize] = item;
        *cursor += 1;
    });
    starts.pop();
    (starts, items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_keep_their_order() {
        let pairs = [(2, 7), (0, 5), (2, 1), (0, 9)];
        let lists = Lists::gathered(4, pairs.into_iter());
        let of = |list| lists.of(list).to_vec();
        assert_eq!([of(0), of(1), of(2), of(3)], [vec![5, 9], vec![], vec![7, 1], vec![]]);
        assert_eq!((lists.count(), lists.items()), (4, &[5, 9, 7, 1][..]));
    }

    #[test]
    fn what_is_not_there_is_empty() {
        assert!(Lists::default().of(3).is_empty());
        assert!(Lists::gathered(1, [(0, 4)].into_iter()).of(1).is_empty());
    }

    #[test]
    fn turned_twice_is_sorted() {
        let lists = Lists::gathered(2, [(0, 2), (0, 0), (1, 2)].into_iter());
        assert_eq!(lists.turned(3).of(2), &[0, 1]);
        assert_eq!(lists.turned(3).turned(2).of(0), &[0, 2]);
    }
}
