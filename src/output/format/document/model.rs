//! What a report says, without any of how it looks.

use super::plot::{bins::Bins, course::Course, map::Map, spots::Spots, tree::Tree};
use crate::words::Lang;
use serde::{Deserialize, Serialize};

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Document {
    pub(in crate::output) lang: Lang,
    /// What it is about: the name of the scenario.
    pub(in crate::output) name: String,
    /// When and how long, how often it was simulated.
    pub(in crate::output) about: String,
    /// The conclusion, in one sentence.
    pub(in crate::output) headline: String,
    /// The same with what belongs to it.
    pub(in crate::output) lede: String,
    /// How sure, what can go wrong, what to do.
    pub(in crate::output) panes: Vec<Pane>,
    /// The numbers that matter.
    pub(in crate::output) figures: Vec<Figure>,
    pub(in crate::output) sections: Vec<Section>,
    /// What a reader should keep in mind.
    pub(in crate::output) footer: String,
}

/// How something is to be taken; always beside words that say so too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::output) enum Tone {
    Good,
    Careful,
    Bad,
    Plain,
}

/// What a pane tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::output) enum Part {
    /// How sure it is.
    Sure,
    /// What to mind.
    Careful,
    /// What to do.
    ToDo,
}

/// A few lines under a title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Pane {
    pub(in crate::output) part: Part,
    pub(in crate::output) tone: Tone,
    pub(in crate::output) title: String,
    pub(in crate::output) lines: Vec<String>,
}

/// A number that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Figure {
    pub(in crate::output) name: String,
    pub(in crate::output) value: String,
    /// Its range, and what it is held against.
    pub(in crate::output) notes: Vec<String>,
    pub(in crate::output) spread: Option<Spread>,
}

/// A range as parts of a line from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Spread {
    /// 5 %, 25 %, 50 %, 75 %, 95 %.
    pub(in crate::output) quantiles: [f64; 5],
    /// What it is held against.
    pub(in crate::output) mark: Option<f64>,
}

/// A part of the report with a finding as its title.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Section {
    /// What it is about, in a word or two.
    pub(in crate::output) topic: String,
    /// What was found.
    pub(in crate::output) title: String,
    /// What belongs to it.
    pub(in crate::output) says: Vec<String>,
    pub(in crate::output) blocks: Vec<Block>,
    /// Whether its title and its first block are on the picture to send.
    pub(in crate::output) on_card: bool,
}

/// Something that is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::output) enum Block {
    Course(Course),
    Spots(Spots),
    Map(Map),
    Bins(Bins),
    Tree(Tree),
    Bars(Bars),
    Table(Table),
    Risks(Vec<RiskCard>),
    Notes(Vec<String>),
    Fold(Fold),
}

/// Bars with words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Bars {
    pub(in crate::output) title: String,
    pub(in crate::output) about: String,
    pub(in crate::output) bars: Vec<Bar>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Bar {
    pub(in crate::output) name: String,
    pub(in crate::output) note: String,
    pub(in crate::output) value: String,
    /// Beside the value, in small.
    pub(in crate::output) beside: String,
    /// Its length, of 1.
    pub(in crate::output) part: f64,
    /// Where the usual mark is, of 1.
    pub(in crate::output) mark: Option<f64>,
    /// Whether it stands out.
    pub(in crate::output) strong: bool,
}

/// Rows and columns. Its heads sort it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Table {
    pub(in crate::output) title: String,
    /// Heads; all columns but the first are numbers, unless they hold words.
    pub(in crate::output) heads: Vec<String>,
    pub(in crate::output) rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Cell {
    pub(in crate::output) words: String,
    /// In small, below.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(in crate::output) note: String,
    /// By what the column is sorted, where it is a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::output) value: Option<f64>,
    /// Shown as a mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::output) tone: Option<Tone>,
}

impl Cell {
    /// Words.
    pub(in crate::output) fn words(words: impl Into<String>) -> Cell {
        Cell { words: words.into(), ..Cell::default() }
    }

    /// A number, as it is told.
    pub(in crate::output) fn number(value: f64, told: impl Into<String>) -> Cell {
        Cell { words: told.into(), value: Some(value).filter(|value| value.is_finite()), ..Cell::default() }
    }

    /// With a line in small below.
    pub(in crate::output) fn with_note(self, note: impl Into<String>) -> Cell {
        Cell { note: note.into(), ..self }
    }

    /// As a mark.
    pub(in crate::output) fn marked(self, tone: Tone) -> Cell {
        Cell { tone: Some(tone), ..self }
    }
}

/// Something that may go wrong, counted on a hundred dots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct RiskCard {
    pub(in crate::output) name: String,
    /// Filled dots of a hundred.
    pub(in crate::output) dots: u8,
    /// How often, in words.
    pub(in crate::output) told: String,
    pub(in crate::output) tone: Tone,
    pub(in crate::output) lines: Vec<String>,
}

/// What is shown when asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::output) struct Fold {
    pub(in crate::output) title: String,
    pub(in crate::output) open: bool,
    pub(in crate::output) blocks: Vec<Block>,
}
