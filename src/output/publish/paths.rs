//! Paths and renames: what [`Staging`](super::Staging) needs of the file system.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Renames that can be taken back.
#[derive(Default)]
pub(super) struct Moves {
    done: Vec<(PathBuf, PathBuf)>,
    /// Folders that had to be made.
    made: Vec<PathBuf>,
}

impl Moves {
    /// Renames, and remembers.
    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        if let Some(folder) = to.parent().filter(|folder| !folder.exists()) {
            self.made.push(folder.to_owned());
        }
        make_parent(to)?;
        fs::rename(from, to).map_err(naming(to))?;
        self.done.push((from.to_owned(), to.to_owned()));
        Ok(())
    }

    /// Takes all renames back, the last one first.
    pub(super) fn undo(&mut self) {
        for (from, to) in self.done.drain(..).rev() {
            // The first error is the one to tell; going on restores what can be restored.
            let _ = fs::rename(to, from);
        }
        for folder in self.made.drain(..).rev() {
            // A folder with something in it stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Whether a path leads downwards only.
pub(super) fn is_inside(path: &str) -> bool {
    let path = Path::new(path);
    path.components().next().is_some() && path.components().all(|part| matches!(part, Component::Normal(_)))
}

pub(super) fn make_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) => fs::create_dir_all(parent).map_err(naming(parent)),
        None => Ok(()),
    }
}

/// Removes the directory that held `path` below `target` when nothing is left in it.
pub(super) fn remove_if_empty(target: &Path, path: &str) {
    let directory = target.join(path).parent().map(Path::to_owned);
    if let Some(directory) = directory.filter(|directory| directory != target) {
        // A directory with something in it stays.
        let _ = fs::remove_dir(directory);
    }
}

/// Puts the path in front of an error's message.
pub(super) fn naming(path: &Path) -> impl Fn(io::Error) -> io::Error {
    let path = path.to_owned();
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
