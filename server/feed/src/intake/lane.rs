//! One conversation's events, read one after another, and compared with what its source keeps.

use super::{Name, Taking, comes_in_before, is_veisokers};
use crate::{Archive, Inlet, LostReason, Refusal, Tally};
use chat::{ChatEvent, Clock, EventKind, GapReason, SourceId};
use futures_util::future::{BoxFuture, join_all};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, sleep_until, timeout};

/// An event that cannot be read at present is tried again after so long, and then ever later.
const AGAIN: Duration = Duration::from_millis(100);
/// So often in all: about 25 s. It stays known as received and not read.
const TRIES: u32 = 8;
/// So often an archive may fail before the panel is told that something may be missing.
const FAILURES: u32 = 3;
/// So many ids are remembered; beyond that duplicates are found by whoever hears them.
const MOST_GIVEN: usize = 4_096;
/// So many messages of an archive are handed over before the first has to be durable.
const TOGETHER: usize = 32;
/// An archive that failed is asked again after so long, and then ever later.
const RETRY: Duration = Duration::from_secs(2);
/// A lane whose first event was not received, as in a chat that is over, closes after so long.
const FIRST: Duration = Duration::from_secs(10);

/// A question to an archive, on its way.
type Asking = BoxFuture<'static, Result<Vec<ChatEvent>, LostReason>>;

pub(super) struct Lane<I> {
    pub(super) inlet: I,
    pub(super) clock: Clock,
    pub(super) taking: Taking,
    pub(super) tally: Tally,
    pub(super) name: Name,
    pub(super) archive: Option<Arc<dyn Archive>>,
    /// Whether a veisøker who writes after the end opens the conversation again.
    pub(super) opens_again: bool,
    /// So often in a row the archive could not be asked.
    pub(super) failures: u32,
    /// The panel was told that something may be missing.
    pub(super) gap_is_told: bool,
    /// The messages that were given on, so that the archive's are not given on each time.
    pub(super) given: HashSet<SourceId>,
}

impl<I: Inlet> Lane<I> {
    pub(super) async fn run(mut self, mut waiting: mpsc::Receiver<ChatEvent>) {
        let mut asking: Option<Asking> = None;
        let mut compare: Option<Instant> = None;
        let mut closes = Instant::now() + FIRST.min(self.taking.idle);
        let mut fresh = true;
        loop {
            tokio::select! {
                // something came
                event = waiting.recv() => {
                    let Some(event) = event else { break };
                    let last = matches!(event.kind, EventKind::End);
                    if std::mem::take(&mut fresh) {
                        // First what the source keeps from before: a restart may have made us forget it.
                        asking = self.ask();
                        if let Some(answer) = self.in_time(&mut asking).await {
                            compare = self.hear_kept(answer).await;
                        }
                    }
                    self.hear(event).await;
                    if last {
                        break;
                    }
                    closes = Instant::now() + self.taking.idle;
                    compare = compare.or(self.next_comparison());
                }
                // the source says what it keeps; what comes meanwhile does not wait for that
                answer = answer_to(&mut asking) => {
                    asking = None;
                    let again = self.hear_kept(answer).await;
                    compare = again.or(compare);
                }
                // time to see whether something was lost on the way
                () = sleep_until(compare.unwrap_or(closes)), if compare.is_some() && asking.is_none() => {
                    compare = None;
                    asking = self.ask();
                }
                // nothing has come for long
                () = sleep_until(closes) => break,
            }
        }
        // What came meanwhile was promised to be read.
        waiting.close();
        while let Some(event) = waiting.recv().await {
            self.hear(event).await;
        }
    }

    fn next_comparison(&self) -> Option<Instant> {
        let pause = match self.failures {
            0 => self.taking.compare,
            failures => self.taking.compare.min(RETRY * failures),
        };
        self.archive.as_ref().map(|_| Instant::now() + pause)
    }

    fn ask(&self) -> Option<Asking> {
        let (archive, conversation) = (self.archive.clone()?, self.name.1.clone());
        Some(Box::pin(
            async move { archive.messages(&conversation).await },
        ))
    }

    /// The answer, if it comes while the first event can wait for it; else it is still on its way.
    async fn in_time(
        &self,
        asking: &mut Option<Asking>,
    ) -> Option<Result<Vec<ChatEvent>, LostReason>> {
        let answer = timeout(self.taking.patience, asking.as_mut()?).await.ok()?;
        *asking = None;
        Some(answer)
    }

    /// Gives on what the source keeps and did not come; says when to ask again, if it could not be asked.
    async fn hear_kept(&mut self, answer: Result<Vec<ChatEvent>, LostReason>) -> Option<Instant> {
        match answer {
            Ok(messages) => {
                self.failures = 0;
                let now = self.clock.now();
                let oldest = now.minus(self.taking.reach);
                let newest = now.plus(self.taking.max_clock_skew);
                let new =
                    |message: &ChatEvent| message.at >= oldest && !self.given.contains(&message.id);
                let missed: Vec<_> = messages.into_iter().filter(new).collect();
                for together in missed.chunks(TOGETHER) {
                    let given = together.iter().map(|message| {
                        let mut message = message.clone();
                        if message.at > newest {
                            message.at = now;
                        }
                        self.inlet.deliver(message)
                    });
                    // Each is handed over before the next, and none waits until the one before is durable.
                    let given = join_all(given).await;
                    for (message, given) in together.iter().zip(given) {
                        match given {
                            Ok(_) => self.was_given(message.id.clone()),
                            Err(_) => self.give_on(message.clone()).await,
                        }
                    }
                }
                if std::mem::take(&mut self.gap_is_told) {
                    self.tell_gap(Some(0)).await;
                }
                None
            }
            Err(reason) => {
                self.tally.count(&self.name.0, reason.code());
                self.failures += 1;
                if self.failures >= FAILURES && !std::mem::replace(&mut self.gap_is_told, true) {
                    self.tell_gap(None).await;
                }
                self.next_comparison()
            }
        }
    }

    /// Says that something may be missing, or, with 0, that it has come.
    async fn tell_gap(&mut self, missing: Option<u32>) {
        let at = self.clock.now();
        let (source, conversation) = self.name.clone();
        let said = if missing.is_none() { "away" } else { "back" };
        let gap = ChatEvent {
            source,
            id: SourceId::new(format!("archive-{said}-{}", at.millis())),
            conversation,
            order: None,
            derived: false,
            at,
            kind: EventKind::Gap {
                missing,
                reason: GapReason::ArchiveUnavailable,
            },
        };
        self.give_on(gap).await;
    }

    /// Gives on what came. Where the chat ended while it waited here, a veisøker opens it again.
    async fn hear(&mut self, event: ChatEvent) {
        if self.opens_again && is_veisokers(&event) {
            match self.inlet.deliver(event.clone()).await {
                Err(Refusal::Ended) => self.give_on(comes_in_before(&event)).await,
                Ok(_) => return self.was_given(event.id),
                Err(_) => {}
            }
        }
        self.give_on(event).await;
    }

    async fn give_on(&mut self, event: ChatEvent) {
        let mut pause = AGAIN;
        for _ in 0..TRIES {
            match self.inlet.deliver(event.clone()).await {
                Ok(_) => return self.was_given(event.id),
                Err(Refusal::Stopping) => return,
                Err(refusal) if refusal.is_passing() => {
                    sleep(pause).await;
                    pause *= 2;
                }
                Err(refusal) => {
                    self.tally.count(&self.name.0, refusal.code());
                    // It would be refused each time.
                    return self.was_given(event.id);
                }
            }
        }
        self.tally.count(&self.name.0, "not_read");
    }

    fn was_given(&mut self, id: SourceId) {
        if self.given.len() < MOST_GIVEN {
            self.given.insert(id);
        }
    }
}

/// The answer to what was asked; none comes where nothing was.
async fn answer_to(asking: &mut Option<Asking>) -> Result<Vec<ChatEvent>, LostReason> {
    match asking {
        Some(asking) => asking.await,
        None => std::future::pending().await,
    }
}
