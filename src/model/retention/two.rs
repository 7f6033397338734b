//! Retention points fitted by two hidden classes of members.
//!
//! Real retention curves fall steeply and then flatten: most newcomers only visit, some settle. The curve is
//! `w·a^d + (1-w)·b^d` with daily survival `a` of the visitors below `b` of the settlers. Three points that such a
//! curve can meet are met exactly; otherwise the squares of the misfits are made least.

/// A fitted two-class law.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TwoClasses {
    /// Share of newcomers who are visitors.
    pub visitors: f64,
    /// Chance of a visitor to leave within a day.
    pub visitor_churn: f64,
    /// Chance of a settler to leave within a day.
    pub settler_churn: f64,
    /// Largest distance between curve and points.
    pub misfit: f64,
}

impl TwoClasses {
    /// Share still there after `days`.
    fn survival(&self, days: f64) -> f64 {
        self.visitors * libm::pow(1.0 - self.visitor_churn, days)
            + (1.0 - self.visitors) * libm::pow(1.0 - self.settler_churn, days)
    }
}

/// Fits the two-class law to `points` of (days, share still there), days rising, shares falling.
pub(super) fn fit_two(points: &[(f64, f64)]) -> TwoClasses {
    match points {
        [] => one_class(0.0, points),
        [(days, share)] => one_class(1.0 - libm::pow(*share, 1.0 / days), points),
        [first, second] => two_points(*first, *second).unwrap_or_else(|| least_squares(points)),
        _ => least_squares(points),
    }
}

fn one_class(churn: f64, points: &[(f64, f64)]) -> TwoClasses {
    measured(TwoClasses { visitors: 0.0, visitor_churn: churn, settler_churn: churn, misfit: 0.0 }, points)
}

fn measured(fit: TwoClasses, points: &[(f64, f64)]) -> TwoClasses {
    let misfit = points.iter().map(|(days, share)| (fit.survival(*days) - share).abs()).fold(0.0, f64::max);
    TwoClasses { misfit, ..fit }
}

/// Two points do not determine three numbers. Visitors are taken to be gone by the first point but for one in a
/// hundred; between the points the settlers alone decide. `None` where the points fall too steeply for that.
fn two_points((d1, s1): (f64, f64), (d2, s2): (f64, f64)) -> Option<TwoClasses> {
    let visitor_survival = libm::pow(0.01, 1.0 / d1);
    // Given b, the first point fixes w; the second is then monotone in b: bisection.
    let weight = |b: f64| {
        let (va, vb) = (libm::pow(visitor_survival, d1), libm::pow(b, d1));
        (vb - s1) / (vb - va)
    };
    let at_second = |b: f64| {
        let w = weight(b);
        w * libm::pow(visitor_survival, d2) + (1.0 - w) * libm::pow(b, d2)
    };
    let (mut low, mut high) = (libm::pow(s1, 1.0 / d1), 1.0);
    if at_second(low) > s2 || at_second(high) < s2 {
        return None;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if at_second(middle) < s2 {
            low = middle;
        } else {
            high = middle;
        }
    }
    let b = f64::midpoint(low, high);
    let fit = TwoClasses {
        visitors: weight(b),
        visitor_churn: 1.0 - visitor_survival,
        settler_churn: 1.0 - b,
        misfit: 0.0,
    };
    Some(measured(fit, &[(d1, s1), (d2, s2)]))
}

/// Levenberg–Marquardt from several starts in coordinates without bounds.
fn least_squares(points: &[(f64, f64)]) -> TwoClasses {
    const STARTS: [[f64; 3]; 6] = [
        [0.0, 0.0, -4.0],
        [-1.5, 1.0, -3.5],
        [1.5, 0.0, -5.0],
        [0.0, 2.0, -2.5],
        [0.5, -2.0, -6.0],
        [-2.0, -1.0, -4.5],
    ];
    let mut best = ([0.0; 3], f64::INFINITY);
    for start in STARTS {
        let fit = descend(start, points);
        if fit.1 < best.1 {
            best = fit;
        }
        if best.1 < 1e-22 {
            break;
        }
    }
    measured(law_at(best.0), points)
}

/// `x = (logit of w, ln of the hazard that visitors have above the settlers', ln of the settlers' hazard)`.
fn law_at(x: [f64; 3]) -> TwoClasses {
    let settler_hazard = libm::exp(x[2]);
    let visitor_hazard = settler_hazard + libm::exp(x[1]);
    TwoClasses {
        visitors: 1.0 / (1.0 + libm::exp(-x[0])),
        visitor_churn: -libm::expm1(-visitor_hazard),
        settler_churn: -libm::expm1(-settler_hazard),
        misfit: 0.0,
    }
}

fn residuals(x: [f64; 3], points: &[(f64, f64)]) -> Vec<f64> {
    let law = law_at(x);
    points.iter().map(|(days, share)| law.survival(*days) - share).collect()
}

fn sum_of_squares(residuals: &[f64]) -> f64 {
    residuals.iter().map(|r| r * r).sum()
}

fn descend(start: [f64; 3], points: &[(f64, f64)]) -> ([f64; 3], f64) {
    const WIDTH: f64 = 1e-6;
    let mut x = start;
    let mut error = sum_of_squares(&residuals(x, points));
    let mut damping = 1e-2;
    for _ in 0..300 {
        if error < 1e-28 || damping > 1e12 {
            break;
        }
        let here = residuals(x, points);
        let slopes: [Vec<f64>; 3] = std::array::from_fn(|axis| {
            let (mut up, mut down) = (x, x);
            up[axis] += WIDTH;
            down[axis] -= WIDTH;
            let (up, down) = (residuals(up, points), residuals(down, points));
            up.iter().zip(&down).map(|(u, d)| (u - d) / (2.0 * WIDTH)).collect()
        });
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let mut normal = [[0.0; 4]; 3];
        for (row, slope) in slopes.iter().enumerate() {
            for (column, other) in slopes.iter().enumerate() {
                normal[row][column] = dot(slope, other);
            }
            normal[row][row] += damping * (normal[row][row] + 1e-12);
            normal[row][3] = -dot(slope, &here);
        }
        let step = solve(normal);
        let next: [f64; 3] = std::array::from_fn(|axis| (x[axis] + step[axis]).clamp(-30.0, 4.0));
        let next_error = sum_of_squares(&residuals(next, points));
        if next_error < error {
            (x, error) = (next, next_error);
            damping *= 0.3;
        } else {
            damping *= 4.0;
        }
    }
    (x, error)
}

/// Solves three linear equations by elimination with pivots; a direction without information stays put.
fn solve(mut rows: [[f64; 4]; 3]) -> [f64; 3] {
    for column in 0..3 {
        let pivot = (column..3)
            .max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))
            .unwrap_or(column);
        rows.swap(column, pivot);
        if rows[column][column].abs() < 1e-300 {
            continue;
        }
        for row in 0..3 {
            if row != column {
                let factor = rows[row][column] / rows[column][column];
                let pivot_row = rows[column];
                for (entry, above) in rows[row].iter_mut().zip(pivot_row) {
                    *entry -= factor * above;
                }
            }
        }
    }
    std::array::from_fn(|i| if rows[i][i].abs() < 1e-300 { 0.0 } else { rows[i][3] / rows[i][i] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points_of(law: TwoClasses, days: &[f64]) -> Vec<(f64, f64)> {
        days.iter().map(|d| (*d, law.survival(*d))).collect()
    }

    #[test]
    fn three_feasible_points_are_met_exactly() {
        let law = TwoClasses { visitors: 0.4, visitor_churn: 0.5, settler_churn: 0.02, misfit: 0.0 };
        let fit = fit_two(&points_of(law, &[1.0, 7.0, 30.0]));
        assert!(fit.misfit < 1e-9, "{fit:?}");
        assert!((fit.visitors - 0.4).abs() < 1e-5 && (fit.settler_churn - 0.02).abs() < 1e-6, "{fit:?}");
        let usual = fit_two(&[(1.0, 0.8), (7.0, 0.5), (30.0, 0.2)]);
        assert!(usual.misfit < 1e-9, "{usual:?}");
    }

    #[test]
    fn one_and_two_points_are_met() {
        assert!(fit_two(&[(7.0, 0.5)]).misfit < 1e-12);
        let two = fit_two(&[(1.0, 0.4), (30.0, 0.1)]);
        assert!(two.misfit < 1e-9, "{two:?}");
        let steep = fit_two(&[(1.0, 0.9), (2.0, 0.5)]);
        assert!(steep.misfit > 0.01, "a curve that steepens cannot be met: {steep:?}");
    }

    #[test]
    fn a_curve_that_steepens_is_met_as_well_as_possible_and_told() {
        let fit = fit_two(&[(1.0, 0.95), (7.0, 0.9), (30.0, 0.1)]);
        assert!(fit.misfit > 0.02 && fit.misfit < 0.3, "{fit:?}");
    }
}
