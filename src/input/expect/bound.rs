//! The number behind a comparison: how it may be written depends on what it is compared with.

use crate::metrics::Unit;
use crate::problem::{Expected, StatementFault as Fault};
use crate::yaml::{corrected, parse_duration, parse_number};

/// What a bound is compared with.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    /// Its name in messages.
    pub name: String,
    /// What it is measured in.
    pub unit: Unit,
    /// Whether it is the chance of a whole statement, which no number of campaigns can show to be 0 or 1.
    pub is_estimated_chance: bool,
}

/// A number with what stood behind it.
enum AsTyped {
    Plain(f64),
    PerCent(f64),
    Duration(f64),
}

/// Reads the bound; of what could not be understood itself (`of` is `None`) only that it is a number.
pub(super) fn parse(text: &str, of: Option<&Measured>) -> Result<f64, Fault> {
    let typed = as_typed(text)?;
    let Some(of) = of else {
        return Ok(f64::NAN);
    };
    let wrong = || Fault::WrongUnit { name: of.name.clone(), unit: of.unit };
    let bound = match (of.unit, typed) {
        (Unit::Share, AsTyped::Plain(number)) => share(number, false)?,
        (Unit::Share, AsTyped::PerCent(number)) => share(number, true)?,
        (Unit::Days, AsTyped::Duration(days)) => days,
        (Unit::Ratio, AsTyped::PerCent(number)) => number,
        (_, AsTyped::Plain(number)) => number,
        (_, AsTyped::PerCent(_) | AsTyped::Duration(_)) => return Err(wrong()),
    };
    if of.is_estimated_chance && (bound == 0.0 || bound == 1.0) { Err(Fault::Certainty) } else { Ok(bound) }
}

fn share(number: f64, per_cent: bool) -> Result<f64, Fault> {
    match number {
        number if (0.0..=1.0).contains(&number) => Ok(number),
        number if !per_cent && number > 1.0 && number <= 100.0 => Err(Fault::ForgottenPerCent { number }),
        _ => Err(Fault::NoShare),
    }
}

fn as_typed(text: &str) -> Result<AsTyped, Fault> {
    let bare = without_currency(text);
    let standard = corrected(bare).filter(|standard| !standard.contains([' ', '{', '[']));
    let text = standard.as_deref().unwrap_or(bare);
    if let Ok(number) = parse_number(text, Expected::Number, true) {
        let number = if number.is_finite() { number } else { return Err(Fault::NotANumber) };
        return Ok(if text.ends_with('%') { AsTyped::PerCent(number) } else { AsTyped::Plain(number) });
    }
    if let Some(Ok(days)) = parse_duration(text) {
        return Ok(AsTyped::Duration(days));
    }
    let has_commas = text.contains(',') && text.chars().all(|c| matches!(c, '0'..='9' | ',' | '.'));
    Err(if has_commas { Fault::Comma } else { Fault::NotANumber })
}

/// The text without a code such as `CNY` at either end.
fn without_currency(text: &str) -> &str {
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    match text.split_once(' ') {
        Some((code, number)) if is_code(code) => number.trim(),
        Some((number, code)) if is_code(code) => number.trim(),
        _ => text,
    }
}
