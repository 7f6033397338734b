//! What to know about the computation of a theory.

use crate::metrics::Scalar;
use crate::study::notes as study;
use crate::study::theory::{Ignored, Theory, TheoryReport};
use crate::words::Lang;
use crate::words::noted::note;
use crate::words::number::{counted, percent, short_count, with_noun};
use crate::words::unmoved::{keys_that_say_it, unmoved};

/// What to know about the computation.
#[must_use]
pub fn notes(report: &TheoryReport, lang: Lang) -> Vec<String> {
    let theory = &report.theory;
    let mut notes = vec![
        lang.pick(
            "K and all chances are those of an early member, who is there from the first moment on with every reward on offer and lives on the campaign's clock.",
            "裂变系数和各项概率说的是最早来的人：一开始就在，奖励都还有，时间和活动一样走。",
        )
        .to_owned(),
    ];
    notes.extend(study::notes(&report.scenario, report.step_error).iter().map(|of| note(of, lang)));
    notes.push(accuracy(theory, report.step_error.is_some(), lang));
    let idle = report.scenario.unmoved();
    if idle.is_left_unsaid() {
        notes.push(unmoved(idle, lang) + keys_that_say_it(idle, lang));
    }
    if theory.hunters.is_some() {
        notes.push(
            lang.pick(
                "K counts genuine people alone. Bonus hunters bring each other, and no genuine people.",
                "K 只计真实用户；羊毛党只互相带来，不带来真实用户。",
            )
            .to_owned(),
        );
    }
    if theory.uncertain > 0 {
        let (inputs, number) =
            (counted(theory.uncertain as f64, "uncertain input"), short_count(theory.uncertain as f64, lang));
        let stand = if theory.uncertain == 1 { "stands at its median" } else { "stand at their medians" };
        notes.push(
            lang.pick(
                format!("{inputs} {stand}."),
                format!("{}取中位数。", with_noun(&number, "个没摸清的数")),
            ),
        );
    }
    notes
}

/// How far the expected course can be trusted.
fn accuracy(theory: &Theory, is_coarse: bool, lang: Lang) -> String {
    if theory.exact && is_coarse {
        return lang
            .pick(
                "The numbers of people in the expected course are the means of endlessly many simulated campaigns in steps as coarse as these; in finer steps they are others. Ratios are those of such means.",
                "预期进程中的人数等于按这样粗的步长模拟无穷多次的平均值，步长更细，数字就不同；比率由这些平均值相除得出。",
            )
            .to_owned();
    }
    if theory.exact {
        return lang
            .pick(
                "The numbers of people in the expected course are exact: the means of endlessly many simulated campaigns. Ratios are those of such means.",
                "预期进程中的人数是精确的：等于无穷多次模拟的平均值；比率由这些平均值相除得出。",
            )
            .to_owned();
    }
    let mut text = String::new();
    if theory.market.is_some() {
        text.push_str(lang.pick(
            "The market is followed in expectation, which is nearly right for many people.",
            "市场规模按期望值计算，人数较多时误差很小。",
        ));
    }
    if let Some(chance) = theory.takes_off.filter(|_| theory.is_left_to_luck(Scalar::NewUsers)).map(percent) {
        text.push_str(&lang.pick(
            format!(
                " The course is that of a campaign that takes off, as {chance} do; the others come to little."
            ),
            format!("预期进程只对跑起来的模拟（{chance}）成立，其余的很快就断链。"),
        ));
    }
    if !theory.ignored.is_empty() {
        let names = names_of(theory.ignored.iter().copied(), lang);
        let gap = if text.is_empty() { "" } else { lang.pick(" ", "") };
        text.push_str(&lang.pick(
            format!("{gap}Left out here, but not in `kfactor run`: {names}."),
            format!("{gap}此处未考虑（`kfactor run` 会考虑）：{names}。"),
        ));
    }
    text
}

/// The names of what is left out.
#[must_use]
pub fn names_of(ignored: impl Iterator<Item = Ignored>, lang: Lang) -> String {
    let names: Vec<&str> = ignored.map(|what| name_of(what, lang)).collect();
    names.join(lang.pick("; ", "；"))
}

fn name_of(what: Ignored, lang: Lang) -> &'static str {
    match what {
        Ignored::Budget => lang.pick("the budget (rewards stay on offer)", "预算（奖励一直有效）"),
        Ignored::Stock => lang.pick("stocks (rewards stay on offer)", "库存（奖励一直有效）"),
        Ignored::DatedRecruits => lang.pick(
            "that a reward to the invitee brings other people at one time than at another",
            "给新人的奖励在不同时间带来不同的人",
        ),
        Ignored::OrderCaps => lang.pick(
            "caps on what friends' orders earn (everybody goes on hoping for more)",
            "好友订单奖励的上限（每个人都一直期待更多）",
        ),
        Ignored::Caps => lang.pick(
            "caps that hold for a day, or begin with their reward (nobody reaches them)",
            "按天计、或中途才开始计的个人上限（没有人达到）",
        ),
        Ignored::Quotas => lang.pick(
            "quotas of invitations (the expected course has them in common for all members of a segment, all else leaves them out)",
            "邀请名额（预期进程按同一人群合在一起算，其余不计）",
        ),
        Ignored::Capacity => lang.pick("the capacity (nobody is turned away)", "名额（不会满员挡人）"),
        Ignored::Accounts => lang.pick("the accounts (each takes everybody)", "账号限制（来者不拒）"),
        Ignored::Code => lang.pick("the code of the group (there is always one)", "活码（一直有效）"),
        Ignored::Overload => {
            lang.pick("overload (too many members leave no faster)", "超载（成员再多也不会流失得更快）")
        }
        Ignored::Ban => lang.pick("the platform (it never strikes)", "平台封禁（不会发生）"),
        Ignored::Waits => lang.pick(
            "how long members wait to share (waits are taken as exponential, with the same chance to be over before a member leaves)",
            "等待分享的时间分布（按指数分布计，在流失前等到机会的概率不变）",
        ),
        Ignored::Reminders => lang.pick(
            "reminders (they count in the expected course alone, not in K and what follows from it)",
            "群发提醒（只计入预期进程，不计入 K 及由它推出的数）",
        ),
        Ignored::Network => lang.pick(
            "the network (here anybody may meet anybody, and a share reaches as many people on average: circles that fill bring fewer, people with very many contacts more)",
            "关系网（这里人人都可能互相遇到，每次分享平均触达人数相同；小圈子会饱和，实际更少；人脉极广的人会让实际更多）",
        ),
        Ignored::SocialProof => lang.pick(
            "social proof (nobody looks at which friends are members)",
            "从众（不看好友里有谁已加入）",
        ),
    }
}
