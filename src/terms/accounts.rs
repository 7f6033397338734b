//! Accounts through which people come in, so many an hour and a day. All that live stand alike: who comes is spread evenly over
//! them.

use super::ban::Shut;
use crate::model::AccountsModel;

/// The accounts of a campaign.
#[derive(Clone, Debug)]
pub struct Accounts {
    of: AccountsModel,
    live: u64,
    /// The steps from which on those live again that were struck for a while.
    back: Vec<u32>,
    /// The hour of the clock, counted from a midnight.
    hour: u32,
    /// People who came in through those that live in this hour, and on this day.
    in_hour: f64,
    in_day: f64,
}

impl Accounts {
    /// Before anybody has come.
    #[must_use]
    pub fn new(of: AccountsModel) -> Accounts {
        Accounts { of, live: of.count, back: Vec::new(), hour: 0, in_hour: 0.0, in_day: 0.0 }
    }

    /// Those that live.
    #[must_use]
    pub fn live(&self) -> u64 {
        self.live
    }

    /// Whether no more than so many live, and no other ever will again.
    #[must_use]
    pub fn are_only(&self, count: u64) -> bool {
        self.live == count && self.back.is_empty()
    }

    /// Step `t` begins: those that are back stand as the others do.
    pub fn begin_step(&mut self, t: u32) {
        let struck = self.back.len();
        self.back.retain(|step| *step > t);
        let back = (struck - self.back.len()) as u64;
        if back > 0 {
            self.become_of(self.live + back);
        }
    }

    /// It is this hour of the clock, counted from a midnight.
    pub fn turn_to(&mut self, hour: u32) {
        if hour != self.hour {
            self.in_hour = 0.0;
        }
        if hour / 24 != self.hour / 24 {
            self.in_day = 0.0;
        }
        self.hour = hour;
    }

    /// How many more they take in this hour.
    #[must_use]
    pub fn room(&self) -> f64 {
        let left = |limit: Option<u64>, taken: f64| {
            let all = |each: u64| (each as f64 * self.live as f64 - taken).round().max(0.0);
            limit.map_or(f64::INFINITY, all)
        };
        match self.live {
            0 => 0.0,
            _ => left(self.of.per_hour, self.in_hour).min(left(self.of.per_day, self.in_day)),
        }
    }

    /// So many came in.
    pub fn take(&mut self, people: f64) {
        self.in_hour += people;
        self.in_day += people;
    }

    /// One of them is struck, so that it does not live until then.
    pub fn strike(&mut self, shut: Shut) {
        self.become_of(self.live - 1);
        if let Shut::Until(step) = shut {
            self.back.push(step);
        }
    }

    /// So many live now, each with as many people of the hour and the day as before.
    fn become_of(&mut self, live: u64) {
        let part = if self.live > 0 { live as f64 / self.live as f64 } else { 0.0 };
        self.in_hour *= part;
        self.in_day *= part;
        self.live = live;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_takes_so_many_an_hour_and_a_day() {
        let mut accounts = Accounts::new(AccountsModel { count: 8, per_hour: Some(40), per_day: Some(70) });
        accounts.turn_to(20);
        assert_eq!(accounts.room(), 320.0);
        accounts.take(300.0);
        assert_eq!(accounts.room(), 20.0);
        accounts.turn_to(21);
        assert_eq!(accounts.room(), 260.0, "of the day");
        accounts.take(260.0);
        accounts.turn_to(23);
        assert_eq!(accounts.room(), 0.0);
        accounts.turn_to(24);
        assert_eq!(accounts.room(), 320.0, "another day");
    }

    #[test]
    fn who_came_through_one_that_is_struck_counts_for_no_other() {
        let mut accounts = Accounts::new(AccountsModel { count: 4, per_hour: Some(40), per_day: None });
        accounts.take(80.0);
        accounts.strike(Shut::Until(3));
        assert_eq!((accounts.live(), accounts.room()), (3, 60.0));
        accounts.begin_step(2);
        assert_eq!(accounts.live(), 3);
        accounts.begin_step(3);
        assert_eq!((accounts.live(), accounts.room()), (4, 80.0), "as the others");
        (0..4).for_each(|_| accounts.strike(Shut::ForGood));
        assert!(accounts.are_only(0) && accounts.room() == 0.0);
    }
}
