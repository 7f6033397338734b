//! What is about to be done with a folder, noted in the hidden folder: the next start finds it where the
//! process is killed meanwhile.

use super::disk;
use super::paths::naming;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::Path;

/// The file in a hidden folder.
const NAME: &str = "note.json";

/// What stands in it.
#[derive(Deserialize, Serialize)]
struct Note<T> {
    /// What is done.
    way: String,
    /// With what.
    about: T,
}

/// Notes what is about to be done.
///
/// # Errors
/// If it cannot be written; then there is no note.
pub(super) fn write(root: &Path, way: &str, about: &impl Serialize) -> io::Result<()> {
    let note = Note { way: way.to_owned(), about };
    let text = serde_json::to_vec(&note).map_err(io::Error::other)?;
    disk::write(&root.join(NAME), &text).inspect_err(|_| {
        // What is not done must not be gone on with.
        let _ = remove(root);
    })?;
    disk::sync_folder(root);
    Ok(())
}

/// Takes the note away: it is done, or everything is as it was before.
///
/// # Errors
/// If it cannot be removed.
pub(super) fn remove(root: &Path) -> io::Result<()> {
    disk::remove_file(&root.join(NAME))
}

/// Whether a hidden folder has a note.
pub(super) fn is_in(root: &Path) -> bool {
    root.join(NAME).is_file()
}

/// What was about to be done in this way; nothing where there is no note, or none of this way, or where the
/// process was killed before it was whole, since then nothing was begun.
///
/// # Errors
/// If it cannot be read.
pub(super) fn read<T: DeserializeOwned>(root: &Path, way: &str) -> io::Result<Option<T>> {
    let path = root.join(NAME);
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(naming(&path)(error)),
    };
    let note: Option<Note<serde_json::Value>> = serde_json::from_slice(&text).ok();
    let about = note.filter(|note| note.way == way).map(|note| note.about);
    Ok(about.and_then(|about| serde_json::from_value(about).ok()))
}
