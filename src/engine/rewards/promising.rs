//! From the events of a round to promises.

use super::reserve::grant;
use crate::engine::company::{Bundle, Company, Fresh, Key, Made, Party, WaitsFor, Wish};
use crate::engine::now::Step;
use crate::engine::population::Population;
use crate::engine::record::Record;
use crate::model::Earned;
use crate::rng::{Purpose, lane, multivariate_hypergeometric};
use crate::terms::{Credit, Events, earned, passes};
use crate::units::Money;

/// Makes the promises that the events of a round have earned; the events are forgotten then.
#[inline]
pub(in crate::engine) fn promise<P: Population>(
    at: Step<'_>,
    people: &P,
    round: &P::Round,
    events: &mut [Events],
    company: &mut Company,
    record: &mut Record<'_>,
) {
    if at.model.rules.is_empty() {
        return;
    }
    if events.iter().any(|events| *events != Events::default()) {
        count_tiers(at, people, round, record);
        make_promises(at, people, round, events, company, record);
        events.fill(Events::default());
    }
}

/// Members who pass the tiers.
fn count_tiers<P: Population>(at: Step<'_>, people: &P, round: &P::Round, record: &mut Record<'_>) {
    for segment in 0..at.model.segments.len() {
        for Credit { before, gained, count, .. } in people.credits(round, segment) {
            for (tier, mark) in at.layout.tiers.iter().enumerate() {
                if passes(*mark, before, before + gained) {
                    record.reached(tier, count);
                }
            }
        }
    }
}

fn make_promises<P: Population>(
    at: Step<'_>,
    people: &P,
    round: &P::Round,
    events: &[Events],
    company: &mut Company,
    record: &mut Record<'_>,
) {
    let mut wishes = std::mem::take(&mut company.promises.wishes);
    wishes.clear();
    for (index, rule) in at.model.rules.iter().enumerate() {
        if company.offers.stand(index) {
            let mut wish = |party: Party, wanted: u64| {
                if wanted > 0 {
                    wishes.push(Wish { rule: index, party, wanted, granted: wanted });
                }
            };
            for (segment, events) in events.iter().enumerate() {
                let credits = || people.credits(round, segment);
                match rule.earned_by() {
                    Earned::UplineAcceptance => {
                        for origin in 1..at.model.origins.count {
                            let of_origin = credits().filter(|credit| credit.origin == origin);
                            wish(Party::Upline { segment, origin }, earned(rule, events, of_origin));
                        }
                    }
                    Earned::OwnAcceptance => wish(Party::Invitee(segment), events.accepted),
                    Earned::FirstShare | Earned::Acceptance | Earned::Marks => {
                        wish(Party::Member(segment), earned(rule, events, credits()));
                    }
                    Earned::InTheEnd(_) => {}
                }
            }
        }
    }
    grant(at, events, &mut wishes, company);
    for wish in wishes.iter().filter(|wish| wish.granted > 0) {
        record.promised(wish.rule, wish.granted);
        let moment = moment(at, people, round, wish.party.segment());
        if at.model.rules[wish.rule].hangs_on_invitees() {
            hang(at, people, *wish, moment, company);
        } else {
            due_at_once(at, *wish, moment, company);
        }
    }
    company.promises.wishes = wishes;
}

/// The moment of the step at which all members of a segment shared in this round, if they did.
fn moment<P: Population>(at: Step<'_>, people: &P, round: &P::Round, segment: usize) -> Option<f64> {
    let wave = people.wave(round, segment)?;
    at.model.segments[segment].seeds.get(wave as usize).map(|wave| wave.moment)
}

/// What a first share earns.
fn due_at_once(at: Step<'_>, wish: Wish, moment: Option<f64>, company: &mut Company) {
    let key = Key { rule: wish.rule, party: wish.party, kind: wish.party.segment() };
    let worth = company.unit_cost(at.model, wish.rule).times(wish.granted);
    company.promises.due.push((Bundle { key, count: wish.granted, worth }, Made::Now { moment }));
}

/// What acceptances earn hangs on those who have accepted, from members of one segment.
fn hang<P: Population>(at: Step<'_>, people: &P, wish: Wish, moment: Option<f64>, company: &mut Company) {
    let segment = wish.party.segment();
    let sent: Vec<_> = people.sent().iter().filter(|sent| sent.inviter == segment).collect();
    let accepted: Vec<u64> = sent.iter().map(|sent| sent.count).collect();
    let mut counts = accepted.clone();
    if wish.granted < accepted.iter().sum() {
        let lane = lane::of_party(wish.rule, wish.party.number(at.model));
        let mut stream = at.stream(Purpose::Promise, lane);
        multivariate_hypergeometric(&mut stream, &accepted, wish.granted, &mut counts);
    }
    for (sent, count) in sent.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
        let key = Key { rule: wish.rule, party: wish.party, kind: sent.kind };
        let bundle = Bundle { key, count, worth: Money::ZERO };
        let waits_for = WaitsFor::Joining(sent.arrives);
        company.promises.fresh.push(Fresh { bundle, moment, waits_for });
    }
}
