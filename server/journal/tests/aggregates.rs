//! A talk is counted once, when it ends, by what its counsellor saw and did; whatever happens meanwhile.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

use chat::{ConversationId, SessionId, SourceId, SourceName, Timestamp};
use jiff::civil::{Date, date};
use journal::{
    Ages, Ended, EventKey, Half, Journal, Month, Part, Period, Record, Shown, StoredReading, Told,
    Trace, Traced,
};
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::io::BufRead;
use std::path::Path;
use std::process::{Command, Stdio};
use taxonomy::ElementId;

/// A Monday, half past nine in Oslo.
const OPENED: i64 = 1_794_818_000_000;
const DAY: Date = date(2026, 11, 16);

fn element(id: &str) -> Option<ElementId> {
    (!id.is_empty()).then(|| ElementId::new(id))
}

struct Kept {
    journal: Journal,
    last: u64,
}

impl Kept {
    async fn open(folder: &Path) -> Self {
        let (journal, remembered, _) = Journal::open(folder).await.unwrap();
        let last = remembered.open.iter().map(|open| open.id.number()).max();
        let last = last.unwrap_or(4096);
        Self { journal, last }
    }

    async fn write(&self, record: Record) {
        assert!(self.journal.write(record).await.durable().await);
    }

    fn event(&self, name: &str) -> EventKey {
        let keys = self.journal.keys();
        keys.event(&SourceName::new("test"), &SourceId::new(name))
    }

    async fn opened(&mut self) -> SessionId {
        self.last += 1;
        let session = SessionId::from_number(self.last);
        let keys = self.journal.keys();
        let name = ConversationId::new(self.last.to_string());
        let opened = Record::Opened {
            session,
            conversation: keys.conversation(&SourceName::new("test"), &name),
            at: Timestamp::from_millis(OPENED),
        };
        self.write(opened).await;
        session
    }

    /// A message, where the tracker read one thing and the counsellor saw another, or nothing.
    async fn said(&self, session: SessionId, name: &str, phase: &str, knapp: &str) {
        let read = |id: &str| (element(id), 0.9);
        let said = Record::Read {
            session,
            event: self.event(&format!("{session}{name}")),
            at: Timestamp::from_millis(OPENED + 1_000),
            reading: Some(StoredReading {
                phase: read("konklusjon"),
                knapp: read("endring_og_stabilitet"),
                kolb: read(""),
            }),
            shown: Some(Shown {
                phase: element(phase),
                knapp: element(knapp),
                kolb: None,
            }),
        };
        self.write(said).await;
    }

    async fn did(&self, session: SessionId, trace: Trace) {
        let at = Timestamp::from_millis(OPENED + 2_000);
        let traced = Traced { at, trace };
        let day = DAY;
        self.write(Record::Left {
            session,
            day,
            traced,
        })
        .await;
    }

    async fn ended(&self, session: SessionId, how: Ended) {
        let at = Timestamp::from_millis(OPENED + 600_000);
        self.write(Record::Ended { session, at, how }).await;
    }

    async fn today(&self) -> Told {
        self.journal.told(Period::Today, DAY).await.unwrap()
    }

    /// The half-year, as it is told when it is over.
    async fn half(&self) -> Told {
        let half = Period::Half(Half::of(DAY));
        self.journal.told(half, date(2027, 1, 1)).await.unwrap()
    }
}

#[tokio::test]
async fn a_talk_counts_by_what_was_shown_and_done_and_each_thing_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut kept = Kept::open(folder.path()).await;
    for _ in 0..6 {
        let session = kept.opened().await;
        kept.said(session, "1", "kontakt", "").await;
        kept.said(session, "2", "kontrakt", "meg_i_kontekst").await;
        kept.said(session, "3", "kontrakt", "meg_i_kontekst").await;
        kept.said(session, "4", "kommunikasjon", "valg_og_tilfeldigheter")
            .await;
        let conversation = ConversationId::new(session.number().to_string());
        let keys = kept.journal.keys();
        let withdrawn = Record::Withdrawn {
            conversation: keys.conversation(&SourceName::new("test"), &conversation),
            event: kept.event(&format!("{session}4")),
        };
        kept.write(withdrawn).await;
        for _ in 0..2 {
            kept.did(session, Trace::Referral("nav".to_owned())).await;
        }
        kept.did(session, Trace::ArticleUsed("fagbrev".to_owned()))
            .await;
        kept.did(session, Trace::ArticleOffered("gap-year".to_owned()))
            .await;
        for prompt in [Trace::PromptOffered, Trace::PromptCopied] {
            kept.did(session, prompt("kontrakt-01".to_owned())).await;
        }
        kept.did(session, Trace::PromptOffered("kontrakt-02".to_owned()))
            .await;
        for after_millis in [31_000, 900_000] {
            kept.write(Record::Answered {
                session,
                after_millis,
            })
            .await;
        }
        kept.ended(session, Ended::Left).await;
    }
    let today = kept.today().await;
    assert_eq!((today.talks, today.by_hour[9]), (Some(6), Some(6)));
    assert_eq!(today.by_hour[10], Some(0));
    assert_eq!(today.first_answer_seconds, Some(60));
    assert_eq!(today.part(Part::Left, ""), Some(6));
    assert_eq!(today.part(Part::Referred, ""), Some(6));
    assert_eq!(today.part(Part::Phase, "kontrakt"), Some(6));
    assert_eq!(today.part(Part::Knapp, "meg_i_kontekst"), Some(6));
    for (part, what) in [
        (Part::Phase, "kommunikasjon"), // its message was taken back
        (Part::Phase, "konklusjon"),    // read, and not shown
        (Part::Knapp, "valg_og_tilfeldigheter"),
        (Part::Knapp, "endring_og_stabilitet"),
        (Part::Article, "gap-year"), // offered, and not used
    ] {
        assert_eq!(today.part(part, what), Some(0), "{what}");
    }
    let half = kept.half().await;
    assert_eq!(
        half.part(Part::Referral, "nav"),
        Some(6),
        "talks, not times"
    );
    assert_eq!(half.greatest(Part::Article), [("fagbrev", 6)]);
    assert_eq!(half.greatest(Part::Prompt), [("kontrakt-01", 6)]);
    assert!(half.by_hour.is_empty());
}

#[tokio::test]
async fn what_is_written_twice_or_after_a_restart_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut kept = Kept::open(folder.path()).await;
    let mut sessions = Vec::new();
    for _ in 0..6 {
        let session = kept.opened().await;
        kept.said(session, "1", "kontakt", "").await;
        sessions.push(session);
    }
    for session in &sessions[..5] {
        kept.ended(*session, Ended::Closed).await;
        kept.ended(*session, Ended::Idle).await;
    }
    kept.journal.close().await;
    let kept = Kept::open(folder.path()).await;
    assert_eq!(kept.today().await.talks, Some(5), "one is open still");
    for session in &sessions {
        kept.ended(*session, Ended::Left).await;
    }
    let today = kept.today().await;
    assert_eq!(today.talks, Some(6));
    assert_eq!(today.part(Part::Left, ""), None, "one left, five did not");
    let before = Timestamp::from_millis(i64::MAX);
    kept.write(Record::Forget { before }).await;
    assert_eq!(kept.today().await.talks, Some(6), "the counts stay");
}

#[tokio::test]
async fn pranks_and_talks_without_a_word_are_no_talks_and_the_phone_is_counted_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut kept = Kept::open(folder.path()).await;
    for _ in 0..5 {
        let session = kept.opened().await;
        kept.ended(session, Ended::Left).await;
        let session = kept.opened().await;
        kept.said(session, "1", "kontakt", "").await;
        kept.did(session, Trace::Prank).await;
        kept.ended(session, Ended::Closed).await;
        let session = kept.opened().await;
        kept.said(session, "1", "kontakt", "").await;
        kept.did(session, Trace::Prank).await;
        let trace = Trace::Prank;
        kept.write(Record::Unleft { session, trace }).await;
        kept.ended(session, Ended::Closed).await;
        for service in ["nav", "fastlege"] {
            let trace = Trace::Referral(service.to_owned());
            kept.write(Record::OnThePhone { day: DAY, trace }).await;
        }
    }
    let trace = Trace::Referral("inntak".to_owned());
    kept.write(Record::OnThePhone { day: DAY, trace }).await;
    let today = kept.today().await;
    assert_eq!((today.talks, today.pranks), (Some(5), Some(5)));
    assert_eq!(today.part(Part::Phase, "kontakt"), Some(5));
    assert_eq!(today.part(Part::Referred, ""), Some(0));
    let half = kept.half().await;
    assert_eq!((half.phone("nav"), half.phone("inntak")), (Some(5), None));
    assert_eq!(half.part(Part::Referral, "nav"), Some(0));
}

#[tokio::test]
async fn what_has_had_its_time_goes_and_it_is_known_that_nothing_of_it_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut kept = Kept::open(folder.path()).await;
    for _ in 0..5 {
        let session = kept.opened().await;
        kept.said(session, "1", "kontakt", "").await;
        kept.did(session, Trace::Bookmarked).await;
        kept.ended(session, Ended::Closed).await;
    }
    let open = kept.opened().await;
    kept.did(open, Trace::Bookmarked).await;
    let sweep = |hours: i64, counts_until| {
        let at = Timestamp::from_millis(OPENED + hours * 3_600_000);
        let month = Month {
            year: 2026,
            month: 1,
        };
        let ages = Box::new(Ages {
            talks_before: Timestamp::from_millis(at.millis() - 86_400_000),
            corrections_until: month,
            moments_until: Date::MIN,
            searches_until: Date::MIN,
            cases_until: Date::MIN,
            counts_until,
            readings_before: Timestamp::default(),
        });
        Record::Sweep { at, ages }
    };
    let kind = async |name: &str| {
        let retained = kept.journal.retained().await.unwrap();
        let of = retained.kinds.iter().find(|kept| kept.kind == name);
        let of = of.unwrap();
        assert_eq!(of.overdue, 0);
        (of.rows, of.deleted)
    };
    assert_eq!(kept.journal.retained().await.unwrap().last_run, None);
    kept.write(sweep(2, Date::MIN)).await;
    assert_eq!(
        (kind("talks").await, kind("traces").await),
        ((5, 0), (6, 0))
    );
    kept.write(sweep(25, Date::MIN)).await;
    kept.write(sweep(26, Date::MIN)).await;
    let retained = kept.journal.retained().await.unwrap();
    let last = Timestamp::from_millis(OPENED + 26 * 3_600_000);
    assert_eq!(retained.last_run, Some(last));
    assert_eq!(
        (kind("talks").await, kind("traces").await),
        ((0, 5), (1, 5))
    );
    assert_eq!(
        kept.today().await.talks,
        Some(5),
        "reports keep their numbers"
    );
    kept.write(sweep(50, DAY)).await;
    assert_eq!(kept.today().await.talks, None);
    assert_eq!(kind("talks").await, (0, 0), "what went is of the last day");
    assert!(kind("counts").await.1 > 0);
}

const CHILD: &str = "LEDSAGER_COUNTS_IN";

/// Not a test of its own: the process that is killed.
#[tokio::test]
async fn child_that_ends_talks_until_it_is_killed() {
    let Ok(folder) = std::env::var(CHILD) else {
        return;
    };
    let mut kept = Kept::open(Path::new(&folder)).await;
    kept.last = u64::from(std::process::id()) << 20;
    loop {
        let session = kept.opened().await;
        kept.said(session, "1", "kontakt", "").await;
        for _ in 0..2 {
            kept.ended(session, Ended::Closed).await;
        }
        println!("one more");
    }
}

/// Talks that ended, and talks that were counted.
async fn ended_and_counted(folder: &Path) -> (i64, i64) {
    let options = SqliteConnectOptions::new().filename(folder.join("journal.db"));
    let mut database = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query_as(
        "SELECT (SELECT count(*) FROM sessions WHERE ended_at IS NOT NULL),
         (SELECT coalesce(sum(talks), 0) FROM talk_counts WHERE kind = 'talk')",
    )
    .fetch_one(&mut database)
    .await
    .unwrap()
}

#[tokio::test]
async fn killed_at_any_moment_each_talk_that_ended_is_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = 0;
    for round in 0..10 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "child_that_ends_talks_until_it_is_killed",
                "--nocapture",
            ])
            .env(CHILD, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let said = std::io::BufReader::new(child.stdout.take().unwrap());
        // Some talks, and then wherever it is.
        let mut ends = said
            .lines()
            .filter(|line| line.as_ref().unwrap().contains("one more"));
        assert!(ends.nth(round).is_some());
        child.kill().unwrap();
        child.wait().unwrap();
        let (ended, counted) = ended_and_counted(folder.path()).await;
        assert_eq!(ended, counted);
        last = ended;
    }
    // What was open then is counted when it ends.
    let (journal, remembered, _) = Journal::open(folder.path()).await.unwrap();
    let kept = Kept { journal, last: 0 };
    for open in &remembered.open {
        kept.said(open.id, "2", "kontakt", "").await;
        kept.ended(open.id, Ended::Idle).await;
    }
    let (ended, counted) = ended_and_counted(folder.path()).await;
    let open = i64::try_from(remembered.open.len()).unwrap();
    assert_eq!((ended, counted), (last + open, last + open));
}
