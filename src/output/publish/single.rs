//! A file of its own, such as a report or a template: no manifest lists it.

use super::paths::naming;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The place of a single file, found to be writable. Dropped before it is published, it leaves no trace.
#[derive(Debug)]
pub struct Sheet {
    path: PathBuf,
    staged: PathBuf,
}

impl Sheet {
    /// Prepares to write `path`, whole or not at all; an existing file is replaced only if `replace`.
    ///
    /// # Errors
    /// `AlreadyExists` if there is a file and it is not to be replaced; whatever else goes wrong, with the path.
    pub fn begin(path: &Path, replace: bool) -> io::Result<Sheet> {
        if !replace && path.exists() {
            return Err(naming(path)(io::ErrorKind::AlreadyExists.into()));
        }
        if path.is_dir() {
            return Err(naming(path)(io::ErrorKind::IsADirectory.into()));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let staged = path.with_file_name(format!(".{name}.kfactor-{}", std::process::id()));
        fs::write(&staged, []).map_err(naming(path))?;
        Ok(Sheet { path: path.to_owned(), staged })
    }

    /// Writes the file.
    ///
    /// # Errors
    /// If it cannot be written; an earlier file is then as it was.
    pub fn publish(self, bytes: &[u8]) -> io::Result<()> {
        let written = fs::write(&self.staged, bytes).and_then(|()| fs::rename(&self.staged, &self.path));
        written.map_err(naming(&self.path))
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        // Published, it is there no more; else nothing can be done when it cannot be removed.
        let _ = fs::remove_file(&self.staged);
    }
}
