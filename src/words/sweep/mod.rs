//! The words of a sweep: its page; its charts and what the command line says are in rooms of their own.

pub mod chart;
pub mod cli;
pub mod report;

use super::compare::{measure, measure_head};
use super::metric::{metric, metric_head};
use super::noted::{in_short, said_of};
use super::number::{about, grouped, short_count, with_noun};
use super::page::key_named;
use super::unmoved::{nothing_to_choose, nothing_to_choose_in};
use super::{Lang, clock};
use crate::input::{Axis, AxisValue};
use crate::metrics::{Better, Metric};
use crate::study::compare::Measure;
use crate::study::notes::{Note, notes};
use crate::study::sweep::{Best, PointMetric, SweepReport};
use std::borrow::Cow;

/// What was swept.
#[must_use]
pub fn simulated(report: &SweepReport, lang: Lang) -> String {
    let (points, runs, seed) = (
        short_count(report.points.len() as f64, lang),
        short_count(report.replicates as f64, lang),
        report.seed,
    );
    let campaigns = if report.replicates == 1 { "1 campaign" } else { &format!("{runs} campaigns") };
    let step = clock::step(&report.first, lang) + lang.pick(", ", "，");
    lang.pick(
        format!("{points} points of {campaigns} each, all with the same luck ({step}seed {seed})"),
        format!(
            "共 {}，每个模拟 {}，同样的运气（{step}随机数编号 {seed}）",
            with_noun(&points, "个组合"),
            with_noun(&runs, "次"),
        ),
    )
}

/// A value as people read it: as it was typed, large plain numbers with separators.
#[must_use]
pub fn value(value: &AxisValue) -> Cow<'_, str> {
    match value.number {
        Some(plain) if plain >= 1_000.0 && !value.is_time && !value.is_per_cent => {
            let decimals = value.text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            Cow::Owned(grouped(plain, decimals))
        }
        _ => Cow::Borrowed(&value.text),
    }
}

/// A key and its values: `share: 5 values from 0.2 to 0.4`.
#[must_use]
pub fn axis(axis: &Axis, lang: Lang) -> String {
    let (key, values) = (key_named(&axis.key, lang), &axis.values);
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return key };
    match values.len() {
        1..=8 => {
            let values: Vec<String> = values.iter().map(|it| value(it).into_owned()).collect();
            format!("{key} = {}", values.join(lang.pick(", ", "、")))
        }
        many => lang.pick(
            format!("{key}: {many} values from {} to {}", value(first), value(last)),
            format!("{key}：从 {} 到 {}，共 {many} 个值", value(first), value(last)),
        ),
    }
}

/// What to mind: keys whose values change nothing or by which nothing can be chosen, and what may be wrong with how the points were
/// understood.
#[must_use]
pub fn careful(report: &SweepReport, lang: Lang) -> Vec<String> {
    let varies_the_step = report.varies_the_step();
    let is_step = |axis: &usize| varies_the_step && report.axes[*axis].key == "step";
    let idle = report.idle.iter().filter(|axis| !is_step(axis));
    let idle = idle.map(|axis| idle_key(&report.axes[*axis].key, lang));
    let few = report.has_few_replicates().then(|| few(report.replicates, lang));
    let step = varies_the_step.then(|| one_step(report, lang));
    few.into_iter()
        .chain(report.lost_members().map(|members| best_loses(members, lang)))
        .chain(step)
        .chain(idle)
        .chain(unmoved(report, lang))
        .chain(noted(report, true, lang))
        .collect()
}

/// The point to choose costs members.
fn best_loses(members: f64, lang: Lang) -> String {
    let members = about(members, lang);
    lang.pick(
        format!("At the best point there are about {members} members fewer at the end than if nothing were done: more of them leave than come."),
        format!("最好的那个组合，结束时的用户比不办还少约 {}：走掉的比带来的多。", with_noun(&members, "个")),
    )
}

/// What was assumed, and what else is to be known of how the points were understood.
#[must_use]
pub fn assumed(report: &SweepReport, lang: Lang) -> Vec<String> {
    noted(report, false, lang)
}

/// The notes by which something may be wrong, or the others.
fn noted(report: &SweepReport, careful: bool, lang: Lang) -> Vec<String> {
    let all = report.points.len();
    let mut told: Vec<String> = Vec::new();
    for (note, points) in report.notes.iter().filter(|(note, _)| note.is_careful() == careful) {
        let words = in_short(note, lang);
        told.push(if *points == all { words } else { said_of(&at_some(*points, all, lang), &words, lang) });
    }
    if let Some((point, error)) = report.step_error.filter(|_| careful) {
        let step = notes(&report.first, Some(error))
            .into_iter()
            .filter(|note| matches!(note, Note::CoarseStep { .. }));
        let place = at(report, point, lang);
        told.extend(step.map(|note| said_of(&place, &in_short(&note, lang), lang)));
    }
    told
}

/// At so many of all points.
fn at_some(some: usize, all: usize, lang: Lang) -> String {
    lang.pick(format!("At {some} of the {all} points"), format!("{all} 个组合中的 {some} 个"))
}

/// At this point.
fn at(report: &SweepReport, point: usize, lang: Lang) -> String {
    let pairs = report.axes.iter().zip(report.values(point));
    let pairs = pairs.map(|(axis, taken)| format!("{} = {}", key_named(&axis.key, lang), value(taken)));
    let place = pairs.collect::<Vec<_>>().join(lang.pick(", ", "，"));
    lang.pick(format!("At {place}"), place)
}

/// Replicates that do not tell which point is the best.
#[must_use]
pub fn few(replicates: u64, lang: Lang) -> String {
    let campaigns = if replicates == 1 { "1 campaign is" } else { &format!("{replicates} campaigns are") };
    lang.pick(
        format!("Not settled: {campaigns} too few to tell which point is the best; use more --runs."),
        format!("分不出：每个组合只模拟了 {replicates} 次，比不出哪个最优；请用 --runs 增加次数。"),
    )
}

/// Steps of different lengths that were asked for.
fn one_step(report: &SweepReport, lang: Lang) -> String {
    let length = clock::length(report.first.clock.step_minutes, lang);
    lang.pick(
        format!("`step` is not varied: all points go in steps of {length}, the finest of these, or they would differ by luck. How coarse a step is `kfactor run` says."),
        format!("`步长` 不作比较：全部组合都用其中最细的 {length}，不然差别里会有运气。某个步长粗不粗，`kfactor run` 会说明。"),
    )
}

/// A key whose values change nothing.
fn idle_key(key: &str, lang: Lang) -> String {
    let key = key_named(key, lang);
    lang.pick(
        format!("`{key}` changes nothing: every number is the same whatever its value."),
        format!("`{key}` 不起作用：取什么值，所有数字都一样。"),
    )
}

/// Values of a key by which nothing can be chosen.
#[must_use]
pub fn any_value(lang: Lang) -> &'static str {
    lang.pick("any", "任意")
}

/// What to mind of rewards to which nobody reacts: by which keys nothing can be chosen; nothing where there are no such rewards.
fn unmoved(report: &SweepReport, lang: Lang) -> Option<String> {
    let (some, all) = (report.unmoved_points, report.points.len());
    let told = match some {
        0 => return None,
        _ if some == all => nothing_to_choose(report.unmoved, lang),
        _ => {
            let nobody = lang.pick(
                format!("At {some} of the {all} points nobody"),
                format!("{all} 个组合中，有 {some} 个里没有人"),
            );
            nothing_to_choose_in(report.unmoved, &nobody, lang)
        }
    };
    let keys =
        report.of_idle_rewards.iter().map(|axis| format!("`{}`", key_named(&report.axes[*axis].key, lang)));
    let keys = keys.collect::<Vec<_>>().join(lang.pick(", ", "、"));
    Some(match keys.is_empty() {
        true => told,
        false => lang.pick(
            format!("{told} No value of {keys} is the best."),
            format!("{told}{keys} 取哪个值最好，这里看不出。"),
        ),
    })
}

/// What K by theory leaves out.
#[must_use]
pub fn k_without(left_out: &str, lang: Lang) -> String {
    lang.pick(format!("K by theory leaves {left_out} out."), format!("裂变系数 K 不算{left_out}。"))
}

/// The name of a metric; also of those that only a sweep has.
#[must_use]
pub fn metric_name(of: &PointMetric, lang: Lang) -> Cow<'static, str> {
    Cow::Borrowed(match of {
        PointMetric::Run(of) => return metric(of, lang),
        PointMetric::Completions => lang.pick("Completed the task", "完成任务的人数"),
        PointMetric::Exhausted => lang.pick("Rewards run out", "奖励提前发完"),
        PointMetric::Saving => return measure(&Measure::Saving, lang),
        PointMetric::KTheory => lang.pick("K by theory", "裂变系数 K"),
    })
}

/// Head of a column.
#[must_use]
pub fn column(of: &PointMetric, lang: Lang) -> Cow<'static, str> {
    Cow::Borrowed(match of {
        PointMetric::Run(of) => return metric_head(of, lang),
        PointMetric::Completions => lang.pick("completed", "完成人数"),
        PointMetric::Exhausted => lang.pick("run out", "发完"),
        PointMetric::Saving => return measure_head(&Measure::Saving, lang),
        PointMetric::KTheory => "K",
    })
}

/// Head of the column of the error of a mean.
#[must_use]
pub fn error_column(lang: Lang) -> &'static str {
    lang.pick("error", "误差")
}

/// Head of the column of points that are as good as the best.
#[must_use]
pub fn as_good_column(lang: Lang) -> &'static str {
    lang.pick("as good", "打平")
}

/// Heading of the best points.
#[must_use]
pub fn best_heading(lang: Lang) -> &'static str {
    lang.pick("Best points (means)", "最优组合（平均）")
}

/// What a best point is best by.
#[must_use]
pub fn best(best: &Best, lang: Lang) -> String {
    let of_a_run = match &best.metric {
        PointMetric::Run(metric) => metric,
        PointMetric::Saving => {
            return lang.pick("Most saved against elsewhere", "比其他渠道省得最多").to_owned();
        }
        other => return metric_name(other, lang).into_owned(),
    };
    let plain = match (of_a_run, best.better) {
        (Metric::AddedUsers, _) => lang.pick("Most added users", "增量用户最多"),
        (Metric::CostWithOwed, _) => lang.pick("Lowest cost", "成本最低"),
        (Metric::Cac, _) => lang.pick("Lowest cost per added user", "增量获客成本最低"),
        (Metric::BrokenPromises, _) => lang.pick("Fewest promises broken", "未兑现奖励最少"),
        (Metric::AddedProfit, _) => lang.pick("Highest added profit", "增量利润最高"),
        (other, Better::More) => return format!("{} ↑", metric(other, lang)),
        (other, Better::Less) => return format!("{} ↓", metric(other, lang)),
    };
    plain.to_owned()
}

/// How to read the best points.
#[must_use]
pub fn best_legend(lang: Lang) -> &'static str {
    lang.pick(
        "“As good”: other points whose mean is within two standard errors of the best. More --runs tell them apart.",
        "“打平”：和最优打平的组合有几个。加大 --runs 能分出来。",
    )
}

/// Heading of the bars of added users by the values of a key.
#[must_use]
pub fn curve_heading(key: &str, few: bool, lang: Lang) -> String {
    let key = key_named(key, lang);
    match few {
        true => lang.pick(
            format!("Added users by {key} (bar: median; shade: up to the most)"),
            format!("增量用户随 {key} 的变化（深：中位数；浅：最大）"),
        ),
        false => lang.pick(
            format!("Added users by {key} (bar: median; shade: up to 95%)"),
            format!("增量用户随 {key} 的变化（深：中位数；浅：90% 上限）"),
        ),
    }
}

/// Heading of the table of points.
#[must_use]
pub fn table_heading(shown: usize, of: usize, by_users: bool, lang: Lang) -> String {
    let (few, all) = (short_count(shown as f64, lang), short_count(of as f64, lang));
    match (shown < of, by_users) {
        (false, false) => lang.pick("All points (means)".to_owned(), "各组合（平均）".to_owned()),
        (false, true) => lang.pick(
            "All points, most added users first (means)".to_owned(),
            "各组合，增量用户多的在前（平均）".to_owned(),
        ),
        (true, false) => lang.pick(
            format!("{few} of {all} points (means); sweep.csv has all"),
            format!("{}中的 {}（平均），全部见 sweep.csv", with_noun(&all, "个组合"), with_noun(&few, "个")),
        ),
        (true, true) => lang.pick(
            format!("The {few} points with most added users, of {all} (means)"),
            format!("{}中增量用户最多的 {}（平均）", with_noun(&all, "个组合"), with_noun(&few, "个")),
        ),
    }
}

/// Heading of the map of two keys: rows, then columns.
#[must_use]
pub fn map_heading(rows: &str, columns: &str, lang: Lang) -> String {
    lang.pick(
        format!("Added users (means): {rows} down, {columns} across"),
        format!("增量用户（平均）：纵向 {rows}，横向 {columns}"),
    )
}

/// The marks of a map, as far as it has them; `edges` when they stand only where an area ends.
#[must_use]
pub fn map_marks([best, grows, runs_out]: [bool; 3], edges: bool, lang: Lang) -> String {
    let mut marks: Vec<&str> = Vec::new();
    marks.extend(best.then_some(lang.pick("* most added users", "* 增量用户最多")));
    marks.extend(grows.then_some(match edges {
        true => lang.pick("K edge of where K is 1 or more", "K 为裂变系数到 1 的边界"),
        false => lang.pick("K is 1 or more", "K 表示裂变系数到 1"),
    }));
    marks.extend(runs_out.then_some(match edges {
        true => {
            lang.pick(
                "! edge of where rewards run out in half of campaigns",
                "! 为一半的模拟奖励提前发完的边界",
            )
        }
        false => lang.pick("! rewards run out in half of campaigns", "! 表示一半的模拟奖励提前发完"),
    }));
    marks.join(lang.pick(", ", "，"))
}

/// Below a page: what is in the folder.
#[must_use]
pub fn hint(lang: Lang) -> &'static str {
    lang.pick(
        "With -o DIR: all metrics of all points, and charts.",
        "加上 -o 文件夹，可得到全部组合的全部指标和图表。",
    )
}
