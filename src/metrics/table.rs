//! What is counted of a whole campaign, and the table of the metrics that are made of it: names, units, definitions and
//! what else is to be known of each.
//!
//! To add a metric: a row here, and the count in [`Totals`] where there is none yet; its words in `words`; and where the
//! engine counts.

use super::facts::Need;
use super::facts::Prominence::{Always, Files, Happening, Income, Lasting, Usual};
use super::facts::{COUNT, DAY, Facts, MONEY, PART, PRICE, RATIO, SHARE};
use super::trees::Trees;
use super::turned_away::TurnedAway;
use crate::units::Money;
use std::borrow::Cow;

/// What an engine has counted when a campaign is over. Counts of people are of genuine people unless they say
/// otherwise.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// People who were addressed.
    pub addressed: u64,
    /// Seed users who joined.
    pub seeds: u64,
    /// Organic joiners.
    pub organic: u64,
    /// Joiners who are bought.
    pub bought: u64,
    /// Joined by invitation.
    pub referred: u64,
    /// Whether a genuine person who was invited has brought somebody.
    pub chain_goes_on: bool,
    /// Bonus hunters who ever joined.
    pub fake: u64,
    /// Members at the end of the horizon.
    pub members_end: u64,
    /// Most members at the end of a step.
    pub peak_members: u64,
    /// Expected share of joiners still members after 1, 7 and 30 days.
    pub stayed: [f64; 3],
    /// Members who shared at least once, bonus hunters included.
    pub sharers: u64,
    /// Times somebody shared.
    pub shares: u64,
    /// Contacts reached.
    pub exposures: u64,
    /// People who passed each funnel stage before the last.
    pub stages: Vec<u64>,
    /// Invitations accepted.
    pub accepted: u64,
    /// Of those by genuine people: who would join after the end.
    pub on_the_way: u64,
    /// Contacts who said yes when the invitation had expired, and had not accepted another before.
    pub expired: u64,
    /// Reminders that were sent to members.
    pub reminded: u64,
    /// People turned away.
    pub turned_away: TurnedAway,
    /// Days by which half and nine tenths of the new users had joined.
    pub reach: [Option<f64>; 2],
    /// Rewards due.
    pub rewards_due: u64,
    /// Rewards paid.
    pub rewards_paid: u64,
    /// Promises broken.
    pub broken_promises: u64,
    /// Members who reached each tier.
    pub reached: Vec<u64>,
    /// Money for rewards, less what came back of it.
    pub reward_cost: Money,
    /// Everything else that costs money.
    pub other_cost: Money,
    /// Money for promises that are open at the end and will fall due, whose invitees have joined.
    pub owed: Money,
    /// The same where they have not.
    pub owed_on_the_way: Money,
    /// Promises owed that neither money nor goods cover.
    pub uncovered: u64,
    /// Money beyond budget or stock, paid or owed.
    pub overspend: Money,
    /// Day of the first exhaustion.
    pub exhausted_day: Option<f64>,
    /// Days on which the money of the day was used up.
    pub days_spent: u64,
    /// Groups that were opened.
    pub groups: u64,
    /// People who paid and did not get it back; without a price, who kept an order.
    pub buyers: u64,
    /// Prices paid, less what was paid back.
    pub revenue: Money,
    /// Orders of members.
    pub orders: u64,
    /// Margins of orders.
    pub margin: Money,
    /// Orders and prices of joining that were paid back.
    pub refunds: u64,
    /// Those that will be paid back after the end, and what of prices and margins goes back with them.
    pub refunds_open: u64,
    pub refunds_owed: Money,
    /// Money for rewards that came back.
    pub recovered: Money,
    /// Money for rewards that did not come back although the purchases did.
    pub rewards_lost: Money,
    /// Reward money that bonus hunters got.
    pub hunter_cost: Money,
    /// How often an account was struck.
    pub accounts_struck: u64,
    /// Day of the first ban.
    pub banned_day: Option<f64>,
    /// The trees of invitations, where it is known who invited whom.
    pub trees: Option<Trees>,
}

impl Totals {
    /// All who joined but seeds.
    #[must_use]
    pub fn new_users(&self) -> u64 {
        self.organic + self.bought + self.referred
    }

    /// Costs that depend on what happens, in minor units.
    #[must_use]
    pub fn spent(&self) -> f64 {
        (self.reward_cost + self.other_cost).minor()
    }

    fn joined(&self) -> u64 {
        self.seeds + self.new_users()
    }

    fn cost(&self) -> Money {
        self.reward_cost + self.other_cost
    }

    /// What was paid and what is still owed.
    fn cost_with_owed(&self) -> Money {
        self.cost() + self.owed
    }

    fn income(&self) -> Money {
        self.revenue + self.margin
    }

    fn profit(&self) -> Money {
        self.income() - self.cost_with_owed()
    }
}

/// What definitions look at.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// The campaign itself.
    pub campaign: &'a Totals,
    /// The same people and the same luck where nothing is done: as far as anybody may come, stay, pay or buy then.
    pub twin: &'a Totals,
}

impl Counted<'_> {
    /// How many more (or fewer) than where nothing is done.
    fn added(&self, people: fn(&Totals) -> u64) -> i64 {
        people(self.campaign).cast_signed() - people(self.twin).cast_signed()
    }

    fn added_users(&self) -> i64 {
        self.added(Totals::new_users)
    }

    fn added_members(&self) -> i64 {
        self.added(|totals| totals.members_end)
    }

    fn added_buyers(&self) -> i64 {
        self.added(|totals| totals.buyers)
    }

    fn added_profit(&self) -> Money {
        self.campaign.profit() - self.twin.income()
    }
}

/// The value of a metric.
pub(super) enum Value {
    Count(u64),
    /// More or fewer.
    Change(i64),
    Money(Money),
    Number(f64),
    /// None where it never came.
    Day(Option<f64>),
    /// The quotient of its money and its heads.
    PerHead,
    Undefined,
}

fn quotient(part: f64, whole: f64) -> Value {
    if whole > 0.0 { Value::Number(part / whole) } else { Value::Undefined }
}

/// Makes [`Metric`] of the rows: three groups in the order of the columns, with the funnel stages behind the first and
/// the tiers behind the second.
macro_rules! metrics {
    ($($group:ident { $($(#[$doc:meta])* $Member:ident = $name:literal, $facts:expr => $define:expr;)+ })+) => {
        /// A metric of a campaign, a column of `runs.csv`.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Metric {
            $($($(#[$doc])* $Member,)+)+
            /// People who passed the funnel stage of this name, which is not the last: `stage_scan`.
            Stage(String),
            /// Members who reached so many invitations: `reached_3`.
            Reached(u32),
        }

        $(pub(super) const $group: &[Metric] = &[$(Metric::$Member),+];)+

        impl Metric {
            /// What names of funnel stages begin with.
            pub const STAGE: &str = "stage_";
            /// What names of tiers begin with.
            pub const REACHED: &str = "reached_";

            /// The name in files and statements.
            #[must_use]
            pub fn name(&self) -> Cow<'static, str> {
                Cow::Borrowed(match self {
                    $($(Metric::$Member => $name,)+)+
                    Metric::Stage(stage) => return Cow::Owned([Metric::STAGE, stage].concat()),
                    Metric::Reached(tier) => return Cow::Owned(format!("{}{tier}", Metric::REACHED)),
                })
            }

            /// What else is to be known of it.
            pub(super) const fn facts(&self) -> Facts {
                match self {
                    $($(Metric::$Member => $facts,)+)+
                    Metric::Stage(_) => COUNT,
                    Metric::Reached(_) => COUNT.shown(Happening),
                }
            }

            /// The definition; none of a funnel stage or a tier, which are counted one by one.
            pub(super) const fn definition(&self) -> Option<fn(&Counted<'_>) -> Value> {
                Some(match self {
                    $($(Metric::$Member => $define,)+)+
                    Metric::Stage(_) | Metric::Reached(_) => return None,
                })
            }
        }
    };
}

metrics! {
    BEFORE_STAGES {
        /// People who were addressed to become seeds.
        Addressed = "addressed", COUNT => |t| Value::Count(t.campaign.addressed);
        /// Seed users who joined.
        Seeds = "seeds", COUNT => |t| Value::Count(t.campaign.seeds);
        /// Organic joiners.
        Organic = "organic", COUNT.shown(Happening) => |t| Value::Count(t.campaign.organic);
        /// Joiners who are bought.
        Bought = "bought", COUNT.shown(Happening) => |t| Value::Count(t.campaign.bought);
        /// Joined by invitation.
        Referred = "referred", COUNT.more() => |t| Value::Count(t.campaign.referred);
        /// 1 where a person who was invited has brought somebody, else 0.
        PassedOn = "passed_on", COUNT.more().shown(Files) => |t| Value::Count(t.campaign.chain_goes_on.into());
        /// Bonus hunters who ever joined.
        Fake = "fake", COUNT.less().shown(Happening) => |t| Value::Count(t.campaign.fake);
        /// All who joined but seeds.
        NewUsers = "new_users", COUNT.more().shown(Always) => |t| Value::Count(t.campaign.new_users());
        /// New users beyond those who would have come had nothing been done.
        AddedUsers = "added_users", COUNT.more().shown(Always) => |t| Value::Change(t.added_users());
        /// Share of the members who came by invitation.
        ReferredShare = "referred_share", SHARE.shown(Always) => |t| {
            quotient(t.campaign.referred as f64, t.campaign.joined() as f64)
        };
        /// All who joined per person who came unasked or as a seed.
        Amplification = "amplification", RATIO.more() => |t| {
            quotient(t.campaign.joined() as f64, (t.campaign.joined() - t.campaign.referred) as f64)
        };
        /// Members at the end of the horizon.
        MembersEnd = "members_end", COUNT.more().shown(Always) => |t| Value::Count(t.campaign.members_end);
        /// Members at the end beyond those of a campaign in which nothing is done.
        AddedMembers = "added_members", COUNT.more() => |t| Value::Change(t.added_members());
        /// Most members at the end of a step.
        PeakMembers = "peak_members", COUNT.more() => |t| Value::Count(t.campaign.peak_members);
        /// Share of joiners still members after 1 day.
        D1 = "d1", SHARE.shown(Lasting(1.0, 7.0)) => |t| Value::Number(t.campaign.stayed[0]);
        /// Share of joiners still members after 7 days.
        D7 = "d7", SHARE.shown(Lasting(7.0, f64::INFINITY)) => |t| Value::Number(t.campaign.stayed[1]);
        /// Share of joiners still members after 30 days.
        D30 = "d30", SHARE.shown(Lasting(30.0, f64::INFINITY)) => |t| Value::Number(t.campaign.stayed[2]);
        /// Members who shared at least once, bonus hunters included.
        Sharers = "sharers", COUNT.more().shown(Happening) => |t| Value::Count(t.campaign.sharers);
        /// Times somebody shared.
        Shares = "shares", COUNT => |t| Value::Count(t.campaign.shares);
        /// Contacts reached.
        Exposures = "exposures", COUNT => |t| Value::Count(t.campaign.exposures);
    }
    BEFORE_TIERS {
        /// Invitations accepted.
        Accepted = "accepted", COUNT => |t| Value::Count(t.campaign.accepted);
        /// People who have accepted and would join after the end.
        OnTheWay = "on_the_way", COUNT.shown(Usual) => |t| Value::Count(t.campaign.on_the_way);
        /// Contacts who would have accepted, had the invitation not expired before.
        Expired = "expired", COUNT.less().shown(Happening) => |t| Value::Count(t.campaign.expired);
        /// Reminders that were sent, counted by the members addressed.
        Reminded = "reminded", COUNT.shown(Happening) => |t| Value::Count(t.campaign.reminded);
        /// People turned away.
        TurnedAway = "turned_away", COUNT.less().shown(Happening) => |t| Value::Count(t.campaign.turned_away.all());
        /// Of them, by accounts that take no more in the hour or on the day.
        TurnedAwayByAccounts = "turned_away_by_accounts", COUNT.less().needs(Need::Accounts).shown(Happening) => |t| {
            Value::Count(t.campaign.turned_away.by_accounts)
        };
        /// Of them, by the code of the group, which had ended.
        TurnedAwayByCode = "turned_away_by_code", COUNT.less().needs(Need::Code).shown(Happening) => |t| {
            Value::Count(t.campaign.turned_away.by_code)
        };
        /// Groups that were opened.
        Groups = "groups", COUNT.less().needs(Need::Groups).shown(Happening) => |t| Value::Count(t.campaign.groups);
        /// Day by which half of the new users had joined.
        Reach50 = "reach_50", DAY.needs(Need::Newcomers).shown(Happening) => |t| Value::Day(t.campaign.reach[0]);
        /// Day by which nine tenths of the new users had joined.
        Reach90 = "reach_90", DAY.needs(Need::Newcomers) => |t| Value::Day(t.campaign.reach[1]);
        /// Invitations from somebody whom nobody invited to the last who joined, at most.
        Generations = "generations", COUNT.needs(Need::Members) => |t| {
            t.campaign.trees.map_or(Value::Undefined, |trees| Value::Count(trees.generations))
        };
        /// People of the largest tree of invitations.
        LargestTree = "largest_tree", COUNT.more().needs(Need::Members) => |t| {
            t.campaign.trees.map_or(Value::Undefined, |trees| Value::Count(trees.largest))
        };
        /// Mean distance, in invitations, of two people of one tree.
        StructuralVirality = "structural_virality", RATIO.needs(Need::Members) => |t| {
            t.campaign.trees.map_or(Value::Undefined, |trees| quotient(trees.distances, trees.pairs))
        };
        /// Part of those who were invited whom the tenth of all inviters with most of them has brought.
        ByTopTenth = "by_top_tenth", PART.needs(Need::Members) => |t| {
            t.campaign.trees.map_or(Value::Undefined, |trees| quotient(trees.by_top_tenth as f64, trees.invited as f64))
        };
        /// Rewards due.
        RewardsDue = "rewards_due", COUNT => |t| Value::Count(t.campaign.rewards_due);
        /// Rewards paid.
        RewardsPaid = "rewards_paid", COUNT => |t| Value::Count(t.campaign.rewards_paid);
        /// Promises broken.
        BrokenPromises = "broken_promises", COUNT.less() => |t| Value::Count(t.campaign.broken_promises);
        /// Promises owed at the end that neither budget nor stock covers.
        Uncovered = "uncovered", COUNT.less().shown(Happening) => |t| Value::Count(t.campaign.uncovered);
    }
    AFTER_TIERS {
        /// Money for rewards, less what came back.
        RewardCost = "reward_cost", MONEY.less() => |t| Value::Money(t.campaign.reward_cost);
        /// What came back of rewards for purchases that were paid back.
        Recovered = "recovered", MONEY.more().shown(Happening) => |t| Value::Money(t.campaign.recovered);
        /// What did not come back of them.
        RewardsLost = "rewards_lost", MONEY.less().shown(Happening) => |t| Value::Money(t.campaign.rewards_lost);
        /// Everything else that costs money.
        OtherCost = "other_cost", MONEY.less() => |t| Value::Money(t.campaign.other_cost);
        /// Rewards and everything else.
        Cost = "cost", MONEY.less().shown(Always) => |t| Value::Money(t.campaign.cost());
        /// Money for promises that are open at the end and will fall due, whose invitees have joined.
        Owed = "owed", MONEY.less().shown(Usual) => |t| Value::Money(t.campaign.owed);
        /// What was paid and what is owed.
        CostWithOwed = "cost_with_owed", MONEY.less() => |t| Value::Money(t.campaign.cost_with_owed());
        /// Money for promises that will fall due if their invitees, who are on the way, join.
        OwedOnTheWay = "owed_on_the_way", MONEY.less().shown(Usual) => |t| Value::Money(t.campaign.owed_on_the_way);
        /// Money beyond budget or stock, paid or owed.
        Overspend = "overspend", MONEY.less().shown(Happening) => |t| Value::Money(t.campaign.overspend);
        /// Day of the first exhaustion.
        ExhaustedDay = "exhausted_day", DAY.needs(Need::Limit) => |t| Value::Day(t.campaign.exhausted_day);
        /// Days on which the money of the day was used up.
        DaysSpent = "days_spent", COUNT.less().needs(Need::DailyMoney).shown(Happening) => |t| {
            Value::Count(t.campaign.days_spent)
        };
        /// Cost, owed included, per added user.
        Cac = "cac", PRICE.needs(Need::Newcomers).shown(Always) => |_| Value::PerHead;
        /// Cost per added member.
        CacRetained = "cac_retained", PRICE.needs(Need::Newcomers) => |_| Value::PerHead;
        /// Cost per added person who paid.
        CacPaying = "cac_paying", PRICE.needs(Need::Income) => |_| Value::PerHead;
        /// Cost per new user, those included who would have come anyway.
        CacBlended = "cac_blended", PRICE.needs(Need::Newcomers).shown(Files) => |_| Value::PerHead;
        /// People who paid beyond those who would have, had nothing been done.
        AddedBuyers = "added_buyers", COUNT.more() => |t| Value::Change(t.added_buyers());
        /// Prices paid, less what was paid back.
        Revenue = "revenue", MONEY.more().shown(Happening) => |t| Value::Money(t.campaign.revenue);
        /// Orders of members, joining not counted.
        Orders = "orders", COUNT.more().shown(Happening) => |t| Value::Count(t.campaign.orders);
        /// Orders and prices of joining that were paid back.
        Refunds = "refunds", COUNT.less().shown(Happening) => |t| Value::Count(t.campaign.refunds);
        /// Orders and prices of joining that will be paid back after the end.
        RefundsOpen = "refunds_open", COUNT.less().shown(Happening) => |t| Value::Count(t.campaign.refunds_open);
        /// What of revenue and margins goes back then.
        RefundsOwed = "refunds_owed", MONEY.less().shown(Happening) => |t| Value::Money(t.campaign.refunds_owed);
        /// Margins of orders.
        Margin = "margin", MONEY.more().shown(Happening) => |t| Value::Money(t.campaign.margin);
        /// Revenue and margins beyond those of a campaign in which nothing is done, less cost and what is owed.
        AddedProfit = "added_profit", MONEY.more().shown(Income) => |t| Value::Money(t.added_profit());
        /// Revenue and margins of everybody, less cost and what is owed.
        ProfitBlended = "profit_blended", MONEY.more() => |t| Value::Money(t.campaign.profit());
        /// Added profit per cost, owed included.
        Roi = "roi", RATIO.more().needs(Need::Costs).shown(Income) => |t| {
            quotient(t.added_profit().minor(), t.campaign.cost_with_owed().minor())
        };
        /// Reward money that bonus hunters got.
        HunterCost = "hunter_cost", MONEY.less().shown(Happening) => |t| Value::Money(t.campaign.hunter_cost);
        /// How often the platform struck an account.
        AccountsStruck = "accounts_struck", COUNT.less().needs(Need::Accounts).shown(Happening) => |t| {
            Value::Count(t.campaign.accounts_struck)
        };
        /// Day of the first ban.
        BannedDay = "banned_day", DAY.needs(Need::Ban) => |t| Value::Day(t.campaign.banned_day);
    }
}
