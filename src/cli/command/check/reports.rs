//! The reports that are written beside what is printed. Their places are made sure of before anything is
//! simulated, and they are written whatever was found.

use super::arguments::CheckArguments;
use crate::cli::exit::Failure;
use crate::output::answer::check::{self, Session};
use crate::output::publish::Sheet;
use crate::words::{self, Lang};
use std::path::Path;

/// The reports that were asked for.
pub struct Reports {
    junit: Option<Sheet>,
    json: Option<Sheet>,
    markdown: Option<Sheet>,
    html: Option<Sheet>,
}

impl Reports {
    /// Prepares them.
    ///
    /// # Errors
    /// If one of them cannot be written.
    pub fn begin(arguments: &CheckArguments, lang: Lang) -> Result<Reports, Failure> {
        let place = |path: &Option<_>| path.as_deref().map(|path| place(path, lang)).transpose();
        Ok(Reports {
            junit: place(&arguments.junit)?,
            json: place(&arguments.json)?,
            markdown: place(&arguments.markdown)?,
            html: place(&arguments.html)?,
        })
    }

    /// Writes them; one that fails keeps no other from being written.
    ///
    /// # Errors
    /// The first that failed.
    pub fn write(self, session: &Session, lang: Lang) -> Result<(), Failure> {
        let write = |sheet: Option<Sheet>, text: &dyn Fn() -> String| match sheet {
            Some(sheet) => publish(sheet, &text(), lang),
            None => Ok(()),
        };
        let written = [
            write(self.junit, &|| check::junit(session, lang)),
            write(self.json, &|| check::json(session)),
            write(self.markdown, &|| check::markdown(session, lang)),
            write(self.html, &|| check::page(session, lang)),
        ];
        written.into_iter().collect()
    }
}

/// The place of a file that replaces an earlier one.
///
/// # Errors
/// If it cannot be written.
pub fn place(path: &Path, lang: Lang) -> Result<Sheet, Failure> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    if let Some(folder) = folder.filter(|folder| !folder.exists()) {
        let [path, folder] = [path, folder].map(|path| path.display().to_string());
        return Err(Failure::Io(words::cli::no_folder(&path, &folder, lang)));
    }
    Sheet::begin(path, true).map_err(|refusal| Failure::of_refusal(&refusal, lang))
}

/// Writes a file into its place.
///
/// # Errors
/// If it cannot be written.
pub fn publish(sheet: Sheet, text: &str, lang: Lang) -> Result<(), Failure> {
    sheet.publish(text.as_bytes()).map_err(|refusal| Failure::of_refusal(&refusal, lang))
}
