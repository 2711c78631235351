//! The binary `ledsager`.

use app::commands::Cli;
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("ledsager: {error:#}");
            ExitCode::FAILURE
        }
    }
}
