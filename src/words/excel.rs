//! Heads of columns, names of sheets and words in cells of tables for spreadsheets.

use super::Lang;
use super::metric::{line, metric, risk};
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

/// The head of a column by its name in files; keys of the scenario are columns, too.
#[must_use]
pub fn column(name: &str, lang: Lang) -> String {
    let title = heading(name, lang);
    if lang == Lang::Zh && title == name { path_in_chinese(name) } else { title }
}

/// What is measured, by its name in files.
#[must_use]
pub fn heading(name: &str, lang: Lang) -> String {
    if let Some(fixed) = fixed(name, lang) {
        return fixed.to_owned();
    }
    if let Some(named) = Metric::named(name) {
        return metric(&named, lang).into_owned();
    }
    if let Some(named) = Risk::named(name) {
        return risk(named, lang).to_owned();
    }
    if let Some(other) = OtherLine::ALL.into_iter().find(|other| other.name() == name) {
        return line(&Line::Other(other), lang).to_owned();
    }
    match lang {
        Lang::Zh => measure_names(name).into_iter().next().unwrap_or_else(|| name.to_owned()),
        Lang::En => name.to_owned(),
    }
}

/// Columns that are no metrics.
fn fixed(name: &str, lang: Lang) -> Option<&'static str> {
    let (en, zh) = match name {
        "replicate" => ("Replicate", "第几次模拟"),
        "stop_reason" => ("How it ended", "怎么收场"),
        "step" => ("Step", "步"),
        "day" => ("Day", "第几天"),
        "date" => ("Date", "日期"),
        "metric" => ("Metric", "指标"),
        "quantity" => ("Quantity", "项目"),
        "measure" => ("Measure", "衡量"),
        "value" => ("Value", "数值"),
        "unit" => ("Unit", "单位"),
        "better_is" => ("Better is", "越怎样越好"),
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
        "inviter" => ("Inviter", "邀请人所在人群"),
        "class" => ("Class", "类别"),
        "invited" => ("Invited", "受邀人所在人群"),
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
        _ => return None,
    };
    Some(lang.pick(en, zh))
}

/// A word in a cell that is no name of the scenario's own.
#[must_use]
pub fn word(text: &str, lang: Lang) -> Option<&'static str> {
    let (en, zh) = match text {
        "true" => ("yes", "是"),
        "false" => ("no", "否"),
        "count" => ("people", "人"),
        "money" => ("money", "金额"),
        "share" => ("share", "比例"),
        "ratio" => ("ratio", "比值"),
        "days" => ("days", "天"),
        _ => return None,
    };
    Some(lang.pick(en, zh))
}
