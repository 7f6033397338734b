//! What keys and fixed words are called in Chinese: one table, from which the reader, the schema, the page of all names and
//! the messages take them. Where a name may stand is not known here.

mod measures;
mod names;
mod table;

pub(super) use measures::every_measure;
pub use measures::measure_names;
pub(crate) use names::{is_last_stage, keys_called};
pub use names::{key_names, word_names};
pub use table::LAST_STAGE;
