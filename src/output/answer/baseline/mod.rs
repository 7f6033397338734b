//! The file of `kfactor check --baseline`: JSON with one line per metric, so that a diff of two of them can be read.

mod read;
mod write;

pub use read::parse;
pub use write::text;

use crate::study::baseline::LEVELS;

/// Names of the quantiles, at [`LEVELS`].
const QUANTILES: [&str; LEVELS.len()] = ["p05", "p50", "p95"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Scenario, Valid};
    use crate::study::baseline::{Baseline, Question, STREAMS, Taken, compare};
    use std::collections::BTreeMap;

    fn scenario() -> Valid {
        let text = "{ name: file, days: 5, seeds: 60, share: 0.4, contacts: 9, join: 0.06, ban: { per_participant: 1e-3 } }";
        Scenario::from_yaml(text).unwrap()
    }

    fn taken(replicates: u64) -> Taken {
        Question::new(&scenario()).seed(1).replicates(replicates).answer().unwrap()
    }

    fn baseline(replicates: u64) -> Baseline {
        let mut snapshot = taken(replicates).snapshot;
        snapshot.sha256 = "0123".to_owned();
        snapshot.overrides = vec!["share=0.4".to_owned()];
        let scenarios = BTreeMap::from([("海报 \"a\".yaml".to_owned(), snapshot)]);
        Baseline { version: "0.1.0".to_owned(), streams: STREAMS, scenarios }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = text(&baseline(200));
        let read = parse(&written).unwrap();
        assert_eq!(text(&read), written);
        let now = taken(200);
        assert_eq!(read.scenarios["海报 \"a\".yaml"].metrics.len(), now.snapshot.metrics.len());
        assert!(compare(&read.scenarios["海报 \"a\".yaml"], &now).is_identical());
        // Rounding alone moves nothing.
        let mut broken = read;
        for mark in &mut broken.scenarios.get_mut("海报 \"a\".yaml").unwrap().metrics {
            mark.digest = String::new();
        }
        let mut drift = compare(&broken.scenarios["海报 \"a\".yaml"], &now);
        crate::study::baseline::settle(&mut [&mut drift], 0.01);
        assert!(!drift.has_moved() && drift.different > 30);
    }

    #[test]
    fn a_metric_is_a_line() {
        let written = text(&baseline(40));
        let line = written.lines().find(|line| line.trim_start().starts_with("\"seeds\"")).unwrap();
        assert_eq!(
            line,
            "        \"seeds\": {\"unit\":\"count\",\"n\":40,\"mean\":60.0,\"digest\":\"bd92ee0a553b5295\"},"
        );
        assert!(written.lines().all(|line| line.len() < 400), "{written}");
    }

    #[test]
    fn what_is_wrong_is_told() {
        assert!(parse("nonsense").is_err());
        assert_eq!(parse("{}").unwrap_err(), "`streams`");
        let broken = text(&baseline(40)).replacen("\"n\":40", "\"n\":\"many\"", 1);
        assert_eq!(parse(&broken).unwrap_err(), "海报 \"a\".yaml: addressed: `n`");
    }
}
