//! The reference growth for the comparison with peers: not statistics of a benchmark, but one line per case that
//! `benches/peers/compare.sh` puts beside the line of the peer.
//!
//! `cargo bench --bench growth -- RUNS` prints: program, case, microseconds of CPU time per run, mean users (seeds
//! included), standard error of the mean; separated by tabs. One thread; the engine alone, as everywhere in
//! `common::Simulator`: nothing is aggregated.

mod common;

use common::{CASES, Clock, Simulator, reference};
use kfactor::metrics::Metric;

/// Runs per case unless the command line names a number.
const RUNS: u32 = 4_000;
/// Runs before the clock starts.
const WARM_UP: u32 = 200;

fn main() {
    let runs = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(RUNS).max(2);
    for (name, market, seeds) in CASES {
        let mut simulator = Simulator::new(&reference(market, seeds));
        for _ in 0..WARM_UP {
            simulator.run();
        }
        let (mut sum, mut squares) = (0.0, 0.0);
        let clock = Clock::start();
        for _ in 0..runs {
            simulator.run();
            let users = simulator.metric(&Metric::Seeds) + simulator.metric(&Metric::Referred);
            sum += users - seeds;
            squares += (users - seeds).powi(2);
        }
        let spent = clock.spent();
        let n = f64::from(runs);
        let error = ((squares - sum * sum / n) / (n - 1.0) / n).sqrt();
        let micros = spent.as_secs_f64() * 1e6 / n;
        println!("kfactor\t{name}\t{micros:.2}\t{:.1}\t{error:.1}", seeds + sum / n);
    }
}
