//! `kfactor fix`: a scenario in its standard form.

use super::scenario::STANDARD_INPUT;
use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::terminal::print;
use crate::input::{Keys, Rewritten, rewrite};
use crate::output::answer::problems::{Texts, coloured};
use crate::output::publish::Sheet;
use crate::words::{self, Lang};
use crate::yaml::Source;
use clap::{Args, ValueEnum};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::{fmt::Write as _, fs};

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor fix campaign.yaml --check      show what would change, and write nothing\n  \
    kfactor fix campaign.yaml              5万 becomes 50000, a full-width ： becomes a colon and a space\n  \
    kfactor fix campaign.yaml --keys en    and keys in Chinese become those in English\n  \
    kfactor fix - < campaign.yaml          from standard input to standard output")]
pub struct FixArguments {
    /// Scenario; `-` is standard input, which goes to standard output
    pub scenario: PathBuf,
    /// Show what would change and write nothing; exit code 1 if something would
    #[arg(long, conflicts_with = "stdout")]
    pub check: bool,
    /// Print the text and leave the file as it is
    #[arg(long)]
    pub stdout: bool,
    /// Language of keys and fixed words; as they are by default
    #[arg(long, value_enum)]
    pub keys: Option<KeysArg>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum KeysArg {
    /// English
    En,
    /// 简体中文
    Zh,
}

/// Rewrites the scenario, or shows what would be otherwise.
pub fn run(arguments: &FixArguments, lang: Lang) -> Outcome {
    let path = &arguments.scenario;
    let is_stream = path == Path::new("-");
    let name = if is_stream { STANDARD_INPUT.to_owned() } else { path.display().to_string() };
    let bytes = read(path, is_stream).map_err(|error| {
        Failure::Io(words::cli::cannot_read(&name, &words::system::refusal(&error, lang), lang))
    })?;
    let source = Source::from_bytes(&*name, &bytes);
    let keys = arguments.keys.map_or(Keys::AsWritten, |keys| match keys {
        KeysArg::En => Keys::English,
        KeysArg::Zh => Keys::Chinese,
    });
    let Rewritten { text, changes } = rewrite(&source, keys).map_err(|problems| {
        Failure::Scenario(coloured(&problems, Texts { source: &source, overrides: &[] }, lang))
    })?;
    if arguments.check {
        let told = if changes == 0 {
            words::cli::nothing_to_fix(&name, lang)
        } else {
            differing(source.text(), &text) + &words::cli::fixed(&name, changes, false, lang)
        };
        print(told, lang)?;
        return Ok(if changes == 0 { exit::WELL } else { exit::FAILED });
    }
    if is_stream || arguments.stdout {
        print(text, lang)?;
        return Ok(exit::WELL);
    }
    if changes == 0 {
        print(words::cli::nothing_to_fix(&name, lang), lang)?;
        return Ok(exit::WELL);
    }
    let written = as_before(&text, &bytes);
    Sheet::begin(path, true)
        .and_then(|sheet| sheet.publish(written.as_bytes()))
        .map_err(|refusal| Failure::of_refusal(&refusal, lang))?;
    print(words::cli::fixed(&name, changes, true, lang), lang)?;
    Ok(exit::WELL)
}

fn read(path: &Path, is_stream: bool) -> io::Result<Vec<u8>> {
    if !is_stream {
        return fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text with the line ends of the file.
fn as_before(text: &str, bytes: &[u8]) -> String {
    let is_of_windows = bytes.windows(2).any(|pair| pair == b"\r\n");
    if is_of_windows { text.replace('\n', "\r\n") } else { text.to_owned() }
}

/// The lines that are otherwise, before and after; a change never makes a line or takes one away.
fn differing(before: &str, after: &str) -> String {
    let mut out = String::new();
    for (index, (old, new)) in
        before.lines().zip(after.lines()).enumerate().filter(|(_, (old, new))| old != new)
    {
        let _ = write!(out, "{:>4} - {old}\n     + {new}\n", index + 1);
    }
    out
}
