//! What is written of a check into a folder of its own: the report, and everything for programs.

use super::{Session, json, report, text};
use crate::output::answer::report::files as of_report;
use crate::output::answer::{Answer, Origin, paths};
use crate::output::format::terminal::Style;
use crate::output::{File, RenderOptions};
use crate::words::page::saved;
use serde_json::{Value, json};

/// Everything, for programs.
const ALL: &str = "check.json";

impl Answer for Session {
    fn paths() -> Vec<String> {
        paths(&[ALL], [])
    }

    fn files(&self, options: &RenderOptions) -> Vec<File> {
        let mut files = vec![File::new(ALL, json(self))];
        files.extend(of_report(|lang| report::document(self, lang), options));
        files
    }

    fn manifest(&self, origin: &Origin<'_>) -> Value {
        json!({
            "kfactor": env!("CARGO_PKG_VERSION"),
            "scenarios": origin.files(),
            "interrupted": self.interrupted,
        })
    }

    fn json(&self) -> String {
        json(self)
    }

    fn page(&self, style: &Style, place: Option<&str>) -> String {
        let place = place.map(|place| saved(place, style.lang) + "\n");
        text(self, style) + &place.unwrap_or_default()
    }
}
