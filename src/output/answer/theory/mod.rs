//! What is written of a theory.

pub(super) mod json;
mod page;
mod report;
mod tables;

use super::report::files as of_report;
use super::{Answer, Origin, with_people};
use crate::output::format::excel::for_excel;
use crate::output::format::terminal::Style;
use crate::output::{File, RenderOptions};
use crate::study::theory::TheoryReport;
use serde_json::{Value, json};

impl Answer for TheoryReport {
    fn paths() -> Vec<String> {
        super::paths(&["theory.json", "theory.csv", "matrix.csv", "course.csv", "levers.csv"], [])
    }

    fn files(&self, options: &RenderOptions) -> Vec<File> {
        let tables = vec![
            File::new("theory.json", json::json(self)),
            File::new("theory.csv", tables::scalars(&self.theory)),
            File::new("matrix.csv", tables::matrix(&self.theory)),
            File::new("course.csv", tables::course(&self.theory.course)),
            File::new("levers.csv", tables::levers(&self.levers)),
        ];
        let mut files = for_excel(tables, self.scenario.clock.start, options);
        files.extend(of_report(|lang| report::document(self, lang), options));
        files
    }

    fn manifest(&self, origin: &Origin<'_>) -> Value {
        let manifest = json!({
            "kfactor": env!("CARGO_PKG_VERSION"),
            "scenario": origin.named(&self.scenario.name),
        });
        with_people(manifest, [&self.scenario])
    }

    fn json(&self) -> String {
        json::json(self)
    }

    fn page(&self, style: &Style, saved: Option<&str>) -> String {
        page::theory(self, style, saved)
    }
}
