//! What to choose, how sure that is, and what would settle it.

use super::difference::{amount, decimals, interval, range};
use super::{called, letters, measure};
use crate::metrics::{Better, Metric};
use crate::scenario::Quantity;
use crate::study::compare::{Comparison, Difference, Driver, Measure, State, letter};
use crate::words::Lang;
use crate::words::document::{how_often, so_often};
use crate::words::metric::risk;
use crate::words::number::{percent, rounded, short_count, short_money, with_noun};
use crate::words::page::key_named;

/// What to choose, in a few sentences.
#[must_use]
pub fn recommendation(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let verdict = &comparison.verdict;
    let mut sentences = vec![match verdict.state {
        State::Settled => settled(comparison, lang),
        State::Open => open(comparison, lang),
        State::Same => same(comparison, lang),
        State::Unmoved => unmoved(comparison, lang),
        State::Few => few(comparison, lang),
        State::Undefined => undefined(comparison, lang),
    }];
    sentences.extend(in_single_campaigns(comparison, lang));
    if let Some(found) = &verdict.driver {
        sentences.push(driver(comparison, found, lang));
    }
    sentences.extend(dangers(comparison, lang));
    sentences
}

fn settled(comparison: &Comparison, lang: Lang) -> String {
    let verdict = &comparison.verdict;
    let (best, next) = (called(comparison, verdict.best, lang), called(comparison, verdict.next, lang));
    let (praise, better) = (praise(comparison, lang), campaigns(&verdict.lead, comparison.replicates, lang));
    if verdict.lead.mean.is_nan() {
        return lang.pick(
            format!(
                "Choose {best}: {praise}; {next} brings hardly anybody. {best} is the better one in {better}."
            ),
            format!("选 {best}：{praise}，{next}几乎没带来人；{better}。"),
        );
    }
    let lead = lead(comparison, lang);
    lang.pick(
        format!("Choose {best}: {praise}, {lead} than {next} on average, and is the better one in {better}."),
        format!("选 {best}：{praise}，平均比 {next}{lead}，{better}。"),
    )
}

/// What the best design is best at.
pub(super) fn praise(comparison: &Comparison, lang: Lang) -> String {
    let sentence = match &comparison.verdict.by {
        Measure::Saving => {
            let benchmark = benchmark(comparison, lang);
            return lang.pick(
                format!("it saves most against users from elsewhere ({benchmark} each)"),
                format!("比其他渠道（每人 {benchmark}）省得最多"),
            );
        }
        Measure::Metric(Metric::AddedProfit) => lang.pick("it adds most profit", "增量利润最高"),
        Measure::Metric(Metric::Cac) => lang.pick("its added users cost least", "增量获客成本最低"),
        Measure::Metric(Metric::CacRetained) => {
            lang.pick("its added users who stay cost least", "留存获客成本最低")
        }
        Measure::Metric(Metric::MembersEnd) => {
            lang.pick("it has most members at the end", "结束时留存人数最多")
        }
        Measure::Metric(Metric::CostWithOwed) => lang.pick("it costs least", "总成本最低"),
        Measure::Metric(Metric::AddedUsers) => lang.pick("it adds most users", "增量用户最多"),
        Measure::Metric(Metric::NewUsers) => lang.pick("it has most new users", "新用户最多"),
        other @ (Measure::Metric(_) | Measure::Chance(_)) => {
            let name = measure(other, lang);
            return lang.pick(format!("it is best by “{name}”"), format!("“{name}”最优"));
        }
    };
    sentence.to_owned()
}

/// What a user costs elsewhere.
fn benchmark(comparison: &Comparison, lang: Lang) -> String {
    let benchmark = comparison.designs[0].scenario.benchmark_cac.as_ref().map_or(0.0, Quantity::typical);
    short_money(benchmark, comparison.currency(), lang)
}

/// “66% of campaigns (equal in 20%)”; in Chinese with what it does in them, `100 次模拟里有 66 次更好`.
fn campaigns(lead: &Difference, runs: u64, lang: Lang) -> String {
    if lead.better >= 1.0 {
        return lang.pick("every campaign", "次次都更好").to_owned();
    }
    let (share, ties) = (percent(lead.better), percent(lead.equal));
    let often = so_often(lead.better, runs);
    match lead.equal > 0.0 {
        true => lang.pick(
            format!("{share} of campaigns (equal in {ties})"),
            format!("{often}更好（{}打平）", how_often(lead.equal, runs, lang)),
        ),
        false => lang.pick(format!("{share} of campaigns"), format!("{often}更好")),
    }
}

fn few(comparison: &Comparison, lang: Lang) -> String {
    let campaigns = comparison.replicates;
    let too_few =
        if campaigns == 1 { "1 campaign of each is" } else { &format!("{campaigns} campaigns of each are") };
    lang.pick(
        format!("Not settled: {too_few} too few to tell which is better; use more --runs."),
        format!("分不出：各只模拟了 {campaigns} 次，比不出高下；请用 --runs 增加次数。"),
    )
}

/// Where nothing but idle rewards differ.
fn unmoved(comparison: &Comparison, lang: Lang) -> String {
    let verdict = &comparison.verdict;
    let (best, next) = (called(comparison, verdict.best, lang), called(comparison, verdict.next, lang));
    lang.pick(
        format!("There is nothing to choose between {best} and {next}: they differ in the rewards alone, and nobody here reacts to these."),
        format!("{best}和 {next}没有可选的：只有奖励不同，而这里没有人会因奖励而变。"),
    )
}

fn undefined(comparison: &Comparison, lang: Lang) -> String {
    let by = judged_by(comparison, lang);
    lang.pick(
        format!("There is nothing to choose {by}: no design brings more than hardly anybody."),
        format!("{by}没法选：没有哪个方案带来的人够算。"),
    )
}

fn open(comparison: &Comparison, lang: Lang) -> String {
    let verdict = &comparison.verdict;
    let best = called(comparison, verdict.best, lang);
    let (by, rivals) = (judged_by(comparison, lang), letters(verdict.open.iter().copied(), lang));
    let interval = interval(&verdict.lead, verdict.by.unit(), comparison.currency(), lang);
    let next = letter(verdict.next);
    let remedy = match verdict.more_replicates {
        Some(more) => {
            let (more, all) = (short_count(more as f64, lang), comparison.replicates + more);
            lang.pick(
                format!("About {more} more campaigns (--runs {all}) would settle it, if the difference is as it looks."),
                format!("差距若真如现在所见，再模拟约 {}（--runs {all}）就能分出。", with_noun(&more, "次")),
            )
        }
        None => lang
            .pick("No number of campaigns worth waiting for would settle it.", "再多模拟也难分出。")
            .to_owned(),
    };
    lang.pick(
        format!("Not settled: {by} {best} looks best, but {rivals} may be as good (difference to {next}: {interval}). {remedy}"),
        format!("分不出：{by}{best}看着最好，但 {rivals} 可能一样好（与 {next} 相差 {interval}）。{remedy}"),
    )
}

fn same(comparison: &Comparison, lang: Lang) -> String {
    let verdict = &comparison.verdict;
    let (best, next) = (called(comparison, verdict.best, lang), called(comparison, verdict.next, lang));
    let by = judged_by(comparison, lang);
    if verdict.lead.is_nought() {
        return lang.pick(
            format!("{best} and {next} are the best {by} and come to exactly the same: take the one that is easier to run."),
            format!("{by}{best}和 {next}最好，打平：结果完全一样，选容易做的。"),
        );
    }
    let interval = interval(&verdict.lead, verdict.by.unit(), comparison.currency(), lang);
    let advice = if verdict.driver.is_some() {
        lang.pick(
            "Which of them is the better one in a single campaign hangs on what is not known yet.",
            "哪次谁更好，看没摸清的数。",
        )
    } else {
        lang.pick("Take the one that is easier to run.", "选容易做的。")
    };
    lang.pick(
        format!(
            "{best} and {next} are the best {by} and come to the same on average: the difference is {interval}, too little to matter. {advice}"
        ),
        format!("{by}{best}和 {next}最好，打平：只差 {interval}。{advice}"),
    )
}

/// “by the cost per added user”, set before what is said of it.
pub(super) fn judged_by(comparison: &Comparison, lang: Lang) -> String {
    let by = &comparison.verdict.by;
    if *by == Measure::Saving {
        let benchmark = benchmark(comparison, lang);
        return lang.pick(
            format!("by what is saved against users from elsewhere ({benchmark} each)"),
            format!("按比其他渠道（每人 {benchmark}）省多少，"),
        );
    }
    let name = measure(by, lang);
    lang.pick(format!("by {}", lower_first(&name)), format!("按{name}，"))
}

/// Abbreviations stay as they are.
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// “¥120 (¥110 to ¥130) more”.
fn lead(comparison: &Comparison, lang: Lang) -> String {
    let (verdict, currency) = (&comparison.verdict, comparison.currency());
    let (difference, unit) = (&verdict.lead, verdict.by.unit());
    let decimals = decimals(difference.se, unit, currency);
    let size = amount(difference.mean.abs(), unit, decimals, currency);
    let [one, other] = difference.interval.map(f64::abs);
    let (low, high) = (one.min(other), one.max(other));
    let range = range(&[low, high].map(|end| amount(end, unit, decimals, currency)), lang);
    match verdict.by.better() {
        Better::More => lang.pick(format!("{size} ({range}) more"), format!("多 {size}（{range}）")),
        Better::Less => lang.pick(format!("{size} ({range}) less"), format!("少 {size}（{range}）")),
    }
}

/// Where what is settled is so for the average only: single campaigns often go the other way.
#[must_use]
pub fn in_single_campaigns(comparison: &Comparison, lang: Lang) -> Option<String> {
    let verdict = &comparison.verdict;
    let worse = verdict.lead.worse();
    (verdict.state == State::Settled && worse >= OFTEN).then(|| {
        let (best, next) = (letter(verdict.best), letter(verdict.next));
        let (often, worse) = (how_often(worse, comparison.replicates, lang), percent(worse));
        lang.pick(
            format!("That is settled for the average only: in {worse} of campaigns {next} would have been the better choice than {best}."),
            format!("这只是平均：{often} {next} 更好。"),
        )
    })
}

/// What happens in so many campaigns is worth a sentence.
const OFTEN: f64 = 0.2;

fn driver(comparison: &Comparison, driver: &Driver, lang: Lang) -> String {
    let (best, next) = (letter(comparison.verdict.best), letter(comparison.verdict.next));
    let (key, share) = (key_named(&driver.key, lang), percent(driver.r_squared));
    let side = match (&driver.break_even, driver.for_larger) {
        (Some(even), larger) => {
            let even = input(*even);
            let side = if larger { lang.pick("above", "高于") } else { lang.pick("below", "低于") };
            lang.pick(
                format!("; {best} leads where it is {side} about {even}, {next} where it is not"),
                format!("；{side}约 {even} 选 {best}，否则选 {next}"),
            )
        }
        (None, true) => {
            lang.pick("; the larger, the better for ", "；越大越有利于 ").to_owned() + &best.to_string()
        }
        (None, false) => {
            lang.pick("; the smaller, the better for ", "；越小越有利于 ").to_owned() + &best.to_string()
        }
    };
    lang.pick(
        format!(
            "Measure `{key}` in a pilot first: {share} of the spread of the difference hangs on it{side}."
        ),
        format!("谁更好，主要看{key}（{share}），先试跑测准{side}。"),
    )
}

/// An input as it might stand in a file.
fn input(value: f64) -> String {
    format!("{}", rounded(value))
}

/// What often goes wrong with the best design.
fn dangers(comparison: &Comparison, lang: Lang) -> Option<String> {
    let best = comparison.verdict.best;
    let often = comparison.measures.iter().filter_map(|measured| {
        let danger = measured.measure.risk()?;
        let chance = measured.values[best].mean;
        (chance >= 0.05).then(|| format!("{} {}", lower_first(risk(danger, lang)), percent(chance)))
    });
    let often: Vec<String> = often.collect();
    let letter = letter(best);
    (!often.is_empty()).then(|| {
        let often = often.join(lang.pick(", ", "，"));
        lang.pick(format!("What can go wrong with {letter}: {often}."), format!("{letter} 的风险：{often}。"))
    })
}
