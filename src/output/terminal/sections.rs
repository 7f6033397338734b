//! The sections of the summary, in the order in which they are read.

use super::Style;
use super::bars::{bar, shade};
use super::paint::{Paint, Role};
use super::table::Table;
use super::text::{cut, left, right, wrapped};
use crate::engine::Metric;
use crate::i18n::Lang;
use crate::i18n::law::law;
use crate::i18n::metric::{cost_kind, metric};
use crate::i18n::number;
use crate::i18n::remark::remark;
use crate::i18n::report::{self as words, Heading};
use crate::stats::Summary;
use crate::study::run::{LedgerRow, RunReport};
use crate::units::Currency;
use unicode_width::UnicodeWidthStr;

/// Rows of the picture of growth, at most.
const GROWTH_ROWS: usize = 8;

/// Columns of the bar of a chance.
const CHANCE_COLUMNS: usize = 24;

/// Above this chance a risk is shown as a warning.
const WORRYING: f64 = 0.05;

/// A report and how it is to look.
pub(super) struct Page<'a> {
    report: &'a RunReport,
    lang: Lang,
    paint: Paint,
    width: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(report: &'a RunReport, style: &Style) -> Page<'a> {
        let paint = Paint {
            colour: style.colour,
        };
        Page {
            report,
            lang: style.lang,
            paint,
            width: style.columns(),
        }
    }

    /// Name of the scenario and what was simulated.
    pub(super) fn title(&self) -> String {
        let name = self
            .paint
            .paint(Role::Heading, &cut(&self.report.scenario.name, self.width));
        let what = wrapped(&words::simulated(self.report, self.lang), self.width, "");
        format!(
            "{name}\n{}\n",
            self.paint.paint(Role::Quiet, what.trim_end())
        )
    }

    /// The answer.
    pub(super) fn headline(&self) -> String {
        let text = wrapped(&words::headline(self.report, self.lang), self.width, "");
        self.paint.paint(Role::Strong, text.trim_end()) + "\n"
    }

    /// The metrics that matter.
    pub(super) fn outcome(&self) -> Option<String> {
        let mut table = Table::new([""].into_iter().chain(words::outcome_columns(self.lang)));
        let shown = self
            .report
            .metrics
            .iter()
            .filter(|(metric, summary)| self.matters(metric, summary));
        for (of, summary) in shown {
            table.row(self.outcome_row(of, summary));
        }
        let legend = wrapped(words::how_to_read(self.lang), self.width, "");
        let legend = self.paint.paint(Role::Quiet, legend.trim_end());
        (!table.is_empty()).then(|| {
            format!(
                "{}{}{legend}\n",
                self.heading(Heading::Outcome),
                table.render(self.width, self.paint)
            )
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
            "organic" | "fake" | "sharers" | "reach_50" | "turned_away" | "cac_retained"
            | "cac_paying" | "revenue" | "margin" | "hunter_cost" | "overspend" => happens,
            "profit" | "roi" => words::has_income(self.report),
            name => name.starts_with("reached_") && happens,
        }
    }

    /// New users over time as bars.
    pub(super) fn growth(&self) -> Option<String> {
        let timeline = &self.report.timeline;
        let users = timeline.series("new_users")?;
        let most = users
            .values
            .iter()
            .map(|value| value.quantiles[4])
            .fold(0.0, f64::max);
        if most <= 0.0 {
            return None;
        }
        let rows = spaced(users.values.len(), GROWTH_ROWS);
        let days: Vec<String> = rows
            .iter()
            .map(|&row| words::day(timeline.points[row].day, self.lang))
            .collect();
        let label = days.iter().map(|day| day.width()).max().unwrap_or(0);
        let number_width = number::count(most).width();
        let columns = self.width - label - number_width - 4;
        let mut text = self.heading(Heading::Growth);
        for (row, day) in rows.into_iter().zip(days) {
            let [.., median, _, high] = users.values[row].quantiles;
            let solid = self.paint.paint(Role::Bar, &bar(median / most, columns));
            let shade = self
                .paint
                .paint(Role::Quiet, &shade(median / most, high / most, columns));
            let value = right(&number::count(median), number_width);
            text.push_str(&format!(
                "{}  {value}  {solid}{shade}\n",
                right(&day, label)
            ));
        }
        Some(text)
    }

    /// Rewards by rule, then the other costs.
    pub(super) fn money(&self) -> Option<String> {
        let heads = ["due", "paid", "broken"].map(|name| metric(name, self.lang).to_lowercase());
        let mut table = Table::new(
            [String::new()]
                .into_iter()
                .chain(heads)
                .chain([words::cost_column(self.lang).to_owned()]),
        );
        for rule in &self.report.rules {
            let mean = |name: &str| {
                rule.metrics
                    .iter()
                    .find(|(metric, _)| metric.name == name)
                    .map_or(f64::NAN, |(_, value)| value.mean)
            };
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
        (!table.is_empty())
            .then(|| self.heading(Heading::Money) + &table.render(self.width, self.paint))
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

    /// What can go wrong, as bars.
    pub(super) fn risks(&self) -> Option<String> {
        let name = |risk| words::risk(risk, self.lang);
        let label = self
            .report
            .risks
            .iter()
            .map(|(risk, _)| name(*risk).width())
            .max()?;
        let mut text = self.heading(Heading::Risks);
        for (risk, chance) in &self.report.risks {
            let role = if chance.p >= WORRYING {
                Role::Warning
            } else {
                Role::Quiet
            };
            let percent = right(&number::percent(chance.p), 6);
            let bar = self.paint.paint(role, &bar(chance.p, CHANCE_COLUMNS));
            text.push_str(format!("{}  {percent}  {bar}", left(name(*risk), label)).trim_end());
            text.push('\n');
        }
        Some(text)
    }

    /// The kinds of people, if there are several.
    pub(super) fn segments(&self) -> Option<String> {
        let segments = &self.report.segments;
        if segments.len() < 2 {
            return None;
        }
        let shown = [
            "seeds",
            "organic",
            "referred",
            "sharers",
            "accepted",
            "members_end",
        ];
        let mean = |segment: usize, name: &str| {
            segments[segment]
                .metrics
                .iter()
                .find(|(metric, _)| metric.name == name)
                .map(|(_, value)| value.mean)
        };
        let told = |name: &&str| {
            (0..segments.len()).any(|index| mean(index, name).is_some_and(|mean| mean > 0.0))
        };
        let columns: Vec<&str> = shown.into_iter().filter(told).collect();
        let mut table = Table::new(
            [""].into_iter().chain(
                columns
                    .iter()
                    .map(|name| words::segment_column(name, self.lang)),
            ),
        );
        for (index, segment) in segments.iter().enumerate() {
            let cells = columns
                .iter()
                .map(|name| number::count(mean(index, name).unwrap_or(f64::NAN)));
            table.row([segment.segment.clone()].into_iter().chain(cells));
        }
        Some(self.heading(Heading::Segments) + &table.render(self.width, self.paint))
    }

    /// What stands out, with advice.
    pub(super) fn remarks(&self) -> Option<String> {
        if self.report.remarks.is_empty() {
            return None;
        }
        let mut text = self.heading(Heading::Remarks);
        for found in &self.report.remarks {
            let advice = remark(found, self.currency(), self.lang);
            text.push_str(&wrapped(&advice.finding, self.width, "* "));
            text.push_str(&self.paint.paint(
                Role::Quiet,
                wrapped(advice.action, self.width, "  → ").trim_end(),
            ));
            text.push('\n');
        }
        Some(text)
    }

    /// What to know about the computation.
    pub(super) fn notes(&self) -> Option<String> {
        let mut notes: Vec<String> = words::ended(self.report, self.lang).into_iter().collect();
        notes.push(words::stopped(&self.report.stop_reasons, self.lang));
        notes.push(words::k_theory(self.report.k_theory, self.lang));
        let undefined = self
            .report
            .metric("cac")
            .map_or(0, |cac| self.report.replicates.saturating_sub(cac.n));
        notes.extend((undefined > 0).then(|| words::nobody_joined(undefined, self.lang)));
        let inputs = self.report.scenario.inputs.iter();
        notes.extend(inputs.map(|input| {
            words::uncertain_input(&input.key, &law(&input.law, self.lang), self.lang)
        }));
        let misfits = self.report.retention_misfits.iter();
        notes.extend(
            misfits.map(|(segment, misfit)| words::retention_misfit(segment, *misfit, self.lang)),
        );
        let lines: String = notes
            .iter()
            .map(|note| wrapped(note, self.width, "- "))
            .collect();
        Some(self.heading(Heading::Notes) + &lines)
    }

    fn heading(&self, heading: Heading) -> String {
        self.paint
            .paint(Role::Heading, words::heading(heading, self.lang))
            + "\n"
    }

    fn currency(&self) -> &'a Currency {
        &self.report.scenario.currency
    }
}

/// At most `rows` indices below `len`, evenly spaced, the last included.
fn spaced(len: usize, rows: usize) -> Vec<usize> {
    let rows = rows.min(len);
    (1..=rows).map(|row| row * len / rows - 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_with_the_last_point() {
        assert_eq!(spaced(14, 8), [0, 2, 4, 6, 7, 9, 11, 13]);
        assert_eq!(spaced(3, 8), [0, 1, 2]);
        assert!(spaced(0, 8).is_empty());
    }
}
