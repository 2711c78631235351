//! What was done beside a chat is there with the chat, goes with it, and holds no word.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

use chat::{ConversationId, SessionId, SourceId, SourceName, Timestamp};
use jiff::civil::{Date, date};
use journal::{Ended, EventKey, Journal, Record, Trace, Traced};
use std::path::Path;

const MONDAY: Date = date(2026, 11, 16);
const TUESDAY: Date = date(2026, 11, 17);

fn id(text: &str) -> String {
    text.to_owned()
}

fn event(journal: &Journal, name: &str) -> EventKey {
    let keys = journal.keys();
    keys.event(&SourceName::new("test"), &SourceId::new(name))
}

async fn write(journal: &Journal, record: Record) {
    assert!(journal.write(record).await.durable().await);
}

struct Talk {
    journal: Journal,
    session: SessionId,
    conversation: EventKey,
}

impl Talk {
    async fn open(folder: &Path) -> Self {
        let (journal, _, _) = Journal::open(folder).await.unwrap();
        let keys = journal.keys();
        let conversation = keys.conversation(&SourceName::new("test"), &ConversationId::new("c"));
        let session = SessionId::from_random(4096);
        let at = Timestamp::from_millis(1);
        let opened = Record::Opened {
            session,
            conversation,
            at,
        };
        write(&journal, opened).await;
        Self {
            journal,
            session,
            conversation,
        }
    }

    async fn leave(&self, millis: i64, trace: Trace) {
        let at = Timestamp::from_millis(millis);
        let left = Record::Left {
            session: self.session,
            day: MONDAY,
            traced: Traced { at, trace },
        };
        write(&self.journal, left).await;
    }

    async fn take_back(&self, trace: Trace) {
        let session = self.session;
        write(&self.journal, Record::Unleft { session, trace }).await;
    }

    async fn traces(&self) -> Vec<Trace> {
        let traces = self.journal.traces(self.session).await.unwrap();
        traces.into_iter().map(|traced| traced.trace).collect()
    }

    async fn forget(&self) {
        let (session, at) = (self.session, Timestamp::from_millis(10));
        let how = Ended::Closed;
        write(&self.journal, Record::Ended { session, at, how }).await;
        let before = Timestamp::from_millis(11);
        write(&self.journal, Record::Forget { before }).await;
    }
}

#[tokio::test]
async fn a_chat_that_is_open_is_remembered_with_what_was_done_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let talk = Talk::open(folder.path()).await;
    let pin = Trace::Pinned {
        message: 3,
        event: event(&talk.journal, "m3"),
    };
    let done = [
        Trace::PromptOffered(id("p1")),
        Trace::PromptCopied(id("p1")),
        pin,
        Trace::ArticleUsed(id("fagbrev")),
        Trace::Referral(id("nav")),
        Trace::Bookmarked,
    ];
    for (millis, trace) in (5..).zip(&done) {
        talk.leave(millis, trace.clone()).await;
        talk.leave(90, trace.clone()).await;
    }
    let mut expected = done.to_vec();
    expected.insert(5, Trace::Referral(id("nav")));
    assert_eq!(
        talk.traces().await,
        expected,
        "each once, but who is told of a service twice is told twice"
    );
    let (_, remembered, _) = Journal::open(folder.path()).await.unwrap();
    let [open] = remembered.open.as_slice() else {
        panic!("one open session")
    };
    assert_eq!(
        open.traces,
        talk.journal.traces(talk.session).await.unwrap()
    );
    assert_eq!(open.traces[2].at, Timestamp::from_millis(7));
}

#[tokio::test]
async fn what_is_taken_back_goes_and_of_two_alike_the_newer() {
    let folder = tempfile::tempdir().unwrap();
    let talk = Talk::open(folder.path()).await;
    let pin = |message| Trace::Pinned {
        message,
        event: event(&talk.journal, "m3"),
    };
    for trace in [
        Trace::Referral(id("nav")),
        Trace::Referral(id("nav")),
        Trace::Bookmarked,
        pin(3),
    ] {
        talk.leave(5, trace).await;
    }
    talk.take_back(Trace::Referral(id("nav"))).await;
    talk.take_back(Trace::Bookmarked).await;
    assert_eq!(talk.traces().await, [Trace::Referral(id("nav")), pin(3)]);
    // Another message has gone meanwhile, so the number is another: the message counts.
    talk.take_back(pin(2)).await;
    assert_eq!(talk.traces().await, [Trace::Referral(id("nav"))]);
}

#[tokio::test]
async fn the_pin_of_a_message_that_is_taken_back_goes() {
    let folder = tempfile::tempdir().unwrap();
    let talk = Talk::open(folder.path()).await;
    let pin = |name, message| Trace::Pinned {
        message,
        event: event(&talk.journal, name),
    };
    talk.leave(5, pin("m1", 1)).await;
    talk.leave(5, pin("m2", 2)).await;
    let withdrawn = Record::Withdrawn {
        conversation: talk.conversation,
        event: event(&talk.journal, "m1"),
    };
    write(&talk.journal, withdrawn).await;
    // The next message may have its number now.
    talk.leave(6, pin("m3", 2)).await;
    assert_eq!(talk.traces().await, [pin("m2", 2), pin("m3", 2)]);
}

#[tokio::test]
async fn a_forgotten_chat_leaves_counts_of_a_day_and_they_go_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let talk = Talk::open(folder.path()).await;
    for trace in [
        Trace::Referral(id("nav")),
        Trace::Referral(id("nav")),
        Trace::Bookmarked,
    ] {
        talk.leave(5, trace).await;
    }
    for (day, service) in [(MONDAY, "nav"), (TUESDAY, "nav"), (TUESDAY, "fastlege")] {
        let trace = Trace::Referral(id(service));
        write(&talk.journal, Record::OnThePhone { day, trace }).await;
    }
    let told = async |since| {
        let counts = talk.journal.referrals(since).await.unwrap();
        let of = |service: &str| counts.get(service).copied().unwrap_or_default();
        (of("nav"), of("fastlege"))
    };
    assert_eq!(told(MONDAY).await, (4, 1));
    assert_eq!(told(TUESDAY).await, (1, 1));
    talk.forget().await;
    assert!(talk.traces().await.is_empty());
    assert_eq!(told(MONDAY).await, (4, 1), "the counts are of no chat");
    let until = MONDAY;
    write(&talk.journal, Record::ForgetMoments { until }).await;
    assert_eq!(told(MONDAY).await, (1, 1));
}
