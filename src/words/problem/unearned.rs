//! The words for rewards that no order can earn.

use super::phrase::{Words, number};
use crate::problem::Unearned;
use crate::words::Lang;
use crate::words::clock::as_typed;

/// Why it can never be earned, and the way out.
pub(super) fn unearned(why: Unearned, lang: Lang) -> Words {
    let (title, help) = match why {
        Unearned::ByOthers => lang.pick(
            (
                "this can never be earned: whoever was invited does not order".to_owned(),
                "delete `who` in `buys`, or write `who: invited`; `to: buyer` pays any member for his own orders".to_owned(),
            ),
            (
                "没有人能得到这项奖励：受邀的人不下单".to_owned(),
                "请删去 `buys` 里的 `who`，或写 `who: invited`；`to: buyer` 奖励任何人自己的订单".to_owned(),
            ),
        ),
        Unearned::TooLate { days } => {
            let days = as_typed((days * 1440.0).round() as u32);
            lang.pick(
                (
                    format!("this can never be earned: nobody orders before {days} after joining"),
                    format!("write a `within` longer than {days}, or delete it"),
                ),
                (
                    format!("没有人能得到这项奖励：加入后 {days} 才有人下单"),
                    format!("`within` 请写得比 {days} 长，或删去"),
                ),
            )
        }
        Unearned::OutsideOfDates => lang.pick(
            (
                "this can never be earned: nobody orders while it counts".to_owned(),
                "the orders of `buys` (`at`, or `after` joining) must come after `from` and before `until`: change one of them".to_owned(),
            ),
            (
                "没有人能得到这项奖励：有效期间没有人下单".to_owned(),
                "订单的时间（`buys.at` 或 `buys.after`）要在 `from` 之后、`until` 之前：请改其中一个".to_owned(),
            ),
        ),
        Unearned::TooLittle { most } => {
            let most = number(most);
            lang.pick(
                (
                    format!("this can never be earned: somebody spends {most} at most"),
                    format!("lower `spent` to {most} or less, or say in `buys` what else is ordered"),
                ),
                (
                    format!("没有人能得到这项奖励：一个人最多花 {most}"),
                    format!("请把 `spent` 降到 {most} 以下（含），或在 `buys` 里写明还会买什么"),
                ),
            )
        }
    };
    Words::new(title, "", help)
}
