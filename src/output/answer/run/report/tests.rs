//! What the report of a run says, and that nothing in a scenario can make it say more.

use super::document;
use crate::metrics::{Metric, Risk, Unit};
use crate::output::fixture::run as fixture;
use crate::output::format::document::plot::bins::Bins;
use crate::output::format::document::{Block, Document, html};
use crate::scenario::{Scenario, Start, StepIs};
use crate::stats::Summary;
use crate::study::run::{Aim, Chance, Change, Histogram, Remark, RunReport, WhyNobody};
use crate::words::Lang;
use crate::words::run::report as words;
use std::fmt::Write as _;

/// The words of a report but for its tables and charts.
fn told(document: &Document) -> String {
    let mut text =
        format!("{}\n{}\n\n# {}\n\n{}\n", document.name, document.about, document.headline, document.lede);
    for pane in &document.panes {
        let _ = writeln!(text, "\n[{:?}] {}\n{}", pane.tone, pane.title, pane.lines.join("\n"));
    }
    for figure in &document.figures {
        let _ = writeln!(text, "\n{}: {} ({})", figure.name, figure.value, figure.notes.join("; "));
    }
    for section in &document.sections {
        let _ = writeln!(text, "\n## {}: {}\n{}", section.topic, section.title, section.says.join("\n"));
        for block in &section.blocks {
            let _ = writeln!(text, "{}", shape(block));
        }
    }
    text
}

fn shape(block: &Block) -> String {
    match block {
        Block::Course(course) => format!("- over time: {}, {} days", course.title, course.slots.len()),
        Block::Bars(bars) => format!("- bars: {}, {}", bars.title, bars.bars.len()),
        Block::Bins(bins) => {
            let marks: Vec<&str> = bins.marks.iter().map(|mark| mark.words.as_str()).collect();
            format!(
                "- spread: {}, {} bars; {}; {}",
                bins.title,
                bins.bars.len(),
                marks.join(", "),
                bins.bars[0].told
            )
        }
        Block::Tree(tree) => {
            let first = tree.inviters()[0];
            format!(
                "- tree: {}, {} people, {}; {}",
                tree.title,
                tree.people.len(),
                tree.kinds.join(", "),
                first.told
            )
        }
        Block::Table(table) => format!("- table: {} by {}", table.rows.len(), table.heads.len()),
        Block::Risks(cards) => cards.iter().fold(String::new(), |text, card| {
            text + &format!("- {} {} {}\n", card.dots, card.name, card.lines.join(" "))
        }),
        Block::Notes(lines) => format!("- {} notes", lines.len()),
        Block::Fold(fold) => {
            format!("- {} > {}", fold.title, fold.blocks.iter().map(shape).collect::<String>())
        }
        Block::Spots(_) | Block::Map(_) => unreachable!("a run has one design"),
    }
}

fn with_dates() -> RunReport {
    let mut report = fixture::campaign();
    report.scenario.clock.start = Some(Start { year: 2026, month: 3, day: 2, minute_of_day: 1200 });
    report
}

#[test]
fn english() {
    insta::assert_snapshot!(told(&document(&with_dates(), Lang::En)));
}

#[test]
fn chinese() {
    insta::assert_snapshot!(told(&document(&with_dates(), Lang::Zh)));
}

/// What has come by a day is told by the run in the middle, as the line beside it and the headline are; what comes on a day, which adds
/// up, as a mean, and both are named.
#[test]
fn a_day_tells_what_is_drawn() {
    let report = fixture::campaign();
    let document = document(&report, Lang::En);
    let courses = document.sections.iter().flat_map(|section| &section.blocks);
    let course = courses.clone().find_map(|block| match block {
        Block::Course(course) if course.title == "Added users so far" => Some(course),
        _ => None,
    });
    let course = course.expect("growth");
    let (end, last) = (course.fan.last().expect("an end"), course.slots.last().expect("a day"));
    let middle = crate::words::number::about_whole(end.quantiles[2], Lang::En);
    assert!(last.told.contains(&format!("so far about {middle} (")), "{} {middle}", last.told);
    assert!(last.told.contains("on average") && course.bars.contains("on average"));
}

/// The table of inputs says what was simulated, and who says so.
#[test]
fn inputs_are_told_as_they_were_simulated() {
    let text = "{ name: a, days: 7, seeds: 100, share: 0.3, contacts: 10, join: 5%, \
                incentive: [{ when: join, cost: 30 }, { when: share, cost: 3, value: 9 }], \
                community: { group_size: 200, cost_per_group: 5 }, reminders: { at: 3d, every: 2d, opens: 10% } }";
    let mut report = fixture::campaign();
    report.scenario = Scenario::from_yaml(text).expect("a scenario").into_inner();
    report.scenario.clock.step_is = StepIs::Chosen;
    (report.replicates, report.seed) = (500, 7);
    let row = |name: &str, lang: Lang| {
        let document = document(&report, lang);
        let folds =
            document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
                Block::Fold(fold) => Some(&fold.blocks),
                _ => None,
            });
        let tables = folds.flatten().filter_map(|block| match block {
            Block::Table(table) => Some(&table.rows),
            _ => None,
        });
        let mut rows = tables.flatten().filter(|row| row[0].words.ends_with(name));
        let row = rows.next().unwrap_or_else(|| panic!("no {name}"));
        (row[1].words.clone(), row[2].words.clone())
    };
    let is = |value: &str, origin: &str| (value.to_owned(), origin.to_owned());
    assert_eq!(row("模拟次数", Lang::Zh), is("500", "你定的"));
    assert_eq!(row("随机数编号", Lang::Zh).0, "7");
    assert_eq!(row("步长", Lang::Zh).1, "程序选的");
    assert_eq!(row("step", Lang::En).1, "chosen by the program");
    assert_eq!(row("奖励 · 1 · 价值", Lang::Zh).1, "与成本相同");
    assert_eq!(row("奖励 · 2 · 价值", Lang::Zh).1, "你定的");
    assert_eq!(row("社群 · 每人照看", Lang::Zh), is("不限", "默认值"));
    assert_eq!(row("群发提醒 · 每隔", Lang::Zh).1, "你定的");
}

/// Where members are followed one by one, the best sharers and their part are told, and one tree is drawn.
#[test]
fn who_brought_most_is_told() {
    let mut report = with_dates();
    let section = |report: &RunReport, lang: Lang| {
        let of = words::topic(words::Topic::Trees, lang);
        document(report, lang).sections.into_iter().find(|section| section.topic == of)
    };
    assert_eq!(section(&report, Lang::En), None, "where members are counted");
    report.metrics.push((Metric::Generations, fixture::constant(4.0)));
    report.metrics.push((Metric::ByTopTenth, fixture::spread(0.31, 0.02)));
    let told = |lang: Lang| {
        let section = section(&report, lang).expect("a section");
        let blocks: Vec<String> = section.blocks.iter().map(shape).collect();
        format!("{}\n{}\n{}", section.title, section.says.join("\n"), blocks.join("\n"))
    };
    insta::assert_snapshot!(format!("{}\n\n{}", told(Lang::En), told(Lang::Zh)));
    let Block::Tree(tree) = &section(&report, Lang::En).expect("a section").blocks[0] else {
        panic!("no tree")
    };
    assert_eq!(tree.people.len(), 30);
    // Everybody stands within the circle, on the ring of his generation.
    let far = |at: [f64; 2]| at[0].hypot(at[1]);
    assert!(tree.people.iter().all(|one| tree.rings.iter().any(|ring| (far(one.at) - ring).abs() < 2e-3)));
}

/// Of thousands of people the page stays small enough to send.
#[test]
fn a_large_tree_keeps_the_page_small() {
    let mut report = with_dates();
    report.metrics.push((Metric::Generations, fixture::constant(4.0)));
    report.tree = Some(fixture::tree(3_000));
    let page = html(&document(&report, Lang::Zh));
    assert!(page.contains("class=\"p d1\"") && page.len() < 700_000, "{}", page.len());
}

/// How often a user is dearer than elsewhere is counted on bars that hold all runs; where there is income, how often money is lost.
#[test]
fn costs_are_spread_over_all_runs() {
    let mut report = with_dates();
    let spreads = |report: &RunReport| -> Vec<Bins> {
        let blocks = document(report, Lang::En).sections.into_iter().flat_map(|section| section.blocks);
        blocks.filter_map(|block| if let Block::Bins(bins) = block { Some(bins) } else { None }).collect()
    };
    let of_cac = &spreads(&report)[0];
    let all: f64 =
        of_cac.bars.iter().chain(of_cac.apart.iter().map(|(bin, _)| bin)).map(|bin| bin.part).sum();
    assert!((all - 1.0).abs() < 1e-9, "{all}");
    let marks: Vec<(f64, bool)> = of_cac.marks.iter().map(|mark| (mark.value, mark.held)).collect();
    assert!((marks[0].0 - 16.8).abs() < 0.1 && marks[1..] == [(18.0, true)], "{marks:?}");
    assert!(of_cac.bars.iter().all(|bar| bar.wrong == (f64::midpoint(bar.from, bar.to) > 18.0)));

    // A benchmark far away would press the bars together; the title says it.
    report.scenario.benchmark_cac = Some(900.0.into());
    let far = &spreads(&report)[0];
    assert!(far.marks.len() == 1 && far.title.contains("¥900") && !far.about.contains("line"), "{far:?}");

    // Runs that brought nobody stand apart.
    let cac = Summary { infinite: 2_500, n: 7_500, ..fixture::spread(16.8, 1.2) };
    fixture::set(&mut report, Metric::Cac, cac);
    let counts = vec![2_500, 2_500, 2_500];
    report.cac_histogram =
        Some(Histogram { unit: Unit::Money, start: 14.0, width: 2.0, counts, outside: [0, 0] });
    let (nobody, name) = spreads(&report)[0].apart.clone().expect("a bar");
    assert_eq!((name.as_str(), nobody.wrong), ("nobody added", true));
    assert!(nobody.told.ends_with("nobody added: in 25 of 100 runs"), "{}", nobody.told);

    // Profit, and how often there is none.
    report.metrics.push((Metric::AddedProfit, fixture::spread(500.0, 900.0)));
    let counts = vec![500, 1_500, 3_000, 4_000, 1_000];
    report.profit_histogram =
        Some(Histogram { unit: Unit::Money, start: -2_000.0, width: 1_000.0, counts, outside: [0, 0] });
    report.risks.push((Risk::Loss, Chance { count: 2_000, p: 0.2, se: 0.004 }));
    let profit = &spreads(&report)[1];
    assert_eq!(profit.title, "Doing nothing would earn more in 20 of 100 runs");
    assert_eq!(profit.bars.iter().filter(|bar| bar.wrong).count(), 2);
    assert_eq!(profit.bars[2].told, "¥0 to ¥1,000: in 30 of 100 runs");

    // All runs alike are no spread.
    report.profit_histogram =
        Some(Histogram { unit: Unit::Money, start: 0.0, width: 1.0, counts: vec![10_000], outside: [0, 0] });
    assert_eq!(spreads(&report).len(), 1);
}

#[test]
fn nobody_came() {
    insta::assert_snapshot!(told(&document(&fixture::nobody(), Lang::Zh)));
    let page = html(&document(&fixture::nobody(), Lang::En));
    assert!(!page.contains("NaN") && !page.contains("inf%") && !page.contains("inf "), "{page}");
}

/// The parts that are read first.
fn upper_half(document: &Document) -> String {
    let panes = document.panes.iter().flat_map(|pane| std::iter::once(&pane.title).chain(&pane.lines));
    let figures =
        document.figures.iter().flat_map(|figure| std::iter::once(&figure.name).chain(&figure.notes));
    let words = [&document.headline, &document.lede].into_iter().chain(panes).chain(figures);
    words.fold(String::new(), |text, words| text + words + "\n")
}

#[test]
fn no_key_and_no_flag_is_read_first() {
    let chance = Chance { count: 250, p: 0.25, se: 0.0137 };
    let remarks = [
        Remark::DoubtfulK { k: 1.2 },
        Remark::NobodyInvited(WhyNobody::OnTheWay { people: 637.0, money: 6_370.0 }),
        Remark::NobodyInvited(WhyNobody::NoRoom),
        Remark::BreaksPromises { chance, broken: 30.0, uncovered: 12.0 },
        Remark::HuntersEat { part: 0.3 },
    ];
    for remark in remarks {
        for lang in [Lang::En, Lang::Zh] {
            let mut report = fixture::campaign();
            report.scenario.market = None;
            report.remarks = vec![remark.clone()];
            report.advice =
                vec![fixture::tried(Change::Reserve, Aim::Risk(Risk::BreaksPromises), [0.3, 0.0])];
            let text = upper_half(&document(&report, lang));
            for sign in ["`", "--", "cohort", "Holm", "variance", "方差", "p-value"] {
                assert!(!text.contains(sign), "{sign}: {text}");
            }
        }
    }
}

#[test]
fn what_others_wrote_is_text() {
    const HOSTILE: &str =
        "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}\u{0}&\"'";
    let mut report = with_dates();
    let clean = html(&document(&report, Lang::En));
    report.scenario.name = HOSTILE.to_owned();
    report.segments.iter_mut().for_each(|segment| {
        segment.segment = HOSTILE.to_owned();
        segment.funnels[0].stages[1].0 = HOSTILE.to_owned();
    });
    report.rules.iter_mut().for_each(|rule| rule.rule = HOSTILE.to_owned());
    report.inputs[0].1[0].key = HOSTILE.to_owned();
    let page = html(&document(&report, Lang::En));
    for sign in ["<script", "</script", "<img", "</title"] {
        assert_eq!(page.matches(sign).count(), clean.matches(sign).count(), "{sign}");
    }
    assert!(!page.contains(['\u{202e}', '\u{0}']));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;�␀&amp;"));
}

#[test]
fn the_page_asks_for_nothing() {
    let page = html(&document(&with_dates(), Lang::Zh));
    for sign in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!page.contains(sign), "{sign}");
    }
    assert!(page.contains("default-src 'none'") && page.len() < 200_000, "{}", page.len());
}

#[test]
fn a_document_reads_back() {
    for report in [with_dates(), fixture::nobody(), fixture::few(1), fixture::few(12)] {
        for lang in [Lang::En, Lang::Zh] {
            let document = document(&report, lang);
            let text = serde_json::to_string(&document).unwrap();
            let read: Document = serde_json::from_str(&text).unwrap();
            assert_eq!(html(&read), html(&document));
        }
    }
}

#[test]
fn what_is_dearer_than_elsewhere_is_not_praised() {
    let mut report = fixture::campaign();
    report.scenario.benchmark_cac = Some(2.0.into());
    report.risks = vec![(Risk::AboveBenchmark, Chance { count: 10_000, p: 1.0, se: 0.0 })];
    let dear = document(&report, Lang::En);
    assert!(dear.headline.ends_with("8.4 times what it costs elsewhere"), "{}", dear.headline);
    assert_eq!(dear.panes[2].title, "Not like this");
    fixture::set(&mut report, Metric::Cac, fixture::constant(1.0));
    report.risks = vec![(Risk::AboveBenchmark, Chance { count: 0, p: 0.0, se: 0.0 })];
    (report.remarks, report.advice) = (Vec::new(), Vec::new());
    let cheap = document(&report, Lang::Zh);
    assert!(cheap.headline.ends_with("比其他渠道便宜 50%"), "{}", cheap.headline);
    assert_eq!(cheap.panes[2].title, "可以上");
}

/// “No trouble was seen in any run” stands where there was none; what happens now and then is told.
#[test]
fn nothing_is_called_free_of_trouble_that_is_not() {
    let careful = |p: f64, remarks: Vec<Remark>| {
        let mut report = fixture::campaign();
        let chance = Chance { count: (p * 1e4) as u64, p, se: 0.0 };
        report.risks = vec![(Risk::AboveBenchmark, chance)];
        (report.remarks, report.advice) = (remarks, Vec::new());
        let pane = document(&report, Lang::Zh).panes.swap_remove(1);
        (pane.title, pane.lines.concat())
    };
    let told = |title: &str, line: &str| (title.to_owned(), line.to_owned());
    assert_eq!(careful(0.0, Vec::new()), told("没看到问题", "哪一次模拟都没看到问题。"));
    let rare = careful(0.02, Vec::new());
    assert_eq!(rare, told("问题不大", "最可能出的问题：比其他渠道贵，100 次里有 2 次。"));
    let unremarked = careful(1.0, Vec::new());
    assert_eq!(unremarked, told("要当心", "最可能出的问题：比其他渠道贵，次次都有。"));
    let chance = Chance { count: 8700, p: 0.87, se: 0.0 };
    let (title, line) = careful(0.87, vec![Remark::AboveBenchmark { chance, cac: 31.0, benchmark: 20.0 }]);
    assert!(title == "要当心" && line.contains("贵"), "{line}");
}

/// Where what people pay and what they cost elsewhere do not say the same, neither is kept back.
#[test]
fn income_and_cost_elsewhere_both_count() {
    let verdict = |loss: f64, above: Option<f64>| {
        let mut report = fixture::campaign();
        let chance = |p| Chance { count: 0, p, se: 0.0 };
        report.risks = vec![(Risk::Loss, chance(loss))];
        report.risks.extend(above.map(|p| (Risk::AboveBenchmark, chance(p))));
        (report.remarks, report.advice) = (Vec::new(), Vec::new());
        document(&report, Lang::En).panes[2].title.clone()
    };
    assert_eq!(verdict(1.0, Some(0.0)), "Only if users pay later");
    assert_eq!(verdict(0.0, Some(1.0)), "It pays, but users are dear");
    assert_eq!([verdict(1.0, None), verdict(1.0, Some(1.0))], ["Not like this"; 2]);
    assert_eq!(verdict(0.2, Some(0.0)), "Try it small first");
    assert_eq!([verdict(0.0, None), verdict(0.0, Some(0.0))], ["Go ahead"; 2]);
}

#[cfg(feature = "png")]
#[test]
fn the_picture_is_as_wide_as_phones_want_it() {
    use crate::output::format::chart::zoomed;
    use crate::output::format::document::card;
    for (report, lang) in [(with_dates(), Lang::En), (with_dates(), Lang::Zh), (fixture::nobody(), Lang::Zh)]
    {
        let svg = card(&document(&report, lang));
        roxmltree::Document::parse(&svg).unwrap();
        let bytes = zoomed(&svg, 1.0).unwrap();
        let side = |at: usize| u32::from_be_bytes(std::array::from_fn(|byte| bytes[at + byte]));
        assert_eq!(side(16), 1080);
        assert!((1_500..6_000).contains(&side(20)), "{}", side(20));
    }
    let mut report = with_dates();
    report.scenario.name = "</text><script>&\u{0}".to_owned();
    assert!(!card(&document(&report, Lang::En)).contains("<script"));
}
