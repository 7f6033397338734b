//! The font of the charts: how wide text is, and the font itself for PNG.
//!
//! SVG text stays text: whoever opens the file sees it in Noto Sans SC or in the Chinese font of their computer.

use crate::output::format::visible::visible;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// CSS font families, best first.
pub(in crate::output) const FAMILIES: &str =
    "Noto Sans SC, PingFang SC, Microsoft YaHei, Source Han Sans SC, sans-serif";

/// Noto Sans SC Regular: Latin, punctuation, full width and the 3,755 characters of GB 2312 level 1; see
/// `font/README.md`. A character that it lacks appears in PNG as an empty box.
#[cfg(feature = "png")]
pub(in crate::output) static NOTO_SANS_SC: &[u8] = include_bytes!("../font/NotoSansSC-Regular-subset.ttf");

/// Widths of the characters from space to `~` in thousandths of the font size, from the font's `hmtx` table.
#[rustfmt::skip]
const ASCII: [u16; 95] = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392,
    555, 555, 555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474,
    946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742,
    633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559,
    606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606,
    620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
];

/// Width of `text` at this font size.
pub(in crate::output) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(thousandths).sum::<f64>() * size / 1000.0
}

fn thousandths(c: char) -> f64 {
    match c {
        ' '..='~' => f64::from(ASCII[c as usize - 0x20]),
        '¥' | '€' | '£' => 555.0,
        '–' => 536.0,
        'À'..='ž' => 600.0,
        _ => 1000.0,
    }
}

/// `text`, made visible and cut with an ellipsis where it is wider than `room`.
pub(in crate::output) fn cut(text: &str, size: f64, room: f64) -> String {
    let text = visible(text);
    if width(&text, size) <= room {
        return text.into_owned();
    }
    let kept: String = fitting(text.chars(), size, room).into_iter().collect();
    kept.trim_end().to_owned() + "…"
}

/// `text`, made visible and cut at its beginning with an ellipsis where it is wider than `room`: of what differs at its end.
pub(in crate::output) fn cut_start(text: &str, size: f64, room: f64) -> String {
    let text = visible(text);
    if width(&text, size) <= room {
        return text.into_owned();
    }
    let kept: String = fitting(text.chars().rev(), size, room).into_iter().rev().collect();
    format!("…{}", kept.trim_start())
}

/// The first of these characters, as many as leave room for an ellipsis.
fn fitting(characters: impl Iterator<Item = char>, size: f64, room: f64) -> Vec<char> {
    let room = room - width("…", size);
    let mut used = 0.0;
    let fits = |c: &char| {
        used += thousandths(*c) * size / 1000.0;
        used <= room
    };
    characters.take_while(fits).collect()
}

/// The characters of the font, by which PNG is drawn, as ranges in rising order.
static CHARACTERS: LazyLock<Vec<[u32; 2]>> = LazyLock::new(|| {
    let ends = |line: &str| {
        let (from, to) = line.strip_prefix("U+")?.split_once('-').unwrap_or((&line[2..], &line[2..]));
        Some([u32::from_str_radix(from, 16).ok()?, u32::from_str_radix(to, 16).ok()?])
    };
    include_str!("../font/characters.txt").lines().filter_map(ends).collect()
});

/// The characters of a text that PNG shows as an empty box, each once; SVG has them from the fonts of whoever looks at it.
pub(in crate::output) fn missing(text: &str) -> BTreeSet<char> {
    let is_drawn = |c: char| {
        let code = u32::from(c);
        let after = CHARACTERS.partition_point(|[from, _]| *from <= code);
        after > 0 && code <= CHARACTERS[after - 1][1]
    };
    // Those that join others or choose their look are not seen themselves.
    let is_seen =
        |c: char| !c.is_control() && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    text.chars().filter(|c| is_seen(*c) && !is_drawn(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_is_as_wide_as_it_is_high() {
        assert_eq!(width("考研", 20.0), 40.0);
        assert_eq!(width("00", 10.0), 11.1);
    }

    #[test]
    fn what_differs_at_its_end_is_cut_at_its_beginning() {
        assert_eq!(cut_start("考研资料海报", 10.0, 40.0), "…料海报");
        assert_eq!(cut_start("考研", 10.0, 40.0), "考研");
        assert_eq!(cut_start("ab b", 10.0, 17.0), "…b");
    }

    #[test]
    fn what_the_font_lacks_is_known() {
        assert_eq!(missing("Kfactor 裂变 ¥3 → “ü”\n"), BTreeSet::new());
        assert_eq!(missing("🎁 薹體 👨\u{200d}👩\u{fe0f}").into_iter().collect::<String>(), "薹體🎁👨👩");
    }

    #[test]
    fn what_is_too_wide_is_cut() {
        assert_eq!(cut("考研资料海报", 10.0, 40.0), "考研资…");
        assert_eq!(cut("考研", 10.0, 40.0), "考研");
        assert_eq!(cut("a\u{7}b", 10.0, 40.0), "a␇b");
    }
}
