//! One replicate of a campaign. An [`Engine`] takes a compiled [`Model`] and the key of a replicate and fills an
//! [`Outcome`]; it prints nothing and knows nothing of other replicates.
//!
//! `step` is the order of a campaign, the same for all engines; `population` is the boundary behind which members are kept:
//! by cells of those in the same state (`cohort`) or, where all are alike, as single numbers (`single`). `company` and `record`
//! are the other two sides: what is offered and who is let in, and what is counted.

mod abreast;
mod arrivals;
mod campaign;
mod chain;
mod cohort;
mod coming;
mod company;
mod customers;
mod door;
mod foresee;
mod free;
mod joined;
mod lull;
mod made;
mod market;
mod members;
mod newcomers;
mod now;
mod on_the_way;
mod outcome;
mod patience;
mod platform;
mod population;
mod purchases;
mod record;
mod reminders;
mod reminding;
mod residents;
mod returned;
mod rewards;
mod single;
mod sold;
mod step;
mod thin;
mod twin;
mod waves;

pub use joined::Joined;
pub use outcome::Outcome;

use crate::metrics::Layout;
use crate::model::Model;
use crate::rng::ReplicateKey;
use crate::scenario::{Following, Scenario};
use abreast::ABREAST;
use campaign::{Buffers, Campaign};
use cohort::Cells;
use members::{Cascade, Members};
use now::Step;
use patience::Patience;
use record::{Kept, Record};
use serde::{Serialize, Serializer};
use single::Single;

/// How members are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Engine {
    /// Members in the same state are counted.
    Cohort,
    /// Members are followed one by one.
    Agent,
}

/// Buffers of a simulation, used again from replicate to replicate; holds nothing that a replicate could read of the one
/// before.
#[derive(Clone, Debug, Default)]
pub struct State {
    buffers: Buffers,
    kept: Kept,
    cells: Cells,
    cells_round: cohort::Round,
    single: Option<Single>,
    single_round: single::Round,
    members: Members,
    cascade: Cascade,
    members_round: members::Round,
    /// Whether the campaign simulated last was one of a cascade.
    was_cascade: bool,
    #[cfg(test)]
    follows_every_share: bool,
}

/// What a campaign is simulated in, and what came of it.
#[derive(Clone, Debug)]
pub struct Course {
    /// Its buffers.
    pub state: State,
    /// What it yields.
    pub outcome: Outcome,
}

impl Course {
    /// One in which nothing has been simulated.
    #[must_use]
    pub fn new(layout: &Layout) -> Course {
        Course { state: State::default(), outcome: Outcome::new(layout) }
    }
}

impl State {
    /// Who has joined the campaign that was simulated last, in the order in which they accepted; nobody where members are counted.
    #[must_use]
    pub fn joined(&self) -> Vec<Joined> {
        if self.was_cascade { self.cascade.joined() } else { self.members.joined() }
    }
}

impl Engine {
    /// The engine for the campaigns of this scenario, whatever its uncertain inputs turn out to be.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Engine {
        match scenario.following {
            Following::Open | Following::ByCounts(_) => Engine::Cohort,
            Following::OneByOne(_) => Engine::Agent,
        }
    }

    /// The name in files and sentences.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Engine::Cohort => "cohort",
            Engine::Agent => "agent",
        }
    }

    /// Simulates one campaign into `outcome`. A pure function of `self` and the first three arguments; `state` and
    /// `outcome` are buffers. Whether it came to its end: where `is_left` said on the way that nobody waits for it any
    /// more, there is no outcome.
    pub fn simulate(
        self,
        model: &Model,
        layout: &Layout,
        key: &ReplicateKey,
        state: &mut State,
        outcome: &mut Outcome,
        is_left: &dyn Fn() -> bool,
    ) -> bool {
        let patience = Patience::until(is_left);
        let begin = Step { t: 0, round: 0, crowded: false, model, layout, key, patience: &patience };
        state.was_cascade = self == Engine::Agent && model.shares_evenly();
        #[cfg(test)]
        {
            state.was_cascade &= !state.follows_every_share;
        }
        let State { buffers, kept, cells, cells_round, single, single_round, .. } = state;
        let State { members, cascade, members_round, was_cascade, .. } = state;
        let record = Record::begin(begin, kept, outcome);
        match self {
            // The same course in both, and a third faster where members need not be distinguished.
            Engine::Cohort if model.is_single_type() => {
                let single = single.get_or_insert_with(|| Single::new(model, key));
                campaign::simulate(begin, buffers, single, single_round, record)
            }
            Engine::Cohort => campaign::simulate(begin, buffers, cells, cells_round, record),
            Engine::Agent if *was_cascade => {
                campaign::simulate(begin, buffers, cascade, members_round, record)
            }
            Engine::Agent => campaign::simulate(begin, buffers, members, members_round, record),
        }
    }

    /// How many campaigns of this model are best simulated side by side.
    #[must_use]
    pub fn abreast(self, model: &Model) -> usize {
        let goes_abreast = self == Engine::Cohort && model.is_single_type() && model.only_grows();
        if goes_abreast { ABREAST } else { 1 }
    }

    /// As [`Engine::simulate`], a campaign for each key, side by side where they are [so many](Engine::abreast). Whether all of
    /// them came to their ends.
    pub fn simulate_all(
        self,
        model: &Model,
        layout: &Layout,
        keys: &[ReplicateKey],
        courses: &mut [Course],
        is_left: &dyn Fn() -> bool,
    ) -> bool {
        if self.abreast(model) == ABREAST
            && let Ok(keys) = <&[ReplicateKey; ABREAST]>::try_from(keys)
            && let Ok(courses) = <&mut [Course; ABREAST]>::try_from(&mut *courses)
        {
            return simulate_abreast(model, layout, keys, courses, is_left);
        }
        keys.iter().zip(courses).all(|(key, Course { state, outcome })| {
            self.simulate(model, layout, key, state, outcome, is_left)
        })
    }
}

fn simulate_abreast(
    model: &Model,
    layout: &Layout,
    keys: &[ReplicateKey; ABREAST],
    courses: &mut [Course; ABREAST],
    is_left: &dyn Fn() -> bool,
) -> bool {
    let patience = Patience::until(is_left);
    let mut places = 0..ABREAST;
    let campaigns = courses.each_mut().map(|Course { state, outcome }| {
        let key = &keys[places.next().unwrap_or(0)];
        let begin = Step { t: 0, round: 0, crowded: false, model, layout, key, patience: &patience };
        let State { buffers, kept, single, single_round, .. } = state;
        let record = Record::begin(begin, kept, outcome);
        let single = single.get_or_insert_with(|| Single::new(model, key));
        Campaign::begin(begin, buffers, single, single_round, record)
    });
    abreast::finish(campaigns)
}

/// As its name.
impl Serialize for Engine {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{Metric, StopReason};

    /// Whoever keeps the members, a campaign takes the same course: the boundary hides nothing that matters.
    #[test]
    fn both_populations_take_the_same_course() {
        let courses = [
            "share: { content: 0.5, after: 1d, again: 0.6 }\nmarket: 9_000\nbuys: { per_day: 0.1, margin: 5 }",
            "share: { reward: { max: 0.6, half: 5 }, after: 1d }\nbudget: 400\nprice: 3\n\
             incentive: [{ to: inviter, when: join, value: 5, cost: 4 }, { to: invitee, when: join, value: 5, cost: 2 }]",
            "share: 0.4\ninflow: 9\ncapacity: { total: 700, per_hour: 3 }\n\
             community: { carers: 1, members_per_carer: 200, overload: 3 }",
            "share: { content: 0.5, after: 1d, again: 0.6 }\nmarket: 9_000",
            "share: { content: 0.5, after: 1d, again: 1 }\nmarket: 300\nchurn: 0",
            "share: 0.4\nseeds: [{ count: 90 }, { count: 60, at: 3d }]\ncontacts: { mean: 20, k: 0.5 }\n\
             funnel: { open: 0.6, join: 0.1 }\nnovelty: { half_life: 4d, floor: 0.2 }",
            "share: { content: 0.9, after: 12h, again: 0.9 }\ncontacts: 30\nseeds: 9_000",
            "share: 0.5\nanyway: 0.3\nmarket: 900\ninflow: [{ per_day: 9, cost: 2, until: 4d }, { per_day: 5, from: 2d }]\n\
             buys: { per_day: 0.1, margin: 5 }",
        ];
        for course in courses {
            let usual = ["seeds: 150", "churn: 0.1", "contacts: 12", "join: 0.1"];
            let unsaid = usual.into_iter().filter(|line| !course.contains(line.split_once(' ').unwrap().0));
            let unsaid = unsaid.collect::<Vec<_>>().join("\n");
            let text = format!("name: x\ndays: 12\nstep: 1d\ndelay: none\n{course}\n{unsaid}\n");
            let scenario = Scenario::from_yaml(&text).unwrap();
            let (model, layout) = (Model::typical(&scenario), Layout::new(&scenario.shape()));
            assert!(model.is_single_type());
            for replicate in 0..40 {
                let key = ReplicateKey::new(3, replicate);
                let patience = Patience::until(&|| false);
                let (model, layout, key, patience) = (&model, &layout, &key, &patience);
                let begin = Step { t: 0, round: 0, crowded: false, model, layout, key, patience };
                let [cells, single] = [true, false].map(|by_cells| {
                    let (mut kept, mut buffers) = (Kept::default(), Buffers::default());
                    let mut outcome = Outcome::new(layout);
                    let record = Record::begin(begin, &mut kept, &mut outcome);
                    if by_cells {
                        let mut round = cohort::Round::default();
                        campaign::simulate(begin, &mut buffers, &mut Cells::default(), &mut round, record);
                    } else {
                        let mut round = single::Round::default();
                        campaign::simulate(
                            begin,
                            &mut buffers,
                            &mut Single::new(model, key),
                            &mut round,
                            record,
                        );
                    }
                    outcome
                });
                let bits =
                    |outcome: &Outcome| outcome.timeline.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(&cells), bits(&single), "{course}");
                let people = |outcome: &Outcome| {
                    let of = |name: &str| layout.metric(&Metric::named(name).unwrap()).unwrap();
                    ["added_users", "added_members", "added_buyers", "added_profit"]
                        .map(|name| outcome.metrics[of(name)])
                };
                assert_eq!(people(&cells), people(&single), "{course}");
                assert_eq!((cells.ledger, cells.stop), (single.ledger, single.stop), "{course}");
            }
        }
    }

    /// Side by side each campaign takes the course that it takes alone, though some end long before others.
    #[test]
    fn side_by_side_campaigns_do_not_know_of_each_other() {
        let courses = [
            "seeds: 1_000\nshare: { content: 1, after: 12d, again: 1 }\ncontacts: 12\njoin: 0.06\nmarket: 500_000",
            "seeds: 90\nshare: { content: 0.7, after: 1d, again: 0.6 }\ncontacts: { mean: 9, k: 0.4 }\njoin: 0.1\n\
             market: 900\nnovelty: { half_life: 9d, floor: 0.3 }",
            "seeds: 2\nshare: { content: 0.9, after: 3d, again: 0.8 }\ncontacts: { mean: 3 }\njoin: 0.15",
            "seeds: [{ count: 40 }, { count: 7, at: 5d }]\nshare: { content: 0.5, after: 2d, again: 1 }\ncontacts: 4\njoin: 0.1",
        ];
        let mut lasted = Vec::new();
        for course in courses {
            let text = format!("name: x\ndays: 70\nstep: 1d\ndelay: none\nchurn: 0.05\n{course}\n");
            let scenario = Scenario::from_yaml(&text).unwrap();
            let (model, layout) = (Model::typical(&scenario), Layout::new(&scenario.shape()));
            let engine = Engine::of(&scenario);
            assert_eq!(engine.abreast(&model), ABREAST, "{course}");
            let mut together = vec![Course::new(&layout); ABREAST];
            let mut alone = Course::new(&layout);
            for first in (0..48).step_by(ABREAST) {
                let key = |place: u64| ReplicateKey::new(5, first + place);
                let keys: Vec<_> = (0..ABREAST as u64).map(key).collect();
                assert!(engine.simulate_all(&model, &layout, &keys, &mut together, &|| false));
                for (key, Course { outcome, .. }) in keys.iter().zip(&together) {
                    let Course { state, outcome: own } = &mut alone;
                    assert!(engine.simulate(&model, &layout, key, state, own, &|| false));
                    let bits = |numbers: &[f64]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
                    assert_eq!(bits(&outcome.metrics), bits(&own.metrics), "{course}");
                    assert_eq!(bits(&outcome.timeline), bits(&own.timeline), "{course}");
                    assert_eq!((&outcome.joins, outcome.stop), (&own.joins, own.stop), "{course}");
                    lasted.push(outcome.stop);
                }
            }
        }
        assert!(lasted.contains(&StopReason::Horizon) && lasted.contains(&StopReason::Extinct));
    }
}
