//! Who of those who earn something in a round is promised it, where rules promise only what they can keep, or what the money
//! of the day covers.
//!
//! The acceptances and first shares of a round come one after the other, in random order, and each takes what it earns, rule
//! by rule, while it is there. They are not followed one by one: as long as all that half of them want is there, that half
//! is granted together; else it is halved again.

use crate::engine::company::{Company, Party, Wish};
use crate::engine::now::Step;
use crate::model::RuleModel;
use crate::rng::{Purpose, Stream, hypergeometric, lane, multivariate_hypergeometric};
use crate::terms::Events;
use crate::units::Money;

/// Whether a rule does not promise all that is earned.
fn is_choosy(rule: &RuleModel, company: &Company) -> bool {
    rule.reserve || company.offers.money_of_deeds(rule).is_some()
}

/// Grants what can be kept and what the money of the day covers; other rules promise all that is earned.
pub(super) fn grant(at: Step<'_>, events: &[Events], wishes: &mut [Wish], company: &mut Company) {
    let model = at.model;
    if !model.rules.iter().any(|rule| is_choosy(rule, company)) {
        return;
    }
    let choosy = |place: &usize| is_choosy(&model.rules[wishes[*place].rule], company);
    let places = (0..wishes.len()).filter(choosy).collect();
    let mut granting =
        Granting { at, company, places, stream: at.stream(Purpose::Promise, lane::WHOLE_ROUND) };
    let deeds: Vec<u64> = events.iter().flat_map(|of| [of.accepted, of.first_shares]).collect();
    let wanted: Vec<u64> = granting.places.iter().map(|place| wishes[*place].wanted).collect();
    for place in &granting.places {
        wishes[*place].granted = 0;
    }
    granting.grant(&deeds, wanted, wishes);
}

struct Granting<'a, 'c> {
    at: Step<'a>,
    company: &'c mut Company,
    /// Places of the wishes of rules that do not promise all.
    places: Vec<usize>,
    stream: Stream,
}

impl Granting<'_, '_> {
    /// Grants what so many `deeds`, by segment acceptances and first shares, want.
    fn grant(&mut self, deeds: &[u64], mut wanted: Vec<u64>, wishes: &mut [Wish]) {
        for (wanted, place) in wanted.iter_mut().zip(&self.places) {
            let rule = wishes[*place].rule;
            let one_more = *wanted > 0 && self.is_there(&[(rule, 1)]);
            *wanted = if one_more { *wanted } else { 0 };
        }
        let all: u64 = deeds.iter().sum();
        let rules: Vec<(usize, u64)> =
            self.places.iter().map(|place| wishes[*place].rule).zip(wanted.iter().copied()).collect();
        if all <= 1 || self.is_there(&rules) {
            for (&wanted, &place) in wanted.iter().zip(&self.places) {
                let rule = wishes[place].rule;
                let unit_cost = self.company.unit_cost(self.at.model, rule);
                wishes[place].granted += self.company.offers.promise(self.at.model, rule, wanted, unit_cost);
            }
            return;
        }
        if wanted.iter().all(|wanted| *wanted == 0) {
            return;
        }
        let mut first = vec![0; deeds.len()];
        multivariate_hypergeometric(&mut self.stream, deeds, all / 2, &mut first);
        // What one deed wants on some terms of a rule, no other wants on others: of those that are left some are of the first half.
        let mut wanted_first = wanted.clone();
        let mut left: Vec<(usize, usize, [u64; 2])> = Vec::new();
        for (wanted, place) in wanted_first.iter_mut().zip(&self.places) {
            let rules = &self.at.model.rules;
            let rule = wishes[*place].rule;
            let group = group_of(&rules[rule], wishes[*place].party);
            let same =
                |(other, of, _): &(usize, usize, _)| rules[*other].excludes(&rules[rule]) && *of == group;
            let known = left.iter().position(same).unwrap_or_else(|| {
                left.push((rule, group, [deeds[group], first[group]]));
                left.len() - 1
            });
            let [all, of_first] = &mut left[known].2;
            let drawn = hypergeometric(&mut self.stream, *all, *wanted, *of_first);
            (*all, *of_first, *wanted) = (*all - *wanted, *of_first - drawn, drawn);
        }
        let less = |all: &[u64], some: &[u64]| all.iter().zip(some).map(|(all, some)| all - some).collect();
        let (rest, wanted_rest): (Vec<u64>, Vec<u64>) = (less(deeds, &first), less(&wanted, &wanted_first));
        self.grant(&first, wanted_first, wishes);
        self.grant(&rest, wanted_rest, wishes);
    }

    /// Whether so many rewards of these rules are there together.
    fn is_there(&self, wanted: &[(usize, u64)]) -> bool {
        let model = self.at.model;
        let goods = wanted.iter().enumerate().all(|(place, (rule, _))| {
            let of_rule = wanted[place..].iter().filter(|(other, _)| other == rule);
            let all: u64 = of_rule.map(|(_, count)| count).sum();
            let goods = self.company.offers.free_goods(model, *rule).filter(|_| model.rules[*rule].reserve);
            goods.is_none_or(|goods| all <= goods)
        });
        let cost = |which: &dyn Fn(&RuleModel) -> bool| -> Money {
            let rules = wanted.iter().filter(|(rule, _)| which(&model.rules[*rule]));
            rules.map(|(rule, count)| self.company.unit_cost(model, *rule).times(*count)).sum()
        };
        let covers =
            |money: Option<Money>, cost: Money| money.is_none_or(|money| cost <= money.max(Money::ZERO));
        let today =
            wanted.iter().find_map(|(rule, _)| self.company.offers.money_of_deeds(&model.rules[*rule]));
        goods
            && covers(self.company.offers.free_money(model), cost(&|rule| rule.reserve))
            && covers(today, cost(&|rule| rule.on_orders.is_none()))
    }
}

/// Where the deeds stand that may earn something by a rule.
fn group_of(rule: &RuleModel, party: Party) -> usize {
    2 * party.segment() + usize::from(!rule.hangs_on_invitees())
}
