//! `ledsager zendesk check`: every finding with file, key and rule.

use super::files::Files;
use super::rules;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Hold a package to the rules of Zendesk's validator, without asking Zendesk
#[derive(Debug, Args)]
pub(in crate::commands) struct Check {
    /// A folder or a zip; without it, the package that comes with this program
    #[arg(value_name = "DIR|ZIP")]
    package: Option<PathBuf>,
}

impl Check {
    #[expect(clippy::print_stdout, reason = "this command prints")]
    pub(in crate::commands) fn run(self) -> anyhow::Result<ExitCode> {
        let files = match &self.package {
            Some(path) => Files::read(path)?,
            None => Files::shipped(),
        };
        let findings = rules::findings(&files);
        for finding in &findings {
            println!("{finding}");
        }
        if findings.is_empty() {
            println!("{} files, every rule is kept", files.len());
            return Ok(ExitCode::SUCCESS);
        }
        println!("{} findings", findings.len());
        Ok(ExitCode::FAILURE)
    }
}
