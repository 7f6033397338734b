//! What a report tells twice it tells alike, and what was put in it tells as it was put in.

use super::document;
use crate::metrics::{Metric, Series};
use crate::output::fixture::run as fixture;
use crate::output::format::document::plot::course::Course;
use crate::output::format::document::{Block, Cell, Document};
use crate::scenario::Scenario;
use crate::stats::Summary;
use crate::study::run::{Question, RunReport};
use crate::words::Lang;

fn run(text: &str, runs: u64) -> RunReport {
    let scenario = Scenario::from_yaml(text).unwrap_or_else(|problems| panic!("{problems}"));
    Question::new(&scenario).replicates(runs).answer()
}

fn blocks(document: &Document) -> impl Iterator<Item = &Block> {
    document.sections.iter().flat_map(|section| &section.blocks)
}

fn course<'a>(document: &'a Document, title: &str) -> &'a Course {
    let found = blocks(document).find_map(|block| match block {
        Block::Course(course) if course.title == title => Some(course),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no {title}"))
}

/// The cells of the row whose name ends so, in any table that is folded up.
fn row<'a>(document: &'a Document, name: &str) -> Vec<&'a str> {
    let folds = blocks(document).filter_map(|block| match block {
        Block::Fold(fold) => Some(&fold.blocks),
        _ => None,
    });
    let tables = folds.flatten().filter_map(|block| match block {
        Block::Table(table) => Some(&table.rows),
        _ => None,
    });
    let is_it = |row: &&Vec<Cell>| row[0].words.ends_with(name);
    let found = tables.flatten().find(is_it).unwrap_or_else(|| panic!("no {name}"));
    found[1..].iter().map(|cell| cell.words.as_str()).collect()
}

/// 300 people are told in the evening, and 300 on the next day at noon.
const EVENING: &str = "{ name: a, days: 2, start: 2026-03-28 20:00, share: 0.1, contacts: 10, join: 0.05, \
    seeds: [{ count: 300 }, { at: 2026-03-29 12:00, count: 300 }], costs: { fixed: 100, per_seed: 0.1 } }";

#[test]
fn money_is_on_the_date_on_which_it_is_spent() {
    let told = |text: &str| -> Vec<String> {
        let document = document(&run(text, 20), Lang::En);
        course(&document, "What is spent each day").slots.iter().map(|slot| slot.told.clone()).collect()
    };
    let days = ["Sat 28 Mar: ¥130", "Sun 29 Mar: ¥30", "Mon 30 Mar: ¥0"];
    assert_eq!(told(EVENING), days);
    assert_eq!(
        told(&EVENING.replace("days: 2,", "days: 2, step: 1d,")),
        days,
        "though a step goes on over midnight"
    );
    let by_day = EVENING.replace("fixed: 100", "per_day: 24");
    assert_eq!(told(&by_day), ["Sat 28 Mar: ¥34", "Sun 29 Mar: ¥54", "Mon 30 Mar: ¥20"]);
    let short = EVENING.replace("days: 2,", "days: 1,");
    assert_eq!(told(&short), &days[..2], "also where the course is told by the hour");
    let undated = EVENING.replace("start: 2026-03-28 20:00, ", "").replace("2026-03-29 12:00", "30h");
    assert_eq!(told(&undated), ["day 1: ¥130", "day 2: ¥30"]);
    let weeks = EVENING.replace("days: 2,", "days: 60,").replace("2026-03-29 12:00", "2026-04-04 00:00");
    let document = document(&run(&weeks, 20), Lang::Zh);
    let slots = &course(&document, "每周花多少").slots;
    assert_eq!([&slots[0].told, &slots[1].told], ["3月28日–4月3日：¥130", "4月4日–10日：¥30"]);
}

#[test]
fn the_best_day_comes_as_often_as_its_bar_says() {
    let mut report = fixture::campaign();
    let series = &mut report.timeline.series;
    let added = series.iter_mut().find(|series| series.series == Series::AddedUsers).expect("added users");
    added.values.fill(fixture::constant(22.53));
    fixture::set(&mut report, Metric::AddedUsers, fixture::constant(22.53));
    let document = document(&report, Lang::En);
    let bar = &course(&document, "Added users so far").slots[0].told;
    assert!(bar.contains("day 1: 23 come on average"), "{bar}");
    let says = document.sections.iter().flat_map(|section| &section.says);
    assert!(
        says.clone().any(|said| said == "Most come on day 1: 23 on average."),
        "{:?}",
        says.collect::<Vec<_>>()
    );
}

/// A user costs the same in the title, below it and among the figures.
#[test]
fn a_user_costs_the_same_wherever_it_is_told() {
    let told = |cac: Summary| {
        let mut report = fixture::campaign();
        fixture::set(&mut report, Metric::Cac, cac);
        let document = document(&report, Lang::En);
        let name = crate::words::metric::metric(&Metric::Cac, Lang::En);
        let figure = document.figures.iter().find(|figure| figure.name == name).expect("a figure");
        (document.headline.clone(), document.lede.clone(), figure.value.clone())
    };
    let quantiles = [30.0, 35.0, 40.0, 60.0, f64::INFINITY];
    let often_nobody = Summary { infinite: 2_500, n: 7_500, quantiles, ..fixture::spread(40.0, 3.0) };
    for (cac, each) in [
        (fixture::constant(52.734), "¥52.73"),
        (Summary { quantiles: [9.1, 10.0, 10.672, 11.0, 12.3], ..fixture::spread(11.0, 1.0) }, "¥10.67"),
        (Summary { mean: 52.734, ..often_nobody }, "¥52.73"),
        (Summary { mean: 1_237.4, ..often_nobody }, "¥1,240"),
    ] {
        let (headline, lede, figure) = told(cac);
        assert!(headline.contains(&format!(" {each} each")), "{headline}");
        assert!(lede.contains(&format!("{each} ")), "{each}: {lede}");
        assert_eq!(figure, each);
    }
}

#[test]
fn money_that_is_always_nothing_is_told_in_no_cell() {
    let report =
        run("{ name: a, days: 2, seeds: 30, share: 0.1, contacts: 10, join: 5%, costs: { fixed: 9 } }", 30);
    let document = document(&report, Lang::Zh);
    let name = crate::words::metric::metric(&Metric::Recovered, Lang::Zh);
    assert_eq!(row(&document, &name), ["–"; 5]);
}

/// What was put in is not rounded; a moment is a date where the campaign has dates.
#[test]
fn what_was_put_in_is_told_as_it_was() {
    let text = "{ name: a, days: 10, start: 2026-03-27 18:30, market: 12345, share: 0.3, contacts: 10, join: 5%, \
        seeds: { at: 2026-03-28 20:00, count: 100 }, events: [{ at: 36h, for: 25.5h, share: 2 }], \
        inflow: { per_day: 3, until: 2026-04-03 }, costs: { fixed: 1234 } }";
    let dated = document(&run(text, 20), Lang::En);
    let told = |document: &Document, name: &str| row(document, name)[0].to_owned();
    assert_eq!(told(&dated, "seeds · 1 · at"), "2026-03-28 20:00");
    assert_eq!(told(&dated, "inflow · until"), "2026-04-03");
    assert_eq!(told(&dated, "inflow · from"), "2026-03-27 18:30");
    assert_eq!(told(&dated, "events · 1 · at"), "2026-03-29 06:30");
    assert_eq!(told(&dated, "events · 1 · for"), "25.5 hours");
    assert_eq!([told(&dated, "market"), told(&dated, "costs · fixed")], ["12,345", "¥1,234"]);
    let undated = text.replace("start: 2026-03-27 18:30, ", "").replace("2026-03-28 20:00", "25.5h");
    let undated = document(&run(&undated.replace("2026-04-03", "149.5h"), 20), Lang::Zh);
    assert_eq!(told(&undated, "种子用户 · 1 · 时间"), "25.5 小时");
}

/// Who writes a number chooses it, also where nothing else would stand there without him.
#[test]
fn what_the_file_says_is_not_left_to_its_default() {
    let text = "{ 名称: 甲, 天数: 7, 每差一人折扣: 0.8, 种子用户: [{ 时间: 0h, 人数: 100, 打开率: 50% }], 分享: 0.3, 触达: 10, 转化率: 5%, \
        奖励: [{ 条件: { 邀满: 3 }, 成本: 3, 领取率: 100% }] }";
    let given = document(&run(text, 20), Lang::Zh);
    let origin = |document: &Document, name: &str| row(document, name)[1].to_owned();
    let names = ["每差一人折扣", "种子用户 · 1 · 时间", "奖励 · 1 · 领取率"];
    assert_eq!(names.map(|name| origin(&given, name)), ["你定的"; 3]);
    let left =
        text.replace("每差一人折扣: 0.8, ", "").replace("时间: 0h, ", "").replace(", 领取率: 100%", "");
    let left = document(&run(&left, 20), Lang::Zh);
    assert_eq!(names.map(|name| origin(&left, name)), ["默认值"; 3]);
}

/// Where nobody comes and nothing is spent there is no money that anything could be worth.
#[test]
fn what_adds_nobody_is_told_as_that() {
    let of = |text: &str, lang: Lang| document(&run(text, 30), lang).panes[2].lines[0].clone();
    let nobody = "{ name: a, days: 7, seeds: 100, share: 0, contacts: 10, join: 5%, benchmark: { cac: 3 } }";
    assert_eq!(of(nobody, Lang::En), "As it stands it adds nobody.");
    assert_eq!(of(nobody, Lang::Zh), "照现在这样，一个增量用户也带不来。");
}

/// On a phone and on the card nothing stands beside anything.
#[test]
fn no_part_of_the_page_is_looked_for_beside_another() {
    for (mut report, title) in [(fixture::campaign(), "改了再上"), (fixture::few(12), "先多模拟几次")]
    {
        report.variance_splits.clear();
        let to_do = &document(&report, Lang::Zh).panes[2];
        assert_eq!(to_do.title, title);
        assert!(!to_do.lines[0].contains('旁'), "{:?}", to_do.lines);
    }
}

/// Who is told is no seed before he has read it.
#[test]
fn a_wave_is_called_by_whom_it_addresses() {
    let document = document(&run(EVENING, 20), Lang::En);
    let moments = &course(&document, "Added users so far").moments;
    assert_eq!(moments.iter().map(|tick| tick.words.as_str()).collect::<Vec<_>>(), ["+300 people addressed"]);
}
