//! Whether the chain goes on: somebody who was invited has brought somebody. Until then it is followed who of the members was
//! invited, as a mark that is drawn by numbers of its own, so that the course of a campaign does not depend on it;
//! afterwards nobody asks.

use super::now::Step;
use crate::model::ContactLaw;
use crate::rng::{Purpose, Stream, hypergeometric, lane};

/// Whether somebody who was invited has brought somebody.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Chain {
    goes_on: bool,
}

/// Draws how many of some people were invited; says nobody where that is not asked any more.
#[derive(Debug)]
pub(super) struct Marks {
    stream: Option<Stream>,
}

/// Where marks are drawn.
#[derive(Clone, Copy, Debug)]
pub(super) enum Point {
    Leaving,
    Occasions,
    Newcomers,
    Decisions,
    Acceptance,
    Again,
    Reminders,
}

impl Chain {
    pub fn goes_on(self) -> bool {
        self.goes_on
    }

    /// Those of `people` who were invited, as a mark; hunters bring no genuine people.
    pub fn mark(self, invited: bool, fake: bool, people: u64) -> u64 {
        if invited && !fake && !self.goes_on { people } else { 0 }
    }

    /// The marks of a segment at one point of a round.
    #[inline]
    pub fn marks(self, at: Step<'_>, point: Point, segment: usize) -> Marks {
        let stream = || at.stream(Purpose::Chain, lane::of_marks(point as usize, segment));
        Marks { stream: (!self.goes_on).then(stream) }
    }

    /// Of sharers under one part of the contacts law so many were invited; `accepted` came of all of them.
    pub fn look(&mut self, marks: &mut Marks, law: ContactLaw, [sharers, invited]: [u64; 2], accepted: u64) {
        let Some(stream) = &mut marks.stream else { return };
        self.goes_on |= invited > 0
            && accepted > 0
            && (invited == sharers || stream.uniform() >= chance_of_none(law, sharers, invited, accepted));
    }

    /// So many of `sharers`, of whom so many were invited, have brought somebody.
    pub fn look_at_credits(&mut self, marks: &mut Marks, [sharers, invited]: [u64; 2], credited: u64) {
        let mut left = invited;
        self.goes_on |= marks.take(&mut left, sharers, credited) > 0;
    }
}

impl Marks {
    /// Marks drawn from this stream.
    #[cfg(test)]
    pub fn drawn(stream: Stream) -> Marks {
        Marks { stream: Some(stream) }
    }

    /// Nobody asks.
    pub fn unasked() -> Marks {
        Marks { stream: None }
    }

    /// `drawn` are taken out of `people`, of whom so many are marked: how many of these are.
    #[inline]
    pub fn take(&mut self, marked: &mut u64, people: u64, drawn: u64) -> u64 {
        let Some(stream) = &mut self.stream else { return 0 };
        let part = match *marked {
            0 => 0,
            all if all == people => drawn,
            some => hypergeometric(stream, people, some, drawn),
        };
        *marked -= part;
        part
    }
}

/// Chance that nobody of those who accepted was brought by an invited sharer. Given their sum, what sharers bring is a
/// multinomial vector, a Pólya urn or a draw without replacement.
fn chance_of_none(law: ContactLaw, sharers: u64, invited: u64, accepted: u64) -> f64 {
    let (all, others, accepted) = (sharers as f64, (sharers - invited) as f64, accepted as f64);
    match law {
        ContactLaw::Poisson(_) => (others / all).powf(accepted),
        ContactLaw::NegativeBinomial { k, .. } => {
            (rising(others * k, accepted) - rising(all * k, accepted)).exp()
        }
        ContactLaw::Fixed(contacts) => {
            let contacts = contacts as f64;
            if others * contacts < accepted {
                return 0.0;
            }
            let falling = |places: f64| rising(places - accepted + 1.0, accepted);
            (falling(others * contacts) - falling(all * contacts)).exp()
        }
    }
}

/// The logarithm of x (x + 1) … (x + n − 1).
fn rising(x: f64, n: f64) -> f64 {
    libm::lgamma(x + n) - libm::lgamma(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 5 sharers, 2 of them invited, 3 acceptances.
    #[test]
    fn who_brings_is_drawn_as_the_contacts_fall() {
        let none = |law| chance_of_none(law, 5, 2, 3);
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
        close(none(ContactLaw::Poisson(4.0)), 0.6f64.powi(3));
        close(none(ContactLaw::NegativeBinomial { mean: 4.0, k: 0.5 }), 1.5 * 2.5 * 3.5 / (2.5 * 3.5 * 4.5));
        close(none(ContactLaw::Fixed(2)), 6.0 * 5.0 * 4.0 / (10.0 * 9.0 * 8.0));
        close(none(ContactLaw::Fixed(1)), 1.0 / 10.0);
        close(chance_of_none(ContactLaw::Fixed(1), 5, 3, 3), 0.0);
    }
}
