//! Heads of columns, names of sheets and words in cells of tables for spreadsheets.

use super::Lang;
use super::metric::{line, metric, risk};
use super::run::chart::stage;
use crate::input::{measure_names, path_in_chinese};
use crate::metrics::{Line, Metric, OtherLine, Risk};

/// What a table is called, by the name of its file.
#[must_use]
pub fn sheet(file: &str, lang: Lang) -> String {
    let (en, zh) = match file {
        "timeline" => ("Timeline", "走势"),
        "segments" => ("Segments", "人群"),
        "funnel" => ("Funnel", "转化漏斗"),
        "ledger" => ("Ledger", "成本明细"),
        "compare" => ("Comparison", "对比"),
        "sweep" => ("Sweep", "逐值试算"),
        "theory" => ("Theory", "推算"),
        "matrix" => ("Who brings whom", "谁带来谁"),
        "course" => ("Expected course", "预期进程"),
        "levers" => ("Levers", "可调项"),
        other => return other.to_owned(),
    };
    lang.pick(en, zh).to_owned()
}

/// The head of a column of this file, which may have one of its own.
#[must_use]
pub fn column_of(file: &str, name: &str, lang: Lang) -> String {
    let (en, zh) = match (file, name) {
        ("matrix", "inviter") => ("Inviter's segment", "邀请人所在人群"),
        ("matrix", "invited") => ("Invited segment", "受邀人所在人群"),
        ("ledger", "cost") => ("Cost", "成本"),
        _ => return column(name, lang),
    };
    lang.pick(en, zh).to_owned()
}

/// The head of a column by its name in files; keys of the scenario are columns, too.
#[must_use]
pub fn column(name: &str, lang: Lang) -> String {
    let title = measured(name, lang);
    if lang == Lang::Zh && title == name { path_in_chinese(name) } else { title }
}

/// What stands in a cell of this column of this file where it is no number: names of what is measured, fixed words, keys, and
/// what is called as somebody likes.
#[must_use]
pub fn cell(file: &str, column: &str, text: &str, lang: Lang) -> String {
    let fixed = || word(text, lang).map_or_else(|| text.to_owned(), str::to_owned);
    match column {
        "metric" | "quantity" => measured(text, lang),
        "rule" => other_line(text, lang).unwrap_or_else(|| text.to_owned()),
        "stage" => stage(text, lang).to_owned(),
        "name" | "segment" | "channel" | "design" => text.to_owned(),
        "inviter" | "invited" if file == "matrix" => text.to_owned(),
        "lever" => lang.pick(text.to_owned(), path_in_chinese(text)),
        _ => fixed(),
    }
}

/// What is measured, by its name in files.
fn measured(name: &str, lang: Lang) -> String {
    if let Some(fixed) = fixed(name, lang) {
        return fixed.to_owned();
    }
    if let Some(named) = Metric::named(name) {
        return metric(&named, lang).into_owned();
    }
    if let Some(named) = Risk::named(name).or_else(|| Risk::named(name.strip_prefix("chance_")?)) {
        return risk(named, lang).to_owned();
    }
    if let Some(other) = other_line(name, lang) {
        return other;
    }
    match lang {
        Lang::Zh => measure_names(name).into_iter().next().unwrap_or_else(|| name.to_owned()),
        Lang::En => name.to_owned(),
    }
}

fn other_line(name: &str, lang: Lang) -> Option<String> {
    let other = OtherLine::ALL.into_iter().find(|other| other.name() == name)?;
    Some(line(&Line::Other(other), lang).to_owned())
}

/// Columns that are no metrics.
fn fixed(name: &str, lang: Lang) -> Option<&'static str> {
    let (en, zh) = match name {
        "replicate" => ("Replicate", "模拟编号"),
        "stop_reason" => ("How it ended", "怎么收场"),
        "step" => ("Step", "步"),
        "day" => ("Day", "第几天"),
        "date" => ("Date", "日期"),
        "metric" => ("Metric", "指标"),
        "quantity" => ("Quantity", "项目"),
        "measure" => ("Measure", "衡量"),
        "value" => ("Value", "数值"),
        "unit" => ("Unit", "单位"),
        "better_is" => ("Better is", "怎样算好"),
        "design" => ("Design", "方案"),
        "name" => ("Name", "名称"),
        "mean" => ("Mean", "平均"),
        "mcse" => ("Error of the mean", "误差"),
        "p05" => ("5% quantile", "90%下限"),
        "p25" => ("25% quantile", "50%下限"),
        "p50" => ("Median", "中位数"),
        "p75" => ("75% quantile", "50%上限"),
        "p95" => ("95% quantile", "90%上限"),
        "segment" => ("Segment", "人群"),
        "stage" => ("Stage", "环节"),
        "channel" => ("Channel", "分享渠道"),
        "pass_rate" => ("Pass rate", "转化率"),
        "rule" => ("Rule", "规则"),
        "due" => ("Due", "应兑现"),
        "paid" => ("Paid", "已兑现"),
        "broken" => ("Broken", "未兑现"),
        "cost_mcse" => ("Error of the cost", "成本误差"),
        "person" => ("Person", "成员编号"),
        "inviter" => ("Inviter", "邀请人编号"),
        "generation" => ("Generation", "第几代"),
        "joined" => ("Joined on day", "第几天加入"),
        "class" => ("Class", "类别"),
        "point" => ("Point", "第几组"),
        "saving" => ("Saved against elsewhere", "比其他渠道省"),
        "weight" => ("Weight", "权重"),
        "lever" => ("Lever", "可调项"),
        "now" => ("Now", "现在"),
        "critical" => ("Critical value", "临界值"),
        "elasticity" => ("Elasticity", "弹性"),
        "k_at_best" => ("K at best", "最好时的裂变系数"),
        "n" => ("Number", "次数"),
        "difference" => ("Difference", "差异"),
        "difference_se" => ("Error of the difference", "差异的误差"),
        "low" => ("From", "下限"),
        "high" => ("To", "上限"),
        "better" => ("Better in", "胜率"),
        "equal" => ("Equal in", "平局率"),
        "settled" => ("Settled", "分出高下"),
        "single_p05" => ("Single campaigns, 5% quantile", "单次差异 90%下限"),
        "single_p95" => ("Single campaigns, 95% quantile", "单次差异 90%上限"),
        "better_apart" => ("Better in, without common luck", "胜率（运气不同）"),
        "equal_apart" => ("Equal in, without common luck", "平局率（运气不同）"),
        "better_mean" => ("Sure that the mean is better", "平均更好的把握"),
        "p" => ("p", "p 值"),
        "p_holm" => ("p, all comparisons allowed for", "校正后 p 值"),
        "variance_reduction" => ("Variance reduction", "方差缩减倍数"),
        "equivalent_replicates" => ("Independent campaigns for the same", "相当于独立模拟次数"),
        _ => return None,
    };
    Some(lang.pick(en, zh))
}

/// A word in a cell that is no name of the scenario's own.
fn word(text: &str, lang: Lang) -> Option<&'static str> {
    let (en, zh) = match text {
        "true" => ("yes", "是"),
        "false" => ("no", "否"),
        "count" => ("people", "人"),
        "money" => ("money", "金额"),
        "share" => ("share", "比例"),
        "ratio" => ("ratio", "比值"),
        "days" => ("days", "天"),
        "chance" => ("chance", "概率"),
        "people" => ("people", "人"),
        "invitations" => ("invitations", "邀请数"),
        "factor" => ("factor", "倍数"),
        "more" => ("more", "越大越好"),
        "less" => ("less", "越小越好"),
        "visitors" => ("visitors", "过客"),
        "settlers" => ("settlers", "常驻"),
        _ => return None,
    };
    Some(lang.pick(en, zh))
}
