//! One plain number as it is typed: `200_000`, `6%`. Not what it measures or what is possible for it.

use crate::problem::{Expected, Found, ProblemKind};

/// Reads a number; `6%` only where `per_cent` makes sense. `expected` is what to say where it is none.
pub(crate) fn parse_number(text: &str, expected: Expected, per_cent: bool) -> Result<f64, ProblemKind> {
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

/// The problem with a text that is not what was expected.
pub(crate) fn wrong_text(expected: Expected) -> ProblemKind {
    ProblemKind::WrongType { expected, found: Found::Text }
}
