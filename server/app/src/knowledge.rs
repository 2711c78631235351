//! The knowledge base as the sidecar holds it: articles and prompts, and the index that finds them.

use crate::settings::Settings;
use anyhow::bail;
use articles::{Library, Severity};
use index::{Embed, Reader, StoreError, Writer};
use language::Weights;
use language::encoder::Kind;
use std::path::Path;
use std::sync::Arc;
use taxonomy::GuidanceModel;

/// What is found, and what keeps it findable.
pub(crate) struct Knowledge {
    /// Articles and prompts as they were read.
    pub(crate) library: Library,
    /// The articles, searchable.
    pub(crate) index: Reader,
    /// Takes changes; it ends when this is dropped.
    _writer: Writer,
}

impl Knowledge {
    /// Reads the articles and brings the index below the store's folder level with them. Blocks.
    /// An index of another version is made anew. One that cannot be used costs no search: one in
    /// memory takes its place, and the log says so.
    ///
    /// # Errors
    /// If there is no article and no prompt at all, or no memory for an index.
    pub(crate) fn open(
        settings: &Settings,
        model: &GuidanceModel,
        weights: Option<&Arc<Weights>>,
    ) -> anyhow::Result<Self> {
        let library = library(&settings.knowledge_base.folder, model)?;
        let folder = settings.store.folder.join("index");
        let embed = || {
            weights
                .filter(|_| settings.knowledge_base.meaning)
                .map(embed)
        };
        let open = || Writer::open(Some(&folder), model, embed());
        let opened = match open() {
            Err(StoreError::OtherVersion { .. }) => std::fs::remove_dir_all(&folder)
                .map_err(|error| StoreError::NotWritten(error.to_string()))
                .and_then(|()| open()),
            opened => opened,
        };
        let on_disk = opened.and_then(|writer| {
            // What cannot hold the articles is of no more use than what cannot be opened.
            let held = writer.hold(&library);
            held.map_err(|error| StoreError::NotWritten(error.to_string()))?;
            Ok(writer)
        });
        let writer = match on_disk {
            Ok(writer) => writer,
            Err(problem) => {
                tracing::warn!(%problem, "the search index is kept in memory");
                let writer = Writer::open(None, model, embed())?;
                writer.hold(&library)?;
                writer
            }
        };
        Ok(Self {
            library,
            index: writer.reader(),
            _writer: writer,
        })
    }
}

fn embed(weights: &Arc<Weights>) -> Embed {
    let weights = Arc::clone(weights);
    Box::new(move |passage| weights.embed_as(Kind::Passage, passage))
}

/// The articles and prompts of a folder, or the starter collection; faulty files are left out.
pub(crate) fn library(folder: &Path, model: &GuidanceModel) -> anyhow::Result<Library> {
    let starter = folder.as_os_str().is_empty();
    let (library, problems) = if starter {
        Library::starter(model)
    } else {
        Library::load(folder, model)
    };
    for problem in problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
    {
        tracing::warn!(%problem, "left out of the knowledge base");
    }
    if library.articles().len() == 0 && library.prompts().len() == 0 {
        bail!(
            "the knowledge base {} holds no article and no prompt",
            folder.display()
        );
    }
    Ok(library)
}
