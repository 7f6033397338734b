//! The funnel: how many pass each stage, all segments together, one colour per segment. Segments whose stages have
//! other names have a panel of their own.

use super::font;
use super::picture::{Area, Caption, Drawn, Face, MARGIN, SIZE, colour, rectangle, svg, text};
use crate::i18n::{Lang, chart as words, number};
use crate::study::run::SegmentReport;
use plotters::style::RGBColor;

const TOP: f64 = 150.0;
const BOTTOM: f64 = 60.0;

/// Gap between two panels.
const GAP: f64 = 28.0;

/// A row is at most so high.
const ROW: f64 = 116.0;

const LABEL: f64 = 17.0;
const SMALL: f64 = 14.0;

/// Room for the names of the stages, at most.
const NAMES: f64 = 300.0;

/// Room for the numbers behind the bars.
const NUMBERS: f64 = 150.0;

/// The picture; none when nobody was reached.
pub(super) fn funnel(segments: &[SegmentReport], lang: Lang, caption: &Caption) -> Option<String> {
    let panels = panels(segments);
    if panels.is_empty() {
        return None;
    }
    svg(caption, |area| {
        draw(area, &panels, segments.len() > 1, lang)
    })
}

/// Segments with the same stages, each with its place in the file.
type Panel<'a> = Vec<(usize, &'a SegmentReport)>;

/// Segments by their stages; those who reach nobody are left out.
fn panels(segments: &[SegmentReport]) -> Vec<Panel<'_>> {
    let reaches = |segment: &SegmentReport| {
        segment
            .funnel
            .first()
            .is_some_and(|(_, reached)| reached.mean > 0.0)
    };
    let stages = |segment: &SegmentReport| {
        segment
            .funnel
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    let mut panels: Vec<Panel<'_>> = Vec::new();
    for member in segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| reaches(segment))
    {
        match panels
            .iter_mut()
            .find(|panel| stages(panel[0].1) == stages(member.1))
        {
            Some(panel) => panel.push(member),
            None => panels.push(vec![member]),
        }
    }
    panels
}

fn draw(area: &Area<'_>, panels: &[Panel<'_>], named: bool, lang: Lang) -> Drawn {
    let rows: usize = panels.iter().map(|panel| panel[0].1.funnel.len()).sum();
    let gaps = GAP * (panels.len() - 1) as f64;
    let height = ((f64::from(SIZE.1) - TOP - BOTTOM - gaps) / rows as f64).min(ROW);
    if named {
        write_legend(area, panels)?;
    }
    let mut top = TOP;
    for panel in panels {
        draw_panel(area, panel, top, height, lang)?;
        top += height * panel[0].1.funnel.len() as f64 + GAP;
    }
    Ok(())
}

fn draw_panel(area: &Area<'_>, panel: &Panel<'_>, top: f64, height: f64, lang: Lang) -> Drawn {
    let names: Vec<String> = panel[0]
        .1
        .funnel
        .iter()
        .map(|(name, _)| words::stage(name, lang).to_owned())
        .collect();
    let widest = names
        .iter()
        .map(|name| font::width(name, LABEL))
        .fold(0.0, f64::max)
        .min(NAMES);
    let left = MARGIN + widest.max(120.0) + 20.0;
    let room = f64::from(SIZE.0) - MARGIN - NUMBERS - left;
    let total = |stage: usize| {
        panel
            .iter()
            .map(|(_, segment)| segment.funnel[stage].1.mean)
            .sum::<f64>()
    };
    let longest = (0..names.len()).map(total).fold(0.0, f64::max);
    for (stage, name) in names.iter().enumerate() {
        let middle = top + height * (stage as f64 + 0.5);
        let half = (height * 0.36).min(36.0);
        let mut x = left;
        for (index, segment) in panel {
            let to = x + room * segment.funnel[stage].1.mean / longest;
            rectangle(
                area,
                (x, middle - half),
                (to, middle + half),
                series(*index),
            )?;
            x = to;
        }
        // What passes at all is seen.
        if total(stage) > 0.0 && x - left < 2.0 {
            rectangle(
                area,
                (left, middle - half),
                (left + 2.0, middle + half),
                series(panel[0].0),
            )?;
        }
        let name = font::cut(name, LABEL, NAMES);
        text(
            area,
            &name,
            (left - 16.0, middle),
            Face::new(LABEL, colour::INK).ending(),
        )?;
        let passing = (stage > 0)
            .then(|| total(stage) / total(stage - 1))
            .filter(|rate| rate.is_finite());
        let lift = if passing.is_some() { 10.0 } else { 0.0 };
        text(
            area,
            &number::count(total(stage)),
            (x + 12.0, middle - lift),
            Face::new(LABEL, colour::INK),
        )?;
        if let Some(rate) = passing {
            let passing = words::passing(&number::percent(rate), lang);
            text(
                area,
                &passing,
                (x + 12.0, middle + 12.0),
                Face::new(SMALL, colour::GREY),
            )?;
        }
    }
    Ok(())
}

/// Names of the segments in their colours, from the left on the line above the bars.
fn write_legend(area: &Area<'_>, panels: &[Panel<'_>]) -> Drawn {
    let y = TOP - 26.0;
    let mut x = MARGIN;
    for (index, segment) in panels.iter().flatten() {
        let name = font::cut(&segment.segment, SMALL, 220.0);
        rectangle(area, (x, y - 7.0), (x + 26.0, y + 7.0), series(*index))?;
        text(area, &name, (x + 34.0, y), Face::new(SMALL, colour::INK))?;
        x += 34.0 + font::width(&name, SMALL) + 28.0;
        if x > f64::from(SIZE.0) - MARGIN - 250.0 {
            break;
        }
    }
    Ok(())
}

fn series(index: usize) -> RGBColor {
    colour::SERIES[index % colour::SERIES.len()]
}
