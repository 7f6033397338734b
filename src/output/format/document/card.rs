//! One picture to send: tall, as wide as a phone shows it, always light. It tells the conclusion, the numbers that matter, what
//! of the sections is [meant for it](Section::on_card), and what to do; with the charts of the page, drawn larger.

use super::block::rows_of_dots;
use super::lead::class;
use super::model::{Bars, Block, Document, Figure, Pane, Part, RiskCard, Section, Spread};
use super::plot::{Look, Svg};
use super::wrap::wrapped;
use crate::output::format::chart::font;
use crate::output::format::xml;

/// How wide it is.
const WIDTH: f64 = 1080.0;
const MARGIN: f64 = 60.0;
const INNER: f64 = WIDTH - 2.0 * MARGIN;
/// So many bars and risks are told.
const MOST_BARS: usize = 5;
const MOST_RISKS: usize = 3;

/// Sizes of letters: a phone shows a third of them.
const HEADLINE: f64 = 76.0;
const TITLE: f64 = 50.0;
const BODY: f64 = 38.0;
const SMALL: f64 = 32.0;

const STYLE: &str = include_str!("card.css");

/// The picture as SVG.
pub(in crate::output) fn card(document: &Document) -> String {
    let mut sheet = Sheet { svg: Svg::default(), y: 40.0 };
    sheet.lead(document);
    sheet.figures(&document.figures);
    for section in document.sections.iter().filter(|section| section.on_card) {
        sheet.section(section);
    }
    let tells_risks = document.sections.iter().any(|section| section.on_card && tells_risks(section));
    let boxed = |pane: &&Pane| match pane.part {
        Part::Sure => false,
        Part::Careful => !tells_risks,
        Part::ToDo => true,
    };
    document.panes.iter().filter(boxed).for_each(|pane| sheet.boxed(pane));
    sheet.rule("line");
    sheet.words(&document.footer, SMALL, "m", 1.5);
    let (height, title) = ((sheet.y + 30.0).ceil(), xml::escaped(&document.headline));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"{}\"><title>{title}</title><style>{STYLE}</style><rect width=\"{WIDTH}\" height=\"{height}\" class=\"paper\"/>{}</svg>",
        font::FAMILIES,
        sheet.svg.shapes(),
    )
}

/// Whether a section is about what can go wrong.
fn tells_risks(section: &Section) -> bool {
    matches!(section.blocks.first(), Some(Block::Risks(_)))
}

/// The picture as far as it is drawn.
struct Sheet {
    svg: Svg,
    /// Where the next thing begins.
    y: f64,
}

impl Sheet {
    fn lead(&mut self, document: &Document) {
        self.words(&document.name, BODY, "k", 1.5);
        self.words(&document.about, SMALL, "m", 1.5);
        self.y += 24.0;
        self.words(&document.headline, HEADLINE, "k", 1.32);
        self.y += 18.0;
        let sure = document.panes.iter().find(|pane| pane.part == Part::Sure);
        let sure = sure.map(|pane| pane.lines.join(document.lang.pick(" ", ""))).unwrap_or_default();
        self.words(if sure.is_empty() { &document.lede } else { &sure }, BODY, "i2", 1.6);
        self.y += 20.0;
    }

    /// Words over the whole width.
    fn words(&mut self, words: &str, size: f64, class: &str, height: f64) {
        self.words_at(MARGIN, INNER, words, size, class, height);
    }

    /// Words that begin here and go on as far as there is room.
    fn words_at(&mut self, x: f64, room: f64, words: &str, size: f64, class: &str, height: f64) {
        for line in wrapped(words, size, room) {
            self.y += size * height;
            self.svg.text((x, self.y - size * (height - 1.0) / 2.0), &line, &format!("{class} z{size}"));
        }
    }

    fn rule(&mut self, class: &str) {
        self.y += 44.0;
        self.svg.line((MARGIN, self.y), (WIDTH - MARGIN, self.y), class);
        self.y += 24.0;
    }

    /// The first over the whole width, the others side by side.
    fn figures(&mut self, figures: &[Figure]) {
        let Some((first, others)) = figures.split_first() else { return };
        self.rule("strong");
        self.figure(first, MARGIN, INNER, 112.0);
        let half = (INNER - 60.0) / 2.0;
        for pair in others.chunks(2) {
            self.y += 34.0;
            let (top, mut foot) = (self.y, self.y);
            for (place, figure) in pair.iter().enumerate() {
                self.y = top;
                self.figure(figure, MARGIN + (half + 60.0) * place as f64, half, 76.0);
                foot = foot.max(self.y);
            }
            self.y = foot;
        }
        self.rule("line");
    }

    fn figure(&mut self, figure: &Figure, x: f64, room: f64, size: f64) {
        self.words_at(x, room, &figure.name, SMALL, "i2", 1.45);
        let fits = (room / font::width(&figure.value, 1.06)).min(size);
        self.y += size * 1.2;
        let style = format!("k z{}", if fits < size { 56 } else { size as u32 });
        self.svg.text((x, self.y - size * 0.2), &figure.value, &style);
        if let Some(spread) = figure.spread {
            self.glyph(spread, x, room);
        }
        for note in &figure.notes {
            self.words_at(x, room, note, SMALL, "m", 1.45);
        }
    }

    fn glyph(&mut self, spread: Spread, x: f64, room: f64) {
        let middle = self.y + 24.0;
        let at = |part: f64| x + part.clamp(0.0, 1.0) * room;
        self.svg.line((x, middle), (x + room, middle), "gr");
        let [low, left, centre, right, high] = spread.quantiles.map(at);
        self.svg.rectangle((low, middle - 11.0), ((high - low).max(3.0), 22.0), "b90");
        self.svg.rectangle((left, middle - 11.0), ((right - left).max(3.0), 22.0), "b50");
        self.svg.circle((centre, middle), 11.0, "dot");
        if let Some(mark) = spread.mark {
            self.svg.line((at(mark), middle - 22.0), (at(mark), middle + 22.0), "strong");
        }
        self.y += 50.0;
    }

    /// A finding, and what shows it.
    fn section(&mut self, section: &Section) {
        self.y += 46.0;
        self.words(&section.title, TITLE, "k", 1.35);
        self.y += 12.0;
        match section.blocks.first() {
            Some(Block::Course(course)) => {
                self.words(&format!("{} · {}", course.title, course.about), SMALL, "m", 1.5);
                self.chart(|look| {
                    let (svg, height, _) = course.draw(look);
                    (svg, height)
                });
            }
            Some(Block::Spots(spots)) => {
                self.words(&spots.title, SMALL, "m", 1.5);
                self.chart(|look| {
                    let (svg, height, _) = spots.draw(look);
                    (svg, height)
                });
            }
            Some(Block::Bars(bars)) => self.bars(bars),
            Some(Block::Risks(cards)) => cards.iter().take(MOST_RISKS).for_each(|card| self.risk(card)),
            Some(
                Block::Map(_)
                | Block::Bins(_)
                | Block::Tree(_)
                | Block::Table(_)
                | Block::Notes(_)
                | Block::Fold(_),
            )
            | None => {}
        }
    }

    /// A chart of the page, drawn for this picture.
    fn chart(&mut self, draw: impl Fn(Look) -> (Svg, f64)) {
        let (svg, height) = draw(Look { width: INNER, letters: SMALL });
        self.y += 14.0;
        self.svg.within((MARGIN, self.y), svg, "chart");
        self.y += height;
    }

    fn bars(&mut self, bars: &Bars) {
        let values = bars.bars.iter().take(MOST_BARS).map(|bar| format!("{} {}", bar.value, bar.beside));
        let widest = values.map(|value| font::width(&value, BODY) * 1.06).fold(0.0, f64::max);
        let (left, room) = (MARGIN + 330.0, INNER - 330.0 - widest - 24.0);
        for bar in bars.bars.iter().take(MOST_BARS) {
            self.y += 66.0;
            self.svg.text((MARGIN, self.y - 10.0), &font::cut(&bar.name, BODY, 310.0), "i2 z38");
            let length = (bar.part.clamp(0.0, 1.0) * room).max(4.0);
            self.svg.rectangle((left, self.y - 46.0), (length, 48.0), if bar.strong { "dy" } else { "b50" });
            let end = left + length + 16.0;
            self.svg.text((end, self.y - 10.0), &bar.value, "k z38");
            let beside = end + font::width(&bar.value, BODY) * 1.06 + 12.0;
            self.svg.text((beside, self.y - 10.0), &bar.beside, "m z32");
        }
        self.y += 10.0;
    }

    fn risk(&mut self, card: &RiskCard) {
        const DOTS: f64 = 170.0;
        let top = self.y + 24.0;
        let mut dots = Svg::default();
        dots.way(&rows_of_dots(100), "off");
        dots.way(&rows_of_dots(card.dots), &format!("on {}", class(card.tone)));
        self.svg.scaled((MARGIN, top), DOTS / 100.0, dots);
        let (x, room) = (MARGIN + DOTS + 40.0, INNER - DOTS - 40.0);
        self.y = top;
        self.words_at(x, room, &card.name, BODY, "k", 1.4);
        self.words_at(x, room, &card.told, BODY, &format!("t{}", class(card.tone)), 1.4);
        if let Some(line) = card.lines.first() {
            self.words_at(x, room, line, SMALL, "m", 1.45);
        }
        self.y = self.y.max(top + DOTS) + 16.0;
    }

    /// What to mind or to do, in a box.
    fn boxed(&mut self, pane: &Pane) {
        const PADDING: f64 = 46.0;
        self.y += 60.0;
        let top = self.y;
        let outer = std::mem::take(&mut self.svg);
        self.y += PADDING;
        let room = INNER - 2.0 * PADDING;
        self.words_at(MARGIN + PADDING, room, &pane.title, TITLE, "k", 1.35);
        for line in &pane.lines {
            self.y += 10.0;
            self.words_at(MARGIN + PADDING, room, line, BODY, "i2", 1.5);
        }
        self.y += PADDING;
        let words = std::mem::replace(&mut self.svg, outer);
        self.svg.rectangle((MARGIN, top), (INNER, self.y - top), "box");
        self.svg.within((0.0, 0.0), words, "");
    }
}
