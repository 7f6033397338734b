//! What is said of a problem with a scenario: what is wrong, a word under the text, and the way out.

mod en;
mod file;
mod map;
mod phrase;
mod statement;
mod unearned;
mod vary;
mod written;
mod zh;

pub use phrase::Words;
pub use vary::where_in_the_grid;

use super::Lang;
use crate::input::Problems;
use crate::problem::{Origin, Place, Problem};
use crate::scenario::Invalid;
use crate::yaml::line_column;
use std::fmt;

/// The words for a problem.
#[must_use]
pub fn words(problem: &Problem, lang: Lang) -> Words {
    let key = problem.path.tail().to_string();
    let words = match lang {
        Lang::En => en::words(&problem.kind, &key),
        Lang::Zh => zh::words(&problem.kind, &key),
    };
    Words { help: map::way_out(problem, lang).or(words.help), ..words }
}

/// The words for a problem in a text whose keys are written in Chinese: they name the keys as they are called where they
/// stand, and that of the problem as the text has it, where that is known.
#[must_use]
pub fn words_with_chinese_keys(problem: &Problem, written: Option<&str>, lang: Lang) -> Words {
    let Words { title, label, help } = words(problem, lang);
    let named = |text: &str| written::in_chinese(text, problem, written);
    Words { title: named(&title), label: named(&label), help: help.as_deref().map(named) }
}

/// What is wrong and the way out, in one line.
#[must_use]
pub fn in_short(words: Words, lang: Lang) -> String {
    let Words { title, help, .. } = words;
    let help = help.map(|help| lang.pick("; ", "；").to_owned() + &help.replace('\n', " "));
    title + &help.unwrap_or_default()
}

/// What follows for the file that problems were found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Nothing was simulated at all.
    NothingRun,
    /// This file is left out, others are not.
    LeftOut,
}

/// The last line of a list of problems.
#[must_use]
pub fn closing(problems: &[Problem], consequence: Consequence, lang: Lang) -> String {
    let count = problems.len();
    let plural = if count == 1 { "" } else { "s" };
    let follows = match consequence {
        Consequence::NothingRun => lang.pick("nothing was run", "未运行任何模拟"),
        Consequence::LeftOut => lang.pick("this file is not checked", "此文件未检验"),
    };
    let closing = lang.pick(
        format!("{count} problem{plural} found; {follows}"),
        format!("共发现 {count} 个问题，{follows}"),
    );
    let of_file = |place: &Place| matches!(place.origin, Origin::File | Origin::People);
    let hidden = problems
        .iter()
        .any(|problem| problem.kind.hides_others() && problem.place.as_ref().is_none_or(of_file));
    match lang {
        _ if !hidden => closing,
        Lang::En => {
            closing + "\nthe rest of the file could not be checked: correct this first; there may be more"
        }
        Lang::Zh => closing + "\n文件的其余部分还无法检查：请先改正，之后可能还会发现别的问题",
    }
}

/// What stands for the problems that are not shown.
#[must_use]
pub fn further(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("… and {count} more"),
        Lang::Zh => format!("……另有 {count} 个"),
    }
}

/// The words that stand before a title and before the way out.
#[must_use]
pub fn levels(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::En => ("error", "help"),
        Lang::Zh => ("错误", "建议"),
    }
}

/// English, one line each: `line 2, column 7: …`.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.list {
            if let Some(place) = &problem.place {
                let (name, text) = match place.origin {
                    Origin::File => (String::new(), self.source.text()),
                    Origin::People => {
                        let people = self.source.people();
                        people.map_or_else(Default::default, |it| (format!("{}, ", it.name()), it.text()))
                    }
                    Origin::Override(index) => {
                        let change = self.overrides.get(index);
                        let (flag, text) = change.map_or(("--set", ""), |it| (it.flag(), it.text()));
                        (format!("{flag} {text}, "), text)
                    }
                };
                let (line, column) = line_column(text, place.bytes.start);
                write!(f, "{name}line {line}, column {column}: ")?;
            }
            write!(f, "{problem}")?;
            f.write_str("\n")?;
        }
        f.write_str(&closing(&self.list, Consequence::NothingRun, Lang::En))
    }
}

impl std::error::Error for Problems {}

/// English, one line each: `segments.all.share: …`.
impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let separator = if index > 0 { "\n" } else { "" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}

/// English, with the key in front: `share.again: …`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.0.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        let words = words(self, Lang::En);
        f.write_str(&words.title)?;
        match words.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}
