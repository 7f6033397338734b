//! The command `kfactor`.

use std::process::ExitCode;

fn main() -> ExitCode {
    kfactor::cli::main()
}
