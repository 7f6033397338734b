//! A journal of finished work in an output directory, so that a process that was killed can be continued.
//!
//! It is a text file of lines, each with a checksum in front that covers the line and all before it. Whatever a
//! kill or a crash does to its end, reading stops at the last whole line, and continuing cuts the rest off. The
//! journal is locked while a process writes to it; the system frees the lock when the process dies.

use super::disk;
use super::hidden::lock;
use super::inspect::{Refusal, is_plain, is_there};
use super::paths::{make_parent, naming};
use super::repair::tidy;
use super::staging::must_be_directory;
use crate::output::format::hexadecimal;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The name of the journal in its directory.
pub const NAME: &str = "unfinished.journal";

/// A journal that this process may write to.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// Checksum of everything so far.
    sum: String,
    /// Whether this process made the directory.
    made_folder: bool,
}

/// What a journal tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The first line: what is worked on.
    pub header: String,
    /// The other lines: what is finished.
    pub lines: Vec<String>,
    /// Whether a line that was whole once follows them and is damaged: then what follows is no longer known.
    pub is_damaged: bool,
}

impl Journal {
    /// Opens the journal of `folder` and reads it; nothing where there is none. Nothing is changed yet.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] if another process is writing to it; if a file of this name is none of
    /// ours; whatever else goes wrong, with the path.
    pub fn open(folder: &Path) -> Result<Option<(Journal, Told)>, Refusal> {
        must_be_directory(folder)?;
        let path = folder.join(NAME);
        is_plain(&path)?;
        let mut file = match File::options().read(true).write(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(naming(&path)(error).into()),
        };
        lock(&file).map_err(naming(&path))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(naming(&path))?;
        let (lines, sum, is_damaged) = whole_lines(&bytes);
        let mut lines = lines.into_iter();
        let Some(header) = lines.next() else {
            // Killed before the first line was whole: nothing was finished.
            return if is_begun(&bytes) { Ok(None) } else { Err(Refusal::Foreign(path)) };
        };
        let journal = Journal { path, file, sum, made_folder: false };
        Ok(Some((journal, Told { header, lines: lines.collect(), is_damaged })))
    }

    /// Begins a new journal in `folder`, which is made if need be; one that is there already is overwritten.
    ///
    /// # Errors
    /// If it cannot be made, or another process is writing to it.
    pub fn begin(folder: &Path, header: &str) -> Result<Journal, Refusal> {
        let path = folder.join(NAME);
        is_plain(&path)?;
        let made_folder = !folder.exists();
        make_parent(&path)?;
        let file = File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(naming(&path))?;
        lock(&file).map_err(naming(&path))?;
        file.set_len(0).map_err(naming(&path))?;
        let mut journal = Journal { path, file, sum: String::new(), made_folder };
        journal.append(header)?;
        Ok(journal)
    }

    /// Keeps a copy beside the journal as it is, under a name that nothing has; its path.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep_copy(&self) -> io::Result<PathBuf> {
        let bytes = fs::read(&self.path).map_err(naming(&self.path))?;
        let mut names = (1..).map(|number| self.path.with_file_name(format!("damaged-{number}.journal")));
        let free = names.find(|path| !is_there(path));
        let path = free.unwrap_or_else(|| self.path.with_extension("damaged"));
        disk::write(&path, &bytes)?;
        Ok(path)
    }

    /// Makes an opened journal ready to be continued: what follows its last whole line is cut off, and hidden
    /// folders that a killed process left are cleared.
    ///
    /// # Errors
    /// If it cannot be written to.
    pub fn resume(&mut self, told: &Told) -> io::Result<()> {
        let line = |line: &String| (CHECKSUM + 1 + line.len() + 1) as u64;
        let length = [&told.header].into_iter().chain(&told.lines).map(line).sum();
        self.file.set_len(length).map_err(naming(&self.path))?;
        self.file.seek(SeekFrom::End(0)).map_err(naming(&self.path))?;
        tidy(self.path.parent().unwrap_or(Path::new(".")))
    }

    /// Adds a line, which must not contain a line feed. It is with the operating system when this returns.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn append(&mut self, line: &str) -> io::Result<()> {
        self.sum = checksum(&self.sum, line);
        let text = format!("{} {line}\n", self.sum);
        self.file.write_all(text.as_bytes()).map_err(naming(&self.path))
    }

    /// Removes the journal, and its directory if nothing else is in it and this process made it.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn remove(self) -> io::Result<()> {
        fs::remove_file(&self.path).map_err(naming(&self.path))?;
        if let Some(folder) = self.path.parent().filter(|_| self.made_folder) {
            // A directory with something in it stays.
            let _ = fs::remove_dir(folder);
        }
        Ok(())
    }
}

/// Characters of a checksum.
const CHECKSUM: usize = 16;

/// The checksum of a line after what has the checksum `before`.
fn checksum(before: &str, line: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(before.as_bytes());
    hash.update(line.as_bytes());
    hexadecimal(&hash.finalize()[..CHECKSUM / 2])
}

/// Whether these bytes may be the begin of a first line that was not finished.
fn is_begun(bytes: &[u8]) -> bool {
    // After a loss of power there may be nothing but noughts in place of what was written.
    if bytes.iter().all(|byte| *byte == 0) {
        return true;
    }
    let is_checksum = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let (sum, rest) = bytes.split_at(bytes.len().min(CHECKSUM));
    sum.iter().all(is_checksum) && rest.first().is_none_or(|space| *space == b' ') && !bytes.contains(&b'\n')
}

/// The lines up to the first that is not whole, the checksum of the last of them, and whether that first one has an end: a
/// kill leaves none.
fn whole_lines(bytes: &[u8]) -> (Vec<String>, String, bool) {
    let (mut lines, mut sum) = (Vec::new(), String::new());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let text = line.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok());
        let told = text.and_then(|text| text.split_once(' '));
        let Some((line, next)) = told.and_then(|(told, line)| {
            let next = checksum(&sum, line);
            (told == next).then_some((line, next))
        }) else {
            return (lines, sum, line.ends_with(b"\n"));
        };
        lines.push(line.to_owned());
        sum = next;
    }
    (lines, sum, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(folder: &Path) -> Option<Told> {
        Journal::open(folder).unwrap().map(|(_, told)| told)
    }

    fn filled(folder: &Path) -> Vec<u8> {
        let mut journal = Journal::begin(folder, "what").unwrap();
        for line in ["one", "two", "three"] {
            journal.append(line).unwrap();
        }
        fs::read(folder.join(NAME)).unwrap()
    }

    #[test]
    fn wherever_it_is_torn_whole_lines_are_read_and_continued() {
        let home = tempfile::tempdir().unwrap();
        let bytes = filled(home.path());
        let path = home.path().join(NAME);
        let mut seen = Vec::new();
        for length in 0..=bytes.len() {
            fs::write(&path, &bytes[..length]).unwrap();
            let Some((mut journal, told)) = Journal::open(home.path()).unwrap() else { continue };
            assert!(!told.is_damaged, "torn at {length}");
            seen.push(told.lines.len());
            journal.resume(&told).unwrap();
            for line in ["one", "two", "three"].iter().skip(told.lines.len()) {
                journal.append(line).unwrap();
            }
            drop(journal);
            assert_eq!(fs::read(&path).unwrap(), bytes, "torn at {length}");
        }
        assert_eq!((seen[0], seen.last()), (0, Some(&3)));
        assert!(seen.is_sorted());
    }

    #[test]
    fn a_line_that_was_changed_ends_the_story() {
        let home = tempfile::tempdir().unwrap();
        let mut bytes = filled(home.path());
        let at = bytes.windows(3).position(|bytes| bytes == b"two").unwrap();
        bytes[at] = b'T';
        fs::write(home.path().join(NAME), &bytes).unwrap();
        let (journal, told) = Journal::open(home.path()).unwrap().unwrap();
        assert_eq!((&told.lines[..], told.is_damaged), (&["one".to_owned()][..], true));
        let copies = [journal.keep_copy().unwrap(), journal.keep_copy().unwrap()];
        assert_ne!(copies[0], copies[1]);
        assert!(copies.iter().all(|copy| fs::read(copy).unwrap() == bytes));
    }

    #[test]
    fn nothing_is_told_where_nothing_was_begun() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(told(home.path()), None);
        // A first line that is torn; and noughts in place of it, after a loss of power.
        for begun in [&b"0123456789abcdef {\"kfac"[..], &[0; 40]] {
            fs::write(home.path().join(NAME), begun).unwrap();
            assert_eq!(told(home.path()), None);
        }
    }

    #[test]
    fn a_journal_of_somebody_else_is_refused() {
        let home = tempfile::tempdir().unwrap();
        for foreign in ["rubbish", "dear diary\n", "0123456789abcdef\n", "0123456789abcdefg"] {
            fs::write(home.path().join(NAME), foreign).unwrap();
            assert!(matches!(Journal::open(home.path()), Err(Refusal::Foreign(_))), "{foreign}");
            assert_eq!(fs::read_to_string(home.path().join(NAME)).unwrap(), foreign);
        }
        fs::remove_file(home.path().join(NAME)).unwrap();
        fs::create_dir(home.path().join(NAME)).unwrap();
        assert!(matches!(Journal::open(home.path()), Err(Refusal::InTheWay(_))));
        assert!(matches!(Journal::begin(home.path(), "what"), Err(Refusal::InTheWay(_))));
    }

    #[test]
    fn two_processes_do_not_write_to_one_journal() {
        let home = tempfile::tempdir().unwrap();
        let _journal = Journal::begin(home.path(), "what").unwrap();
        let busy =
            |refusal| matches!(refusal, Refusal::Failed(error) if error.kind() == io::ErrorKind::WouldBlock);
        assert!(busy(Journal::open(home.path()).unwrap_err()));
        assert!(busy(Journal::begin(home.path(), "what").unwrap_err()));
    }

    #[test]
    fn a_folder_made_for_the_journal_goes_with_it() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/out");
        Journal::begin(&folder, "what").unwrap().remove().unwrap();
        assert!(!folder.exists());
        Journal::begin(home.path(), "what").unwrap().remove().unwrap();
        assert!(home.path().exists());
    }
}
