//! The scenarios in a folder and in the folders in it. Hidden ones are passed over, and so is what leads out of the
//! folder: whoever checks a folder does not expect to check another one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is in a folder.
#[derive(Debug, Default)]
pub struct Walked {
    /// The scenarios, by name; a folder that cannot be read stands for what is in it.
    pub files: Vec<PathBuf>,
    /// Links that lead out of the folder.
    pub outside: Vec<PathBuf>,
}

/// What is in this folder.
///
/// # Errors
/// If the folder cannot be read.
pub fn walk(folder: &Path) -> io::Result<Walked> {
    let root = fs::canonicalize(if folder == Path::new("") { Path::new(".") } else { folder })?;
    entries(folder)?;
    let mut walk = Walk { root, seen: BTreeSet::new(), links: Vec::new(), walked: Walked::default() };
    walk.enter(folder);
    // What is not a link comes first, so that everything is found under its own name where it has one here.
    while let Some(link) = walk.links.pop() {
        walk.follow(link);
    }
    walk.walked.files.sort();
    walk.walked.outside.sort();
    Ok(walk.walked)
}

struct Walk {
    /// The folder itself, without links.
    root: PathBuf,
    /// The files and folders found, without links: each is found once, and links in a circle end.
    seen: BTreeSet<PathBuf>,
    /// Links that were not yet followed.
    links: Vec<PathBuf>,
    walked: Walked,
}

impl Walk {
    fn enter(&mut self, folder: &Path) {
        if fs::canonicalize(folder).is_ok_and(|real| !self.seen.insert(real)) {
            return;
        }
        match entries(folder) {
            Ok(paths) => paths.into_iter().for_each(|path| self.visit(path)),
            Err(_) => self.walked.files.push(folder.to_owned()),
        }
    }

    fn visit(&mut self, path: PathBuf) {
        if path.is_symlink() {
            self.links.push(path);
        } else if path.is_dir() {
            self.enter(&path);
        } else if is_scenario(&path) && path.is_file() {
            self.seen.extend(fs::canonicalize(&path));
            self.walked.files.push(path);
        }
    }

    fn follow(&mut self, link: PathBuf) {
        let Ok(real) = fs::canonicalize(&link) else {
            // That it leads to nothing is told when it is read.
            return self.walked.files.extend(Some(link).filter(|link| is_scenario(link)));
        };
        let (is_folder, is_new) = (real.is_dir(), !self.seen.contains(&real));
        if !real.starts_with(&self.root) {
            if is_folder || is_scenario(&link) {
                self.walked.outside.push(link);
            }
        } else if is_folder {
            self.enter(&link);
        } else if is_new && is_scenario(&link) && real.is_file() {
            self.seen.insert(real);
            self.walked.files.push(link);
        }
    }
}

fn is_scenario(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// What is in a folder, sorted, without what is hidden.
pub fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    // `./poster.yaml` is `poster.yaml` for everybody.
    let place = |entry: fs::DirEntry| {
        if folder == Path::new("") { PathBuf::from(entry.file_name()) } else { entry.path() }
    };
    let read = fs::read_dir(if folder == Path::new("") { Path::new(".") } else { folder })?;
    let mut paths = read.map(|entry| entry.map(place)).collect::<io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    paths.sort();
    Ok(paths)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    /// Names below the desk.
    fn names(paths: &[PathBuf], desk: &Path) -> Vec<String> {
        let name = |path: &PathBuf| path.strip_prefix(desk).unwrap().to_str().unwrap().to_owned();
        paths.iter().map(name).collect()
    }

    #[test]
    fn links_are_followed_within_the_folder_and_circles_end() {
        let desk = tempfile::tempdir().unwrap();
        let at = |name: &str| desk.path().join(name);
        fs::create_dir_all(at("in/.store")).unwrap();
        fs::create_dir_all(at("in/deep")).unwrap();
        fs::create_dir_all(at("out")).unwrap();
        for name in ["in/a.yaml", "in/.store/kept.yaml", "in/deep/b.yml", "out/c.yaml"] {
            fs::write(at(name), "").unwrap();
        }
        symlink(at("in"), at("in/deep/circle")).unwrap();
        symlink("itself.yaml", at("in/itself.yaml")).unwrap();
        symlink(at("in/a.yaml"), at("in/again.yaml")).unwrap();
        symlink(".store/kept.yaml", at("in/kept.yaml")).unwrap();
        symlink(at("out"), at("in/other")).unwrap();
        symlink(at("out/c.yaml"), at("in/c.yaml")).unwrap();
        symlink("/dev/null", at("in/notes.txt")).unwrap();
        let walked = walk(&at("in")).unwrap();
        assert_eq!(
            names(&walked.files, desk.path()),
            ["in/a.yaml", "in/deep/b.yml", "in/itself.yaml", "in/kept.yaml"]
        );
        assert_eq!(names(&walked.outside, desk.path()), ["in/c.yaml", "in/other"]);
    }
}
