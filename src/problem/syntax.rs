//! What the grammar of YAML did not allow, in the few kinds that a marketer can act on.

use serde::Serialize;

/// What the grammar of YAML did not allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Syntax {
    /// A tab in the indentation.
    Tab,
    /// A bracket or brace that is never closed.
    Unclosed(char),
    /// A closing bracket that does not fit.
    Mismatch,
    /// A quotation mark that is never closed.
    Quote,
    /// Lines that do not line up.
    Indentation,
    /// A key without `:` and a space after it.
    Colon,
    /// Something that cannot follow here, such as a second `:` in a line.
    Value,
    /// `*name` without `&name` before it.
    UnknownAnchor,
    /// A mark of the Chinese keyboard where YAML has one of its own.
    FullWidth {
        /// What was typed.
        found: char,
        /// What YAML has.
        instead: &'static str,
    },
    /// A comment between two lines of one value.
    Comment,
    /// A `#`, `,` or `:` without the space that belongs to it.
    Space,
    /// More text behind a closing quotation mark.
    AfterQuote,
    /// A backslash in `"…"` with something that it does not stand for.
    Escape,
    /// A text that begins with a character that means something else in YAML.
    Character(char),
    /// `|` or `>` with something wrong behind it.
    Block,
    /// The text ends in the middle of something.
    End,
    /// Anything else, in the words of the parser.
    Other(String),
}
