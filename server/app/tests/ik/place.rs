//! A knowledge base of one test's own, and the command at work on it.

use articles::starter_files;
use articles::store::{Rules, Step, Store};
use articles::{ArticleId, Library};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use taxonomy::GuidanceModel;

/// An article that ships.
pub const SHIPPED: &str = "aap-og-utdanning";

/// A folder with settings; the store is made by the first command.
pub struct Place(tempfile::TempDir);

/// What a command said.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Place {
    pub fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let settings = format!("[store]\nfolder = {:?}\n", place.store());
        std::fs::write(place.path("settings.toml"), settings).unwrap();
        place
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn store(&self) -> PathBuf {
        self.path("store")
    }

    /// `ledsager ik …` on this place.
    pub fn ik(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ledsager"));
        command.arg("ik").args(arguments);
        command.arg("--config").arg(self.path("settings.toml"));
        command.env_remove("RUST_LOG").current_dir(self.0.path());
        let output = command.output().unwrap();
        Said {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Everything that is published, by the export.
    pub fn exported(&self) -> BTreeMap<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let said = self.ik(&["export", folder.path().to_str().unwrap()]);
        assert_eq!(said.code, Some(0), "{said:?}");
        files(folder.path())
    }

    /// Everything that is published at the beginning.
    pub fn exported_after_first_start(&self) -> BTreeMap<String, String> {
        write(
            &self.path("nothing-new"),
            [("areas.toml", shipped("areas.toml"))],
        );
        let said = self.ik(&["import", "nothing-new"]);
        assert_eq!(said.code, Some(0), "{said:?}");
        self.exported()
    }

    /// The knowledge base itself, as a page of the desk has it.
    pub async fn open(&self) -> Store {
        let rules = Rules {
            review: false,
            ..Rules::default()
        };
        std::fs::create_dir_all(self.store()).unwrap();
        Store::open(&self.store(), model(), rules, starter_files(), at(0))
            .await
            .unwrap()
    }
}

/// Gives an article another title and publishes it.
pub async fn publish_with_title(store: &Store, id: &str, title: &str) {
    let id = ArticleId::new(id);
    let whole = |store: Store, id: ArticleId| async move {
        let today = jiff::civil::date(2026, 11, 22);
        store.whole(&id, "kari", today).await.unwrap()
    };
    let mut before = whole(store.clone(), id.clone()).await;
    before.manuscript.title = title.to_owned();
    let (base, who) = (before.entry.head, ("kari", at(1)));
    let saved = store.save(&id, base, &before.manuscript, "", who).await;
    saved.unwrap();
    let tag = whole(store.clone(), id.clone()).await.tag();
    store.step(&id, tag, &Step::Publish, who).await.unwrap();
}

/// All files below a folder, by name.
pub fn files(folder: &Path) -> BTreeMap<String, String> {
    let (files, unread) = articles::read_folder(folder);
    assert!(unread.is_empty(), "{unread:?}");
    files.into_iter().collect()
}

/// Writes files of a knowledge base below a folder.
pub fn write<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f str, &'f str)>) {
    for below in ["articles", "prompts"] {
        std::fs::create_dir_all(folder.join(below)).unwrap();
    }
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

pub fn model() -> Arc<GuidanceModel> {
    let text = include_str!("../../../../config/guidance-model.toml");
    Arc::new(GuidanceModel::parse("guidance-model.toml", text).unwrap())
}

pub fn shipped(name: &str) -> &'static str {
    let mut files = starter_files();
    files.find(|(known, _)| *known == name).unwrap().1
}

pub fn starter() -> Library {
    Library::starter(&model()).0
}

/// A minute of a day in these times.
pub fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + minute * 60).unwrap()
}
