//! What the report of a theory says.

use super::page::segment_cells;
use crate::metrics::{Series, Unit};
use crate::output::answer::stretch::{Stretch, stretches};
use crate::output::format::chart::axes::Axis;
use crate::output::format::document::plot::Tick;
use crate::output::format::document::plot::course::Slot;
use crate::output::format::document::plot::course::{Course, Point};
use crate::output::format::document::{Block, Cell, Document, Figure, Section, Table};
use crate::problem::{Part, Path};
use crate::study::theory::TheoryReport;
use crate::words::document::{footer, point_at};
use crate::words::number::{about, ratio};
use crate::words::page::key_named;
use crate::words::run::report::input_name;
use crate::words::theory::{self as words, Heading, lever, report as own};
use crate::words::{Lang, left_out_of_k};

/// The report of a theory.
pub(super) fn document(report: &TheoryReport, lang: Lang) -> Document {
    let page = Page { report, lang };
    let sections = [page.course(), page.segments(), Some(page.growth()), page.levers(), Some(page.notes())];
    Document {
        lang,
        name: report.scenario.name.clone(),
        about: own::told_of(report, lang),
        headline: own::headline(report, lang),
        lede: own::lede(report, lang),
        panes: Vec::new(),
        figures: page.figures(),
        sections: sections.into_iter().flatten().collect(),
        footer: footer(lang),
    }
}

struct Page<'a> {
    report: &'a TheoryReport,
    lang: Lang,
}

impl Page<'_> {
    fn section(&self, heading: Heading) -> Section {
        let title = words::heading(heading, self.lang).to_owned();
        Section { topic: title.clone(), title, says: Vec::new(), blocks: Vec::new(), on_card: false }
    }

    fn figures(&self) -> Vec<Figure> {
        let [k, users, added] = own::figures(self.lang);
        let left_out = left_out_of_k(&self.report.scenario, self.lang);
        let without = left_out.map(|left_out| own::without(&left_out, self.lang));
        let figure = |name: &str, value: String, note: Option<String>| Figure {
            name: name.to_owned(),
            value,
            notes: note.into_iter().collect(),
            spread: None,
        };
        let counts = self.report.theory.course.total();
        let new = counts.referred + counts.organic + counts.bought;
        let mut figures =
            vec![figure(k, ratio(self.report.theory.k), without), figure(users, about(new, self.lang), None)];
        figures.extend(self.report.added().map(|of| figure(added, about(of, self.lang), None)));
        figures
    }

    /// The expected number of new users over time.
    fn course(&self) -> Option<Section> {
        let course = &self.report.theory.course;
        let users = course.series(Series::NewUsers)?;
        let most = users.iter().copied().fold(0.0, f64::max);
        if most <= 0.0 || !most.is_finite() {
            return None;
        }
        let mut section = self.section(Heading::Course);
        section.on_card = true;
        let scenario = &self.report.scenario;
        let points: Vec<Point> = std::iter::once((0.0, 0.0))
            .chain(course.points.iter().map(|point| point.day).zip(users.iter().copied()))
            .map(|(day, users)| Point { day, quantiles: [users; 5] })
            .collect();
        let ticks = Axis::new(0.0..most, Unit::Count, &scenario.currency, "", self.lang).ticks(4);
        let name = words::new_users_column(self.lang);
        let slots = stretches(scenario, self.lang).into_iter().map(|day| self.slot(day, &points));
        section.blocks.push(Block::Course(Course {
            title: name.to_owned(),
            about: String::new(),
            told: own::lede(self.report, self.lang),
            length: scenario.clock.days(),
            ends: points
                .last()
                .map(|end| Tick { value: end.quantiles[2], words: about(end.quantiles[2], self.lang) })
                .into_iter()
                .collect(),
            slots: slots.collect(),
            fan: points,
            held: Vec::new(),
            ticks: ticks.into_iter().map(|(value, words)| Tick { value, words }).collect(),
            levels: Vec::new(),
            moments: Vec::new(),
            bars: String::new(),
            rest: point_at(self.lang).to_owned(),
        }));
        Some(section)
    }

    fn slot(&self, day: Stretch, points: &[Point]) -> Slot {
        let after = points.partition_point(|point| point.day < day.to - 1e-9);
        let users = points.get(after).or(points.last()).map_or(0.0, |point| point.quantiles[2]);
        let told = own::moment_in_words(&day.told, users, self.lang);
        day.without_bar(told)
    }

    /// What each kind of people contributes, where there are several.
    fn segments(&self) -> Option<Section> {
        let segments = &self.report.theory.segments;
        if segments.len() < 2 {
            return None;
        }
        let mut section = self.section(Heading::Segments);
        let heads = std::iter::once("").chain(words::segment_columns(self.lang)).map(str::to_owned).collect();
        let row = |segment| segment_cells(segment).map(Cell::words).to_vec();
        let rows = segments.iter().map(row).collect();
        section.blocks.push(Block::Table(Table { title: String::new(), heads, rows }));
        Some(section)
    }

    fn growth(&self) -> Section {
        let mut section = self.section(Heading::Growth);
        let rows = words::growth_rows(self.report, self.lang).into_iter();
        let rows = rows.map(|(name, value)| vec![Cell::words(name), Cell::words(value)]).collect();
        let heads = vec![String::new(), String::new()];
        section.blocks.push(Block::Table(Table { title: String::new(), heads, rows }));
        section
    }

    /// What moves K.
    fn levers(&self) -> Option<Section> {
        if self.report.levers.is_empty() {
            return None;
        }
        let (theory, currency) = (&self.report.theory, &self.report.scenario.currency);
        let mut section = self.section(Heading::Levers);
        section.says.extend(own::what_would_change(self.report, self.lang, |key| self.name_of(key)));
        let rows = self.report.levers.iter().map(|found| {
            vec![
                self.named(&found.key),
                Cell::number(found.now, lever::amount(found.measure, found.now, currency, self.lang)),
                Cell::number(
                    found.critical.unwrap_or(f64::NAN),
                    lever::critical(found, theory.k, currency, self.lang),
                ),
                Cell::number(found.elasticity.unwrap_or(f64::NAN), lever::elasticity(found)),
            ]
        });
        let heads = std::iter::once("").chain(lever::columns(self.lang)).map(str::to_owned).collect();
        section.blocks.push(Block::Table(Table { title: String::new(), heads, rows: rows.collect() }));
        section.blocks.push(Block::Notes(vec![lever::legend(
            &self.report.levers,
            theory.segments.len() > 1,
            self.lang,
        )]));
        Some(section)
    }

    /// A number of the scenario by its name, with its key below.
    fn named(&self, key: &str) -> Cell {
        Cell::words(self.name_of(key)).with_note(key_named(key, self.lang))
    }

    fn name_of(&self, key: &str) -> String {
        let numbers = self.report.scenario.numbers();
        let known = numbers.iter().find(|number| number.key.to_string() == key);
        // What moves several numbers at once has a key that is that of none of them.
        let part = |part: &str| part.parse().map_or_else(|_| Part::Key(part.to_owned()), Part::Index);
        let path =
            known.map_or_else(|| Path(key.split('.').map(part).collect()), |number| number.key.clone());
        input_name(&path, self.lang)
    }

    fn notes(&self) -> Section {
        let mut section = self.section(Heading::Notes);
        section.blocks.push(Block::Notes(words::notes(self.report, self.lang)));
        section
    }
}
