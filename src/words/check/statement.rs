//! A statement as it is told to people: what is expected of which number, without the signs of the language in which it is written.

use crate::input::measure_names;
use crate::metrics::{Metric, Scalar, Unit};
use crate::scenario::{Estimand, Expectation, Observable, Occurrence, Relation, Statistic};
use crate::study::check::Finding;
use crate::units::Currency;
use crate::words::Lang;
use crate::words::metric::{metric, risk};
use crate::words::number::{grouped, span, value};
use crate::words::run::chart::series_axis;

/// “New users, median: at least 5,000”.
#[must_use]
pub fn in_words(finding: &Finding, currency: &Currency, lang: Lang) -> String {
    let Expectation { estimand, relation, bound, .. } = &finding.expectation;
    let (what, bound) = match estimand {
        Estimand::Statistic { of, statistic } => {
            let (of, which) = (observable(of, lang), self::statistic(*statistic, lang));
            let what = lang.pick(format!("{of}, {which}"), format!("{of}，{which}"));
            (what, compared(*relation, &number(*bound, finding.unit, currency, lang), lang))
        }
        Estimand::Chance(of) => (occurrence(of, currency, lang), chance(*relation, *bound, lang)),
        Estimand::Theory(of) => {
            let bound = number(*bound, finding.unit, currency, lang);
            (by_theory(*of, lang), compared(*relation, &bound, lang))
        }
    };
    lang.pick(format!("{what}: {bound}"), format!("{what}：{bound}"))
}

fn observable(of: &Observable, lang: Lang) -> String {
    match of {
        Observable::Metric(of) => metric(of, lang).into_owned(),
        Observable::Timeline { series, day } => {
            let name = series_axis(*series, lang).trim_end_matches("（人）");
            let time = span(*day, lang);
            lang.pick(format!("{name} after {time}"), format!("{time}后的{name}"))
        }
    }
}

fn statistic(statistic: Statistic, lang: Lang) -> String {
    match statistic {
        Statistic::Mean => lang.pick("on average", "平均").to_owned(),
        Statistic::Quantile(0.5) => lang.pick("median", "中位数").to_owned(),
        Statistic::Quantile(0.05) => lang.pick("low end of 90% of runs", "90%下限").to_owned(),
        Statistic::Quantile(0.95) => lang.pick("high end of 90% of runs", "90%上限").to_owned(),
        Statistic::Quantile(0.25) => lang.pick("low end of 50% of runs", "50%下限").to_owned(),
        Statistic::Quantile(0.75) => lang.pick("high end of 50% of runs", "50%上限").to_owned(),
        Statistic::Quantile(level) => {
            let level = value((level * 1e6).round() / 1e6, Unit::Share, &Currency::default());
            lang.pick(format!("{level} quantile"), format!("分位 {}", level.trim_end_matches('%')))
        }
    }
}

fn occurrence(of: &Occurrence, currency: &Currency, lang: Lang) -> String {
    match of {
        Occurrence::Named(of) => risk(*of, lang).to_owned(),
        Occurrence::Compared { of, relation, bound } => {
            let unit = match of {
                Observable::Metric(of) => of.unit(),
                Observable::Timeline { series, .. } => series.unit(),
            };
            let bound = compared(*relation, &number(*bound, unit, currency, lang), lang);
            let of = observable(of, lang);
            lang.pick(format!("{of} {bound}"), format!("{of}{bound}"))
        }
    }
}

/// A number that is computed.
fn by_theory(of: Scalar, lang: Lang) -> String {
    let english = match (of, Metric::named(of.name())) {
        (Scalar::K, _) => "K".to_owned(),
        (_, Some(measured)) => metric(&measured, Lang::En).into_owned(),
        (_, None) => of.name().replace('_', " "),
    };
    let chinese = measure_names(of.name()).into_iter().next().unwrap_or_else(|| english.clone());
    lang.pick(format!("{english} by theory"), format!("推算的{chinese}"))
}

/// “at least 5,000”.
fn compared(relation: Relation, bound: &str, lang: Lang) -> String {
    let (en, zh) = match relation {
        Relation::Less => ("below", "低于"),
        Relation::AtMost => ("at most", "不高于"),
        Relation::More => ("above", "高于"),
        Relation::AtLeast => ("at least", "不低于"),
    };
    lang.pick(format!("{en} {bound}"), format!("{zh} {bound}"))
}

/// “in at most 5% of runs”.
fn chance(relation: Relation, bound: f64, lang: Lang) -> String {
    let bound = value(bound, Unit::Share, &Currency::default());
    let told = match relation {
        Relation::Less => ["in less than", "不到"],
        Relation::AtMost => ["in at most", "最多"],
        Relation::More => ["in more than", "超过"],
        Relation::AtLeast => ["in at least", "至少"],
    };
    let [en, zh] = told;
    lang.pick(format!("{en} {bound} of runs"), format!("{zh} {bound} 的模拟"))
}

/// A bound as it is told: times with their unit, and no more decimals than were written.
fn number(bound: f64, unit: Unit, currency: &Currency, lang: Lang) -> String {
    match unit {
        Unit::Days => span(bound, lang),
        Unit::Ratio => {
            let written = grouped(bound, 6);
            written.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => value(bound, unit, currency),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::load;
    use crate::stats::interval::Interval;
    use crate::study::check::Verdict;
    use crate::yaml::Source;

    #[test]
    fn statements_are_told_without_signs() {
        let text = "{ name: x, days: 14, seeds: 9, contacts: 5, join: 0.1, share: 0.2, benchmark: { cac: 3 }, expect: [
            new_users.p50 >= 5000, cost.p95 < 30000, 'timeline(added_users, day 3).mean >= 20', reach_50.mean < 2,
            P(above_benchmark) <= 5%, P(cost > 30000) < 1%, theory.k < 1, new_users.p97.5 > 9] }";
        let scenario = load(&Source::new("x.yaml", text), &[]).unwrap();
        let units = [
            Unit::Count,
            Unit::Money,
            Unit::Count,
            Unit::Days,
            Unit::Share,
            Unit::Share,
            Unit::Ratio,
            Unit::Count,
        ];
        let told = |lang: Lang| {
            let findings = scenario.expect.iter().zip(units).map(|(expectation, unit)| Finding {
                expectation: expectation.clone(),
                unit,
                verdict: Verdict::Pass,
                unmeasured: None,
                replicates: 1,
                defined: 1,
                estimate: 1.0,
                mcse: 0.0,
                interval: Interval { low: 0.0, high: 1.0 },
            });
            findings.map(|finding| in_words(&finding, &Currency::default(), lang)).collect::<Vec<_>>()
        };
        assert_eq!(
            told(Lang::En),
            [
                "New users, median: at least 5,000",
                "Cost in all, high end of 90% of runs: below ¥30,000",
                "Added users so far after 3 days, on average: at least 20",
                "Time to half of new users, on average: below 2 days",
                "An added user costs more than elsewhere: in at most 5% of runs",
                "Cost in all above ¥30,000: in less than 1% of runs",
                "K by theory: below 1",
                "New users, 97.5% quantile: above 9",
            ]
        );
        assert_eq!(
            told(Lang::Zh),
            [
                "新用户，中位数：不低于 5,000",
                "总成本，90%上限：低于 ¥30,000",
                "3 天后的累计增量用户，平均：不低于 20",
                "拉新过半用时，平均：低于 2 天",
                "比其他渠道贵：最多 5% 的模拟",
                "总成本高于 ¥30,000：不到 1% 的模拟",
                "推算的裂变系数：低于 1",
                "新用户，分位 97.5：高于 9",
            ]
        );
    }
}
