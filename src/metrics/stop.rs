//! Why a campaign stopped growing.

named! {
    /// Why a campaign stopped growing.
    StopReason {
        /// The horizon was reached.
        Horizon = "horizon";
        /// Nobody was waiting, on the way or to come.
        Extinct = "extinct";
        /// Money or goods ran out and the rules say that this ends the campaign.
        Budget = "budget";
        /// The capacity in all was reached.
        Capacity = "capacity";
        /// The platform shut the campaign for good.
        Banned = "banned";
        /// Everybody in the market had accepted.
        Market = "market";
    }
}
