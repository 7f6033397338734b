//! What the pages of several studies say.

use super::Lang;

/// An uncertain input and its law.
#[must_use]
pub fn uncertain_input(key: &str, law: &str, lang: Lang) -> String {
    lang.pick(format!("Uncertain input {key}: {law}."), format!("不确定的输入 {key}：{law}。"))
}

/// Where the files are.
#[must_use]
pub fn saved(place: &str, lang: Lang) -> String {
    lang.pick(format!("Files: {place}"), format!("文件：{place}"))
}
