//! Inputs by names for people: the keys by which the scenario has them, part by part.

use crate::input::{parts_in_chinese, path_in_chinese};
use crate::problem::{Part, Path};
use crate::scenario::EVERYBODY;
use crate::words::Lang;

/// The name of an input.
#[must_use]
pub fn input_name(key: &Path, lang: Lang) -> String {
    input_name_below(key, 0, lang)
}

/// The name of an input without its first parts, which stand above it.
#[must_use]
pub fn input_name_below(key: &Path, above: usize, lang: Lang) -> String {
    let chinese = parts_in_chinese(key);
    let is_key = |at: usize, name: &str| matches!(&key.0[at], Part::Key(key) if key == name);
    let named = |(at, part): (usize, &Part)| match (part, lang) {
        (Part::Key(_), _) if at == 0 && is_key(0, "segments") => None,
        (Part::Index(place), _) => Some((place + 1).to_string()),
        (Part::Key(_), Lang::Zh) if at == 1 && is_key(0, "segments") && is_key(1, EVERYBODY) => {
            Some("全部人群".to_owned())
        }
        (Part::Key(key), Lang::En) => Some(key.replace('_', " ")),
        (Part::Key(_), Lang::Zh) => Some(chinese[at].clone()),
    };
    key.0.iter().enumerate().skip(above).filter_map(named).collect::<Vec<_>>().join(" · ")
}

/// What is said of an input below its name.
#[must_use]
pub fn input_note(key: &Path, words: &str, lang: Lang) -> String {
    match lang {
        Lang::En => words.replace('`', ""),
        Lang::Zh => input_key(key, lang),
    }
}

/// What the key beside that of an input is called.
#[must_use]
pub fn last_name(key: &Path, beside: &str, lang: Lang) -> String {
    let above = key.0.split_last().map_or(&[][..], |(_, above)| above);
    input_name_below(&Path(above.to_vec()).key(beside), above.len(), lang)
}

/// That a number is that of another key.
#[must_use]
pub fn same_as(name: &str, lang: Lang) -> String {
    lang.pick(format!("same as {name}"), format!("与{name}相同"))
}

/// The key of an input, as options of the command line take it.
#[must_use]
pub fn input_key(key: &Path, lang: Lang) -> String {
    lang.pick(key.to_string(), path_in_chinese(&key.to_string()))
}

/// What numbers that come by the dozen are, for the pattern of their keys.
#[must_use]
pub fn pattern_note(pattern: &str, lang: Lang) -> String {
    lang.pick(pattern.to_owned(), path_in_chinese(&pattern.replace(".<i>", "")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::every_number;

    fn key(path: &str) -> Path {
        let part = |part: &str| part.parse().map_or_else(|_| Part::Key(part.to_owned()), Part::Index);
        Path(path.split('.').map(part).collect())
    }

    #[test]
    fn keys_have_names() {
        let again = key("segments.core.share.again");
        assert_eq!(input_name(&again, Lang::Zh), "core · 分享 · 再次分享");
        assert_eq!(input_name_below(&again, 2, Lang::Zh), "分享 · 再次分享");
        assert_eq!(input_name(&again, Lang::En), "core · share · again");
        assert_eq!(input_note(&again, "", Lang::Zh), "人群.core.分享.再次分享");
        let note = input_note(&again, "When, counted from the start: `3d`.", Lang::En);
        assert_eq!(note, "When, counted from the start: 3d.");
        assert_eq!(pattern_note("network.chances.<i>.<i>", Lang::Zh), "关系网.相识概率");
        assert_eq!(pattern_note("hours.<i>", Lang::En), "hours.<i>");
    }

    /// What a key is called hangs on where it stands, and no name is English.
    #[test]
    fn names_are_those_of_the_place() {
        for (path, name) in [
            ("incentive.0.when.invites", "奖励 · 1 · 条件 · 邀满"),
            ("incentive.0.recovered", "奖励 · 1 · 追回率"),
            ("segments.all.reminders.0.every", "全部人群 · 群发提醒 · 1 · 每隔"),
            ("segments.all.reminders.0.churn", "全部人群 · 群发提醒 · 1 · 退订率"),
            ("segments.all.churn", "全部人群 · 日流失率"),
            ("segments.all.buys.0.after", "全部人群 · 购买 · 1 · 加入后"),
            ("segments.all.buys.0.chance", "全部人群 · 购买 · 1 · 购买率"),
            ("segments.core.funnel.join", "core · 漏斗 · 加入"),
            ("price.start", "售价 · 起价"),
            ("price.step", "售价 · 每次涨"),
            ("price.every", "售价 · 每满人数"),
            ("community.code.max", "社群 · 活码 · 人数"),
            ("community.code.renew", "社群 · 活码 · 换码用时"),
            ("price.refund.chance", "售价 · 退款 · 退款率"),
            ("segments.all.buys.0.refund.within", "全部人群 · 购买 · 1 · 退款 · 期限"),
            ("hours.3", "时段 · 4"),
        ] {
            assert_eq!(input_name(&key(path), Lang::Zh), name, "{path}");
        }
    }

    /// No number of a scenario has an English name, wherever it stands.
    #[test]
    fn every_number_has_a_chinese_name() {
        for number in every_number() {
            let name = input_name(&key(&number.pattern), Lang::Zh);
            let of_parameters = |part: &&str| !part.starts_with('<') && !matches!(*part, "a" | "b");
            let mut keys = name.split(" · ").filter(of_parameters);
            assert!(
                keys.all(|key| !key.contains(|c: char| c.is_ascii_lowercase())),
                "{}: {name}",
                number.pattern
            );
        }
    }
}
