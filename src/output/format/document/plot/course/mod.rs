//! Something over time: how far it has come as a fan of runs, and what every day brings as bars below, on one axis.

#[cfg(test)]
mod tests;

use super::scale::{Scale, Tick, apart};
use super::svg::{Look, Svg};
use serde::{Deserialize, Serialize};

/// A chart over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Course {
    pub(in crate::output) title: String,
    /// How to read it.
    pub(in crate::output) about: String,
    /// What it shows, for those who cannot see it.
    pub(in crate::output) told: String,
    /// How long it lasts, in days.
    pub(in crate::output) length: f64,
    /// The fan; it may be empty.
    pub(in crate::output) fan: Vec<Point>,
    /// The middle, or the mean, of what it is held against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::output) held: Vec<Vec<(f64, f64)>>,
    /// Numbers beside the fan.
    pub(in crate::output) ticks: Vec<Tick>,
    /// At the end of the fan: high, middle, low.
    pub(in crate::output) ends: Vec<Tick>,
    /// Levels to hold it against.
    pub(in crate::output) levels: Vec<Tick>,
    /// Moments at which something happens.
    pub(in crate::output) moments: Vec<Tick>,
    /// What stands over the bars.
    pub(in crate::output) bars: String,
    /// The days.
    pub(in crate::output) slots: Vec<Slot>,
    /// What is read while nothing is pointed at.
    pub(in crate::output) rest: String,
}

/// The runs at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Point {
    pub(in crate::output) day: f64,
    /// 5 %, 25 %, 50 %, 75 %, 95 %.
    pub(in crate::output) quantiles: [f64; 5],
}

/// A day, or several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Slot {
    pub(in crate::output) from: f64,
    pub(in crate::output) to: f64,
    /// Its bar.
    pub(in crate::output) value: f64,
    /// The number on the bar; empty where it says nothing.
    pub(in crate::output) shown: String,
    /// What it is called, and below that.
    pub(in crate::output) name: [String; 2],
    /// Whether people are free.
    pub(in crate::output) free: bool,
    /// Everything about it in a line.
    pub(in crate::output) told: String,
}

/// Where things stand.
struct Frame {
    look: Look,
    across: Scale,
    /// The fan.
    up: Scale,
    /// The bars.
    below: Scale,
}

impl Course {
    /// The drawing, how high it is, and where the days are.
    pub(in crate::output) fn draw(&self, look: Look) -> (Svg, f64, Vec<f64>) {
        let frame = self.frame(look);
        let mut svg = Svg::default();
        self.draw_free_days(&mut svg, &frame);
        self.draw_grid(&mut svg, &frame);
        self.draw_fan(&mut svg, &frame);
        self.draw_levels(&mut svg, &frame);
        self.draw_moments(&mut svg, &frame);
        self.draw_bars(&mut svg, &frame);
        self.draw_names(&mut svg, &frame);
        let middles = self.slots.iter().map(|slot| frame.across.at(f64::midpoint(slot.from, slot.to)));
        (svg, frame.below.places[0] + look.em(3.6), middles.collect())
    }

    fn frame(&self, look: Look) -> Frame {
        let widest = |ticks: &[Tick]| ticks.iter().map(|tick| look.room(&tick.words)).fold(0.0, f64::max);
        let (left, right) = (widest(&self.ticks) + look.em(0.7), widest(&self.ends) + look.em(0.9));
        let top = if self.moments.is_empty() { look.em(0.8) } else { look.em(2.2) };
        let is_fan = !self.fan.is_empty();
        let fan = if is_fan { (look.width * 0.3).max(look.em(14.0)) } else { 0.0 };
        let bars = match (self.has_bars(), is_fan) {
            (false, _) => 0.0,
            (true, true) => look.em(5.2),
            (true, false) => look.em(11.0),
        };
        let floor = top + fan;
        let gap = if is_fan { look.em(3.2) } else { look.em(1.4) };
        let foot = if bars > 0.0 { floor + gap + bars } else { floor };
        let most = self.slots.iter().map(|slot| slot.value).fold(0.0, f64::max);
        Frame {
            look,
            across: Scale { values: [0.0, self.length], places: [left, look.width - right] },
            up: Scale { values: [self.least(), self.most()], places: [floor, top] },
            below: Scale { values: [0.0, most], places: [foot, foot - bars] },
        }
    }

    /// Whether days have bars.
    fn has_bars(&self) -> bool {
        self.slots.iter().any(|slot| slot.value > 0.0)
    }

    /// The lowest value beside the fan: nought, unless it falls below.
    fn least(&self) -> f64 {
        self.fan.iter().map(|point| point.quantiles[0]).fold(0.0, f64::min)
    }

    /// The highest value beside the fan.
    fn most(&self) -> f64 {
        let [fan, levels] = [
            self.fan
                .iter()
                .map(|point| point.quantiles[4])
                .chain(self.held.iter().flatten().map(|at| at.1))
                .fold(0.0, f64::max),
            self.ticks.iter().chain(&self.levels).map(|tick| tick.value).fold(0.0, f64::max),
        ];
        fan.max(levels) * 1.02
    }

    fn draw_free_days(&self, svg: &mut Svg, frame: &Frame) {
        let top = if self.fan.is_empty() { frame.below.places[1] } else { frame.up.places[1] };
        for slot in self.slots.iter().filter(|slot| slot.free) {
            let [from, to] = [slot.from, slot.to].map(|day| frame.across.at(day));
            svg.rectangle((from, top), (to - from, frame.below.places[0] - top), "fr");
        }
    }

    fn draw_grid(&self, svg: &mut Svg, frame: &Frame) {
        let [left, right] = frame.across.places;
        for tick in &self.ticks {
            let y = frame.up.at(tick.value);
            svg.line((left, y), (right, y), if tick.value == 0.0 { "ax" } else { "gr" });
            svg.text((left - frame.look.em(0.5), y + frame.look.em(0.35)), &tick.words, "m e");
        }
    }

    fn draw_fan(&self, svg: &mut Svg, frame: &Frame) {
        let at = |point: &Point, quantile: usize| {
            (frame.across.at(point.day), frame.up.at(point.quantiles[quantile]))
        };
        for (low, high, class) in [(0, 4, "b90"), (1, 3, "b50")] {
            let there = self.fan.iter().map(|point| at(point, high));
            let back = self.fan.iter().rev().map(|point| at(point, low));
            if self.fan.len() > 1 {
                svg.path(there.chain(back), class);
            }
        }
        if self.fan.len() > 1 {
            svg.path(self.fan.iter().map(|point| at(point, 2)), "mid");
        }
        for held in self.held.iter().filter(|held| held.len() > 1) {
            svg.path(held.iter().map(|(day, value)| (frame.across.at(*day), frame.up.at(*value))), "he");
        }
        let Some(end) = self.fan.last() else { return };
        svg.circle(at(end, 2), frame.look.em(0.32), "dot");
        self.draw_ends(end.quantiles[2], svg, frame);
    }

    /// The numbers at the end of the fan, that of its line in bold, each as near to its place as the others let it.
    fn draw_ends(&self, middle: f64, svg: &mut Svg, frame: &Frame) {
        let mut places: Vec<f64> = self.ends.iter().map(|end| frame.up.at(end.value)).collect();
        apart(&mut places, frame.look.em(1.35), [frame.up.places[1], frame.up.places[0]]);
        let x = frame.across.places[1] + frame.look.em(0.7);
        for (end, y) in self.ends.iter().zip(places) {
            let class = if end.value == middle { "mi" } else { "m" };
            svg.text((x, y + frame.look.em(0.35)), &end.words, class);
        }
    }

    fn draw_levels(&self, svg: &mut Svg, frame: &Frame) {
        let [left, right] = frame.across.places;
        for level in &self.levels {
            let y = frame.up.at(level.value);
            svg.line((left, y), (right, y), "lv");
            svg.text((left + frame.look.em(0.5), y - frame.look.em(0.4)), &level.words, "w halo");
        }
    }

    /// Moments, their words as far as there is room.
    fn draw_moments(&self, svg: &mut Svg, frame: &Frame) {
        let mut free = 0.0;
        for moment in &self.moments {
            let (x, room) = (frame.across.at(moment.value), frame.look.room(&moment.words));
            svg.line((x, frame.up.places[1] - frame.look.em(0.6)), (x, frame.below.places[0]), "mo");
            let from = (x - frame.look.em(0.3)).min(frame.look.width - room);
            if from >= free {
                svg.text((from, frame.up.places[1] - frame.look.em(1.0)), &moment.words, "k");
                free = from + room + frame.look.em(0.8);
            }
        }
    }

    fn draw_bars(&self, svg: &mut Svg, frame: &Frame) {
        if !self.has_bars() {
            return;
        }
        let ([left, right], floor) = (frame.across.places, frame.below.places[0]);
        for slot in &self.slots {
            let [from, to] = [slot.from, slot.to].map(|day| frame.across.at(day));
            let gap = ((to - from) * 0.12).min(2.0);
            let top = frame.below.at(slot.value.max(0.0));
            svg.rectangle((from + gap / 2.0, top), ((to - from - gap).max(0.5), floor - top), "dy");
        }
        svg.line((left, floor), (right, floor), "ax");
        self.draw_numbers(svg, frame);
        if !self.bars.is_empty() {
            let y = frame.below.places[1] - frame.look.em(1.75);
            svg.text((left, y), &self.bars, "m halo");
        }
    }

    /// Numbers on bars, as many as have room beside each other, those of the highest first.
    fn draw_numbers(&self, svg: &mut Svg, frame: &Frame) {
        let mut order: Vec<&Slot> = self.slots.iter().filter(|slot| !slot.shown.is_empty()).collect();
        order.sort_by(|one, other| other.value.total_cmp(&one.value));
        let mut taken: Vec<[f64; 2]> = Vec::new();
        for slot in order {
            let middle = frame.across.at(f64::midpoint(slot.from, slot.to));
            let half = frame.look.room(&slot.shown) / 2.0 + 1.0;
            let (start, end) = (middle - half, middle + half);
            let free = |[from, to]: &[f64; 2]| end <= *from || start >= *to;
            let is_inside = start >= 0.0 && end <= frame.look.width;
            if is_inside && taken.iter().all(free) && !self.is_behind(slot, [start, end], frame) {
                taken.push([start, end]);
                let top = frame.below.at(slot.value);
                svg.text((middle, top - frame.look.em(0.4)), &slot.shown, "m c halo");
            }
        }
    }

    /// Whether the number of a bar, from here to there, would stand on a higher one.
    fn is_behind(&self, slot: &Slot, [start, end]: [f64; 2], frame: &Frame) -> bool {
        const LITTLE: f64 = 4.0;
        let higher = self.slots.iter().filter(|other| other.value > slot.value);
        let shared =
            |other: &Slot| end.min(frame.across.at(other.to)) - start.max(frame.across.at(other.from));
        higher.map(shared).any(|shared| shared > LITTLE)
    }

    /// Names of days, as many as have room: every one, every second, every third …
    fn draw_names(&self, svg: &mut Svg, frame: &Frame) {
        let look = frame.look;
        let widest =
            self.slots.iter().flat_map(|slot| &slot.name).map(|name| look.room(name)).fold(0.0, f64::max);
        let width = (frame.across.places[1] - frame.across.places[0]) / self.slots.len().max(1) as f64;
        let every = ((widest + look.em(0.6)) / width).ceil().max(1.0) as usize;
        // Half a first day has no room of its own.
        let first = self
            .slots
            .first()
            .is_some_and(|slot| frame.across.at(slot.to) - frame.across.at(slot.from) < widest);
        let shown = self.slots.iter().skip(usize::from(first)).step_by(every);
        for slot in shown {
            let x = frame.across.at(f64::midpoint(slot.from, slot.to));
            let half = look.room(&slot.name[0]) / 2.0;
            if x + half > look.width {
                continue;
            }
            for (row, name) in slot.name.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
                svg.text((x, frame.below.places[0] + look.em(1.65 + 1.35 * row as f64)), name, "m c");
            }
        }
    }
}
