//! Problems with values to be tried (`--vary`), in both languages.

use super::phrase::{Words, number};
use crate::input::GridFault;
use crate::problem::VaryFault as V;
use crate::words::Lang;

/// English.
pub(super) fn en(fault: &V) -> Words {
    let say = |title: &str, help: &str| Words::new(title, "", help);
    match fault {
        V::Form => say(
            "this is not KEY=VALUES",
            "for example `--vary share=0.2,0.3,0.4` or `--vary share=0.2..0.4:5`",
        ),
        V::NoValues => say(
            "there is nothing behind the `=`",
            "write values after `=`, for example `--vary share=0.2,0.3,0.4`",
        ),
        V::Gap => say("a value is missing here", "delete the comma, or write a value"),
        V::Twice { value } => {
            Words::new(format!("`{value}` is already given before"), "the second time", "delete it")
        }
        V::Parts { keys, parts } => say(
            &format!("{keys} keys are varied together, and this has {parts} parts"),
            "write one value for all of them, or one for each with `/` between: `incentive.0.value+incentive.0.cost=5/4,10/8`",
        ),
        V::Count { limit } => say(
            "a range needs the number of its values",
            &format!(
                "write `lo..hi:n` with a whole number n from 2 to {}: `0.2..0.4:5`",
                number(*limit as f64)
            ),
        ),
        V::End => say(
            "a range goes from one number to another",
            "write `lo..hi:n` or `log:lo..hi:n`, for example `0.2..0.4:5`, `2%..8%:4` or `30m..2h:4`",
        ),
        V::Mixed => {
            say("a range goes from number to number or from duration to duration", "write both ends alike")
        }
        V::Order => {
            say("a range goes from a smaller number to a larger one", "exchange the ends, or write one value")
        }
        V::LogOfNought => {
            say("a range by equal factors cannot begin with 0", "begin above 0, or leave `log:` out")
        }
        V::SameKey { key } => {
            say(&format!("`{key}` is varied twice"), "put all its values into one `--vary`")
        }
        V::NotVaried { key } => say(
            &format!("`{key}` cannot be varied: it is not part of what is compared"),
            match key.as_str() {
                "runs" | "seed" => "give it with `--runs` or `--seed`; all points share it",
                _ => "vary a key that changes the campaign, such as `share` or `budget.limit`",
            },
        ),
        V::TooManyPoints { points, limit } => say(
            &format!(
                "these are {} combinations; at most {} are simulated",
                number(*points as f64),
                number(*limit as f64)
            ),
            "take fewer values, or sweep one key after the other",
        ),
    }
}

/// Chinese.
pub(super) fn zh(fault: &V) -> Words {
    let say = |title: &str, help: &str| Words::new(title, "", help);
    match fault {
        V::Form => {
            say("写法应该是 键=几个值", "例如 `--vary share=0.2,0.3,0.4` 或 `--vary share=0.2..0.4:5`")
        }
        V::NoValues => say("`=` 后面是空的", "请在 `=` 后面写上要尝试的值，例如 `--vary share=0.2,0.3,0.4`"),
        V::Gap => say("这里少了一个值", "请删掉逗号，或补上值"),
        V::Twice { value } => Words::new(format!("`{value}` 前面已经有了"), "重复", "请删掉它"),
        V::Parts { keys, parts } => say(
            &format!("一起变化的有 {keys} 个键，这里却有 {parts} 段"),
            "请写一个共用的值，或用 `/` 分开、每个键一个，例如 `奖励.0.价值+奖励.0.成本=5/4,10/8`",
        ),
        V::Count { limit } => say(
            "范围要说明取几个值",
            &format!("写成 `lo..hi:n`，n 是 2 到 {} 的整数，例如 `0.2..0.4:5`", number(*limit as f64)),
        ),
        V::End => say(
            "范围要从一个数到另一个数",
            "写成 `lo..hi:n` 或 `log:lo..hi:n`，例如 `0.2..0.4:5`、`2%..8%:4`、`30m..2h:4`",
        ),
        V::Mixed => say("范围的两端要么都是数，要么都是时长", "请把两端写成同一种"),
        V::Order => say("范围要从小到大", "请交换两端，或只写一个值"),
        V::LogOfNought => say("等比范围不能从 0 开始", "请从大于 0 的数开始，或去掉 `log:`"),
        V::SameKey { key } => say(&format!("`{key}` 出现了两次"), "请把它的所有值写进同一个 `--vary`"),
        V::NotVaried { key } => say(
            &format!("`{key}` 不能逐值试算：它不属于要比较的内容"),
            match key.as_str() {
                "runs" | "seed" => "请用 `--runs` 或 `--seed` 指定，所有组合共用",
                _ => "请换成会改变活动的键，例如 `share` 或 `budget.limit`",
            },
        ),
        V::TooManyPoints { points, limit } => say(
            &format!("共有 {} 个组合，最多模拟 {} 个", number(*points as f64), number(*limit as f64)),
            "请减少取值，或一个键一个键地试",
        ),
    }
}

/// In which of the designs a problem occurs; nothing where it is about all or about the whole.
#[must_use]
pub fn where_in_the_grid(fault: &GridFault, designs: usize, lang: Lang) -> Option<String> {
    let first = fault.first.join(lang.pick(", ", "、"));
    let count = fault.designs;
    (!first.is_empty()).then(|| match (lang, count) {
        (Lang::En, 1) => format!("(at 1 of {designs} points: {first})"),
        (Lang::En, _) => format!("(at {count} of {designs} points, first at {first})"),
        (Lang::Zh, 1) => format!("（出现在 {designs} 个组合中的 1 个：{first}）"),
        (Lang::Zh, _) => format!("（出现在 {designs} 个组合中的 {count} 个，第一个是：{first}）"),
    })
}
