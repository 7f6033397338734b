//! The words of the report of a theory, but for those that its page on the terminal has, too.

use super::conclusion::{added_sentence, lever_sentence_by, size_sentence, wave_sentence};
use crate::study::theory::TheoryReport;
use crate::words::Lang;
use crate::words::number::{about, span, with_noun};

/// How each wave of invitations compares with the one before.
#[must_use]
pub fn headline(report: &TheoryReport, lang: Lang) -> String {
    wave_sentence(report, lang).trim_end_matches(['.', '。']).to_owned()
}

/// How many come.
#[must_use]
pub fn lede(report: &TheoryReport, lang: Lang) -> String {
    let sentences = [size_sentence(report, lang), added_sentence(report, lang)];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(lang.pick(" ", ""))
}

/// What would have to change, called as the table below calls it.
#[must_use]
pub fn what_would_change(
    report: &TheoryReport,
    lang: Lang,
    called: impl Fn(&str) -> String,
) -> Option<String> {
    lever_sentence_by(report, lang, called)
}

/// How long, and that nothing was simulated.
#[must_use]
pub fn told_of(report: &TheoryReport, lang: Lang) -> String {
    let length = span(report.scenario.clock.days(), lang);
    lang.pick(format!("{length} · computed, not simulated"), format!("{length} · 推算，不做模拟"))
}

/// Names of the figures: K, how many come, and how many of them the campaign adds.
#[must_use]
pub fn figures(lang: Lang) -> [&'static str; 3] {
    lang.pick(
        ["Each member brings (K)", "Expected new users", "Of these, added"],
        ["裂变系数 K", "预期新用户", "其中增量"],
    )
}

/// What K does not count.
#[must_use]
pub fn without(left_out: &str, lang: Lang) -> String {
    lang.pick(format!("without {left_out}"), format!("不算{left_out}"))
}

/// A moment of the expected course.
#[must_use]
pub fn moment_in_words(day: &str, users: f64, lang: Lang) -> String {
    let users = about(users, lang);
    lang.pick(format!("{day}: about {users} so far"), format!("{day}：累计约 {}", with_noun(&users, "人")))
}
