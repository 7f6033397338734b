//! A report to be read by people who did not ask for it: one page that needs nothing else, and one picture to send.
//!
//! What is told is a [`Document`]: words, numbers that are words already, and shapes of charts. Studies fill it; here it is
//! set. A document can be written down and read again, so that the page of an old result is made anew without simulating.

mod base64;
mod block;
#[cfg(feature = "png")]
mod card;
mod lead;
mod model;
pub(in crate::output) mod plot;
mod shell;
#[cfg(feature = "png")]
mod wrap;

pub(in crate::output) use block::block;
#[cfg(feature = "png")]
pub(in crate::output) use card::card;
pub(in crate::output) use lead::{figures, phrases};
pub(in crate::output) use model::{
    Bar, Bars, Block, Cell, Document, Figure, Fold, Pane, Part, RiskCard, Section, Spread, Table, Tone,
};
pub(in crate::output) use shell::{SCRIPT, STYLE, html, policy};
