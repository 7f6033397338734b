//! A file line by line in a buffer that does not grow, plain or gzip, and never as one text.

use crate::problem::FileFault;
use flate2::read::MultiGzDecoder;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

/// Bytes that are read at once.
const BUFFER: usize = 1 << 18;

/// The longest line.
const LONGEST: usize = 1 << 16;

/// The lines of a file.
pub(super) struct Lines {
    input: Box<dyn Read>,
    buffer: Vec<u8>,
    /// What of the buffer is still to be read.
    start: usize,
    end: usize,
    line: u64,
    is_over: bool,
}

/// Length and time of the last change of a file.
pub(in crate::network) type Stamp = (u64, Option<SystemTime>);

/// The stamp of a file that can be seen.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let found = fs::metadata(path).ok()?;
    Some((found.len(), found.modified().ok()))
}

/// A file to be read. It is looked at first: to open a pipe is to wait for somebody who writes into it.
pub(in crate::network) fn opened(path: &Path) -> Result<File, FileFault> {
    let found = fs::metadata(path).map_err(|error| FileFault::not_opened(&error))?;
    if found.is_dir() {
        return Err(FileFault::IsFolder);
    }
    if !found.is_file() {
        return Err(FileFault::NoFile);
    }
    File::open(path).map_err(|error| FileFault::not_opened(&error))
}

/// Kinds of files that are taken for texts, by their first bytes.
const FORMATS: [(&[u8], &str); 8] = [
    (b"PK\x03\x04", "ZIP, XLSX"),
    (b"\xD0\xCF\x11\xE0", "XLS"),
    (b"\x28\xB5\x2F\xFD", "Zstandard"),
    (b"\xFD7zXZ", "XZ"),
    (b"BZh", "bzip2"),
    (b"7z\xBC\xAF", "7-Zip"),
    (b"\xFF\xFE", "UTF-16"),
    (b"\xFE\xFF", "UTF-16"),
];

impl Lines {
    /// Opens a file.
    pub fn open(path: &Path) -> Result<Lines, FileFault> {
        Lines::of(opened(path)?)
    }

    /// The lines of a stream.
    pub fn of(mut input: impl Read + 'static) -> Result<Lines, FileFault> {
        let mut first = Vec::new();
        input.by_ref().take(8).read_to_end(&mut first).map_err(|error| not_read(&error))?;
        if let Some((_, format)) = FORMATS.iter().find(|(begin, _)| first.starts_with(begin)) {
            return Err(FileFault::OtherFormat { format });
        }
        let is_gzip = first.starts_with(b"\x1F\x8B");
        let whole = io::Cursor::new(first).chain(input);
        let input: Box<dyn Read> =
            if is_gzip { Box::new(MultiGzDecoder::new(whole)) } else { Box::new(whole) };
        let mut lines = Lines { input, buffer: vec![0; BUFFER], start: 0, end: 0, line: 0, is_over: false };
        lines.fill()?;
        if lines.rest().starts_with(b"\xEF\xBB\xBF") {
            lines.start = 3;
        }
        Ok(lines)
    }

    /// The number of the line that was read last, from 1.
    pub fn number(&self) -> u64 {
        self.line
    }

    /// The next line without its end.
    pub fn next(&mut self) -> Result<Option<&[u8]>, FileFault> {
        let mut looked_at = 0;
        loop {
            let rest = self.rest();
            if let Some(place) = rest[looked_at..].iter().position(|byte| *byte == b'\n') {
                return Ok(Some(self.taken(looked_at + place, 1)));
            }
            looked_at = rest.len();
            if self.is_over {
                return Ok((looked_at > 0).then(|| self.taken(looked_at, 0)));
            }
            if looked_at > LONGEST {
                self.line += 1;
                return Err(FileFault::LongLine { limit: LONGEST });
            }
            self.fill()?;
        }
    }

    /// The next line where it is nothing but two whole numbers with one separator between them, and stands in the buffer; a
    /// line of any other kind is left there.
    #[inline]
    pub fn two_numbers(&mut self, separator: u8) -> Option<(u64, u64)> {
        let rest = self.rest();
        let (first, end) = digits(rest)?;
        let rest = rest.get(end..)?.strip_prefix(&[separator])?;
        let (second, more) = digits(rest)?;
        let carriage = usize::from(rest.get(more) == Some(&b'\r'));
        if rest.get(more + carriage) != Some(&b'\n') {
            return None;
        }
        self.start += end + 1 + more + carriage + 1;
        self.line += 1;
        Some((first, second))
    }

    fn rest(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    /// The next `length` bytes as a line; the end of the line is left out as well.
    fn taken(&mut self, length: usize, end: usize) -> &[u8] {
        let start = self.start;
        self.start += length + end;
        self.line += 1;
        let line = &self.buffer[start..start + length];
        line.strip_suffix(b"\r").unwrap_or(line)
    }

    /// Reads on behind what is left.
    fn fill(&mut self) -> Result<(), FileFault> {
        self.buffer.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(read) => {
                    self.end += read;
                    self.is_over = read == 0;
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(not_read(&error)),
            }
        }
    }
}

/// The whole number that bytes begin with, written as numbers are, and its length.
#[inline]
fn digits(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0u64;
    let mut length = 0;
    while let Some(digit) = bytes.get(length).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10)
    {
        number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
        length += 1;
    }
    let is_plain = (1..=18).contains(&length) && (bytes[0] != b'0' || length == 1);
    is_plain.then_some((number, length))
}

/// A decoder tells of a spoilt stream by one of these kinds; no disk does.
fn not_read(error: &io::Error) -> FileFault {
    use io::ErrorKind::{InvalidData, InvalidInput, IsADirectory, UnexpectedEof};
    match error.kind() {
        InvalidData | InvalidInput | UnexpectedEof => FileFault::BrokenGzip,
        IsADirectory => FileFault::IsFolder,
        _ => FileFault::Unreadable { reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn all(bytes: impl Into<Vec<u8>>) -> Result<Vec<String>, FileFault> {
        let mut lines = Lines::of(io::Cursor::new(bytes.into()))?;
        let mut all = Vec::new();
        while let Some(line) = lines.next()? {
            all.push(String::from_utf8(line.to_vec()).unwrap());
        }
        assert_eq!(lines.number(), all.len() as u64);
        Ok(all)
    }

    fn zipped(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn lines_end_as_they_end_anywhere() {
        assert_eq!(all("\u{FEFF}a\r\n\nb"), Ok(vec!["a".into(), String::new(), "b".into()]));
        assert_eq!(all(""), Ok(vec![]));
        assert_eq!(all("a\n"), Ok(vec!["a".into()]));
    }

    #[test]
    fn lines_go_on_from_buffer_to_buffer() {
        let text: String = (0..90_000).map(|i| format!("{i},{}\n", i * 3)).collect();
        assert!(text.len() > 3 * BUFFER);
        assert_eq!(all(text.clone()).unwrap().concat(), text.replace('\n', ""));
        let mut lines = Lines::of(io::Cursor::new(text.into_bytes())).unwrap();
        for i in 0..90_000 {
            let line = lines.two_numbers(b',').or_else(|| {
                let line = String::from_utf8(lines.next().unwrap()?.to_vec()).ok()?;
                let (a, b) = line.split_once(',')?;
                Some((a.parse().ok()?, b.parse().ok()?))
            });
            assert_eq!(line, Some((i, i * 3)));
        }
    }

    #[test]
    fn gzip_in_one_or_several_members_is_text() {
        let two = [zipped("a\nb\n"), zipped("c\n")].concat();
        assert_eq!(all(two).unwrap().concat(), "abc");
        let long = zipped(&"1,2\n".repeat(200_000));
        assert_eq!(all(&long[..long.len() - 9]), Err(FileFault::BrokenGzip));
        let mut spoilt = long.clone();
        spoilt[20..60].fill(0xA5);
        assert_eq!(all(spoilt), Err(FileFault::BrokenGzip));
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(all("PK\x03\x04…"), Err(FileFault::OtherFormat { format: "ZIP, XLSX" }));
        assert!(matches!(all("1".repeat(4 * BUFFER)), Err(FileFault::LongLine { .. })));
        assert_eq!(Lines::open(Path::new("/")).err(), Some(FileFault::IsFolder));
        assert_eq!(Lines::open(Path::new("/no/such/file")).err(), Some(FileFault::NotFound));
    }

    #[test]
    fn two_numbers_are_nothing_else() {
        let two =
            |text: &str| Lines::of(io::Cursor::new(text.to_owned().into_bytes())).unwrap().two_numbers(b',');
        assert_eq!([two("1,20\n"), two("0,7\r\n")], [Some((1, 20)), Some((0, 7))]);
        for other in
            ["1,2", "1,2,3\n", "01,2\n", "1, 2\n", ",2\n", "a,2\n", "1;2\n", "1,1234567890123456789\n"]
        {
            assert_eq!(two(other), None, "{other}");
        }
    }
}
