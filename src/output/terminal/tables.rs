//! The sections that are tables: outcome, money, kinds of people.

use super::page::Page;
use super::paint::Role;
use super::table::Table;
use super::text::wrapped;
use crate::engine::Metric;
use crate::i18n::metric::{cost_kind, metric};
use crate::i18n::number;
use crate::i18n::report::{self as words, Heading};
use crate::stats::Summary;
use crate::study::run::LedgerRow;

impl<'a> Page<'a> {
    /// The metrics that matter.
    pub(super) fn outcome(&self) -> Option<String> {
        let mut table = Table::new([""].into_iter().chain(words::outcome_columns(self.lang)));
        let shown = self.report.metrics.iter().filter(|(metric, summary)| self.matters(metric, summary));
        for (of, summary) in shown {
            table.row(self.outcome_row(of, summary));
        }
        let legend = wrapped(words::how_to_read(self.lang), self.width, "");
        let legend = self.paint.paint(Role::Quiet, legend.trim_end());
        (!table.is_empty()).then(|| {
            format!("{}{}{legend}\n", self.heading(Heading::Outcome), table.render(self.width, self.paint))
        })
    }

    fn outcome_row(&self, of: &Metric, summary: &Summary) -> [String; 6] {
        let shown = |value: f64| number::value(value, of.unit, self.currency());
        let [low, _, median, _, high] = summary.quantiles;
        let name = metric(&of.name, self.lang).into_owned();
        [
            name,
            shown(summary.mean),
            number::error(summary.mcse, of.unit),
            shown(low),
            shown(median),
            shown(high),
        ]
    }

    /// Whether a metric is for everybody, or only for those who look into the files. Sections below tell
    /// of rewards, risks and the funnel.
    fn matters(&self, of: &Metric, summary: &Summary) -> bool {
        let happens = summary.n > 0 && summary.max > 0.0;
        match of.name.as_str() {
            "new_users" | "k" | "members_end" | "d7" | "cost" | "cac" => true,
            "d1" => self.report.scenario.clock.days() < 7.0,
            "organic" | "fake" | "sharers" | "reach_50" | "turned_away" | "cac_retained" | "cac_paying"
            | "revenue" | "margin" | "hunter_cost" | "overspend" => happens,
            "profit" | "roi" => words::has_income(self.report),
            name => name.starts_with("reached_") && happens,
        }
    }

    /// Rewards by rule, then the other costs.
    pub(super) fn money(&self) -> Option<String> {
        let heads = ["due", "paid", "broken"].map(|name| metric(name, self.lang).to_lowercase());
        let mut table = Table::new(
            [String::new()].into_iter().chain(heads).chain([words::cost_column(self.lang).to_owned()]),
        );
        for rule in &self.report.rules {
            let mean = |name: &str| mean_of(&rule.metrics, name).unwrap_or(f64::NAN);
            let counts = ["due", "paid", "broken"].map(|name| number::count(mean(name)));
            let cost = number::money(mean("cost"), self.currency());
            table.row([rule.rule.clone()].into_iter().chain(counts).chain([cost]));
        }
        for (kind, cost) in self.other_costs() {
            let name = cost_kind(kind, self.lang).to_owned();
            table.row([
                name,
                String::new(),
                String::new(),
                String::new(),
                number::money(cost, self.currency()),
            ]);
        }
        (!table.is_empty()).then(|| self.heading(Heading::Money) + &table.render(self.width, self.paint))
    }

    /// Costs of the ledger that belong to no rule, summed over days, in order of appearance.
    fn other_costs(&self) -> Vec<(&'a str, f64)> {
        let is_rule = |row: &LedgerRow| self.report.rules.iter().any(|rule| rule.rule == row.rule);
        let mut sums: Vec<(&str, f64)> = Vec::new();
        for row in self.report.ledger.iter().filter(|row| !is_rule(row)) {
            match sums.iter_mut().find(|(kind, _)| *kind == row.rule) {
                Some((_, sum)) => *sum += row.cost,
                None => sums.push((&row.rule, row.cost)),
            }
        }
        sums.retain(|(_, sum)| *sum != 0.0);
        sums
    }

    /// The kinds of people, if there are several.
    pub(super) fn segments(&self) -> Option<String> {
        let segments = &self.report.segments;
        if segments.len() < 2 {
            return None;
        }
        let shown = ["seeds", "organic", "referred", "sharers", "accepted", "members_end"];
        let told = |name: &&str| segments.iter().any(|segment| mean_of(&segment.metrics, name) > Some(0.0));
        let columns: Vec<&str> = shown.into_iter().filter(told).collect();
        let heads = columns.iter().map(|name| words::segment_column(name, self.lang));
        let mut table = Table::new([""].into_iter().chain(heads));
        for segment in segments {
            let mean = |name: &str| mean_of(&segment.metrics, name).unwrap_or(f64::NAN);
            let cells = columns.iter().map(|name| number::count(mean(name)));
            table.row([segment.segment.clone()].into_iter().chain(cells));
        }
        Some(self.heading(Heading::Segments) + &table.render(self.width, self.paint))
    }
}

fn mean_of(metrics: &[(Metric, Summary)], name: &str) -> Option<f64> {
    metrics.iter().find(|(metric, _)| metric.name == name).map(|(_, value)| value.mean)
}
