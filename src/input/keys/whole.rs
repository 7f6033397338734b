//! The scenario as a whole: every key of the top level, and the scenario that was meant by them.
//!
//! What is missing or said twice is noted, because afterwards nobody can tell; contradictions between values are for
//! the checks of the scenario. A scenario with problems is resolved as well, with placeholders, so that all of its
//! problems are found together; it never leaves `load`.

use super::accounts::RawAccounts;
use super::ban::RawBans;
use super::budget::RawBudget;
use super::capacity::RawCapacity;
use super::clock::RawStep;
use super::community::RawCommunity;
use super::costs::{RawBenchmark, RawCosts};
use super::event::RawEvent;
use super::expect::Statement;
use super::groups::RawSocialProof;
use super::hours::RawHours;
use super::network::RawNetwork;
use super::novelty::RawNovelty;
use super::person::{RawPerson, RawSegment};
use super::price::RawPrice;
use super::resolver::Resolver;
use super::reward::{Prices, RawReward};
use crate::input::read::{
    Certain, Chance, Code, Date, Horizon, Named, NonNegative, Num, People, ReadKeys as _, Runs, Seed, Text,
    Uncertain, Whole, keys, plain_map,
};
use crate::problem::{Findings, Path};
use crate::scenario::{DEFAULT_RUNS, DEFAULT_SEED, EVERYBODY, Following, Scenario, first_price};
use crate::units::Currency;

keys! {
    /// A referral campaign.
    RawScenario {
        /// Title of the campaign.
        name: Text,
        /// What the campaign is.
        description: Text,
        /// Where the numbers come from.
        source: Text,
        days: Certain<Horizon>,
        step: RawStep,
        /// When it begins: `2026-03-02` or `2026-03-02 20:00`; hours and weekdays count from here.
        start: Date,
        /// Currency of every amount, for example `CNY` (default).
        currency: Code,
        runs: Whole<Runs>,
        seed: Whole<Seed>,
        market: Num<People>,
        /// Who knows whom, from a file or by a law; without it contacts are drawn from the whole market.
        network: RawNetwork,
        /// How the chance to join grows with the members whom somebody knows.
        social_proof: RawSocialProof,
        anyway: Num<Chance>,
        /// A file of people that several scenarios share: its keys are read as if they stood here, and what stands here comes first.
        #[expect(dead_code, reason = "`audience` reads it before all others")]
        people: Text,
        /// Kinds of people, by name; keys left out are taken from the top level.
        segments: Named<RawSegment>,
        /// The rewards, in the order in which they are served.
        incentive: Vec<RawReward>,
        patience: Num<Chance>,
        /// Money for rewards: one number, or `{ limit, when_exhausted }`.
        budget: RawBudget,
        /// What a joiner pays: one number, or `{ start, step, every }`.
        price: RawPrice,
        /// How active people are by hour: 24 weights from midnight, or `wechat`.
        hours: RawHours,
        /// How active people are by weekday: 7 weights from Monday.
        weekdays: Vec<Certain<NonNegative>>,
        /// Stretches of time in which people behave differently.
        events: Vec<RawEvent>,
        /// How the wish to share wears off.
        novelty: RawNovelty,
        /// How many can join.
        capacity: RawCapacity,
        /// Accounts through which people come in.
        accounts: RawAccounts,
        /// Groups and the people who look after them.
        community: RawCommunity,
        /// The risks that the platform strikes.
        ban: RawBans,
        /// Costs other than rewards.
        costs: RawCosts,
        /// What a new user costs elsewhere.
        benchmark: RawBenchmark,
        /// What must hold, tested by `kfactor check`: `new_users.p50 >= 5000`, `P(cost > 30000) <= 5%`.
        expect: Vec<Statement>,
        ..person: RawPerson
    }
}
plain_map!(RawScenario);

/// Keys that say something of people, beside those of a person, and where it comes from.
const OF_PEOPLE: [&str; 11] = [
    "description",
    "source",
    "market",
    "network",
    "social_proof",
    "anyway",
    "segments",
    "patience",
    "hours",
    "weekdays",
    "novelty",
];

/// Whether a key of the scenario says something of people, so that a file of people may have it; none has a key that no
/// scenario knows.
pub(crate) fn is_of_people(key: &str) -> Option<bool> {
    let is_known = RawScenario::keys().contains(&key);
    is_known.then(|| OF_PEOPLE.contains(&key) || RawPerson::keys().contains(&key))
}

/// The scenario that was meant, and what is wrong with it.
pub(crate) fn resolve(
    raw: &RawScenario,
    uncertain: Vec<Uncertain>,
    folder: &std::path::Path,
) -> (Scenario, Findings) {
    let start = raw.start.map(|date| date.0);
    let mut resolver = Resolver::new(uncertain, folder.to_owned(), raw.network.is_some(), start);
    let scenario = resolver.scenario(raw);
    (scenario, resolver.findings)
}

impl Resolver {
    fn scenario(&mut self, raw: &RawScenario) -> Scenario {
        let root = Path::root();
        self.needs(raw.name.is_some(), &root, "name");
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.0.clone());
        let price = raw.price.as_ref().map(|price| self.price(price));
        let segments = self.segments(raw.segments.as_ref(), &raw.person);
        let prices = Prices {
            of_joining: price.as_ref().map(|price| price.start.clone()),
            of_order: first_price(&segments).cloned(),
        };
        let mut scenario = Scenario {
            // A placeholder that is not empty, so that the missing name is reported once.
            name: text(&raw.name).unwrap_or_else(|| EVERYBODY.to_owned()),
            description: text(&raw.description),
            source: text(&raw.source),
            clock: self.clock(raw.days.as_ref(), raw.step.as_ref(), raw.start),
            currency: raw.currency.as_ref().map_or_else(Currency::default, |code| Currency::new(&code.0)),
            runs: raw.runs.map_or(DEFAULT_RUNS, |runs| runs.0),
            seed: raw.seed.map_or(DEFAULT_SEED, |seed| seed.0),
            market: self.optional(raw.market.as_ref()),
            network: raw.network.as_ref().map(|network| self.network(network)),
            social_proof: raw.social_proof.as_ref().map(|proof| self.social_proof(proof)),
            anyway: self.or(raw.anyway.as_ref(), Scenario::ANYWAY),
            segments,
            incentive: self.incentive(raw.incentive.as_deref().unwrap_or_default(), &prices),
            patience: self.or(raw.patience.as_ref(), Scenario::PATIENCE),
            budget: raw.budget.as_ref().map(|budget| self.budget(budget)),
            price,
            hours: raw.hours.as_ref().and_then(|hours| self.hours(hours)),
            weekdays: raw.weekdays.as_ref().and_then(|weights| self.weights(weights, &root.key("weekdays"))),
            events: self.events(raw.events.as_deref().unwrap_or_default()),
            novelty: raw.novelty.as_ref().map(|novelty| self.novelty(novelty)),
            capacity: self.capacity(raw.capacity.as_ref()),
            accounts: raw.accounts.as_ref().map(|accounts| self.accounts(accounts)),
            community: raw.community.as_ref().map(|community| self.community(community)),
            ban: self.bans(raw.ban.as_ref()),
            costs: self.costs(raw.costs.as_ref()),
            benchmark_cac: raw.benchmark.as_ref().map(|benchmark| self.benchmark(benchmark)),
            expect: Vec::new(),
            unrewarded: false,
            following: Following::Open,
            inputs: self.inputs.clone(),
            idle: Vec::new(),
            left_out: Vec::new(),
        };
        scenario.expect = self.expect(raw.expect.as_deref().unwrap_or_default(), &scenario);
        scenario
    }
}
