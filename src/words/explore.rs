//! What stands on the page on which numbers are moved.

use super::Lang;
use super::number::{counted, grouped};
use super::page::key_named;
use super::run::report::{Topic, topic};
use std::time::Duration;

/// How many campaigns were simulated in which time.
#[must_use]
pub fn simulated(runs: u64, took: Duration, lang: Lang) -> String {
    let took = took.as_millis().max(1);
    lang.pick(
        format!("{} in {took} ms", counted(runs as f64, "simulated campaign")),
        format!("{} 次模拟，{took} 毫秒", grouped(runs as f64, 0)),
    )
}

/// What a figure is in the file.
#[must_use]
pub fn in_file(value: &str, lang: Lang) -> String {
    lang.pick(format!("in the file {value}"), format!("文件里 {value}"))
}

/// What the dashed line is.
#[must_use]
pub fn dashed(lang: Lang) -> &'static str {
    lang.pick("dashed: the file", "虚线：文件里的方案")
}

/// The head over what can go wrong.
#[must_use]
pub fn risks(lang: Lang) -> &'static str {
    topic(Topic::Risks, lang)
}

/// The head over what belongs to the campaign as a whole.
#[must_use]
pub fn campaign(lang: Lang) -> &'static str {
    lang.pick("The campaign", "活动整体")
}

/// The head over what belongs to everybody.
#[must_use]
pub fn everybody(lang: Lang) -> &'static str {
    lang.pick("Everybody", "全部人群")
}

/// The head over a reward.
#[must_use]
pub fn reward(name: &str, lang: Lang) -> String {
    lang.pick(format!("Reward: {name}"), format!("奖励：{name}"))
}

/// What stands behind a field in which a number of this unit is.
#[must_use]
pub fn unit(sign: &'static str, lang: Lang) -> &'static str {
    match sign {
        "d" => lang.pick("days", "天"),
        "h" => lang.pick("hours", "小时"),
        "m" => lang.pick("minutes", "分钟"),
        sign => sign,
    }
}

/// Where the page is, and how it is left.
#[must_use]
pub fn running(address: &str, lang: Lang) -> String {
    lang.pick(
        format!("Open {address} in a browser on this computer. Ctrl-C ends it."),
        format!("请在这台电脑的浏览器里打开 {address} （按 Ctrl-C 结束）。"),
    )
}

/// Nothing on this computer shows a page.
#[must_use]
pub fn no_browser(lang: Lang) -> &'static str {
    lang.pick(
        "No browser was found here; type the address above into one on this computer.",
        "没找到浏览器；请在这台电脑的浏览器里输入上面的地址。",
    )
}

/// The port that was asked for cannot be had.
#[must_use]
pub fn no_port(port: u16, error: &str, lang: Lang) -> String {
    lang.pick(
        format!("port {port} cannot be used: {error}; leave out --port, and a free one is taken"),
        format!("无法使用端口 {port}：{error}；不写 --port 就会自动选一个空闲的"),
    )
}

/// A name under which nothing can be saved.
#[must_use]
pub fn bad_name(lang: Lang) -> &'static str {
    lang.pick("a file name without folders, such as better.yaml", "请写不带文件夹的文件名，例如 新方案.yaml")
}

/// There is such a file.
#[must_use]
pub fn is_there(name: &str, lang: Lang) -> String {
    lang.pick(
        format!("{name} exists and stays as it is; choose another name"),
        format!("{name} 已存在，没有改动它；请换一个名字"),
    )
}

/// It is saved.
#[must_use]
pub fn saved(path: &str, lang: Lang) -> String {
    lang.pick(format!("saved as {path}"), format!("已存为 {path}"))
}

/// A number cannot be written into the text by a slider.
#[must_use]
pub fn not_here(key: &str, lang: Lang) -> String {
    lang.pick(
        format!("{key} cannot be moved here: others share what is written there; change the text"),
        format!("{} 不能在这里调：那一处文字是多处共用的，请直接改文字", key_named(key, lang)),
    )
}

/// What the page says: a name for the script, and the words.
#[must_use]
pub fn labels(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let all: [(&str, &str, &str); 31] = [
        ("page", "Move the numbers", "滑杆试算"),
        ("numbers", "Numbers", "调数"),
        ("result", "Result", "结果"),
        ("pins", "Side by side", "对比"),
        ("text", "Text", "文字"),
        ("skip", "Skip to the result", "跳到结果"),
        ("begin", "Begin with …", "从模板开始……"),
        ("reset", "Back to the file", "回到文件"),
        ("pin", "Pin this design", "钉住这个方案"),
        ("save", "Save as …", "另存为……"),
        ("report", "Report", "报告"),
        ("card", "Picture", "长图"),
        ("as_file", "as in the file", "和文件一样"),
        ("changed", "changed, not saved", "处改动，还没保存"),
        ("rewritten", "text changed, not saved", "文字有改动，还没保存"),
        ("undo", "as in the file", "还原"),
        ("more", "More numbers", "更多的数"),
        ("unsure", "not sure:", "拿不准："),
        ("pinned", "Pinned designs", "钉住的方案"),
        ("no_pins", "Pin a design to hold it against others.", "钉住几个方案，就能并排看。"),
        ("and", "; ", "；"),
        ("use", "Use this", "用这个"),
        ("take_off", "Take off", "取下"),
        ("design", "Design", "方案"),
        ("text_about", "In step with the sliders; type here as you like.", "和滑块同步，可以直接改。"),
        ("line", "Line", "第"),
        ("replace", "Replace by", "改成"),
        ("name", "File name", "文件名"),
        ("working", "simulating …", "模拟中……"),
        ("gone", "kfactor has ended. Start it again to go on.", "kfactor 已结束。重新启动后可以继续。"),
        ("as_was", "Below is the last answer before this mistake.", "下面是出错之前的结果。"),
    ];
    all.into_iter().map(|(name, en, zh)| (name, lang.pick(en, zh))).collect()
}
