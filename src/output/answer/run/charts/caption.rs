//! The words around every chart of a run.

use crate::output::format::chart::picture::Caption;
use crate::output::format::chart::{font, picture};
use crate::study::run::RunReport;
use crate::words::run::simulated;
use crate::words::{Lang, chart as labels, run::chart as words};

/// The scenario with the name of the chart, what the chart shows, and what was simulated.
pub(super) fn caption(about: &labels::ChartWords<RunReport>, report: &RunReport, lang: Lang) -> Caption {
    Caption {
        title: title(about.name, &report.scenario.name, lang),
        sentence: (about.sentence)(report, lang),
        footer: format!("kfactor {}  |  {}", env!("CARGO_PKG_VERSION"), simulated(report, lang)),
    }
}

/// Name of the scenario, cut where it is too long, and of the chart.
fn title(name: [&str; 2], scenario: &str, lang: Lang) -> String {
    let room = picture::TITLE_ROOM - font::width(&words::title(name, "", lang), picture::TITLE);
    words::title(name, &font::cut(scenario, picture::TITLE, room), lang)
}
