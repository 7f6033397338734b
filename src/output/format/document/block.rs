//! Sections and what is shown in them.

use super::lead::{class, marked, phrases};
use super::model::{Bar, Bars, Block, Cell, Fold, RiskCard, Section, Table};
use super::plot::bins::Bins;
use super::plot::course::Course;
use super::plot::map::{Map, Room, SIZE};
use super::plot::spots::Spots;
use super::plot::tree::{COLOURS, Tree};
use super::plot::{Look, Svg};
use crate::words::Lang;
use crate::words::document as words;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;

/// The name of a section within the page.
pub(super) fn anchor(index: usize) -> String {
    format!("part-{}", index + 1)
}

pub(super) fn section(section: &Section, index: usize, lang: Lang) -> Markup {
    html! {
        section id=(anchor(index)) {
            div.sec {
                header {
                    p.kick { (section.topic) }
                    h2.t { (phrases(&section.title, lang)) }
                    @for line in &section.says { p.say { (marked(line)) } }
                }
                div { @for block in &section.blocks { (self::block(block, lang)) } }
            }
        }
    }
}

/// Something that is shown.
pub(in crate::output) fn block(block: &Block, lang: Lang) -> Markup {
    match block {
        Block::Course(course) => self::course(course, lang),
        Block::Spots(spots) => self::spots(spots, lang),
        Block::Map(map) => self::map(map),
        Block::Bins(bins) => self::bins(bins, lang),
        Block::Tree(tree) => self::tree(tree, lang),
        Block::Bars(bars) => self::bars(bars),
        Block::Table(table) => self::table(table, lang),
        Block::Risks(cards) => html! { div.risks { @for card in cards { (risk(card)) } } },
        Block::Notes(lines) => html! { ul.notes { @for line in lines { li { (marked(line)) } } } },
        Block::Fold(fold) => self::fold(fold, lang),
    }
}

/// What shows where a chart is read.
#[derive(Clone, Copy)]
enum Cursor {
    /// A line from top to bottom.
    Line,
    /// A ring around the place.
    Ring,
}

/// A drawing for a phone and one for all that is wider; which is shown is for the style.
fn drawings(told: &str, cursor: Cursor, draw: impl Fn(Look) -> (Svg, f64, String)) -> Markup {
    html! {
        @for (look, class) in [(Look::NARROW, "ch narrow"), (Look::WIDE, "ch wide")] {
            @let (svg, height, at) = draw(look);
            svg class=(class) viewBox={ "0 0 " (look.width) " " (height.ceil()) } role="img" aria-label=(told) tabindex="0" data-at=(at) {
                (PreEscaped(svg.shapes()))
                @match cursor {
                    Cursor::Line => line.cur x1="0" x2="0" y1="0" y2=(height.ceil()) {},
                    Cursor::Ring => circle.cur r=(look.letters) {},
                }
            }
        }
    }
}

fn course(course: &Course, lang: Lang) -> Markup {
    let lines: Vec<&str> = course.slots.iter().map(|slot| slot.told.as_str()).collect();
    html! {
        figure.chart {
            p.ct { (course.title) }
            p.cs { (course.about) }
            (reading(&course.rest))
            (drawings(&course.told, Cursor::Line, |look| {
                let (svg, height, at) = course.draw(look);
                (svg, height, json(&at))
            }))
            (data(&lines))
            (as_list(words::day_by_day(lang), &lines))
        }
    }
}

fn spots(spots: &Spots, lang: Lang) -> Markup {
    let lines: Vec<&str> = spots.spots.iter().map(|spot| spot.told.as_str()).collect();
    let few = spots.spots.iter().all(|spot| !spot.letter.is_empty());
    html! {
        figure.chart {
            p.ct { (spots.title) }
            p.cs { (spots.about) }
            (reading(&spots.rest))
            (drawings(&spots.told, Cursor::Line, |look| {
                let (svg, height, at) = spots.draw(look);
                let at: Vec<[f64; 2]> = at.into_iter().map(|at| at.map(f64::round)).collect();
                (svg, height, json(&at))
            }))
            (data(&lines))
            @if few { (as_list(words::one_by_one(lang), &lines)) }
        }
    }
}

fn bins(bins: &Bins, lang: Lang) -> Markup {
    let apart = bins.apart.iter().map(|(bin, _)| bin);
    let lines: Vec<&str> = bins.bars.iter().chain(apart).map(|bin| bin.told.as_str()).collect();
    html! {
        figure.chart {
            p.ct { (bins.title) }
            p.cs { (bins.about) }
            (reading(&bins.rest))
            (drawings(&bins.told, Cursor::Line, |look| {
                let (svg, height, at) = bins.draw(look);
                let at: Vec<f64> = at.into_iter().map(f64::round).collect();
                (svg, height, json(&at))
            }))
            (data(&lines))
            (as_list(words::bar_by_bar(lang), &lines))
        }
    }
}

fn tree(tree: &Tree, lang: Lang) -> Markup {
    let lines: Vec<&str> = tree.inviters().into_iter().map(|one| one.told.as_str()).collect();
    let generations: Vec<&str> = tree.generations.iter().map(String::as_str).collect();
    let colour = |kind: usize| if kind < COLOURS { format!("d{kind}") } else { "ot".to_owned() };
    html! {
        figure.chart {
            p.ct { (tree.title) }
            p.cs { (tree.about) }
            @if !tree.kinds.is_empty() {
                p.kinds { @for (kind, name) in tree.kinds.iter().enumerate() { span { i class=(colour(kind)) {} (name) } } }
            }
            (reading(&tree.rest))
            (drawings(&tree.told, Cursor::Ring, |look| {
                let (svg, height, at) = tree.draw(look);
                (svg, height, json(&at))
            }))
            (data(&lines))
            (as_list(words::by_generation(lang), &generations))
        }
    }
}

fn map(map: &Map) -> Markup {
    let ends = |names: &[String]| -> Vec<String> {
        [names.first(), names.last()].into_iter().flatten().cloned().collect()
    };
    let room = map.room();
    let rows = if room == Room::Nowhere { ends(&map.rows) } else { map.rows.clone() };
    let columns = format!("grid-template-columns:repeat({},1fr)", map.columns.len());
    let (all, few) = match room {
        Room::Everywhere => ("", "none"),
        Room::OnWideScreens => ("wide", "narrow"),
        Room::Nowhere => ("none", ""),
    };
    html! {
        figure.chart.map data-rows=(json(&map.rows)) data-columns=(json(&map.columns)) data-keys=(json(&map.keys)) {
            p.ct { (map.title) }
            p.cs { (map.about) }
            (reading(&map.rest))
            div.field {
                p.of { "↑ " (map.keys[0]) }
                p.up.ends[room == Room::Nowhere] { @for name in &rows { span { (name) } } }
                div.plot {
                    svg.ch.cells viewBox={ "0 0 " (SIZE.0) " " (SIZE.1) } preserveAspectRatio="none" role="img" aria-label=(map.told) tabindex="0" { (PreEscaped(map.draw())) }
                    @if room != Room::Nowhere {
                        div class={ "nums " (all) } style=(columns) aria-hidden="true" {
                            @for (cell, value) in map.values.iter().enumerate() { span.deep[map.is_deep(cell)].best[map.best == Some(cell)] { (value) } }
                        }
                    }
                }
                @if room != Room::Nowhere { p class={ "across all " (all) } style=(columns) { @for name in &map.columns { span { (name) } } } }
                @if room != Room::Everywhere { p class={ "across " (few) } { @for name in ends(&map.columns) { span { (name) } } } }
                p.across.of { (map.keys[1]) " →" }
            }
            p.shades { span { (map.ends[0]) } i aria-hidden="true" {} span { (map.ends[1]) } }
            (data(&map.values))
        }
    }
}

/// The line above a chart that says what is pointed at.
fn reading(rest: &str) -> Markup {
    html! { p.read aria-live="polite" { (rest) } }
}

/// What the script reads; no text in it can end it.
fn data(lines: &[impl Serialize]) -> Markup {
    html! { script type="application/json" { (PreEscaped(json(&lines).replace('<', "\\u003c"))) } }
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn as_list(title: &str, lines: &[&str]) -> Markup {
    html! {
        @if lines.len() > 1 {
            details.mini { summary { (title) } ul.notes { @for line in lines { li { (line) } } } }
        }
    }
}

fn bars(bars: &Bars) -> Markup {
    html! {
        figure {
            p.ct { (bars.title) }
            @if !bars.about.is_empty() { p.cs { (bars.about) } }
            div.bars { @for bar in &bars.bars { (self::bar(bar)) } }
        }
    }
}

fn bar(bar: &Bar) -> Markup {
    let part = |part: f64| format!("{:.1}%", part.clamp(0.0, 1.0) * 100.0);
    html! {
        div.bar.strong[bar.strong] {
            span.name { (bar.name) @if !bar.note.is_empty() { small { (bar.note) } } }
            span.track {
                i style={ "width:" (part(bar.part)) } {}
                @if let Some(mark) = bar.mark { b style={ "left:" (part(mark)) } {} }
            }
            span.val { (bar.value) @if !bar.beside.is_empty() { " " small { (bar.beside) } } }
        }
    }
}

fn table(table: &Table, lang: Lang) -> Markup {
    let sortable = table.rows.len() > 1;
    html! {
        div.tw tabindex="0" role="group" aria-label=(if table.title.is_empty() { words::table(lang) } else { &table.title }) {
            table {
                @if !table.title.is_empty() { caption { (table.title) } }
                thead { tr {
                    @for (column, head) in table.heads.iter().enumerate() {
                        // A head that says nothing is none.
                        @if head.is_empty() { td {} } @else {
                            th scope="col" class=[is_number(table, column).then_some("n")] {
                                @if sortable { button type="button" { (head) } } @else { (head) }
                            }
                        }
                    }
                } }
                tbody { @for row in &table.rows { tr {
                    @for (column, cell) in row.iter().enumerate() { (self::cell(cell, column)) }
                } } }
            }
        }
    }
}

/// Whether a column holds numbers.
fn is_number(table: &Table, column: usize) -> bool {
    column > 0 && table.rows.iter().any(|row| row.get(column).is_some_and(|cell| cell.value.is_some()))
}

fn cell(cell: &Cell, column: usize) -> Markup {
    let number = (cell.value.is_some() && column > 0).then_some("n");
    let inside = html! {
        @match cell.tone {
            Some(tone) => span class={ "tag " (class(tone)) } { (cell.words) },
            None => (cell.words),
        }
        @if !cell.note.is_empty() { small { (cell.note) } }
    };
    html! {
        @if column == 0 { th scope="row" { (inside) } }
        @else { td class=[number] data-v=[cell.value] { (inside) } }
    }
}

fn risk(card: &RiskCard) -> Markup {
    html! {
        div.risk {
            (dots(card.dots, class(card.tone)))
            div {
                h3 { (card.name) }
                p class={ "f " (class(card.tone)) } { (card.told) }
                @for line in &card.lines { p { (marked(line)) } }
            }
        }
    }
}

/// A hundred dots, so many of them filled.
fn dots(filled: u8, class: &str) -> Markup {
    html! {
        svg class={ "dots " (class) } viewBox="0 0 100 100" aria-hidden="true" {
            path d=(rows_of_dots(100)) {}
            path.on d=(rows_of_dots(filled)) {}
        }
    }
}

/// Lines that are drawn as dots, ten to a line.
pub(super) fn rows_of_dots(count: u8) -> String {
    let row = |row: u8| {
        let length = count.saturating_sub(row * 10).min(10);
        (length > 0).then(|| format!("M5 {}h{}.01", row * 10 + 5, (length - 1) * 10))
    };
    (0..10).filter_map(row).collect()
}

fn fold(fold: &Fold, lang: Lang) -> Markup {
    html! {
        details open[fold.open] {
            summary { (fold.title) }
            div.in { @for block in &fold.blocks { (self::block(block, lang)) } }
        }
    }
}
