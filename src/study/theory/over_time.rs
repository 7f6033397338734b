//! K over time (Cori, Ferguson, Fraser and Cauchemez, 2013): who came by invitation in a window of time, per member who was
//! of the age to bring somebody then.

use super::interval::Intervals;
use crate::metrics::{Joins, Layout};
use crate::scenario::Valid;
use crate::units::MINUTES_PER_DAY;
use std::ops::Range;

/// K by point of the timeline, of so many campaigns whose joiners are these numbers: all who came by invitation since the
/// point before (where hours make the days beat, in a whole day), per member of the age to bring somebody; `None` where in
/// a campaign there is less than one such member.
pub(crate) fn k_over_time(
    scenario: &Valid,
    layout: &Layout,
    campaigns: f64,
    joined: &dyn Fn(usize) -> f64,
) -> Vec<Option<f64>> {
    let members = Members { intervals: Intervals::of(scenario), scenario, joins: &layout.joins, joined };
    let day = MINUTES_PER_DAY.div_ceil(scenario.clock.step_minutes.max(1)).min(scenario.clock.steps) as usize;
    let mut before = 0;
    let window = |step: &u32| {
        let end = *step as usize + 1;
        let since = std::mem::replace(&mut before, end);
        let begin =
            if scenario.hours.is_some() { end.checked_sub(day.max(end - since)) } else { Some(since) };
        begin.map(|begin| begin..end)
    };
    let windows: Vec<Option<Range<usize>>> = layout.points.iter().map(window).collect();
    let k = |steps: Range<usize>| {
        let invited: f64 = steps.clone().map(|t| joined(layout.joins.invited(t))).sum();
        let bringing = members.bringing(&steps);
        (campaigns > 0.0 && bringing >= campaigns).then(|| invited / bringing)
    };
    windows.into_iter().map(|steps| steps.and_then(k)).collect()
}

/// Genuine members ever, of one or of many campaigns.
struct Members<'a> {
    intervals: Intervals,
    scenario: &'a Valid,
    joins: &'a Joins,
    joined: &'a dyn Fn(usize) -> f64,
}

impl Members<'_> {
    /// Those who are of the age to bring somebody in these steps, each with the part of his bringing that falls into them.
    fn bringing(&self, steps: &Range<usize>) -> f64 {
        let genuine = self.scenario.segments.iter().enumerate().filter(|(_, segment)| !segment.fake);
        genuine.map(|(segment, _)| self.anytime(segment, steps) + self.seeds(segment, steps)).sum()
    }

    fn anytime(&self, segment: usize, steps: &Range<usize>) -> f64 {
        let joined = (0..steps.end).map(|t| (t, (self.joined)(self.joins.anytime(t, segment))));
        let some = joined.filter(|(_, count)| *count > 0.0);
        some.map(|(t, count)| count * self.intervals.anytime(segment, t, steps)).sum()
    }

    fn seeds(&self, segment: usize, steps: &Range<usize>) -> f64 {
        let waves = self.intervals.waves(segment, steps).enumerate();
        waves.map(|(wave, part)| (self.joined)(self.joins.wave(segment, wave)) * part).sum()
    }
}
