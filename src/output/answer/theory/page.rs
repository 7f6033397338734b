//! The page of `kfactor theory`.

use crate::metrics::{Series, Unit};
use crate::output::format::terminal::Style;
use crate::output::format::terminal::moments::rows;
use crate::output::format::terminal::paint::{Paint, Role};
use crate::output::format::terminal::table::Table;
use crate::output::format::terminal::text::{cut, wrapped};
use crate::study::theory::{SegmentTheory, TheoryReport};
use crate::words::Lang;
use crate::words::number::moment;
use crate::words::number::{UNDEFINED, percent, ratio};
use crate::words::page::{key_named, saved as saved_at};
use crate::words::row::{Form, Row};
use crate::words::theory::lever;
use crate::words::theory::{self as words, Heading};

/// The theory of a scenario on the terminal. `saved` names the place of the files, if there are any.
#[must_use]
pub fn theory(report: &TheoryReport, style: &Style, saved: Option<&str>) -> String {
    let page =
        Page { report, lang: style.lang, paint: Paint { colour: style.colour }, width: style.columns() };
    let mut blocks = vec![page.title(), page.conclusion()];
    let sections = [page.segments(), Some(page.growth()), page.course(), page.levers(), Some(page.notes())];
    blocks.extend(sections.into_iter().flatten());
    blocks.extend(saved.map(|place| saved_at(place, style.lang) + "\n"));
    blocks.join("\n")
}

/// Columns of the table of segments after the name.
const COLUMNS: usize = 5;

struct Page<'a> {
    report: &'a TheoryReport,
    lang: Lang,
    paint: Paint,
    width: usize,
}

impl Page<'_> {
    fn title(&self) -> String {
        let name = self.paint.paint(Role::Heading, &cut(&self.report.scenario.name, self.width));
        let what = wrapped(&words::subtitle(self.report, self.lang), self.width, "");
        format!("{name}\n{}\n", self.paint.paint(Role::Quiet, what.trim_end()))
    }

    fn conclusion(&self) -> String {
        let text = wrapped(&words::conclusion(self.report, self.lang), self.width, "");
        self.paint.paint(Role::Strong, text.trim_end()) + "\n"
    }

    /// Segments and their stay classes, where there are several.
    fn segments(&self) -> Option<String> {
        let segments = &self.report.theory.segments;
        if segments.len() == 1 && segments[0].classes.len() == 1 {
            return None;
        }
        // What does not fit is left out from the right; the files have it.
        let tables = (2..=COLUMNS).rev().map(|columns| self.segments_table(segments, columns));
        let table = tables.reduce(|wide, narrow| if wide.fits(self.width) { wide } else { narrow })?;
        Some(self.heading(Heading::Segments) + &table.render(self.width, self.paint))
    }

    /// Names and so many columns of the segments.
    fn segments_table(&self, segments: &[SegmentTheory], columns: usize) -> Table {
        let mut table =
            Table::new([""].into_iter().chain(words::segment_columns(self.lang)).take(columns + 1));
        for segment in segments {
            table.row(segment_cells(segment).into_iter().take(columns + 1));
            for (index, class) in segment.classes.iter().enumerate().filter(|_| segment.classes.len() > 1) {
                let name = words::stay_class(&segment.classes, index, self.lang);
                let cells = [name, ratio(class.brings), percent(segment.mix * class.weight)];
                let nothing = std::iter::repeat_n(String::new(), COLUMNS);
                table.row(cells.into_iter().chain(nothing).take(columns + 1));
            }
        }
        table
    }

    fn growth(&self) -> String {
        let mut table = Table::new(["", ""]);
        for (name, value) in words::growth_rows(self.report, self.lang) {
            table.row([name.to_owned(), value]);
        }
        // The head of this table is empty.
        let table = table.render(self.width, self.paint);
        self.heading(Heading::Growth) + table.split_once('\n').map_or("", |(_, rows)| rows)
    }

    fn course(&self) -> Option<String> {
        let course = &self.report.theory.course;
        let columns =
            [Series::NewUsers, Series::Members, Series::Shares, Series::Accepted].map(|of| course.series(of));
        let [Some(users), Some(members), Some(shares), Some(accepted)] = columns else { return None };
        let length = self.report.scenario.clock.days();
        let added = self.report.added().and_then(|_| course.series(Series::AddedUsers));
        let mut table = Table::new([""].into_iter().chain(words::course_columns(added.is_some(), self.lang)));
        let days: Vec<f64> = course.points.iter().map(|point| point.day).collect();
        let mut from = 0;
        for at in rows(&days, length) {
            let since = |series: &[f64]| series[from..=at].iter().sum::<f64>();
            let values = [Some(users[at]), added.map(|added| added[at]), Some(members[at])];
            let values = values.into_iter().flatten().chain([since(shares), since(accepted)]);
            let cells = values.map(|value| self.people(value.round()));
            table.row([moment(course.points[at].day, length, self.lang)].into_iter().chain(cells));
            from = at + 1;
        }
        let legend = wrapped(words::course_legend(self.lang), self.width, "");
        let legend = self.paint.paint(Role::Quiet, legend.trim_end()) + "\n";
        Some(self.heading(Heading::Course) + &table.render(self.width, self.paint) + &legend)
    }

    fn people(&self, value: f64) -> String {
        Row::new(Unit::Count, value, &self.report.scenario.currency, Form::Full, self.lang).cell(value)
    }

    fn levers(&self) -> Option<String> {
        let (theory, currency) = (&self.report.theory, &self.report.scenario.currency);
        if self.report.levers.is_empty() {
            return None;
        }
        let mut table = Table::new([""].into_iter().chain(lever::columns(self.lang)));
        for found in &self.report.levers {
            table.row([
                key_named(&found.key, self.lang),
                lever::amount(found.measure, found.now, currency, self.lang),
                lever::critical(found, theory.k, currency, self.lang),
                lever::elasticity(found),
            ]);
        }
        let legend = lever::legend(&self.report.levers, theory.segments.len() > 1, self.lang);
        let legend = self.paint.paint(Role::Quiet, wrapped(&legend, self.width, "").trim_end()) + "\n";
        Some(self.heading(Heading::Levers) + &table.render(self.width, self.paint) + &legend)
    }

    fn notes(&self) -> String {
        let notes = words::notes(self.report, self.lang);
        let lines: String = notes.iter().map(|note| wrapped(note, self.width, "- ")).collect();
        self.heading(Heading::Notes) + &lines
    }

    fn heading(&self, heading: Heading) -> String {
        self.paint.paint(Role::Heading, words::heading(heading, self.lang)) + "\n"
    }
}

/// A segment under its name and [`words::segment_columns`]; bonus hunters have no part in K.
pub(super) fn segment_cells(segment: &SegmentTheory) -> [String; 6] {
    let of_genuine = |told: String| if segment.fake { UNDEFINED.to_owned() } else { told };
    [
        segment.segment.clone(),
        ratio(segment.brings),
        of_genuine(percent(segment.mix)),
        of_genuine(ratio(segment.contribution)),
        percent(segment.extinction),
        segment.share_80.map_or_else(String::new, percent),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::study::theory::Question;
    use unicode_width::UnicodeWidthStr;

    fn campaign() -> TheoryReport {
        let text = "{ name: 春季, days: 9, market: 90_000_000, contacts: 40, join: 0.2, segments: { \
                      a very long name of a segment that nobody would give: { seeds: 5000, share: 0.5, \
                        retention: { 1d: 0.8, 7d: 0.5, 30d: 0.2 } }, \
                      羊毛党: { fake: true, seeds: 10, share: 0.9 } } }";
        Question::new(&Scenario::from_yaml(text).unwrap()).answer()
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for (lang, width) in [(Lang::En, 80), (Lang::Zh, 80), (Lang::En, 64), (Lang::Zh, 100)] {
            for line in theory(&campaign(), &Style { lang, colour: false, width }, Some("out")).lines() {
                assert!(line.width() <= width, "{line}");
            }
        }
    }

    #[test]
    fn colour_changes_nothing_but_colour() {
        let page = |colour| theory(&campaign(), &Style { lang: Lang::En, colour, width: 80 }, None);
        assert!(page(true).contains('\u{1b}'));
        assert_eq!(anstream::adapter::strip_str(&page(true)).to_string(), page(false));
    }
}
