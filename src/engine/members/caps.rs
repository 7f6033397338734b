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
    earned: Vec<u32>,
}

impl Caps {
    /// Nobody has earned anything.
    pub fn begin(&mut self, model: &Model) {
        self.rules.clear();
        let orders = model.rules.iter().enumerate().filter(|(_, rule)| rule.on_orders.is_some());
        let mut before = None;
        for (index, rule) in orders {
            match (rule.cap, self.rules.last_mut()) {
                (Some(_), Some(cap)) if before == Some(rule.reward) => cap.rules.push(index),
                (Some(most), _) => self.rules.push(Cap { rules: vec![index], most, earned: Vec::new() }),
                (None, _) => {}
            }
            before = Some(rule.reward);
        }
    }

    /// So many more by a rule, as far as he can; how many.
    pub fn earn(&mut self, rule: usize, row: u32, wanted: u64) -> u64 {
        let Some(cap) = self.rules.iter_mut().find(|cap| cap.rules.contains(&rule)) else { return wanted };
        if cap.earned.len() <= row as usize {
            cap.earned.resize(row as usize + 1, 0);
        }
        let earned = &mut cap.earned[row as usize];
        let more = wanted.min(u64::from(cap.most - *earned));
        *earned += more as u32;
        more
    }

    /// Rules, as bits, by which he cannot earn anything any more.
    pub fn used_up(&self, row: u32) -> u64 {
        let earned = |cap: &Cap| cap.earned.get(row as usize).copied().unwrap_or(0);
        let used_up = self.rules.iter().filter(|cap| earned(cap) >= cap.most);
        used_up.flat_map(|cap| &cap.rules).fold(0, |bits, rule| bits | 1 << rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_up_is_earned_no_more() {
        let cap = |rule, most| Cap { rules: vec![rule], most, earned: Vec::new() };
        let mut caps = Caps { rules: vec![cap(0, 2), cap(3, 1)] };
        assert_eq!([caps.earn(0, 7, 1), caps.earn(3, 7, 5), caps.earn(2, 7, 4)], [1, 1, 4]);
        assert_eq!([caps.used_up(7), caps.used_up(6), caps.used_up(8)], [0b1000, 0, 0]);
        assert_eq!([caps.earn(0, 7, 3), caps.earn(0, 7, 1)], [1, 0]);
        assert_eq!(caps.used_up(7), 0b1001);
    }
}
