//! Two numbers that are varied against each other: a field of cells, the darker the better.

use super::svg::place;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// A field of cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Map {
    pub(in crate::output) title: String,
    pub(in crate::output) about: String,
    /// What it shows, for those who cannot see it.
    pub(in crate::output) told: String,
    /// What is varied: upwards, to the right.
    pub(in crate::output) keys: [String; 2],
    /// Its values, from the top, from the left.
    pub(in crate::output) rows: Vec<String>,
    pub(in crate::output) columns: Vec<String>,
    /// By row, then column: how good it is, from 0 to [`SHADES`] - 1; nothing where it is not defined.
    pub(in crate::output) shades: Vec<Option<u8>>,
    /// The same in numbers.
    pub(in crate::output) values: Vec<String>,
    /// The best cell.
    pub(in crate::output) best: Option<usize>,
    /// Least and best, as told.
    pub(in crate::output) ends: [String; 2],
    /// What is read while nothing is pointed at.
    pub(in crate::output) rest: String,
}

/// How many shades there are.
pub(in crate::output) const SHADES: usize = 10;

/// Size of the field in its own units.
pub(in crate::output::format::document) const SIZE: (f64, f64) = (800.0, 440.0);

/// So many columns have their names and numbers on every screen, so many on a wide one; more have no room for them.
const FEW: usize = 5;
const SOME: usize = 12;
/// Letters for which cells have room.
const LETTERS: usize = 6;
/// From this shade on numbers are light on dark; in the dark scheme the other way round.
const DEEP: u8 = 7;

/// Where the columns of a map have room for what they are and hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::output::format::document) enum Room {
    Everywhere,
    OnWideScreens,
    Nowhere,
}

impl Map {
    /// Where numbers stand in the cells.
    pub(in crate::output::format::document) fn room(&self) -> Room {
        let letters = |words: &[String]| words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        let fits = letters(&self.values).max(letters(&self.columns)) <= LETTERS && self.rows.len() <= SOME;
        match self.columns.len() {
            columns if columns <= FEW && fits => Room::Everywhere,
            columns if columns <= SOME && fits => Room::OnWideScreens,
            _ => Room::Nowhere,
        }
    }

    /// Whether the number of a cell is light on dark.
    pub(in crate::output::format::document) fn is_deep(&self, cell: usize) -> bool {
        self.shades.get(cell).copied().flatten().is_some_and(|shade| shade >= DEEP)
    }

    /// The shapes of the field, as wide as 800 and as high as 440, without letters: it may be stretched. Cells of a shade
    /// are one shape, and neighbours of a row one rectangle.
    pub(in crate::output) fn draw(&self) -> String {
        let (width, height) = (SIZE.0 / self.columns.len() as f64, SIZE.1 / self.rows.len() as f64);
        let mut ways = vec![String::new(); SHADES];
        for (row, shades) in self.shades.chunks(self.columns.len()).enumerate() {
            let mut column = 0;
            while column < shades.len() {
                let run = shades[column..].iter().take_while(|shade| **shade == shades[column]).count();
                if let Some(shade) = shades[column] {
                    let [x, y] = [column as f64 * width, row as f64 * height].map(place);
                    let [wide, high] = [run as f64 * width, height].map(|size| place(size + 0.1));
                    let _ =
                        write!(ways[usize::from(shade).min(SHADES - 1)], "M{x} {y}h{wide}v{high}h-{wide}z");
                }
                column += run;
            }
        }
        let mut svg = super::Svg::default();
        for (shade, way) in ways.iter().enumerate().filter(|(_, way)| !way.is_empty()) {
            svg.way(way, &format!("s{shade}"));
        }
        // Where numbers are shown, the best of them has a ring of its own.
        let class = match self.room() {
            Room::Everywhere => None,
            Room::OnWideScreens => Some("bst narrow"),
            Room::Nowhere => Some("bst"),
        };
        if let Some((best, class)) = self.best.zip(class) {
            let (row, column) = (best / self.columns.len(), best % self.columns.len());
            let at = ((column as f64 + 0.5) * width, (row as f64 + 0.5) * height);
            svg.circle(at, (width.min(height) * 0.3).clamp(3.0, 9.0), class);
        }
        svg.shapes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_shade_are_one_shape() {
        let map = Map {
            title: String::new(),
            about: String::new(),
            told: String::new(),
            keys: [String::new(), String::new()],
            rows: vec!["1".to_owned(), "2".to_owned()],
            columns: vec!["a long name".to_owned(), "b".to_owned()],
            shades: vec![Some(3), Some(3), None, Some(9)],
            values: Vec::new(),
            best: Some(3),
            ends: [String::new(), String::new()],
            rest: String::new(),
        };
        assert_eq!(
            map.draw(),
            "<path d=\"M0 0h800.1v220.1h-800.1z\" class=\"s3\"/>\
             <path d=\"M400 220h400.1v220.1h-400.1z\" class=\"s9\"/>\
             <circle cx=\"600\" cy=\"330\" r=\"9\" class=\"bst\"/>"
        );
    }
}
