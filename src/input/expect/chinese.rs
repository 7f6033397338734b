//! A statement of the standard form, or a part of one, as it is written in Chinese.

use crate::input::naming::measure_names;

/// The statement with its names in Chinese; names of the scenario's own, numbers and signs stay as they are.
#[must_use]
pub fn statement_in_chinese(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_number = c.is_ascii_digit();
        // A level has a point in it: `p97.5`.
        let is_level = c == 'p' && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        let belongs = |c: char| c.is_alphanumeric() || c == '_' || (c == '.' && (is_level || is_number));
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let (token, behind) = rest.split_at(if length == 0 { c.len_utf8() } else { length });
        if length == 0 || is_number {
            out.push_str(token);
            rest = behind;
        } else if let Some(day) = day(token, behind) {
            out.push_str(&format!("第{}天", &behind[1..day]));
            rest = &behind[day..];
        } else {
            let chinese = name(token, behind, out.ends_with('.'));
            out.push_str(chinese.as_deref().unwrap_or(token));
            rest = behind;
        }
    }
    out
}

/// Where `day 3` ends behind its word.
fn day(word: &str, behind: &str) -> Option<usize> {
    let number = behind.strip_prefix(' ').filter(|_| word == "day")?;
    let length = number.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(number.len());
    (length > 0).then_some(1 + length)
}

/// What a name is called; behind a dot the median is no quantile among others.
fn name(token: &str, behind: &str, is_behind_dot: bool) -> Option<String> {
    let said = match token {
        "P" if behind.starts_with('(') => "概率",
        "timeline" if behind.starts_with('(') => "走势",
        "theory" if behind.starts_with('.') => "理论",
        "mean" => "平均",
        "median" => "中位数",
        "p50" if is_behind_dot => "中位数",
        "p05" => "90%下限",
        "p95" => "90%上限",
        _ => {
            let level = token.strip_prefix('p').filter(|level| level.parse::<f64>().is_ok());
            let quantile = level.map(|level| match level.trim_start_matches('0') {
                "" => "分位0".to_owned(),
                level => format!("分位{level}"),
            });
            return quantile.or_else(|| measure_names(token).into_iter().next());
        }
    };
    Some(said.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Expectation, Scenario};

    #[test]
    fn statements_in_chinese_are_read_and_say_the_same() {
        let scenario = Scenario::new("x", 14);
        for (english, chinese) in [
            ("new_users.p50 >= 5000", "新用户.中位数 >= 5000"),
            ("P(cost > 30000) <= 5%", "概率(总成本 > 30000) <= 5%"),
            ("P(orders < 100) < 5%", "概率(订单数 < 100) < 5%"),
            ("timeline(new_users, day 3).p95 >= 1000", "走势(新用户, 第3天).90%上限 >= 1000"),
            ("theory.k < 1.5", "理论.裂变系数 < 1.5"),
            ("added_users.p97.5 > 10", "增量用户.分位97.5 > 10"),
            ("added_users.p01 > 10", "增量用户.分位1 > 10"),
            ("d7.mean > 10%", "7日留存率.平均 > 10%"),
            ("P(banned) < 1%", "概率(被封) < 1%"),
        ] {
            assert_eq!(statement_in_chinese(english), chinese);
            let of = |text: &str| {
                let read = Expectation::parse(text, &scenario);
                let read = read.unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
                format!("{:?} {:?} {}", read.estimand, read.relation, read.bound)
            };
            assert_eq!(of(chinese), of(english));
        }
        assert_eq!(statement_in_chinese("p50"), "分位50");
        assert_eq!(statement_in_chinese("P(…)"), "概率(…)");
        assert_eq!(statement_in_chinese("< 0.1%"), "< 0.1%");
    }
}
