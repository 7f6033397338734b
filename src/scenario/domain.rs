//! What a number measures: its bounds, and how one plain number of it is written (`200_000`, `6%`, `30m`).

use crate::problem::{Bounds, Expected, ProblemKind};
use crate::yaml::{Content, MAX_DAYS, parse_duration, parse_number, wrong_text};

/// What a number of a scenario measures: its bounds and how it may be written.
pub(crate) trait Domain: Clone + std::fmt::Debug {
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
        pub(crate) struct $name;
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
        pub(crate) struct $name;
        impl Domain for $name {
            const BOUNDS: Bounds = Bounds { min: 0.0, above_min: $above_min, max: MAX_DAYS };
            const EXPECTED: Expected = Expected::Duration;
            const SCHEMA: (&'static str, &'static str) = (stringify!($name), $words);

            fn parse(text: &str) -> Result<f64, ProblemKind> {
                parse_duration(text).unwrap_or(Err(wrong_text(Expected::Duration)))
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
pub(crate) struct Step;

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
pub(crate) struct Horizon;

impl Domain for Horizon {
    const BOUNDS: Bounds = Bounds { min: 0.0, above_min: true, max: MAX_DAYS };
    const EXPECTED: Expected = Expected::Days;
    const SCHEMA: (&'static str, &'static str) = ("Horizon", "A number of days.");

    fn parse(text: &str) -> Result<f64, ProblemKind> {
        match parse_duration(text) {
            Some(Ok(days)) => Ok(days),
            _ => parse_number(text, Self::EXPECTED, false),
        }
    }
}

/// The number, if it lies in the domain.
pub(crate) fn bounded<D: Domain>(number: f64) -> Result<f64, ProblemKind> {
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
pub(crate) fn plain<D: Domain>(content: &Content) -> Option<Result<f64, ProblemKind>> {
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

/// The number, if people or pieces are counted, only if it is whole.
pub(crate) fn whole<D: Domain>(number: f64) -> Result<f64, ProblemKind> {
    if D::WHOLE && number.fract() != 0.0 { Err(ProblemKind::NotWhole) } else { Ok(number) }
}
