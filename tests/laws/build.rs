//! Small constructors of scenarios, so that a case reads like its YAML.

use kfactor::scenario::{
    Amount, Budget, Clock, Contacts, Delay, Drive, Event, Quantity, Recipient, Response, Reward, Scenario,
    SeedWave, Segment, Share, Stage, Stay, StepIs, Trigger, Wait, WhenExhausted,
};
use kfactor::units::MINUTES_PER_DAY;

/// A known number.
pub fn q(number: f64) -> Quantity {
    Quantity::Known(number)
}

/// Waits for an occasion to share, of so many days on average.
pub fn waits(mean: f64) -> Option<Wait> {
    Some(Wait::Mean(q(mean)))
}

/// A campaign of daily steps without rewards, in an endless market.
pub fn scenario(days: u32, segments: Vec<Segment>) -> Scenario {
    Scenario { segments, clock: clock(days, MINUTES_PER_DAY), ..Scenario::new("law", days) }
}

/// So many days in steps of so many minutes.
pub fn clock(days: u32, step_minutes: u32) -> Clock {
    Clock { step_minutes, steps: days * MINUTES_PER_DAY / step_minutes, step_is: StepIs::Named, start: None }
}

/// The first days of a campaign, in steps of so many minutes.
pub fn first_days(mut scenario: Scenario, days: u32, step_minutes: u32) -> Scenario {
    scenario.clock = Clock { start: scenario.clock.start, ..clock(days, step_minutes) };
    let in_time = |at_days: f64| at_days < f64::from(days);
    scenario.events.retain(|event| in_time(event.at_days));
    for segment in &mut scenario.segments {
        segment.seeds.retain(|wave| in_time(wave.at_days));
        segment.reminders.retain(|reminder| in_time(reminder.at_days));
    }
    scenario
}

/// The same campaign in time: an answer takes an exponential time of so many days, where it took a cycle.
pub fn in_time(mut scenario: Scenario, days: f64) -> Scenario {
    for segment in &mut scenario.segments {
        if segment.delay == Delay::None {
            segment.delay = Delay::Exponential(q(days));
        }
    }
    scenario
}

/// People who all share once, at once, with `contacts` of whom everybody joins in the next cycle with
/// chance `join`, and who never leave.
pub fn segment(name: &str, seeds: u64, contacts: Contacts, join: f64) -> Segment {
    Segment {
        name: name.to_owned(),
        fake: false,
        detect: q(0.0),
        seeds: wave(0.0, seeds),
        inflow: Vec::new(),
        share: Share { drive: Drive::Plain(q(1.0)), after: None, again: q(0.0) },
        contacts,
        groups: None,
        funnel: funnel(&[("join", join)]),
        join_reward: None,
        delay: Delay::None,
        within_days: None,
        quota: None,
        channels: Vec::new(),
        stay: Stay::Churn(q(0.0)),
        recruits: None,
        recruits_for_bait: None,
        buys: Vec::new(),
        reminders: Vec::new(),
    }
}

/// Bonus hunters: share for the bait alone, are found out with chance `detect`.
pub fn hunters(seeds: u64, contacts: Contacts, join: f64, reward: Response, detect: f64) -> Segment {
    Segment {
        fake: true,
        detect: q(detect),
        share: Share { drive: motives(0.0, 0.0, Some(reward)), after: None, again: q(0.0) },
        ..segment("hunters", seeds, contacts, join)
    }
}

/// One wave of seeds; none when the count is 0.
pub fn wave(at_days: f64, count: u64) -> Vec<SeedWave> {
    if count == 0 {
        return Vec::new();
    }
    vec![SeedWave::new(at_days, count as f64)]
}

/// The stages of a funnel.
pub fn funnel(stages: &[(&str, f64)]) -> Vec<Stage> {
    stages.iter().map(|&(name, pass)| Stage { name: name.to_owned(), pass: q(pass) }).collect()
}

/// The weights of a row of recruits.
pub fn row(weights: &[f64]) -> Option<Vec<Quantity>> {
    Some(weights.iter().copied().map(q).collect())
}

/// Three motives.
pub fn motives(content: f64, social: f64, reward: Option<Response>) -> Drive {
    Drive::Motives { content: q(content), social: q(social), reward }
}

/// A saturating response.
pub fn saturating(max: f64, half: f64) -> Response {
    Response::Saturating { max: q(max), half: q(half) }
}

/// Poisson contacts.
pub fn poisson(mean: f64) -> Contacts {
    Contacts::Poisson(q(mean))
}

/// Always so many contacts.
pub fn fixed(contacts: f64) -> Contacts {
    Contacts::Fixed(q(contacts))
}

/// Negative binomial contacts.
pub fn negative_binomial(mean: f64, k: f64) -> Contacts {
    Contacts::NegativeBinomial { mean: q(mean), k: q(k) }
}

/// A reward rule without limits.
pub fn rule(name: &str, to: Recipient, when: Trigger, value: f64, cost: f64) -> Reward {
    Reward {
        name: name.to_owned(),
        to,
        level: None,
        levels: None,
        when,
        value: q(value),
        cost: Amount::Money(q(cost)),
        cap: None,
        cap_per_day: None,
        stock: None,
        redeem: q(1.0),
        if_stays_days: None,
        value_later: Vec::new(),
        cost_later: Vec::new(),
        value_by_invites: None,
        cost_by_invites: None,
        from_days: 0.0,
        until_days: None,
        hold_days: None,
        recovered: q(0.0),
        within_days: None,
        when_exhausted: WhenExhausted::StopRewards,
        reserve: false,
    }
}

/// A budget.
pub fn budget(limit: f64, when_exhausted: WhenExhausted) -> Option<Budget> {
    Some(Budget { limit: q(limit), per_day: None, when_exhausted })
}

/// A stretch of time with its three factors.
pub fn event(at_days: f64, for_days: f64, share: f64, join: f64, churn: f64) -> Event {
    Event { at_days, for_days, share: q(share), join: q(join), churn: q(churn) }
}
