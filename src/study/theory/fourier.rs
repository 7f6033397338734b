//! The discrete Fourier transform for powers of two (Cooley and Tukey, 1965), and sums of numbers by it.

use super::dual::Complex;

/// Transforms of one size, with their turns at hand.
pub(super) struct Fourier {
    /// `e^(-2πi·k/size)` for the first half of the circle.
    turns: Vec<Complex>,
    size: usize,
}

impl Fourier {
    /// Transforms of `size` numbers, a power of two.
    pub fn new(size: usize) -> Fourier {
        let turn = |k: usize| Complex::on_circle(-2.0 * std::f64::consts::PI * k as f64 / size as f64);
        Fourier { turns: (0..size / 2).map(turn).collect(), size }
    }

    /// `Σ_k x_k·e^(-2πi·nk/size)` in place.
    pub fn transform(&self, values: &mut [Complex]) {
        let shift = usize::BITS - self.size.trailing_zeros();
        for n in 1..self.size {
            let mirrored = n.reverse_bits() >> shift;
            if n < mirrored {
                values.swap(n, mirrored);
            }
        }
        let mut half = 1;
        while half < self.size {
            let stride = self.size / (2 * half);
            for block in values.chunks_exact_mut(2 * half) {
                let (even, odd) = block.split_at_mut(half);
                for (n, (even, odd)) in even.iter_mut().zip(odd).enumerate() {
                    let turned = *odd * self.turns[n * stride];
                    (*even, *odd) = (*even + turned, *even + turned * -1.0);
                }
            }
            half *= 2;
        }
    }
}

/// The laws of sums of two numbers below a size; what is as large or larger counts as the last one.
pub(super) struct Sums {
    size: usize,
    /// Where there are many numbers.
    fourier: Option<Fourier>,
}

/// Sums of fewer numbers are quicker one by one.
const MANY: usize = 256;

impl Sums {
    /// Of numbers below `size`, a power of two.
    pub fn below(size: usize) -> Sums {
        Sums { size, fourier: (size >= MANY).then(|| Fourier::new(2 * size)) }
    }

    /// Chances of the sums, by chances of both; of rare ones as many digits as a chance near 1 has.
    pub fn of(&self, one: &[f64], other: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.size];
        let last = self.size - 1;
        let mut add = |n: usize, p: f64| sums[n.min(last)] += p;
        let several = |chances: &[f64]| chances.iter().filter(|p| **p > 0.0).nth(MANY / 8).is_some();
        match &self.fourier {
            Some(fourier) if several(one) && several(other) => {
                // (a + ib)² = a² - b² + 2i·ab.
                let zeros = std::iter::repeat_n(Complex { re: 0.0, im: 0.0 }, self.size);
                let both = one.iter().zip(other).map(|(re, im)| Complex { re: *re, im: *im });
                let mut values: Vec<Complex> = both.chain(zeros).collect();
                fourier.transform(&mut values);
                values.iter_mut().for_each(|value| *value = (*value * *value).conjugate());
                fourier.transform(&mut values);
                let twice = 2.0 * values.len() as f64;
                values.iter().enumerate().for_each(|(n, value)| add(n, (-value.im / twice).max(0.0)));
            }
            _ => {
                for (a, p) in one.iter().enumerate().filter(|(_, p)| **p > 0.0) {
                    other.iter().enumerate().filter(|(_, q)| **q > 0.0).for_each(|(b, q)| add(a + b, p * q));
                }
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_by_turns_are_those_one_by_one() {
        for size in [64, 512] {
            let law = |ratio: f64| -> Vec<f64> { (0..size).map(|n| (1.0 - ratio) * ratio.powi(n)).collect() };
            let (one, other) = (law(0.99), law(0.995));
            let sums = Sums::below(size as usize).of(&one, &other);
            let slow = Sums { size: size as usize, fourier: None }.of(&one, &other);
            let far = sums.iter().zip(&slow).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(far < 1e-15, "{size}: {far}");
            let mass = |law: &[f64]| law.iter().sum::<f64>();
            assert!((mass(&sums) - mass(&one) * mass(&other)).abs() < 1e-12);
        }
    }

    /// Against the definition.
    #[test]
    fn a_transform_is_the_sum_that_defines_it() {
        for size in [1, 2, 8, 64] {
            let input: Vec<Complex> =
                (0..size).map(|k| Complex { re: (k * k % 7) as f64, im: (k % 3) as f64 - 1.0 }).collect();
            let mut output = input.clone();
            Fourier::new(size).transform(&mut output);
            for (n, seen) in output.iter().enumerate() {
                let angle = |k: usize| -2.0 * std::f64::consts::PI * (n * k) as f64 / size as f64;
                let terms = input.iter().enumerate().map(|(k, x)| *x * Complex::on_circle(angle(k)));
                let sum = terms.fold(Complex { re: 0.0, im: 0.0 }, |sum, term| sum + term);
                assert!((sum.re - seen.re).abs() < 1e-11 && (sum.im - seen.im).abs() < 1e-11, "{size} {n}");
            }
        }
    }
}
