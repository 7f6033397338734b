//! The single numbers of a theory: one table of names and units. What they amount to is for `study`.

use super::Unit;
use Unit::{Count, Days, Ratio, Share};

named! {
    /// A single number of a theory.
    Scalar: Unit {
        /// The viral coefficient.
        K = "k" => Ratio;
        /// Bonus hunters whom one of them brings.
        KHunters = "k_hunters" => Ratio;
        /// Bonus hunters whom one genuine member invites.
        HuntersStarted = "hunters_started" => Ratio;
        /// Chance that the lines of all seeds die out.
        Extinction = "extinction" => Share;
        /// Growth per day.
        GrowthRate = "growth_rate" => Ratio;
        /// Days in which the campaign doubles.
        DoublingDays = "doubling_days" => Days;
        /// Days from a member to those brought by them.
        GenerationDays = "generation_days" => Days;
        /// Share of members who bring 80 % of all invitees.
        Share80 = "share_80" => Share;
        /// Chance that a member brings nobody.
        BringsNobody = "brings_nobody" => Share;
        /// Members ever, if only the market ends it.
        FinalSize = "final_size" => Count;
        /// The part of the market that this is.
        MarketPart = "market_part" => Share;
        /// Expected new users.
        NewUsers = "new_users" => Count;
        /// Expected new users beyond those who would have come had nothing been done.
        AddedUsers = "added_users" => Count;
        /// Expected joiners by invitation.
        Referred = "referred" => Count;
        /// Expected organic joiners.
        Organic = "organic" => Count;
        /// Expected joiners who are bought.
        Bought = "bought" => Count;
        /// Expected bonus hunters.
        Fake = "fake" => Count;
        /// Expected members at the end.
        MembersEnd = "members_end" => Count;
        /// Expected members who share at least once.
        Sharers = "sharers" => Count;
        /// Expected shares.
        Shares = "shares" => Count;
        /// Expected acceptances.
        Accepted = "accepted" => Count;
        /// Expected joiners per person who came unasked or as a seed.
        Amplification = "amplification" => Ratio;
    }
}

impl Scalar {
    /// The unit.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.facts()
    }

    /// Whether it is a number of the expected course, and not of a member or a wave of invitations.
    #[must_use]
    pub fn is_of_course(self) -> bool {
        match self {
            Scalar::NewUsers
            | Scalar::AddedUsers
            | Scalar::Referred
            | Scalar::Organic
            | Scalar::Bought
            | Scalar::Fake
            | Scalar::MembersEnd
            | Scalar::Sharers
            | Scalar::Shares
            | Scalar::Accepted
            | Scalar::Amplification => true,
            Scalar::K
            | Scalar::KHunters
            | Scalar::HuntersStarted
            | Scalar::Extinction
            | Scalar::GrowthRate
            | Scalar::DoublingDays
            | Scalar::GenerationDays
            | Scalar::Share80
            | Scalar::BringsNobody
            | Scalar::FinalSize
            | Scalar::MarketPart => false,
        }
    }

    /// Whether it tells, or hangs on, how many come by invitation in the end.
    #[must_use]
    pub fn hangs_on_size(self) -> bool {
        match self {
            Scalar::K
            | Scalar::KHunters
            | Scalar::HuntersStarted
            | Scalar::Extinction
            | Scalar::GrowthRate
            | Scalar::DoublingDays
            | Scalar::GenerationDays
            | Scalar::Share80
            | Scalar::BringsNobody
            | Scalar::Organic
            | Scalar::Bought => false,
            Scalar::FinalSize
            | Scalar::MarketPart
            | Scalar::NewUsers
            | Scalar::AddedUsers
            | Scalar::Referred
            | Scalar::Fake
            | Scalar::MembersEnd
            | Scalar::Sharers
            | Scalar::Shares
            | Scalar::Accepted
            | Scalar::Amplification => true,
        }
    }
}
