//! Lengths of time as they are typed: `45m`, `12h`, `1d12h`, `2w`.

use crate::problem::ProblemKind;

/// Reads a duration in days; `None` when it is none.
pub(crate) fn parse(text: &str) -> Option<Result<f64, ProblemKind>> {
    let mut rest = text.trim();
    let mut days = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !matches!(c, '0'..='9' | '.' | '_')).unwrap_or(rest.len());
        let number: f64 = rest[..digits].replace('_', "").parse().ok()?;
        rest = rest[digits..].trim_start();
        let Some(unit) = rest.chars().next() else {
            // A bare number: nought needs no unit, anything else does.
            return Some(if number == 0.0 && days == 0.0 { Ok(0.0) } else { Err(ProblemKind::NoUnit) });
        };
        days += days_of(number, unit)?;
        rest = rest[unit.len_utf8()..].trim_start();
    }
    (!text.trim().is_empty()).then_some(Ok(days))
}

/// The days of so many units: the nearest number, so that equal times are equal in whichever unit.
fn days_of(number: f64, unit: char) -> Option<f64> {
    match unit {
        'm' => Some(number / 1440.0),
        'h' => Some(number / 24.0),
        'd' => Some(number),
        'w' => Some(number * 7.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_days() {
        let days = |text| parse(text).and_then(Result::ok);
        assert_eq!(days("36h"), Some(1.5));
        assert_eq!(days("2w"), Some(14.0));
        assert_eq!(days("1d12h"), Some(1.5));
        assert_eq!(days("90m"), Some(0.0625));
        assert_eq!(days("120m"), days("2h"));
        assert_eq!(days("0"), Some(0.0));
        assert_eq!(days("soon"), None);
        assert_eq!(days(""), None);
        assert_eq!(days("-3d"), None);
        assert!(matches!(parse("30"), Some(Err(ProblemKind::NoUnit))));
    }
}
