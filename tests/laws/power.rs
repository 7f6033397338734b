//! A comparison that cannot fail proves nothing: a change of a tenth or two in any rule's number must be
//! seen by the comparison that `agreement` makes, in the case that is there for this rule.

use crate::build::{negative_binomial, poisson, q, saturating, waits};
use crate::cases;
use crate::compare::differences;
use crate::in_time;
use crate::orders;
use crate::programmes::{
    answers, bans, by_invites, channels, dated, entrance, expiry, inflow, levels, limits, purchase, refunds,
    reminders, waits as waiting,
};
use crate::promises;
use crate::table::{Case, Table, more_by_oracle};
use kfactor::scenario::{
    Amount, Buyers, Buys, BuysWhen, Code, Delay, Hits, Inflow, Quantity, Quota, Refund, Response, Scenario,
    Stay, Wait,
};

/// What is changed, and how.
type Change = (&'static str, fn(&mut Scenario));

/// Campaigns that are compared first. Where they do not differ, there are twice as many, and at last as many as `agreement` compares.
const FIRST: u64 = 300;

fn seen(case: &Case, changes: &[Change]) {
    let mut plain = Table::default();
    for (name, change) in changes {
        let mut other = case.clone();
        change(&mut other.scenario);
        assert_ne!(other.scenario, case.scenario, "`{name}` changes nothing");
        let mut changed = Table::default();
        let mut campaigns = FIRST;
        loop {
            more_by_oracle(&mut plain, case, 1, campaigns);
            more_by_oracle(&mut changed, &other, 2, campaigns);
            if !differences(&plain.first(campaigns), &changed).is_empty() {
                break;
            }
            assert!(campaigns < case.campaigns(), "`{name}` of `{}` is not seen", case.name);
            campaigns = (2 * campaigns).min(case.campaigns());
        }
        println!("`{name}` of `{}` is seen by {campaigns} campaigns", case.name);
    }
}

fn scale(quantity: &mut Quantity, factor: f64) {
    *quantity = q(quantity.typical() * factor);
}

fn grow(quantity: &mut Quantity) {
    scale(quantity, 1.1);
}

fn some(quantity: &mut Option<Quantity>) -> &mut Quantity {
    quantity.as_mut().expect("the case has it")
}

#[test]
fn people() {
    seen(
        &cases::tiers(),
        &[
            ("join", |s| grow(&mut s.segments[0].funnel[0].pass)),
            ("contacts", |s| s.segments[0].contacts = poisson(4.4)),
            ("after", |s| s.segments[0].share.after = waits(2.2)),
            ("again", |s| grow(&mut s.segments[0].share.again)),
            ("churn", |s| s.segments[0].stay = Stay::Churn(q(0.11))),
            ("patience", |s| scale(&mut s.patience, 0.9)),
            ("value", |s| s.incentive.iter_mut().for_each(|rule| grow(&mut rule.value))),
            ("cap", |s| s.incentive[2].cap = Some(1)),
            ("order of tiers", |s| s.incentive[1].when = kfactor::scenario::Trigger::Invites(4)),
        ],
    );
    seen(
        &cases::two_segments(),
        &[
            ("inflow", |s| s.segments[1].inflow = vec![Inflow::free(1.65)]),
            ("second wave", |s| s.segments[0].seeds[1].at_days = 5.0),
            ("recruits", |s| s.segments[0].recruits = Some(vec![q(1.3), q(2.7)])),
            ("delay", |s| s.segments[0].delay = Delay::Lognormal { median: q(1.7), sigma: q(0.8) }),
        ],
    );
    seen(
        &cases::share_reward(),
        &[
            ("dispersion", |s| s.segments[0].contacts = negative_binomial(4.0, 0.25)),
            ("half life", |s| {
                scale(&mut s.novelty.as_mut().expect("novelty").half_life_days, 1.25);
            }),
            ("novelty floor", |s| scale(&mut s.novelty.as_mut().expect("novelty").floor, 1.4)),
            ("value in the table", |s| s.incentive[0].value = q(3.4)),
        ],
    );
}

#[test]
fn rewards() {
    seen(
        &cases::cap_and_goal(),
        &[
            ("redeem", |s| scale(&mut s.incentive[0].redeem, 0.9)),
            ("cap", |s| s.incentive[0].cap = Some(2)),
            ("cost", |s| s.incentive[0].cost = Amount::Money(q(2.6))),
        ],
    );
    seen(
        &cases::upline(),
        &[
            ("upline", |s| s.incentive[1].cost = Amount::ShareOfPrice(q(0.11))),
            ("stair", |s| s.price.as_mut().expect("a price").every = 11),
        ],
    );
    seen(
        &cases::both_sides(),
        &[
            ("join reward", |s| s.segments[0].join_reward = Some(saturating(0.44, 5.0))),
            ("bait mix", |s| s.segments[0].recruits_for_bait = Some(vec![q(0.25), q(0.75)])),
            ("stock", |s| scale(some(&mut s.incentive[1].stock), 0.88)),
        ],
    );
    seen(
        &cases::if_stays(),
        &[
            ("age", |s| s.incentive[0].if_stays_days = Some(4.0)),
            ("age for the upline", |s| s.incentive[3].if_stays_days = None),
        ],
    );
    seen(
        &cases::prizes(),
        &[
            ("rank", |s| s.incentive[0].when = kfactor::scenario::Trigger::Rank(4)),
            ("lottery", |s| scale(&mut s.incentive[1].redeem, 0.8)),
            ("pool", |s| s.incentive[2].when = kfactor::scenario::Trigger::Pool(5)),
        ],
    );
    seen(&cases::bonus_hunters(), &[("detect", |s| grow(&mut s.segments[1].detect))]);
}

#[test]
fn limits() {
    let budget: Change = ("budget", |s| grow(&mut s.budget.as_mut().expect("a budget").limit));
    seen(&cases::stop_rewards(), &[budget, ("stock", |s| grow(some(&mut s.incentive[0].stock)))]);
    seen(&cases::end_campaign(), &[budget]);
    seen(&cases::overdraw(), &[budget]);
    seen(&cases::stock_rules(), &[("stock", |s| grow(some(&mut s.incentive[0].stock)))]);
    seen(&cases::capacity_total(), &[("total", |s| grow(some(&mut s.capacity.total)))]);
    seen(
        &cases::capacity_per_hour(),
        &[
            ("per hour", |s| grow(some(&mut s.capacity.per_hour))),
            ("evening", |s| s.hours.as_mut().expect("hours")[18..24].fill(1.5)),
            ("start", |s| s.clock.start.as_mut().expect("a start").minute_of_day = 19 * 60),
            ("weekday", |s| {
                s.clock.start.as_mut().expect("a start").day = 2;
            }),
        ],
    );
}

fn more_orders(buys: &mut Buys) {
    match &mut buys.when {
        BuysWhen::Often { times, .. } => grow(times),
        BuysWhen::At { chance, .. } | BuysWhen::After { chance, .. } => grow(chance),
        _ => {}
    }
}

#[test]
fn orders() {
    seen(
        &orders::in_time(),
        &[
            ("by whom", |s| s.segments[0].buys[0].who = Buyers::All),
            ("at a moment", |s| more_orders(&mut s.segments[0].buys[1])),
            ("later", |s| s.segments[0].buys[1].when = BuysWhen::At { at_days: 4.3, chance: q(0.4) }),
            ("after a while", |s| more_orders(&mut s.segments[1].buys[0])),
            ("after a longer one", |s| {
                s.segments[1].buys[0].when = BuysWhen::After { after_days: 1.0, chance: q(0.5) };
            }),
        ],
    );
}

/// What is paid for orders, when and to whom.
#[test]
fn programmes_that_pay_for_orders() {
    seen(&purchase::in_time_to_buy(), &[("within", |s| s.incentive[0].within_days = Some(3.6))]);
    let all_kinds = [
        purchase::everything(),
        purchase::held_in_cycles(),
        purchase::held(),
        purchase::prices(),
        purchase::capped(),
    ];
    for case in all_kinds {
        seen(
            &case,
            &[
                ("orders", |s| {
                    s.segments.iter_mut().filter_map(|people| people.buys.first_mut()).for_each(|buys| {
                        if let BuysWhen::Often { times, .. } = &mut buys.when {
                            scale(times, 1.2);
                        }
                    });
                }),
                ("commission", |s| s.incentive[1].cost = Amount::ShareOfPrice(q(0.12))),
            ],
        );
    }
    fn refunds(scenario: &mut Scenario) -> impl Iterator<Item = &mut Refund> {
        scenario
            .segments
            .iter_mut()
            .flat_map(|people| &mut people.buys)
            .filter_map(|buys| buys.refund.as_mut())
    }
    seen(
        &refunds::orders(),
        &[
            ("chance to go back", |s| refunds(s).for_each(|refund| scale(&mut refund.chance, 1.2))),
            ("time to go back", |s| refunds(s).for_each(|refund| refund.within_days *= 1.2)),
            ("hold", |s| s.incentive[0].hold_days = Some(1.4 * 1.3)),
            ("longer hold", |s| s.incentive[1].hold_days = Some(4.0 * 1.3)),
            ("recovered", |s| s.incentive[0].recovered = q(0.6)),
        ],
    );
    seen(
        &refunds::orders_in_cycles(),
        &[("chance to go back", |s| refunds(s).for_each(|refund| scale(&mut refund.chance, 1.2)))],
    );
    seen(
        &refunds::joining(),
        &[("chance to go back", |s| {
            scale(
                &mut s.price.as_mut().and_then(|price| price.refund.as_mut()).expect("refunds").chance,
                1.2,
            );
        })],
    );
    seen(
        &levels::in_a_market(),
        &[("share of a level", |s| {
            grow(&mut s.incentive[0].levels.as_mut().expect("levels").share);
        })],
    );
    seen(
        &by_invites::in_a_market(),
        &[("invitations for an amount", |s| {
            s.incentive[0].cost_by_invites.as_mut().expect("costs").later[0].0 = 4;
        })],
    );
    for case in [by_invites::limited(), by_invites::held()] {
        seen(&case, &[("cap of a day", |s| s.incentive[0].cap_per_day = Some(1))]);
    }
}

/// What is limited in time, and by person.
#[test]
fn programmes_with_limits() {
    seen(&dated::terms_that_change(), &[("until", |s| s.incentive[2].until_days = Some(6.0))]);
    seen(
        &dated::for_the_bait(),
        &[
            ("value later", |s| scale(&mut s.incentive[0].value_later[0].1, 1.2)),
            ("invitations for a value", |s| {
                s.incentive[1].value_by_invites.as_mut().expect("values").later[0].0 = 4;
            }),
        ],
    );
    seen(&limits::caps_in_short_steps(), &[("cap", |s| s.incentive[1].cap = Some(1))]);
    seen(&limits::caps_of_a_day(), &[("cap of a day", |s| s.incentive[0].cap_per_day = Some(1))]);
    seen(
        &limits::money_of_a_day(),
        &[("money of a day", |s| grow(some(&mut s.budget.as_mut().expect("a budget").per_day)))],
    );
    seen(
        &limits::money_of_a_day_by_the_hour(),
        &[("money of a day", |s| grow(some(&mut s.budget.as_mut().expect("a budget").per_day)))],
    );
    seen(
        &purchase::money_of_a_day(),
        &[("money of a day", |s| grow(some(&mut s.budget.as_mut().expect("a budget").per_day)))],
    );
    seen(
        &limits::quotas(),
        &[("every", |s| {
            s.segments[0].quota = Some(Quota::Kept { first: 2, every_days: Some(1.8) });
        })],
    );
    seen(
        &expiry::market_and_means(),
        &[("within", |s| {
            s.segments.iter_mut().for_each(|people| scale(some(&mut people.within_days), 1.2));
        })],
    );
    seen(
        &entrance::accounts_on_an_evening(),
        &[("people an hour", |s| s.accounts.as_mut().expect("accounts").per_hour = Some(q(4.0)))],
    );
    seen(
        &entrance::codes_in_long_steps(),
        &[("renewal", |s| {
            let code: &mut Code =
                s.community.as_mut().and_then(|groups| groups.code.as_mut()).expect("a code");
            code.renew_days *= 1.3;
        })],
    );
    seen(
        &entrance::accounts_in_cycles(),
        &[("people a day", |s| s.accounts.as_mut().expect("accounts").per_day = Some(q(5.0)))],
    );
    seen(&bans::in_cycles(), &[("hazard", |s| scale(&mut s.ban[0].per_participant, 1.2))]);
    seen(
        &bans::all_kinds(),
        &[
            ("above so many", |s| s.ban[0].above_per_hour = Some(q(2.0))),
            ("whom it hits", |s| s.ban[1].hits = Hits::Campaign),
        ],
    );
}

/// How people come, and how they are told.
#[test]
fn programmes_that_reach() {
    seen(
        &inflow::part_of_a_market(),
        &[
            ("of the market", |s| s.segments[0].inflow[1].rate = Inflow::of_market(0.088).rate),
            ("cost", |s| grow(some(&mut s.segments[0].inflow[1].cost))),
        ],
    );
    seen(
        &answers::late_and_early(),
        &[("weight", |s| {
            if let Delay::Mixture(parts) = &mut s.segments[0].delay {
                parts[1].0 = q(0.36);
            }
        })],
    );
    for case in [waiting::of_many_laws(), waiting::on_the_clock(), waiting::at_a_door()] {
        seen(
            &case,
            &[("list", |s| {
                if let Some(Wait::Law(Delay::List(times))) = &mut s.segments[1].share.after {
                    times[0].1 = q(3.0);
                }
            })],
        );
    }
    seen(&channels::in_a_market(), &[("use", |s| grow(&mut s.segments[0].channels[0].usage))]);
    seen(
        &reminders::in_a_market(),
        &[
            ("opens", |s| scale(&mut s.segments[0].reminders[0].opens, 1.2)),
            ("who leaves", |s| scale(&mut s.segments[1].reminders[0].churn, 1.3)),
        ],
    );
}

#[test]
fn surroundings() {
    seen(
        &cases::overload(),
        &[
            ("overload", |s| grow(&mut s.community.as_mut().expect("a community").overload)),
            ("carers", |s| {
                grow(&mut s.community.as_mut().expect("a community").members_per_carer);
            }),
            ("group size", |s| s.community.as_mut().expect("a community").group_size = Some(11)),
            ("purchases", |s| more_orders(&mut s.segments[0].buys[0])),
        ],
    );
    let hazard: Change = ("hazard", |s| scale(&mut s.ban[0].per_participant, 1.2));
    seen(&cases::ban_for_good(), &[hazard]);
    let shorter: Change = ("pause", |s| s.ban[0].pause_days = Some(1.0));
    seen(&cases::ban_with_pause(), &[hazard, shorter]);
    seen(&cases::ban_that_deletes(), &[("deleting", |s| s.ban[0].delete_induced = false)]);
    seen(
        &cases::events(),
        &[
            ("share", |s| grow(&mut s.events[0].share)),
            ("join", |s| grow(&mut s.events[1].join)),
            ("churn", |s| grow(&mut s.events[2].churn)),
            ("length", |s| s.events[0].for_days = 2.0),
        ],
    );
    seen(&cases::uncertain(), &[("a law", |s| s.inputs[0].law = broader(s))]);
    for case in [cases::market_tiny(), cases::market_poisson(), cases::market_negative_binomial()] {
        seen(&case, &[("market", |s| grow(some(&mut s.market)))]);
    }
}

fn broader(scenario: &Scenario) -> kfactor::scenario::Law {
    match scenario.inputs[0].law {
        kfactor::scenario::Law::LogitNormal { mu, sigma } => {
            kfactor::scenario::Law::LogitNormal { mu, sigma: sigma * 1.3 }
        }
        other => other,
    }
}

/// What only campaigns in time have: moments within a step, answers within it, a pause that ends within it.
#[test]
fn time() {
    seen(
        &in_time::waves_within_a_step(),
        &[
            ("moment", |s| {
                s.segments[0].seeds.iter_mut().for_each(|wave| wave.at_days = wave.at_days.floor())
            }),
            ("answer", |s| s.segments[0].delay = Delay::Exponential(q(0.35))),
        ],
    );
    let longer: Change = ("length", |s| s.events[0].for_days = 1.8);
    seen(&in_time::hours_and_events(), &[longer]);
    seen(&in_time::pause(), &[("pause", |s| s.ban[0].pause_days = Some(2.5))]);
}

/// What is held, for how long, and what becomes of it.
#[test]
fn waiting_promises() {
    seen(
        &promises::reserve(),
        &[
            ("reserve", |s| s.incentive.iter_mut().for_each(|rule| rule.reserve = false)),
            ("answer", |s| s.segments[0].delay = Delay::Exponential(q(1.0))),
        ],
    );
    let longer: Change = ("holding", |s| s.incentive[0].if_stays_days = Some(6.5));
    seen(&promises::long_holding(), &[longer]);
    seen(&promises::long_holding_in_cycles(), &[longer]);
    seen(&promises::stock_in_8h(), &[("stock", |s| grow(some(&mut s.incentive[1].stock)))]);
    let rise: Change = ("rise", |s| grow(&mut s.price.as_mut().expect("a price").step));
    seen(&promises::rising_percentages(), &[rise]);
    let prize: Change = ("prize in reserve", |s| s.incentive[3].reserve = false);
    seen(&promises::prizes_in_reserve(), &[prize]);
    let deleting: Change = ("deleting", |s| s.ban[0].delete_induced = false);
    seen(&promises::deleted(), &[deleting]);
}

/// The table of `share_reward` is read by interpolation.
#[test]
fn tables_are_interpolated() {
    let case = cases::share_reward();
    let steeper = |s: &mut Scenario| {
        let table = Response::Table(vec![(0.0, q(0.05)), (2.0, q(0.3)), (6.0, q(0.6))]);
        s.segments[0].share.drive = crate::build::motives(0.1, 0.0, Some(table));
    };
    seen(&case, &[("upper end of the table", steeper)]);
}
