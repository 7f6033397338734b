//! What in a text is written otherwise than in the standard form, with its place: for whoever rewrites the text, or wants to
//! know in which language its keys are.

use crate::problem::Place;

/// A key, a word or a value of a scenario that has another form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::input) enum Change {
    /// A key or a fixed word, in both languages.
    Name {
        /// Where it is written.
        place: Place,
        /// As it is written.
        written: String,
        /// As the reader has it.
        standard: String,
        /// What it is called in Chinese.
        chinese: Option<&'static str>,
    },
    /// A value that is written as people write it.
    Value {
        /// Where it is written.
        place: Place,
        /// As a scenario has it.
        instead: String,
    },
}
