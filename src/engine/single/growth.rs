//! Growth and nothing else, many steps in one go: nobody comes but by invitation, and nothing is bought, promised, limited or
//! forbidden. Of a step points 1, 3, 5 to 9 and 12 are left then, in the order of [`step`](crate::engine::step) and with the
//! same numbers. The order is fused by hand here, and the numbers stay in the registers of the processor: to ask at every
//! point what else there may be, and to put every number back in its place, takes longer than all draws together.

use super::Single;
use super::luck::OfStep;
use crate::engine::chain::Marks;
use crate::engine::market::{Market, Reached};
use crate::engine::now::{Now, Step, Way};
use crate::engine::record::Record;
use crate::model::Since;

/// So many steps at most: then it is asked again whether somebody still waits for the campaign.
const STRETCH: u32 = 64;

impl Single {
    /// Goes on until the stretch is over, nobody can come any more or nobody is left to be won; the first step not done.
    pub(super) fn go_on_growing(
        &mut self,
        from: Step<'_>,
        market: &mut Market,
        record: &mut Record<'_>,
    ) -> u32 {
        let end = from.model.steps.min(from.t + STRETCH);
        let Single { free, luck, .. } = self;
        let (anyhow, behaviour) = (free.new_users(), from.model.behaviour());
        let (mut people, mut free_people, mut at) = (self.people, *free.group(0, 0), from);
        // It is not asked any more who was invited.
        let (chain, mut marks) = (self.chain, Marks::unasked());
        let mut came = self.on_the_way.arrive_at_one_place(at.t);
        loop {
            if came > 0 {
                record.joined(at, 0, Way::Invited, came);
                people.others.admit(came);
                people.wait(came);
                came = 0;
            }
            let OfStep { occasion, accept, leaving, free_leaving } = luck.of(at.t);
            let mut sharers = people.take_occasions(at, occasion, &mut marks);
            // How many leave does not hang on who shares: drawn meanwhile, they cost the processor little.
            let chance = &at.stint(0, 0, Since::Before).leaving;
            let leavers = people.leave(&mut free_people, [free_leaving, leaving], chance, false);
            if sharers.count > 0 {
                let now = Now { at, behaviour, open: true, waves_shut_from: None };
                sharers.decide(now, chain, &mut record.tally()[0]);
                if sharers.count > 0 {
                    let mut reached = Reached::by(now, 0, 0, sharers.count);
                    market.accept_one(now, &mut reached, accept.level, record.tally());
                    came = reached.accepted;
                    people.wait_again(at, sharers, &mut marks);
                }
            }
            people.wait_no_more(&mut leaving.stream, &mut marks, leavers);
            record.gone(leavers.left);
            luck.draw_ahead(at.model, at.key, at.t, free_people.present > 0);
            record.end_of_step();
            record.read(at, None, anyhow);
            at.t += 1;
            if at.t == end || market.is_empty() || (came == 0 && people.waiting == 0) {
                break;
            }
        }
        *free.group(0, 0) = free_people;
        self.people = people;
        self.on_the_way.expect(at.t, came);
        at.t
    }
}
