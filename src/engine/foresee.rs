//! Looking ahead in a step: which `n` of something will go of which `s` are left, and so when in the step it goes.

use super::company::Company;
use super::now::Step;
use super::population::Outlook;
use crate::model::{Behaviour, Earned, Holding, Model, RuleModel};
use crate::scenario::WhenExhausted;
use crate::units::Money;

/// What happens when something is gone.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Change {
    OffOffer(usize),
    Closed,
}

/// Looks at a step whose sharing begins with this `outlook`, by segment.
#[inline(never)]
pub(super) fn foresee(at: Step<'_>, outlook: &[Outlook], company: &mut Company) {
    let mut changes = changes(at, outlook, company);
    let mut stretches: Vec<(f64, Behaviour)> = Vec::new();
    if !changes.is_empty() {
        changes.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let rules = 0..at.model.rules.len();
        let mut offered: Vec<bool> = rules.map(|rule| company.offers.stand(at, rule)).collect();
        let ends = changes.into_iter().map(|(moment, change)| (moment, Some(change)));
        for (until, change) in ends.chain([(1.0, None)]) {
            if stretches.last().is_none_or(|(before, _)| until > *before) {
                let mut behaviour = Behaviour::default();
                behaviour.renew(at.model, |rule| offered[rule]);
                stretches.push((until, behaviour));
            }
            match change {
                Some(Change::OffOffer(rule)) => offered[rule] = false,
                Some(Change::Closed) => break,
                None => {}
            }
        }
    }
    company.foresight.foresee(at.model, stretches);
}

/// What changes within the step, and when.
fn changes(at: Step<'_>, outlook: &[Outlook], company: &Company) -> Vec<(f64, Change)> {
    let model = at.model;
    let cost = |rule: usize| company.unit_cost(model, rule);
    let today = today_goes(at, outlook, company);
    // What is due if days were not limited, and what is as they are.
    let dues = [1.0, today].map(|today| due_in(at, outlook, company, today));
    let worth =
        |due: &Vec<f64>| -> f64 { due.iter().enumerate().map(|(rule, due)| due * cost(rule).minor()).sum() };
    let worths = dues.each_ref().map(worth);
    let money = company.offers.free_money(model).map_or(1.0, |money| goes(money.minor(), worths));
    let mut changes = Vec::new();
    let may_change = |(rule, of): &(usize, &RuleModel)| !of.is_final() && company.offers.stand(at, *rule);
    for (rule, of) in model.rules.iter().enumerate().filter(may_change) {
        let goods = company.offers.free_goods(model, rule);
        // What was promised on other terms takes of the same goods.
        let wanted = |due: &Vec<f64>| -> f64 {
            let same = model.rules.iter().zip(due).filter(|(other, _)| other.reward == of.reward);
            same.map(|(_, due)| due).sum()
        };
        let goods = goods.map_or(1.0, |goods| goes(goods as f64, dues.each_ref().map(wanted)));
        let of_money = if cost(rule) > Money::ZERO { money } else { 1.0 };
        if company.offers.money_of_deeds(of).is_some() && cost(rule) > Money::ZERO && today < 1.0 {
            changes.push((today, Change::OffOffer(rule)));
        }
        let budget = model.budget.as_ref().map_or(of.when_exhausted, |budget| budget.when_exhausted);
        for (moment, when) in [(goods, of.when_exhausted), (of_money, budget)] {
            let ends = when == WhenExhausted::EndCampaign;
            let change = if ends { Change::Closed } else { Change::OffOffer(rule) };
            changes.extend((moment < 1.0).then_some((moment, change)));
        }
    }
    if let Some(room) = company.gate.room_in_all(model) {
        let joining: f64 = outlook.iter().map(|of| of.accepted * of.at_once).sum();
        let full = part(room as f64, company.foresight.arriving as f64 + joining);
        changes.extend((full < 1.0).then_some((full, Change::Closed)));
    }
    changes
}

/// When in the step the money of the day goes.
fn today_goes(at: Step<'_>, outlook: &[Outlook], company: &Company) -> f64 {
    let model = at.model;
    let of_today = |rule: &usize| company.offers.money_of_deeds(&model.rules[*rule]);
    let rules = || (0..model.rules.len()).filter(|rule| company.offers.stand(at, *rule));
    let Some(left) = rules().find_map(|rule| of_today(&rule)) else { return 1.0 };
    let worth =
        |rule: usize| earned_of_step(model, rule, outlook, company) * company.unit_cost(model, rule).minor();
    part(left.minor(), rules().filter(|rule| of_today(rule).is_some()).map(worth).sum())
}

/// How many rewards of each rule will fall due in the step; of those that are kept in reserve, be promised. Money for what is
/// earned in the step is there for this part of it.
fn due_in(at: Step<'_>, outlook: &[Outlook], company: &Company, today: f64) -> Vec<f64> {
    let model = at.model;
    let mut due = vec![0.0; model.rules.len()];
    company.promises.expected(at.t, |bundle, has_joined| {
        let rule = bundle.rule(model);
        let falls = if has_joined { 1.0 } else { at_once(rule.held) };
        let claimed = (1.0 - bundle.key.claimant(model).refused) * rule.stays[bundle.key.kind] * rule.redeem;
        // What waits for orders is not foreseen.
        if !rule.reserve && (has_joined || rule.on_orders.is_none()) {
            due[bundle.key.rule] += bundle.count as f64 * falls * claimed;
        }
    });
    for (index, due) in due.iter_mut().enumerate() {
        if model.rules[index].is_on(at.t) {
            let takes =
                model.rules[index].on_orders.is_none() && company.unit_cost(model, index) > Money::ZERO;
            let today = if takes { today } else { 1.0 };
            *due += today * due_of_step(model, index, outlook, company);
        }
    }
    due
}

/// What of that is earned in the step itself.
fn due_of_step(model: &Model, index: usize, outlook: &[Outlook], company: &Company) -> f64 {
    let rule = &model.rules[index];
    if rule.earned_by() == Earned::FirstShare {
        let shares: f64 = outlook.iter().map(|of| of.first_shares).sum();
        return shares * rule.redeem * at_once(rule.held);
    }
    if rule.on_orders.is_some() && !rule.reserve {
        return 0.0;
    }
    let part_of_accepted = part_of_accepted(model, rule, outlook, company);
    let of_segment = |(segment, of): (usize, &Outlook)| {
        let at_once = of.at_once * at_once(rule.held);
        let due = at_once * rule.stays[segment] * rule.redeem;
        of.accepted * part_of_accepted * if rule.reserve { 1.0 } else { due }
    };
    outlook.iter().enumerate().map(of_segment).sum()
}

/// How many rewards of a rule are earned in the step, whenever they fall due.
fn earned_of_step(model: &Model, index: usize, outlook: &[Outlook], company: &Company) -> f64 {
    let rule = &model.rules[index];
    if rule.earned_by() == Earned::FirstShare {
        return outlook.iter().map(|of| of.first_shares).sum();
    }
    let accepted: f64 = outlook.iter().map(|of| of.accepted).sum();
    accepted * part_of_accepted(model, rule, outlook, company)
}

/// The part of the acceptances of a step that earns something by a rule. Who passes marks, or has an inviter, is taken to be as
/// many as in the step before.
fn part_of_accepted(model: &Model, rule: &RuleModel, outlook: &[Outlook], company: &Company) -> f64 {
    let accepted: f64 = outlook.iter().map(|of| of.accepted).sum();
    match rule.earned_by() {
        Earned::InTheEnd(_) | Earned::FirstShare | Earned::OwnOrder => 0.0,
        Earned::Acceptance | Earned::OwnAcceptance => 1.0,
        _ if accepted > 0.0 => earned_before(model, rule, company) as f64 / accepted,
        _ => 0.0,
    }
}

/// How many promises of the reward of a rule to those at its level and for its invitations, on whatever terms, were earned in the
/// step before.
fn earned_before(model: &Model, rule: &RuleModel, company: &Company) -> u64 {
    let is_same = |other: &RuleModel| other.excludes(rule) && other.invitations == rule.invitations;
    let same = model.rules.iter().enumerate().filter(|(_, other)| is_same(other));
    same.map(|(rule, _)| company.foresight.earned_before(rule)).sum()
}

/// Chance of what hangs on somebody who joins to fall due in the same step.
fn at_once(held: Option<Holding>) -> f64 {
    held.map_or(1.0, |held| if held.steps == 0 { 1.0 - held.one_more } else { 0.0 })
}

/// When in the step something goes of which so much is wanted if days were not limited, and so much as they are.
fn goes(there: f64, [wanted, limited]: [f64; 2]) -> f64 {
    if limited > there { part(there, wanted) } else { 1.0 }
}

/// The part of what is wanted that is there.
fn part(there: f64, wanted: f64) -> f64 {
    if wanted > there { (there / wanted).max(0.0) } else { 1.0 }
}
