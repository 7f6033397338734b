//! What the pages of several studies say.

use super::Lang;
use crate::input::path_in_chinese;

/// A key of the scenario as it is called.
#[must_use]
pub fn key_named(key: &str, lang: Lang) -> String {
    lang.pick(key.to_owned(), path_in_chinese(key))
}

/// An uncertain input and its law.
#[must_use]
pub fn uncertain_input(key: &str, law: &str, lang: Lang) -> String {
    lang.pick(
        format!("Uncertain input {key}: {law}."),
        format!("不确定的输入 {}：{law}。", key_named(key, Lang::Zh)),
    )
}

/// A key for everybody that nobody uses: what is wrong, and the way out.
#[must_use]
pub fn idle_key(key: &str, meant: &[String], lang: Lang) -> (String, String) {
    const TOLD: usize = 3;
    let quoted: Vec<String> = meant.iter().take(TOLD).map(|key| format!("`{key}`")).collect();
    let more = if meant.len() > TOLD { lang.pick(" …", "……") } else { "" };
    let quoted = quoted.join(lang.pick(" or ", " 或 ")) + more;
    let on_channels =
        |key: &String| ["channels", "分享渠道"].iter().any(|&named| key.split('.').any(|part| part == named));
    let each = if meant.iter().any(on_channels) { ["channel", "渠道"] } else { ["segment", "人群"] };
    lang.pick(
        (format!("nobody uses `{key}`: every {} has its own", each[0]), format!("write {quoted}")),
        (format!("`{key}` 没有人用：每个{}都有自己的值", each[1]), format!("请写 {quoted}")),
    )
}

/// Where the files are.
#[must_use]
pub fn saved(place: &str, lang: Lang) -> String {
    lang.pick(format!("Files: {place}"), format!("文件：{place}"))
}
