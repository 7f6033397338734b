//! Where a number stands in a scenario: how it is read and how it is put there.

use crate::problem::ProblemKind;
use crate::scenario::{Clock, Contacts, Domain, Quantity, StepIs};
use crate::units::MINUTES_PER_DAY;

/// The place of a number.
pub(crate) enum Slot<'a> {
    /// A number that may be uncertain.
    Quantity(&'a mut Quantity),
    /// A number that must be known.
    Real(&'a mut f64),
    /// A whole number.
    Whole(&'a mut u32),
    /// A whole number that may be large.
    Large(&'a mut u64),
    /// The days of the campaign.
    Days(&'a mut Clock),
    /// The days of a step.
    Step(&'a mut Clock),
    /// The mean of a law of contacts; its shape stays.
    Reach(&'a mut Contacts),
    /// A factor on the rate at which members leave, under which the points of retention are `share^factor`.
    Leaving(&'a mut [(f64, Quantity)]),
}

impl Slot<'_> {
    /// The number that stands there.
    pub fn quantity(&self) -> Quantity {
        match self {
            Slot::Quantity(quantity) => (**quantity).clone(),
            Slot::Real(number) => (**number).into(),
            Slot::Whole(number) => f64::from(**number).into(),
            Slot::Large(number) => (**number as f64).into(),
            Slot::Days(clock) => clock.days().into(),
            Slot::Step(clock) => clock.step_days().into(),
            Slot::Reach(contacts) => contacts.mean().into(),
            Slot::Leaving(_) => 1.0.into(),
        }
    }

    /// The number, if it may stand there.
    pub fn accept(&self, number: f64, domain: Domain) -> Result<f64, ProblemKind> {
        match self {
            Slot::Days(clock) => {
                let days = domain.accept(number)?;
                clock.lasting(days).map(|_| days)
            }
            // That nought is no step is told like any other step that does not divide a day.
            Slot::Step(clock) => {
                let days = if number == 0.0 { number } else { domain.accept(number)? };
                let minutes = Clock::minutes_of(days)?;
                Clock::steps_of(clock.days(), minutes).map(|_| days)
            }
            _ => domain.accept(number),
        }
    }

    /// Puts a known number there, whatever it is: rounded where only whole ones fit.
    pub fn put(self, number: f64) {
        match self {
            Slot::Quantity(quantity) => *quantity = number.into(),
            Slot::Real(real) => *real = number,
            Slot::Whole(whole) => *whole = number.round() as u32,
            Slot::Large(large) => *large = number.round() as u64,
            Slot::Days(clock) => {
                *clock = clock
                    .lasting(number)
                    .unwrap_or(Clock { steps: (number / clock.step_days()).round() as u32, ..*clock });
            }
            Slot::Step(clock) => {
                let days = clock.days();
                clock.step_is = StepIs::Named;
                clock.step_minutes = (number * f64::from(MINUTES_PER_DAY)).round() as u32;
                clock.steps = (days / clock.step_days()).round() as u32;
            }
            Slot::Reach(contacts) => contacts.scale(number / contacts.mean()),
            Slot::Leaving(points) => {
                points.iter_mut().for_each(|(_, share)| *share = libm::pow(share.typical(), number).into());
            }
        }
    }

    /// Whether it stands for several numbers of the list, which it turns together.
    pub fn is_several(&self) -> bool {
        matches!(self, Slot::Reach(_) | Slot::Leaving(_))
    }

    /// Whether the number may be uncertain.
    pub fn may_be_uncertain(&self) -> bool {
        matches!(self, Slot::Quantity(_))
    }
}

impl Contacts {
    /// The mean number of people, at the medians of uncertain numbers.
    pub(in crate::scenario) fn mean(&self) -> f64 {
        match self {
            Contacts::All => f64::INFINITY,
            Contacts::Fixed(mean) | Contacts::Poisson(mean) | Contacts::NegativeBinomial { mean, .. } => {
                mean.typical()
            }
            Contacts::Mixture(parts) => {
                let total: f64 = parts.iter().map(|(weight, _)| weight.typical()).sum();
                parts.iter().map(|(weight, part)| weight.typical() * part.mean()).sum::<f64>() / total
            }
        }
    }

    /// The same law with every mean times `factor`.
    fn scale(&mut self, factor: f64) {
        match self {
            Contacts::All => {}
            Contacts::Fixed(mean) | Contacts::Poisson(mean) | Contacts::NegativeBinomial { mean, .. } => {
                *mean = (mean.typical() * factor).into();
            }
            Contacts::Mixture(parts) => {
                *parts = parts.drain(..).flat_map(|(weight, part)| scaled(weight, part, factor)).collect();
            }
        }
    }
}

/// A part of a mixture with its mean times `factor`. Where that is no whole number and every share reaches the same, some
/// reach the one below and some the one above.
fn scaled(weight: Quantity, mut part: Contacts, factor: f64) -> Vec<(Quantity, Contacts)> {
    part.scale(factor);
    match &part {
        Contacts::Fixed(mean) if mean.typical().fract() != 0.0 => {
            let (below, above) = (mean.typical().floor(), mean.typical().fract());
            let share = |part: f64| Quantity::from(weight.typical() * part);
            vec![
                (share(1.0 - above), Contacts::Fixed(below.into())),
                (share(above), Contacts::Fixed((below + 1.0).into())),
            ]
        }
        _ => vec![(weight, part)],
    }
}
