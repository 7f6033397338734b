//! Who invited whom in single campaigns of a run.

use crate::engine::Joined;
use crate::scenario::Valid;
use std::borrow::Cow;

/// Everybody who joined one campaign, and who invited whom.
#[derive(Clone, Copy, Debug)]
pub struct Invitations<'a> {
    /// The campaign, from 0.
    pub replicate: u64,
    scenario: &'a Valid,
    joined: &'a [Joined],
}

/// Somebody who joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation<'a> {
    /// What he is called: his id in the files of the network; where there are none his number, of the people of the network or
    /// of those who joined, from 1.
    pub person: Cow<'a, str>,
    /// What is called who invited him, if somebody did.
    pub inviter: Option<Cow<'a, str>>,
    /// Invitations between him and who was not invited.
    pub generation: u32,
    /// His segment.
    pub segment: &'a str,
    /// When the step began in which he joined, in days after the start.
    pub joined: f64,
}

impl<'a> Invitations<'a> {
    pub(super) fn new(replicate: u64, scenario: &'a Valid, joined: &'a [Joined]) -> Invitations<'a> {
        Invitations { replicate, scenario, joined }
    }

    /// Everybody, in the order in which they accepted: who invites comes before whom he invites.
    pub fn people(&self) -> impl Iterator<Item = Invitation<'a>> + use<'a> {
        let Invitations { scenario, joined, .. } = *self;
        let step_days = scenario.clock.step_days();
        let called = move |place: usize| match scenario.ground() {
            Some(ground) => ground.network.id(joined[place].person as u32),
            None => (place + 1).to_string().into(),
        };
        joined.iter().enumerate().map(move |(place, one)| Invitation {
            person: called(place),
            inviter: one.inviter.map(|inviter| called(inviter as usize)),
            generation: one.generation,
            segment: &scenario.segments[usize::from(one.segment)].name,
            joined: f64::from(one.step) * step_days,
        })
    }
}
