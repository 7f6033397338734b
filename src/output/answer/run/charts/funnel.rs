//! The funnel: how many pass each stage, all segments and channels together, one colour for each of them. Those whose stages have
//! other names have a panel of their own.

use super::caption::caption;
use crate::output::format::chart::Chart;
use crate::output::format::chart::axes::Failure;
use crate::output::format::chart::font;
use crate::output::format::chart::picture::{
    Area, Caption, Drawn, Face, MARGIN, SIZE, colour, rectangle, svg, text,
};
use crate::stats::Summary;
use crate::study::run::{FunnelReport, RunReport, SegmentReport};
use crate::words::{Lang, number, run::chart as words};

/// The entry in the list.
pub(super) const CHART: Chart<RunReport> = Chart {
    name: "funnel",
    caption: |report, lang| caption(&words::FUNNEL, report, lang),
    draw: |report, lang, caption| funnel(&report.segments, lang, caption),
};

const TOP: f64 = 150.0;
const BOTTOM: f64 = 60.0;

/// Height of the legend, of a line of it, and how many lines it has at most.
const LEGEND: f64 = TOP - 26.0;
const LINE: f64 = 24.0;
const LINES: usize = 4;
/// The patch of colour before a name, and the room behind it.
const SWATCH: f64 = 26.0;
const APART: f64 = 22.0;

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
fn funnel(segments: &[SegmentReport], lang: Lang, caption: &Caption) -> Option<String> {
    let panels = panels(segments);
    if panels.is_empty() {
        return None;
    }
    svg(caption, |area| draw(area, &panels, is_parted(segments), lang))
}

/// How far the people came whom members of a segment reached, by one channel where there are several.
pub(in crate::output::answer::run) struct Strand<'a> {
    /// Its place among all, in the order of the file.
    index: usize,
    /// The segment, and the channel.
    pub name: String,
    pub stages: &'a [(String, Summary)],
}

/// Those with the same stages.
pub(in crate::output::answer::run) type Panel<'a> = Vec<Strand<'a>>;

/// Whether the funnel has several parts.
fn is_parted(segments: &[SegmentReport]) -> bool {
    segments.iter().map(|segment| segment.funnels.len()).sum::<usize>() > 1
}

/// Segments and channels by their stages; those that reach nobody are left out.
pub(in crate::output::answer::run) fn panels(segments: &[SegmentReport]) -> Vec<Panel<'_>> {
    let name = |segment: &SegmentReport, funnel: &FunnelReport| match &funnel.channel {
        Some(channel) if segments.len() == 1 => channel.clone(),
        Some(channel) => format!("{} · {channel}", segment.segment),
        None => segment.segment.clone(),
    };
    let funnels =
        segments.iter().flat_map(|segment| segment.funnels.iter().map(move |funnel| (segment, funnel)));
    let strands = funnels.enumerate().map(|(index, (segment, funnel))| Strand {
        index,
        name: name(segment, funnel),
        stages: &funnel.stages,
    });
    let reaches = |strand: &Strand<'_>| strand.stages.first().is_some_and(|(_, reached)| reached.mean > 0.0);
    let names = |strand: &Strand<'_>| strand.stages.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let mut panels: Vec<Panel<'_>> = Vec::new();
    for strand in strands.filter(reaches) {
        match panels.iter_mut().find(|panel| names(&panel[0]) == names(&strand)) {
            Some(panel) => panel.push(strand),
            None => panels.push(vec![strand]),
        }
    }
    panels
}

fn draw(area: &Area<'_>, panels: &[Panel<'_>], named: bool, lang: Lang) -> Drawn {
    let mut legend_end = f64::from(SIZE.0) - MARGIN;
    if panels.len() > 1 {
        let note = words::own_scales(lang);
        text(area, note, (legend_end, LEGEND), Face::new(SMALL, colour::GREY).ending())?;
        legend_end -= font::width(note, SMALL) + GAP;
    }
    let legend = if named { legend_lines(panels, legend_end) } else { Vec::new() };
    write_legend(area, &legend)?;
    let rows: usize = panels.iter().map(|panel| panel[0].stages.len()).sum();
    let gaps = GAP * (panels.len() - 1) as f64;
    let mut top = TOP + LINE * legend.len().clamp(1, LINES).saturating_sub(1) as f64;
    let height = ((f64::from(SIZE.1) - top - BOTTOM - gaps) / rows as f64).min(ROW);
    for panel in panels {
        draw_panel(area, panel, top, height, lang)?;
        top += height * panel[0].stages.len() as f64 + GAP;
    }
    Ok(())
}

fn draw_panel(area: &Area<'_>, panel: &Panel<'_>, top: f64, height: f64, lang: Lang) -> Drawn {
    let names: Vec<String> =
        stages(panel).map(|(name, _)| font::cut(words::stage(name, lang), LABEL, NAMES)).collect();
    let widest = names.iter().map(|name| font::width(name, LABEL)).fold(120.0, f64::max);
    let left = MARGIN + widest + 20.0;
    let room = f64::from(SIZE.0) - MARGIN - NUMBERS - left;
    let totals: Vec<f64> = (0..names.len()).map(|stage| total(panel, stage)).collect();
    let longest = totals.iter().copied().fold(0.0, f64::max);
    for (stage, name) in names.iter().enumerate() {
        let middle = top + height * (stage as f64 + 0.5);
        text(area, name, (left - 16.0, middle), Face::new(LABEL, colour::INK).ending())?;
        let place = Place { left, middle, half: (height * 0.36).min(36.0) };
        let end = draw_bar(area, panel, stage, place, room / longest)?;
        let rate = stage.checked_sub(1).map(|before| totals[stage] / totals[before]);
        write_numbers(area, (end + 12.0, middle), totals[stage], rate, lang)?;
    }
    Ok(())
}

fn stages<'a>(panel: &Panel<'a>) -> impl Iterator<Item = &'a (String, Summary)> + use<'a> {
    panel[0].stages.iter()
}

/// Mean number of people, of all segments and channels of a panel, who get to this stage.
pub(in crate::output::answer::run) fn total(panel: &Panel<'_>, stage: usize) -> f64 {
    panel.iter().map(|strand| strand.stages[stage].1.mean).sum()
}

/// Where a bar begins and how high it is.
#[derive(Clone, Copy)]
struct Place {
    left: f64,
    middle: f64,
    half: f64,
}

/// Draws the parts of a bar one after the other and says where it ends; who gets there at all is seen.
fn draw_bar(
    area: &Area<'_>,
    panel: &Panel<'_>,
    stage: usize,
    place: Place,
    scale: f64,
) -> Result<f64, Failure> {
    let Place { left, middle, half } = place;
    let part = |from: f64, to: f64, index: usize| {
        rectangle(area, (from, middle - half), (to, middle + half), colour::series(index))
    };
    let least = if total(panel, stage) > 0.0 { left + 2.0 } else { left };
    part(left, least, panel[0].index)?;
    let mut x = left;
    for strand in panel {
        let to = x + scale * strand.stages[stage].1.mean;
        part(x, to, strand.index)?;
        x = to;
    }
    Ok(x.max(least))
}

/// Writes how many get to a stage and, below, which part of the stage before.
fn write_numbers(area: &Area<'_>, (x, y): (f64, f64), total: f64, rate: Option<f64>, lang: Lang) -> Drawn {
    let rate = rate.filter(|rate| rate.is_finite());
    let lift = if rate.is_some() { 10.0 } else { 0.0 };
    text(area, &number::short_count(total, lang), (x, y - lift), Face::new(LABEL, colour::INK))?;
    match rate {
        Some(rate) => {
            let passing = words::passing(&number::percent(rate), lang);
            text(area, &passing, (x, y + 12.0), Face::new(SMALL, colour::GREY))
        }
        None => Ok(()),
    }
}

/// Names of segments and channels with their places in the list, line by line above the bars: the first line ends before `right`, where
/// something else may stand, the others at the margin.
fn legend_lines(panels: &[Panel<'_>], right: f64) -> Vec<Vec<(usize, String)>> {
    let mut lines: Vec<Vec<(usize, String)>> = vec![Vec::new()];
    let mut x = MARGIN;
    for strand in panels.iter().flatten() {
        let name = font::cut(&strand.name, SMALL, 200.0);
        let width = SWATCH + 8.0 + font::width(&name, SMALL);
        let right = if lines.len() == 1 { right } else { f64::from(SIZE.0) - MARGIN };
        if x + width > right && x > MARGIN {
            lines.push(Vec::new());
            x = MARGIN;
        }
        x += width + APART;
        if let Some(line) = lines.last_mut() {
            line.push((strand.index, name));
        }
    }
    lines
}

/// Writes these lines, each name behind its colour; what is beyond the last line is told by a mark.
fn write_legend(area: &Area<'_>, lines: &[Vec<(usize, String)>]) -> Drawn {
    for (at, line) in lines.iter().take(LINES).enumerate() {
        let (mut x, y) = (MARGIN, LEGEND + LINE * at as f64);
        for (index, name) in line {
            rectangle(area, (x, y - 7.0), (x + SWATCH, y + 7.0), colour::series(*index))?;
            text(area, name, (x + SWATCH + 8.0, y), Face::new(SMALL, colour::INK))?;
            x += SWATCH + 8.0 + font::width(name, SMALL) + APART;
        }
        if at + 1 == LINES && lines.len() > LINES {
            text(area, "…", (x, y), Face::new(SMALL, colour::INK))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many as there are have a name in their colour, on as many lines as that takes.
    #[test]
    fn nine_segments_have_nine_names() {
        let stages = [("see".to_owned(), Summary { mean: 9.0, ..Summary::EMPTY })];
        let strand = |index: usize| Strand {
            index,
            name: format!("a segment of the campaign {index}"),
            stages: &stages,
        };
        let panel: Panel<'_> = (0..9).map(strand).collect();
        let lines = legend_lines(&[panel], 900.0);
        let told: Vec<usize> = lines.iter().flatten().map(|(index, _)| *index).collect();
        assert_eq!(told, (0..9).collect::<Vec<_>>());
        assert!(lines.len() > 1 && lines.len() <= LINES, "{lines:?}");
    }
}
