//! Why nothing was estimated for a statement.

use crate::metrics::Need;
use crate::study::check::Unmeasured;
use crate::words::Lang;

/// Why nothing was estimated.
pub(super) fn unmeasured(why: Unmeasured, lang: Lang) -> &'static str {
    match why {
        Unmeasured::Lacks(need) => lacks(need, lang),
        Unmeasured::BeyondTheory => {
            lang.pick("theory cannot tell this of the scenario", "这个方案推算不出这个数")
        }
        Unmeasured::LeftToLuck => lang.pick(
            "theory cannot tell this: whether the campaign takes off at all is a matter of luck (`theory.extinction`); ask the simulation, as in `new_users.mean`",
            "推算不出这个数：能不能跑起来看运气（`理论.断链概率`）；请改用模拟结果，例如 `新用户.平均`",
        ),
        Unmeasured::AddsNobody => lang.pick(
            "the campaign brings nobody on average, so nothing can be told per head",
            "活动平均没带来人，谈不上人均成本",
        ),
        Unmeasured::Interrupted => lang.pick("not simulated: interrupted", "已中断，未模拟"),
    }
}

/// What a scenario has not got, so that no campaign of it can have the number.
fn lacks(need: Need, lang: Lang) -> &'static str {
    match need {
        Need::Nothing => lang.pick("never defined", "不会有这个数"),
        Need::Newcomers => lang.pick(
            "never defined: nobody can join, as nobody shares and there is no `inflow`",
            "不会有这个数：没人分享，也没有 `流量`，不会有新用户",
        ),
        Need::Income => lang.pick(
            "never defined: nobody can pay, as there is neither `price` nor `buys`",
            "不会有这个数：没有 `售价`，也没有 `购买`，不会有人付费",
        ),
        Need::Costs => lang.pick(
            "never defined: nothing costs money, as there are neither `costs` nor rewards that cost anything",
            "不会有这个数：没有 `其他成本`，也没有要花钱的奖励，不花一分钱",
        ),
        Need::Limit => lang.pick(
            "never defined: nothing can run out, as there is neither `budget` nor `stock`",
            "不会有这个数：没有 `奖励预算`，也没有 `库存`，奖励发不完",
        ),
        Need::DailyMoney => lang.pick(
            "never defined: no day's money is used up, as there is no `budget.per_day`",
            "不会有这个数：没有 `奖励预算.每天`，不会用完当日预算",
        ),
        Need::Accounts => lang.pick(
            "never defined: no account turns anybody away, as there are no `accounts`",
            "不会有这个数：没有 `账号`，不会被账号挡住",
        ),
        Need::Code => lang.pick(
            "never defined: no code turns anybody away, as there is no `community.code`",
            "不会有这个数：没有 `社群.活码`，不会被活码挡住",
        ),
        Need::Groups => lang.pick(
            "never defined: no groups are opened, as there is no `community.group_size`",
            "不会有这个数：没有 `社群.每群人数`，不会开群",
        ),
        Need::Members => lang.pick(
            "never defined: members are counted; `--engine agent` knows who invited whom",
            "不会有这个数：成员按人数模拟；`--engine agent` 才知道谁邀请了谁",
        ),
        Need::Ban => lang.pick(
            "never defined: nobody can be banned, as there is no `ban`",
            "不会有这个数：没有 `封禁`，不会被封",
        ),
    }
}
