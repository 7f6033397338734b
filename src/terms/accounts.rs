//! Accounts through which people come in, so many an hour and a day. All of them stand alike: who comes is spread evenly over
//! them.

use crate::model::AccountsModel;

/// The accounts of a campaign.
#[derive(Clone, Copy, Debug)]
pub struct Accounts {
    of: AccountsModel,
    /// The hour of the clock, counted from a midnight.
    hour: u32,
    /// People who came in through them in this hour, and on this day.
    in_hour: f64,
    in_day: f64,
}

impl Accounts {
    /// Before anybody has come.
    #[must_use]
    pub fn new(of: AccountsModel) -> Accounts {
        Accounts { of, hour: 0, in_hour: 0.0, in_day: 0.0 }
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
            limit.map_or(f64::INFINITY, |each| (each as f64 * self.of.count as f64 - taken).max(0.0))
        };
        left(self.of.per_hour, self.in_hour).min(left(self.of.per_day, self.in_day))
    }

    /// So many came in.
    pub fn take(&mut self, people: f64) {
        self.in_hour += people;
        self.in_day += people;
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
}
