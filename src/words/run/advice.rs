//! Advice: what was tried, and what it did.

use crate::metrics::{Metric, Unit};
use crate::stats::Contrast;
use crate::study::run::{Aim, Change, PER_USER, RunReport, Tried};
use crate::words::Lang;
use crate::words::metric::{metric_head, risk};
use crate::words::number::{about, about_money, grouped, value};

/// A change that was tried, with what it did: “Seeds × 1.5: on average +430 added users, cost +¥520, CAC unchanged”.
#[must_use]
pub fn advice(tried: &Tried, report: &RunReport, lang: Lang) -> String {
    let key = match tried.change {
        Change::Reserve => lang.pick(" (`reserve: true`)", "（`预留: 是`）"),
        _ => "",
    };
    told(key, tried, report, lang)
}

/// The same for those who do not have the scenario at hand.
#[must_use]
pub fn change_and_effect(tried: &Tried, report: &RunReport, lang: Lang) -> String {
    told("", tried, report, lang)
}

fn told(key: &str, tried: &Tried, report: &RunReport, lang: Lang) -> String {
    let money = |amount: f64| about_money(amount, &report.scenario.currency, lang);
    let parts = [
        users(&tried.users, lang),
        cost(&tried.cost, money, lang),
        per_user(tried, money, lang),
        towards(tried, report, lang),
    ];
    let told = parts.into_iter().flatten().collect::<Vec<_>>().join(lang.pick(", ", "，"));
    let change = change(tried.change, lang) + key;
    lang.pick(format!("{change}: on average {told}."), format!("{change}：平均{told}。"))
}

fn change(change: Change, lang: Lang) -> String {
    let times = |en: &str, zh: &str, factor: f64| {
        let is_more = factor > 1.0;
        let factor = grouped(factor, usize::from(factor.fract() != 0.0));
        let zh = match factor.as_str() {
            "2" => format!("{zh}加倍"),
            "0.5" => format!("{zh}减半"),
            factor if is_more => format!("{zh}加到 {factor} 倍"),
            factor => format!("{zh}减到 {factor} 倍"),
        };
        lang.pick(format!("{en} × {factor}"), zh)
    };
    match change {
        Change::Seeds(factor) => times("Seeds", "种子用户", factor),
        Change::Budget(factor) => times("Budget", "奖励预算", factor),
        Change::DailyBudget(factor) => times("Budget of a day", "每日奖励预算", factor),
        Change::NothingBought => lang.pick("Without the bought inflow", "不做投放").to_owned(),
        Change::Stock(factor) => times("Stock", "库存", factor),
        Change::Capacity(factor) => times("Capacity", "名额", factor),
        Change::Reward(factor) => times("Rewards (value and cost)", "奖励（价值和成本）", factor),
        Change::StopRewards => {
            lang.pick("Rewards that stop when the money is gone", "奖励设成花完停发").to_owned()
        }
        Change::Reserve => lang.pick("Promise only what is there", "只承诺发得出的奖励").to_owned(),
        Change::Cap(times) => {
            lang.pick(format!("At most {times} rewards for everybody"), format!("每人最多奖 {times} 次"))
        }
        Change::IfStays(days) => {
            let days = grouped(days, 0);
            lang.pick(
                format!("Rewards only for invitees who stay {days} days"),
                format!("新人留满 {days} 天才发奖励"),
            )
        }
    }
}

/// “+430 added users”.
fn users(difference: &Contrast, lang: Lang) -> Option<String> {
    let [_, heads] = PER_USER.per_head()?;
    let name = metric_head(heads, lang);
    Some(match Tried::is_clear(difference) {
        true => {
            let more = signed(difference.mean, |users| about(users, lang));
            lang.pick(format!("{more} {name}"), format!("{name} {more} 人"))
        }
        false => unchanged(&name, lang),
    })
}

fn cost(difference: &Contrast, money: impl Fn(f64) -> String, lang: Lang) -> Option<String> {
    let [cost, _] = PER_USER.per_head()?;
    let name = metric_head(cost, lang);
    Some(match Tried::is_clear(difference) {
        true => format!("{name} {}", signed(difference.mean, money)),
        false => unchanged(&name, lang),
    })
}

/// “CAC ¥1.15 instead of ¥1.31”.
fn per_user(tried: &Tried, money: impl Fn(f64) -> String, lang: Lang) -> Option<String> {
    let name = metric_head(&PER_USER, lang);
    let [before, after] = tried.per_user;
    match (before.is_nan(), after.is_nan()) {
        (_, true) => None,
        (true, false) => Some(format!("{name} {}", money(after))),
        (false, false) if Tried::is_clear(&tried.per_user_change) => {
            Some(turned(&name, &money(before), &money(after), lang))
        }
        (false, false) => Some(unchanged(&name, lang)),
    }
}

/// What it was tried for.
fn towards(tried: &Tried, report: &RunReport, lang: Lang) -> Option<String> {
    let currency = &report.scenario.currency;
    let told = |name: &str, unit: Unit| {
        let [before, after] = tried.aim_means.map(|mean| value(mean, unit, currency));
        turned(name, &before, &after, lang)
    };
    match &tried.aim {
        Aim::Risk(of) => Some(told(&lower(risk(*of, lang)), Unit::Share)),
        // Users and cost are told of every change.
        Aim::Metric(of) if PER_USER.per_head().is_some_and(|both| both.contains(&of)) => None,
        Aim::Metric(of) => Some(told(&metric_head(of, lang), of.unit())),
        Aim::Saving => Some(told(lang.pick("saved", "比其他渠道省"), Metric::Cost.unit())),
        Aim::CostPerUser => None,
    }
}

fn turned(name: &str, before: &str, after: &str, lang: Lang) -> String {
    lang.pick(format!("{name} {after} instead of {before}"), format!("{name} {before} 变 {after}"))
}

fn unchanged(name: &str, lang: Lang) -> String {
    lang.pick(format!("{name} unchanged"), format!("{name}不变"))
}

fn signed(value: f64, write: impl Fn(f64) -> String) -> String {
    format!("{}{}", if value < 0.0 { "-" } else { "+" }, write(value.abs()))
}

/// Set within a sentence.
fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
