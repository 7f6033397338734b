//! How a metric is found, and what the table says of it.

use super::facts::{Need, Prominence};
use super::table::{AFTER_TIERS, BEFORE_STAGES, BEFORE_TIERS, Counted, Metric, Value};
use super::{Better, Unit};
use serde::{Serialize, Serializer};

impl Metric {
    /// The metrics of every campaign, in the order of the columns.
    pub fn of_every_campaign() -> impl Iterator<Item = Metric> {
        [BEFORE_STAGES, BEFORE_TIERS, AFTER_TIERS].into_iter().flatten().cloned()
    }

    /// The metrics of a campaign with these funnel stages and tiers, in the order of the columns.
    pub(super) fn all(stages: &[String], tiers: &[u32]) -> Vec<Metric> {
        let mut metrics = BEFORE_STAGES.to_vec();
        metrics.extend(stages.iter().cloned().map(Metric::Stage));
        metrics.extend_from_slice(BEFORE_TIERS);
        metrics.extend(tiers.iter().copied().map(Metric::Reached));
        metrics.extend_from_slice(AFTER_TIERS);
        metrics
    }

    /// The metric of this name, whether or not a campaign has it.
    #[must_use]
    pub fn named(name: &str) -> Option<Metric> {
        let tier = || name.strip_prefix(Metric::REACHED)?.parse().ok().map(Metric::Reached);
        let stage = || name.strip_prefix(Metric::STAGE).map(|stage| Metric::Stage(stage.to_owned()));
        let known = Metric::of_every_campaign().find(|metric| metric.name() == name);
        known.or_else(tier).or_else(stage).filter(|metric| metric.name() == name)
    }

    /// The unit of its values.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.facts().unit
    }

    /// Which way is better, if either is.
    #[must_use]
    pub fn better(&self) -> Option<Better> {
        self.facts().better
    }

    /// What a campaign must have for it to have a value at all.
    #[must_use]
    pub fn need(&self) -> Need {
        self.facts().need
    }

    /// For whom it is.
    #[must_use]
    pub fn prominence(&self) -> Prominence {
        self.facts().prominence
    }

    /// What it comes to, `NaN` where undefined; none of a funnel stage or a tier, which are counted one by one.
    pub(super) fn value(&self, counted: &Counted<'_>, minor_per_major: f64) -> Option<f64> {
        let define = self.definition()?;
        Some(match define(counted) {
            Value::Count(count) => count as f64,
            Value::Change(change) => change as f64,
            Value::Money(money) => money.minor() / minor_per_major,
            Value::Number(number) => number,
            Value::Day(day) => day.unwrap_or(f64::INFINITY),
            Value::PerHead => {
                let [money, heads] = self.per_head()?.map(|part| part.value(counted, minor_per_major));
                per_head(money?, heads?)
            }
            Value::Undefined => f64::NAN,
        })
    }
}

/// Money for each head: more than any price where it was spent for nobody, nothing where none was.
fn per_head(money: f64, heads: f64) -> f64 {
    match (money > 0.0, heads > 0.0) {
        (_, true) => money / heads,
        (true, false) => f64::INFINITY,
        (false, false) => f64::NAN,
    }
}

/// As its name.
impl Serialize for Metric {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_is_found_by_its_name() {
        for metric in Metric::all(&["a b".to_owned()], &[3]) {
            assert_eq!(Metric::named(&metric.name()), Some(metric));
        }
        assert_eq!(Metric::named("reached_03"), None);
        assert_eq!(Metric::named("reached_"), None);
        assert_eq!(Metric::named("something"), None);
    }

    #[test]
    fn what_is_better_is_no_matter_of_taste() {
        assert_eq!(Metric::Cac.better(), Some(Better::Less));
        assert_eq!(Metric::AddedProfit.better(), Some(Better::More));
        assert_eq!(Metric::Seeds.better(), None);
    }

    #[test]
    fn what_is_paid_per_head_says_for_whom() {
        for metric in Metric::of_every_campaign() {
            let parts = metric.per_head();
            assert_eq!(parts.is_some(), metric.name().starts_with("cac"), "{}", metric.name());
            let units = parts.map(|parts| parts.map(Metric::unit));
            assert!(units.is_none_or(|units| units == [Unit::Money, Unit::Count]));
        }
    }

    #[test]
    fn money_for_nobody_is_more_than_any_price_and_no_money_for_nobody_is_none() {
        assert_eq!(per_head(6.0, 3.0), 2.0);
        assert_eq!(per_head(0.0, 3.0), 0.0);
        assert_eq!((per_head(6.0, 0.0), per_head(6.0, -2.0)), (f64::INFINITY, f64::INFINITY));
        assert!(per_head(0.0, 0.0).is_nan() && per_head(0.0, -2.0).is_nan());
    }
}
