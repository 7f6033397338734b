//! What metrics, quantities over time, risks and numbers of the theory are called in Chinese in the statements of `expect`.
//! What reports call them is among the names (a test of `words` holds the two together).

use super::table::Row;
use crate::metrics::Metric;

/// By name, whatever they are.
pub(super) const MEASURES: &[Row] = &[
    ("addressed", &["通知人数"]),
    ("seeds", &["种子用户"]),
    ("organic", &["自然新用户"]),
    ("bought", &["投放用户"]),
    ("referred", &["受邀用户", "受邀加入"]),
    ("passed_on", &["受邀者是否再带来新人"]),
    ("fake", &["羊毛党账号"]),
    ("new_users", &["新用户"]),
    ("added_users", &["增量用户"]),
    ("referred_share", &["裂变占比"]),
    ("amplification", &["放大倍数"]),
    ("members_end", &["结束时留存人数", "期末成员"]),
    ("added_members", &["增量留存人数"]),
    ("peak_members", &["留存峰值", "成员峰值"]),
    ("d1", &["次日留存率", "次日留存"]),
    ("d7", &["7日留存率", "7 日留存", "7日留存"]),
    ("d30", &["30日留存率", "30 日留存", "30日留存"]),
    ("sharers", &["分享人数"]),
    ("shares", &["分享次数"]),
    ("exposures", &["触达人次"]),
    ("accepted", &["接受邀请数", "接受邀请"]),
    ("on_the_way", &["已接受，尚未加入", "在途用户"]),
    ("expired", &["过期才回应的人次"]),
    ("turned_away", &["满员挡住人数", "被挡在门外", "名额已满被拒"]),
    ("turned_away_by_accounts", &["账号已满被拒"]),
    ("turned_away_by_code", &["活码失效被拒"]),
    ("groups", &["开群数"]),
    ("days_spent", &["日预算用完的天数"]),
    ("accounts_struck", &["被封账号数"]),
    ("reach_50", &["拉新过半用时", "新用户达半数用时"]),
    ("reach_90", &["拉新九成用时", "新用户达九成用时"]),
    ("generations", &["裂变代数"]),
    ("largest_tree", &["最大裂变树"]),
    ("structural_virality", &["传播深度"]),
    ("by_top_tenth", &["前一成邀请者带来的占比"]),
    ("rewards_due", &["应兑现奖励", "应兑现"]),
    ("rewards_paid", &["已兑现奖励", "已兑现"]),
    ("broken_promises", &["未兑现奖励", "未兑现"]),
    ("uncovered", &["无力兑付的待兑现奖励"]),
    ("reward_cost", &["奖励成本"]),
    ("other_cost", &["其他成本"]),
    ("cost", &["总成本"]),
    ("owed", &["待兑现", "期末待兑现"]),
    ("cost_with_owed", &["总成本（含待兑现）", "总成本(含待兑现)"]),
    ("owed_on_the_way", &["在途用户加入后应兑现"]),
    ("overspend", &["超支金额", "超出预算"]),
    ("exhausted_day", &["奖励发完日", "奖励耗尽日"]),
    ("cac", &["增量获客成本"]),
    ("cac_retained", &["留存获客成本"]),
    ("cac_paying", &["付费获客成本"]),
    ("cac_blended", &["综合获客成本"]),
    ("added_buyers", &["增量付费用户"]),
    ("revenue", &["报名收入", "销售收入", "收入"]),
    ("orders", &["订单数"]),
    ("refunds", &["退款数"]),
    ("recovered", &["追回的奖励"]),
    ("rewards_lost", &["退款后追不回的奖励"]),
    ("refunds_open", &["期末后退款数"]),
    ("refunds_owed", &["期末后退款金额"]),
    ("reminded", &["群发提醒人次"]),
    ("margin", &["购买毛利"]),
    ("added_profit", &["增量利润"]),
    ("profit_blended", &["综合利润"]),
    ("roi", &["回报率"]),
    ("hunter_cost", &["被薅金额", "羊毛党套走的奖励"]),
    ("banned_day", &["封禁日"]),
    // Quantities over time that are no metrics.
    ("members", &["留存人数"]),
    ("budget_left", &["剩余奖励预算"]),
    // What can go wrong.
    ("dies_out", &["没跑起来", "断链", "一开始就断链"]),
    ("breaks_promises", &["兑现不了", "有奖励不能兑现"]),
    ("overspends", &["超支", "超支（含待兑现）"]),
    ("exhausted", &["提前发完", "预算或库存提前用完"]),
    ("banned", &["被封", "被平台封禁"]),
    ("turns_away", &["满员挡人", "有人被挡在门外", "有人因满员被拒"]),
    ("above_benchmark", &["比其他渠道贵"]),
    ("loss", &["不如不办", "亏损"]),
    // Numbers of the theory.
    ("k", &["裂变系数"]),
    ("k_hunters", &["羊毛党裂变系数"]),
    ("hunters_started", &["种子带起的羊毛党"]),
    ("extinction", &["断链概率"]),
    ("growth_rate", &["增长率"]),
    ("doubling_days", &["翻倍用时"]),
    ("generation_days", &["一代用时"]),
    ("share_80", &["带来八成新人的占比"]),
    ("brings_nobody", &["一个也没带来的占比"]),
    ("final_size", &["最终规模"]),
    ("market_part", &["市场渗透率"]),
];

/// What it is called in Chinese, first what is shown; stages and tiers by their own names and numbers.
#[must_use]
pub fn measure_names(name: &str) -> Vec<String> {
    if let Some(stage) = name.strip_prefix(Metric::STAGE) {
        return ["漏斗：", "漏斗:"].map(|funnel| format!("{funnel}{stage}")).to_vec();
    }
    if let Some(tier) = name.strip_prefix(Metric::REACHED) {
        return vec![
            format!("完成人数(邀{tier}人)"),
            format!("完成人数（邀{tier}人）"),
            format!("邀满{tier}人的人数"),
        ];
    }
    let row = MEASURES.iter().find(|row| row.0 == name);
    row.map_or_else(Vec::new, |row| row.1.iter().map(|name| (*name).to_owned()).collect())
}

/// All of them and all that they are called in Chinese, but for stages and tiers.
pub(in crate::input) fn every_measure() -> impl Iterator<Item = (&'static str, &'static str)> {
    MEASURES.iter().flat_map(|(name, chinese)| chinese.iter().map(|chinese| (*name, *chinese)))
}
