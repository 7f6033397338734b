//! From a share to a member, who brings whom, and who stays.

use super::Page;
use crate::metrics::{Metric, SegmentMetric};
use crate::output::answer::run::charts::{Panel, panels, total};
use crate::output::answer::run::page::{mean_of, segment_columns};
use crate::output::format::document::{Bar, Bars, Block, Cell, Section, Table};
use crate::stats::Summary;
use crate::study::run::SegmentReport;
use crate::words::metric::{metric, segment_column};
use crate::words::number::{about_whole, count, percent};
use crate::words::run::chart::stage;
use crate::words::run::k_theory;
use crate::words::run::report::{self as words, Label, Topic};

/// How many of a community are usually there after so many days.
const USUAL: [(Metric, u32, Option<f64>); 3] =
    [(Metric::D1, 1, None), (Metric::D7, 7, Some(0.5)), (Metric::D30, 30, Some(0.2))];

impl Page<'_> {
    pub(super) fn funnel(&self) -> Option<Section> {
        let panels = panels(&self.report.segments);
        let ends = |panel: &Panel<'_>| [total(panel, 0), total(panel, panel[0].stages.len() - 1)];
        let sums = panels.iter().map(ends).fold([0.0, 0.0], |sum, ends| [sum[0] + ends[0], sum[1] + ends[1]]);
        let [reached, accepted] = sums;
        if reached <= 0.0 {
            return None;
        }
        let mut section = self.section(Topic::Funnel, words::funnel_title(reached, accepted, self.lang));
        section.says.extend(panels.first().and_then(|panel| self.weakest(panel)));
        section.says.push(k_theory(self.report, self.lang));
        let several = panels.len() > 1;
        section.blocks = panels.iter().map(|panel| Block::Bars(self.stages(panel, several))).collect();
        Some(section)
    }

    /// The stage that fewest pass, where there are several.
    fn weakest(&self, panel: &Panel<'_>) -> Option<String> {
        let stages = panel[0].stages;
        let rates = (1..stages.len()).map(|at| (at, total(panel, at) / total(panel, at - 1)));
        let (at, rate) =
            rates.filter(|(_, rate)| rate.is_finite()).min_by(|one, other| one.1.total_cmp(&other.1))?;
        (stages.len() > 2).then(|| words::weakest_stage(stage(&stages[at].0, self.lang), rate, self.lang))
    }

    fn stages(&self, panel: &Panel<'_>, named: bool) -> Bars {
        let first = total(panel, 0);
        let bar = |(at, (name, _)): (usize, &(String, Summary))| {
            let people = total(panel, at);
            let rate =
                at.checked_sub(1).map(|before| people / total(panel, before)).filter(|rate| rate.is_finite());
            Bar {
                name: stage(name, self.lang).to_owned(),
                note: rate.map(|rate| words::of_before(rate, self.lang)).unwrap_or_default(),
                value: about_whole(people, self.lang),
                beside: String::new(),
                part: people / first,
                mark: None,
                strong: true,
            }
        };
        let names = panel.iter().map(|strand| strand.name.as_str()).collect::<Vec<_>>();
        let about =
            if named { names.join(self.lang.pick(", ", "、")) } else { self.label(Label::OnAverage) };
        Bars {
            title: self.label(Label::Stages),
            about,
            bars: panel[0].stages.iter().enumerate().map(bar).collect(),
        }
    }

    /// The kinds of people, if there are several.
    pub(super) fn segments(&self) -> Option<Section> {
        let segments = &self.report.segments;
        let brought =
            |segment: &SegmentReport| mean_of(&segment.metrics, SegmentMetric::Accepted).unwrap_or(0.0);
        let total: f64 = segments.iter().map(brought).sum();
        let most = segments.iter().max_by(|one, other| brought(one).total_cmp(&brought(other)))?;
        if segments.len() < 2 || total <= 0.0 {
            return None;
        }
        let title = words::segments_title(&most.segment, brought(most) / total, self.lang);
        let mut section = self.section(Topic::Segments, title);
        let columns = segment_columns(segments);
        let heads = columns.iter().map(|column| segment_column(*column, self.lang).to_owned());
        let row = |segment: &SegmentReport| {
            let cell = |column: &SegmentMetric| {
                let mean = mean_of(&segment.metrics, *column).unwrap_or(f64::NAN);
                Cell::number(mean, count(mean))
            };
            std::iter::once(Cell::words(segment.segment.as_str())).chain(columns.iter().map(cell)).collect()
        };
        section.blocks.push(Block::Table(Table {
            title: self.label(Label::OnAverage),
            heads: std::iter::once(String::new()).chain(heads).collect(),
            rows: segments.iter().map(row).collect(),
        }));
        Some(section)
    }

    /// How many stay, against the usual marks.
    pub(super) fn staying(&self) -> Option<Section> {
        let length = self.report.scenario.clock.days();
        let told =
            USUAL.iter().filter(|(_, days, _)| f64::from(*days) <= length).filter_map(|(of, days, mark)| {
                let share = self.report.metric(of).filter(|value| value.n > 0)?.mean;
                Some((of, *days, share, *mark))
            });
        let told: Vec<_> = told.collect();
        let members = self.members();
        if told.is_empty() && members.is_none() {
            return None;
        }
        let marked = told.iter().find_map(|(_, days, share, mark)| Some((*days, *share, (*mark)?)));
        let mut section = self.section(Topic::Staying, words::staying_title(marked, self.lang));
        section.says = words::staying_says(self.report, self.lang);
        if !told.is_empty() {
            let bar = |(of, _, share, mark): &(&Metric, u32, f64, Option<f64>)| Bar {
                name: metric(of, self.lang).into_owned(),
                note: String::new(),
                value: percent((share * 1000.0).round() / 1000.0),
                beside: mark.map(|mark| words::usual(mark, self.lang)).unwrap_or_default(),
                part: *share,
                mark: *mark,
                strong: true,
            };
            let bars = told.iter().map(bar).collect();
            let title = self.label(Label::Retention);
            section.blocks.push(Block::Bars(Bars { title, about: String::new(), bars }));
        }
        section.blocks.extend(members.map(Block::Course));
        Some(section)
    }
}
