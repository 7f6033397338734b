//! What alarms the platform: people who join, or those beyond so many in an hour of the clock.

/// Those of a campaign, or of each of its accounts, which stand alike.
#[derive(Clone, Copy, Debug)]
pub struct Alarm {
    /// So many in an hour alarm nobody.
    above: f64,
    hour: u32,
    in_hour: f64,
    counted: f64,
    looked_at: f64,
}

impl Alarm {
    /// Before anybody has come.
    #[must_use]
    pub fn new(above: Option<u64>) -> Alarm {
        Alarm { above: above.unwrap_or(0) as f64, hour: 0, in_hour: 0.0, counted: 0.0, looked_at: 0.0 }
    }

    /// It is this hour of the clock, counted from a midnight.
    pub fn turn_to(&mut self, hour: u32) {
        if hour != self.hour {
            (self.hour, self.in_hour) = (hour, 0.0);
        }
    }

    /// So many came in.
    pub fn take(&mut self, people: f64) {
        let before = (self.in_hour - self.above).max(0.0);
        self.in_hour += people;
        self.counted += (self.in_hour - self.above).max(0.0) - before;
    }

    /// Those who count so far.
    #[must_use]
    pub fn counted(&self) -> f64 {
        self.counted
    }

    /// Those of them whom the platform has not looked at, and does now; and so many of those who are about to come.
    pub fn look(&mut self, at_coming: f64) -> f64 {
        let before = self.counted - self.looked_at;
        self.looked_at = self.counted + at_coming;
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_beyond_so_many_in_an_hour_count() {
        let mut alarm = Alarm::new(Some(40));
        alarm.take(30.0);
        alarm.take(30.0);
        assert_eq!((alarm.counted(), alarm.look(5.0)), (20.0, 20.0));
        alarm.turn_to(1);
        alarm.take(40.0);
        assert_eq!((alarm.counted(), alarm.look(0.0)), (20.0, -5.0), "those five did not come");
        let mut everybody = Alarm::new(None);
        everybody.take(3.0);
        assert_eq!(everybody.counted(), 3.0);
    }
}
