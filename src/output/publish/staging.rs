//! Files on their way to a directory: they are written into a hidden *staging* directory on the same file system and
//! moved to their place at the end.
//!
//! In a directory of an earlier run its files are replaced and those that this run no longer makes are removed;
//! what its manifest does not list is somebody else's and stays, unless this run writes a file of that name.

use super::manifest::{self, FileEntry};
use super::paths::{Moves, is_inside, make_parent, naming, remove_if_empty};
use crate::output::format::hexadecimal;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read};
use std::path::{Path, PathBuf};

/// Files on their way to a directory. Dropped before it is published, it leaves no trace.
#[derive(Debug)]
pub struct Staging {
    target: PathBuf,
    /// Whether the target was there before.
    existed: bool,
    new: PathBuf,
    old: PathBuf,
    root: PathBuf,
    paths: BTreeSet<String>,
}

impl Staging {
    /// Prepares to fill `target`, which need not exist; its parents are made.
    ///
    /// # Errors
    /// If `target` is no directory or cannot be written to; the message names the path.
    pub fn begin(target: &Path) -> io::Result<Staging> {
        let existed = target.exists();
        must_be_directory(target)?;
        let root = staging_root(target, existed);
        let (new, old) = (root.join("new"), root.join("old"));
        if root.exists() {
            // Left by a process that was killed and had the same number.
            fs::remove_dir_all(&root).map_err(naming(&root))?;
        }
        fs::create_dir_all(&new).map_err(naming(target))?;
        let paths = BTreeSet::new();
        let staging = Staging { target: target.to_owned(), existed, new, old, root, paths };
        fs::create_dir_all(&staging.old).map_err(naming(target))?;
        Ok(staging)
    }

    /// Opens the file that will be at `path` below the target, for writing bit by bit. Flush or drop it before
    /// publishing.
    ///
    /// # Errors
    /// If the file cannot be made.
    pub fn create(&mut self, path: &str) -> io::Result<BufWriter<File>> {
        let place = self.place(path)?;
        let file = File::create(&place).map_err(naming(&self.target.join(path)))?;
        Ok(BufWriter::with_capacity(1 << 16, file))
    }

    /// Writes a whole file at `path` below the target.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(path)?;
        fs::write(place, bytes).map_err(naming(&self.target.join(path)))
    }

    /// The files so far, in order of their paths, with size and hash: what the manifest lists.
    ///
    /// # Errors
    /// If a file cannot be read again.
    pub(super) fn entries(&self) -> io::Result<Vec<FileEntry>> {
        let entry = |path: &String| entry(&self.new, path).map_err(naming(&self.target.join(path)));
        self.paths.iter().map(entry).collect()
    }

    /// Moves everything to its place. After an error the target is as it was before.
    ///
    /// # Errors
    /// If a file cannot be moved.
    pub(super) fn commit(self) -> io::Result<()> {
        if !self.existed {
            return fs::rename(&self.new, &self.target).map_err(naming(&self.target));
        }
        let mut moves = Moves::default();
        self.move_all(&mut moves).inspect_err(|_| moves.undo())
    }

    /// The old files out of the way, then the new ones in, the manifest last.
    fn move_all(&self, moves: &mut Moves) -> io::Result<()> {
        let stale = self.earlier().into_iter().filter(|path| !self.paths.contains(path));
        let leaving: Vec<String> = stale.chain(self.paths.iter().cloned()).collect();
        for path in leaving.iter().filter(|path| self.target.join(path).is_file()) {
            moves.rename(&self.target.join(path), &self.old.join(path))?;
        }
        let (manifest, files): (Vec<_>, Vec<_>) = self.paths.iter().partition(|path| *path == manifest::NAME);
        for path in files.into_iter().chain(manifest) {
            moves.rename(&self.new.join(path), &self.target.join(path))?;
        }
        for path in leaving {
            remove_if_empty(&self.target, &path);
        }
        Ok(())
    }

    /// The files of an earlier run, by its manifest; never anything outside the target.
    fn earlier(&self) -> Vec<String> {
        let Ok(text) = fs::read_to_string(self.target.join(manifest::NAME)) else {
            return Vec::new();
        };
        let mut paths = manifest::listed(&text);
        paths.retain(|path| is_inside(path));
        paths.push(manifest::NAME.to_owned());
        paths
    }

    /// The staged place of `path`, its directory made, and remembered.
    fn place(&mut self, path: &str) -> io::Result<PathBuf> {
        if !is_inside(path) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{path}: not a path below the target"),
            ));
        }
        let place = self.new.join(path);
        make_parent(&place)?;
        self.paths.insert(path.to_owned());
        Ok(place)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // Nothing can be done, and nothing is lost, when the hidden directory cannot be removed.
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// Inside a directory that exists (it may be a mount of its own), else beside the one to come.
fn staging_root(target: &Path, existed: bool) -> PathBuf {
    let name = format!(".kfactor-{}", std::process::id());
    if existed {
        return target.join(name);
    }
    let stem = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{stem}{name}"))
}

/// What is there already must be a directory.
pub(super) fn must_be_directory(target: &Path) -> io::Result<()> {
    if target.exists() && !target.is_dir() {
        let message = format!("{}: is not a directory", target.display());
        return Err(io::Error::new(io::ErrorKind::NotADirectory, message));
    }
    Ok(())
}

/// Whether a directory of this name inside of an output directory is one of [`staging_root`].
pub(super) fn is_staging(name: &str) -> bool {
    let process = name.strip_prefix(".kfactor-");
    process.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn manifest_of(files: &[FileEntry]) -> String {
        let paths: Vec<_> = files.iter().map(|file| serde_json::json!({ "path": file.path })).collect();
        serde_json::json!({ "kfactor": "0", "files": paths }).to_string()
    }

    fn fill(target: &Path, files: &[(&str, &str)]) -> io::Result<()> {
        let mut staging = Staging::begin(target)?;
        for (path, text) in files {
            staging.write(path, text.as_bytes())?;
        }
        let manifest = manifest_of(&staging.entries()?);
        staging.write(manifest::NAME, manifest.as_bytes())?;
        staging.commit()
    }

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_directory_appears_whole() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("a/out");
        fill(&target, &[("runs.csv", "1"), ("charts/k.svg", "<svg/>")]).unwrap();
        assert_eq!(names(&target), ["charts", "manifest.json", "runs.csv"]);
        assert_eq!(names(&home.path().join("a")), ["out"]);
    }

    #[test]
    fn what_is_dropped_leaves_no_trace() {
        let home = tempfile::tempdir().unwrap();
        let mut staging = Staging::begin(&home.path().join("out")).unwrap();
        let mut runs = staging.create("runs.csv").unwrap();
        runs.write_all(b"half").unwrap();
        drop((runs, staging));
        assert!(names(home.path()).is_empty());
    }

    #[test]
    fn an_earlier_run_is_replaced_and_foreign_files_stay() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path();
        fill(target, &[("runs.csv", "old"), ("charts/budget.svg", "old")]).unwrap();
        fs::write(target.join("notes.txt"), "mine").unwrap();
        fill(target, &[("runs.csv", "new")]).unwrap();
        assert_eq!(names(target), ["manifest.json", "notes.txt", "runs.csv"]);
        assert_eq!(fs::read_to_string(target.join("runs.csv")).unwrap(), "new");
    }

    #[test]
    fn after_a_failure_everything_is_as_before() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path();
        fill(target, &[("a.csv", "old"), ("z.csv", "old")]).unwrap();
        // A directory where a file must go stops the commit in the middle.
        fs::create_dir_all(target.join("b.csv/in")).unwrap();
        let error = fill(target, &[("a.csv", "new"), ("b.csv", "new")]).unwrap_err();
        assert!(error.to_string().contains("b.csv"), "{error}");
        assert_eq!(names(target), ["a.csv", "b.csv", "manifest.json", "z.csv"]);
        assert_eq!(fs::read_to_string(target.join("a.csv")).unwrap(), "old");
    }

    #[test]
    fn a_manifest_cannot_point_outside() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        fs::create_dir(&target).unwrap();
        fs::write(home.path().join("precious"), "keep").unwrap();
        fs::write(target.join(manifest::NAME), r#"{"kfactor":"0","files":[{"path":"../precious"}]}"#)
            .unwrap();
        fill(&target, &[("runs.csv", "1")]).unwrap();
        assert!(home.path().join("precious").exists());
        assert!(Staging::begin(&target).unwrap().write("../x", b"").is_err());
    }

    #[test]
    fn what_a_killed_process_left_is_not_published() {
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("out");
        fs::create_dir_all(staging_root(&target, false).join("new/stale")).unwrap();
        fill(&target, &[("runs.csv", "1")]).unwrap();
        assert_eq!(names(&target), ["manifest.json", "runs.csv"]);
    }

    #[test]
    fn a_file_is_no_directory() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("taken");
        fs::write(&file, "").unwrap();
        assert!(Staging::begin(&file).unwrap_err().to_string().contains("taken"));
    }
}
