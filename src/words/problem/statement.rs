//! What is wrong with a statement of `expect`, in both languages.

use super::phrase::{Words, listed_in_lines, number, per_cent, quoted_in_lines};
use crate::input::measure_names;
use crate::metrics::{Metric, Unit};
use crate::problem::{Noun, StatementFault as F};
use crate::words::Lang;
use crate::words::metric::metric;

/// The words for a fault in English.
pub(super) fn en(fault: &F) -> Words {
    let say = |title: &str, help: &str| Words::new(title, "", help);
    match fault {
        F::NoEstimate => say(
            "a statement begins with an estimate",
            "for example `new_users.p50 >= 5000` or `P(cost > 30000) <= 5%`",
        ),
        F::UnknownName { noun, name, nearest, known } => {
            unknown(*noun, name, nearest.as_deref(), known, Lang::En)
        }
        F::Retired { name, instead } => Words::new(
            format!("there is no metric `{name}` any more"),
            "",
            format!("write {}", successors(instead, Lang::En)),
        ),
        F::NoStatistic { name } => Words::new(
            format!("`{name}` differs from campaign to campaign: which number of it is meant?"),
            "",
            format!("write `{name}.mean`, `{name}.p50`, or a chance: `P({name} < 100) < 5%`"),
        ),
        F::Extreme { word, instead } => Words::new(
            format!("`{word}` cannot be tested: it depends on how many campaigns are simulated"),
            "",
            format!("use a quantile instead, for example `{instead}`"),
        ),
        F::NoSuchQuantile { word } => Words::new(
            format!("there is no quantile `{word}`"),
            "",
            "quantiles lie above `p0` and below `p100`: `p05`, `p50`, `p97.5`",
        ),
        F::StatisticInChance => say(
            "inside of `P(…)` stands a number of the single campaign",
            "leave this out, for example `P(cost > 30000) <= 5%`",
        ),
        F::EventWithoutP { name } => Words::new(
            format!("`{name}` happens or does not: it is no number"),
            "",
            format!("write its chance: `P({name}) < 1%`"),
        ),
        F::NoRelation => {
            say("a comparison is expected here", "write `<`, `<=`, `>` or `>=` and a number behind it")
        }
        F::Equality => say(
            "a simulated number can only be above or below another",
            "write `<=` or `>=`; two statements make a range",
        ),
        F::NoBound => say("a number is missing behind the comparison", "for example `new_users.p50 >= 5000`"),
        F::NotANumber => {
            say("a number is expected behind the comparison", "for example `5000`, `5_000` or `5%`")
        }
        F::Comma => say("a number has no commas here", "write `5_000` or `5000`"),
        F::WrongUnit { name, unit } => {
            Words::new(format!("`{name}` {}", measured_en(*unit)), "", format!("write {}", bound_en(*unit)))
        }
        F::ForgottenPerCent { number: n } => Words::new(
            format!("this is a share from 0 to 1, but the bound is {}", number(*n)),
            "",
            format!("did you mean `{}%`, that is `{}`?", number(*n), per_cent(*n)),
        ),
        F::NoShare => say("this is a share, which lies between 0 and 1", "for example `0.05` or `5%`"),
        F::Certainty => say(
            "no number of simulated campaigns can show that something never or always happens",
            "write a small chance such as `< 0.1%`, or a large one such as `> 99.9%`",
        ),
        F::Missing { mark } => Words::new(
            format!("a `{mark}` is missing here"),
            "",
            if *mark == ',' { "for example `timeline(new_users, day 3).p50 >= 1000`" } else { "" },
        ),
        F::NoDay => say("a day is expected here", "for example `timeline(new_users, day 3).p50 >= 1000`"),
        F::DayOutside { first, last } => Words::new(
            "this moment lies outside of the campaign",
            "",
            format!(
                "the first step ends on day {}, the last on day {}",
                number(rounded(*first)),
                number(rounded(*last))
            ),
        ),
        F::NeedsBenchmark => say(
            "above which benchmark? there is none",
            "add `benchmark: { cac: 18 }`, or write `P(cac > 18) <= 5%`",
        ),
    }
}

/// The words for a fault in Chinese.
pub(super) fn zh(fault: &F) -> Words {
    let say = |title: &str, help: &str| Words::new(title, "", help);
    match fault {
        F::NoEstimate => say("预期要先写要看的数", "例如 `new_users.p50 >= 5000` 或 `P(cost > 30000) <= 5%`"),
        F::UnknownName { noun, name, nearest, known } => {
            unknown(*noun, name, nearest.as_deref(), known, Lang::Zh)
        }
        F::Retired { name, instead } => Words::new(
            format!("指标 `{name}` 已不再使用"),
            "",
            format!("请写 {}", successors(instead, Lang::Zh)),
        ),
        F::NoStatistic { name } => Words::new(
            format!("`{name}` 每次模拟都不同：要它的哪个数？"),
            "",
            format!("请写 `{name}.mean`、`{name}.p50`，或写概率：`P({name} < 100) < 5%`"),
        ),
        F::Extreme { word, instead } => Words::new(
            format!("`{word}` 无法检验：它取决于模拟了多少次"),
            "",
            format!("请改用分位数，例如 `{instead}`"),
        ),
        F::NoSuchQuantile { word } => Words::new(
            format!("没有 `{word}` 这个分位数"),
            "",
            "分位数在 `p0` 与 `p100` 之间：`p05`、`p50`、`p97.5`",
        ),
        F::StatisticInChance => {
            say("`P(…)` 里写的是单次模拟的数", "请去掉这里，例如 `P(cost > 30000) <= 5%`")
        }
        F::EventWithoutP { name } => Words::new(
            format!("`{name}` 是会不会发生的事，不是数值"),
            "",
            format!("请写它的概率：`P({name}) < 1%`"),
        ),
        F::NoRelation => say("这里应该是比较符号", "请写 `<`、`<=`、`>` 或 `>=`，后面跟一个数"),
        F::Equality => say("模拟的数值只能比大小，不能相等", "请写 `<=` 或 `>=`；两条预期可以围出一个范围"),
        F::NoBound => say("比较符号后面缺少数值", "例如 `new_users.p50 >= 5000`"),
        F::NotANumber => say("比较符号后面应该是一个数", "例如 `5000`、`5_000` 或 `5%`"),
        F::Comma => say("数字里不能有逗号", "请写 `5_000` 或 `5000`"),
        F::WrongUnit { name, unit } => {
            Words::new(format!("`{name}` {}", measured_zh(*unit)), "", format!("请写{}", bound_zh(*unit)))
        }
        F::ForgottenPerCent { number: n } => Words::new(
            format!("这里是 0 到 1 之间的比例，而写的是 {}", number(*n)),
            "",
            format!("是不是想写 `{}%`，也就是 `{}`？", number(*n), per_cent(*n)),
        ),
        F::NoShare => say("这里是比例，只能在 0 到 1 之间", "例如 `0.05` 或 `5%`"),
        F::Certainty => say(
            "模拟再多次也证明不了绝不发生或必定发生",
            "请写一个很小的概率如 `< 0.1%`，或很大的概率如 `> 99.9%`",
        ),
        F::Missing { mark } => Words::new(
            format!("这里少了 `{mark}`"),
            "",
            if *mark == ',' { "例如 `timeline(new_users, day 3).p50 >= 1000`" } else { "" },
        ),
        F::NoDay => say("这里应该写第几天", "例如 `timeline(new_users, day 3).p50 >= 1000`"),
        F::DayOutside { first, last } => Words::new(
            "这个时间不在活动期内",
            "",
            format!(
                "第一步结束于第 {} 天，最后一步结束于第 {} 天",
                number(rounded(*first)),
                number(rounded(*last))
            ),
        ),
        F::NeedsBenchmark => {
            say("没写其他渠道，没法比", "请加 `benchmark: { cac: 18 }`，或写 `P(cac > 18) <= 5%`")
        }
    }
}

fn unknown(noun: Noun, name: &str, nearest: Option<&str>, known: &[String], lang: Lang) -> Words {
    let what = match noun {
        Noun::Metric => lang.pick("metric", "指标"),
        Noun::Series => lang.pick("quantity of the timeline", "走势"),
        Noun::Event => lang.pick("event", "风险"),
        Noun::Theory => lang.pick("number of the theory", "理论值"),
        Noun::Statistic => lang.pick("statistic", "统计量"),
    };
    let title = lang.pick(format!("there is no {what} `{name}`"), format!("没有 `{name}` 这个{what}"));
    let label = nearest
        .map(|nearest| lang.pick(format!("did you mean `{nearest}`?"), format!("是不是 `{nearest}`？")));
    let help = if label.is_some() || known.is_empty() {
        String::new()
    } else {
        match lang {
            Lang::En => quoted_in_lines("possible here: ", known),
            Lang::Zh => {
                listed_in_lines("这里可以写：", known, |name| measure_names(name).into_iter().next())
            }
        }
    };
    Words::new(title, label.unwrap_or_default(), help)
}

/// `referred_share` (Share by invitation) or `theory.k`.
fn successors(names: &[&str], lang: Lang) -> String {
    let told = names.iter().map(|name| match Metric::named(name) {
        Some(known) => {
            let meaning = metric(&known, lang);
            lang.pick(format!("`{name}` ({meaning})"), format!("`{name}`（{meaning}）"))
        }
        None => format!("`{name}`"),
    });
    told.collect::<Vec<_>>().join(lang.pick(" or ", " 或 "))
}

fn measured_en(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "counts people or events",
        Unit::Money => "is an amount of money",
        Unit::Share => "is a share",
        Unit::Ratio => "is a plain number",
        Unit::Days => "is a number of days",
    }
}

fn bound_en(unit: Unit) -> &'static str {
    match unit {
        Unit::Count | Unit::Money => "a plain number, for example `5000`",
        Unit::Share => "a share, for example `0.4` or `40%`",
        Unit::Ratio => "a plain number, for example `0.8`",
        Unit::Days => "a number of days or a duration, for example `3` or `36h`",
    }
}

fn measured_zh(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "是人数或次数",
        Unit::Money => "是金额",
        Unit::Share => "是比例",
        Unit::Ratio => "是一个数",
        Unit::Days => "是天数",
    }
}

fn bound_zh(unit: Unit) -> &'static str {
    match unit {
        Unit::Count | Unit::Money => "一个普通的数，例如 `5000`",
        Unit::Share => "一个比例，例如 `0.4` 或 `40%`",
        Unit::Ratio => "一个普通的数，例如 `0.8`",
        Unit::Days => "天数或时长，例如 `3` 或 `36h`",
    }
}

/// Days without the rounding of steps that are parts of a day.
fn rounded(days: f64) -> f64 {
    (days * 1e4).round() / 1e4
}
