//! What goes wrong with a scenario: keys swapped, values at bounds, units, laws, nesting, keys twice; and with a text: bits
//! that are torn out, put in, or hostile.

use super::grow;
use super::tree::Tree;
use crate::dice::Dice;

/// Values that nobody means, or that some other key means.
const WORDS: [&str; 44] = [
    "0",
    "1",
    "-1",
    "1.5",
    "150%",
    "1e999",
    "-0",
    ".nan",
    ".inf",
    "1e-320",
    "1e12",
    "1e13",
    "0x10",
    "010",
    "1_000",
    "1,000",
    "5万",
    "¥5",
    "3h",
    "-3h",
    "1e9d",
    "0m",
    "100y",
    "0.5 to 0.1",
    "1 to",
    "to 3",
    "0.1~0.3",
    "0.1 to 0.2 to 3",
    "{ beta: [1] }",
    "{ normal: { mean: .nan, sd: 1 } }",
    "{ uniform: [3, 1] }",
    "{}",
    "[]",
    "~",
    "yes",
    "null",
    "auto",
    "join",
    "wechat",
    "\"\"",
    "[[[]]]",
    "{ a: { b: { c: 1 } } }",
    "2026-02-30",
    "18446744073709551616",
];

/// Bits of text that a parser may stumble over.
const BITS: [&str; 48] = [
    "{",
    "}",
    "[",
    "]",
    ": ",
    ":",
    "- ",
    "-",
    "\n",
    "  ",
    "\t",
    "\"",
    "'",
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "!x ",
    "%YAML 9\n",
    "---\n",
    "...\n",
    "#",
    " #",
    "|",
    ">-",
    "? ",
    ", ",
    "：",
    "，",
    "“",
    "％",
    "｛",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{200b}",
    "]]>",
    "<script>",
    "\r",
    "😀",
    "e\u{301}",
    "\u{fffd}",
    "1e",
    "～",
    "　",
];

/// A value as it may be typed behind a key: usual, and seldom hostile.
pub fn usual_word(dice: &mut Dice<'_>) -> String {
    const USUAL: [&str; 12] =
        ["0.3", "0.5", "0.05", "20%", "0.9", "1", "0.1 to 0.4", "2", "5", "12h", "3d", "40"];
    if dice.one_in(8) { dice.word(&WORDS) } else { dice.word(&USUAL) }
}

/// Changes a tree in one place; the keys that a scenario knows come from its schema.
pub fn slip(tree: &mut Tree, dice: &mut Dice<'_>) {
    let rank = dice.below(tree.size());
    let spare = other_value(tree, dice);
    let Some((place, path)) = tree.at(rank) else { return };
    match dice.below(9) {
        0 | 1 => *place = Tree::Word(dice.word(&WORDS)),
        2 => *place = spare,
        3 => *place = Tree::List(vec![place.clone()]),
        4 => *place = Tree::Map(vec![(dice.word(&["mean", "at", "limit", "x", "all"]), place.clone())]),
        5 | 6 => grow::known_key(place, &path, dice),
        _ => slip_within(place, dice),
    }
}

/// Some value of this tree.
fn other_value(tree: &mut Tree, dice: &mut Dice<'_>) -> Tree {
    let rank = dice.below(tree.size());
    tree.at(rank).map_or_else(|| "x".into(), |(value, _)| value.clone())
}

/// Takes out, doubles, swaps or renames what is in a map or list.
fn slip_within(place: &mut Tree, dice: &mut Dice<'_>) {
    match place {
        Tree::Map(entries) if !entries.is_empty() => {
            let (at, other) = (dice.below(entries.len()), dice.below(entries.len()));
            match dice.below(5) {
                0 | 1 => drop(entries.remove(at)),
                2 => entries.push(entries[at].clone()),
                3 => {
                    let key = entries[other].0.clone();
                    entries[other].0 = std::mem::replace(&mut entries[at].0, key);
                }
                _ => entries[at].0 = misspelt(&entries[at].0, dice),
            }
        }
        Tree::List(items) if !items.is_empty() => {
            let at = dice.below(items.len());
            if dice.one_in(2) { items.push(items[at].clone()) } else { drop(items.remove(at)) }
        }
        empty => *empty = Tree::Word(dice.word(&WORDS)),
    }
}

fn misspelt(key: &str, dice: &mut Dice<'_>) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    let at = dice.below(letters.len().max(1)).min(letters.len().saturating_sub(1));
    match dice.below(3) {
        0 if letters.len() > 1 => drop(letters.remove(at)),
        1 => letters.insert(at, 'e'),
        _ => return dice.word(&["分享", "Share", "share ", "\"\"", "~", "1", "? x", "sharе", "[a]", "-"]),
    }
    letters.into_iter().collect()
}

/// Changes a text in one place.
pub fn tear(text: &mut String, dice: &mut Dice<'_>) {
    let at = boundary(text, dice);
    match dice.below(7) {
        0 => text.truncate(at),
        1 => {
            let end =
                (at..text.len()).filter(|end| text.is_char_boundary(*end)).take(1 + dice.below(24)).last();
            text.replace_range(at..end.unwrap_or(at), "");
        }
        2 => twice(text, at),
        3 => {
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            text.insert_str(line, &dice.word(&[" ", "  ", "\t", "- ", "#", "    "]));
        }
        _ => text.insert_str(at, &dice.word(&BITS)),
    }
}

/// Doubles the line of this byte.
fn twice(text: &mut String, at: usize) {
    let begin = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    let line = text[begin..end].to_owned();
    text.insert_str(end, &line);
}

fn boundary(text: &str, dice: &mut Dice<'_>) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
