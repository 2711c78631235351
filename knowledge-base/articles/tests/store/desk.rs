//! A store in a folder of its own, and somebody who writes in it.

use articles::store::{Rules, Step, Store, Whole};
use articles::{ArticleId, Manuscript, starter_files};
use jiff::Timestamp;
use std::sync::Arc;
use taxonomy::GuidanceModel;
use tempfile::TempDir;

/// A store and the folder it is in.
pub struct Desk {
    pub folder: TempDir,
    pub store: Store,
}

pub fn model() -> Arc<GuidanceModel> {
    let text = include_str!("../../../../config/guidance-model.toml");
    Arc::new(GuidanceModel::parse("config/guidance-model.toml", text).expect("it ships"))
}

/// A moment of the first day, so many minutes in.
pub fn at(minutes: i64) -> Timestamp {
    let first: Timestamp = "2026-11-22T08:00:00Z".parse().expect("a time");
    first + jiff::SignedDuration::from_mins(minutes)
}

pub fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 22)
}

impl Desk {
    /// A store with the articles that ship.
    pub async fn new() -> Self {
        Self::with(Rules::default()).await
    }

    pub async fn with(rules: Rules) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(&folder, rules).await;
        Self { folder, store }
    }

    /// The same, closed and opened again.
    pub async fn again(self) -> Self {
        let rules = *self.store.rules();
        drop(self.store);
        let store = open(&self.folder, rules).await;
        Self { store, ..self }
    }

    pub async fn whole(&self, id: &ArticleId) -> Whole {
        self.store
            .whole(id, "kari", today())
            .await
            .expect("it is there")
    }

    /// Writes a change of the title.
    pub async fn retitle(&self, id: &ArticleId, title: &str, who: &str) -> u32 {
        let whole = self.whole(id).await;
        let mut manuscript = whole.manuscript;
        manuscript.title = title.to_owned();
        let base = whole.entry.head;
        let saved = self
            .store
            .save(id, base, &manuscript, "ny tittel", (who, at(1)))
            .await;
        saved.expect("nobody else writes")
    }

    /// Takes a step, with the tag of now.
    pub async fn step(&self, id: &ArticleId, step: Step, who: &str) -> Result<(), String> {
        let tag = self.whole(id).await.tag();
        let taken = self.store.step(id, tag, &step, (who, at(2))).await;
        taken.map_err(|error| error.to_string())
    }

    /// Has a change gone through by somebody else and published.
    pub async fn publish(&self, id: &ArticleId) {
        for (step, who) in [
            (Step::SendToReview, "kari"),
            (Step::Approve(None), "ola"),
            (Step::Publish, "kari"),
        ] {
            self.step(id, step, who).await.expect("the next step");
        }
    }

    /// The title that everybody reads.
    pub fn title(&self, id: &ArticleId) -> Option<String> {
        let snapshot = self.store.now();
        snapshot
            .library()
            .article(id)
            .map(|article| article.title.clone())
    }
}

async fn open(folder: &TempDir, rules: Rules) -> Store {
    let opened = Store::open(folder.path(), model(), rules, starter_files(), at(0)).await;
    opened.expect("it opens")
}

/// An article that ships.
pub fn shipped() -> ArticleId {
    ArticleId::new("aktiv-lesing")
}

/// A manuscript that can be published.
pub fn manuscript(title: &str) -> Manuscript {
    let (_, text) = starter_files()
        .find(|(name, _)| *name == "articles/aktiv-lesing.md")
        .expect("it ships");
    Manuscript {
        title: title.to_owned(),
        ..Manuscript::read(text)
    }
}
