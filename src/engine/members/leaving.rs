//! Point 3: how long somebody stays, and who leaves.

use super::Members;
use super::pace::{Pace, exponential, takes_place};
use super::people::Mark;
use crate::engine::now::Step;
use crate::model::{Since, StayClass};
use crate::rng::lane::Deed;
use crate::rng::{Chance, Stream};

impl Members {
    /// Somebody is there, at least until the end of the step, and waits.
    pub(super) fn is_here(&mut self, row: u32) {
        self.waiting += 1;
        self.surroundings.change(self.network.as_deref(), self.people.person[row as usize], true);
    }

    /// Somebody is not there any more when the step is over.
    pub(super) fn go(&mut self, row: u32) {
        self.people.mark(row, Mark::Gone);
        self.surroundings.change(self.network.as_deref(), self.people.person[row as usize], false);
        self.waiting -= u64::from(self.people.is(row, Mark::Waits));
    }

    /// Point 3: those leave whose time has come from this step to step `until`, where no chance changes in between; free ones
    /// with the chance of their class.
    pub(super) fn take_leave<'c>(
        &mut self,
        at: Step<'_>,
        until: u32,
        chance: impl Fn(usize, usize) -> &'c Chance,
    ) {
        self.free_leave(at, until, chance);
        for t in at.t..=until {
            let at = Step { t, ..at };
            let mut rows = std::mem::take(&mut self.now);
            self.leaving.take(t, &mut rows);
            for &row in &rows {
                if !self.people.is(row, Mark::Gone) && self.leaves_now(at, row) {
                    let class = usize::from(self.people.class[row as usize]);
                    self.groups.note_leaving(self.people.segment(row), class, row);
                    self.go(row);
                }
            }
            self.now = rows;
        }
        self.left += self.groups.leave(at);
    }

    /// Those who leave by luck of their own, each at some moment.
    fn free_leave<'c>(&mut self, at: Step<'_>, until: u32, chance: impl Fn(usize, usize) -> &'c Chance) {
        let mut gone = Vec::new();
        let end = f64::from(until + 1);
        for (segment, model) in at.model.segments.iter().enumerate() {
            for class in 0..model.classes.len() {
                let rate = at.stint(segment, class, Since::Before).rate_of_leaving();
                let chance = chance(segment, class);
                self.groups.free_leave(at, (segment, class), chance, |row| gone.push((row, rate)));
            }
        }
        self.left += gone.len() as u64;
        for (row, rate) in gone {
            let mut stream = at.key.stream_of(self.people.person[row as usize], Deed::Leaves, at.t);
            let time = if at.model.in_cycles {
                end
            } else {
                time_of_leaving(&mut stream, f64::from(at.t), end, rate)
            };
            self.people.leaves[row as usize] = time;
            self.go(row);
        }
    }

    /// Whether it stays so for whom it has come to leaving at the fastest pace; else he leaves later.
    fn leaves_now(&mut self, at: Step<'_>, row: u32) -> bool {
        let (segment, class) = (self.people.segment(row), usize::from(self.people.class[row as usize]));
        if at.model.care.is_none() || at.model.segments[segment].fake {
            return true;
        }
        let mut stream = at.key.stream_of(self.people.person[row as usize], Deed::Leaves, at.t);
        if stream.chance(takes_place(at, &at.model.segments[segment].classes[class])) {
            return true;
        }
        let (pace, since) = (self.paces.of_leaving(segment, class), self.people.leaves[row as usize]);
        let leaves = end_of_stay(at, &at.model.segments[segment].classes[class], pace, since, &mut stream);
        self.people.leaves[row as usize] = leaves;
        let later = step_of_leaving(at, leaves) >= f64::from(at.t + 1);
        if later {
            self.leaving.put(step_of_leaving(at, leaves), row);
        }
        !later
    }

    /// Whether a member stays until some time. Beyond the end the pace is the plain one.
    pub(super) fn is_there_until(&self, at: Step<'_>, row: u32, until: f64) -> bool {
        let (segment, class) = (self.people.segment(row), usize::from(self.people.class[row as usize]));
        let known = !self.people.is(row, Mark::Free) && at.model.care.is_none();
        if self.people.is(row, Mark::Gone) || at.t < at.model.steps || known {
            return self.people.leaves[row as usize] > until;
        }
        let mut stream = at.key.stream_of(self.people.person[row as usize], Deed::Leaves, at.t);
        let plain = -at.model.segments[segment].classes[class].log_staying(1.0);
        f64::from(at.t) + exponential(&mut stream) / plain > until
    }
}

/// When somebody of a class leaves who is there since then, if the pace stays the fastest there may be; within the step at hand
/// for certain.
#[inline]
pub(super) fn end_of_stay(
    at: Step<'_>,
    class: &StayClass,
    pace: &Pace,
    since: f64,
    stream: &mut Stream,
) -> f64 {
    let mut time = since;
    loop {
        time = pace.next(time, stream);
        if at.model.in_cycles {
            // Whole steps; quicker than the function for it.
            return time as i64 as f64 + 1.0;
        }
        let decided = time >= f64::from(at.t + 1) || at.model.care.is_none();
        if decided || stream.chance(takes_place(at, class)) {
            return time;
        }
    }
}

/// When somebody leaves who leaves between these times, at this rate.
pub(super) fn time_of_leaving(stream: &mut Stream, from: f64, until: f64, rate: f64) -> f64 {
    let length = until - from;
    let within = -libm::expm1(-rate * length);
    let time = if within > 0.0 {
        -libm::log1p(-stream.uniform() * within) / rate
    } else {
        length * stream.uniform()
    };
    from + time.min(length)
}

/// The moment of the step at which somebody came, who may have come at any, where it is known whether he leaves before it is
/// over, at this rate.
pub(super) fn moment_given(leaves: bool, rate: f64, stream: &mut Stream) -> f64 {
    let gone = -libm::expm1(-rate);
    if leaves {
        // Who leaves came early rather than late.
        loop {
            let moment = stream.uniform();
            if gone <= 0.0 || stream.uniform() * gone < -libm::expm1(-rate * (1.0 - moment)) {
                return moment;
            }
        }
    }
    let level = stream.uniform();
    if gone < 1e-9 { level } else { 1.0 + libm::log(1.0 - (1.0 - level) * gone) / rate }
}

/// The step in which somebody leaves at this time: in cycles that which ends then.
pub(super) fn step_of_leaving(at: Step<'_>, leaves: f64) -> f64 {
    if at.model.in_cycles { leaves - 1.0 } else { leaves }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, ReplicateKey};

    /// Whoever comes at any moment and leaves at this rate, or does not: the moments of both together are any.
    #[test]
    fn moments_known_by_their_end_are_those_of_who_comes_at_any() {
        let mut stream = ReplicateKey::new(3, 0).stream(Purpose::Member, 0, 0);
        for rate in [0.05, 1.0, 4.0] {
            let leaving = 1.0 + libm::expm1(-rate) / rate;
            const EACH: usize = 40_000;
            let mut mean = |leaves| {
                (0..EACH).map(|_| moment_given(leaves, rate, &mut stream)).sum::<f64>() / EACH as f64
            };
            let (gone, there) = (mean(true), mean(false));
            let all = leaving * gone + (1.0 - leaving) * there;
            assert!((all - 0.5).abs() < 0.006, "{rate}: {all}");
            // E[u; leaves] = ∫ u (1 - e^(-h(1-u))) du = 1/2 - 1/h + (1 - e^(-h))/h².
            let expected = (0.5 - 1.0 / rate - libm::expm1(-rate) / (rate * rate)) / leaving;
            assert!((gone - expected).abs() < 0.006, "{rate}: {gone} {expected}");
        }
    }
}
