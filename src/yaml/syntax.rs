//! What the YAML parser says, in the few kinds that a marketer can act on.

use super::limits::MAX_DEPTH;
use super::{suspect_line, unclosed};
use crate::problem::{Origin, Place, Problem, ProblemKind, Syntax};
use granit_parser::{ErrorKind, ScanError};

/// The problem that stands for an error of the parser.
pub(super) fn problem(error: &ScanError, text: &str, origin: Origin) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let Some(syntax) = kind(error.kind()) else {
        let kind = ProblemKind::TooDeep { limit: MAX_DEPTH };
        return Problem::at(Place { origin, bytes: visible(text, at) }, kind);
    };
    if let Some((bytes, syntax)) = slip(&syntax, text, at) {
        return Problem::at(Place { origin, bytes }, ProblemKind::Syntax(syntax));
    }
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
        Syntax::Character(_) => {
            let bytes = visible(text, at);
            let character = text[bytes.clone()].chars().next().unwrap_or(' ');
            (bytes, Syntax::Character(character))
        }
        _ => (visible(text, at), syntax),
    };
    Problem::at(Place { origin, bytes }, ProblemKind::Syntax(syntax))
}

/// The commonest slips are made a line or two before the parser stumbles.
fn slip(syntax: &Syntax, text: &str, at: usize) -> Option<(std::ops::Range<usize>, Syntax)> {
    if matches!(syntax, Syntax::Tab | Syntax::UnknownAnchor | Syntax::Escape) {
        return None;
    }
    if let Some((bytes, found, instead)) = suspect_line::wide_mark(text, at) {
        return Some((bytes, Syntax::FullWidth { found, instead }));
    }
    if let Some(start) = unclosed::quote(text, at) {
        return Some((start..start + 1, Syntax::Quote));
    }
    // The indentation of lines says nothing of brackets and quotation marks.
    let of_lines = matches!(
        syntax,
        Syntax::Comment
            | Syntax::Colon
            | Syntax::Value
            | Syntax::Indentation
            | Syntax::End
            | Syntax::Other(_)
    );
    of_lines.then(|| suspect_line::uneven(text, at)).flatten().map(|bytes| (bytes, Syntax::Indentation))
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
        ErrorKind::UnclosedFlowCollection { open } | ErrorKind::MismatchedFlowCollectionEnd { open, .. } => {
            Syntax::Unclosed(*open)
        }
        ErrorKind::UnexpectedEofFlowSequence => Syntax::Unclosed('['),
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            Syntax::Unclosed('{')
        }
        ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::BlockEntryInFlowCollection => Syntax::Mismatch,
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => Syntax::Quote,
        ErrorKind::InvalidIndentation
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockEntryWhitespace => Syntax::Indentation,
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => Syntax::Colon,
        ErrorKind::CommentInterceptedScalar => Syntax::Comment,
        ErrorKind::ExpectedWhitespace
        | ErrorKind::CommentNotSeparated
        | ErrorKind::InvalidMappingValueWhitespace
        | ErrorKind::FlowMappingValueAdjacentCollection => Syntax::Space,
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            Syntax::AfterQuote
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => Syntax::Escape,
        // Which character it is, stands in the text.
        ErrorKind::UnexpectedCharacter { .. }
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator
        | ErrorKind::MissingAnchorOrAliasName
        | ErrorKind::UndeclaredTagHandle
        | ErrorKind::MissingDirectiveName
        | ErrorKind::InvalidDirectiveName
        | ErrorKind::DirectiveDisallowed
        | ErrorKind::MissingDocumentEndBeforeDirective => Syntax::Character(' '),
        ErrorKind::ZeroBlockScalarIndent
        | ErrorKind::InvalidBlockScalarHeader
        | ErrorKind::InvalidBlockScalarIndent => Syntax::Block,
        ErrorKind::UnexpectedEof
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEofBlockSequence
        | ErrorKind::UnexpectedEndOfPlainScalar => Syntax::End,
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::ExpectedNodeContent => Syntax::Value,
        ErrorKind::UnknownAnchor => Syntax::UnknownAnchor,
        other => Syntax::Other(other.to_string()),
    })
}
