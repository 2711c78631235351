//! `ledsager schema`: the published JSON Schema of `/feed/v1`, generated from its types.

use clap::Args;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct Schema {}

impl Schema {
    #[expect(clippy::print_stdout, reason = "this command prints")]
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        println!(
            "{}",
            serde_json::to_string_pretty(&feed::incoming::schema())?
        );
        Ok(ExitCode::SUCCESS)
    }
}
