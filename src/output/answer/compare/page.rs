//! The comparison of designs on the terminal.

use super::given::given;
use crate::metrics::{Metric, Unit};
use crate::output::format::terminal::Style;
use crate::output::format::terminal::paint::{Paint, Role};
use crate::output::format::terminal::table::Table;
use crate::output::format::terminal::text::{cut, wrapped};
use crate::study::compare::{Comparison, Measure, Measured, State, letter};
use crate::words::Lang;
use crate::words::compare::{self as words, Heading};
use crate::words::law::law;
use crate::words::number::percent;
use crate::words::page::{saved as files_at, uncertain_input};
use crate::words::row::{Form, Row};
use crate::words::run::report::input_name;

/// The page of a comparison. `saved` names the place of the files, if there are any.
#[must_use]
pub fn comparison(comparison: &Comparison, style: &Style, saved: Option<&str>) -> String {
    let page =
        Page { comparison, lang: style.lang, paint: Paint { colour: style.colour }, width: style.columns() };
    let blocks = [
        Some(page.recommendation()),
        Some(page.designs()),
        page.differing(),
        Some(page.differences()),
        Some(page.dominance()),
        page.risks(),
        Some(page.luck()),
        page.notes(),
        saved.map(|place| files_at(place, style.lang) + "\n"),
    ];
    blocks.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

struct Page<'a> {
    comparison: &'a Comparison,
    lang: Lang,
    paint: Paint,
    width: usize,
}

/// Measures in the table of designs, as far as they are told; the one to choose by is always there.
pub(super) const SHOWN: [Metric; 5] =
    [Metric::AddedUsers, Metric::CostWithOwed, Metric::Cac, Metric::BrokenPromises, Metric::HunterCost];

/// Measures whose differences are told.
pub(super) const DIFFERENCES: [Metric; 3] = [Metric::AddedUsers, Metric::CostWithOwed, Metric::Cac];
/// With more designs only the differences of the measure to choose by are; the files have all.
const MANY: usize = 10;

/// Inputs that are told; the files have all.
const SOME_INPUTS: usize = 12;
/// Columns for their names, and for a value at least: with many designs there is no room.
const ROOM_FOR_INPUTS: usize = 28;
const LEAST_ROOM: usize = 6;

/// Rarer ties have no column.
const SOME: f64 = 0.01;

impl Page<'_> {
    fn recommendation(&self) -> String {
        let mut text = self.quiet(&words::simulated(self.comparison, self.lang)) + "\n";
        let mut told = words::recommendation(self.comparison, self.lang);
        let is_told = matches!(self.comparison.verdict.state, State::Settled | State::Open | State::Same);
        if is_told && self.comparison.is_in_vain(self.comparison.verdict.best) {
            let none = words::report::headline(self.comparison, true, self.lang);
            told.insert(0, none + self.lang.pick(".", "。"));
        }
        let told = told.join(self.lang.pick(" ", ""));
        text.push_str(&self.paint.paint(Role::Strong, wrapped(&told, self.width, "").trim_end()));
        text + "\n"
    }

    fn designs(&self) -> String {
        let full = self.designs_table(Form::Full);
        let table = if full.fits(self.width) { full } else { self.designs_table(Form::Short) };
        self.heading(Heading::Designs) + &table.render(self.width, self.paint)
    }

    fn designs_table(&self, form: Form) -> Table {
        let shown: Vec<&Measured> = shown(self.comparison, &SHOWN);
        let heads = shown.iter().map(|measured| words::measure_head(&measured.measure, self.lang));
        let mut table = Table::new(["".into()].into_iter().chain(heads));
        for (index, _) in self.comparison.designs.iter().enumerate() {
            let cells = shown.iter().map(|measured| {
                let means = measured.values.iter().map(|value| value.mean.abs());
                let typical = means.filter(|mean| mean.is_finite()).fold(0.0, f64::max);
                let unit = measured.measure.unit();
                let row = Row::new(unit, typical, self.comparison.currency(), form, self.lang);
                row.mean(&measured.values[index])
            });
            table.row([self.name(index)].into_iter().chain(cells));
        }
        table
    }

    /// In what they differ, as far as there is room for it; the files have all.
    fn differing(&self) -> Option<String> {
        let all = self.comparison.differing();
        let designs = self.comparison.designs.len();
        let room = (self.width.saturating_sub(ROOM_FOR_INPUTS) / designs)
            .checked_sub(2)
            .filter(|room| *room >= LEAST_ROOM)?;
        let letters = (0..designs).map(|design| letter(design).to_string());
        let mut table = Table::new([String::new()].into_iter().chain(letters));
        let currency = self.comparison.currency();
        for differing in all.iter().take(SOME_INPUTS) {
            let cells = given(&differing.values, currency, self.lang).into_iter();
            let cells = cells.map(|cell| cut(&cell, room));
            table.row([input_name(&differing.key, self.lang)].into_iter().chain(cells));
        }
        if table.is_empty() {
            return None;
        }
        let further = all.len().saturating_sub(SOME_INPUTS);
        let further = (further > 0).then(|| self.quiet(&words::further_inputs(further, self.lang)));
        let table = self.heading(Heading::Differing) + &table.render(self.width, self.paint);
        Some(table + &further.unwrap_or_default())
    }

    fn differences(&self) -> String {
        let told = self.told_differences();
        // Ties have a column where there are some.
        let ties = told.iter().flat_map(|of| &of.differences).any(|difference| difference.equal >= SOME);
        let [mean, interval, better, sure] = words::difference_columns(self.lang);
        let equal = ties.then(|| words::equal_column(self.lang));
        let heads = ["", mean, interval, better].into_iter().chain(equal).chain([sure]);
        let width = heads.clone().count();
        let mut table = Table::new(heads.map(str::to_owned));
        for measured in told {
            let name = words::measure(&measured.measure, self.lang).into_owned();
            table.row(std::iter::once(name).chain(std::iter::repeat_n(String::new(), width - 1)));
            let (unit, currency) = (measured.measure.unit(), self.comparison.currency());
            for (index, difference) in measured.differences.iter().enumerate() {
                let mark = if difference.is_settled() { "" } else { "? " };
                let cells = [
                    format!("  {}", self.name(index + 1)),
                    format!("{mark}{}", words::difference(difference, unit, currency)),
                    words::interval(difference, unit, currency, self.lang),
                    percent(difference.better),
                ];
                let equal = ties.then(|| percent(difference.equal));
                table.row(cells.into_iter().chain(equal).chain([percent(difference.better_mean)]));
            }
        }
        let legend = self.quiet(&words::how_to_read(self.comparison, true, self.lang));
        self.heading(Heading::Differences) + &table.render(self.width, self.paint) + &legend
    }

    fn told_differences(&self) -> Vec<&Measured> {
        let few = self.comparison.designs.len() <= MANY;
        shown(self.comparison, if few { &DIFFERENCES } else { &[] })
    }

    fn dominance(&self) -> String {
        let lines = words::dominance(self.comparison, self.lang);
        let lines: String = lines.iter().map(|line| wrapped(line, self.width, "* ")).collect();
        self.heading(Heading::Dominance) + &lines
    }

    fn risks(&self) -> Option<String> {
        let heads = (0..self.comparison.designs.len()).map(|design| letter(design).to_string());
        let mut table = Table::new([String::new()].into_iter().chain(heads));
        for measured in self.comparison.measures.iter().filter(|of| of.measure.risk().is_some()) {
            let name = words::measure(&measured.measure, self.lang).into_owned();
            table.row([name].into_iter().chain(measured.values.iter().map(|value| percent(value.mean))));
        }
        (!table.is_empty()).then(|| self.heading(Heading::Risks) + &table.render(self.width, self.paint))
    }

    /// The measure to choose by is left out where it has no room.
    fn luck(&self) -> String {
        let all = self.told_differences();
        let usual: Vec<&Measured> =
            all.iter().copied().filter(|of| is_among(&of.measure, &DIFFERENCES)).collect();
        let table = self.luck_table(&all);
        let table = if table.fits(self.width) || usual.is_empty() { table } else { self.luck_table(&usual) };
        let legend = self.quiet(words::about_luck(self.lang));
        self.heading(Heading::Luck) + &table.render(self.width, self.paint) + &legend
    }

    fn luck_table(&self, shown: &[&Measured]) -> Table {
        let heads = shown.iter().map(|measured| words::measure_head(&measured.measure, self.lang));
        let mut table = Table::new(["".into()].into_iter().chain(heads));
        for index in 1..self.comparison.designs.len() {
            let cells = shown.iter().map(|of| words::equivalent(&of.differences[index - 1], self.lang));
            table.row([self.name(index)].into_iter().chain(cells));
        }
        table
    }

    fn notes(&self) -> Option<String> {
        let mut notes: Vec<String> = words::ended(self.comparison, self.lang).into_iter().collect();
        let cautions = self.comparison.cautions.iter();
        notes.extend(cautions.map(|caution| words::caution(caution, self.lang)));
        let mut told = Vec::new();
        for input in self.comparison.designs.iter().flat_map(|design| &design.scenario.inputs) {
            let note = uncertain_input(&input.key, &law(&input.law, self.lang), self.lang);
            if !told.contains(&note) {
                told.push(note);
            }
        }
        notes.extend(told);
        notes.extend(words::noted(self.comparison, self.lang));
        let lines: String = notes.iter().map(|note| wrapped(note, self.width, "- ")).collect();
        (!notes.is_empty()).then(|| self.heading(Heading::Notes) + &lines)
    }

    /// `B  Coupon`.
    fn name(&self, design: usize) -> String {
        let name = cut(&self.comparison.designs[design].name, self.width);
        format!("{}  {name}", letter(design))
    }

    fn heading(&self, heading: Heading) -> String {
        let words = cut(&words::heading(heading, self.comparison, self.lang), self.width);
        self.paint.paint(Role::Heading, &words) + "\n"
    }

    fn quiet(&self, words: &str) -> String {
        self.paint.paint(Role::Quiet, wrapped(words, self.width, "").trim_end()) + "\n"
    }
}

/// These of the measures that are told, but for money that no design has any of, and the one to choose by.
pub(super) fn shown<'a>(comparison: &'a Comparison, usual: &[Metric]) -> Vec<&'a Measured> {
    let by = &comparison.verdict.by;
    let mut shown: Vec<&Measured> = usual
        .iter()
        .filter_map(|metric| comparison.metric(metric.clone()))
        .filter(|of| is_some(of))
        .collect();
    if !is_among(by, usual) {
        let place = shown.len().min(DIFFERENCES.len());
        shown.splice(place..place, comparison.measured(by));
    }
    shown
}

/// Whether there is any of it, where it is money.
fn is_some(of: &Measured) -> bool {
    of.measure.unit() != Unit::Money || of.values.iter().any(|value| value.min != 0.0 || value.max != 0.0)
}

/// Whether a measure is one of these metrics.
fn is_among(measure: &Measure, metrics: &[Metric]) -> bool {
    matches!(measure, Measure::Metric(metric) if metrics.contains(metric))
}
