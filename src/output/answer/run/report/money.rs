//! Where the money goes, on which days, and what became of what was promised.

use super::Page;
use crate::metrics::{Line, RuleMetric};
use crate::output::answer::run::page::{is_some, mean_of};
use crate::output::format::document::{Bar, Bars, Block, Cell, Section, Table};
use crate::study::run::RuleReport;
use crate::words::Lang;
use crate::words::metric::{line, rule_metric};
use crate::words::number::{about, about_money, percent};
use crate::words::run::cost_column;
use crate::words::run::report::{self as words, Label, Topic};

impl Page<'_> {
    pub(super) fn money(&self) -> Option<Section> {
        let lines = self.by_line();
        let total: f64 = lines.iter().map(|(_, cost)| cost).sum();
        if total <= 0.0 && self.report.rules.is_empty() {
            return None;
        }
        let most =
            lines.first().filter(|_| total > 0.0).map(|(of, cost)| (line(of, self.lang), cost / total));
        let mut section = self.section(Topic::Money, words::money_title(most, self.lang));
        section.says = words::money_says(self.report, self.lang);
        if total > 0.0 {
            section.blocks.push(Block::Bars(self.cost_bars(&lines, total)));
        }
        section.blocks.extend(self.cac_spread().map(Block::Bins));
        section.blocks.extend(self.profit_spread().map(Block::Bins));
        section.blocks.extend(self.spent(&self.by_day()).map(Block::Course));
        section.blocks.extend(self.rewards().map(Block::Table));
        let for_orders = words::rewards_for_orders(self.report, self.lang);
        section.blocks.extend(for_orders.map(|told| Block::Notes(vec![told.to_owned()])));
        section.blocks.extend(self.budget().map(Block::Course));
        Some(section)
    }

    /// Costs by line, the largest first.
    pub(super) fn by_line(&self) -> Vec<(&Line, f64)> {
        let mut lines: Vec<(&Line, f64)> = Vec::new();
        for row in &self.report.ledger {
            match lines.iter_mut().find(|(known, _)| **known == row.line) {
                Some((_, cost)) => *cost += row.cost,
                None => lines.push((&row.line, row.cost)),
            }
        }
        lines.retain(|(_, cost)| *cost > 0.0);
        lines.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        lines
    }

    pub(super) fn cost_bars(&self, lines: &[(&Line, f64)], total: f64) -> Bars {
        let most = lines.first().map_or(1.0, |(_, cost)| *cost);
        let bar = |(place, (of, cost)): (usize, &(&Line, f64))| Bar {
            name: line(of, self.lang).to_owned(),
            note: String::new(),
            value: self.amount(*cost),
            beside: percent((cost / total * 100.0).round() / 100.0),
            part: cost / most,
            mark: None,
            strong: place == 0,
        };
        Bars {
            title: self.label(Label::CostByLine),
            about: self.label(Label::OnAverage),
            bars: lines.iter().enumerate().map(bar).collect(),
        }
    }

    /// What is spent on every day, from the first.
    fn by_day(&self) -> Vec<f64> {
        let days = self.report.ledger.iter().map(|row| row.day as usize).max().unwrap_or(0);
        let mut spent = vec![0.0; days];
        for row in &self.report.ledger {
            if let Some(day) = (row.day as usize).checked_sub(1) {
                spent[day] += row.cost;
            }
        }
        spent
    }

    /// What became of the rewards, rule by rule.
    fn rewards(&self) -> Option<Table> {
        if self.report.rules.is_empty() {
            return None;
        }
        let void = Some(RuleMetric::Void).filter(|void| is_some(self.report, *void));
        let told = [RuleMetric::Due, RuleMetric::Paid, RuleMetric::Broken, RuleMetric::Open];
        let told: Vec<RuleMetric> = told.into_iter().chain(void).collect();
        let heads = told.iter().map(|metric| rule_metric(*metric, self.lang).to_owned());
        let heads = std::iter::once(String::new()).chain(heads).chain([cost_column(self.lang).to_owned()]);
        let row = |rule: &RuleReport| {
            let mean = |metric: RuleMetric| mean_of(&rule.metrics, metric).unwrap_or(f64::NAN);
            let counts = told.iter().map(|metric| Cell::number(mean(*metric), few(mean(*metric), self.lang)));
            let cost = mean(RuleMetric::Cost);
            let cost = Cell::number(cost, self.amount(cost));
            std::iter::once(Cell::words(rule.rule.as_str())).chain(counts).chain([cost]).collect()
        };
        let rows = self.report.rules.iter().map(row).collect();
        Some(Table { title: self.label(Label::Rewards), heads: heads.collect(), rows })
    }

    /// Money to three digits.
    pub(super) fn amount(&self, value: f64) -> String {
        about_money(value, &self.report.scenario.currency, self.lang)
    }
}

/// A mean of pieces, where a hundredth of a piece is none.
fn few(pieces: f64, lang: Lang) -> String {
    about(if pieces.abs() < 0.05 { 0.0 } else { pieces }, lang)
}
