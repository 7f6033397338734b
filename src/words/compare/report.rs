//! The words of the report of a comparison, but for those that its page on the terminal has, too.

use super::called;
use crate::study::compare::{Comparison, Measure, State, letter};
use crate::words::Lang;
use crate::words::document::{how_often, watch_out};
use crate::words::metric::risk;
use crate::words::number::{counted, percent, short_count, span, with_noun};
use crate::words::range::are_few;

/// What to choose, in a few words; otherwise where even the best design is not worth its money.
#[must_use]
pub fn headline(comparison: &Comparison, is_in_vain: bool, lang: Lang) -> String {
    let verdict = &comparison.verdict;
    if is_in_vain && matches!(verdict.state, State::Settled | State::Open | State::Same) {
        let best = called(comparison, verdict.best, lang);
        return lang.pick(
            format!("None is worth its money as it is, and {best} is the best of them"),
            format!("照现在这样都不划算，其中最好的是 {best}"),
        );
    }
    let (best, next) = (called(comparison, verdict.best, lang), called(comparison, verdict.next, lang));
    match verdict.state {
        State::Settled => lang.pick(format!("Choose {best}"), format!("选 {best}")),
        State::Open => {
            lang.pick(format!("{best} or {next}: not settled yet"), format!("{best}还是 {next}，还分不出"))
        }
        State::Same => {
            lang.pick(format!("{best} and {next} are as good as each other"), format!("{best}和 {next}打平"))
        }
        State::Unmoved => lang.pick(
            format!("Nothing to choose between {best} and {next}: nobody reacts to what differs"),
            format!("{best}和 {next}没有可选的：没有人会因奖励而变"),
        ),
        State::Few => lang.pick("Too few runs to choose", "模拟次数太少，分不出").to_owned(),
        State::Undefined => {
            lang.pick("No design brings enough people to choose by", "没有哪个方案带来的人够算").to_owned()
        }
    }
}

/// How many designs, how long, how often.
#[must_use]
pub fn about(comparison: &Comparison, lang: Lang) -> String {
    let (designs, runs) = (comparison.designs.len(), comparison.replicates as f64);
    let length = comparison.designs.first().map_or(0.0, |design| design.scenario.clock.days());
    let (length, each) = (span(length, lang), counted(runs, "run"));
    let runs = with_noun(&short_count(runs, lang), "次");
    lang.pick(
        format!("{designs} designs · {length} · {each} of each on the same luck"),
        format!("{designs} 个方案 · {length} · 各模拟 {runs}，同样的运气"),
    )
}

/// How often the best is better than the next.
#[must_use]
pub fn how_sure(comparison: &Comparison, lang: Lang) -> String {
    let (verdict, runs) = (&comparison.verdict, comparison.replicates);
    let (best, next) = (letter(verdict.best), letter(verdict.next));
    if verdict.lead.better.is_nan() || verdict.state == State::Unmoved {
        return lang.pick("There is nothing to hold against each other.", "没有可比的。").to_owned();
    }
    let often = how_often(verdict.lead.better, runs, lang);
    lang.pick(format!("{best} is better than {next} {often}."), format!("{best} 比 {next} 好：{often}。"))
}

/// Something that goes wrong with a design so often.
#[must_use]
pub fn danger(of: &Measure, design: usize, p: f64, runs: u64, lang: Lang) -> Option<String> {
    let (name, often) = (risk(of.risk()?, lang), how_often(p, runs, lang));
    let letter = letter(design);
    Some(lang.pick(format!("{letter}: {name}, {often}."), format!("{letter}：{name}，{often}。")))
}

/// The number that is worth measuring first.
#[must_use]
pub fn pilot(name: &str, share: f64, lang: Lang) -> String {
    let share = percent((share * 100.0).round() / 100.0);
    lang.pick(
        format!("Which is better hangs mostly on one number that is not known ({name}, {share}): measure it in a trial first."),
        format!("谁更好，主要看一个没摸清的数（{name}，{share}）：先试跑测准它。"),
    )
}

/// What to do; otherwise where the best design is a bad one.
#[must_use]
pub fn advice(comparison: &Comparison, is_bad: bool, lang: Lang) -> String {
    let best = letter(comparison.verdict.best);
    match comparison.verdict.state {
        State::Settled | State::Open | State::Same if is_bad => lang.pick(
            format!("{best} is the best of them, but not good enough as it is: mend what goes wrong first."),
            format!("{best} 在其中最好，但照现在这样还不行：先把会出的问题处理掉。"),
        ),
        State::Settled => lang.pick(format!("Take {best}."), format!("选 {best}。")),
        State::Open | State::Few => lang.pick(
            "Simulate more often, or take the one that is easier to run.".to_owned(),
            "多模拟几次再定；等不及就选容易做的。".to_owned(),
        ),
        State::Same => lang.pick("Take the one that is easier to run.".to_owned(), "选容易做的。".to_owned()),
        State::Unmoved => lang.pick(
            "Say first how much the reward moves people.".to_owned(),
            "先写明奖励能打动多少人。".to_owned(),
        ),
        State::Undefined => {
            lang.pick("None of them as they are.".to_owned(), "照现在这样都不行。".to_owned())
        }
    }
}

/// Titles of the panes: how sure, what to mind, what to do.
#[must_use]
pub fn panes(lang: Lang) -> [&'static str; 3] {
    let [sure, to_do] = lang.pick(["How sure that is", "What to do"], ["有多大把握", "怎么办"]);
    [sure, watch_out(lang), to_do]
}

/// A measure whose mean is told.
#[must_use]
pub fn on_average(measure: &str, lang: Lang) -> String {
    lang.pick(format!("{measure}, on average"), format!("{measure}（平均）"))
}

/// A design in a line: its name, how many it adds, what it costs, on average.
#[must_use]
pub fn design_in_words(name: &str, users: &str, cost: &str, each: &str, lang: Lang) -> String {
    lang.pick(
        format!("{name}: on average {users} added users for {cost}, {each} each"),
        format!("{name}：平均增量用户 {users}，总成本 {cost}，每人 {each}"),
    )
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Cost against users.
    Front,
    /// Who is added as time goes by.
    Growth,
    /// Numbers.
    Measures,
    /// What is spent on what.
    Money,
    /// Design against design.
    Differences,
    /// What can go wrong.
    Risks,
    /// What is put in and is not the same.
    Differs,
    /// How it was computed.
    Method,
}

/// A section in a word or two.
#[must_use]
pub fn topic(topic: Topic, lang: Lang) -> &'static str {
    match topic {
        Topic::Front => lang.pick("Cost and users", "花钱与拉新"),
        Topic::Growth => lang.pick("Growth", "增长"),
        Topic::Measures => lang.pick("Measure by measure", "逐项对比"),
        Topic::Money => lang.pick("Money", "花费"),
        Topic::Differences => lang.pick("Differences", "与参照相比"),
        Topic::Risks => lang.pick("Risks", "风险"),
        Topic::Differs => lang.pick("What differs", "哪里不同"),
        Topic::Method => lang.pick("Method", "怎么算的"),
    }
}

/// The title of a section that has no finding of its own.
#[must_use]
pub fn title(topic: Topic, lang: Lang) -> &'static str {
    match topic {
        Topic::Front | Topic::Differences => self::topic(topic, lang),
        Topic::Growth => lang.pick("How many each adds, and when", "各方案什么时候带来多少人"),
        Topic::Measures => lang.pick("What each of them comes to, on average", "各方案的结果（平均）"),
        Topic::Money => lang.pick("What the money goes to, on average", "钱花在哪里（平均）"),
        Topic::Risks => lang.pick("What can go wrong with each", "各方案会出什么问题"),
        Topic::Differs => lang.pick("In what the designs differ", "这些方案哪里不同"),
        Topic::Method => lang.pick("How this was computed", "这是怎么算出来的"),
    }
}

/// One design adds more at first, another in the end.
#[must_use]
pub fn overtaken(day: &str, first: usize, last: usize, lang: Lang) -> String {
    let [first, last] = [first, last].map(letter);
    lang.pick(
        format!("{first} is ahead as late as {day}; in the end {last} adds more."),
        format!("直到{day}还是 {first} 领先，最后 {last} 带来的更多。"),
    )
}

/// What stands at the end of a line: the letter of the design, and how many it adds.
#[must_use]
pub fn line_end(design: usize, users: &str) -> String {
    format!("{} {users}", letter(design))
}

/// How the lines are read; the bands are those of this design.
#[must_use]
pub fn lines(design: usize, runs: u64, lang: Lang) -> String {
    let design = letter(design);
    let most = if are_few(runs) { lang.pick("all", "全部") } else { "90%" };
    lang.pick(
        format!("Lines: averages, full that of {design}; dark band: 50% of its runs; pale: {most}"),
        format!("线：平均值，实线是 {design}；深色带：它的 50% 模拟结果；浅色带：{most}"),
    )
}

/// A day in a line: how many each design has added by then, on average.
#[must_use]
pub fn day_in_words(day: &str, added: &[String], lang: Lang) -> String {
    lang.pick(
        format!("{day}: so far, on average, {}", added.join(" · ")),
        format!("{day}：平均累计 {}", added.join(" · ")),
    )
}

/// Heads of columns of money: rewards together, all together with what is owed.
#[must_use]
pub fn money_heads(lang: Lang) -> [&'static str; 2] {
    lang.pick(["Rewards", "All, with what is owed"], ["奖励", "合计（含待兑现）"])
}

/// Where the designs are told apart by nothing in their numbers.
#[must_use]
pub fn nothing_differs(lang: Lang) -> &'static str {
    lang.pick("All numbers and rewards are the same.", "所有数字和奖励都相同。")
}

/// Head of the column of measures, of inputs.
#[must_use]
pub fn heads(lang: Lang) -> [&'static str; 2] {
    lang.pick(["Design", "Input"], ["方案", "输入"])
}
