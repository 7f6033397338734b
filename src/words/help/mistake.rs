//! What is wrong with a command line, in Chinese.

use crate::words::number::count;

/// What is wrong with a command line.
#[derive(Clone, Debug, PartialEq)]
pub enum Mistake {
    /// An option that there is not.
    UnknownArgument {
        /// As it was typed.
        typed: String,
        /// What was probably meant.
        meant: Option<String>,
    },
    /// A command that there is not.
    UnknownCommand {
        /// As it was typed.
        typed: String,
        /// What was probably meant.
        meant: Option<String>,
    },
    /// No command at all.
    NoCommand,
    /// A value that is none of the possible ones.
    UnknownValue {
        /// The argument.
        argument: String,
        /// As it was typed.
        typed: String,
        /// The possible ones.
        known: Vec<String>,
    },
    /// A value that is no number of the kind.
    BadValue {
        /// The argument.
        argument: String,
        /// As it was typed.
        typed: String,
        /// What it takes.
        takes: Takes,
    },
    /// An option without its value.
    NoValue {
        /// The argument.
        argument: String,
    },
    /// Arguments that must be there.
    Missing {
        /// Which.
        arguments: Vec<String>,
    },
    /// Options that exclude each other.
    Conflict {
        /// One of them.
        argument: String,
        /// The others.
        with: Vec<String>,
    },
    /// Something else, in the words of the parser.
    Other(String),
}

/// What an argument takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// A whole number from 0.
    Whole,
    /// A whole number within these bounds.
    Between(u64, u64),
    /// A whole number from 1.
    Positive,
    /// A part in per cent.
    PerCent,
    /// Who knows.
    Other,
}

/// What is wrong and the way out.
#[must_use]
pub fn mistake(mistake: &Mistake) -> String {
    let meant = |meant: &Option<String>| {
        meant.as_ref().map_or_else(String::new, |meant| format!("；是不是 `{meant}`？"))
    };
    match mistake {
        Mistake::UnknownArgument { typed, meant: near } => format!("没有 `{typed}` 这个选项{}", meant(near)),
        Mistake::UnknownCommand { typed, meant: near } => format!("没有 `{typed}` 这个命令{}", meant(near)),
        Mistake::NoCommand => "要写一个命令，例如 `kfactor run 方案.yaml`".to_owned(),
        Mistake::UnknownValue { argument, typed, known } => {
            format!("`{argument}` 不能是 `{typed}`；可以写：{}", known.join("、"))
        }
        Mistake::BadValue { argument, typed, takes } => {
            format!("`{argument}` 不能是 `{typed}`{}", taken(*takes))
        }
        Mistake::NoValue { argument } => format!("`{argument}` 后面要写一个值"),
        Mistake::Missing { arguments } => {
            let is_folder = arguments.iter().any(|argument| argument.starts_with("--out"));
            let why =
                if is_folder { "（文件存到哪个文件夹；不写就不存文件）" } else { "" };
            format!("还要写：{}{why}", arguments.join("、"))
        }
        Mistake::Conflict { argument, with } => format!("`{argument}` 不能和 {} 一起用", with.join("、")),
        Mistake::Other(words) => words.clone(),
    }
}

fn taken(takes: Takes) -> String {
    match takes {
        Takes::Whole => "；要写整数，如 1000".to_owned(),
        Takes::Positive => "；要写不小于 1 的整数，如 1000".to_owned(),
        Takes::Between(low, high) => {
            format!("；要写 {} 到 {} 的整数", count(low as f64), count(high as f64))
        }
        Takes::PerCent => "；要写 0% 到 100% 之间的百分比，如 1%".to_owned(),
        Takes::Other => String::new(),
    }
}
