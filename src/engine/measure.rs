//! The metrics of a campaign, each with its definition: one table from which names, units and values come.

use super::{Layout, Metric, Unit};
use crate::units::Money;

/// What an engine has counted when a campaign is over. Counts of people are of genuine people unless they say
/// otherwise.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Seed users who joined.
    pub seeds: u64,
    /// Organic joiners.
    pub organic: u64,
    /// Joined by invitation.
    pub referred: u64,
    /// Bonus hunters who ever joined.
    pub fake: u64,
    /// Members at the end of the horizon.
    pub members_end: u64,
    /// New users (not seeds) still members at the end of the horizon.
    pub retained: u64,
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
    /// People turned away.
    pub turned_away: u64,
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
    /// Money for rewards.
    pub reward_cost: Money,
    /// Everything else that costs money.
    pub other_cost: Money,
    /// Money beyond budget or stock.
    pub overspend: Money,
    /// Day of the first exhaustion.
    pub exhausted_day: Option<f64>,
    /// People who paid.
    pub buyers: u64,
    /// Prices paid.
    pub revenue: Money,
    /// Margins of purchases.
    pub margin: Money,
    /// Reward money that bonus hunters got.
    pub hunter_cost: Money,
    /// Day of the first ban.
    pub banned_day: Option<f64>,
}

impl Totals {
    fn new_users(&self) -> u64 {
        self.organic + self.referred
    }

    fn joined(&self) -> u64 {
        self.seeds + self.new_users()
    }

    fn cost(&self) -> Money {
        self.reward_cost + self.other_cost
    }

    fn profit(&self) -> Money {
        self.revenue + self.margin - self.cost()
    }
}

/// The value of a metric.
enum Value {
    Count(u64),
    Money(Money),
    Number(f64),
    Undefined,
}

fn ratio(part: f64, whole: f64) -> Value {
    if whole > 0.0 { Value::Number(part / whole) } else { Value::Undefined }
}

fn money_per(money: Money, people: u64) -> Value {
    if people > 0 { Value::Number(money.minor() / people as f64) } else { Value::Undefined }
}

fn defined(number: Option<f64>) -> Value {
    number.map_or(Value::Undefined, Value::Number)
}

/// A row of the table: name, unit, definition.
type Definition = (&'static str, Unit, fn(&Totals) -> Value);

/// From the joiners to the contacts reached; the funnel stages follow.
const BEFORE_STAGES: &[Definition] = &[
    ("seeds", Unit::Count, |t| Value::Count(t.seeds)),
    ("organic", Unit::Count, |t| Value::Count(t.organic)),
    ("referred", Unit::Count, |t| Value::Count(t.referred)),
    ("fake", Unit::Count, |t| Value::Count(t.fake)),
    ("new_users", Unit::Count, |t| Value::Count(t.new_users())),
    ("k", Unit::Ratio, |t| ratio(t.referred as f64, t.joined() as f64)),
    ("amplification", Unit::Ratio, |t| ratio(t.joined() as f64, (t.seeds + t.organic) as f64)),
    ("members_end", Unit::Count, |t| Value::Count(t.members_end)),
    ("peak_members", Unit::Count, |t| Value::Count(t.peak_members)),
    ("d1", Unit::Share, |t| Value::Number(t.stayed[0])),
    ("d7", Unit::Share, |t| Value::Number(t.stayed[1])),
    ("d30", Unit::Share, |t| Value::Number(t.stayed[2])),
    ("sharers", Unit::Count, |t| Value::Count(t.sharers)),
    ("shares", Unit::Count, |t| Value::Count(t.shares)),
    ("exposures", Unit::Count, |t| Value::Count(t.exposures)),
];

/// From the accepted to the promises; the tiers follow.
const BEFORE_TIERS: &[Definition] = &[
    ("accepted", Unit::Count, |t| Value::Count(t.accepted)),
    ("turned_away", Unit::Count, |t| Value::Count(t.turned_away)),
    ("reach_50", Unit::Days, |t| defined(t.reach[0])),
    ("reach_90", Unit::Days, |t| defined(t.reach[1])),
    ("rewards_due", Unit::Count, |t| Value::Count(t.rewards_due)),
    ("rewards_paid", Unit::Count, |t| Value::Count(t.rewards_paid)),
    ("broken_promises", Unit::Count, |t| Value::Count(t.broken_promises)),
];

/// Money and the rest.
const AFTER_TIERS: &[Definition] = &[
    ("reward_cost", Unit::Money, |t| Value::Money(t.reward_cost)),
    ("other_cost", Unit::Money, |t| Value::Money(t.other_cost)),
    ("cost", Unit::Money, |t| Value::Money(t.cost())),
    ("overspend", Unit::Money, |t| Value::Money(t.overspend)),
    ("exhausted_day", Unit::Days, |t| defined(t.exhausted_day)),
    ("cac", Unit::Money, |t| money_per(t.cost(), t.new_users())),
    ("cac_retained", Unit::Money, |t| money_per(t.cost(), t.retained)),
    ("cac_paying", Unit::Money, |t| money_per(t.cost(), t.buyers)),
    ("revenue", Unit::Money, |t| Value::Money(t.revenue)),
    ("margin", Unit::Money, |t| Value::Money(t.margin)),
    ("profit", Unit::Money, |t| Value::Money(t.profit())),
    ("roi", Unit::Ratio, |t| ratio(t.profit().minor(), t.cost().minor())),
    ("hunter_cost", Unit::Money, |t| Value::Money(t.hunter_cost)),
    ("banned_day", Unit::Days, |t| defined(t.banned_day)),
];

/// Names and units of all metrics of a scenario with these funnel stages and tiers.
pub(super) fn metrics_of(stages: &[String], tiers: &[u32]) -> Vec<Metric> {
    let fixed = |(name, unit, _): &Definition| Metric { name: (*name).to_owned(), unit: *unit };
    let count = |name: String| Metric { name, unit: Unit::Count };
    let mut metrics: Vec<Metric> = BEFORE_STAGES.iter().map(fixed).collect();
    metrics.extend(stages.iter().map(|stage| count(format!("stage_{stage}"))));
    metrics.extend(BEFORE_TIERS.iter().map(fixed));
    metrics.extend(tiers.iter().map(|tier| count(format!("reached_{tier}"))));
    metrics.extend(AFTER_TIERS.iter().map(fixed));
    metrics
}

/// The row of metrics that `totals` amount to, in the order of the layout.
pub fn measure(totals: &Totals, layout: &Layout, row: &mut [f64]) {
    let number = |value: Value, unit: Unit| match value {
        Value::Count(count) => count as f64,
        Value::Money(money) => money.minor() / layout.minor_per_major,
        Value::Number(number) if unit == Unit::Money => number / layout.minor_per_major,
        Value::Number(number) => number,
        Value::Undefined => f64::NAN,
    };
    let fixed = |(_, unit, define): &Definition| number(define(totals), *unit);
    let values = BEFORE_STAGES
        .iter()
        .map(fixed)
        .chain(totals.stages.iter().map(|&people| people as f64))
        .chain(BEFORE_TIERS.iter().map(fixed))
        .chain(totals.reached.iter().map(|&people| people as f64))
        .chain(AFTER_TIERS.iter().map(fixed));
    for (cell, value) in row.iter_mut().zip(values) {
        *cell = value;
    }
}
