//! `ledsager learn`: corrections in, a better tracker out, or none.

use super::serve::runtime;
use crate::installed::Installed;
use crate::settings::Settings;
use anyhow::{Context, Result};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use tracker::Lesson;
use tracker::learning::{self, LearningError};

/// Train a candidate on the corrections kept in the journal and on the original material, show it
/// beside the tracker installed on chats and corrections kept apart, and install it if it is better.
///
/// The rule: corrections kept apart must be read better by more than chance in every tier, and on
/// the original chats no ring may lose more than 0.01 kappa. The sidecar takes the new tracker at
/// its next start; the one before stays in the store.
#[derive(Debug, clap::Args)]
pub struct Learn {
    /// Your settings, which name the store; without it the defaults.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Go back to the tracker before the one installed.
    #[arg(long, conflicts_with = "dry_run")]
    rollback: bool,
    /// Train and compare, but install nothing.
    #[arg(long)]
    dry_run: bool,
    /// Print the comparison as JSON.
    #[arg(long)]
    json: bool,
}

impl Learn {
    /// Learns, or goes back.
    ///
    /// # Errors
    /// The settings, the journal or a model cannot be read, there is nothing to learn from, or the
    /// store cannot be written. A candidate that is not better is no error: exit status 1.
    pub fn run(self) -> Result<ExitCode> {
        let settings = Settings::read_or_defaults(self.config.as_deref())?;
        let store = Installed::of(&settings)?;
        if self.rollback {
            let now = store.roll_back()?;
            eprintln!("back to {now}; it is used from the next start");
            return Ok(ExitCode::SUCCESS);
        }
        let folder = &settings.store.folder;
        if !folder.join("journal.db").exists() {
            eprintln!(
                "nothing learned: there is no journal in {}",
                folder.display()
            );
            return Ok(ExitCode::FAILURE);
        }
        let lessons = lessons(&settings)?;
        let (model, apart) = (store.model()?, store.apart()?);
        let material = store.material()?;
        let progress = &mut |doing: &str| eprintln!("{doing}");
        let learned = match learning::learn(&material, &lessons, &model, &apart, progress) {
            Err(error @ (LearningError::NoLessons | LearningError::Foreign(_))) => {
                eprintln!("nothing learned: {error}");
                return Ok(ExitCode::FAILURE);
            }
            learned => learned?,
        };
        let mut out = std::io::stdout().lock();
        if self.json {
            writeln!(out, "{}", serde_json::to_string_pretty(&learned.proof)?)?;
        } else {
            write!(out, "{}", learned.proof)?;
        }
        let objections = learned.proof.objections();
        for objection in &objections {
            eprintln!("not better: {objection}");
        }
        if !objections.is_empty() {
            eprintln!("{} stays", model.id());
            return Ok(ExitCode::FAILURE);
        }
        if self.dry_run {
            eprintln!("{} would be installed", learned.model.id());
            return Ok(ExitCode::SUCCESS);
        }
        let proof = serde_json::to_vec_pretty(&learned.proof)?;
        store.install(&learned.model, &learned.apart, &proof)?;
        eprintln!(
            "installed {}; it is used from the next start",
            learned.model.id()
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// What the journal keeps to learn from.
fn lessons(settings: &Settings) -> Result<Vec<Lesson>> {
    let folder = &settings.store.folder;
    let corrections = runtime()?
        .block_on(journal::Journal::corrections_in(folder))
        .with_context(|| format!("failed to read the corrections in {}", folder.display()))?;
    let kept = corrections.into_iter().filter_map(|kept| kept.lesson);
    Ok(kept
        .map(|lesson| Lesson::from_bytes(lesson.as_slice().to_vec()))
        .collect())
}
