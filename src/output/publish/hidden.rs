//! Hidden folders in which files wait to be published. Each is locked by the process that fills it, and the
//! system frees the lock when the process dies; so the next start knows which are nobody's, and clears them.
//!
//! The name says on which machine and since which boot (a lock that another machine holds may not be seen
//! here), and has random bits: in containers every process is number 1.

use super::disk;
use super::paths::or_here;
use crate::output::format::sha256;
use std::collections::hash_map::RandomState;
use std::fs::{self, File, TryLockError};
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What every hidden name has in the middle.
const MARK: &str = ".kfactor-";
/// The folder in it with the files that are to be published.
pub(super) const NEW: &str = "new";
/// The folder in it with the files that were moved away.
pub(super) const OLD: &str = "old";
/// The file that is locked.
const LOCK: &str = "lock";
/// Hexadecimal digits of machine and boot, and of the random bits.
const DIGITS: [usize; 2] = [8, 16];
/// A folder that another start takes for dead, made a moment ago, is made again; so often at most.
const ATTEMPTS: u32 = 8;

/// A hidden folder of this process; it goes when this is dropped.
#[derive(Debug)]
pub(super) struct Hidden {
    root: PathBuf,
    /// Held as long as the folder is in use.
    lock: Option<File>,
    /// Whether it stays, for the next start to go on with.
    stays: bool,
}

impl Hidden {
    /// Makes one in `folder`, with a name that begins with `stem`.
    ///
    /// # Errors
    /// If it cannot be made.
    pub(super) fn make(folder: &Path, stem: &str) -> io::Result<Hidden> {
        let mut made = Hidden::attempt(folder, stem);
        for _ in 1..ATTEMPTS {
            let was_cleared = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
            if !made.as_ref().is_err_and(was_cleared) || !or_here(folder).is_dir() {
                break;
            }
            made = Hidden::attempt(folder, stem);
        }
        made
    }

    fn attempt(folder: &Path, stem: &str) -> io::Result<Hidden> {
        let root = folder.join(name(stem));
        disk::make_folder(&root)?;
        let mut hidden = Hidden { root, lock: None, stays: false };
        let file = disk::make_file(&hidden.root.join(LOCK))?;
        lock(&file)?;
        hidden.lock = Some(file);
        Ok(hidden)
    }

    /// Where it is.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// It stays when this is dropped: the next start has to go on with it.
    pub(super) fn leave(&mut self) {
        self.stays = true;
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        // Some systems remove no file that is open.
        self.lock = None;
        if !self.stays {
            // Nothing can be done, and nothing is lost, when something cannot be removed.
            let _ = remove(&self.root);
        }
    }
}

/// Removes a hidden folder. The lock goes last: what is left of a process that is killed in between is known by it.
fn remove(root: &Path) -> io::Result<()> {
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        match entry.file_type()? {
            kind if kind.is_dir() => disk::remove_all(&entry.path())?,
            _ if entry.file_name() == LOCK => {}
            _ => disk::remove_file(&entry.path())?,
        }
    }
    disk::remove_all(root)
}

/// Hidden folders in `folder` whose names begin with `stem` and whose processes are dead: those of this machine
/// and boot, and those that `is_wanted` whosoever they were. They are this process's as long as they are not
/// dropped.
pub(super) fn dead(folder: &Path, stem: &str, is_wanted: impl Fn(&Path) -> bool) -> Vec<Hidden> {
    let entries = fs::read_dir(or_here(folder)).into_iter().flatten().flatten();
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    let ours = |root: &PathBuf| machine_of(root, stem).is_some_and(|of| of == machine() || is_wanted(root));
    entries.filter(is_folder).map(|entry| entry.path()).filter(ours).filter_map(claim).collect()
}

/// The folder, if its process is dead.
fn claim(root: PathBuf) -> Option<Hidden> {
    match File::options().read(true).write(true).open(root.join(LOCK)) {
        Ok(file) => file.try_lock().ok().map(|()| Hidden { root, lock: Some(file), stays: false }),
        Err(_) => {
            // Killed before it was locked, and then it is empty; what is not empty is not ours.
            let _ = disk::remove_folder(&root);
            None
        }
    }
}

/// Whether a name is one of a hidden folder.
pub(super) fn is_hidden(name: &str) -> bool {
    name.rfind(MARK).is_some_and(|at| machine_of(Path::new(name), &name[..at]).is_some())
}

/// The machine that made the folder of this name.
fn machine_of<'a>(path: &'a Path, stem: &str) -> Option<&'a str> {
    let name = path.file_name()?.to_str()?;
    let (machine, random) = name.strip_prefix(stem)?.strip_prefix(MARK)?.split_once('-')?;
    let is_hexadecimal = |text: &str, digits| {
        text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    (is_hexadecimal(machine, DIGITS[0]) && is_hexadecimal(random, DIGITS[1])).then_some(machine)
}

/// A new name of a hidden folder.
pub(super) fn name(stem: &str) -> String {
    // The standard library has no other source of random bits than the keys of its hashes.
    let random = RandomState::new().build_hasher().finish();
    format!("{stem}{MARK}{}-{random:016x}", machine())
}

/// What tells this machine and this boot from others. Where the system has no name for a boot, the machine alone.
fn machine() -> &'static str {
    static MACHINE: OnceLock<String> = OnceLock::new();
    MACHINE.get_or_init(|| {
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok();
        sha256(boot.unwrap_or_else(host).trim().as_bytes())[..DIGITS[0]].to_owned()
    })
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn host() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// Locks a file for this process.
///
/// # Errors
/// [`io::ErrorKind::WouldBlock`] if another process has it.
pub(super) fn lock(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        // Some network drives know no locks.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// What names of hidden folders beside `path` begin with.
pub(super) fn stem(path: &Path) -> String {
    format!(".{}", path.file_name().unwrap_or_default().to_string_lossy())
}
