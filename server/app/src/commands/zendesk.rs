//! `ledsager zendesk`: the app for Zendesk as a package, and whether a package keeps Zendesk's rules.

mod check;
mod files;
mod package;
mod rules;

use clap::Subcommand;
use std::process::ExitCode;

/// The app that shows the panel and the board inside Zendesk.
#[derive(Debug, Subcommand)]
pub(super) enum Zendesk {
    /// Write the app as a zip that Zendesk takes; the same program writes the same bytes
    Package(package::Package),
    /// Hold a package to the rules of Zendesk's validator, without asking Zendesk
    Check(check::Check),
}

impl Zendesk {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Package(command) => command.run(),
            Self::Check(command) => command.run(),
        }
    }
}
