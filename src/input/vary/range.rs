//! Ranges of values: `lo..hi:n`, in equal steps or, with `log:` in front, by equal factors.
//!
//! The ends are exact; what lies between is rounded to what the distance of two values needs, so that
//! `0..1:4` is 0, 0.333, 0.667, 1, and what a table shows is what was simulated.

use super::as_typed::{AsTyped, Unit, common_unit};
use super::grid::MAX_POINTS;
use crate::problem::VaryFault;

/// A range of values.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Range {
    lo: f64,
    hi: f64,
    unit: Unit,
    count: usize,
    /// Whether by equal factors.
    pub(super) log: bool,
}

/// The word before a range by equal factors.
const LOG: &str = "log:";

impl Range {
    /// Reads `lo..hi:n` or `log:lo..hi:n`; none when `text` is no range.
    pub(super) fn parse(text: &str) -> Option<Result<Range, VaryFault>> {
        let log = text.starts_with(LOG);
        let ends = text.strip_prefix(LOG).unwrap_or(text);
        match ends.split_once("..") {
            Some((lo, rest)) => Some(Range::between(lo, rest, log)),
            None => log.then_some(Err(VaryFault::End)),
        }
    }

    fn between(lo: &str, rest: &str, log: bool) -> Result<Range, VaryFault> {
        let no_count = VaryFault::Count { limit: MAX_POINTS };
        let (hi, count) = rest.rsplit_once([':', '：']).ok_or(no_count.clone())?;
        let (lo, hi) = AsTyped::parse(lo).zip(AsTyped::parse(hi)).ok_or(VaryFault::End)?;
        let count = count.trim().replace('_', "").parse().ok();
        let count = count.filter(|count| (2..=MAX_POINTS).contains(count)).ok_or(no_count)?;
        let unit = common_unit(lo, hi).ok_or(VaryFault::Mixed)?;
        let (lo, hi) = (lo.in_unit(unit), hi.in_unit(unit));
        if !(lo < hi && hi.is_finite()) {
            return Err(VaryFault::Order);
        }
        if log && lo == 0.0 {
            return Err(VaryFault::LogOfNought);
        }
        Ok(Range { lo, hi, unit, count, log })
    }

    /// The values as they are written in a scenario; `whole` ones are rounded, and none comes twice.
    pub(super) fn values(&self, whole: bool) -> Vec<String> {
        let places = self.places();
        let text = |index: usize| {
            let value = self.at(index);
            let value = match whole {
                true => value.round(),
                false if index == 0 || index + 1 == self.count => value,
                false => format!("{value:.0$}", places(value)).parse().unwrap_or(value),
            };
            format!("{value}{}", self.unit.sign())
        };
        let mut values: Vec<String> = (0..self.count).map(text).collect();
        values.dedup();
        values
    }

    /// The value at `index`, before rounding.
    fn at(&self, index: usize) -> f64 {
        if index == 0 {
            return self.lo;
        }
        if index + 1 == self.count {
            return self.hi;
        }
        let part = index as f64 / (self.count - 1) as f64;
        if self.log {
            libm::exp(libm::log(self.lo) + part * (libm::log(self.hi) - libm::log(self.lo)))
        } else {
            self.lo + part * (self.hi - self.lo)
        }
    }

    /// Decimal places that a value needs: three digits of the distance to its neighbour.
    fn places(&self) -> impl Fn(f64) -> usize {
        let steps = (self.count - 1) as f64;
        let growth = libm::exp((libm::log(self.hi) - libm::log(self.lo)) / steps) - 1.0;
        let (log, step) = (self.log, (self.hi - self.lo) / steps);
        move |value: f64| {
            let distance = if log { value * growth.min(1.0) } else { step };
            (2.0 - libm::floor(libm::log10(distance))).clamp(0.0, 17.0) as usize
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, whole: bool) -> Vec<String> {
        Range::parse(text).unwrap().unwrap().values(whole)
    }

    #[test]
    fn equal_steps_without_noise() {
        assert_eq!(values("0.1..0.5:5", false), ["0.1", "0.2", "0.3", "0.4", "0.5"]);
        assert_eq!(values("0..1:4", false), ["0", "0.333", "0.667", "1"]);
        assert_eq!(values("1_000..1_001:3", false), ["1000", "1000.5", "1001"]);
    }

    #[test]
    fn equal_factors() {
        assert_eq!(values("log:1_000..100_000:3", false), ["1000", "10000", "100000"]);
        assert_eq!(values("log:1..8:4", false), ["1", "2", "4", "8"]);
        assert_eq!(values("log:0.01..0.04:3", false), ["0.01", "0.02", "0.04"]);
    }

    #[test]
    fn whole_numbers_once_each() {
        assert_eq!(values("1..5:4", true), ["1", "2", "4", "5"]);
        assert_eq!(values("1..3:9", true), ["1", "2", "3"]);
        assert_eq!(values("log:1..1000:7", true), ["1", "3", "10", "32", "100", "316", "1000"]);
    }

    #[test]
    fn units_stay_as_they_were_typed() {
        assert_eq!(values("2%..10%:5", false), ["2%", "4%", "6%", "8%", "10%"]);
        assert_eq!(values("0..10%:3", false), ["0%", "5%", "10%"]);
        assert_eq!(values("0.02..10%:2", false), ["2%", "10%"]);
        assert_eq!(values("30m..2h:4", false), ["30m", "60m", "90m", "120m"]);
        assert_eq!(values("1d12h..2d:2", false), ["36h", "48h"]);
        assert_eq!(values("0..3d:4", false), ["0d", "1d", "2d", "3d"]);
        assert_eq!(values("1天..3天：3", false), ["1d", "2d", "3d"]);
        assert_eq!(values("￥1万..3万元:3", false), ["10000", "20000", "30000"]);
    }

    #[test]
    fn what_is_no_range_is_told() {
        let fault = |text: &str| Range::parse(text).map(|range| range.unwrap_err());
        let count = VaryFault::Count { limit: MAX_POINTS };
        for (text, expected) in [
            ("0.1..0.5", count.clone()),
            ("0.1..0.5:", count.clone()),
            ("0.1..0.5:1", count.clone()),
            ("0.1..0.5:2.5", count.clone()),
            ("0.1..0.5:99999999", count),
            ("a..0.5:3", VaryFault::End),
            ("..0.5:3", VaryFault::End),
            ("-1..1:3", VaryFault::End),
            ("log:5", VaryFault::End),
            ("1..2h:3", VaryFault::Mixed),
            ("1%..2h:3", VaryFault::Mixed),
            ("2..1:3", VaryFault::Order),
            ("1..1:3", VaryFault::Order),
            ("log:0..1:3", VaryFault::LogOfNought),
        ] {
            assert_eq!(fault(text), Some(expected), "{text}");
        }
        assert_eq!(fault("0.5"), None);
    }
}
