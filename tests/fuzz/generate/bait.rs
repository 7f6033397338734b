//! The bait of a campaign: rewards, budget, price.

use super::numbers::{chance, money, much_money, people, wait};
use super::tree::{Tree, map};
use super::{Campaign, put};

/// What becomes of a rule that has run out.
const EXHAUSTED: [&str; 3] = ["stop_rewards", "overdraw", "end_campaign"];

/// Whom a rule rewards and when, and what may be said of it.
#[derive(Default)]
struct Kind {
    keys: Vec<(&'static str, Tree)>,
    is_final: bool,
    has_cap: bool,
    /// Whether it hangs on who joins, or on orders; of these, whether nobody knows how many there will be.
    hangs: bool,
    of_orders: bool,
    uncounted: bool,
}

impl Campaign<'_, '_> {
    /// The rules, and whether one of them rewards invitees.
    pub fn incentive(&mut self) -> (Vec<Tree>, bool) {
        let count = self.dice.below(5);
        let mut to_invitee = false;
        let rules = (0..count).map(|_| {
            let kind = self.kind();
            to_invitee |=
                kind.keys.iter().any(|(_, value)| matches!(value, Tree::Word(word) if word == "invitee"));
            self.rule(kind)
        });
        (rules.collect(), to_invitee)
    }

    fn kind(&mut self) -> Kind {
        let mark = |it: &mut Self| Tree::Word(it.dice.word(&["2", "3", "1", "5", "20", "1000"]));
        let whom = |whom: &str, when: &str| vec![("to", whom.into()), ("when", when.into())];
        let when = |word: &str, number: Tree| vec![("when", map([(word, number)]))];
        let (keys, is_final, has_cap, hangs) = match self.dice.below(if self.ordered { 16 } else { 12 }) {
            0..=2 => (whom("inviter", "join"), false, true, true),
            3 | 4 => (whom("invitee", "join"), false, false, true),
            5 => (whom("upline", "join"), false, false, true),
            6 => (vec![("when", "share".into())], false, false, false),
            7 => (when("invites", mark(self)), false, false, true),
            8 => (when("every", mark(self)), false, true, true),
            9 => (when("rank", mark(self)), true, false, false),
            10 => (when("lottery", mark(self)), true, false, false),
            11 => (when("pool", mark(self)), true, false, false),
            _ => return self.of_orders(),
        };
        Kind { keys, is_final, has_cap, hangs, ..Kind::default() }
    }

    /// A reward for orders.
    fn of_orders(&mut self) -> Kind {
        let to = self.dice.word(&["inviter", "upline", "invitee", "buyer"]);
        let spent = Tree::Word(self.dice.word(&["100", "1", "20"]));
        let when = match self.dice.below(3) {
            0 => "buy".into(),
            1 => map([("spent", spent)]),
            _ => "order".into(),
        };
        let each = matches!(&when, Tree::Word(word) if word == "order");
        Kind {
            has_cap: to == "inviter",
            of_orders: true,
            uncounted: each || to == "buyer",
            keys: vec![("to", to.into()), ("when", when)],
            ..Kind::default()
        }
    }

    fn rule(&mut self, kind: Kind) -> Tree {
        let Kind { keys, is_final, mut has_cap, hangs, of_orders, uncounted } = kind;
        let mut keys: Vec<(String, Tree)> =
            keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let in_parts = ((hangs && self.priced) || of_orders) && self.dice.one_in(4);
        let cost = if in_parts {
            Tree::Word(self.dice.word(&["10%", "50%", "0.5%", "100%"]))
        } else {
            money(self.dice)
        };
        put(&mut keys, "cost", cost);
        let to = |whom: &str| {
            keys.iter().any(|(key, to)| key == "to" && matches!(to, Tree::Word(to) if to == whom))
        };
        let (up, goes_on) = (to("upline"), to("inviter") && has_cap);
        if up {
            self.maybe(&mut keys, "level", |it| Tree::Word(it.dice.word(&["3", "1", "2", "4"])));
        }
        if goes_on && self.dice.one_in(4) {
            let up_to = Tree::Word(self.dice.word(&["2", "4", "1", "5"]));
            put(&mut keys, "levels", map([("share", chance(self.dice)), ("up_to", up_to)]));
            has_cap = false;
        }
        self.maybe(&mut keys, "value", |it| money(it.dice));
        if has_cap {
            self.maybe(&mut keys, "cap", Campaign::cap);
        }
        if goes_on && self.dice.one_in(4) {
            self.by_invites(&mut keys, in_parts);
        }
        if !is_final && !in_parts && self.dice.one_in(3) {
            self.dates(&mut keys);
        }
        let overdrawn = self.stock(&mut keys);
        self.maybe(&mut keys, "redeem", |it| chance(it.dice));
        if hangs && !is_final {
            self.maybe(&mut keys, "if_stays", |it| wait(it.dice));
        }
        if of_orders {
            self.maybe(&mut keys, "within", |it| wait(it.dice));
        }
        if !is_final {
            self.maybe(&mut keys, "hold", |it| wait(it.dice));
        }
        let limited = self.budgeted || keys.iter().any(|(key, _)| key == "stock");
        let moves = in_parts && (self.rises || of_orders);
        if limited && !overdrawn && !moves && !uncounted {
            self.maybe(&mut keys, "reserve", |_| "true".into());
        }
        Tree::Map(keys)
    }

    fn cap(&mut self) -> Tree {
        let total = self.dice.word(&["2", "1", "20"]);
        // Days begin between steps, wherever in a day the campaign does.
        match self.dice.below(4) {
            0 | 1 if self.step_hours > 2 => Tree::Word(total),
            0 => map([("per_day", Tree::Word(self.dice.word(&["3", "1", "50"])))]),
            1 => map([("total", "20".into()), ("per_day", Tree::Word(self.dice.word(&["2", "7"])))]),
            _ => Tree::Word(total),
        }
    }

    /// Amounts by how many the inviter has brought; fewer than any cap allows.
    fn by_invites(&mut self, keys: &mut [(String, Tree)], in_parts: bool) {
        let capped = keys.iter().any(|(key, _)| key == "cap");
        let first = self.dice.word(&["0", "1", "2"]);
        for (key, amount) in keys.iter_mut().filter(|(key, _)| key == "cost" || key == "value") {
            let before = std::mem::replace(amount, Tree::Word(String::new()));
            let mut by = vec![(first.to_owned(), before)];
            if !capped && self.dice.one_in(2) {
                let later = if in_parts && key == "cost" { "7%".into() } else { money(self.dice) };
                by.push((self.dice.word(&["3", "4", "20", "1000"]).to_owned(), later));
            }
            *amount = map([("by_invites", Tree::Map(by))]);
        }
    }

    /// When a rule is on offer, and amounts by time.
    fn dates(&mut self, keys: &mut Vec<(String, Tree)>) {
        let steps = self.hours / self.step_hours;
        let mut dates: Vec<usize> = (0..4).map(|_| self.dice.below(steps)).collect();
        dates.sort_unstable();
        dates.dedup();
        let &[from, change, .., until] = &dates[..] else { return };
        let hours = |steps: usize| format!("{}h", steps * self.step_hours);
        let [from, change, until] = [from, change, until].map(hours);
        self.maybe(keys, "from", |_| Tree::Word(from));
        self.maybe(keys, "until", |_| Tree::Word(until));
        let by_invites = |amount: &Tree| matches!(amount, Tree::Map(of) if of[0].0 == "by_invites");
        for (_, amount) in keys.iter_mut().filter(|(key, _)| key == "cost" || key == "value") {
            if !by_invites(amount) && self.dice.one_in(2) {
                let first = std::mem::replace(amount, Tree::Word(String::new()));
                *amount = Tree::Map(vec![("0h".to_owned(), first), (change.clone(), money(self.dice))]);
            }
        }
    }

    /// A stock, and whether more goods are bought when it is gone.
    fn stock(&mut self, keys: &mut Vec<(String, Tree)>) -> bool {
        if !self.dice.one_in(3) {
            return false;
        }
        put(keys, "stock", people(self.dice));
        let exhausted = self.dice.word(&EXHAUSTED);
        let overdrawn = exhausted == "overdraw";
        if self.dice.one_in(2) || overdrawn {
            put(keys, "when_exhausted", exhausted.into());
        }
        overdrawn
    }

    pub fn budget(&mut self) -> Tree {
        if self.dice.one_in(2) {
            return much_money(self.dice);
        }
        let exhausted = ("when_exhausted", Tree::Word(self.dice.word(&EXHAUSTED)));
        // Days begin between steps, wherever in a day the campaign does; a dear reward is worth more than a day has.
        if self.step_hours <= 2 && self.often() {
            return map([
                ("limit", "1e12".into()),
                ("per_day", Tree::Word(self.dice.word(&["1e4", "2000", "20"]))),
                exhausted,
            ]);
        }
        map([("limit", much_money(self.dice)), exhausted])
    }

    pub fn price(&mut self) -> Tree {
        if !self.rises && self.dice.one_in(3) {
            return map([("start", money(self.dice)), ("refund", self.refund())]);
        }
        if !self.rises {
            return money(self.dice);
        }
        let every = Tree::Word(self.dice.word(&["9", "1", "100", "1000000"]));
        map([("start", money(self.dice)), ("step", money(self.dice)), ("every", every)])
    }
}
