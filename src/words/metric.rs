//! What people call the things that are measured: metrics, numbers of a rule and of a segment, lines of
//! the ledger; in full, and as heads of columns. Every match names all there are, so that a forgotten word does not
//! compile.

use super::Lang;
use crate::metrics::{Line, Metric, OtherLine, Risk, RuleMetric, SegmentMetric};
use std::borrow::Cow;

/// The name of a metric for people.
#[must_use]
pub fn metric(metric: &Metric, lang: Lang) -> Cow<'static, str> {
    let [name, _] = name_and_head(metric, lang);
    name
}

/// A metric as the head of a column.
#[must_use]
pub fn metric_head(metric: &Metric, lang: Lang) -> Cow<'static, str> {
    let [_, head] = name_and_head(metric, lang);
    head
}

fn name_and_head(metric: &Metric, lang: Lang) -> [Cow<'static, str>; 2] {
    let (name, head) = match metric {
        Metric::Stage(stage) => {
            let name = lang.pick("Funnel: ", "漏斗：").to_owned() + stage;
            return [name.into(), stage.clone().into()];
        }
        Metric::Reached(invites) => return reached(*invites, lang),
        Metric::Addressed => (["People addressed", "通知人数"], ["addressed", "通知人数"]),
        Metric::Seeds => (["Seed users", "种子用户"], ["seeds", "种子"]),
        Metric::Organic => (["Organic joiners", "自然新用户"], ["organic", "自然新用户"]),
        Metric::Bought => (["Bought joiners", "投放用户"], ["bought", "投放"]),
        Metric::Referred => (["Joined by invitation", "受邀用户"], ["by invitation", "受邀用户"]),
        Metric::PassedOn => {
            (["Invited people who brought others", "受邀者是否再带来新人"], ["passed on", "再传播"])
        }
        Metric::Fake => (["Bonus hunters", "羊毛党账号"], ["hunters", "羊毛党账号"]),
        Metric::NewUsers => (["New users", "新用户"], ["new users", "新用户"]),
        Metric::AddedUsers => (["Added users", "增量用户"], ["added users", "增量用户"]),
        Metric::ReferredShare => (["Share by invitation", "裂变占比"], ["by invitation", "裂变占比"]),
        Metric::Amplification => (["Amplification", "放大倍数"], ["amplification", "放大倍数"]),
        Metric::MembersEnd => (["Members at the end", "结束时留存人数"], ["at the end", "结束时留存"]),
        Metric::AddedMembers => (["Added members at the end", "增量留存人数"], ["added members", "增量留存"]),
        Metric::PeakMembers => (["Members at the peak", "留存峰值"], ["at the peak", "留存峰值"]),
        Metric::D1 => (["Still there after 1 day", "次日留存率"], ["day 1", "次日留存率"]),
        Metric::D7 => (["Still there after 7 days", "7日留存率"], ["day 7", "7日留存率"]),
        Metric::D30 => (["Still there after 30 days", "30日留存率"], ["day 30", "30日留存率"]),
        Metric::Sharers => (["People who shared", "分享人数"], ["sharers", "分享人数"]),
        Metric::Shares => (["Shares", "分享次数"], ["shares", "分享次数"]),
        Metric::Exposures => (["Contacts reached", "触达人次"], ["reached", "触达人次"]),
        Metric::Accepted => (["Invitations accepted", "接受邀请数"], ["accepted", "接受邀请数"]),
        Metric::OnTheWay => (["Accepted, not here yet", "已接受，尚未加入"], ["on the way", "在途"]),
        Metric::Expired => (["Answers that came too late", "过期才回应的人次"], ["too late", "过期"]),
        Metric::Reminded => (["Reminders sent to members", "群发提醒人次"], ["reminded", "提醒人次"]),
        Metric::TurnedAway => (["Turned away", "满员挡住人数"], ["turned away", "满员挡住"]),
        Metric::TurnedAwayByAccounts => {
            (["Turned away by accounts", "账号已满被拒"], ["by accounts", "账号已满"])
        }
        Metric::TurnedAwayByCode => {
            (["Turned away by the group's code", "活码失效被拒"], ["by the code", "活码失效"])
        }
        Metric::Groups => (["Groups opened", "开群数"], ["groups", "开群数"]),
        Metric::Reach50 => (["Time to half of new users", "拉新过半用时"], ["time to half", "过半用时"]),
        Metric::Reach90 => (["Time to 90% of new users", "拉新九成用时"], ["time to 90%", "九成用时"]),
        Metric::Generations => (["Generations", "裂变代数"], ["generations", "裂变代数"]),
        Metric::LargestTree => {
            (["Largest tree of invitations", "最大裂变树"], ["largest tree", "最大裂变树"])
        }
        Metric::StructuralVirality => (["Structural virality", "传播深度"], ["virality", "传播深度"]),
        Metric::ByTopTenth => (
            ["Brought by the top tenth of inviters", "前一成邀请者带来的占比"],
            ["by the top tenth", "前一成占比"],
        ),
        Metric::RewardsDue => (["Rewards due", "应兑现奖励"], ["due", "应兑现"]),
        Metric::RewardsPaid => (["Rewards paid", "已兑现奖励"], ["paid", "已兑现"]),
        Metric::BrokenPromises => (["Promises broken", "未兑现奖励"], ["broken", "未兑现"]),
        Metric::Uncovered => (["Owed, but not covered", "无力兑付的待兑现奖励"], ["not covered", "无力兑付"]),
        Metric::RewardCost => (["Cost of rewards", "奖励成本"], ["rewards", "奖励成本"]),
        Metric::OtherCost => (["Other costs", "其他成本"], ["other costs", "其他成本"]),
        Metric::Cost => (["Cost in all", "总成本"], ["cost", "总成本"]),
        Metric::Owed => (["Still owed at the end", "待兑现"], ["owed", "待兑现"]),
        Metric::CostWithOwed => {
            (["Cost, owed included", "总成本（含待兑现）"], ["cost with owed", "成本含待兑现"])
        }
        Metric::OwedOnTheWay => {
            (["Owed if those on the way join", "在途用户加入后应兑现"], ["owed on the way", "在途应兑现"])
        }
        Metric::Overspend => (["Above budget", "超支金额"], ["above budget", "超支金额"]),
        Metric::ExhaustedDay => (["Day when rewards ran out", "奖励发完日"], ["ran out on", "发完日"]),
        Metric::DaysSpent => {
            (["Days whose budget is used up", "日预算用完的天数"], ["days used up", "日预算用完"])
        }
        Metric::Cac => (["Cost per added user (CAC)", "增量获客成本"], ["CAC", "增量获客成本"]),
        Metric::CacRetained => {
            (["Cost per added user who stays", "留存获客成本"], ["CAC, staying", "留存获客成本"])
        }
        Metric::CacPaying => (["Cost per added buyer", "付费获客成本"], ["CAC, paying", "付费获客成本"]),
        Metric::CacBlended => {
            (["Cost per new user (blended)", "综合获客成本"], ["CAC, blended", "综合获客成本"])
        }
        Metric::AddedBuyers => (["Added buyers", "增量付费用户"], ["added buyers", "增量付费"]),
        Metric::Revenue => (["Revenue from joining", "报名收入"], ["revenue", "报名收入"]),
        Metric::Orders => (["Orders", "订单数"], ["orders", "订单"]),
        Metric::Refunds => (["Refunds", "退款数"], ["refunds", "退款"]),
        Metric::RefundsOpen => (["Refunds after the end", "期末后退款数"], ["refunds later", "期末后退款数"]),
        Metric::RefundsOwed => {
            (["Paid back after the end", "期末后退款金额"], ["paid back later", "期末后退款额"])
        }
        Metric::RewardsLost => {
            (["Rewards lost to refunds", "退款后追不回的奖励"], ["rewards lost", "追不回"])
        }
        Metric::Recovered => (["Rewards recovered", "追回的奖励"], ["recovered", "追回"]),
        Metric::Margin => (["Margin of orders", "购买毛利"], ["margin", "毛利"]),
        Metric::AddedProfit => (["Added profit", "增量利润"], ["added profit", "增量利润"]),
        Metric::ProfitBlended => (["Profit (blended)", "综合利润"], ["profit, blended", "综合利润"]),
        Metric::Roi => (["Added profit per cost (ROI)", "回报率"], ["ROI", "回报率"]),
        Metric::HunterCost => (["Rewards to bonus hunters", "被薅金额"], ["to hunters", "被薅金额"]),
        Metric::AccountsStruck => {
            (["Accounts struck by the platform", "被封账号数"], ["accounts struck", "被封账号"])
        }
        Metric::BannedDay => (["Day of the ban", "封禁日"], ["banned on", "封禁日"]),
    };
    [name, head].map(|[en, zh]| Cow::Borrowed(lang.pick(en, zh)))
}

fn reached(invites: u32, lang: Lang) -> [Cow<'static, str>; 2] {
    let invitations = if invites == 1 { "invitation" } else { "invitations" };
    let name = lang.pick(format!("Reached {invites} {invitations}"), format!("完成人数(邀{invites}人)"));
    let head = lang.pick(format!("reached {invites}"), format!("邀满{invites}人"));
    [name.into(), head.into()]
}

/// The name of a number of a rule.
#[must_use]
pub fn rule_metric(metric: RuleMetric, lang: Lang) -> &'static str {
    match metric {
        RuleMetric::Promised => lang.pick("Promised", "达标"),
        RuleMetric::Refused => lang.pick("Refused", "拒付"),
        RuleMetric::Void => lang.pick("Void", "作废"),
        RuleMetric::Unclaimed => lang.pick("Unclaimed", "未领取"),
        RuleMetric::Due => lang.pick("Due", "应兑现"),
        RuleMetric::Paid => lang.pick("Paid", "已兑现"),
        RuleMetric::Broken => lang.pick("Broken", "未兑现"),
        RuleMetric::Open => lang.pick("Open", "未到期"),
        RuleMetric::Cost => lang.pick("Cost", "成本"),
    }
}

/// Short head of a column of the table of segments.
#[must_use]
pub fn segment_column(metric: SegmentMetric, lang: Lang) -> &'static str {
    match metric {
        SegmentMetric::Seeds => lang.pick("seeds", "种子"),
        SegmentMetric::Organic => lang.pick("organic", "自然新用户"),
        SegmentMetric::Bought => lang.pick("bought", "投放"),
        SegmentMetric::Referred => lang.pick("by invitation", "受邀用户"),
        SegmentMetric::Fake => lang.pick("hunters", "羊毛党"),
        SegmentMetric::MembersEnd => lang.pick("at the end", "结束时留存"),
        SegmentMetric::Sharers => lang.pick("sharers", "分享人数"),
        SegmentMetric::Shares => lang.pick("shares", "分享次数"),
        SegmentMetric::Exposures => lang.pick("reached", "触达人次"),
        SegmentMetric::Accepted => lang.pick("brought", "带来的人"),
    }
}

/// The name of a line of the ledger: that of the rule, or what else costs money.
#[must_use]
pub fn line(line: &Line, lang: Lang) -> &str {
    match line {
        Line::Rule(name) => name,
        Line::Other(OtherLine::Fixed) => lang.pick("Fixed costs", "固定成本"),
        Line::Other(OtherLine::PerDay) => lang.pick("Costs per day", "每日成本"),
        Line::Other(OtherLine::PerSeed) => lang.pick("Costs of seed users", "种子用户成本"),
        Line::Other(OtherLine::Inflow) => lang.pick("Bought inflow", "投放"),
        Line::Other(OtherLine::Groups) => lang.pick("Opening groups", "建群成本"),
        Line::Other(OtherLine::Labour) => lang.pick("Community managers", "社群运营人力"),
    }
}

/// What can go wrong.
#[must_use]
pub fn risk(risk: Risk, lang: Lang) -> &'static str {
    let [[en, zh], _] = name_and_head_of_risk(risk);
    lang.pick(en, zh)
}

/// The same as the head of a column.
#[must_use]
pub fn risk_head(risk: Risk, lang: Lang) -> &'static str {
    let [_, [en, zh]] = name_and_head_of_risk(risk);
    lang.pick(en, zh)
}

fn name_and_head_of_risk(risk: Risk) -> [[&'static str; 2]; 2] {
    match risk {
        Risk::DiesOut => [["The chain breaks at once", "没跑起来"], ["dies out", "没跑起来"]],
        Risk::BreaksPromises => {
            [["A promised reward is not paid", "兑现不了"], ["breaks promises", "兑现不了"]]
        }
        Risk::Overspends => [["More will be paid than the budget", "超支"], ["overspends", "超支"]],
        Risk::Exhausted => [["Budget or stock runs out", "提前发完"], ["runs out", "提前发完"]],
        Risk::Banned => [["The platform strikes", "被封"], ["banned", "被封"]],
        Risk::TurnsAway => [["People are turned away", "满员挡人"], ["turns away", "满员挡人"]],
        Risk::AboveBenchmark => {
            [["An added user costs more than elsewhere", "比其他渠道贵"], ["dearer", "比其他渠道贵"]]
        }
        Risk::Loss => [["Doing nothing would earn more", "不如不办"], ["loss", "不如不办"]],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::measure_names;
    use crate::metrics::{Scalar, Series};

    #[test]
    fn names_are_for_people() {
        assert_eq!(metric(&Metric::NewUsers, Lang::Zh), "新用户");
        assert_eq!(metric(&Metric::Reached(3), Lang::En), "Reached 3 invitations");
        assert_eq!(metric(&Metric::Reached(1), Lang::En), "Reached 1 invitation");
        assert_eq!(metric_head(&Metric::Reached(3), Lang::En), "reached 3");
        assert_eq!(metric(&Metric::Stage("scan".to_owned()), Lang::Zh), "漏斗：scan");
        assert_eq!(line(&Line::Rule("course".to_owned()), Lang::Zh), "course");
    }

    /// What a report calls something can be typed in `expect`.
    #[test]
    fn statements_know_the_names_of_reports() {
        let every = Metric::of_every_campaign().chain([Metric::Reached(3), Metric::Stage("scan".to_owned())]);
        let metrics = every.map(|of| (of.name().into_owned(), metric(&of, Lang::Zh).into_owned()));
        let risks = Risk::ALL.map(|of| (of.name().to_owned(), risk(of, Lang::Zh).to_owned()));
        for (name, said) in metrics.chain(risks) {
            assert_eq!(measure_names(&name).first(), Some(&said), "src/input/naming/measures.rs: {name}");
        }
        for name in Series::ALL.map(Series::name).into_iter().chain(Scalar::ALL.map(Scalar::name)) {
            assert!(!measure_names(name).is_empty(), "src/input/naming/measures.rs lacks {name}");
        }
    }

    #[test]
    fn heads_are_no_longer_than_names() {
        let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        for lang in [Lang::En, Lang::Zh] {
            for of in Metric::of_every_campaign() {
                assert!(width(&metric_head(&of, lang)) <= width(&metric(&of, lang)), "{of:?}");
            }
            for of in Risk::ALL {
                assert!(width(risk_head(of, lang)) <= width(risk(of, lang)), "{of:?}");
            }
        }
    }
}
