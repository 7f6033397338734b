//! What a number measures: its bounds, and how one plain number of it is written (`200_000`, `6%`, `30m`).

use super::duration;
use super::node::Content;
use super::problem::{Bounds, Expected, Found, ProblemKind};

/// What a number of a scenario measures: its bounds and how it may be written.
pub(super) trait Domain: Clone + std::fmt::Debug {
    /// What is possible.
    const BOUNDS: Bounds;
    /// What to say was expected.
    const EXPECTED: Expected;
    /// Whether `6%` makes sense.
    const PER_CENT: bool = false;
    /// Whether a known number must be whole (drawn ones are rounded).
    const WHOLE: bool = false;
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
    ($($(#[$about:meta])* $name:ident: $bounds:expr, $expected:ident, $per_cent:literal, $whole:literal, $title:literal, $words:literal;)*) => {
        $($(#[$about])*
        #[derive(Clone, Debug)]
        pub(super) struct $name;
        impl Domain for $name {
            const BOUNDS: Bounds = $bounds;
            const EXPECTED: Expected = Expected::$expected;
            const PER_CENT: bool = $per_cent;
            const WHOLE: bool = $whole;
            const SCHEMA: (&'static str, &'static str) = ($title, $words);
        })*
    };
}

domains! {
    /// A probability.
    Chance: Bounds { min: 0.0, above_min: false, max: 1.0 }, Chance, true, false,
        "Chance", "A probability from 0 to 1, also `6%`, `0.05 to 0.09` or a law.";
    /// A weight of something against others.
    Weight: Bounds { min: 0.0, above_min: false, max: LARGE }, Number, true, false,
        "Weight", "A weight from 0, also `60%`, a range or a law.";
    /// Money, a count or a factor.
    NonNegative: Bounds { min: 0.0, above_min: false, max: LARGE }, Number, false, false,
        "NonNegative", "A number from 0, also `1_000`, `500 to 800` or a law.";
    /// People whom one share reaches.
    Reach: Bounds { min: 0.0, above_min: false, max: 1e6 }, Number, false, false,
        "Reach", "A number of people from 0 to a million, also `20 to 40` or a law.";
    /// A count of people or pieces.
    Count: Bounds { min: 0.0, above_min: false, max: LARGE }, Number, false, true,
        "Count", "A whole number from 0, also `1_000`, `500 to 800` or a law.";
    /// A count of people that must not be nought.
    People: Bounds { min: 0.0, above_min: true, max: LARGE }, Number, false, true,
        "People", "A whole number above 0, also `1_000`, `500 to 800` or a law.";
    /// The same number of people for every share.
    FixedReach: Bounds { min: 0.0, above_min: false, max: 1e6 }, Number, false, true,
        "FixedReach", "A whole number of people from 0 to a million, also `20 to 40` or a law.";
    /// A number that must not be nought.
    Positive: Bounds { min: 0.0, above_min: true, max: LARGE }, Number, false, false,
        "Positive", "A number above 0, also `1_000`, `500 to 800` or a law.";
}

macro_rules! durations {
    ($($(#[$about:meta])* $name:ident: $above_min:literal, $words:literal;)*) => {
        $($(#[$about])*
        #[derive(Clone, Debug)]
        pub(super) struct $name;
        impl Domain for $name {
            const BOUNDS: Bounds = Bounds { min: 0.0, above_min: $above_min, max: duration::MAX_DAYS };
            const EXPECTED: Expected = Expected::Duration;
            const SCHEMA: (&'static str, &'static str) = (stringify!($name), $words);

            fn parse(text: &str) -> Result<f64, ProblemKind> {
                duration::parse(text).unwrap_or(Err(wrong_text(Expected::Duration)))
            }

            fn accept(number: f64) -> Result<f64, ProblemKind> {
                if number == 0.0 { Ok(0.0) } else { Err(ProblemKind::NoUnit) }
            }
        })*
    };
}

durations! {
    /// A moment or a wait, in days.
    Wait: false, "A duration: `45m`, `12h`, `3d`, `2w`, also `30m to 2h` or a law of durations.";
    /// A stretch of time that must not be nought, in days.
    Span: true, "A duration above 0: `45m`, `12h`, `3d`, `2w`, also `30m to 2h` or a law of durations.";
}

/// The length of a step, in days.
#[derive(Clone, Debug)]
pub(super) struct Step;

impl Domain for Step {
    const BOUNDS: Bounds = Span::BOUNDS;
    const EXPECTED: Expected = Expected::Duration;
    const SCHEMA: (&'static str, &'static str) =
        ("Step", "A whole fraction of a day: `1d`, `12h`, `1h`, `5m`.");

    fn parse(text: &str) -> Result<f64, ProblemKind> {
        Span::parse(text).and_then(Step::accept_days)
    }

    fn accept(number: f64) -> Result<f64, ProblemKind> {
        Span::accept(number).and_then(Step::accept_days)
    }
}

impl Step {
    /// That nought is no step is told like any other step that does not divide a day.
    fn accept_days(days: f64) -> Result<f64, ProblemKind> {
        if days > 0.0 { Ok(days) } else { Err(ProblemKind::StepDoesNotDivideDay) }
    }
}

/// How long the campaign runs, in days: `14`, and also `14d` or `2w`.
#[derive(Clone, Debug)]
pub(super) struct Horizon;

impl Domain for Horizon {
    const BOUNDS: Bounds = Bounds { min: 0.0, above_min: true, max: duration::MAX_DAYS };
    const EXPECTED: Expected = Expected::Days;
    const SCHEMA: (&'static str, &'static str) = ("Horizon", "A number of days.");

    fn parse(text: &str) -> Result<f64, ProblemKind> {
        match duration::parse(text) {
            Some(Ok(days)) => Ok(days),
            _ => parse_number(text, Self::EXPECTED, false),
        }
    }
}

fn wrong_text(expected: Expected) -> ProblemKind {
    ProblemKind::WrongType { expected, found: Found::Text }
}

pub(super) fn parse_number(text: &str, expected: Expected, per_cent: bool) -> Result<f64, ProblemKind> {
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
    let Bounds { min, above_min, max } = D::BOUNDS;
    if !number.is_finite() {
        Err(ProblemKind::NotFinite)
    } else if D::EXPECTED == Expected::Chance && number > 1.0 && number <= 100.0 {
        Err(ProblemKind::ForgottenPerCent { number })
    } else if number < min || number > max || (above_min && number == min) {
        Err(ProblemKind::OutOfRange { number, bounds: D::BOUNDS })
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
            if number.is_finite() { D::accept(number) } else { Err(ProblemKind::NotFinite) }
        }
        Content::Text(text) => D::parse(text),
        _ => return None,
    };
    let per_cent = matches!(content, Content::Text(text) if text.trim_end().ends_with('%'));
    Some(number.and_then(bounded::<D>).map_err(|kind| match kind {
        ProblemKind::ForgottenPerCent { number } if per_cent => {
            ProblemKind::OutOfRange { number, bounds: D::BOUNDS }
        }
        other => other,
    }))
}
