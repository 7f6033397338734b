//! The metrics of a campaign: one table of names, units, definitions and what else is to be known of each.
//!
//! To add one: a row here, its words in `words`, and the count in [`Totals`](super::Totals) where there is none yet.

use super::facts::Prominence::{Always, Happening, Income, Lasting};
use super::facts::{Counted, Facts, Prominence, Undefined, Value};
use super::facts::{count, day, defined, money, per_head, price, quotient, ratio, stays};
use super::{Better, Unit};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// Makes [`Metric`] of the rows: three groups in the order of the columns, with the funnel stages behind the first and
/// the tiers behind the second.
macro_rules! metrics {
    ($($group:ident { $($(#[$doc:meta])* $Member:ident = $name:literal => $facts:expr;)+ })+) => {
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

        $(const $group: &[Metric] = &[$(Metric::$Member),+];)+

        impl Metric {
            /// The name in files and statements.
            #[must_use]
            pub fn name(&self) -> Cow<'static, str> {
                Cow::Borrowed(match self {
                    $($(Metric::$Member => $name,)+)+
                    Metric::Stage(stage) => return Cow::Owned([Metric::STAGE, stage].concat()),
                    Metric::Reached(tier) => return Cow::Owned(format!("{}{tier}", Metric::REACHED)),
                })
            }

            /// The rest of the row; none of a funnel stage or a tier, which have no row of their own.
            const fn facts(&self) -> Option<Facts> {
                Some(match self {
                    $($(Metric::$Member => $facts,)+)+
                    Metric::Stage(_) | Metric::Reached(_) => return None,
                })
            }
        }
    };
}

metrics! {
    BEFORE_STAGES {
        /// Seed users who joined.
        Seeds = "seeds" => count(|t| Value::Count(t.campaign.seeds));
        /// Organic joiners.
        Organic = "organic" => count(|t| Value::Count(t.campaign.organic)).shown(Happening);
        /// Joined by invitation.
        Referred = "referred" => count(|t| Value::Count(t.campaign.referred)).more();
        /// Bonus hunters who ever joined.
        Fake = "fake" => count(|t| Value::Count(t.campaign.fake)).less().shown(Happening);
        /// Organic joiners and those by invitation.
        NewUsers = "new_users" => count(|t| Value::Count(t.campaign.new_users())).more().shown(Always);
        /// People by invitation per member: K as it was realised.
        K = "k" => ratio(|t| quotient(t.campaign.referred as f64, t.campaign.joined() as f64)).more().shown(Always);
        /// All who joined per person who came unasked or as a seed.
        Amplification = "amplification" => ratio(|t| {
            quotient(t.campaign.joined() as f64, (t.campaign.seeds + t.campaign.organic) as f64)
        }).more();
        /// Members at the end of the horizon.
        MembersEnd = "members_end" => count(|t| Value::Count(t.campaign.members_end)).more().shown(Always);
        /// Most members at the end of a step.
        PeakMembers = "peak_members" => count(|t| Value::Count(t.campaign.peak_members)).more();
        /// Share of joiners still members after 1 day.
        D1 = "d1" => stays(|t| Value::Number(t.campaign.stayed[0])).shown(Lasting(1.0, 7.0));
        /// Share of joiners still members after 7 days.
        D7 = "d7" => stays(|t| Value::Number(t.campaign.stayed[1])).shown(Lasting(7.0, f64::INFINITY));
        /// Share of joiners still members after 30 days.
        D30 = "d30" => stays(|t| Value::Number(t.campaign.stayed[2])).shown(Lasting(30.0, f64::INFINITY));
        /// Members who shared at least once, bonus hunters included.
        Sharers = "sharers" => count(|t| Value::Count(t.campaign.sharers)).more().shown(Happening);
        /// Times somebody shared.
        Shares = "shares" => count(|t| Value::Count(t.campaign.shares));
        /// Contacts reached.
        Exposures = "exposures" => count(|t| Value::Count(t.campaign.exposures));
    }
    BEFORE_TIERS {
        /// Invitations accepted.
        Accepted = "accepted" => count(|t| Value::Count(t.campaign.accepted));
        /// People turned away.
        TurnedAway = "turned_away" => count(|t| Value::Count(t.campaign.turned_away)).less().shown(Happening);
        /// Day by which half of the new users had joined.
        Reach50 = "reach_50" => day(|t| defined(t.campaign.reach[0])).shown(Happening);
        /// Day by which nine tenths of the new users had joined.
        Reach90 = "reach_90" => day(|t| defined(t.campaign.reach[1]));
        /// Rewards due.
        RewardsDue = "rewards_due" => count(|t| Value::Count(t.campaign.rewards_due));
        /// Rewards paid.
        RewardsPaid = "rewards_paid" => count(|t| Value::Count(t.campaign.rewards_paid));
        /// Promises broken.
        BrokenPromises = "broken_promises" => count(|t| Value::Count(t.campaign.broken_promises)).less();
    }
    AFTER_TIERS {
        /// Money for rewards.
        RewardCost = "reward_cost" => money(|t| Value::Money(t.campaign.reward_cost)).less();
        /// Everything else that costs money.
        OtherCost = "other_cost" => money(|t| Value::Money(t.campaign.other_cost)).less();
        /// Rewards and everything else.
        Cost = "cost" => money(|t| Value::Money(t.campaign.cost())).less().shown(Always);
        /// Money beyond budget or stock.
        Overspend = "overspend" => money(|t| Value::Money(t.campaign.overspend)).less().shown(Happening);
        /// Day of the first exhaustion.
        ExhaustedDay = "exhausted_day" => day(|t| defined(t.campaign.exhausted_day));
        /// Cost per new user.
        Cac = "cac" => price(|t| per_head(t.campaign.cost(), t.campaign.new_users())).shown(Always);
        /// Cost per new user who is still there at the end.
        CacRetained = "cac_retained" => price(|t| per_head(t.campaign.cost(), t.campaign.retained));
        /// Cost per person who paid.
        CacPaying = "cac_paying" => price(|t| per_head(t.campaign.cost(), t.campaign.buyers));
        /// Prices paid.
        Revenue = "revenue" => money(|t| Value::Money(t.campaign.revenue)).more().shown(Happening);
        /// Margins of purchases.
        Margin = "margin" => money(|t| Value::Money(t.campaign.margin)).more().shown(Happening);
        /// Revenue and margins less cost.
        Profit = "profit" => money(|t| Value::Money(t.campaign.profit())).more().shown(Income);
        /// Profit per cost.
        Roi = "roi" => ratio(|t| quotient(t.campaign.profit().minor(), t.campaign.cost().minor()))
            .more()
            .shown(Income);
        /// Reward money that bonus hunters got.
        HunterCost = "hunter_cost" => money(|t| Value::Money(t.campaign.hunter_cost)).less().shown(Happening);
        /// Day of the first ban.
        BannedDay = "banned_day" => day(|t| defined(t.campaign.banned_day));
    }
}

impl Metric {
    /// What names of funnel stages begin with.
    pub const STAGE: &str = "stage_";
    /// What names of tiers begin with.
    pub const REACHED: &str = "reached_";

    /// The metrics of every campaign, in the order of the columns.
    pub fn of_every_campaign() -> impl Iterator<Item = Metric> {
        [BEFORE_STAGES, BEFORE_TIERS, AFTER_TIERS].into_iter().flatten().cloned()
    }

    /// The metrics of a campaign with these funnel stages and tiers, in the order of the columns.
    pub(super) fn all(stages: &[String], tiers: &[u32]) -> Vec<Metric> {
        let mut metrics = BEFORE_STAGES.to_vec();
        metrics.extend(stages.iter().cloned().map(Metric::Stage));
        metrics.extend_from_slice(BEFORE_TIERS);
        metrics.extend(tiers.iter().copied().map(Metric::Reached));
        metrics.extend_from_slice(AFTER_TIERS);
        metrics
    }

    /// The metric of this name, whether or not a campaign has it.
    #[must_use]
    pub fn named(name: &str) -> Option<Metric> {
        let tier = || name.strip_prefix(Metric::REACHED)?.parse().ok().map(Metric::Reached);
        let stage = || name.strip_prefix(Metric::STAGE).map(|stage| Metric::Stage(stage.to_owned()));
        let known = Metric::of_every_campaign().find(|metric| metric.name() == name);
        known.or_else(tier).or_else(stage).filter(|metric| metric.name() == name)
    }

    /// The unit of its values.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.facts().map_or(Unit::Count, |facts| facts.unit)
    }

    /// Which way is better, if either is.
    #[must_use]
    pub fn better(&self) -> Option<Better> {
        self.facts().and_then(|facts| facts.better)
    }

    /// When it has no value.
    #[must_use]
    pub fn undefined(&self) -> Undefined {
        self.facts().map_or(Undefined::Never, |facts| facts.undefined)
    }

    /// For whom it is.
    #[must_use]
    pub fn prominence(&self) -> Prominence {
        match self {
            Metric::Reached(_) => Happening,
            other => other.facts().map_or(Prominence::Files, |facts| facts.prominence),
        }
    }
}

impl Metric {
    /// What it comes to, `NaN` where undefined; none of a funnel stage or a tier, which are counted one by one.
    pub(super) fn value(&self, counted: &Counted<'_>, minor_per_major: f64) -> Option<f64> {
        self.facts().map(|facts| facts.value(counted, minor_per_major))
    }
}

/// As its name.
impl Serialize for Metric {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Undefined::{NeverCame, Nobody, NothingToDivideBy};

    #[test]
    fn every_metric_is_found_by_its_name() {
        for metric in Metric::all(&["a b".to_owned()], &[3]) {
            assert_eq!(Metric::named(&metric.name()), Some(metric));
        }
        assert_eq!(Metric::named("reached_03"), None);
        assert_eq!(Metric::named("reached_"), None);
        assert_eq!(Metric::named("something"), None);
    }

    #[test]
    fn what_is_better_is_no_matter_of_taste() {
        assert_eq!(Metric::Cac.better(), Some(Better::Less));
        assert_eq!(Metric::Profit.better(), Some(Better::More));
        assert_eq!(Metric::Seeds.better(), None);
    }

    #[test]
    fn days_may_never_come_and_heads_may_be_missing() {
        for metric in Metric::of_every_campaign() {
            let expected = match metric.unit() {
                Unit::Days => NeverCame,
                Unit::Ratio | Unit::Share => NothingToDivideBy,
                Unit::Money if metric.name().starts_with("cac") => Nobody,
                Unit::Money | Unit::Count => Undefined::Never,
            };
            assert_eq!(metric.undefined(), expected, "{}", metric.name());
        }
    }
}
