//! On what the outcome hangs, and all that was put in.

use super::Page;
use crate::metrics::Metric;
use crate::output::format::document::{Bar, Bars, Block, Cell, Fold, Section, Table, Tone};
use crate::problem::Path;
use crate::scenario::{Fallback, Number, Quantity, Scenario, StepIs};
use crate::study::run::InputShare;
use crate::words::law::law;
use crate::words::number::percent;
use crate::words::run::report::{self as words, Label, Topic};
use crate::words::theory::lever::{amount, put_in};

/// From here on a bound that nobody reaches is none.
const ENDLESS: f64 = 1e12;

/// From so many days on a moment has no date that says anything.
const FAR: f64 = 100_000.0;

/// Numbers that come by the dozen and are told in one row.
const MANY: [&str; 3] = ["hours.<i>", "weekdays.<i>", "network.chances.<i>.<i>"];

impl Page<'_> {
    /// On what added users hang, where inputs are not known.
    pub(super) fn hangs(&self) -> Option<Section> {
        let (_, shares) = self.report.inputs.iter().find(|(of, _)| *of == Metric::AddedUsers)?;
        let shares: Vec<&InputShare> = shares.iter().filter(|input| input.index.share.is_finite()).collect();
        if shares.is_empty() {
            return None;
        }
        let numbers = self.report.scenario.numbers();
        let name = |key: &str| {
            let number = numbers.iter().find(|number| number.key.to_string() == key);
            number.map_or_else(|| key.to_owned(), |number| self.name(number))
        };
        let leader = self.report.hangs_on(&Metric::AddedUsers);
        let leader = leader.map(|input| (name(&input.key), input.index.share));
        let title =
            words::hang_title(leader.as_ref().map(|(name, share)| (name.as_str(), *share)), self.lang);
        let mut section = self.section(Topic::Hangs, title);
        let of_law = |key: &str| self.report.scenario.inputs.iter().find(|input| input.key == key);
        let most = shares.iter().map(|input| input.index.share).fold(0.01, f64::max);
        let bars = shares.iter().enumerate().map(|(place, input)| Bar {
            name: name(&input.key),
            note: of_law(&input.key).map(|input| law(&input.law, self.lang)).unwrap_or_default(),
            value: percent((input.index.share.clamp(0.0, 1.0) * 100.0).round() / 100.0),
            beside: String::new(),
            part: input.index.share / most,
            mark: None,
            strong: place == 0,
        });
        let (title, about) = (self.label(Label::HangsOn), self.label(Label::HangsAbout));
        section.blocks.push(Block::Bars(Bars { title, about, bars: bars.collect() }));
        Some(section)
    }

    /// Every number that was put in.
    pub(super) fn assumptions(&self) -> Section {
        let mut section = self.section(Topic::Assumptions, self.label(Label::AssumptionsTitle));
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let numbers = self.report.scenario.numbers();
        let mut told: Vec<&str> = Vec::new();
        for number in &numbers {
            let pattern = number.about.pattern.as_str();
            if !MANY.contains(&pattern) {
                rows.push(self.input(number, &numbers));
            } else if !told.contains(&pattern) {
                told.push(pattern);
                rows.push(self.inputs_of(&numbers, pattern));
            }
        }
        let heads = [Label::Input, Label::Value, Label::Origin].map(|head| self.label(head)).to_vec();
        section.blocks.push(Block::Fold(Fold {
            title: self.label(Label::AllInputs),
            open: false,
            blocks: vec![Block::Table(Table { title: String::new(), heads, rows })],
        }));
        section
    }

    fn name(&self, number: &Number) -> String {
        words::input_name(&number.key, self.lang)
    }

    /// What was put in; of a moment the date, where the campaign has dates.
    fn put_in(&self, number: &Number, value: f64) -> String {
        let Scenario { clock, currency, .. } = &self.report.scenario;
        match clock.start.filter(|_| number.about.is_moment && value < FAR) {
            Some(start) => words::as_written(&start.later(value)),
            None => put_in(number.about.meaning, value, currency, self.lang),
        }
    }

    fn input(&self, number: &Number, numbers: &[Number]) -> Vec<Cell> {
        let (value, origin, tone) = match &number.value {
            Quantity::Uncertain(input) => {
                (law(&input.law, self.lang), self.label(Label::Unsure).to_owned(), Tone::Careful)
            }
            Quantity::Known(value) => {
                let value = self.simulated(number).unwrap_or(*value);
                let usual = number.about.fallback == Fallback::Number(value);
                let told = match usual && value >= number.about.domain.bounds.max && value >= ENDLESS {
                    true => self.label(Label::NoLimit).to_owned(),
                    false => self.put_in(number, value),
                };
                (told, self.origin(number, usual, numbers), Tone::Plain)
            }
        };
        let note = words::input_note(&number.key, number.about.words, self.lang);
        let name = Cell::words(self.name(number)).with_note(note);
        vec![name, Cell::words(value), Cell::words(origin).marked(tone)]
    }

    /// What was simulated in place of what the scenario says, where options of the command line may have said otherwise.
    fn simulated(&self, number: &Number) -> Option<f64> {
        match number.about.pattern.as_str() {
            "runs" => Some(self.report.replicates as f64),
            "seed" => Some(self.report.seed as f64),
            _ => None,
        }
    }

    /// Who says that a number is so.
    fn origin(&self, number: &Number, usual: bool, numbers: &[Number]) -> String {
        let beside = |key: &str| {
            let above = number.key.0.split_last().map(|(_, above)| Path(above.to_vec()));
            let other = above.map(|above| above.key(key))?;
            numbers.iter().find(|number| number.key == other)
        };
        let is_chosen = self.report.scenario.clock.step_is == StepIs::Chosen;
        match number.about.fallback {
            _ if usual && !self.report.said.contains(&number.key) => self.label(Label::Default).to_owned(),
            _ if number.about.pattern == "step" && is_chosen => self.label(Label::Chosen).to_owned(),
            Fallback::Beside(key) if beside(key).is_some_and(|other| other.value == number.value) => {
                words::same_as(&words::last_name(&number.key, key, self.lang), self.lang)
            }
            _ => self.label(Label::Given).to_owned(),
        }
    }

    /// Numbers of a kind in one row.
    fn inputs_of(&self, numbers: &[Number], pattern: &str) -> Vec<Cell> {
        let currency = &self.report.scenario.currency;
        let of: Vec<&Number> = numbers.iter().filter(|number| number.about.pattern == pattern).collect();
        let told =
            of.iter().map(|number| amount(number.about.meaning, number.value.typical(), currency, self.lang));
        let told = told.collect::<Vec<_>>().join(self.lang.pick(", ", "、"));
        let name = of.first().map(|number| self.name(number)).unwrap_or_default();
        let usual = of.iter().all(|number| number.about.fallback == Fallback::Number(number.value.typical()));
        let said = of.iter().any(|number| self.report.said.contains(&number.key));
        let label = match pattern {
            _ if usual && !said => Label::Default,
            "hours.<i>" | "weekdays.<i>" => Label::Weighted,
            _ => Label::Given,
        };
        vec![
            Cell::words(name).with_note(words::pattern_note(pattern, self.lang)),
            Cell::words(told),
            Cell::words(self.label(label)).marked(Tone::Plain),
        ]
    }
}
