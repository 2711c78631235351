//! What people keep once a chat is over: it is theirs, it is there, and it goes when they say so.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

use chat::{ConversationId, CounsellorId, SessionId, SourceId, SourceName, Timestamp, Words};
use jiff::civil::{Date, date};
use journal::{
    Act, Case, Denied, Ended, InsteadOf, Journal, Locks, NewEntry, Owned, OwnerKey, PracticeChat,
    Record, Shown,
};
use taxonomy::ElementId;

const DAY: Date = date(2026, 11, 22);
/// Bytes that nobody would find by chance.
const CANARY: &[u8] = b"kanarifugl-4711-i-gruva";

fn who(name: &str) -> CounsellorId {
    CounsellorId::new(name)
}

fn entry(id: u8, cipher: &[u8]) -> NewEntry {
    NewEntry {
        id: [id; 16],
        day: DAY,
        nonce: [7; 12],
        cipher: cipher.to_vec(),
    }
}

async fn locks(journal: &Journal, owner: OwnerKey, instead_of: InsteadOf) -> Result<u32, Denied> {
    let locks = Locks(String::from("[]"));
    let act = Act::KeepLocks {
        owner,
        instead_of,
        locks,
    };
    journal.act(act).await
}

async fn keep(
    journal: &Journal,
    owner: OwnerKey,
    instead_of: InsteadOf,
    entry: NewEntry,
) -> Result<u32, Denied> {
    let act = Act::KeepEntry {
        owner,
        instead_of,
        entry,
    };
    journal.act(act).await
}

fn holds(folder: &std::path::Path, what: &[u8]) -> bool {
    let files = std::fs::read_dir(folder).unwrap();
    let mut bytes = files.map(|file| std::fs::read(file.unwrap().path()).unwrap());
    bytes.any(|bytes| bytes.windows(what.len()).any(|part| part == what))
}

#[tokio::test]
async fn a_log_is_its_owners_and_only_the_newest_version_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    let owner = |name: &str| journal.keys().owner(Owned::Log, &who(name));
    let (kari, ola) = (owner("dev:kari"), owner("dev:ola"));
    assert_ne!(
        journal.keys().owner(Owned::Case, &who("dev:kari")),
        kari,
        "what one person keeps cannot be put together by its owner"
    );

    let orphan = keep(&journal, kari, InsteadOf::Nothing, entry(1, b"a")).await;
    assert_eq!(orphan, Err(Denied::NoLocks), "nobody could ever read it");
    let first = locks(&journal, kari, InsteadOf::Nothing).await.unwrap();
    let again = locks(&journal, kari, InsteadOf::Nothing).await;
    assert_eq!(again, Err(Denied::Changed(Some(first))));
    let next = locks(&journal, kari, InsteadOf::Version(first)).await;
    assert_eq!(next, Ok(first + 1));
    let stale = locks(&journal, kari, InsteadOf::Version(first)).await;
    assert_eq!(stale, Err(Denied::Changed(Some(first + 1))));

    let new = InsteadOf::Nothing;
    assert_eq!(keep(&journal, kari, new, entry(1, b"one")).await, Ok(1));
    let from_one = InsteadOf::Version(1);
    let two = keep(&journal, kari, from_one, entry(1, b"two"));
    assert_eq!(two.await, Ok(2));
    let stale = keep(&journal, kari, from_one, entry(1, b"three")).await;
    assert_eq!(stale, Err(Denied::Changed(Some(2))));
    let nothing = keep(&journal, kari, from_one, entry(2, b"x")).await;
    assert_eq!(nothing, Err(Denied::Changed(None)));

    let kept = journal.log_entries(kari).await.unwrap();
    let [only] = kept.as_slice() else {
        panic!("one entry")
    };
    assert_eq!((only.version, &only.entry), (2, &entry(1, b"two")));
    assert!(journal.log_entries(ola).await.unwrap().is_empty());
    assert!(journal.log_locks(ola).await.unwrap().is_none());
    let foreign = Act::DropEntry {
        owner: ola,
        id: [1; 16],
    };
    assert_eq!(journal.act(foreign).await, Err(Denied::NotThere));
    assert_eq!(journal.log_entries(kari).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_replaced_or_deleted_is_in_no_file_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    let kari = journal.keys().owner(Owned::Log, &who("dev:kari"));
    locks(&journal, kari, InsteadOf::Nothing).await.unwrap();
    let new = InsteadOf::Nothing;
    keep(&journal, kari, new, entry(1, CANARY)).await.unwrap();
    assert!(holds(folder.path(), CANARY));
    let from = InsteadOf::Version(1);
    keep(&journal, kari, from, entry(1, b"")).await.unwrap();
    assert!(!holds(folder.path(), CANARY), "replaced");
    keep(&journal, kari, new, entry(2, CANARY)).await.unwrap();
    let drop = Act::DropEntry {
        owner: kari,
        id: [2; 16],
    };
    journal.act(drop).await.unwrap();
    assert!(!holds(folder.path(), CANARY), "deleted");
    keep(&journal, kari, new, entry(3, CANARY)).await.unwrap();
    journal.act(Act::DropLog { owner: kari }).await.unwrap();
    assert!(
        !holds(folder.path(), CANARY),
        "deleted with all that was there"
    );
    assert!(journal.log_locks(kari).await.unwrap().is_none());
    assert!(!holds(folder.path(), b"dev:kari"), "nor whose it was");
}

#[tokio::test]
async fn a_log_has_an_end() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    let kari = journal.keys().owner(Owned::Log, &who("dev:kari"));
    locks(&journal, kari, InsteadOf::Nothing).await.unwrap();
    let part = usize::try_from(journal::LARGEST_LOG / 16).unwrap();
    for id in 0..16 {
        let entry = entry(id, &vec![0; part]);
        keep(&journal, kari, InsteadOf::Nothing, entry)
            .await
            .unwrap();
    }
    let more = keep(&journal, kari, InsteadOf::Nothing, entry(16, b"x")).await;
    assert_eq!(more, Err(Denied::Full));
    let shorter = keep(&journal, kari, InsteadOf::Version(1), entry(3, b"x")).await;
    assert_eq!(shorter, Ok(2), "what is there can still be changed");
}

#[tokio::test]
async fn cases_and_practice_chats_go_by_their_owners_and_cases_after_their_time() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    let owner = |name: &str| journal.keys().owner(Owned::Case, &who(name));
    let case = |id, day| Case {
        id,
        owner: owner("dev:kari"),
        day,
        title: Words::new("En sak"),
        text: Words::new("Det gikk fort"),
        knapp: Some(ElementId::new("valg")),
    };
    for (id, day) in [(1, DAY), (2, DAY.yesterday().unwrap())] {
        journal.act(Act::ShareCase(case(id, day))).await.unwrap();
    }
    let drop = |name| Act::DropCase {
        owner: owner(name),
        id: 1,
    };
    let foreign = journal.act(drop("dev:ola")).await;
    assert_eq!(foreign, Err(Denied::NotThere));
    let until = DAY.yesterday().unwrap();
    let forget = journal.write(Record::ForgetCases { until }).await;
    assert!(forget.durable().await);
    let kept = journal.cases().await.unwrap();
    assert_eq!(kept.iter().map(|case| case.id).collect::<Vec<_>>(), [1]);
    assert_eq!(journal.act(drop("dev:kari")).await, Ok(0));
    assert!(journal.cases().await.unwrap().is_empty());

    let chat = |id| PracticeChat {
        id,
        owner: journal.keys().owner(Owned::PracticeChat, &who("dev:kari")),
        title: Words::new("Øving"),
        language: "nb".to_owned(),
        ending: None,
        turns: Words::new("[]"),
    };
    for id in 0..200 {
        let added = journal.act(Act::AddPracticeChat(chat(id))).await;
        assert_eq!(added, Ok(0));
    }
    let more = journal.act(Act::AddPracticeChat(chat(200))).await;
    assert_eq!(more, Err(Denied::Full));
    assert_eq!(journal.practice_chats(Some(7)).await.unwrap()[0].id, 7);
}

#[tokio::test]
async fn a_refusal_leaves_the_records_that_share_its_commit_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    let kari = journal.keys().owner(Owned::Log, &who("dev:kari"));
    let opened = |number: u64| {
        let source = SourceName::new("t");
        let chat = ConversationId::new(number.to_string());
        Record::Opened {
            session: SessionId::from_number(number),
            conversation: journal.keys().conversation(&source, &chat),
            at: Timestamp::from_millis(1),
        }
    };
    let before = journal.write(opened(1)).await;
    let refused = keep(&journal, kari, InsteadOf::Nothing, entry(1, b"x"));
    let (refused, after) = tokio::join!(refused, journal.write(opened(2)));
    assert_eq!(refused, Err(Denied::NoLocks));
    assert!(before.durable().await && after.durable().await);
}

#[tokio::test]
async fn a_talk_that_is_over_tells_its_counsellor_what_they_were_shown() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    let (source, session) = (SourceName::new("t"), SessionId::from_number(4711));
    let event = |id: &str| journal.keys().event(&source, &SourceId::new(id));
    let conversation = journal
        .keys()
        .conversation(&source, &ConversationId::new("c"));
    let at = Timestamp::from_millis;
    let read = |id, millis, phase: Option<&str>| Record::Read {
        session,
        event: event(id),
        at: at(millis),
        reading: None,
        shown: Some(Shown {
            phase: phase.map(ElementId::new),
            ..Shown::default()
        }),
    };
    let joined = Record::Read {
        session,
        event: event("join"),
        at: at(2),
        reading: None,
        shown: None,
    };
    for record in [
        Record::Opened {
            session,
            conversation,
            at: at(1),
        },
        Record::Assigned {
            session,
            counsellor: who("dev:kari"),
        },
        joined,
        read("b", 4, None),
        read("a", 3, Some("kontakt")),
        read("c", 5, Some("kontrakt")),
        Record::Withdrawn {
            conversation,
            event: event("c"),
        },
    ] {
        assert!(journal.write(record).await.durable().await);
    }
    let talks = journal.talks(&who("dev:kari")).await.unwrap();
    assert!(talks.is_empty(), "it goes on");
    let how = Ended::Left;
    let ended = Record::Ended {
        session,
        at: at(9),
        how,
    };
    assert!(journal.write(ended).await.durable().await);
    let talks = journal.talks(&who("dev:kari")).await.unwrap();
    assert_eq!((talks[0].messages, talks[0].how.as_str()), (2, "left"));
    let path = journal.talk(&who("dev:kari"), session).await.unwrap();
    let stood = path.unwrap().stood;
    let stood: Vec<_> = stood
        .iter()
        .map(|(at, shown)| (at.millis(), shown.phase.as_ref().map(ElementId::as_str)))
        .collect();
    assert_eq!(stood, [(3, Some("kontakt")), (4, None)]);
    assert!(journal.talks(&who("dev:ola")).await.unwrap().is_empty());
    let foreign = journal.talk(&who("dev:ola"), session).await.unwrap();
    assert!(foreign.is_none());
}
