//! Words: free ones, choices, currency codes, `true` and `false`.

use super::reader::{Read, Reader};
use crate::problem::{Expected, ProblemKind};
use crate::scenario::currency;
use crate::yaml::{Content, Node};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// Words in any script.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Text(pub String);

impl Read for Text {
    fn read(node: &Node, reader: &mut Reader) -> Option<Text> {
        match &node.content {
            Content::Text(text) if text.trim().is_empty() => {
                reader.problem(node, ProblemKind::EmptyName);
                None
            }
            Content::Text(text) => Some(Text(text.clone())),
            // A campaign may well be called `618`.
            Content::Number(number) => Some(Text(number.to_string())),
            _ => reader.wrong(node, Expected::Text),
        }
    }
}

/// `true` or `false`.
#[derive(Clone, Copy, Debug, JsonSchema)]
pub(crate) struct YesNo(pub bool);

impl Read for YesNo {
    fn read(node: &Node, reader: &mut Reader) -> Option<YesNo> {
        match node.content {
            Content::YesNo(yes) => Some(YesNo(yes)),
            _ => reader.wrong(node, Expected::YesNo),
        }
    }
}

/// A choice among a few words.
pub(crate) trait Choice: Copy + 'static {
    /// The words and what they stand for.
    const WORDS: &'static [(&'static str, Self)];
}

/// One word of a [`Choice`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<C>(pub C);

impl<C: Choice> Word<C> {
    /// The words themselves.
    pub fn words() -> Vec<&'static str> {
        C::WORDS.iter().map(|(word, _)| *word).collect()
    }
}

impl<C: Choice> Read for Word<C> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Word<C>> {
        let Content::Text(text) = &node.content else {
            return reader.wrong(node, Expected::Word);
        };
        match C::WORDS.iter().find(|(word, _)| word == text) {
            Some((_, choice)) => Some(Word(*choice)),
            None => reader.unknown_word(node, text, &Self::words()),
        }
    }
}

impl<C: Choice> JsonSchema for Word<C> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Self::words().join("_or_").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": Self::words() })
    }
}

/// A currency code of three capital letters.
#[derive(Clone, Debug)]
pub(crate) struct Code(pub String);

impl Read for Code {
    fn read(node: &Node, reader: &mut Reader) -> Option<Code> {
        match &node.content {
            Content::Text(text) if currency::is_code(text) => Some(Code(text.clone())),
            Content::Text(text) => {
                let kind = ProblemKind::NoCurrency { code: text.clone(), meant: currency::meant(text) };
                reader.problem(node, kind);
                None
            }
            _ => reader.wrong(node, Expected::Currency),
        }
    }
}

impl JsonSchema for Code {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "CurrencyCode".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$" })
    }
}
