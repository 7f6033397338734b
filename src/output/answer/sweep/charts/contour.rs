//! Contour lines on a grid of values (marching squares).

/// A point of the plane: (column, row), fractional.
pub(super) type Spot = (f64, f64);

/// The pieces of the line where `values` (row by row, `columns` each) pass `level`, by linear interpolation between
/// neighbours. Where a value is undefined there is no line.
pub(super) fn contour(values: &[f64], columns: usize, level: f64) -> Vec<(Spot, Spot)> {
    let rows = values.len() / columns.max(1);
    let mut pieces = Vec::new();
    for row in 0..rows.saturating_sub(1) {
        for column in 0..columns.saturating_sub(1) {
            let corner = |(right, up): (usize, usize)| values[(row + up) * columns + column + right];
            let corners = CORNERS.map(corner);
            if corners.iter().any(|value| value.is_nan()) {
                continue;
            }
            let spot = |(right, up): (usize, usize)| ((column + right) as f64, (row + up) as f64);
            let spots: Vec<Spot> = (0..4)
                .filter_map(|side| {
                    let next = (side + 1) % 4;
                    crossing(corners[side], corners[next], level)
                        .map(|part| between(spot(CORNERS[side]), spot(CORNERS[next]), part))
                })
                .collect();
            pieces.extend(joined(&spots, corners, level));
        }
    }
    pieces
}

/// The corners of a cell, around.
const CORNERS: [(usize, usize); 4] = [(0, 0), (1, 0), (1, 1), (0, 1)];

/// Where between two values the level is passed; it belongs to what is above.
fn crossing(from: f64, to: f64, level: f64) -> Option<f64> {
    ((from >= level) != (to >= level)).then(|| (level - from) / (to - from))
}

fn between(from: Spot, to: Spot, part: f64) -> Spot {
    (from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1))
}

/// Two sides are joined by one piece. On a saddle, where all four are crossed, the mean of the corners tells which two
/// belong together.
fn joined(spots: &[Spot], corners: [f64; 4], level: f64) -> Vec<(Spot, Spot)> {
    match spots {
        [a, b] => vec![(*a, *b)],
        [a, b, c, d] => {
            let middle_is_above = corners.iter().sum::<f64>() / 4.0 >= level;
            if middle_is_above == (corners[0] >= level) {
                vec![(*a, *b), (*c, *d)]
            } else {
                vec![(*d, *a), (*b, *c)]
            }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_is_crossed_by_a_straight_line() {
        let values: Vec<f64> = (0..12).map(|index| f64::from(index % 4)).collect();
        let pieces = contour(&values, 4, 1.25);
        assert_eq!(pieces.len(), 2);
        for (from, to) in pieces {
            assert_eq!((from.0, to.0), (1.25, 1.25));
            assert_eq!((from.1 - to.1).abs(), 1.0);
        }
    }

    #[test]
    fn a_hill_is_surrounded() {
        let values = [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
        let pieces = contour(&values, 3, 0.5);
        assert_eq!(pieces.len(), 4);
        // Every end of a piece is the end of another.
        let ends: Vec<Spot> = pieces.iter().flat_map(|(a, b)| [*a, *b]).collect();
        assert!(ends.iter().all(|end| ends.iter().filter(|other| *other == end).count() == 2));
    }

    #[test]
    fn a_saddle_is_split_by_its_middle() {
        let low = contour(&[1.0, 0.0, 0.0, 1.0], 2, 0.6);
        assert_eq!(low.len(), 2);
        // Below the level in the middle: each high corner is cut off by itself.
        assert!(low.iter().any(|(a, b)| a.0 + a.1 < 0.9 && b.0 + b.1 < 0.9));
        let high = contour(&[1.0, 0.0, 0.0, 1.0], 2, 0.4);
        assert!(high.iter().any(|(a, b)| a.0 > 0.5 && b.0 > 0.5 && a.1 < 0.5 && b.1 < 0.5));
    }

    #[test]
    fn what_is_undefined_or_flat_has_no_line() {
        assert!(contour(&[1.0; 9], 3, 1.0).is_empty());
        assert!(contour(&[f64::NAN, 0.0, 2.0, 2.0], 2, 1.0).is_empty());
        assert!(contour(&[0.0, 2.0], 2, 1.0).is_empty());
        assert!(contour(&[], 0, 1.0).is_empty());
    }
}
