//! Reads a statement from left to right:
//!
//! ```text
//! statement  = estimate relation bound
//! estimate   = observable "." statistic | "P(" event ")" | "theory." name
//! observable = metric | "timeline(" series "," "day" number ")"
//! statistic  = "mean" | "median" | "p" level
//! event      = name | observable relation bound
//! relation   = "<" | "<=" | ">" | ">="
//! bound      = number | number "%" | duration
//! ```
//!
//! Names and words may be Chinese (`概率(总成本 > 3万) ≤ 5%`), marks full-width, numbers as people write them.
//!
//! A wrong name or number is noted and reading goes on; it ends where the order of things is wrong.

use super::bound::{self, Measured};
use super::cursor::Cursor;
use super::parser::{Located, Parser};
use super::relation;
use super::statistic::{is_of_statistic, statistic};
use crate::metrics::{Risk, Scalar, Unit};
use crate::problem::{Noun, StatementFault as Fault};
use crate::scenario::{Estimand, Expectation, Observable, Occurrence, Relation, Statistic, Vocabulary};
use crate::yaml::{corrected, narrow, parse_duration};
use std::ops::Range;

/// What was read and what it is measured in; `None` where a name means nothing.
type Read<T> = Result<Option<(T, Measured)>, Located>;

pub(super) fn parse(text: &str, words: &Vocabulary) -> Result<Expectation, Vec<Located>> {
    let mut parser = Parser { cursor: Cursor::new(text), words, faults: Vec::new() };
    let read = parser.statement();
    let mut faults = parser.faults;
    match read {
        Ok(Some((estimand, relation, bound))) if faults.is_empty() => {
            Ok(Expectation { text: text.to_owned(), place: None, estimand, relation, bound })
        }
        Ok(_) => Err(faults),
        Err(fault) => {
            faults.push(fault);
            Err(faults)
        }
    }
}

impl Parser<'_> {
    fn statement(&mut self) -> Result<Option<(Estimand, Relation, f64)>, Located> {
        let estimate = self.estimate()?;
        let relation = self.relation()?;
        let measured = estimate.as_ref().map(|(_, measured)| measured);
        let bound = self.bound(measured, None)?;
        Ok(estimate.zip(bound).map(|((estimand, _), bound)| (estimand, relation, bound)))
    }

    fn estimate(&mut self) -> Read<Estimand> {
        self.cursor.skip_spaces();
        if self.cursor.take_any(&["P(", "P（", "概率(", "概率（"]) {
            return self.chance();
        }
        if self.cursor.take_any(&["theory.", "理论.", "理论的"]) {
            return Ok(self.theory());
        }
        let start = self.cursor.at();
        let observable = self.observable()?;
        let name = self.cursor.since(start);
        let statistic = self.statistic(&name, observable.as_ref())?;
        Ok(observable
            .zip(statistic)
            .map(|((of, measured), statistic)| (Estimand::Statistic { of, statistic }, measured)))
    }

    fn chance(&mut self) -> Read<Estimand> {
        self.cursor.skip_spaces();
        let start = self.cursor.clone();
        let (name, at) = self.name(&Risk::ALL.map(Risk::name));
        self.cursor.skip_spaces();
        let is_alone = self.cursor.rest().is_empty() || self.cursor.rest().starts_with([')', '）']);
        let event = if is_alone && !name.is_empty() {
            self.named_event(&name, at)
        } else {
            self.cursor = start;
            self.comparison()?
        };
        self.mark(')')?;
        let measured = Measured { name: "P".to_owned(), unit: Unit::Share, is_estimated_chance: true };
        Ok(event.map(|event| (Estimand::Chance(event), measured)))
    }

    /// `cost > 30000` within `P(…)`.
    fn comparison(&mut self) -> Result<Option<Occurrence>, Located> {
        let observable = self.observable()?;
        if self.cursor.rest().starts_with(['.', '的']) {
            let start = self.cursor.at();
            self.cursor.take_while(|c| is_of_statistic(c) || c == '的');
            self.faults.push((self.cursor.since(start), Fault::StatisticInChance));
        }
        let relation = self.relation()?;
        let bound = self.bound(observable.as_ref().map(|(_, measured)| measured), Some(')'))?;
        Ok(observable.zip(bound).map(|((of, _), bound)| Occurrence::Compared { of, relation, bound }))
    }

    fn theory(&mut self) -> Option<(Estimand, Measured)> {
        let names = Scalar::ALL.map(Scalar::name);
        let (name, at) = self.name(&names);
        let Some(scalar) = Scalar::named(&name) else {
            self.unknown(Noun::Theory, &name, at, &names);
            return None;
        };
        let measured =
            Measured { name: format!("theory.{name}"), unit: scalar.unit(), is_estimated_chance: false };
        Some((Estimand::Theory(scalar), measured))
    }

    fn observable(&mut self) -> Read<Observable> {
        self.cursor.skip_spaces();
        let start = self.cursor.at();
        if self.cursor.take_any(&["timeline(", "走势(", "走势（"]) {
            return self.timeline(start);
        }
        let words = self.words;
        let (name, at) = self.name(&words.metrics.all());
        if name.is_empty() {
            return Err((self.cursor.here(), Fault::NoEstimate));
        }
        let Some(metric) = self.known(Noun::Metric, &words.metrics, &name, at) else {
            return Ok(None);
        };
        let measured = Measured { name, unit: metric.unit(), is_estimated_chance: false };
        Ok(Some((Observable::Metric(metric), measured)))
    }

    /// `new_users, day 3)`
    fn timeline(&mut self, start: usize) -> Read<Observable> {
        self.cursor.skip_spaces();
        let words = self.words;
        let (name, at) = self.name(&words.series.all());
        let series = self.known(Noun::Series, &words.series, &name, at);
        self.mark(',')?;
        let day = self.day()?;
        self.mark(')')?;
        let whole = self.cursor.text(start).to_owned();
        Ok(series.zip(day).map(|(series, day)| {
            let measured = Measured { name: whole, unit: series.unit(), is_estimated_chance: false };
            (Observable::Timeline { series, day }, measured)
        }))
    }

    /// The day, if the campaign has it.
    fn day(&mut self) -> Result<Option<f64>, Located> {
        self.cursor.skip_spaces();
        let here = self.cursor.here();
        let counted = self.cursor.take_any(&["day", "第"]);
        self.cursor.skip_spaces();
        let (text, at) = self.cursor.take_while(|c| !matches!(c, ')' | '）'));
        let text = text.trim_end();
        let at = at.start..at.start + text.len();
        let standard = corrected(text).filter(|_| !counted);
        let text = if counted {
            text.trim_end_matches('天').trim_end()
        } else {
            standard.as_deref().unwrap_or(text)
        };
        let day: f64 = match parse_duration(text) {
            Some(Ok(days)) if !counted => days,
            _ if counted => text.parse().map_err(|_| (here.clone(), Fault::NoDay))?,
            _ => return Err((here, Fault::NoDay)),
        };
        if !day.is_finite() || self.words.is_outside(day) {
            self.faults.push((at, self.words.day_outside()));
            return Ok(None);
        }
        Ok(Some(day))
    }

    fn statistic(
        &mut self,
        of: &Range<usize>,
        observable: Option<&(Observable, Measured)>,
    ) -> Result<Option<Statistic>, Located> {
        if !self.cursor.take_any(&[".", "的"]) {
            return match observable {
                Some((_, measured)) => Err((of.clone(), Fault::NoStatistic { name: measured.name.clone() })),
                // That the name means nothing is noted already.
                None => Ok(None),
            };
        }
        let (word, at) = self.cursor.take_while(is_of_statistic);
        let statistic = statistic(word);
        Ok(statistic.map_err(|fault| self.faults.push((at, fault))).ok())
    }

    fn relation(&mut self) -> Result<Relation, Located> {
        self.cursor.skip_spaces();
        let here = self.cursor.here();
        let (sign, at) = self.cursor.take_while(relation::is_sign);
        relation::relation(sign).map_err(|fault| (if sign.is_empty() { here } else { at }, fault))
    }

    /// The bound up to `end`, or to the end of the text.
    fn bound(&mut self, of: Option<&Measured>, end: Option<char>) -> Result<Option<f64>, Located> {
        self.cursor.skip_spaces();
        let here = self.cursor.here();
        // Within brackets another comparison shows that the bracket was forgotten.
        let (text, at) = self.cursor.take_while(|c| match end {
            Some(end) => c != end && narrow(c) != end && !relation::is_sign(c),
            None => true,
        });
        let text = text.trim_end();
        if text.is_empty() {
            return Err((here, Fault::NoBound));
        }
        let at = at.start..at.start + text.len();
        Ok(bound::parse(text, of).map_err(|fault| self.faults.push((at, fault))).ok())
    }

    fn mark(&mut self, mark: char) -> Result<(), Located> {
        self.cursor.skip_spaces();
        let here = self.cursor.here();
        let found = self.cursor.rest().chars().next().filter(|c| *c == mark || narrow(*c) == mark);
        let Some(found) = found else { return Err((here, Fault::Missing { mark })) };
        self.cursor.take_bytes(found.len_utf8());
        Ok(())
    }
}
