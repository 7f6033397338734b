//! What the bait adds to the campaign without it.

use crate::study::run::{Against, Difference, RunReport};
use crate::words::Lang;
use crate::words::number::{about_money, grouped, rounded};

/// What the bait adds, in a sentence or two; nothing where nobody asked.
#[must_use]
pub fn against(report: &RunReport, lang: Lang) -> Option<String> {
    let against = report.against.as_ref()?;
    let currency = &report.scenario.currency;
    let Against { users, cost, per_head, .. } = against;
    let spent = about_money(cost.mean, currency, lang);
    if !against.moves_anybody {
        return Some(lang.pick(
            format!("Against no reward: nobody here is moved by one, as `share` is a plain number. The bait adds 0 users and costs {spent}."),
            format!("对照（不发奖励）：`分享` 只是一个数，奖励打动不了谁。诱饵带来 0 个增量用户，花 {spent}。"),
        ));
    }
    let added = people(users, lang);
    if per_head.mean.is_nan() {
        return Some(lang.pick(
            format!("Against no reward, on the same luck: the bait adds hardly anybody ({added} users on average) and costs {spent}."),
            format!("对照（不发奖励，同样的运气）：诱饵几乎没多带来人（平均 {added} 人），花 {spent}。"),
        ));
    }
    let each = about_money(per_head.mean, currency, lang);
    Some(lang.pick(
        format!("Against no reward, on the same luck: the bait adds {added} users on average for {spent}, or {each} each."),
        format!("对照（不发奖励，同样的运气）：诱饵平均多带来 {added} 个用户，多花 {spent}，每人 {each}。"),
    ))
}

/// A number of people with its error, where there is one.
fn people(users: &Difference, lang: Lang) -> String {
    let mean = grouped(users.mean, usize::from(users.mean.abs() < 10.0));
    if users.mcse > 0.0 {
        let error = rounded(users.mcse);
        lang.pick(format!("{mean} (±{error})"), format!("{mean}±{error}"))
    } else {
        mean
    }
}
