//! What sentences about problems are made of: title, label and way out; numbers and names as a scenario writes them.

/// The words for one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is wrong, in one sentence without a full stop.
    pub title: String,
    /// A few words to stand beside the underlined text; may be empty.
    pub label: String,
    /// The way out.
    pub help: Option<String>,
}

impl Words {
    pub(super) fn new(title: impl Into<String>, label: impl Into<String>, help: impl Into<String>) -> Words {
        let help = Some(help.into()).filter(|help: &String| !help.is_empty());
        Words { title: title.into(), label: label.into(), help }
    }
}

/// So many per cent as a part of one, with the digits that were typed: of 1.4 per cent `0.014`.
pub(super) fn per_cent(typed: f64) -> String {
    number(format!("{typed}e-2").parse().unwrap_or(typed / 100.0))
}

/// A number as it is written in a scenario: `200_000`.
pub(super) fn number(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-4..1e15).contains(&size) {
        return format!("{number:e}");
    }
    let digits = format!("{number}");
    if number < 1e4 || digits.contains('.') {
        return digits;
    }
    let count = digits.len();
    let separated = |(index, digit): (usize, char)| {
        let thousand = index > 0 && (count - index).is_multiple_of(3);
        thousand.then_some('_').into_iter().chain(std::iter::once(digit))
    };
    digits.chars().enumerate().flat_map(separated).collect()
}

/// A day as a scenario has it: `2026-03-05`.
pub(super) fn day([year, month, day]: [i32; 3]) -> String {
    format!("{year}-{month:02}-{day:02}")
}

/// Columns for a list of names; the renderer puts a margin in front.
const WIDTH: usize = 64;

/// Names in code style behind a few words, broken into lines.
pub(super) fn quoted_in_lines(words: &str, names: &[String]) -> String {
    let mut out = words.to_owned();
    let columns = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut column = columns(words);
    for (index, name) in names.iter().enumerate() {
        let width = columns(name) + 4;
        if index > 0 {
            let breaks = column + width > WIDTH;
            out.push_str(if breaks { ",\n" } else { ", " });
            column = if breaks { 0 } else { column };
        }
        column += width;
        out.push_str(&format!("`{name}`"));
    }
    out
}

/// The same in Chinese; behind a name may stand what it is called.
pub(super) fn listed_in_lines(
    words: &str,
    names: &[String],
    called: impl Fn(&str) -> Option<String>,
) -> String {
    let mut out = words.to_owned();
    let columns = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut column = columns(words);
    for (index, name) in names.iter().enumerate() {
        let told = called(name).map_or_else(|| format!("`{name}`"), |called| format!("`{name}`（{called}）"));
        let width = columns(&told) + 2;
        if index > 0 {
            let breaks = column + width > WIDTH;
            out.push_str(if breaks { "、\n" } else { "、" });
            column = if breaks { 0 } else { column };
        }
        column += width;
        out.push_str(&told);
    }
    out
}

/// Whether leaving the key out means that there is no limit.
pub(super) fn may_be_left_out(key: &str) -> bool {
    matches!(key, "market" | "budget" | "limit" | "stock" | "cap" | "total" | "per_hour")
}

/// The same in Chinese.
pub(super) fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、")
}

/// Names in code style.
pub(super) fn quoted_static(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::per_cent;

    #[test]
    fn a_part_has_the_digits_of_its_per_cent() {
        assert_eq!([1.4, 7.0, 35.0, 0.3].map(per_cent), ["0.014", "0.07", "0.35", "0.003"]);
    }
}
