//! A newer program opens what an older one kept, from a copy, and leaves alone what it does not know.

use crate::desk::{at, model, today};
use articles::store::{Rules, Store, StoreError};
use articles::{ArticleId, PromptId};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};
use std::path::Path;
use tempfile::TempDir;

/// A small knowledge base as the first release kept it.
const VERSION_1: &str = include_str!("version-1.sql");
const NAME: &str = "articles/utsette-svaret.md";

fn changed() -> ArticleId {
    ArticleId::new("utsette-svaret")
}

async fn connect(file: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(file);
    let options = options.create_if_missing(true).foreign_keys(false);
    let options = options.journal_mode(SqliteJournalMode::Wal);
    options.connect().await.expect("a database")
}

async fn number(file: &Path, sql: &'static str) -> i64 {
    let mut connection = connect(file).await;
    let number = sqlx::query_scalar(sql).fetch_one(&mut connection).await;
    connection.close().await.expect("it is whole");
    number.expect("it can be read")
}

/// A folder with a database made of some SQL.
async fn folder(sql: &'static str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut connection = connect(&folder.path().join("ik.db")).await;
    let made = sqlx::raw_sql(sql).execute(&mut connection).await;
    made.expect("it is SQL");
    connection.close().await.expect("it is written");
    folder
}

async fn open(folder: &Path) -> Result<Store, StoreError> {
    let none = std::iter::empty();
    Store::open(folder, model(), Rules::default(), none, at(0)).await
}

/// Everything that was kept in version 1 is there.
async fn all_is_there(store: &Store) {
    let (verdict, _) = store.verify().await.expect("it can be read");
    assert_eq!(verdict.problems, Vec::<String>::new());
    assert_eq!((verdict.documents, verdict.versions), (3, 5));

    let titles = [
        "\"Vente med svaret\"",
        "\"Utsette svaret\"",
        "\"Utsette svaret litt\"",
    ];
    for (number, title) in (1..).zip(titles) {
        let version = store.version(NAME, number).await.expect("it is there");
        assert!(version.text.contains(title), "{}", version.text);
    }
    let per = store.whole(&changed(), "per", today()).await;
    let whole = per.expect("it is there");
    assert_eq!(whole.manuscript.title, "Utsette svaret litt");
    assert_eq!(
        whole.draft.expect("he had typed").manuscript.title,
        "Halvveis i ein tittel"
    );
    let entry = whole.entry;
    assert_eq!((entry.published, entry.head), (Some(2), 3));
    assert_eq!((entry.confirmed, entry.open_reports), (1, 0));
    let promoted = entry.standing.promoted.as_ref();
    assert_eq!(promoted.expect("it was").reason, "Fagdag");

    let snapshot = store.now();
    let library = snapshot.library();
    let read = library.article(&changed()).expect("it is published");
    assert_eq!(read.title, "Utsette svaret");
    assert!(library.prompt(&PromptId::new("kontakt-fase-01")).is_some());
    let old = ArticleId::new("gammel-rutine");
    assert!(snapshot.entry(&old).expect("it is kept").archived);
    assert!(snapshot.is_own("kari", "Metodegruppa"));
    assert_eq!(store.people().await.expect("they are read").len(), 2);
    let receipts = store.receipts(&changed()).await.expect("they are read");
    assert_eq!(receipts.seen.len(), 1);
    let history = store.happened(NAME, None, 10).await.expect("it is read");
    let what: Vec<&str> = history.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(what, ["promoted", "publish", "approve"]);
}

#[tokio::test]
async fn what_the_first_release_kept_is_opened_from_a_copy_and_nothing_is_lost() {
    let folder = folder(VERSION_1).await;
    let store = open(folder.path()).await.expect("it is brought forward");
    all_is_there(&store).await;
    drop(store);
    let again = open(folder.path()).await.expect("it opens as any other");
    all_is_there(&again).await;

    let copy = folder.path().join("ik.version-1.backup.db");
    assert_eq!(number(&copy, "PRAGMA user_version").await, 1);
    let other = tempfile::tempdir().expect("a folder");
    std::fs::copy(&copy, other.path().join("ik.db")).expect("the copy is a file");
    let back = open(other.path()).await.expect("the copy opens");
    all_is_there(&back).await;
}

#[tokio::test]
async fn a_copy_that_cannot_be_written_stops_it_and_leaves_all_as_it_was() {
    let folder = folder(VERSION_1).await;
    let in_the_way = folder.path().join("ik.version-1.backup.db");
    std::fs::create_dir(&in_the_way).expect("a folder in its place");
    let refused = open(folder.path()).await.map(drop);
    assert!(matches!(refused, Err(StoreError::File(..))), "{refused:?}");
    let file = folder.path().join("ik.db");
    assert_eq!(number(&file, "PRAGMA user_version").await, 1);
    let new = "SELECT count(*) FROM sqlite_schema WHERE name = 'reports'";
    assert_eq!(number(&file, new).await, 0);

    std::fs::remove_dir(&in_the_way).expect("it is out of the way");
    let store = open(folder.path()).await.expect("now it can");
    all_is_there(&store).await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    let folder = folder(VERSION_1).await;
    let file = folder.path().join("ik.db");
    let mut connection = connect(&file).await;
    let raised = sqlx::raw_sql("PRAGMA user_version = 99");
    raised.execute(&mut connection).await.expect("it is raised");
    connection.close().await.expect("it is written");
    let before = std::fs::read(&file).expect("it is there");
    let Err(refused) = open(folder.path()).await else {
        panic!("it was opened");
    };
    let told = refused.to_string();
    let sentence = "ik.db is of version 99; this program knows up to ";
    assert!(told.contains(sentence), "{told}");
    assert!(std::fs::read(&file).expect("it is there") == before);
}
