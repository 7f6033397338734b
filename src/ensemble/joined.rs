//! Who joined in single replicates of a run, and who invited whom. They are simulated once more for it, as many at once as there
//! are threads, so that no more of them are in memory.

use super::design::{Buffers, Design, Kept};
use super::observer::Observer;
use crate::engine::Joined;
use crate::scenario::Valid;
use rayon::prelude::*;
use std::io;
use std::ops::Range;

/// Shows who joins in these replicates, one replicate after the other. Whether all were shown, and no observer came before the
/// end of one. Nobody is known where members are counted.
///
/// # Errors
///
/// Whatever `sink` returns.
pub fn joined(
    scenario: &Valid,
    seed: u64,
    replicates: Range<u64>,
    observer: &dyn Observer,
    sink: &mut dyn FnMut(u64, &[Joined]) -> io::Result<()>,
) -> io::Result<bool> {
    let design = Design::new(scenario, seed, |_| Kept::Cells(Vec::new()));
    let at_once = (rayon::current_num_threads() as u64).min(replicates.end.saturating_sub(replicates.start));
    let mut buffers: Vec<Buffers> = (0..at_once).map(|_| design.buffers()).collect();
    let mut next = replicates.start;
    while next < replicates.end {
        let count = at_once.min(replicates.end - next) as usize;
        let of = |(place, buffers)| design.joined(next + place as u64, buffers, observer);
        let round: Vec<Option<Vec<Joined>>> = buffers[..count].par_iter_mut().enumerate().map(of).collect();
        for joined in round {
            let Some(joined) = joined else { return Ok(false) };
            sink(next, &joined)?;
            observer.advanced(1);
            next += 1;
        }
    }
    Ok(true)
}
