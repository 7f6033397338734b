//! A folder exchanged for another in one call: whenever the process is killed, the folder holds the whole old
//! result or the whole new one.
//!
//! An exchange alone would carry off what else is in the folder. So all of that is given a second name in the
//! new folder before (hard links), and what came between is brought home afterwards.

use super::disk;
use super::hidden::{NEW, is_hidden};
use super::inspect::is_there;
use super::note;
use super::paths::{make_parent, naming, or_here, parent};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Who has more than this beside results has them moved file by file instead.
const MOST_CARRIED: usize = 10_000;

/// What a note says of it.
pub(super) const WAY: &str = "exchange";

/// What is not brought home after an exchange.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Exchange {
    /// Files of the earlier result.
    earlier: BTreeSet<String>,
    /// Numbers of the files that have a name in the new folder, too.
    carried: BTreeSet<u64>,
    /// Number of the folder before the exchange.
    folder: u64,
}

/// Whether the new folder has taken its place.
pub(super) enum Outcome {
    /// It has.
    Exchanged,
    /// It has not, and nothing has changed: the system, or this folder, does not allow it.
    Unable,
}

impl Exchange {
    /// Puts the staged folder of `root` in the place of `target`, of which it keeps all but the files of the
    /// earlier result.
    ///
    /// # Errors
    /// If the staged folder cannot be made what it was; `target` has not changed.
    pub(super) fn publish(root: &Path, target: &Path, earlier: &BTreeSet<String>) -> io::Result<Outcome> {
        let new = root.join(NEW);
        let mut carrier = Carrier { new: &new, earlier, carried: BTreeSet::new(), made: Vec::new() };
        let prepared = carrier.carry(target, Path::new("")).and_then(|()| {
            let about = fs::metadata(target).map_err(naming(target))?;
            fs::set_permissions(&new, about.permissions()).map_err(naming(&new))?;
            let (earlier, carried) = (earlier.clone(), carrier.carried.clone());
            let exchange = Exchange { earlier, carried, folder: number(&about)? };
            note::write(root, WAY, &exchange)?;
            disk::exchange(&new, target).inspect_err(|_| {
                // Where it stays, it says what is true: nothing was exchanged.
                let _ = note::remove(root);
            })?;
            Ok(exchange)
        });
        let Ok(exchange) = prepared else {
            carrier.put_down()?;
            return Ok(Outcome::Unable);
        };
        disk::sync_folder(or_here(parent(target)));
        // The new result stands. What is not brought home now stands in the note, and the next start does it.
        let _ = exchange.bring_home(root, target).and_then(|()| note::remove(root));
        Ok(Outcome::Exchanged)
    }

    /// Brings home from the old folder what is neither of the earlier result nor in the new folder, and removes
    /// the rest.
    pub(super) fn bring_home(&self, root: &Path, target: &Path) -> io::Result<()> {
        let old = root.join(NEW);
        let is_old = fs::symlink_metadata(&old).and_then(|about| number(&about));
        if !is_old.is_ok_and(|number| number == self.folder) {
            // Killed before the exchange: what is there is new, or a second name.
            return Ok(());
        }
        self.from(&old, target, Path::new(""))
    }

    fn from(&self, old: &Path, target: &Path, folder: &Path) -> io::Result<()> {
        for (path, about) in entries(old, folder)? {
            if about.is_dir() {
                self.from(old, target, &path)?;
                disk::remove_folder(&old.join(&path))?;
            } else if is_listed(&self.earlier, &path) || self.carried.contains(&number(&about)?) {
                disk::remove_file(&old.join(&path))?;
            } else {
                self.one(old, target, &path)?;
            }
        }
        Ok(())
    }

    /// Brings a file home that came, or was replaced, between the links and the exchange.
    fn one(&self, old: &Path, target: &Path, path: &Path) -> io::Result<()> {
        let mut home = target.join(path);
        let is_outdated = |home: &Path| {
            let there = fs::symlink_metadata(home).and_then(|about| number(&about));
            there.is_ok_and(|number| self.carried.contains(&number))
        };
        while is_there(&home) && !is_outdated(&home) {
            home.as_mut_os_string().push(".kept");
        }
        make_parent(&home)?;
        disk::rename(&old.join(path), &home)
    }
}

/// Gives second names.
struct Carrier<'a> {
    new: &'a Path,
    earlier: &'a BTreeSet<String>,
    carried: BTreeSet<u64>,
    /// What was made in the new folder, in this order: files, and folders (`true`).
    made: Vec<(PathBuf, bool)>,
}

impl Carrier<'_> {
    /// Everything in this folder of `target` that is not of the earlier result.
    fn carry(&mut self, target: &Path, folder: &Path) -> io::Result<()> {
        for (path, about) in entries(target, folder)? {
            let place = self.new.join(&path);
            let is_another = path.file_name().is_some_and(|name| is_hidden(&name.to_string_lossy()));
            if is_another || self.carried.len() >= MOST_CARRIED {
                return Err(io::ErrorKind::Unsupported.into());
            }
            if is_listed(self.earlier, &path) {
                continue;
            }
            if about.is_dir() {
                self.folder(target, &path, &about)?;
            } else {
                disk::link(&target.join(&path), &place)?;
                self.made.push((place, false));
                self.carried.insert(number(&about)?);
            }
        }
        Ok(())
    }

    /// A folder in which there is nothing but what is of the earlier result goes with it.
    fn folder(&mut self, target: &Path, path: &Path, about: &Metadata) -> io::Result<()> {
        let inside = entries(target, path)?;
        let is_ours = |(path, _): &(PathBuf, Metadata)| is_listed(self.earlier, path);
        if !inside.is_empty() && inside.iter().all(is_ours) {
            return Ok(());
        }
        let place = self.new.join(path);
        if !is_there(&place) {
            disk::make_folder(&place)?;
            self.made.push((place.clone(), true));
            fs::set_permissions(&place, about.permissions()).map_err(naming(&place))?;
        }
        self.carry(target, path)
    }

    /// Takes the second names back.
    fn put_down(self) -> io::Result<()> {
        for (place, is_folder) in self.made.iter().rev() {
            if *is_folder { disk::remove_folder(place)? } else { disk::remove_file(place)? }
        }
        Ok(())
    }
}

/// What is in `folder` below `top`, by its path below it.
fn entries(top: &Path, folder: &Path) -> io::Result<Vec<(PathBuf, Metadata)>> {
    let place = top.join(folder);
    let entry = |entry: io::Result<fs::DirEntry>| {
        let name = entry?.file_name();
        let about = fs::symlink_metadata(place.join(&name))?;
        Ok((folder.join(name), about))
    };
    fs::read_dir(&place).and_then(|read| read.map(entry).collect()).map_err(naming(&place))
}

fn is_listed(paths: &BTreeSet<String>, path: &Path) -> bool {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.is_some_and(|parts| paths.contains(&parts.join("/")))
}

/// The number of a file in its file system.
#[cfg(unix)]
fn number(about: &Metadata) -> io::Result<u64> {
    Ok(std::os::unix::fs::MetadataExt::ino(about))
}

/// Where files have no numbers, nothing is exchanged.
#[cfg(not(unix))]
fn number(_: &Metadata) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}
