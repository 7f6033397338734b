//! Stage 11: the platform strikes.

use super::leaving::CLASSES;
use super::state::Campaign;
use crate::model::BanModel;
use crate::rng::Purpose;
use crate::rules::ban_chance;

impl Campaign<'_> {
    /// A ban strikes with a chance that grows with the people who joined in this step.
    #[inline]
    pub fn platform(&mut self, t: u32) {
        if let Some(ban) = &self.model.ban {
            self.perhaps_ban(t, ban);
        }
    }

    #[inline(never)]
    fn perhaps_ban(&mut self, t: u32, ban: &BanModel) {
        if self.joined_now == 0
            || !self.key.stream(Purpose::Platform, t, 0).chance(ban_chance(ban.hazard, self.joined_now))
        {
            return;
        }
        let day = f64::from(t + 1) * self.model.step_days;
        self.state.totals.banned_day.get_or_insert(day);
        match ban.pause_steps {
            Some(pause) => self.shut_until = self.shut_until.max(t + 1 + pause),
            None => self.banned_for_good = true,
        }
        if ban.delete_induced {
            self.delete_induced(t);
        }
    }

    fn delete_induced(&mut self, t: u32) {
        for (segment, part) in self.model.segments.iter().enumerate() {
            for (class, people) in self.state.people[segment].classes.iter_mut().enumerate() {
                let lane = 1 + (segment * CLASSES + class) as u32;
                let deleted = people.delete_induced(&mut self.key.stream(Purpose::Platform, t, lane));
                if !part.fake {
                    self.members -= deleted;
                }
            }
        }
    }
}
