//! The command line in the language of whoever types it: the help that clap makes, and what it says of mistakes. The English
//! words stand where the arguments are declared, the Chinese ones in [`words::help`](crate::words::help).

use super::values::Refused;
use crate::words::Lang;
use crate::words::help::{self, Mistake, Takes};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use std::error::Error as _;
use std::num::ParseIntError;

/// The program with its help in this language.
pub fn in_language(mut program: Command, lang: Lang) -> Command {
    if lang == Lang::En {
        return program;
    }
    // What clap adds of itself (`help`, `--help`, arguments of the whole program) is there afterwards.
    program.build();
    chinese(program, "")
}

fn chinese(command: Command, name: &str) -> Command {
    let usage = command.clone().render_usage().to_string();
    let mut command = command
        .help_template("{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("命令")
        .override_usage(in_chinese(&usage));
    if let Some(help) = help::command(name) {
        command = command.about(help.about).long_about(help.about).after_help(help.after);
    }
    command.mut_args(|argument| of_argument(argument, name)).mut_subcommands(|below| {
        // The tree below `help` names the commands once more.
        let name = if name == "help" { name.to_owned() } else { below.get_name().to_owned() };
        chinese(below, &name)
    })
}

/// `kfactor run [OPTIONS] <SCENARIO>` without the word in front.
fn in_chinese(usage: &str) -> String {
    let usage = usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", "[选项]");
    let required = with_placeholders(&usage, ['<', '>']);
    with_placeholders(&required, ['[', ']'])
}

/// What stands for a value within these brackets, in Chinese.
fn with_placeholders(text: &str, [open, close]: [char; 2]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(open) {
        let (name, after) = behind.split_once(close).unwrap_or((behind, ""));
        out += &format!("{before}{open}{}{close}", help::placeholder(name).unwrap_or(name));
        rest = after;
    }
    out + rest
}

/// A manual page with its heads in this language.
pub fn man_page(page: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return page.to_owned();
    }
    let line = |line: &str| match line.strip_prefix(".SH ").and_then(help::man_heading) {
        Some(heading) => format!(".SH {heading}\n"),
        None => format!("{line}\n"),
    };
    page.lines().map(line).collect()
}

fn of_argument(argument: Arg, command: &str) -> Arg {
    let id = argument.get_id().to_string();
    let Some(about) = help::argument(command, &id) else { return argument };
    let heading = if argument.is_positional() { "参数" } else { "选项" };
    let names: Option<Vec<&'static str>> = argument
        .get_value_names()
        .and_then(|names| names.iter().map(|name| help::placeholder(name)).collect());
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let takes_values = argument.get_action().takes_values();
    let known: Vec<String> = argument
        .get_possible_values()
        .iter()
        .filter(|value| takes_values && !value.is_hide_set())
        .map(|value| value.get_name().to_owned())
        .collect();
    let mut short = about.to_owned();
    if let (true, [default]) = (takes_values, &defaults[..]) {
        short += &format!("（默认 {default}）");
    }
    let said = |value: &String| match help::value(command, &id, value) {
        Some(words) if !words.is_empty() => format!("- {value}：{words}"),
        _ => format!("- {value}"),
    };
    let mut long = short.clone();
    if !known.is_empty() {
        short += &format!("（可写 {}）", known.join("、"));
        long += &format!("\n\n可以写：\n{}", known.iter().map(said).collect::<Vec<_>>().join("\n"));
    }
    let argument = argument
        .help(short)
        .long_help(long)
        .help_heading(heading)
        .hide_default_value(true)
        .hide_possible_values(true);
    match names {
        Some(names) if takes_values => argument.value_names(names),
        _ => argument,
    }
}

/// What is wrong with the command line, in Chinese, with the way to the help.
pub fn mistake_in_chinese(error: &clap::Error) -> String {
    format!("{}\n\n更多说明见 `--help`。\n", help::mistake(&mistake(error)))
}

fn mistake(error: &clap::Error) -> Mistake {
    let one = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let several = |kind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    let near = |kind| several(kind).into_iter().next();
    let argument = || argument_in_chinese(&one(ContextKind::InvalidArg));
    let typed = || one(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => Mistake::UnknownArgument {
            typed: one(ContextKind::InvalidArg),
            meant: near(ContextKind::SuggestedArg),
        },
        ErrorKind::InvalidSubcommand => Mistake::UnknownCommand {
            typed: one(ContextKind::InvalidSubcommand),
            meant: near(ContextKind::SuggestedSubcommand),
        },
        ErrorKind::MissingSubcommand => Mistake::NoCommand,
        ErrorKind::InvalidValue if typed().is_empty() => Mistake::NoValue { argument: argument() },
        ErrorKind::InvalidValue => Mistake::UnknownValue {
            argument: argument(),
            typed: typed(),
            known: several(ContextKind::ValidValue),
        },
        ErrorKind::ValueValidation => {
            Mistake::BadValue { argument: argument(), typed: typed(), takes: taken(error) }
        }
        ErrorKind::MissingRequiredArgument => Mistake::Missing {
            arguments: several(ContextKind::InvalidArg).iter().map(|it| argument_in_chinese(it)).collect(),
        },
        ErrorKind::ArgumentConflict => Mistake::Conflict {
            argument: argument(),
            with: several(ContextKind::PriorArg).iter().map(|it| argument_in_chinese(it)).collect(),
        },
        _ => Mistake::Other(error.to_string().trim_start_matches("error: ").trim_end().to_owned()),
    }
}

/// `--runs <N>` or `<SCENARIO>`, with what stands for the value in Chinese.
fn argument_in_chinese(argument: &str) -> String {
    in_chinese(argument)
}

/// What the value should have been.
fn taken(error: &clap::Error) -> Takes {
    let Some(source) = error.source() else { return Takes::Other };
    if source.is::<ParseIntError>() {
        return Takes::Whole;
    }
    source.downcast_ref::<Refused>().map_or(Takes::Other, |refused| refused.takes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments::Arguments;
    use clap::CommandFactory;

    /// A command, an argument or a value that was added has its words in `words/help` too.
    #[test]
    fn everything_in_the_help_has_chinese_words() {
        fn lacking(command: &Command, missing: &mut Vec<String>) {
            let name = command.get_name();
            let name = if name == "kfactor" { "" } else { name };
            if help::command(name).is_none() {
                missing.push(format!("command `{name}`"));
            }
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                if help::argument(name, id).is_none() {
                    missing.push(format!("argument `{id}` of `{name}`"));
                }
                let values = argument.get_possible_values();
                let values = values.iter().filter(|_| argument.get_action().takes_values());
                let nameless = values.filter(|value| help::value(name, id, value.get_name()).is_none());
                missing.extend(nameless.map(|value| format!("`{}` of `{id}` of `{name}`", value.get_name())));
            }
            command.get_subcommands().for_each(|below| lacking(below, missing));
        }
        let mut missing = Vec::new();
        lacking(&Arguments::command(), &mut missing);
        assert!(missing.is_empty(), "src/words/help lacks {missing:#?}");
    }

    #[test]
    fn the_help_is_in_chinese_altogether() {
        let mut program = in_language(Arguments::command(), Lang::Zh);
        program.build();
        let all = [
            "run",
            "check",
            "compare",
            "sweep",
            "theory",
            "init",
            "fix",
            "report",
            "explore",
            "man",
            "completions",
        ];
        for name in all {
            let command = program.find_subcommand_mut(name).expect(name);
            for text in [command.render_help().to_string(), command.render_long_help().to_string()] {
                let stands_for = |open: char| {
                    text.split(open)
                        .skip(1)
                        .any(|behind| behind.starts_with(|c: char| c.is_ascii_uppercase()))
                };
                assert!(!stands_for('<') && !stands_for('['), "{name}: {text}");
                for english in
                    ["LO..", "Usage", "Options", "Arguments", "default", "Possible", "Print", "Seed"]
                {
                    assert!(!text.contains(english), "{name}: {english}\n{text}");
                }
            }
        }
    }

    #[test]
    fn mistakes_are_told_in_chinese() {
        let said = |typed: &[&str]| {
            let program = in_language(Arguments::command(), Lang::Zh);
            let error = program.try_get_matches_from(["kfactor"].iter().chain(typed)).expect_err("a mistake");
            help::mistake(&mistake(&error))
        };
        assert_eq!(said(&["rum"]), "没有 `rum` 这个命令；是不是 `run`？");
        assert_eq!(said(&["run", "x", "--rums", "3"]), "没有 `--rums` 这个选项；是不是 `--runs`？");
        assert_eq!(
            said(&["run", "x", "--runs", "一百"]),
            "`--runs <个数>` 不能是 `一百`；要写不小于 1 的整数，如 1000"
        );
        assert_eq!(said(&["run", "x", "--seed", "-1"]), "没有 `-1` 这个选项");
        assert_eq!(said(&["run", "x", "--seed=a"]), "`--seed <编号>` 不能是 `a`；要写整数，如 1000");
        assert_eq!(said(&["run", "x", "--runs"]), "`--runs <个数>` 后面要写一个值");
        assert_eq!(said(&["run"]), "还要写：<方案>");
        let alone = said(&["run", "x", "--no-charts"]);
        assert!(alone.starts_with("还要写：--out") && alone.ends_with("不写就不存文件）"), "{alone}");
        assert_eq!(
            said(&["run", "x", "--format", "xml"]),
            "`--format <格式>` 不能是 `xml`；可以写：text、json"
        );
        assert_eq!(
            said(&["run", "x", "--until", "2"]),
            "`--until <百分比>` 不能是 `2`；要写 0% 到 100% 之间的百分比，如 1%"
        );
        assert_eq!(said(&["fix", "x", "--check", "--stdout"]), "`--check` 不能和 --stdout 一起用");
    }
}
