//! Sharing out a count among several.

use super::binomial::binomial;
use super::hypergeometric::hypergeometric;
use super::stream::Stream;

/// Shares `n` out with probabilities proportional to `weights` (multinomial, by conditional binomials).
///
/// Weights that are not positive get nothing and take no number of the stream; nor does anything after `n` is
/// exhausted, so give every split a stream of its own. With no positive weight everybody is left out.
pub fn split(stream: &mut Stream, n: u64, weights: &[f64], out: &mut [u64]) {
    out.fill(0);
    let mut weight_left: f64 = weights.iter().filter(|w| **w > 0.0).sum();
    let Some(last) = weights.iter().rposition(|w| *w > 0.0) else {
        return;
    };
    let mut left = n;
    for (part, &weight) in out.iter_mut().zip(&weights[..last]) {
        if left == 0 {
            return;
        }
        if weight > 0.0 {
            *part = binomial(stream, left, weight / weight_left);
            left -= *part;
            weight_left -= weight;
        }
    }
    if let Some(part) = out.get_mut(last) {
        *part = left;
    }
}

/// How many of each kind are among `draws` people drawn without replacement from `counts` people of each kind.
///
/// More draws than people draw everybody. As in [`split`], give every call a stream of its own.
pub fn multivariate_hypergeometric(stream: &mut Stream, counts: &[u64], draws: u64, out: &mut [u64]) {
    out.fill(0);
    let mut population: u64 = counts.iter().sum();
    let mut left = draws.min(population);
    for (part, &count) in out.iter_mut().zip(counts) {
        if left == 0 {
            return;
        }
        if count > 0 {
            *part = hypergeometric(stream, population, count, left);
            left -= *part;
            population -= count;
        }
    }
}
