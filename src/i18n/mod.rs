//! Every sentence the user reads, in English and Chinese. A sentence that lacks a language does not
//! compile: the words are chosen by matching on [`Lang`].

pub mod problem;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}
