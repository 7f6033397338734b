//! What it all means: how each wave compares with the one before, how many come, what would have to change.

use super::lever::amount;
use crate::metrics::Scalar;
use crate::scenario::Scenario;
use crate::study::theory::{Ignored, Theory, TheoryReport};
use crate::words::number::{
    about, counted, grouped, k_told, percent, ratio, rounded, short_count, span, with_noun,
};
use crate::words::page::key_named;
use crate::words::{Lang, left_out_of_k, left_out_of_k_alone};

/// What it all means, in a few sentences.
#[must_use]
pub fn conclusion(report: &TheoryReport, lang: Lang) -> String {
    let sentences = [
        Some(wave_sentence(report, lang)),
        size_sentence(report, lang),
        added_sentence(report, lang),
        lever_sentence(report, lang),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(lang.pick(" ", ""))
}

/// K nearer to 1 than this is told as 1.
const AS_LARGE: f64 = 0.005;

fn is_steady(k: f64) -> bool {
    (k - 1.0).abs() < AS_LARGE
}

/// How each wave of invitations compares with the one before, but for what K does not count.
pub(super) fn wave_sentence(report: &TheoryReport, lang: Lang) -> String {
    let wave = wave(&report.theory, lang);
    match left_out_of_k(&report.scenario, lang) {
        Some(left_out) => lang.pick(format!("Without {left_out}, {wave}"), format!("不算{left_out}，{wave}")),
        None => wave,
    }
}

fn wave(theory: &Theory, lang: Lang) -> String {
    let k = lang.pick(ratio(rounded(theory.k)), k_told(theory.k, lang));
    let change = format!("{}%", grouped(100.0 * (theory.k - 1.0).abs(), 0));
    match theory.k {
        0.0 if theory.course.total().accepted > 0.0 => lang
            .pick("K = 0: those who are brought bring nobody further.", "裂变系数 K = 0：受邀的人不再带来别人。")
            .to_owned(),
        0.0 => lang.pick("K = 0: nobody brings anybody.", "裂变系数 K = 0：没人带来新用户。").to_owned(),
        growth if is_steady(growth) => lang.pick(
            format!("K = {k}: each wave of invitations is about as large as the one before."),
            format!("裂变系数 K = {k}：后一代和前一代差不多。"),
        ),
        growth if growth < 1.0 => lang.pick(
            format!("K = {k}: each wave of invitations is {change} smaller than the one before."),
            format!("裂变系数 K = {k}：后一代比前一代少 {change}。"),
        ),
        growth if growth < 2.0 => lang.pick(
            format!("K = {k}: each wave of invitations is {change} larger than the one before, until something stops it."),
            format!("裂变系数 K = {k}：后一代比前一代多 {change}，直到受限为止。"),
        ),
        _ => lang.pick(
            format!("K = {k}: each wave of invitations is {k} times as large as the one before, until something stops it."),
            format!("裂变系数 K = {k}：后一代是前一代的 {k} 倍，直到受限为止。"),
        ),
    }
}

pub(super) fn size_sentence(report: &TheoryReport, lang: Lang) -> Option<String> {
    let counts = report.theory.course.total();
    let (seeds, organic) = (counts.seeds.round(), counts.organic + counts.bought);
    if counts.referred <= 0.0 {
        return None;
    }
    let length = span(report.scenario.clock.days(), lang);
    let (more, sources, unasked) =
        (about(counts.referred, lang), counted(seeds, "seed"), about(organic, lang));
    let condition = all_included(&report.scenario, lang) + &unless_stopped(&report.theory, lang);
    let seeds = short_count(seeds, lang);
    if organic > 0.0 {
        return Some(lang.pick(
            format!("{sources} and {unasked} who join uninvited bring about {more} more by invitation in {length}{condition}."),
            format!(
                "{}和约 {}在 {length}内约带来 {}{condition}。",
                with_noun(&seeds, "个种子用户"),
                with_noun(&unasked, "个自己来的用户"),
                with_noun(&more, "个受邀用户"),
            ),
        ));
    }
    let bring = if counts.seeds.round() == 1.0 { "brings" } else { "bring" };
    Some(lang.pick(
        format!("{sources} {bring} about {more} more in {length}{condition}."),
        format!(
            "{}在 {length}内约带来 {}{condition}。",
            with_noun(&seeds, "个种子用户"),
            with_noun(&more, "个受邀用户"),
        ),
    ))
}

/// How many of them the campaign adds, where that is not nearly all.
pub(super) fn added_sentence(report: &TheoryReport, lang: Lang) -> Option<String> {
    let (added, new) = (report.added()?, report.theory.course.total().new_users());
    let (added, new) = (about(added, lang), about(new, lang));
    Some(lang.pick(
        format!("Of all {new} new users it adds about {added}; the others would have come anyway."),
        format!("{}中，活动带来的增量约 {added}，其余本来就会来。", with_noun(&new, "个新用户")),
    ))
}

/// That the course counts what K does not.
fn all_included(scenario: &Scenario, lang: Lang) -> String {
    let included = |left_out| lang.pick(format!(", {left_out} included"), format!("（含{left_out}）"));
    left_out_of_k_alone(scenario, lang).map_or_else(String::new, included)
}

/// What must be so for as many to come.
fn unless_stopped(theory: &Theory, lang: Lang) -> String {
    let luck = theory.takes_off.filter(|_| theory.is_left_to_luck(Scalar::NewUsers)).map(|chance| {
        let chance = percent(chance);
        lang.pick(format!("it takes off (as {chance} of campaigns do)"), format!("跑起来（概率 {chance}）"))
    });
    let of_people = |what: &Ignored| matches!(what, Ignored::Network | Ignored::SocialProof);
    let stops = theory.ignored.iter().any(|what| !what.is_in_the_course() && !of_people(what));
    let limits = stops.then(|| lang.pick("nothing stops it", "不受限制").to_owned());
    let anybody = theory.leaves_out(Ignored::Network);
    let anybody = anybody.then(|| lang.pick("anybody could meet anybody", "人人都可能互相遇到").to_owned());
    let conditions: Vec<String> = luck.into_iter().chain(limits).chain(anybody).collect();
    if conditions.is_empty() {
        return String::new();
    }
    lang.pick(format!(", if {}", conditions.join(" and ")), format!("（假设{}）", conditions.join("且")))
}

/// What would have to change for it to sustain itself, or to fade, called by its key. On a network K does not say which it does.
fn lever_sentence(report: &TheoryReport, lang: Lang) -> Option<String> {
    lever_sentence_by(report, lang, |key| {
        let key = key_named(key, lang);
        lang.pick(format!("`{key}`"), key)
    })
}

/// The same, called in another way.
pub(super) fn lever_sentence_by(
    report: &TheoryReport,
    lang: Lang,
    called: impl Fn(&str) -> String,
) -> Option<String> {
    if report.theory.leaves_out(Ignored::Network) {
        return None;
    }
    let (lever, critical) = report.nearest_lever().filter(|_| !is_steady(report.theory.k))?;
    let currency = &report.scenario.currency;
    let (key, now, then) = (
        called(&lever.key),
        amount(lever.measure, lever.now, currency, lang),
        amount(lever.measure, critical, currency, lang),
    );
    Some(if report.theory.k < 1.0 {
        lang.pick(
            format!("To sustain itself it would need {key} of {then} instead of {now}."),
            format!("想自己滚起来：{key} {now} 改成 {then}。"),
        )
    } else {
        lang.pick(
            format!("It would fade with {key} of {then} instead of {now}."),
            format!("{key} {now} 改成 {then}，就滚不下去了。"),
        )
    })
}
