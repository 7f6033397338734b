//! Rewards to which nobody reacts: what to say of them wherever a study has them.

use super::Lang;
use crate::scenario::Unmoved;

/// To which rewards nobody reacts.
#[must_use]
pub fn unmoved(what: Unmoved, lang: Lang) -> String {
    told(what, lang.pick("Nobody here", "这里没有人"), lang)
}

/// Of whom it is told is `nobody`.
fn told(what: Unmoved, nobody: &str, lang: Lang) -> String {
    let sharing = lang.pick(
        format!("{nobody} shares for the reward: nothing says how much it moves people, and a plain share is moved by none."),
        format!("{nobody}为奖励而分享：没写奖励能打动多少人；分享只写一个数，奖励就影响不了它。"),
    );
    let joining = lang.pick(
        format!("{nobody} joins for the reward to the invitee: nothing says how much it moves people."),
        format!("{nobody}为新人奖励而加入：没写它能打动多少人。"),
    );
    let buying = lang.pick(
        format!(
            "{nobody} orders for the reward to the buyer: what it moves is not simulated, what it costs is."
        ),
        format!("{nobody}为买家奖励而下单：只算它花多少钱，不算它打动多少人。"),
    );
    let told = [(what.sharing, sharing), (what.joining, joining), (what.buying, buying)];
    let told: Vec<String> = told.into_iter().filter(|(is_so, _)| *is_so).map(|(_, words)| words).collect();
    told.join(lang.pick(" ", ""))
}

/// The keys by which a scenario says it, for whoever has it at hand.
#[must_use]
pub fn keys_that_say_it(what: Unmoved, lang: Lang) -> &'static str {
    match (what.sharing, what.joining) {
        (true, true) => lang.pick(
            " Say it with `share: { content: ..., reward: ... }` and `join_reward`.",
            "请写 `分享: { 内容: …, 奖励: … }` 和 `新人奖励吸引力`。",
        ),
        (true, false) => lang.pick(
            " Say it with `share: { content: ..., reward: ... }`.",
            "请写 `分享: { 内容: …, 奖励: … }`。",
        ),
        (false, true) => lang.pick(" Say it with `join_reward`.", "请写 `新人奖励吸引力`。"),
        (false, false) => "",
    }
}

/// The same, and what follows for whoever wants to choose a reward.
#[must_use]
pub fn nothing_to_choose(what: Unmoved, lang: Lang) -> String {
    let (told, keys) = (unmoved(what, lang), keys_that_say_it(what, lang));
    lang.pick(
        format!(
            "{told}{keys} Until then only the cost of such a reward differs, and the least always looks best."
        ),
        format!("{told}{keys}在那之前，这样的奖励差的只是花多少钱，总是越省越显得好。"),
    )
}

/// The same of some campaigns beside others in which it is not so; `nobody` says of which.
#[must_use]
pub fn nothing_to_choose_in(what: Unmoved, nobody: &str, lang: Lang) -> String {
    let (told, keys) = (told(what, nobody, lang), keys_that_say_it(what, lang));
    lang.pick(
        format!("{told}{keys} Until then the rewards there cost, and bring nobody."),
        format!("{told}{keys}在那之前，那里的奖励只花钱，带不来人。"),
    )
}
