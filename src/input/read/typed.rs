//! How a plain number is typed (`200_000`, `6%`, `30m`), domain by domain. What is possible for it stands in the list of
//! numbers.

use crate::problem::{Expected, ProblemKind};
use crate::scenario::Domain;
use crate::yaml::{Content, parse_duration, parse_number, wrong_text};

/// How a number of a domain is typed.
pub(crate) trait Typed: Clone + std::fmt::Debug {
    /// What is possible.
    const DOMAIN: Domain;
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

macro_rules! typed {
    ($($(#[$about:meta])* $name:ident: $domain:ident, $expected:ident, $per_cent:literal, $words:literal;)*) => {
        $($(#[$about])*
        #[derive(Clone, Debug)]
        pub(crate) struct $name;
        impl Typed for $name {
            const DOMAIN: Domain = Domain::$domain;
            const EXPECTED: Expected = Expected::$expected;
            const PER_CENT: bool = $per_cent;
            const SCHEMA: (&'static str, &'static str) = (stringify!($name), $words);
        })*
    };
}

typed! {
    /// A probability.
    Chance: CHANCE, Chance, true, "A probability from 0 to 1, also `6%`, `0.05 to 0.09` or a law.";
    /// A weight of something against others.
    Weight: NON_NEGATIVE, Number, true, "A weight from 0, also `60%`, a range or a law.";
    /// A mean number of times a day.
    Rate: RATE, Number, true, "A number of times a day from 0, also `1%`, `0.01 to 0.03` or a law.";
    /// Money, a count or a factor.
    NonNegative: NON_NEGATIVE, Number, false, "A number from 0, also `1_000`, `500 to 800` or a law.";
    /// People whom one share reaches.
    Reach: REACH, Number, false, "A number of people from 0 to a million, also `20 to 40` or a law.";
    /// A count of people or pieces.
    Count: COUNT, Number, false, "A whole number from 0, also `1_000`, `500 to 800` or a law.";
    /// A count of people that must not be nought.
    People: PEOPLE, Number, false, "A whole number above 0, also `1_000`, `500 to 800` or a law.";
    /// The same number of people for every share.
    FixedReach: FIXED_REACH, Number, false,
        "A whole number of people from 0 to a million, also `20 to 40` or a law.";
    /// From which invitation of somebody on something holds.
    Invitation: INVITATION, Number, false, "A whole number from 0.";
    /// A number that must not be nought.
    Positive: POSITIVE, Number, false, "A number above 0, also `1_000`, `500 to 800` or a law.";
}

macro_rules! durations {
    ($($(#[$about:meta])* $name:ident: $domain:ident, $words:literal;)*) => {
        $($(#[$about])*
        #[derive(Clone, Debug)]
        pub(crate) struct $name;
        impl Typed for $name {
            const DOMAIN: Domain = Domain::$domain;
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
    Wait: WAIT, "A duration: `45m`, `12h`, `3d`, `2w`, also `30m to 2h` or a law of durations.";
    /// A stretch of time that must not be nought, in days.
    Span: SPAN, "A duration above 0: `45m`, `12h`, `3d`, `2w`, also `30m to 2h` or a law of durations.";
}

/// The length of a step, in days.
#[derive(Clone, Debug)]
pub(crate) struct Step;

impl Typed for Step {
    const DOMAIN: Domain = Domain::SPAN;
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

impl Typed for Horizon {
    const DOMAIN: Domain = Domain::SPAN;
    const EXPECTED: Expected = Expected::Days;
    const SCHEMA: (&'static str, &'static str) = ("Horizon", "A number of days.");

    fn parse(text: &str) -> Result<f64, ProblemKind> {
        match parse_duration(text) {
            Some(Ok(days)) => Ok(days),
            _ => parse_number(text, Self::EXPECTED, false),
        }
    }
}

/// One plain number of a domain.
pub(crate) fn plain<D: Typed>(content: &Content) -> Option<Result<f64, ProblemKind>> {
    let number = match content {
        Content::Number(number) => {
            let number = number.as_f64().unwrap_or(f64::NAN);
            if number.is_finite() { D::accept(number) } else { Err(ProblemKind::NotFinite) }
        }
        Content::Text(text) => D::parse(text),
        _ => return None,
    };
    let per_cent = matches!(content, Content::Text(text) if text.trim_end().ends_with('%'));
    Some(number.and_then(|number| D::DOMAIN.within(number)).map_err(|kind| match kind {
        ProblemKind::ForgottenPerCent { number } if per_cent => {
            ProblemKind::OutOfRange { number, bounds: D::DOMAIN.bounds }
        }
        other => other,
    }))
}
