//! The cohort engine: members in the same state are exchangeable, so only their number per state is kept.
//!
//! Every event of a step is one draw of a binomial, Poisson or related law, whose sums stay in the family; the cost
//! of a campaign does not depend on how many people take part. Without a market the distribution is exactly
//! that of the model. With a market it is exact for Poisson and negative binomial contacts (each person not yet won
//! is hit by independent Poisson streams of invitations). What remains approximate there: which inviter gets the
//! credit when Poisson and fixed contacts win the same person in one step, the shape of the law of very many fixed
//! contacts (mean and variance are exact), and the spread of the number of contacts who say yes twice.
//!
//! [`simulate`] is the order of a step; every stage has its file. Where all members are alike, `uniform` does the first
//! nine stages with plain numbers.

mod acceptance;
mod arrivals;
mod claims;
mod close;
mod conditions;
mod credit;
mod finale;
mod finish;
mod free_law;
mod leaving;
mod on_the_way;
mod people;
mod platform;
mod sharing;
mod spread;
mod state;
mod thin;
mod uniform;
mod value;

pub use state::State;

use super::Outcome;
use crate::metrics::Layout;
use crate::model::Model;
use crate::rng::ReplicateKey;
use state::Campaign;

/// Simulates one campaign into `outcome`. A pure function of its first three arguments; `state` and
/// `outcome` are buffers.
pub fn simulate(
    model: &Model,
    layout: &Layout,
    key: &ReplicateKey,
    state: &mut State,
    outcome: &mut Outcome,
) {
    let mut campaign = Campaign::begin(model, layout, key, state, outcome);
    let mut t = 0;
    while t < model.steps {
        if campaign.is_uniform {
            campaign.uniform_step(t); // the same stages up to the leaving
        } else {
            campaign.arrivals(t);
            campaign.conditions(t);
            campaign.occasions(t);
            campaign.decisions(t);
            campaign.reach(t);
            campaign.acceptance(t);
            campaign.again(t);
            campaign.rewards(t);
            campaign.leaving(t);
        }
        campaign.value(t);
        campaign.platform(t);
        campaign.close(t);
        t += 1;
        if campaign.has_stopped(t) {
            break;
        }
    }
    campaign.wind_down(t);
    campaign.measure();
}
