//! Which moments of a course have a row of their own.

use crate::words::number;

/// Rows at most.
const ROWS: usize = 8;

/// Moments to be shown (indices of `days`), the last included: whole days where there are enough of them.
pub(in crate::output) fn rows(days: &[f64], length: f64) -> Vec<usize> {
    let all = 0..days.len();
    let is_told = |index: &usize| number::is_whole(days[*index]) || index + 1 == days.len();
    let whole: Vec<usize> = all.clone().filter(is_told).collect();
    let shown = if number::told_in_hours(length) || whole.len() < 3 { all.collect() } else { whole };
    spaced(shown.len(), ROWS).into_iter().map(|row| shown[row]).collect()
}

/// At most `rows` indices below `len`, evenly spaced, the last included.
fn spaced(len: usize, rows: usize) -> Vec<usize> {
    let rows = rows.min(len);
    (1..=rows).map(|row| row * len / rows - 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole_days_where_there_are_enough() {
        let days = |count: u32| -> Vec<f64> { (0..count).map(|step| f64::from(step + 1) / 4.0).collect() };
        assert_eq!(rows(&days(22), 5.5), [3, 7, 11, 15, 19, 21]);
        assert_eq!(rows(&days(4), 1.0), [0, 1, 2, 3]);
    }

    #[test]
    fn rows_end_with_the_last_point() {
        assert_eq!(spaced(14, 8), [0, 2, 4, 6, 7, 9, 11, 13]);
        assert_eq!(spaced(3, 8), [0, 1, 2]);
        assert!(spaced(0, 8).is_empty());
    }
}
