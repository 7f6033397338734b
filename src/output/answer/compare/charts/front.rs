//! Cost against users: every design a point with the range of single campaigns, and those that no other beats.

use super::caption::caption;
use crate::metrics::{Metric, Unit};
use crate::output::format::chart::Chart;
use crate::output::format::chart::axes::{Axes, Axis, Entry, Plane, legend, place};
use crate::output::format::chart::font;
use crate::output::format::chart::picture::{
    Area, Caption, Drawn, Face, MARGIN, SIZE, circle, colour, dashes, line, svg, text,
};
use crate::scenario::Quantity;
use crate::stats::Summary;
use crate::study::compare::{Comparison, letter};
use crate::words::range::quantiles;
use crate::words::{Lang, chart, compare as words, number};
use plotters::style::RGBColor;
use std::ops::Range;

/// The entry in the list.
pub(super) const CHART: Chart<Comparison> = Chart {
    name: "front",
    caption: |comparison, lang| caption(&words::FRONT, comparison, lang),
    draw: |comparison, lang, caption| Front::new(comparison, lang)?.svg(caption),
};

const LABEL: f64 = 16.0;
/// Words stand at most so many lines away from their point, and within the plane.
const FAR: u32 = 5;
const TOP: f64 = 146.0;
const BOTTOM: f64 = 92.0;
/// Radius of a point.
const RADIUS: f64 = 7.0;
/// The axes begin at nought unless the points would then fill less than this part of them.
const FILL: f64 = 0.4;

/// What is drawn.
struct Front<'a> {
    comparison: &'a Comparison,
    lang: Lang,
    /// Cost and users by design.
    points: Vec<(Summary, Summary)>,
}

impl<'a> Front<'a> {
    /// The chart; none where a design has no mean or all cost nothing and bring nobody.
    fn new(comparison: &'a Comparison, lang: Lang) -> Option<Front<'a>> {
        let (cost, users) =
            (comparison.metric(Metric::CostWithOwed)?, comparison.metric(Metric::AddedUsers)?);
        let points: Vec<(Summary, Summary)> =
            cost.values.iter().copied().zip(users.values.iter().copied()).collect();
        let is_told = |(cost, users): &(Summary, Summary)| cost.mean.is_finite() && users.mean.is_finite();
        let spreads =
            points.iter().any(|(cost, _)| cost.max > 0.0) && points.iter().any(|(_, users)| users.max > 0.0);
        (points.iter().all(is_told) && spreads).then_some(Front { comparison, lang, points })
    }

    /// The picture.
    fn svg(&self, caption: &Caption) -> Option<String> {
        svg(caption, |area| self.draw(area))
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        let [cost, users, _] = words::axes(self.lang);
        let currency = self.comparison.currency();
        let x = Axis::new(
            range(self.points.iter().map(|point| &point.0)),
            Unit::Money,
            currency,
            cost,
            self.lang,
        );
        let y = Axis::new(
            range(self.points.iter().map(|point| &point.1)),
            Unit::Count,
            currency,
            users,
            self.lang,
        );
        let (across, up) = (x.range().clone(), y.range().clone());
        let axes = Axes::new(x, y, MARGIN);
        let plane = axes.plane(area)?;
        axes.draw_grid(area, &plane)?;
        axes.draw(area, &plane)?;
        let benchmark = self.benchmark_line(&plane, &across, &up);
        if let Some((benchmark, ends)) = benchmark {
            self.draw_benchmark(area, benchmark, ends)?;
        }
        self.draw_ranges(area, &plane)?;
        let front = self.steps(&plane);
        for pair in front.windows(2) {
            line(area, pair[0], pair[1], colour::BLUE, 1.5)?;
        }
        let ends = benchmark.iter().map(|(_, ends)| *ends);
        let lines: Vec<Frame> =
            front.windows(2).map(|pair| [pair[0], pair[1]]).chain(ends).flat_map(along).collect();
        self.draw_points(area, &plane, &lines)?;
        legend(area, &self.legend())
    }

    /// What a user costs elsewhere, where all designs say the same, and from where to where the line runs of as many users as the
    /// same money buys there.
    fn benchmark_line(
        &self,
        plane: &Plane<'_>,
        across: &Range<f64>,
        up: &Range<f64>,
    ) -> Option<(f64, [(f64, f64); 2])> {
        let benchmarks = self
            .comparison
            .designs
            .iter()
            .map(|design| design.scenario.benchmark_cac.as_ref().map_or(f64::NAN, Quantity::typical));
        let benchmarks: Vec<f64> = benchmarks.collect();
        let benchmark = benchmarks[0];
        if benchmarks.iter().any(|other| *other != benchmark) || benchmark <= 0.0 {
            return None;
        }
        let (from, to) = (across.start.max(up.start * benchmark), across.end.min(up.end * benchmark));
        let ends = [from, to].map(|cost| place(plane, (cost, cost / benchmark)));
        (from < to).then_some((benchmark, ends))
    }

    fn draw_benchmark(&self, area: &Area<'_>, benchmark: f64, [start, end]: [(f64, f64); 2]) -> Drawn {
        dashes(area, start, end, colour::GREY)?;
        let words = chart::elsewhere(
            &number::short_money(benchmark, self.comparison.currency(), self.lang),
            self.lang,
        );
        // Below the line, which rises to the right: as far as it has fallen where the words begin.
        let room = font::width(&words, LABEL) + 8.0;
        let fall = room * (start.1 - end.1) / (end.0 - start.0);
        text(area, &words, (end.0 - room, end.1 + fall + 14.0), Face::new(LABEL, colour::GREY))
    }

    fn draw_ranges(&self, area: &Area<'_>, plane: &Plane<'_>) -> Drawn {
        for (design, (cost, users)) in self.points.iter().enumerate() {
            let ink = colour::tint(self.ink(design), 0.45);
            let ([left, .., right], [low, .., high]) = (quantiles(cost), quantiles(users));
            line(area, place(plane, (left, users.mean)), place(plane, (right, users.mean)), ink, 2.0)?;
            line(area, place(plane, (cost.mean, low)), place(plane, (cost.mean, high)), ink, 2.0)?;
        }
        Ok(())
    }

    /// Along the front, in steps: so many users can be had for so much money.
    fn steps(&self, plane: &Plane<'_>) -> Vec<(f64, f64)> {
        let mut front: Vec<(f64, f64)> = self
            .points
            .iter()
            .zip(&self.comparison.dominance)
            .filter(|(_, dominance)| dominance.on_front)
            .map(|((cost, users), _)| (cost.mean, users.mean))
            .collect();
        front.sort_by(|one, other| one.0.total_cmp(&other.0));
        let steps = front.windows(2).flat_map(|pair| [pair[0], (pair[1].0, pair[0].1)]);
        steps.chain(front.last().copied()).map(|at| place(plane, at)).collect()
    }

    fn draw_points(&self, area: &Area<'_>, plane: &Plane<'_>, lines: &[Frame]) -> Drawn {
        let left = place(plane, (plane.x_range().start, 0.0)).0;
        let places: Vec<(f64, f64)> =
            self.points.iter().map(|(cost, users)| place(plane, (cost.mean, users.mean))).collect();
        let mut taken: Vec<Frame> = places.iter().map(|at| Frame::around(*at)).collect();
        for (design, at) in places.iter().enumerate() {
            circle(area, *at, RADIUS, self.ink(design))?;
            let (letter, name) = (letter(design), &self.comparison.designs[design].name);
            // The whole name where there is room for it, else as much of its end as there is, else the letter alone.
            let wordings =
                [280.0, 140.0].map(|room| format!("{letter}  {}", font::cut_start(name, LABEL, room)));
            let wordings: Vec<String> = wordings.into_iter().chain([letter.to_string()]).collect();
            let clear = [taken.as_slice(), lines].concat();
            // Where no line goes through it, if there is such a place.
            let found = [&clear, &taken].into_iter().find_map(|taken| {
                wordings.iter().find_map(|words| {
                    let frame = free_place(*at, font::width(words, LABEL), left, taken)?;
                    Some((words.clone(), frame))
                })
            });
            let Some((name, frame)) = found else { continue };
            text(
                area,
                &name,
                (frame.left, f64::midpoint(frame.top, frame.bottom)),
                Face::new(LABEL, colour::INK),
            )?;
            taken.push(frame);
        }
        Ok(())
    }

    fn ink(&self, design: usize) -> RGBColor {
        let front = self.comparison.dominance.get(design).is_some_and(|dominance| dominance.on_front);
        if front { colour::BLUE } else { colour::VERMILLION }
    }

    fn legend(&self) -> Vec<Entry> {
        let [front, beaten, ranges] = words::front_legend(self.lang);
        let entry =
            |colour: RGBColor, height: f64, words: &str| Entry { colour, height, words: words.to_owned() };
        let mut entries = vec![entry(colour::BLUE, 10.0, front)];
        if self.comparison.dominance.iter().any(|dominance| !dominance.on_front) {
            entries.push(entry(colour::VERMILLION, 10.0, beaten));
        }
        entries.push(entry(colour::tint(colour::GREY, 0.6), 3.0, ranges));
        entries
    }
}

/// From nought, or from a little below the least where nought is far away, to a little above the largest.
pub(in crate::output::answer::compare) fn range<'a>(
    summaries: impl Iterator<Item = &'a Summary>,
) -> Range<f64> {
    let ends = summaries.map(|summary| {
        let [low, .., high] = quantiles(summary);
        (low.min(summary.mean), high.max(summary.mean))
    });
    let (low, high) =
        ends.fold((f64::INFINITY, 0.0), |(low, high), end| (f64::min(low, end.0), f64::max(high, end.1)));
    let high = if high > 0.0 { high } else { 1.0 };
    let start = if high - low < FILL * high { (low - 0.25 * (high - low)).max(0.0) } else { 0.0 };
    let room = 0.08 * (high - start);
    start..high + if room > 0.0 { room } else { 1.0 }
}

/// A rectangle that something takes, in pixels.
#[derive(Clone, Copy)]
struct Frame {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Frame {
    fn around((x, y): (f64, f64)) -> Frame {
        Frame { left: x - RADIUS, right: x + RADIUS, top: y - RADIUS, bottom: y + RADIUS }
    }

    fn meets(&self, other: &Frame) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// What a line takes, bit by bit.
fn along([from, to]: [(f64, f64); 2]) -> impl Iterator<Item = Frame> {
    const BITS: u32 = 80;
    (0..BITS).map(move |bit| {
        let at = |part: u32| {
            let part = f64::from(part) / f64::from(BITS);
            (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
        };
        let ((x, y), (right, below)) = (at(bit), at(bit + 1));
        let [left, right] = [x.min(right) - 1.0, x.max(right) + 1.0];
        let [top, bottom] = [y.min(below) - 1.0, y.max(below) + 1.0];
        Frame { left, right, top, bottom }
    })
}

/// A place for words of this width near a point, right of the numbers of the axis: of those beside, above and below it the
/// first that is free and on the sheet.
fn free_place((x, y): (f64, f64), width: f64, begin: f64, taken: &[Frame]) -> Option<Frame> {
    let frame = |left: f64, middle: f64| Frame {
        left,
        right: left + width,
        top: middle - LABEL * 0.6,
        bottom: middle + LABEL * 0.6,
    };
    let (right, left) = (x + RADIUS + 8.0, x - RADIUS - 8.0 - width);
    let (above, below) = (y - RADIUS - 12.0, y + RADIUS + 12.0);
    // A little off the lines through the point, which show its range; then farther and farther from it.
    let mut places = (0..FAR).flat_map(|far| {
        let off = LABEL * 1.4 * f64::from(far);
        [(right, above - off), (left, above - off), (right, below + off), (left, below + off)]
    });
    let on_sheet = |frame: &Frame| {
        let across = frame.left >= begin && frame.right <= f64::from(SIZE.0) - MARGIN;
        across && frame.top >= TOP && frame.bottom <= f64::from(SIZE.1) - BOTTOM
    };
    let free = |frame: &Frame| on_sheet(frame) && !taken.iter().any(|other| other.meets(frame));
    places.by_ref().map(|(left, middle)| frame(left, middle)).find(free)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_give_way() {
        let point = (600.0, 300.0);
        let first = free_place(point, 100.0, 90.0, &[]).unwrap();
        let second = free_place(point, 100.0, 90.0, &[first]).unwrap();
        assert!(!first.meets(&second));
        assert!(free_place((1_220.0, 300.0), 100.0, 90.0, &[]).unwrap().right <= 1_232.0);
        assert!(free_place((120.0, 300.0), 100.0, 90.0, &[]).unwrap().left >= 90.0);
        // A line goes beside them where there is room.
        let across: Vec<Frame> = along([(500.0, 300.0), (700.0, 280.0)]).collect();
        let beside = free_place(point, 100.0, 90.0, &across).unwrap();
        assert!(!across.iter().any(|bit| bit.meets(&beside)) && across.iter().any(|bit| bit.meets(&first)));
        // Eight designs at one place have a name each, and none hides another.
        let mut taken = vec![Frame::around(point)];
        for _ in 0..8 {
            taken.push(free_place(point, 280.0, 90.0, &taken).unwrap());
        }
        let met = |one: usize| taken[..one].iter().any(|other| other.meets(&taken[one]));
        assert!(!(1..taken.len()).any(met));
    }

    #[test]
    fn axes_begin_at_nought_where_that_costs_little() {
        let summary = |low: f64, high: f64| Summary {
            n: 100,
            mean: f64::midpoint(low, high),
            quantiles: [low, low, low, high, high],
            ..Summary::EMPTY
        };
        assert_eq!(range([summary(300.0, 600.0)].iter()).start, 0.0);
        assert!(range([summary(900.0, 1_000.0)].iter()).start > 800.0);
        assert!(range([summary(0.0, 0.0)].iter()).end > 0.0);
    }
}
