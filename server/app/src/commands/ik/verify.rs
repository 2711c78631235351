//! `ledsager ik verify`: proof that what was saved is there, and that search goes by it.

use super::{IfNone, Open, Place};
use crate::commands::serve::runtime;
use clap::Args;
use index::{StoreError, Writer};
use std::collections::BTreeSet;
use std::process::ExitCode;

/// Read everything there is and compare it with what was saved: the database, every version by its
/// checksum, the numbers of the versions, what is published; and the search index with that. The index
/// is compared while no sidecar runs, which else has it to itself.
#[derive(Debug, Args)]
pub(in crate::commands) struct Verify {
    #[command(flatten)]
    place: Place,
}

impl Verify {
    #[expect(clippy::print_stdout, reason = "this is what the command is for")]
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let (open, verdict, library) = runtime()?.block_on(async {
            let open = self.place.open(IfNone::Fail).await?;
            let (verdict, library) = open.store.verify().await?;
            anyhow::Ok((open, verdict, library))
        })?;
        for problem in &verdict.problems {
            println!("{problem}");
        }
        println!(
            "{} files, {} versions, {} articles published: {}",
            verdict.documents,
            verdict.versions,
            library.articles().len(),
            if verdict.problems.is_empty() {
                "all as saved"
            } else {
                "not as saved"
            }
        );
        let differing = index_differs(&open, &library)?;
        let sound = verdict.problems.is_empty() && differing.is_empty();
        for problem in differing {
            println!("{problem}");
        }
        Ok(if sound {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// What the index has that is not published, and the other way round.
#[expect(clippy::print_stdout, reason = "this is what the command is for")]
fn index_differs(open: &Open, library: &articles::Library) -> anyhow::Result<Vec<String>> {
    let folder = open.settings.store.folder.join("index");
    if !folder.exists() {
        println!("search index: none yet; it is made at the next start");
        return Ok(Vec::new());
    }
    let writer = match Writer::open(Some(&folder), &open.model, None) {
        Ok(writer) => writer,
        Err(StoreError::Unusable { reason, .. }) => {
            println!("search index: not compared, for a sidecar has it ({reason})");
            return Ok(Vec::new());
        }
        Err(other) => return Err(other.into()),
    };
    let index = writer.reader().now();
    let mut wrong = Vec::new();
    let mut published = BTreeSet::new();
    for article in library.articles() {
        published.insert(article.id.clone());
        match index.article(&article.id) {
            None => wrong.push(format!("search index: `{}` is missing", article.id)),
            Some(found) if found.source != article.source => {
                wrong.push(format!("search index: `{}` has another text", article.id));
            }
            Some(_) => {}
        }
    }
    let gone = index
        .articles()
        .filter(|found| !published.contains(&found.id));
    wrong.extend(gone.map(|found| format!("search index: `{}` is not published", found.id)));
    if wrong.is_empty() {
        println!("search index: the same {} articles", published.len());
    }
    Ok(wrong)
}
