//! Problems with files beside the scenario, in both languages.

use super::phrase::{Words, number};
use crate::problem::{FileFault as F, FileProblem};

/// English.
pub(super) fn en(problem: &FileProblem) -> Words {
    let FileProblem { file, line, fault } = problem;
    let place = match (fault, line) {
        (F::BrokenGzip, Some(line)) => format!("`{file}`, after line {line}"),
        (_, Some(line)) => format!("`{file}`, line {line}"),
        (_, None) => format!("`{file}`"),
    };
    let say = |title: String, help: &str| Words::new(format!("{place}: {title}"), "", help);
    match fault {
        F::NotFound => {
            say("there is no such file".into(), "files are looked for in the folder of the scenario")
        }
        F::IsFolder => say("this is a folder".into(), "name a file in it"),
        F::NoFile => say("this is no file but a pipe or a device".into(), "save it as a file first"),
        F::Unreadable { reason } => say(format!("it cannot be read: {reason}"), ""),
        F::Empty => say("there is nothing in it".into(), "a line for each, for example `1001,1002`"),
        F::OtherFormat { format } => say(
            format!("this is a file of the kind {format}, not text"),
            "save it as CSV with the encoding UTF-8; gzip is read too",
        ),
        F::Binary => say(
            "there are bytes here that no text has".into(),
            "is it the right file? Save it as CSV with the encoding UTF-8",
        ),
        F::NotUtf8 => say(
            "this is not UTF-8 text".into(),
            "save it as CSV with the encoding UTF-8 (Excel and old programs may use GBK)",
        ),
        F::BrokenGzip => {
            say("the compressed file ends in the middle or is spoilt".into(), "copy or compress it again")
        }
        F::LongLine { limit } => say(
            format!("the line or an id is longer than {} bytes", number(*limit as f64)),
            "is it the right file? There is a line for each pair of people",
        ),
        F::OpenQuote => say(
            "a quotation mark is not closed".into(),
            "close it in the same line; a mark within quotation marks is doubled: `\"\"`",
        ),
        F::Fields { expected, found } => say(
            format!("there must be {expected} fields, and here are {found}"),
            "fields are separated by commas, tabs, semicolons or spaces, as in the first line; a header may name columns that are not needed",
        ),
        F::EmptyField => say("a field is empty".into(), "fill it or delete the line"),
        F::NoWeight { text } => say(format!("`{text}` is no weight"), "a weight is a number from 0"),
        F::NoMoment { text } => {
            say(format!("`{text}` is no moment"), "write it like `12h` or `3d`, counted from the start")
        }
        F::AfterTheEnd { days } => say(
            format!("this moment lies beyond the end of the campaign, which runs {} days", number(*days)),
            "choose an earlier one, or raise `days`",
        ),
        F::UnknownPerson { id, lines: 1 } => {
            say(format!("the network has no `{id}`"), "delete the line, or add this person to the network")
        }
        F::UnknownPerson { id, lines } => say(
            match lines {
                2 => format!("the network has no `{id}`, nor who stands in another line of this file"),
                _ => format!(
                    "the network has no `{id}`, nor others in {} lines of this file",
                    number(*lines as f64 - 1.0)
                ),
            },
            "ids must be written alike in all files",
        ),
        F::NamedTwice { id } => say(format!("`{id}` has been named before"), "delete one of the lines"),
        F::NoSegment { id, people: 1 } => {
            say(format!("it does not say the segment of `{id}`"), "add a line `person,segment`")
        }
        F::NoSegment { id, people } => say(
            format!(
                "it does not say the segments of {} people, the first of them `{id}`",
                number(*people as f64)
            ),
            "add a line `person,segment` for each",
        ),
        F::UnknownSegment { name, known } => {
            say(format!("there is no segment `{name}`"), &format!("the segments are {}", quoted(known, ", ")))
        }
        F::OtherSegment { id, segment } => say(
            format!("`{id}` belongs to the segment `{segment}`"),
            "list him among the seeds of that segment",
        ),
        F::TooManyPeople => {
            say("there are more people than can be numbered".into(), "take a part of the network")
        }
        F::TooManyContacts => {
            say("there are more contacts than can be numbered".into(), "take a part of the network")
        }
    }
}

/// Chinese.
pub(super) fn zh(problem: &FileProblem) -> Words {
    let FileProblem { file, line, fault } = problem;
    let place = match (fault, line) {
        (F::BrokenGzip, Some(line)) => format!("`{file}` 第 {line} 行之后"),
        (_, Some(line)) => format!("`{file}` 第 {line} 行"),
        (_, None) => format!("`{file}`"),
    };
    let say = |title: String, help: &str| Words::new(format!("{place}：{title}"), "", help);
    match fault {
        F::NotFound => say("没有这个文件".into(), "文件按方案所在的文件夹查找"),
        F::IsFolder => say("这是一个文件夹".into(), "请写其中的文件名"),
        F::NoFile => say("这不是文件，而是管道或设备".into(), "请先存成文件"),
        F::Unreadable { reason } => say(format!("无法读取：{reason}"), ""),
        F::Empty => say("没有内容".into(), "每行一条，例如 `1001,1002`"),
        F::OtherFormat { format } => {
            say(format!("这是 {format} 格式的文件，不是文本"), "请另存为 UTF-8 编码的 CSV；gzip 也可以直接读")
        }
        F::Binary => say("这里有文本中不会出现的字节".into(), "文件对吗？请另存为 UTF-8 编码的 CSV"),
        F::NotUtf8 => say("不是 UTF-8 文本".into(), "请另存为 UTF-8 编码的 CSV（Excel 和旧软件可能用 GBK）"),
        F::BrokenGzip => say("压缩文件不完整或已损坏".into(), "请重新复制或压缩"),
        F::LongLine { limit } => say(
            format!("这一行或其中的编号超过 {} 字节", number(*limit as f64)),
            "文件对吗？应当每行写一对人",
        ),
        F::OpenQuote => say("引号没有配对".into(), "请在同一行内补上；引号内的引号要写两个：`\"\"`"),
        F::Fields { expected, found } => say(
            format!("应有 {expected} 个字段，这里有 {found} 个"),
            "字段用逗号、制表符、分号或空格分隔，与第一行一致；有表头时可以有用不到的列",
        ),
        F::EmptyField => say("有一个字段是空的".into(), "请补上，或删掉这一行"),
        F::NoWeight { text } => say(format!("`{text}` 不是权重"), "权重是不小于 0 的数"),
        F::NoMoment { text } => say(format!("`{text}` 不是时间"), "从开始算起，写成 `12h` 或 `3d`"),
        F::AfterTheEnd { days } => {
            say(format!("这个时间在活动结束之后（活动 {} 天）", number(*days)), "请改早一些，或增加 `days`")
        }
        F::UnknownPerson { id, lines: 1 } => {
            say(format!("关系网里没有 `{id}`"), "请删掉这一行，或把这个人加进关系网")
        }
        F::UnknownPerson { id, lines } => say(
            format!("关系网里没有 `{id}`，此文件另有 {} 行也是这样", number(*lines as f64 - 1.0)),
            "各个文件里的编号写法要一致",
        ),
        F::NamedTwice { id } => say(format!("`{id}` 前面已经有了"), "请删掉其中一行"),
        F::NoSegment { id, people: 1 } => {
            say(format!("没有写 `{id}` 属于哪个人群"), "请加一行 `person,segment`")
        }
        F::NoSegment { id, people } => say(
            format!("有 {} 人没有写属于哪个人群，第一个是 `{id}`", number(*people as f64)),
            "请为每个人加一行 `person,segment`",
        ),
        F::UnknownSegment { name, known } => {
            say(format!("没有叫 `{name}` 的人群"), &format!("已有的人群：{}", quoted(known, "、")))
        }
        F::OtherSegment { id, segment } => {
            say(format!("`{id}` 属于人群 `{segment}`"), "请把他写进那个人群的种子名单")
        }
        F::TooManyPeople => say("人数太多，超出可编号的范围".into(), "请只取关系网的一部分"),
        F::TooManyContacts => say("关系太多，超出可编号的范围".into(), "请只取关系网的一部分"),
    }
}

/// Names in code style.
fn quoted(names: &[String], between: &str) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(between)
}
