//! A journal in which somebody has corrected, for the commands that read one.

use chat::{ConversationId, SessionId, SourceId, SourceName, Timestamp};
use journal::{Correction, CorrectionId, Journal, Month, Record, Said};
use std::path::Path;
use taxonomy::{ElementId, Ring};

/// A correction of these days; nothing is kept of it to learn from.
pub fn correction(ring: Ring, value: Option<ElementId>, was: Option<ElementId>) -> Correction {
    Correction {
        month: Month {
            year: 2026,
            month: 11,
        },
        ring,
        value,
        was: Said {
            value: was,
            p: 0.5,
            silent: false,
        },
        model: "small-1".into(),
        shadow: false,
        lesson: None,
        words: None,
    }
}

/// Writes them down in one chat, each of a message of its own.
pub async fn keep(store: &Path, corrections: impl IntoIterator<Item = Correction>) {
    let (journal, _, writer) = Journal::open(store).await.unwrap();
    let source = SourceName::new("t");
    let session = SessionId::from_random(u64::MAX);
    let conversation = journal
        .keys()
        .conversation(&source, &ConversationId::new("c"));
    let at = Timestamp::from_millis(1);
    journal
        .write(Record::Opened {
            session,
            conversation,
            at,
        })
        .await;
    for (number, correction) in (0_u64..).zip(corrections) {
        let event = journal
            .keys()
            .event(&source, &SourceId::new(number.to_string()));
        let record = Record::Corrected {
            id: CorrectionId::from_random(number << 20),
            session,
            event,
            heard: vec![event],
            correction: Box::new(correction),
        };
        assert!(journal.write(record).await.durable().await);
    }
    drop(journal);
    writer.await.unwrap();
}
