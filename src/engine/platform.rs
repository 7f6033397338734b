//! Point 4: the platform, which looks at who has joined and may shut the campaign.

use super::company::Company;
use super::now::Step;
use super::population::Population;
use super::record::Record;
use super::rewards::delete_promises;
use super::twin::World;
use crate::model::BanModel;
use crate::rng::{Purpose, lane};
use crate::terms::{Strike, ban_chance, shut_from};

/// The platform strikes with a chance that grows with the people who have joined since it looked last.
#[inline]
pub(super) fn platform<P: Population>(
    at: Step<'_>,
    world: &World,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    if let Some(ban) = &at.model.ban {
        perhaps_strike(at, ban, world, people, company, record);
    }
}

/// Before the sharing of a step half of those who come in it at any moment are left for the next look, as if it was taken in
/// the middle; at a wave of seeds it looks as the wave comes. Nobody looks during a pause.
#[inline(never)]
fn perhaps_strike<P: Population>(
    at: Step<'_>,
    ban: &BanModel,
    world: &World,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let gate = &mut company.gate;
    let (waves, joined) = if at.model.in_cycles {
        (Vec::new(), gate.joined_since_look(0.0, gate.joined_in_step() as f64, 0.0))
    } else {
        let (waves, others) = gate.expected(at, &world.coming);
        let seeds = waves.iter().map(|wave| wave.people).sum();
        (waves, gate.joined_since_look(seeds, others, 0.5))
    };
    if !gate.is_open(at.t) {
        return;
    }
    let mut stream = at.stream(Purpose::Platform, lane::ONLY);
    let mut strikes = |joined: f64| joined > 0.0 && stream.chance(ban_chance(ban, joined));
    let strike = if !strikes(joined.iter().sum()) {
        let Some(wave) = waves.iter().find(|wave| strikes(wave.people)) else { return };
        Strike::at_wave(wave.moment, &mut stream)
    } else if at.model.in_cycles {
        Strike::AT_THE_END
    } else {
        Strike::at_any_moment(joined, &mut stream)
    };
    record.banned(at, strike.moment);
    company.gate.shut_to_waves(strike.moment);
    let from = at.t + u32::from(strike.spares_step);
    company.gate.shut(from, shut_from(ban, from, stream.uniform()));
    if ban.delete_induced {
        record.gone(people.delete_induced(at));
        delete_promises(at, company, record);
    }
}
