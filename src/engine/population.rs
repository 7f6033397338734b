//! The boundary between the step of a campaign and the people: whatever follows members, by counts or one by one, is a
//! [`Population`]. What a point of the step may see stands in its signature: the [`Step`], the conditions of [`Now`], and
//! what the point before has left in the round.

use super::customers::{Customers, OrderClaims};
use super::free::Free;
use super::lull::Lull;
use super::market::Market;
use super::now::{Now, Step, Way};
use super::on_the_way::Sent;
use super::purchases::Purchases;
use super::record::{Record, Tally};
use super::reminding::Reminding;
use super::sold::Sold;
use crate::metrics::Trees;
use crate::model::Model;
use crate::rng::ReplicateKey;
use crate::terms::{Credit, Events};

/// Invitees of one segment and place whose answer is due.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joiners {
    pub segment: usize,
    /// Who came to the door, and those of them who found room.
    pub came: u64,
    pub admitted: u64,
    /// Those of the admitted who would have come by themselves.
    pub anyway: u64,
}

/// An invitee who has just stood at the door, where people are known one by one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guest {
    pub row: u32,
    /// When he joined, in steps; none where he was turned away.
    pub since: Option<f64>,
}

/// What members of a segment who have an occasion will do on average.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outlook {
    /// Members who share for the first time.
    pub first_shares: f64,
    /// Acceptances, while the market is whole.
    pub accepted: f64,
    /// The part of them whose answers come in the step.
    pub at_once: f64,
}

/// The members of a campaign and the invitees on the way. Methods stand in the order of the points of a step; what each
/// does is in `docs/model.md`. How many is drawn before who, so that populations that distinguish members differently share
/// their luck.
pub(super) trait Population {
    /// What one round of sharing hands from point to point; a buffer.
    type Round;

    /// Removes everybody, and takes the shape that this model needs.
    fn begin(&mut self, model: &Model, key: &ReplicateKey);

    /// Another day begins: what was counted on the one before is forgotten.
    fn begin_day(&mut self, _model: &Model) {}

    /// Before point 1: how many people of a segment have not accepted yet, where it is known of which segment people are.
    fn left_of(&self, _segment: usize) -> Option<u64> {
        None
    }

    /// Point 1: seeds or organic joiners become members. Where time does not go in cycles it is drawn at once who of them
    /// leaves before the step is over.
    fn join(&mut self, at: Step<'_>, segment: usize, way: Way, count: u64);
    /// Point 1: invitees whose answer is due, as far as it is known.
    fn answers_expected(&self, at: Step<'_>) -> u64;
    /// Point 1: takes the invitees whose answer is due off the way; how many.
    fn answers_due(&mut self, at: Step<'_>) -> u64;
    /// Point 1: `admitted` of those just [due](Population::answers_due) become members, the others are lost;
    /// `joined` is called for those of one segment and place who came.
    fn admit(&mut self, at: Step<'_>, admitted: u64, joined: impl FnMut(Joiners));

    /// Before point 1: the reminders at this place of the lists of their segments, those that are due. Who opens one has an occasion;
    /// some leave because of it, after they have shared or not. `sent` is called for each. Begins a round. In a population in which
    /// all are alike nobody is reminded.
    fn remind(&mut self, _now: Now<'_>, _place: usize, _: &mut Self::Round, _sent: impl FnMut(Reminding)) {}

    /// Point 5: waiting members get an occasion; whether anybody did, or may in another round. Begins the round.
    fn occasions(&mut self, now: Now<'_>, round: &mut Self::Round) -> bool;
    /// Point 5: what comes of the occasions of a segment on average; asked where money, goods or places may go within a step.
    fn outlook(&self, now: Now<'_>, round: &Self::Round, segment: usize) -> Outlook;
    /// Point 6: on an occasion a member shares, or is done.
    fn decisions(
        &mut self,
        now: Now<'_>,
        round: &mut Self::Round,
        tally: &mut [Tally],
        events: &mut [Events],
    );
    /// Point 7: what the sharers reach.
    fn reach(&mut self, now: Now<'_>, round: &mut Self::Round);
    /// Point 8: contacts accept, inviters are credited, invitees are on the way.
    fn acceptance(
        &mut self,
        now: Now<'_>,
        market: &mut Market,
        round: &mut Self::Round,
        tally: &mut [Tally],
        events: &mut [Events],
    );
    /// Point 9: who shared waits for another occasion, or is done.
    fn again(&mut self, now: Now<'_>, round: &mut Self::Round);

    /// Point 8: the invitees of this round; none where no rule looks at when they join.
    fn sent(&self) -> &[Sent];
    /// Point 8: the wave of seeds of a segment who all shared in this round, at the moment at which they came.
    fn wave(&self, round: &Self::Round, segment: usize) -> Option<u32>;

    /// Point 10: acceptances credited in this round to members of a segment. None where no rule looks at whose they are.
    fn credits<'a>(&'a self, round: &'a Self::Round, segment: usize) -> impl Iterator<Item = Credit>;

    /// Point 10: who of those who have just stood at the door is of this kind and was invited by members of this segment; none
    /// where people are only counted.
    fn guests(&self, _inviter: usize, _kind: usize) -> Option<Vec<Guest>> {
        None
    }
    /// Point 10: whether a guest who was let in stays for so many steps.
    fn stays(&self, _at: Step<'_>, _guest: u32, _steps: f64) -> bool {
        true
    }

    /// Point 3: members leave, each with the chance of his class, whatever they do before they go.
    fn leave(&mut self, at: Step<'_>);
    /// Point 3: how many genuine members have left since it was asked last.
    fn left(&mut self) -> u64;
    /// Point 3, of all steps of a lull that begins with this one.
    fn leave_in(&mut self, at: Step<'_>, lull: &Lull);

    /// Point 11: members of a segment buy, so many times on average.
    fn buy(&mut self, at: Step<'_>, segment: usize, mean: f64) -> Purchases;

    /// Point 11: members of a segment order what is sold apart; what that earns. Asked where it is looked at who buys.
    fn order(&mut self, at: Step<'_>, segment: usize, claims: &mut OrderClaims) -> Sold;
    /// The customers of a segment, where it is looked at who buys.
    fn customers(&mut self, segment: usize) -> Vec<&mut Customers>;
    /// Point 10: how many of so many rewards whoever invited this person can still earn by a rule with a cap; then he has.
    fn earn_by_orders(&mut self, _rule: usize, _row: u32, wanted: u64) -> u64 {
        wanted
    }
    /// Point 10: how many promises wait for orders, by rule.
    fn promised_orders(&self, model: &Model) -> Vec<u64>;

    /// Point 4: members brought by invitation are deleted; how many genuine ones.
    fn delete_induced(&mut self, at: Step<'_>) -> u64;

    /// Point 12: everybody who waits is done; there will be no more occasions.
    fn stop_waiting(&mut self);
    /// Point 12: whether somebody waits for an occasion.
    fn waits(&self) -> bool;
    /// Point 12: whether an invitee is on the way.
    fn is_on_the_way(&self) -> bool;
    /// Point 12: genuine invitees who are on the way.
    fn on_the_way(&self, model: &Model) -> u64;
    /// Point 8: whether a genuine person who was invited has brought somebody.
    fn chain_goes_on(&self) -> bool;
    /// Point 12: the trees of invitations, where it is known who invited whom.
    fn trees(&self) -> Option<Trees> {
        None
    }
    /// Point 12: the final standing, by segment and credited invitations; kept only where a rule asks for it.
    fn standing(&self) -> &[Vec<u64>];

    /// All points of this step and some that follow, but not of step `until`, where nothing happens but
    /// [growth](Model::only_grows), nobody comes but by invitation, and the chain goes on; the first step not done. None of a
    /// population that does one point after the other.
    fn grow<'a>(&mut self, _from: Step<'a>, _until: u32, _: &mut Market, _: &mut Record<'a>) -> Option<u32> {
        None
    }

    /// Members of a segment.
    fn present(&self, segment: usize) -> u64;
    /// Those of the genuine ones whom the campaign has not brought.
    fn free(&self) -> &Free;
}
