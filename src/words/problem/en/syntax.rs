//! What is wrong with the YAML, in English.

use crate::problem::Syntax;
use crate::words::problem::phrase::Words;

pub(super) fn syntax(syntax: &Syntax) -> Words {
    let say = |title: &str, help: &str| Words::new(title, "", help);
    match syntax {
        Syntax::Tab => say("a tab cannot indent a line", "use spaces, two for each level"),
        Syntax::Unclosed(open) => Words::new(
            format!("this `{open}` is never closed"),
            "",
            format!("add the `{}` that belongs to it", if *open == '[' { ']' } else { '}' }),
        ),
        Syntax::Mismatch => {
            say("the brackets do not fit here", "is a comma or a closing `}` or `]` missing before this?")
        }
        Syntax::Quote => say("a quotation mark is never closed", "add the one that belongs to it"),
        Syntax::Indentation => {
            say("this line is not indented like its neighbours", "keys of one level begin in the same column")
        }
        Syntax::Colon => say(
            "a `key: value` is expected here",
            "a colon with a space after it must follow the key (not the Chinese `：`)",
        ),
        Syntax::Value => say(
            "this cannot stand here",
            "one line holds one `key: value`; text with a colon needs quotation marks",
        ),
        Syntax::UnknownAnchor => say(
            "this `*` refers to nothing",
            "put `&` with the same name in front of a value above, or quotation marks around text with a `*`",
        ),
        Syntax::FullWidth { found: '\u{3000}', .. } => {
            say("this is the wide space of the Chinese keyboard", "write a plain space instead")
        }
        Syntax::FullWidth { found, instead } => Words::new(
            format!("`{found}` of the Chinese keyboard has no meaning for YAML"),
            "",
            match *instead {
                ":" => "write `: `, with a space after it".to_owned(),
                instead => format!("write `{instead}` instead"),
            },
        ),
        Syntax::Comment => say(
            "a comment stands between two lines of one value",
            "does the next line begin too far to the right, or lack its `: `?",
        ),
        Syntax::Space => say("a space is missing here", "put a space after `:` and `,`, and before `#`"),
        Syntax::AfterQuote => {
            say("there is more text behind the closing quotation mark", "put all of it between the marks")
        }
        Syntax::Escape => {
            say("this `\\…` stands for nothing", "write `\\\\` for a backslash, or use `'` around the text")
        }
        Syntax::Character(character) => Words::new(
            format!("a value cannot begin with `{character}` here"),
            "",
            "put quotation marks around the text",
        ),
        Syntax::Block => say("this cannot follow `|` or `>`", "begin the text on the next line, indented"),
        Syntax::End => {
            say("the text ends in the middle of something", "is a bracket or a value missing at the end?")
        }
        Syntax::Other(message) => Words::new(
            "this is not YAML",
            "",
            format!(
                "check colons, indentation, quotation marks and brackets near this line (the parser says: {message})"
            ),
        ),
    }
}
