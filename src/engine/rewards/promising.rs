//! From the events of a round to promises.

use super::holding::land;
use super::reserve::grant;
use crate::engine::company::{Bundle, Company, Key, Party, Wish};
use crate::engine::made::Made;
use crate::engine::now::Step;
use crate::engine::on_the_way::Sent;
use crate::engine::population::Population;
use crate::engine::record::Record;
use crate::engine::thin::Rest;
use crate::model::Earned;
use crate::rng::{Purpose, lane};
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
        let gaining = people.credits(round, segment).filter(|credit| credit.gained > 0);
        for Credit { before, gained, count, .. } in gaining {
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
    for rule in (0..at.model.rules.len()).filter(|rule| company.offers.stand(at, *rule)) {
        for (segment, events) in events.iter().enumerate().filter(|(_, of)| **of != Events::default()) {
            earnings(at, people, round, rule, segment, events, |party, wanted| {
                if wanted > 0 {
                    wishes.push(Wish { rule, party, wanted, granted: wanted });
                }
            });
        }
    }
    grant(at, events, &mut wishes, company);
    for Wish { rule, party, wanted, granted } in &wishes {
        company.foresight.earn(*rule, party.segment(), *wanted, *granted);
    }
    let mut hung = Hung { of: None, counts: std::mem::take(&mut company.promises.hung) };
    for wish in wishes.iter().filter(|wish| wish.granted > 0) {
        if !at.model.rules[wish.rule].is_promised_with_each_order() {
            record.promised(wish.rule, wish.granted);
        }
        let moment = moment(at, people, round, wish.party.segment());
        if at.model.rules[wish.rule].hangs_on_invitees() {
            hang(at, people, *wish, moment, &mut hung, company);
        } else {
            due_at_once(at, *wish, moment, company);
        }
    }
    company.promises.hung = hung.counts;
    company.promises.wishes = wishes;
}

/// What the events of a segment earn by a rule: `earns(party, count)` is called for everybody who is to get it.
fn earnings<P: Population>(
    at: Step<'_>,
    people: &P,
    round: &P::Round,
    rule: usize,
    segment: usize,
    events: &Events,
    mut earns: impl FnMut(Party, u64),
) {
    let rule = &at.model.rules[rule];
    let credits = || people.credits(round, segment);
    match rule.earned_by() {
        Earned::UplineAcceptance => {
            let origins = &at.model.origins;
            for origin in (1..origins.count).filter(|origin| origins.above(*origin, rule.level).is_some()) {
                let of_origin = credits().filter(|credit| credit.origin == origin);
                earns(Party::Upline { segment, origin }, earned(rule, events, of_origin));
            }
        }
        Earned::OwnAcceptance => earns(Party::Invitee(segment), events.accepted),
        Earned::FirstShare | Earned::Acceptance | Earned::Marks => {
            earns(Party::Member(segment), earned(rule, events, credits()));
        }
        Earned::OwnOrder | Earned::InTheEnd(_) => {}
    }
}

/// The moment of the step at which all members of a segment shared in this round, if they did.
fn moment<P: Population>(at: Step<'_>, people: &P, round: &P::Round, segment: usize) -> Option<f64> {
    if at.is_of_reminder() {
        return (!at.model.in_cycles).then_some(0.0);
    }
    let wave = people.wave(round, segment)?;
    at.model.segments[segment].seeds.get(wave as usize).map(|wave| wave.moment)
}

/// What a first share earns.
fn due_at_once(at: Step<'_>, wish: Wish, moment: Option<f64>, company: &mut Company) {
    let key = Key { rule: wish.rule, party: wish.party, kind: wish.party.segment() };
    let worth = company.unit_cost(at.model, wish.rule).times(wish.granted);
    let bundle = Bundle { key, count: wish.granted, worth, on: None, returns: None };
    let stream = &mut at.stream(Purpose::Holding, key.lane(at.model));
    land(at, stream, bundle, (Made::Now { moment }, moment), company);
}

/// On how many of those who were sent promises hang of this rule, or on other terms of the same, to whomever of several.
struct Hung {
    of: Option<usize>,
    counts: Vec<u64>,
}

/// What acceptances earn hangs on those who have accepted, from members of one segment: on nobody twice by one rule, or on several of
/// its terms.
fn hang<P: Population>(
    at: Step<'_>,
    people: &P,
    wish: Wish,
    moment: Option<f64>,
    hung: &mut Hung,
    company: &mut Company,
) {
    let segment = wish.party.segment();
    let rules = &at.model.rules;
    if hung.of.is_none_or(|before| !rules[before].excludes(&rules[wish.rule])) {
        hung.counts.clear();
        hung.counts.resize(people.sent().len(), 0);
    }
    hung.of = Some(wish.rule);
    let of_segment = |sent: &Sent| sent.inviter == segment;
    let may_be_taken_back = company.offers.may_take_back(at.model, wish.rule);
    let mut hangs_on = |sent: &Sent, count: u64| {
        if count > 0 {
            let key = Key { rule: wish.rule, party: wish.party, kind: sent.kind };
            let bundle = Bundle { key, count, worth: Money::ZERO, on: None, returns: None };
            company.promises.add(at.t, bundle, moment, sent.arrives, may_be_taken_back);
        }
    };
    let of_all = people.sent().iter().zip(&hung.counts).filter(|(sent, _)| of_segment(sent));
    let free: u64 = of_all.map(|(sent, hung)| sent.count - hung).sum();
    let mut stream = at.stream(Purpose::Promise, lane::of_party(wish.rule, wish.party.number(at.model)));
    let all = wish.granted >= free;
    let mut rest = Rest { people: free, drawn: wish.granted.min(free) };
    for (sent, hung) in people.sent().iter().zip(&mut hung.counts).filter(|(sent, _)| of_segment(sent)) {
        let free = sent.count - *hung;
        let count = if all { free } else { rest.part(&mut stream, free) };
        *hung += count;
        hangs_on(sent, count);
    }
}
