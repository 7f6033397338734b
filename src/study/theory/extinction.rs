//! The chance that a line of invitations dies out: the smallest solution of `q = F(q)`, `F` being the generating
//! functions of what members of each segment bring (Harris, *The Theory of Branching Processes*, 1963).

use super::matrix::{Matrix, less_from_one, solve};

/// The function whose smallest fixed point in [0, 1] is sought: values and, by rows, slopes.
pub(super) type Generating<'a> = dyn Fn(&[f64]) -> (Vec<f64>, Matrix) + 'a;

/// Newton's method from 0 climbs to the smallest solution and doubles its digits with every step; at K = 1 it halves
/// the distance, so that this is enough for all digits there are.
const STEPS: usize = 200;

/// The chance that the line of one member of each segment dies out; `fades` where it is known to do so.
pub(super) fn extinction(generating: &Generating<'_>, fades: &[bool]) -> Vec<f64> {
    let mut q: Vec<f64> = fades.iter().map(|fades| f64::from(u8::from(*fades))).collect();
    if fades.iter().all(|fades| *fades) {
        return q;
    }
    for _ in 0..STEPS {
        let (values, slopes) = generating(&q);
        let rest: Vec<f64> = values.iter().zip(&q).map(|(value, q)| value - q).collect();
        // Where the slopes do not help any more, a plain step climbs as well.
        let step = solve(&less_from_one(&slopes), rest.clone())
            .filter(|step| step.iter().zip(&rest).all(|(step, rest)| step.is_finite() && step >= rest))
            .unwrap_or(rest);
        let next: Vec<f64> = q.iter().zip(&step).map(|(q, step)| (q + step).clamp(0.0, 1.0)).collect();
        let rests = next == q || step.iter().all(|step| step.abs() < 1e-15);
        q = next;
        if rests || q.iter().copied().all(is_one) {
            break;
        }
    }
    q.iter_mut().filter(|q| is_one(**q)).for_each(|q| *q = 1.0);
    q
}

/// The last digits of a solution at 1 are rounding.
fn is_one(q: f64) -> bool {
    q > 1.0 - 1e-7
}

#[cfg(test)]
mod tests {
    use super::super::acceptance::WayLaw;
    use super::super::dual::{Argument, Dual};
    use super::*;
    use crate::model::{ContactLaw, ContactPart};

    fn of(law: ContactLaw, chance: f64) -> f64 {
        let contacts = [ContactPart { weight: 1.0, law }];
        let offspring = |q: &[f64]| {
            let value = WayLaw { usage: 1.0, contacts: &contacts, chance }.generating(Dual::argument(q[0]));
            (vec![value.value], vec![vec![value.slope]])
        };
        extinction(&offspring, &[false])[0]
    }

    /// Solutions of `q = exp(-R(1-q))`, `q = (1 + R(1-q)/k)^-k` and `q = (1 - p + p·q)^n`.
    #[test]
    fn known_laws() {
        for (r, poisson, nb_half, nb_tenth, binomial) in [
            (1.1, 0.823_865_9, 0.938_748_9, 0.983_035_9, 0.805_671_9),
            (1.5, 0.417_188_4, 0.767_591_9, 0.932_342_3, 0.371_510_5),
            (3.0, 0.059_520_2, 0.5, 0.837_885_9, 0.032_428_1),
        ] {
            let nb = |k| of(ContactLaw::NegativeBinomial { mean: 10.0 * r, k }, 0.1);
            assert!((of(ContactLaw::Poisson(10.0 * r), 0.1) - poisson).abs() < 5e-8, "{r}");
            assert!((nb(0.5) - nb_half).abs() < 5e-8 && (nb(0.1) - nb_tenth).abs() < 5e-8, "{r}");
            assert!((of(ContactLaw::Fixed(10), r / 10.0) - binomial).abs() < 5e-8, "{r}");
            // Geometric: 1/R.
            assert!((nb(1.0) - 1.0 / r).abs() < 1e-12);
        }
    }

    #[test]
    fn lines_that_do_not_grow_die_out_unless_they_cannot() {
        assert_eq!(of(ContactLaw::Poisson(5.0), 0.1), 1.0);
        assert_eq!(of(ContactLaw::Poisson(10.0), 0.1), 1.0);
        assert_eq!(of(ContactLaw::Fixed(1), 1.0), 0.0, "everybody brings exactly one");
    }

    /// Two kinds that bring each other: the line of one is that of the other a generation later.
    #[test]
    fn segments_are_solved_together() {
        let law = |u: f64| (Dual::argument(u) + Dual::real(-1.0)).mul_exp(2.0);
        let swap = |q: &[f64]| {
            let (a, b) = (law(q[1]), law(q[0]));
            (vec![a.value, b.value], vec![vec![0.0, a.slope], vec![b.slope, 0.0]])
        };
        let q = extinction(&swap, &[false; 2]);
        assert!((q[0] - 0.203_187_9).abs() < 5e-8 && (q[0] - q[1]).abs() < 1e-12);
        assert!((q[0].powi(2) * q[1] - q[0].powi(3)).abs() < 1e-12);
    }

    impl Dual {
        fn mul_exp(self, factor: f64) -> Dual {
            (self * factor).exp()
        }
    }
}
