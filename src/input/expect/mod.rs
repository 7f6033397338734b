//! Statements of `expect`: from text to what they say, or to what is wrong with them.

mod bound;
mod chinese;
mod cursor;
mod english;
mod naming;
mod parse;
mod parser;
mod relation;
mod statistic;

use crate::problem::StatementFault;
use crate::scenario::{Expectation, Scenario, Vocabulary};
pub use chinese::statement_in_chinese;
pub(super) use english::statement_in_english;
use parse::parse;
use std::ops::Range;

impl Expectation {
    /// Reads a statement about this scenario.
    ///
    /// # Errors
    /// What is wrong with it, and at which bytes of the text.
    ///
    /// ```
    /// use kfactor::scenario::{Expectation, Scenario};
    ///
    /// let scenario = Scenario::new("Exam-prep poster", 14);
    /// assert!(Expectation::parse("P(new_users < 100) <= 5%", &scenario).is_ok());
    /// assert!(Expectation::parse("new_user.p50 >= 100", &scenario).is_err());
    /// ```
    pub fn parse(
        text: &str,
        scenario: &Scenario,
    ) -> Result<Expectation, Vec<(Range<usize>, StatementFault)>> {
        parse(text, &Vocabulary::of(scenario))
    }
}

#[cfg(test)]
mod tests;
