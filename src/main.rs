//! The command `kfactor`.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    kfactor::cli::main()
}
