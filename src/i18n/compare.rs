//! The words of a comparison of designs.

use super::Lang;
use super::metric::metric;
use super::number::{
    self, count, counted, days, grouped, money_decimals, money_with, percent, rounded, short_money,
};
use super::report::risk;
use crate::engine::Unit;
use crate::scenario::Quantity;
use crate::study::compare::{
    Better, Caution, Comparison, Difference, MOST_DESIGNS, Measure, Pilot, Refusal, State, letter,
};
use crate::study::run::Ended;
use crate::units::Currency;
use std::borrow::Cow;

/// Headings of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The designs and their means.
    Designs,
    /// How they differ from the first.
    Differences,
    /// Who beats whom.
    Standings,
    /// Chances of what can go wrong.
    Risks,
    /// What common luck is worth.
    Luck,
    /// What to mind.
    Notes,
}

/// A heading.
#[must_use]
pub fn heading(heading: Heading, comparison: &Comparison, lang: Lang) -> String {
    let first = named(comparison, 0);
    match heading {
        Heading::Designs => lang.pick("The designs (means)", "各方案（平均）").to_owned(),
        Heading::Differences => lang.pick(format!("Differences to {first}"), format!("与 {first} 的差")),
        Heading::Standings => lang.pick("Who beats whom", "谁优于谁").to_owned(),
        Heading::Risks => lang.pick("What can go wrong", "风险").to_owned(),
        Heading::Luck => lang
            .pick("What common luck is worth (independent campaigns)", "共用随机数相当于多少次独立模拟")
            .to_owned(),
        Heading::Notes => lang.pick("Notes", "说明").to_owned(),
    }
}

/// The name of a measure.
#[must_use]
pub fn measure(of: &Measure, lang: Lang) -> Cow<'static, str> {
    match of.risk() {
        Some(danger) => Cow::Borrowed(risk(danger, lang)),
        None if of.name == "saving" => {
            Cow::Borrowed(lang.pick("Saved against elsewhere", "相比其他渠道节省"))
        }
        None => metric(of.name, lang),
    }
}

/// A measure as the head of a column.
#[must_use]
pub fn short_measure(of: &Measure, lang: Lang) -> &'static str {
    match of.name {
        "new_users" => lang.pick("new users", "新用户"),
        "members_end" => lang.pick("at the end", "期末成员"),
        "cost" => lang.pick("cost", "成本"),
        "cac" => lang.pick("CAC", "获客成本"),
        "cac_retained" => lang.pick("CAC, staying", "留存获客成本"),
        "cac_paying" => lang.pick("CAC, paying", "付费获客成本"),
        "saving" => lang.pick("saved", "节省"),
        "profit" => lang.pick("profit", "利润"),
        "hunter_cost" => lang.pick("to hunters", "羊毛党"),
        "broken_promises" => lang.pick("broken", "未兑现"),
        other => other,
    }
}

/// Heads of the columns of differences: mean, interval, better in single campaigns, sure of the mean.
#[must_use]
pub fn difference_columns(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["difference", "95% interval", "better in", "sure"],
        ["平均差", "95% 区间", "更优占比", "均值更优"],
    )
}

/// What was simulated.
#[must_use]
pub fn simulated(comparison: &Comparison, lang: Lang) -> String {
    let runs = comparison.replicates as f64;
    let (designs, seed) = (comparison.designs.len(), comparison.seed);
    let (campaigns, runs) = (counted(runs, "simulated campaign"), count(runs));
    lang.pick(
        format!("{designs} designs, {campaigns} of each on the same luck (seed {seed}, cohort engine)"),
        format!("{designs} 个方案，各模拟 {runs} 次，共用随机数（随机种子 {seed}，cohort 引擎）"),
    )
}

/// `B (Coupon)`.
fn named(comparison: &Comparison, design: usize) -> String {
    format!("{} ({})", letter(design), comparison.designs[design].name)
}

/// Longer lists of designs are cut.
const LISTED: usize = 5;

/// `B`, or `A, C and D`, or `A, B, C, D and 7 others`.
fn letters(designs: impl IntoIterator<Item = usize>, lang: Lang) -> String {
    let mut letters: Vec<String> = designs.into_iter().map(|design| letter(design).to_string()).collect();
    if letters.len() > LISTED {
        let others = letters.len() - (LISTED - 1);
        letters.truncate(LISTED - 1);
        letters.push(lang.pick(format!("{others} others"), format!("另外 {others} 个")));
    }
    match &letters[..] {
        [] => String::new(),
        [one] => one.clone(),
        [firsts @ .., last] => {
            let firsts = firsts.join(lang.pick(", ", "、"));
            lang.pick(format!("{firsts} and {last}"), format!("{firsts} 和 {last}"))
        }
    }
}

/// What to choose, in a few sentences.
#[must_use]
pub fn recommendation(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let verdict = &comparison.verdict;
    let mut sentences = vec![match verdict.state {
        State::Settled => settled(comparison, lang),
        State::Open => open(comparison, lang),
        State::Same => same(comparison, lang),
    }];
    if verdict.state == State::Settled {
        sentences.extend(in_single_campaigns(comparison, lang));
    }
    if let Some(found) = &verdict.pilot {
        sentences.push(pilot(comparison, found, lang));
    }
    sentences.extend(dangers(comparison, lang));
    sentences
}

fn settled(comparison: &Comparison, lang: Lang) -> String {
    let verdict = &comparison.verdict;
    let (best, next) = (named(comparison, verdict.best), named(comparison, verdict.next));
    let (praise, lead) = (praise(comparison, lang), lead(comparison, lang));
    let better = campaigns(verdict.lead.better, lang);
    lang.pick(
        format!("Choose {best}: {praise}, {lead} than {next} on average, and is the better one in {better}."),
        format!("建议选择 {best}：{praise}，平均比 {next} {lead}，{better}优于后者。"),
    )
}

/// What the best design is best at.
fn praise(comparison: &Comparison, lang: Lang) -> String {
    let sentence = match comparison.verdict.by.name {
        "saving" => {
            let benchmark = benchmark(comparison);
            return lang.pick(
                format!("it saves most against users from elsewhere ({benchmark} each)"),
                format!("相比其他渠道（每人 {benchmark}）节省最多"),
            );
        }
        "profit" => lang.pick("it earns most", "利润最高"),
        "cac" => lang.pick("its new users cost least", "获客成本最低"),
        "cac_retained" => lang.pick("its users who stay cost least", "留存用户获客成本最低"),
        "members_end" => lang.pick("it has most members at the end", "期末成员最多"),
        "cost" => lang.pick("it costs least", "总成本最低"),
        _ => lang.pick("it brings most new users", "新用户最多"),
    };
    sentence.to_owned()
}

/// What a user costs elsewhere.
fn benchmark(comparison: &Comparison) -> String {
    let benchmark = comparison.designs[0].scenario.benchmark_cac.as_ref().map_or(0.0, Quantity::typical);
    short_money(benchmark, comparison.currency())
}

/// “66% of campaigns”.
fn campaigns(share: f64, lang: Lang) -> String {
    if share >= 1.0 {
        return lang.pick("every campaign", "且每次活动都").to_owned();
    }
    let share = percent(share);
    lang.pick(format!("{share} of campaigns"), format!("在 {share} 的活动中"))
}

fn open(comparison: &Comparison, lang: Lang) -> String {
    let verdict = &comparison.verdict;
    let best = named(comparison, verdict.best);
    let (by, rivals) = (judged_by(comparison, lang), letters(verdict.open.iter().copied(), lang));
    let interval = interval(&verdict.lead, verdict.by.unit, comparison.currency(), lang);
    let next = letter(verdict.next);
    let remedy = match verdict.more_replicates {
        Some(more) => {
            let (more, all) = (count(more as f64), comparison.replicates + more);
            lang.pick(
                format!("About {more} more campaigns (--runs {all}) would settle it, if the difference is as it looks."),
                format!("如果差异确如目前所见，再模拟约 {more} 次（--runs {all}）即可分出高下。"),
            )
        }
        None if !verdict.lead.se.is_finite() => lang
            .pick(
                "So few campaigns say nothing about that; use more --runs.",
                "模拟次数太少，无从判断；请用 --runs 增加次数。",
            )
            .to_owned(),
        None => lang
            .pick("No number of campaigns worth waiting for would settle it.", "增加模拟次数也难以分出高下。")
            .to_owned(),
    };
    lang.pick(
        format!("Not settled: {by} {best} looks best, but {rivals} may be as good (difference to {next}: {interval}). {remedy}"),
        format!("尚无定论：{by}{best} 看似最优，但 {rivals} 可能同样好（与 {next} 的差：{interval}）。{remedy}"),
    )
}

fn same(comparison: &Comparison, lang: Lang) -> String {
    let verdict = &comparison.verdict;
    let (best, next) = (named(comparison, verdict.best), named(comparison, verdict.next));
    let by = judged_by(comparison, lang);
    let interval = interval(&verdict.lead, verdict.by.unit, comparison.currency(), lang);
    let advice = if verdict.pilot.is_some() {
        lang.pick(
            "Which of them is the better one in a single campaign hangs on what is not known yet.",
            "单次活动中哪个更好，取决于尚不确定的输入。",
        )
    } else {
        lang.pick("Take the one that is easier to run.", "选更容易执行的即可。")
    };
    lang.pick(
        format!(
            "{best} and {next} are the best {by} and come to the same on average: the difference is {interval}, too little to matter. {advice}"
        ),
        format!("{by}{best} 与 {next} 最优，且平均而言相当：差异为 {interval}，小到无关紧要。{advice}"),
    )
}

/// “by the cost per new user”, set before what is said of it.
fn judged_by(comparison: &Comparison, lang: Lang) -> String {
    let by = &comparison.verdict.by;
    if by.name == "saving" {
        let benchmark = benchmark(comparison);
        return lang.pick(
            format!("by what is saved against users from elsewhere ({benchmark} each)"),
            format!("按相比其他渠道（每人 {benchmark}）节省的钱，"),
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
    let (difference, unit) = (&verdict.lead, verdict.by.unit);
    let decimals = decimals(difference.se, unit, currency);
    let size = amount(difference.mean.abs(), unit, decimals, currency);
    let [one, other] = difference.interval.map(f64::abs);
    let (low, high) = (one.min(other), one.max(other));
    let range = range(&[low, high].map(|end| amount(end, unit, decimals, currency)), lang);
    match verdict.by.better {
        Better::More => lang.pick(format!("{size} ({range}) more"), format!("多 {size}（{range}）")),
        Better::Less => lang.pick(format!("{size} ({range}) less"), format!("少 {size}（{range}）")),
    }
}

fn range([low, high]: &[String; 2], lang: Lang) -> String {
    lang.pick(format!("{low} to {high}"), format!("{low} 到 {high}"))
}

/// Where single campaigns often go the other way.
fn in_single_campaigns(comparison: &Comparison, lang: Lang) -> Option<String> {
    let verdict = &comparison.verdict;
    let worse = 1.0 - verdict.lead.better;
    (worse >= OFTEN).then(|| {
        let (best, next, worse) = (letter(verdict.best), letter(verdict.next), percent(worse));
        lang.pick(
            format!("That is settled for the average only: in {worse} of campaigns {next} would have been the better choice than {best}."),
            format!("这只是平均而言：在 {worse} 的活动中，选 {next} 会比 {best} 更好。"),
        )
    })
}

/// What happens in so many campaigns is worth a sentence.
const OFTEN: f64 = 0.2;

fn pilot(comparison: &Comparison, pilot: &Pilot, lang: Lang) -> String {
    let (best, next) = (letter(comparison.verdict.best), letter(comparison.verdict.next));
    let (key, share) = (&pilot.key, percent(pilot.share));
    let side = match (&pilot.even, pilot.for_larger) {
        (Some(even), larger) => {
            let even = input(*even);
            let side = if larger { lang.pick("above", "高于") } else { lang.pick("below", "低于") };
            lang.pick(
                format!("; {best} leads where it is {side} about {even}, {next} where it is not"),
                format!("；{side}约 {even} 时 {best} 领先，否则 {next} 领先"),
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
        format!("请先用小规模试点测出 `{key}`：差异的波动有 {share} 取决于它{side}。"),
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

/// A difference with its sign.
#[must_use]
pub fn difference(of: &Difference, unit: Unit, currency: &Currency) -> String {
    signed(of.mean, unit, decimals(of.se, unit, currency), currency)
}

/// The interval of a difference, `+1 to +3`.
#[must_use]
pub fn interval(of: &Difference, unit: Unit, currency: &Currency, lang: Lang) -> String {
    let decimals = decimals(of.se, unit, currency);
    let [low, high] = of.interval.map(|end| signed(end, unit, decimals, currency));
    if low == number::UNDEFINED || high == number::UNDEFINED {
        return number::UNDEFINED.to_owned();
    }
    range(&[low, high], lang)
}

fn signed(value: f64, unit: Unit, decimals: usize, currency: &Currency) -> String {
    let text = amount(value, unit, decimals, currency);
    let is_nought = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
    if value > 0.0 && value.is_finite() && !is_nought { format!("+{text}") } else { text }
}

fn amount(value: f64, unit: Unit, decimals: usize, currency: &Currency) -> String {
    match unit {
        Unit::Money => money_with(value, decimals, currency),
        Unit::Share => format!("{}%", grouped(value * 100.0, decimals)),
        _ => grouped(value, decimals),
    }
}

/// Decimals that show the standard error; minor units are shown whole.
fn decimals(se: f64, unit: Unit, currency: &Currency) -> usize {
    let se = if unit == Unit::Share { se * 100.0 } else { se };
    if !(se > 0.0 && se.is_finite()) {
        return if unit == Unit::Money { money_decimals(se, currency) } else { 0 };
    }
    let needed = (-se.log10().floor()).clamp(0.0, 6.0) as usize;
    match unit {
        Unit::Money if needed > 0 => needed.max(usize::from(currency.minor_digits)),
        _ => needed,
    }
}

/// Under the table of differences.
#[must_use]
pub fn how_to_read(comparison: &Comparison, lang: Lang) -> String {
    let comparisons: usize = comparison.measures.iter().map(|measured| measured.differences.len()).sum();
    lang.pick(
        format!("Better in: share of campaigns with the same luck. Sure: how sure the mean is better. Each interval misses 5% of the time; ? marks what is not settled once all {comparisons} comparisons are allowed for (Holm, 5% in all)."),
        format!("更优占比：在同样的随机数下更优的活动占比。均值更优：平均值更优的把握。每个区间有 5% 的可能不含真值；? 表示计入全部 {comparisons} 项比较后（Holm 校正，总错误率 5%）尚无定论。"),
    )
}

/// Who is beaten by whom, one sentence each.
#[must_use]
pub fn standings(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let standings = &comparison.standings;
    let front = (0..standings.len()).filter(|&design| standings[design].front);
    let front = letters(front, lang);
    let mut lines = vec![lang.pick(
        format!("No other design brings as many users for as little money: {front}."),
        format!("没有其他方案能以同样少的钱带来同样多的用户：{front}。"),
    )];
    for (design, standing) in standings.iter().enumerate().filter(|(_, standing)| !standing.front) {
        let by = |settled: bool| {
            let winners = standing.beaten_by.iter().filter(move |(_, sure)| *sure == settled);
            letters(winners.map(|(winner, _)| *winner), lang)
        };
        let (sure, open, loser) = (by(true), by(false), letter(design));
        if !sure.is_empty() {
            lines.push(lang.pick(
                format!("{loser} is beaten by {sure}: no more users, and no less money."),
                format!("{loser} 不如 {sure}：用户不更多，花费不更少。"),
            ));
        }
        if !open.is_empty() {
            lines.push(lang.pick(
                format!("{loser} looks beaten by {open}, but that is not settled."),
                format!("{loser} 看似不如 {open}，但尚无定论。"),
            ));
        }
    }
    lines
}

/// How many independent campaigns would tell a difference as well.
#[must_use]
pub fn equivalent(of: &Difference, lang: Lang) -> String {
    if of.variance_reduction.is_nan() {
        return number::UNDEFINED.to_owned();
    }
    if of.variance_reduction.is_infinite() {
        return lang.pick("endless", "无限").to_owned();
    }
    let campaigns = count(rounded(of.equivalent_replicates()).round());
    let times = of.variance_reduction;
    let times = grouped(times, if times < 9.95 { 1 } else { 0 });
    format!("{campaigns} (×{times})")
}

/// Under the table of what common luck is worth.
#[must_use]
pub fn about_luck(lang: Lang) -> &'static str {
    lang.pick(
        "So many campaigns of each design, run independently, would tell its difference to A as well.",
        "若各方案独立模拟，需要这么多次才能同样准确地得出与 A 的差。",
    )
}

/// What to mind.
#[must_use]
pub fn caution(caution: &Caution, lang: Lang) -> String {
    let by_design = |values: &[f64], form: fn(f64) -> String| {
        let told =
            values.iter().enumerate().map(|(design, value)| format!("{} {}", letter(design), form(*value)));
        told.collect::<Vec<_>>().join(lang.pick(", ", "，"))
    };
    match caution {
        Caution::Lengths(lengths) => {
            let told = by_design(lengths, days);
            lang.pick(
                format!("The designs run for different times (days: {told}); users and cost are those of the whole campaign."),
                format!("各方案的时长不同（天：{told}）；用户与成本均为整个活动的合计。"),
            )
        }
        Caution::Seeds(seeds) => {
            let told = by_design(seeds, count);
            lang.pick(
                format!("The designs start with different numbers of seed users ({told}): part of the difference is that."),
                format!("各方案的种子用户数不同（{told}）：部分差异由此而来。"),
            )
        }
        Caution::Steps => lang
            .pick(
                "The designs have different steps, so that they share less luck.",
                "各方案的时间步长不同，因此共用的随机性较少。",
            )
            .to_owned(),
        Caution::Benchmarks => lang
            .pick(
                "The designs do not agree on what a user costs elsewhere (`benchmark.cac`), so nothing is compared with it.",
                "各方案的其他渠道获客成本（`benchmark.cac`）不一致，因此不与之比较。",
            )
            .to_owned(),
        Caution::Certain => lang
            .pick(
                "No input of these designs is uncertain, so this tells what luck does, and nothing of wrong guesses. Write ranges such as `0.04 to 0.09` for what you do not know.",
                "这些方案没有不确定的输入，因此这里只反映运气，不反映估计错误。不确定的数字请写成范围，如 `0.04 to 0.09`。",
            )
            .to_owned(),
        Caution::FewReplicates => lang
            .pick(
                "So few campaigns make poor intervals; use more --runs.",
                "模拟次数太少，区间不可靠；请用 --runs 增加次数。",
            )
            .to_owned(),
        Caution::NobodyJoined { design, replicates } => {
            let (design, runs) = (letter(*design), count(*replicates as f64));
            let campaigns = counted(*replicates as f64, "campaign");
            lang.pick(
                format!("In {campaigns} of {design} nobody joined; its cost per new user is that of the others."),
                format!("{design} 有 {runs} 次模拟无人加入，不计入获客成本的平均值。"),
            )
        }
    }
}

/// Why fewer replicates were done than asked for; nothing when all were.
#[must_use]
pub fn ended(comparison: &Comparison, lang: Lang) -> Option<String> {
    let (done, asked) = (count(comparison.replicates as f64), count(comparison.requested as f64));
    (comparison.ended == Ended::Interrupted).then(|| {
        lang.pick(
            format!("Interrupted: this compares the {done} of {asked} runs that every design has finished."),
            format!("已中断：此处比较各方案均已完成的 {done} 次（共 {asked} 次）。"),
        )
    })
}

/// Why designs cannot be compared.
#[must_use]
pub fn refusal(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::TooFew => lang
            .pick(
                "one design has nothing to be compared with; name another scenario, or values of a key with --vary KEY=1,2,3",
                "只有一个方案，无从比较；请再给一个方案文件，或用 --vary KEY=1,2,3 给出一个参数的多个取值",
            )
            .to_owned(),
        Refusal::TooMany { designs } => lang.pick(
            format!("{designs} designs are too many to compare side by side (at most {MOST_DESIGNS}); `kfactor sweep` is for more"),
            format!("{designs} 个方案过多，最多并列比较 {MOST_DESIGNS} 个；更多请用 `kfactor sweep`"),
        ),
        Refusal::Currencies { first, other } => lang.pick(
            format!("amounts in different currencies cannot be compared: {} counts in {}, {} in {}", first.0, first.1, other.0, other.1),
            format!("不同货币的金额无法比较：{} 用 {}，{} 用 {}", first.0, first.1, other.0, other.1),
        ),
    }
}

/// `--vary` with several scenarios.
#[must_use]
pub fn one_base(lang: Lang) -> &'static str {
    lang.pick("--vary needs exactly one scenario to begin with", "--vary 需要且只需要一个方案文件")
}

/// A measure by which designs are not judged.
#[must_use]
pub fn not_measured(by: &str, lang: Lang) -> String {
    lang.pick(
        format!("these designs cannot be judged by {by}: it needs what they do not have in common"),
        format!("无法按 {by} 评判这些方案：它们缺少所需的共同信息"),
    )
}

/// Title and sentence of a chart.
#[must_use]
pub fn chart_title(chart: &str, lang: Lang) -> &'static str {
    match chart {
        "differences" => lang.pick("How the designs differ", "各方案的差异"),
        _ => lang.pick("Cost and users", "成本与用户"),
    }
}

/// What the chart of differences shows.
#[must_use]
pub fn differences_sentence(comparison: &Comparison, lang: Lang) -> String {
    let first = named(comparison, 0);
    let balance = ["saving", "profit"].into_iter().find(|name| comparison.measured(name).is_some());
    let balance = match balance {
        Some("saving") => lang.pick(" (what is saved: of its cost)", "（节省额以其成本的百分比表示）"),
        Some(_) => lang.pick(" (profit: of its cost)", "（利润以其成本的百分比表示）"),
        None => "",
    };
    lang.pick(
        format!("Difference to {first}, in per cent of its mean{balance}."),
        format!("与 {first} 的差，以其平均值的百分比表示{balance}。"),
    )
}

/// What the chart of cost against users shows.
#[must_use]
pub fn front_sentence(comparison: &Comparison, lang: Lang) -> String {
    let front = (0..comparison.standings.len()).filter(|&design| comparison.standings[design].front);
    let front = letters(front, lang);
    lang.pick(
        format!("No other design brings as many users for as little money: {front}."),
        format!("没有其他方案能以同样少的钱带来同样多的用户：{front}。"),
    )
}

/// Legend of the chart of differences: interval of the mean, single campaigns, better, worse, open.
#[must_use]
pub fn differences_legend(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["better", "worse", "not settled", "9 of 10 single campaigns"],
        ["更优", "更差", "尚无定论", "十分之九的单次活动"],
    )
}

/// Legend of the chart of cost against users: on the front, beaten.
#[must_use]
pub fn front_legend(lang: Lang) -> [&'static str; 3] {
    lang.pick(["not beaten by any", "beaten", "9 of 10 campaigns"], ["未被超越", "被超越", "十分之九的活动"])
}

/// Titles of the axes of cost against users, and of relative differences.
#[must_use]
pub fn axes(lang: Lang) -> [&'static str; 3] {
    lang.pick(
        ["Cost of a campaign (mean)", "New users (mean)", "Difference in per cent"],
        ["一次活动的总成本（平均）", "新用户（平均）", "差异（百分比）"],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::Silent;
    use crate::scenario::{Scenario, Trigger};
    use crate::study::compare::{Design, Question, run};

    fn comparison() -> Comparison {
        let text = "
            name: near
            days: 5
            seeds: 80
            share: { reward: { max: 0.8, half: 3 } }
            contacts: 5
            join: 0.2
            incentive: [{ to: inviter, when: { invites: 1 }, value: 5, cost: 2 }]
            benchmark: { cac: 4 }
        ";
        let near = Scenario::from_yaml(text).unwrap();
        let mut far = near.clone();
        far.incentive[0].when = Trigger::Invites(3);
        let design = |name: &str, scenario| Design { name: name.to_owned(), scenario };
        let question = Question { seed: 1, replicates: 200, by: None };
        run(&[design("near", near), design("far", far)], &question, &Silent).unwrap()
    }

    /// Everything that a recommendation can say, about made-up numbers.
    #[test]
    fn recommendations() {
        let mut comparison = comparison();
        let verdict = &mut comparison.verdict;
        (verdict.best, verdict.next) = (1, 0);
        (verdict.lead.mean, verdict.lead.se, verdict.lead.interval) = (120.0, 4.0, [112.2, 127.8]);
        (verdict.lead.better, verdict.state) = (1.0, State::Settled);
        let mut told = String::new();
        let mut tell = |comparison: &Comparison| {
            for lang in [Lang::En, Lang::Zh] {
                told.push_str(&(recommendation(comparison, lang).join("\n") + "\n"));
            }
            told.push('\n');
        };
        tell(&comparison);
        comparison.verdict.lead.better = 0.7;
        let pilot = Pilot { key: "join".to_owned(), share: 0.5, even: Some(0.123_456), for_larger: true };
        comparison.verdict.pilot = Some(pilot);
        tell(&comparison);
        comparison.verdict.state = State::Same;
        comparison.verdict.pilot =
            Some(Pilot { even: None, for_larger: false, ..comparison.verdict.pilot.unwrap() });
        tell(&comparison);
        comparison.verdict.pilot = None;
        tell(&comparison);
        (comparison.verdict.state, comparison.verdict.open) = (State::Open, vec![0]);
        comparison.verdict.more_replicates = Some(12_000);
        tell(&comparison);
        comparison.verdict.more_replicates = None;
        tell(&comparison);
        comparison.verdict.lead.se = f64::NAN;
        tell(&comparison);
        insta::assert_snapshot!(told);
    }

    #[test]
    fn long_lists_are_cut() {
        assert_eq!(letters(0..5, Lang::En), "A, B, C, D and E");
        assert_eq!(letters(0..11, Lang::En), "A, B, C, D and 7 others");
        assert_eq!(letters(1..3, Lang::Zh), "B 和 C");
    }

    #[test]
    fn every_measure_has_words_to_judge_by() {
        let mut comparison = comparison();
        for measured in comparison.measures.clone() {
            comparison.verdict.by = measured.measure;
            for lang in [Lang::En, Lang::Zh] {
                let words = [
                    judged_by(&comparison, lang),
                    praise(&comparison, lang),
                    measure(&measured.measure, lang).into_owned(),
                ];
                assert!(words.iter().all(|words| !words.is_empty() && !words.contains('_')), "{words:?}");
            }
        }
    }

    #[test]
    fn differences_show_their_error_and_their_sign() {
        let cny = Currency::default();
        let mut difference = comparison().verdict.lead;
        (difference.mean, difference.se, difference.interval) = (57.46, 0.47, [56.5, 58.4]);
        assert_eq!(super::difference(&difference, Unit::Count, &cny), "+57.5");
        assert_eq!(interval(&difference, Unit::Count, &cny, Lang::En), "+56.5 to +58.4");
        assert_eq!(super::difference(&difference, Unit::Money, &cny), "+¥57.46");
        (difference.mean, difference.se, difference.interval) = (-0.2, 6.4, [-13.0, 12.6]);
        assert_eq!(super::difference(&difference, Unit::Count, &cny), "0");
        assert_eq!(interval(&difference, Unit::Money, &cny, Lang::Zh), "-¥13 到 +¥13");
        difference.interval = [f64::NAN; 2];
        assert_eq!(interval(&difference, Unit::Money, &cny, Lang::En), "–");
    }
}
