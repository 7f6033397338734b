//! What is got against what is spent: every design a spot, those that no other beats joined.

use super::axis::draw_beneath;
use super::scale::{Scale, Tick};
use super::svg::{Look, Svg};
use serde::{Deserialize, Serialize};

/// A chart of spots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Spots {
    pub(in crate::output) title: String,
    pub(in crate::output) about: String,
    /// What it shows, for those who cannot see it.
    pub(in crate::output) told: String,
    /// What is spent.
    pub(in crate::output) across: Axis,
    /// What is got.
    pub(in crate::output) up: Axis,
    pub(in crate::output) spots: Vec<Spot>,
    /// A line from corner to corner to hold them against, as (across, up), and its words.
    pub(in crate::output) line: Option<([[f64; 2]; 2], String)>,
    /// What is read while nothing is pointed at.
    pub(in crate::output) rest: String,
}

/// A direction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Axis {
    pub(in crate::output) title: String,
    pub(in crate::output) range: [f64; 2],
    pub(in crate::output) ticks: Vec<Tick>,
}

/// A design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Spot {
    /// Across and up.
    pub(in crate::output) at: [f64; 2],
    /// A letter, or nothing for one of many.
    pub(in crate::output) letter: String,
    pub(in crate::output) name: String,
    /// Everything about it in a line.
    pub(in crate::output) told: String,
    /// Whether no other beats it.
    pub(in crate::output) front: bool,
}

/// Shapes that tell designs apart without colour.
const SHAPES: usize = 4;

impl Spots {
    /// The drawing, how high it is, and where the spots are.
    pub(in crate::output) fn draw(&self, look: Look) -> (Svg, f64, Vec<[f64; 2]>) {
        let mut svg = Svg::default();
        let widest = self.up.ticks.iter().map(|tick| look.room(&tick.words)).fold(0.0, f64::max);
        let (top, height) = (look.em(2.4), (look.width * 0.46).max(look.em(20.0)));
        let (left, floor) = (widest + look.em(0.8), top + height);
        let across = Scale { values: self.across.range, places: [left, look.width - look.em(1.0)] };
        let up = Scale { values: self.up.range, places: [floor, top] };
        self.draw_axes(&mut svg, look, across, up);
        let places: Vec<[f64; 2]> =
            self.spots.iter().map(|spot| [across.at(spot.at[0]), up.at(spot.at[1])]).collect();
        let line = self.draw_line(&mut svg, look, across, up, &places);
        let front = self.steps(&places);
        if front.len() > 1 {
            svg.path(front.iter().map(|at| (at[0], at[1])), "fro");
        }
        let many = self.spots.iter().filter(|spot| spot.letter.is_empty()).count();
        for (index, (spot, at)) in self.spots.iter().zip(&places).enumerate() {
            match spot.letter.is_empty() {
                true => svg.circle((at[0], at[1]), if many > 500 { 1.5 } else { 3.0 }, small(spot)),
                false => draw_shape(&mut svg, index, *at, look.em(0.5)),
            }
        }
        let mut lines: Vec<[[f64; 2]; 2]> = front.windows(2).map(|pair| [pair[0], pair[1]]).collect();
        lines.extend(self.line.iter().map(|(ends, _)| ends.map(|[x, y]| [across.at(x), up.at(y)])));
        let field = [left, top - look.em(1.0), look.width, floor];
        for (words, frame) in self.names(look, &places, field, line, &lines) {
            svg.text((frame[0], frame[3] - look.em(0.3)), &words, "k halo");
        }
        (svg, floor + look.em(3.4), places)
    }

    fn draw_axes(&self, svg: &mut Svg, look: Look, across: Scale, up: Scale) {
        let ([left, right], [floor, top]) = (across.places, up.places);
        for tick in &self.up.ticks {
            let y = up.at(tick.value);
            svg.line((left, y), (right, y), "gr");
            svg.text((left - look.em(0.5), y + look.em(0.35)), &tick.words, "m e");
        }
        draw_beneath(svg, look, across, floor, &self.across.ticks);
        svg.text((0.0, top - look.em(1.2)), &self.up.title, "m");
        svg.text((right, floor + look.em(2.9)), &self.across.title, "m e");
    }

    /// The line to hold spots against, and the frame of its words: as far right as they hide no spot.
    fn draw_line(
        &self,
        svg: &mut Svg,
        look: Look,
        across: Scale,
        up: Scale,
        places: &[[f64; 2]],
    ) -> Option<[f64; 4]> {
        let (ends, words) = self.line.as_ref()?;
        let [from, to] = ends.map(|[x, y]| (across.at(x), up.at(y)));
        svg.line(from, to, "lv");
        let (room, left, floor) = (look.room(words), across.places[0], up.places[0]);
        let slope = if to.0 > from.0 { (from.1 - to.1) / (to.0 - from.0) } else { 0.0 };
        let line = |x: f64| to.1 + slope * (to.0 - x);
        let frame = |x: f64, y: f64| [x, y - look.em(1.0), x + room, y + look.em(0.3)];
        // Below the line, as far as it has fallen where the words begin, or above it where they end.
        let around = |x: f64| [frame(x, line(x) + look.em(1.2)), frame(x, line(x + room) - look.em(0.5))];
        let spots = self.frames(look, places);
        let is_free = |frame: &[f64; 4]| {
            frame[1] > up.places[1] && frame[3] < floor && !spots.iter().any(|spot| overlap(frame, spot))
        };
        let first = (to.0 - room - look.em(0.4)).max(left);
        let along = (0..12).map(|place| first - 0.5 * room * f64::from(place)).take_while(|x| *x >= left);
        let free = along.flat_map(around).find(is_free);
        let found = free.or_else(|| Some(around(first)[0]).filter(|frame| frame[3] < floor))?;
        svg.text((found[0], found[3] - look.em(0.3)), words, "w halo");
        Some(found)
    }

    /// Those of the spots that have letters.
    fn frames(&self, look: Look, places: &[[f64; 2]]) -> Vec<[f64; 4]> {
        let half = look.em(0.6);
        let spots = self.spots.iter().zip(places).filter(|(spot, _)| !spot.letter.is_empty());
        spots.map(|(_, [x, y])| [x - half, y - half, x + half, y + half]).collect()
    }

    /// Along those that no other beats, in steps: so much is got for so much.
    fn steps(&self, places: &[[f64; 2]]) -> Vec<[f64; 2]> {
        let mut front: Vec<[f64; 2]> =
            self.spots.iter().zip(places).filter(|(spot, _)| spot.front).map(|(_, at)| *at).collect();
        front.sort_by(|one, other| one[0].total_cmp(&other[0]));
        let steps = front.windows(2).flat_map(|pair| [pair[0], [pair[1][0], pair[0][1]]]);
        steps.chain(front.last().copied()).collect()
    }

    /// Letters and names beside their spots with their frames, where they hide no other words and no line goes through them; a name
    /// that has no such place is a letter, and a letter may have a line behind it.
    fn names(
        &self,
        look: Look,
        places: &[[f64; 2]],
        [left, top, right, floor]: [f64; 4],
        line: Option<[f64; 4]>,
        lines: &[[[f64; 2]; 2]],
    ) -> Vec<(String, [f64; 4])> {
        let mut taken: Vec<[f64; 4]> = line.into_iter().collect();
        taken.extend(self.frames(look, places));
        let mut names = Vec::new();
        let spots = self.spots.iter().zip(places).filter(|(spot, _)| !spot.letter.is_empty());
        for (spot, at) in spots {
            let full = format!("{} {}", spot.letter, spot.name);
            let ways = [(full.as_str(), false), (spot.letter.as_str(), false), (spot.letter.as_str(), true)];
            let found = ways.into_iter().find_map(|(words, behind)| {
                let free = |frame: &[f64; 4]| {
                    let inside =
                        frame[0] >= left && frame[1] >= top && frame[2] <= right && frame[3] <= floor;
                    let is_crossed = || lines.iter().any(|line| crosses(frame, line));
                    inside && !taken.iter().any(|other| overlap(frame, other)) && (behind || !is_crossed())
                };
                let frames = around(*at, look.room(words), look);
                frames.into_iter().find(free).map(|frame| (words.to_owned(), frame))
            });
            if let Some((words, frame)) = found {
                taken.push(frame);
                names.push((words, frame));
            }
        }
        names
    }
}

/// Frames for words beside a spot, the best first: right, left, above, below, and in the corners between.
fn around([x, y]: [f64; 2], room: f64, look: Look) -> [[f64; 4]; 8] {
    let (off, near, high) = (look.em(0.9), look.em(0.55), look.em(1.3));
    let frame = |left: f64, top: f64| [left, top, left + room, top + high];
    let ([before, behind], [over, under]) = ([x - near - room, x + near], [y - near - high, y + near]);
    [
        frame(x + off, y - high / 2.0),
        frame(x - off - room, y - high / 2.0),
        frame(x - room / 2.0, y - off - high),
        frame(x - room / 2.0, y + off),
        frame(behind, over),
        frame(behind, under),
        frame(before, over),
        frame(before, under),
    ]
}

/// Whether a line goes through a frame.
fn crosses([left, top, right, floor]: &[f64; 4], [from, to]: &[[f64; 2]; 2]) -> bool {
    let (across, down) = (to[0] - from[0], to[1] - from[1]);
    // The part of the line that is inside of every edge (Liang and Barsky).
    let edges = [
        (-across, from[0] - left),
        (across, right - from[0]),
        (-down, from[1] - top),
        (down, floor - from[1]),
    ];
    let (mut enters, mut leaves) = (0.0f64, 1.0f64);
    for (towards, room) in edges {
        match towards {
            0.0 if room <= 0.0 => return false,
            0.0 => {}
            inwards if inwards < 0.0 => enters = enters.max(room / inwards),
            outwards => leaves = leaves.min(room / outwards),
        }
    }
    enters < leaves
}

fn overlap(one: &[f64; 4], other: &[f64; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

fn small(spot: &Spot) -> &'static str {
    if spot.front { "dot" } else { "pale" }
}

/// A circle, a square, a diamond, a triangle, each in its colour.
fn draw_shape(svg: &mut Svg, index: usize, [x, y]: [f64; 2], size: f64) {
    let class = format!("d{}", index % SHAPES);
    match index % SHAPES {
        0 => svg.circle((x, y), size, &class),
        1 => svg.rectangle((x - size * 0.9, y - size * 0.9), (size * 1.8, size * 1.8), &class),
        2 => svg.path(
            [(x, y - size * 1.2), (x + size * 1.2, y), (x, y + size * 1.2), (x - size * 1.2, y)].into_iter(),
            &class,
        ),
        _ => svg.path(
            [(x, y - size * 1.2), (x + size * 1.15, y + size), (x - size * 1.15, y + size)].into_iter(),
            &class,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These on axes from 0 to 10.
    fn of_ten(spots: Vec<Spot>, line: Option<([[f64; 2]; 2], String)>) -> Spots {
        let axis = || Axis { title: String::new(), range: [0.0, 10.0], ticks: Vec::new() };
        Spots {
            title: String::new(),
            about: String::new(),
            told: String::new(),
            across: axis(),
            up: axis(),
            spots,
            line,
            rest: String::new(),
        }
    }

    /// Of designs that lie near each other, and of many, no name hides another, and none that is told has a line through it.
    #[test]
    fn names_are_apart_from_each_other_and_from_lines() {
        for seed in 0..200u32 {
            let chance = |of: u32| f64::from((seed * 37 + of * 101 + of * of * 13) % 97) / 97.0;
            let spots: Vec<Spot> = (0..8)
                .map(|at| Spot {
                    at: [10.0 * chance(at), 10.0 * chance(at + 20)],
                    letter: char::from(b'A' + at as u8).to_string(),
                    name: "of a name".to_owned(),
                    told: String::new(),
                    front: at % 2 == 0,
                })
                .collect();
            let spots = of_ten(spots, None);
            for look in [Look::NARROW, Look::WIDE] {
                let places: Vec<[f64; 2]> = spots
                    .spots
                    .iter()
                    .map(|spot| [20.0 + spot.at[0] * (look.width - 40.0) / 10.0, 20.0 + spot.at[1] * 30.0])
                    .collect();
                let steps = spots.steps(&places);
                let lines: Vec<[[f64; 2]; 2]> = steps.windows(2).map(|pair| [pair[0], pair[1]]).collect();
                let names = spots.names(look, &places, [0.0, 0.0, look.width, 400.0], None, &lines);
                for (at, (words, frame)) in names.iter().enumerate() {
                    assert!(names[..at].iter().all(|(_, other)| !overlap(frame, other)), "{seed} {words}");
                    let is_crossed = lines.iter().any(|line| crosses(frame, line));
                    assert!(words.chars().count() == 1 || !is_crossed, "{seed} {words}");
                }
            }
        }
        assert!(crosses(&[0.0, 0.0, 4.0, 2.0], &[[-1.0, 1.0], [9.0, 1.0]]));
        assert!(crosses(&[0.0, 0.0, 4.0, 2.0], &[[1.0, 1.0], [1.0, 9.0]]));
        assert!(!crosses(&[0.0, 0.0, 4.0, 2.0], &[[-1.0, 3.0], [9.0, 3.0]]));
        assert!(!crosses(&[0.0, 0.0, 4.0, 2.0], &[[5.0, -9.0], [5.0, 9.0]]));
    }

    /// Wherever one design stands, the words of the line hide it on no screen.
    #[test]
    fn the_words_of_the_line_hide_no_design() {
        for look in [Look::NARROW, Look::WIDE] {
            let across = Scale { values: [0.0, 10.0], places: [40.0, look.width - 13.0] };
            let up = Scale { values: [0.0, 10.0], places: [400.0, 30.0] };
            for (x, y) in
                (0..=40).flat_map(|x| (0..=40).map(move |y| (f64::from(x) / 4.0, f64::from(y) / 4.0)))
            {
                let spot = Spot {
                    at: [x, y],
                    letter: "A".to_owned(),
                    name: String::new(),
                    told: String::new(),
                    front: true,
                };
                let line = ([[0.0, 0.0], [10.0, 6.0]], "elsewhere ¥20".to_owned());
                let spots = of_ten(vec![spot], Some(line));
                let places = [[across.at(x), up.at(y)]];
                let words = spots.draw_line(&mut Svg::default(), look, across, up, &places);
                let words = words.expect("there is room");
                assert!(!overlap(&words, &spots.frames(look, &places)[0]), "{x} {y}: {words:?}");
            }
        }
    }
}
