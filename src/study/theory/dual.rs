//! Arguments of a generating function: dual numbers for its value and slope (forward differentiation), complex numbers
//! to read the probabilities out of it.

use std::ops::{Add, Mul};

/// A number that a generating function takes and returns.
pub(super) trait Argument:
    Copy + Add<Output = Self> + Mul<Output = Self> + Mul<f64, Output = Self>
{
    /// A plain number.
    fn real(value: f64) -> Self;
    /// `e` to this power.
    fn exp(self) -> Self;
    /// Natural logarithm, for numbers whose real part is at least 1.
    fn ln(self) -> Self;

    /// A whole power, by squaring.
    fn power(self, mut exponent: u64) -> Self {
        let (mut base, mut result) = (self, Self::real(1.0));
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result * base;
            }
            base = base * base;
            exponent >>= 1;
        }
        result
    }
}

/// A value and its derivative by the argument of the function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dual {
    pub value: f64,
    pub slope: f64,
}

impl Dual {
    /// The argument itself.
    pub fn argument(value: f64) -> Dual {
        Dual { value, slope: 1.0 }
    }
}

impl Add for Dual {
    type Output = Dual;
    fn add(self, other: Dual) -> Dual {
        Dual { value: self.value + other.value, slope: self.slope + other.slope }
    }
}

impl Mul for Dual {
    type Output = Dual;
    fn mul(self, other: Dual) -> Dual {
        Dual { value: self.value * other.value, slope: self.slope * other.value + self.value * other.slope }
    }
}

impl Mul<f64> for Dual {
    type Output = Dual;
    fn mul(self, factor: f64) -> Dual {
        Dual { value: self.value * factor, slope: self.slope * factor }
    }
}

impl Argument for Dual {
    fn real(value: f64) -> Dual {
        Dual { value, slope: 0.0 }
    }

    fn exp(self) -> Dual {
        let value = libm::exp(self.value);
        Dual { value, slope: self.slope * value }
    }

    fn ln(self) -> Dual {
        Dual { value: libm::log(self.value), slope: self.slope / self.value }
    }
}

/// A complex number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Complex {
    pub re: f64,
    pub im: f64,
}

impl Complex {
    /// The point of the unit circle at this angle.
    pub fn on_circle(angle: f64) -> Complex {
        Complex { re: libm::cos(angle), im: libm::sin(angle) }
    }

    /// Mirrored at the real axis.
    pub fn conjugate(self) -> Complex {
        Complex { re: self.re, im: -self.im }
    }
}

impl Add for Complex {
    type Output = Complex;
    fn add(self, other: Complex) -> Complex {
        Complex { re: self.re + other.re, im: self.im + other.im }
    }
}

impl Mul for Complex {
    type Output = Complex;
    fn mul(self, other: Complex) -> Complex {
        Complex { re: self.re * other.re - self.im * other.im, im: self.re * other.im + self.im * other.re }
    }
}

impl Mul<f64> for Complex {
    type Output = Complex;
    fn mul(self, factor: f64) -> Complex {
        Complex { re: self.re * factor, im: self.im * factor }
    }
}

impl Argument for Complex {
    fn real(value: f64) -> Complex {
        Complex { re: value, im: 0.0 }
    }

    fn exp(self) -> Complex {
        Complex::on_circle(self.im) * libm::exp(self.re)
    }

    fn ln(self) -> Complex {
        Complex { re: libm::log(libm::hypot(self.re, self.im)), im: libm::atan2(self.im, self.re) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duals_follow_the_rules_of_differentiation() {
        let x = Dual::argument(1.5);
        let cube = x.power(3);
        assert!((cube.value - 3.375).abs() < 1e-15 && (cube.slope - 6.75).abs() < 1e-15);
        let same = x.ln().exp();
        assert!((same.value - 1.5).abs() < 1e-15 && (same.slope - 1.0).abs() < 1e-15);
        // Nought to a high power, as for contacts who surely say yes.
        assert_eq!(Dual { value: 0.0, slope: 1.0 }.power(5), Dual { value: 0.0, slope: 0.0 });
    }

    #[test]
    fn complex_powers_turn() {
        let eighth = Complex::on_circle(std::f64::consts::FRAC_PI_4);
        let whole = eighth.power(8);
        assert!((whole.re - 1.0).abs() < 1e-14 && whole.im.abs() < 1e-14);
        let z = Complex { re: 1.2, im: -0.7 };
        let same = z.ln().exp();
        assert!((same.re - z.re).abs() < 1e-15 && (same.im - z.im).abs() < 1e-15);
    }
}
