//! Which scenarios are meant: files as they are, folders with all below them, patterns.

use super::walk::{self, Walked, entries};
use crate::cli::exit::Failure;
use crate::words::{self, Lang};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What paths lead to.
#[derive(Debug)]
pub struct Found {
    /// The files, each once, in the order in which they were asked for and by name within a folder or pattern.
    pub files: Vec<PathBuf>,
    /// Links that lead out of a folder that was asked for.
    pub outside: Vec<PathBuf>,
}

/// What these paths lead to.
///
/// # Errors
/// If one of them leads to nothing, or cannot be read.
pub fn collect(paths: &[PathBuf], lang: Lang) -> Result<Found, Failure> {
    let mut all = Found { files: Vec::new(), outside: Vec::new() };
    let mut known = BTreeSet::new();
    for path in paths {
        let Walked { files, outside } = expand(path).map_err(|error| cannot_read(path, &error, lang))?;
        if files.is_empty() {
            return Err(Failure::Usage(words::check::cli::no_scenario(&path.display().to_string(), lang)));
        }
        all.files.extend(files.into_iter().filter(|file| known.insert(file.clone())));
        all.outside.extend(outside);
    }
    Ok(all)
}

fn cannot_read(path: &Path, error: &io::Error, lang: Lang) -> Failure {
    Failure::Io(words::cli::cannot_read(
        &path.display().to_string(),
        &words::system::refusal(error, lang),
        lang,
    ))
}

fn expand(path: &Path) -> io::Result<Walked> {
    if path.is_dir() {
        return walk::walk(path);
    }
    let files = match path.to_str().filter(|text| text.contains(['*', '?']) && !path.exists()) {
        Some(pattern) => matching(pattern)?,
        // That a file is not there is told when it is read.
        None => vec![path.to_owned()],
    };
    Ok(Walked { files, outside: Vec::new() })
}

/// The files that a pattern fits: `*` and `?` within a name, `**` for any folders.
fn matching(pattern: &str) -> io::Result<Vec<PathBuf>> {
    let pattern = pattern.replace('\\', "/");
    let (root, rest) = match pattern.strip_prefix('/') {
        Some(rest) => (PathBuf::from("/"), rest),
        None => (PathBuf::new(), pattern.as_str()),
    };
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    let mut files = Vec::new();
    go(&root, &parts, &mut files)?;
    files.sort();
    files.dedup();
    Ok(files)
}

/// Only `**` goes down by itself; it enters no links, so that circles end.
fn go(folder: &Path, parts: &[&str], files: &mut Vec<PathBuf>) -> io::Result<()> {
    let Some((part, rest)) = parts.split_first() else { return Ok(()) };
    if *part == "**" {
        go(folder, rest, files)?;
        for path in entries(folder)?.into_iter().filter(|path| path.is_dir() && !path.is_symlink()) {
            go(&path, parts, files)?;
        }
        return Ok(());
    }
    if !part.contains(['*', '?']) {
        return step(folder.join(part), rest, files);
    }
    for path in entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if fits(part, &name) {
            step(path, rest, files)?;
        }
    }
    Ok(())
}

fn step(path: PathBuf, rest: &[&str], files: &mut Vec<PathBuf>) -> io::Result<()> {
    if rest.is_empty() && path.is_file() {
        files.push(path);
    } else if path.is_dir() {
        go(&path, rest, files)?;
    }
    Ok(())
}

/// The path below the root of the repository that a workflow of GitHub Actions works in, where annotations need it.
pub fn below_workspace(path: &str) -> String {
    let below = || {
        let workspace = fs::canonicalize(std::env::var_os("GITHUB_WORKSPACE")?).ok()?;
        let absolute = fs::canonicalize(path).ok()?;
        Some(absolute.strip_prefix(workspace).ok()?.to_string_lossy().replace('\\', "/"))
    };
    below().unwrap_or_else(|| path.to_owned())
}

/// Whether a name fits a pattern of one part.
fn fits(pattern: &str, name: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => name.is_empty(),
        Some('*') => {
            let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
            ends.into_iter().any(|at| fits(rest.as_str(), &name[at..]))
        }
        Some(wanted) => {
            let mut left = name.chars();
            left.next().is_some_and(|c| wanted == '?' || wanted == c) && fits(rest.as_str(), left.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_patterns() {
        for (pattern, name) in
            [("*.yaml", "a.yaml"), ("a*", "a"), ("*", ""), ("p?ster.y*ml", "poster.yaml"), ("*海*", "上海滩")]
        {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.yaml", "a.yml"), ("?", ""), ("a", "ab"), ("*a", "ab")] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn folders_and_patterns_find_scenarios() {
        let desk = tempfile::tempdir().unwrap();
        let at = |name: &str| desk.path().join(name);
        fs::create_dir_all(at("b/c")).unwrap();
        fs::create_dir_all(at(".git")).unwrap();
        for name in ["a.yaml", "b/x.yml", "b/c/y.yaml", "b/notes.md", ".git/z.yaml", ".hidden.yaml"] {
            fs::write(at(name), "").unwrap();
        }
        let collected = |paths: &[&str]| -> Vec<String> {
            let paths: Vec<PathBuf> = paths.iter().map(|path| at(path)).collect();
            let Found { files, .. } = collect(&paths, Lang::En).unwrap();
            let name = |file: PathBuf| file.strip_prefix(desk.path()).unwrap().to_str().unwrap().to_owned();
            files.into_iter().map(name).map(|name| name.replace('\\', "/")).collect()
        };
        assert_eq!(collected(&[""]), ["a.yaml", "b/c/y.yaml", "b/x.yml"]);
        assert_eq!(collected(&["**/*.yaml"]), ["a.yaml", "b/c/y.yaml"]);
        assert_eq!(collected(&["b/*", "a.yaml", "b"]), ["b/notes.md", "b/x.yml", "a.yaml", "b/c/y.yaml"]);
        assert_eq!(collected(&["nowhere.yaml"]), ["nowhere.yaml"]);
        assert!(matches!(collect(&[at("b/*.toml")], Lang::En), Err(Failure::Usage(_))));
    }
}
