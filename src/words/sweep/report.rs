//! The words of the report of a sweep, but for those that its page on the terminal has, too.

use crate::metrics::Risk;
use crate::study::sweep::SweepReport;
use crate::words::Lang;
use crate::words::document::how_often;
use crate::words::metric::risk;
use crate::words::number::{counted, short_count, span, with_noun};

/// How many combinations, how long, how often.
#[must_use]
pub fn about(report: &SweepReport, lang: Lang) -> String {
    let (points, runs) = (report.points.len() as f64, report.replicates as f64);
    let length = span(report.first.clock.days(), lang);
    let (all, each) = (counted(points, "combination"), counted(runs, "run"));
    let (points, runs) = (short_count(points, lang), short_count(runs, lang));
    lang.pick(
        format!("{all} · {length} · {each} of each on the same luck"),
        format!(
            "{} · {length} · 各模拟 {}，同样的运气",
            with_noun(&points, "个组合"),
            with_noun(&runs, "次")
        ),
    )
}

/// How often the rewards run out at a combination.
#[must_use]
pub fn runs_out(place: &str, p: f64, runs: u64, lang: Lang) -> String {
    let (name, often) = (risk(Risk::Exhausted, lang), how_often(p, runs, lang));
    lang.pick(format!("{place}: {name}, {often}."), format!("{place}：{name}，{often}。"))
}

/// Where nothing is best.
#[must_use]
pub fn nothing_best(lang: Lang) -> &'static str {
    lang.pick("No combination stands out", "没有突出的组合")
}

/// Where too little was simulated for one to be the best.
#[must_use]
pub fn too_few_runs(lang: Lang) -> &'static str {
    lang.pick("Too few runs to choose", "模拟次数太少，分不出")
}

/// Where nothing can be the best, as nobody reacts to what is varied.
#[must_use]
pub fn nobody_reacts(lang: Lang) -> &'static str {
    lang.pick("Nothing to choose: nobody reacts to what is varied", "没有可选的：没有人会因奖励而变")
}

/// Topics of sections, in their order: best, cost and users, map or bars, combinations, notes.
#[must_use]
pub fn topics(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["Best", "Cost and users", "Map", "Combinations", "Method"],
        ["最优", "花钱与拉新", "分布", "组合", "怎么算的"],
    )
}

/// Titles of sections, in the same order, but for the map and the combinations.
#[must_use]
pub fn titles(lang: Lang) -> [&'static str; 3] {
    lang.pick(
        ["The best combination by each measure", "What more users cost", "How this was computed"],
        ["按每个指标最优的组合", "多来的人要花多少钱", "这是怎么算出来的"],
    )
}

/// What the spots of combinations are, where so many of so many are shown.
#[must_use]
pub fn spots(shown: usize, of: usize, lang: Lang) -> String {
    let (few, all) = (short_count(shown as f64, lang), short_count(of as f64, lang));
    match shown < of {
        true => lang.pick(
            format!("{few} of {all} combinations; dark and joined: no other brings as many for as little"),
            format!(
                "{}中的 {}；深色相连的：没有别的组合人更多又更省",
                with_noun(&all, "个组合"),
                with_noun(&few, "个")
            ),
        ),
        false => lang.pick(
            format!("{all} combinations; dark and joined: no other brings as many for as little"),
            format!("{}；深色相连的：没有别的组合人更多又更省", with_noun(&all, "个组合")),
        ),
    }
}

/// Where a mean was found that is told alone.
#[must_use]
pub fn on_average_at(place: &str, lang: Lang) -> String {
    lang.pick(format!("on average at {place}"), format!("平均，{place}"))
}

/// What the bars of a key are.
#[must_use]
pub fn bars_about(key: &str, lang: Lang) -> String {
    lang.pick(format!("On average, by {key}"), format!("平均，随{key}变化"))
}

/// What the map is of: a key across, another upwards.
#[must_use]
pub fn map_title(across: &str, up: &str, lang: Lang) -> String {
    lang.pick(
        format!("Added users: {across} across, {up} upwards"),
        format!("增量用户：横向 {across}，纵向 {up}"),
    )
}

/// A cell of the map and how to read it.
#[must_use]
pub fn map_about(lang: Lang) -> &'static str {
    lang.pick("Added users on average; the ring is where they are most", "平均增量用户；圆圈处最多")
}

/// Where the other numbers are.
#[must_use]
pub fn the_rest(lang: Lang) -> &'static str {
    lang.pick(
        "All numbers of all combinations are in sweep.csv beside this page.",
        "全部组合的全部数字见同一文件夹的 sweep.csv。",
    )
}
