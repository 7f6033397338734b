//! What can be wrong with a file that a scenario names, as data.

use serde::Serialize;
use std::io;

/// Something wrong with a file beside the scenario.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FileProblem {
    /// The file as the scenario names it.
    pub file: String,
    /// The line concerned, from 1.
    pub line: Option<u64>,
    /// What is wrong.
    pub fault: FileFault,
}

/// What is wrong with the file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FileFault {
    /// There is no such file.
    NotFound,
    /// A folder.
    IsFolder,
    /// Neither a file nor a folder: a pipe, a device.
    NoFile,
    /// The operating system refuses.
    Unreadable {
        /// What it says.
        reason: String,
    },
    /// No line with anything in it.
    Empty,
    /// A file of another kind: a spreadsheet, an archive.
    OtherFormat {
        /// Its name.
        format: &'static str,
    },
    /// Bytes that no text has.
    Binary,
    /// Not UTF-8.
    NotUtf8,
    /// The compressed file ends in the middle or is spoilt.
    BrokenGzip,
    /// A line longer than any line of such a file.
    LongLine {
        /// Bytes allowed.
        limit: usize,
    },
    /// A quotation mark that is not closed in its line.
    OpenQuote,
    /// Too few fields in a line, or more than there are columns.
    Fields {
        /// How many there must be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A field with nothing in it.
    EmptyField,
    /// A weight that is none.
    NoWeight {
        /// As typed.
        text: String,
    },
    /// A moment that is none.
    NoMoment {
        /// As typed.
        text: String,
    },
    /// A moment after the end of the campaign.
    AfterTheEnd {
        /// Days of the campaign.
        days: f64,
    },
    /// Somebody whom the network does not know.
    UnknownPerson {
        /// As typed.
        id: String,
        /// How many lines name such people.
        lines: u64,
    },
    /// Somebody who is named twice and must be once.
    NamedTwice {
        /// As typed.
        id: String,
    },
    /// A person of whom the file does not say the segment.
    NoSegment {
        /// As the network names him.
        id: String,
        /// How many such people there are.
        people: u64,
    },
    /// No segment has this name.
    UnknownSegment {
        /// As typed.
        name: String,
        /// The segments.
        known: Vec<String>,
    },
    /// A person of another segment than the one whose list this is.
    OtherSegment {
        /// As typed.
        id: String,
        /// His segment.
        segment: String,
    },
    /// More people than are numbered.
    TooManyPeople,
    /// More contacts than are numbered.
    TooManyContacts,
}

impl FileFault {
    /// Why a file cannot be opened.
    pub(crate) fn not_opened(error: &io::Error) -> FileFault {
        match error.kind() {
            io::ErrorKind::NotFound => FileFault::NotFound,
            io::ErrorKind::IsADirectory => FileFault::IsFolder,
            _ => FileFault::Unreadable { reason: error.to_string() },
        }
    }
}
