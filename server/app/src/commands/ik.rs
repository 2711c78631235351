//! `ledsager ik`: the knowledge base as files, and proof that nothing of it is lost.

mod export;
mod import;
mod verify;

use crate::knowledge;
use crate::settings::Settings;
use crate::sidecar::guidance_model;
use anyhow::Context;
use articles::store::Store;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use taxonomy::GuidanceModel;

/// The knowledge base as files, and proof that nothing of it is lost. A sidecar may be running meanwhile.
#[derive(Debug, Subcommand)]
pub(super) enum Ik {
    /// Write what is published as files: the same to the byte as was taken in, where nobody changed it
    Export(export::Export),
    /// Take files in; what is newer here is never overwritten
    Import(import::Import),
    /// Read everything there is and compare it with what was saved, and the search index with it
    Verify(verify::Verify),
}

impl Ik {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Export(command) => command.run(),
            Self::Import(command) => command.run(),
            Self::Verify(command) => command.run(),
        }
    }
}

/// Where the knowledge base is kept.
#[derive(Debug, Args)]
struct Place {
    /// A settings file; without it the store is looked for where the defaults say
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// An open knowledge base, for one command.
struct Open {
    settings: Settings,
    model: Arc<GuidanceModel>,
    store: Store,
}

impl Place {
    /// Opens the store. One that is not there is made for a command that fills it, and else an error:
    /// whoever asks for files of nothing has the wrong folder.
    async fn open(&self, make: bool) -> anyhow::Result<Open> {
        let settings = Settings::read_or_defaults(self.config.as_deref())?;
        let folder = &settings.store.folder;
        if make {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        } else if !folder.join("ik.db").exists() {
            anyhow::bail!("there is no knowledge base in {}", folder.display());
        }
        let model = Arc::new(guidance_model(&settings.guidance.model)?);
        let store = knowledge::open_store(&settings, &model, now()).await?;
        Ok(Open {
            settings,
            model,
            store,
        })
    }
}

/// The time, of the system's clock.
fn now() -> Timestamp {
    Timestamp::now()
}
