//! In how many labelled moments each article would stand before the counsellor: for the desk, so that an
//! editor sees what a change of keywords does.

use crate::commands::moments::{Moments, play};
use crate::settings::Settings;
use articles::ArticleId;
use chat::{Clock, Timestamp};
use session::Rehearsal;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use suggestions::Suggestions;
use tokio::sync::watch;
use tracker::Model;

/// The counts of now; cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Tried(Arc<RwLock<Option<HashMap<ArticleId, usize>>>>);

impl Tried {
    /// In how many moments an article stands; `None` where nothing was tried.
    pub(crate) fn of(&self, article: &ArticleId) -> Option<usize> {
        let counts = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let counts = counts.as_ref()?;
        Some(counts.get(article).copied().unwrap_or(0))
    }

    fn put(&self, counts: HashMap<ArticleId, usize>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(counts);
    }
}

/// What it takes to try: the moments, and what would answer in a live chat. By words alone: vectors would
/// take the encoder from the chats.
pub(crate) struct Stage {
    moments: Moments,
    model: Arc<Model>,
    suggestions: Arc<Suggestions>,
    budget: usize,
}

impl Stage {
    /// Reads the moments of the settings; `None` where there are none, or nothing is read at all.
    ///
    /// # Errors
    /// If a file cannot be read or is not of the form wanted.
    pub(crate) fn of(
        settings: &Settings,
        model: Option<&Arc<Model>>,
        suggestions: &Arc<Suggestions>,
    ) -> anyhow::Result<Option<Self>> {
        let (of, Some(model)) = (&settings.knowledge_base, model) else {
            return Ok(None);
        };
        if of.moments.as_os_str().is_empty() {
            return Ok(None);
        }
        Ok(Some(Self {
            moments: Moments::read(&of.moments, &of.moment_chats)?,
            model: Arc::new(model.small_only()),
            suggestions: Arc::clone(suggestions),
            budget: settings.suggestions.new_a_minute,
        }))
    }

    /// Plays all moments with the knowledge base of now. Blocks for some seconds.
    pub(crate) fn play(&self, at: Timestamp, into: &Tried) {
        let mut counts = HashMap::new();
        for (moment, chat) in self.moments.of_half(None) {
            let Ok(turns) = moment.turns(chat) else {
                continue;
            };
            let suggestions = Arc::clone(&self.suggestions);
            let rehearsal = Rehearsal::new(&self.model, suggestions, self.budget, at);
            let rehearsal = play(turns, rehearsal, at, |_| None);
            for article in &rehearsal.standing().articles {
                *counts.entry(article.id.clone()).or_default() += 1;
            }
        }
        into.put(counts);
    }
}

/// So long the knowledge base is left alone before the moments are played anew: an editor at work saves
/// often.
const REST: Duration = Duration::from_secs(60);

/// Plays the moments now and after every change, once it has rested.
pub(crate) async fn keep_playing(
    stage: Stage,
    counts: Tried,
    mut changed: watch::Receiver<u64>,
    clock: Clock,
) {
    let stage = Arc::new(stage);
    loop {
        let (playing, into, at) = (Arc::clone(&stage), counts.clone(), clock.now());
        let played = tokio::task::spawn_blocking(move || playing.play(at, &into)).await;
        if played.is_err() {
            tracing::error!("a moment could not be played; the log has the place");
        }
        if changed.changed().await.is_err() {
            return;
        }
        while let Ok(news) = tokio::time::timeout(REST, changed.changed()).await {
            if news.is_err() {
                return;
            }
        }
    }
}
