//! How things are written: CSV, JSON, JUnit, Markdown, pictures, text on a terminal. Knows numbers and units, no study and no file of
//! one: those are in `answer`. Nothing here touches the disk.

pub mod chart;
pub mod csv;
mod digest;
pub(in crate::output) mod document;
pub(in crate::output) mod excel;
pub(in crate::output) mod github;
pub(in crate::output) mod json;
pub(in crate::output) mod junit;
pub(in crate::output) mod markdown;
pub mod terminal;
pub(in crate::output) mod visible;
pub(in crate::output) mod xml;

pub(in crate::output) use digest::hexadecimal;
pub use digest::sha256;
pub use visible::{for_terminal, visible_path};
