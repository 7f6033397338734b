//! Which orders are paid back, and who of those who order keeps none.

use super::lot::Kind;
use super::selling::{Buying, Selling};
use crate::engine::now::Step;
use crate::engine::returned::{Returned, among, both, goes_back, how_many, in_time};
use crate::engine::sold::Sold;
use crate::engine::thin::number;
use crate::model::{OrderEvent, RefundModel, Return};
use crate::rng::{Stream, binomial, hypergeometric, split};

/// Which of some orders are paid back, and which first ones among them.
#[derive(Debug, Default)]
pub(super) struct Back {
    all: Returned,
    first: Returned,
    /// Those who have kept no order yet and keep none of these, by side.
    pub keep_nothing: [u64; 2],
}

/// Orders that go back within the campaign, first ones among them, and people all of whose orders do.
#[derive(Clone, Copy, Debug, Default)]
struct InTime {
    orders: u64,
    first: u64,
    people: u64,
}

impl Back {
    pub fn draw(
        at: Step<'_>,
        selling: Selling<'_>,
        kind: &Kind,
        buying: &Buying,
        stream: &mut Stream,
    ) -> Back {
        let Some(refund) = &selling.sale.refund else { return Back::default() };
        let people = buying.count();
        if !kind.kept && buying.times > 1 {
            return Back::of_many(at, refund, selling.goes_back, kind, buying, stream);
        }
        let all = refund.draw(stream, buying.orders);
        let first = if kind.bought { Returned::new() } else { among(stream, &all, buying.orders, people) };
        let keep_nothing = if kind.kept || buying.times == 0 { 0 } else { in_time(at, &all) };
        Back { all, first, keep_nothing: buying.by_side(keep_nothing, stream) }
    }

    /// Of people who have ordered more than once, each as often.
    fn of_many(
        at: Step<'_>,
        refund: &RefundModel,
        chance: f64,
        kind: &Kind,
        buying: &Buying,
        stream: &mut Stream,
    ) -> Back {
        let back = InTime::draw(stream, buying.count(), buying.times, chance, !kind.bought);
        let is_in_time = |when: &Return| goes_back(at, when);
        let soon = refund.times(stream, back.orders, is_in_time);
        let kept = buying.orders - back.orders;
        let rest = refund.chance(|when| !is_in_time(when)) / (1.0 - chance).max(f64::MIN_POSITIVE);
        let late = binomial(stream, kept, rest.min(1.0));
        let late = refund.times(stream, late, |when| !is_in_time(when));
        let first = if kind.bought {
            Returned::new()
        } else {
            let first_kept = buying.count() - back.first;
            both(among(stream, &soon, back.orders, back.first), among(stream, &late, kept, first_kept))
        };
        Back { all: both(soon, late), first, keep_nothing: buying.by_side(back.people, stream) }
    }

    /// These and others.
    pub fn and(self, other: Back) -> Back {
        let keep_nothing = [0, 1].map(|side| self.keep_nothing[side] + other.keep_nothing[side]);
        Back { all: both(self.all, other.all), first: both(self.first, other.first), keep_nothing }
    }

    /// What was sold.
    pub fn sold(&self, at: Step<'_>, selling: Selling<'_>, kind: &Kind, buying: &Buying) -> Sold {
        let margin = selling.sale.margin;
        let returned = in_time(at, &self.all);
        let later = how_many(&self.all) - returned;
        Sold {
            orders: buying.orders,
            buyers: if kind.kept { 0 } else { buying.count() - self.keep_nothing.iter().sum::<u64>() },
            margin: margin.times(buying.orders),
            returned,
            margin_returned: margin.times(returned),
            later,
            margin_later: margin.times(later),
        }
    }

    /// Which of so many orders that earn something are paid back.
    pub fn of(&self, event: OrderEvent, earned: u64, buying: &Buying, stream: &mut Stream) -> Returned {
        match event {
            OrderEvent::First => among(stream, &self.first, buying.count(), earned),
            OrderEvent::Spent(_) | OrderEvent::Each => among(stream, &self.all, buying.orders, earned),
        }
    }
}

impl InTime {
    /// Of people who have ordered so many times each, where every order goes back with this chance.
    fn draw(stream: &mut Stream, people: u64, times: u64, chance: f64, first: bool) -> InTime {
        let mut back = InTime::default();
        let mut add = |stream: &mut Stream, orders: u64, people: u64| {
            back.orders += orders * people;
            back.people += if orders == times { people } else { 0 };
            // Which of somebody's orders go back does not look at which was the first.
            back.first += if first { binomial(stream, people, number(orders) / number(times)) } else { 0 };
        };
        if people <= times {
            for _ in 0..people {
                let orders = binomial(stream, times, chance);
                add(stream, orders, 1);
            }
        } else {
            let mut counts = vec![0; times as usize + 1];
            split(stream, people, &weights(times, chance), &mut counts);
            for (orders, people) in counts.into_iter().enumerate() {
                add(stream, orders as u64, people);
            }
        }
        back
    }
}

/// The binomial law of so many times, but for a factor: its likeliest number has 1.
fn weights(times: u64, chance: f64) -> Vec<f64> {
    let mut weights = vec![0.0; times as usize + 1];
    let likeliest = ((number(times) + 1.0) * chance).floor().min(number(times)) as usize;
    weights[likeliest] = 1.0;
    for place in likeliest..times as usize {
        let odds = chance / (1.0 - chance);
        weights[place + 1] = weights[place] * odds * (times as usize - place) as f64 / (place + 1) as f64;
    }
    for place in (0..likeliest).rev() {
        let odds = (1.0 - chance) / chance;
        weights[place] = weights[place + 1] * odds * (place + 1) as f64 / (times as usize - place) as f64;
    }
    weights
}

impl Buying {
    /// How many of some of these people are of either side, who are chosen without looking at it.
    fn by_side(&self, some: u64, stream: &mut Stream) -> [u64; 2] {
        let present = match self.people {
            _ if some == 0 => 0,
            [_, 0] => some,
            [0, _] => 0,
            [present, left] => hypergeometric(stream, present + left, present, some),
        };
        [present, some - present]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    /// People who order five times each: how many orders go back, how many first ones, and who keeps nothing, be they few or
    /// many.
    #[test]
    fn who_keeps_nothing_is_told_as_order_by_order() {
        let mut stream = ReplicateKey::new(2, 0).stream(Purpose::Value, 0, 0);
        for (people, campaigns, chance) in [(3, 40_000u64, 0.7), (120, 1_000, 0.7), (120, 1_000, 0.2)] {
            let mut all = InTime::default();
            for _ in 0..campaigns {
                let back = InTime::draw(&mut stream, people, 5, chance, true);
                all = InTime {
                    orders: all.orders + back.orders,
                    first: all.first + back.first,
                    people: all.people + back.people,
                };
            }
            let people = (people * campaigns) as f64;
            let close = |found: u64, expected: f64, of: f64| {
                let error = (expected * (1.0 - expected) / of).sqrt();
                let share = found as f64 / of;
                assert!((share - expected).abs() < 4.0 * error, "{share} {expected}");
            };
            close(all.orders, chance, 5.0 * people);
            close(all.first, chance, people);
            close(all.people, chance.powi(5), people);
        }
        for chance in [0.0, 1.0] {
            let sure = InTime::draw(&mut stream, 9, 4, chance, true);
            let all = if chance == 1.0 { [36, 9, 9] } else { [0; 3] };
            assert_eq!([sure.orders, sure.first, sure.people], all);
        }
        assert!(weights(5_000, 0.5).iter().all(|weight| weight.is_finite()));
    }
}
