//! What is remarkable about a run: what it means, and what to do about it.

use super::headline::{has_income, often_without_users};
use super::variance::is_luck;
use crate::metrics::{Metric, Risk};
use crate::study::run::{Chance, Remark, RunReport};
use crate::words::Lang;
use crate::words::number::{count, counted, percent, ratio, short_money, span};
use crate::words::range::{Told, campaigns};

/// A remark in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What was found and what it means.
    pub finding: String,
    /// What to do, if there is something.
    pub action: Option<&'static str>,
}

/// The words of `remark`, which is one of the report.
#[must_use]
pub fn remark(remark: &Remark, report: &RunReport, lang: Lang) -> Advice {
    Advice { finding: finding(remark, report, lang), action: action(remark, report, lang) }
}

fn finding(remark: &Remark, report: &RunReport, lang: Lang) -> String {
    let money = |value: f64| short_money(value, &report.scenario.currency);
    let condition = if often_without_users(report) {
        lang.pick(" where anybody is added", "（仅计有增量用户的活动）")
    } else {
        ""
    };
    match *remark {
        Remark::DoubtfulK { k } => {
            let k = ratio(k);
            lang.pick(
                format!("K by theory is {k}: every generation of invitations is at least as large as the one before, and growth feeds itself. Measured campaigns have K between 0.02 and 0.8."),
                format!("理论 K 值为 {k}：每一代邀请都不小于上一代，增长会自我加速。实测活动的 K 值在 0.02 到 0.8 之间。"),
            )
        }
        Remark::DiesOut(risk) => {
            let p = chance(&risk);
            lang.pick(
                format!("In {p} of campaigns the chain breaks at once: fewer people come by invitation than a tenth of the seeds."),
                format!("{p} 的活动一开始就断链：受邀加入的人数不到种子用户的十分之一。"),
            )
        }
        Remark::BreaksPromises { chance: risk, mean } => {
            let (p, each) = (chance(&risk), (mean / risk.p).round());
            let (rewards, each) = (counted(each, "reward"), count(each));
            lang.pick(
                format!("In {p} of campaigns people do not get the reward they earned; when it happens, {rewards} on average."),
                format!("{p} 的活动有人拿不到应得的奖励；一旦发生，平均有 {each} 份不能兑现。"),
            )
        }
        Remark::Overspends { chance: risk, mean } => {
            let (p, each) = (chance(&risk), money(mean / risk.p));
            lang.pick(
                format!("In {p} of campaigns more is paid or owed than the budget; when it happens, {each} more on average."),
                format!("{p} 的活动超出预算；一旦发生，平均超支 {each}。"),
            )
        }
        Remark::Owed { mean } => {
            let owed = money(mean);
            lang.pick(
                format!("{owed} of rewards are still owed at the end, on average: people who were invited have joined and must stay first."),
                format!("期末平均还有 {owed} 奖励待付：被邀请人已加入，但要先留够时间。"),
            )
        }
        Remark::Exhausted { chance: risk, day } => {
            let (p, time) = (chance(&risk), span(day, lang));
            lang.pick(
                format!(
                    "In {p} of campaigns budget or stock runs out before the end, typically after {time}."
                ),
                format!("{p} 的活动在结束前就用完预算或库存，通常在开始 {time}后。"),
            )
        }
        Remark::Banned { chance: risk, day } => {
            let (p, time) = (chance(&risk), span(day, lang));
            lang.pick(
                format!("In {p} of campaigns the platform strikes, typically after {time}."),
                format!("{p} 的活动被平台封禁，通常在开始 {time}后。"),
            )
        }
        Remark::TurnsAway { chance: risk, mean } => {
            let (p, each) = (chance(&risk), count((mean / risk.p).round()));
            lang.pick(
                format!("In {p} of campaigns people who want to join find no room; when it happens, {each} on average."),
                format!("{p} 的活动因名额已满拒绝想加入的人；一旦发生，平均 {each} 人。"),
            )
        }
        Remark::AboveBenchmark { chance: risk, cac, benchmark } => {
            let (p, cac, benchmark) = (chance(&risk), money(cac), money(benchmark));
            let unless = if condition.is_empty() {
                ""
            } else {
                lang.pick(" or nobody is added", "或没有增量用户")
            };
            lang.pick(
                format!("In {p} of campaigns an added user costs more than elsewhere{unless}: typically {cac}{condition}, elsewhere {benchmark}."),
                format!("{p} 的活动增量获客成本高于其他渠道{unless}：通常 {cac}{condition}，其他渠道 {benchmark}。"),
            )
        }
        Remark::BelowBenchmark { cac, benchmark } => {
            let (cac, benchmark, cheaper) = (money(cac), money(benchmark), cheaper(report, lang));
            lang.pick(
                format!("An added user costs less than elsewhere in {cheaper}: typically {cac}{condition}, elsewhere {benchmark}."),
                format!("{cheaper}增量获客成本低于其他渠道：通常 {cac}{condition}，其他渠道 {benchmark}。"),
            )
        }
        Remark::HuntersGrow { k, started } => {
            let (k, started) = (ratio(k), ratio(started));
            lang.pick(
                format!("Each bonus hunter brings {k} more, so that their number feeds itself; one genuine member invites {started} of them."),
                format!("每个羊毛党账号又带来 {k} 个，数量会自我膨胀；每个真实用户引来 {started} 个羊毛党账号。"),
            )
        }
        Remark::HuntersEat { part } => {
            let part = percent(part);
            lang.pick(
                format!("Bonus hunters take {part} of the reward money and bring no user."),
                format!("羊毛党拿走了 {part} 的奖励支出，却没有带来真实用户。"),
            )
        }
        Remark::FewStay { share } => {
            let share = percent(share);
            lang.pick(
                format!("Only {share} of all who join are still members at the end."),
                format!("所有加入者中只有 {share} 在期末仍是成员。"),
            )
        }
        Remark::Loss { chance: risk, mean } => {
            let (p, mean) = (chance(&risk), money(mean));
            lang.pick(
                format!("In {p} of campaigns doing nothing would earn more; the added profit is {mean} on average."),
                format!("{p} 的模拟里还不如不办；增量利润平均 {mean}。"),
            )
        }
        Remark::WideRange { low, high } => {
            let told = report.metric(&Metric::AddedUsers).and_then(|users| Told::count(users).ends());
            let (low, high) = told.unwrap_or_else(|| (count(low), count(high)));
            let campaigns = campaigns(report.replicates, lang);
            lang.pick(
                format!("The outcome is wide open: {campaigns} bring between {low} and {high} added users."),
                format!("结果很不确定：{campaigns}的增量用户在 {low} 到 {high} 之间。"),
            )
        }
        Remark::NobodyInvited => lang
            .pick("Nobody joined by invitation in any simulated campaign.", "所有模拟中都没有人受邀加入。")
            .to_owned(),
    }
}

/// The campaigns in which an added user is cheaper than elsewhere, where nearly all are.
fn cheaper(report: &RunReport, lang: Lang) -> &'static str {
    if report.risk(Risk::AboveBenchmark).is_some_and(|chance| chance.count == 0) {
        lang.pick("every campaign", "每次活动的")
    } else {
        lang.pick("at least 95% of campaigns", "至少 95% 的活动")
    }
}

/// More money only where money is what is missing; nothing where more users mean more losses.
fn where_it_is_cheap(report: &RunReport, lang: Lang) -> Option<&'static str> {
    let loses =
        has_income(report) && report.metric(&Metric::AddedProfit).is_some_and(|profit| profit.mean < 0.0);
    let binds = report.risk(Risk::Exhausted).is_some_and(|chance| chance.p >= 0.05);
    match (loses, binds) {
        (true, _) => None,
        (false, true) => Some(lang.pick(
            "A larger budget or stock may pay: try it with `--set`.",
            "增加预算或库存可能划算：用 `--set` 试一试。",
        )),
        (false, false) => Some(lang.pick(
            "Money does not limit it: try more seeds, or a stronger reward, with `--set`.",
            "限制它的不是预算：用 `--set` 试试更多种子用户或更强的奖励。",
        )),
    }
}

fn action(remark: &Remark, report: &RunReport, lang: Lang) -> Option<&'static str> {
    Some(match remark {
        Remark::DoubtfulK { .. } => lang.pick(
            "Check share, contacts and join in a small pilot before you trust these numbers.",
            "请先用小规模试点核对分享率、触达人数和加入率，再采信这些数字。",
        ),
        Remark::DiesOut(_) => {
            lang.pick("Start with more seeds, or make sharing easier.", "增加种子用户，或让分享更容易。")
        }
        Remark::BreaksPromises { .. } => lang.pick(
            "Raise budget or stock, or promise less: a broken promise costs trust.",
            "提高预算或库存，或降低承诺：失信会损害信任。",
        ),
        Remark::Overspends { .. } => lang.pick(
            "Plan for that money, or let rewards stop with `when_exhausted: stop_rewards`.",
            "为此预留资金，或用 `when_exhausted: stop_rewards` 到额停发。",
        ),
        Remark::Owed { .. } => lang.pick(
            "Keep that money ready; the cost per added user counts it already.",
            "请预留这笔钱；获客成本已经计入。",
        ),
        Remark::Exhausted { .. } => lang.pick(
            "Raise budget or stock, lower the reward, or say openly that it is limited.",
            "提高预算或库存、降低奖励，或明确告知数量有限。",
        ),
        Remark::Banned { .. } => lang.pick(
            "Spread the invitations over more time, and keep a second channel to reach members.",
            "把邀请分散到更长时间，并准备第二个触达成员的渠道。",
        ),
        Remark::TurnsAway { .. } => lang.pick(
            "Raise `capacity`, or start the seeds in waves.",
            "提高 `capacity`，或让种子用户分批启动。",
        ),
        Remark::AboveBenchmark { .. } => lang.pick(
            "Lower reward or fixed costs, or spend the money elsewhere.",
            "降低奖励或固定成本，或把钱投到其他渠道。",
        ),
        Remark::BelowBenchmark { .. } => return where_it_is_cheap(report, lang),
        Remark::HuntersEat { .. } | Remark::HuntersGrow { .. } => lang.pick(
            "Pay only for invitees who stay (`if_stays`), set a `cap`, or detect more.",
            "只为留下来的新用户付奖励（`if_stays`）、设置 `cap`，或提高识别率。",
        ),
        Remark::FewStay { .. } => lang.pick(
            "Look at the cost per added user who stays, not at the cost per added user.",
            "请看留存获客成本，而不是增量获客成本。",
        ),
        Remark::Loss { .. } => lang.pick(
            "Raise the price, lower the reward, or bring in users who buy.",
            "提高价格、降低奖励，或吸引会购买的用户。",
        ),
        Remark::WideRange { .. }
            if report.variance_split(&Metric::AddedUsers).is_some_and(|split| is_luck(&split)) =>
        {
            lang.pick(
                "Plan for both ends: it is luck, which a pilot does not take away; more seeds even it out.",
                "请为两种极端做准备：这是运气，试点消除不了；种子用户越多，运气的影响越小。",
            )
        }
        Remark::WideRange { .. } => lang.pick(
            "Plan for both ends; a pilot with real people makes the inputs, and so the range, narrower.",
            "请为两种极端做准备；先做小范围试点，输入更准，区间也就更窄。",
        ),
        Remark::NobodyInvited => lang.pick(
            "Look at share, contacts and join: their product is too small for this many seeds.",
            "请检查分享率、触达人数和加入率：相对种子数量，它们的乘积太小。",
        ),
    })
}

/// An estimated probability in per cent.
fn chance(chance: &Chance) -> String {
    percent(chance.p)
}
