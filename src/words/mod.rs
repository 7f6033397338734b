//! Every sentence the user reads, in English and Chinese. A sentence that lacks a language does not
//! compile: the words are chosen by matching on [`Lang`].

pub mod chart;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub(crate) mod clock;
pub mod compare;
pub mod document;
mod engine;
pub mod excel;
pub mod explore;
#[cfg(feature = "cli")]
pub mod help;
pub mod law;
mod left_out;
pub mod metric;
pub mod network;
pub mod noted;
pub mod number;
pub mod page;
pub mod problem;
pub mod range;
pub mod row;
pub mod run;
pub mod schema;
pub mod sweep;
#[cfg(feature = "cli")]
pub mod system;
pub mod theory;
pub mod unmoved;

pub(crate) use left_out::{left_out_but_the_network, left_out_of_k, left_out_of_k_alone};
use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// What is said in this language; whoever asks must know both.
    #[must_use]
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }
}
