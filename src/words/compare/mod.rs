//! The words of a comparison of designs: names and the page; numbers of differences, what to choose, notes and charts have
//! files of their own.

mod chart;
mod difference;
mod notes;
pub mod report;
mod verdict;

pub use chart::{DIFFERENCES, FRONT, axes, differences_legend, front_legend, further_measures};
pub use difference::{difference, equivalent, interval};
pub use notes::{caution, ended, not_measured, noted, one_base, refusal};
pub use verdict::{in_single_campaigns, recommendation};

use super::engine::engine;
use super::metric::{metric, metric_head, risk, risk_head};
use super::number::{counted, short_count, with_noun};
use super::{Lang, clock};
use crate::input::{key_names, word_names};
use crate::study::compare::{Comparison, Measure, State, letter};
use std::borrow::Cow;

/// Headings of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The designs and their means.
    Designs,
    /// In what they differ.
    Differing,
    /// How they differ from the first.
    Differences,
    /// Who beats whom.
    Dominance,
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
    let first = called(comparison, 0, lang);
    match heading {
        Heading::Designs => lang.pick("The designs (means)", "各方案（平均）").to_owned(),
        Heading::Differing => lang.pick("In what they differ", "哪里不同").to_owned(),
        Heading::Differences => lang.pick(format!("Differences to {first}"), format!("与 {first}相比")),
        Heading::Dominance => lang.pick("Who beats whom", "谁优于谁").to_owned(),
        Heading::Risks => lang.pick("What can go wrong", "风险").to_owned(),
        Heading::Luck => lang
            .pick("What common luck is worth (independent campaigns)", "同样的运气省下多少次模拟")
            .to_owned(),
        Heading::Notes => lang.pick("Notes", "说明").to_owned(),
    }
}

/// The name of a measure.
#[must_use]
pub fn measure(of: &Measure, lang: Lang) -> Cow<'static, str> {
    match of {
        Measure::Metric(of) => metric(of, lang),
        Measure::Saving => Cow::Borrowed(lang.pick("Saved against elsewhere", "比其他渠道省")),
        Measure::Chance(danger) => Cow::Borrowed(risk(*danger, lang)),
    }
}

/// A measure as the head of a column.
#[must_use]
pub fn measure_head(of: &Measure, lang: Lang) -> Cow<'static, str> {
    match of {
        Measure::Metric(of) => metric_head(of, lang),
        Measure::Saving => Cow::Borrowed(lang.pick("saved", "比其他渠道省")),
        Measure::Chance(danger) => Cow::Borrowed(risk_head(*danger, lang)),
    }
}

/// Heads of the columns of differences: mean, interval, better in single campaigns, sure of the mean.
#[must_use]
pub fn difference_columns(lang: Lang) -> [&'static str; 4] {
    lang.pick(["difference", "95% interval", "better in", "sure"], ["平均差", "误差范围", "胜率", "把握"])
}

/// The name of the campaign without rewards.
#[must_use]
pub fn no_reward(lang: Lang) -> &'static str {
    lang.pick("no reward", "不发奖励")
}

/// Head of the column of ties.
#[must_use]
pub fn equal_column(lang: Lang) -> &'static str {
    lang.pick("equal in", "平局率")
}

/// What was simulated.
#[must_use]
pub fn simulated(comparison: &Comparison, lang: Lang) -> String {
    let runs = comparison.replicates as f64;
    let (designs, seed) = (comparison.designs.len(), comparison.seed);
    let following = comparison.designs.first().map(|first| first.scenario.following);
    let engine = engine(comparison.engine, following.unwrap_or_default(), lang);
    let (campaigns, runs) = (counted(runs, "simulated campaign"), with_noun(&short_count(runs, lang), "次"));
    // All designs have the same step, but for cycles, which cannot be compared with anything else.
    let step =
        comparison.designs.first().map_or_else(String::new, |first| clock::step(&first.scenario, lang));
    lang.pick(
        format!("{designs} designs, {campaigns} of each on the same luck ({step}, seed {seed}, {engine})"),
        format!("{designs} 个方案，各模拟 {runs}，同样的运气（{step}，随机数编号 {seed}，{engine}）"),
    )
}

/// `B (Coupon)`.
fn named(comparison: &Comparison, design: usize) -> String {
    format!("{} ({})", letter(design), comparison.designs[design].name)
}

/// The same as the language has brackets.
fn called(comparison: &Comparison, design: usize, lang: Lang) -> String {
    let name = &comparison.designs[design].name;
    lang.pick(named(comparison, design), format!("{}（{name}）", letter(design)))
}

/// Longer lists of designs are cut.
const LISTED: usize = 5;

/// `B`, or `A, C and D`, or `A, B, C, D and 7 others`; in Chinese `A、C、D`, or `A、B 等 11 个`.
fn letters(designs: impl IntoIterator<Item = usize>, lang: Lang) -> String {
    let mut letters: Vec<String> = designs.into_iter().map(|design| letter(design).to_string()).collect();
    if lang == Lang::Zh {
        let all = letters.len();
        letters.truncate(if all < LISTED { all } else { 2 });
        let told = letters.join("、");
        return if all < LISTED { told } else { format!("{told} 等 {all} 个") };
    }
    if letters.len() > LISTED {
        let others = letters.len() - (LISTED - 1);
        letters.truncate(LISTED - 1);
        letters.push(format!("{others} others"));
    }
    match &letters[..] {
        [] => String::new(),
        [one] => one.clone(),
        [firsts @ .., last] => format!("{} and {last}", firsts.join(", ")),
    }
}

/// Under the table of differences, which may have no column that says how sure the mean is better.
#[must_use]
pub fn how_to_read(comparison: &Comparison, with_sure: bool, lang: Lang) -> String {
    let comparisons: usize = comparison.measures.iter().map(|measured| measured.differences.len()).sum();
    let sure = match with_sure {
        true => lang.pick(" Sure: how sure the mean is better.", "把握：平均更好的把握。"),
        false => "",
    };
    lang.pick(
        format!("Better in: share of campaigns with the same luck.{sure} Each interval misses 5% of the time; ? marks what is not settled once all {comparisons} comparisons are allowed for (Holm, 5% in all)."),
        format!("胜率：同样的运气下，多少次模拟更好。{sure}误差范围有 5% 的可能没盖住真值；? 表示分不出（{comparisons} 项放在一起看，看错任何一项的可能不超过 5%）。"),
    )
}

/// Who is beaten by whom, one sentence each.
#[must_use]
pub fn dominance(comparison: &Comparison, lang: Lang) -> Vec<String> {
    if comparison.verdict.state == State::Unmoved {
        let nothing = lang.pick(
            "No design beats another by what nobody reacts to.",
            "没有人会因此而变的地方，比不出谁优于谁。",
        );
        return vec![nothing.to_owned()];
    }
    let dominance = &comparison.dominance;
    let front = (0..dominance.len()).filter(|&design| dominance[design].on_front);
    let is_one = front.clone().nth(1).is_none();
    let front = letters(front, lang);
    let mut lines = vec![lang.pick(
        format!("No other design brings as many users for as little money: {front}."),
        on_front(&front, is_one),
    )];
    for (design, of) in dominance.iter().enumerate().filter(|(_, of)| !of.on_front) {
        let by = |settled: bool| {
            let winners = of.dominated_by.iter().filter(move |(_, sure)| *sure == settled);
            letters(winners.map(|(winner, _)| *winner), lang)
        };
        let (sure, open, loser) = (by(true), by(false), letter(design));
        if !sure.is_empty() {
            lines.push(lang.pick(
                format!("{loser} is beaten by {sure}: no more users, and no less money."),
                format!("{loser} 全面落后于 {sure}：人没多，钱没省。"),
            ));
        }
        if !open.is_empty() {
            lines.push(lang.pick(
                format!("{loser} looks beaten by {open}, but that is not settled."),
                format!("{loser} 看着落后于 {open}，但还分不出。"),
            ));
        }
    }
    lines
}

/// Whom no other beats, in Chinese.
fn on_front(front: &str, is_one: bool) -> String {
    match is_one {
        true => format!("没有别的方案人更多又更省：{front}。"),
        false => format!("各有取舍，没有别的方案人更多又更省：{front}。"),
    }
}

/// Under the table of what common luck is worth.
#[must_use]
pub fn about_luck(lang: Lang) -> &'static str {
    lang.pick(
        "So many campaigns of each design, run independently, would tell its difference to A as well.",
        "各方案的运气若不同，每个要模拟这么多次，与 A 的差才一样准。",
    )
}

/// How many inputs are not told here.
#[must_use]
pub fn further_inputs(count: usize, lang: Lang) -> String {
    lang.pick(format!("… and {count} more in compare.json"), format!("……另有 {count} 项，见 compare.json"))
}

/// A fixed word of a scenario, or the key of a trigger.
#[must_use]
pub fn word(word: &'static str, lang: Lang) -> &'static str {
    let names = [word_names(word).to_vec(), key_names("when", word)].concat();
    lang.pick(word, names.first().copied().unwrap_or(word))
}

/// Names of designs that are not as many as there are designs.
#[must_use]
pub fn names_for(names: usize, designs: usize, lang: Lang) -> String {
    let few = format!("{designs} {}", if designs == 1 { "design" } else { "designs" });
    lang.pick(
        format!("there are {few} and {names} in --names: give each design one name, in their order"),
        format!("有 {designs} 个方案，而 --names 里有 {names} 个名字：请按顺序给每个方案一个名字"),
    )
}

/// A name that two designs have, or none.
#[must_use]
pub fn same_name(name: &str, lang: Lang) -> String {
    lang.pick(
        format!("the name \"{name}\" in --names is empty or given twice: give each design a name of its own"),
        format!("--names 里的名字“{name}”是空的或重复了：请给每个方案一个不同的名字"),
    )
}

#[cfg(test)]
mod tests {
    use super::verdict::{judged_by, praise};
    use super::*;
    use crate::metrics::Unit;
    use crate::scenario::{Scenario, Trigger};
    use crate::study::compare::{Design, Driver, Question};
    use crate::units::Currency;

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
        let far = near.changed(|design| design.incentive[0].when = Trigger::Invites(3)).unwrap();
        let design = |name: &str, scenario| Design { name: name.to_owned(), scenario };
        let designs = [design("near", near), design("far", far)];
        Question::new(&designs).seed(1).replicates(200).answer().unwrap()
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
        let (key, break_even) = ("join".to_owned(), Some(0.123_456));
        let driver = Driver { key, r_squared: 0.5, break_even, for_larger: true };
        comparison.verdict.driver = Some(driver.clone());
        tell(&comparison);
        comparison.verdict.state = State::Same;
        comparison.verdict.driver = Some(Driver { break_even: None, for_larger: false, ..driver });
        tell(&comparison);
        comparison.verdict.driver = None;
        tell(&comparison);
        (comparison.verdict.state, comparison.verdict.open) = (State::Open, vec![0]);
        comparison.verdict.more_replicates = Some(12_000);
        tell(&comparison);
        comparison.verdict.more_replicates = None;
        tell(&comparison);
        for state in [State::Few, State::Undefined, State::Unmoved] {
            comparison.verdict.state = state;
            tell(&comparison);
        }
        comparison.verdict.state = State::Same;
        (comparison.verdict.lead.mean, comparison.verdict.lead.se) = (0.0, 0.0);
        tell(&comparison);
        comparison.verdict.state = State::Settled;
        comparison.verdict.lead.mean = f64::NAN;
        (comparison.verdict.lead.better, comparison.verdict.lead.equal) = (0.09, 0.91);
        tell(&comparison);
        insta::assert_snapshot!(told);
    }

    #[test]
    fn long_lists_are_cut() {
        assert_eq!(letters(0..5, Lang::En), "A, B, C, D and E");
        assert_eq!(letters(0..11, Lang::En), "A, B, C, D and 7 others");
        assert_eq!([letters(1..3, Lang::Zh), letters(0..8, Lang::Zh)], ["B、C", "A、B 等 8 个"]);
    }

    #[test]
    fn every_measure_has_words_to_judge_by() {
        let mut comparison = comparison();
        for measured in comparison.measures.clone() {
            comparison.verdict.by = measured.measure.clone();
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
