//! Bars of block characters, an eighth of a column fine.

/// Part blocks of one to seven eighths.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// A bar of `share` (0 to 1) of `columns` columns; what is above 0 is seen.
pub(in crate::output) fn bar(share: f64, columns: usize) -> String {
    if !share.is_finite() || share <= 0.0 {
        return String::new();
    }
    let eighths = ((share.min(1.0) * columns as f64 * 8.0).round() as usize).max(1);
    let mut text = "█".repeat(eighths / 8);
    text.extend((eighths % 8).checked_sub(1).map(|part| EIGHTHS[part]));
    text
}

/// The shade that follows a bar of `from` up to `to`, in whole columns.
pub(in crate::output) fn shade(from: f64, to: f64, columns: usize) -> String {
    let columns_of = |share: f64| (share.clamp(0.0, 1.0) * columns as f64).ceil() as usize;
    if from.is_finite() && to.is_finite() {
        "░".repeat(columns_of(to).saturating_sub(columns_of(from)))
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        assert_eq!(bar(0.5, 10), "█████");
        assert_eq!(bar(0.55, 10), "█████▌");
        assert_eq!(bar(0.0, 10), "");
        assert_eq!(bar(1e-9, 10), "▏");
        assert_eq!(bar(7.0, 2), "██");
        assert_eq!(bar(f64::NAN, 2), "");
    }

    #[test]
    fn the_shade_begins_where_the_bar_ends() {
        assert_eq!(shade(0.55, 0.8, 10), "░░");
        assert_eq!(shade(0.5, 0.5, 10), "");
    }
}
