//! What the report of a comparison says: what to choose, then design against design.

mod differs;
mod front;
mod growth;
mod money;

use crate::metrics::Metric;
use crate::output::answer::compare::page::{DIFFERENCES, SHOWN, shown};
use crate::output::format::document::{Block, Cell, Document, Figure, Pane, Part, Section, Table, Tone};
use crate::study::compare::{Comparison, Measured, State, letter};
use crate::words::compare::{self as words, report as own};
use crate::words::document::footer;
use crate::words::law::law;
use crate::words::number::percent;
use crate::words::page::uncertain_input;
use crate::words::row::{Form, Row};
use crate::words::{Lang, network};

/// So many designs are told as figures.
const FIGURES: usize = 5;
/// A danger that is told first.
const OFTEN: f64 = 0.05;

/// The report of a comparison.
pub(super) fn document(comparison: &Comparison, lang: Lang) -> Document {
    let page = Page { comparison, lang };
    let sections = [
        page.front(),
        page.growth(),
        Some(page.measures()),
        page.money(),
        Some(page.differences()),
        page.risks(),
        Some(page.what_differs()),
        Some(page.method()),
    ];
    let letters = (0..comparison.designs.len()).map(|design| page.name(design)).collect::<Vec<_>>();
    Document {
        lang,
        name: letters.join(lang.pick(", ", "、")),
        about: own::about(comparison, lang),
        headline: own::headline(comparison, comparison.is_in_vain(comparison.verdict.best), lang),
        lede: words::dominance(comparison, lang).first().cloned().unwrap_or_default(),
        panes: page.panes(),
        figures: page.figures(),
        sections: sections.into_iter().flatten().collect(),
        footer: footer(lang),
    }
}

/// A comparison and its language.
struct Page<'a> {
    comparison: &'a Comparison,
    lang: Lang,
}

impl Page<'_> {
    /// `B Coupon`.
    fn name(&self, design: usize) -> String {
        format!("{} {}", letter(design), self.comparison.designs[design].name)
    }

    fn section(&self, topic: own::Topic, title: impl Into<String>) -> Section {
        let topic = own::topic(topic, self.lang).to_owned();
        Section { topic, title: title.into(), says: Vec::new(), blocks: Vec::new(), on_card: false }
    }

    /// A section that has no finding of its own.
    fn untold(&self, topic: own::Topic) -> Section {
        self.section(topic, own::title(topic, self.lang))
    }

    fn panes(&self) -> Vec<Pane> {
        let [sure, careful, to_do] = own::panes(self.lang);
        let verdict = &self.comparison.verdict;
        let on_average_only = words::in_single_campaigns(self.comparison, self.lang);
        let is_sure = verdict.state == State::Settled && on_average_only.is_none();
        let mut panes = vec![Pane {
            part: Part::Sure,
            tone: if is_sure { Tone::Good } else { Tone::Careful },
            title: sure.to_owned(),
            lines: std::iter::once(own::how_sure(self.comparison, self.lang))
                .chain(on_average_only)
                .collect(),
        }];
        let dangers = self.dangers(verdict.best);
        if !dangers.is_empty() {
            let title = careful.to_owned();
            panes.push(Pane { part: Part::Careful, tone: Tone::Careful, title, lines: dangers });
        }
        let mut lines = vec![own::advice(self.comparison, self.comparison.is_bad(verdict.best), self.lang)];
        lines.extend(
            verdict
                .driver
                .as_ref()
                .map(|driver| own::pilot(&self.input_name(&driver.key), driver.r_squared, self.lang)),
        );
        panes.push(Pane { part: Part::ToDo, tone: Tone::Plain, title: to_do.to_owned(), lines });
        panes
    }

    /// What often goes wrong with this design.
    fn dangers(&self, design: usize) -> Vec<String> {
        let dangers = self.comparison.measures.iter().filter_map(|measured| {
            let chance = measured.values[design].mean;
            let runs = self.comparison.replicates;
            (chance >= OFTEN).then(|| own::danger(&measured.measure, design, chance, runs, self.lang))?
        });
        let lost = self.comparison.loses_members(design);
        lost.map(|lost| words::caution(lost, self.lang)).into_iter().chain(dangers).collect()
    }

    /// The designs by what is chosen by.
    fn figures(&self) -> Vec<Figure> {
        let Some(by) = self.comparison.measured(&self.comparison.verdict.by) else { return Vec::new() };
        let figure = |design: usize| {
            let told = [Metric::AddedUsers, Metric::CostWithOwed];
            let told = told.iter().filter_map(|of| self.comparison.metric(of.clone()));
            let told = told.filter(|of| of.measure != by.measure);
            let note = |of: &Measured| {
                format!("{} {}", words::measure_head(&of.measure, self.lang), self.number(of, design))
            };
            let by_name = words::measure(&by.measure, self.lang);
            let notes = std::iter::once(own::on_average(&by_name, self.lang)).chain(told.map(note)).collect();
            Figure { name: self.name(design), value: self.number(by, design), notes, spread: None }
        };
        self.first_ones().into_iter().map(figure).collect()
    }

    /// As many designs as are told at a glance: the best, the next, then others as they were given.
    fn first_ones(&self) -> Vec<usize> {
        let verdict = &self.comparison.verdict;
        let mut order: Vec<usize> = (0..self.comparison.designs.len()).collect();
        if !matches!(verdict.state, State::Undefined | State::Unmoved) {
            order.sort_by_key(|design| [*design != verdict.best, *design != verdict.next]);
        }
        order.truncate(FIGURES);
        order
    }

    /// The mean of a measure of a design.
    fn number(&self, measured: &Measured, design: usize) -> String {
        self.row(measured).mean(&measured.values[design])
    }

    /// How numbers of a measure are told.
    fn row(&self, measured: &Measured) -> Row<'_> {
        let means = measured.values.iter().map(|value| value.mean.abs()).filter(|mean| mean.is_finite());
        let typical = means.fold(0.0, f64::max);
        Row::new(measured.measure.unit(), typical, self.comparison.currency(), Form::Full, self.lang)
    }

    fn measures(&self) -> Section {
        let mut section = self.untold(own::Topic::Measures);
        let told = shown(self.comparison, &SHOWN);
        section.blocks.push(Block::Table(self.by_design(&told)));
        section
    }

    /// A row for every design, a column for every measure.
    fn by_design(&self, told: &[&Measured]) -> Table {
        let heads = told.iter().map(|of| words::measure_head(&of.measure, self.lang).into_owned());
        let row = |design: usize| {
            let cells = told.iter().map(|of| Cell::number(of.values[design].mean, self.number(of, design)));
            std::iter::once(Cell::words(self.name(design))).chain(cells).collect()
        };
        Table {
            title: String::new(),
            heads: std::iter::once(own::heads(self.lang)[0].to_owned()).chain(heads).collect(),
            rows: (0..self.comparison.designs.len()).map(row).collect(),
        }
    }

    /// How they differ from the first.
    fn differences(&self) -> Section {
        let title = words::heading(words::Heading::Differences, self.comparison, self.lang);
        let mut section = self.section(own::Topic::Differences, title);
        let [mean, interval, better, _] = words::difference_columns(self.lang);
        for measured in shown(self.comparison, &DIFFERENCES) {
            let (unit, currency) = (measured.measure.unit(), self.comparison.currency());
            let rows = measured.differences.iter().enumerate().map(|(index, difference)| {
                let settled = if difference.is_settled() { "" } else { "? " };
                let told = format!("{settled}{}", words::difference(difference, unit, currency));
                vec![
                    Cell::words(self.name(index + 1)),
                    Cell::number(difference.mean, told),
                    Cell::words(words::interval(difference, unit, currency, self.lang)),
                    Cell::number(difference.better, percent(difference.better)),
                ]
            });
            section.blocks.push(Block::Table(Table {
                title: words::measure(&measured.measure, self.lang).into_owned(),
                heads: ["", mean, interval, better].map(str::to_owned).to_vec(),
                rows: rows.collect(),
            }));
        }
        section.blocks.push(Block::Notes(vec![words::how_to_read(self.comparison, false, self.lang)]));
        section
    }

    fn risks(&self) -> Option<Section> {
        let risks = self.comparison.measures.iter().filter(|of| of.measure.risk().is_some());
        let risks: Vec<&Measured> = risks.collect();
        if risks.is_empty() {
            return None;
        }
        let mut section = self.untold(own::Topic::Risks);
        section.blocks.push(Block::Table(self.by_design(&risks)));
        Some(section)
    }

    fn method(&self) -> Section {
        let mut section = self.untold(own::Topic::Method);
        section.says.push(words::simulated(self.comparison, self.lang) + self.lang.pick(".", "。"));
        let mut notes = words::recommendation(self.comparison, self.lang);
        notes.extend(words::dominance(self.comparison, self.lang).into_iter().skip(1));
        notes.extend(words::ended(self.comparison, self.lang));
        notes.extend(self.comparison.cautions.iter().map(|caution| words::caution(caution, self.lang)));
        for design in &self.comparison.designs {
            let inputs = design.scenario.inputs.iter();
            notes.extend(
                inputs.map(|input| uncertain_input(&input.key, &law(&input.law, self.lang), self.lang)),
            );
            notes.extend(network::one_network(&design.scenario, self.lang));
        }
        notes.extend(words::noted(self.comparison, self.lang));
        let mut told: Vec<String> = Vec::new();
        for note in notes {
            if !told.contains(&note) {
                told.push(note);
            }
        }
        section.blocks.push(Block::Notes(told));
        section
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::format::document::html;
    use crate::output::format::terminal::Style;
    use crate::scenario::Scenario;
    use crate::study::compare::{Design, Question};

    fn comparison(joins: &[f64], runs: u64) -> Comparison {
        let design = |(index, join): (usize, &f64)| {
            let text = format!(
                "{{ name: a, days: 4, seeds: 50, share: 0.5, contacts: 5, join: {join}, benchmark: {{ cac: 2 }}, costs: {{ fixed: 9 }} }}"
            );
            Design {
                name: format!("</title><img src=x> {index}"),
                scenario: Scenario::from_yaml(&text).unwrap(),
            }
        };
        let designs: Vec<Design> = joins.iter().enumerate().map(design).collect();
        Question::new(&designs).seed(1).replicates(runs).answer().unwrap()
    }

    #[test]
    fn a_page_says_what_to_choose_and_in_what_they_differ() {
        let told = document(&comparison(&[0.05, 0.3], 200), Lang::En);
        assert!(told.headline.starts_with("Choose B ("), "{}", told.headline);
        assert_eq!(told.figures.len(), 2);
        let differs = told.sections.iter().find(|section| section.topic == "What differs").unwrap();
        let Block::Table(table) = &differs.blocks[0] else { panic!("no table") };
        let row: Vec<&str> = table.rows[0].iter().map(|cell| cell.words.as_str()).collect();
        assert_eq!((table.rows.len(), row), (1, vec!["all · join", "5%", "30%"]));
        let page = html(&told);
        assert!(!page.contains("<img") && page.matches("</title>").count() == 1);
    }

    /// Under a table stands what its columns are, and no other.
    #[test]
    fn no_column_is_explained_that_is_not_there() {
        for (lang, sure) in [(Lang::En, "Sure:"), (Lang::Zh, "把握：")] {
            let told = document(&comparison(&[0.05, 0.3], 40), lang);
            let heads = words::difference_columns(lang);
            let notes = told.sections.iter().flat_map(|section| &section.blocks);
            let notes =
                notes.filter_map(|block| if let Block::Notes(lines) = block { Some(lines) } else { None });
            let legend = notes.flatten().find(|line| line.contains(heads[2]) || line.contains("Better in"));
            let legend = legend.expect("a legend");
            assert!(!legend.contains(sure), "{legend}");
        }
    }

    /// Who chooses reads of the best design first, and what is wrong with it, on the picture to send, too.
    #[test]
    fn the_best_is_shown_first_and_a_bad_one_is_not_praised() {
        let told = document(&comparison(&[0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.3], 200), Lang::En);
        let names: Vec<char> = told.figures.iter().filter_map(|figure| figure.name.chars().next()).collect();
        assert!(names[0] == 'G' && names.len() == FIGURES, "{names:?}");
        assert!(told.headline.starts_with("Choose G"), "{}", told.headline);
        let bad = document(&comparison(&[0.001, 0.01], 400), Lang::En);
        let advice = &bad.panes.last().expect("what to do").lines[0];
        assert!(advice.contains("not good enough as it is"), "{advice}");
        #[cfg(feature = "png")]
        {
            let picture = crate::output::format::document::card(&bad);
            assert!(picture.contains("Watch out") && picture.contains("What to do"), "{picture}");
        }
    }

    /// When they come and what the money goes to: in numbers that agree with those of the tables.
    #[test]
    fn growth_and_money_are_told_design_by_design() {
        let comparison = comparison(&[0.05, 0.3], 200);
        let ends: Vec<f64> =
            comparison.courses.iter().map(|course| course.added.last().unwrap().mean).collect();
        let users = comparison.metric(Metric::AddedUsers).expect("measured");
        assert_eq!(ends, users.values.iter().map(|value| value.mean).collect::<Vec<_>>());
        for (lang, topics) in [(Lang::En, ["Growth", "Money"]), (Lang::Zh, ["增长", "花费"])] {
            let told = document(&comparison, lang);
            let blocks = topics.map(|topic| {
                &told.sections.iter().find(|section| section.topic == topic).expect("a section").blocks[0]
            });
            let [Block::Course(growth), Block::Table(money)] = blocks else { panic!("{blocks:?}") };
            // The best as a fan, the other as a line.
            let lengths = [growth.held.len(), growth.held[0].len(), growth.ends.len()];
            assert_eq!(lengths, [1, growth.fan.len(), 2]);
            assert_eq!(growth.fan.last().unwrap().quantiles[2], ends[1]);
            assert!(growth.ends[0].words.starts_with("B ") && growth.slots[3].told.contains("A 7 · B 96"));
            let row: Vec<&str> = money.rows[0].iter().map(|cell| cell.words.as_str()).collect();
            assert_eq!(row[1..], ["¥9.00", "¥9.00"], "{:?}", money.heads);
        }
    }

    /// Who comes first and who brings more are two.
    #[test]
    fn a_design_that_is_overtaken_is_told() {
        let design = |(name, seeds): (&str, &str)| {
            let text = format!(
                "{{ name: a, days: 20, step: 1d, delay: none, seeds: {seeds}, contacts: 10, join: 5%, share: .5 }}"
            );
            Design { name: name.to_owned(), scenario: Scenario::from_yaml(&text).unwrap() }
        };
        let designs =
            [("early", "200"), ("late", "[{ at: 0d, count: 20 }, { at: 8d, count: 500 }]")].map(design);
        let comparison = Question::new(&designs).seed(1).replicates(60).answer().unwrap();
        for (lang, told) in [(Lang::En, "A is ahead as late as day"), (Lang::Zh, "还是 A 领先，最后 B")]
        {
            let document = document(&comparison, lang);
            let growth = document
                .sections
                .iter()
                .find(|section| !section.says.is_empty() && section.says[0].contains(told));
            assert!(
                growth.is_some(),
                "{:?}",
                document.sections.iter().map(|section| &section.says).collect::<Vec<_>>()
            );
        }
    }

    /// Nobody overtakes himself, however few come.
    #[test]
    fn a_design_that_is_ahead_all_the_time_overtakes_nobody() {
        let own =
            "own: { inflow: 20, share: 0.5, contacts: 10, join: 0.2, recruits: { own: 0.5, fakes: 0.5 } }";
        let design = |fakes: u32| {
            let text = format!(
                "{{ name: a, days: 10, market: 5000, capacity: {{ total: 150 }}, segments: {{ {own}, fakes: {{ fake: true, \
                 seeds: {fakes}, share: 0.9, contacts: 10, join: 0.3, recruits: {{ fakes: 1 }} }} }} }}"
            );
            Design { name: fakes.to_string(), scenario: Scenario::from_yaml(&text).unwrap() }
        };
        let comparison = Question::new(&[60, 70].map(design)).seed(1).replicates(60).answer().unwrap();
        let users = comparison.metric(Metric::AddedUsers).expect("measured");
        assert!(users.values.iter().all(|value| value.mean < 0.0));
        let sections = document(&comparison, Lang::En).sections;
        let growth = sections.iter().find(|section| section.topic == "Growth").expect("some come at first");
        assert!(growth.says.is_empty(), "{:?}", growth.says);
    }

    /// On the terminal as on the page.
    #[test]
    fn where_all_are_in_vain_that_is_told_first() {
        for (joins, is_in_vain) in [(&[0.001, 0.01], true), (&[0.05, 0.3], false)] {
            let comparison = comparison(joins, 400);
            assert_eq!(comparison.is_in_vain(1), is_in_vain);
            for (lang, told) in [(Lang::En, "None is worth its money"), (Lang::Zh, "照现在这样都不划算")]
            {
                let style = Style { lang, colour: false, width: 80 };
                let page = super::super::page::comparison(&comparison, &style, None);
                assert_eq!(
                    [&page, &document(&comparison, lang).headline].map(|text| text.contains(told)),
                    [is_in_vain; 2],
                    "{page}"
                );
            }
        }
    }

    #[test]
    fn what_is_not_settled_is_not_advised() {
        for (joins, runs, told) in
            [(&[0.05, 0.3][..], 10, "模拟次数太少，分不出"), (&[0.2, 0.2], 100, "打平")]
        {
            let document = document(&comparison(joins, runs), Lang::Zh);
            assert!(document.headline.ends_with(told), "{}", document.headline);
            let text = serde_json::to_string(&document).unwrap();
            assert_eq!(html(&serde_json::from_str(&text).unwrap()), html(&document));
        }
    }
}
