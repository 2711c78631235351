//! What those on shift go by is there after a restart, and a reading of a text stands as it was noted.

use chat::{ConversationId, CounsellorId, SessionId, SourceName, Timestamp, Words};
use journal::{Journal, Record, TextReading};
use sqlx::Connection;

const AT: Timestamp = Timestamp::from_millis(1_772_449_200_000);

async fn written(journal: &Journal, record: Record) {
    assert!(journal.write(record).await.durable().await);
}

fn kept(body: &str) -> Record {
    let (what, body) = ("watch", Words::new(body));
    Record::ShiftKept { what, body }
}

#[tokio::test]
async fn what_the_shift_goes_by_and_what_chats_are_called_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, remembered, writer) = Journal::open(folder.path()).await.unwrap();
    assert!(remembered.shift.is_empty() && remembered.newest_number.is_none());
    let session = SessionId::from_number(7);
    let (source, chat) = (SourceName::new("t"), ConversationId::new("c"));
    let conversation = journal.keys().conversation(&source, &chat);
    let at = AT;
    let opened = Record::Opened {
        session,
        conversation,
        at,
    };
    let number = 41;
    for record in [
        opened,
        Record::Numbered { session, number },
        kept("{\"leader\":\"Ingrid\"}"),
        kept("{\"leader\":\"Per\"}"),
    ] {
        written(&journal, record).await;
    }
    drop(journal);
    writer.await.unwrap();
    let (_, remembered, _) = Journal::open(folder.path()).await.unwrap();
    assert_eq!(remembered.newest_number, Some((AT, 41)));
    assert_eq!(remembered.open[0].number, Some(41));
    assert_eq!(remembered.shift["watch"].as_str(), "{\"leader\":\"Per\"}");
    // What it was before is overwritten.
    let file = std::fs::read(folder.path().join("journal.db")).unwrap();
    assert!(!file.windows(6).any(|bytes| bytes == b"Ingrid"));
}

#[tokio::test]
async fn a_reading_of_a_text_stands_as_it_was_noted() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, writer) = Journal::open(folder.path()).await.unwrap();
    let reading = |minutes| TextReading {
        at: AT,
        reader: CounsellorId::new("dev:Ingrid"),
        session: 41,
        reason: "other".to_owned(),
        words: Words::new("veileder ba om det"),
        minutes,
    };
    for minutes in [5, 10] {
        written(&journal, Record::TextOpened(Box::new(reading(minutes)))).await;
    }
    let later = AT.plus(std::time::Duration::from_millis(1));
    let noted = journal.text_readings(AT..later).await.unwrap();
    let minutes: Vec<_> = noted.iter().map(|noted| noted.minutes).collect();
    assert_eq!(minutes, [10, 5], "the newest first");
    let much_later = later.plus(std::time::Duration::from_secs(86_400));
    assert!(
        journal
            .text_readings(later..much_later)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        journal
            .text_readings(Timestamp::default()..AT)
            .await
            .unwrap()
            .is_empty()
    );
    drop(journal);
    writer.await.unwrap();

    let file = folder.path().join("journal.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut connection = sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap();
    let changed = sqlx::query("UPDATE readings_of_texts SET reader = 'dev:Per'")
        .execute(&mut connection)
        .await;
    assert!(changed.is_err());
}
