//! The charts of a sweep: a curve per metric for one key, a heat map per metric for two, none for more.

mod contour;
mod curve;
mod heat;
mod landmarks;
mod scale;
mod shapes;

use super::{Setting, font, picture};
use crate::engine::Metric;
use crate::i18n::row::{Form, Row};
use crate::i18n::{Lang, sweep as words};
use crate::input::AxisValue;
use crate::output::File;
use crate::output::sweep::short_keys;
use crate::stats::Summary;
use crate::study::sweep::{COMPLETIONS, EXHAUSTED, K_THEORY, Point, SweepReport};
use picture::Caption;
use rayon::prelude::*;

/// Metrics that have a chart where they have something to show, in the order in which they are told. With one key K is
/// the realised one, with two that of theory.
const METRICS: [&str; 9] =
    ["new_users", COMPLETIONS, "cost", "reward_cost", "cac", "k", K_THEORY, "broken_promises", "profit"];

/// All charts in both formats; the order is always the same.
#[must_use]
pub fn pictures(report: &SweepReport, lang: Lang) -> Vec<File> {
    let files = METRICS.par_iter().flat_map_iter(|name| match svg(name, report, lang) {
        Some(svg) => super::super::picture(name, svg),
        None => Vec::new(),
    });
    files.collect()
}

/// The chart of a metric as SVG, 1280 × 720; none where there is nothing to show.
#[must_use]
pub fn svg(name: &str, report: &SweepReport, lang: Lang) -> Option<String> {
    let chart = Chart::new(name, report, lang)?;
    match report.axes.len() {
        1 if name != K_THEORY => curve::Curve::new(&chart).svg(&chart.caption()),
        2 if name != "k" => heat::Heat::new(&chart)?.svg(&chart.caption()),
        _ => None,
    }
}

/// A metric of a sweep, and what its chart needs.
struct Chart<'a> {
    report: &'a SweepReport,
    setting: Setting<'a>,
    metric: &'a Metric,
    /// By point; where the metric is undefined there is none.
    values: Vec<Option<Summary>>,
}

impl<'a> Chart<'a> {
    fn new(name: &str, report: &'a SweepReport, lang: Lang) -> Option<Chart<'a>> {
        let metric =
            report.points.iter().find_map(|point| point.iter().find(|(metric, _)| metric.name == name))?.0;
        let value = |point: &Point| point.metric(name).copied().filter(|summary| summary.n > 0);
        let values: Vec<Option<Summary>> = report.points.iter().map(value).collect();
        let setting = Setting { lang, currency: &report.first.currency };
        let chart = Chart { report, setting, metric, values };
        chart.has_something_to_show().then_some(chart)
    }

    fn has_something_to_show(&self) -> bool {
        let name = self.metric.name.as_str();
        if self.report.points.len() < 2 || (name == "reward_cost" && self.report.first.budget.is_none()) {
            return false;
        }
        if name == "profit" && self.report.best.iter().all(|best| best.metric.name != "profit") {
            return false;
        }
        self.values.iter().flatten().any(|summary| summary.max != 0.0)
    }

    fn caption(&self) -> Caption {
        let lang = self.setting.lang;
        let keys = short_keys(&self.report.axes);
        let title = |scenario: &str| words::chart::chart_title(&self.metric.name, scenario, &keys, lang);
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
        if let Some(best) = self.report.best.iter().find(|best| best.metric.name == self.metric.name) {
            let (mean, place) = (self.number(best.summary.mean), self.place(best.point));
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
    fn number(&self, value: f64) -> String {
        let Setting { lang, currency } = self.setting;
        Row::new(self.metric.unit, value, currency, Form::Short, lang).cell(value)
    }

    /// `key = value, key = value`.
    fn place(&self, point: usize) -> String {
        let pair = |(axis, value): (&crate::input::Axis, &AxisValue)| {
            format!("{} = {}", axis.key, words::value(value))
        };
        let pairs: Vec<String> = self.report.axes.iter().zip(self.report.values(point)).map(pair).collect();
        pairs.join(self.setting.lang.pick(", ", "，"))
    }

    /// Index of the best point by this metric.
    fn best(&self) -> Option<usize> {
        self.report.best.iter().find(|best| best.metric.name == self.metric.name).map(|best| best.point)
    }

    /// Whether a key of the campaign is swept, so that its value in the first design is not that of all.
    fn is_swept(&self, key: &str) -> bool {
        self.report
            .axes
            .iter()
            .any(|axis| axis.key.split('.').next().is_some_and(|first| first.trim() == key))
    }

    /// Lines that matter: (metric, level, words).
    fn thresholds(&self) -> [(&'static str, f64, &'static str); 2] {
        let lang = self.setting.lang;
        let has_stock = self.report.first.incentive.iter().any(|reward| reward.stock.is_some());
        [
            (K_THEORY, 1.0, words::chart::k_is_one(lang)),
            (EXHAUSTED, 0.5, words::chart::runs_out(has_stock, lang)),
        ]
    }

    /// The mean of another metric by point.
    fn means(&self, name: &str) -> Vec<f64> {
        let mean = |point: &Point| point.metric(name).map_or(f64::NAN, |summary| summary.mean);
        self.report.points.iter().map(mean).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sweep::fixture;

    fn drawn(name: &str, varied: &[&str], lang: Lang) -> String {
        svg(name, &fixture::sweep(varied, 500), lang).unwrap()
    }

    #[test]
    fn a_map_says_where_k_is_1_and_where_the_budget_ends() {
        let text = drawn("new_users", &["incentive.0.invites=1..6:6", "join=2%..12%:6"], Lang::En);
        for words in ["K = 1 by theory", "budget runs out in half of campaigns", "best", "Most new users: "] {
            assert!(text.contains(words), "{words}");
        }
        let calm = drawn("new_users", &["incentive.0.invites=9,10", "join=1%,2%"], Lang::En);
        assert!(!calm.contains("K = 1 by theory") && !calm.contains("runs out"));
    }

    #[test]
    fn a_curve_says_so_too() {
        let text = drawn("cost", &["join=1%..12%:12"], Lang::Zh);
        for words in ["理论 K = 1", "半数活动预算耗尽", "成本最低", "十分之九的活动"] {
            assert!(text.contains(words), "{words}");
        }
    }

    #[test]
    fn levels_stand_where_the_sweep_does_not_move_them() {
        let limited = |vary: &str| drawn("reward_cost", &[vary], Lang::En).contains("budget ¥1,500");
        assert!(limited("join=1%,12%") && !limited("budget.limit=1000,2000"));
        assert!(drawn("cac", &["join=1%,12%"], Lang::En).contains("elsewhere ¥3"));
    }

    #[test]
    fn a_metric_without_a_best_point_is_told_from_end_to_end() {
        let text = drawn("k", &["join=2%,4%"], Lang::En);
        assert!(text.contains("On average from 0.289 (at join = 2%) to 0.578 (at join = 4%)."), "{text}");
    }

    #[test]
    fn numbers_stand_in_cells_that_have_room() {
        let numbers = |varied: &[&str]| drawn("completions", varied, Lang::En).matches("<text").count();
        let few = numbers(&["incentive.0.invites=7,8", "join=1%,2%"]);
        let many = numbers(&["incentive.0.invites=7,8", "join=1%..2%:60"]);
        assert!(few >= 4 + 4 && many < 60, "{few}, {many}");
    }

    #[test]
    fn odd_grids_are_drawn() {
        for varied in [
            &["share=0.2"][..],
            &["contacts={ fixed: 3 },5", "join=1%,2%"],
            &["join=log:1%..9%:3"],
            &["days=3", "join=1%,2%"],
            &["join=9%,1%,5%"],
        ] {
            let report = fixture::sweep(varied, 1);
            for name in METRICS {
                let text = svg(name, &report, Lang::En).unwrap_or_default();
                assert!(!text.contains("NaN") && !text.contains("inf"), "{name} by {varied:?}");
            }
        }
    }
}
