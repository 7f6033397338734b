//! What more users cost: every combination a spot, those that no other beats joined.

use super::Page;
use crate::metrics::{Metric, Unit};
use crate::output::format::chart::axes::Axis as Numbers;
use crate::output::format::document::plot::Tick;
use crate::output::format::document::plot::spots::{Axis, Spot, Spots};
use crate::output::format::document::{Block, Section};
use crate::study::sweep::PointMetric;
use crate::words::compare::{axes, report::design_in_words};
use crate::words::document::point_at;
use crate::words::sweep::report as own;

/// More spots would hide each other.
const MOST: usize = 400;

impl Page<'_> {
    /// None where they cost nothing or bring nobody.
    pub(super) fn front(&self) -> Option<Section> {
        let of = |point: usize, metric: Metric| Some(self.mean(point, &PointMetric::Run(metric))?.mean);
        let known = (0..self.report.points.len()).filter_map(|point| {
            Some((point, [of(point, Metric::CostWithOwed)?, of(point, Metric::AddedUsers)?]))
        });
        let known: Vec<(usize, [f64; 2])> = known.collect();
        let largest = |at: usize| known.iter().map(|(_, of)| of[at]).fold(0.0, f64::max);
        if known.len() < 3 || largest(0) <= 0.0 || largest(1) <= 0.0 {
            return None;
        }
        let front = unbeaten(&known);
        let every = known.len().div_ceil(MOST);
        let shown = known.iter().enumerate();
        let shown = shown.filter(|(place, (point, _))| place % every == 0 || front.contains(point));
        let spot = |(_, (point, at)): (usize, &(usize, [f64; 2]))| Spot {
            at: *at,
            letter: String::new(),
            name: String::new(),
            told: self.told(*point, *at),
            front: front.contains(point),
        };
        let spots: Vec<Spot> = shown.map(spot).collect();
        let mut section = self.section(1, own::titles(self.lang)[1]);
        section.on_card = true;
        let [across, up, _] = axes(self.lang);
        section.blocks.push(Block::Spots(Spots {
            title: own::titles(self.lang)[1].to_owned(),
            about: own::spots(spots.len(), known.len(), self.lang),
            told: own::spots(spots.len(), known.len(), self.lang),
            across: self.axis(largest(0), Unit::Money, across),
            up: self.axis(largest(1), Unit::Count, up),
            spots,
            line: None,
            rest: point_at(self.lang).to_owned(),
        }));
        Some(section)
    }

    fn told(&self, point: usize, [cost, users]: [f64; 2]) -> String {
        let each = if users > 0.0 { self.number(Unit::Money, cost / users) } else { "–".to_owned() };
        let (cost, users) = (self.number(Unit::Money, cost), self.number(Unit::Count, users.round()));
        design_in_words(&self.place(point), &users, &cost, &each, self.lang)
    }

    fn axis(&self, most: f64, unit: Unit, title: &str) -> Axis {
        let range = [0.0, most * 1.06];
        let numbers = Numbers::new(range[0]..range[1], unit, &self.report.first.currency, title, self.lang);
        let ticks = numbers.ticks(5).into_iter().map(|(value, words)| Tick { value, words });
        Axis { title: title.to_owned(), range, ticks: ticks.collect() }
    }
}

/// Those of which no other brings as many for less, or more for as little: (point, [cost, users]).
fn unbeaten(points: &[(usize, [f64; 2])]) -> Vec<usize> {
    let mut order: Vec<&(usize, [f64; 2])> = points.iter().collect();
    order.sort_by(|(_, one), (_, other)| one[0].total_cmp(&other[0]).then(other[1].total_cmp(&one[1])));
    let mut most = f64::NEG_INFINITY;
    let mut front = Vec::new();
    for (point, [_, users]) in order {
        if *users > most {
            most = *users;
            front.push(*point);
        }
    }
    front
}

#[cfg(test)]
mod tests {
    use super::unbeaten;

    #[test]
    fn who_is_beaten_is_not_on_the_front() {
        let points = [(7, [3.0, 9.0]), (1, [1.0, 5.0]), (2, [1.0, 6.0]), (3, [2.0, 6.0]), (4, [4.0, 9.0])];
        assert_eq!(unbeaten(&points), [2, 7]);
    }
}
