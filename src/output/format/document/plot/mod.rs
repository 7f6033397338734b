//! Charts of a document: plain SVG whose colours are classes, so that one drawing serves light, dark, paper and a picture
//! to send. A chart is drawn for a width, not scaled to it: its letters stay legible on a phone.

mod axis;
pub(in crate::output) mod bins;
pub(in crate::output) mod course;
pub(in crate::output) mod map;
mod scale;
pub(in crate::output) mod spots;
mod svg;
pub(in crate::output) mod tree;

pub(in crate::output) use scale::Tick;
pub(in crate::output) use svg::{Look, Svg};
