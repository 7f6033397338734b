//! One file per command.

mod common;

pub mod check;
pub mod compare;
pub mod completions;
pub mod init;
pub mod man;
pub mod run;
pub mod schema;
pub mod sweep;
pub mod theory;
