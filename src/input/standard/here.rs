//! What keys and fixed words are called in Chinese at a place of a scenario: bits of one in code style, as sentences about that
//! place have them, and whole paths.

use super::path::step;
use super::shape::{Key, Shape, scenario};
use crate::input::expect::statement_in_chinese;
use crate::input::naming::{key_names, word_names};
use crate::problem::{Part, Path};

/// A place, and all places above it.
struct Here {
    /// The whole scenario first.
    shapes: Vec<&'static Shape>,
}

/// What a name stands for.
enum Named {
    Key(&'static Key),
    Word(&'static str),
}

impl Here {
    fn at(path: &Path) -> Here {
        let mut shapes = vec![scenario()];
        for part in &path.0 {
            let mut below = shapes[shapes.len() - 1];
            let before = below;
            match part {
                Part::Key(key) => drop(step(&mut below, key)),
                Part::Index(index) => drop(step(&mut below, &index.to_string())),
            }
            if std::ptr::eq(before, below) {
                break;
            }
            shapes.push(below);
        }
        Here { shapes }
    }

    fn value(&self) -> &'static Shape {
        self.shapes[self.shapes.len() - 1]
    }

    /// What a name stands for: a word or a key of the value here, a key beside it, or one further up.
    fn named(&self, name: &str) -> Option<Named> {
        let word =
            |shape: &Shape| shape.words.iter().any(|word| word == name).then(|| word_of(name)).flatten();
        let of = |shape: &'static Shape| {
            let when = shape.key("when");
            let key = key_of(shape, name).or_else(|| when.and_then(|when| key_of(&when.shape, name)));
            let of_when = || when.and_then(|when| word(&when.shape)).map(Named::Word);
            key.map(Named::Key).or_else(of_when)
        };
        let here = || word(self.value()).map(Named::Word);
        here().or_else(|| self.shapes.iter().rev().find_map(|shape| of(shape)))
    }

    /// A name that stands alone.
    fn alone(&self, name: &str) -> Option<&'static str> {
        if let Some(last_stage) = self.value().last_stage(name) {
            return Some(last_stage);
        }
        match self.named(name) {
            Some(Named::Key(key)) => key.chinese.first().copied(),
            Some(Named::Word(word)) => Some(word),
            None => word_of(name).or_else(|| key_names("", name).first().copied()),
        }
    }
}

fn word_of(word: &str) -> Option<&'static str> {
    word_names(word).first().copied()
}

/// The key of this name, of a value or of each of its items.
fn key_of(shape: &'static Shape, name: &str) -> Option<&'static Key> {
    let is_called = |key: &&Key| key.name == name;
    let of_items = || shape.items.as_deref().and_then(|items| items.key(name)).filter(is_called);
    shape.key(name).filter(is_called).or_else(of_items)
}

/// A bit of a scenario with its keys and fixed words in Chinese, as a sentence about the value at `path` has it.
#[must_use]
pub fn code_in_chinese(code: &str, path: &Path) -> String {
    let is_of_statements = matches!(path.0.first(), Some(Part::Key(key)) if key == "expect");
    // What a statement asks for beside itself stands at the top: `benchmark: { cac: 18 }`.
    if is_of_statements && code.contains('{') {
        return code_in_chinese(code, &Path::root());
    }
    if is_of_statements || code.contains(['<', '>']) || code.starts_with("theory.") || code.starts_with("P(")
    {
        return statement_in_chinese(code);
    }
    if let Some((flag, code)) = code.split_once(' ').filter(|(flag, _)| flag.starts_with("--")) {
        return format!("{flag} {}", code_in_chinese(code, &Path::root()));
    }
    let here = Here::at(path);
    if code.chars().all(is_of_name) {
        return here.alone(code).map_or_else(|| code.to_owned(), str::to_owned);
    }
    let dotted = code.split('=').next().unwrap_or(code);
    if dotted.contains('.') && dotted.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-')) {
        return dotted_in_chinese(dotted, &here)
            .map_or_else(|| code.to_owned(), |path| path + &code[dotted.len()..]);
    }
    Bit { here: &here, maps: Vec::new(), last: None, out: String::new() }.whole(code)
}

/// A dotted path from here, or from the top.
fn dotted_in_chinese(path: &str, here: &Here) -> Option<String> {
    let (first, rest) = path.split_once('.')?;
    let Some(Named::Key(key)) = here.named(first) else { return None };
    let first = key.chinese.first().copied().unwrap_or(&key.name);
    Some(format!("{first}.{}", below_in_chinese(rest, &key.shape)))
}

/// A dotted path of the standard form with its keys in Chinese; names of the scenario's own and positions stay as they are.
#[must_use]
pub fn path_in_chinese(path: &str) -> String {
    below_in_chinese(path, scenario())
}

fn below_in_chinese(path: &str, mut shape: &'static Shape) -> String {
    let parts = path.split('.').map(|part| part_in_chinese(&mut shape, part));
    parts.collect::<Vec<_>>().join(".")
}

/// The parts of a path, each as people call it; names of the scenario's own stay as they are.
#[must_use]
pub fn parts_in_chinese(path: &Path) -> Vec<String> {
    let mut shape = scenario();
    let part = |part: &Part| match part {
        Part::Key(key) => part_in_chinese(&mut shape, key),
        Part::Index(index) => part_in_chinese(&mut shape, &index.to_string()),
    };
    path.0.iter().map(part).collect()
}

fn part_in_chinese(shape: &mut &'static Shape, part: &str) -> String {
    let last_stage = shape.last_stage(part);
    let when = || shape.key("when").and_then(|when| when.shape.key(part));
    let chinese = shape.key(part).or_else(when).and_then(|key| key.chinese.first().copied());
    // What stands nowhere here and is nobody's name is a key that was cut off from those above it.
    let cut_off = || shape.below_names.is_none().then(|| key_names("", part).first().copied()).flatten();
    let chinese = chinese.or_else(cut_off);
    let standard = step(shape, part);
    last_stage.or(chinese).map_or(standard, str::to_owned)
}

/// Whether the value at a path is that of a key that is written so.
#[must_use]
pub fn is_called(path: &Path, written: &str) -> bool {
    let Some((Part::Key(key), above)) = path.0.split_last() else { return false };
    let above = Here::at(&Path(above.to_vec())).value();
    above.key(written).is_some_and(|called| called.name == *key)
        || key == "join" && above.is_last_stage(written)
}

/// The keys of the standard form that a map may have at this place.
#[must_use]
pub fn keys_at(path: &Path) -> Vec<&'static str> {
    let shape = Here::at(path).value();
    let shape = if shape.keys.is_empty() { shape.items.as_deref().unwrap_or(shape) } else { shape };
    shape.keys.iter().map(|key| key.name.as_str()).collect()
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_lowercase() || c == '_'
}

/// Maps, lists and ranges in code style: keys before a colon or within braces, words behind a colon.
struct Bit<'a> {
    here: &'a Here,
    /// What the braces that are open stand for, where that is known.
    maps: Vec<Option<&'static Shape>>,
    /// What stands below the last key.
    last: Option<&'static Shape>,
    out: String,
}

impl Bit<'_> {
    fn whole(mut self, code: &str) -> String {
        let ranged = code.replace(" to ", "~");
        let is_range = ranged != code && ranged.chars().any(|c| c.is_ascii_digit());
        let mut rest = if is_range { ranged.as_str() } else { code };
        while let Some(c) = rest.chars().next() {
            let length = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
            let (token, behind) = rest.split_at(if length == 0 { c.len_utf8() } else { length });
            rest = behind;
            match c {
                _ if length > 0 => self.name(token, behind),
                '{' => self.maps.push(self.last),
                '}' => drop(self.maps.pop()),
                _ => {}
            }
            if length == 0 {
                self.out.push(c);
            }
        }
        self.out
    }

    fn name(&mut self, name: &str, behind: &str) {
        let before = self.out.trim_end().chars().next_back();
        let next = behind.trim_start().chars().next();
        let begins = matches!(before, None | Some('{' | ',' | '['));
        let chinese = match (before, next) {
            (Some(':' | '='), _) => self.word(name),
            (_, Some(':')) if begins => self.key(name),
            (_, None | Some(',' | '}' | '=' | ']')) if begins => self.key(name),
            _ => None,
        };
        self.out.push_str(chinese.unwrap_or(name));
    }

    /// What stands behind a colon: a word, or a key whose value is left out.
    fn word(&self, name: &str) -> Option<&'static str> {
        let key =
            || self.last.and_then(|shape| key_of(shape, name)).and_then(|key| key.chinese.first().copied());
        word_of(name).or_else(key)
    }

    fn key(&mut self, name: &str) -> Option<&'static str> {
        let within = self.maps.last().copied().flatten();
        let key = match within {
            Some(shape) => key_of(shape, name),
            None => match self.here.named(name) {
                Some(Named::Key(key)) => Some(key),
                Some(Named::Word(word)) => return Some(word),
                None => None,
            },
        };
        if let Some(key) = key {
            self.last = Some(&key.shape);
            return key.chinese.first().copied();
        }
        let names = within.and_then(|shape| shape.below_names.as_deref());
        self.last = names;
        let anywhere = || key_names("", name).first().copied();
        match within {
            // Stages may be called as keys are; other names are anybody's.
            Some(shape) if shape.is_of_funnel() => shape.last_stage(name).or_else(anywhere),
            _ if names.is_some() => None,
            _ => anywhere(),
        }
    }
}
