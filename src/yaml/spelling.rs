//! The name that was probably meant.

/// The candidate nearest to `typed`, if it is near enough to be a slip of the fingers: at most a third of
/// its letters differ. Capitals, `-` and `_` make no difference.
#[must_use]
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let folded = fold(typed);
    candidates
        .into_iter()
        .map(|candidate| (distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

/// Keys as marketers call them in Chinese.
const CHINESE: [(&str, &[&str]); 25] = [
    ("name", &["名称", "名字", "标题"]),
    ("description", &["说明", "描述"]),
    ("source", &["来源", "数据来源"]),
    ("days", &["天数", "周期", "时长"]),
    ("start", &["开始", "开始时间"]),
    ("currency", &["货币", "币种"]),
    ("market", &["市场", "市场规模", "市场容量"]),
    ("segments", &["分群", "人群", "用户分群"]),
    ("seeds", &["种子", "种子用户"]),
    ("inflow", &["自然流量", "自然新增"]),
    ("share", &["分享", "分享率"]),
    ("contacts", &["好友数", "好友", "联系人", "触达人数"]),
    ("funnel", &["漏斗", "转化漏斗"]),
    ("join", &["加入", "加入率", "转化", "转化率"]),
    ("delay", &["延迟"]),
    ("churn", &["流失", "流失率"]),
    ("retention", &["留存", "留存率"]),
    ("incentive", &["奖励", "激励"]),
    ("budget", &["预算"]),
    ("price", &["价格", "售价"]),
    ("events", &["事件", "活动"]),
    ("community", &["社群"]),
    ("costs", &["费用", "其他成本"]),
    ("cost", &["成本"]),
    ("value", &["价值", "面值"]),
];

/// The key that was probably meant by `typed`: a translation, or a slip of the fingers.
pub(super) fn meant(typed: &str, known: &[&str]) -> Option<String> {
    // `天数：14` in a list of keys is one word for YAML.
    let word = typed.split('：').next().unwrap_or("").trim();
    let translated = CHINESE.iter().find(|(_, names)| names.contains(&word)).map(|(key, _)| *key);
    let translated = translated.filter(|key| known.contains(key)).map(str::to_owned);
    translated.or_else(|| nearest(typed, known.iter().copied()))
}

fn fold(name: &str) -> Vec<char> {
    // Keys are short; what is longer is no misspelling, and the distance takes quadratic time.
    name.chars().take(40).flat_map(char::to_lowercase).map(|c| if c == '-' { '_' } else { c }).collect()
}

/// Edit distance in which swapping two neighbours counts once (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            row[j] = (last[j] + 1)
                .min(row[j - 1] + 1)
                .min(last[j - 1] + usize::from(a[i - 1] != b[j - 1]))
                .min(if swap { before_last[j - 2] + 1 } else { usize::MAX });
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(a: &str, b: &str) -> usize {
        distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
    }

    #[test]
    fn distances() {
        assert_eq!(d("share", "share"), 0);
        assert_eq!(d("shrae", "share"), 1);
        assert_eq!(d("chrun", "churn"), 1);
        assert_eq!(d("", "days"), 4);
        assert_eq!(d("核心", "核新"), 1);
    }

    #[test]
    fn only_near_names_are_offered() {
        let keys = ["share", "contacts", "join", "join_reward"];
        assert_eq!(nearest("contcts", keys).as_deref(), Some("contacts"));
        assert_eq!(nearest("Join-Reward", keys).as_deref(), Some("join_reward"));
        assert_eq!(nearest("weather", keys), None);
    }

    #[test]
    fn chinese_keys_are_translated_where_the_place_knows_them() {
        let keys = ["share", "contacts", "join"];
        assert_eq!(meant("转化率", &keys).as_deref(), Some("join"));
        assert_eq!(meant("分享：0.3", &keys).as_deref(), Some("share"));
        assert_eq!(meant("预算", &keys), None);
        assert_eq!(meant("contcts", &keys).as_deref(), Some("contacts"));
    }
}
