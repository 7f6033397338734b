//! What people call the quantities that files call `new_users`, `reached_3`, `cac` …

use super::Lang;
use std::borrow::Cow;

/// The name of a metric for people; a name this table does not know is shown as it is.
#[must_use]
pub fn metric(name: &str, lang: Lang) -> Cow<'_, str> {
    if let Some((en, zh)) = fixed(name) {
        return Cow::Borrowed(lang.pick(en, zh));
    }
    if let Some(stage) = name.strip_prefix("stage_") {
        return Cow::Owned(lang.pick("Funnel: ", "漏斗：").to_owned() + stage);
    }
    if let Some(invites) = name.strip_prefix("reached_") {
        return Cow::Owned(match lang {
            Lang::En if invites == "1" => "Reached 1 invitation".to_owned(),
            Lang::En => format!("Reached {invites} invitations"),
            Lang::Zh => format!("邀满{invites}人的人数"),
        });
    }
    Cow::Borrowed(name)
}

/// The name of a cost that is no reward (`fixed`, `labour` …), else the name of the rule itself.
#[must_use]
pub fn cost_kind(name: &str, lang: Lang) -> &str {
    let (en, zh) = match name {
        "fixed" => ("Fixed costs", "固定成本"),
        "per_day" => ("Costs per day", "每日成本"),
        "per_seed" => ("Costs of seed users", "种子用户成本"),
        "groups" => ("Opening groups", "建群成本"),
        "labour" => ("Community managers", "社群运营人力"),
        rule => return rule,
    };
    lang.pick(en, zh)
}

/// English and Chinese.
fn fixed(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "seeds" => ("Seed users", "种子用户"),
        "organic" => ("Organic joiners", "自然新增"),
        "referred" => ("Joined by invitation", "受邀加入"),
        "fake" => ("Bonus hunters", "羊毛党账号"),
        "new_users" => ("New users", "新用户"),
        "k" => ("K realised", "实际 K 值"),
        "amplification" => ("Amplification", "放大倍数"),
        "members_end" => ("Members at the end", "期末成员"),
        "members" => ("Members", "成员"),
        "peak_members" => ("Members at the peak", "成员峰值"),
        "d1" => ("Still there after 1 day", "次日留存"),
        "d7" => ("Still there after 7 days", "7 日留存"),
        "d30" => ("Still there after 30 days", "30 日留存"),
        "sharers" => ("People who shared", "分享人数"),
        "shares" => ("Shares", "分享次数"),
        "exposures" => ("Contacts reached", "触达人次"),
        "accepted" => ("Invitations accepted", "接受邀请"),
        "turned_away" => ("Turned away", "名额已满被拒"),
        "reach_50" => ("Time to half of new users", "新用户达半数用时"),
        "reach_90" => ("Time to 90% of new users", "新用户达九成用时"),
        "rewards_due" => ("Rewards due", "应发奖励"),
        "rewards_paid" => ("Rewards paid", "已发奖励"),
        "broken_promises" => ("Promises broken", "未兑现奖励"),
        "reward_cost" => ("Cost of rewards", "奖励成本"),
        "other_cost" => ("Other costs", "其他成本"),
        "cost" => ("Cost in all", "总成本"),
        "overspend" => ("Above budget", "超出预算"),
        "budget_left" => ("Budget left", "剩余预算"),
        "exhausted_day" => ("Day when rewards ran out", "奖励耗尽日"),
        "cac" => ("Cost per new user (CAC)", "获客成本 CAC"),
        "cac_retained" => ("Cost per new user who stays", "留存用户获客成本"),
        "cac_paying" => ("Cost per buyer", "付费用户获客成本"),
        "revenue" => ("Revenue", "收入"),
        "margin" => ("Margin of purchases", "购买毛利"),
        "profit" => ("Profit", "利润"),
        "roi" => ("Profit per cost (ROI)", "投资回报率 ROI"),
        "hunter_cost" => ("Rewards to bonus hunters", "羊毛党套走的奖励"),
        "banned_day" => ("Day of the ban", "封禁日"),
        "earned" => ("Earned", "达成"),
        "refused" => ("Refused", "拒付"),
        "void" => ("Void", "作废"),
        "unclaimed" => ("Unclaimed", "未领取"),
        "due" => ("Due", "应发"),
        "paid" => ("Paid", "已发"),
        "broken" => ("Broken", "未兑现"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_for_people() {
        assert_eq!(metric("new_users", Lang::Zh), "新用户");
        assert_eq!(metric("reached_3", Lang::En), "Reached 3 invitations");
        assert_eq!(metric("reached_1", Lang::En), "Reached 1 invitation");
        assert_eq!(metric("stage_scan", Lang::Zh), "漏斗：scan");
        assert_eq!(metric("something", Lang::En), "something");
        assert_eq!(cost_kind("course", Lang::Zh), "course");
    }
}
