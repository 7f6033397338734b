//! The answer in one or two sentences.

use crate::metrics::Metric;
use crate::scenario::Quantity;
use crate::stats::Summary;
use crate::study::run::RunReport;
use crate::units::Currency;
use crate::words::Lang;
use crate::words::document::so_often;
use crate::words::number::{about, about_money, counted, percent, short_count, short_money, span, with_noun};
use crate::words::range::{Told, campaigns, from_to, quantiles};

/// The answer in one or two sentences.
#[must_use]
pub fn headline(report: &RunReport, lang: Lang) -> String {
    let added = report.metric(&Metric::AddedUsers).filter(|users| users.n > 0);
    let Some(added) = added else {
        return lang.pick("Nothing was simulated.", "没有完成任何模拟。").to_owned();
    };
    let mut text = addressed_sentence(report, lang) + &growth_sentence(report, added, lang);
    let sentences =
        [places_sentence(report, lang), cost_sentence(report, lang), profit_sentence(report, lang)];
    for sentence in sentences.into_iter().flatten() {
        text.push_str(lang.pick(" ", ""));
        text.push_str(&sentence);
    }
    text
}

/// How many were addressed, where not all of them are seeds; nothing else.
fn addressed_sentence(report: &RunReport, lang: Lang) -> String {
    let median_of = |metric: &Metric| report.metric(metric).map_or(0.0, Summary::median).round();
    let (addressed, seeds) = (median_of(&Metric::Addressed), median_of(&Metric::Seeds));
    if addressed <= seeds {
        return String::new();
    }
    let people = short_count(addressed, lang);
    let told = if addressed == 1.0 { "One person is".to_owned() } else { format!("{people} people are") };
    lang.pick(format!("{told} addressed. "), format!("通知 {}。", with_noun(&people, "人")))
}

fn growth_sentence(report: &RunReport, added: &Summary, lang: Lang) -> String {
    let median_of = |metric: &Metric| report.metric(metric).map_or(0.0, Summary::median);
    let seeds = median_of(&Metric::Seeds).round();
    let length = span(report.scenario.clock.days(), lang);
    let (users, range) = (Told::count(added, lang).typical(), range_clause(added, lang));
    let told_seeds = (seeds >= 1.0)
        .then(|| lang.pick(counted(seeds, "seed"), with_noun(&short_count(seeds, lang), "个种子用户")));
    let anyway = come_anyway(report, lang);
    if let Some(fewer) = how_many_fewer(added, lang) {
        let (with, from) = told_seeds
            .map_or_else(Default::default, |seeds| (format!("With {seeds}, "), format!("{seeds}，")));
        let range = range_clause(&turned(added), lang);
        let about = if with.is_empty() { "About" } else { "about" };
        return lang.pick(
            format!("{with}{about} {fewer} fewer users come in {length} than if nothing were done{range}."),
            format!("{from}{length}内比不办还少来约 {}{range}。", with_noun(&fewer, "人")),
        );
    }
    if added.max <= 0.0 {
        let others = anyway.map_or_else(String::new, |anyway| {
            lang.pick(
                format!("; about {anyway} new users come anyway"),
                format!("；约 {}本来就会来", with_noun(&anyway, "个新用户")),
            )
        });
        let (to, from) = match told_seeds {
            Some(seeds) => (format!(" to {seeds}"), format!("{seeds}，")),
            None => (String::new(), String::new()),
        };
        return lang.pick(
            format!("The campaign adds nobody{to} in {length}{others}."),
            format!("{from}{length}内一个增量用户也没带来{others}。"),
        );
    }
    let bought = bought_clause(median_of(&Metric::Bought).round(), lang);
    let told_users = with_noun(&users, "个增量用户");
    match (told_seeds, anyway) {
        (Some(sources), None) => {
            let bring = if seeds == 1.0 { "brings" } else { "bring" };
            lang.pick(
                format!("{sources} {bring} about {users} more users in {length}{range}{bought}."),
                format!("{sources}在 {length}内约带来 {told_users}{range}{bought}。"),
            )
        }
        (sources, anyway) => {
            let (with, from) = sources.map_or_else(
                || ("The".to_owned(), String::new()),
                |sources| (format!("With {sources}, the"), format!("{sources}，")),
            );
            let (to, others) = anyway.map_or_else(Default::default, |anyway| {
                let told = with_noun(&anyway, "个");
                (format!(" to about {anyway} who come anyway"), format!("（另有约 {told}本来就会来）"))
            });
            lang.pick(
                format!("{with} campaign adds about {users} users in {length}{to}{range}{bought}."),
                format!("{from}{length}内约带来 {told_users}{others}{range}{bought}。"),
            )
        }
    }
}

/// The same numbers with the other sign.
fn turned(summary: &Summary) -> Summary {
    let [lowest, low, middle, high, highest] = summary.quantiles.map(|value| -value);
    Summary {
        mean: -summary.mean,
        quantiles: [highest, high, middle, low, lowest],
        min: -summary.max,
        max: -summary.min,
        ..*summary
    }
}

/// How many fewer come than if nothing were done, where it is most often so: a number that is told without its sign.
#[must_use]
pub fn how_many_fewer(added: &Summary, lang: Lang) -> Option<String> {
    (added.median() <= -0.5).then(|| about(-added.median(), lang))
}

/// How many seeds find no room because who was invited has their places, where it is capacity alone that may keep them out.
fn places_sentence(report: &RunReport, lang: Lang) -> Option<String> {
    let scenario = &report.scenario;
    if scenario.market.is_some() || scenario.network.is_some() || !scenario.shape().has_capacity {
        return None;
    }
    let known = |number: &Quantity| match number {
        Quantity::Known(number) => Some(*number),
        Quantity::Uncertain(_) => None,
    };
    let waves = scenario.segments.iter().flat_map(|segment| &segment.seeds);
    let asked: f64 =
        waves.map(|wave| Some(known(&wave.count)? * known(&wave.reached)?)).sum::<Option<f64>>()?;
    let mean = |metric: &Metric| report.metric(metric).map_or(0.0, |people| people.mean);
    let missing = asked - mean(&Metric::Seeds);
    let taken = missing.min(mean(&Metric::AddedUsers)).min(mean(&Metric::TurnedAway));
    (taken >= 0.01 * asked.max(50.0)).then(|| {
        let people = about(taken, lang);
        lang.pick(
            format!("About {people} of the seeds find no room: those who were invited have their places."),
            format!("约 {}没有位置：被受邀的人占了。", with_noun(&people, "个种子用户")),
        )
    })
}

/// How many of the new users are bought, if some are: the seeds do not bring them.
fn bought_clause(bought: f64, lang: Lang) -> String {
    if bought < 1.0 {
        return String::new();
    }
    let bought = about(bought, lang);
    lang.pick(
        format!("; about {bought} are bought"),
        format!("；其中约 {}是投放买来的", with_noun(&bought, "人")),
    )
}

/// How many new users come though nothing is done, if anybody does.
fn come_anyway(report: &RunReport, lang: Lang) -> Option<String> {
    let mean = |metric: &Metric| report.metric(metric).map_or(0.0, |users| users.mean);
    let anyway = mean(&Metric::NewUsers) - mean(&Metric::AddedUsers);
    (anyway.round() >= 1.0).then(|| about(anyway, lang))
}

/// “; in 9 of 10 campaigns between … and …”; nothing when every campaign is the same.
pub(super) fn range_clause(users: &Summary, lang: Lang) -> String {
    let Some((low, high)) = Told::count(users, lang).ends() else {
        return String::new();
    };
    let campaigns = campaigns(users.n, lang);
    lang.pick(
        format!("; in {campaigns} between {low} and {high}"),
        format!("，{campaigns}落在 {}", with_noun(&from_to(&low, &high, lang), "人")),
    )
}

fn cost_sentence(report: &RunReport, lang: Lang) -> Option<String> {
    let currency = &report.scenario.currency;
    let is_owed = report.owed().is_some();
    let cost = report.metric(&Metric::Cost).filter(|cost| cost.n > 0 && (cost.max > 0.0 || is_owed))?;
    let cost = with_range(&Told::money(cost, currency, lang), None, lang) + &owed_clause(report, lang);
    let Some(cac) = report.metric(&Metric::Cac).filter(|cac| cac.n > 0) else {
        return Some(lang.pick(format!("It costs about {cost}."), format!("总成本约 {cost}。")));
    };
    if how_many_fewer(report.metric(&Metric::AddedUsers)?, lang).is_some() {
        return Some(lang.pick(format!("It costs about {cost}."), format!("总成本约 {cost}。")));
    }
    if cac.mean.is_nan() {
        return Some(lang.pick(
            format!("It costs about {cost} and brings hardly anybody."),
            format!("总成本约 {cost}，几乎没带来人。"),
        ));
    }
    let elsewhere = report.scenario.benchmark_cac.as_ref().map(|benchmark| {
        let benchmark = short_money(benchmark.typical(), currency, lang);
        lang.pick(format!("elsewhere {benchmark}"), format!("其他渠道 {benchmark}"))
    });
    if let Some(nobody) = where_nobody_was_added(cac, report.replicates, lang) {
        let each = per_head_told(cac, report.replicates, currency, lang);
        let each = with_remarks(&each, elsewhere, lang);
        return Some(lang.pick(
            format!("It costs about {cost}, or {each} per added user on the whole; {nobody}."),
            format!("总成本约 {cost}，平均每个增量用户 {each}；{nobody}。"),
        ));
    }
    let cac = with_range(&Told::money(cac, currency, lang), elsewhere, lang);
    Some(lang.pick(
        format!("It costs about {cost}, or about {cac} per added user."),
        format!("总成本约 {cost}，每个增量用户约 {cac}。"),
    ))
}

/// What is still owed at the end, if anything is.
fn owed_clause(report: &RunReport, lang: Lang) -> String {
    let Some(owed) = report.owed() else { return String::new() };
    let owed = about_money(owed, &report.scenario.currency, lang);
    lang.pick(format!(", and on average {owed} more still owed"), format!("，另有平均 {owed} 待兑现"))
}

/// “in 78% of campaigns nobody was added”, where they are so many that the range of single campaigns has no upper end. Where
/// nothing was spent for nobody the cost per user is not defined; nobody was added all the same.
pub(super) fn where_nobody_was_added(cac: &Summary, replicates: u64, lang: Lang) -> Option<String> {
    let [.., high] = quantiles(cac);
    high.is_infinite().then(|| {
        let nobody = cac.infinite + replicates.saturating_sub(cac.defined());
        let p = nobody as f64 / replicates as f64;
        let (share, often) = (percent(p), so_often(p, replicates));
        lang.pick(format!("in {share} of campaigns nobody was added"), format!("{often}没有增量"))
    })
}

/// What one costs: the median of single campaigns; where so many of them bring nobody that their range has no upper end, the
/// cost of all campaigns by the users of all, and true.
#[must_use]
pub fn per_head(each: &Summary, replicates: u64) -> (f64, bool) {
    let is_whole = where_nobody_was_added(each, replicates, Lang::En).is_some();
    (if is_whole { each.mean } else { each.median() }, is_whole)
}

/// The same in words, wherever it is told.
#[must_use]
pub fn per_head_told(each: &Summary, replicates: u64, currency: &Currency, lang: Lang) -> String {
    match per_head(each, replicates) {
        (whole, true) => about_money(whole, currency, lang),
        (_, false) => Told::money(each, currency, lang).typical(),
    }
}

/// What one costs of those who stay, in a sentence; nothing where that is no number.
pub(super) fn by_those_who_stay(report: &RunReport, lang: Lang) -> Option<String> {
    let each = report.metric(&Metric::CacRetained).filter(|each| each.n > 0)?;
    let (value, is_whole) = per_head(each, report.replicates);
    let told = per_head_told(each, report.replicates, &report.scenario.currency, lang);
    (value.is_finite() && value > 0.0).then(|| match is_whole {
        true => lang.pick(
            format!("By those who stay, a user costs {told} on the whole."),
            format!("按留下的人算，平均每人 {told}。"),
        ),
        false => lang.pick(
            format!("By those who stay, a user costs about {told}."),
            format!("按留下的人算，每人约 {told}。"),
        ),
    })
}

/// What stands below such a cost by all campaigns: that it is one, and how often nobody came.
#[must_use]
pub fn on_the_whole(each: &Summary, replicates: u64, lang: Lang) -> Option<String> {
    let nobody = where_nobody_was_added(each, replicates, lang)?;
    Some(lang.pick(format!("on the whole; {nobody}"), format!("全部算在一起；{nobody}")))
}

/// A median with its range and another remark in brackets.
fn with_range(told: &Told<'_>, remark: Option<String>, lang: Lang) -> String {
    with_remarks(&told.typical(), told.range(lang).into_iter().chain(remark), lang)
}

/// A number with remarks in brackets.
fn with_remarks(number: &str, remarks: impl IntoIterator<Item = String>, lang: Lang) -> String {
    let inside = remarks.into_iter().collect::<Vec<_>>().join(lang.pick("; ", "；"));
    if inside.is_empty() {
        return number.to_owned();
    }
    lang.pick(format!("{number} ({inside})"), format!("{number}（{inside}）"))
}

/// Whether nobody was added in more than 1 % of campaigns.
pub(super) fn often_nobody_was_added(report: &RunReport) -> bool {
    let nobody = report.metric(&Metric::Cac).map_or(0, |cac| cac.infinite);
    nobody as f64 > 0.01 * report.replicates as f64
}

fn profit_sentence(report: &RunReport, lang: Lang) -> Option<String> {
    if !has_income(report) {
        return None;
    }
    let profit = report.metric(&Metric::AddedProfit).filter(|profit| profit.n > 0)?;
    let told = Told::money(profit, &report.scenario.currency, lang);
    let amount = told.typical_size();
    let range = told.range(lang).map_or_else(String::new, |range| {
        lang.pick(format!(" (added profit {range})"), format!("（增量利润 {range}）"))
    });
    Some(if profit.median() < 0.0 {
        lang.pick(
            format!("Doing nothing would earn about {amount} more{range}."),
            format!("比不办少赚约 {amount}{range}。"),
        )
    } else {
        lang.pick(
            format!("After costs it earns about {amount} more than doing nothing{range}."),
            format!("扣除成本，比不办多赚约 {amount}{range}。"),
        )
    })
}

/// Whether the campaign takes any money, so that profit says something.
#[must_use]
pub fn has_income(report: &RunReport) -> bool {
    [Metric::Revenue, Metric::Margin]
        .iter()
        .any(|metric| report.metric(metric).is_some_and(|income| income.max > 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::study::run::Question;

    fn told(text: &str, lang: Lang) -> String {
        let scenario = Scenario::from_yaml(text).unwrap_or_else(|problems| panic!("{problems}"));
        headline(&Question::new(&scenario).replicates(400).answer(), lang)
    }

    /// About 700 new users come in each of them.
    #[test]
    fn a_campaign_that_adds_nobody_is_none_to_which_nobody_comes() {
        let text = "{ name: x, days: 14, seeds: 100, inflow: 50, share: 0.3, contacts: 4, join: 0.02, anyway: 90%, costs: { fixed: 200 } }";
        let (english, chinese) = (told(text, Lang::En), told(text, Lang::Zh));
        assert!(english.contains("of campaigns nobody was added."), "{english}");
        assert!(chinese.contains("没有增量") && !chinese.contains("没人来"), "{chinese}");
    }

    /// Of two waves of 200 the second finds what those who were invited have left of 300 places: nothing, where 100 would have come in.
    #[test]
    fn seeds_whose_places_are_taken_are_told() {
        let text = "{ name: x, days: 8, step: 1d, delay: none, share: 1, contacts: 6, join: 0.2, capacity: { total: 300 }, \
                    seeds: [{ at: 0h, count: 200 }, { at: 5d, count: 200 }] }";
        let (english, chinese) = (told(text, Lang::En), told(text, Lang::Zh));
        assert!(english.contains("About 100 of the seeds find no room: those who were invited"), "{english}");
        assert!(chinese.contains("约 100 个种子用户没有位置"), "{chinese}");
        let enough = text.replace("300", "3000");
        assert!(!told(&enough, Lang::En).contains("find no room"));
    }

    /// Hunters take the 50 places of a shop to which 200 would come by themselves.
    #[test]
    fn fewer_than_if_nothing_were_done_are_told_as_that() {
        let text = "{ name: x, days: 10, market: 5000, capacity: { total: 150 }, benchmark: { cac: 5 }, costs: { fixed: 100 }, \
                    segments: { own: { inflow: 20, share: 0.5, contacts: 10, join: 0.2, recruits: { fakes: 1 } }, \
                    fakes: { fake: true, seeds: 60, share: 0.9, contacts: 10, join: 0.3, recruits: { fakes: 1 } } } }";
        let (english, chinese) = (told(text, Lang::En), told(text, Lang::Zh));
        assert!(
            english.contains("fewer users come in 10 days than if nothing were done; in 9 of 10")
                && !english.contains("hardly"),
            "{english}"
        );
        assert!(chinese.contains("10 天内比不办还少来约") && !chinese.contains('-'), "{chinese}");
    }
}
