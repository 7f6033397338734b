//! How what a user costs, and what is earned, is spread over the runs: how often it is dearer than elsewhere, how often money is lost.

use super::Page;
use crate::metrics::Metric;
use crate::output::answer::run::charts::is_near;
use crate::output::format::chart::axes::Axis;
use crate::output::format::document::plot::Tick;
use crate::output::format::document::plot::bins::{Bin, Bins, Mark};
use crate::stats::Summary;
use crate::study::run::Histogram;
use crate::words::chart::elsewhere;
use crate::words::document::point_at;
use crate::words::number::short_money;
use crate::words::run::report as words;

/// What bars are held against.
struct Held {
    value: f64,
    words: String,
    /// Whether it is above that things go wrong, or below.
    wrong_above: bool,
    /// Which bars are on the wrong side, in words.
    wrong: &'static str,
}

impl Page<'_> {
    /// What an added user costs, against what one costs elsewhere.
    pub(super) fn cac_spread(&self) -> Option<Bins> {
        let benchmark = self.report.scenario.benchmark_cac.as_ref().map(|cac| cac.typical());
        let held = benchmark.map(|value| Held {
            value,
            words: elsewhere(&short_money(value, &self.report.scenario.currency, self.lang), self.lang),
            wrong_above: true,
            wrong: words::dearer(self.lang),
        });
        let title = words::cac_spread_title(self.report, self.lang);
        self.spread(title, self.report.cac_histogram.as_ref()?, self.report.metric(&Metric::Cac)?, held)
    }

    /// What is earned, against nothing.
    pub(super) fn profit_spread(&self) -> Option<Bins> {
        let held = Held {
            value: 0.0,
            words: words::break_even(self.lang).to_owned(),
            wrong_above: false,
            wrong: words::losing(self.lang),
        };
        let profit = self.report.metric(&Metric::AddedProfit)?;
        let title = words::profit_spread_title(self.report, self.lang);
        self.spread(title, self.report.profit_histogram.as_ref()?, profit, Some(held))
    }

    /// The bars; none where all runs are the same.
    fn spread(
        &self,
        title: String,
        histogram: &Histogram,
        summary: &Summary,
        held: Option<Held>,
    ) -> Option<Bins> {
        let all = histogram.with_outside().iter().sum::<u64>() + summary.infinite;
        if all == 0 || histogram.counts.len() < 2 {
            return None;
        }
        let bars = self.bars_of(histogram, all, held.as_ref());
        let mut range = [bars.first()?.from, bars.last()?.to];
        let near = held.as_ref().filter(|held| is_near(histogram, held.value));
        if let Some(near) = near {
            range = [range[0].min(near.value), range[1].max(near.value)];
        }
        let currency = &self.report.scenario.currency;
        let ticks = Axis::new(range[0]..range[1], histogram.unit, currency, "", self.lang).ticks(8);
        let middle = summary.median();
        let middle = (range[0]..=range[1]).contains(&middle).then(|| Mark {
            value: middle,
            words: words::middle_run(middle, self.report, self.lang),
            held: false,
        });
        let held_mark = near.map(|held| Mark { value: held.value, words: held.words.clone(), held: true });
        let any_wrong = bars.iter().any(|bar| bar.wrong);
        let wrong = near.filter(|_| any_wrong).map(|held| held.wrong);
        Some(Bins {
            told: title.clone(),
            title,
            about: words::spread_about(wrong, self.lang),
            bars,
            apart: self.nobody(summary.infinite as f64 / all as f64),
            range,
            ticks: ticks.into_iter().map(|(value, words)| Tick { value, words }).collect(),
            marks: middle.into_iter().chain(held_mark).collect(),
            rest: point_at(self.lang).to_owned(),
        })
    }

    /// A bar for each bin; the outermost hold what is beyond them.
    fn bars_of(&self, histogram: &Histogram, all: u64, held: Option<&Held>) -> Vec<Bin> {
        let Histogram { start, width, counts, outside, .. } = histogram;
        let last = counts.len() - 1;
        let bar = |(place, count): (usize, u64)| {
            let [from, to] = [place, place + 1].map(|edge| start + edge as f64 * width);
            let beyond = [outside[0] * u64::from(place == 0), outside[1] * u64::from(place == last)];
            let part = count as f64 / all as f64;
            let ends = [(beyond[0] == 0).then_some(from), (beyond[1] == 0).then_some(to)];
            let wrong = held.is_some_and(|held| (f64::midpoint(from, to) > held.value) == held.wrong_above);
            Bin { from, to, part, wrong, told: words::bar_in_words(ends, part, self.report, self.lang) }
        };
        histogram.with_outside().into_iter().enumerate().map(bar).collect()
    }

    /// Runs that spent money and brought nobody.
    fn nobody(&self, part: f64) -> Option<(Bin, String)> {
        let told = words::nobody_added_in_words(part, self.report, self.lang);
        let name = words::nobody_added(self.lang).to_owned();
        (part > 0.0).then_some((Bin { from: 0.0, to: 0.0, part, wrong: true, told }, name))
    }
}
