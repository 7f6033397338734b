//! Values behind flags.

/// A positive whole number; `_` may group digits.
pub fn whole_number(text: &str) -> Result<u64, String> {
    let number: u64 = text.replace('_', "").parse().map_err(|_| "expected a whole number".to_owned())?;
    if number == 0 { Err("expected at least 1".to_owned()) } else { Ok(number) }
}

/// A relative precision: `1%` or `0.01`.
pub fn precision(text: &str) -> Result<f64, String> {
    let expected = || "expected a per cent between 0% and 100%, for example 1%".to_owned();
    let (digits, unit) = text.strip_suffix('%').map_or((text, 1.0), |digits| (digits, 0.01));
    let precision = digits.trim().parse::<f64>().map_err(|_| expected())? * unit;
    if precision > 0.0 && precision < 1.0 { Ok(precision) } else { Err(expected()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_a_part() {
        assert_eq!(precision("1%"), Ok(0.01));
        assert_eq!(precision("0.02"), Ok(0.02));
        assert!(precision("0").is_err() && precision("NaN").is_err() && precision("150%").is_err());
    }
}
