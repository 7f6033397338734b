//! Campaigns on networks, against answers that are known exactly: by enumeration on small graphs, by generating functions on
//! large ones. Seeds are fixed; distributions are tested by chi-square, means at 4 standard errors.
//!
//! Time goes in cycles: a member has one occasion, in the step after he accepted. With `share: 1` and no churn that is the
//! independent cascade: a member tries everybody whom he knows once.

mod cascade;
mod common_luck;
mod known;
mod large;
mod seed;
mod segments;
mod shipped;

use kfactor::ensemble::sample;
use kfactor::input::load;
use kfactor::metrics::Metric;
use kfactor::scenario::Valid;
use kfactor::yaml::Source;
use std::fs;
use tempfile::TempDir;

/// A scenario in a folder of its own, with these files beside it.
struct Campaign {
    valid: Valid,
    _folder: TempDir,
}

impl Campaign {
    fn new(keys: &str, files: &[(&str, String)]) -> Campaign {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, content) in files {
            fs::write(folder.path().join(name), content).expect("written");
        }
        let text = format!("name: x\nstep: 1d\ndelay: none\n{keys}\n");
        let source = Source::new("x.yaml", &text).in_folder(folder.path());
        let valid = load(&source, &[]).unwrap_or_else(|problems| panic!("{text}\n{problems:#?}"));
        Campaign { valid, _folder: folder }
    }

    /// New users of so many replicates.
    fn new_users(&self, replicates: u64, seed: u64) -> Vec<f64> {
        sample(&self.valid, seed, replicates).column(&Metric::NewUsers).expect("a metric").to_vec()
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (values.len() as f64 - 1.0)
}

fn mean_is(what: &str, values: &[f64], known: f64) {
    let error = (variance(values) / values.len() as f64).sqrt();
    assert!(
        (mean(values) - known).abs() < 4.0 * error + 1e-9,
        "{what}: {} ± {error}, not {known}",
        mean(values)
    );
}
