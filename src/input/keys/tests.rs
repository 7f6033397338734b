//! Short forms, defaults and inheritance, from text to valid scenario.

use crate::problem::ProblemKind;
use crate::scenario::{
    Amount, ByInvites, Contacts, Delay, Drive, Invalid, Law, Quantity, Response, Scenario, Segment, Stay,
    StepIs, Trigger, Valid, WhenExhausted,
};
use crate::units::MINUTES_PER_DAY;

const BASE: &str = "name: x\ndays: 10\nseeds: 5\nshare: 0.3\ncontacts: 12\njoin: 6%\n";

fn scenario(more: &str) -> Valid {
    Scenario::from_yaml(&format!("{BASE}{more}")).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The base without one of its lines, so that another form can take its place.
fn instead_of(key: &str, more: &str) -> Valid {
    let kept: Vec<&str> = BASE.lines().filter(|line| !line.starts_with(key)).collect();
    let text = format!("{}\n{more}\n", kept.join("\n"));
    Scenario::from_yaml(&text).unwrap_or_else(|problems| panic!("{problems}"))
}

fn only(scenario: Valid) -> Segment {
    scenario.into_inner().segments.into_iter().next().unwrap()
}

#[test]
fn the_smallest_scenario_has_the_documented_defaults() {
    let scenario = scenario("");
    assert_eq!((scenario.runs, scenario.seed, scenario.clock.steps), (10_000, 1, 10));
    assert_eq!((scenario.clock.step_minutes, scenario.clock.step_is), (MINUTES_PER_DAY, StepIs::Open));
    assert_eq!(scenario.currency.code, "CNY");
    assert_eq!(scenario.patience, Quantity::Known(0.8));
    let everybody = only(scenario);
    assert_eq!(everybody.name, "all");
    assert_eq!(everybody.stay, Stay::Churn(0.0.into()));
    assert_eq!(everybody.delay, Delay::Assumed);
    assert_eq!(everybody.share.again, Quantity::Known(0.0));
    assert_eq!(everybody.contacts, Contacts::Poisson(12.0.into()));
    assert_eq!(everybody.funnel[0].pass, Quantity::Known(0.06));
}

#[test]
fn short_and_long_forms_of_contacts() {
    let contacts = |text: &str| only(instead_of("contacts", text)).contacts;
    assert_eq!(contacts("contacts: { fixed: 3 }"), Contacts::Fixed(3.0.into()));
    assert_eq!(contacts("contacts: { mean: 3 }"), Contacts::Poisson(3.0.into()));
    let negative_binomial = Contacts::NegativeBinomial { mean: 3.0.into(), k: 0.5.into() };
    assert_eq!(contacts("contacts: { mean: 3, k: 0.5 }"), negative_binomial);
    let mixture = contacts("contacts: { mixture: [{ weight: 90%, mean: 5 }, { weight: 0.1, fixed: 200 }] }");
    let parts =
        vec![(0.9.into(), Contacts::Poisson(5.0.into())), (0.1.into(), Contacts::Fixed(200.0.into()))];
    assert_eq!(mixture, Contacts::Mixture(parts));
}

#[test]
fn short_and_long_forms_of_delay_and_stay() {
    let delay = |text: &str| only(scenario(text)).delay;
    assert_eq!(delay("delay: 12h"), Delay::Fixed(0.5.into()));
    assert_eq!(delay("delay: none\nstep: 1d"), Delay::None);
    assert_eq!(delay("delay: { exponential: 2d }"), Delay::Exponential(2.0.into()));
    let lognormal = Delay::Lognormal { median: 0.5.into(), sigma: 1.2.into() };
    assert_eq!(delay("delay: { lognormal: { median: 12h, sigma: 1.2 } }"), lognormal);
    let stay = only(scenario("retention: { 30d: 20%, 1d: 0.8 }")).stay;
    assert_eq!(stay, Stay::Retention(vec![(1.0, 0.8.into()), (30.0, 0.2.into())]));
}

#[test]
fn a_response_table_is_sorted_by_value() {
    let text = "share: { reward: { table: { 20: 30%, 0: 0, 5: 0.12 } } }";
    let Drive::Motives { reward: Some(response), content, .. } = only(instead_of("share", text)).share.drive
    else {
        panic!("motives expected")
    };
    let points = vec![(0.0, 0.0.into()), (5.0, 0.12.into()), (20.0, 0.3.into())];
    assert_eq!(response, Response::Table(points));
    assert_eq!(content, Quantity::Known(0.0));
}

#[test]
fn segments_inherit_from_the_top_level_and_replace_it_whole() {
    let scenario = Scenario::from_yaml(
        "
name: x
days: 3
share: { content: 0.1, social: 0.2, reward: { max: 0.4, half: 5 }, after: 1d, again: 0.5 }
contacts: 5 to 9
funnel: { see: 0.2, join: 0.3 }
retention: { 1d: 0.5 }
segments:
  core: { seeds: 5, share: { content: 0.4 } }
  casual: { inflow: 2, join: 0.01, churn: 0.1, recruits: { core: 1 } }
  hunters: { fake: true, inflow: 1, detect: 0.5 }
",
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let [core, casual, hunters] = &scenario.segments[..] else { panic!("three segments expected") };
    let Drive::Motives { social, .. } = &core.share.drive else { panic!("motives expected") };
    assert_eq!((social, &core.share.again), (&Quantity::Known(0.0), &Quantity::Known(0.0)));
    assert_eq!((core.funnel.len(), casual.funnel.len()), (2, 1));
    assert_eq!(casual.stay, Stay::Churn(0.1.into()));
    assert_eq!(casual.recruits, Some(vec![1.0.into(), 0.0.into(), 0.0.into()]));
    assert_eq!(hunters.stay, Stay::Churn(1.0.into()));
    assert_eq!(hunters.share.again, Quantity::Known(0.0));
    // What was written once is drawn once, for all who inherit it.
    assert_eq!(scenario.inputs.len(), 1);
    assert_eq!(core.contacts, casual.contacts);
}

#[test]
fn rewards_fill_in_value_or_cost() {
    let scenario = scenario(
        "
price: 40
incentive:
  - { when: { invites: 3 }, value: 5 to 9 }
  - { when: join, cost: 10% }
  - { to: upline, when: join, cost: 2 }
  - { when: { rank: 3 }, cost: 500 }
  - { to: invitee, when: join, cost: 2, stock: 10, when_exhausted: overdraw }
  - { when: join, cost: 1 }
",
    );
    let rules = &scenario.incentive;
    assert_eq!(rules[0].cost, Amount::Money(rules[0].value.clone()));
    assert_eq!((&rules[1].value, &rules[1].cost), (&4.0.into(), &Amount::ShareOfPrice(0.1.into())));
    assert_eq!((&rules[2].value, &rules[3].value), (&0.0.into(), &0.0.into()));
    assert_eq!(rules[4].when_exhausted, WhenExhausted::Overdraw);
    let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!(names, ["invites_3", "join", "join_upline", "rank_3", "join_invitee", "join_2"]);
    assert_eq!(rules[0].when, Trigger::Invites(3));
}

#[test]
fn amounts_may_go_by_how_many_the_inviter_has_brought() {
    let text = "price: 40\nincentive: [{ when: join, cost: { by_invites: { 10: 15%, 0: 10%, 20: 8 } } }]\n";
    let reward = scenario(text).into_inner().incentive.remove(0);
    let part = |part: f64| Amount::ShareOfPrice(part.into());
    assert_eq!(reward.cost, part(0.1));
    let later = vec![(10, part(0.15)), (20, Amount::Money(8.0.into()))];
    assert_eq!(reward.cost_by_invites, Some(ByInvites { from: 0, later }));
    assert_eq!(reward.value, 4.0.into());
    assert_eq!(
        reward.value_by_invites,
        Some(ByInvites { from: 0, later: vec![(10, 6.0.into()), (20, 8.0.into())] })
    );
    let chinese = "价格: 40\n奖励: [{ 条件: 加入, 成本: { 按邀请人数: { 10: 15%, 0: 10%, 20: 8 } } }]\n";
    assert_eq!(scenario(chinese).into_inner().incentive.remove(0).cost_by_invites, reward.cost_by_invites);
}

#[test]
fn a_range_is_the_central_ninety_per_cent() {
    let law = |text: &str| scenario(text).inputs[0].law;
    let z = 1.644_853_626_951_472_2;
    let Law::Lognormal { mu, sigma } = law("market: 1_000 to 4_000") else { panic!("lognormal expected") };
    assert!((libm::exp(mu) - 2000.0).abs() < 1e-9 && (libm::exp(mu + z * sigma) - 4000.0).abs() < 1e-9);
    let Law::LogitNormal { mu, sigma } = law("churn: 5% to 0.09") else { panic!("logit-normal expected") };
    let logistic = |x: f64| 1.0 / (1.0 + libm::exp(-x));
    assert!(
        (logistic(mu - z * sigma) - 0.05).abs() < 1e-12 && (logistic(mu + z * sigma) - 0.09).abs() < 1e-12
    );
    assert_eq!(law("churn: { beta: [2, 30] }"), Law::Beta { a: 2.0, b: 30.0 });
    assert_eq!(law("delay: 12h to 2d"), law("delay: 720m to 48h"));
    assert_eq!(law("market: { normal: [900, 50] }"), law("market: { normal: { mean: 900, sd: 50 } }"));
}

#[test]
fn weights_of_time_have_mean_one() {
    let scenario = scenario("start: 2026-03-02\nweekdays: [1, 1, 1, 1, 1, 4, 5]\nhours: wechat");
    let (hours, weekdays) = (scenario.hours.unwrap(), scenario.weekdays.unwrap());
    assert!((hours.iter().sum::<f64>() - 24.0).abs() < 1e-9);
    assert_eq!(weekdays[6], 2.5);
    assert!(hours[3] < hours[12] && hours[12] < hours[21]);
}

#[test]
fn a_scenario_built_in_rust_is_checked_alike() {
    let scenario = scenario("").into_inner();
    let mut scenario = scenario.validate().unwrap().into_inner();
    scenario.segments[0].share.drive = Drive::Plain(35.0.into());
    scenario.segments[0].seeds.clear();
    scenario.clock.step_minutes = 7;
    let Invalid(problems) = scenario.validate().unwrap_err();
    let told: Vec<String> = problems.iter().map(|problem| problem.path.to_string()).collect();
    assert_eq!(told, ["segments.all.share", "seeds", "step"]);
}

/// What belongs further down is answered with the way there, if there is but one.
#[test]
fn a_key_above_its_place_is_shown_the_way() {
    let text = format!("{BASE}group_size: 100\nper_day: 3\nincentive: [{{ invites: 3, cost: 1 }}]\n");
    let problems = Scenario::from_yaml(&text).unwrap_err();
    let nearest = |key: &str| {
        problems.list.iter().find_map(|problem| match &problem.kind {
            ProblemKind::UnknownKey { key: unknown, nearest, .. } if unknown == key => Some(nearest.clone()),
            _ => None,
        })
    };
    assert_eq!(nearest("group_size"), Some(Some("community.group_size".to_owned())));
    assert_eq!(nearest("invites"), Some(Some("when.invites".to_owned())));
    assert_eq!(nearest("per_day"), Some(None), "of costs, or of what people buy");
}

/// A date says the same as the time since the beginning, whatever the turn of the month, of the year or of February.
#[test]
fn a_date_is_a_time_since_the_beginning() {
    let wave = |more: &str| only(instead_of("seeds:", more)).seeds;
    let dated = wave("start: 2027-12-30 20:00\nseeds: [{ at: 2028-01-01, count: 5 }]");
    assert_eq!(dated, wave("seeds: [{ at: 28h, count: 5 }]"));
    let inflow = |more: &str| only(scenario(more)).inflow;
    let dated =
        inflow("start: 2028-02-27\ninflow: { from: 2028-02-28 12:00, until: 2028-03-01, per_day: 2 }");
    assert_eq!(dated, inflow("inflow: { from: 36h, until: 3d, per_day: 2 }"));
    let events = |more: &str| scenario(more).into_inner().events;
    let dated = events("start: 2026-03-02\nevents: [{ at: 2026-03-04, for: 1d, share: 2 }]");
    assert_eq!(dated, events("events: [{ at: 2d, for: 1d, share: 2 }]"));
    let rewards = |more: &str| scenario(more).into_inner().incentive;
    let dated = rewards(
        "start: 2026-03-02\nincentive: [{ name: x, when: join, value: { 2026-03-05: 3, 0d: 5, 36h: 4 }, \
         cost: { 2026-03-02: 20%, 2026-03-04 12:00: 10% } }]\nprice: 9",
    );
    let plain = "incentive: [{ name: x, when: join, value: { 0d: 5, 36h: 4, 3d: 3 }, cost: { 0d: 20%, 60h: 10% } }]\nprice: 9";
    assert_eq!(dated, rewards(plain));
    let written = rewards(
        &plain
            .replace("3d: 3", "2026年3月5日: 3")
            .replace("36h", "３６h")
            .replace("incentive", "start: 2026-03-02\nincentive"),
    );
    assert_eq!(dated, written);
}

/// What is written once is one number that is not known, wherever it is used.
#[test]
fn a_range_behind_an_anchor_is_one_draw() {
    let text = "name: x\ndays: 5\ncontacts: 3\nsegments:\n  a: { seeds: 9, share: &s 0.1 to 0.3, join: 5% to 9% }\n  \
                b: { seeds: 1, share: *s, join: 5% to 9% }\n";
    let scenario = Scenario::from_yaml(text).unwrap();
    let keys: Vec<&str> = scenario.inputs.iter().map(|input| input.key.as_str()).collect();
    assert_eq!(keys, ["segments.a.share", "segments.a.join", "segments.b.join"]);
    let drive = |segment: usize| &scenario.segments[segment].share.drive;
    assert_eq!(drive(0), drive(1));
}
