//! The text of a scenario with its name: read within bounds, made clean, and able to say which line and
//! column a byte is in. Knows nothing of YAML.

use super::limits::MAX_BYTES;
use crate::problem::{Place, Problem, ProblemKind};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::OnceLock;

/// The text of a scenario and its name.
#[derive(Clone, Debug)]
pub struct Source {
    name: Box<str>,
    /// Where the files are that it names.
    folder: Box<Path>,
    text: Box<str>,
    fault: Option<Box<Problem>>,
    /// The text of people that this one names, from when it was first asked for.
    people: OnceLock<Box<Source>>,
}

impl Source {
    /// A text that is already in memory; `name` is what problems call it.
    #[must_use]
    pub fn new(name: impl Into<String>, text: &str) -> Source {
        Source::from_bytes(name, text.as_bytes())
    }

    /// Reads a file. Only what the operating system refuses is an error here; what is wrong with the
    /// text comes out of [`load`](crate::input::load) as a [`Problem`].
    ///
    /// # Errors
    /// When the file cannot be opened or read.
    pub fn read_file(path: &Path) -> io::Result<Source> {
        let source = Source::read(path.display().to_string(), File::open(path)?)?;
        Ok(source.in_folder(path.parent().unwrap_or(Path::new(""))))
    }

    /// Reads a stream (named `<stdin>` by the command line), but never more than [`MAX_BYTES`] of it.
    ///
    /// # Errors
    /// When reading fails.
    pub fn read(name: impl Into<String>, stream: impl Read) -> io::Result<Source> {
        let mut bytes = Vec::new();
        stream.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        Ok(Source::from_bytes(name, &bytes))
    }

    /// Takes bytes as they come from a file: a byte-order mark is dropped, CRLF becomes LF.
    #[must_use]
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Source {
        let name = name.into();
        if bytes.len() > MAX_BYTES {
            let kind = ProblemKind::TooLarge { limit: MAX_BYTES };
            let fault = Some(Box::new(Problem::of_whole_file(kind)));
            return Source::of(name, String::new(), fault);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let (text, broken_at) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(error) => (String::from_utf8_lossy(bytes).into_owned(), Some(error.valid_up_to())),
        };
        // Line ends are counted out of the offset, so that it points into the cleaned text.
        let broken_at = broken_at.map(|at| at - text[..at].matches("\r\n").count());
        let text = text.replace("\r\n", "\n");
        let fault =
            broken_at.map(|at| not_utf8(&text, at)).or_else(|| control_character(&text)).map(Box::new);
        Source::of(name, text, fault)
    }

    fn of(name: String, text: String, fault: Option<Box<Problem>>) -> Source {
        let (name, text) = (name.into(), text.into());
        Source { name, folder: Path::new("").into(), text, fault, people: OnceLock::new() }
    }

    /// The text as one that lies in this folder, where the files are looked for that it names; it is the current one unless
    /// this is said.
    #[must_use]
    pub fn in_folder(self, folder: impl AsRef<Path>) -> Source {
        Source { folder: folder.as_ref().into(), ..self }
    }

    /// Where the files are that the text names.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The text of people that this one names, read from its folder the first time.
    pub(crate) fn read_people(&self, file: &str) -> io::Result<&Source> {
        if let Some(people) = self.people.get() {
            return Ok(people);
        }
        let people = Source::read_file(&self.folder.join(file))?;
        Ok(self.people.get_or_init(|| Box::new(people)))
    }

    /// The text of people that this one names, as far as it has been [read](crate::input::load).
    #[must_use]
    pub fn people(&self) -> Option<&Source> {
        self.people.get().map(AsRef::as_ref)
    }

    /// What problems call this text.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The cleaned text; every [`Place`] counts its bytes.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What makes the text unreadable as a whole.
    pub(crate) fn fault(&self) -> Option<&Problem> {
        self.fault.as_deref()
    }

    /// Line and column of a byte, both from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        line_column(&self.text, byte)
    }
}

/// Line and column of a byte of `text`, both from 1, the column in characters.
#[must_use]
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn not_utf8(text: &str, at: usize) -> Problem {
    let width = text[at..].chars().next().map_or(0, char::len_utf8);
    Problem::at(Place::in_file(at..at + width), ProblemKind::NotUtf8)
}

/// YAML allows no control characters but tab and line end; the parsers behind it disagree on how to say so.
fn control_character(text: &str) -> Option<Problem> {
    let (at, character) =
        text.char_indices().find(|(_, c)| c.is_control() && !matches!(c, '\t' | '\n' | '\u{85}'))?;
    let kind = ProblemKind::ControlCharacter { code: u32::from(character) };
    Some(Problem::at(Place::in_file(at..at + character.len_utf8()), kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a.yaml", "name: 海报\nshare: 多\n");
        let at = source.text().find('多').unwrap();
        assert_eq!(source.line_column(at), (2, 8));
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(9999), (3, 1));
    }

    #[test]
    fn marks_and_line_ends_of_windows_are_dropped() {
        let source = Source::from_bytes("a.yaml", b"\xEF\xBB\xBFname: a\r\ndays: 1\r\n");
        assert_eq!(source.text(), "name: a\ndays: 1\n");
        assert!(source.fault().is_none());
    }

    #[test]
    fn an_endless_stream_is_not_read_to_its_end() {
        let source = Source::read("<stdin>", io::repeat(b'a')).unwrap();
        assert!(matches!(source.fault().unwrap().kind, ProblemKind::TooLarge { .. }));
    }

    #[test]
    fn the_first_byte_that_is_no_text_is_located() {
        let source = Source::from_bytes("a.yaml", b"name: a\r\ndays: \xFF1\r\n");
        let fault = source.fault().unwrap();
        assert_eq!(fault.kind, ProblemKind::NotUtf8);
        assert_eq!(source.line_column(fault.place.as_ref().unwrap().bytes.start), (2, 7));
    }
}
