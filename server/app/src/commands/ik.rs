//! `ledsager ik`: the knowledge base as files, and proof that nothing of it is lost.

mod export;
mod help_center;
mod import;
mod verify;

use crate::data::guidance_model;
use crate::knowledge;
use crate::settings::Settings;
use anyhow::Context;
use articles::store::Store;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use taxonomy::GuidanceModel;
use tempfile::TempDir;

/// The knowledge base as files, and proof that nothing of it is lost. A sidecar may be running meanwhile.
#[derive(Debug, Subcommand)]
pub(super) enum Ik {
    /// Write what is published as files: the same to the byte as was taken in, where nobody changed it
    Export(export::Export),
    /// Take files in; what is newer here is never overwritten
    Import(import::Import),
    /// Take in what a Zendesk Help Center holds, as drafts; what is here is never overwritten
    HelpCenter(help_center::HelpCenter),
    /// Read everything there is and compare it with what was saved, and the search index with it
    Verify(verify::Verify),
}

impl Ik {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Export(command) => command.run(),
            Self::Import(command) => command.run(),
            Self::HelpCenter(command) => command.run(),
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
    /// The folder of a store that is there for this command only.
    _passing: Option<TempDir>,
}

/// What is done where there is no store yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IfNone {
    /// It is an error: whoever asks for files of nothing has the wrong folder.
    Fail,
    /// One is made.
    Make,
    /// One is made that nobody keeps: a dry run leaves nothing behind.
    Pretend,
}

impl IfNone {
    fn of_import(dry_run: bool) -> Self {
        if dry_run { Self::Pretend } else { Self::Make }
    }
}

impl Place {
    /// Opens the store.
    async fn open(&self, if_none: IfNone) -> anyhow::Result<Open> {
        let mut settings = Settings::read_or_defaults(self.config.as_deref())?;
        let mut passing = None;
        let folder = &settings.store.folder;
        let there = folder.join("ik.db").exists();
        match if_none {
            _ if there => {}
            IfNone::Fail => anyhow::bail!("there is no knowledge base in {}", folder.display()),
            IfNone::Make => std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?,
            IfNone::Pretend => {
                let made = TempDir::new().context("cannot make a folder for a dry run")?;
                settings.store.folder = made.path().to_owned();
                passing = Some(made);
            }
        }
        let model = Arc::new(guidance_model(&settings.guidance.model)?);
        let store = knowledge::open_store(&settings, &model, now()).await?;
        Ok(Open {
            settings,
            model,
            store,
            _passing: passing,
        })
    }
}

/// The time, of the system's clock: a command has no other.
fn now() -> Timestamp {
    Timestamp::now()
}
