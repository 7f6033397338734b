//! What the YAML parser says, in the few kinds that a marketer can act on.

use super::guard::MAX_DEPTH;
use super::place::{Origin, Place};
use super::problem::{Problem, ProblemKind, Syntax};
use granit_parser::{ErrorKind, ScanError};

/// The problem that stands for an error of the parser.
pub(super) fn problem(error: &ScanError, text: &str, origin: Origin) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let Some(syntax) = kind(error.kind()) else {
        let kind = ProblemKind::TooDeep { limit: MAX_DEPTH };
        return Problem::at(Place { origin, bytes: visible(text, at) }, kind);
    };
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let (bytes, syntax) = match syntax {
        Syntax::Tab => {
            (text[at..].find('\t').map_or(visible(text, at), |tab| at + tab..at + tab + 1), syntax)
        }
        Syntax::Colon => (line(text, line_start), syntax),
        // A key further in than the finished line above it is taken for a second line of that one's value.
        Syntax::Value if line_start > 0 && is_indented_key(&text[line_start..at]) => {
            (line(text, line_start), Syntax::Indentation)
        }
        _ => (visible(text, at), syntax),
    };
    Problem::at(Place { origin, bytes }, ProblemKind::Syntax(syntax))
}

fn is_indented_key(before_colon: &str) -> bool {
    before_colon.starts_with(' ') && !before_colon.contains([':', '{', '['])
}

/// The line that begins at `start`, without the blanks around it.
fn line(text: &str, start: usize) -> std::ops::Range<usize> {
    let line = text[start..].lines().next().unwrap_or("");
    let indent = line.len() - line.trim_start().len();
    start + indent..start + line.trim_end().len().max(indent)
}

/// The character at `at`, or the last visible one before it: an end of line cannot be underlined.
pub(super) fn visible(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = match text[at..].chars().next() {
        Some(c) if c != '\n' => at,
        _ => text[..at].trim_end().char_indices().next_back().map_or(0, |(start, _)| start),
    };
    let width = text[start..].chars().next().map_or(0, char::len_utf8);
    start..start + width
}

/// `None` for nesting that is too deep.
fn kind(error: &ErrorKind) -> Option<Syntax> {
    Some(match error {
        ErrorKind::RecursionLimitExceeded => return None,
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => Syntax::Tab,
        ErrorKind::UnclosedFlowCollection { open } => Syntax::Unclosed(*open),
        ErrorKind::UnexpectedEofFlowSequence => Syntax::Unclosed('['),
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            Syntax::Unclosed('{')
        }
        ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => Syntax::Mismatch,
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => Syntax::Quote,
        ErrorKind::InvalidIndentation
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed => Syntax::Indentation,
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => Syntax::Colon,
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::ExpectedNodeContent => Syntax::Value,
        ErrorKind::UnknownAnchor => Syntax::UnknownAnchor,
        other => Syntax::Other(other.to_string()),
    })
}
