//! What the pages of several studies say.

use super::Lang;
use crate::input::path_in_chinese;

/// A key of the scenario as it is called; several that go together are joined by `+`.
#[must_use]
pub fn key_named(key: &str, lang: Lang) -> String {
    match lang {
        Lang::En => key.to_owned(),
        Lang::Zh => keys_together(key).map(path_in_chinese).collect::<Vec<_>>().join("+"),
    }
}

/// The keys that are varied together.
pub fn keys_together(keys: &str) -> impl Iterator<Item = &str> {
    keys.split(['+', '＋']).map(str::trim)
}

/// Parts of keys that say nothing without what stands before them, in both languages.
const SAY_LITTLE: [&str; 6] = ["max", "最高", "mean", "平均", "reward", "奖励"];

/// The last parts of keys that still tell them apart, as they are called: `invites`, or `core.share` and `casual.share`.
#[must_use]
pub fn short_names<'a>(keys: impl Iterator<Item = &'a str>, lang: Lang) -> Vec<String> {
    let keys: Vec<String> = keys.map(|key| key_named(key, lang)).collect();
    let tail = |key: &str, parts: usize| {
        let tail_of_one = |key: &str| {
            let all: Vec<&str> = key.split('.').map(str::trim).collect();
            let mut first = all.len().saturating_sub(parts);
            while first > 0 && SAY_LITTLE.contains(&all[first]) {
                first -= 1;
            }
            all[first..].join(".")
        };
        keys_together(key).map(tail_of_one).collect::<Vec<_>>().join("+")
    };
    let parts = |keys: &str| keys_together(keys).map(|key| key.split('.').count()).max();
    let longest = keys.iter().filter_map(|keys| parts(keys)).max().unwrap_or(1);
    let tails = |parts: usize| keys.iter().map(|key| tail(key, parts)).collect::<Vec<_>>();
    let differ = |keys: &Vec<String>| keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key));
    (1..longest).map(tails).find(differ).unwrap_or_else(|| tails(longest))
}

/// What is changed, in few words: the short name of a key and its value.
#[must_use]
pub fn changed(key: &str, name: &str, value: &str, lang: Lang) -> String {
    let of_invites =
        !key.contains(['+', '＋']) && key.rsplit('.').next().is_some_and(|last| last.trim() == "invites");
    match lang {
        Lang::En => format!("{name}={value}"),
        Lang::Zh if of_invites && value.parse::<u32>().is_ok() => format!("邀 {value} 人"),
        Lang::Zh => format!("{name} {value}"),
    }
}

/// An uncertain input and its law.
#[must_use]
pub fn uncertain_input(key: &str, law: &str, lang: Lang) -> String {
    lang.pick(
        format!("Uncertain input {key}: {law}."),
        format!("没摸清：{} {law}。", key_named(key, Lang::Zh)),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn designs_are_called_by_what_differs() {
        let keys = ["incentive.0.when.invites", "incentive.0.cost"];
        let name = |lang: Lang| {
            let names = short_names(keys.into_iter(), lang);
            let told = keys.iter().zip(&names).zip(["3", "¥10"]);
            told.map(|((key, name), value)| changed(key, name, value, lang)).collect::<Vec<_>>().join(" + ")
        };
        assert_eq!([name(Lang::En), name(Lang::Zh)], ["invites=3 + cost=¥10", "邀 3 人 + 成本 ¥10"]);
        // Keys that go together keep together.
        let together = ["incentive.0.value+incentive.0.cost", "share.content"];
        let names = |lang: Lang| short_names(together.into_iter(), lang);
        assert_eq!(names(Lang::En), ["value+cost", "content"]);
        assert_eq!(names(Lang::Zh), ["价值+成本", "内容"]);
        assert_eq!(changed(together[0], "价值+成本", "10/8", Lang::Zh), "价值+成本 10/8");
    }
}
