//! A scenario with one of everything, so that the list of numbers can be asked without a scenario at hand.

use crate::network::{Block, Circle, Degrees, Generator, Law, Plan, Seats};
use crate::scenario::{
    Accounts, Amount, Ban, Budget, Buyers, Buys, BuysWhen, ByInvites, Capacity, Channel, Code, Community,
    Contacts, Delay, Drive, Event, Hits, Inflow, Levels, Novelty, Period, Price, Quantity, Quota, Recipient,
    Refund, Reminder, Response, Reward, Scenario, SeedWave, Segment, ShareInto, SocialProof, Stage, Start,
    Stay, TriggerKind, Wait, WhenExhausted,
};

/// Valid scenarios with one of everything that has a number, those with a short form in both forms.
pub(super) fn specimens() -> Vec<Scenario> {
    let full = specimen();
    let mut short = full.clone();
    short.budget.iter_mut().for_each(|budget| {
        (budget.per_day, budget.when_exhausted) = (None, WhenExhausted::default());
    });
    short.ban.truncate(1);
    short.segments[1].share.after = Some(Wait::Law(Delay::Exponential(0.5.into())));
    short.price = Some(Price { start: 10.0.into(), step: 0.0.into(), every: 1, refund: None });
    [full, short].into_iter().chain(laws().into_iter().map(on_network)).collect()
}

/// A law of networks of every kind.
fn laws() -> Vec<Law> {
    let people = 1_000;
    let of = |degrees| Law::Configuration { people, degrees };
    vec![
        Law::ErdosRenyi { people, mean: 4.0 },
        Law::BarabasiAlbert { people, m: 5 },
        Law::WattsStrogatz { people, neighbours: 8, rewire: 0.05 },
        of(Degrees::Poisson { mean: 4.0 }),
        of(Degrees::Fixed(4)),
        of(Degrees::NegativeBinomial { mean: 4.0, k: 0.5 }),
        of(Degrees::PowerLaw { exponent: 2.5, min: 1, max: 100 }),
        Law::Blocks {
            blocks: vec![Block { name: "core".to_owned(), size: 1_000 }],
            chances: vec![vec![0.01]],
        },
        Law::Circles { people, circles: vec![Circle { size: 30, tie: 0.2 }] },
    ]
}

/// People on a network with chat groups, who join rather where others have.
fn on_network(law: Law) -> Scenario {
    let mut scenario = Scenario::new("network", 14);
    let groups = Some(Seats { per_person: 2.0, size: 40.0, cap: 200 });
    scenario.network = Some(Plan::Drawn { generator: Generator { law, groups }, redraw: false });
    scenario.social_proof = Some(SocialProof { per_member_neighbour: 1.5.into(), max: 3.0.into() });
    scenario.segments = vec![plain()];
    scenario.segments[0].contacts = Contacts::All;
    scenario.segments[0].buys = sales().drain(4..).collect();
    scenario.segments[0].delay = any_law();
    scenario.segments[0].share.after = Some(Wait::Law(lognormal()));
    let into = || Some(ShareInto { groups: 2, see: 0.15.into() });
    scenario.segments[0].groups = into();
    scenario.segments[0].channels = vec![
        Channel::new("as_ever"),
        Channel { delay: Some(one_of_two()), ..Channel::new("one_of_two") },
        Channel { groups: into(), delay: Some(any_law()), ..Channel::new("groups") },
    ];
    scenario
}

fn specimen() -> Scenario {
    let mut scenario = Scenario::new("specimen", 14);
    scenario.clock.start = Some(Start { year: 2026, month: 3, day: 2, minute_of_day: 0 });
    scenario.market = Some(1e6.into());
    scenario.segments = vec![plain(), moved(), mixed(), slow(), by_channels(), hunters()];
    scenario.incentive = rewards();
    scenario.budget = Some(Budget {
        limit: 1e5.into(),
        per_day: Some(1e4.into()),
        when_exhausted: WhenExhausted::Overdraw,
    });
    scenario.price =
        Some(Price { start: 10.0.into(), step: 1.0.into(), every: 100, refund: Some(Refund::new(0.1, 7.0)) });
    scenario.hours = Some([1.0; 24]);
    scenario.weekdays = Some([1.0; 7]);
    scenario.events =
        vec![Event { at_days: 1.0, for_days: 2.0, share: 1.5.into(), join: 1.2.into(), churn: 0.5.into() }];
    scenario.novelty = Some(Novelty { half_life_days: 5.0.into(), floor: 0.2.into() });
    scenario.capacity = Capacity { total: Some(5e5.into()), per_hour: Some(1e3.into()) };
    scenario.accounts = Some(Accounts { count: 8, per_hour: Some(40.0.into()), per_day: Some(200.0.into()) });
    scenario.community = Some(Community {
        group_size: Some(200),
        code: Some(Code { max: Some(100), for_days: Some(7.0), renew_days: 0.2 }),
        cost_per_group: 5.0.into(),
        carers: Some(3),
        members_per_carer: 500.0.into(),
        overload: 1.5.into(),
        cost_per_carer_day: 100.0.into(),
    });
    scenario.ban = vec![ban(Hits::Account), ban(Hits::Campaign)];
    scenario.benchmark_cac = Some(20.0.into());
    scenario
}

fn ban(hits: Hits) -> Ban {
    Ban { hits, above_per_hour: Some(40.0.into()), ..Ban::new(1e-6, Some(3.0)) }
}

fn saturating() -> Response {
    Response::Saturating { max: 0.4.into(), half: 10.0.into() }
}

fn table() -> Response {
    Response::Table(vec![(0.0, 0.0.into()), (5.0, 0.1.into())])
}

fn motives(reward: Response) -> Drive {
    Drive::Motives { content: 0.05.into(), social: 0.04.into(), reward: Some(reward) }
}

/// Who shares by a plain chance.
fn plain() -> Segment {
    let mut people = Segment::new("plain");
    people.inflow = vec![Inflow { until_days: Some(7.0), ..Inflow::free(1.0).bought(2.0) }];
    people.set_seeds(10.0);
    people.share.drive = Drive::Plain(0.3.into());
    people.contacts = Contacts::Fixed(5.0.into());
    people.funnel[0].pass = 0.05.into();
    people.delay = Delay::Fixed(0.5.into());
    people.share.after = Some(Wait::Law(people.delay.clone()));
    people.buys = sales().drain(1..2).collect();
    people.reminders = vec![weekly(), Reminder::new(4.0, 0.1)];
    people.stay = Stay::Churn(0.02.into());
    people
}

/// Seeds of whom not all read it, and who stay by this curve of their own.
fn own_wave(stay: Stay) -> SeedWave {
    SeedWave { reached: 0.5.into(), stay: Some(stay), ..SeedWave::new(2.0, 5.0) }
}

/// Who is moved by a reward and waits for an occasion.
fn moved() -> Segment {
    let mut people = Segment::new("moved");
    let curve = Stay::Retention(vec![(1.0, 0.8.into()), (7.0, 0.5.into())]);
    people.seeds = vec![SeedWave::new(0.0, 5.0), own_wave(Stay::Churn(0.01.into())), own_wave(curve)];
    people.inflow = vec![Inflow::free(1.0)];
    people.share.drive = motives(saturating());
    people.share.after = Some(Wait::Mean(1.0.into()));
    people.share.again = 0.3.into();
    people.contacts = negative_binomial();
    people.funnel = stages();
    people.join_reward = Some(saturating());
    people.delay = Delay::Exponential(0.5.into());
    people.stay = Stay::Retention(vec![(1.0, 0.8.into()), (7.0, 0.5.into()), (30.0, 0.2.into())]);
    let weights = || Some([1.0, 1.0, 0.0, 0.0, 0.0, 0.0].map(Quantity::Known).to_vec());
    (people.recruits, people.recruits_for_bait) = (weights(), weights());
    people.buys = sales();
    people
}

/// Orders of every kind.
fn sales() -> Vec<Buys> {
    let at = BuysWhen::At { at_days: 5.0, chance: 0.03.into() };
    let after = BuysWhen::After { after_days: 5.0, chance: 0.03.into() };
    let [week, month] =
        [Period::Week, Period::Month].map(|period| BuysWhen::Often { times: 0.3.into(), period });
    let priced = |when| Buys { when, price: Some(50.0.into()), who: Buyers::Invited, ..returned() };
    let of_price = |when| Buys { margin: Amount::ShareOfPrice(0.3.into()), ..priced(when) };
    vec![returned(), priced(at), of_price(after), priced(week), priced(month)]
}

/// Orders that some return.
fn returned() -> Buys {
    Buys { refund: Some(Refund::new(0.1, 7.0)), ..Buys::per_day(0.01, 12.0) }
}

/// A message once a week.
fn weekly() -> Reminder {
    Reminder { every_days: Some(7.0), ..Reminder::new(3.0, 0.1) }
}

/// Who reaches few or many.
fn mixed() -> Segment {
    let mut people = Segment::new("mixed");
    people.set_seeds(10.0);
    people.quota = Some(Quota::PerDay(3));
    people.share.drive = motives(table());
    people.contacts = Contacts::Mixture(vec![
        (0.5.into(), Contacts::Fixed(2.0.into())),
        (0.4.into(), Contacts::Poisson(4.0.into())),
        (0.1.into(), Contacts::NegativeBinomial { mean: 30.0.into(), k: 1.0.into() }),
    ]);
    people.funnel[0].pass = 0.05.into();
    people.join_reward = Some(table());
    people.delay = lognormal();
    people.share.after = Some(Wait::Law(any_law()));
    people.buys = sales().drain(2..3).collect();
    people
}

/// Answers, or waits, of every kind.
fn any_law() -> Delay {
    let laws = [
        Delay::Fixed(0.5.into()),
        Delay::Exponential(0.5.into()),
        Delay::Lognormal { median: 0.5.into(), sigma: 1.0.into() },
        Delay::Weibull { scale: 0.5.into(), shape: 0.7.into() },
    ];
    Delay::Mixture(laws.into_iter().map(|law| (1.0.into(), law)).collect())
}

/// One time or the other.
fn one_of_two() -> Delay {
    Delay::List(vec![(1.0, 2.0.into()), (3.0, 1.0.into())])
}

/// Who answers late.
fn slow() -> Segment {
    let mut people = Segment::new("slow");
    people.set_seeds(10.0);
    people.share.drive = Drive::Plain(0.2.into());
    people.contacts = Contacts::Poisson(6.0.into());
    people.funnel[0].pass = 0.05.into();
    people.buys = vec![Buys { price: Some(50.0.into()), ..returned() }];
    people.delay = weibull();
    people.share.after = Some(Wait::Law(weibull()));
    people.within_days = Some(30.0.into());
    people.quota = Some(Quota::Kept { first: 5, every_days: Some(10.0) });
    people.inflow = vec![Inflow::of_market(0.01)];
    people.reminders = vec![weekly()];
    people
}

/// Who shares by several channels, on each of which all is otherwise but the first.
fn by_channels() -> Segment {
    let mut people = Segment::new("channels");
    people.share.after = Some(Wait::Law(one_of_two()));
    people.set_seeds(10.0);
    people.share.drive = Drive::Plain(0.2.into());
    people.contacts = Contacts::Poisson(6.0.into());
    people.funnel[0].pass = 0.05.into();
    let channel = |name: &str, contacts, funnel, delay| Channel {
        usage: 0.6.into(),
        contacts: Some(contacts),
        funnel: Some(funnel),
        delay: Some(delay),
        ..Channel::new(name)
    };
    let mixture = [(0.5, Contacts::Fixed(2.0.into())), (0.5, negative_binomial())];
    let mixture = Contacts::Mixture(mixture.map(|(weight, law)| (weight.into(), law)).to_vec());
    people.channels = vec![
        Channel::new("as_ever"),
        channel("one", Contacts::Fixed(9.0.into()), vec![stage("join", 0.1)], Delay::Fixed(0.5.into())),
        channel("two", Contacts::Poisson(9.0.into()), stages(), Delay::Exponential(0.5.into())),
        channel("three", negative_binomial(), stages(), lognormal()),
        Channel { within_days: Some(30.0.into()), ..channel("four", mixture, stages(), weibull()) },
    ];
    people.buys = sales().drain(3..4).collect();
    people
}

fn negative_binomial() -> Contacts {
    Contacts::NegativeBinomial { mean: 8.0.into(), k: 0.5.into() }
}

fn stages() -> Vec<Stage> {
    vec![stage("see", 0.4), stage("join", 0.1)]
}

fn lognormal() -> Delay {
    Delay::Lognormal { median: 0.5.into(), sigma: 1.0.into() }
}

fn weibull() -> Delay {
    Delay::Weibull { scale: 0.5.into(), shape: 0.7.into() }
}

/// Who comes for the bait alone.
fn hunters() -> Segment {
    let mut people = Segment::new("hunters");
    people.fake = true;
    people.detect = 0.5.into();
    let stretch = |from_days, until_days| Inflow { from_days, until_days, ..Inflow::free(2.0).bought(1.0) };
    people.inflow = vec![stretch(0.0, Some(7.0)), stretch(7.0, None), Inflow::of_market(0.01).bought(1.0)];
    people.share.drive = motives(saturating());
    people.contacts = Contacts::Poisson(3.0.into());
    people.funnel[0].pass = 0.2.into();
    people.delay = one_of_two();
    people
}

fn stage(name: &str, pass: f64) -> Stage {
    Stage { name: name.to_owned(), pass: pass.into() }
}

/// One reward for every trigger, and one to the invitee.
fn rewards() -> Vec<Reward> {
    let of = |kind: TriggerKind| Reward {
        stock: Some(100.0.into()),
        cap: kind.may_be_capped(Recipient::Inviter).then_some(5),
        if_stays_days: kind.may_depend_on_staying().then_some(2.0),
        within_days: kind.with(1).is_of_orders().then_some(9.0),
        hold_days: (!kind.is_settled_at_the_end()).then_some(7.0),
        ..Reward::new(kind.word(), Recipient::Inviter, kind.with(3), 5.0)
    };
    let mut rewards: Vec<Reward> = TriggerKind::ALL.into_iter().map(of).collect();
    rewards.push(Reward {
        level: Some(3),
        ..Reward::new("third", Recipient::Upline, TriggerKind::Join.with(0), 1.0)
    });
    rewards.push(Reward {
        levels: Some(Levels { share: 0.5.into(), up_to: 4 }),
        ..Reward::new("levels", Recipient::Inviter, TriggerKind::Join.with(0), 4.0)
    });
    rewards.push(Reward {
        value_by_invites: Some(ByInvites { from: 0, later: vec![(10, 8.0.into())] }),
        cost_by_invites: Some(ByInvites { from: 0, later: vec![(10, Amount::Money(7.0.into()))] }),
        ..Reward::new("by_invites", Recipient::Inviter, TriggerKind::Join.with(0), 5.0)
    });
    // The last one, so that the list knows costs as money, which they are in nearly every scenario.
    let welcome = Reward::new("welcome", Recipient::Invitee, TriggerKind::Join.with(0), 2.0);
    let dated = Reward::new("dated", Recipient::Inviter, TriggerKind::Join.with(0), 5.0);
    rewards.push(Reward {
        value_later: vec![(2.0, 3.0.into())],
        cost_later: vec![(2.0, Amount::Money(2.0.into()))],
        from_days: 1.0,
        until_days: Some(9.0),
        cap: Some(5),
        cap_per_day: Some(2),
        ..dated
    });
    rewards.push(Reward { cost: Amount::ShareOfPrice(0.1.into()), ..welcome });
    rewards
}
