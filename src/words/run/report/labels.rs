//! Names of sections, charts and columns.

use super::date::since;
use crate::scenario::Scenario;
use crate::words::Lang;
use crate::words::number::{counted, percent, short_count, span, with_noun};
use crate::words::range::{are_few, from_to};

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// How many come when.
    Growth,
    /// What it costs.
    Money,
    /// From a share to a member.
    Funnel,
    /// Who brings whom.
    Segments,
    /// How many stay.
    Staying,
    /// Who invited whom.
    Trees,
    /// What can go wrong.
    Risks,
    /// What the outcome hangs on.
    Hangs,
    /// What was put in.
    Assumptions,
    /// How it was computed.
    Method,
}

/// A section in a word or two.
#[must_use]
pub fn topic(topic: Topic, lang: Lang) -> &'static str {
    match topic {
        Topic::Growth => lang.pick("Growth", "增长"),
        Topic::Money => lang.pick("Money", "花费"),
        Topic::Funnel => lang.pick("Funnel", "转化"),
        Topic::Segments => lang.pick("Who brings them", "谁带来的"),
        Topic::Staying => lang.pick("Staying", "留存"),
        Topic::Trees => lang.pick("Chains", "裂变树"),
        Topic::Risks => lang.pick("Risks", "风险"),
        Topic::Hangs => lang.pick("What decides", "取决于什么"),
        Topic::Assumptions => lang.pick("Assumptions", "假设"),
        Topic::Method => lang.pick("Method", "怎么算的"),
    }
}

/// Titles of what is shown in sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Added users so far.
    AddedSoFar,
    /// K over time.
    Brings,
    /// What that is.
    BringsAbout,
    /// Where K is 1.
    KeepsGoing,
    /// Costs by line.
    CostByLine,
    /// Money that is left for rewards.
    BudgetLeft,
    /// Rules and what became of what they promised.
    Rewards,
    /// Stages of the funnel.
    Stages,
    /// That means are told.
    OnAverage,
    /// Members over time.
    Members,
    /// Retention against the usual marks.
    Retention,
    /// Trees by their numbers.
    Trees,
    /// Everything that was put in.
    AllInputs,
    /// Head of the inputs.
    Input,
    /// Head of their values.
    Value,
    /// Head of where they come from.
    Origin,
    /// An input with its usual value.
    Default,
    /// An input that the scenario gives.
    Given,
    /// Weights that the scenario gives, as parts of their average.
    Weighted,
    /// A number that the program has chosen.
    Chosen,
    /// A number that is no limit.
    NoLimit,
    /// An input that is not known.
    Unsure,
    /// Every metric.
    AllNumbers,
    /// What the outcome hangs on.
    HangsOn,
    /// What it shows.
    HangsAbout,
    /// The title where nothing was found, but told.
    AssumptionsTitle,
    /// The title of the method.
    MethodTitle,
    /// No trouble beside those that are told.
    NothingWrong,
}

/// Such a title.
#[must_use]
pub fn label(label: Label, lang: Lang) -> &'static str {
    match label {
        Label::AddedSoFar => lang.pick("Added users so far", "累计增量用户"),
        Label::Brings => {
            lang.pick("How many one member brings, as time goes on", "1 个用户能带来几人（随时间变化）")
        }
        Label::BringsAbout => lang.pick(
            "In all, as it looks to those who are at it then (K over time)",
            "按当时的情形，1 个用户前后一共带来几人（瞬时裂变系数）",
        ),
        Label::KeepsGoing => lang.pick("1: keeps itself going", "1：自己能滚下去"),
        Label::CostByLine => lang.pick("Where the money goes", "钱花在哪里"),
        Label::BudgetLeft => lang.pick("Left of the reward budget", "剩余奖励预算"),
        Label::Rewards => lang.pick("What became of the rewards, on average", "奖励去向（平均）"),
        Label::Stages => lang.pick("From a share to an acceptance", "从分享到接受邀请"),
        Label::OnAverage => lang.pick("Average run", "平均每次"),
        Label::Members => lang.pick("Members over time", "留存人数"),
        Label::Retention => lang.pick("Still there (line: the usual mark)", "还留着的人（竖线：常见水平）"),
        Label::Trees => lang.pick("Chains of invitations", "裂变树"),
        Label::AllInputs => lang.pick("All numbers that were put in", "全部输入"),
        Label::Input => lang.pick("Input", "输入"),
        Label::Value => lang.pick("Value", "数值"),
        Label::Origin => lang.pick("From", "来源"),
        Label::Default => lang.pick("default", "默认值"),
        Label::Given => lang.pick("given", "你定的"),
        Label::Weighted => lang.pick("given, in parts of their average", "你定的，换算成平均为 1"),
        Label::Chosen => lang.pick("chosen by the program", "程序选的"),
        Label::NoLimit => lang.pick("no limit", "不限"),
        Label::Unsure => lang.pick("not known exactly", "没摸清"),
        Label::AllNumbers => lang.pick("All numbers", "全部数字"),
        Label::HangsOn => lang.pick("On what the added users hang", "增量用户取决于什么"),
        Label::HangsAbout => lang.pick(
            "How much less open the outcome would be if this number were known exactly",
            "如果准确知道这个数，结果能准多少",
        ),
        Label::AssumptionsTitle => lang.pick("What this report takes for granted", "这份报告假设了什么"),
        Label::MethodTitle => lang.pick("How this was computed", "这是怎么算出来的"),
        Label::NothingWrong => lang.pick("No trouble was seen in any run.", "哪一次模拟都没看到问题。"),
    }
}

/// When and how long, how often it was simulated.
#[must_use]
pub fn about(scenario: &Scenario, runs: u64, lang: Lang) -> String {
    let length = span(scenario.clock.days(), lang);
    let times = with_noun(&short_count(runs as f64, lang), "次");
    let begin = scenario.clock.start.map(|start| since(&start, lang));
    match begin {
        Some(begin) => lang.pick(
            format!("{begin}, {length} · {} ", counted(runs as f64, "run")),
            format!("{begin}，共 {length} · 模拟 {times}"),
        ),
        None => lang
            .pick(format!("{length} · {}", counted(runs as f64, "run")), format!("{length} · 模拟 {times}")),
    }
    .trim_end()
    .to_owned()
}

/// A range below a figure.
#[must_use]
pub fn figure_range(low: &str, high: &str, lang: Lang) -> String {
    from_to(low, high, lang)
}

/// “40% of the step before”.
#[must_use]
pub fn of_before(rate: f64, lang: Lang) -> String {
    let rate = percent(rate);
    lang.pick(format!("{rate} of the step before"), format!("转化率 {rate}"))
}

/// “usually 50%”.
#[must_use]
pub fn usual(mark: f64, lang: Lang) -> String {
    let mark = percent(mark);
    lang.pick(format!("usually {mark}"), format!("常见 {mark}"))
}

/// What the line below a figure is held against.
#[must_use]
pub fn tag(words: &str, lang: Lang) -> String {
    lang.pick(format!("line: {words}"), format!("竖线：{words}"))
}

/// A day in a line: how many come on it on average, how many there are by then in the middle run, and the range of that.
#[must_use]
pub fn day_in_words(
    day: &str,
    new: &str,
    so_far: &str,
    [low, high]: [&str; 2],
    runs: u64,
    lang: Lang,
) -> String {
    let of_runs = of_runs(runs, lang);
    let come = match new.strip_prefix('-') {
        None => lang.pick(format!("{new} come on average"), format!("平均新来 {}", with_noun(new, "人"))),
        Some(fewer) => lang.pick(
            format!("{fewer} fewer come on average than would anyway"),
            format!("平均比不办少来 {}", with_noun(fewer, "人")),
        ),
    };
    lang.pick(
        format!("{day}: {come}; so far about {so_far} ({of_runs}: {low}–{high})"),
        format!("{day}：{come}；累计约 {}（{of_runs}：{low}–{high}）", with_noun(so_far, "人")),
    )
}

/// How many one member brings on a day, in a line.
#[must_use]
pub fn bringing(day: &str, k: Option<&str>, lang: Lang) -> String {
    match k {
        Some(k) => lang.pick(format!("{day}: one member brings {k}"), format!("{day}：1 个用户带来 {k} 人")),
        None => lang.pick(format!("{day}: too few to say"), format!("{day}：人太少，说不准")),
    }
}

/// The money of a day in a line.
#[must_use]
pub fn spent_in_words(day: &str, spent: &str, lang: Lang) -> String {
    lang.pick(format!("{day}: {spent}"), format!("{day}：{spent}"))
}

/// Where things stand at the end of a day, in a line.
#[must_use]
pub fn stand_in_words(day: &str, middle: &str, [low, high]: [&str; 2], runs: u64, lang: Lang) -> String {
    let of_runs = of_runs(runs, lang);
    lang.pick(
        format!("{day}: about {middle} ({of_runs}: {low}–{high})"),
        format!("{day}：约 {middle}（{of_runs}：{low}–{high}）"),
    )
}

/// The runs that a range holds: of few it is that of all.
fn of_runs(runs: u64, lang: Lang) -> &'static str {
    if are_few(runs) {
        lang.pick("all runs", "全部模拟")
    } else {
        lang.pick("90% of runs", "90% 的模拟")
    }
}

/// More people are told.
#[must_use]
pub fn wave(people: f64, lang: Lang) -> String {
    let people = short_count(people.round(), lang);
    let english = if people == "1" { "person" } else { "people" };
    lang.pick(format!("+{people} {english} addressed"), format!("再通知 {}", with_noun(&people, "人")))
}

/// A special time begins.
#[must_use]
pub fn event(lang: Lang) -> &'static str {
    lang.pick("event begins", "特殊时段开始")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::number::about_whole;

    /// Nobody is less than nobody.
    #[test]
    fn a_day_on_which_fewer_come_is_told_as_that() {
        let told =
            |new: f64, lang| day_in_words("day 4", &about_whole(new, lang), "52", ["42", "63"], 300, lang);
        assert_eq!(told(7.0, Lang::En), "day 4: 7 come on average; so far about 52 (90% of runs: 42–63)");
        let fewer = "day 4: 7 fewer come on average than would anyway; so far about 52 (90% of runs: 42–63)";
        assert_eq!(told(-7.0, Lang::En), fewer);
        assert_eq!(told(-7.0, Lang::Zh), "day 4：平均比不办少来 7 人；累计约 52 人（90% 的模拟：42–63）");
    }
}
