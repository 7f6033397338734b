//! Characters that look like those of YAML, and what YAML has instead.

/// Marks of the Chinese keyboard that look like those of YAML, and what to write instead.
const MARKS: [(char, &str); 16] = [
    ('：', ":"),
    ('，', ","),
    ('、', ","),
    ('｛', "{"),
    ('｝', "}"),
    ('［', "["),
    ('］', "]"),
    ('【', "["),
    ('】', "]"),
    ('＃', "#"),
    ('％', "%"),
    ('“', "\""),
    ('”', "\""),
    ('‘', "'"),
    ('’', "'"),
    ('\u{3000}', " "),
];

/// What YAML has instead of a mark of the Chinese keyboard.
pub(crate) fn mark(c: char) -> Option<&'static str> {
    MARKS.iter().find(|(mark, _)| *mark == c).map(|(_, instead)| *instead)
}

/// Whether a character is the wide form of one of ASCII.
pub(super) fn is_wide(c: char) -> bool {
    ('！'..='～').contains(&c)
}

/// One character as it is on an English keyboard.
pub(crate) fn narrow(c: char) -> char {
    if let Some(instead) = mark(c) {
        return instead.chars().next().unwrap_or(c);
    }
    // The wide forms stand in the order of ASCII; the wide tilde is left for the ranges.
    let is_plain = is_wide(c) && c != '～' && c != '￥';
    let offset = u32::from('！') - u32::from('!');
    if is_plain { char::from_u32(u32::from(c) - offset).unwrap_or(c) } else { c }
}
