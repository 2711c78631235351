//! Corrections are kept, replaced, taken back, and lose their chat when it is forgotten.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

use chat::{ConversationId, SessionId, SourceId, SourceName, Timestamp, Words};
use journal::{
    Correction, CorrectionId, Ended, EventKey, Journal, LessonBytes, Month, Record, Said,
};
use sqlx::Connection;
use std::path::Path;
use taxonomy::{ElementId, Ring};

const NOVEMBER: Month = Month {
    year: 2026,
    month: 11,
};

struct Kept {
    folder: tempfile::TempDir,
    journal: Journal,
    session: SessionId,
    conversation: EventKey,
}

impl Kept {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
        let session = SessionId::from_random(u64::MAX);
        let source = SourceName::new("t");
        let conversation = journal
            .keys()
            .conversation(&source, &ConversationId::new("c"));
        let kept = Self {
            folder,
            journal,
            session,
            conversation,
        };
        let at = Timestamp::from_millis(1);
        kept.write(Record::Opened {
            session,
            conversation,
            at,
        })
        .await;
        kept
    }

    fn key(&self, event: &str) -> EventKey {
        let source = SourceName::new("t");
        self.journal.keys().event(&source, &SourceId::new(event))
    }

    async fn write(&self, record: Record) {
        assert!(self.journal.write(record).await.durable().await);
    }

    /// Corrects the last of some messages.
    async fn correct(&self, id: u64, heard: &[&str], value: Option<&str>) {
        let heard: Vec<_> = heard.iter().map(|event| self.key(event)).collect();
        self.write(Record::Corrected {
            id: CorrectionId::from_random(id),
            session: self.session,
            event: *heard.last().unwrap(),
            heard,
            correction: Box::new(correction(value)),
        })
        .await;
    }

    async fn values(&self) -> Vec<Option<String>> {
        let corrections = self.journal.corrections().await.unwrap();
        let value = |one: &Correction| one.value.as_ref().map(ToString::to_string);
        corrections.iter().map(value).collect()
    }
}

fn correction(value: Option<&str>) -> Correction {
    Correction {
        month: NOVEMBER,
        ring: Ring::Knapp,
        value: value.map(ElementId::new),
        was: Said {
            value: Some(ElementId::new("b")),
            p: 0.5,
            silent: true,
        },
        model: "small-1".into(),
        shadow: true,
        lesson: Some(LessonBytes::new([1, 2, 3])),
        words: Some(Words::new("veisoker: hei")),
    }
}

async fn count(folder: &Path, of: &'static str) -> i64 {
    let file = folder.join("journal.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut connection = sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap();
    sqlx::query_scalar(of)
        .fetch_one(&mut connection)
        .await
        .unwrap()
}

#[tokio::test]
async fn what_was_kept_is_read_as_it_was_written() {
    let kept = Kept::new().await;
    kept.correct(7, &["a", "b"], None).await;
    kept.correct(7, &["a", "b"], None).await;
    let read = Journal::corrections_in(kept.folder.path()).await.unwrap();
    assert_eq!(
        read,
        [correction(None)],
        "writing twice is the same as once"
    );
}

#[tokio::test]
async fn the_same_message_and_ring_again_replaces_and_taking_back_deletes() {
    let kept = Kept::new().await;
    kept.correct(2, &["a"], Some("x")).await;
    kept.correct(4, &["a"], Some("y")).await;
    assert_eq!(kept.values().await, [Some("y".to_owned())]);
    let id = CorrectionId::from_random(4);
    kept.write(Record::TakenBack { id }).await;
    kept.write(Record::TakenBack { id }).await;
    assert!(kept.values().await.is_empty());
}

#[tokio::test]
async fn a_message_taken_back_takes_every_lesson_it_was_in() {
    let kept = Kept::new().await;
    kept.correct(2, &["a"], Some("before")).await;
    kept.correct(4, &["a", "b"], Some("on")).await;
    kept.correct(6, &["a", "b", "c"], Some("after")).await;
    kept.write(Record::Withdrawn {
        conversation: kept.conversation,
        event: kept.key("b"),
    })
    .await;
    assert_eq!(kept.values().await, [Some("before".to_owned())]);
    let left = count(kept.folder.path(), "SELECT count(*) FROM corrections_heard").await;
    assert_eq!(left, 1);
}

#[tokio::test]
async fn a_forgotten_session_leaves_the_correction_without_its_chat() {
    let kept = Kept::new().await;
    kept.correct(2, &["a", "b"], Some("x")).await;
    kept.write(Record::Ended {
        session: kept.session,
        at: Timestamp::from_millis(5),
        how: Ended::Closed,
    })
    .await;
    kept.write(Record::Forget {
        before: Timestamp::from_millis(6),
    })
    .await;
    assert_eq!(kept.values().await.len(), 1);
    let folder = kept.folder.path();
    for nothing in [
        "SELECT count(*) FROM sessions",
        "SELECT count(*) FROM corrections_heard",
        "SELECT count(session) + count(event) FROM corrections",
    ] {
        assert_eq!(count(folder, nothing).await, 0, "{nothing}");
    }
}

#[tokio::test]
async fn corrections_go_when_their_months_are_up() {
    let kept = Kept::new().await;
    kept.correct(2, &["a"], Some("x")).await;
    let before = Month {
        month: 10,
        ..NOVEMBER
    };
    kept.write(Record::ForgetCorrections { until: before })
        .await;
    assert_eq!(kept.values().await.len(), 1);
    kept.write(Record::ForgetCorrections { until: NOVEMBER })
        .await;
    assert!(kept.values().await.is_empty());
}

#[tokio::test]
async fn a_journal_from_before_corrections_is_read_as_having_none_and_then_brought_further() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("journal.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true);
    let mut old = sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap();
    let first = include_str!("../migrations/0001_cursor_and_readings.sql");
    let sql = format!("{first} PRAGMA user_version = 1;");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
        .execute(&mut old)
        .await
        .unwrap();
    old.close().await.unwrap();
    assert_eq!(Journal::corrections_in(folder.path()).await.unwrap(), []);
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    assert_eq!(journal.corrections().await.unwrap(), []);
}
