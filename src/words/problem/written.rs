//! Keys and words in code style as they are written in a text whose keys are Chinese.

use crate::input::{code_in_chinese, parts_in_chinese};
use crate::problem::{Path, Problem, ProblemKind as P, StatementFault};

/// A sentence about a problem with the names in its code in Chinese; `written` is the key of the problem as the text has it.
pub(super) fn in_chinese(text: &str, problem: &Problem, written: Option<&str>) -> String {
    let own = own_names(&problem.kind);
    let key = problem.path.tail().to_string();
    of_code(text, |code| match written {
        _ if own.contains(&code) => code.to_owned(),
        Some(written) if code == key => written.to_owned(),
        _ if code == key => of_key(&problem.path).unwrap_or_else(|| code_in_chinese(code, &problem.path)),
        _ => code_in_chinese(code, &problem.path),
    })
}

/// A text with its code otherwise.
fn of_code(text: &str, otherwise: impl Fn(&str) -> String) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (at, part) in text.split('`').enumerate() {
        let code = parts.last().filter(|_| at % 2 == 0);
        // What a key is called is told once: not `库存`（库存）.
        let gloss = code.map(|code| format!("（{code}）")).filter(|gloss| part.starts_with(gloss.as_str()));
        let part = &part[gloss.map_or(0, |gloss| gloss.len())..];
        parts.push(if at % 2 == 1 { otherwise(part) } else { part.to_owned() });
    }
    parts.join("`")
}

/// The end of a path in Chinese, from its last key on.
fn of_key(path: &Path) -> Option<String> {
    let whole = parts_in_chinese(path);
    let start = whole.len().checked_sub(path.tail().0.len())?;
    Some(whole[start..].join("."))
}

/// What the text itself calls something: such names are no keys, whatever they look like.
fn own_names(kind: &P) -> Vec<&str> {
    match kind {
        P::UnknownSegment { name, known, .. } => known.iter().chain([name]).map(String::as_str).collect(),
        P::UnknownKey { key: name, .. }
        | P::UnknownWord { word: name, .. }
        | P::DuplicateKey { key: name }
        | P::FunnelEnd { last: name }
        | P::FakeRecruitsGenuine { segment: name }
        | P::SameReward { name }
        | P::ReservedName { name }
        | P::Statement { fault: StatementFault::UnknownName { name, .. }, .. } => vec![name],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_words_are_named_as_they_are_written() {
        let root = Path::root();
        let said = |text: &str| of_code(text, |code| code_in_chinese(code, &root));
        assert_eq!(said("`share` and `join`, not share"), "`分享` and `转化率`, not share");
        assert_eq!(said("`{ to: invitee, when: join, value: 5 }`"), "`{ 发给: 新人, 条件: 加入, 价值: 5 }`");
        assert_eq!(
            said("`5% to 9%`, `edges.csv`, `k: { beta: [2, 3] }`"),
            "`5%~9%`, `edges.csv`, `分散度: { 贝塔: [2, 3] }`"
        );
        assert_eq!(
            said("`price: { start: 1 }`, `start: 2026-03-02`"),
            "`售价: { 起价: 1 }`, `开始时间: 2026-03-02`"
        );
        assert_eq!(
            said("`segments.core.share.again`, `funnel.join`"),
            "`人群.core.分享.再次分享`, `漏斗.加入`"
        );
        assert_eq!(said("没有 `stock`（库存），`per_hour`（每小时）"), "没有 `库存`，`每小时`");
        assert_eq!(said("`new_users.p50 >= 5`, `theory.k`"), "`新用户.中位数 >= 5`, `理论.裂变系数`");
    }

    /// What a key or a word is called hangs on where it stands.
    #[test]
    fn names_are_those_of_the_place() {
        for (path, code, said) in [
            ("budget.when_exhausted", "when_exhausted", "花完后"),
            ("incentive.0.when_exhausted", "when_exhausted", "发完后"),
            ("reminders.count", "every", "每隔"),
            ("reminders.0.count", "to", "对象"),
            ("segments.core.reminders.0.count", "churn", "退订率"),
            ("price.cost", "start", "起价"),
            ("price.cost", "step", "每次涨"),
            ("price.refund.days", "chance", "退款率"),
            ("buys.0.refund.days", "within", "期限"),
            ("community.code.within", "max", "人数"),
            ("quota.total", "every", "每隔"),
            ("buys.cost", "after", "加入后"),
            ("inflow.0.cots", "cost", "单价"),
            ("budget.per_day", "limit", "金额"),
            ("incentive.0.cap.per_day", "total", "总共"),
            ("incentive.0.when", "join", "加入"),
            ("incentive.0.when", "every", "每邀"),
            ("incentive.0.cap", "join", "加入"),
            ("incentive.0.cap", "spent", "累计消费"),
            ("incentive.0.cap", "when: invites", "条件: 邀满"),
            (
                "incentive.0.levels",
                "levels: { share: 50%, up_to: 3 }",
                "各级佣金: { 比例: 50%, 最多几级: 3 }",
            ),
            ("incentive.0.to", "invitee", "新人"),
            ("reminders.to", "done", "已完成"),
            ("fake", "true", "是"),
            ("fake", "fake: true", "羊毛党: 是"),
            ("hours", "wechat", "微信作息"),
            ("share", "seeds: [{ at: 0h, count: 5 }]", "种子用户: [{ 时间: 0h, 人数: 5 }]"),
            ("channels", "channels: { moments: { use: 60% } }", "分享渠道: { moments: { 使用率: 60% } }"),
            ("funnel", "join", "加入"),
            ("join", "funnel: { see: 20%, join: 30% }", "漏斗: { 看到率: 20%, 加入: 30% }"),
            ("expect.0", "orders", "订单数"),
            ("expect.0", "cost", "总成本"),
            ("share", "--set incentive.0.when.invites=5", "--set 奖励.0.条件.邀满=5"),
        ] {
            let path = Path(path.split('.').map(part).collect());
            assert_eq!(code_in_chinese(code, &path), said, "`{code}` at {path}");
        }
    }

    fn part(part: &str) -> crate::problem::Part {
        use crate::problem::Part;
        part.parse().map_or_else(|_| Part::Key(part.to_owned()), Part::Index)
    }

    #[test]
    fn what_the_text_calls_so_is_no_key() {
        let kind =
            P::UnknownSegment { name: "share".to_owned(), nearest: None, known: vec!["join".to_owned()] };
        let problem =
            Problem { path: Path::root().key("recruits").key("share"), ..Problem::of_whole_file(kind) };
        assert_eq!(in_chinese("`share`, `join`, `market`", &problem, None), "`share`, `join`, `市场规模`");
        let kind = P::NotWhole;
        let problem =
            Problem { path: Path::root().key("funnel").key("join"), ..Problem::of_whole_file(kind) };
        assert_eq!(in_chinese("`join`", &problem, Some("进群")), "`进群`");
        assert_eq!(in_chinese("`join`", &problem, None), "`加入`");
    }
}
