//! Campaigns side by side, as long as nothing happens in them but growth. They do not know of each other: each takes the course
//! that it takes alone.

use super::campaign::Campaign;
use super::single::Single;
use super::single::growth::{Lane, grow};

/// So many campaigns are simulated side by side, where any are.
pub(super) const ABREAST: usize = 8;

/// Goes on to the end of each of them; whether somebody waited for it.
pub(super) fn finish(mut campaigns: [Campaign<'_, Single>; ABREAST]) -> bool {
    if !campaigns.iter_mut().all(come_to_growth) {
        return false;
    }
    // Side by side they go from the same step on.
    let first = campaigns.iter().map(Campaign::next_step).max().unwrap_or(0);
    for campaign in &mut campaigns {
        while campaign.next_step() < first && campaign.goes_on() && campaign.grow(first) {}
    }
    while campaigns.iter().all(Campaign::goes_on) && may_grow_side_by_side(&campaigns) {
        grow_side_by_side(&mut campaigns);
    }
    campaigns.into_iter().all(Campaign::finish)
}

/// Takes the steps before those in which nothing happens but growth, if there are such; whether somebody waits.
fn come_to_growth(campaign: &mut Campaign<'_, Single>) -> bool {
    while campaign.goes_on() && !campaign.only_grows() {
        if !campaign.step() {
            return false;
        }
    }
    true
}

/// Whether they stand at the same step, and nothing happens in it but growth.
fn may_grow_side_by_side(campaigns: &[Campaign<'_, Single>; ABREAST]) -> bool {
    let t = campaigns[0].next_step();
    campaigns.iter().all(|campaign| campaign.next_step() == t && campaign.only_grows())
}

fn grow_side_by_side(campaigns: &mut [Campaign<'_, Single>; ABREAST]) {
    let steps = campaigns[0].growing().0.model.steps;
    let mut lanes = campaigns.each_mut().map(|campaign| {
        let (at, single, market, record) = campaign.growing();
        Lane::new(at, single, market, record)
    });
    grow(&mut lanes, steps);
    let ends = lanes.map(Lane::end);
    for (campaign, t) in campaigns.iter_mut().zip(ends) {
        campaign.has_grown(t);
    }
}
