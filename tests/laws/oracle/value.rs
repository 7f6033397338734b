//! What members buy: each kind of order by itself, everybody for himself.

use super::earning::Order;
use super::people::{Member, Origin};
use super::twin::{Double, Since};
use super::{Campaign, Start, dice};
use kfactor::scenario::{Amount, Buyers, Buys, BuysWhen, Period, Segment};
use kfactor::units::Money;

/// What somebody orders in a step at one kind of order: where he is there for it, for which part of the step, and his orders.
type Asked = Option<(f64, Vec<Order>)>;

/// The life of somebody in a step.
struct Life {
    /// When he came, in steps; and the part of this step at which he leaves, if he does.
    came: f64,
    leaves: Option<f64>,
    /// For which part of it he counts for what is bought at any time.
    part: f64,
    who: Buyers,
}

impl Campaign<'_> {
    /// Everybody buys at any time for the mean of the two ends of the step, of which the first is the moment of the wave for who
    /// came in one; `before` were there at the beginning. What is bought at a moment, who is there then buys.
    pub(super) fn purchases(&mut self, t: u32, before: &[usize], start: &Start) {
        let mut there = vec![0.0; self.members.len()];
        before.iter().for_each(|id| there[*id] = 0.5);
        let mut bought = vec![Vec::new(); self.members.len()];
        for id in 0..self.members.len() {
            let Member { segment, joined, .. } = self.members[id];
            let Segment { fake, buys, .. } = self.world.segment(segment);
            if *fake || buys.is_empty() || (joined != t && there[id] == 0.0) {
                continue;
            }
            let life = self.life(id, t, there[id]);
            bought[id] = self.orders(t, segment, &life, &[]);
            let orders = bought[id].iter().flatten().map(|(_, orders)| orders.len() as u64).sum::<u64>();
            for (_, orders) in bought[id].clone().into_iter().flatten() {
                self.orders_earn(t, id, orders, start);
            }
            self.tally.orders += orders;
            self.tally.margins += self.margins(segment, &bought[id]);
            self.will_return(segment, &bought[id]);
        }
        self.claims_take_their_money(t);
        self.end_of_waiting(t);
        self.doubles_buy(t, &bought);
    }

    fn life(&self, id: usize, t: u32, before: f64) -> Life {
        let member = &self.members[id];
        let there = 0.5 * f64::from(u8::from(member.present));
        let part = match member.moment.filter(|_| member.joined == t) {
            Some(moment) => (1.0 - self.moment_of_coming(moment)) * (0.5 + there),
            None => before + there,
        };
        let leaves = (!member.present).then_some(if self.world.cycles {
            1.0
        } else {
            1.0 - member.part + member.there
        });
        let who = match member.origin {
            Origin::Seed => Buyers::Seeds,
            Origin::Organic | Origin::Bought => Buyers::Organic,
            Origin::Invited(_) => Buyers::Invited,
        };
        Life { came: member.came, leaves, part, who }
    }

    /// What somebody of a segment orders, by kind; the same as somebody else, as far as both are there.
    fn orders(&mut self, t: u32, segment: usize, life: &Life, like: &[Asked]) -> Vec<Asked> {
        let kinds = &self.world.segment(segment).buys;
        let mut orders = Vec::new();
        for (kind, buys) in kinds.iter().enumerate() {
            let part =
                Some(self.part_for(t, buys, life)).filter(|_| [Buyers::All, life.who].contains(&buys.who));
            let like = like.get(kind).cloned().flatten();
            orders.push(part.flatten().map(|part| (part, self.orders_like(t, life.came, buys, part, like))));
        }
        orders
    }

    /// What somebody orders who is there for such a part of the step; as far as somebody else is there as well, what he orders.
    fn orders_like(&mut self, t: u32, came: f64, buys: &Buys, part: f64, like: Asked) -> Vec<Order> {
        let (of_other, same) = like.unwrap_or_default();
        let mut orders: Vec<Order> = Vec::new();
        for order in same {
            if part >= of_other || dice::chance(&mut self.rng, part / of_other) {
                orders.push(order);
            }
        }
        let alone = (part - of_other).max(0.0);
        let times = if alone > 0.0 { self.times(buys, alone) } else { 0 };
        orders.extend((0..times).map(|_| self.order(t, came, buys)).collect::<Vec<_>>());
        orders.sort_unstable_by(|a, b| a.moment.total_cmp(&b.moment));
        orders
    }

    /// Whether somebody is there for an order, and how long.
    fn part_for(&self, t: u32, buys: &Buys, life: &Life) -> Option<f64> {
        let moment = match &buys.when {
            BuysWhen::Often { .. } => return Some(life.part),
            BuysWhen::At { at_days, .. } => at_days / self.world.step_days(),
            BuysWhen::After { after_days, .. } if self.world.cycles => {
                life.came + f64::from(self.world.whole_steps(*after_days))
            }
            BuysWhen::After { after_days, .. } => life.came + after_days / self.world.step_days(),
            other => panic!("the oracle does not know {other:?}"),
        } + super::world::GRID;
        let now = moment.floor() == f64::from(t);
        let has_come = self.world.cycles || life.came <= moment;
        let has_left = life.leaves.is_some_and(|leaves| f64::from(t) + leaves < moment);
        (now && has_come && !has_left).then_some(1.0)
    }

    fn times(&mut self, buys: &Buys, part: f64) -> u64 {
        match &buys.when {
            BuysWhen::Often { times, period } => {
                let days = match period {
                    Period::Day => 1.0,
                    Period::Week => 7.0,
                    Period::Month => 30.0,
                };
                let mean = self.world.value(times) / days * self.world.step_days() * part;
                dice::poisson(&mut self.rng, mean)
            }
            BuysWhen::At { chance, .. } | BuysWhen::After { chance, .. } => {
                let chance = self.world.value(chance);
                u64::from(dice::chance(&mut self.rng, chance))
            }
            other => panic!("the oracle does not know {other:?}"),
        }
    }

    /// What an order leaves: so much, or a part of its price, to the nearest minor unit.
    fn margin_of(&self, buys: &Buys) -> Money {
        match (&buys.margin, &buys.price) {
            (Amount::Money(margin), _) => self.world.money(margin),
            (Amount::ShareOfPrice(part), Some(price)) => {
                Money((self.world.value(part) * self.world.money(price).0 as f64).round() as i128)
            }
            (margin, _) => panic!("the oracle does not know {margin:?} of no price"),
        }
    }

    fn margins(&self, segment: usize, orders: &[Asked]) -> Money {
        let kinds = self.world.segment(segment).buys.iter().zip(orders);
        let of_kind = |(buys, asked): (&Buys, &Asked)| {
            let kept = |order: &&Order| !self.is_back(order.returns);
            let kept = asked.iter().flat_map(|(_, orders)| orders).filter(kept).count();
            self.margin_of(buys).times(kept as u64)
        };
        kinds.map(of_kind).sum()
    }

    /// Orders that will be paid back after the end, and their margins.
    fn will_return(&mut self, segment: usize, orders: &[Asked]) {
        for (buys, asked) in self.world.segment(segment).buys.iter().zip(orders) {
            let later = |order: &&Order| order.returns.is_some() && !self.is_back(order.returns);
            let later = asked.iter().flat_map(|(_, orders)| orders).filter(later).count() as u64;
            self.tally.refunds_open += later;
            self.tally.refunds_owed += self.margin_of(buys).times(later);
        }
    }

    /// The end of the step where nothing is done: who leaves has left, and who was there buys, as often as the member whose
    /// double he is, if that one was there as long.
    fn doubles_buy(&mut self, t: u32, bought: &[Vec<Asked>]) {
        for place in 0..self.twin.people.len() {
            let double = &mut self.twin.people[place];
            double.present &= !double.leaves;
            let there = 0.5 * f64::from(u8::from(double.present));
            let Double { since, has_left, segment, of, came, leaves_at, is_seed, present, .. } = *double;
            (double.since, double.has_left) = (Since::Before, !present);
            let part = match since {
                _ if has_left => continue,
                Since::Before => 0.5 + there,
                Since::Moment(moment) => (1.0 - moment) * (0.5 + there),
                Since::Anytime => there,
            };
            let invited = of.is_some_and(|id| self.members[id].origin.inviter().is_some());
            let who = match is_seed {
                true => Buyers::Seeds,
                false if invited => Buyers::Invited,
                false => Buyers::Organic,
            };
            let life = Life { came, leaves: (!present).then_some(leaves_at), part, who };
            let like = of.map_or(&[][..], |id| &bought[id]);
            let orders = self.orders(t, segment, &life, like);
            let mut all = orders.iter().flatten().flat_map(|(_, orders)| orders);
            let kept = all.any(|order| !self.is_back(order.returns));
            self.twin.people[place].kept |= kept;
            let margins = self.margins(segment, &orders);
            self.twin.margins += margins;
        }
    }

    /// When in a step people of a wave come; in cycles they are there from its beginning.
    pub(super) fn moment_of_coming(&self, moment: f64) -> f64 {
        if self.world.cycles { 0.0 } else { moment }
    }
}
