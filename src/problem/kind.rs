//! Everything that can be wrong, by topic: the text, keys, values, time, people, the bait, the world, statements,
//! overrides. A place comes with [`Problem`](super::Problem), words come in `words`.

use super::file::FileProblem;
use super::number::{Bounds, LawFault};
use super::statement::StatementFault;
use super::syntax::Syntax;
use super::unearned::Unearned;
use super::value::{Expected, Found};
use super::vary::VaryFault;
use serde::Serialize;
use std::ops::Range;

/// Everything that can be wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ProblemKind {
    // --- the text ---
    /// More bytes than any scenario has.
    TooLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// Not UTF-8.
    NotUtf8,
    /// A character that no text has.
    ControlCharacter {
        /// Its code point.
        code: u32,
    },
    /// No keys at all.
    Empty,
    /// YAML, but no map of keys.
    NotKeys {
        /// Whether it looks as if the keys were written with the colon of the Chinese keyboard.
        chinese_colon: bool,
    },
    /// Not YAML.
    Syntax(Syntax),
    /// Maps in maps in maps.
    TooDeep {
        /// Levels allowed.
        limit: usize,
    },
    /// Too many values, or aliases that stand for too many.
    TooManyValues {
        /// Values allowed.
        limit: usize,
    },
    /// An alias inside of what it stands for.
    RecursiveAlias,
    /// `!something`.
    Tag,
    /// `---` and another scenario.
    SecondDocument,
    /// `<<` with something other than a map, or a list of maps.
    BadMerge,

    // --- keys ---
    /// The same key twice in a map.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A key that is a list or a map.
    KeyNotText,
    /// A key that means nothing here.
    UnknownKey {
        /// The key.
        key: String,
        /// What was probably meant.
        nearest: Option<String>,
        /// What the place knows.
        known: Vec<String>,
    },
    /// A key that must be there.
    Missing {
        /// The key.
        key: &'static str,
    },
    /// A key with nothing after it.
    NoValue,

    // --- values ---
    /// A value of the wrong kind.
    WrongType {
        /// What the key takes.
        expected: Expected,
        /// What it got.
        found: Found,
    },
    /// A word that is none of the possible ones.
    UnknownWord {
        /// The word.
        word: String,
        /// What was probably meant.
        nearest: Option<String>,
        /// The possible ones.
        known: Vec<String>,
    },
    /// A number outside what is possible.
    OutOfRange {
        /// The number.
        number: f64,
        /// What is possible.
        bounds: Bounds,
    },
    /// `35` where a probability is meant.
    ForgottenPerCent {
        /// The number.
        number: f64,
    },
    /// `6%` where no share is meant.
    PerCentNotMeant,
    /// Not a number at all (`.nan`, `.inf`, `1e999`).
    NotFinite,
    /// `1,000`.
    CommaInNumber,
    /// Something that people write so, but YAML does not: `6％`, `5万`, `0.04~0.09`.
    Habit {
        /// The characters that are not understood.
        found: String,
        /// The whole value as it should be written.
        instead: String,
    },
    /// `2026-02-30`.
    NoSuchDay,
    /// Three letters that are no currency, or a name of one.
    NoCurrency {
        /// As typed.
        code: String,
        /// What was probably meant.
        meant: Option<&'static str>,
    },
    /// `invites` where `{ invites: 3 }` is meant.
    NeedsDetail {
        /// The word.
        word: String,
        /// How it is written.
        example: &'static str,
    },
    /// `{ buy: 3 }` where `buy` is meant.
    NeedsNoDetail {
        /// The word.
        word: &'static str,
    },
    /// A fraction where whole numbers count.
    NotWhole,
    /// An amount of money where a number of times or people is asked for.
    MoneyForCount,
    /// A range where a plain number is needed.
    NotCertain,
    /// An uncertain number that is not among the inputs of the scenario, or is another one there.
    UnlistedInput {
        /// The key of the input.
        key: String,
    },
    /// A law that does not exist mathematically.
    BadLaw(LawFault),
    /// `30` where `30m` or `30d` is meant.
    NoUnit,
    /// A list of the wrong length.
    WrongLength {
        /// How long it must be.
        expected: usize,
        /// How long it is.
        found: usize,
    },
    /// More items than anybody writes by hand.
    TooMany {
        /// How many are allowed.
        limit: usize,
    },
    /// Weights that are all zero.
    AllZero,
    /// A list or map with nothing in it.
    EmptyList,
    /// A map that must have exactly one of these keys.
    ExactlyOne {
        /// The keys.
        of: &'static [&'static str],
    },
    /// Keys that must come together.
    Together {
        /// The key that is missing.
        missing: &'static str,
        /// The key that needs it.
        with: &'static str,
    },
    /// Two ways to say the same thing.
    EitherOr {
        /// This one …
        one: &'static str,
        /// … and that one.
        other: &'static str,
    },

    // --- time ---
    /// A step that does not divide a day.
    StepDoesNotDivideDay,
    /// The horizon is not a whole number of steps.
    DaysNotWholeSteps,
    /// More steps than are run.
    TooManySteps {
        /// How many.
        steps: u64,
        /// How many are allowed.
        limit: u64,
    },
    /// A moment after the end of the campaign.
    AfterTheEnd {
        /// Days of the campaign.
        days: f64,
    },
    /// A stretch of time ends before it begins.
    EndsBeforeItBegins {
        /// Day on which it begins.
        from: f64,
    },
    /// Weekdays matter, but nobody knows which day the campaign begins.
    NeedsStart,
    /// A date, but nobody knows when the campaign begins.
    DateNeedsStart,
    /// A date before the campaign begins.
    BeforeTheStart {
        /// How many days before.
        days: f64,
    },
    /// A reminder that is sent within a step.
    WithinAStep {
        /// The longest step, in minutes, at whose ends all reminders are sent; none where there is none.
        longest: Option<u32>,
    },
    /// Time goes in cycles (`delay: none`), and nobody knows how long one is.
    CyclesNeedStep,
    /// Time goes in cycles for some and not for others.
    CyclesAreForAll,
    /// An answer that takes no time.
    DelayOfNothing,
    /// A wait for an occasion that takes no time, by a law.
    WaitOfNothing,
    /// A law of waits in cycles, in which there is an occasion with the same chance in each.
    WaitInCycles,
    /// Every answer takes longer than an invitation is good.
    NeverInTime,
    /// Time goes in cycles, in which this says nothing.
    NotInCycles {
        /// The key.
        key: &'static str,
    },

    /// What a reward offers changes in the midst of a step.
    DateWithinStep {
        /// How long a step is.
        minutes: u32,
    },
    /// Something is limited for a day, and days end in the midst of a step.
    DayWithinStep {
        /// How long a step is.
        minutes: u32,
    },
    /// A limit for a day that is no smaller than that for all days.
    IdlePerDay {
        /// The key of the limit for all days.
        total: &'static str,
    },
    /// So many caps that are counted apart that too many members would have to be told apart.
    CountsTooMuch {
        /// How many at most.
        limit: usize,
    },
    /// A map by time that says nothing of the beginning.
    NothingAtFirst,
    /// A map by time that says something of a time at which the reward is not on offer.
    NotOnOfferThen,

    // --- people ---
    /// A quota that is kept and one that is for a day.
    QuotaOfTwoKinds,
    /// A quota that says nothing.
    QuotaOfNothing,
    /// Who shared waits again, but there is only one occasion, at the moment of joining.
    AgainNeedsAfter,
    /// A reminder at the very beginning, when nobody is there.
    NobodyToRemind,
    /// A reminder to who waits for an occasion, and nobody ever waits.
    NobodyWaits,
    /// A reminder that is sent without the campaign, too, to some of the members only: where nobody shares there are no such groups.
    RegularIsToAll,
    /// The funnel ends with something else than `join`.
    FunnelEnd {
        /// Its last stage.
        last: String,
    },
    /// A total at the top level, although there are segments.
    TotalForAll {
        /// The key.
        key: &'static str,
    },
    /// A part of the market, and nobody says how large it is.
    NeedsMarket,
    /// A key for everybody that nobody uses, since every segment has its own.
    IdleKey {
        /// The key.
        key: &'static str,
        /// The keys of the segments, which were probably meant.
        meant: Vec<String>,
    },
    /// A level of a reward that goes to no upline.
    LevelOfUpline,
    /// Further levels of a reward that does not go to the inviter for friends who join or order, or has a cap.
    LevelsOfInviter,
    /// An amount by the number of the invitation, of a reward that does not go to the inviter for friends who join or order.
    ByInvitesOfInviter,
    /// An amount for nobody: the first invitation is number 1.
    NoInvitationBefore,
    /// Value and cost by the number of the invitation that begin with different ones.
    InvitesBeginApart {
        /// With which the value does.
        value: u32,
        /// With which the cost does.
        cost: u32,
    },
    /// An amount for invitations beyond the cap.
    InvitesBeyondCap {
        /// The invitation from which on it was to hold.
        from: u32,
        /// The last that is rewarded.
        last: u32,
    },
    /// Levels so deep, above bonus hunters of so many kinds, that lines of inviters are too many to tell apart.
    TooManyLines {
        /// How many can be told apart.
        limit: usize,
    },
    /// Nobody is there to begin with, and nobody comes.
    NobodyStarts,
    /// A reward for orders where nobody orders.
    NeedsOrders {
        /// Its trigger.
        when: &'static str,
    },
    /// A reward that needs to know what an order costs the buyer.
    NeedsOrderPrice,
    /// Something comes back of a reward for what nobody is paid back.
    RecoveredWithoutRefund,
    /// A reward for orders that no order can earn.
    NeverEarned(Unearned),
    /// A reserve for orders whose number is not known.
    ReserveOfOrders,
    /// An order of people of whom there are none.
    NobodyBuys {
        /// Who was to order.
        who: &'static str,
        /// The key by which they come.
        needs: &'static str,
    },
    /// More seeds than people in the market.
    SeedsBeyondMarket {
        /// Seeds in all.
        seeds: f64,
        /// The market.
        market: f64,
    },
    /// No segment has this name.
    UnknownSegment {
        /// The name.
        name: String,
        /// What was probably meant.
        nearest: Option<String>,
        /// The segments.
        known: Vec<String>,
    },
    /// Two segments of one name.
    SameSegment,
    /// A key that means nothing for bonus hunters.
    NotForFakes {
        /// The key.
        key: &'static str,
    },
    /// A key that means something only for bonus hunters.
    OnlyForFakes {
        /// The key.
        key: &'static str,
    },
    /// Bonus hunters who bring genuine people.
    FakeRecruitsGenuine {
        /// The genuine segment.
        segment: String,
    },
    /// A sharing that nothing drives.
    NothingDrives,
    /// Bonus hunters whom no reward moves.
    FakeNeverShares,
    /// The share still there grows from one point to the next.
    RetentionRises,
    /// A point of the retention curve before the first day ends.
    RetentionAtZero,
    /// Two points for one moment or value.
    SamePoint,
    /// Values of a table must rise.
    TableOrder,
    /// A chance that falls while the value rises.
    TableFalls,

    // --- the network ---
    /// Something wrong with a file beside the scenario.
    File(FileProblem),
    /// A key that means nothing for this kind of network.
    NotOfNetwork {
        /// The key.
        key: &'static str,
        /// The kind, as it is written.
        network: &'static str,
    },
    /// A file about people who are drawn, and so have no ids that it could name.
    FileOfDrawn {
        /// The key of the file.
        key: &'static str,
    },
    /// A key that means something on a network alone.
    NeedsNetwork {
        /// The key.
        key: &'static str,
    },
    /// More seeds than the network, or a segment on it, has people.
    SeedsBeyondNetwork {
        /// The seeds, those of all waves.
        seeds: f64,
        /// The people.
        people: u32,
        /// The segment, where it is about one.
        segment: Option<String>,
    },
    /// A market of other people than those of the network.
    MarketIsNetwork {
        /// How many people the network has.
        people: u32,
    },
    /// The network says of which segment everybody is, and so does this key.
    NetworkSaysSegment {
        /// The key.
        key: &'static str,
    },
    /// People share into chat groups, of which there are none.
    NoChatGroups,
    /// There are chat groups, into which nobody shares.
    ChatGroupsUnused,
    /// A number of contacts where nobody knows anybody outside of groups.
    NobodyKnown {
        /// The key.
        key: &'static str,
    },
    /// A number of contacts that does not go up: it must be even.
    NotEven,
    /// A table of chances in which two blocks have two.
    NotSymmetric,
    /// More contacts than can be held.
    TooManyContacts {
        /// How many are allowed.
        limit: f64,
    },

    // --- the bait ---
    /// Neither what a reward costs nor what it is worth.
    NoAmount,
    /// A percentage of a price that nobody pays.
    NeedsPrice,
    /// A trigger that this recipient cannot meet.
    TriggerNotFor {
        /// The recipient.
        to: &'static str,
        /// The trigger.
        when: &'static str,
    },
    /// A key that means nothing with this trigger.
    NotWithTrigger {
        /// The key.
        key: &'static str,
        /// The trigger.
        when: &'static str,
    },
    /// Two rewards of one name.
    SameReward {
        /// The name.
        name: String,
    },
    /// A name that the ledger uses for other costs.
    ReservedName {
        /// The name.
        name: String,
    },
    /// A stock of nothing.
    NoStock,
    /// A budget that one single reward exceeds.
    BudgetBelowReward {
        /// The budget.
        limit: f64,
        /// What one costs.
        cost: f64,
    },
    /// Two tiers at the same number of invitations.
    SameTier {
        /// That number.
        invites: u32,
    },
    /// A tier that is worth less than a lower one.
    TierFalls {
        /// Invitations of the lower tier.
        lower: u32,
        /// Its value.
        lower_value: f64,
    },
    /// A reward to the invitee is responded to, but none is offered.
    NoInviteeReward {
        /// The key that responds.
        key: &'static str,
    },
    /// A response to what is not there.
    NeedsJoinReward,
    /// A budget, and nothing to pay from it.
    BudgetForNothing,
    /// What happens when the stock is gone, without a stock.
    NeedsStock,
    /// Something is held in reserve, and nothing can run out.
    ReserveOfPlenty,
    /// A percentage of a price that rises is held in reserve.
    ReserveOfRisingPrice,
    /// A name of nothing.
    EmptyName,

    // --- the world ---
    /// An event that changes nothing.
    EventChangesNothing,
    /// Accounts of which each takes everybody.
    AccountsWithoutLimit,
    /// Accounts are struck, of which there are none.
    NoAccountsToHit,
    /// A strike of an account, of which this key says nothing.
    NotOfAccounts {
        /// The key.
        key: &'static str,
    },
    /// A code that is good for everybody and for ever.
    CodeWithoutEnd,
    /// A code by which more people enter than a group holds.
    CodeBeyondGroup {
        /// People of a group.
        size: u64,
    },

    // --- what must hold ---
    /// A statement of `expect` that says nothing that could be tested.
    Statement {
        /// The bytes of the statement concerned.
        at: Range<usize>,
        /// What is wrong.
        fault: StatementFault,
    },

    /// People who are called bought, and of whom it is not said what one costs.
    BoughtForNothing {
        /// The key as it was written.
        key: String,
    },

    // --- people in a file of their own ---
    /// A key of a scenario that says nothing of people.
    NotOfPeople {
        /// The key.
        key: String,
    },
    /// A file in which nothing is said of people.
    NoPeople,
    /// A change of the file itself, which was read before.
    PeopleComeFirst,

    // --- overrides ---
    /// Not `KEY=VALUE`.
    OverrideForm,
    /// `KEY=` and nothing.
    OverrideNoValue,
    /// A path of more keys than any scenario has one within the other.
    OverrideTooDeep {
        /// So many are allowed.
        limit: usize,
    },
    /// A path that leads through something that has no keys.
    OverrideThroughValue {
        /// The part of the path that is no map or list.
        at: String,
    },
    /// A list has no such item.
    OverrideIndex {
        /// The list.
        at: String,
        /// How many items it has.
        length: usize,
    },
    /// `KEY=VALUES` that cannot be read or go together.
    Vary(VaryFault),
}

impl ProblemKind {
    /// Whether nothing behind it could be read, so that there may be more problems.
    #[must_use]
    pub fn hides_others(&self) -> bool {
        matches!(
            self,
            ProblemKind::TooLarge { .. }
                | ProblemKind::NotUtf8
                | ProblemKind::ControlCharacter { .. }
                | ProblemKind::NotKeys { .. }
                | ProblemKind::Syntax(_)
                | ProblemKind::TooDeep { .. }
                | ProblemKind::TooManyValues { .. }
                | ProblemKind::RecursiveAlias
                | ProblemKind::Tag
                | ProblemKind::SecondDocument
                | ProblemKind::KeyNotText
        )
    }
}
