//! Campaigns on networks for the comparison with peers: not statistics of a benchmark, but one line per case that
//! `benches/peers/networks.sh` puts beside the lines of the peers.
//!
//! `cargo bench --bench networks -- FILE RUNS` reads pairs of people from a file, or draws a Barabási–Albert network of 100,000
//! people without one, and prints: program, case, microseconds of CPU time per campaign, mean size (seeds included), standard
//! error of the mean; separated by tabs. One thread; the engine alone. The case `reading` is the time to read the file.

mod common;

use common::{Clock, Simulator};
use kfactor::input::load;
use kfactor::metrics::Metric;
use kfactor::network::{FileName, Files, read};
use kfactor::scenario::Valid;
use kfactor::yaml::Source;
use std::path::Path;

/// Campaigns per case unless the command line names a number.
const RUNS: u32 = 200;
const SEEDS: f64 = 100.0;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let runs = words.iter().find_map(|word| word.parse().ok()).unwrap_or(RUNS).max(2);
    let file = words.iter().find(|word| word.parse::<u32>().is_err());
    let network = match file {
        Some(file) => format!("network: {{ file: {file} }}"),
        None => "network: { generate: barabasi_albert, nodes: 100_000, m: 5 }".to_owned(),
    };
    if let Some(file) = file {
        time_of_reading(file);
    }
    for chance in [0.01, 0.05, 0.1] {
        // Nobody of such a network is farther away than some twenty contacts.
        let keys = format!("{network}\ndays: 60\nshare: 1\njoin: {chance}");
        tell(&format!("cascade {chance}"), &campaign(&keys), runs);
    }
    let keys = format!("{network}\ndays: 90\nshare: {{ content: 1, again: 1 }}\njoin: 0.005\nchurn: 0.05");
    tell("sharing", &campaign(&keys), (runs / 10).max(2));
}

/// In cycles of a day, from anybody.
fn campaign(keys: &str) -> Valid {
    let text = format!("name: x\nstep: 1d\ndelay: none\nseeds: {SEEDS}\n{keys}\n");
    load(&Source::new("bench.yaml", &text), &[]).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn time_of_reading(file: &str) {
    let clock = Clock::start();
    let files = Files { contacts: Some(FileName::new(file, Path::new("."))), ..Files::default() };
    let network = read(&files).unwrap_or_else(|problem| panic!("{problem:?}"));
    let micros = clock.spent().as_secs_f64() * 1e6;
    println!("kfactor\treading\t{micros:.0}\t{}\t0", network.people());
}

fn tell(case: &str, campaign: &Valid, runs: u32) {
    let mut simulator = Simulator::new(campaign);
    simulator.run();
    let (mut sum, mut squares) = (0.0, 0.0);
    let clock = Clock::start();
    for _ in 0..runs {
        simulator.run();
        let size = simulator.metric(&Metric::Seeds) + simulator.metric(&Metric::Referred);
        sum += size;
        squares += size * size;
    }
    let n = f64::from(runs);
    let micros = clock.spent().as_secs_f64() * 1e6 / n;
    let error = ((squares - sum * sum / n).max(0.0) / (n - 1.0) / n).sqrt();
    println!("kfactor\t{case}\t{micros:.1}\t{:.1}\t{error:.2}", sum / n);
}
