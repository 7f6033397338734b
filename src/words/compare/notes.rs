//! What to mind, and what cannot be compared.

use super::letters;
use crate::study::compare::{Caution, Comparison, MOST_DESIGNS, Refusal, letter};
use crate::study::run::Ended;
use crate::words::noted::of_several;
use crate::words::number::{about, counted, days, short_count, with_noun};
use crate::words::unmoved::{nothing_to_choose, nothing_to_choose_in};
use crate::words::{Lang, clock};
use std::fmt;

/// What to mind.
#[must_use]
pub fn caution(caution: &Caution, lang: Lang) -> String {
    let by_design = |values: &[f64], form: &dyn Fn(f64) -> String| {
        let told =
            values.iter().enumerate().map(|(design, value)| format!("{} {}", letter(design), form(*value)));
        told.collect::<Vec<_>>().join(lang.pick(", ", "，"))
    };
    match caution {
        Caution::Lengths(lengths) => {
            let told = by_design(lengths, &days);
            lang.pick(
                format!("The designs run for different times (days: {told}); users and cost are those of the whole campaign."),
                format!("各方案的天数不同（{told}）；用户和成本都是整个活动的合计。"),
            )
        }
        Caution::Seeds(seeds) => {
            let told = by_design(seeds, &|seeds| short_count(seeds, lang));
            lang.pick(
                format!("The designs start with different numbers of seed users ({told}): part of the difference is that."),
                format!("各方案的种子用户数不同（{told}）：部分差异由此而来。"),
            )
        }
        Caution::Benchmarks => lang
            .pick(
                "The designs do not agree on what a user costs elsewhere (`benchmark.cac`), so nothing is compared with it.",
                "各方案的其他渠道获客成本（`其他渠道.获客成本`）不一致，因此不与之比较。",
            )
            .to_owned(),
        Caution::Certain => lang
            .pick(
                "No input of these designs is uncertain, so this tells what luck does, and nothing of wrong guesses. Write ranges such as `0.04 to 0.09` for what you do not know.",
                "输入都写成了确定的数，这里只反映运气，不反映没摸清的数。拿不准的请写成范围，如 `4%~9%`。",
            )
            .to_owned(),
        Caution::FewReplicates => lang
            .pick(
                "So few campaigns make poor intervals; use more --runs.",
                "模拟次数太少，误差范围不准；请用 --runs 增加次数。",
            )
            .to_owned(),
        Caution::Unmoved { what, designs } => match &designs[..] {
            [] => nothing_to_choose(*what, lang),
            some => {
                let told: Vec<String> = some.iter().map(|design| letter(*design).to_string()).collect();
                let told = told.join(lang.pick(", ", "、"));
                let nobody = lang.pick(format!("In {told} nobody"), format!("{told} 里没有人"));
                nothing_to_choose_in(*what, &nobody, lang)
            }
        },
        Caution::LosesMembers { design, members } => {
            let (design, members) = (letter(*design), about(*members, lang));
            lang.pick(
                format!("At the end {design} has about {members} members fewer than if nothing were done: more of them leave than it adds."),
                format!("{design} 结束时的用户比不办还少约 {}：走掉的比带来的多。", with_noun(&members, "个")),
            )
        }
        Caution::NobodyJoined { design, replicates, has_mean } => {
            let (design, runs) = (letter(*design), short_count(*replicates as f64, lang));
            let (campaigns, runs) = (counted(*replicates as f64, "campaign"), with_noun(&runs, "次模拟"));
            match has_mean {
                true => lang.pick(
                    format!("In {campaigns} of {design} nobody was added: that is dearer than any price. Its mean is its cost in all campaigns per added user of all."),
                    format!("{design} 有 {runs}没有增量，按比任何价格都贵计；平均是所有模拟的总成本除以增量用户总数。"),
                ),
                false => lang.pick(
                    format!("In {campaigns} of {design} nobody was added: that is dearer than any price."),
                    format!("{design} 有 {runs}没有增量，按比任何价格都贵计。"),
                ),
            }
        }
    }
}

/// How the designs were understood.
#[must_use]
pub fn noted(comparison: &Comparison, lang: Lang) -> Vec<String> {
    of_several(&comparison.notes(), comparison.designs.len(), lang, |some| {
        letters(some.iter().copied(), lang)
    })
}

/// Why fewer replicates were done than asked for; nothing when all were.
#[must_use]
pub fn ended(comparison: &Comparison, lang: Lang) -> Option<String> {
    let (done, asked) =
        (short_count(comparison.replicates as f64, lang), short_count(comparison.requested as f64, lang));
    (comparison.ended == Ended::Interrupted).then(|| {
        lang.pick(
            format!("Interrupted: this compares the {done} of {asked} runs that every design has finished."),
            format!(
                "已中断：只比较各方案都已完成的 {}（共 {}）。",
                with_noun(&done, "次"),
                with_noun(&asked, "次")
            ),
        )
    })
}

/// Why designs cannot be compared.
#[must_use]
pub fn refusal(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::TooFew => lang
            .pick(
                "one design has nothing to be compared with; name another scenario, or values of a key with --vary KEY=1,2,3",
                "只有一个方案，无从比较；请再给一个方案文件，或用 --vary 键=1,2,3 给一个键取几个值",
            )
            .to_owned(),
        Refusal::TooMany { designs } => lang.pick(
            format!("{designs} designs are too many to compare side by side (at most {MOST_DESIGNS}); `kfactor sweep` is for more"),
            format!("{designs} 个方案太多，最多对比 {MOST_DESIGNS} 个；更多请用 `kfactor sweep`"),
        ),
        Refusal::Cycles { cycles: (cycles, minutes), other } => {
            let length = clock::as_typed(*minutes);
            lang.pick(
                format!("{cycles} counts in cycles of {length} (`delay: none`) and {other} does not count in these; give both the same cycle, or both a time to answer"),
                format!("{cycles} 按轮计算（`响应时间: 立即`，每轮 {length}），{other} 不是这样计算；请让两者用同样的一轮，或都写明好友多久回应"),
            )
        }
        Refusal::Currencies { first, other } => lang.pick(
            format!("amounts in different currencies cannot be compared: {} counts in {}, {} in {}", first.0, first.1, other.0, other.1),
            format!("币种不同，没法对比：{} 用 {}，{} 用 {}", first.0, first.1, other.0, other.1),
        ),
    }
}

/// English.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&refusal(self, Lang::En))
    }
}

impl std::error::Error for Refusal {}

/// `--vary` with several scenarios.
#[must_use]
pub fn one_base(lang: Lang) -> &'static str {
    lang.pick("--vary needs exactly one scenario to begin with", "--vary 需要且只需要一个方案文件")
}

/// A measure by which designs are not judged.
#[must_use]
pub fn not_measured(by: &str, lang: Lang) -> String {
    lang.pick(
        format!("these designs cannot be judged by {by}: it needs what they do not have in common"),
        format!("没法按 {by} 对比这些方案：它们没有共同的依据"),
    )
}
