//! `kfactor report`: page and picture of an earlier result, made again from what is kept beside them.

use super::shared;
use crate::cli::exit::{self, Failure, Outcome};
use crate::cli::terminal::print;
use crate::output::answer::report::{self, KEPT, PAGE};
use crate::output::format::visible_path;
use crate::output::publish::{self, Refusal, refresh};
use crate::words::{self, Lang};
use clap::Args;
use std::io::ErrorKind;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    kfactor report out --open                     show the result of an earlier command\n  \
    kfactor --lang zh report out                  in the other language")]
pub struct ReportArguments {
    /// Folder with the result of run, compare, sweep, theory or check
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Open the report in the browser
    #[arg(long)]
    pub open: bool,
    /// Draw no picture to send
    #[arg(long)]
    pub no_charts: bool,
}

/// Makes page and picture again, in the language of the command.
pub fn run(arguments: &ReportArguments, lang: Lang) -> Outcome {
    shared::set_threads(None, false, lang)?;
    let shown = arguments.folder.join(KEPT).display().to_string();
    let bytes = publish::kept(&arguments.folder, KEPT).map_err(|refusal| match refusal {
        Refusal::Failed(error) if error.kind() == ErrorKind::NotFound => {
            Failure::Io(words::cli::no_report_in(&visible_path(&arguments.folder), lang))
        }
        Refusal::Failed(error) => {
            Failure::Io(words::cli::no_kept_report(&words::system::refusal(&error, lang), lang))
        }
        other => Failure::of_refusal(&other, lang),
    })?;
    let files = report::again(&bytes, lang, !arguments.no_charts)
        .ok_or_else(|| Failure::Usage(words::cli::no_report(&shown, lang)))?;
    refresh(&arguments.folder, &files).map_err(|refusal| Failure::of_refusal(&refusal, lang))?;
    shared::warn_of_boxes(&files, false, lang);
    let page = arguments.folder.join(PAGE);
    print(words::page::saved(&visible_path(&page), lang) + "\n", lang)?;
    if arguments.open {
        shared::open(&page, lang);
    }
    Ok(exit::WELL)
}
