//! What lies in a folder before files are published in it: an earlier result, which is replaced, and files of others,
//! which are not.

use super::manifest;
use super::paths::{is_inside, naming};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing is published in a folder.
#[derive(Debug)]
pub enum Refusal {
    /// This file is somebody else's: no manifest of ours lists it.
    Foreign(PathBuf),
    /// Where a file is to be written there is a link, a folder, a pipe or a device.
    InTheWay(PathBuf),
    /// Something cannot be read or written; the message names the path.
    Failed(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        Refusal::Failed(error)
    }
}

/// The earlier result in a folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Earlier {
    /// Its files, the manifest among them; empty where there is none.
    pub(super) files: BTreeSet<String>,
    /// Whether it was not cut short.
    pub(super) complete: bool,
}

/// Looks at a folder, if there is one, in which these files may be written.
///
/// # Errors
/// If one of them is somebody else's, or cannot be written there.
pub(super) fn inspect<'a>(
    target: &Path,
    names: impl IntoIterator<Item = &'a String>,
) -> Result<Earlier, Refusal> {
    let earlier = earlier(target)?;
    for name in names {
        room_for(target, name)?;
        if !earlier.files.contains(name) && is_there(&target.join(name)) {
            return Err(Refusal::Foreign(target.join(name)));
        }
    }
    Ok(earlier)
}

/// The earlier result, by its manifest; never anything outside the folder.
fn earlier(target: &Path) -> Result<Earlier, Refusal> {
    let path = target.join(manifest::NAME);
    if !is_there(&path) {
        return Ok(Earlier::default());
    }
    room_for(target, manifest::NAME)?;
    let bytes = fs::read(&path).map_err(naming(&path))?;
    let Some(listed) = manifest::listed(&bytes) else { return Err(Refusal::Foreign(path)) };
    let mut files: BTreeSet<String> = listed.paths.into_iter().filter(|path| is_inside(path)).collect();
    // What is no plain file any more is not what was written.
    files.retain(|path| room_for(target, path).is_ok());
    files.insert(manifest::NAME.to_owned());
    Ok(Earlier { files, complete: listed.complete })
}

/// Whether a plain file may be written at this path: nothing stands there but a plain file, and on the way
/// there nothing but folders. Links are not followed.
fn room_for(target: &Path, path: &str) -> Result<(), Refusal> {
    let mut place = target.to_owned();
    let mut parts = Path::new(path).components().peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let is_last = parts.peek().is_none();
        match fs::symlink_metadata(&place) {
            Ok(found) if is_last && found.is_file() || !is_last && found.is_dir() => {}
            Ok(_) => return Err(Refusal::InTheWay(place)),
            Err(_) => break,
        }
    }
    Ok(())
}

/// A plain file, if anything, is replaced at this path.
///
/// # Errors
/// If something else stands there.
pub(super) fn is_plain(path: &Path) -> Result<(), Refusal> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => Err(Refusal::InTheWay(path.to_owned())),
        _ => Ok(()),
    }
}

/// Whether anything stands there, be it a link to nothing.
pub(super) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
