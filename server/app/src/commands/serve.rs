//! `ledsager serve`: the sidecar with its own settings, until it is told to stop.

use crate::logging;
use crate::settings::Settings;
use crate::sidecar::{Options, Sidecar};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// A settings file; it names only what differs from config/default.toml
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

impl Serve {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let settings = Settings::read(&self.config)?;
        logging::start(&settings.log);
        runtime()?.block_on(async {
            let sidecar = Sidecar::start(&settings, Options::default()).await?;
            sidecar.run_until(asked_to_stop()).await
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

pub(super) fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
}

/// Ctrl-C or SIGTERM.
pub(super) async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).expect("signals can be heard");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
