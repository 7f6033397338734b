//! Values behind flags.

use crate::words::help::Takes;
use crate::words::number::count;
use std::error::Error;
use std::fmt;

/// Why a value is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Refused {
    /// What the flag takes.
    pub takes: Takes,
}

/// English, as clap puts it behind the value.
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.takes {
            Takes::Whole | Takes::Other => f.write_str("expected a whole number"),
            Takes::Positive => f.write_str("expected a whole number from 1"),
            Takes::Between(low, high) => {
                let [low, high] = [low, high].map(|end| count(end as f64));
                write!(f, "expected a whole number from {low} to {high}")
            }
            Takes::PerCent => f.write_str("expected a per cent between 0% and 100%, for example 1%"),
        }
    }
}

impl Error for Refused {}

fn refused<T>(takes: Takes) -> Result<T, Refused> {
    Err(Refused { takes })
}

/// A positive whole number; `_` may group digits.
pub fn whole_number(text: &str) -> Result<u64, Refused> {
    match text.replace('_', "").parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => refused(Takes::Positive),
    }
}

/// A whole number from 1 to `most`.
pub fn at_most(text: &str, most: u64) -> Result<u64, Refused> {
    whole_number(text).ok().filter(|number| *number <= most).map_or(refused(Takes::Between(1, most)), Ok)
}

/// A relative precision: `1%` or `0.01`.
pub fn precision(text: &str) -> Result<f64, Refused> {
    let (digits, unit) = text.strip_suffix('%').map_or((text, 1.0), |digits| (digits, 0.01));
    let precision = digits.trim().parse::<f64>().map_or(f64::NAN, |digits| digits * unit);
    if precision > 0.0 && precision < 1.0 { Ok(precision) } else { refused(Takes::PerCent) }
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

    #[test]
    fn numbers_have_bounds() {
        assert_eq!(at_most("2_000", 3_000), Ok(2_000));
        assert_eq!(at_most("0", 3).unwrap_err().to_string(), "expected a whole number from 1 to 3");
        assert!(whole_number("-1").is_err() && whole_number("x").is_err());
    }
}
