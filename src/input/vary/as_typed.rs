//! Numbers as they are written: plain, in per cent, or with units of time.

use crate::yaml::corrected;

/// A number as it is written: with a per cent sign, with a unit of time, or plain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct AsTyped {
    /// The number in front of the unit.
    number: f64,
    unit: Unit,
}

/// What stands behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    None,
    PerCent,
    Minutes,
    Hours,
    Days,
    Weeks,
}

impl Unit {
    const ALL: [(Unit, &'static str, f64); 6] = [
        (Unit::None, "", 1.0),
        (Unit::PerCent, "%", 0.01),
        (Unit::Minutes, "m", 1.0 / 1440.0),
        (Unit::Hours, "h", 1.0 / 24.0),
        (Unit::Days, "d", 1.0),
        (Unit::Weeks, "w", 7.0),
    ];

    pub(super) fn sign(self) -> &'static str {
        Unit::ALL[self as usize].1
    }

    fn worth(self) -> f64 {
        Unit::ALL[self as usize].2
    }

    fn is_time(self) -> bool {
        self >= Unit::Minutes
    }
}

impl AsTyped {
    /// Reads `200_000`, `6%`, `30m` or `5万`; durations of several parts (`1d12h`) count in the smallest of their units.
    pub(super) fn parse(text: &str) -> Option<AsTyped> {
        let standard = corrected(text.trim());
        let mut parts: Vec<AsTyped> = Vec::new();
        let mut rest = standard.as_deref().unwrap_or(text).trim();
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !matches!(c, '0'..='9' | '.' | '_')).unwrap_or(rest.len());
            let number: f64 = rest[..digits].replace('_', "").parse().ok()?;
            rest = rest[digits..].trim_start();
            let unit = match rest.chars().next() {
                None => Unit::None,
                Some(sign) => Unit::ALL.iter().find(|(_, s, _)| s.chars().eq([sign]))?.0,
            };
            rest = rest[unit.sign().len()..].trim_start();
            parts.push(AsTyped { number, unit });
        }
        match parts[..] {
            [one] => Some(one),
            _ if parts.iter().any(|part| !part.unit.is_time()) => None,
            _ => {
                let unit = parts.iter().map(|part| part.unit).min()?;
                Some(AsTyped { number: parts.iter().map(|part| part.in_unit(unit)).sum(), unit })
            }
        }
    }

    /// As a plain number; durations in days.
    pub(super) fn worth(self) -> f64 {
        // Dividing by 100 is exact where multiplying by 0.01 is not.
        if self.unit == Unit::PerCent { self.number / 100.0 } else { self.number * self.unit.worth() }
    }

    /// Whether it is a length of time.
    pub(super) fn is_time(self) -> bool {
        self.unit.is_time()
    }

    /// Whether it is per cent.
    pub(super) fn is_per_cent(self) -> bool {
        self.unit == Unit::PerCent
    }

    /// The number in front of this unit.
    pub(super) fn in_unit(self, unit: Unit) -> f64 {
        if self.unit == unit {
            self.number
        } else {
            (self.number * (self.unit.worth() / unit.worth())).round_12()
        }
    }
}

/// Takes the noise of the last bits out of a number.
trait Round12 {
    fn round_12(self) -> f64;
}

impl Round12 for f64 {
    fn round_12(self) -> f64 {
        format!("{self:.11e}").parse().unwrap_or(self)
    }
}

/// The unit in which both are written: the smaller one of two times, per cent where one is. Nought is nought of
/// anything.
pub(super) fn common_unit(lo: AsTyped, hi: AsTyped) -> Option<Unit> {
    let nought = lo.number == 0.0 && lo.unit == Unit::None;
    match (lo.unit.is_time(), hi.unit.is_time()) {
        (true, true) => Some(lo.unit.min(hi.unit)),
        (false, false) => Some(lo.unit.max(hi.unit)),
        (false, true) if nought => Some(hi.unit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_has_a_worth() {
        let worth = |text: &str| AsTyped::parse(text).map(AsTyped::worth);
        assert_eq!(worth("6%"), Some(0.06));
        assert_eq!(worth("1d12h"), Some(1.5));
        assert_eq!(worth("200_000"), Some(200_000.0));
        assert_eq!(worth(".5"), Some(0.5));
        for none in ["", "soon", "5x", "1d5", "1%2h", "."] {
            assert_eq!(worth(none), None, "{none}");
        }
    }
}
