//! Invitations that members have left to give away, in expectation: as if the members of a segment had theirs in common.

use crate::model::{Model, QuotaModel};

/// Those of all segments.
pub(super) struct Quotas {
    purses: Vec<Option<Purse>>,
}

/// Those of the members of a segment.
struct Purse {
    quota: QuotaModel,
    left: f64,
    /// By step, who joined, and who got another one.
    joined: Vec<f64>,
    got: Vec<f64>,
    /// All who joined.
    all: f64,
}

impl Quotas {
    /// Before the first step.
    pub fn of(model: &Model) -> Quotas {
        let nobody = || vec![0.0; model.steps as usize];
        let purse = |quota| Purse { quota, left: 0.0, joined: nobody(), got: nobody(), all: 0.0 };
        Quotas { purses: model.segments.iter().map(|segment| segment.quota.map(purse)).collect() }
    }

    /// Step `t` begins, with so many members of each segment.
    pub fn begin_step(&mut self, model: &Model, t: u32, members: impl Fn(usize) -> f64) {
        let is_new_day = model.days.is_some_and(|days| days.begins(t));
        for (segment, purse) in self.purses.iter_mut().enumerate() {
            let Some(purse) = purse else { continue };
            match purse.quota {
                QuotaModel::Kept { every, .. } => purse.grow(t as usize, every),
                QuotaModel::PerDay(number) if is_new_day => {
                    purse.left = f64::from(number) * members(segment);
                }
                QuotaModel::PerDay(_) => {}
            }
        }
    }

    /// So many join a segment in step `t`.
    pub fn join(&mut self, t: u32, segment: usize, count: f64) {
        let Some(purse) = &mut self.purses[segment] else { return };
        let (QuotaModel::Kept { first: number, .. } | QuotaModel::PerDay(number)) = purse.quota;
        purse.joined[t as usize] += count;
        purse.all += count;
        purse.left += f64::from(number) * count;
    }

    /// So many friends of the members of a segment say yes: which part of them may accept.
    pub fn use_up(&mut self, segment: usize, wanted: f64) -> f64 {
        let Some(purse) = &mut self.purses[segment] else { return 1.0 };
        let part = if wanted > purse.left { purse.left / wanted } else { 1.0 };
        purse.left = (purse.left - wanted).max(0.0);
        part
    }
}

impl Purse {
    /// Who joined, or got an invitation, so many steps ago gets another one.
    fn grow(&mut self, t: usize, every: f64) {
        let got = if every < 1.0 {
            self.all / every
        } else {
            let before = |steps: &[f64]| at(steps, t as f64 - every);
            before(&self.joined) + before(&self.got)
        };
        self.got[t] = got;
        self.left += got;
    }
}

/// What there is at a place between two steps.
fn at(steps: &[f64], place: f64) -> f64 {
    if place < 0.0 {
        return 0.0;
    }
    let next = steps.get(place as usize + 1).copied().unwrap_or(0.0);
    steps[place as usize] + place.fract() * (next - steps[place as usize])
}

#[cfg(test)]
mod tests {
    use crate::scenario::Scenario;
    use crate::study::theory::theory;

    /// Expected members where people ask all the time for friends who say yes, in steps of a day and of an hour.
    fn members(days: u32, people: &str) -> [f64; 2] {
        ["1d", "1h"].map(|step| {
            let text = format!(
                "{{ name: x, days: {days}, step: {step}, contacts: {{ fixed: 1 }}, join: 1, delay: {{ fixed: 10m }}, \
                 share: {{ content: 1, after: 1h, again: 1 }}, {people} }}"
            );
            theory(&Scenario::from_yaml(&text).expect("a valid scenario")).course.total().joined()
        })
    }

    fn are_near(members: [f64; 2], expected: f64) {
        assert!(
            members.iter().all(|members| (members - expected).abs() < 0.005 * expected),
            "{members:?} for {expected}"
        );
    }

    #[test]
    fn who_has_an_invitation_every_ten_days_doubles_every_ten_days() {
        for (days, expected) in [(5, 100.0), (15, 200.0), (25, 400.0), (35, 800.0)] {
            are_near(members(days, "seeds: 100, quota: { every: 10d }"), expected);
        }
    }

    #[test]
    fn who_has_three_a_day_wins_three_a_day() {
        let people = "segments: { leader: { seeds: 100, quota: { per_day: 3 }, recruits: { friend: 1 } }, friend: { share: 0 } }";
        are_near(members(2, people), 700.0);
        are_near(members(2, &people.replace("per_day", "first")), 400.0);
    }
}
