//! A scenario compiled into immutable numbers: chances per step, laws of offspring and delay, money in
//! minor units. Compiling is a pure function of the scenario and of the values drawn for its uncertain
//! inputs; the engines read the result and never look at a scenario.

mod behaviour;
mod channel;
mod counter;
mod days;
mod delay;
mod entrance;
mod inflow;
mod inputs;
mod memory;
mod mixing;
mod motive;
mod order;
mod order_rules;
mod origins;
mod part;
mod profile;
mod progress;
mod quota;
mod refund;
mod reminder;
mod retention;
mod rule;
mod sale;
mod segment;
mod stay;
mod stint;
mod times;
mod trigger;
mod unit_cost;
mod wave;

pub use behaviour::{Answers, Behaviour, Chances};
pub use channel::{ChannelModel, ContactLaw, ContactPart};
pub use counter::Counter;
pub use days::Days;
pub use delay::DelayBins;
pub use entrance::{AccountsModel, CodeModel, Entrance, Stretch};
pub use inflow::{ByLot, InflowModel, PerStep};
pub use inputs::draw_inputs;
pub use mixing::{IntoGroups, Mixing, Pick, Proof};
pub use motive::{DriveModel, ResponseModel};
pub use order::{OnOrders, OrderEvent};
pub use order_rules::OrderRules;
pub use origins::{Above, Origins};
pub use profile::Profile;
pub use progress::Progress;
pub use quota::QuotaModel;
pub use refund::{RefundModel, Return};
pub use reminder::ReminderModel;
pub use retention::{MOST_CLASSES, MOST_CLASSES_OF_ALL, Retention, RetentionClass, fit_retention};
pub use rule::{ALL_INVITATIONS, Holding, RuleModel, at_level};
pub use sale::{Sale, SaleTime, Sales};
pub use segment::SegmentModel;
pub use stay::{Since, StayClass};
pub use stint::{Span, Stint};
pub use times::Law;
pub use trigger::{Earned, Finale, Looks};
pub use unit_cost::{UnitCost, unit_cost};
pub use wave::Wave;

use crate::scenario::{Ban, Budget, Hits, Quantity, Valid, WhenExhausted};
use crate::units::{Money, UnitPrice, whole_people};
use std::sync::OnceLock;

/// Everything an engine needs to simulate one campaign.
#[derive(Clone, Debug)]
pub struct Model {
    /// Number of steps.
    pub steps: u32,
    /// Length of a step in days.
    pub step_days: f64,
    /// Whether time goes in cycles: whom a step wins brings others in the next one.
    pub in_cycles: bool,
    /// Factors that depend on the clock alone.
    pub profile: Profile,
    /// Kinds of people.
    pub segments: Vec<SegmentModel>,
    /// The ways by which their shares go: of each segment one at its place, then all others.
    pub channels: Vec<ChannelModel>,
    /// Reward rules in the order of the file.
    pub rules: Vec<RuleModel>,
    /// Goal gradient.
    pub patience: f64,
    /// People who can join, seeds included.
    pub market: Option<u64>,
    /// Who reaches whom; none where contacts are drawn from everybody.
    pub mixing: Option<Mixing>,
    /// Chance of a genuine invited person to have come by himself.
    pub anyway: f64,
    /// Money for rewards.
    pub budget: Option<BudgetModel>,
    /// What joiners pay.
    pub price: Option<PriceModel>,
    /// Joins in all.
    pub capacity_total: Option<u64>,
    /// Joins per hour.
    pub hourly: Option<Hourly>,
    /// What lets people in by the clock.
    pub entrance: Option<Entrance>,
    /// When there are too many members to look after.
    pub care: Option<Care>,
    /// Groups that are opened as members come.
    pub groups: Option<Groups>,
    /// The platform: for what it strikes.
    pub bans: Vec<BanModel>,
    /// Costs that do not depend on what happens: `fixed`, then per day of the horizon.
    pub costs: FixedCosts,
    /// How far invitations must be counted per member.
    pub progress: Progress,
    /// When days begin, where something is limited for a day.
    pub days: Option<Days>,
    /// What is remembered of where a member came from.
    pub origins: Origins,
    /// Whether members who shared before are distinguished (somebody may share again).
    pub remembers_sharing: bool,
    /// Whether members who are done may be woken by a reminder, and so are distinguished as those who wait.
    pub follows_done: bool,
    /// The first step from which on nobody comes without an invitation, but seeds.
    pub inflow_over: u32,
    /// Whether members buy.
    pub has_purchases: bool,
    /// What rewards look at in orders.
    pub order_rules: OrderRules,
    /// Whether rewards hang on invitees.
    makes_promises: bool,
    /// The behaviour while every rule is on offer whose dates allow it, by the step from which on it holds, once it is known.
    eras: OnceLock<Vec<(u32, Behaviour)>>,
}

/// Money for rewards.
#[derive(Clone, Copy, Debug)]
pub struct BudgetModel {
    /// The limit.
    pub limit: Money,
    /// What rewards that are earned on one day may cost.
    pub per_day: Option<Money>,
    /// What happens when the limit is gone.
    pub when_exhausted: WhenExhausted,
}

/// What joiners pay: `start + step · ⌊payers/every⌋`.
#[derive(Clone, Debug)]
pub struct PriceModel {
    /// Price of the first.
    pub start: Money,
    /// Rise per stair.
    pub step: Money,
    /// Payers per stair.
    pub every: u64,
    /// Who of them gets it back, if some do.
    pub refund: Option<RefundModel>,
}

/// A limit on joins per hour of the campaign.
#[derive(Clone, Copy, Debug)]
pub struct Hourly {
    /// How many may join; need not be whole.
    pub per_hour: f64,
    /// Length of a step.
    pub step_minutes: u32,
}

/// Too many members for the community managers.
#[derive(Clone, Copy, Debug)]
pub struct Care {
    /// Members who can be looked after.
    pub members: f64,
    /// Factor on the chance to leave while there are more.
    pub overload: f64,
}

/// Groups.
#[derive(Clone, Copy, Debug)]
pub struct Groups {
    /// Members per group.
    pub size: u64,
    /// Cost of opening one.
    pub cost: Money,
    /// Whether nobody gets the place of somebody who has left: people enter by codes, which end by their places.
    pub places_are_given_once: bool,
}

/// The platform's reaction.
#[derive(Clone, Copy, Debug)]
pub struct BanModel {
    /// What it strikes.
    pub hits: Hits,
    /// Hazard per person who joins.
    pub hazard: f64,
    /// People in an hour of the clock beyond whom alone they count.
    pub above_per_hour: Option<u64>,
    /// Steps of pause, not always whole; `None`: for good.
    pub pause_steps: Option<f64>,
    /// Whether members brought by invitation are deleted.
    pub delete_induced: bool,
}

/// Costs that do not depend on what happens.
#[derive(Clone, Copy, Debug)]
pub struct FixedCosts {
    /// Once, at the start.
    pub fixed: Money,
    /// Per day of the horizon.
    pub per_day: Money,
    /// Community managers, per day of the horizon.
    pub labour_per_day: Money,
    /// Per seed user.
    pub per_seed: UnitPrice,
}

impl Model {
    /// Compiles `scenario` with the values `drawn` for its uncertain inputs (see [`draw_inputs`]; the
    /// medians come from [`Model::typical`]).
    #[must_use]
    pub fn compile(scenario: &Valid, drawn: &[f64]) -> Model {
        Model::taking_over(None, scenario, drawn)
    }

    /// The same for another replicate: what takes long to compile and does not depend on the values drawn is taken over
    /// from this model, which must be one of `scenario`.
    #[must_use]
    pub fn renewed(self, scenario: &Valid, drawn: &[f64]) -> Model {
        Model::taking_over(Some(self), scenario, drawn)
    }

    fn taking_over(before: Option<Model>, scenario: &Valid, drawn: &[f64]) -> Model {
        let (profile, segments, channels) = match before {
            Some(model) => (Some(model.profile), model.segments, Some(model.channels)),
            None => (None, Vec::new(), None),
        };
        let clock = scenario.clock;
        let step_days = clock.step_days();
        let money = |quantity: &Quantity| Money::from_major(quantity.value(drawn), &scenario.currency);
        let people = |quantity: &Quantity| whole_people(quantity.value(drawn));
        let profile = Profile::compile(scenario, drawn, profile);
        let mut before = segments.into_iter();
        let mut segments: Vec<SegmentModel> = (0..scenario.segments.len())
            .map(|index| SegmentModel::compile(scenario, &profile, index, drawn, before.next()))
            .collect();
        let waves: Vec<&[Wave]> = segments.iter().map(|segment| &segment.seeds[..]).collect();
        let mut channels = ChannelModel::all(scenario, &waves, drawn, channels);
        segments.iter_mut().enumerate().for_each(|(index, segment)| segment.go_by(index, &channels));
        if scenario.unrewarded {
            let fake: Vec<bool> = segments.iter().map(|segment| segment.fake).collect();
            let genuine: Vec<f64> = segments.iter_mut().map(|segment| segment.unreward(&fake)).collect();
            channels.iter_mut().for_each(|channel| channel.unreward(genuine[channel.segment]));
        }
        let seeds: u64 = segments.iter().map(SegmentModel::addressed).sum();
        let compiled = |reward| RuleModel::compile(reward, scenario, &segments, drawn);
        let mut rules: Vec<RuleModel> = scenario.rewards().enumerate().flat_map(compiled).collect();
        Progress::number_counters(&mut rules);
        let hunted = segments.iter().any(|segment| segment.fake);
        let deletes_induced = scenario.ban.iter().any(|ban| ban.delete_induced);
        Model {
            steps: clock.steps,
            step_days,
            in_cycles: scenario.is_in_cycles(),
            profile,
            patience: scenario.patience.value(drawn),
            market: match scenario.ground() {
                Some(ground) => Some(u64::from(ground.network.people())),
                None => scenario.market.as_ref().map(|market| people(market).max(seeds)),
            },
            mixing: Mixing::compile(scenario, drawn),
            anyway: scenario.anyway.value(drawn),
            budget: scenario.budget.as_ref().filter(|_| !scenario.unrewarded).map(
                |Budget { limit, per_day, when_exhausted }| BudgetModel {
                    limit: money(limit),
                    per_day: per_day.as_ref().map(money),
                    when_exhausted: *when_exhausted,
                },
            ),
            price: scenario.price.as_ref().map(|price| PriceModel {
                start: money(&price.start),
                step: money(&price.step),
                every: price.every,
                refund: price
                    .refund
                    .as_ref()
                    .map(|refund| RefundModel::compile(refund, refund::Paid::Anytime, scenario, drawn)),
            }),
            capacity_total: scenario.capacity.total.as_ref().map(people),
            hourly: scenario.capacity.per_hour.as_ref().map(|per_hour| Hourly {
                per_hour: per_hour.value(drawn).max(0.0),
                step_minutes: clock.step_minutes,
            }),
            entrance: Entrance::compile(scenario, drawn),
            care: scenario.community.as_ref().and_then(|community| {
                let carers = community.carers?;
                Some(Care {
                    members: carers as f64 * community.members_per_carer.value(drawn),
                    overload: community.overload.value(drawn),
                })
            }),
            groups: scenario.community.as_ref().and_then(|community| {
                Some(Groups {
                    size: community.group_size?,
                    cost: money(&community.cost_per_group),
                    places_are_given_once: community.code.is_some(),
                })
            }),
            bans: scenario.ban.iter().map(|ban| BanModel::compile(ban, step_days, drawn)).collect(),
            costs: FixedCosts {
                fixed: money(&scenario.costs.fixed),
                per_day: money(&scenario.costs.per_day),
                labour_per_day: scenario.community.as_ref().map_or(Money::ZERO, |community| {
                    money(&community.cost_per_carer_day).times(community.carers.unwrap_or(0))
                }),
                per_seed: UnitPrice::from_major(scenario.costs.per_seed.value(drawn), &scenario.currency),
            },
            progress: Progress::needed_by(&rules, hunted),
            days: scenario.limits_days().then(|| Days::of(clock)),
            origins: Origins::needed_by(&rules, &segments, deletes_induced),
            remembers_sharing: segments.iter().any(|segment| segment.again > 0.0 || segment.wakes()),
            follows_done: segments.iter().any(SegmentModel::wakes),
            inflow_over: segments.iter().map(|segment| segment.inflow_over(clock.steps)).max().unwrap_or(0),
            has_purchases: segments.iter().any(|segment| segment.sales.are_any()),
            order_rules: OrderRules::of(&rules),
            makes_promises: rules.iter().any(RuleModel::hangs_on_invitees),
            segments,
            channels,
            rules,
            eras: OnceLock::new(),
        }
    }

    /// Compiles `scenario` at the medians of its uncertain inputs, as what is expected is computed: on a network as if contacts were
    /// drawn from everybody, as many on average.
    #[must_use]
    pub fn typical(scenario: &Valid) -> Model {
        let mixed = scenario.ground().map(|_| scenario.well_mixed());
        let scenario = mixed.as_ref().unwrap_or(scenario);
        let medians: Vec<f64> = scenario.inputs.iter().map(|input| input.law.median()).collect();
        Model::compile(scenario, &medians)
    }

    /// Part of the market who are not seeds, when the first of these have come; 1 without a market.
    #[must_use]
    pub fn open_at_start(&self) -> f64 {
        let waves = || self.segments.iter().flat_map(|segment| &segment.seeds);
        let time = |wave: &Wave| f64::from(wave.step) + wave.moment;
        let first = waves().map(time).fold(f64::INFINITY, f64::min);
        let seeds: f64 = waves().filter(|wave| time(wave) <= first).map(Wave::expected).sum();
        self.market.map_or(1.0, |market| (1.0 - seeds / market.max(1) as f64).max(0.0))
    }

    /// The ways by which the shares of a segment go.
    pub fn channels_of(&self, segment: usize) -> impl Iterator<Item = &ChannelModel> {
        self.segments[segment].channels.iter().map(|place| &self.channels[*place])
    }

    /// Whether rewards hang on invitees, so that it matters when they join.
    #[inline]
    #[must_use]
    pub fn makes_promises(&self) -> bool {
        self.makes_promises
    }

    /// Whether some of those who pay for joining get their money back.
    #[inline]
    #[must_use]
    pub fn refunds_joining(&self) -> bool {
        self.price.as_ref().is_some_and(|price| price.refund.is_some())
    }

    /// Whether people whom the campaign brings may change how many others come, stay or buy: then what happens where nothing is
    /// done must be followed beside the campaign, and is no part of it.
    #[must_use]
    pub fn has_twin_beside(&self) -> bool {
        let room = self.limits_room();
        let hunted = self.segments.iter().any(|segment| segment.fake);
        // Who comes in the first step comes before all others.
        ((self.market.is_some() || room) && self.more_free_may_come())
            || (room && hunted)
            || self.care.is_some_and(|care| care.overload != 1.0)
            || self.drive_away(|reminder| !reminder.regular)
            || (self.deletes_induced() && (self.anyway > 0.0 || self.buys_people()))
    }

    /// Whether somebody may find no room.
    #[inline]
    #[must_use]
    pub fn limits_room(&self) -> bool {
        self.capacity_total.is_some() || self.hourly.is_some() || self.entrance.is_some()
    }

    /// Whether money, goods or places may go within a step; in cycles all of a step is at once.
    #[inline]
    #[must_use]
    pub fn may_run_out(&self) -> bool {
        !self.in_cycles && (self.has_limited_offers() || self.capacity_total.is_some())
    }

    /// Whether there is an end of money or goods.
    #[must_use]
    pub fn has_limited_offers(&self) -> bool {
        self.budget.is_some() || self.rules.iter().any(|rule| rule.stock.is_some())
    }

    /// The plans by which people come without an invitation, those of all segments.
    pub fn plans(&self) -> impl Iterator<Item = &InflowModel> {
        self.segments.iter().flat_map(|segment| &segment.inflow)
    }

    /// The same where nothing is done.
    pub fn free_plans(&self) -> impl Iterator<Item = &InflowModel> {
        let genuine = self.segments.iter().filter(|segment| !segment.fake);
        genuine.flat_map(|segment| &segment.inflow).filter(|plan| plan.cost.is_none())
    }

    /// Whether somebody who comes is bought.
    fn buys_people(&self) -> bool {
        self.plans().any(|plan| plan.cost.is_some())
    }

    /// Whether people whom the campaign does not bring may still come after the first step.
    #[must_use]
    pub fn more_free_may_come(&self) -> bool {
        let waves = || self.segments.iter().flat_map(|segment| &segment.seeds);
        self.inflow_over > 0 || self.anyway > 0.0 || waves().any(|wave| wave.step > 0)
    }

    /// Whether the chance to leave changes in time, by events, by overload or by reminders.
    #[inline]
    #[must_use]
    pub fn churn_varies(&self) -> bool {
        self.care.is_some() || !self.profile.churn.is_one() || self.drive_away(|_| true)
    }

    /// Whether members may leave because of one of these reminders.
    fn drive_away(&self, these: impl Fn(&ReminderModel) -> bool) -> bool {
        let mut reminders = self.segments.iter().flat_map(|segment| &segment.reminders);
        reminders.any(|reminder| reminder.churn > 0.0 && these(reminder))
    }

    /// Whether members may still leave because of a reminder that is sent in any case, from step `t` on.
    #[inline]
    #[must_use]
    pub fn goes_on_reminding(&self, t: u32) -> bool {
        self.drive_away(|reminder| reminder.regular && reminder.is_to_come(t, self.steps))
    }

    /// The most reminders that one of the segments has.
    #[inline]
    #[must_use]
    pub fn most_reminders(&self) -> usize {
        self.segments.iter().map(|segment| segment.reminders.len()).max().unwrap_or(0)
    }
}

impl BanModel {
    fn compile(ban: &Ban, step_days: f64, drawn: &[f64]) -> BanModel {
        BanModel {
            hits: ban.hits,
            hazard: ban.per_participant.value(drawn),
            above_per_hour: ban.above_per_hour.as_ref().map(|above| whole_people(above.value(drawn))),
            pause_steps: ban.pause_days.map(|days| days / step_days),
            delete_induced: ban.delete_induced,
        }
    }
}
