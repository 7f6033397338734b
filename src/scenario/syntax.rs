//! What the YAML parser says, in the few kinds that a marketer can act on.

use super::guard::MAX_DEPTH;
use super::place::{Origin, Place};
use super::problem::{Problem, ProblemKind, Syntax};
use granit_parser::{ErrorKind, ScanError};

/// The problem that stands for an error of the parser.
pub(super) fn problem(error: &ScanError, text: &str, origin: Origin) -> Problem {
    let at = error
        .marker()
        .byte_offset()
        .unwrap_or(text.len())
        .min(text.len());
    let kind = match kind(error.kind()) {
        None => ProblemKind::TooDeep { limit: MAX_DEPTH },
        Some(syntax) => ProblemKind::Syntax(syntax),
    };
    Problem::at(
        Place {
            origin,
            bytes: visible(text, at),
        },
        kind,
    )
}

/// The character at `at`, or the last visible one before it: an end of line cannot be underlined.
pub(super) fn visible(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = match text[at..].chars().next() {
        Some(c) if c != '\n' => at,
        _ => text[..at]
            .trim_end()
            .char_indices()
            .next_back()
            .map_or(0, |(start, _)| start),
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
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            Syntax::Quote
        }
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
