//! The sections that are tables: outcome, money, kinds of people.

use super::sections::Page;
use crate::metrics::{Line, Metric, Prominence, RuleMetric, SegmentMetric, Unit};
use crate::output::format::terminal::paint::Role;
use crate::output::format::terminal::table::Table;
use crate::output::format::terminal::text::wrapped;
use crate::stats::Summary;
use crate::study::run::{RunReport, SegmentReport};
use crate::words::metric::{line, metric, rule_metric, segment_column};
use crate::words::number::percent;
use crate::words::row::{Form, Row};
use crate::words::run::variance::{hangs_on, luck_or_ignorance};
use crate::words::run::{self as words, Heading};

impl<'a> Page<'a> {
    /// The metrics that matter. Where they do not fit numbers are shortened, then the error is left out; names are
    /// never cut.
    pub(super) fn outcome(&self) -> Option<String> {
        let looks = [(Form::Full, true), (Form::Short, true), (Form::Short, false)];
        let tables = looks.map(|(form, with_error)| (self.outcome_table(form, with_error), with_error));
        let fitting = tables.iter().find(|(table, _)| table.fits(self.width));
        let (table, with_error) = fitting.unwrap_or(&tables[2]);
        let legend = words::how_to_read(self.report.replicates, *with_error, self.lang);
        let legend = wrapped(legend, self.width, "");
        let legend = self.paint.paint(Role::Quiet, legend.trim_end());
        (!table.is_empty()).then(|| {
            let (heading, table) = (self.heading(Heading::Outcome), table.render(self.width, self.paint));
            format!("{heading}{table}{legend}\n{}", self.variance())
        })
    }

    /// Whether the ranges are made by luck or by inputs that are not known, and by which; nothing where all are known.
    fn variance(&self) -> String {
        let sentences = [luck_or_ignorance(self.report, self.lang), hangs_on(self.report, self.lang)];
        sentences.into_iter().flatten().map(|sentence| wrapped(&sentence, self.width, "")).collect()
    }

    fn outcome_table(&self, form: Form, with_error: bool) -> Table {
        let heads = words::outcome_columns(self.report.replicates, with_error, self.lang);
        // Where everybody is added, the added users are told alone.
        let all_added = |of: &Metric, all: &Summary| {
            *of == Metric::NewUsers && self.report.metric(&Metric::AddedUsers) == Some(all)
        };
        // Where one thing turns all of them away, it is told alone.
        let by_one = |of: &Metric, all: &Summary| {
            let causes = [Metric::TurnedAwayByAccounts, Metric::TurnedAwayByCode];
            *of == Metric::TurnedAway && causes.iter().any(|by| self.report.metric(by) == Some(all))
        };
        // Where everybody pays, or stays, a buyer or a member costs what a user does.
        let as_a_user = |of: &Metric, each: &Summary| {
            [Metric::CacPaying, Metric::CacRetained].contains(of)
                && self.report.metric(&Metric::Cac) == Some(each)
        };
        let is_shown = |(of, summary): &&(Metric, Summary)| {
            let is_told = [all_added(of, summary), by_one(of, summary), as_a_user(of, summary)];
            self.matters(of, summary) && !is_told.contains(&true)
        };
        let shown: Vec<&(Metric, Summary)> = self.report.metrics.iter().filter(is_shown).collect();
        let defined: Vec<f64> = shown.iter().map(|(metric, summary)| self.defined(metric, summary)).collect();
        // In how many campaigns a number is defined is told where it is not in all.
        let told = defined.iter().any(|part| *part < 1.0);
        let mut table =
            Table::new([""].into_iter().chain(heads).chain(told.then(|| words::defined_column(self.lang))));
        for ((of, summary), part) in shown.into_iter().zip(defined) {
            let name = metric(of, self.lang).into_owned();
            let row = Row::new(of.unit(), largest_centre(summary), self.currency(), form, self.lang);
            let part = told.then(|| if part < 1.0 { percent(part) } else { String::new() });
            let cells =
                row.across(summary, self.report.replicates, with_error).into_iter().map(|(_, told)| told);
            table.row([name].into_iter().chain(cells).chain(part));
        }
        table
    }

    /// The part of the campaigns in which a number is defined; that of a day, in which it came.
    fn defined(&self, of: &Metric, summary: &Summary) -> f64 {
        let defined = if of.unit() == Unit::Days { summary.n } else { summary.defined() };
        defined as f64 / self.report.replicates as f64
    }

    /// Whether a metric is for everybody, or only for those who look into the files. Sections below tell
    /// of rewards, risks and the funnel.
    fn matters(&self, of: &Metric, summary: &Summary) -> bool {
        // What is beyond any number happens, too; what never comes does not.
        let happens = self.defined(of, summary) > 0.0 && summary.max > 0.0;
        match of.prominence() {
            Prominence::Always => true,
            Prominence::Happening => happens,
            Prominence::Usual => summary.n > 0 && summary.median() > 0.0,
            Prominence::Income => words::has_income(self.report),
            Prominence::Lasting(from, to) => (from..to).contains(&self.report.scenario.clock.days()),
            Prominence::Files => false,
        }
    }

    /// Rewards by rule, then the other costs.
    pub(super) fn money(&self) -> Option<String> {
        let table = self.fitting(|form| self.money_table(form));
        (!table.is_empty()).then(|| self.heading(Heading::Money) + &table.render(self.width, self.paint))
    }

    fn money_table(&self, form: Form) -> Table {
        let some = [RuleMetric::Open, RuleMetric::Void].into_iter().filter(|of| is_some(self.report, *of));
        let told: Vec<RuleMetric> =
            [RuleMetric::Due, RuleMetric::Paid, RuleMetric::Broken].into_iter().chain(some).collect();
        let heads = told.iter().map(|metric| rule_metric(*metric, self.lang).to_lowercase());
        let mut table = Table::new(
            [String::new()].into_iter().chain(heads).chain([words::cost_column(self.lang).to_owned()]),
        );
        let number =
            |value: f64, unit: Unit| Row::new(unit, value, self.currency(), form, self.lang).cell(value);
        for rule in &self.report.rules {
            let mean = |metric: RuleMetric| mean_of(&rule.metrics, metric).unwrap_or(f64::NAN);
            let counts = told.iter().map(|metric| number(mean(*metric), metric.unit()));
            let cost = number(mean(RuleMetric::Cost), Unit::Money);
            table.row([rule.rule.clone()].into_iter().chain(counts).chain([cost]));
        }
        for (kind, cost) in self.other_costs() {
            let [name, cost] = [line(kind, self.lang).to_owned(), number(cost, Unit::Money)];
            table.row([name].into_iter().chain(told.iter().map(|_| String::new())).chain([cost]));
        }
        table
    }

    /// The table with all digits if it fits, else with short numbers.
    fn fitting(&self, table: impl Fn(Form) -> Table) -> Table {
        let full = table(Form::Full);
        if full.fits(self.width) { full } else { table(Form::Short) }
    }

    /// Costs of the ledger that belong to no rule, summed over days, in order of appearance.
    fn other_costs(&self) -> Vec<(&'a Line, f64)> {
        let mut sums: Vec<(&Line, f64)> = Vec::new();
        for row in self.report.ledger.iter().filter(|row| matches!(row.line, Line::Other(_))) {
            match sums.iter_mut().find(|(kind, _)| **kind == row.line) {
                Some((_, sum)) => *sum += row.cost,
                None => sums.push((&row.line, row.cost)),
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
        let columns = segment_columns(segments);
        let table = self.fitting(|form| self.segments_table(&columns, form));
        Some(self.heading(Heading::Segments) + &table.render(self.width, self.paint))
    }

    fn segments_table(&self, columns: &[SegmentMetric], form: Form) -> Table {
        let heads = columns.iter().map(|metric| segment_column(*metric, self.lang));
        let mut table = Table::new([""].into_iter().chain(heads));
        for segment in &self.report.segments {
            let cell = |metric: &SegmentMetric| {
                let mean = mean_of(&segment.metrics, *metric).unwrap_or(f64::NAN);
                Row::new(metric.unit(), mean, self.currency(), form, self.lang).cell(mean)
            };
            table.row([segment.segment.clone()].into_iter().chain(columns.iter().map(cell)));
        }
        table
    }
}

/// What is told of segments: what any of them has.
pub(in crate::output::answer::run) fn segment_columns(segments: &[SegmentReport]) -> Vec<SegmentMetric> {
    let shown = [
        SegmentMetric::Seeds,
        SegmentMetric::Organic,
        SegmentMetric::Referred,
        SegmentMetric::Fake,
        SegmentMetric::Sharers,
        SegmentMetric::Accepted,
        SegmentMetric::MembersEnd,
    ];
    let told = |metric: &SegmentMetric| {
        segments.iter().any(|segment| mean_of(&segment.metrics, *metric) > Some(0.0))
    };
    shown.into_iter().filter(told).collect()
}

/// What is typical of a row: the larger of mean and median.
pub(in crate::output::answer::run) fn largest_centre(summary: &Summary) -> f64 {
    let centres = [summary.mean, summary.median()].map(f64::abs);
    centres.into_iter().filter(|centre| centre.is_finite()).fold(0.0, f64::max)
}

/// Whether there is some of it under some rule, on average.
pub(in crate::output::answer::run) fn is_some(report: &RunReport, metric: RuleMetric) -> bool {
    report.rules.iter().any(|rule| mean_of(&rule.metrics, metric) >= Some(0.5))
}

/// The mean of one of these.
pub(in crate::output::answer::run) fn mean_of<M: PartialEq>(
    metrics: &[(M, Summary)],
    metric: M,
) -> Option<f64> {
    metrics.iter().find(|(known, _)| *known == metric).map(|(_, value)| value.mean)
}
