//! What can be typed behind every command that simulates and shows.

use super::Format;
use crate::i18n::Lang;
use crate::output::RenderOptions;
use clap::Args;
use std::path::Path;

#[derive(Args, Debug)]
pub struct SharedArguments {
    /// Threads; all processors by default. The result does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print no summary and no progress, only errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Begin CSV files with the byte-order mark by which Excel knows UTF-8
    #[arg(long, requires = "out")]
    excel: bool,
    /// Draw no charts
    #[arg(long, requires = "out")]
    no_charts: bool,
}

/// What is shown on standard output.
pub struct Shown<'a> {
    pub format: Format,
    pub quiet: bool,
    /// Where the files are.
    pub out: Option<&'a Path>,
}

impl SharedArguments {
    /// What is shown, with the files in this folder.
    pub fn shown<'a>(&self, out: Option<&'a Path>) -> Shown<'a> {
        Shown { format: self.format, quiet: self.quiet, out }
    }

    /// How the files are to look.
    pub fn render_options(&self, lang: Lang) -> RenderOptions {
        RenderOptions { lang, excel: self.excel, charts: !self.no_charts }
    }
}
