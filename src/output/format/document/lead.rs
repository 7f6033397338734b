//! What is read first: the conclusion, how sure it is, what can go wrong, what to do, and the numbers that matter.

use super::model::{Document, Figure, Pane, Spread, Tone};
use crate::words::Lang;
use crate::words::document as words;
use maud::{Markup, PreEscaped, html};

pub(super) fn lead(document: &Document) -> Markup {
    html! {
        header.wrap {
            p.mast { b { (document.name) } span { (document.about) } }
            h1 { (phrases(&document.headline, document.lang)) }
            p.lede { (marked(&document.lede)) }
            (panes(&document.panes))
            (figures(&document.figures, document.lang))
        }
    }
}

/// How sure it is, what can go wrong, what to do.
fn panes(panes: &[Pane]) -> Markup {
    html! { @if !panes.is_empty() { div.panes { @for pane in panes { (self::pane(pane)) } } } }
}

/// The numbers that matter.
pub(in crate::output) fn figures(figures: &[Figure], lang: Lang) -> Markup {
    html! {
        @if !figures.is_empty() {
            dl.figs { @for figure in figures { (self::figure(figure)) } }
            @if figures.iter().any(|figure| figure.spread.is_some()) {
                p.key { span.gly.sample aria-hidden="true" { (glyph(SAMPLE)) } (words::how_to_read(lang)) }
            }
        }
    }
}

/// A title whose lines end where phrases do; in English words are enough.
pub(in crate::output) fn phrases(title: &str, lang: Lang) -> Markup {
    let ends = |c: char| lang == Lang::Zh && matches!(c, '，' | '：' | '；' | '。');
    html! { @for phrase in title.split_inclusive(ends) { span.ph[lang == Lang::Zh] { (phrase) } } }
}

/// A sentence in which what is to be typed stands between backticks: that is set apart instead.
pub(super) fn marked(text: &str) -> Markup {
    let is_pairwise = text.matches('`').count().is_multiple_of(2);
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if !is_pairwise && at > 0 { "`" }
            @if is_pairwise && at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// The range by which the glyph is explained.
const SAMPLE: Spread = Spread { quantiles: [0.0, 0.3, 0.5, 0.7, 1.0], mark: None };

fn pane(pane: &Pane) -> Markup {
    html! {
        div {
            h2 class=(class(pane.tone)) { (icon(pane.tone)) (pane.title) }
            @if let [line] = &pane.lines[..] { p { (marked(line)) } }
            @else { ul { @for line in &pane.lines { li { (marked(line)) } } } }
        }
    }
}

fn figure(figure: &Figure) -> Markup {
    html! {
        div {
            dt { (figure.name) }
            dd {
                span.v { (figure.value) }
                @if let Some(spread) = figure.spread { span.gly aria-hidden="true" { (glyph(spread)) } }
                @for note in &figure.notes { span.r { (note) } }
            }
        }
    }
}

/// The one glyph of doubt: pale 90 %, dark 50 %, a dot for the run in the middle.
fn glyph(spread: Spread) -> Markup {
    let [low, left, middle, right, high] =
        spread.quantiles.map(|at| (at.clamp(0.0, 1.0) * 1000.0).round() / 10.0);
    html! {
        i.g9 style={ "left:" (low) "%;width:" (high - low) "%" } {}
        i.g5 style={ "left:" (left) "%;width:" (right - left) "%" } {}
        i.gd style={ "left:" (middle) "%" } {}
        @if let Some(mark) = spread.mark { i.gm style={ "left:" (mark.clamp(0.0, 1.0) * 100.0) "%" } {} }
    }
}

/// The class of a tone; beside it there is always an icon or a word.
pub(super) fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "ok",
        Tone::Careful => "wa",
        Tone::Bad => "ba",
        Tone::Plain => "pl",
    }
}

fn icon(tone: Tone) -> Markup {
    let shape = match tone {
        Tone::Good => {
            "<circle cx=\"9\" cy=\"9\" r=\"9\" class=\"f\"/><path d=\"M5 9.5l3 3 5.5-6.5\" class=\"o\"/>"
        }
        Tone::Careful => {
            "<path d=\"M9 1l8.5 15.5H.5z\" class=\"f\"/><path d=\"M9 6.5v5M9 13.6v.6\" class=\"o\"/>"
        }
        Tone::Bad => {
            "<path d=\"M5.5 1h7L17 5.5v7L12.5 17h-7L1 12.5v-7z\" class=\"f\"/><path d=\"M9 4.5v5.5M9 12.8v.6\" class=\"o\"/>"
        }
        Tone::Plain => {
            "<rect width=\"18\" height=\"18\" rx=\"3\" class=\"f\"/><path d=\"M4.5 9h8M9.5 5.5L13 9l-3.5 3.5\" class=\"o\"/>"
        }
    };
    html! { svg.ic viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" { (PreEscaped(shape)) } }
}
