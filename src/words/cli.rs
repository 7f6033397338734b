//! What the command line itself says.

use super::Lang;
use super::number::{grouped, short_count, with_noun};
use crate::scenario::Why;
use crate::study::following::{LARGEST_MARKET, MOST_PEOPLE, Refusal, TooMany};

/// A line on what went wrong.
#[must_use]
pub fn error(what: &str, lang: Lang) -> String {
    lang.pick(format!("error: {what}\n"), format!("错误：{what}\n"))
}

/// Template of the progress bar; it fits into 80 columns.
#[must_use]
pub fn progress(lang: Lang) -> &'static str {
    lang.pick(
        "simulating {bar:16} {human_pos}/{human_len}, {speed}/s, {eta} left",
        "模拟中 {bar:16} {human_pos}/{human_len}，{speed}/秒，剩余 {eta}",
    )
}

/// What pictures show as empty boxes.
#[must_use]
pub fn shown_as_boxes(characters: &str, lang: Lang) -> String {
    lang.pick(
        format!(
            "note: the PNG pictures show an empty box for {characters}: their font has no such characters. \
             The SVG charts and report.html show them."
        ),
        format!("提示：PNG 图片里 {characters} 显示为方框（内置字体没有这些字）；SVG 图和 report.html 里能正常显示。"),
    )
}

/// A campaign of which every step takes long, because of what rules tell apart.
#[must_use]
pub fn rules_take_long(numbers: f64, lang: Lang) -> String {
    let numbers = grouped(numbers, 0);
    lang.pick(
        format!(
            "note: this takes long: one sharer may bring thousands, and a rule (`every` without a cap or with a large one; a \
             rank or lottery beside bonus hunters who are found out) tells about {numbers} numbers of invitations apart in \
             every step. A small `cap` on `every` makes it fast."
        ),
        format!(
            "提示：这个方案计算较慢：一名分享者可能带来成千上万人，而某条规则（`每邀` 没有 `每人上限` 或上限很大；或要识别羊毛党的排名、抽奖）\
             每一步都要区分约 {numbers} 种邀请数。给 `每邀` 加上较小的 `每人上限` 就会很快。"
        ),
    )
}

/// A campaign that takes so many seconds, or more where it was not waited for; and how many campaigns there will be, which
/// take so many seconds.
#[must_use]
pub fn takes_long(seconds: f64, is_over: bool, in_all: Option<(u64, f64)>, lang: Lang) -> String {
    let at_least =
        lang.pick(if is_over { "about " } else { "more than " }, if is_over { "约需 " } else { "超过 " });
    let each = format!("{at_least}{}", seconds_told(seconds, lang));
    let all =
        in_all.filter(|(campaigns, _)| *campaigns > 1).map_or_else(String::new, |(campaigns, seconds)| {
            let (campaigns, seconds) = (grouped(campaigns as f64, 0), seconds_told(seconds, lang));
            lang.pick(
                format!(", all {campaigns} of them {at_least}{seconds}"),
                format!("，全部 {campaigns} 次{at_least}{seconds}"),
            )
        });
    lang.pick(
        format!(
            "note: this takes long: one campaign takes {each} here{all}. Fewer `--runs` or a longer `step` give a first \
             answer sooner."
        ),
        format!("提示：这个方案计算较慢：模拟一次{each}{all}。减小 `--runs` 或加长 `步长`，可以更快得到初步结果。"),
    )
}

/// A time that somebody waits.
fn seconds_told(seconds: f64, lang: Lang) -> String {
    match seconds {
        few if few < 9.5 => lang.pick(format!("{few:.1} s"), format!("{few:.1} 秒")),
        some if some < 99.5 => lang.pick(format!("{some:.0} s"), format!("{some:.0} 秒")),
        many if many < 99.5 * 60.0 => {
            let minutes = many / 60.0;
            lang.pick(format!("{minutes:.0} min"), format!("{minutes:.0} 分钟"))
        }
        hours => {
            let hours = grouped(hours / 3600.0, 0);
            lang.pick(format!("{hours} h"), format!("{hours} 小时"))
        }
    }
}

/// Why members cannot be followed as it was asked, and what can be done.
#[must_use]
pub fn not_followed(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::Network => lang.pick(
            "--engine cohort counts people and does not know who knows whom; on a `network` everybody is followed one by one. \
             Leave --engine out."
                .to_owned(),
            "--engine cohort 只计人数，不知道谁认识谁；有 `关系网` 时要逐人模拟。请去掉 --engine。".to_owned(),
        ),
        Refusal::Caps => lang.pick(
            "--engine cohort counts people and does not know whose friends order, which a `cap` on orders asks for. Use --engine \
             agent, or leave --engine out."
                .to_owned(),
            "--engine cohort 只计人数，不知道下单的是谁的好友，而订单奖励的 `每人上限` 要知道。请改用 --engine agent，或去掉 --engine。"
                .to_owned(),
        ),
        Refusal::Quotas => lang.pick(
            "--engine cohort counts people and does not know how many invitations each has left, which a `quota` asks for. Use \
             --engine agent, or leave --engine out."
                .to_owned(),
            "--engine cohort 只计人数，不知道每个人还剩几个邀请名额，而 `邀请名额` 要知道。请改用 --engine agent，或去掉 --engine。"
                .to_owned(),
        ),
        Refusal::Waits => lang.pick(
            "--engine cohort counts people and does not know how long each has waited to share, which a law in `share.after` asks \
             for. Use --engine agent, or leave --engine out."
                .to_owned(),
            "--engine cohort 只计人数，不知道每人已经等了多久，而 `分享.间隔` 的分布要知道。请改用 --engine agent，或去掉 --engine。"
                .to_owned(),
        ),
        Refusal::Inviters => lang.pick(
            "--engine cohort counts people and does not know who invited whom, which --trees asks for. Use --engine agent, or \
             leave --engine out."
                .to_owned(),
            "--engine cohort 只计人数，不知道 --trees 要的谁邀请了谁。请改用 --engine agent，或去掉 --engine。".to_owned(),
        ),
        Refusal::TooMany { people, uncounted } => too_many(*people, *uncounted, lang),
    }
}

fn too_many(people: TooMany, uncounted: Option<Why>, lang: Lang) -> String {
    let what = match people {
        TooMany::Expected(people) => {
            let (expected, most) = (short_count(people.round(), lang), short_count(MOST_PEOPLE, lang));
            lang.pick(
                format!(
                    "Everybody who accepts is followed one by one, and about {expected} people are expected; at most {most} \
                     can be."
                ),
                format!("接受邀请的人要逐人模拟，预计约 {}，最多支持 {}。", with_noun(&expected, "人"), with_noun(&most, "人")),
            )
        }
        TooMany::Market(people) => {
            let (market, most) = (short_count(people, lang), short_count(LARGEST_MARKET, lang));
            lang.pick(
                format!(
                    "Everybody in the market is somebody, and there are {market}; at most {most} can be."
                ),
                format!(
                    "市场里的每个人都要记住，市场共有 {}，最多支持 {}。",
                    with_noun(&market, "人"),
                    with_noun(&most, "人")
                ),
            )
        }
    };
    let way_out = match uncounted {
        None => lang.pick(
            "Use --engine cohort, whose time does not grow with the number of people, or make it smaller.",
            "请改用 --engine cohort（耗时不随人数增加），或缩小规模。",
        ),
        Some(Why::Inviters) => lang.pick(
            "Leave --trees out: members are then counted, which takes no longer for more people. Or make it smaller.",
            "请去掉 --trees（改为只计人数，耗时不随人数增加），或缩小规模。",
        ),
        Some(Why::Waits) => lang.pick(
            "Write one duration in `share.after` (then waits are exponential and members are counted), or make it smaller.",
            "请在 `分享.间隔` 里只写一个时间（即指数分布，改为只计人数），或缩小规模。",
        ),
        Some(Why::Caps) => lang.pick(
            "Leave the `cap` of what orders earn out: members are then counted. Or make it smaller.",
            "请去掉订单奖励的 `每人上限`（改为只计人数），或缩小规模。",
        ),
        Some(Why::Quotas) => lang.pick(
            "Leave `quota` out: members are then counted. Or make it smaller.",
            "请去掉 `邀请名额`（改为只计人数），或缩小规模。",
        ),
        Some(_) => lang.pick("Make it smaller.", "请缩小规模。"),
    };
    lang.pick(format!("{what} {way_out}"), format!("{what}{way_out}"))
}

/// Interrupted before anything was finished.
#[must_use]
pub fn nothing_finished(lang: Lang) -> &'static str {
    lang.pick(
        "Interrupted before the first campaigns were finished; nothing was written.",
        "已中断：尚无完成的模拟，没有写出任何文件。",
    )
}

/// Interrupted after everything was simulated.
#[must_use]
pub fn complete_all_the_same(lang: Lang) -> &'static str {
    lang.pick(
        "interrupted: everything was simulated by then, and the result is complete",
        "已中断：此前模拟已全部完成，结果是完整的",
    )
}

/// Why the numbers are not final.
#[must_use]
pub fn inconclusive(interrupted: bool, replicates: u64, lang: Lang) -> String {
    let runs = with_noun(&short_count(replicates as f64, lang), "次");
    match interrupted {
        true => lang.pick(
            format!("interrupted: the numbers are those of {replicates} finished campaigns"),
            format!("已中断：结果只算已完成的 {runs}"),
        ),
        false => lang.pick(
            format!("the precision asked for was not reached in {replicates} campaigns; raise --runs"),
            format!("模拟 {runs}还不够准；请加大 --runs"),
        ),
    }
}

/// Fewer threads than were wanted.
#[must_use]
pub fn fewer_threads(running: usize, why: &str, lang: Lang) -> String {
    let plural = if running == 1 { "" } else { "s" };
    lang.pick(
        format!("the system starts no more threads ({why}); working on {running} thread{plural}"),
        format!("系统不再允许启动新线程（{why}），改用 {running} 个线程"),
    )
}

/// A file that some other program, or a person, has written.
#[must_use]
pub fn foreign(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} is not a result of kfactor and is not overwritten; move it away, or choose another folder with -o"),
        format!("{path} 不是 kfactor 的结果，不会覆盖；请移走它，或用 -o 另选文件夹"),
    )
}

/// Something that is no plain file where one is to be written.
#[must_use]
pub fn in_the_way(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("cannot write {path}: there is a link, a folder, a pipe or a device; move it away, or choose another place"),
        format!("无法写入 {path}：那里是链接、文件夹、管道或设备；请移走它，或另选位置"),
    )
}

/// An interrupted result that was not written.
#[must_use]
pub fn complete_stays(lang: Lang) -> &'static str {
    lang.pick(
        "the folder holds a complete result, which stays; what is finished of this one is not written",
        "文件夹里已有完整的结果，予以保留；本次未完成的结果没有写入",
    )
}

/// A folder that is needed and not there.
#[must_use]
pub fn no_folder(path: &str, folder: &str, lang: Lang) -> String {
    lang.pick(
        format!("cannot write {path}: there is no folder {folder}; make it first"),
        format!("无法写入 {path}：没有文件夹 {folder}，请先新建"),
    )
}

/// A file that cannot be read.
#[must_use]
pub fn cannot_read(path: &str, why: &str, lang: Lang) -> String {
    lang.pick(format!("cannot read the scenario {path}: {why}"), format!("无法读取方案文件 {path}：{why}"))
}

/// A file or folder that cannot be written; the reason begins with its path.
#[must_use]
pub fn cannot_write(why: &str, lang: Lang) -> String {
    lang.pick(format!("cannot write {why}"), format!("无法写入 {why}"))
}

/// Standard output that takes nothing.
#[must_use]
pub fn cannot_print(why: &str, lang: Lang) -> String {
    lang.pick(format!("cannot write to standard output: {why}"), format!("无法写到标准输出：{why}"))
}

/// No thread that can work.
#[must_use]
pub fn no_threads(why: &str, lang: Lang) -> String {
    lang.pick(format!("cannot start the threads that simulate: {why}"), format!("无法启动模拟线程：{why}"))
}

/// A scenario that is written in the standard form already.
#[must_use]
pub fn nothing_to_fix(path: &str, lang: Lang) -> String {
    lang.pick(format!("{path} is in the standard form\n"), format!("{path} 已是标准写法\n"))
}

/// A scenario that was put into the standard form, or would be.
#[must_use]
pub fn fixed(path: &str, changes: usize, done: bool, lang: Lang) -> String {
    let plural = if changes == 1 { "" } else { "s" };
    match done {
        true => lang
            .pick(format!("{path}: {changes} change{plural} made\n"), format!("{path}：已改 {changes} 处\n")),
        false => lang.pick(
            format!("{path}: {changes} change{plural} to make; nothing was written\n"),
            format!("{path}：有 {changes} 处要改；文件没有改动\n"),
        ),
    }
}

/// A template that does not exist.
#[must_use]
pub fn no_template(name: &str, nearest: Option<&str>, names: &str, lang: Lang) -> String {
    let meant = nearest.map_or_else(String::new, |nearest| {
        lang.pick(format!(" Did you mean `{nearest}`?"), format!("是不是 `{nearest}`？"))
    });
    lang.pick(
        format!("there is no template `{name}`.{meant} Templates: {names}."),
        format!("没有名为 `{name}` 的模板。{meant}可用模板：{names}。"),
    )
}

/// A file name without a template.
#[must_use]
pub fn which_template(lang: Lang) -> &'static str {
    lang.pick(
        "which template? `kfactor init` alone lists them",
        "请指定模板；不带参数的 `kfactor init` 会列出全部模板",
    )
}

/// A command without a manual page.
#[must_use]
pub fn no_command(name: &str, lang: Lang) -> String {
    lang.pick(
        format!("there is no command `{name}`; `kfactor --help` lists them"),
        format!("没有命令 `{name}`；`kfactor --help` 列出全部命令"),
    )
}

/// Nothing on this computer shows a page.
#[must_use]
pub fn no_browser(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("No browser was found here. The report is at {path}: open it on any computer or phone."),
        format!("没找到浏览器。报告在 {path}，可在任何电脑或手机上打开。"),
    )
}

/// A folder without the result of a command.
#[must_use]
pub fn no_report_in(folder: &str, lang: Lang) -> String {
    lang.pick(
        format!("there is no report in {folder}: name a folder that a command has written with -o"),
        format!("{folder} 里没有报告：要写带 -o 运行命令时存结果的那个文件夹"),
    )
}

/// What a report is made from cannot be read.
#[must_use]
pub fn no_kept_report(why: &str, lang: Lang) -> String {
    lang.pick(format!("cannot read {why}"), format!("无法读取 {why}"))
}

/// A file from which no report can be made.
#[must_use]
pub fn no_report(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} is not what kfactor keeps of a report; run the command again with -o to have it"),
        format!("{path} 不是 kfactor 保存的报告内容；请带 -o 重新运行"),
    )
}

/// A file that is there already.
#[must_use]
pub fn file_exists(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("{path} exists already; choose another name with -o, or replace it with --force"),
        format!("{path} 已存在；用 -o 另取文件名，或用 --force 覆盖"),
    )
}

/// A template was written.
#[must_use]
pub fn written(path: &str, lang: Lang) -> String {
    lang.pick(
        format!("Wrote {path}. Change what you know, then: kfactor run {path} -o out\n"),
        format!("已写入 {path}。改成你的数字，然后运行：kfactor run {path} -o out\n"),
    )
}

/// Above the list of templates.
#[must_use]
pub fn templates(lang: Lang) -> &'static str {
    lang.pick("Templates, each a complete scenario with comments:", "模板（每个都是带注释的完整方案）：")
}

/// Below the list of templates.
#[must_use]
pub fn how_to_init(lang: Lang) -> &'static str {
    lang.pick("Write one:  kfactor init task-unlock", "写出模板：kfactor init 任务宝")
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn progress_fits_into_80_columns() {
        for lang in [Lang::En, Lang::Zh] {
            let mut line = progress(lang).replace("{bar:16}", &"█".repeat(16));
            for (key, longest) in [
                ("human_pos", "10,000,000"),
                ("human_len", "10,000,000"),
                ("speed", "1,234,567"),
                ("eta", "999y"),
            ] {
                line = line.replace(&format!("{{{key}}}"), longest);
            }
            assert!(!line.contains('{') && line.width() < 80, "{line}");
        }
    }
}
