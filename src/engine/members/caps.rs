//! How often members have earned something by the orders of friends, where they cannot without end.

use crate::model::Model;

/// What is counted of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Caps {
    rules: Vec<Cap>,
}

/// The rules of a reward, how often at most, and how often so far by row.
#[derive(Clone, Debug)]
struct Cap {
    rules: Vec<usize>,
    most: u32,
    most_a_day: u32,
    /// In all, and today.
    earned: Vec<[u32; 2]>,
}

impl Caps {
    /// Nobody has earned anything.
    pub fn begin(&mut self, model: &Model) {
        self.rules.clear();
        let orders = model.rules.iter().enumerate().filter(|(_, rule)| rule.on_orders.is_some());
        let mut before = None;
        for (index, rule) in orders {
            let [most, most_a_day] = [rule.cap, rule.cap_per_day].map(|cap| cap.unwrap_or(u32::MAX));
            match self.rules.last_mut() {
                _ if rule.cap.or(rule.cap_per_day).is_none() => {}
                Some(cap) if before == Some(rule.reward) => cap.rules.push(index),
                _ => self.rules.push(Cap { rules: vec![index], most, most_a_day, earned: Vec::new() }),
            }
            before = Some(rule.reward);
        }
    }

    /// So many more by a rule, as far as he can; how many.
    pub fn earn(&mut self, rule: usize, row: u32, wanted: u64) -> u64 {
        let Some(cap) = self.rules.iter_mut().find(|cap| cap.rules.contains(&rule)) else { return wanted };
        if cap.earned.len() <= row as usize {
            cap.earned.resize(row as usize + 1, [0; 2]);
        }
        let [in_all, today] = &mut cap.earned[row as usize];
        let more = wanted.min(u64::from((cap.most - *in_all).min(cap.most_a_day - *today)));
        (*in_all, *today) = (*in_all + more as u32, *today + more as u32);
        more
    }

    /// Another day begins.
    pub fn begin_day(&mut self) {
        self.rules.iter_mut().flat_map(|cap| &mut cap.earned).for_each(|[_, today]| *today = 0);
    }

    /// Rules, as bits, by which he cannot earn anything any more, on whatever day.
    pub fn used_up(&self, row: u32) -> u64 {
        let earned = |cap: &Cap| cap.earned.get(row as usize).map_or(0, |[in_all, _]| *in_all);
        let used_up = self.rules.iter().filter(|cap| earned(cap) >= cap.most);
        used_up.flat_map(|cap| &cap.rules).fold(0, |bits, rule| bits | 1 << rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_up_is_earned_no_more() {
        let cap = |rule, most, most_a_day| Cap { rules: vec![rule], most, most_a_day, earned: Vec::new() };
        let mut caps = Caps { rules: vec![cap(0, 2, 9), cap(3, 1, 9)] };
        assert_eq!([caps.earn(0, 7, 1), caps.earn(3, 7, 5), caps.earn(2, 7, 4)], [1, 1, 4]);
        assert_eq!([caps.used_up(7), caps.used_up(6), caps.used_up(8)], [0b1000, 0, 0]);
        assert_eq!([caps.earn(0, 7, 3), caps.earn(0, 7, 1)], [1, 0]);
        assert_eq!(caps.used_up(7), 0b1001);
        let mut by_day = Caps { rules: vec![cap(1, 5, 3)] };
        assert_eq!([by_day.earn(1, 0, 2), by_day.earn(1, 0, 2), by_day.earn(1, 0, 1)], [2, 1, 0]);
        by_day.begin_day();
        assert_eq!((by_day.used_up(0), by_day.earn(1, 0, 9), by_day.used_up(0)), (0, 2, 0b10));
    }
}
