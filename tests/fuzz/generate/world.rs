//! The world around a campaign: rhythm, events, limits, costs, the platform, and what is expected.

use super::numbers::{chance, crowd, factor, money, people, small_chance, span, wait};
use super::tree::{Tree, map};
use super::{Campaign, put};

impl Campaign<'_, '_> {
    pub fn world(&mut self, keys: &mut Vec<(String, Tree)>) {
        if self.takes_of_market || self.dice.one_in(self.sparseness) {
            put(keys, "market", crowd(self.dice));
        }
        self.maybe(keys, "anyway", |it| chance(it.dice));
        self.maybe(keys, "hours", |_| "wechat".into());
        if self.dice.one_in(self.sparseness) {
            put(keys, "start", "2026-03-02 20:00".into());
            put(keys, "weekdays", "[1, 1, 1, 1, 1, 2, 0]".into());
        }
        self.maybe(keys, "events", |it| Tree::List((0..=it.dice.below(3)).map(|_| it.event()).collect()));
        self.maybe(keys, "novelty", |it| map([("half_life", span(it.dice)), ("floor", chance(it.dice))]));
        self.maybe(keys, "capacity", |it| match it.dice.below(3) {
            0 => map([("total", crowd(it.dice))]),
            1 => map([("per_hour", factor(it.dice))]),
            _ => map([("total", crowd(it.dice)), ("per_hour", factor(it.dice))]),
        });
        self.maybe(keys, "accounts", Campaign::accounts);
        self.maybe(keys, "community", Campaign::community);
        self.maybe(keys, "ban", Campaign::bans);
        self.maybe(keys, "costs", |it| {
            map([("fixed", money(it.dice)), ("per_day", money(it.dice)), ("per_seed", money(it.dice))])
        });
        self.maybe(keys, "benchmark", |_| map([("cac", "20".into())]));
        self.maybe(keys, "seed", |it| Tree::Word(it.dice.word(&["7", "0", "18446744073709551615"])));
    }

    fn accounts(&mut self) -> Tree {
        let mut keys = vec![("count".to_owned(), Tree::Word(self.dice.word(&["8", "1", "3", "1_000_000"])))];
        let by_day = self.dice.one_in(2);
        if by_day {
            put(&mut keys, "per_day", people(self.dice));
        }
        if !by_day || self.often() {
            put(&mut keys, "per_hour", people(self.dice));
        }
        Tree::Map(keys)
    }

    /// A code of groups of so many, which ends by its time or its places.
    fn code(&mut self) -> Tree {
        let mut keys = vec![("for".to_owned(), wait(self.dice))];
        self.maybe(&mut keys, "max", |it| Tree::Word(it.dice.word(&["1", "12", "20"])));
        self.maybe(&mut keys, "renew", |it| wait(it.dice));
        Tree::Map(keys)
    }

    fn community(&mut self) -> Tree {
        let mut keys = Vec::new();
        self.maybe(&mut keys, "code", Campaign::code);
        if self.often() {
            put(&mut keys, "group_size", Tree::Word(self.dice.word(&["20", "1", "500"])));
            put(&mut keys, "cost_per_group", money(self.dice));
        }
        if self.often() {
            put(&mut keys, "carers", "2".into());
            put(&mut keys, "members_per_carer", Tree::Word(self.dice.word(&["20", "0.5", "1e9"])));
            put(&mut keys, "overload", factor(self.dice));
            put(&mut keys, "cost_per_carer_day", money(self.dice));
        }
        Tree::Map(keys)
    }

    fn bans(&mut self) -> Tree {
        if self.dice.one_in(2) {
            self.ban()
        } else {
            Tree::List((0..=self.dice.below(3)).map(|_| self.ban()).collect())
        }
    }

    fn ban(&mut self) -> Tree {
        let mut keys = Vec::new();
        self.maybe(&mut keys, "hits", |it| Tree::Word(it.dice.word(&["account", "campaign"])));
        self.maybe(&mut keys, "above_per_hour", |it| people(it.dice));
        put(&mut keys, "per_participant", small_chance(self.dice));
        self.maybe(&mut keys, "then", |it| map([("pause", wait(it.dice))]));
        self.maybe(&mut keys, "delete_induced", |_| "true".into());
        Tree::Map(keys)
    }
}
