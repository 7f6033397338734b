//! How a number is spread over the runs: a bar for every stretch of values, as high as many runs came out there, and lines to
//! hold them against.

use super::axis::draw_beneath;
use super::scale::{Scale, Tick};
use super::svg::{Look, Svg};
use serde::{Deserialize, Serialize};

/// A chart of bars over the values of a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Bins {
    pub(in crate::output) title: String,
    /// How to read it.
    pub(in crate::output) about: String,
    /// What it shows, for those who cannot see it.
    pub(in crate::output) told: String,
    /// From the least value to the largest; each bar begins where the one before ends.
    pub(in crate::output) bars: Vec<Bin>,
    /// Runs without a number, as a bar of their own, and what they are called.
    pub(in crate::output) apart: Option<(Bin, String)>,
    /// From where to where the values go.
    pub(in crate::output) range: [f64; 2],
    pub(in crate::output) ticks: Vec<Tick>,
    pub(in crate::output) marks: Vec<Mark>,
    /// What is read while nothing is pointed at.
    pub(in crate::output) rest: String,
}

/// A stretch of values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Bin {
    pub(in crate::output) from: f64,
    pub(in crate::output) to: f64,
    /// The part of the runs that came out there.
    pub(in crate::output) part: f64,
    /// Whether it is on the wrong side of what it is held against.
    pub(in crate::output) wrong: bool,
    /// Everything about it in a line.
    pub(in crate::output) told: String,
}

/// A line across the bars.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Mark {
    pub(in crate::output) value: f64,
    pub(in crate::output) words: String,
    /// Whether the bars are held against it.
    pub(in crate::output) held: bool,
}

impl Bins {
    /// The drawing, how high it is, and where the bars are.
    pub(in crate::output) fn draw(&self, look: Look) -> (Svg, f64, Vec<f64>) {
        let mut svg = Svg::default();
        let top = look.em(0.6) + self.marks.len() as f64 * look.em(1.7);
        let floor = top + (look.width * 0.17).max(look.em(8.0));
        let apart = self.apart.as_ref().map(|(_, name)| look.room(name));
        let right = look.width - apart.map_or(look.em(1.0), |room| room + look.em(1.6));
        let across = Scale { values: self.range, places: [look.em(1.0), right] };
        let apart_bars = self.apart.iter().map(|(bin, _)| bin);
        let most = self.bars.iter().chain(apart_bars).map(|bin| bin.part).fold(0.0, f64::max);
        let up = Scale { values: [0.0, most], places: [floor, top] };
        let mut middles = Vec::new();
        for bin in &self.bars {
            let [from, to] = [bin.from, bin.to].map(|value| across.at(value));
            draw_bar(&mut svg, [from, to], up, bin);
            middles.push(f64::midpoint(from, to));
        }
        if let Some(((bin, name), room)) = self.apart.as_ref().zip(apart) {
            let middle = look.width - room / 2.0;
            draw_bar(&mut svg, [middle - look.em(0.9), middle + look.em(0.9)], up, bin);
            svg.line((look.width - room, floor), (look.width, floor), "ax");
            svg.text((middle, floor + look.em(1.4)), name, "m c");
            middles.push(middle);
        }
        draw_beneath(&mut svg, look, across, floor, &self.ticks);
        self.draw_marks(&mut svg, look, across, floor);
        (svg, floor + look.em(2.0), middles)
    }

    /// The words of each line stand in a row of their own, on the side where there is room.
    fn draw_marks(&self, svg: &mut Svg, look: Look, across: Scale, floor: f64) {
        for (row, mark) in self.marks.iter().enumerate() {
            let (x, y) = (across.at(mark.value), look.em(1.2) + row as f64 * look.em(1.7));
            svg.line((x, y - look.em(0.9)), (x, floor), if mark.held { "lv" } else { "mo" });
            let (ink, gap) = (if mark.held { "w" } else { "mi" }, look.em(0.5));
            let room = look.room(&mark.words);
            if x - gap - room >= 0.0 && x + gap + room > look.width {
                svg.text((x - gap, y), &mark.words, &format!("{ink} e halo"));
            } else {
                // Where neither side has room they stand across the line.
                let from = (x + gap).min(look.width - room).max(0.0);
                svg.text((from, y), &mark.words, &format!("{ink} halo"));
            }
        }
    }
}

fn draw_bar(svg: &mut Svg, [from, to]: [f64; 2], up: Scale, bin: &Bin) {
    let gap = ((to - from) * 0.12).min(2.0);
    let (floor, high) = (up.places[0], up.places[0] - up.at(bin.part));
    // What happens at all is seen.
    let high = if bin.part > 0.0 { high.max(1.0) } else { 0.0 };
    let class = if bin.wrong { "dy wr" } else { "dy" };
    svg.rectangle((from + gap / 2.0, floor - high), ((to - from - gap).max(0.5), high), class);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bins(marks: Vec<Mark>) -> Bins {
        let bin = |place: u32| Bin {
            from: f64::from(place),
            to: f64::from(place) + 1.0,
            part: if place == 3 { 0.0 } else { 0.2 },
            wrong: place > 3,
            told: place.to_string(),
        };
        Bins {
            title: String::new(),
            about: String::new(),
            told: String::new(),
            bars: (0..6).map(bin).collect(),
            apart: Some((bin(6), "nobody added".to_owned())),
            range: [0.0, 6.0],
            ticks: (0..7).map(|at| Tick { value: f64::from(at), words: format!("¥{at}") }).collect(),
            marks,
            rest: String::new(),
        }
    }

    #[test]
    fn every_bar_can_be_pointed_at() {
        for look in [Look::NARROW, Look::WIDE] {
            let (svg, _, middles) = bins(Vec::new()).draw(look);
            let svg = svg.shapes();
            assert_eq!((middles.len(), svg.matches("\"dy").count(), svg.matches("dy wr").count()), (7, 7, 3));
            assert!(middles.is_sorted() && middles[6] < look.width);
        }
    }

    /// The words of a line stay on the picture, and two lines never share a row.
    #[test]
    fn words_of_lines_have_room() {
        let mark = |value: f64| Mark { value, words: "elsewhere ¥18".to_owned(), held: value > 5.0 };
        let bins = Bins { apart: None, ..bins(vec![mark(0.1), mark(5.9)]) };
        let svg = bins.draw(Look::NARROW).0.shapes();
        let rows: Vec<&str> = svg.split("<text ").filter(|text| text.contains("elsewhere")).collect();
        let at = |row: usize, y: &str, class: &str| {
            assert!(rows[row].contains(y) && rows[row].contains(class), "{rows:?}");
        };
        at(0, "y=\"15.6\"", "\"mi halo\"");
        at(1, "y=\"37.7\"", "\"w e halo\"");
        let words = "run in the middle ¥33,400,000".to_owned();
        let wide = Bins { apart: None, ..self::bins(vec![Mark { value: 3.0, words, held: true }]) };
        let svg = wide.draw(Look::NARROW).0.shapes();
        let at = svg.split_once("\" y=\"15.6\"").map(|(before, _)| before.rsplit("<text x=\"").next());
        let from: f64 = at.flatten().and_then(|x| x.parse().ok()).expect("a place");
        assert!((0.0..Look::NARROW.width / 2.0).contains(&from), "{svg}");
    }

    /// No number at either end is cut off by the edge.
    #[test]
    fn the_first_and_the_last_number_stay_on_the_picture() {
        let ticks = [0.0, 6.0].map(|value| Tick { value, words: "-¥29,700,000".to_owned() }).to_vec();
        let svg = Bins { apart: None, ticks, ..bins(Vec::new()) }.draw(Look::NARROW).0.shapes();
        let half = Look::NARROW.room("-¥29,700,000") / 2.0;
        let places: Vec<f64> = svg
            .match_indices("<text x=\"")
            .filter_map(|(at, begin)| svg[at + begin.len()..].split('"').next()?.parse().ok())
            .collect();
        let is_inside = |x: &f64| *x >= half - 0.1 && *x <= Look::NARROW.width - half + 0.1;
        assert!(places.len() == 2 && places.iter().all(is_inside), "{places:?}");
    }
}
