//! Since when members are there, and when they will order.

/// An order to come: of which sale, and in which step, at which moments of it.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Due {
    pub sale: usize,
    pub step: u32,
    pub span: [f64; 2],
}

/// Since when members are there.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Came {
    /// Since a step before.
    Before,
    /// Since any moment of this step.
    Anytime,
    /// Since this moment of it.
    At(f64),
}

/// When somebody joined: in which step, and when in it.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Joined {
    pub step: u32,
    pub came: Came,
}

impl Joined {
    /// Chance of an order in step `t` to come within so many steps after it: at any moment of the step, or at this one.
    pub fn within(self, t: u32, steps: f64, moment: Option<f64>, in_cycles: bool) -> f64 {
        let later = f64::from(t - self.step);
        if in_cycles {
            return f64::from(u8::from(later < steps));
        }
        // An order at v comes in time where v is below the moment of joining and this.
        let left = steps - later;
        match (self.came, moment) {
            (Came::At(joined), Some(moment)) => f64::from(u8::from(moment < joined + left)),
            (Came::At(joined), None) if later > 0.0 => (joined + left).clamp(0.0, 1.0),
            (Came::At(joined), None) => (left / (1.0 - joined).max(f64::MIN_POSITIVE)).min(1.0),
            (_, Some(moment)) => (1.0 - (moment - left)).clamp(0.0, 1.0),
            // Who joins in the very step orders after that.
            (_, None) if later == 0.0 => 1.0 - (1.0 - left).max(0.0).powi(2),
            (_, None) if left >= 0.0 => 1.0 - 0.5 * (1.0 - left).max(0.0).powi(2),
            (_, None) => 0.5 * (1.0 + left).max(0.0).powi(2),
        }
    }

    /// Whether no order after step `t` can come within so many steps.
    pub fn is_over(self, t: u32, steps: f64, in_cycles: bool) -> bool {
        let later = f64::from(t + 1 - self.step);
        match self.came {
            _ if in_cycles => later >= steps,
            Came::At(joined) => joined + steps <= later,
            _ => 1.0 + steps <= later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Orders and joining at moments drawn evenly, on a fine grid.
    #[test]
    fn an_order_comes_in_time_as_often_as_on_a_grid() {
        let grid = || (0..400).map(|place| (f64::from(place) + 0.5) / 400.0);
        let any = Joined { step: 3, came: Came::Anytime };
        for steps in [0.4, 1.0, 1.6, 2.0] {
            for t in [3, 4, 5] {
                let pairs = grid().flat_map(|joined| grid().map(move |order| (joined, order)));
                let known = pairs.filter(|(joined, order)| t > 3 || order > joined);
                let (mut all, mut in_time) = (0.0, 0.0);
                for (joined, order) in known {
                    all += 1.0;
                    in_time += f64::from(u8::from(f64::from(t - 3) + order - joined < steps));
                }
                let found = any.within(t, steps, None, false);
                assert!((found - in_time / all).abs() < 0.005, "{steps} {t}: {found} {}", in_time / all);
                assert!(any.is_over(t - 1, steps, false) == (any.within(t, steps, None, false) == 0.0));
            }
        }
        let wave = Joined { step: 0, came: Came::At(0.25) };
        assert_eq!([0, 1, 2].map(|t| wave.within(t, 1.25, None, false)), [1.0, 0.5, 0.0]);
        assert_eq!([0, 1, 2].map(|t| any.within(3 + t, 2.0, None, true)), [1.0, 1.0, 0.0]);
    }
}
