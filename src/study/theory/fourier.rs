//! The discrete Fourier transform for powers of two (Cooley and Tukey, 1965).

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

#[cfg(test)]
mod tests {
    use super::*;

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
