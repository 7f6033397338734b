//! The table of all triggers, and what it says of each.

use super::{Recipient, TriggerKind};
use crate::scenario::domain::Meaning;

/// What the number of a trigger counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Invitations that a member needs.
    Mark,
    /// Members who win.
    Places,
    /// Money that somebody has spent.
    Spending,
}

/// What a trigger is.
struct Row {
    /// Its word in a file.
    word: &'static str,
    /// What its number counts; nothing where it has none.
    counts: Option<Counted>,
    /// How it is written with its number; empty where it has none.
    example: &'static str,
    /// What it is, in a few words.
    words: &'static str,
    /// Who can be paid at it.
    pays: &'static [Recipient],
    /// Whether one person can earn it again and again, so that a `cap` makes sense.
    repeats: bool,
    /// Whether it is about single invitees, so that `if_stays` makes sense.
    about_invitees: bool,
    /// Whether it is settled at the end: what it is worth to somebody does not follow from what it costs.
    at_the_end: bool,
    /// Whether `cost` is that of all pieces together.
    pooled: bool,
}

const INVITER: &[Recipient] = &[Recipient::Inviter];
const ANYBODY: &[Recipient] = &[Recipient::Inviter, Recipient::Invitee, Recipient::Upline];
const OF_ORDERS: &[Recipient] = &Recipient::ALL;

impl Row {
    /// A trigger without a number, for whoever invites.
    const fn plain(word: &'static str, words: &'static str) -> Row {
        Row {
            word,
            counts: None,
            example: "",
            words,
            pays: INVITER,
            repeats: false,
            about_invitees: false,
            at_the_end: false,
            pooled: false,
        }
    }

    /// A trigger with a number, for whoever invites.
    const fn counted(word: &'static str, counts: Counted, example: &'static str, words: &'static str) -> Row {
        Row { counts: Some(counts), example, ..Row::plain(word, words) }
    }
}

impl TriggerKind {
    /// All triggers, in the order in which they are listed to the user.
    pub const ALL: [TriggerKind; 10] = [
        TriggerKind::Share,
        TriggerKind::Join,
        TriggerKind::Invites,
        TriggerKind::Every,
        TriggerKind::Rank,
        TriggerKind::Lottery,
        TriggerKind::Pool,
        TriggerKind::Buy,
        TriggerKind::Spent,
        TriggerKind::Order,
    ];

    /// Those with a number.
    pub const COUNTED: [TriggerKind; counted()] = {
        let (mut counted, mut next, mut at) = ([TriggerKind::Share; counted()], 0, 0);
        while at < TriggerKind::ALL.len() {
            if TriggerKind::ALL[at].counts().is_some() {
                counted[next] = TriggerKind::ALL[at];
                next += 1;
            }
            at += 1;
        }
        counted
    };

    /// Their words.
    pub const COUNTED_WORDS: [&'static str; counted()] = {
        let (mut words, mut at) = ([""; counted()], 0);
        while at < words.len() {
            words[at] = TriggerKind::COUNTED[at].word();
            at += 1;
        }
        words
    };

    /// The table.
    const fn row(self) -> Row {
        use Counted::{Mark, Places, Spending};
        match self {
            TriggerKind::Share => Row::plain("share", "The first share."),
            TriggerKind::Join => Row {
                pays: ANYBODY,
                repeats: true,
                about_invitees: true,
                ..Row::plain("join", "Every invitee who joins.")
            },
            TriggerKind::Invites => Row {
                about_invitees: true,
                ..Row::counted(
                    "invites",
                    Mark,
                    "when: { invites: 3 }",
                    "So many invitations reached; several such rewards make tiers.",
                )
            },
            TriggerKind::Every => Row {
                repeats: true,
                about_invitees: true,
                ..Row::counted("every", Mark, "when: { every: 5 }", "Every so many invitations.")
            },
            TriggerKind::Rank => Row {
                at_the_end: true,
                ..Row::counted(
                    "rank",
                    Places,
                    "when: { rank: 10 }",
                    "At the end, to the first so many by invitations.",
                )
            },
            TriggerKind::Lottery => Row {
                at_the_end: true,
                ..Row::counted(
                    "lottery",
                    Places,
                    "when: { lottery: 5 }",
                    "At the end, to so many winners; every invitation is a ticket.",
                )
            },
            TriggerKind::Pool => Row {
                at_the_end: true,
                pooled: true,
                ..Row::counted(
                    "pool",
                    Mark,
                    "when: { pool: 10 }",
                    "At the end, one pool shared by all who reached so many invitations.",
                )
            },
            TriggerKind::Buy => {
                Row { pays: OF_ORDERS, repeats: true, ..Row::plain("buy", "The first order of an invitee.") }
            }
            TriggerKind::Spent => Row {
                pays: OF_ORDERS,
                repeats: true,
                ..Row::counted(
                    "spent",
                    Spending,
                    "when: { spent: 100 }",
                    "So much spent by an invitee on orders, in whole units of money.",
                )
            },
            TriggerKind::Order => {
                Row { pays: OF_ORDERS, repeats: true, ..Row::plain("order", "Every order of an invitee.") }
            }
        }
    }

    /// The trigger of this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<TriggerKind> {
        TriggerKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Its word in a file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.row().word
    }

    /// What its number counts; `None` where it has no number.
    #[must_use]
    pub const fn counts(self) -> Option<Counted> {
        self.row().counts
    }

    /// How it is written with its number.
    #[must_use]
    pub const fn example(self) -> &'static str {
        self.row().example
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.row().words
    }

    /// Whether this recipient can be paid at it.
    #[must_use]
    pub fn pays(self, to: Recipient) -> bool {
        self.row().pays.contains(&to)
    }

    /// Whether a cap per person makes sense with this recipient.
    #[must_use]
    pub fn may_be_capped(self, to: Recipient) -> bool {
        self.row().repeats && to == Recipient::Inviter
    }

    /// Whether it can depend on how long an invitee stays.
    #[must_use]
    pub const fn may_depend_on_staying(self) -> bool {
        self.row().about_invitees
    }

    /// Whether it is settled at the end of the campaign.
    #[must_use]
    pub const fn is_settled_at_the_end(self) -> bool {
        self.row().at_the_end
    }

    /// Whether its cost is that of all pieces together.
    #[must_use]
    pub const fn is_pooled(self) -> bool {
        self.row().pooled
    }
}

/// How many triggers have a number.
const fn counted() -> usize {
    let (mut count, mut at) = (0, 0);
    while at < TriggerKind::ALL.len() {
        if TriggerKind::ALL[at].counts().is_some() {
            count += 1;
        }
        at += 1;
    }
    count
}

impl Counted {
    /// What the number is measured in.
    #[must_use]
    pub const fn meaning(self) -> Meaning {
        match self {
            Counted::Mark => Meaning::Invitations,
            Counted::Places => Meaning::People,
            Counted::Spending => Meaning::Money,
        }
    }
}
