//! Files moved to their places one by one, for systems and folders that cannot be exchanged. Where the process
//! is killed meanwhile, the folder holds some of the old and some of the new files until the next start moves
//! the rest; files of others are never touched.

use super::disk;
use super::hidden::{NEW, OLD};
use super::inspect::is_there;
use super::manifest;
use super::note;
use super::paths::{inside, make_parent, remove_if_empty};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// What a note says of it.
pub(super) const WAY: &str = "moves";

/// Which files are moved.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Moves {
    /// Of the earlier result.
    earlier: BTreeSet<String>,
    /// Of the new one.
    arriving: BTreeSet<String>,
}

impl Moves {
    /// Moves the files of `root` into `target` in the place of those of an earlier result. After an error the
    /// folder is as it was before.
    ///
    /// # Errors
    /// If a file cannot be moved.
    pub(super) fn publish(
        root: &Path,
        target: &Path,
        earlier: &BTreeSet<String>,
        arriving: &BTreeSet<String>,
    ) -> io::Result<()> {
        let moves = Moves { earlier: earlier.clone(), arriving: arriving.clone() };
        note::write(root, WAY, &moves)?;
        let done = moves.forward(root, target);
        if done.is_err() {
            moves.back(root, target)?;
        }
        // A note that stays says what is done already.
        let _ = note::remove(root);
        done
    }

    /// Goes on where a process was killed; back, where it cannot.
    pub(super) fn finish(&self, root: &Path, target: &Path) -> io::Result<()> {
        self.forward(root, target).or_else(|_| self.back(root, target))
    }

    /// The old files out of the way, then the new ones in, the manifest last. What was done before is not done again.
    fn forward(&self, root: &Path, target: &Path) -> io::Result<()> {
        let (new, old) = (root.join(NEW), root.join(OLD));
        for path in inside(&self.earlier) {
            let has_arrived = self.arriving.contains(path) && !is_there(&new.join(path));
            if is_there(&target.join(path)) && !has_arrived {
                make_parent(&old.join(path))?;
                disk::rename(&target.join(path), &old.join(path))?;
            }
        }
        let (manifest, files): (Vec<_>, Vec<_>) =
            inside(&self.arriving).partition(|path| *path == manifest::NAME);
        for path in files.into_iter().chain(manifest).filter(|path| is_there(&new.join(path))) {
            make_parent(&target.join(path))?;
            disk::rename(&new.join(path), &target.join(path))?;
        }
        inside(&self.earlier).for_each(|path| remove_if_empty(target, path));
        disk::sync_folder(target);
        Ok(())
    }

    /// The new files out again, then the old ones in.
    fn back(&self, root: &Path, target: &Path) -> io::Result<()> {
        let (new, old) = (root.join(NEW), root.join(OLD));
        for path in inside(&self.arriving).rev() {
            // What is no more where it waited has arrived.
            if !is_there(&new.join(path)) && is_there(&target.join(path)) {
                disk::rename(&target.join(path), &new.join(path))?;
            }
            remove_if_empty(target, path);
        }
        for path in inside(&self.earlier).rev().filter(|path| is_there(&old.join(path))) {
            make_parent(&target.join(path))?;
            disk::rename(&old.join(path), &target.join(path))?;
        }
        Ok(())
    }
}
