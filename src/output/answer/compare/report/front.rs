//! What is spent against who comes, design by design.

use super::Page;
use crate::metrics::{Metric, Unit};
use crate::output::answer::compare::charts::range;
use crate::output::format::chart::axes::Axis as Numbers;
use crate::output::format::document::plot::Tick;
use crate::output::format::document::plot::spots::{Axis, Spot, Spots};
use crate::output::format::document::{Block, Section};
use crate::scenario::Quantity;
use crate::stats::Summary;
use crate::study::compare::{Comparison, letter};
use crate::words::compare::{self as words, report as own};
use crate::words::document::point_at;
use crate::words::{chart, number};

impl Page<'_> {
    /// None where a design has no mean or none of them costs anything.
    pub(super) fn front(&self) -> Option<Section> {
        let comparison = self.comparison;
        let (cost, users) =
            (comparison.metric(Metric::CostWithOwed)?, comparison.metric(Metric::AddedUsers)?);
        let each = comparison.metric(Metric::Cac);
        if cost.values.iter().all(|value| value.max <= 0.0) {
            return None;
        }
        let known = |value: &Summary| value.mean.is_finite();
        if !cost.values.iter().chain(&users.values).all(known) {
            return None;
        }
        let spot = |design: usize| Spot {
            at: [cost.values[design].mean, users.values[design].mean],
            letter: letter(design).to_string(),
            name: comparison.designs[design].name.clone(),
            told: own::design_in_words(
                &self.name(design),
                &self.number(users, design),
                &self.number(cost, design),
                &each.map(|each| self.number(each, design)).unwrap_or_default(),
                self.lang,
            ),
            front: comparison.dominance.get(design).is_some_and(|of| of.on_front),
        };
        let sentence = (words::FRONT.sentence)(comparison, self.lang);
        let mut section = self.section(own::Topic::Front, sentence.trim_end_matches(['.', '。']));
        section.on_card = true;
        let [across, up, _] = words::axes(self.lang);
        let across = self.axis(cost.values.iter(), Unit::Money, across);
        let up = self.axis(users.values.iter(), Unit::Count, up);
        section.blocks.push(Block::Spots(Spots {
            title: self.lang.pick(words::FRONT.name[0], words::FRONT.name[1]).to_owned(),
            about: words::front_legend(self.lang)[0].to_owned(),
            told: sentence,
            line: self.elsewhere(&across, &up),
            across,
            up,
            spots: (0..comparison.designs.len()).map(spot).collect(),
            rest: point_at(self.lang).to_owned(),
        }));
        Some(section)
    }

    fn axis<'b>(&self, values: impl Iterator<Item = &'b Summary>, unit: Unit, title: &str) -> Axis {
        let range = range(values);
        let numbers = Numbers::new(range.clone(), unit, self.comparison.currency(), title, self.lang);
        let ticks = numbers.ticks(5).into_iter().map(|(value, words)| Tick { value, words });
        Axis { title: title.to_owned(), range: [range.start, range.end], ticks: ticks.collect() }
    }

    /// As many users as the same money buys elsewhere, where all designs say the same.
    fn elsewhere(&self, across: &Axis, up: &Axis) -> Option<([[f64; 2]; 2], String)> {
        let benchmark = common_benchmark(self.comparison)?;
        let from = across.range[0].max(up.range[0] * benchmark);
        let to = across.range[1].min(up.range[1] * benchmark);
        let words = chart::elsewhere(
            &number::short_money(benchmark, self.comparison.currency(), self.lang),
            self.lang,
        );
        (from < to).then(|| ([[from, from / benchmark], [to, to / benchmark]], words))
    }
}

fn common_benchmark(comparison: &Comparison) -> Option<f64> {
    let benchmark = |design: &crate::study::compare::Design| {
        design.scenario.benchmark_cac.as_ref().map(Quantity::typical)
    };
    let mut benchmarks = comparison.designs.iter().map(benchmark);
    let first = benchmarks.next()??;
    (first > 0.0 && benchmarks.all(|other| other == Some(first))).then_some(first)
}
