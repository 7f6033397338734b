//! How long members stay, from retention points: hidden classes of members who leave at the same rate each.
//!
//! Two classes are enough where they meet the points and the campaign is over by the last of them. Otherwise there are up to
//! [`MOST_CLASSES`], found among all rates by least squares; what no point says (before the first and beyond the last) is
//! taken from the curve that is usual for people who differ in how soon they leave.

mod class;
mod curve;
mod mixture;
mod two;

pub use class::{MOST_CLASSES, MOST_CLASSES_OF_ALL, RetentionClass};

use curve::Curve;
use mixture::{Target, fit_mixture};
use two::{TwoClasses, fit_two};

/// Classes of members, those who leave soonest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Retention {
    /// The classes; weights sum to 1.
    pub classes: Vec<RetentionClass>,
    /// Largest distance between curve and points.
    pub misfit: f64,
}

/// Points are met if the curve is as near as this to all of them.
const MET: f64 = 0.005;

/// Beyond the last point the curve counts at these multiples of its age.
const BEYOND: [f64; 6] = [1.25, 1.5, 2.0, 2.5, 3.0, 4.0];

/// Weight of what was observed beside what is usual.
const OBSERVED: f64 = 3.0;

impl Retention {
    /// Share still there after `days`.
    #[must_use]
    pub fn survival(&self, days: f64) -> f64 {
        self.classes.iter().map(|class| class.weight * libm::pow(1.0 - class.churn, days)).sum()
    }

    fn measured(classes: Vec<RetentionClass>, points: &[(f64, f64)]) -> Retention {
        let mut fit = Retention { classes, misfit: 0.0 };
        fit.misfit =
            points.iter().map(|(days, share)| (fit.survival(*days) - share).abs()).fold(0.0, f64::max);
        fit
    }
}

impl From<TwoClasses> for Retention {
    fn from(two: TwoClasses) -> Retention {
        let class = |weight, churn| RetentionClass { weight, churn };
        let classes = match two.visitors {
            ..=0.0 => vec![class(1.0, two.settler_churn)],
            1.0.. => vec![class(1.0, two.visitor_churn)],
            visitors => vec![class(visitors, two.visitor_churn), class(1.0 - visitors, two.settler_churn)],
        };
        Retention { classes, misfit: two.misfit }
    }
}

/// Fits classes to `points` of (days, share still there), days rising, shares falling, for a campaign of so many days.
#[must_use]
pub fn fit_retention(points: &[(f64, f64)], days: f64) -> Retention {
    let two = fit_two(points);
    let last = points.last().map_or(f64::INFINITY, |(last, _)| *last);
    // One point says nothing of a shape.
    if points.len() < 2 || (two.misfit <= MET && days <= last) {
        return two.into();
    }
    let mixture = Retention::measured(fit_mixture(&targets(points), points), points);
    // Points that no mixture meets are met as well by two classes, or better.
    if mixture.misfit <= two.misfit || days > last { mixture } else { two.into() }
}

/// What the mixture should meet: the points, and what is usual where there are none.
fn targets(points: &[(f64, f64)]) -> Vec<Target> {
    let curve = Curve::likeliest(points);
    let observed = points.iter().map(|(age, share)| Target { age: *age, share: *share, weight: OBSERVED });
    let (first, to_first) = points[0];
    let (last, to_last) = points[points.len() - 1];
    // The usual curve, bent to go through the first point and the last.
    let before = |age: f64| 1.0 - (1.0 - to_first) * (1.0 - curve.at(age)) / (1.0 - curve.at(first));
    let beyond = |age: f64| to_last * curve.at(age) / curve.at(last);
    let early = [0.25, 0.5].map(|part| (part * first, before(part * first)));
    let late = BEYOND.map(|times| (times * last, beyond(times * last)));
    let usual = early.into_iter().chain(late).map(|(age, share)| Target { age, share, weight: 1.0 });
    observed.chain(usual).filter(|target| target.share.is_finite()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_two_classes_do_they_stay() {
        let fit = fit_retention(&[(1.0, 0.8), (7.0, 0.5), (30.0, 0.2)], 14.0);
        assert!(fit.classes.len() == 2 && fit.misfit < 1e-9, "{fit:?}");
        assert_eq!(fit_retention(&[(7.0, 0.5)], 90.0).classes.len(), 1);
    }

    /// A usual curve of an application: many leave within the day, some stay for years.
    #[test]
    fn a_long_tail_is_met() {
        let points = [(1.0, 0.4), (7.0, 0.2), (30.0, 0.1), (180.0, 0.06), (365.0, 0.05)];
        let fit = fit_retention(&points, 30.0);
        assert!(fit.misfit < 1e-4 && fit.classes.len() <= MOST_CLASSES, "{fit:?}");
        assert!((fit.survival(730.0) - 0.039).abs() < 5e-4, "{}", fit.survival(730.0));
        assert!((fit.survival(1.0 / 24.0) - 0.89).abs() < 5e-3, "{}", fit.survival(1.0 / 24.0));
        assert!((fit.classes.iter().map(|class| class.weight).sum::<f64>() - 1.0).abs() < 1e-12);
    }

    /// Survivors of a thousand subscribers after one to four years; the next eight were observed (Fader and Hardie 2007).
    #[test]
    fn four_years_tell_twelve() {
        let year = 365.0;
        let points: Vec<(f64, f64)> = [0.631, 0.468, 0.382, 0.326]
            .iter()
            .enumerate()
            .map(|(i, s)| ((i + 1) as f64 * year, *s))
            .collect();
        let fit = fit_retention(&points, 12.0 * year);
        let known = [0.285, 0.254, 0.230, 0.210, 0.194, 0.181, 0.169, 0.159];
        for (years, known) in (5..).zip(known) {
            let told = fit.survival(f64::from(years) * year);
            assert!((told - known).abs() <= 0.002, "{years}: {told} {known}");
        }
    }

    #[test]
    fn a_curve_that_steepens_is_met_as_well_as_possible_and_told() {
        let fit = fit_retention(&[(1.0, 0.9), (7.0, 0.5), (30.0, 0.45)], 30.0);
        assert!(fit.misfit > 0.02 && fit.misfit < 0.035, "{fit:?}");
    }

    /// Points that no mixture meets pull at its weights, and everybody is of one class still.
    #[test]
    fn classes_are_of_everybody_whatever_the_points() {
        let points = [(1.0, 0.9), (7.0, 0.5), (30.0, 0.45)];
        let whole: f64 = fit_mixture(&targets(&points), &points).iter().map(|class| class.weight).sum();
        assert!((whole - 1.0).abs() < 1e-12, "{whole}");
    }
}
