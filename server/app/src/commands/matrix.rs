//! `ledsager matrix`: a Matrix homeserver is told of us.

use crate::settings::Settings;
use anyhow::{Context, Result, anyhow};
use clap::{Args, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub(super) enum Matrix {
    /// Print the registration file for the homeserver (Synapse: app_service_config_files). It holds both
    /// tokens: keep it as they are kept
    Registration(Registration),
}

#[derive(Debug, Args)]
pub(super) struct Registration {
    /// The settings with [feed.matrix]
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Where the homeserver reaches us, if not at the address of [web]
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
}

impl Matrix {
    pub(super) fn run(self) -> Result<ExitCode> {
        match self {
            Self::Registration(command) => command.run(),
        }
    }
}

impl Registration {
    #[expect(clippy::print_stdout, reason = "this command prints")]
    fn run(self) -> Result<ExitCode> {
        let settings = Settings::read(&self.config)?;
        let matrix = settings.feed.matrix.as_ref();
        let matrix = matrix.context("the settings have no [feed.matrix]")?;
        let url = (self.url).unwrap_or_else(|| format!("http://{}", settings.web.listen));
        let registration = feed::matrix::registration(matrix, &url)
            .map_err(|problem| anyhow!("[feed.matrix]: {problem}"))?;
        print!("{registration}");
        Ok(ExitCode::SUCCESS)
    }
}
