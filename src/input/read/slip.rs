//! What a text was probably meant for where something else is expected.

use crate::problem::{Expected, ProblemKind};
use crate::yaml::{Content, corrected, foreign};

/// Words that say there is no limit, and the keys that may be left out to have none.
const NO_LIMIT: [&str; 10] =
    ["unlimited", "infinite", "infinity", "inf", "none", "no", "无", "无限", "不限", "没有"];
const LIMITS: [&str; 8] = ["market", "budget", "limit", "stock", "cap", "total", "per_hour", "quota"];

/// Whether a value says that there is no limit, where the key may be left out to have none.
pub(crate) fn means_no_limit(key: &str, value: &Content) -> bool {
    let Content::Text(text) = value else { return false };
    LIMITS.contains(&key) && NO_LIMIT.contains(&text.trim().to_lowercase().as_str())
}

/// The problem with a text; where it comes from a habit of writing, that habit and the way out.
pub(super) fn explain(kind: ProblemKind, text: &str) -> ProblemKind {
    let ProblemKind::WrongType { expected, .. } = kind else {
        return kind;
    };
    let takes_numbers =
        !matches!(expected, Expected::Text | Expected::Word | Expected::Date | Expected::Currency);
    let is_in_braces = text.trim_start().starts_with(['{', '[', '｛', '［', '【']);
    let takes_this = is_in_braces || !matches!(expected, Expected::Map | Expected::List | Expected::YesNo);
    match corrected(text) {
        Some(instead) if takes_numbers && takes_this => {
            let found = foreign(text);
            ProblemKind::Habit { found, instead }
        }
        _ if takes_numbers => wide_keys(text).unwrap_or(kind),
        _ => kind,
    }
}

/// For YAML, keys that were all written with the wide colon are one long text.
fn wide_keys(text: &str) -> Option<ProblemKind> {
    let first = text.split_whitespace().next().filter(|first| first.contains('：'))?;
    Some(ProblemKind::Habit { found: "：".to_owned(), instead: first.replacen('：', ": ", 1) })
}
