//! Floor 7: arguments to exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    cjm::cli::main(std::env::args_os())
}
