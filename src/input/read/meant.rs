//! The key that was probably meant: a Chinese name of it, or a slip of the fingers.

use crate::yaml::nearest;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_keys_are_translated_where_the_place_knows_them() {
        let keys = ["share", "contacts", "join"];
        assert_eq!(meant("转化率", &keys).as_deref(), Some("join"));
        assert_eq!(meant("分享：0.3", &keys).as_deref(), Some("share"));
        assert_eq!(meant("预算", &keys), None);
        assert_eq!(meant("contcts", &keys).as_deref(), Some("contacts"));
    }
}
