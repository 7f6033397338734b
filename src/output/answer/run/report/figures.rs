//! The five numbers that matter, each with its range.

use super::Page;
use crate::metrics::{Metric, Unit};
use crate::output::format::document::{Figure, Spread};
use crate::stats::Summary;
use crate::words::chart::elsewhere;
use crate::words::metric::metric;
use crate::words::number::{percent, short_money};
use crate::words::range::{Told, quantiles};
use crate::words::run::report as words;
use crate::words::run::{has_income, on_the_whole, per_head_told};

/// How many there are.
const MOST: usize = 5;

impl Page<'_> {
    pub(super) fn figures(&self) -> Vec<Figure> {
        let mut told = vec![Metric::AddedUsers, Metric::Cac, Metric::CostWithOwed, Metric::AddedMembers];
        if has_income(self.report) {
            told.push(Metric::AddedProfit);
        }
        told.extend([Metric::D7, Metric::D1, Metric::ReferredShare, Metric::NewUsers, Metric::MembersEnd]);
        let lasts = |of: &Metric| match of {
            Metric::D7 => self.report.scenario.clock.days() >= 7.0,
            Metric::D1 => self.report.scenario.clock.days() >= 1.0,
            _ => true,
        };
        told.iter().filter(|of| lasts(of)).filter_map(|of| self.figure(of)).take(MOST).collect()
    }

    fn figure(&self, of: &Metric) -> Option<Figure> {
        let summary = self.report.metric(of).filter(|value| value.n > 0 && is_told(of, value))?;
        let mark = self.benchmark(of);
        let whole = (*of == Metric::Cac)
            .then(|| on_the_whole(summary, self.report.replicates, self.lang))
            .flatten()
            .filter(|_| summary.mean.is_finite());
        let (value, range) = match whole {
            Some(_) => {
                let currency = &self.report.scenario.currency;
                (per_head_told(summary, self.report.replicates, currency, self.lang), None)
            }
            None => self.middle_and_ends(of, summary),
        };
        let range = range.map(|[low, high]| words::figure_range(&low, &high, self.lang));
        let mut notes: Vec<String> = whole.into_iter().chain(range).collect();
        notes.extend(mark.map(|mark| {
            let elsewhere =
                elsewhere(&short_money(mark, &self.report.scenario.currency, self.lang), self.lang);
            words::tag(&elsewhere, self.lang)
        }));
        let name = metric(of, self.lang).into_owned();
        Some(Figure { name, value, notes, spread: spread(summary, of.unit(), mark) })
    }

    /// What a user costs elsewhere, beside what one costs here.
    fn benchmark(&self, of: &Metric) -> Option<f64> {
        let benchmark = self.report.scenario.benchmark_cac.as_ref()?;
        (*of == Metric::Cac).then(|| benchmark.typical())
    }

    /// The middle and the ends, where these differ.
    fn middle_and_ends(&self, of: &Metric, summary: &Summary) -> (String, Option<[String; 2]>) {
        let of_share = |value: f64| percent((value * 100.0).round() / 100.0);
        let currency = &self.report.scenario.currency;
        let told = match of.unit() {
            Unit::Share => {
                let [low, _, middle, _, high] = quantiles(summary).map(of_share);
                return (middle, (low != high).then_some([low, high]));
            }
            Unit::Money => Told::money(summary, currency, self.lang),
            Unit::Count | Unit::Ratio | Unit::Days => Told::count(summary, self.lang),
        };
        (told.typical(), told.ends().map(|(low, high)| [low, high]))
    }
}

/// Whether it has a middle, or, of a cost per user, is told by all campaigns; money that there is none of is none.
fn is_told(of: &Metric, summary: &Summary) -> bool {
    let is_no_money =
        of.unit() == Unit::Money && summary.min == 0.0 && summary.max == 0.0 && summary.infinite == 0;
    (summary.median().is_finite() && !is_no_money)
        || (*of == Metric::Cac && summary.mean.is_finite() && summary.infinite > 0)
}

/// The range on a line from nought, or what is below, to a little beyond the largest.
fn spread(summary: &Summary, unit: Unit, mark: Option<f64>) -> Option<Spread> {
    let quantiles = quantiles(summary);
    if quantiles.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let near = mark.filter(|mark| *mark <= 4.0 * quantiles[4].abs());
    let low = quantiles[0].min(0.0);
    let high = match unit {
        Unit::Share => 1.0,
        _ => quantiles[4].max(near.unwrap_or(0.0)).max(0.0) * 1.06,
    };
    let part = |value: f64| (value - low) / (high - low);
    (high > low).then(|| Spread { quantiles: quantiles.map(part), mark: near.map(part) })
}
