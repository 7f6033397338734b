//! The numbers of a scenario that can be turned: where each stands, and how it is read and set.

use crate::scenario::{Contacts, Drive, Quantity, Response, Scenario, Segment, Stage, Stay, Trigger};
use serde::Serialize;

/// What a lever's numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// A chance, 0 to 1.
    Chance,
    /// A number of people.
    People,
    /// A whole number of invitations.
    Invitations,
    /// A length of time in days.
    Days,
    /// An amount that people see, in major units.
    Money,
    /// A factor on what the scenario says.
    Factor,
}

/// A number of the scenario that may change K.
#[derive(Clone, Debug)]
pub(super) struct Knob {
    /// Dotted key, below its segment if it has one.
    pub key: String,
    pub measure: Measure,
    pub place: Place,
    /// Least and largest value that make sense.
    pub range: (f64, f64),
}

/// Where a number stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// A number of a segment.
    Segment(usize, Of),
    /// The value of a reward rule.
    Value(usize),
    /// The number of invitations that a reward rule asks for.
    Mark(usize),
}

/// A number of a segment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Of {
    Share,
    Content,
    Social,
    RewardMax,
    Again,
    After,
    /// The mean; the shape of the law stays.
    Contacts,
    Stage(usize),
    JoinRewardMax,
    Churn,
    /// Where retention is given as points: a factor on the rate of leaving, under which the points are `share^factor`.
    Leaving,
}

/// Beyond this chance to leave within a day nobody would speak of members.
const MOST_CHURN: f64 = 0.99;

/// Numbers of people and money that are without limit in practice.
const PLENTY: f64 = 1e9;

/// Every number of the scenario that may change K.
pub(super) fn knobs(scenario: &Scenario) -> Vec<Knob> {
    let segments = scenario.segments.iter().enumerate().flat_map(|(index, segment)| {
        of_segment(segment, scenario.clock.days()).into_iter().map(move |(of, key, measure, most)| Knob {
            key,
            measure,
            place: Place::Segment(index, of),
            range: (0.0, most),
        })
    });
    let rules = (0..scenario.incentive.len()).flat_map(|index| {
        let word = mark(scenario.incentive[index].when).0;
        let knob = |word: String, measure, place, range| Knob {
            key: format!("incentive.{index}.{word}"),
            measure,
            place,
            range,
        };
        let marked = format!("when.{word}");
        [
            knob("value".to_owned(), Measure::Money, Place::Value(index), (0.0, PLENTY)),
            knob(marked, Measure::Invitations, Place::Mark(index), (1.0, PLENTY)),
        ]
    });
    segments.chain(rules).filter(|knob| knob.get(scenario).is_some()).collect()
}

/// The numbers that a segment may have: key, measure and largest value.
fn of_segment(segment: &Segment, days: f64) -> Vec<(Of, String, Measure, f64)> {
    use Measure::{Chance, Days, Factor, People};
    let known = [
        (Of::Share, "share", Chance, 1.0),
        (Of::Content, "share.content", Chance, 1.0),
        (Of::Social, "share.social", Chance, 1.0),
        (Of::RewardMax, "share.reward.max", Chance, 1.0),
        (Of::Again, "share.again", Chance, 1.0),
        (Of::After, "share.after", Days, 100.0 * days),
        (Of::Contacts, "contacts", People, PLENTY),
        (Of::JoinRewardMax, "join_reward.max", Chance, 1.0),
        (Of::Churn, "churn", Chance, MOST_CHURN),
        (Of::Leaving, "retention", Factor, 100.0),
    ];
    let alone = segment.funnel.len() == 1;
    let stages = segment.funnel.iter().enumerate().map(|(stage, Stage { name, .. })| {
        let key = if alone { name.clone() } else { format!("funnel.{name}") };
        (Of::Stage(stage), key, Chance, 1.0)
    });
    known
        .into_iter()
        .map(|(of, key, measure, most)| (of, key.to_owned(), measure, most))
        .chain(stages)
        .collect()
}

impl Knob {
    /// The number as it stands; `None` where the scenario does not have it.
    pub fn get(&self, scenario: &Scenario) -> Option<f64> {
        match self.place {
            Place::Segment(index, of) => {
                let segment = &scenario.segments[index];
                match of {
                    Of::Contacts => Some(mean(&segment.contacts)).filter(|mean| *mean > 0.0),
                    Of::Leaving => matches!(segment.stay, Stay::Retention(_)).then_some(1.0),
                    Of::After => {
                        after(&mut segment.clone()).map(|days| days.typical()).filter(|days| *days > 0.0)
                    }
                    of => quantity(&mut segment.clone(), of).map(|quantity| quantity.typical()),
                }
            }
            Place::Value(rule) => Some(scenario.incentive[rule].value.typical()).filter(|value| *value > 0.0),
            Place::Mark(rule) => {
                Some(mark(scenario.incentive[rule].when).1).filter(|n| *n > 0).map(f64::from)
            }
        }
    }

    /// Sets the number.
    pub fn set(&self, scenario: &mut Scenario, value: f64) {
        match self.place {
            Place::Segment(index, of) => set_of_segment(&mut scenario.segments[index], of, value),
            Place::Value(rule) => scenario.incentive[rule].value = value.into(),
            Place::Mark(rule) => {
                let (when, n) = (&mut scenario.incentive[rule].when, value.round().max(1.0) as u32);
                *when = match when {
                    Trigger::Every(_) => Trigger::Every(n),
                    Trigger::Pool(_) => Trigger::Pool(n),
                    _ => Trigger::Invites(n),
                };
            }
        }
    }

    /// The segment that it belongs to.
    pub fn segment(&self) -> Option<usize> {
        match self.place {
            Place::Segment(index, _) => Some(index),
            Place::Value(_) | Place::Mark(_) => None,
        }
    }
}

fn set_of_segment(segment: &mut Segment, of: Of, value: f64) {
    match of {
        Of::Contacts => segment.contacts = scaled(&segment.contacts, value / mean(&segment.contacts)),
        Of::Leaving => {
            if let Stay::Retention(points) = &mut segment.stay {
                points.iter_mut().for_each(|(_, share)| *share = libm::pow(share.typical(), value).into());
            }
        }
        Of::After => after(segment).into_iter().for_each(|days| *days = value.into()),
        of => quantity(segment, of).into_iter().for_each(|quantity| *quantity = value.into()),
    }
}

/// Bonus hunters get their occasion at once.
fn after(segment: &mut Segment) -> Option<&mut Quantity> {
    segment.share.after_days.as_mut().filter(|_| !segment.fake)
}

/// The quantity of a segment that is a number by itself, where the segment has it and follows it.
fn quantity(segment: &mut Segment, of: Of) -> Option<&mut Quantity> {
    let follows_all = !segment.fake;
    match of {
        Of::Again => Some(&mut segment.share.again).filter(|_| follows_all),
        Of::Stage(stage) => segment.funnel.get_mut(stage).map(|stage| &mut stage.pass),
        Of::JoinRewardMax => match &mut segment.join_reward {
            Some(Response::Saturating { max, .. }) => Some(max),
            _ => None,
        },
        Of::Churn => match &mut segment.stay {
            Stay::Churn(churn) => Some(churn).filter(|_| follows_all),
            Stay::Retention(_) => None,
        },
        of => motive(&mut segment.share.drive, of, follows_all),
    }
}

/// A motive to share; bonus hunters follow the reward alone.
fn motive(drive: &mut Drive, of: Of, follows_all: bool) -> Option<&mut Quantity> {
    match (of, drive) {
        (Of::Share, Drive::Plain(chance)) => Some(chance),
        (Of::Content, Drive::Motives { content, .. }) => Some(content).filter(|_| follows_all),
        (Of::Social, Drive::Motives { social, .. }) => Some(social).filter(|_| follows_all),
        (Of::RewardMax, Drive::Motives { reward: Some(Response::Saturating { max, .. }), .. }) => Some(max),
        _ => None,
    }
}

fn mean(contacts: &Contacts) -> f64 {
    match contacts {
        Contacts::Fixed(mean) | Contacts::Poisson(mean) | Contacts::NegativeBinomial { mean, .. } => {
            mean.typical()
        }
        Contacts::Mixture(parts) => {
            let total: f64 = parts.iter().map(|(weight, _)| weight.typical()).sum();
            parts.iter().map(|(weight, part)| weight.typical() * mean(part)).sum::<f64>() / total
        }
    }
}

fn scaled(contacts: &Contacts, factor: f64) -> Contacts {
    let times = |mean: &Quantity| Quantity::Known(mean.typical() * factor);
    match contacts {
        Contacts::Fixed(count) => Contacts::Fixed(times(count)),
        Contacts::Poisson(mean) => Contacts::Poisson(times(mean)),
        Contacts::NegativeBinomial { mean, k } => {
            Contacts::NegativeBinomial { mean: times(mean), k: k.clone() }
        }
        Contacts::Mixture(parts) => {
            let part = |(weight, part): &(Quantity, Contacts)| (weight.clone(), scaled(part, factor));
            Contacts::Mixture(parts.iter().map(part).collect())
        }
    }
}

/// The word of a trigger that waits for a number of invitations, and the number.
fn mark(when: Trigger) -> (&'static str, u32) {
    match when {
        Trigger::Every(n) => ("every", n),
        Trigger::Pool(n) => ("pool", n),
        Trigger::Invites(n) => ("invites", n),
        Trigger::Share | Trigger::Join | Trigger::Rank(_) | Trigger::Lottery(_) => ("", 0),
    }
}
