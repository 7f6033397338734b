//! What `kfactor check` says beside its report.

use crate::words::Lang;
use crate::words::number::counted;

/// A baseline was written.
#[must_use]
pub fn baseline_written(path: &str, scenarios: usize, lang: Lang) -> String {
    lang.pick(
        format!("Wrote the baseline {path} ({}).", counted(scenarios as f64, "scenario")),
        format!("已写入基线 {path}（{scenarios} 个方案）。"),
    )
}

/// A baseline that cannot be read.
#[must_use]
pub fn cannot_read_baseline(path: &str, why: &str, lang: Lang) -> String {
    lang.pick(format!("cannot read the baseline {path}: {why}"), format!("无法读取基线文件 {path}：{why}"))
}

/// A file that is no baseline.
#[must_use]
pub fn no_baseline(path: &str, why: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} is no baseline of this program ({why}); write a new one with --update-baseline"),
        format!("{path} 不是本程序的基线文件（{why}）；请用 --update-baseline 重新写入"),
    )
}

/// A file of somebody else where the baseline is to be written.
#[must_use]
pub fn somebody_elses(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} is no baseline, and not of kfactor: it stays as it is; choose another name, or move it away"),
        format!("{path} 不是基线，也不是 kfactor 写的，没有改动它；请换一个名字，或先把它移走"),
    )
}

/// A baseline whose numbers no seed gives any more.
#[must_use]
pub fn other_streams(path: &str, version: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} was written by kfactor {version}, when the same seed gave other numbers: nothing can be compared with it; write a new one with --update-baseline (CHANGELOG.md says what moved)"),
        format!("{path} 由 kfactor {version} 写入，那时同样的随机数编号给出别的数：无法比较；请用 --update-baseline 重新写入（哪些数变了见 CHANGELOG.md）"),
    )
}

/// A file with a baseline that is not there.
#[must_use]
pub fn baseline_missing(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("there is no baseline {path}; write it with --update-baseline"),
        format!("没有基线文件 {path}；请用 --update-baseline 写入"),
    )
}

/// No statement anywhere.
#[must_use]
pub fn nothing_to_check(lang: Lang) -> &'static str {
    lang.pick(
        "there is nothing to check: no scenario has `expect`, and there is no --baseline",
        "没有可检验的：所有方案都没有 `预期`，也没有 --baseline",
    )
}

/// No scenario at a path.
#[must_use]
pub fn no_scenario(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("there is no scenario (*.yaml, *.yml) at {path}"),
        format!("{path} 处没有方案文件（*.yaml、*.yml）"),
    )
}

/// More first replicates than replicates at most.
#[must_use]
pub fn runs_above_most(lang: Lang) -> &'static str {
    lang.pick("--runs cannot be above --max-runs", "--runs 不能大于 --max-runs")
}

/// That a file holds the people of a scenario, and is none itself.
#[must_use]
pub fn are_people(path: &str, of: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} says who the people of {of} are: checked with it, not by itself"),
        format!("{path} 是 {of} 引用的人群文件，随它一起检验，不单独检验"),
    )
}

/// A link in a folder that leads out of it.
#[must_use]
pub fn leads_out(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} leads out of the folder and is not checked; name it to check it"),
        format!("{path} 是指向文件夹之外的链接，未检验；要检验请直接写出它的路径"),
    )
}
