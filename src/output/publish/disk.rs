//! What changes the disk when files are published, call by call. Between any two of these calls the process may be
//! killed: the tests of this room do so at each of them.

use super::paths::naming;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Tests, which pull no plugs, need not wait for the disk.
const WAITS: bool = !cfg!(test);

/// Moves a file or folder within a file system.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    point()?;
    fs::rename(from, to).map_err(naming(to))
}

/// Exchanges two folders in one call, where the system can.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    point()?;
    swap(one, other).map_err(naming(other))
}

/// Gives a file a second name.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    point()?;
    fs::hard_link(from, to).map_err(naming(to))
}

/// Makes a folder in one that is there.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    point()?;
    fs::create_dir(path).map_err(naming(path))
}

/// Makes a file that is not there yet; what stands in its place, a link too, is an error.
pub(super) fn make_file(path: &Path) -> io::Result<File> {
    point()?;
    File::options().read(true).write(true).create_new(true).open(path).map_err(naming(path))
}

/// Writes a file that is not there yet, down to the disk.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    make_file(path)?.write_all(bytes).map_err(naming(path))?;
    sync(path)
}

/// Removes a file.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    point()?;
    fs::remove_file(path).map_err(naming(path))
}

/// Removes a folder with nothing in it.
pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    point()?;
    fs::remove_dir(path).map_err(naming(path))
}

/// Removes a folder with all that is in it.
pub(super) fn remove_all(path: &Path) -> io::Result<()> {
    point()?;
    #[cfg(test)]
    faults::remove_files(path)?;
    fs::remove_dir_all(path).map_err(naming(path))
}

/// Waits until a file that was written is on the disk.
pub(super) fn sync(path: &Path) -> io::Result<()> {
    point()?;
    let file = File::options().write(true).open(path);
    file.and_then(|file| if WAITS { file.sync_all() } else { Ok(()) }).map_err(naming(path))
}

/// Waits until what was made, moved and removed in a folder is on the disk, where the system can tell.
pub(super) fn sync_folder(path: &Path) {
    // Some file systems know no such thing, and then there is nothing to wait for.
    let _ = File::open(path).and_then(|folder| if WAITS { folder.sync_all() } else { Ok(()) });
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    #[cfg(test)]
    faults::may_exchange()?;
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Here a test may end the process.
fn point() -> io::Result<()> {
    #[cfg(test)]
    faults::point()?;
    Ok(())
}

/// What goes wrong in a test, on its own thread.
#[cfg(test)]
pub(super) mod faults {
    use std::cell::Cell;
    use std::path::Path;
    use std::{fs, io};

    thread_local! {
        /// So many calls are still done.
        static LEFT: Cell<Option<u64>> = const { Cell::new(None) };
        /// Whether calls after the one that failed are done again.
        static RECOVERS: Cell<bool> = const { Cell::new(false) };
        /// Whether the system can exchange folders.
        static EXCHANGES: Cell<bool> = const { Cell::new(true) };
    }

    /// After so many calls nothing is done any more, as if the process had been killed, until [`revive`].
    pub(in crate::output::publish) fn kill_after(calls: u64) {
        LEFT.set(Some(calls));
        RECOVERS.set(false);
    }

    /// After so many calls one fails.
    pub(in crate::output::publish) fn fail_after(calls: u64) {
        LEFT.set(Some(calls));
        RECOVERS.set(true);
    }

    /// Everything is done again. Whether anything was not.
    pub(in crate::output::publish) fn revive() -> bool {
        let failed = matches!(LEFT.take(), Some(0) | None);
        RECOVERS.set(false);
        failed
    }

    /// Removes the files in a folder one by one, so that a test may end the process between any two.
    pub(super) fn remove_files(folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                remove_files(&entry.path())?;
            } else {
                point()?;
                fs::remove_file(entry.path())?;
            }
        }
        point()
    }

    pub(in crate::output::publish) fn let_exchange(can: bool) {
        EXCHANGES.set(can);
    }

    pub(super) fn may_exchange() -> io::Result<()> {
        if EXCHANGES.get() { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
    }

    pub(super) fn point() -> io::Result<()> {
        match LEFT.get() {
            None => Ok(()),
            Some(0) => {
                if RECOVERS.get() {
                    LEFT.set(None);
                }
                Err(io::Error::other("killed"))
            }
            Some(left) => {
                LEFT.set(Some(left - 1));
                Ok(())
            }
        }
    }
}
