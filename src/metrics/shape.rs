//! What a campaign looks like, as far as it decides what there is to measure.

use super::OtherLine;

/// The shape of a campaign. It does not depend on the values of uncertain inputs, but for the benchmark, which stands at
/// its typical value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// Steps up to the horizon.
    pub steps: u32,
    /// Minutes of a step.
    pub step_minutes: u32,
    /// Minutes from midnight to the start; none where no date is known.
    pub start_minute: u16,
    /// By way of sharing, the names of its funnel stages before the last: the first way of each segment, then all others.
    pub stages: Vec<Vec<String>>,
    /// By segment, how many waves of seeds it has.
    pub waves: Vec<usize>,
    /// Marks of the rules that count invitations, as the rules stand.
    pub tiers: Vec<u32>,
    /// Names of the reward rules.
    pub rules: Vec<String>,
    /// What else costs money, in the order of the ledger.
    pub other_lines: Vec<OtherLine>,
    /// Whether anybody is told at the start.
    pub has_seeds: bool,
    /// Whether anybody may join beside the seeds.
    pub has_newcomers: bool,
    /// Whether rewards have a budget.
    pub has_budget: bool,
    /// Whether money for rewards is limited for a day.
    pub has_daily_money: bool,
    /// Whether a reward has a stock.
    pub has_stock: bool,
    /// Whether the platform may strike.
    pub has_ban: bool,
    /// Whether there is room for so many only.
    pub has_capacity: bool,
    /// Whether people come in through accounts.
    pub has_accounts: bool,
    /// Whether people enter a group by a code.
    pub has_code: bool,
    /// Whether groups are opened, each of which takes so many.
    pub has_groups: bool,
    /// Whether anything costs money.
    pub has_costs: bool,
    /// Whether the campaign can take money.
    pub has_income: bool,
    /// Whether members are followed one by one.
    pub knows_members: bool,
    /// What a user costs elsewhere.
    pub benchmark: Option<f64>,
    /// Minor units in a major unit of the currency.
    pub minor_per_major: f64,
}

impl Shape {
    /// Whether rewards can run out.
    #[must_use]
    pub fn is_limited(&self) -> bool {
        self.has_budget || self.has_stock
    }

    /// Whether somebody may find no room.
    #[must_use]
    pub fn may_turn_away(&self) -> bool {
        self.has_capacity || self.has_accounts || self.has_code
    }
}
