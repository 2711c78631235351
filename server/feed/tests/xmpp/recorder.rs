//! An inlet that remembers what it was given, and a feed that runs for the length of a test.

use chat::{ChatEvent, Clock, EventKind, Speaker};
use feed::xmpp::{RoomRule, XmppConfig, run};
use feed::{FeedStatus, Inlet, LostReason, Outcome, Refusal};
use std::collections::{HashSet, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Remembers events; the same id twice is answered as a duplicate and counted.
#[derive(Clone)]
pub struct Recorder {
    memory: Arc<Mutex<Memory>>,
    changed: watch::Sender<()>,
}

#[derive(Default)]
struct Memory {
    events: Vec<ChatEvent>,
    ids: HashSet<String>,
    duplicates: usize,
    refusals: VecDeque<Refusal>,
    statuses: Vec<FeedStatus>,
    clocks: Vec<i64>,
}

impl Recorder {
    pub fn new() -> Self {
        Self {
            memory: Arc::default(),
            changed: watch::Sender::new(()),
        }
    }

    /// The next deliveries are answered with these.
    pub fn refuse(&self, refusals: impl IntoIterator<Item = Refusal>) {
        self.lock().refusals.extend(refusals);
    }

    /// Each event so far in one line, without typing.
    pub fn lines(&self) -> Vec<String> {
        let memory = self.lock();
        let told = |event: &&ChatEvent| !matches!(event.kind, EventKind::Typing { .. });
        memory.events.iter().filter(told).map(line).collect()
    }

    /// The events so far.
    pub fn events(&self) -> Vec<ChatEvent> {
        self.lock().events.clone()
    }

    /// Only what was said, in order: speaker and words.
    pub fn messages(&self) -> Vec<String> {
        let lines = self.lines().into_iter();
        lines.filter(|line| line.contains(": ")).collect()
    }

    pub fn duplicates(&self) -> usize {
        self.lock().duplicates
    }

    pub fn statuses(&self) -> Vec<FeedStatus> {
        self.lock().statuses.clone()
    }

    /// How often the feed was lost, and why.
    pub fn lost(&self) -> Vec<LostReason> {
        let statuses = self.statuses().into_iter();
        let lost = statuses.filter_map(|status| match status {
            FeedStatus::Lost { reason } => Some(reason),
            FeedStatus::Connected => None,
        });
        lost.collect()
    }

    /// How often it was connected.
    pub fn connected(&self) -> usize {
        self.statuses().len() - self.lost().len()
    }

    /// By how much the source's clock was said to be off, each time.
    pub fn clocks(&self) -> Vec<i64> {
        self.lock().clocks.clone()
    }

    /// Waits until this holds.
    pub async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let mut changed = self.changed.subscribe();
        let waiting = async {
            while !holds(self) {
                changed.changed().await.expect("the recorder is there");
            }
        };
        if tokio::time::timeout(PATIENCE, waiting).await.is_err() {
            panic!("never: {what}\n{:#?}\n{:?}", self.lines(), self.statuses());
        }
    }

    /// Waits until an event with this line has come.
    pub async fn until_line(&self, expected: &str) {
        self.until(expected, |all| {
            all.lines().iter().any(|line| line == expected)
        })
        .await;
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.memory
            .lock()
            .expect("no test failed while it held this")
    }
}

impl Inlet for Recorder {
    async fn receive(&self, _event: &ChatEvent) -> Result<(), Refusal> {
        Ok(())
    }

    fn clock_is_off(&self, source: &chat::SourceName, by_ms: i64) {
        assert_eq!(source.as_str(), "test");
        self.lock().clocks.push(by_ms);
        self.changed.send_replace(());
    }

    async fn deliver(&self, event: ChatEvent) -> Result<Outcome, Refusal> {
        let mut memory = self.lock();
        if let Some(refusal) = memory.refusals.pop_front() {
            drop(memory);
            self.changed.send_replace(());
            return Err(refusal);
        }
        let new = memory.ids.insert(event.id.as_str().to_owned());
        match new {
            true => memory.events.push(event),
            false => memory.duplicates += 1,
        }
        drop(memory);
        self.changed.send_replace(());
        match new {
            true => Ok(Outcome::Read),
            false => Ok(Outcome::Duplicate),
        }
    }
}

fn line(event: &ChatEvent) -> String {
    let name = |speaker: Speaker| match speaker {
        Speaker::Veisoker => "veisøker",
        Speaker::Veileder => "veileder",
        Speaker::System => "system",
    };
    match &event.kind {
        EventKind::Message { speaker, words } => format!("{}: {}", name(*speaker), words.as_str()),
        EventKind::Typing { speaker, on } => format!("{} types {on}", name(*speaker)),
        EventKind::Join {
            speaker,
            counsellor,
        } => match counsellor {
            Some(id) => format!("{} joins as {}", name(*speaker), id.as_str()),
            None => format!("{} joins", name(*speaker)),
        },
        EventKind::Leave { speaker } => format!("{} leaves", name(*speaker)),
        EventKind::Transfer { .. } => "transfer".into(),
        EventKind::End => "end".into(),
        EventKind::Redact { message } => format!("redact {}", message.as_str()),
        EventKind::Gap { reason, .. } => format!("gap {reason:?}"),
    }
}

/// A feed that listens until this is dropped or stopped.
pub struct Feed {
    stop: CancellationToken,
    _stop_on_drop: DropGuard,
    running: JoinHandle<()>,
}

impl Feed {
    pub fn start(config: XmppConfig, recorder: &Recorder) -> Self {
        let stop = CancellationToken::new();
        let told = recorder.clone();
        let status = move |status| {
            told.lock().statuses.push(status);
            told.changed.send_replace(());
        };
        let running = tokio::spawn(run(
            config,
            recorder.clone(),
            Clock::system(),
            status,
            stop.clone(),
        ));
        Self {
            _stop_on_drop: stop.clone().drop_guard(),
            stop,
            running,
        }
    }

    pub async fn stop(self) {
        self.stop.cancel();
        let stopped = tokio::time::timeout(PATIENCE, self.running).await;
        stopped.expect("it stops").expect("it does not panic");
    }
}

/// The account the feed listens with.
pub const LISTENER: &str = "ledsager";
/// The counsellor's address.
pub const KARI: &str = "kari@localhost";

/// A configuration for a test's server: impatient, and with the rules of the tests' rooms.
pub fn config(url: &str, folder: &Path) -> XmppConfig {
    let password_file = folder.join("password");
    std::fs::write(&password_file, "hemmelig\n").expect("a password file");
    XmppConfig {
        name: "test".into(),
        url: url.into(),
        allow_cleartext: false,
        jid: format!("{LISTENER}@localhost"),
        password_file,
        service: "chat.localhost".into(),
        nick: "ledsager".into(),
        rooms: vec![RoomRule {
            jid: "chat-*@chat.localhost".into(),
            counsellors: vec![KARI.into()],
            counsellor_nicks: None,
        }],
        discover_every_seconds: 1,
        leave_empty_after_seconds: 300,
        connect_timeout_seconds: 5,
        request_timeout_seconds: 5,
        backoff_min_ms: 20,
        backoff_max_seconds: 1,
        history_hours: 2,
        max_stanza_bytes: 65_536,
    }
}
