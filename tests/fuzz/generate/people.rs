//! The people of a campaign: who they are, how they come, share, answer and stay.

use super::numbers::{chance, factor, money, people, reach, shape, small_chance, span, wait};
use super::tree::{Tree, map};
use super::{Campaign, put};

/// Names of segments, in any script.
pub const NAMES: [&str; 6] = ["core", "路人", "\"a b\"", "v1.2", "hunters", "\"é'\""];

impl Campaign<'_, '_> {
    /// The keys of one kind of people.
    pub fn segment(&mut self, name: usize, fake: bool) -> Vec<(String, Tree)> {
        let mut keys = Vec::new();
        if fake {
            put(&mut keys, "fake", "true".into());
            self.maybe(&mut keys, "detect", |it| chance(it.dice));
        }
        if !self.somebody || self.often() {
            put(&mut keys, "seeds", self.seeds(fake));
            self.somebody = true;
        }
        self.maybe(&mut keys, "inflow", Campaign::inflow);
        put(&mut keys, "share", self.share(fake));
        put(&mut keys, "contacts", self.contacts(true));
        let join = self.join();
        keys.extend(join);
        if self.dice.one_in(16) {
            put(&mut keys, "quota", self.quota());
        }
        if self.rewards_invitee {
            self.maybe(&mut keys, "join_reward", Campaign::response);
        }
        if !self.cycles {
            self.maybe(&mut keys, "delay", Campaign::delay);
        }
        self.maybe(&mut keys, "channels", Campaign::channels);
        if !fake {
            if self.ordered && name == 0 {
                put(&mut keys, "buys", self.buys());
            } else {
                self.maybe(&mut keys, "buys", Campaign::buys);
            }
            if self.hours > 24 {
                self.maybe(&mut keys, "reminders", Campaign::reminders);
            }
            let stay = self.stay();
            keys.extend(stay);
        }
        if self.names > 1 {
            self.maybe(&mut keys, "recruits", |it| it.recruits(name, fake));
            if keys.iter().any(|(key, _)| key == "join_reward") {
                self.maybe(&mut keys, "recruits_for_bait", |it| it.recruits(name, fake));
            }
        }
        keys
    }

    /// The ways by which they share.
    fn channels(&mut self) -> Tree {
        let names = ["moments", "私聊", "\"a.b\""];
        let some = 1 + self.dice.below(names.len());
        let channel = |it: &mut Self| {
            let mut keys = Vec::new();
            if it.often() {
                put(&mut keys, "use", chance(it.dice));
            }
            if it.often() {
                put(&mut keys, "contacts", it.contacts(true));
            }
            if it.often() {
                let join = it.join();
                keys.extend(join);
            }
            if !it.cycles && it.often() {
                put(&mut keys, "delay", it.delay());
            }
            Tree::Map(keys)
        };
        Tree::Map(names.into_iter().take(some).map(|name| (name.to_owned(), channel(self))).collect())
    }

    /// What they buy: one kind of order, or some.
    fn buys(&mut self) -> Tree {
        let some = 1 + self.dice.below(3);
        let mut orders: Vec<Tree> = (0..some).map(|_| self.order()).collect();
        if orders.len() == 1 && self.dice.one_in(2) { orders.remove(0) } else { Tree::List(orders) }
    }

    fn order(&mut self) -> Tree {
        let mut keys = Vec::new();
        match self.dice.below(4) {
            0 | 1 => {
                let often = self.dice.word(&["per_day", "per_day", "per_week", "per_month"]);
                put(&mut keys, &often, small_chance(self.dice));
            }
            time => {
                put(&mut keys, if time == 2 { "at" } else { "after" }, self.moment());
                put(&mut keys, "chance", chance(self.dice));
            }
        }
        if self.ordered {
            put(&mut keys, "price", money(self.dice));
            if self.dice.one_in(2) {
                put(&mut keys, "margin", Tree::Word(self.dice.word(&["30%", "2", "0%"])));
            }
        } else {
            put(&mut keys, if self.dice.one_in(2) { "margin" } else { "price" }, money(self.dice));
        }
        if self.dice.one_in(4) {
            put(&mut keys, "refund", self.refund());
        }
        if self.dice.one_in(3) {
            put(&mut keys, "who", self.dice.word(&["all", "invited"]).into());
        }
        Tree::Map(keys)
    }

    /// Who gets his money back.
    pub fn refund(&mut self) -> Tree {
        map([("chance", chance(self.dice)), ("within", wait(self.dice))])
    }

    /// Messages to them: one, or some.
    fn reminders(&mut self) -> Tree {
        let some = 1 + self.dice.below(3);
        let mut reminders: Vec<Tree> = (0..some).map(|_| self.reminder()).collect();
        if reminders.len() == 1 && self.dice.one_in(2) { reminders.remove(0) } else { Tree::List(reminders) }
    }

    fn reminder(&mut self) -> Tree {
        let mut keys = Vec::new();
        // Every step ends as a day does.
        let day = 1 + self.dice.below(self.hours / 24 - 1);
        put(&mut keys, "at", Tree::Word(format!("{day}d")));
        if self.dice.one_in(2) {
            put(&mut keys, "every", self.dice.word(&["1d", "2d", "48h"]).into());
        }
        if self.dice.one_in(4) {
            put(&mut keys, "regular", "true".into());
        } else if self.often() {
            let to = ["all", "done", "never", "waiting"];
            // Where time does not go in cycles, perhaps nobody waits.
            put(&mut keys, "to", self.dice.word(&to[..if self.cycles { 4 } else { 3 }]).into());
        }
        put(&mut keys, "opens", chance(self.dice));
        self.maybe(&mut keys, "churn", |it| small_chance(it.dice));
        Tree::Map(keys)
    }

    /// Segments whom these bring; the last is that of bonus hunters where there are any.
    fn recruits(&mut self, name: usize, fake: bool) -> Tree {
        let mut weights = Vec::new();
        for (other, name) in NAMES.iter().enumerate().take(self.names) {
            let is_fake = self.hunters && other + 1 == self.names;
            if is_fake || !fake {
                put(&mut weights, name, shape(self.dice));
            }
        }
        if weights.is_empty() || self.dice.one_in(5) {
            weights = vec![(NAMES[name].to_owned(), "1".into())];
        }
        Tree::Map(weights)
    }

    fn seeds(&mut self, fake: bool) -> Tree {
        let waves = self.dice.below(5);
        if waves < 3 {
            return people(self.dice);
        }
        let wave = |it: &mut Self| {
            let mut keys = Vec::new();
            it.maybe(&mut keys, "at", Campaign::moment);
            put(&mut keys, "count", people(it.dice));
            it.maybe(&mut keys, "reached", |it| chance(it.dice));
            if !fake && it.dice.one_in(3) {
                let stay = it.stay();
                keys.extend(stay);
            }
            Tree::Map(keys)
        };
        Tree::List((2..waves).map(|_| wave(self)).collect())
    }

    /// A moment within the campaign.
    pub fn moment(&mut self) -> Tree {
        let hours = self.dice.below(self.hours);
        if hours.is_multiple_of(24) {
            Tree::Word(format!("{}d", hours / 24))
        } else {
            Tree::Word(format!("{hours}h"))
        }
    }

    fn quota(&mut self) -> Tree {
        let number = |it: &mut Self| Tree::Word(it.dice.word(&["1", "3", "20"]));
        // Days begin between steps, wherever in a day the campaign does.
        match self.dice.below(3) {
            0 if self.step_hours <= 2 => map([("per_day", number(self))]),
            1 => map([("every", wait(self.dice))]),
            _ => map([("first", number(self)), ("every", wait(self.dice))]),
        }
    }

    fn inflow(&mut self) -> Tree {
        let stretch = |it: &mut Self| {
            let mut keys = Vec::new();
            if it.dice.one_in(4) {
                put(&mut keys, "of_market", small_chance(it.dice));
                it.takes_of_market = true;
            } else {
                put(&mut keys, "per_day", people(it.dice));
            }
            it.maybe(&mut keys, "cost", |it| money(it.dice));
            if it.dice.one_in(3) {
                put(&mut keys, "from", it.moment());
            } else {
                it.maybe(&mut keys, "until", Campaign::moment);
            }
            Tree::Map(keys)
        };
        match self.dice.below(4) {
            0 | 1 => people(self.dice),
            2 => stretch(self),
            _ => Tree::List((0..=self.dice.below(3)).map(|_| stretch(self)).collect()),
        }
    }

    fn share(&mut self, fake: bool) -> Tree {
        if self.dice.one_in(3) || (fake && self.rules == 0) {
            return chance(self.dice);
        }
        let mut keys = Vec::new();
        if !fake {
            put(&mut keys, "content", chance(self.dice));
            self.maybe(&mut keys, "social", |it| small_chance(it.dice));
        }
        if fake || (self.rules > 0 && self.often()) {
            put(&mut keys, "reward", self.response());
        }
        if !fake && self.often() {
            let remembers = !self.cycles && self.dice.one_in(12);
            put(&mut keys, "after", if remembers { self.law_of_waits() } else { span(self.dice) });
            self.maybe(&mut keys, "again", |it| chance(it.dice));
        }
        Tree::Map(keys)
    }

    /// Waits that remember how long they have lasted.
    fn law_of_waits(&mut self) -> Tree {
        let law = match self.dice.below(5) {
            0 => ("fixed", span(self.dice)),
            1 => ("lognormal", map([("median", span(self.dice)), ("sigma", shape(self.dice))])),
            2 => ("weibull", map([("scale", span(self.dice)), ("shape", shape(self.dice))])),
            3 => (
                "list",
                Tree::Word(self.dice.word(&["{ 1d: 1, 2d: 2 }", "{ 2h: 1, 7d: 0 }", "{ 90m: 0.3 }"])),
            ),
            _ => {
                let parts = [("exponential", span(self.dice)), ("fixed", span(self.dice))];
                let part = |law: (&'static str, Tree)| map([("weight", shape(self.dice)), law]);
                ("mixture", Tree::List(parts.into_iter().map(part).collect()))
            }
        };
        map([law])
    }

    fn response(&mut self) -> Tree {
        if self.dice.below(3) > 0 {
            return map([("max", chance(self.dice)), ("half", shape(self.dice))]);
        }
        let tables =
            ["{ 0: 0, 5: 0.12, 20: 30% }", "{ 0: 0.1, 1: 0.1 }", "{ 3: 0.2, 4: 0.9, 5: 1, 1000: 1 }"];
        map([("table", Tree::Word(self.dice.word(&tables)))])
    }

    fn contacts(&mut self, may_be_mixed: bool) -> Tree {
        match self.dice.below(if may_be_mixed { 8 } else { 5 }) {
            0 | 1 => map([("mean", reach(self.dice))]),
            2 | 3 => map([("mean", reach(self.dice)), ("k", shape(self.dice))]),
            4 => map([("fixed", Tree::Word(self.dice.word(&["3", "1", "12", "0", "400", "1e6"])))]),
            5 | 6 => reach(self.dice),
            _ => {
                let part = |it: &mut Self| {
                    let Tree::Map(mut law) = it.contacts(false) else { unreachable!("a map") };
                    put(&mut law, "weight", shape(it.dice));
                    Tree::Map(law)
                };
                let parts = 1 + self.dice.below(3);
                map([("mixture", Tree::List((0..parts).map(|_| part(self)).collect()))])
            }
        }
    }

    fn join(&mut self) -> Vec<(String, Tree)> {
        let mut keys = Vec::new();
        if self.dice.below(3) < 2 {
            put(&mut keys, "join", small_chance(self.dice));
        } else {
            let mut stages = Vec::new();
            for stage in ["see", "扫码"].into_iter().take(self.dice.below(3)) {
                put(&mut stages, stage, chance(self.dice));
            }
            put(&mut stages, "join", chance(self.dice));
            put(&mut keys, "funnel", Tree::Map(stages));
        }
        keys
    }

    fn delay(&mut self) -> Tree {
        let law = match self.dice.below(5) {
            0 => return wait(self.dice),
            1 => ("exponential", span(self.dice)),
            2 => ("fixed", span(self.dice)),
            3 => ("lognormal", map([("median", span(self.dice)), ("sigma", shape(self.dice))])),
            _ => ("weibull", map([("scale", span(self.dice)), ("shape", shape(self.dice))])),
        };
        if self.dice.one_in(3) { map([law, ("within", span(self.dice))]) } else { map([law]) }
    }

    fn stay(&mut self) -> Vec<(String, Tree)> {
        let mut keys = Vec::new();
        match self.dice.below(5) {
            0 => {}
            1 | 2 => put(&mut keys, "churn", small_chance(self.dice)),
            _ => {
                let curves = [
                    "{ 1d: 0.8, 7d: 0.5, 30d: 0.2 }",
                    "{ 1d: 0.3, 2d: 0.29, 7d: 0.1 }",
                    "{ 1d: 1, 30d: 1 }",
                    "{ 12h: 0.9 }",
                    "{ 1d: 0.4, 7d: 0 }",
                    "{ 1d: 0.5 to 0.7, 7d: 0.2 }",
                ];
                put(&mut keys, "retention", Tree::Word(self.dice.word(&curves)));
            }
        }
        keys
    }

    /// A stretch of time with its factors.
    pub fn event(&mut self) -> Tree {
        let mut keys = vec![("at".to_owned(), self.moment()), ("for".to_owned(), wait(self.dice))];
        for key in ["share", "join", "churn"] {
            self.maybe(&mut keys, key, |it| factor(it.dice));
        }
        if keys.len() == 2 {
            put(&mut keys, "share", "1.5".into());
        }
        Tree::Map(keys)
    }
}
