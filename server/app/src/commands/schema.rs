//! `ledsager schema`: what other programs may speak with us, generated from the types that do the speaking.

use clap::Args;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// The AsyncAPI 3.0 document of /feed/v1, /events/v1 and the webhook of events instead
    #[arg(long)]
    asyncapi: bool,
}

impl Schema {
    #[expect(clippy::print_stdout, reason = "this command prints")]
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let document = if self.asyncapi {
            web::asyncapi()
        } else {
            feed::incoming::schema()
        };
        println!("{}", serde_json::to_string_pretty(&document)?);
        Ok(ExitCode::SUCCESS)
    }
}
