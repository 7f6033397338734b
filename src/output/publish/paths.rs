//! Paths: what the rooms of publishing need of them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Whether a path leads downwards only.
pub(super) fn is_inside(path: &str) -> bool {
    let path = Path::new(path);
    path.components().next().is_some() && path.components().all(|part| matches!(part, Component::Normal(_)))
}

/// Of these paths, those that lead downwards only.
pub(super) fn inside(paths: &BTreeSet<String>) -> impl DoubleEndedIterator<Item = &String> {
    paths.iter().filter(|path| is_inside(path))
}

/// The folder that a path is in; nothing stands for the one where we are.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The folder by a name that the system knows.
pub(super) fn or_here(folder: &Path) -> &Path {
    if folder == Path::new("") { Path::new(".") } else { folder }
}

pub(super) fn make_parent(path: &Path) -> io::Result<()> {
    fs::create_dir_all(parent(path)).map_err(naming(parent(path)))
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
    let path: PathBuf = path.to_owned();
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
