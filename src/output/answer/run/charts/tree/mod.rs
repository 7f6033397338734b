//! One tree of invitations, with its root in the middle and a ring for each generation.

mod layout;

pub(in crate::output::answer::run) use layout::Layout;

use super::caption::caption;
use crate::output::format::chart::picture::{
    Area, Caption, Drawn, Face, MARGIN, SIZE, circle, colour, line, svg, text,
};
use crate::output::format::chart::{Chart, font};
use crate::output::format::document::plot::tree::{ROOT, radius};
use crate::scenario::Scenario;
use crate::study::run::{RunReport, Tree};
use crate::words::{Lang, run::tree as words};
use plotters::style::RGBColor;

/// The entry in the list.
pub(super) const CHART: Chart<RunReport> = Chart {
    name: "tree",
    caption: |report, lang| caption(&words::TREE, report, lang),
    draw: |report, lang, caption| tree(report, lang, caption),
};

/// Room at the right for the generations.
const NOTES: f64 = 210.0;
const TOP: f64 = 132.0;
const BOTTOM: f64 = 52.0;

const SMALL: f64 = 14.0;
/// Distance of lines of text.
const LINE: f64 = 22.0;

/// Generations, and segments, told at a side at most.
const MOST_TOLD: usize = 16;

/// Rings nearer than this are not drawn.
const RING: f64 = 14.0;

/// The picture; none where nobody was invited, or it is not known by whom.
fn tree(report: &RunReport, lang: Lang, caption: &Caption) -> Option<String> {
    let tree = report.tree.as_ref().filter(|tree| tree.members.len() > 1)?;
    svg(caption, |area| {
        Drawing::of(tree).draw(area, &report.scenario)?;
        write_generations(area, tree, lang)?;
        write_segments(area, tree, &report.scenario)
    })
}

/// A tree on the sheet.
struct Drawing<'a> {
    tree: &'a Tree,
    layout: Layout,
    /// How many each member invited.
    invited: Vec<u32>,
    centre: (f64, f64),
    /// Half the width and half the height.
    half: (f64, f64),
}

impl Drawing<'_> {
    fn of(tree: &Tree) -> Drawing<'_> {
        let half =
            ((f64::from(SIZE.0) - 2.0 * MARGIN - NOTES) / 2.0, (f64::from(SIZE.1) - TOP - BOTTOM) / 2.0);
        let centre = (MARGIN + half.0, TOP + half.1);
        Drawing { tree, layout: Layout::of(&tree.members), invited: tree.invited_by_each(), centre, half }
    }

    fn draw(&self, area: &Area<'_>, scenario: &Scenario) -> Drawn {
        self.draw_rings(area)?;
        let thin = if self.tree.members.len() > 400 { 0.5 } else { 1.0 };
        for (place, member) in self.tree.members.iter().enumerate() {
            if let Some(inviter) = member.inviter {
                line(area, self.at(inviter as usize), self.at(place), EDGE, thin)?;
            }
        }
        // The root is drawn last, on top of all others.
        for (place, member) in self.tree.members.iter().enumerate().rev() {
            let root = member.inviter.is_none();
            let colour = if root { colour::INK } else { segment_colour(member.segment.into(), scenario) };
            circle(area, self.at(place), self.radius(place).max(if root { ROOT } else { 0.0 }), colour)?;
        }
        Ok(())
    }

    /// Rings of the generations, as far as they can be told apart.
    fn draw_rings(&self, area: &Area<'_>) -> Drawn {
        let mut last = 0.0;
        for ring in &self.layout.rings {
            if (ring - last) * self.half.1 < RING {
                continue;
            }
            last = *ring;
            let point = |part: u32| {
                let angle = std::f64::consts::TAU * f64::from(part) / 120.0;
                self.on_sheet((ring * libm::sin(angle), ring * libm::cos(angle)))
            };
            for part in 0..120 {
                line(area, point(part), point(part + 1), colour::GRID, 1.0)?;
            }
        }
        Ok(())
    }

    fn on_sheet(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.centre.0 + x * self.half.0, self.centre.1 + y * self.half.1)
    }

    fn at(&self, place: usize) -> (f64, f64) {
        self.on_sheet(self.layout.places[place])
    }

    /// The radius of somebody's dot.
    fn radius(&self, place: usize) -> f64 {
        let between_rings = self.layout.rings.windows(2).map(|rings| rings[1] - rings[0]);
        let room = between_rings.fold(self.layout.spacing, f64::min);
        radius(room * self.half.1, self.invited[place])
    }
}

/// Lines between people.
const EDGE: RGBColor = RGBColor(0xb4, 0xbb, 0xc3);

fn segment_colour(segment: usize, scenario: &Scenario) -> RGBColor {
    let series = if scenario.segments.len() > 1 { segment } else { 0 };
    colour::series(series)
}

/// How many there are of each generation, at the right.
fn write_generations(area: &Area<'_>, tree: &Tree, lang: Lang) -> Drawn {
    let right = f64::from(SIZE.0) - MARGIN;
    let mut people = vec![0_u64; tree.generations()];
    tree.members.iter().for_each(|member| people[member.generation as usize] += 1);
    let cut = people.len() > MOST_TOLD;
    let told = if cut { MOST_TOLD - 1 } else { people.len() };
    for (generation, people) in people.iter().enumerate().take(told) {
        let line = words::generation(generation, *people, lang);
        let y = TOP + LINE * generation as f64;
        text(area, &line, (right, y), Face::new(SMALL, colour::GREY).ending())?;
    }
    if cut {
        let y = TOP + LINE * told as f64;
        let more = words::further_generations(people.len() - told, people[told..].iter().sum(), lang);
        text(area, &more, (right, y), Face::new(SMALL, colour::GREY).ending())?;
    }
    Ok(())
}

/// The colours of the segments that there are, below each other at the left.
fn write_segments(area: &Area<'_>, tree: &Tree, scenario: &Scenario) -> Drawn {
    let is_there =
        |segment: &usize| tree.members.iter().any(|member| usize::from(member.segment) == *segment);
    if scenario.segments.len() < 2 {
        return Ok(());
    }
    for (line, segment) in (0..scenario.segments.len()).filter(is_there).take(MOST_TOLD).enumerate() {
        let y = TOP + LINE * line as f64;
        circle(area, (MARGIN + 7.0, y), 6.0, segment_colour(segment, scenario))?;
        let name = font::cut(&scenario.segments[segment].name, SMALL, NOTES);
        text(area, &name, (MARGIN + 22.0, y), Face::new(SMALL, colour::INK))?;
    }
    Ok(())
}
