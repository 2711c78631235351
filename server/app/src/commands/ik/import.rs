//! `ledsager ik import`: files taken in, and what became of each.

use super::{IfNone, Place, now};
use crate::commands::serve::runtime;
use articles::store::{self, Imported};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Take files in. A file is refused where the article here is newer, is being written, or the file is
/// an older version of it; nothing is overwritten. A sidecar that runs shows what was taken within
/// half a minute.
#[derive(Debug, Args)]
pub(in crate::commands) struct Import {
    /// The folder, with articles/*.md, prompts/*.toml and the files beside them
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Say what would happen, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Take articles as drafts for an editor to go through, also those with faults
    #[arg(long)]
    as_drafts: bool,
    /// Who takes them in, for the history
    #[arg(long, value_name = "NAME", default_value = "import")]
    by: String,
    #[command(flatten)]
    place: Place,
}

impl Import {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let (files, unread) = articles::read_folder(&self.folder);
        for problem in &unread {
            eprintln!("{problem}");
        }
        let how = store::Import {
            dry_run: self.dry_run,
            as_drafts: self.as_drafts,
        };
        let told = runtime()?.block_on(async {
            let open = self.place.open(IfNone::of_import(self.dry_run)).await?;
            anyhow::Ok(open.store.import(&files, how, (&self.by, now())).await?)
        })?;
        tell(&told, self.dry_run);
        Ok(if told.refused.is_empty() && unread.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

#[expect(clippy::print_stdout, reason = "this is what the command is for")]
pub(super) fn tell(told: &Imported, dry: bool) {
    for problem in &told.problems {
        eprintln!("{problem}");
    }
    let would = if dry { "would be " } else { "" };
    for name in &told.new {
        println!("new       {name}");
    }
    for name in &told.changed {
        println!("changed   {name}");
    }
    for refused in &told.refused {
        println!("refused   {}: {}", refused.name, reason(refused.why));
    }
    println!(
        "{would}new {}, {would}changed {}, the same {}, refused {}",
        told.new.len(),
        told.changed.len(),
        told.same,
        told.refused.len()
    );
}

/// Why a file was refused, in words.
fn reason(why: &str) -> &str {
    match why {
        "newer_here" => "the one here was changed since it was taken in",
        "older" => "it is an older version of the one here",
        "being_written" => "somebody is writing on the one here",
        "faulty" => "it has faults; `--as-drafts` takes articles with faults",
        "not_ours" => "it belongs to no knowledge base",
        other => other,
    }
}
