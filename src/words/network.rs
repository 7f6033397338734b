//! What is said of a network: what was left out of its files.

use super::Lang;
use super::number::{short_count, with_noun};
use crate::network::{LeftOut, Remark};

/// What was left out of a file, how often, and where first.
#[must_use]
pub fn left_out(remark: &Remark, lang: Lang) -> String {
    let Remark { file, about, tally } = remark;
    let (many, line) = (short_count(tally.count as f64, lang), tally.first_line);
    match lang {
        Lang::En => {
            let what = match about {
                LeftOut::Loops => "people said to know themselves",
                LeftOut::Duplicates => "contacts that were there before",
                LeftOut::SeatsTwice => "people named in a group twice",
            };
            format!("Left out of `{file}`: {what}, {many} in all, the first in line {line}.")
        }
        Lang::Zh => {
            let what = match about {
                LeftOut::Loops => "自己与自己的关系",
                LeftOut::Duplicates => "重复的关系",
                LeftOut::SeatsTwice => "同一群里重复的成员",
            };
            format!("`{file}`：略去{what} {}，第一处在第 {line} 行。", with_noun(&many, "条"))
        }
    }
}
