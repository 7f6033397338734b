//! What is remarkable about a run, and what it means.

use super::headline::{by_those_who_stay, often_nobody_was_added};
use super::variance::is_luck;
use crate::metrics::{Metric, Risk};
use crate::scenario::Scenario;
use crate::study::run::{Chance, Remark, RunReport, WhyNobody};
use crate::words::Lang;
use crate::words::document::so_often;
use crate::words::number::{
    about, counted, k_told, moment, percent, ratio, short_count, short_money, span, with_noun,
};
use crate::words::range::{Told, campaigns, from_to};
use crate::words::unmoved::{keys_that_say_it, unmoved};

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
            lang.pick(" More `days` show them.", "把 `天数` 加长就能看到他们。")
        }
        Remark::NobodyInvited(WhyNobody::NobodyIsLeft) if report.scenario.market.is_some() => lang.pick(
            " `market` is how many people could join at all, seeds among them.",
            "`市场规模` 是最多可能加入的总人数，种子用户也算在内。",
        ),
        Remark::NobodyInvited(WhyNobody::NoRoom) if report.scenario.counts_by_the_clock() => lang.pick(
            " That is `capacity`, `accounts` or `community.code`.",
            "见 `名额`、`账号` 或 `社群.活码`。",
        ),
        Remark::NobodyInvited(WhyNobody::NoRoom) => lang.pick(" That is `capacity`.", "见 `名额`。"),
        Remark::Unmoved(what) => keys_that_say_it(*what, lang),
        _ => "",
    }
}

/// A remark for those who have not: what was found and what it means.
#[must_use]
pub fn plain(remark: &Remark, report: &RunReport, lang: Lang) -> String {
    let money = |value: f64| short_money(value, &report.scenario.currency, lang);
    let often = |risk: &Chance| so_often(risk.p, report.replicates);
    match *remark {
        Remark::DoubtfulK { k } if report.scenario.network.is_some() => doubtful_on_network(k, report, lang),
        Remark::DoubtfulK { k } => {
            let k = lang.pick(ratio(k), k_told(k, lang));
            lang.pick(
                format!("K by theory is {k}: every generation of invitations is at least as large as the one before, and growth feeds itself. Measured campaigns have K between 0.02 and 0.8: check share, contacts and join in a small pilot before you trust these numbers."),
                format!("裂变系数 K {k}：后一代不比前一代少，会越滚越大。真实活动 0.02–0.8，先核对输入：分享率、触达人数和转化率，小范围试跑测准了再信这些数。"),
            )
        }
        Remark::DiesOut(risk) => {
            let (p, often) = (chance(&risk), often(&risk));
            lang.pick(
                format!("In {p} of campaigns the chain breaks at once: nobody is brought by somebody who was invited."),
                format!("{often}没跑起来：受邀用户没再带来一个人。"),
            )
        }
        Remark::BreaksPromises { chance: risk, broken, uncovered } => {
            breaks_promises(&risk, [broken, uncovered], report.replicates, lang)
        }
        Remark::Overspends { chance: risk, mean } => {
            let (p, often, each) = (chance(&risk), often(&risk), money(mean / risk.p));
            lang.pick(
                format!("In {p} of campaigns more will be paid than the budget; when it happens, {each} more on average."),
                format!("{often}超支，平均超 {each}。"),
            )
        }
        Remark::Owed { mean } => {
            let owed = money(mean);
            lang.pick(
                format!("{owed} of rewards are still owed at the end, on average: what earned them has happened, and the time for which they are held is not over. The cost per user counts it already."),
                format!("结束时平均还有 {owed} 待兑现：已经达标，还没到期；获客成本已算进去。"),
            )
        }
        Remark::RefundsToCome { refunds, money: later } => {
            let (refunds, later) = (refunds.round(), money(later));
            let (number, times) = (counted(refunds, "refund"), short_count(refunds, lang));
            lang.pick(
                format!("{number} will fall after the end, on average: {later} that goes back still counts as income. More `days` show them."),
                format!("平均还有 {}在结束之后：要退的 {later} 仍算在收入里。把 `天数` 加长就能看到。", with_noun(&times, "笔退款")),
            )
        }
        Remark::Exhausted { chance: risk, day } => {
            let (p, often, time) = (chance(&risk), often(&risk), span(day, lang));
            lang.pick(
                format!(
                    "In {p} of campaigns budget or stock runs out before the end, after {time} on average."
                ),
                format!("{often}提前发完，平均在开始 {time}后。"),
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
            let (p, often, time) = (chance(&risk), often(&risk), span(day, lang));
            lang.pick(
                format!("In {p} of campaigns the platform strikes, after {time} on average."),
                format!("{often}被封，平均在开始 {time}后。"),
            )
        }
        Remark::TurnsAway { chance: risk, mean } => {
            let (p, often) = (chance(&risk), often(&risk));
            let each = short_count((mean / risk.p).round(), lang);
            let told = lang.pick(
                format!("In {p} of campaigns people who want to join are turned away; when it happens, {each} on average."),
                format!("{often}满员挡人，平均挡住 {}。", with_noun(&each, "人")),
            );
            told + turned_away_by(report, mean, lang)
        }
        Remark::AboveBenchmark { chance: risk, cac, benchmark } => {
            let (p, often, benchmark) = (chance(&risk), often(&risk), money(benchmark));
            let unless = if often_nobody_was_added(report) {
                lang.pick(" or nobody is added", "，或一个人也没带来")
            } else {
                ""
            };
            if cac.is_nan() {
                return lang.pick(
                    format!("In {p} of campaigns an added user costs more than elsewhere ({benchmark}){unless}: the money brings hardly anybody."),
                    format!("{often}比其他渠道（{benchmark}）贵{unless}：花了钱几乎没带来人。"),
                );
            }
            let cac = money(cac);
            lang.pick(
                format!("In {p} of campaigns an added user costs more than elsewhere{unless}: on the whole {cac}, elsewhere {benchmark}."),
                format!("{often}比其他渠道贵{unless}：平均每个增量用户 {cac}，其他渠道 {benchmark}。"),
            )
        }
        Remark::BelowBenchmark { cac, benchmark } => {
            let (cac, benchmark, cheaper) = (money(cac), money(benchmark), cheaper(report, lang));
            let but = if report.risk(Risk::Loss).is_some_and(|loss| loss.p > 0.5) {
                lang.pick(
                    " That is still more than an added user brings in.",
                    "但每个增量用户赚回来的还没这么多。",
                )
            } else {
                ""
            };
            lang.pick(
                format!("An added user costs less than elsewhere in {cheaper}: on the whole {cac}, elsewhere {benchmark}.{but}"),
                format!("{cheaper}都比其他渠道便宜：平均每个增量用户 {cac}，其他渠道 {benchmark}。{but}"),
            )
        }
        Remark::BoughtAreDear { cost, benchmark } => {
            let (cost, benchmark) = (money(cost), money(benchmark));
            lang.pick(
                format!("A bought user costs {cost}, elsewhere {benchmark}: what an added user costs here is partly that, and not what referral costs."),
                format!("投放每人 {cost}，其他渠道 {benchmark}：这里的增量获客成本有一部分是投放，不是裂变花的钱。"),
            )
        }
        Remark::HuntersGrow { k, started } => {
            let [k, started] = [k, started].map(|brought| lang.pick(ratio(brought), k_told(brought, lang)));
            lang.pick(
                format!("Each bonus hunter brings {k} more, so that their number feeds itself; one genuine member invites {started} of them."),
                format!("1 个羊毛党账号又带来 {k} 个，会越滚越大；1 个真实用户引来 {started} 个羊毛党账号。"),
            )
        }
        Remark::HuntersEat { part } => {
            let part = percent(part);
            lang.pick(
                format!("Bonus hunters take {part} of the reward money and bring no user."),
                format!("奖励 {part} 被薅走，一个真实用户也没换来。"),
            )
        }
        Remark::Rounded { given, counted } => lang.pick(
            format!("Rewards, prices and costs are counted in the smallest coin: {given} is {counted} here."),
            format!("奖励、价格和成本只算到最小的货币单位：{given} 这里按 {counted} 算。"),
        ),
        Remark::FewStay { share } => {
            let share = percent(share);
            let each = by_those_who_stay(report, lang);
            let each = each.map_or_else(String::new, |each| lang.pick(" ", "").to_owned() + &each);
            lang.pick(
                format!("Only {share} of all who join are still members at the end.{each}"),
                format!("只留下 {share}。{each}"),
            )
        }
        Remark::LosesMembers { members } => {
            let members = about(members, lang);
            lang.pick(
                format!("At the end there are about {members} members fewer than if nothing were done: more of them leave than the campaign adds."),
                format!("结束时的用户比不办还少约 {}：走掉的比带来的多。", with_noun(&members, "个")),
            )
        }
        Remark::Loss { chance: risk, mean } => {
            let (p, often, mean) = (chance(&risk), often(&risk), money(mean));
            lang.pick(
                format!("In {p} of campaigns doing nothing would earn more; the added profit is {mean} on average."),
                format!("{often}比不办少赚，增量利润平均 {mean}。"),
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
                    "两头都要准备；先找真人试跑，输入准了，区间就窄了。",
                ),
            };
            lang.pick(
                format!(
                    "The outcome is wide open: {campaigns} bring between {low} and {high} added users. {why}"
                ),
                format!(
                    "结果说不准：{campaigns}落在 {}。{why}",
                    with_noun(&from_to(&low, &high, lang), "个增量用户")
                ),
            )
        }
        Remark::Unmoved(what) => unmoved(what, lang),
        Remark::NobodyInvited(why) => nobody_invited(why, money, lang),
        Remark::MarketExhausted(risk) => {
            let (p, often) = (chance(&risk), often(&risk));
            lang.pick(
                format!("In {p} of campaigns everybody in the market has joined before the end: more seeds or a better bait only bring them sooner."),
                format!("{often}没到结束就市场饱和：加种子、加奖励，只会让同一批人来得更早。"),
            )
        }
    }
}

/// Rewards that people have earned and do not get: those that were due, and those that will be and are not covered.
fn breaks_promises(risk: &Chance, means: [f64; 2], runs: u64, lang: Lang) -> String {
    let (p, often) = (chance(risk), so_often(risk.p, runs));
    let [broken, uncovered] = means.map(|mean| mean / risk.p);
    // What comes to nothing is not told.
    let (en, zh) = match (broken >= 0.5, uncovered >= 0.5) {
        (_, false) => {
            let rewards = counted(broken.round(), "reward");
            (
                format!("{rewards} on average"),
                format!("平均 {}发不出", with_noun(&short_count(broken.round(), lang), "份")),
            )
        }
        (false, true) => {
            let rewards = counted(uncovered.round(), "reward");
            (
                format!("on average {rewards} that are still owed at the end are not covered"),
                format!("待兑现的平均有 {}无力兑付", with_noun(&short_count(uncovered.round(), lang), "份")),
            )
        }
        (true, true) => {
            let (rewards, more) = (counted(broken.round(), "reward"), short_count(uncovered.round(), lang));
            (
                format!("{rewards} on average, and {more} that are still owed at the end are not covered"),
                format!(
                    "平均 {}发不出，待兑现的还有 {}无力兑付",
                    with_noun(&short_count(broken.round(), lang), "份"),
                    with_noun(&more, "份")
                ),
            )
        }
    };
    lang.pick(
        format!("In {p} of campaigns people do not get the reward they earned; when it happens, {en}."),
        format!("{often}兑现不了，{zh}。"),
    )
}

fn nobody_invited(why: WhyNobody, money: impl Fn(f64) -> String, lang: Lang) -> String {
    let told = |en: &str, zh: &str| lang.pick(en.to_owned(), zh.to_owned());
    match why {
        WhyNobody::NobodyShares => told(
            "Nobody joined by invitation in any simulated campaign: nobody shared.",
            "一个受邀用户也没有：没人分享。",
        ),
        WhyNobody::NobodyAccepts => told(
            "Nobody joined by invitation in any simulated campaign: for so few who share the product of contacts and join is too small.",
            "一个受邀用户也没有：分享的人太少，触达人数乘转化率又太小。",
        ),
        WhyNobody::NobodyIsLeft => told(
            "Nobody joined by invitation in any simulated campaign: all people of the market come by themselves, and nobody is left to invite.",
            "一个受邀用户也没有：市场里的人都自己来了，没有人可邀。",
        ),
        WhyNobody::NoInvitations => told(
            "Nobody joined by invitation in any simulated campaign: nobody was willing while members had an invitation left (`quota`).",
            "一个受邀用户也没有：成员手里有邀请名额时，没人愿意来。",
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
                format!("结束前一个受邀用户也没有：{}已接受邀请，之后才加入{zh}。", with_noun(&people, "人")),
            )
        }
        WhyNobody::NoRoom => told(
            "Nobody joined by invitation in any simulated campaign: there was no room for who was invited.",
            "一个受邀用户也没有：受邀的人来时已经没有位置。",
        ),
        WhyNobody::OnlyHunters => told(
            "Nobody joined by invitation in any simulated campaign but bonus hunters.",
            "受邀来的全是羊毛党账号，没有一个真实用户。",
        ),
    }
}

/// K by theory is as if anybody could meet anybody; what became of it on the network was simulated.
fn doubtful_on_network(k: f64, report: &RunReport, lang: Lang) -> String {
    let told = |k: f64| lang.pick(ratio(k), k_told(k, lang));
    let (theory, length) = (told(k), report.scenario.clock.days());
    let last = report.timeline.k.iter().rev().flatten().next();
    let (en, zh) = match (report.timeline.shrinks_from(), last) {
        (Some(day), _) => {
            let day = moment(day, length, lang);
            (
                format!("; on this network K over time is below 1 from {day} on, as circles fill"),
                format!("；在这张关系网上，瞬时裂变系数从{day}起低于 1，因为小圈子饱和了"),
            )
        }
        (None, Some(last)) => {
            let last = told(*last);
            (
                format!("; on this network K over time is {last} in the end, and growth feeds itself"),
                format!("；在这张关系网上，瞬时裂变系数最后是 {last}，会越滚越大"),
            )
        }
        (None, None) => (String::new(), String::new()),
    };
    lang.pick(
        format!("K by theory is {theory} if anybody could meet anybody{en}. Measured campaigns have K between 0.02 and 0.8: check share, contacts and join in a small pilot before you trust these numbers."),
        format!("假如人人都可能互相遇到，裂变系数 K {theory}{zh}。真实活动 0.02–0.8，先核对输入：分享率、触达人数和转化率，小范围试跑测准了再信这些数。"),
    )
}

/// The campaigns in which an added user is cheaper than elsewhere, where nearly all are.
fn cheaper(report: &RunReport, lang: Lang) -> &'static str {
    if report.risk(Risk::AboveBenchmark).is_some_and(|chance| chance.count == 0) {
        lang.pick("every campaign", "次次")
    } else {
        lang.pick("at least 95% of campaigns", "95% 以上的模拟")
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
