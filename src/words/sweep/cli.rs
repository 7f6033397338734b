//! What the command line says of a sweep.

use crate::study::sweep::Difference;
use crate::words::Lang;
use crate::words::number::grouped;
use crate::words::page::key_named;

/// A preset that the scenario has nothing for.
#[must_use]
pub fn no_task(lang: Lang) -> &'static str {
    lang.pick(
        "--preset invites needs a reward with `when: { invites: N }`, and this scenario has none",
        "--preset 邀几人 需要一条 `条件: { 邀满: N }` 的奖励，而这个方案没有",
    )
}

/// A preset that does not know which of several tiers.
#[must_use]
pub fn several_tiers(keys: &[String], lang: Lang) -> String {
    let keys: Vec<String> = keys.iter().map(|key| key_named(key, lang)).collect();
    let (all, first) = (keys.join(lang.pick(", ", "、")), keys.first().map_or("", String::as_str));
    lang.pick(
        format!(
            "--preset invites needs one task, and this scenario has several tiers ({all}); \
             say which: --vary '{first}=1,2,3,5'"
        ),
        format!("--preset 邀几人 只适用于一个任务，而这个方案有多级（{all}）；请指明是哪一级：--vary '{first}=1,2,3,5'"),
    )
}

/// A journal of another sweep.
#[must_use]
pub fn other_sweep(difference: Difference, folder: &str, lang: Lang) -> String {
    use Difference as D;
    let what = match difference {
        D::Format | D::Version => lang.pick("another version of kfactor", "另一个版本的 kfactor"),
        D::Grid => lang.pick("other keys or values", "别的键或取值"),
        D::Seed => lang.pick("another --seed", "另一个 --seed"),
        D::Replicates => lang.pick("other --runs", "另一个 --runs"),
        D::Scenario => lang.pick("another scenario, or other --set", "另一个方案，或别的 --set"),
    };
    lang.pick(
        format!("cannot resume: the unfinished sweep in {folder} has {what}; repeat its command, or choose another -o"),
        format!("无法继续：{folder} 中没算完的试算用的是{what}；请重复原来的命令，或用 -o 另选文件夹"),
    )
}

/// A half-finished sweep that was not asked to be continued.
#[must_use]
pub fn unfinished(finished: usize, folder: &str, journal: &str, lang: Lang) -> String {
    let points = grouped(finished as f64, 0);
    lang.pick(
        format!(
            "an unfinished sweep is in {folder} ({points} points are done); continue it with --resume, \
             or delete {journal} to begin anew"
        ),
        format!("{folder} 中有没算完的试算（已完成 {points} 个组合）；加上 --resume 接着算，删除 {journal} 则重新开始"),
    )
}

/// Another process works in the folder.
#[must_use]
pub fn busy(folder: &str, lang: Lang) -> String {
    lang.pick(
        format!("another kfactor is sweeping into {folder}; wait for it, or choose another -o"),
        format!("另一个 kfactor 正在写入 {folder}；请等它结束，或用 -o 另选文件夹"),
    )
}

/// A journal that does not hold what its header says.
#[must_use]
pub fn broken_journal(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} is not understood; delete it to begin anew"),
        format!("无法读懂 {path}；删除它可重新开始"),
    )
}

/// A journal of which only the begin can be read.
#[must_use]
pub fn damaged(finished: usize, copy: &str, lang: Lang) -> String {
    let points = grouped(finished as f64, 0);
    lang.pick(
        format!("the journal of the unfinished sweep is damaged behind its first {points} points, which count; all of it is kept as {copy}"),
        format!("没算完的试算日志有损坏，只有前 {points} 个组合可用；完整的日志另存为 {copy}"),
    )
}

/// Nothing to continue.
#[must_use]
pub fn begins_anew(folder: &str, lang: Lang) -> String {
    lang.pick(
        format!("no unfinished sweep in {folder}: beginning from the start"),
        format!("{folder} 中没有可以接着算的试算：从头开始"),
    )
}

/// Where a sweep is taken up again.
#[must_use]
pub fn resumed(finished: usize, points: usize, lang: Lang) -> String {
    let (finished, points) = (grouped(finished as f64, 0), grouped(points as f64, 0));
    lang.pick(
        format!("resuming: {finished} of {points} points are done already"),
        format!("接着算：{points} 个组合中已完成 {finished} 个"),
    )
}

/// Interrupted; what is finished is kept, or not.
#[must_use]
pub fn interrupted(finished: usize, points: usize, folder: Option<&str>, lang: Lang) -> String {
    let (done, all) = (grouped(finished as f64, 0), grouped(points as f64, 0));
    match folder {
        Some(folder) => lang.pick(
            format!("interrupted: {done} of {all} points are kept in {folder}; continue with the same command and --resume"),
            format!("已中断：{all} 个组合中已完成的 {done} 个保存在 {folder}；用同样的命令加上 --resume 接着算"),
        ),
        None => lang.pick(
            format!("interrupted after {done} of {all} points; nothing is kept. With -o DIR a sweep can be continued"),
            format!("已中断：完成了 {all} 个组合中的 {done} 个，未保存；加上 -o 文件夹，中断后才能接着算"),
        ),
    }
}
