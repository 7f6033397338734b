//! The only code that touches the disk. Files of a command appear whole and together, or not at all: they are
//! staged in a hidden folder, listed in a manifest and brought to their place at the end. What is in them is
//! none of its business.
//!
//! A folder with an earlier result is exchanged for the new one in one call where the system can (`exchange`),
//! else file by file with a note from which the next start goes on (`moves`, `repair`). The one file that grows
//! in its place is the [`Journal`] of a long command, from which a killed process is continued.

mod disk;
mod exchange;
mod hidden;
mod inspect;
mod journal;
mod manifest;
mod moves;
mod note;
mod paths;
mod refresh;
mod repair;
mod single;
mod staging;

#[cfg(test)]
mod tests;

pub use inspect::Refusal;
pub use journal::{Journal, NAME as JOURNAL, Told};
pub use refresh::{kept, refresh};
pub use single::Sheet;
pub use staging::{Named, Staging};

use super::File;
use serde_json::Value;

/// Publishes what was staged so far (files that grew while simulating) together with `files` and the manifest, which
/// says what `about` says and lists them all.
///
/// # Errors
/// If a file cannot be written or brought to its place; everything is then as it was before.
pub fn publish(mut staging: Staging, files: &[File], about: Value) -> Result<(), Refusal> {
    for file in files {
        staging.write(&file.path, &file.bytes)?;
    }
    let manifest = manifest::text(about, &staging.entries()?);
    staging.write(manifest::NAME, manifest.as_bytes())?;
    staging.commit()
}
