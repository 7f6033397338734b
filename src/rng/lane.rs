//! Lanes: what distinguishes the streams of one purpose and step. All of them stand here, so that it can be seen that no two
//! draws share a stream. They are part of what a seed means: to change one changes the numbers of every user.

/// Classes of staying that have a stream of their own, per segment.
const CLASSES: usize = 8;
/// Classes beyond these, of waves of seeds who stay by curves of their own.
const OWN_CLASSES: usize = 48;
/// Segments that have streams of their own.
const SEGMENTS: usize = 64;
/// Parts of a contacts law that have a stream of their own, per segment.
const PARTS: usize = 256;
/// Ways of becoming a member: unasked, invited, with one of the waves of seeds, and the last two below.
const WAYS: usize = 512;
/// The way of those who are invited and would have come by themselves.
pub const WAY_ANYWAY: usize = WAYS - 2;
/// The way of those who are bought.
pub const WAY_BOUGHT: usize = WAYS - 1;
/// Numbers of occasions within a step that are told apart.
const OCCASIONS: usize = 512;

/// The only stream of its purpose in a step.
pub const ONLY: u32 = 0;
/// All deeds of a round (`Promise`).
pub const WHOLE_ROUND: u32 = u32::MAX;
/// What all segments reach together in a market (`Accept`).
pub const WHOLE_MARKET: u32 = u32::MAX;
/// Who of a market is won by several, and by whose hit (`Accept`).
pub const WINNERS: u32 = u32::MAX - 1;

/// Who knows whom (`Network`).
pub const CONTACTS: u32 = 0;
/// Who sits in which group (`Network`).
pub const GROUPS: u32 = 1;

/// Step and lane of an uncertain input, by 64 bits that its key is mixed to (`Inputs`, which know no step).
#[must_use]
pub fn of_input(fingerprint: u64) -> (u32, u32) {
    ((fingerprint >> 32) as u32, fingerprint as u32)
}

/// A segment (`Arrivals`, `Again`, `Mix`, `Value`, and `Funnel` at the end).
#[must_use]
pub fn of_segment(segment: usize) -> u32 {
    segment as u32
}

/// A part of a segment's inflow (`Arrivals`); the first is that of the [segment](of_segment).
#[must_use]
pub fn of_inflow(segment: usize, part: usize) -> u32 {
    (part << 20 | segment) as u32
}

/// Which of the joiners of a segment and origin would have come by themselves (`Arrivals`).
#[must_use]
pub fn of_anyway(segment: usize, origins: usize, origin: usize) -> u32 {
    (1 << 15) + (segment * origins + origin) as u32
}

/// A wave of seeds of a segment (`Arrivals`); other lanes than those of [segments](of_segment).
#[must_use]
pub fn of_wave(segment: usize, wave: usize) -> u32 {
    (1 << 16) + (segment * WAYS + wave.min(WAYS - 1)) as u32
}

/// Who finds room in a step (`Admission`); [`ONLY`] is for which of the invitees do.
pub const DOOR: u32 = 2;

/// A class of staying of a segment (`Leaving`, `Customers`).
#[inline]
#[must_use]
pub fn of_class(segment: usize, class: usize) -> u32 {
    match class.checked_sub(CLASSES) {
        None => (segment * CLASSES + class) as u32,
        Some(own) => (SEGMENTS * CLASSES + segment * OWN_CLASSES + own.min(OWN_CLASSES - 1)) as u32,
    }
}

/// Those of a class of staying who are members also where nothing is done (`Leaving`, `Value`, `Customers`); other lanes than those of
/// [classes](of_class) and [segments](of_segment).
#[inline]
#[must_use]
pub fn of_free(segment: usize, class: usize) -> u32 {
    (1 << 15) + of_class(segment, class)
}

/// A kind of order of a class of staying, of the members of one side: the campaign has brought them or it has not (`Value`);
/// other lanes than those of [segments](of_segment) and of [free members](of_free).
#[must_use]
pub fn of_sale(segment: usize, class: usize, free: bool, sale: usize) -> u32 {
    (1 << 20) + (((sale * 2 + usize::from(free)) << 12) | of_class(segment, class) as usize) as u32
}

/// Who of the invitees of a segment promises of a rule hang on (`Customers`); other lanes than those of
/// [classes](of_class) and [newcomers](of_newcomers).
#[must_use]
pub fn of_hanging(rule: usize, segment: usize) -> u32 {
    (1 << 31) + (rule << 16 | segment) as u32
}

/// Joiners of a segment who came in one of the ways (`Refund`).
#[must_use]
pub fn of_refunds(segment: usize, way: usize) -> u32 {
    (segment << 20 | way) as u32
}

/// What of the rewards of a rule that are paid is for purchases that are paid back (`Refund`); other lanes than those of
/// [joiners](of_refunds) and of [promises](of_promises).
#[must_use]
pub fn of_lost(rule: usize) -> u32 {
    (3 << 30) + rule as u32
}

/// Whose orders of a step come first (`Customers`); beyond all of those on whom [promises hang](of_hanging).
pub const ORDER_OF_CLAIMS: u32 = (1 << 31) + (64 << 16);

/// Which claims of orders the money of a day covers (`Customers`).
pub const MONEY_OF_TODAY: u32 = ORDER_OF_CLAIMS + 1;

/// A part of a segment's contacts law (`Reach`, `Accept`, `Progress`, `Funnel`).
#[inline]
#[must_use]
pub fn of_part(segment: usize, part: usize) -> u32 {
    (segment * PARTS + part.min(PARTS - 1)) as u32
}

/// Which of the contacts of a part said yes too late (`Funnel`); other lanes than those of [parts](of_part).
#[must_use]
pub fn of_late(segment: usize, part: usize) -> u32 {
    (1 << 16) + of_part(segment, part)
}

/// The lane that is this one of a segment's first way of sharing, of the way with this number (`Reach`, `Accept`, `Progress`, `Funnel`,
/// `Mix`, `Delay`); other lanes than those of [parts](of_part) and of [late ones](of_late).
#[inline]
#[must_use]
pub fn of_way(lane: u32, number: usize) -> u32 {
    ((number as u32) << 20) + lane
}

/// How many of a segment's shares go one way (`Reach`); other lanes than those of [parts](of_part).
#[must_use]
pub fn of_usage(segment: usize) -> u32 {
    (1 << 16) + segment as u32
}

/// How a segment's sharers fall on the parts of its contacts law (`Reach`).
#[must_use]
pub fn of_mixture(segment: usize) -> u32 {
    of_part(segment, PARTS - 1)
}

/// Those of a segment who decide together, by the first of their cells (`Decision`).
#[must_use]
pub fn of_deciders(segment: usize, cell: usize) -> u32 {
    (segment << 20 | cell) as u32
}

/// Joiners of a segment and origin who came in one of the ways (`Class`).
#[must_use]
pub fn of_joiners(segment: usize, origins: usize, origin: usize, way: usize) -> u32 {
    ((segment * origins + origin) * WAYS + way) as u32
}

/// Joiners of a class of staying who came in one of the ways (`Leaving`, `Customers`); other lanes than those of
/// [classes](of_class).
#[must_use]
pub fn of_newcomers(joiners: u32, class: usize) -> u32 {
    (1 << 16) + joiners * CLASSES as u32 + (class % CLASSES) as u32
}

/// Members of a class of staying who are there in a step since one of the [ways](of_joiners) of coming or since before
/// it, who leave in it or do not, and have `had` so many occasions in it (`Occasion`).
#[inline]
#[must_use]
pub fn of_stint(segment: usize, class: usize, since: usize, leaves: bool, had: usize) -> u32 {
    let place = of_class(segment, class) as usize * 2 + usize::from(leaves);
    ((place * WAYS + since) * OCCASIONS + had.min(OCCASIONS - 1)) as u32
}

/// Invitees of one kind whom a segment's members invite (`Delay`).
#[must_use]
pub fn of_invitees(inviter: usize, segments: usize, kind: usize) -> u32 {
    (inviter * segments + kind) as u32
}

/// The same of those whose inviters come from one line, of 64 at most (`Delay`).
#[must_use]
pub fn of_line(invitees: u32, line: usize) -> u32 {
    (line as u32) << 24 | invitees
}

/// From which lines those come who were won by members of a segment (`Mix`); other lanes than those of their kinds.
#[must_use]
pub fn of_lines(segment: usize) -> u32 {
    (1 << 16) + segment as u32
}

/// Promises of a rule that have the same party and hang on invitees of one segment (`Holding`, `Claims`).
#[must_use]
pub fn of_promises(rule: usize, party: usize, segments: usize, kind: usize) -> u32 {
    (rule as u32) << 16 | (party * segments + kind) as u32
}

/// Promises that a rule makes to one party (`Promise`).
#[must_use]
pub fn of_party(rule: usize, party: usize) -> u32 {
    (rule as u32) << 16 | party as u32
}

/// Which of the paid rewards of a rule go to bonus hunters (`Claims`).
#[must_use]
pub fn of_hunters(rule: usize) -> u32 {
    (rule as u32) << 16 | 0xffff
}

/// A rule (`LastPiece`), or one that is settled at the end (`Final`).
#[must_use]
pub fn of_rule(rule: usize) -> u32 {
    rule as u32
}

/// Whom a ban deletes of a class of staying (`Platform`); [`ONLY`] is the ban itself.
#[must_use]
pub fn of_deleted(segment: usize, class: usize) -> u32 {
    1 + of_class(segment, class)
}

/// What a ban strikes (`Platform`), the first of a campaign by [`ONLY`]; other lanes than those of the [deleted](of_deleted).
#[must_use]
pub fn of_ban(ban: usize) -> u32 {
    if ban == 0 { ONLY } else { (1 << 16) + ban as u32 }
}

/// Who of a segment was invited, at a point of the step (`Chain`).
#[must_use]
pub fn of_marks(point: usize, segment: usize) -> u32 {
    (point << 16 | segment) as u32
}

/// Who of a segment opens a reminder (`Reminders`).
#[must_use]
pub fn of_openers(segment: usize) -> u32 {
    segment as u32
}

/// Who of a segment leaves because of a reminder, opened or not (`Reminders`).
#[must_use]
pub fn of_gone(segment: usize, opened: bool) -> u32 {
    (1 << 16) + (segment * 2 + usize::from(opened)) as u32
}

/// Which of those of a class who leave because of a reminder are free members (`Reminders`).
#[must_use]
pub fn of_lost_free(segment: usize, class: usize) -> u32 {
    (1 << 20) + of_class(segment, class)
}

/// Which of the free members of a class leave because of a reminder where nothing is done (`Reminders`).
#[must_use]
pub fn of_lost_in_twin(segment: usize, class: usize) -> u32 {
    (1 << 21) + of_class(segment, class)
}

/// Who leaves of the free members of a class, where they are known one by one (`Member`); other lanes than those of
/// [joiners](of_joiners).
#[must_use]
pub fn of_leavers(segment: usize, class: usize) -> u32 {
    (1 << 31) + of_class(segment, class)
}

/// Who of a market found no room, where people are known one by one (`Member`).
pub const TURNED_AWAY: u32 = u32::MAX;

/// What a single person does (`Member`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Deed {
    /// Accepts: for the bait or not, of which kind he is, how long he is on the way, whether he would have come anyway.
    Accepts,
    /// Joins: of which class of staying, at which moment, and how long he stays.
    Joins,
    /// Waits for his next occasion.
    Waits,
    /// Decides on an occasion.
    Decides,
    /// Shares: how many contacts there are, and who they are.
    Shares,
    /// Waits again, having shared.
    Again,
    /// Leaves at a pace that changes, by the step.
    Leaves,
    /// Waits on, where there was no occasion because of a closed step, by the step.
    WaitsOn,
    /// Will order so long after joining, or not.
    WillOrder,
    /// Opens a reminder or not, and leaves because of it or not, by the step and the place of the reminder.
    IsReminded,
    /// Shares by one of several channels: whether it goes this way, how many contacts there are, and who they are; by the occasion and
    /// the number of the channel.
    SharesBy,
    /// Names neighbours, one after the other; by the number of the channel.
    Names,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frozen: a seed means the same for ever.
    #[test]
    fn lanes_stand_where_they_stood() {
        assert_eq!([of_class(3, 1), of_deleted(3, 1)], [25, 26]);
        assert_eq!(
            [of_free(3, 1), of_anyway(2, 3, 1), of_inflow(3, 0), of_inflow(3, 1)],
            [32_793, 32_775, 3, 1_048_579]
        );
        assert_eq!([of_part(2, 5), of_part(2, 700), of_mixture(2)], [517, 767, 767]);
        assert_eq!(of_late(2, 5), 66_053);
        assert_eq!(of_deciders(1, 9), (1 << 20) + 9);
        assert_eq!([of_joiners(2, 3, 1, 2), of_invitees(2, 3, 1)], [3_586, 7]);
        assert_eq!([of_newcomers(3_586, 1), of_stint(0, 0, 0, false, 0)], [94_225, 0]);
        assert_eq!([of_wave(1, 3), DOOR], [66_051, 2]);
        assert_eq!([of_class(0, 8), of_class(63, 55), of_class(63, 7)], [512, 3_583, 511]);
        assert_eq!(of_stint(1, 2, 3, true, 4), ((10 * 2 + 1) * 512 + 3) * 512 + 4);
        assert_eq!([of_promises(1, 4, 2, 1), of_party(1, 4), of_hunters(1)], [65_545, 65_540, 131_071]);
        assert_eq!(of_marks(3, 2), 196_610);
        assert_eq!([of_openers(3), of_gone(3, true), of_lost_free(3, 1)], [3, 65_543, 1_048_601]);
        assert_eq!(of_lost_in_twin(3, 1), 2_097_177);
        assert_eq!([of_ban(0), of_ban(2)], [0, 65_538]);
        assert_eq!([of_line(7, 3), of_lines(2)], [50_331_655, 65_538]);
        assert_eq!(
            [of_way(of_part(2, 5), 0), of_way(of_part(2, 5), 3), of_usage(2)],
            [517, 3_146_245, 65_538]
        );
    }
}
