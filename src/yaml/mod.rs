//! Text to a tree of values with their places, and slips explained: what is wrong with the text as YAML, which line is
//! to blame, what looks like a mark of YAML but is none. Knows no campaign: which keys there are is for `input`.

mod anchors;
mod duration;
mod limits;
mod lookalike;
mod marks;
mod node;
mod number;
mod parse;
mod source;
mod spelling;
mod structure;
mod suggestion;
mod suspect_line;
mod syntax;
mod unclosed;

pub(crate) use duration::parse as parse_duration;
pub use limits::{MAX_BYTES, MAX_DEPTH};
pub(crate) use lookalike::narrow;
pub(crate) use marks::{Edit, Marked, edited};
pub(crate) use node::{Content, Entry, Node};
pub(crate) use number::{parse_number, wrong_text};
pub(crate) use parse::parse;
pub use source::{Source, line_column};
pub use spelling::nearest;
pub(crate) use suggestion::{corrected, foreign, is_money};
