//! With which chance members are there at a moment of a step of which it is known whether they leave in it. They leave at a
//! steady rate, and who may come at any moment comes at one drawn evenly.

use super::time::{Came, Due};
use crate::engine::now::Step;
use crate::model::Since;

/// Below this rate per step moments of leaving are even within a step.
const EVEN: f64 = 1e-5;

/// The rate at which members of a class leave in this step.
pub(super) fn rate(at: Step<'_>, segment: usize, class: usize) -> f64 {
    at.stint(segment, class, Since::Before).rate_of_leaving()
}

/// Chance to leave within a part of a step.
fn gone(rate: f64, part: f64) -> f64 {
    -libm::expm1(-rate * part)
}

/// Chance of who came in the step at any moment to have come before this one: who stays in it, and who leaves.
pub(super) fn came_before(moment: f64, rate: f64) -> [f64; 2] {
    if rate < EVEN {
        return [moment, 1.0 - (1.0 - moment) * (1.0 - moment)];
    }
    let staying = libm::expm1(rate * moment) / libm::expm1(rate);
    let later = libm::exp(-rate * (1.0 - moment));
    let leaving = (moment - later * gone(rate, moment) / rate) / (1.0 - gone(rate, 1.0) / rate);
    [staying, leaving]
}

/// Chance to be there at this moment: who stays until the end of the step, and who leaves in it. In cycles people come at its
/// beginning and leave at its end.
pub(super) fn there_at(at: Step<'_>, came: Came, moment: f64, rate: f64) -> [f64; 2] {
    if at.model.in_cycles {
        return [1.0; 2];
    }
    match came {
        Came::Before => [1.0, still_there_since(0.0, moment, rate)],
        Came::At(since) if since > moment => [0.0; 2],
        Came::At(since) => [1.0, still_there_since(since, moment, rate)],
        Came::Anytime if rate < EVEN => [moment, 2.0 * moment * (1.0 - moment)],
        Came::Anytime => {
            let leaving = gone(rate, moment) * gone(rate, 1.0 - moment) / (rate - gone(rate, 1.0));
            [came_before(moment, rate)[0], leaving]
        }
    }
}

/// Chance of who is there since one moment, and leaves in the step, to be there at a later one.
fn still_there_since(since: f64, moment: f64, rate: f64) -> f64 {
    if rate < EVEN {
        return (1.0 - moment) / (1.0 - since).max(f64::MIN_POSITIVE);
    }
    libm::exp(-rate * (moment - since)) * gone(rate, 1.0 - moment) / gone(rate, 1.0 - since)
}

/// Chance of who leaves in the step to be still there when an order is due.
pub(super) fn still_there(at: Step<'_>, came: Came, due: &Due, rate: f64) -> f64 {
    if at.model.in_cycles {
        return 1.0;
    }
    let [from, until] = due.span;
    match came {
        Came::At(since) => still_there_since(since, from, rate),
        // He came so long before, in this very step: early enough.
        Came::Anytime => {
            let after = 1.0 - from;
            if rate < EVEN {
                return after / (1.0 + from);
            }
            let stayed = libm::exp(-rate * from);
            let leaves_late = stayed * gone(rate, after) / rate;
            (after * stayed - leaves_late) / (after - leaves_late)
        }
        Came::Before if until <= from => still_there_since(0.0, from, rate),
        Came::Before if rate < EVEN => 1.0 - f64::midpoint(from, until),
        // Who came at any moment of a step, and is still there later, came late rather than early.
        Came::Before => {
            let there = (until - from) * rate / (libm::exp(rate * until) - libm::exp(rate * from));
            (there - libm::exp(-rate)) / gone(rate, 1.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::patience::Patience;
    use crate::metrics::Layout;
    use crate::model::Model;
    use crate::rng::{Purpose, ReplicateKey, Stream};
    use crate::scenario::Scenario;

    /// Somebody who comes at any moment of a step and leaves at this rate: when he comes and when he leaves.
    fn life(stream: &mut Stream, rate: f64) -> [f64; 2] {
        let since = stream.uniform();
        [since, since - libm::log1p(-stream.uniform()) / rate]
    }

    /// Shares of so many lives of which something is known.
    fn share(rate: f64, known: impl Fn([f64; 2]) -> bool, holds: impl Fn([f64; 2]) -> bool) -> f64 {
        let mut stream = ReplicateKey::new(5, 0).stream(Purpose::Value, 0, 0);
        let lives = (0..400_000).map(|_| life(&mut stream, rate)).filter(|life| known(*life));
        let [mut all, mut some] = [0.0, 0.0];
        for life in lives {
            all += 1.0;
            some += f64::from(u8::from(holds(life)));
        }
        some / all
    }

    fn close(found: f64, expected: f64) {
        assert!((found - expected).abs() < 0.008, "{found} {expected}");
    }

    /// Looks at a step of twelve hours of a campaign that a fifth of the members leave in a day.
    fn in_a_step(look: impl FnOnce(Step<'_>)) {
        let text =
            "{ name: x, days: 2, step: 12h, seeds: 9, share: 0.3, contacts: 5, join: 0.1, churn: 0.2 }";
        let scenario = Scenario::from_yaml(text).unwrap();
        let (model, layout) = (&Model::typical(&scenario), &Layout::new(&scenario.shape()));
        let (key, patience) = (&ReplicateKey::new(5, 0), &Patience::until(&|| false));
        look(Step { t: 0, round: 0, crowded: false, model, layout, key, patience });
    }

    /// An order that is due between these parts of a step.
    fn due(from: f64, until: f64) -> Due {
        Due { sale: 0, step: 0, span: [from, until] }
    }

    #[test]
    fn members_leave_at_the_rate_of_their_churn() {
        in_a_step(|at| assert!((rate(at, 0, 0) + 0.5 * libm::log(0.8)).abs() < 1e-12));
    }

    #[test]
    fn chances_are_those_of_lives_that_end_at_a_rate() {
        for rate in [0.5, 1.0, 3.0] {
            let (stays, leaves) = (|[_, end]: [f64; 2]| end >= 1.0, |[_, end]: [f64; 2]| end < 1.0);
            for moment in [0.2, 0.7] {
                let before = came_before(moment, rate);
                close(before[0], share(rate, stays, |[since, _]| since < moment));
                close(before[1], share(rate, leaves, |[since, _]| since < moment));
            }
        }
    }

    #[test]
    fn who_leaves_in_a_step_may_be_there_at_a_moment_of_it() {
        in_a_step(|at| {
            for rate in [0.5, 1.0, 3.0] {
                let there = |came: Came, moment: f64| there_at(at, came, moment, rate)[1];
                let found = share(rate, |[_, end]| end < 1.0, |[since, end]| since < 0.4 && end > 0.4);
                close(there(Came::Anytime, 0.4), found);
                for (came, begin) in [(Came::Before, 0.0), (Came::At(0.3), 0.3)] {
                    let end = |[since, end]: [f64; 2]| begin + end - since;
                    close(there(came, 0.4), share(rate, |life| end(life) < 1.0, |life| end(life) > 0.4));
                }
                assert_eq!(
                    there_at(at, Came::At(0.5), 0.4, rate),
                    [0.0; 2],
                    "nobody is there before he comes"
                );
                assert_eq!(there_at(at, Came::At(0.3), 0.4, rate)[0], 1.0);
            }
        });
    }

    /// Whom hardly anything drives away leaves at any moment alike: what is said of him goes over into what is said of others.
    #[test]
    fn rare_leavers_leave_evenly() {
        in_a_step(|at| {
            let rates = [0.999 * EVEN, 1.001 * EVEN];
            let meet = |of: &dyn Fn(f64) -> f64, known: f64| {
                assert!(
                    rates.iter().all(|rate| (of(*rate) - known).abs() < 1e-4),
                    "{known}: {:?}",
                    rates.map(of)
                );
            };
            meet(&|rate| came_before(0.3, rate)[0], 0.3);
            meet(&|rate| came_before(0.3, rate)[1], 0.51);
            meet(&|rate| there_at(at, Came::Before, 0.3, rate)[1], 0.7);
            meet(&|rate| there_at(at, Came::At(0.2), 0.3, rate)[1], 0.875);
            meet(&|rate| there_at(at, Came::Anytime, 0.3, rate)[0], 0.3);
            meet(&|rate| there_at(at, Came::Anytime, 0.3, rate)[1], 0.42);
            meet(&|rate| still_there(at, Came::At(0.2), &due(0.3, 0.3), rate), 0.875);
            meet(&|rate| still_there(at, Came::Anytime, &due(0.3, 0.3), rate), 0.7 / 1.3);
            meet(&|rate| still_there(at, Came::Before, &due(0.3, 0.3), rate), 0.7);
            meet(&|rate| still_there(at, Came::Before, &due(0.3, 0.5), rate), 0.6);
        });
    }

    #[test]
    fn an_order_that_is_due_within_a_step_finds_who_stayed_long_enough() {
        in_a_step(|at| {
            for rate in [0.5, 1.0, 3.0] {
                let known = |[since, end]: [f64; 2]| since < 0.7 && end < 1.0;
                let found = share(rate, known, |[since, end]| end > since + 0.3);
                close(still_there(at, Came::Anytime, &due(0.3, 0.3), rate), found);
            }
        });
    }

    /// Who came so many steps ago at any moment and leaves in the step at hand.
    #[test]
    fn an_order_that_is_due_after_steps_finds_who_is_left() {
        in_a_step(|at| {
            for rate in [0.5, 1.0] {
                let known = |[_, end]: [f64; 2]| (1.0..2.0).contains(&end);
                let found = share(rate, known, |[since, end]| end > since + 1.0);
                close(still_there(at, Came::Before, &due(0.0, 1.0), rate), found);
            }
        });
    }
}
