//! The page on which the numbers of a scenario are moved, and what the command answers to it: the conclusion, figures and
//! charts of the same pieces as the report, sliders, problems with their places. The page decides nothing; it shows what it is
//! told.

mod control;
mod page;
mod problem;

pub use control::Text;
pub use page::{Beginning, Offer, page};

use super::run::report::{Glance, glance};
use crate::output::format::document::{Block, block, figures, phrases};
use crate::output::format::visible::{escaped_json, visible_lines};
use crate::problem::Problem;
use crate::study::explore::Pace;
use crate::study::run::RunReport;
use crate::words::Lang;
use crate::words::explore as words;
use crate::yaml::Source;
use maud::html;
use serde_json::{Value, json};
use std::time::Duration;

/// What a design brings, held against what that of the file brings.
#[must_use]
pub fn answer(report: &RunReport, took: Duration, file: Option<&RunReport>, lang: Lang) -> Value {
    let mut shown = glance(report, lang);
    if let Some(file) = file {
        hold(&mut shown, &glance(file, lang), lang);
    }
    // What helps is told by the report: here it is tried by hand.
    shown.risks.iter_mut().for_each(|risk| risk.lines.clear());
    let figures_of: Vec<Value> =
        shown.figures.iter().map(|figure| json!({ "name": figure.name, "value": figure.value })).collect();
    let look = html! {
        (figures(&shown.figures, lang))
        @if let Some(growth) = shown.growth { (block(&Block::Course(growth), lang)) }
        @if !shown.risks.is_empty() {
            h2.kick { (words::risks(lang)) }
            (block(&Block::Risks(shown.risks), lang))
        }
    };
    json!({
        "headline": shown.headline,
        "title": html! { (phrases(&shown.headline, lang)) }.into_string(),
        "look": visible_lines(&look.into_string()),
        "figures": figures_of,
        "runs": report.replicates,
        "finer": Pace::finer_than(report.requested),
        "says": words::simulated(report.replicates, took, lang),
    })
}

/// What stands beside a design: its text, and its numbers as they can be moved.
#[must_use]
pub fn design(design: &Text<'_>, file: Option<&Text<'_>>, lang: Lang) -> Value {
    let controls = control::controls(design, file, lang);
    json!({ "name": design.scenario.name, "text": design.source.text(), "controls": controls })
}

/// What is wrong with a text.
#[must_use]
pub fn problems(source: &Source, problems: &[Problem], lang: Lang) -> Value {
    let told: Vec<Value> = problems.iter().map(|problem| problem::told(problem, source, lang)).collect();
    json!({ "text": source.text(), "problems": told })
}

/// As bytes in which nothing is hidden.
#[must_use]
pub fn bytes(value: &Value) -> String {
    escaped_json(value.to_string())
}

/// Says beside every figure what it is in the file, and draws that into the growth.
fn hold(shown: &mut Glance, held: &Glance, lang: Lang) {
    for figure in &mut shown.figures {
        let other = held.figures.iter().find(|other| other.name == figure.name);
        if let Some(other) = other.filter(|other| other.value != figure.value) {
            figure.notes.push(words::in_file(&other.value, lang));
        }
    }
    if let (Some(growth), Some(held)) = (&mut shown.growth, &held.growth) {
        let ends_alike =
            growth.fan.last().map(|end| end.quantiles) == held.fan.last().map(|end| end.quantiles);
        if !ends_alike {
            let within = held.fan.iter().filter(|point| point.day <= growth.length);
            growth.held = vec![within.map(|point| (point.day, point.quantiles[2])).collect()];
            growth.about = format!("{} · {}", growth.about, words::dashed(lang));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::Silent;
    use crate::input::load;
    use crate::scenario::Valid;

    const TEXT: &str = "{ name: '<b>x</b>', days: 7, seeds: 50, share: 0.3, contacts: 10, join: 5% to 7%, churn: 10%, incentive: [{ name: gift, to: inviter, when: { invites: 2 }, value: 5, cost: 2 }] }";

    fn loaded(text: &str) -> (Source, Valid) {
        let source = Source::new("x.yaml", text);
        let scenario = load(&source, &[]).unwrap();
        (source, scenario)
    }

    #[test]
    fn a_design_is_held_against_the_file() {
        let (_, file) = loaded(TEXT);
        let (_, other) = loaded(&TEXT.replace("seeds: 50", "seeds: 90"));
        let pace = Pace::of(&file).unwrap();
        let [first, second] = [&file, &other].map(|design| pace.look(design, 64, &Silent).unwrap());
        for lang in [Lang::En, Lang::Zh] {
            let alone = answer(&second, Duration::ZERO, None, lang)["look"].as_str().unwrap().to_owned();
            let beside =
                answer(&second, Duration::ZERO, Some(&first), lang)["look"].as_str().unwrap().to_owned();
            let mark = words::in_file("", lang);
            assert!(!alone.contains("class=\"he\"") && beside.contains("class=\"he\""));
            assert!(!alone.contains(mark.trim()) && beside.contains(mark.trim()), "{beside}");
            let same =
                answer(&first, Duration::ZERO, Some(&first), lang)["look"].as_str().unwrap().to_owned();
            assert!(!same.contains("class=\"he\""));
        }
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let source =
            Source::new("x.yaml", "name: 裂变😀\ndayz: 7\nseeds: 50\nshare: 0.3\ncontacts: 10\njoin: 5%\n");
        let found = load(&source, &[]).unwrap_err();
        let told = problems(&source, &found, Lang::En);
        let first = &told["problems"][0];
        // In the units in which a browser counts: the sign is two of them.
        assert_eq!([&first["from"], &first["to"]], [&json!(11), &json!(15)]);
        assert_eq!(first["repair"], json!("days"));
    }
}
