//! One file per command.

pub mod check;
pub mod completions;
pub mod init;
pub mod man;
pub mod run;
pub mod schema;
pub mod theory;
