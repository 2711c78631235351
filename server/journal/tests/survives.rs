//! What the journal confirmed is there after a restart; what it keeps holds no id in clear.

use chat::{ConversationId, CounsellorId, SessionId, SourceId, SourceName, Timestamp};
use journal::{Ended, Journal, Record, Shown, StoredReading};
use taxonomy::ElementId;

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

#[tokio::test]
async fn an_open_session_is_remembered_with_what_was_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let source = SourceName::new("test");
    let session = SessionId::from_random(u64::MAX);
    {
        let (journal, _, writer) = Journal::open(folder.path()).await.unwrap();
        let conversation = journal
            .keys()
            .conversation(&source, &ConversationId::new("samtale-4711"));
        let read = journal.keys().event(&source, &SourceId::new("a"));
        let received = journal.keys().event(&source, &SourceId::new("b"));
        let reading = StoredReading {
            phase: (Some(ElementId::new("kontrakt")), 0.5),
            knapp: (None, 0.75),
            kolb: (None, 0.25),
        };
        journal
            .write(Record::Opened {
                session,
                conversation,
                at: at(1),
            })
            .await;
        journal
            .write(Record::Assigned {
                session,
                counsellor: CounsellorId::new("dev:v1"),
            })
            .await;
        journal
            .write(Record::Received {
                session,
                event: read,
                at: at(2),
            })
            .await;
        journal
            .write(Record::Read {
                session,
                event: read,
                at: at(3),
                reading: Some(reading),
                shown: Some(Shown::default()),
            })
            .await;
        assert!(
            journal
                .write(Record::Received {
                    session,
                    event: received,
                    at: at(4)
                })
                .await
                .durable()
                .await
        );
        drop(journal);
        writer.await.unwrap();
    }
    let (journal, remembered, _) = Journal::open(folder.path()).await.unwrap();
    let [open] = remembered.open.as_slice() else {
        panic!("one open session")
    };
    assert_eq!(open.id, session);
    assert_eq!(open.counsellor.as_ref().unwrap().as_str(), "dev:v1");
    assert!(open.events[&journal.keys().event(&source, &SourceId::new("a"))]);
    assert!(!open.events[&journal.keys().event(&source, &SourceId::new("b"))]);
    let (_, last) = open.last.clone().unwrap();
    assert_eq!(last.phase, (Some(ElementId::new("kontrakt")), 0.5));

    let files = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|f| std::fs::read(f.unwrap().path()).unwrap());
    assert!(
        files
            .into_iter()
            .all(|bytes| !bytes.windows(12).any(|w| w == b"samtale-4711"))
    );
}

#[tokio::test]
async fn an_ended_session_is_forgotten_when_its_time_is_up() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, writer) = Journal::open(folder.path()).await.unwrap();
    let conversation = journal
        .keys()
        .conversation(&SourceName::new("t"), &ConversationId::new("c"));
    let session = SessionId::from_random(4096);
    journal
        .write(Record::Opened {
            session,
            conversation,
            at: at(1),
        })
        .await;
    journal
        .write(Record::Ended {
            session,
            at: at(10),
            how: Ended::Left,
        })
        .await
        .durable()
        .await;
    drop(journal);
    writer.await.unwrap();
    let (journal, remembered, writer) = Journal::open(folder.path()).await.unwrap();
    assert!(remembered.open.is_empty() && remembered.ended.contains_key(&conversation));
    journal
        .write(Record::Forget { before: at(11) })
        .await
        .durable()
        .await;
    drop(journal);
    writer.await.unwrap();
    let (_, remembered, _) = Journal::open(folder.path()).await.unwrap();
    assert!(remembered.ended.is_empty());
}

#[tokio::test]
async fn a_journal_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, writer) = Journal::open(folder.path()).await.unwrap();
    drop(journal);
    writer.await.unwrap();
    let path = folder.path().join("journal.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes()); // user_version in the SQLite header
    std::fs::write(&path, bytes).unwrap();
    let said = Journal::open(folder.path()).await.unwrap_err().to_string();
    assert!(said.contains("has version 99"), "{said}");
}
