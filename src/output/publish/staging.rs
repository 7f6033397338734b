//! Files on their way to a directory: they are written into a hidden folder on the same file system and brought
//! to their place at the end, in one call where the system and the place allow it.
//!
//! In a directory of an earlier run its files are replaced and those that this run no longer makes are removed;
//! what its manifest does not list is somebody else's and stays.

use super::disk;
use super::exchange::{Exchange, Outcome};
use super::hidden::{self, Hidden, NEW};
use super::inspect::{Earlier, Refusal, inspect, is_plain, is_there};
use super::manifest::{self, FileEntry};
use super::moves::Moves;
use super::note;
use super::paths::{is_inside, make_parent, naming, or_here, parent};
use super::repair::tidy;
use crate::output::format::hexadecimal;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Files on their way to a directory. Dropped before it is published, it leaves no trace.
#[derive(Debug)]
pub struct Staging {
    /// The target, without links.
    target: PathBuf,
    /// As it was named.
    named: PathBuf,
    /// Whether the target was there before.
    existed: bool,
    hidden: Hidden,
    /// Whether the hidden folder is beside the target, so that both can be exchanged.
    beside: bool,
    earlier: Earlier,
    /// What may be written.
    announced: BTreeSet<String>,
    paths: BTreeSet<String>,
}

/// A file that grows; what goes wrong with it names the path where it will be.
#[derive(Debug)]
pub struct Named {
    name: PathBuf,
    file: File,
}

impl Write for Named {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|error| naming(&self.name)(error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| naming(&self.name)(error))
    }
}

impl Staging {
    /// Prepares to fill `target`, which need not exist, with some of the files of these names and a manifest;
    /// its parents are made. What an earlier process that was killed has left there is cleared, or brought to
    /// its end.
    ///
    /// # Errors
    /// If `target` is no directory, cannot be written to, or holds such files that no manifest of ours lists.
    pub fn begin(target: &Path, names: &[String]) -> Result<Staging, Refusal> {
        let named = target.to_owned();
        let target = resolved(target)?;
        tidy(&target)?;
        let existed = target.exists();
        let earlier = inspect(&target, names)?;
        if !existed {
            make_parent(&target)?;
        }
        let (hidden, beside) = place(&target, existed)?;
        disk::make_folder(&hidden.root().join(NEW))?;
        let announced = names.iter().cloned().chain([manifest::NAME.to_owned()]).collect();
        Ok(Staging { target, named, existed, hidden, beside, earlier, announced, paths: BTreeSet::new() })
    }

    /// Whether the directory holds a result that was not cut short.
    #[must_use]
    pub fn replaces_complete(&self) -> bool {
        self.earlier.complete
    }

    /// Opens the file that will be at `path` below the target, for writing bit by bit. Flush or drop it before
    /// publishing.
    ///
    /// # Errors
    /// If the file cannot be made.
    pub fn create(&mut self, path: &str) -> io::Result<BufWriter<Named>> {
        let place = self.place(path)?;
        let name = self.named.join(path);
        let file = File::create(&place).map_err(naming(&name))?;
        Ok(BufWriter::with_capacity(1 << 16, Named { name, file }))
    }

    /// Writes a whole file at `path` below the target.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(path)?;
        fs::write(place, bytes).map_err(naming(&self.named.join(path)))
    }

    /// The files so far, in order of their paths, with size and hash: what the manifest lists.
    ///
    /// # Errors
    /// If a file cannot be read again.
    pub(super) fn entries(&self) -> io::Result<Vec<FileEntry>> {
        let entry = |path: &String| entry(&self.staged(), path).map_err(naming(&self.named.join(path)));
        self.paths.iter().map(entry).collect()
    }

    /// Brings everything to its place. After an error the target is as it was before.
    ///
    /// # Errors
    /// If a file cannot be written down to the disk or brought to its place.
    pub(super) fn commit(mut self) -> Result<(), Refusal> {
        self.sync()?;
        let published = self.bring();
        if note::is_in(self.hidden.root()) {
            self.hidden.leave();
        }
        published
    }

    fn bring(&self) -> Result<(), Refusal> {
        let (root, target) = (self.hidden.root(), &self.target);
        // Another command may have brought a result there meanwhile.
        let is_there = self.existed || target.symlink_metadata().is_ok_and(|target| target.is_dir());
        if !is_there {
            is_free(target)?;
            disk::rename(&self.staged(), target)?;
            disk::sync_folder(or_here(parent(target)));
            return Ok(());
        }
        // Much may have happened while simulating.
        let earlier = inspect(target, &self.paths)?.files;
        if self.beside && matches!(Exchange::publish(root, target, &earlier)?, Outcome::Exchanged) {
            return Ok(());
        }
        Ok(Moves::publish(root, target, &earlier, &self.paths)?)
    }

    /// Waits until all files are on the disk: what counts must not be lost with the power.
    fn sync(&self) -> io::Result<()> {
        let new = self.staged();
        let mut folders = BTreeSet::from([new.clone()]);
        for path in &self.paths {
            disk::sync(&new.join(path))?;
            folders.insert(parent(&new.join(path)).to_owned());
        }
        folders.iter().for_each(|folder| disk::sync_folder(folder));
        Ok(())
    }

    fn staged(&self) -> PathBuf {
        self.hidden.root().join(NEW)
    }

    /// The staged place of `path`, its directory made, and remembered.
    fn place(&mut self, path: &str) -> io::Result<PathBuf> {
        if !is_inside(path) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{path}: not a path below the target"),
            ));
        }
        debug_assert!(self.announced.contains(path), "{path} is written, but was not announced");
        let place = self.staged().join(path);
        make_parent(&place)?;
        self.paths.insert(path.to_owned());
        Ok(place)
    }
}

/// The target without links on the way, so that what lies beside it is on the same file system.
fn resolved(target: &Path) -> Result<PathBuf, Refusal> {
    must_be_directory(target)?;
    if target.exists() {
        return Ok(fs::canonicalize(target).map_err(naming(target))?);
    }
    // A link to nothing is no folder, and none can be made in its place.
    is_plain(target)?;
    Ok(target.to_owned())
}

fn is_free(target: &Path) -> Result<(), Refusal> {
    if is_there(target) { Err(Refusal::InTheWay(target.to_owned())) } else { Ok(()) }
}

/// What is there already must be a directory.
pub(super) fn must_be_directory(target: &Path) -> io::Result<()> {
    if target.exists() && !target.is_dir() {
        let message = format!("{}: is not a directory", target.display());
        return Err(io::Error::new(io::ErrorKind::NotADirectory, message));
    }
    Ok(())
}

/// A hidden folder beside the target, or else inside of it; and whether it is beside.
fn place(target: &Path, existed: bool) -> io::Result<(Hidden, bool)> {
    let beside = || Hidden::make(parent(target), &hidden::stem(target));
    if !existed {
        return Ok((beside()?, true));
    }
    if !is_under_foot(target)
        && let Ok(hidden) = beside()
        && reaches(hidden.root(), target)
    {
        return Ok((hidden, true));
    }
    Ok((Hidden::make(target, "")?, false))
}

/// Whether somebody stands in the folder: this process, and with it the shell that it was started from.
fn is_under_foot(target: &Path) -> bool {
    let here = std::env::current_dir().and_then(fs::canonicalize);
    here.is_ok_and(|here| here.starts_with(target))
}

/// Whether things can be moved from a hidden folder into the target: it may be a mount of its own, or not ours
/// to write to.
fn reaches(root: &Path, target: &Path) -> bool {
    let (from, to) = (root.join("probe"), target.join(hidden::name("")));
    let moved = disk::make_folder(&from).and_then(|()| disk::rename(&from, &to));
    moved.and_then(|()| disk::remove_folder(&to)).is_ok()
}

fn entry(root: &Path, path: &str) -> io::Result<FileEntry> {
    let mut file = File::open(root.join(path))?;
    let mut hash = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
    Ok(FileEntry { path: path.to_owned(), bytes, sha256: hexadecimal(&hash.finalize()) })
}
