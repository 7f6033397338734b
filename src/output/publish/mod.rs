//! The only code that touches the disk. Files of a command appear whole and together, or not at all: they are
//! staged, listed in a manifest and moved to their place at the end. What is in them is none of its business.
//!
//! The one file that grows in its place is the [`Journal`] of a long command, from which a killed process is continued.

mod journal;
mod manifest;
mod paths;
mod single;
mod staging;

pub use journal::{Journal, NAME as JOURNAL, Told};
pub use single::Sheet;
pub use staging::Staging;

use super::File;
use serde_json::Value;
use std::io;

/// Publishes what was staged so far (files that grew while simulating) together with `files` and the manifest, which
/// says what `about` says and lists them all.
///
/// # Errors
/// If a file cannot be written or moved; everything is then as it was before.
pub fn publish(mut staging: Staging, files: &[File], about: Value) -> io::Result<()> {
    for file in files {
        staging.write(&file.path, &file.bytes)?;
    }
    let manifest = manifest::text(about, &staging.entries()?);
    staging.write(manifest::NAME, manifest.as_bytes())?;
    staging.commit()
}
