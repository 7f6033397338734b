//! Numbers as they are typed: `200_000`, `6%`, `30m`, `0.05 to 0.09`, `{ beta: [2, 30] }`.

use super::duration;
use super::node::{Content, Entry, Node};
use super::problem::{Bounds, Expected, Found, LawFault, ProblemKind};
use super::reader::{Read, Reader};
use super::uncertain::{self, is_law};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::marker::PhantomData;

/// What a number of a scenario measures: its bounds and how it may be written.
pub(super) trait Domain: Clone + std::fmt::Debug {
    /// What is possible.
    const BOUNDS: Bounds;
    /// What to say was expected.
    const EXPECTED: Expected;
    /// Whether `6%` makes sense.
    const PER_CENT: bool = false;
    /// Name and description in the schema.
    const SCHEMA: (&'static str, &'static str);

    /// Reads one number without range or law.
    fn parse(text: &str) -> Result<f64, ProblemKind> {
        parse_number(text, Self::EXPECTED, Self::PER_CENT)
    }

    /// Takes a number that YAML has already read.
    fn accept(number: f64) -> Result<f64, ProblemKind> {
        Ok(number)
    }
}

const LARGE: f64 = crate::units::MAX_PEOPLE as f64;

macro_rules! domains {
    ($($(#[$about:meta])* $name:ident: $bounds:expr, $expected:ident, $per_cent:literal, $title:literal, $words:literal;)*) => {
        $($(#[$about])*
        #[derive(Clone, Debug)]
        pub(super) struct $name;
        impl Domain for $name {
            const BOUNDS: Bounds = $bounds;
            const EXPECTED: Expected = Expected::$expected;
            const PER_CENT: bool = $per_cent;
            const SCHEMA: (&'static str, &'static str) = ($title, $words);
        })*
    };
}

domains! {
    /// A probability.
    Chance: Bounds { min: 0.0, above_min: false, max: 1.0 }, Chance, true,
        "Chance", "A probability from 0 to 1, also `6%`, `0.05 to 0.09` or a law.";
    /// A weight of something against others.
    Weight: Bounds { min: 0.0, above_min: false, max: LARGE }, Number, true,
        "Weight", "A weight from 0, also `60%`, a range or a law.";
    /// Money, a count or a factor.
    NonNegative: Bounds { min: 0.0, above_min: false, max: LARGE }, Number, false,
        "NonNegative", "A number from 0, also `1_000`, `500 to 800` or a law.";
    /// A number that must not be nought.
    Positive: Bounds { min: 0.0, above_min: true, max: LARGE }, Number, false,
        "Positive", "A number above 0, also `1_000`, `500 to 800` or a law.";
}

/// A duration, in days.
#[derive(Clone, Debug)]
pub(super) struct Wait;

impl Domain for Wait {
    const BOUNDS: Bounds = Bounds {
        min: 0.0,
        above_min: false,
        max: duration::MAX_DAYS,
    };
    const EXPECTED: Expected = Expected::Duration;
    const SCHEMA: (&'static str, &'static str) = (
        "Wait",
        "A duration: `45m`, `12h`, `3d`, `2w`, also `30m to 2h` or a law of durations.",
    );

    fn parse(text: &str) -> Result<f64, ProblemKind> {
        duration::parse(text).unwrap_or(Err(wrong_text(Expected::Duration)))
    }

    fn accept(number: f64) -> Result<f64, ProblemKind> {
        if number == 0.0 {
            Ok(0.0)
        } else {
            Err(ProblemKind::NoUnit)
        }
    }
}

/// How long the campaign runs, in days: `14`, and also `14d` or `2w`.
#[derive(Clone, Debug)]
pub(super) struct Horizon;

impl Domain for Horizon {
    const BOUNDS: Bounds = Bounds {
        min: 0.0,
        above_min: true,
        max: duration::MAX_DAYS,
    };
    const EXPECTED: Expected = Expected::Number;
    const SCHEMA: (&'static str, &'static str) = ("Horizon", "A number of days.");

    fn parse(text: &str) -> Result<f64, ProblemKind> {
        match duration::parse(text) {
            Some(Ok(days)) => Ok(days),
            _ => parse_number(text, Self::EXPECTED, false),
        }
    }
}

fn wrong_text(expected: Expected) -> ProblemKind {
    ProblemKind::WrongType {
        expected,
        found: Found::Text,
    }
}

fn parse_number(text: &str, expected: Expected, per_cent: bool) -> Result<f64, ProblemKind> {
    let text = text.trim();
    let (digits, divisor) = match text.strip_suffix('%') {
        Some(_) if !per_cent => return Err(ProblemKind::PerCentNotMeant),
        Some(digits) => (digits.trim_end(), 100.0),
        None => (text, 1.0),
    };
    let numeric = |c: char| matches!(c, '0'..='9' | '.' | '-' | '+' | 'e' | 'E' | '_');
    let starts = |c: char| matches!(c, '0'..='9' | '.' | '-' | '+');
    if !digits.starts_with(starts) || !digits.contains(|c: char| c.is_ascii_digit()) {
        return Err(wrong_text(expected));
    }
    if digits.contains(',') && digits.chars().all(|c| c == ',' || numeric(c)) {
        return Err(ProblemKind::CommaInNumber);
    }
    match digits.replace('_', "").parse::<f64>() {
        Ok(number) if digits.chars().all(numeric) => Ok(number / divisor),
        _ => Err(wrong_text(expected)),
    }
}

/// The number, if it lies in the domain.
pub(super) fn bounded<D: Domain>(number: f64) -> Result<f64, ProblemKind> {
    let Bounds {
        min,
        above_min,
        max,
    } = D::BOUNDS;
    if !number.is_finite() {
        Err(ProblemKind::NotFinite)
    } else if D::EXPECTED == Expected::Chance && number > 1.0 && number <= 100.0 {
        Err(ProblemKind::ForgottenPerCent { number })
    } else if number < min || number > max || (above_min && number == min) {
        Err(ProblemKind::OutOfRange {
            number,
            bounds: D::BOUNDS,
        })
    } else {
        // Makes nought of a negative nought.
        Ok(number + 0.0)
    }
}

/// One plain number of a domain.
pub(super) fn plain<D: Domain>(content: &Content) -> Option<Result<f64, ProblemKind>> {
    let number = match content {
        Content::Number(number) => {
            let number = number.as_f64().unwrap_or(f64::NAN);
            if number.is_finite() {
                D::accept(number)
            } else {
                Err(ProblemKind::NotFinite)
            }
        }
        Content::Text(text) => D::parse(text),
        _ => return None,
    };
    let per_cent = matches!(content, Content::Text(text) if text.trim_end().ends_with('%'));
    Some(number.and_then(bounded::<D>).map_err(|kind| match kind {
        ProblemKind::ForgottenPerCent { number } if per_cent => ProblemKind::OutOfRange {
            number,
            bounds: D::BOUNDS,
        },
        other => other,
    }))
}

/// A number that may be uncertain.
#[derive(Clone, Debug)]
pub(super) struct Num<D> {
    pub number: Number,
    domain: PhantomData<D>,
}

/// What was typed for a [`Num`].
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    Known(f64),
    /// The law stands at this rank of the file (see [`Node::enumerate`]).
    Uncertain(usize),
}

impl<D: Domain> Read for Num<D> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Num<D>> {
        let number = match uncertain::law::<D>(&node.content) {
            Some(Ok(law)) => {
                reader
                    .laws
                    .push((node.order, reader.path.clone(), law, D::BOUNDS));
                Ok(Number::Uncertain(node.order))
            }
            Some(Err(kind)) => Err(kind),
            None => match plain::<D>(&node.content) {
                Some(number) => number.map(Number::Known),
                None => return reader.wrong(node, D::EXPECTED),
            },
        };
        note(number, node, reader).map(|number| Num {
            number,
            domain: PhantomData,
        })
    }
}

fn note<T>(result: Result<T, ProblemKind>, node: &Node, reader: &mut Reader) -> Option<T> {
    result.map_err(|kind| reader.problem(node, kind)).ok()
}

impl<D: Domain> JsonSchema for Num<D> {
    fn schema_name() -> Cow<'static, str> {
        D::SCHEMA.0.into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let Bounds {
            min,
            above_min,
            max,
        } = D::BOUNDS;
        let least = if above_min {
            "exclusiveMinimum"
        } else {
            "minimum"
        };
        json_schema!({
            "description": D::SCHEMA.1,
            "anyOf": [
                { "type": "number", least: min, "maximum": max },
                { "type": "string", "pattern": "^ *[0-9.]" },
                { "type": "object", "minProperties": 1, "maxProperties": 1, "propertyNames": { "enum": uncertain::LAWS } },
            ],
        })
    }
}

/// A number that must be known.
#[derive(Clone, Debug)]
pub(super) struct Certain<D>(pub f64, PhantomData<D>);

impl<D: Domain> Read for Certain<D> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Certain<D>> {
        let number = match uncertain::law::<D>(&node.content) {
            Some(_) => Err(ProblemKind::NotCertain),
            None => match plain::<D>(&node.content) {
                Some(number) => number,
                None => return reader.wrong(node, D::EXPECTED),
            },
        };
        note(number, node, reader).map(|number| Certain(number, PhantomData))
    }
}

impl<D: Domain> JsonSchema for Certain<D> {
    fn schema_name() -> Cow<'static, str> {
        format!("Certain{}", D::SCHEMA.0).into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let Bounds { min, max, .. } = D::BOUNDS;
        json_schema!({
            "anyOf": [
                { "type": "number", "minimum": min, "maximum": max },
                { "type": "string", "pattern": "^ *[0-9.]" },
            ],
        })
    }
}

/// A whole number of at least `MIN` and at most `MAX`, which must be known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole<const MIN: u64, const MAX: u64>(pub u64);

impl<const MIN: u64, const MAX: u64> Read for Whole<MIN, MAX> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let bounds = Bounds {
            min: MIN as f64,
            above_min: false,
            max: MAX as f64,
        };
        let out_of_range = |number| ProblemKind::OutOfRange { number, bounds };
        let whole = match &node.content {
            Content::Number(number) => match (number.as_u64(), number.as_f64()) {
                (Some(whole), _) => Ok(whole),
                (None, Some(number)) if !number.is_finite() => Err(ProblemKind::NotFinite),
                (None, Some(number)) if number < 0.0 => Err(out_of_range(number)),
                (None, Some(number)) if number.fract() != 0.0 => Err(ProblemKind::NotWhole),
                (None, number) => Ok(number.unwrap_or_default() as u64),
            },
            Content::Text(text) if text.contains(" to ") => Err(ProblemKind::NotCertain),
            Content::Text(text) => match (
                text.replace('_', "").parse(),
                parse_number(text, Expected::Whole, false),
            ) {
                (Ok(whole), _) => Ok(whole),
                (Err(_), Ok(number)) if number.fract() == 0.0 => Err(out_of_range(number)),
                (Err(_), Ok(_)) => Err(ProblemKind::NotWhole),
                (Err(_), Err(kind)) => Err(kind),
            },
            Content::Map(entries) if is_law(entries) => Err(ProblemKind::NotCertain),
            _ => return reader.wrong(node, Expected::Whole),
        };
        let whole = whole.and_then(|whole| {
            if (MIN..=MAX).contains(&whole) {
                Ok(whole)
            } else {
                Err(out_of_range(whole as f64))
            }
        });
        note(whole, node, reader).map(Whole)
    }
}

impl<const MIN: u64, const MAX: u64> JsonSchema for Whole<MIN, MAX> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("WholeFrom{MIN}To{MAX}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": MIN, "maximum": MAX },
                { "type": "string", "pattern": "^ *[0-9][0-9_]*$" },
            ],
        })
    }
}

/// Whether a value is written as a number: plain, as a range or as a law.
pub(super) fn looks_like_number(content: &Content) -> bool {
    match content {
        Content::Number(_) | Content::Text(_) => true,
        Content::Map(entries) => is_law(entries),
        _ => false,
    }
}

/// The two numbers of a list, for laws.
pub(super) fn parameters<D: Domain>(
    content: &Content,
    names: &[&str],
) -> Result<Vec<f64>, ProblemKind> {
    let fault = || ProblemKind::BadLaw(LawFault::Parameters);
    let nodes: Vec<&Node> = match content {
        Content::List(items) if items.len() == names.len() => items.iter().collect(),
        Content::Map(entries) if entries.len() == names.len() => {
            let named = |name: &&str| entries.iter().find(|entry: &&Entry| entry.key == **name);
            names
                .iter()
                .map(|name| named(name).map(|entry| &entry.node))
                .collect::<Option<_>>()
                .ok_or_else(fault)?
        }
        _ => return Err(fault()),
    };
    nodes
        .into_iter()
        .map(|node| raw_parameter::<D>(&node.content).ok_or_else(fault)?)
        .collect()
}

/// A parameter is written like a number of the domain, but need not lie within it.
fn raw_parameter<D: Domain>(content: &Content) -> Option<Result<f64, ProblemKind>> {
    let number = match content {
        Content::Number(number) => D::accept(number.as_f64().unwrap_or(f64::NAN)),
        Content::Text(text) => D::parse(text),
        _ => return None,
    };
    Some(number.and_then(|number| {
        if number.is_finite() {
            Ok(number)
        } else {
            Err(ProblemKind::NotFinite)
        }
    }))
}
