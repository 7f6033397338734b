//! Statements as a terminal shows them, one line each, and below them what moved from the baseline.

use super::{Broken, CONFIDENCE, Checked, Session, Standing, drift};
use crate::metrics::{Metric, Risk, Scalar};
use crate::output::format::terminal::Style;
use crate::output::format::terminal::paint::{Paint, Role};
use crate::output::format::terminal::text::{left, right, wrapped};
use crate::output::format::visible::visible;
use crate::scenario::Expectation;
use crate::study::check::{Finding, Verdict};
use crate::study::theory::{Ignored, left_out};
use crate::words::noted::in_short;
use crate::words::number::UNDEFINED;
use crate::words::theory::names_of;
use crate::words::{check as words, left_out_of_k_alone};
use unicode_width::UnicodeWidthStr;

/// Spaces between columns.
const GAP: usize = 2;
/// Columns that statements have at least.
const LEAST: usize = 20;
/// Problems of a file shown at most; all are told where they are found.
const MOST_FLAWS: usize = 5;

/// Everything that was found.
#[must_use]
pub fn text(session: &Session, style: &Style) -> String {
    let page = Page { session, style, paint: Paint { colour: style.colour } };
    let mut text: String = session.shown().map(|checked| page.scenario(checked) + "\n").collect();
    text.extend(session.broken.iter().map(|broken| page.broken(broken) + "\n"));
    text.push_str(&page.closing());
    text
}

/// What lines are made with.
struct Page<'a> {
    session: &'a Session,
    style: &'a Style,
    paint: Paint,
}

impl Page<'_> {
    fn scenario(&self, checked: &Checked) -> String {
        let mut text = self.paint.paint(Role::Heading, checked.source.name());
        text.push('\n');
        if checked.report.findings.is_empty() {
            let nothing = words::nothing_expected(self.style.lang);
            text.push_str(&format!("  {}\n", self.paint.paint(Role::Quiet, nothing)));
        } else {
            text.push_str(&self.statements(checked, &self.session.findings(checked)));
            text.push_str(&self.new_meanings(checked));
            text.push_str(&self.owed(checked));
            text.push_str(&self.left_out(checked));
        }
        text.push_str(&self.noted(checked));
        if self.session.baseline.is_some() {
            text.push_str(&self.baseline(checked));
        }
        text
    }

    /// Which names of its statements mean something else than they did.
    fn new_meanings(&self, checked: &Checked) -> String {
        let statements = &checked.scenario.expect;
        let metrics = statements.iter().filter_map(Expectation::metric);
        let metrics = metrics.filter(|metric| metric.has_new_meaning()).map(Metric::name);
        let risks = statements.iter().filter_map(Expectation::risk);
        let named = risks.clone().filter(|risk| risk.has_new_meaning());
        let mut names: Vec<_> = metrics.chain(named.map(|risk| risk.name().into())).collect();
        names.sort_unstable();
        names.dedup();
        let of_added = (!names.is_empty()).then(|| words::new_meaning(&names, self.style.lang));
        let of_chain =
            risks.clone().any(|risk| risk == Risk::DiesOut).then(|| words::new_dies_out(self.style.lang));
        let told = of_added.as_deref().into_iter().chain(of_chain);
        told.map(|told| self.quiet(told, "  ")).collect()
    }

    /// Whether a limit on what was paid leaves out what may still be owed.
    fn owed(&self, checked: &Checked) -> String {
        let waits = checked.scenario.incentive.iter().any(|reward| reward.held_days().is_some());
        if waits && checked.scenario.expect.iter().any(Expectation::is_about_paid_money) {
            return self.quiet(words::without_owed(self.style.lang), "  ");
        }
        String::new()
    }

    /// What theory leaves out of what it is asked.
    fn left_out(&self, checked: &Checked) -> String {
        let lang = self.style.lang;
        let asked: Vec<Scalar> = checked.scenario.expect.iter().filter_map(Expectation::scalar).collect();
        let of_members = asked.iter().find(|scalar| !scalar.is_of_course());
        let mut text = String::new();
        if let Some((scalar, left_out)) = of_members.zip(left_out_of_k_alone(&checked.scenario, lang)) {
            text.push_str(&self.quiet(&words::left_out_of(scalar.name(), &left_out, lang), "  "));
        }
        let left_out = if asked.is_empty() { Vec::new() } else { left_out(&checked.scenario) };
        let others: Vec<Ignored> = left_out.into_iter().filter(|what| !what.is_in_the_course()).collect();
        let concerned = |scalar: &Scalar| others.iter().any(|what| what.concerns(*scalar));
        if let Some(scalar) = asked.into_iter().find(concerned) {
            let names = names_of(others.iter().copied().filter(|what| what.concerns(scalar)), lang);
            text.push_str(&self.quiet(&words::not_followed(scalar.name(), &names, lang), "  "));
        }
        text
    }

    /// How it was understood: a line each of what may be wrong, and one of what was assumed.
    fn noted(&self, checked: &Checked) -> String {
        let lang = self.style.lang;
        let careful = checked.report.careful().map(|note| {
            let told = wrapped(&in_short(note, lang), self.style.width, "  ");
            self.paint.paint(Role::Warning, told.trim_end()) + "\n"
        });
        let assumed = checked.report.notes.iter().filter(|note| !note.is_careful());
        let assumed: Vec<String> = assumed.map(|note| in_short(note, lang)).collect();
        let assumed = assumed.join(lang.pick(" ", ""));
        let assumed = (!assumed.is_empty()).then(|| self.quiet(&assumed, "  "));
        careful.chain(assumed).collect()
    }

    /// A file that could not be checked, with the first of its problems.
    fn broken(&self, broken: &Broken) -> String {
        let lang = self.style.lang;
        let heading = self.paint.paint(Role::Heading, &broken.path);
        let verdict = self.paint.paint(Role::Warning, &words::broken(broken.flaws.len(), lang));
        let mut text = format!("{heading}\n  {verdict}\n");
        for flaw in broken.flaws.iter().take(MOST_FLAWS) {
            text.push_str(&self.quiet(&flaw.located(lang), "    "));
        }
        if broken.flaws.len() > MOST_FLAWS {
            let further = words::further_problems(broken.flaws.len() - MOST_FLAWS, lang);
            text.push_str(&self.quiet(&further, "    "));
        }
        text
    }

    fn statements(&self, checked: &Checked, findings: &[&Finding]) -> String {
        if findings.is_empty() {
            return String::new();
        }
        let [estimate, error, margin] = words::columns(self.style.lang);
        let head = ["", "", estimate, error, margin].map(str::to_owned);
        let rows: Vec<[String; 5]> = findings.iter().map(|finding| self.cells(finding, checked)).collect();
        let width =
            |column: usize| rows.iter().chain([&head]).map(|cells| cells[column].width()).max().unwrap_or(0);
        let mut widths: [usize; 5] = std::array::from_fn(width);
        // What a terminal has no room for is taken from the statements; those that do not fit get a line of their own.
        let others = GAP * 5 + widths.iter().sum::<usize>() - widths[1];
        widths[1] = widths[1].min(self.style.width.saturating_sub(others).max(LEAST));
        let mut text = self.paint.paint(Role::Quiet, row(&head, &widths).trim_end());
        text.push('\n');
        for (cells, finding) in rows.iter().zip(findings) {
            text.push_str(&self.painted(cells, &widths, finding.verdict));
            if finding.verdict != Verdict::Pass {
                let indent = " ".repeat(GAP + widths[0] + GAP);
                let currency = &checked.scenario.currency;
                let reason = words::reason(finding, CONFIDENCE, currency, self.style.lang);
                text.push_str(&self.quiet(&reason, &indent));
            }
        }
        text
    }

    /// Verdict, statement, estimate, error, margin.
    fn cells(&self, finding: &Finding, checked: &Checked) -> [String; 5] {
        let (currency, lang) = (&checked.scenario.currency, self.style.lang);
        let is_defined = finding.estimate.is_finite();
        let has_error = finding.replicates > 0 && is_defined;
        [
            words::verdict(finding.verdict, lang).to_owned(),
            visible(finding.expectation.text.trim()).into_owned(),
            words::estimate(finding, currency, lang),
            if has_error { words::uncertainty(finding.mcse, finding.unit, lang) } else { String::new() },
            if is_defined { words::margin(finding, currency, lang) } else { UNDEFINED.to_owned() },
        ]
    }

    /// The row with its verdict in colour.
    fn painted(&self, cells: &[String; 5], widths: &[usize; 5], verdict: Verdict) -> String {
        let row = if cells[1].width() <= widths[1] {
            row(cells, widths)
        } else {
            let mut numbers = cells.clone();
            numbers[..2].iter_mut().for_each(String::clear);
            let gap = " ".repeat(GAP);
            format!("{gap}{}{gap}{}\n{}", left(&cells[0], widths[0]), cells[1], row(&numbers, widths))
        };
        let (word, rest) = row.split_at(GAP + cells[0].len());
        let role = match verdict {
            Verdict::Pass => Role::Bar,
            Verdict::Fail | Verdict::Inconclusive => Role::Warning,
        };
        format!("{}{}\n", self.paint.paint(role, word), rest.trim_end())
    }

    /// How the scenario stands to the baseline, and what moved.
    fn baseline(&self, checked: &Checked) -> String {
        let lang = self.style.lang;
        let standing = drift::standing(checked, lang);
        let role = if checked.standing() == Standing::Moved { Role::Warning } else { Role::Quiet };
        let standing = wrapped(&standing, self.style.width, "  ");
        let mut text = self.paint.paint(role, standing.trim_end()) + "\n";
        let Some(drift) = checked.drift.as_ref().filter(|drift| !drift.is_identical()) else { return text };
        text.push_str(&self.quiet(words::cause(drift, lang), "  "));
        if let Some(others) = words::other_metrics(&drift.gone, &drift.new, lang) {
            text.push_str(&self.quiet(&others, "  "));
        }
        let (table, hidden) = drift::table(drift, &checked.scenario.currency, lang);
        let widths: [usize; 4] =
            std::array::from_fn(|column| table.iter().map(|cells| cells[column].width()).max().unwrap_or(0));
        for (index, cells) in table.iter().enumerate() {
            let row = drift_row(cells, &widths);
            let role = if index == 0 { Role::Quiet } else { Role::Plain };
            text.push_str(&(self.paint.paint(role, row.trim_end()) + "\n"));
        }
        if hidden > 0 {
            text.push_str(&self.quiet(&words::further_shifts(hidden, lang), "    "));
        }
        text
    }

    fn quiet(&self, words: &str, indent: &str) -> String {
        self.paint.paint(Role::Quiet, wrapped(words, self.style.width, indent).trim_end()) + "\n"
    }

    fn closing(&self) -> String {
        let lang = self.style.lang;
        let counts = self.session.counts();
        let closing = words::closing(self.session.checked.len(), counts, lang);
        let role = if counts[1] + counts[2] > 0 { Role::Warning } else { Role::Strong };
        let mut text = self.paint.paint(role, &closing) + "\n";
        if let Some(broken) = words::broken_closing(self.session.broken.len(), lang) {
            text.push_str(&(self.paint.paint(Role::Warning, &broken) + "\n"));
        }
        if self.session.baseline.is_some() {
            let role = if drift::has_moved(self.session) { Role::Warning } else { Role::Strong };
            text.push_str(&(self.paint.paint(role, &drift::closing(self.session, lang)) + "\n"));
        }
        for path in &self.session.vanished {
            text.push_str(&self.quiet(&words::vanished(path, lang), "  "));
        }
        if self.session.interrupted {
            text.push_str(&wrapped(words::interrupted(lang), self.style.width, ""));
        } else if counts[2] > 0 {
            let of_open =
                |undefined: bool| self.session.any_open(undefined).then(|| words::more_runs(undefined, lang));
            for told in [of_open(false), of_open(true)].into_iter().flatten() {
                text.push_str(&wrapped(told, self.style.width, ""));
            }
        }
        text
    }
}

fn row(cells: &[String; 5], widths: &[usize; 5]) -> String {
    let mut row = " ".repeat(GAP);
    for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let cell = if column < 2 { left(cell, *width) } else { right(cell, *width) };
        row.push_str(&cell);
        row.push_str(&" ".repeat(GAP));
    }
    row
}

fn drift_row(cells: &[String; 4], widths: &[usize; 4]) -> String {
    let mut row = format!("    {}", left(&cells[0], widths[0]));
    for (cell, width) in cells.iter().zip(widths).skip(1) {
        row.push_str(&right(cell, GAP + width));
    }
    row
}
