//! How fast something comes to members: occasions, or leaving. A member meets it when his own exponential number is used up
//! by the rates of the steps, so that he is looked at when it comes and not before.

use crate::engine::now::Step;
use crate::model::{Model, SegmentModel, Since, StayClass, Stint};
use crate::rng::Stream;

/// Rates by step.
#[derive(Clone, Debug)]
pub(super) enum Pace {
    /// The same in every step; may be infinite.
    Steady(f64),
    /// What is met until the beginning of each step, and until the end; the rate afterwards.
    Varying { met: Vec<f64>, afterwards: f64 },
}

/// How fast occasions come, by segment, and leaving, by segment and class.
#[derive(Clone, Debug, Default)]
pub(super) struct Paces {
    occasions: Vec<Pace>,
    leaving: Vec<Vec<Pace>>,
}

impl Paces {
    pub fn begin(&mut self, model: &Model) {
        self.occasions.clear();
        self.occasions.extend(model.segments.iter().map(|segment| Pace::of_occasions(model, segment)));
        self.leaving.clear();
        let of_classes =
            |classes: &[StayClass]| classes.iter().map(|class| Pace::of_leaving(model, class)).collect();
        self.leaving.extend(model.segments.iter().map(|segment| of_classes(&segment.classes)));
    }

    /// That of the occasions of a segment's members.
    #[inline]
    pub fn of_occasions(&self, segment: usize) -> &Pace {
        &self.occasions[segment]
    }

    /// That of leaving, of a class, as fast as it may ever be.
    #[inline]
    pub fn of_leaving(&self, segment: usize, class: usize) -> &Pace {
        &self.leaving[segment][class]
    }
}

/// No step is so long that nobody is left at such a rate; and nothing overflows.
const MOST_PER_STEP: f64 = 700.0;

/// An exponential number of mean 1.
#[inline]
pub(super) fn exponential(stream: &mut Stream) -> f64 {
    -libm::log(stream.open01())
}

/// Whether the [exponential] number of this level may be below a bound; if not, most often no is said, and no logarithm taken.
#[inline]
pub(super) fn may_be_below(level: f64, bound: f64) -> bool {
    // -ln(1 - x) > x + x²/2 + x³/3; what rounding may make of the bound is far less than what is added to it.
    let rest = 1.0 - level;
    let least = rest * (1.0 + rest * (0.5 + rest * (1.0 / 3.0)));
    least <= bound + 1e-9 * (1.0 + bound)
}

impl Pace {
    /// Occasions of the members of a segment.
    fn of_occasions(model: &Model, segment: &SegmentModel) -> Pace {
        let class = &segment.classes[0];
        let rate = |t| class.stint(t, Since::Before, false).rate_of_occasions();
        Pace::of(model, class.is_steady(), rate, rate(model.steps - 1))
    }

    /// The clock of hours and weekdays, in days.
    pub fn of_clock(model: &Model) -> Pace {
        let rate = |t| model.step_days * model.profile.occasion.at(t);
        let steady = model.profile.occasion.values().len() == 1;
        Pace::of(model, steady, rate, rate(model.steps - 1))
    }

    /// Leaving of a class, as fast as it may ever be: [`takes_place`] is the part of it that is.
    fn of_leaving(model: &Model, class: &StayClass) -> Pace {
        let rate = |t| fastest(class, t).rate_of_leaving();
        Pace::of(model, class.is_steady(), rate, -class.log_staying(1.0))
    }

    fn of(model: &Model, steady: bool, rate: impl Fn(u32) -> f64, afterwards: f64) -> Pace {
        let first = rate(0);
        if steady || first.is_infinite() {
            return Pace::Steady(first);
        }
        let mut met = vec![0.0];
        let mut so_far = 0.0;
        met.extend((0..model.steps).map(|t| {
            so_far += rate(t).min(MOST_PER_STEP);
            so_far
        }));
        Pace::Varying { met, afterwards }
    }

    /// When it comes next after `from`; nothing is drawn where it comes at once or never.
    #[inline]
    pub fn next(&self, from: f64, stream: &mut Stream) -> f64 {
        match self {
            Pace::Steady(rate) if *rate == 0.0 => f64::INFINITY,
            Pace::Steady(rate) if rate.is_infinite() => from,
            _ => self.reach(from, exponential(stream)),
        }
    }

    /// Whether it never comes.
    pub fn is_still(&self) -> bool {
        matches!(self, Pace::Steady(rate) if *rate == 0.0)
    }

    /// What is met by a time.
    pub fn met_by(&self, time: f64) -> f64 {
        match self {
            Pace::Steady(rate) => rate * time,
            Pace::Varying { met, afterwards } => {
                let last = met.len() - 1;
                if time >= last as f64 {
                    return met[last] + (time - last as f64) * afterwards;
                }
                let begin = time as usize;
                met[begin] + (time - begin as f64) * (met[begin + 1] - met[begin])
            }
        }
    }

    /// When so much is met that was not met before `from`; times count in steps.
    #[inline]
    pub fn reach(&self, from: f64, amount: f64) -> f64 {
        match self {
            Pace::Steady(rate) => from + amount / rate,
            Pace::Varying { met, afterwards } => reach_in(met, *afterwards, from, amount),
        }
    }
}

fn reach_in(met: &[f64], afterwards: f64, from: f64, amount: f64) -> f64 {
    let last = met.len() - 1;
    if from >= last as f64 {
        return from + amount / afterwards;
    }
    let begin = from as usize;
    let target = met[begin] + (from - begin as f64) * (met[begin + 1] - met[begin]) + amount;
    if target >= met[last] {
        return last as f64 + (target - met[last]) / afterwards;
    }
    let step = met.partition_point(|met| *met <= target) - 1;
    let reached = step as f64 + (target - met[step]) / (met[step + 1] - met[step]);
    reached.max(from)
}

/// What members of a class may do in step `t`, whether there are too many or not: where they leave faster.
fn fastest(class: &StayClass, t: u32) -> &Stint {
    let [calm, crowded] = [false, true].map(|crowded| class.stint(t, Since::Before, crowded));
    if crowded.rate_of_leaving() > calm.rate_of_leaving() { crowded } else { calm }
}

/// The chance that somebody leaves in this step for whom it has come to that at the fastest pace.
pub(super) fn takes_place(at: Step<'_>, class: &StayClass) -> f64 {
    let [fast, now] = [fastest(class, at.t), class.stint(at.t, Since::Before, at.crowded)];
    let [fast, now] = [fast, now].map(|stint| {
        if at.model.in_cycles { stint.leaving.p() } else { stint.rate_of_leaving().min(MOST_PER_STEP) }
    });
    if now < fast { now / fast } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_is_said_of_what_is_not_below_and_of_most_of_that() {
        let mut stream = crate::rng::ReplicateKey::new(1, 0).stream(crate::rng::Purpose::Member, 0, 0);
        let [mut below, mut perhaps] = [0, 0];
        for bound in (0..9_000).map(|place| f64::from(place % 9) / 3.0) {
            let level = stream.open01();
            let (is_below, may_be) = (-libm::log(level) < bound, may_be_below(level, bound));
            assert!(may_be || !is_below);
            (below, perhaps) = (below + u32::from(is_below), perhaps + u32::from(may_be));
        }
        assert!(perhaps < below + below / 5, "{below} {perhaps}");
    }

    #[test]
    fn what_is_met_adds_up_over_the_steps() {
        let pace = Pace::Varying { met: vec![0.0, 1.0, 1.0, 3.0], afterwards: 0.5 };
        for (from, amount, time) in [
            (0.0, 0.25, 0.25),
            (0.5, 0.75, 2.125),
            (0.5, 0.5, 2.0),
            (1.5, 1.0, 2.5),
            (2.5, 1.5, 4.0),
            (7.0, 1.0, 9.0),
        ] {
            assert!((pace.reach(from, amount) - time).abs() < 1e-12, "{from} {amount}");
            assert!((pace.met_by(time) - pace.met_by(from) - amount).abs() < 1e-12, "{from} {amount}");
        }
        assert_eq!(Pace::Steady(0.5).reach(1.0, 2.0), 5.0);
        assert_eq!(Pace::Steady(0.0).reach(1.0, 2.0), f64::INFINITY);
        assert_eq!(Pace::Steady(f64::INFINITY).reach(1.5, 2.0), 1.5);
    }
}
