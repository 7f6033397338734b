//! Which engine it was, and why.

use super::Lang;
use crate::engine::Engine;
use crate::scenario::{Following, Why};

/// The engine of these campaigns; why, where it is not what it is where nobody asks.
#[must_use]
pub fn engine(engine: Engine, following: Following, lang: Lang) -> String {
    let name = engine.name();
    let in_chinese = match engine {
        Engine::Cohort => "按人数模拟",
        Engine::Agent => "逐人模拟",
    };
    let why = match following.why() {
        Why::Faster => None,
        Why::Network => Some(lang.pick("because people know each other", "因为有关系网")),
        Why::Caps => Some(
            lang.pick("because a `cap` counts friends who order", "因为 `每人上限` 要数每人有多少好友下单"),
        ),
        Why::Quotas => {
            Some(lang.pick("because members have quotas of invitations", "因为每人的邀请名额有限"))
        }
        Why::Waits => {
            let why = lang.pick(
                "because it matters how long a member has waited to share",
                "因为分享的早晚要看每人已经等了多久",
            );
            Some(why)
        }
        Why::Inviters => Some(lang.pick("because it is asked who invited whom", "因为要知道谁邀请了谁")),
        Why::Asked => Some(lang.pick("as asked", "按指定")),
    };
    match why {
        None => lang.pick(format!("{name} engine"), in_chinese.to_owned()),
        Some(why) => lang.pick(format!("{name} engine, {why}"), format!("{in_chinese}，{why}")),
    }
}
