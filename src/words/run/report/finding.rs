//! What was found, section by section, as titles and the sentences below them.

use crate::metrics::{Metric, Risk};
use crate::scenario::{Recipient, Reward};
use crate::stats::Summary;
use crate::study::run::RunReport;
use crate::words::Lang;
use crate::words::document::how_often;
use crate::words::metric::risk;
use crate::words::number::{about, about_money, about_whole, percent, short_count, span, with_noun};
use crate::words::range::Told;
use crate::words::run::headline::by_those_who_stay;

/// When people come.
#[must_use]
pub fn growth_title(report: &RunReport, lang: Lang) -> String {
    let time = |metric: &Metric| {
        let day = report.metric(metric).filter(|time| time.n > 0).map(Summary::median)?;
        (day.is_finite() && day > 0.0).then(|| span(day, lang))
    };
    match (time(&Metric::Reach50), time(&Metric::Reach90)) {
        (Some(half), Some(most)) if half != most => lang.pick(
            format!("Half of the new users come within {half}, nine of ten within {most}"),
            format!("一半新人前 {half}就来了，九成在 {most}内"),
        ),
        (Some(half), _) => {
            lang.pick(format!("Half of the new users come within {half}"), format!("一半新人前 {half}就来了"))
        }
        _ => lang.pick("How many have come by when", "什么时候来多少人").to_owned(),
    }
}

/// The day on which most come.
#[must_use]
pub fn best_day(day: &str, people: f64, lang: Lang) -> String {
    let people = about_whole(people, lang);
    lang.pick(
        format!("Most come on {day}: {people} on average."),
        format!("来得最多的是{day}，平均 {}。", with_noun(&people, "人")),
    )
}

/// Where the money goes.
#[must_use]
pub fn money_title(most: Option<(&str, f64)>, lang: Lang) -> String {
    match most {
        Some((name, part)) if part < 0.995 => {
            let part = percent((part * 100.0).round() / 100.0);
            lang.pick(format!("Most of the money: {name}, {part}"), format!("花得最多的是{name}，占 {part}"))
        }
        Some((name, _)) => lang.pick(format!("All the money: {name}"), format!("钱都花在{name}")),
        None => lang.pick("It costs nothing", "不花钱").to_owned(),
    }
}

/// Which of the rewards in the table wait for orders that may never come, where there are such.
#[must_use]
pub fn rewards_for_orders(report: &RunReport, lang: Lang) -> Option<&'static str> {
    let waits = |reward: &Reward| reward.when.is_of_orders() && reward.to != Recipient::Buyer;
    report.scenario.rewards().any(waits).then(|| {
        lang.pick(
            "A reward for an order is open for every invitee who has not ordered, and void where he cannot any more: \
             nothing is owed for these.",
            "按订单发的奖励：还没下单的好友都算在“未到期”里，不会再下单的算“作废”，这些都不欠钱。",
        )
    })
}

/// What it costs in all, what is still owed, and what is not kept.
#[must_use]
pub fn money_says(report: &RunReport, lang: Lang) -> Vec<String> {
    let money = |value: f64| about_money(value, &report.scenario.currency, lang);
    let mean = |metric: &Metric| report.metric(metric).map_or(0.0, |value| value.mean);
    if report.metric(&Metric::CostWithOwed).is_some_and(|cost| cost.max <= 0.0) {
        return vec![lang.pick("Nothing is spent in any run.", "哪一次都没花钱。").to_owned()];
    }
    let mut says = vec![{
        let cost = money(mean(&Metric::Cost));
        lang.pick(format!("On average {cost} is spent."), format!("平均一共花 {cost}。"))
    }];
    let owed = mean(&Metric::Owed);
    says.push(if owed > 0.0 {
        let owed = money(owed);
        lang.pick(
            format!("On average {owed} more is still owed at the end."),
            format!("结束时平均还有 {owed} 待兑现。"),
        )
    } else {
        lang.pick("Nothing is owed at the end.", "结束时没有欠着的。").to_owned()
    });
    let broken = mean(&Metric::BrokenPromises);
    if broken >= 0.5 {
        let broken = about(broken, lang);
        says.push(lang.pick(
            format!("{broken} rewards that were due are not paid, on average."),
            format!("到期没发的奖励平均 {}。", with_noun(&broken, "份")),
        ));
    }
    says
}

/// How many accept of those who are reached.
#[must_use]
pub fn funnel_title(reached: f64, accepted: f64, lang: Lang) -> String {
    let rate = accepted / reached;
    let of =
        [10.0, 100.0, 1_000.0, 10_000.0, 100_000.0].into_iter().find(|of| rate * of >= 1.95).unwrap_or(1e6);
    let (of, many) = (short_count(of, lang), short_count((rate * of).round(), lang));
    lang.pick(
        format!("Of {of} friends whom a share reaches, {many} accept"),
        format!("每 {}收到分享的好友，{}接受邀请", with_noun(&of, "位"), with_noun(&many, "位")),
    )
}

/// The stage that fewest pass.
#[must_use]
pub fn weakest_stage(stage: &str, rate: f64, lang: Lang) -> String {
    let rate = percent(rate);
    lang.pick(
        format!("The narrowest step is “{stage}”: {rate} pass."),
        format!("最窄的一步是“{stage}”，转化率 {rate}。"),
    )
}

/// Who brings most.
#[must_use]
pub fn segments_title(name: &str, part: f64, lang: Lang) -> String {
    let part = percent((part * 100.0).round() / 100.0);
    lang.pick(format!("{name} bring {part} of those who accept"), format!("{part} 的人是“{name}”带来的"))
}

/// How many stay, against the usual mark.
#[must_use]
pub fn staying_title(told: Option<(u32, f64, f64)>, lang: Lang) -> String {
    let Some((days, share, mark)) = told else {
        return lang.pick("How many stay", "留下多少人").to_owned();
    };
    let (share, usual) = (percent((share * 100.0).round() / 100.0), percent(mark));
    let (en, zh) = match share_against(told) {
        std::cmp::Ordering::Greater => ("above", "高于"),
        std::cmp::Ordering::Equal => ("at", "正好是"),
        std::cmp::Ordering::Less => ("below", "低于"),
    };
    lang.pick(
        format!("{share} are still there after {days} days, {en} the usual mark ({usual})"),
        format!("{days} 天后还留着 {share}，{zh}常见的 {usual}"),
    )
}

fn share_against(told: Option<(u32, f64, f64)>) -> std::cmp::Ordering {
    let whole = |part: f64| (part * 100.0).round() as i64;
    told.map_or(std::cmp::Ordering::Equal, |(_, share, mark)| whole(share).cmp(&whole(mark)))
}

/// How many more there are at the end than without the campaign.
#[must_use]
pub fn staying_says(report: &RunReport, lang: Lang) -> Vec<String> {
    let simulated = |metric: &Metric| report.metric(metric).filter(|value| value.n > 0);
    let mut says = Vec::new();
    if let Some(added) = simulated(&Metric::AddedMembers) {
        let people = Told::count(added, lang).typical();
        says.push(lang.pick(
            format!("At the end there are about {people} more members than without the campaign."),
            format!("结束时比不办多留下约 {}。", with_noun(&people, "人")),
        ));
    }
    says.extend(by_those_who_stay(report, lang));
    says
}

/// The likeliest trouble.
#[must_use]
pub fn risks_title(worst: Option<(Risk, f64)>, runs: u64, lang: Lang) -> String {
    let Some((worst, p)) = worst else {
        return lang.pick("Nothing went wrong in any run", "哪一次都没出问题").to_owned();
    };
    let (name, often) = (risk(worst, lang), how_often(p, runs, lang));
    lang.pick(format!("The likeliest trouble: {name}, {often}"), format!("最可能出的问题：{name}，{often}"))
}

/// What decides most.
#[must_use]
pub fn hang_title(leader: Option<(&str, f64)>, lang: Lang) -> String {
    match leader {
        Some((name, share)) => {
            let share = percent((share.min(1.0) * 100.0).round() / 100.0);
            lang.pick(
                format!("Measure one number first: {name}, {share} of what is open"),
                format!("先测准一个数：{name}，{share} 的不准因它没摸清"),
            )
        }
        None => lang.pick("No single number decides", "没有哪个数单独决定结果").to_owned(),
    }
}
