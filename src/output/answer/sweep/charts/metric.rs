//! A metric of a sweep, and what its chart says and needs, whatever its form.

use crate::metrics::{Better, Metric};
use crate::output::answer::sweep::keys::{short_keys, title};
use crate::output::format::chart::picture::Caption;
use crate::output::format::chart::{Setting, font, picture};
use crate::stats::Summary;
use crate::study::sweep::{Best, Point, PointMetric, SweepReport};
use crate::words::page::keys_together;
use crate::words::row::{Form, Row};
use crate::words::{Lang, sweep as words};

/// A metric of a sweep, and what its chart needs.
pub(super) struct Chart<'a> {
    pub(super) report: &'a SweepReport,
    pub(super) setting: Setting<'a>,
    pub(super) metric: &'a PointMetric,
    /// By point; where the metric is undefined there is none.
    pub(super) values: Vec<Option<Summary>>,
    /// Short names of what is varied.
    keys: Vec<String>,
}

impl<'a> Chart<'a> {
    pub(super) fn new(metric: &PointMetric, report: &'a SweepReport, lang: Lang) -> Option<Chart<'a>> {
        let found = |point: &'a Point| point.iter().find(|(known, _)| *known == metric);
        let metric = report.points.iter().find_map(found)?.0;
        let value = |point: &Point| point.value(metric).copied().filter(|summary| summary.mean.is_finite());
        let values: Vec<Option<Summary>> = report.points.iter().map(value).collect();
        let setting = Setting { lang, currency: &report.first.currency };
        let chart = Chart { report, setting, metric, values, keys: short_keys(&report.axes, lang) };
        chart.has_something_to_show().then_some(chart)
    }

    fn has_something_to_show(&self) -> bool {
        let means_something = match self.metric {
            PointMetric::Run(Metric::RewardCost) => self.report.first.budget.is_some(),
            PointMetric::Run(Metric::AddedProfit) | PointMetric::Saving => self.best_by_this().is_some(),
            _ => true,
        };
        means_something
            && self.report.points.len() >= 2
            && self.values.iter().flatten().any(|summary| summary.max != 0.0)
    }

    pub(super) fn caption(&self) -> Caption {
        let lang = self.setting.lang;
        let title = |scenario: &str| words::chart::chart_title(self.metric, scenario, &self.keys, lang);
        let room = picture::TITLE_ROOM - font::width(&title(""), picture::TITLE);
        Caption {
            title: title(&font::cut(&self.report.first.name, picture::TITLE, room)),
            sentence: self.sentence(),
            footer: format!(
                "kfactor {}  |  {}",
                env!("CARGO_PKG_VERSION"),
                words::simulated(self.report, lang)
            ),
        }
    }

    /// Where the best point is, or from where to where the means go.
    fn sentence(&self) -> String {
        let lang = self.setting.lang;
        if let Some(best) = self.best_by_this() {
            let (mean, place) = (self.number(best.summary.mean), self.chosen(best.point));
            return words::chart::best_sentence(best, &mean, &place, lang);
        }
        let means = || self.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?.mean)));
        let ends = means().min_by(|a, b| a.1.total_cmp(&b.1)).zip(means().max_by(|a, b| a.1.total_cmp(&b.1)));
        let Some(((low, least), (high, most))) = ends.filter(|(low, high)| low.1 < high.1) else {
            return String::new();
        };
        let [least, most] = [least, most].map(|mean| self.number(mean));
        words::chart::span_sentence((&least, &self.place(low)), (&most, &self.place(high)), lang)
    }

    /// A number of the metric in short.
    pub(super) fn number(&self, value: f64) -> String {
        let Setting { lang, currency } = self.setting;
        Row::new(self.metric.unit(), value, currency, Form::Short, lang).cell(value)
    }

    /// `name = value, name = value`.
    pub(super) fn place(&self, point: usize) -> String {
        self.place_by(point, |_| true)
    }

    /// The same of the keys by which something can be chosen.
    fn chosen(&self, point: usize) -> String {
        self.place_by(point, |axis| self.report.can_be_chosen(axis))
    }

    fn place_by(&self, point: usize, is_told: impl Fn(usize) -> bool) -> String {
        let pairs = self.keys.iter().zip(self.report.values(point)).enumerate();
        let pairs = pairs.filter(|(axis, _)| is_told(*axis));
        let pairs = pairs.map(|(_, (key, value))| format!("{key} = {}", words::value(value)));
        pairs.collect::<Vec<_>>().join(self.setting.lang.pick(", ", "，"))
    }

    /// The title of the axis of a key, shortened from the left where it has no room.
    pub(super) fn title(&self, axis: usize, size: f64, room: f64) -> String {
        font::cut_start(&title(&self.report.axes[axis].key, self.setting.lang), size, room)
    }

    /// Whether less of the metric is better.
    pub(super) fn less_is_better(&self) -> bool {
        self.metric.better() == Some(Better::Less)
    }

    /// The best point by this metric.
    fn best_by_this(&self) -> Option<&Best> {
        self.report.best.iter().find(|best| best.metric == *self.metric)
    }

    /// Its index.
    pub(super) fn best(&self) -> Option<usize> {
        self.best_by_this().map(|best| best.point)
    }

    /// Whether a key of the campaign is swept, so that its value in the first design is not that of all.
    pub(super) fn is_swept(&self, key: &str) -> bool {
        self.report
            .axes
            .iter()
            .flat_map(|axis| keys_together(&axis.key))
            .any(|swept| swept.split('.').next().is_some_and(|first| first.trim() == key))
    }

    /// Lines that matter: (metric, level, words).
    pub(super) fn thresholds(&self) -> [(PointMetric, f64, &'static str); 2] {
        let lang = self.setting.lang;
        let has_stock = self.report.first.incentive.iter().any(|reward| reward.stock.is_some());
        [
            (PointMetric::KTheory, 1.0, words::chart::k_is_one(lang)),
            (PointMetric::Exhausted, 0.5, words::chart::runs_out(has_stock, lang)),
        ]
    }

    /// The mean of another metric by point.
    pub(super) fn means(&self, metric: &PointMetric) -> Vec<f64> {
        let mean = |point: &Point| point.value(metric).map_or(f64::NAN, |summary| summary.mean);
        self.report.points.iter().map(mean).collect()
    }
}
