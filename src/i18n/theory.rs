//! The words of `kfactor theory`: what K means, how far and how fast it goes, what would have to change.

use super::Lang;
use super::lever::amount;
use super::number::{UNDEFINED, count, counted, grouped, percent, ratio, rounded, span};
use super::report::about;
use crate::study::theory::{Growth, Ignored, Theory, TheoryReport};

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
        Heading::Levers => lang.pick("What moves K", "影响 K 值的因素"),
        Heading::Notes => lang.pick("Notes", "说明"),
    }
}

/// Below the title.
#[must_use]
pub fn subtitle(report: &TheoryReport, lang: Lang) -> String {
    let length = span(report.scenario.clock.days(), lang);
    lang.pick(
        format!("What follows from the numbers alone, {length}, nothing simulated"),
        format!("由参数直接推算，{length}，不做模拟"),
    )
}

/// What it all means, in a few sentences.
#[must_use]
pub fn conclusion(report: &TheoryReport, lang: Lang) -> String {
    let sentences = [
        Some(wave_sentence(&report.theory, lang)),
        size_sentence(report, lang),
        lever_sentence(report, lang),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(lang.pick(" ", ""))
}

/// K nearer to 1 than this is told as 1.
const AS_LARGE: f64 = 0.005;

fn is_steady(k: f64) -> bool {
    (k - 1.0).abs() < AS_LARGE
}

/// How each wave of invitations compares with the one before.
fn wave_sentence(theory: &Theory, lang: Lang) -> String {
    let k = ratio(rounded(theory.k));
    let change = format!("{}%", grouped(100.0 * (theory.k - 1.0).abs(), 0));
    match theory.k {
        0.0 if theory.course.total().accepted > 0.0 => lang
            .pick("K = 0: those who are brought bring nobody further.", "K = 0：受邀的人不再带来别人。")
            .to_owned(),
        0.0 => lang.pick("K = 0: nobody brings anybody.", "K = 0：没有人带来新用户。").to_owned(),
        growth if is_steady(growth) => lang.pick(
            format!("K = {k}: each wave of invitations is about as large as the one before."),
            format!("K = {k}：每一波邀请与上一波大致相同。"),
        ),
        growth if growth < 1.0 => lang.pick(
            format!("K = {k}: each wave of invitations is {change} smaller than the one before."),
            format!("K = {k}：每一波邀请比上一波少 {change}。"),
        ),
        growth if growth < 2.0 => lang.pick(
            format!("K = {k}: each wave of invitations is {change} larger than the one before, until something stops it."),
            format!("K = {k}：每一波邀请比上一波多 {change}，直到受到限制为止。"),
        ),
        _ => lang.pick(
            format!("K = {k}: each wave of invitations is {k} times as large as the one before, until something stops it."),
            format!("K = {k}：每一波邀请是上一波的 {k} 倍，直到受到限制为止。"),
        ),
    }
}

fn size_sentence(report: &TheoryReport, lang: Lang) -> Option<String> {
    let counts = report.theory.course.total();
    let (seeds, organic) = (counts.seeds.round(), counts.organic);
    if counts.referred <= 0.0 {
        return None;
    }
    let length = span(report.scenario.clock.days(), lang);
    let (more, sources, unasked) = (about(counts.referred), counted(seeds, "seed"), about(organic));
    let condition = unless_stopped(&report.theory, lang);
    let seeds = count(seeds);
    if organic > 0.0 {
        return Some(lang.pick(
            format!("{sources} and {unasked} organic joiners bring about {more} more by invitation in {length}{condition}."),
            format!("{seeds} 个种子用户和约 {unasked} 个自然新增用户在 {length}内约带来 {more} 个受邀用户{condition}。"),
        ));
    }
    let bring = if counts.seeds.round() == 1.0 { "brings" } else { "bring" };
    Some(lang.pick(
        format!("{sources} {bring} about {more} more in {length}{condition}."),
        format!("{seeds} 个种子用户在 {length}内约带来 {more} 个新用户{condition}。"),
    ))
}

fn unless_stopped(theory: &Theory, lang: Lang) -> &'static str {
    if theory.ignored.is_empty() {
        ""
    } else {
        lang.pick(", if nothing stops them", "（假设不受限制）")
    }
}

fn lever_sentence(report: &TheoryReport, lang: Lang) -> Option<String> {
    let (lever, critical) = report.nearest_lever().filter(|_| !is_steady(report.theory.k))?;
    let currency = &report.scenario.currency;
    let (key, now, then) = (
        &lever.key,
        amount(lever.measure, lever.now, currency, lang),
        amount(lever.measure, critical, currency, lang),
    );
    Some(if report.theory.k < 1.0 {
        lang.pick(
            format!("To sustain itself it would need `{key}` of {then} instead of {now}."),
            format!("若要自我维持，`{key}` 需要从 {now} 变为 {then}。"),
        )
    } else {
        lang.pick(
            format!("It would fade with `{key}` of {then} instead of {now}."),
            format!("`{key}` 从 {now} 变为 {then} 时，增长就会消退。"),
        )
    })
}

/// Heads of the table of segments after the name.
#[must_use]
pub fn segment_columns(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["one brings", "of members", "part of K", "line dies out", "80% come from"],
        ["人均带来", "成员占比", "K 值贡献", "断链概率", "八成来自"],
    )
}

/// A stay class, below its segment.
#[must_use]
pub fn stay_class(first: bool, lang: Lang) -> &'static str {
    if first { lang.pick("- visitors", "- 过客") } else { lang.pick("- settlers", "- 常客") }
}

/// Names of the numbers on growth and size, with their values.
#[must_use]
pub fn growth_rows(report: &TheoryReport, lang: Lang) -> Vec<(&'static str, String)> {
    let theory = &report.theory;
    let mut rows = Vec::new();
    if let Some(k) = theory.k_genuine {
        rows.push((lang.pick("K without bonus hunters", "不含羊毛党的 K 值"), ratio(k)));
    }
    rows.extend(seed_becomes(theory).map(|members| {
        (
            lang.pick("One seed becomes, all generations together", "一个种子用户最终带成（含自己）"),
            ratio(members),
        )
    }));
    rows.push((
        lang.pick("Members in the end, without time limit", "不限时间的最终成员数"),
        members_ever(theory, lang),
    ));
    rows.push((
        lang.pick("Chance that the lines of all seeds die out", "全部种子断链的概率"),
        percent(theory.extinction),
    ));
    rows.extend(theory.growth.as_ref().map(|growth| pace(growth, lang)));
    rows.extend(theory.growth.as_ref().map(|growth| {
        let generation = lang.pick("From joining to the joining of those brought", "一代邀请的平均间隔");
        (generation, span(growth.generation_days, lang))
    }));
    rows.push((lang.pick("Members who bring nobody", "没有带来任何人的成员"), percent(theory.brings_nobody)));
    let share = theory.share_80.map_or_else(|| UNDEFINED.to_owned(), percent);
    rows.push((lang.pick("Members who bring 80% of all invited", "带来八成受邀用户的成员"), share));
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
    let size_told = about(size);
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
        Some(days) => (lang.pick("New members double every", "新增人数每翻一倍需"), time(days, lang)),
        None => {
            let days = std::f64::consts::LN_2 / -growth.rate_per_day;
            (lang.pick("New members halve every", "新增人数每减一半需"), time(days, lang))
        }
    }
}

fn time(days: f64, lang: Lang) -> String {
    if days.is_finite() { span(days, lang) } else { UNDEFINED.to_owned() }
}

/// Heads of the expected course after the time.
#[must_use]
pub fn course_columns(lang: Lang) -> [&'static str; 4] {
    lang.pick(["new users", "members", "shares", "accepted"], ["累计新用户", "成员", "分享", "接受邀请"])
}

/// What the last two columns of the course count, where they are told in intervals.
#[must_use]
pub fn course_legend(lang: Lang) -> &'static str {
    lang.pick(
        "New users are counted from the start, shares and acceptances since the row before.",
        "新用户为累计值；分享与接受邀请为上一行以来的次数。",
    )
}

/// What to know about the computation.
#[must_use]
pub fn notes(report: &TheoryReport, lang: Lang) -> Vec<String> {
    let theory = &report.theory;
    let mut notes = vec![
        lang.pick(
            "K and all chances are those of an early member, who joins in the first step with every reward on offer and lives on the campaign's clock.",
            "K 值与各项概率针对早期成员：在第一步加入，全部奖励仍有效，并经历活动的真实时间。",
        )
        .to_owned(),
    ];
    notes.push(accuracy(theory, lang));
    if theory.k_genuine.is_some() {
        notes.push(
            lang.pick("K counts bonus hunters, who bring each other, too.", "K 值也包括互相带来的羊毛党。")
                .to_owned(),
        );
    }
    if theory.uncertain > 0 {
        let (inputs, number) =
            (counted(theory.uncertain as f64, "uncertain input"), count(theory.uncertain as f64));
        let stand = if theory.uncertain == 1 { "stands at its median" } else { "stand at their medians" };
        notes.push(lang.pick(format!("{inputs} {stand}."), format!("{number} 个不确定的输入取中位数。")));
    }
    notes
}

/// How far the expected course can be trusted.
fn accuracy(theory: &Theory, lang: Lang) -> String {
    if theory.exact {
        return lang
            .pick(
                "The expected course is exact: the mean of endlessly many simulated campaigns.",
                "预期进程是精确的：等于无穷多次模拟的平均值。",
            )
            .to_owned();
    }
    let mut text = String::new();
    if theory.market.is_some() {
        text.push_str(lang.pick(
            "The market is followed in expectation, which is nearly right for many people.",
            "市场容量按期望值计算，人数较多时误差很小。",
        ));
    }
    if !theory.ignored.is_empty() {
        let names: Vec<&str> = theory.ignored.iter().map(|what| ignored(*what, lang)).collect();
        let names = names.join(lang.pick("; ", "；"));
        let gap = if text.is_empty() { "" } else { lang.pick(" ", "") };
        text.push_str(&lang.pick(
            format!("{gap}Left out here, but not in `kfactor run`: {names}."),
            format!("{gap}此处未考虑（`kfactor run` 会考虑）：{names}。"),
        ));
    }
    text
}

fn ignored(what: Ignored, lang: Lang) -> &'static str {
    match what {
        Ignored::Budget => lang.pick("the budget (rewards stay on offer)", "预算（奖励一直有效）"),
        Ignored::Stock => lang.pick("stocks (rewards stay on offer)", "库存（奖励一直有效）"),
        Ignored::Capacity => lang.pick("the capacity (nobody is turned away)", "名额（没有人被拒）"),
        Ignored::Overload => {
            lang.pick("overload (too many members leave no faster)", "超负荷（成员过多时不会加速流失）")
        }
        Ignored::Ban => lang.pick("the platform (it never strikes)", "平台封禁（不会发生）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::study::theory;

    /// Everybody reaches ten people of whom some join.
    fn report(join: f64, rest: &str) -> TheoryReport {
        let seeds = if rest.contains("seeds") { "" } else { "seeds: 1," };
        let text = format!("{{ name: x, days: 9, {seeds} share: 1, contacts: 10, join: {join}, {rest} }}");
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
        assert!(conclusion(&limited, Lang::En).contains("if nothing stops them"));
        let free = notes(&report(0.05, "churn: 0"), Lang::En).join("\n");
        assert!(free.contains("exact") && !free.contains("Left out"), "{free}");
    }
}
