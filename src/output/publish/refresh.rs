//! Some files of an earlier result made anew, in the folder where it is.

use super::inspect::{Refusal, is_plain};
use super::manifest;
use super::paths::naming;
use super::single::Sheet;
use crate::output::File;
use std::fs;
use std::path::Path;

/// What is kept of an earlier result under this name.
///
/// # Errors
/// If it cannot be read, or is no plain file: nobody may ever write into a pipe.
pub fn kept(folder: &Path, name: &str) -> Result<Vec<u8>, Refusal> {
    let path = folder.join(name);
    is_plain(&path)?;
    Ok(fs::read(&path).map_err(naming(&path))?)
}

/// Writes these files of the result in `folder` anew, each whole or not at all, and then its manifest, in which nothing else
/// changes.
///
/// # Errors
/// If there is no manifest of ours, if one of the files is there and not listed in it, or if one cannot be written.
pub fn refresh(folder: &Path, files: &[File]) -> Result<(), Refusal> {
    let path = folder.join(manifest::NAME);
    let bytes = kept(folder, manifest::NAME)?;
    let Some(listed) = manifest::listed(&bytes) else { return Err(Refusal::Foreign(path)) };
    let foreign =
        files.iter().find(|file| !listed.paths.contains(&file.path) && folder.join(&file.path).exists());
    if let Some(file) = foreign {
        return Err(Refusal::Foreign(folder.join(&file.path)));
    }
    let Some(renewed) = manifest::renewed(&bytes, files) else { return Err(Refusal::Foreign(path)) };
    let places = files.iter().map(|file| Sheet::begin(&folder.join(&file.path), true));
    let places = places.collect::<Result<Vec<Sheet>, Refusal>>()?;
    for (place, file) in places.into_iter().zip(files) {
        place.publish(&file.bytes)?;
    }
    Sheet::begin(&path, true)?.publish(renewed.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::publish::{Staging, publish};
    use serde_json::json;

    #[test]
    fn the_manifest_follows_and_nothing_else_changes() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        let names = ["a.txt", "b.txt", "c.txt"].map(str::to_owned);
        let files = [File::new("a.txt", "one"), File::new("b.txt", "two")];
        let staging = Staging::begin(&target, &names).unwrap();
        publish(staging, &files, json!({ "kfactor": "0", "seed": 7 })).unwrap();
        let before = fs::read_to_string(target.join("manifest.json")).unwrap();
        refresh(&target, &files).unwrap();
        assert_eq!(fs::read_to_string(target.join("manifest.json")).unwrap(), before);
        refresh(&target, &[File::new("b.txt", "new"), File::new("c.txt", "more")]).unwrap();
        let after = fs::read_to_string(target.join("manifest.json")).unwrap();
        let listed = manifest::listed(after.as_bytes()).unwrap();
        assert_eq!(listed.paths, ["a.txt", "b.txt", "c.txt"]);
        assert!(after.contains("\"seed\": 7") && after != before);
        assert_eq!(fs::read_to_string(target.join("c.txt")).unwrap(), "more");
        fs::write(target.join("mine.txt"), "mine").unwrap();
        assert!(matches!(refresh(&target, &[File::new("mine.txt", "x")]), Err(Refusal::Foreign(_))));
        assert!(refresh(folder.path(), &files).is_err());
    }
}
