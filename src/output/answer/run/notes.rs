//! What to know about the computation of a run: in the summary and in the report.

use crate::metrics::Metric;
use crate::study::notes::{self as study, Note};
use crate::study::run::RunReport;
use crate::words::law::law;
use crate::words::page::uncertain_input;
use crate::words::{Lang, network, noted, run as words};

/// All of it, in the order in which it is told.
pub(super) fn notes(report: &RunReport, lang: Lang) -> Vec<String> {
    let mut notes: Vec<String> = words::ended(report, lang).into_iter().collect();
    notes.extend(words::tried(report, lang));
    notes.push(words::stopped(report, lang));
    // Whether somebody would have come anyway is told below, where somebody was invited.
    let noted = study::notes(&report.scenario, report.step_error).into_iter();
    notes.extend(noted.filter(|of| *of != Note::NobodyAnyway).map(|of| noted::note(&of, lang)));
    notes.extend(network::one_network(&report.scenario, lang));
    notes.push(words::k_theory(report, lang));
    notes.extend(words::anyway(report, lang));
    notes.extend(words::net_of_refunds(report, lang).map(str::to_owned));
    notes.extend(words::later_orders(report, lang));
    notes.extend(words::earned_anyway(report, lang));
    notes.extend(words::price_is_profit(report, lang));
    let nobody = report.metric(&Metric::Cac).map_or(0, |cac| cac.infinite);
    notes.extend((nobody > 0).then(|| words::nobody_added(nobody, lang)));
    let inputs = report.scenario.inputs.iter();
    notes.extend(inputs.map(|input| uncertain_input(&input.key, &law(&input.law, lang), lang)));
    let misfits = report.retention_misfits.iter();
    notes.extend(misfits.map(|(segment, misfit)| words::retention_misfit(segment, *misfit, lang)));
    let expected = report.scenario.expect.len();
    notes.extend((expected > 0).then(|| words::expected(expected, lang)));
    notes
}
