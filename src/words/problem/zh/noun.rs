//! What a scenario is made of, in Chinese: values that are expected and found, laws, bounds, keys that are missing.

use crate::problem::{Bounds, Expected, Found, LawFault};
use crate::words::problem::phrase::{Words, day, listed_in_lines, number};

pub(super) fn unknown(what: &str, name: &str, nearest: Option<&str>, known: &[String]) -> Words {
    let label = nearest.map(|nearest| format!("是不是 `{nearest}`？")).unwrap_or_default();
    let help = if name.contains('：') {
        "这里用了中文冒号 `：`；请改成英文冒号加空格 `: `".to_owned()
    } else if name.bytes().all(|byte| byte.is_ascii_digit()) {
        "如果这是数字的后半截：数字里不能有逗号，请写 `200_000`".to_owned()
    } else if nearest.is_some() || known.is_empty() {
        String::new()
    } else {
        listed_in_lines("这里可以写：", known, |_| None)
    };
    Words::new(format!("没有 `{name}` 这个{what}"), label, help)
}

pub(super) fn missing(key: &str) -> &'static str {
    match key {
        "name" => "请给活动起个名字，例如 `name: 考研资料海报`",
        "days" => "请写活动持续几天，例如 `days: 14`",
        "share" => "请写用户有多大可能分享，例如 `share: 0.35`",
        "contacts" => "请写一次分享能让多少人看到，例如 `contacts: 12`",
        "join" => "请写看到的人有多大可能加入：`join: 6%`，或 `funnel: { see: 20%, join: 30% }`",
        "when" => "请写奖励的条件：`when: join`、`when: share` 或 `when: { invites: 3 }`",
        "cost" => "请写你的成本",
        "at" => "请写从开始算起的时间：`at: 3d`",
        "for" => "请写持续多久：`for: 2d`",
        _ => "",
    }
}

pub(super) fn expected(expected: Expected) -> &'static str {
    match expected {
        Expected::Map => "一组键",
        Expected::List => "一个列表",
        Expected::Text => "文字",
        Expected::YesNo => " `true` 或 `false`",
        Expected::Number => "一个数",
        Expected::PlainNumber => "一个数",
        Expected::Days => "天数",
        Expected::Chance => " 0 到 1 之间的概率",
        Expected::Whole => "一个整数",
        Expected::Duration => "一段时长",
        Expected::Moment { .. } => "从活动开始算起的时长，或一个日期",
        Expected::Date => "一个日期",
        Expected::Word => "一个词",
        Expected::Currency => "三个大写字母的货币代码",
        Expected::NumberOrMap => "一个数或一组键",
        Expected::NumberOrWaves => "一个数或分批的列表",
        Expected::NumberOrInflow => "一个数、一组键或分段的列表",
        Expected::DurationOrLaw => "一段时长或一个分布",
        Expected::HoursOrName => " 24 个权重或一个名称",
        Expected::Trigger => " `share`、`join` 或 `invites` 之类的键",
        Expected::BanThen => " `end` 或一段暂停",
        Expected::MoneyOrPerCent => "金额或价格的百分比",
        Expected::Statement => "一条预期",
    }
}

pub(super) fn example(expected: Expected) -> String {
    match expected {
        Expected::Moment { start: Some(start) } => {
            let day = day(start);
            format!("例如 `3d`、`12h`，或带年份的日期：`{day}`、`{day} 20:00`")
        }
        Expected::Moment { start: None } => {
            "例如 `3d`、`12h`；写了 `start` 也可以写日期，如 `2026-03-05 20:00`".to_owned()
        }
        other => fixed_example(other).to_owned(),
    }
}

fn fixed_example(expected: Expected) -> &'static str {
    match expected {
        Expected::Moment { .. } => "",
        Expected::Map => "键要写在下面几行并缩进，写成 `键: 值`，英文冒号后面有空格",
        Expected::List => "每一项以 `- ` 开头，或写成 `[ …, … ]`",
        Expected::Text | Expected::Word => "",
        Expected::YesNo => "请写 `true` 或 `false`，不加引号",
        Expected::Number => "例如 `12`、`1_000`；不确定时写 `8 to 15`",
        Expected::PlainNumber => "例如 `12`、`0.5`",
        Expected::Days => "例如 `14`",
        Expected::Chance => "例如 `0.06`、`6%`；不确定时写 `5% to 9%`",
        Expected::Whole => "例如 `3`",
        Expected::Duration => "例如 `45m`、`12h`、`3d`、`2w`",
        Expected::Date => "例如 `2026-03-02` 或 `2026-03-02 20:00`",
        Expected::Currency => "例如 `CNY`、`USD`",
        Expected::NumberOrMap => "",
        Expected::NumberOrWaves => "例如 `500` 或 `[{ at: 0h, count: 200 }, { at: 3d, count: 100 }]`",
        Expected::NumberOrInflow => "例如 `100` 或 `[{ from: 0d, until: 7d, per_day: 200, cost: 12 }]`",
        Expected::DurationOrLaw => {
            "例如 `2h`、`{ exponential: 2h }` 或 `{ lognormal: { median: 45m, sigma: 1.2 } }`"
        }
        Expected::HoursOrName => "例如 `wechat`",
        Expected::Trigger => "例如 `join` 或 `{ invites: 3 }`",
        Expected::BanThen => "例如 `end` 或 `{ pause: 3d }`",
        Expected::MoneyOrPerCent => "例如 `6` 或 `10%`",
        Expected::Statement => "例如 `new_users.p50 >= 5000` 或 `P(cost > 30000) <= 5%`",
    }
}

pub(super) fn found(found: Found) -> &'static str {
    match found {
        Found::Map => "一组键",
        Found::List => "一个列表",
        Found::Text => "一段文字",
        Found::Number => "一个数",
        Found::YesNo => " `true` 或 `false`",
    }
}

pub(super) fn range(bounds: &Bounds) -> String {
    let above = if bounds.above_min { "大于" } else { "不小于" };
    let days = if bounds.are_of_time() { " 天" } else { "" };
    format!("{above} {}，不大于 {}{days}", number(bounds.min), number(bounds.max))
}

pub(super) fn law_title(fault: LawFault) -> &'static str {
    match fault {
        LawFault::Order => "下限必须小于上限",
        LawFault::Edge => "`lo to hi` 范围不能到最边上（0，或概率的 100%）",
        LawFault::Parameters => "这个分布的参数写法不对",
        LawFault::NotPositive => "这个分布的参数必须大于 0",
        LawFault::Outside => "这个分布的中心超出了允许的范围",
    }
}

pub(super) fn law_help(fault: LawFault) -> &'static str {
    match fault {
        LawFault::Order => "请把小的数写在前面",
        LawFault::Edge => "请写一个很小的数，例如 `0.1%`，或写 `{ uniform: [0, 0.1] }`",
        LawFault::Parameters => {
            "`{ beta: [a, b] }`、`{ uniform: [a, b] }`、`{ triangular: [a, 众数, b] }`、`{ normal: { mean, sd } }`、`{ lognormal: { median, sigma } }`"
        }
        LawFault::NotPositive | LawFault::Outside => "",
    }
}
