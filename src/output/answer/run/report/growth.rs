//! Things over time: how many have come, and on which days; members; what is left of the budget.

use super::Page;
use crate::metrics::{Series, Unit};
use crate::output::answer::along::{Along, at, between, with_start};
use crate::output::answer::run::course::course;
use crate::output::answer::stretch::{Stretch, booked, grain, grain_of_books, passed, stretches};
use crate::output::format::chart::axes::Axis;
use crate::output::format::document::plot::Tick;
use crate::output::format::document::plot::course::{Course, Point, Slot};
use crate::output::format::document::{Block, Section};
use crate::scenario::Scenario;
use crate::stats::Summary;
use crate::words::Lang;
use crate::words::document::{fan, point_at};
use crate::words::number::{about_money, about_whole, short_money, value};
use crate::words::range::{Told, quantiles};
use crate::words::run::report::{self as words, Label, Topic};

impl Page<'_> {
    pub(super) fn growth(&self) -> Option<Section> {
        let chart = self.added_users()?;
        let mut section = self.section(Topic::Growth, words::growth_title(self.report, self.lang));
        let best = chart.slots.iter().max_by(|one, other| one.value.total_cmp(&other.value));
        if let Some(best) = best.filter(|best| best.value >= 1.0) {
            let day =
                stretches(&self.report.scenario, self.lang).into_iter().find(|day| day.from == best.from);
            let day = day.map(|day| day.told).unwrap_or_default();
            section.says.push(words::best_day(&day, best.value, self.lang));
        }
        section.blocks.push(Block::Course(chart));
        section.blocks.extend(self.brings().map(Block::Course));
        Some(section)
    }

    /// Added users so far as a fan, those of every day as bars.
    pub(super) fn added_users(&self) -> Option<Course> {
        let along = self.along(Series::AddedUsers)?;
        if along.iter().all(|(_, users)| users.max <= 0.0) {
            return None;
        }
        let mut chart = self.fan(
            self.label(Label::AddedSoFar),
            Series::AddedUsers.unit(),
            with_start(along.clone(), 0.0),
        );
        chart.bars = words::added_each(grain(&self.report.scenario.clock), self.lang);
        chart.moments = self.moments();
        chart.slots = self.days(&along);
        chart.told = words::growth_title(self.report, self.lang);
        Some(chart)
    }

    /// When more people are told, and when something special begins.
    fn moments(&self) -> Vec<Tick> {
        let scenario = &self.report.scenario;
        let mut waves: Vec<(f64, f64)> = Vec::new();
        for wave in scenario.segments.iter().flat_map(|segment| &segment.seeds) {
            match waves.iter_mut().find(|(at, _)| *at == wave.at_days) {
                Some((_, people)) => *people += wave.count.typical(),
                None => waves.push((wave.at_days, wave.count.typical())),
            }
        }
        let waves = waves.into_iter().map(|(at, people)| (at, words::wave(people, self.lang)));
        let events = scenario.events.iter().map(|event| (event.at_days, words::event(self.lang).to_owned()));
        let mut moments: Vec<Tick> = Vec::new();
        for (value, words) in waves.chain(events).filter(|(at, _)| *at > 0.0 && *at < scenario.clock.days()) {
            match moments.iter_mut().find(|moment| moment.value == value) {
                Some(moment) => moment.words += &format!(" · {words}"),
                None => moments.push(Tick { value, words }),
            }
        }
        moments.sort_by(|one, other| one.value.total_cmp(&other.value));
        moments
    }

    /// Members over time.
    pub(super) fn members(&self) -> Option<Course> {
        let along = self.along(Series::Members)?;
        let mut chart = self.fan(self.label(Label::Members), Series::Members.unit(), along.clone());
        chart.slots = self.stands(&along, |value| people(value, self.lang));
        Some(chart).filter(|chart| chart.fan.iter().any(|point| point.quantiles[4] > 0.0))
    }

    /// What is left of the budget.
    pub(super) fn budget(&self) -> Option<Course> {
        let limit = self.report.scenario.budget.as_ref()?.limit.typical();
        let along = with_start(self.along(Series::BudgetLeft)?, limit);
        let slots =
            self.stands(&along, |value| about_money(value, &self.report.scenario.currency, self.lang));
        let mut chart = self.fan(self.label(Label::BudgetLeft), Unit::Money, along);
        chart.slots = slots;
        let shown = short_money(limit, &self.report.scenario.currency, self.lang);
        chart.levels = vec![Tick { value: limit, words: crate::words::chart::the_budget(&shown, self.lang) }];
        Some(chart)
    }

    pub(super) fn along(&self, series: Series) -> Option<Along> {
        let points = self.report.timeline.points.iter().map(|point| point.day);
        let along: Along =
            points.zip(course(self.report, series)?).filter(|(_, value)| value.n > 0).collect();
        (!along.is_empty()).then_some(along)
    }

    /// The fan of a quantity.
    fn fan(&self, title: String, unit: Unit, along: Along) -> Course {
        let currency = &self.report.scenario.currency;
        let all = || along.iter().flat_map(|(_, value)| quantiles(value));
        let (low, high) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
        let axis = Axis::new(low..if high > low { high } else { low + 1.0 }, unit, currency, "", self.lang);
        let ticks = axis.ticks(4).into_iter().map(|(value, words)| Tick { value, words }).collect();
        Course {
            told: title.clone(),
            title,
            about: fan(self.report.replicates, self.lang).to_owned(),
            length: self.report.scenario.clock.days(),
            ends: along.last().map(|(_, end)| self.ends(end, unit)).unwrap_or_default(),
            fan: along.iter().map(|(day, value)| Point { day: *day, quantiles: quantiles(value) }).collect(),
            held: Vec::new(),
            ticks,
            levels: Vec::new(),
            moments: Vec::new(),
            bars: String::new(),
            slots: Vec::new(),
            rest: point_at(self.lang).to_owned(),
        }
    }

    /// What it comes to: high, middle, low; or the one that all are.
    fn ends(&self, end: &Summary, unit: Unit) -> Vec<Tick> {
        let currency = &self.report.scenario.currency;
        let told = if unit == Unit::Money {
            Told::money(end, currency, self.lang)
        } else {
            Told::count(end, self.lang)
        };
        let [low, _, middle, _, high] = quantiles(end);
        let middle = Tick { value: middle, words: told.typical() };
        match told.ends() {
            Some((least, most)) => {
                vec![Tick { value: high, words: most }, middle, Tick { value: low, words: least }]
            }
            None => vec![middle],
        }
    }

    /// What comes on every day, on average.
    fn days(&self, along: &Along) -> Vec<Slot> {
        let days = stretches(&self.report.scenario, self.lang);
        let values: Vec<f64> = days.iter().map(|day| between(along, day)).collect();
        let most = values.iter().copied().fold(0.0, f64::max);
        let slot = |(day, added): (Stretch, f64)| {
            let [low, so_far, high] = [0, 2, 4].map(|of| at(along, day.to, |value| quantiles(value)[of]));
            let [new, so_far, low, high] = [added, so_far, low, high].map(|value| people(value, self.lang));
            let runs = self.report.replicates;
            let told = words::day_in_words(&day.told, &new, &so_far, [&low, &high], runs, self.lang);
            let shown = if added >= most * 0.02 && added >= 0.5 { new } else { String::new() };
            Slot { value: added, shown, ..day.without_bar(told) }
        };
        days.into_iter().zip(values).map(slot).collect()
    }

    /// Where things stand at the end of every day, without bars.
    fn stands(&self, along: &Along, told: impl Fn(f64) -> String) -> Vec<Slot> {
        let slot = |day: Stretch| {
            let [low, middle, high] =
                [0, 2, 4].map(|of| told(at(along, day.to, |value| quantiles(value)[of])));
            let runs = self.report.replicates;
            let told = words::stand_in_words(&day.told, &middle, [&low, &high], runs, self.lang);
            day.without_bar(told)
        };
        stretches(&self.report.scenario, self.lang).into_iter().map(slot).collect()
    }

    /// Money of every day as bars, from values by day of the ledger.
    pub(super) fn spent(&self, by_day: &[f64]) -> Option<Course> {
        let total: f64 = by_day.iter().sum();
        if by_day.len() < 2 || total <= 0.0 {
            return None;
        }
        let Scenario { currency, clock, .. } = &self.report.scenario;
        let counted = |day: &Stretch| -> f64 {
            let begin = |index: usize| (index as f64 - passed(clock)).max(0.0) + 1e-9;
            let within = |index: &usize| (day.from..day.to).contains(&begin(*index));
            (0..by_day.len()).filter(within).map(|index| by_day[index]).sum()
        };
        let slot = |day: Stretch| {
            let spent = counted(&day);
            let shown = about_money(spent, currency, self.lang);
            let told = words::spent_in_words(&day.told, &shown, self.lang);
            let shown = value(spent.round(), Unit::Count, currency);
            Slot { value: spent, shown, ..day.without_bar(told) }
        };
        let title = words::spent_each(grain_of_books(clock), self.lang);
        let mut chart = self.fan(title, Unit::Money, Vec::new());
        chart.about = self.label(Label::OnAverage);
        chart.ticks.clear();
        chart.slots = booked(&self.report.scenario, self.lang).into_iter().map(slot).collect();
        Some(chart)
    }
}

/// People come whole.
fn people(value: f64, lang: Lang) -> String {
    about_whole(value, lang)
}
