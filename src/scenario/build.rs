//! Scenarios built in Rust: constructors that fill in the defaults of the file, and public fields.

use super::default::{DEFAULT_RUNS, DEFAULT_SEED, EVERYBODY};
use super::{
    Amount, Ban, Capacity, Clock, Contacts, Costs, Delay, Drive, Following, Hits, Quantity, Recipient,
    Reward, Scenario, SeedWave, Segment, Share, Stage, Stay, StepIs, Trigger, WhenExhausted,
};
use crate::units::{Currency, MINUTES_PER_DAY};

impl Scenario {
    /// A campaign of so many days, whose step is left to kfactor, with one segment `all` in which nothing happens yet.
    ///
    /// ```
    /// use kfactor::scenario::{Contacts, Drive, Scenario};
    ///
    /// let mut scenario = Scenario::new("Exam-prep poster", 14);
    /// let people = &mut scenario.segments[0];
    /// people.share.drive = Drive::Plain(0.35.into());
    /// people.contacts = Contacts::Poisson(12.0.into());
    /// people.funnel[0].pass = 0.06.into();
    /// assert!(scenario.clone().validate().is_err(), "nobody starts");
    /// scenario.segments[0].set_seeds(500.0);
    /// assert!(scenario.validate().is_ok());
    /// ```
    #[must_use]
    pub fn new(name: impl Into<String>, days: u32) -> Scenario {
        Scenario {
            name: name.into(),
            description: None,
            source: None,
            clock: Clock { step_minutes: MINUTES_PER_DAY, steps: days, step_is: StepIs::Open, start: None },
            currency: Currency::default(),
            runs: DEFAULT_RUNS,
            seed: DEFAULT_SEED,
            market: None,
            network: None,
            social_proof: None,
            anyway: Scenario::ANYWAY.usual().into(),
            segments: vec![Segment::new(EVERYBODY)],
            incentive: Vec::new(),
            patience: Scenario::PATIENCE.usual().into(),
            budget: None,
            price: None,
            hours: None,
            weekdays: None,
            events: Vec::new(),
            novelty: None,
            capacity: Capacity::default(),
            accounts: None,
            community: None,
            ban: Vec::new(),
            costs: Costs {
                fixed: Costs::FIXED.usual().into(),
                per_day: Costs::PER_DAY.usual().into(),
                per_seed: Costs::PER_SEED.usual().into(),
            },
            benchmark_cac: None,
            expect: Vec::new(),
            unrewarded: false,
            following: Following::Open,
            inputs: Vec::new(),
            idle: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

impl Ban {
    /// The platform strikes the campaign with this hazard per person who joins, for so many days or for good.
    #[must_use]
    pub fn new(per_participant: f64, pause_days: Option<f64>) -> Ban {
        Ban {
            hits: Hits::default(),
            per_participant: per_participant.into(),
            above_per_hour: None,
            pause_days,
            delete_induced: false,
        }
    }
}

impl Segment {
    /// Genuine people who do not share, reach nobody and stay for good.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Segment {
        let nought = || Quantity::Known(0.0);
        Segment {
            name: name.into(),
            fake: false,
            detect: Segment::DETECT.usual().into(),
            seeds: Vec::new(),
            inflow: Vec::new(),
            share: Share { drive: Drive::Plain(nought()), after: None, again: Share::AGAIN.usual().into() },
            contacts: Contacts::Poisson(nought()),
            groups: None,
            funnel: vec![Stage { name: "join".to_owned(), pass: nought() }],
            join_reward: None,
            delay: Delay::Assumed,
            within_days: None,
            quota: None,
            channels: Vec::new(),
            stay: Stay::Churn(Segment::CHURN.usual().into()),
            recruits: None,
            recruits_for_bait: None,
            buys: Vec::new(),
            reminders: Vec::new(),
        }
    }

    /// Lets so many seeds start at the beginning.
    pub fn set_seeds(&mut self, count: f64) {
        self.seeds = vec![SeedWave::new(0.0, count)];
    }
}

impl Reward {
    /// A reward of money that is worth what it costs, without limits.
    #[must_use]
    pub fn new(name: impl Into<String>, to: Recipient, when: Trigger, amount: f64) -> Reward {
        Reward {
            name: name.into(),
            to,
            level: None,
            levels: None,
            when,
            value: amount.into(),
            cost: Amount::Money(amount.into()),
            cap: None,
            cap_per_day: None,
            stock: None,
            redeem: Reward::REDEEM.usual().into(),
            if_stays_days: None,
            value_later: Vec::new(),
            cost_later: Vec::new(),
            value_by_invites: None,
            cost_by_invites: None,
            from_days: Reward::FROM.usual(),
            until_days: None,
            hold_days: None,
            recovered: Reward::RECOVERED.usual().into(),
            within_days: None,
            when_exhausted: WhenExhausted::default(),
            reserve: false,
        }
    }
}
