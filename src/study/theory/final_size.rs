//! How far it goes if nothing but the market ends it: the sum over all generations, and the final-size equation of
//! Kermack and McKendrick (1927) where the market is finite.

use super::matrix::{Matrix, row_times};

/// Expected members ever by segment in a market of `market` people of whom `start` (by segment) join by themselves
/// and the others when an invitation reaches them: `X = start + won·mix`, `won = S·(1 - exp(-Σ R·X / M))`. `matrix`
/// says whom members bring while nobody has been won.
pub(super) fn in_market(matrix: &Matrix, start: &[f64], market: f64) -> Vec<f64> {
    let susceptible = (market - start.iter().sum::<f64>()).max(0.0);
    // From above the iteration falls to the largest solution: the smallest (nobody) belongs to no seed at all.
    let mut members: Vec<f64> = start.iter().map(|start| start + susceptible).collect();
    for _ in 0..ROUNDS {
        let hits = row_times(&members, matrix);
        let all: f64 = hits.iter().sum();
        let won = -susceptible * libm::expm1(-all / market);
        let of_segment = |(start, hits): (&f64, &f64)| start + if all > 0.0 { won * hits / all } else { 0.0 };
        let next: Vec<f64> = start.iter().zip(&hits).map(of_segment).collect();
        let change: f64 = next.iter().zip(&members).map(|(next, now)| (next - now).abs()).sum();
        members = next;
        if change <= 1e-12 * members.iter().sum::<f64>() {
            break;
        }
    }
    members
}

/// Near K = 1 the iteration is slow; it costs nothing.
const ROUNDS: usize = 200_000;

#[cfg(test)]
mod tests {
    use super::*;

    /// Solutions of `z = 1 - (1-e)·exp(-R·z)`.
    #[test]
    fn known_fractions() {
        for (r, seeded, z) in
            [(0.8, 0.01, 0.045_026), (1.5, 0.01, 0.593_634), (1.2, 1e-12, 0.313_698), (3.0, 1e-12, 0.940_480)]
        {
            let members = in_market(&vec![vec![r]], &[seeded * 1e6], 1e6);
            assert!((members[0] / 1e6 - z).abs() < 5e-7, "{r} {seeded}: {members:?}");
        }
    }

    #[test]
    fn in_a_huge_market_it_is_the_sum_over_generations() {
        let members = in_market(&vec![vec![0.5, 0.3], vec![0.2, 0.4]], &[10.0, 0.0], 1e12);
        assert!((members[0] - 25.0).abs() < 1e-6 && (members[1] - 12.5).abs() < 1e-6, "{members:?}");
    }

    #[test]
    fn nobody_starts_nobody_comes() {
        assert_eq!(in_market(&vec![vec![0.5]], &[0.0], 100.0)[0].round(), 0.0);
        assert_eq!(in_market(&vec![vec![2.0]], &[100.0], 100.0), [100.0]);
    }
}
