//! `ledsager ik export`: what is published, as files.

use super::{IfNone, Place};
use crate::commands::serve::runtime;
use anyhow::Context;
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write what is published as files: articles/*.md, prompts/*.toml and the files beside them. A file
/// that is there already is replaced; others in the folder are left alone and named.
#[derive(Debug, Args)]
pub(in crate::commands) struct Export {
    /// The folder; made if there is none
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    #[command(flatten)]
    place: Place,
}

impl Export {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let files = runtime()?.block_on(async {
            let open = self.place.open(IfNone::Fail).await?;
            anyhow::Ok(open.store.export().await?)
        })?;
        let (mut written, mut same) = (0, 0);
        for (name, text) in &files {
            let path = self.folder.join(name);
            if std::fs::read_to_string(&path).is_ok_and(|there| there == *text) {
                same += 1;
                continue;
            }
            write(&path, text)?;
            written += 1;
        }
        let (others, _) = articles::read_folder(&self.folder);
        let ours = |name: &str| files.iter().any(|(known, _)| known == name);
        for (name, _) in others.iter().filter(|(name, _)| !ours(name)) {
            eprintln!("{name} is not published here; left alone");
        }
        eprintln!(
            "{written} files written to {}, {same} were the same",
            self.folder.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// Puts a whole file in place: half of one is never there.
fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let failed = || format!("cannot write {}", path.display());
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(failed)?;
    let beside = path.with_extension("part");
    std::fs::write(&beside, text).with_context(failed)?;
    std::fs::rename(&beside, path).with_context(failed)
}
