//! `groups` and `social_proof`: what people who know each other do.

use super::resolver::Resolver;
use crate::input::read::{Chance, Many, NonNegative, Num, Whole, keys, plain_map};
use crate::problem::Path;
use crate::scenario::{ShareInto, SocialProof};

keys! {
    /// How a share goes into the chat groups in which the sharer sits.
    RawShareInto {
        share_into: Whole<Many>,
        see: Num<Chance>,
    }
}

keys! {
    /// How the chance to join grows with the members whom somebody knows.
    RawSocialProof {
        per_member_neighbour: Num<NonNegative>,
        max: Num<NonNegative>,
    }
}
plain_map!(RawShareInto, RawSocialProof);

impl Resolver {
    pub(super) fn share_into(&mut self, raw: &RawShareInto, path: &Path) -> ShareInto {
        let path = path.key("groups");
        self.needs(raw.share_into.is_some(), &path, "share_into");
        ShareInto {
            groups: raw.share_into.map_or(1, |groups| groups.0 as u32),
            see: self.required(raw.see.as_ref(), &path, "see"),
        }
    }

    pub(super) fn social_proof(&mut self, raw: &RawSocialProof) -> SocialProof {
        let path = Path::root().key("social_proof");
        SocialProof {
            per_member_neighbour: self.or(raw.per_member_neighbour.as_ref(), SocialProof::PER_MEMBER),
            max: self.required(raw.max.as_ref(), &path, "max"),
        }
    }
}
