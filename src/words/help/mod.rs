//! The help of the command line in Chinese: commands, arguments, values, examples, and what is said of a mistake. The English
//! stands where the arguments are declared. A test of `cli` finds whatever has no Chinese.

mod arguments;
mod commands;
mod mistake;

pub use arguments::{argument, man_heading, placeholder, value};
pub use commands::{Help, command};
pub use mistake::{Mistake, Takes, mistake};
