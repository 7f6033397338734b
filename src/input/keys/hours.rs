//! `hours` and `weekdays`: when people are active.

use super::resolver::Resolver;
use crate::input::read::{Certain, NonNegative, Read, Reader, Typed};
use crate::problem::{Expected, Path, ProblemKind};
use crate::yaml::{Content, Node};

/// A typical shape of a day in a messaging app: a trough from 2 to 5, peaks at noon and in the evening
/// from 20 to 22. It is a shape, not a measurement: hourly figures, where there are some, are better.
const WECHAT_HOURS: [f64; 24] = [
    0.6, 0.3, 0.15, 0.1, 0.1, 0.15, 0.4, 0.8, 1.1, 1.1, 1.1, 1.2, 1.6, 1.5, 1.1, 1.0, 1.0, 1.1, 1.3, 1.5,
    1.9, 2.0, 1.8, 1.1,
];

/// `hours`.
#[derive(Clone, Debug)]
pub(in crate::input) enum RawHours {
    Weights(Vec<Certain<NonNegative>>),
    Wechat,
}

impl Read for RawHours {
    fn read(node: &Node, reader: &mut Reader) -> Option<RawHours> {
        match &node.content {
            Content::List(_) => Read::read(node, reader).map(RawHours::Weights),
            Content::Text(text) if text == "wechat" => Some(RawHours::Wechat),
            Content::Text(text) => reader.unknown_word(node, text, &["wechat"]),
            _ => reader.wrong(node, Expected::HoursOrName),
        }
    }
}

impl schemars::JsonSchema for RawHours {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hours".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let weight = generator.subschema_for::<Certain<NonNegative>>();
        schemars::json_schema!({
            "anyOf": [
                { "type": "array", "items": weight, "minItems": 24, "maxItems": 24 },
                { "const": "wechat" },
            ],
        })
    }
}

impl Resolver {
    pub(super) fn hours(&mut self, raw: &RawHours) -> Option<[f64; 24]> {
        match raw {
            RawHours::Wechat => normalised(WECHAT_HOURS),
            RawHours::Weights(weights) => self.weights(weights, &Path::root().key("hours")),
        }
    }

    /// Exactly `N` weights, not all zero, with mean 1.
    pub(super) fn weights<const N: usize, D: Typed>(
        &mut self,
        weights: &[Certain<D>],
        path: &Path,
    ) -> Option<[f64; N]> {
        let numbers: Vec<f64> = weights.iter().map(|weight| weight.0).collect();
        let Ok(weights) = <[f64; N]>::try_from(numbers) else {
            let kind = ProblemKind::WrongLength { expected: N, found: weights.len() };
            self.findings.push(path.clone(), kind);
            return None;
        };
        let normalised = normalised(weights);
        self.findings.when(normalised.is_none(), path, ProblemKind::AllZero);
        normalised
    }
}

fn normalised<const N: usize>(weights: [f64; N]) -> Option<[f64; N]> {
    let mean = weights.iter().sum::<f64>() / N as f64;
    (mean > 0.0).then(|| weights.map(|weight| weight / mean))
}
