//! What is read first.

use crate::metrics::{Metric, Risk};
use crate::study::run::{Remark, RunReport};
use crate::words::Lang;
use crate::words::document::{how_often, watch_out};
use crate::words::number::{percent, ratio, short_count, short_money, with_noun};
use crate::words::range::{Told, are_few, from_to, quantiles};
use crate::words::run::headline::{how_many_fewer, per_head, per_head_told};
use crate::words::run::variance::is_luck;

/// Whether the campaign can go ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it is.
    Ahead,
    /// After a trial with few people.
    TryFirst,
    /// It loses money within its days, though a user costs less than elsewhere.
    IfUsersPayLater,
    /// It earns money, though a user costs more than elsewhere.
    IfElsewhereIsUsedUp,
    /// Not like this.
    Stop,
}

/// The conclusion in one sentence: how many it adds, what each of them costs, what they cost elsewhere.
#[must_use]
pub fn headline(report: &RunReport, lang: Lang) -> String {
    let currency = &report.scenario.currency;
    let nothing = || lang.pick("Nothing was simulated", "没有完成任何模拟").to_owned();
    let Some(added) = report.metric(&Metric::AddedUsers).filter(|added| added.n > 0) else {
        return nothing();
    };
    let cost = report.metric(&Metric::CostWithOwed).or_else(|| report.metric(&Metric::Cost));
    let cost = cost.filter(|cost| cost.n > 0 && cost.max > 0.0);
    let spent = cost.map(|cost| Told::money(cost, currency, lang).typical());
    if let Some(fewer) = how_many_fewer(added, lang) {
        let cost = spent.map_or_else(String::new, |spent| {
            lang.pick(format!(", for about {spent}"), format!("，还花了约 {spent}"))
        });
        return lang.pick(
            format!("About {fewer} fewer users than if nothing were done{cost}"),
            format!("比不办还少来约 {}{cost}", with_noun(&fewer, "人")),
        );
    }
    if added.max <= 0.0 {
        return match spent {
            Some(spent) => lang.pick(
                format!("The campaign adds nobody and costs about {spent}"),
                format!("一个增量用户也没带来，花了约 {spent}"),
            ),
            None => lang.pick("The campaign adds nobody", "一个增量用户也没带来").to_owned(),
        };
    }
    let users = Told::count(added, lang).typical();
    let Some(spent) = spent else {
        return lang.pick(
            format!("About {users} added users at no cost"),
            format!("约带来 {}，不花钱", with_noun(&users, "个增量用户")),
        );
    };
    let Some(cac) = report.metric(&Metric::Cac).filter(|cac| cac.n > 0 && cac.mean.is_finite()) else {
        return lang
            .pick(format!("About {spent} that adds hardly anybody"), format!("花约 {spent}，几乎没带来人"));
    };
    let (value, is_whole) = per_head(cac, report.replicates);
    let (each, elsewhere) =
        (per_head_told(cac, report.replicates, currency, lang), against_elsewhere(value, report, lang));
    let told_users = with_noun(&users, "个增量用户");
    if is_whole {
        return lang.pick(
            format!("About {users} added users at {each} each on the whole{elsewhere}"),
            format!("约带来 {told_users}，平均每人 {each}{elsewhere}"),
        );
    }
    lang.pick(
        format!("About {users} added users at {each} each{elsewhere}"),
        format!("约带来 {told_users}，每人 {each}{elsewhere}"),
    )
}

/// “, 35% less than elsewhere”; nothing where nobody says what a user costs elsewhere.
fn against_elsewhere(each: f64, report: &RunReport, lang: Lang) -> String {
    let Some(benchmark) = report.scenario.benchmark_cac.as_ref().map(|cac| cac.typical()) else {
        return String::new();
    };
    let times = each / benchmark;
    let part = percent(((1.0 - times).abs() * 100.0).round() / 100.0);
    match times {
        same if (same - 1.0).abs() < 0.05 => {
            lang.pick(", about as much as elsewhere", "，和其他渠道差不多").to_owned()
        }
        less if less < 1.0 => {
            lang.pick(format!(", {part} less than elsewhere"), format!("，比其他渠道便宜 {part}"))
        }
        more if more < 2.0 => {
            lang.pick(format!(", {part} more than elsewhere"), format!("，比其他渠道贵 {part}"))
        }
        many => {
            let many = times_as_much(many, lang);
            lang.pick(format!(", {many} times what it costs elsewhere"), format!("，是其他渠道的 {many} 倍"))
        }
    }
}

fn times_as_much(many: f64, lang: Lang) -> String {
    let tenth = (many * 10.0).round() / 10.0;
    if tenth >= 10.0 {
        return short_count(many.round(), lang);
    }
    ratio(tenth).trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How sure it is, as the title of what follows.
#[must_use]
pub fn sure_title(report: &RunReport, lang: Lang) -> &'static str {
    if are_few(report.replicates) {
        return lang.pick("Too few runs to tell", "模拟次数太少，说不准");
    }
    match width(report) {
        _ if report.metric(&Metric::AddedUsers).is_none_or(|added| added.max <= 0.0) => {
            lang.pick("Nobody comes", "没有人来")
        }
        narrow if narrow < 0.5 => lang.pick("Quite sure", "把握很大"),
        middle if middle < 1.5 => lang.pick("Roughly known", "大致有数"),
        _ => lang.pick("Wide open", "说不准"),
    }
}

/// Whether in no run anybody is added.
fn adds_nobody(report: &RunReport) -> bool {
    report.metric(&Metric::AddedUsers).is_some_and(|added| added.n > 0 && added.max <= 0.0)
}

/// The range of added users, of what is in the middle.
fn width(report: &RunReport) -> f64 {
    let Some(added) = report.metric(&Metric::AddedUsers) else { return f64::INFINITY };
    let [low, _, middle, _, high] = quantiles(added);
    if high <= low { 0.0 } else { (high - low) / middle.abs().max(1.0) }
}

/// How sure it is: the range, how often it is dearer than elsewhere, and whether more could be known.
#[must_use]
pub fn sure_lines(report: &RunReport, lang: Lang) -> Vec<String> {
    [range(report, lang), dearer(report, lang), knowledge(report, lang)].into_iter().flatten().collect()
}

fn range(report: &RunReport, lang: Lang) -> Option<String> {
    let added = report.metric(&Metric::AddedUsers).filter(|added| added.n > 0)?;
    if added.max <= 0.0 {
        return Some(lang.pick("In no run is anybody added.", "一次也没带来人。").to_owned());
    }
    let told = Told::count(added, lang);
    let Some((low, high)) = told.ends() else {
        let users = told.typical();
        return Some(lang.pick(
            format!("Every run adds about {users}."),
            format!("次次都是约 {}。", with_noun(&users, "人")),
        ));
    };
    if are_few(report.replicates) {
        let runs = report.replicates;
        return Some(lang.pick(
            format!("All {runs} runs add between {low} and {high}."),
            format!("全部 {runs} 次模拟落在 {}。", with_noun(&from_to(&low, &high, lang), "人")),
        ));
    }
    Some(lang.pick(
        format!("90% of the runs add between {low} and {high}."),
        format!("90% 的模拟落在 {}。", with_noun(&from_to(&low, &high, lang), "人")),
    ))
}

fn dearer(report: &RunReport, lang: Lang) -> Option<String> {
    let chance = report.risk(Risk::AboveBenchmark)?;
    // Where nobody comes nobody is cheap.
    report.metric(&Metric::AddedUsers).filter(|added| added.max > 0.0)?;
    let benchmark =
        short_money(report.scenario.benchmark_cac.as_ref()?.typical(), &report.scenario.currency, lang);
    if chance.p <= 0.0 {
        let runs = short_count(report.replicates as f64, lang);
        return Some(lang.pick(
            format!("Not one of {runs} runs is dearer than elsewhere ({benchmark})."),
            format!("{}里没有一次比其他渠道（{benchmark}）贵。", with_noun(&runs, "次")),
        ));
    }
    let often = how_often(chance.p, report.replicates, lang);
    Some(lang.pick(
        format!("It is dearer than elsewhere ({benchmark}) {often}."),
        format!("比其他渠道（{benchmark}）贵：{often}。"),
    ))
}

/// Whether a trial would make the range narrower.
fn knowledge(report: &RunReport, lang: Lang) -> Option<String> {
    let split = report.variance_split(&Metric::AddedUsers)?;
    Some(
        match is_luck(&split) {
            true => lang
                .pick("The range is luck: a trial would not make it narrower.", "这是运气，试跑也不会更准。"),
            false => lang.pick(
                "The range is wide because some numbers are not known yet: a trial makes it narrower.",
                "不准是因为有些数没摸清，试跑能更准。",
            ),
        }
        .to_owned(),
    )
}

/// How much there is to mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Something that is told.
    Some,
    /// Only what happens now and then.
    Rare,
    /// Nothing went wrong in any run.
    None,
}

/// The title over what can go wrong.
#[must_use]
pub fn careful_title(trouble: Trouble, lang: Lang) -> &'static str {
    match trouble {
        Trouble::Some => watch_out(lang),
        Trouble::Rare => lang.pick("Little to fear", "问题不大"),
        Trouble::None => lang.pick("Nothing to fear", "没看到问题"),
    }
}

/// What to do, as the first of the lines that say how.
#[must_use]
pub fn verdict(verdict: Verdict, report: &RunReport, lang: Lang) -> [&'static str; 2] {
    let unknown = report.variance_split(&Metric::AddedUsers).is_some_and(|split| !is_luck(&split));
    let doubtful = report.remarks.iter().any(|remark| matches!(remark, Remark::DoubtfulK { .. }));
    match verdict {
        Verdict::Ahead => {
            [lang.pick("Go ahead", "可以上"), lang.pick("It can start as planned.", "按计划上就行。")]
        }
        Verdict::TryFirst if unknown || doubtful => [
            lang.pick("Try it small first", "先试跑"),
            lang.pick(
                "Measure what is not known with a few people, then run it again.",
                "先找少数人试跑，测准再算一遍。",
            ),
        ],
        Verdict::TryFirst if are_few(report.replicates) => [
            lang.pick("Simulate it more often first", "先多模拟几次"),
            lang.pick("So few runs do not show what else may happen.", "次数太少，看不出还会有什么结果。"),
        ],
        Verdict::TryFirst => [
            lang.pick("Mend it first", "改了再上"),
            lang.pick("Take care of what can go wrong before it starts.", "先把要当心的问题处理掉。"),
        ],
        Verdict::IfUsersPayLater => [
            lang.pick("Only if users pay later", "看用户以后值不值"),
            lang.pick(
                "Within these days doing nothing would earn more; a user costs less than elsewhere.",
                "这段时间里办比不办亏，只是每人比其他渠道便宜。",
            ),
        ],
        Verdict::IfElsewhereIsUsedUp => [
            lang.pick("It pays, but users are dear", "能赚，但人贵"),
            lang.pick(
                "It earns more than doing nothing; elsewhere a user costs less.",
                "比不办赚得多，但同样的钱在其他渠道能换来更多人。",
            ),
        ],
        Verdict::Stop if adds_nobody(report) => [
            lang.pick("Not like this", "先别这样上"),
            lang.pick("As it stands it adds nobody.", "照现在这样，一个增量用户也带不来。"),
        ],
        Verdict::Stop
            if report.remarks.iter().any(|remark| matches!(remark, Remark::LosesMembers { .. })) =>
        {
            [
                lang.pick("Not like this", "先别这样上"),
                lang.pick(
                    "As it stands it loses more members than it adds.",
                    "照现在这样，走掉的人比带来的多。",
                ),
            ]
        }
        Verdict::Stop => [
            lang.pick("Not like this", "先别这样上"),
            lang.pick("As it stands it is not worth its money.", "照现在这样不划算。"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_times_as_much() {
        let told = [2.04, 2.34, 9.97, 10.4, 20.0, 100.0].map(|many| times_as_much(many, Lang::En));
        assert_eq!(told, ["2", "2.3", "10", "10", "20", "100"]);
    }
}
