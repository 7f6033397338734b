//! How designs come to their ends: whom they add as time goes by, and what the money is spent on.

use crate::ensemble::Values;
use crate::metrics::{Layout, Line, TimePoint};
use crate::stats::{Moments, Summary, Tally};
use rayon::prelude::*;

/// The course of a design.
#[derive(Clone, Debug)]
pub struct Course {
    /// When it is looked at.
    pub points: Vec<TimePoint>,
    /// Added users so far, point by point.
    pub added: Vec<Summary>,
    /// What is spent on each line, on average: the rules first, then what else costs money.
    pub spent: Vec<(Line, f64)>,
}

/// What is kept of the courses of all designs.
pub(super) struct Courses(Vec<Kept>);

/// What is kept of a course.
struct Kept {
    points: Vec<TimePoint>,
    added: Vec<Tally>,
    lines: Vec<Line>,
    spent: Vec<Moments>,
}

impl Courses {
    /// Nothing yet.
    pub fn new<'a>(layouts: impl Iterator<Item = &'a Layout>) -> Courses {
        Courses(layouts.map(Kept::new).collect())
    }

    /// Takes the next replicates in: of every design the courses behind so many metrics.
    pub fn absorb(&mut self, values: &[Values], metrics: usize) {
        for (kept, values) in self.0.iter_mut().zip(values) {
            let (added, spent) = values[metrics..].split_at(kept.added.len());
            kept.added.par_iter_mut().zip(added).for_each(|(tally, values)| tally.record_all(values));
            kept.spent.iter_mut().zip(spent).for_each(|(moments, values)| moments.record_all(values));
        }
    }

    /// What they came to.
    pub fn found(self) -> Vec<Course> {
        self.0.into_iter().map(Kept::found).collect()
    }
}

impl Kept {
    fn new(layout: &Layout) -> Kept {
        Kept {
            points: layout.times(),
            added: vec![Tally::default(); layout.points.len()],
            lines: layout.lines.clone(),
            spent: vec![Moments::default(); layout.lines.len()],
        }
    }

    fn found(self) -> Course {
        Course {
            points: self.points,
            added: self.added.iter().map(Tally::summary).collect(),
            spent: self.lines.into_iter().zip(self.spent.iter().map(Moments::mean)).collect(),
        }
    }
}
