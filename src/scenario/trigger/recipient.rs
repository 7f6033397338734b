//! Who gets a reward.

use serde::Serialize;

/// Who gets a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// Who invites.
    Inviter,
    /// Who was invited.
    Invitee,
    /// The inviter's inviter.
    Upline,
    /// Who orders, however he came.
    Buyer,
}

impl Recipient {
    /// All recipients.
    pub const ALL: [Recipient; 4] =
        [Recipient::Inviter, Recipient::Invitee, Recipient::Upline, Recipient::Buyer];

    /// Its word in a file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Recipient::Inviter => "inviter",
            Recipient::Invitee => "invitee",
            Recipient::Upline => "upline",
            Recipient::Buyer => "buyer",
        }
    }
}
