//! What is written of a comparison of designs.

mod charts;
mod given;
mod json;
mod page;
mod report;
mod table;

use super::report::files as of_report;
use super::{Answer, Origin, with_people};
use crate::output::format::chart;
use crate::output::format::excel::for_excel;
use crate::output::format::terminal::Style;
use crate::output::{File, RenderOptions};
use crate::study::compare::{Comparison, letter};
use serde_json::{Value, json};

impl Answer for Comparison {
    fn paths() -> Vec<String> {
        super::paths(&["compare.json", "compare.csv"], charts::ALL.iter().map(|chart| chart.name.into()))
    }

    fn files(&self, options: &RenderOptions) -> Vec<File> {
        let tables = vec![
            File::new("compare.json", json::to_json(self)),
            File::new("compare.csv", table::comparison(self)),
        ];
        let mut files = for_excel(tables, None, options);
        let charts =
            || if options.charts { chart::all(&charts::ALL, self, options.lang) } else { Vec::new() };
        let (charts, report) =
            rayon::join(charts, || of_report(|lang| report::document(self, lang), options));
        files.extend(charts.into_iter().chain(report));
        files
    }

    /// A source for every scenario file that was read, and the values of keys that were varied.
    fn manifest(&self, origin: &Origin<'_>) -> Value {
        let designs = self.designs.iter().enumerate();
        let manifest = json!({
            "kfactor": env!("CARGO_PKG_VERSION"),
            "command": "compare",
            "scenarios": origin.files(),
            "varied": origin.varied,
            "designs": designs
                .map(|(index, design)| json!({ "design": letter(index), "name": design.name }))
                .collect::<Vec<_>>(),
            "engine": self.engine,
            "engine_because": self.designs.first().map(|first| first.scenario.following.why()),
            "seed": self.seed,
            "requested": self.requested,
            "replicates": self.replicates,
            "ended": self.ended,
        });
        with_people(manifest, self.designs.iter().map(|design| &*design.scenario))
    }

    fn json(&self) -> String {
        json::to_json(self)
    }

    fn page(&self, style: &Style, saved: Option<&str>) -> String {
        page::comparison(self, style, saved)
    }
}
