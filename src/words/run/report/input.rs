//! Inputs by names for people: the keys by which the scenario has them, part by part.

use crate::problem::{Part, Path};
use crate::words::Lang;

/// The name of an input.
#[must_use]
pub fn input_name(key: &Path, lang: Lang) -> String {
    let parts = key.0.iter().filter(|part| !matches!(part, Part::Key(key) if key == "segments"));
    parts.map(|part| part_name(part, lang)).collect::<Vec<_>>().join(" · ")
}

/// What is said of an input below its name.
#[must_use]
pub fn input_note(key: &Path, words: &str, lang: Lang) -> String {
    match lang {
        Lang::En => words.replace('`', ""),
        Lang::Zh => key.to_string(),
    }
}

fn part_name(part: &Part, lang: Lang) -> String {
    match (part, lang) {
        (Part::Index(place), _) => (place + 1).to_string(),
        (Part::Key(key), Lang::En) => key.replace('_', " "),
        (Part::Key(key), Lang::Zh) => chinese(key).unwrap_or(key).to_owned(),
    }
}

/// A key in Chinese; names that somebody gave stay as they are.
#[rustfmt::skip]
fn chinese(key: &str) -> Option<&'static str> {
    const KEYS: [(&str, &str); 103] = [
        ("above_per_hour", "每小时超过"), ("accounts", "账号"), ("after", "间隔"), ("again", "再次分享"), ("all", "全部人群"), ("anyway", "自然会来"), ("at", "时间"),
        ("ban", "封禁"), ("benchmark", "其他渠道"), ("budget", "奖励预算"), ("buys", "购买"), ("cac", "获客成本"), ("cap", "每人上限"),
        ("capacity", "名额"), ("carers", "运营人数"), ("channels", "分享渠道"), ("churn", "日流失率"), ("community", "社群"), ("contacts", "触达人数"),
        ("content", "内容"), ("cost", "成本"), ("cost_per_carer_day", "人工日薪"), ("cost_per_group", "每群成本"), ("costs", "其他成本"),
        ("count", "人数"), ("days", "天数"), ("delay", "响应时间"), ("detect", "识别率"), ("events", "特殊时段"), ("every", "每邀"),
        ("exponential", "指数"), ("fixed", "固定"), ("floor", "保底"), ("for", "持续"), ("from", "从"), ("funnel", "漏斗"),
        ("group_size", "每群人数"), ("groups", "聊天群"), ("half", "半数价值"), ("half_life", "半衰期"), ("hold", "冻结期"), ("hours", "时段"),
        ("if_stays", "留满"), ("incentive", "奖励"), ("inflow", "流量"), ("invites", "邀满"), ("join", "转化率"),
        ("join_reward", "新人奖励吸引力"), ("k", "分散度"), ("limit", "金额"), ("lognormal", "对数正态"), ("lottery", "抽奖"),
        ("margin", "毛利"), ("market", "市场规模"), ("max", "最高"), ("mean", "平均"), ("median", "中位数"),
        ("members_per_carer", "每人照看"), ("mixture", "混合"), ("network", "关系网"), ("nodes", "人数"), ("novelty", "新鲜感"),
        ("opens", "打开率"), ("overload", "超载流失倍数"), ("patience", "每差一人折扣"), ("pause", "暂停"), ("per_day", "每天"), ("per_hour", "每小时"),
        ("per_member_neighbour", "每位好友"), ("per_participant", "每人概率"), ("per_seed", "每个种子"), ("pool", "瓜分"),
        ("price", "售价"), ("rank", "前几名"), ("reached", "打开率"), ("recruits", "带来的人群"), ("recruits_for_bait", "冲奖励来的人群"),
        ("redeem", "领取率"), ("reminders", "群发提醒"), ("retention", "留存率"), ("reward", "奖励"), ("runs", "模拟次数"), ("scale", "尺度"), ("see", "看到率"),
        ("seed", "随机数编号"), ("seeds", "种子用户"), ("shape", "形状"), ("share", "分享"), ("share_into", "分享几个群"), ("sigma", "离散度"),
        ("social", "社交"), ("social_proof", "从众"), ("start", "起价"), ("step", "步长"), ("stock", "库存"), ("table", "对照表"),
        ("then", "之后"), ("total", "总数"), ("until", "到"), ("use", "使用率"), ("value", "价值"), ("weekdays", "星期"), ("when", "条件"),
    ];
    KEYS.binary_search_by_key(&key, |(known, _)| known).ok().map(|place| KEYS[place].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_names() {
        let key = Path::root().key("segments").key("core").key("share").key("again");
        assert_eq!(input_name(&key, Lang::Zh), "core · 分享 · 再次分享");
        assert_eq!(input_name(&key, Lang::En), "core · share · again");
        assert_eq!(
            input_note(&key, "When, counted from the start: `3d`.", Lang::En),
            "When, counted from the start: 3d."
        );
        let key = Path::root().key("incentive").index(0).key("when").key("invites");
        assert_eq!(input_name(&key, Lang::Zh), "奖励 · 1 · 条件 · 邀满");
        assert_eq!(
            [chinese("accounts"), chinese("when"), chinese("考研")],
            [Some("账号"), Some("条件"), None]
        );
    }
}
