//! The words of the charts of a run.

use super::headline::{often_nobody_was_added, range_clause, where_nobody_was_added};
use super::notes::{but_for, k_theory_meaning};
use crate::metrics::{Metric, Risk, SegmentMetric, Series};
use crate::stats::Summary;
use crate::study::run::RunReport;
use crate::words::Lang;
use crate::words::chart::ChartWords;
use crate::words::document::so_often;
use crate::words::number::{about, about_money, k_told, percent, ratio, short_money, span, with_noun};
use crate::words::range::{Told, are_few, campaigns, from_to};

/// Growth of users.
pub const GROWTH: ChartWords<RunReport> = ChartWords {
    name: ["added users", "用户增长"],
    sentence: |report, lang| of(&Metric::AddedUsers, growth, report, lang),
};

/// K over time.
pub const K: ChartWords<RunReport> =
    ChartWords { name: ["viral coefficient K over time", "瞬时裂变系数"], sentence: viral };

/// Stages of the funnel.
pub const FUNNEL: ChartWords<RunReport> = ChartWords {
    name: ["invitation funnel", "转化漏斗"],
    sentence: |report, lang| funnel(report, lang).unwrap_or_default(),
};

/// Distribution of the cost.
pub const COST: ChartWords<RunReport> = ChartWords {
    name: ["cost of the campaign", "成本分布"],
    sentence: |report, lang| of(&Metric::Cost, spread, report, lang),
};

/// Distribution of the cost per added user.
pub const CAC: ChartWords<RunReport> = ChartWords {
    name: ["cost per added user (CAC)", "增量获客成本"],
    sentence: |report, lang| of(&Metric::Cac, per_user, report, lang),
};

/// Budget left.
pub const BUDGET: ChartWords<RunReport> =
    ChartWords { name: ["reward budget", "预算消耗"], sentence: budget };

/// Name of the scenario, then that of the chart.
#[must_use]
pub fn title(name: [&str; 2], scenario: &str, lang: Lang) -> String {
    let [en, zh] = name;
    lang.pick(format!("{scenario}: {en}"), format!("{scenario}：{zh}"))
}

/// A sentence about a metric; nothing where it is undefined.
fn of(
    metric: &Metric,
    sentence: fn(&Summary, &RunReport, Lang) -> String,
    report: &RunReport,
    lang: Lang,
) -> String {
    let defined = report.metric(metric).filter(|metric| metric.n > 0);
    defined.map_or_else(String::new, |value| sentence(value, report, lang))
}

fn growth(users: &Summary, report: &RunReport, lang: Lang) -> String {
    if users.max <= 0.0 {
        return lang.pick("Nobody is added in any simulated campaign.", "一个增量用户也没带来。").to_owned();
    }
    let (typical, length) = (Told::count(users, lang).typical(), span(report.scenario.clock.days(), lang));
    let range = range_clause(users, lang);
    lang.pick(
        format!("After {length} about {typical} added users{range}."),
        format!("{length}后约有 {}{range}。", with_noun(&typical, "个增量用户")),
    )
}

fn viral(report: &RunReport, lang: Lang) -> String {
    let told = |k: f64| lang.pick(ratio(k), k_told(k, lang));
    let mut defined = report.timeline.k.iter().flatten().map(|k| told(*k));
    let Some(first) = defined.next() else { return String::new() };
    let last = defined.next_back().unwrap_or_else(|| first.clone());
    let (theory, meaning) = (told(report.theory.k), k_theory_meaning(report, lang));
    let unless = but_for(report, lang);
    if first == last {
        return lang.pick(
            format!("K over time is {first}. By theory it is {theory}: {meaning}{unless}."),
            format!("瞬时裂变系数 {first}。裂变系数 K {theory}（{unless}{meaning}）。"),
        );
    }
    lang.pick(
        format!(
            "K over time is {first} at first and {last} in the end. By theory it is {theory}: {meaning}{unless}."
        ),
        format!("瞬时裂变系数开始时 {first}，最后 {last}。裂变系数 K {theory}（{unless}{meaning}）。"),
    )
}

fn funnel(report: &RunReport, lang: Lang) -> Option<String> {
    let funnels = || report.segments.iter().flat_map(|segment| &segment.funnels).map(|funnel| &funnel.stages);
    let reached: f64 = funnels().filter_map(|stages| stages.first()).map(|(_, value)| value.mean).sum();
    let joined: f64 = funnels().filter_map(|stages| stages.last()).map(|(_, value)| value.mean).sum();
    if reached <= 0.0 {
        return None;
    }
    let rate = percent(joined / reached);
    let (reached, joined) = (about(reached, lang), about(joined, lang));
    Some(lang.pick(
        format!("Of {reached} contacts, {joined} accept the invitation: {rate} (means)."),
        format!(
            "触达 {}，{}接受邀请，转化率 {rate}（平均）。",
            with_noun(&reached, "人次"),
            with_noun(&joined, "人")
        ),
    ))
}

fn spread(cost: &Summary, report: &RunReport, lang: Lang) -> String {
    let told = Told::money(cost, &report.scenario.currency, lang);
    let Some((low, high)) = told.ends() else {
        let typical = told.typical();
        if cost.max > cost.min {
            return lang.pick(
                format!("Nearly every campaign costs {typical}."),
                format!("几乎次次都花 {typical}。"),
            );
        }
        return lang.pick(format!("Every campaign costs {typical}."), format!("次次都花 {typical}。"));
    };
    let (typical, campaigns) = (told.typical(), campaigns(cost.n, lang));
    lang.pick(
        format!("A campaign costs about {typical}; {campaigns} cost between {low} and {high}."),
        format!("总成本约 {typical}，{campaigns}落在 {}。", from_to(&low, &high, lang)),
    )
}

fn per_user(cac: &Summary, report: &RunReport, lang: Lang) -> String {
    if let (Some(risk), Some(benchmark)) = (report.risk(Risk::AboveBenchmark), &report.scenario.benchmark_cac)
    {
        let benchmark = short_money(benchmark.typical(), &report.scenario.currency, lang);
        return against_benchmark(risk.p, &benchmark, report, lang);
    }
    let currency = &report.scenario.currency;
    if cac.mean.is_nan() {
        return lang.pick("Hardly anybody came.", "几乎没带来人。").to_owned();
    }
    if let Some(nobody) = where_nobody_was_added(cac, report.replicates, lang) {
        let each = about_money(cac.mean, currency, lang);
        return lang.pick(
            format!("An added user costs {each} on the whole; {nobody}."),
            format!("平均每个增量用户 {each}；{nobody}。"),
        );
    }
    let told = Told::money(cac, currency, lang);
    let typical = told.typical();
    let range = told.ends().map_or_else(String::new, |(low, high)| {
        let campaigns = campaigns(cac.defined(), lang);
        lang.pick(
            format!("; in {campaigns} between {low} and {high}"),
            format!("，{campaigns}落在 {}", from_to(&low, &high, lang)),
        )
    });
    lang.pick(
        format!("An added user costs about {typical}{range}."),
        format!("每个增量用户约 {typical}{range}。"),
    )
}

/// How many campaigns are cheaper than the benchmark; one that nobody joins is not.
fn against_benchmark(above: f64, benchmark: &str, report: &RunReport, lang: Lang) -> String {
    if above >= 1.0 {
        let unless = if often_nobody_was_added(report) {
            lang.pick(", or nobody is added", "，或一个人也没带来")
        } else {
            ""
        };
        return lang.pick(
            format!("In every campaign an added user costs more than elsewhere ({benchmark}){unless}."),
            format!("次次都比其他渠道（{benchmark}）贵{unless}。"),
        );
    }
    if above <= 0.0 {
        return lang.pick(
            format!("In every campaign an added user costs no more than elsewhere ({benchmark})."),
            format!("一次也没有比其他渠道（{benchmark}）贵。"),
        );
    }
    let (cheaper, often) = (percent(1.0 - above), so_often(above, report.replicates));
    lang.pick(
        format!("In {cheaper} of campaigns an added user costs no more than elsewhere ({benchmark})."),
        format!("{often}比其他渠道（{benchmark}）贵。"),
    )
}

fn budget(report: &RunReport, lang: Lang) -> String {
    let happens = |risk: Risk| {
        let chance = report.risk(risk).filter(|chance| chance.p > 0.0)?;
        Some((percent(chance.p), so_often(chance.p, report.replicates)))
    };
    if let Some((p, often)) = happens(Risk::Overspends) {
        return lang.pick(
            format!("In {p} of campaigns more will be paid than the budget."),
            format!("{often}超支（含待兑现）。"),
        );
    }
    match happens(Risk::Exhausted) {
        Some((p, often)) => lang.pick(
            format!("In {p} of campaigns budget or stock runs out before the end."),
            format!("{often}提前发完。"),
        ),
        None => lang.pick("The budget lasts in every campaign.", "预算次次都够用。").to_owned(),
    }
}

/// Title of an axis with the values of this quantity.
#[must_use]
pub fn series_axis(series: Series, lang: Lang) -> &'static str {
    match series {
        Series::NewUsers => lang.pick("New users so far", "累计新用户（人）"),
        Series::AddedUsers => lang.pick("Added users so far", "累计增量用户（人）"),
        Series::Members => lang.pick("Members", "留存人数"),
        Series::Shares => lang.pick("Shares", "分享次数"),
        Series::Accepted => lang.pick("Invitations accepted", "接受邀请数"),
        Series::Cost => lang.pick("Cost so far", "累计成本"),
        Series::BudgetLeft => lang.pick("Budget left for rewards", "剩余奖励预算"),
    }
}

/// Title of the axis with K over time.
#[must_use]
pub fn k_axis(lang: Lang) -> &'static str {
    lang.pick(
        "K at the time (people whom one member brings in all)",
        "瞬时裂变系数（1 个真实用户共带来几人）",
    )
}

/// Title of the axis with the cost of a campaign.
#[must_use]
pub fn cost_axis(lang: Lang) -> &'static str {
    lang.pick("Cost of a campaign", "总成本")
}

/// Title of the axis with the cost per added user.
#[must_use]
pub fn cac_axis(lang: Lang) -> &'static str {
    lang.pick("Cost per added user", "增量获客成本")
}

/// The legend of a distribution over `n` campaigns; `beyond` is the share of those that lie outside of the picture.
/// Of few campaigns there are no others.
#[must_use]
pub fn distribution_legend(n: u64, beyond: f64, lang: Lang) -> Vec<String> {
    let mut legend = vec![campaigns(n, lang)];
    if beyond > 0.0 {
        let beyond = percent(beyond);
        legend.push(
            lang.pick(
                format!("the others ({beyond} beyond the picture)"),
                format!("其余（{beyond} 在图外）"),
            ),
        );
    } else if !are_few(n) {
        legend.push(lang.pick("the others", "其余").to_owned());
    }
    legend
}

/// Under several funnels.
#[must_use]
pub fn own_scales(lang: Lang) -> &'static str {
    lang.pick("each funnel has its own scale", "各漏斗的比例尺不同")
}

/// The share that passes a stage.
#[must_use]
pub fn passing(percent: &str, lang: Lang) -> String {
    lang.pick(format!("{percent} pass"), format!("转化率 {percent}"))
}

/// The name of a stage; those of the user stay as they are.
#[must_use]
pub fn stage(name: &str, lang: Lang) -> &str {
    match name {
        name if name == SegmentMetric::Exposures.name() => lang.pick("Contacts reached", "触达人次"),
        "join" => lang.pick("Join", "加入"),
        other => other,
    }
}
