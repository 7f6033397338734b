//! What can be typed before and behind the name of a command; what a command takes stands beside what it does.

use super::command::Command;
use crate::words::Lang;
use clap::{Parser, ValueEnum};
use std::ffi::OsString;

/// Simulates referral campaigns (社群裂变): how many users, at what cost, with what risk.
#[derive(Debug, Parser)]
#[command(
    name = "kfactor",
    version,
    about,
    after_help = "Examples:\n  \
        kfactor init task-unlock                      write a scenario to begin with\n  \
        kfactor run task-unlock.yaml -o out           simulate it; tables and charts into out/\n  \
        kfactor run task-unlock.yaml --set share.again=0.2\n  \
        kfactor compare task-unlock.yaml --vary incentive.0.invites=2,3,5\n  \
        kfactor sweep task-unlock.yaml --preset invites   how many invitations to ask for\n\n\
        Exit codes: 0 all well, 1 an expectation failed, 2 wrong command line or scenario,\n            \
        3 more runs needed, 4 input or output failed, 130 or 143 interrupted by a signal."
)]
pub struct Arguments {
    /// Language of results and messages; from the environment by default (KFACTOR_LANG, LC_ALL, LANG), else that
    /// of the system
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArg>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangArg {
    /// English
    En,
    /// 简体中文
    Zh,
}

impl Arguments {
    /// The language asked for, or that of the environment.
    pub fn lang(&self) -> Lang {
        match self.lang {
            Some(LangArg::En) => Lang::En,
            Some(LangArg::Zh) => Lang::Zh,
            None => usual_lang(),
        }
    }
}

/// The language in which these arguments are to be answered, before it is known whether they can be understood.
pub fn lang_of(typed: &[OsString]) -> Lang {
    let texts: Vec<&str> = typed.iter().filter_map(|text| text.to_str()).collect();
    let behind = texts.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let asked = texts.iter().filter_map(|text| text.strip_prefix("--lang=")).chain(behind).last();
    match asked {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => usual_lang(),
    }
}

/// The language of the environment; where it says nothing, that of the system.
fn usual_lang() -> Lang {
    lang_of_environment(|name| std::env::var(name).ok(), lang_of_system)
}

/// The first of these that is set and not empty decides; the last three as POSIX has it.
fn lang_of_environment(
    variable: impl Fn(&str) -> Option<String>,
    system: impl Fn() -> Option<String>,
) -> Lang {
    let set = ["KFACTOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    let is_chinese = |locale: String| locale.to_ascii_lowercase().starts_with("zh");
    if set.or_else(system).is_some_and(is_chinese) { Lang::Zh } else { Lang::En }
}

/// The language that is set up for the user where it does not stand in the environment: on Windows and macOS.
#[cfg(any(windows, target_os = "macos"))]
fn lang_of_system() -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(not(any(windows, target_os = "macos")))]
fn lang_of_system() -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_environment_names_the_language() {
        let with = |pairs: &'static [(&str, &str)]| {
            let variable = |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
            lang_of_environment(variable, || None)
        };
        assert_eq!(with(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(with(&[("LC_ALL", "C.UTF-8"), ("LANG", "zh_CN.UTF-8")]), Lang::En);
        assert_eq!(with(&[("LC_ALL", ""), ("LANG", "zh_TW")]), Lang::Zh);
        assert_eq!(with(&[]), Lang::En);
        assert_eq!(lang_of_environment(|_| None, || Some("zh-CN".to_owned())), Lang::Zh);
        assert_eq!(lang_of_environment(|_| Some("en_GB".to_owned()), || Some("zh-CN".to_owned())), Lang::En);
    }

    #[test]
    fn the_language_asked_for_is_known_before_the_rest_is_understood() {
        let with = |typed: &[&str]| lang_of(&typed.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(with(&["kfactor", "--lang", "zh", "nonsense"]), Lang::Zh);
        assert_eq!(with(&["kfactor", "run", "--lang=zh", "--lang", "en"]), Lang::En);
    }
}
