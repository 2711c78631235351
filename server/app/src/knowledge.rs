//! The knowledge base as the sidecar holds it: the store, and the index that is kept level with it.

use crate::settings::{KnowledgeBase, Settings};
use anyhow::bail;
use articles::store::{Rules, Store};
use articles::{Library, Severity, read_folder, starter_files};
use index::{Embed, NotSaved, Reader, StoreError, Writer};
use jiff::Timestamp;
use language::Weights;
use language::encoder::Kind;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use taxonomy::GuidanceModel;
use tokio_util::sync::CancellationToken;

/// So often the store is asked whether something was to be published by now.
const LOOKS_FOR_SCHEDULED: Duration = Duration::from_secs(15);

/// What is kept and what is found.
pub(crate) struct Knowledge {
    /// Articles, prompts and the files beside them, with all their versions.
    pub(crate) store: Store,
    /// The published articles, searchable.
    pub(crate) index: Reader,
    /// Takes changes; it ends when this is dropped.
    writer: Arc<Writer>,
}

impl Knowledge {
    /// Opens the store, filled at the first start, and brings the index beside it level with it.
    /// An index of another version is made anew. One that cannot be used costs no search: one in
    /// memory takes its place, and the log says so.
    ///
    /// # Errors
    /// If the store cannot be opened, holds nothing at all, or there is no memory for an index.
    pub(crate) async fn open(
        settings: &Settings,
        model: &Arc<GuidanceModel>,
        weights: Option<Arc<Weights>>,
        now: Timestamp,
    ) -> anyhow::Result<Self> {
        let store = open_store(settings, model, now).await?;
        let library = store.now().library().clone();
        if library.articles().len() == 0 && library.prompts().len() == 0 {
            bail!("the knowledge base holds no article and no prompt");
        }
        let folder = settings.store.folder.join("index");
        let (model, meaning) = (Arc::clone(model), settings.knowledge_base.meaning);
        let opening = move || {
            let weights = weights.filter(|_| meaning);
            open_index(&folder, &library, &model, weights.as_ref())
        };
        let writer = Arc::new(tokio::task::spawn_blocking(opening).await??);
        Ok(Self {
            store,
            index: writer.reader(),
            writer,
        })
    }

    /// What goes on as long as the sidecar runs: a change of the store becomes searchable, and what is
    /// scheduled is published.
    pub(crate) fn work<C: Fn() -> Timestamp + Send + 'static>(
        &self,
        now: C,
        stop: CancellationToken,
    ) -> impl Future<Output = ()> + Send + use<C> {
        let (store, writer) = (self.store.clone(), Arc::clone(&self.writer));
        async move {
            let mut changed = store.changed();
            let mut clock = tokio::time::interval(LOOKS_FOR_SCHEDULED);
            // what changed since the index was opened
            make_searchable(&store, &writer).await;
            loop {
                tokio::select! {
                    // somebody changed something
                    news = changed.changed() => {
                        if news.is_err() {
                            break;
                        }
                        make_searchable(&store, &writer).await;
                    }
                    // it is time to look at what is scheduled
                    _ = clock.tick() => {
                        let seen = store.refresh().await;
                        if let Err(problem) = seen.and(store.publish_scheduled(now()).await) {
                            tracing::warn!(%problem, "what is scheduled was not published");
                        }
                    }
                    // we are to stop
                    () = stop.cancelled() => break,
                }
            }
        }
    }
}

/// Brings the index level with the store; what it cannot take now, it takes with the next change.
async fn make_searchable(store: &Store, writer: &Arc<Writer>) {
    let (library, writer) = (store.now().library().clone(), Arc::clone(writer));
    let held = tokio::task::spawn_blocking(move || writer.hold(&library)).await;
    match held {
        Ok(Ok(())) | Ok(Err(NotSaved::Stopped)) => {}
        Ok(Err(problem)) => tracing::warn!(%problem, "a change cannot be searched for yet"),
        Err(_) => tracing::error!("the index panicked; the log has the place"),
    }
}

/// Opens the store with the service's rules.
pub(crate) async fn open_store(
    settings: &Settings,
    model: &Arc<GuidanceModel>,
    now: Timestamp,
) -> anyhow::Result<Store> {
    let rules = rules(&settings.knowledge_base);
    let from = &settings.knowledge_base.folder;
    let folder = &settings.store.folder;
    let model = Arc::clone(model);
    Ok(if from.as_os_str().is_empty() {
        Store::open(folder, model, rules, starter_files(), now).await?
    } else {
        let (files, problems) = read_folder(from);
        for problem in problems {
            tracing::warn!(%problem, "left out of the knowledge base");
        }
        let files = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        Store::open(folder, model, rules, files, now).await?
    })
}

fn rules(settings: &KnowledgeBase) -> Rules {
    Rules {
        review: settings.review,
        own_review: settings.own_review,
        soon_days: settings.soon_days,
        grace_days: settings.grace_days,
        max_promoted: settings.max_promoted,
        images: settings.images,
    }
}

/// Opens the index in a folder, level with a library. Blocks.
fn open_index(
    folder: &Path,
    library: &Library,
    model: &GuidanceModel,
    weights: Option<&Arc<Weights>>,
) -> anyhow::Result<Writer> {
    let open = || Writer::open(Some(folder), model, weights.map(embed));
    let opened = match open() {
        Err(StoreError::OtherVersion { .. }) => std::fs::remove_dir_all(folder)
            .map_err(|error| StoreError::NotWritten(error.to_string()))
            .and_then(|()| open()),
        opened => opened,
    };
    let on_disk = opened.and_then(|writer| {
        // What cannot hold the articles is of no more use than what cannot be opened.
        let held = writer.hold(library);
        held.map_err(|error| StoreError::NotWritten(error.to_string()))?;
        Ok(writer)
    });
    match on_disk {
        Ok(writer) => Ok(writer),
        Err(problem) => {
            tracing::warn!(%problem, "the search index is kept in memory");
            let writer = Writer::open(None, model, weights.map(embed))?;
            writer.hold(library)?;
            Ok(writer)
        }
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
