//! What the report of a sweep says: the best combinations, what more users cost, a map; all the rest is in the table.

mod front;
mod map;

use crate::input::Axis;
use crate::metrics::{Metric, Unit};
use crate::output::answer::sweep::keys::short_titles;
use crate::output::answer::sweep::page::columns;
use crate::output::format::document::{
    Bar, Bars, Block, Cell, Document, Figure, Pane, Part, Section, Table, Tone,
};
use crate::stats::Summary;
use crate::study::sweep::{Best, PointMetric, SweepReport};
use crate::words::document::{footer, watch_out};
use crate::words::row::{Form, Row};
use crate::words::sweep::{self as words, report as own};
use crate::words::{Lang, network};

/// A danger that is told first.
const OFTEN: f64 = 0.05;
/// So many combinations are in the table.
const ROWS: usize = 50;

/// The report of a sweep.
pub(super) fn document(report: &SweepReport, lang: Lang) -> Document {
    let keys = short_titles(&report.axes, lang);
    let axes = report.axes.iter().zip(&keys);
    let axes = axes.map(|(axis, key)| words::axis(&Axis { key: key.clone(), ..axis.clone() }, lang));
    let lede = axes.collect::<Vec<_>>().join(lang.pick("; ", "；"));
    let page = Page { report, lang, keys };
    let sections =
        [page.best(), page.front(), page.map().or_else(|| page.bars()), page.points(), Some(page.method())];
    let told: Vec<String> = report.best.iter().map(|best| page.best_told(best)).collect();
    let nothing = match report.of_idle_rewards.is_empty() {
        _ if report.has_few_replicates() => own::too_few_runs(lang),
        true => own::nothing_best(lang),
        false => own::nobody_reacts(lang),
    };
    let headline = told.first().map_or(nothing, |told| told.trim_end_matches(['.', '。']));
    Document {
        lang,
        name: report.first.name.clone(),
        about: own::about(report, lang),
        headline: headline.to_owned(),
        lede,
        panes: page.careful(report.best.first()).into_iter().collect(),
        figures: page.figures(),
        sections: sections.into_iter().flatten().collect(),
        footer: footer(lang),
    }
}

struct Page<'a> {
    report: &'a SweepReport,
    lang: Lang,
    /// Names of what is varied.
    keys: Vec<String>,
}

impl Page<'_> {
    fn section(&self, topic: usize, title: impl Into<String>) -> Section {
        let topic = own::topics(self.lang)[topic].to_owned();
        Section { topic, title: title.into(), says: Vec::new(), blocks: Vec::new(), on_card: false }
    }

    /// The values of a combination in a line.
    fn place(&self, point: usize) -> String {
        self.place_by(point, |_| true)
    }

    /// The same of the keys by which something can be chosen.
    fn chosen(&self, best: &Best) -> String {
        self.place_by(best.point, |axis| self.report.can_be_chosen(axis))
    }

    fn place_by(&self, point: usize, is_told: impl Fn(usize) -> bool) -> String {
        let pairs = self.keys.iter().zip(self.report.values(point)).enumerate();
        let pairs = pairs.filter(|(axis, _)| is_told(*axis));
        let pairs = pairs.map(|(_, (key, value))| format!("{key} = {}", words::value(value)));
        pairs.collect::<Vec<_>>().join(self.lang.pick(", ", "，"))
    }

    fn number(&self, unit: Unit, value: f64) -> String {
        Row::new(unit, value, &self.report.first.currency, Form::Full, self.lang).cell(value)
    }

    fn mean(&self, point: usize, metric: &PointMetric) -> Option<Summary> {
        self.report.points[point].value(metric).copied().filter(|summary| summary.mean.is_finite())
    }

    fn best_told(&self, best: &Best) -> String {
        let mean = self.number(best.metric.unit(), best.summary.mean);
        words::chart::best_sentence(best, &mean, &self.chosen(best), self.lang)
    }

    /// What often goes wrong where it is best.
    fn careful(&self, best: Option<&Best>) -> Option<Pane> {
        let point = best?.point;
        let p = self.mean(point, &PointMetric::Exhausted)?.mean;
        let line = own::runs_out(&self.place(point), p, self.report.replicates, self.lang);
        let title = watch_out(self.lang).to_owned();
        let pane = Pane { part: Part::Careful, tone: Tone::Careful, title, lines: vec![line] };
        (p >= OFTEN).then_some(pane)
    }

    fn figures(&self) -> Vec<Figure> {
        let figure = |best: &Best| Figure {
            name: words::best(best, self.lang),
            value: self.number(best.metric.unit(), best.summary.mean),
            notes: vec![own::on_average_at(&self.chosen(best), self.lang)],
            spread: None,
        };
        self.report.best.iter().map(figure).collect()
    }

    fn best(&self) -> Option<Section> {
        if self.report.best.is_empty() {
            return None;
        }
        let mut section = self.section(0, own::titles(self.lang)[0]);
        let lines = self.report.best.iter().map(|best| self.best_told(best)).collect();
        section.blocks.push(Block::Notes(lines));
        Some(section)
    }

    /// Added users by the values of the only key.
    fn bars(&self) -> Option<Section> {
        const USERS: PointMetric = PointMetric::Run(Metric::AddedUsers);
        if self.report.axes.len() != 1 || self.report.points.len() > ROWS {
            return None;
        }
        let values: Vec<f64> = (0..self.report.points.len())
            .map(|point| self.mean(point, &USERS).map_or(0.0, |users| users.mean))
            .collect();
        let most = values.iter().copied().fold(0.0, f64::max);
        let bar = |(point, users): (usize, &f64)| Bar {
            name: self
                .report
                .values(point)
                .first()
                .map(|value| words::value(value).into_owned())
                .unwrap_or_default(),
            note: String::new(),
            value: self.number(Unit::Count, users.round()),
            beside: String::new(),
            part: users / most,
            mark: None,
            strong: *users == most,
        };
        let title = words::metric_name(&USERS, self.lang).into_owned();
        let mut section = self.section(2, format!("{title}{}{}", self.lang.pick(": ", "："), self.keys[0]));
        section.on_card = true;
        let bars = values.iter().enumerate().map(bar).collect();
        section.blocks.push(Block::Bars(Bars {
            title,
            about: own::bars_about(&self.keys[0], self.lang),
            bars,
        }));
        (most > 0.0).then_some(section)
    }

    /// The combinations with most added users.
    fn points(&self) -> Option<Section> {
        const USERS: PointMetric = PointMetric::Run(Metric::AddedUsers);
        let all = self.report.points.len();
        let mut order: Vec<usize> = (0..all).collect();
        let users = |point: &usize| self.mean(*point, &USERS).map_or(f64::NEG_INFINITY, |users| users.mean);
        order.sort_by(|one, other| users(other).total_cmp(&users(one)));
        order.truncate(ROWS);
        let told = |metric: &&PointMetric| order.iter().any(|point| self.mean(*point, metric).is_some());
        let columns = columns(self.report);
        let columns: Vec<&PointMetric> = columns.iter().filter(told).collect();
        let heads = columns.iter().map(|metric| words::column(metric, self.lang).into_owned());
        let row = |point: &usize| -> Vec<Cell> {
            let values = self.report.values(*point).into_iter();
            let values = values.map(|value| match value.number {
                Some(number) => Cell::number(number, words::value(value)),
                None => Cell::words(words::value(value)),
            });
            let number = |metric: &&PointMetric| {
                let mean = self.mean(*point, metric).map_or(f64::NAN, |summary| summary.mean);
                Cell::number(mean, self.number(metric.unit(), mean))
            };
            values.chain(columns.iter().map(number)).collect()
        };
        let title = words::table_heading(order.len(), all, true, self.lang);
        let mut section = self.section(3, title);
        section.blocks.push(Block::Table(Table {
            title: String::new(),
            heads: self.keys.iter().cloned().chain(heads).collect(),
            rows: order.iter().map(row).collect(),
        }));
        (!columns.is_empty()).then_some(section)
    }

    fn method(&self) -> Section {
        let mut section = self.section(4, own::titles(self.lang)[2]);
        section.says.push(words::simulated(self.report, self.lang) + self.lang.pick(".", "。"));
        let mut lines = vec![own::the_rest(self.lang).to_owned()];
        lines.extend(words::careful(self.report, self.lang));
        lines.extend(words::assumed(self.report, self.lang));
        lines.extend(network::one_network(&self.report.first, self.lang));
        lines.push(words::best_legend(self.lang).to_owned());
        section.blocks.push(Block::Notes(lines));
        section
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::fixture::sweep as fixture;
    use crate::output::format::document::html;

    fn topics(varied: &[&str]) -> Vec<String> {
        let document = document(&fixture::sweep(varied, 500), Lang::En);
        document.sections.into_iter().map(|section| section.topic).collect()
    }

    #[test]
    fn two_keys_make_a_map_and_one_makes_bars() {
        let all = ["Best", "Cost and users", "Map", "Combinations", "Method"];
        assert_eq!(topics(&["incentive.0.invites=1,2,5", "join=2%,4%"]), all);
        assert_eq!(topics(&["incentive.0.invites=1,2,5"]), all);
        assert_eq!(
            topics(&["incentive.0.invites=1,2", "join=2%,4%", "seeds=1,2"]),
            [&all[..2], &all[3..]].concat()
        );
    }

    #[test]
    fn the_best_is_told_by_names_for_people() {
        let report = fixture::sweep(&["incentive.0.invites=1,2,5", "join=2%,4%"], 500);
        let told = document(&report, Lang::Zh);
        assert!(told.headline.starts_with("比其他渠道省得最多：邀满 = "), "{}", told.headline);
        assert_eq!(told.lede, "邀满 = 1、2、5；转化率 = 2%、4%");
    }

    #[test]
    fn ten_thousand_combinations_are_a_page_below_a_megabyte_and_a_half() {
        let report = fixture::sweep(&["incentive.0.invites=1..100:100", "join=1%..50%:100"], 5);
        assert_eq!(report.points.len(), 10_000);
        for lang in [Lang::En, Lang::Zh] {
            let page = html(&document(&report, lang));
            assert!(page.len() < 1_500_000, "{}", page.len());
        }
    }
}
