//! What is remarkable about a run, and what it means.

use super::headline::often_nobody_came;
use super::variance::is_luck;
use crate::metrics::{Metric, Risk};
use crate::scenario::Scenario;
use crate::study::run::{Chance, Remark, RunReport, WhyNobody};
use crate::words::Lang;
use crate::words::number::{about, counted, percent, ratio, short_count, short_money, span};
use crate::words::range::{Told, campaigns};

/// The words of `remark`, which is one of the report: what was found, what it means, and the key to turn.
#[must_use]
pub fn remark(remark: &Remark, report: &RunReport, lang: Lang) -> String {
    plain(remark, report, lang) + key(remark, report, lang)
}

/// The key that a remark is about, for whoever has the scenario at hand; nothing where there is none, or not only one.
fn key(remark: &Remark, report: &RunReport, lang: Lang) -> &'static str {
    match remark {
        Remark::DoubtfulK { .. } if has_no_end(&report.scenario) => lang.pick(
            " And say how many people there are, for example `market: 200_000`: nothing else ends such growth.",
            "并请写明一共有多少人，例如 `市场规模: 20万`：不写就没有什么能让这种增长停下来。",
        ),
        Remark::NobodyInvited(WhyNobody::OnTheWay { .. }) => {
            lang.pick(" More `days` show them.", "把 `天数` 延长即可看到他们。")
        }
        Remark::NobodyInvited(WhyNobody::NoRoom) if report.scenario.counts_by_the_clock() => lang.pick(
            " That is `capacity`, `accounts` or `community.code`.",
            "见 `名额`、`账号` 或 `社群.活码`。",
        ),
        Remark::NobodyInvited(WhyNobody::NoRoom) => lang.pick(" That is `capacity`.", "见 `名额`。"),
        _ => "",
    }
}

/// A remark for those who have not: what was found and what it means.
#[must_use]
pub fn plain(remark: &Remark, report: &RunReport, lang: Lang) -> String {
    let money = |value: f64| short_money(value, &report.scenario.currency, lang);
    match *remark {
        Remark::DoubtfulK { k } => {
            let k = ratio(k);
            lang.pick(
                format!("K by theory is {k}: every generation of invitations is at least as large as the one before, and growth feeds itself. Measured campaigns have K between 0.02 and 0.8: check share, contacts and join in a small pilot before you trust these numbers."),
                format!("理论 K 值为 {k}：每一代邀请都不小于上一代，增长会自我加速。实测活动的 K 值在 0.02 到 0.8 之间：请先用小规模试跑核对分享率、触达人数和转化率。"),
            )
        }
        Remark::DiesOut(risk) => {
            let p = chance(&risk);
            lang.pick(
                format!("In {p} of campaigns the chain breaks at once: nobody is brought by somebody who was invited."),
                format!("{p} 的活动一开始就断链：受邀加入的人没有再带来任何人。"),
            )
        }
        Remark::BreaksPromises { chance: risk, broken, uncovered } => {
            breaks_promises(&risk, [broken, uncovered], lang)
        }
        Remark::Overspends { chance: risk, mean } => {
            let (p, each) = (chance(&risk), money(mean / risk.p));
            lang.pick(
                format!("In {p} of campaigns more will be paid than the budget; when it happens, {each} more on average."),
                format!("{p} 的活动超出预算；一旦发生，平均超支 {each}。"),
            )
        }
        Remark::Owed { mean } => {
            let owed = money(mean);
            lang.pick(
                format!("{owed} of rewards are still owed at the end, on average: what earned them has happened, and the time for which they are held is not over. The cost per user counts it already."),
                format!("期末平均还有 {owed} 奖励待兑现：已经达标，还没到兑现的时候；获客成本已经计入。"),
            )
        }
        Remark::RefundsToCome { refunds, money: later } => {
            let (refunds, later) = (refunds.round(), money(later));
            let (number, times) = (counted(refunds, "refund"), short_count(refunds, lang));
            lang.pick(
                format!("{number} will fall after the end, on average: {later} that goes back still counts as income. More `days` show them."),
                format!("平均还有 {times} 笔退款在结束之后：要退的 {later} 仍算在收入里。把 `天数` 延长即可看到。"),
            )
        }
        Remark::Exhausted { chance: risk, day } => {
            let (p, time) = (chance(&risk), span(day, lang));
            lang.pick(
                format!(
                    "In {p} of campaigns budget or stock runs out before the end, after {time} on average."
                ),
                format!("{p} 的活动在结束前就用完预算或库存，平均在开始 {time}后。"),
            )
        }
        Remark::DaysSpent { days } => {
            let all = report.scenario.clock.days().ceil();
            let (days, all) = (about(days, lang), span(all, lang));
            lang.pick(
                format!("The budget of the day is used up on about {days} of {all}: until midnight invitations earn nothing, and fewer people share."),
                format!("{all}里约有 {days} 天用完当日预算：当天剩下的时间邀请没有奖励，愿意分享的人更少。"),
            )
        }
        Remark::Banned { chance: risk, day } => {
            let (p, time) = (chance(&risk), span(day, lang));
            lang.pick(
                format!("In {p} of campaigns the platform strikes, after {time} on average."),
                format!("{p} 的活动被平台封禁，平均在开始 {time}后。"),
            )
        }
        Remark::TurnsAway { chance: risk, mean } => {
            let (p, each) = (chance(&risk), short_count((mean / risk.p).round(), lang));
            let told = lang.pick(
                format!("In {p} of campaigns people who want to join are turned away; when it happens, {each} on average."),
                format!("{p} 的活动把想加入的人挡在门外；一旦发生，平均 {each} 人。"),
            );
            told + turned_away_by(report, mean, lang)
        }
        Remark::AboveBenchmark { chance: risk, cac, benchmark } => {
            let (p, benchmark) = (chance(&risk), money(benchmark));
            let unless = if often_nobody_came(report) {
                lang.pick(" or nobody is added", "或没有增量用户")
            } else {
                ""
            };
            if cac.is_nan() {
                return lang.pick(
                    format!("In {p} of campaigns an added user costs more than elsewhere ({benchmark}){unless}: the money brings hardly anybody."),
                    format!("{p} 的活动增量获客成本高于其他渠道（{benchmark}）{unless}：花了钱几乎没带来人。"),
                );
            }
            let cac = money(cac);
            lang.pick(
                format!("In {p} of campaigns an added user costs more than elsewhere{unless}: on the whole {cac}, elsewhere {benchmark}."),
                format!("{p} 的活动增量获客成本高于其他渠道{unless}：平均 {cac}，其他渠道 {benchmark}。"),
            )
        }
        Remark::BelowBenchmark { cac, benchmark } => {
            let (cac, benchmark, cheaper) = (money(cac), money(benchmark), cheaper(report, lang));
            let but = if report.risk(Risk::Loss).is_some_and(|loss| loss.p > 0.5) {
                lang.pick(
                    " That is still more than an added user brings in.",
                    "但这仍高于增量用户带来的收入。",
                )
            } else {
                ""
            };
            lang.pick(
                format!("An added user costs less than elsewhere in {cheaper}: on the whole {cac}, elsewhere {benchmark}.{but}"),
                format!("{cheaper}增量获客成本低于其他渠道：平均 {cac}，其他渠道 {benchmark}。{but}"),
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
            let each = report.metric(&Metric::CacRetained).filter(|cac| cac.mean > 0.0).map_or_else(
                String::new,
                |cac| {
                    let each = money(cac.mean);
                    lang.pick(
                        format!(" By those who stay, a user costs {each}."),
                        format!("按留下的人算，每人 {each}。"),
                    )
                },
            );
            lang.pick(
                format!("Only {share} of all who join are still members at the end.{each}"),
                format!("所有加入者中只有 {share} 在期末仍是成员。{each}"),
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
            let told = report.metric(&Metric::AddedUsers).and_then(|users| Told::count(users, lang).ends());
            let (low, high) = told.unwrap_or_else(|| (short_count(low, lang), short_count(high, lang)));
            let campaigns = campaigns(report.replicates, lang);
            let why = match report.variance_split(&Metric::AddedUsers) {
                Some(split) if is_luck(&split) => lang.pick(
                    "Plan for both ends: it is luck, which a pilot does not take away.",
                    "两头都要准备：这是运气，试跑测不掉。",
                ),
                _ => lang.pick(
                    "Plan for both ends; a pilot with real people makes the inputs, and so the range, narrower.",
                    "两头都要准备；先找真人试跑，输入更准，区间就更窄。",
                ),
            };
            lang.pick(
                format!(
                    "The outcome is wide open: {campaigns} bring between {low} and {high} added users. {why}"
                ),
                format!("结果很不确定：{campaigns}的增量用户在 {low} 到 {high} 之间。{why}"),
            )
        }
        Remark::NobodyInvited(why) => nobody_invited(why, money, lang),
        Remark::MarketExhausted(risk) => {
            let p = chance(&risk);
            lang.pick(
                format!("In {p} of campaigns everybody in the market has joined before the end: more seeds or a better bait only bring them sooner."),
                format!("{p} 的活动在结束前市场就已饱和：增加种子或加大奖励只会让同一批人来得更早。"),
            )
        }
    }
}

/// Rewards that people have earned and do not get: those that were due, and those that will be and are not covered.
fn breaks_promises(risk: &Chance, means: [f64; 2], lang: Lang) -> String {
    let p = chance(risk);
    let [broken, uncovered] = means.map(|mean| mean / risk.p);
    let (en, zh) = match (broken > 0.0, uncovered > 0.0) {
        (_, false) => {
            let rewards = counted(broken.round(), "reward");
            (
                format!("{rewards} on average"),
                format!("平均有 {} 份不能兑现", short_count(broken.round(), lang)),
            )
        }
        (false, true) => {
            let rewards = counted(uncovered.round(), "reward");
            (
                format!("on average {rewards} that are still owed at the end are not covered"),
                format!("期末待兑现的奖励平均有 {} 份无力兑付", short_count(uncovered.round(), lang)),
            )
        }
        (true, true) => {
            let (rewards, more) = (counted(broken.round(), "reward"), short_count(uncovered.round(), lang));
            (
                format!("{rewards} on average, and {more} that are still owed at the end are not covered"),
                format!(
                    "平均有 {} 份不能兑现，期末待兑现的奖励还有 {more} 份无力兑付",
                    short_count(broken.round(), lang)
                ),
            )
        }
    };
    lang.pick(
        format!("In {p} of campaigns people do not get the reward they earned; when it happens, {en}."),
        format!("{p} 的活动有人拿不到应得的奖励；一旦发生，{zh}。"),
    )
}

fn nobody_invited(why: WhyNobody, money: impl Fn(f64) -> String, lang: Lang) -> String {
    let told = |en: &str, zh: &str| lang.pick(en.to_owned(), zh.to_owned());
    match why {
        WhyNobody::NobodyShares => told(
            "Nobody joined by invitation in any simulated campaign: nobody shared.",
            "所有模拟中都没有人受邀加入：没有人分享。",
        ),
        WhyNobody::NobodyAccepts => told(
            "Nobody joined by invitation in any simulated campaign: for so few who share the product of contacts and join is too small.",
            "所有模拟中都没有人受邀加入：相对分享的人，触达人数和转化率的乘积太小。",
        ),
        WhyNobody::NoInvitations => told(
            "Nobody joined by invitation in any simulated campaign: nobody was willing while members had an invitation left (`quota`).",
            "所有模拟中都没有人受邀加入：成员手里有邀请名额时，没有人愿意来。",
        ),
        WhyNobody::OnTheWay { people, money: due } => {
            let (en, zh) = if due > 0.0 {
                let due = money(due);
                (format!("; if they join, {due} falls due"), format!("；他们加入后还要兑现 {due}"))
            } else {
                (String::new(), String::new())
            };
            let people = short_count(people.round(), lang);
            lang.pick(
                format!("Nobody joined by invitation before the end: {people} have accepted and would join later{en}."),
                format!("结束前没有人受邀加入：{people} 人已接受邀请，之后才会加入{zh}。"),
            )
        }
        WhyNobody::NoRoom => told(
            "Nobody joined by invitation in any simulated campaign: who was invited was turned away.",
            "所有模拟中都没有人受邀加入：受邀的人来时都被挡在门外。",
        ),
        WhyNobody::OnlyHunters => told(
            "Nobody joined by invitation in any simulated campaign but bonus hunters.",
            "所有模拟中受邀加入的都是羊毛党账号。",
        ),
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

/// An estimated probability in per cent.
fn chance(chance: &Chance) -> String {
    percent(chance.p)
}

/// What turns most of them away, where it is not room: so many are turned away on average.
fn turned_away_by(report: &RunReport, all: f64, lang: Lang) -> &'static str {
    let is_most = |metric: &Metric| report.metric(metric).is_some_and(|by| by.mean > 0.5 * all);
    match () {
        () if is_most(&Metric::TurnedAwayByCode) => lang.pick(
            " Most of them find that the code of the group has ended: renew it sooner, or tell people in smaller waves.",
            "多数是因为群活码已失效：换码快一点，或分批通知。",
        ),
        () if is_most(&Metric::TurnedAwayByAccounts) => lang.pick(
            " Most of them find that the accounts take no more in that hour or on that day.",
            "多数是因为账号当时已加满好友。",
        ),
        () => "",
    }
}

/// Whether nothing but time ends the growth of a campaign.
fn has_no_end(scenario: &Scenario) -> bool {
    scenario.market.is_none() && scenario.capacity.total.is_none() && scenario.network.is_none()
}
