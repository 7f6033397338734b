//! Point 4: the platform, which looks at who has joined and may shut the campaign, or strike the accounts through which people
//! come.

use super::company::{Company, Sight};
use super::now::Step;
use super::population::Population;
use super::record::Record;
use super::rewards::delete_promises;
use super::twin::World;
use crate::model::BanModel;
use crate::rng::{Purpose, Stream, binomial, lane};
use crate::scenario::Hits;
use crate::terms::{Shut, Strike, ban_chance, shut_from};

/// The platform strikes with a chance that grows with the people who have joined since it looked last.
#[inline]
pub(super) fn platform<P: Population>(
    at: Step<'_>,
    world: &World,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    if !at.model.bans.is_empty() {
        looks(at, world, people, company, record);
    }
}

/// Before the sharing of a step half of those who come in it at any moment are left for the next look, as if it was taken in
/// the middle; at a wave of seeds it looks as the wave comes. Nobody looks during a pause.
#[inline(never)]
fn looks<P: Population>(
    at: Step<'_>,
    world: &World,
    people: &mut P,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let gate = &mut company.gate;
    let sights = if at.model.in_cycles { gate.look_back(at) } else { gate.look(at, &world.coming, 0.5) };
    if !gate.is_open(at.t) {
        return;
    }
    for (number, (ban, sight)) in at.model.bans.iter().zip(sights).enumerate() {
        let mut stream = at.stream(Purpose::Platform, lane::of_ban(number));
        match ban.hits {
            Hits::Campaign => {
                if let Some(strike) = at_campaign(at, ban, &sight, &mut stream) {
                    let from = at.t + u32::from(strike.spares_step);
                    let shut = shut_from(ban, from, stream.uniform());
                    record.banned(at, strike.moment);
                    shut_campaign(at, strike, shut, company);
                    if ban.delete_induced {
                        delete_promises(at, people, company, record);
                        record.gone(people.delete_induced(at));
                    }
                }
            }
            Hits::Account => at_accounts(at, ban, &sight, &mut stream, company, record),
        }
    }
}

/// Whether the campaign is struck, and when.
fn at_campaign(at: Step<'_>, ban: &BanModel, sight: &Sight, stream: &mut Stream) -> Option<Strike> {
    let mut strikes = |people: f64| people > 0.0 && stream.chance(ban_chance(ban, people));
    if !strikes(sight.before + sight.within) {
        let wave = sight.waves.iter().find(|wave| strikes(wave.people))?;
        return Some(Strike::at_wave(wave.moment, stream));
    }
    Some(if at.model.in_cycles { Strike::AT_THE_END } else { at_any_moment(sight, stream) })
}

fn at_any_moment(sight: &Sight, stream: &mut Stream) -> Strike {
    Strike::at_any_moment([sight.before, sight.within], stream)
}

fn shut_campaign(at: Step<'_>, strike: Strike, shut: Shut, company: &mut Company) {
    company.gate.shut_to_waves(strike.moment);
    company.gate.shut(at, at.t + u32::from(strike.spares_step), shut);
}

/// Accounts are struck, each by the people who came through it; the campaign with the last of them.
fn at_accounts(
    at: Step<'_>,
    ban: &BanModel,
    sight: &Sight,
    stream: &mut Stream,
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let looks = std::iter::once(None).chain(sight.waves.iter().map(Some));
    for wave in looks {
        let people = wave.map_or(sight.before + sight.within, |wave| wave.people);
        let struck = binomial(stream, company.gate.live_accounts(), ban_chance(ban, people));
        record.accounts_struck(struck);
        for _ in 0..struck {
            let strike = match wave {
                _ if at.model.in_cycles => Strike::AT_THE_END,
                Some(wave) => Strike::at_wave(wave.moment, stream),
                None => at_any_moment(sight, stream),
            };
            let from = at.t + u32::from(strike.spares_step);
            let shut = shut_from(ban, from, stream.uniform());
            // A strike that no wave has brought holds for all of the step, as half of those who come in it are looked at later.
            let after = if wave.is_some() || at.model.in_cycles { strike.moment } else { -1.0 };
            record.banned(at, strike.moment);
            if company.gate.strike_account(after, shut) {
                shut_campaign(at, strike, Shut::ForGood, company);
            }
        }
    }
}
