//! A file of its own, such as a report or a template: no manifest lists it.

use super::disk;
use super::hidden::{self, Hidden, NEW};
use super::inspect::{Refusal, is_plain, is_there};
use super::paths::{naming, or_here, parent};
use std::io;
use std::path::{Path, PathBuf};

/// The place of a single file, found to be writable. Dropped before it is published, it leaves no trace.
#[derive(Debug)]
pub struct Sheet {
    path: PathBuf,
    hidden: Hidden,
}

impl Sheet {
    /// Prepares to write `path`, whole or not at all; an existing file is replaced only if `replace`. What
    /// processes that were killed have left beside it is cleared.
    ///
    /// # Errors
    /// `AlreadyExists` if there is a file and it is not to be replaced; if there is a link, a folder, a pipe or
    /// a device; whatever else goes wrong, with the path.
    pub fn begin(path: &Path, replace: bool) -> Result<Sheet, Refusal> {
        if !replace && is_there(path) {
            return Err(naming(path)(io::ErrorKind::AlreadyExists.into()).into());
        }
        is_plain(path)?;
        drop(hidden::dead(parent(path), &hidden::stem(path), |_| false));
        let hidden = Hidden::make(parent(path), &hidden::stem(path))
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
        Ok(Sheet { path: path.to_owned(), hidden })
    }

    /// Writes the file.
    ///
    /// # Errors
    /// If it cannot be written; an earlier file is then as it was.
    pub fn publish(self, bytes: &[u8]) -> Result<(), Refusal> {
        is_plain(&self.path)?;
        let staged = self.hidden.root().join(NEW);
        disk::write(&staged, bytes).and_then(|()| disk::rename(&staged, &self.path))?;
        disk::sync_folder(or_here(parent(&self.path)));
        Ok(())
    }
}
