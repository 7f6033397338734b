//! Weights of cells, and of blocks of them: where a level falls is found without going through all cells.

use std::iter::Sum;
use std::ops::SubAssign;

/// Weights, cell by cell and summed by blocks; or nothing, where there are few cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks<N> {
    cells: Vec<N>,
    blocks: Vec<N>,
}

/// Cells of a block.
const BLOCK: usize = 32;
/// So few cells are gone through without them, which is quicker, and for so few levels.
const FEW_CELLS: usize = 3 * BLOCK;
const FEW_LEVELS: u64 = 4;

impl<N: Copy + PartialOrd + SubAssign + Sum> Blocks<N> {
    /// Forgets what it knows.
    pub fn clear(&mut self) {
        self.cells.clear();
        self.blocks.clear();
    }

    /// The weights of these cells, if that is worth it for so many levels.
    pub fn begin(&mut self, levels: u64, weights: impl ExactSizeIterator<Item = N>) {
        self.clear();
        if weights.len() > FEW_CELLS && levels > FEW_LEVELS {
            self.cells.extend(weights);
            self.blocks.extend(self.cells.chunks(BLOCK).map(|block| block.iter().copied().sum::<N>()));
        }
    }

    /// The weight of a cell is another one.
    pub fn change(&mut self, cell: usize, weight: impl FnOnce() -> N) {
        if self.cells.is_empty() {
            return;
        }
        self.cells[cell] = weight();
        let block = cell / BLOCK;
        let end = self.cells.len().min((block + 1) * BLOCK);
        self.blocks[block] = self.cells[block * BLOCK..end].iter().copied().sum();
    }

    /// The first cell in which this level may fall. The weights of those before it are taken from the level.
    pub fn skip(&self, level: &mut N) -> usize {
        let mut first = 0;
        for block in &self.blocks {
            if *level < *block {
                break;
            }
            *level -= *block;
            first += BLOCK;
        }
        for cell in self.cells.iter().skip(first).take(BLOCK) {
            if *level < *cell {
                break;
            }
            *level -= *cell;
            first += 1;
        }
        first.min(self.cells.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As by going through all of them.
    #[test]
    fn a_level_falls_where_it_does_without_blocks() {
        let mut weights: Vec<u64> = (0..100).map(|cell| cell * 7 % 5).collect();
        let mut blocks = Blocks::default();
        blocks.begin(9, weights.iter().copied());
        for (cell, weight) in [(3, 40), (64, 0), (99, 11)] {
            weights[cell] = weight;
            blocks.change(cell, || weight);
        }
        for level in 0..weights.iter().sum() {
            let mut left = level;
            let found = blocks.skip(&mut left);
            let before: u64 = weights[..found].iter().sum();
            assert!(before + left == level && left < weights[found], "{level}: {found}, {left}");
        }
        let mut beyond: u64 = weights.iter().sum();
        assert_eq!((blocks.skip(&mut beyond), beyond), (100, 0));
    }

    #[test]
    fn of_few_nothing_is_known() {
        let mut blocks = Blocks::default();
        blocks.begin(9, [1_u64, 2].into_iter());
        blocks.change(1, || unreachable!());
        let mut level = 2;
        assert_eq!((blocks.skip(&mut level), level), (0, 2));
    }
}
