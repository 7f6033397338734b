//! The words of a theory: headings and tables; conclusion, notes and levers have files of their own.

mod conclusion;
pub mod lever;
mod notes;
pub mod report;

pub use conclusion::conclusion;
pub use notes::{names_of, notes};

use super::number::{UNDEFINED, about, percent, ratio, span};
use super::{Lang, clock};
use crate::study::theory::{ClassTheory, Growth, Theory, TheoryReport};

/// Headings of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// K by segment.
    Segments,
    /// How far and how fast.
    Growth,
    /// The expected course.
    Course,
    /// What changes K.
    Levers,
    /// What to know about the computation.
    Notes,
}

/// A heading.
#[must_use]
pub fn heading(heading: Heading, lang: Lang) -> &'static str {
    match heading {
        Heading::Segments => lang.pick("Who brings whom", "谁带来谁"),
        Heading::Growth => lang.pick("How far and how fast", "规模与速度"),
        Heading::Course => lang.pick("Expected course", "预期进程"),
        Heading::Levers => lang.pick("What moves K", "可调项"),
        Heading::Notes => lang.pick("Notes", "说明"),
    }
}

/// Below the title.
#[must_use]
pub fn subtitle(report: &TheoryReport, lang: Lang) -> String {
    let length = span(report.scenario.clock.days(), lang);
    let step = clock::step(&report.scenario, lang);
    lang.pick(
        format!("What follows from the numbers alone, {length}, {step}, nothing simulated"),
        format!("直接由输入推算，{length}，{step}，不做模拟"),
    )
}

/// Heads of the table of segments after the name.
#[must_use]
pub fn segment_columns(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["one brings", "of members", "part of K", "line dies out", "80% come from"],
        ["人均带来", "成员占比", "K 占比", "断链概率", "八成新人靠"],
    )
}

/// A stay class, below its segment: two have names, more are told apart by how long their members stay on average.
#[must_use]
pub fn stay_class(classes: &[ClassTheory], index: usize, lang: Lang) -> String {
    match (classes.len(), index) {
        (2, 0) => lang.pick("- visitors", "- 过客").to_owned(),
        (2, _) => lang.pick("- settlers", "- 常驻").to_owned(),
        _ => {
            let stay = span(-1.0 / libm::log(classes[index].daily_survival), lang);
            lang.pick(format!("- stay {stay}"), format!("- 平均停留 {stay}"))
        }
    }
}

/// Names of the numbers on growth and size, with their values.
#[must_use]
pub fn growth_rows(report: &TheoryReport, lang: Lang) -> Vec<(&'static str, String)> {
    let theory = &report.theory;
    let mut rows = Vec::new();
    rows.extend(seed_becomes(theory).map(|members| {
        (
            lang.pick("One seed becomes, all generations together", "每个种子最终裂变成（含自己）"),
            ratio(members),
        )
    }));
    let members = match theory.takes_off {
        None => lang.pick("Members in the end, without time limit", "最终规模（不限时间）"),
        Some(_) => lang.pick(
            "Members in the end, without time limit, if it takes off",
            "最终规模（不限时间，跑起来时）",
        ),
    };
    rows.push((members, members_ever(theory, lang)));
    rows.extend(theory.takes_off.map(|chance| {
        let takes_off = lang.pick("Chance that the campaign takes off at all", "跑起来的概率");
        (takes_off, percent(chance))
    }));
    rows.push((
        lang.pick("Chance that the lines of all seeds die out", "断链概率（全部种子）"),
        percent(theory.extinction),
    ));
    rows.extend(theory.growth.as_ref().map(|growth| pace(growth, lang)));
    rows.extend(theory.growth.as_ref().map(|growth| {
        let generation = lang.pick("From joining to the joining of those brought", "一代用时");
        (generation, span(growth.generation_days, lang))
    }));
    if let Some(hunters) = theory.hunters {
        let started =
            lang.pick("Bonus hunters invited by one genuine member", "1 个真实用户引来的羊毛党账号");
        let k = lang.pick("K of bonus hunters among themselves", "羊毛党裂变系数");
        rows.extend([(started, ratio(hunters.started)), (k, ratio(hunters.k))]);
    }
    rows.push((lang.pick("Members who bring nobody", "一个也没带来的占比"), percent(theory.brings_nobody)));
    let share = theory.share_80.map_or_else(|| UNDEFINED.to_owned(), percent);
    rows.push((lang.pick("Members who bring 80% of all invited", "带来八成新人的占比"), share));
    rows
}

/// Members who descend from a seed on average, himself included; nothing where there is no end of them.
fn seed_becomes(theory: &Theory) -> Option<f64> {
    let (mut seeds, mut members) = (0.0, 0.0);
    for (segment, counts) in theory.segments.iter().zip(&theory.course.segments) {
        seeds += counts.seeds;
        members += counts.seeds * segment.descendants?;
    }
    (seeds > 0.0).then(|| members / seeds)
}

fn members_ever(theory: &Theory, lang: Lang) -> String {
    let Some(size) = theory.final_size else {
        return lang.pick("without end", "无上限").to_owned();
    };
    let size_told = about(size, lang);
    theory.market.map_or_else(
        || size_told.clone(),
        |market| {
            let part = percent(size / market);
            lang.pick(format!("{size_told} ({part} of the market)"), format!("{size_told}（市场的 {part}）"))
        },
    )
}

/// How fast new members double or halve.
fn pace(growth: &Growth, lang: Lang) -> (&'static str, String) {
    match growth.doubling_days {
        Some(days) => (lang.pick("New members double every", "翻倍用时"), time(days, lang)),
        None => {
            let days = std::f64::consts::LN_2 / -growth.rate_per_day;
            (lang.pick("New members halve every", "减半用时"), time(days, lang))
        }
    }
}

fn time(days: f64, lang: Lang) -> String {
    if days.is_finite() { span(days, lang) } else { UNDEFINED.to_owned() }
}

/// Heads of the expected course after the time.
#[must_use]
pub fn course_columns(with_added: bool, lang: Lang) -> Vec<&'static str> {
    let others = lang.pick(["members", "shares", "accepted"], ["留存人数", "分享次数", "接受邀请数"]);
    let added = with_added.then(|| lang.pick("added", "其中增量"));
    [new_users_column(lang)].into_iter().chain(added).chain(others).collect()
}

/// The first of them.
#[must_use]
pub fn new_users_column(lang: Lang) -> &'static str {
    lang.pick("new users", "累计新用户")
}

/// What the last two columns of the course count, where they are told in intervals.
#[must_use]
pub fn course_legend(lang: Lang) -> &'static str {
    lang.pick(
        "New users are counted from the start, shares and acceptances since the row before.",
        "新用户是累计数；分享次数和接受邀请数从上一行算起。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::study::theory;

    /// Everybody reaches ten people of whom some join.
    fn report(join: f64, rest: &str) -> TheoryReport {
        let seeds = if rest.contains("seeds") { "" } else { "seeds: 1," };
        let text = format!(
            "{{ name: x, days: 9, step: 1d, delay: none, {seeds} share: 1, contacts: 10, join: {join}, {rest} }}"
        );
        theory::Question::new(&Scenario::from_yaml(&text).unwrap()).answer()
    }

    #[test]
    fn waves_shrink_stay_or_grow() {
        let told = |join| conclusion(&report(join, "churn: 0"), Lang::En);
        assert_eq!(told(0.0), "K = 0: nobody brings anybody.");
        let chain = "segments: { a: { seeds: 1, recruits: { a: 0, b: 1 } }, b: { seeds: 0, share: 0 } }";
        assert!(conclusion(&report(0.1, chain), Lang::En).starts_with("K = 0: those who are brought bring"));
        assert!(told(0.05).starts_with("K = 0.500: each wave of invitations is 50% smaller"));
        assert!(told(0.05).ends_with("it would need `contacts` of 20 instead of 10."), "{}", told(0.05));
        assert!(
            told(0.1).starts_with("K = 1.00: each wave of invitations is about as large"),
            "{}",
            told(0.1)
        );
        assert!(told(0.15).starts_with("K = 1.50: each wave of invitations is 50% larger"));
        assert!(told(0.15).contains("It would fade with"), "{}", told(0.15));
        assert!(told(0.3).starts_with("K = 3.00: each wave of invitations is 3.00 times as large"));
    }

    #[test]
    fn what_is_left_out_is_told_by_name() {
        let limited = report(0.05, "capacity: { total: 9 }, ban: { per_participant: 1e-3 }, market: 1e6");
        for (lang, words) in [
            (Lang::En, ["expectation", "the capacity", "the platform"]),
            (Lang::Zh, ["期望值", "名额", "平台封禁"]),
        ] {
            let text = notes(&limited, lang).join("\n");
            assert!(words.iter().all(|word| text.contains(word)), "{text}");
        }
        assert!(conclusion(&limited, Lang::En).contains("if nothing stops it"));
        let free = notes(&report(0.05, "churn: 0"), Lang::En).join("\n");
        assert!(free.contains("exact") && !free.contains("Left out"), "{free}");
    }

    /// K is that of people who may meet anybody: that it would sustain itself, or fade, does not follow.
    #[test]
    fn on_a_network_it_is_said_what_k_is_of() {
        let text = "{ name: x, days: 9, seeds: 2, share: 0.5, join: 0.5, social_proof: { per_member_neighbour: 2, max: 3 }, \
                    network: { generate: erdos_renyi, nodes: 900, mean: 3, groups: { per_person: 1, size: 9, cap: 20 } }, \
                    groups: { share_into: 1, see: 0.2 } }";
        let report = theory::Question::new(&Scenario::from_yaml(text).unwrap()).answer();
        for (lang, words) in [
            (Lang::En, ["Without social proof and the network, K = ", "if ", "anybody could meet anybody."]),
            (Lang::Zh, ["不算从众和关系网，裂变系数 K = ", "假设", "人人都可能互相遇到"]),
        ] {
            let told = conclusion(&report, lang);
            assert!(words.iter().all(|word| told.contains(word)), "{told}");
            assert!(!told.contains("fade") && !told.contains("sustain") && !told.contains('滚'), "{told}");
            let notes = notes(&report, lang).join("\n");
            let names = lang.pick(["the network (", "social proof ("], ["关系网（", "从众（"]);
            assert!(names.iter().all(|name| notes.contains(name)), "{notes}");
        }
        // Who sees what is shared into groups moves K.
        assert!(report.levers.iter().any(|lever| lever.key.ends_with("groups.see")), "{:?}", report.levers);
    }

    #[test]
    fn what_is_left_to_luck_is_told_with_its_chance() {
        let few = report(0.15, "market: 1000");
        let told = |lang| [conclusion(&few, lang), notes(&few, lang).join("")];
        assert!(told(Lang::En).iter().all(|text| text.contains("off")), "{:?}", told(Lang::En));
        assert!(
            told(Lang::En)[0].contains("if it takes off (as 58.2% of campaigns do)"),
            "{}",
            told(Lang::En)[0]
        );
        assert!(told(Lang::Zh).iter().all(|text| text.contains("跑起来")), "{:?}", told(Lang::Zh));
        let rows = growth_rows(&few, Lang::En);
        assert!(rows.iter().any(|(name, _)| name.ends_with("if it takes off")), "{rows:?}");
        // Nobody feels so large a market, and of so many seeds some line lives.
        for all in ["market: 1e6", "market: 1000, seeds: 90"] {
            assert!(!conclusion(&report(0.15, all), Lang::En).contains("takes off"), "{all}");
        }
    }
}
