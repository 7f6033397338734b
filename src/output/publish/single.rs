//! A file of its own, such as a report or a template: no manifest lists it.

use super::paths::naming;
use std::fs;
use std::io;
use std::path::Path;

/// Writes a single file, whole or not at all; an existing one is replaced only if `replace`.
///
/// # Errors
/// `AlreadyExists` if there is a file and it is not to be replaced; whatever else goes wrong, with the path.
pub fn file(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    if !replace && path.exists() {
        return Err(naming(path)(io::ErrorKind::AlreadyExists.into()));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let staged = path.with_file_name(format!(".{name}.kfactor-{}", std::process::id()));
    let written = fs::write(&staged, bytes).and_then(|()| fs::rename(&staged, path));
    written.map_err(naming(path)).inspect_err(|_| {
        // The first error is the one to tell.
        let _ = fs::remove_file(&staged);
    })
}
