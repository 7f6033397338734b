//! The boundary between the step of a campaign and the people: whatever follows members, by counts or one by one, is a
//! [`Population`]. What a point of the step may see stands in its signature: the [`Step`], the conditions of [`Now`], and
//! what the point before has left in the round.

use super::market::Market;
use super::now::{Now, Step, Way};
use super::record::Tally;
use crate::model::Model;
use crate::rng::{ReplicateKey, Stream, binomial};
use crate::terms::{Credit, Events};

/// Members who buy in a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Purchases {
    /// For the first time.
    pub first: u64,
    /// Once more.
    pub repeated: u64,
}

/// The members of a campaign and the invitees on the way. Methods stand in the order of the points of a step; what each
/// does is in `docs/model.md`. How many is drawn before who, so that populations that distinguish members differently share
/// their luck.
pub(super) trait Population {
    /// What one round of sharing hands from point to point; a buffer.
    type Round;

    /// Removes everybody, and takes the shape that this model needs.
    fn begin(&mut self, model: &Model, key: &ReplicateKey);

    /// Point 1: seeds or organic joiners become members.
    fn join(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64);
    /// Point 1: takes the invitees whose answer is due off the way; how many.
    fn answers_due(&mut self, at: Step<'_>) -> u64;
    /// Point 1: `admitted` of those just [due](Population::answers_due) become members, the others are lost;
    /// `joined(segment, count)` is called for those admitted.
    fn admit(&mut self, at: Step<'_>, admitted: u64, joined: impl FnMut(usize, u64));

    /// Point 3: waiting members get an occasion; whether anybody did. Begins the round.
    fn occasions(&mut self, now: Now<'_>, round: &mut Self::Round) -> bool;
    /// Point 4: on an occasion a member shares, or is done.
    fn decisions(
        &mut self,
        now: Now<'_>,
        round: &mut Self::Round,
        tally: &mut [Tally],
        events: &mut [Events],
    );
    /// Point 5: what the sharers reach.
    fn reach(&mut self, now: Now<'_>, round: &mut Self::Round);
    /// Point 6: contacts accept, inviters are credited, invitees are on the way.
    fn acceptance(
        &mut self,
        now: Now<'_>,
        market: &mut Market,
        round: &mut Self::Round,
        tally: &mut [Tally],
        events: &mut [Events],
    );
    /// Point 7: who shared waits for another occasion, or is done.
    fn again(&mut self, now: Now<'_>, round: &mut Self::Round);

    /// Point 8: acceptances credited in this round to members of a segment. None where no rule looks at whose they are.
    fn credits<'a>(&'a self, round: &'a Self::Round, segment: usize) -> impl Iterator<Item = Credit>;

    /// Point 9: members leave, with `factor` times the chance of their class; how many genuine ones.
    fn leave(&mut self, at: Step<'_>, factor: f64) -> u64;
    /// Point 9, from this step to step `until`, in one go, where nothing else happens and no chance changes.
    fn leave_until(&mut self, at: Step<'_>, until: u32) -> u64;

    /// Point 10: members of a segment buy with this chance.
    fn buy(&mut self, segment: usize, chance: f64, stream: &mut Stream) -> Purchases;

    /// Point 11: members brought by invitation are deleted; how many genuine ones.
    fn delete_induced(&mut self, at: Step<'_>) -> u64;

    /// Point 12: everybody who waits is done; there will be no more occasions.
    fn stop_waiting(&mut self);
    /// Point 12: whether somebody waits for an occasion.
    fn waits(&self) -> bool;
    /// Point 12: whether an invitee is on the way.
    fn is_on_the_way(&self) -> bool;
    /// Point 12: the final standing, by segment and credited invitations; kept only where a rule asks for it.
    fn standing(&self) -> &[Vec<u64>];

    /// Members of a segment.
    fn present(&self, segment: usize) -> u64;
    /// Seeds among the genuine members; may be known as a mean only.
    fn seeds_present(&self, model: &Model) -> f64;
}

impl Purchases {
    /// Draws who of `present` members buys with this chance; those who buy for the first time have bought from now on.
    pub fn draw(stream: &mut Stream, present: u64, never_bought: &mut u64, chance: f64) -> Purchases {
        let regular = present - *never_bought;
        let first = binomial(stream, *never_bought, chance);
        let repeated = binomial(stream, regular, chance);
        *never_bought -= first;
        Purchases { first, repeated }
    }
}
