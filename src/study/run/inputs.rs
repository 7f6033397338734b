//! On which input an outcome hangs: what knowing each of them exactly would take from the spread of the headlines. Read
//! off the campaigns that were simulated anyway.

use crate::ensemble::{Ensemble, HEADLINES};
use crate::metrics::Metric;
use crate::scenario::{Input, Valid};
use crate::stats::{EqualBins, FirstOrder};
use rayon::prelude::*;
use serde::Serialize;

/// What knowing one input exactly would take from the variance of a metric.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InputShare {
    /// Its key.
    pub key: String,
    /// The part of the variance, and its error.
    #[serde(flatten)]
    pub index: FirstOrder,
}

/// A smaller share is not worth a sentence.
const WORTH: f64 = 0.05;
/// How many errors a share, and its lead over the next, must be to be clear.
const CLEAR: f64 = 3.0;

/// For every headline the shares of all inputs, largest first; empty where every input is known, for a headline that
/// does not vary, and with too few replicates.
pub(super) fn shares(scenario: &Valid, ensemble: &Ensemble) -> Vec<(Metric, Vec<InputShare>)> {
    let inputs: Vec<&[f64]> = ensemble.first_inputs().collect();
    let bins: Vec<EqualBins> = inputs.into_par_iter().map(EqualBins::of).collect();
    let of = |metric: &Metric| {
        let outcome = ensemble.first_values(ensemble.layout().metric(metric)?)?;
        let share = |(bins, input): (&EqualBins, &Input)| {
            Some(InputShare { key: input.key.clone(), index: bins.first_order(outcome)? })
        };
        let mut shares: Vec<InputShare> =
            bins.iter().zip(&scenario.inputs).map(share).collect::<Option<_>>()?;
        shares.sort_by(|a, b| b.index.share.total_cmp(&a.index.share));
        (!shares.is_empty()).then(|| (metric.clone(), shares))
    };
    HEADLINES.iter().filter_map(of).collect()
}

/// The input that clearly has the largest of several shares.
pub(super) fn leader(shares: &[InputShare]) -> Option<&InputShare> {
    let [first, second, ..] = shares else { return None };
    let (lead, share) = (first.index.share - second.index.share, first.index.share);
    let error_of_lead = first.index.se.hypot(second.index.se);
    let is_clear = share >= WORTH && share > CLEAR * first.index.se && lead > CLEAR * error_of_lead;
    is_clear.then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::study::run::{Question, RunReport};

    /// Engine A: members of one day who share, reach and join with chances that are not known. New users have the mean
    /// 188.285; luck makes .042876 of their variance, share .200589, contacts .510038, join .200589.
    const ENGINE_A: &str = "
        name: A
        days: 2
        step: 1d
        delay: none
        seeds: 1000
        share: { uniform: [0.2, 0.4] }
        contacts: { lognormal: { median: 10, sigma: 0.3 } }
        join: { uniform: [0.04, 0.08] }
    ";

    fn report(text: &str, replicates: u64) -> RunReport {
        let scenario = Scenario::from_yaml(text).unwrap();
        Question::new(&scenario).seed(5).replicates(replicates).answer()
    }

    fn share(report: &RunReport, key: &str) -> FirstOrder {
        let (_, shares) = report.inputs.iter().find(|(metric, _)| *metric == Metric::AddedUsers).unwrap();
        shares.iter().find(|share| share.key == key).unwrap().index
    }

    #[test]
    fn shares_are_those_of_the_closed_form() {
        let report = report(ENGINE_A, 16_384);
        let users = report.metric(&Metric::AddedUsers).unwrap();
        assert!((users.mean - 188.285).abs() < 4.0 * users.mcse, "{}", users.mean);
        for (key, known) in [("share", 0.200_589), ("contacts", 0.510_038), ("join", 0.200_589)] {
            let found = share(&report, key);
            assert!((found.share - known).abs() < 4.0 * found.se + 0.02 * known, "{key}: {found:?}");
        }
        assert_eq!(report.hangs_on(&Metric::AddedUsers).unwrap().key, "contacts");
    }

    /// A price of which nobody takes notice: nobody joins more or less for it.
    #[test]
    fn what_does_nothing_has_no_share_and_changes_no_other() {
        let idle = format!("{ENGINE_A}\n        costs: {{ fixed: 10 to 1000 }}\n");
        let (with, without) = (report(&idle, 4_096), report(ENGINE_A, 4_096));
        let found = share(&with, "costs.fixed");
        assert!(found.share.abs() < 4.0 * found.se, "{found:?}");
        assert_eq!(share(&with, "contacts"), share(&without, "contacts"));
    }

    #[test]
    fn the_leader_is_clear() {
        let share =
            |share: f64, se: f64| InputShare { key: share.to_string(), index: FirstOrder { share, se } };
        assert_eq!(leader(&[share(0.5, 0.02), share(0.2, 0.02)]).unwrap().key, "0.5");
        assert_eq!(leader(&[share(0.5, 0.02), share(0.45, 0.02)]), None);
        assert_eq!(leader(&[share(0.04, 0.001), share(0.01, 0.001)]), None);
        assert_eq!(leader(&[share(0.2, 0.1), share(-0.3, 0.1)]), None);
        assert_eq!(leader(&[share(0.9, 0.01)]), None, "one of one says nothing");
    }
}
