//! What dead processes have left: it is brought to its end, and cleared.

use super::exchange::{self, Exchange};
use super::hidden;
use super::moves::{self, Moves};
use super::note;
use super::paths::parent;
use std::io;
use std::path::Path;

/// Clears what dead processes have left beside `target` and in it; what they had begun is brought to its end.
///
/// # Errors
/// If something that was begun can be brought to no end.
pub(super) fn tidy(target: &Path) -> io::Result<()> {
    let beside = hidden::dead(parent(target), &hidden::stem(target), note::is_in);
    let inside = hidden::dead(target, "", note::is_in);
    for mut hidden in beside.into_iter().chain(inside) {
        finish(hidden.root(), target).inspect_err(|_| hidden.leave())?;
    }
    Ok(())
}

/// Brings to an end what was begun in a hidden folder for `target`: forward to the new result, or back to the
/// old one.
pub(super) fn finish(root: &Path, target: &Path) -> io::Result<()> {
    if let Some(exchange) = note::read::<Exchange>(root, exchange::WAY)? {
        exchange.bring_home(root, target)?;
    } else if let Some(moves) = note::read::<Moves>(root, moves::WAY)? {
        moves.finish(root, target)?;
    }
    if note::is_in(root) { note::remove(root) } else { Ok(()) }
}
