//! Luck or ignorance, in one sentence.

use crate::metrics::Metric;
use crate::stats::VarianceSplit;
use crate::study::run::{InputShare, RunReport};
use crate::words::Lang;
use crate::words::number::percent;
use crate::words::page::key_named;

/// Below this part of the variance, inputs that are not known hardly matter.
const HARDLY: f64 = 0.1;

/// How much of the spread of added users (and of their cost) is due to inputs that are not known, and what knowing them
/// would be worth; nothing where all are known.
#[must_use]
pub fn luck_or_ignorance(report: &RunReport, lang: Lang) -> Option<String> {
    Some(sentence(
        &report.variance_split(&Metric::AddedUsers)?,
        report.variance_split(&Metric::Cost).as_ref(),
        lang,
    ))
}

fn sentence(split: &VarianceSplit, cost: Option<&VarianceSplit>, lang: Lang) -> String {
    let narrower = whole_percent(1.0 - (1.0 - part(split)).sqrt());
    let (part, error) = (whole_percent(part(split)), whole_percent(split.se.max(0.005)));
    let cost = cost.map_or_else(String::new, |cost| {
        let part = whole_percent(self::part(cost));
        lang.pick(format!(" (of the cost: {part})"), format!("；总成本 {part}"))
    });
    if is_luck(split) {
        return lang.pick(
            format!(
                "Nearly all of the spread (variance) of added users is luck; inputs that are not known make {part} \
                 (±{error}) of it{cost}. Knowing them better would hardly narrow the range."
            ),
            format!(
                "结果不准几乎全是运气，因输入没摸清的只占 {part}（误差 {error}{cost}）。\
                 试跑测不掉，区间几乎不会变窄。"
            ),
        );
    }
    lang.pick(
        format!(
            "Inputs that are not known make {part} (±{error}) of the spread (variance) of added users{cost}, luck the \
             rest. Knowing them exactly would narrow the range of added users by about {narrower}."
        ),
        format!(
            "结果不准，{part} 因输入没摸清（误差 {error}{cost}），其余是运气。\
             都摸清了，增量用户的区间能窄约 {narrower}。"
        ),
    )
}

/// On which input added users hang most; nothing where none of several clearly leads, or luck makes nearly all.
#[must_use]
pub fn hangs_on(report: &RunReport, lang: Lang) -> Option<String> {
    if report.variance_split(&Metric::AddedUsers).is_some_and(|split| is_luck(&split)) {
        return None;
    }
    Some(leading(report.hangs_on(&Metric::AddedUsers)?, lang))
}

fn leading(input: &InputShare, lang: Lang) -> String {
    let key = key_named(&input.key, lang);
    let share = whole_percent(input.index.share.min(1.0));
    let error = whole_percent(input.index.se.max(0.005));
    lang.pick(
        format!(
            "Added users hang most on `{key}`: knowing it alone would take {share} (±{error}) of the spread (variance) \
             away."
        ),
        format!("增量用户主要看 `{key}`：{share} 的不准因它没摸清（误差 {error}）。"),
    )
}

/// Whether the spread is luck, so that a pilot would not narrow it.
#[must_use]
pub fn is_luck(split: &VarianceSplit) -> bool {
    part(split) < HARDLY
}

/// The part between 0 and 1, as people expect it.
fn part(split: &VarianceSplit) -> f64 {
    split.between.clamp(0.0, 1.0)
}

fn whole_percent(part: f64) -> String {
    percent((100.0 * part).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::FirstOrder;

    fn told(between: f64, se: f64, lang: Lang) -> String {
        let split = VarianceSplit { between, se, sd_between: 1.0, sd_within: 1.0, groups: 100 };
        sentence(&split, None, lang)
    }

    #[test]
    fn knowing_is_worth_what_it_takes_from_the_range() {
        let text = told(0.75, 0.0312, Lang::En);
        assert!(text.contains("make 75% (±3%) of") && text.ends_with("by about 50%."), "{text}");
        assert!(told(0.75, 0.0312, Lang::Zh).ends_with("能窄约 50%。"));
    }

    #[test]
    fn the_input_that_matters_most_is_named() {
        let index = FirstOrder { share: 0.5104, se: 0.0081 };
        let input = InputShare { key: "segments.core.funnel.join".to_owned(), index };
        assert_eq!(
            leading(&input, Lang::En),
            "Added users hang most on `segments.core.funnel.join`: knowing it alone would take 51% (±1%) of the spread \
             (variance) away."
        );
        assert!(leading(&input, Lang::Zh).contains("`人群.core.漏斗.加入`：51% 的不准因它没摸清"));
    }

    #[test]
    fn luck_is_called_luck() {
        let text = told(-0.004, 0.001, Lang::En);
        assert!(text.contains("make 0% (±1%) of it") && text.contains("hardly"), "{text}");
        assert!(told(0.06, 0.02, Lang::Zh).contains("几乎全是运气"));
    }

    #[test]
    fn all_of_it_may_be_ignorance() {
        assert!(told(1.0, 0.0, Lang::En).ends_with("by about 100%."));
    }
}
