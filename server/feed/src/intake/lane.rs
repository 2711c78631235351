//! One conversation's events, read one after another, and compared with what its source keeps.

use super::{Name, Taking};
use crate::{Archive, Inlet, Refusal, Tally};
use chat::{ChatEvent, Clock, EventKind, GapReason, SourceId};
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
/// An archive that failed is asked again after so long, and then ever later.
const RETRY: Duration = Duration::from_secs(2);

pub(super) struct Lane<I> {
    pub(super) inlet: I,
    pub(super) clock: Clock,
    pub(super) taking: Taking,
    pub(super) tally: Tally,
    pub(super) name: Name,
    pub(super) archive: Option<Arc<dyn Archive>>,
    /// So often in a row the archive could not be asked.
    pub(super) failures: u32,
    /// The messages that were given on, so that the archive's are not given on each time.
    pub(super) given: HashSet<SourceId>,
}

impl<I: Inlet> Lane<I> {
    pub(super) async fn run(mut self, mut waiting: mpsc::Receiver<ChatEvent>) {
        let mut compare = None;
        let mut fresh = true;
        loop {
            let idle = Instant::now() + self.taking.idle;
            let comparing = compare.unwrap_or(idle);
            tokio::select! {
                // something came
                event = waiting.recv() => {
                    let Some(event) = event else { break };
                    let last = matches!(event.kind, EventKind::End);
                    if std::mem::take(&mut fresh) {
                        // First what the source keeps from before: a restart may have made us forget it.
                        let comparing = timeout(self.taking.patience, self.compare());
                        if !comparing.await.is_ok_and(|compared| compared) {
                            compare = self.next_comparison();
                        }
                    }
                    self.give_on(event).await;
                    if last {
                        break;
                    }
                    compare = compare.or(self.next_comparison());
                }
                // time to see whether something was lost on the way
                () = sleep_until(comparing), if compare.is_some() => {
                    compare = if self.compare().await { None } else { self.next_comparison() };
                }
                // nothing has come for long
                () = sleep_until(idle) => break,
            }
        }
        // What came meanwhile was promised to be read.
        waiting.close();
        while let Some(event) = waiting.recv().await {
            self.give_on(event).await;
        }
    }

    fn next_comparison(&self) -> Option<Instant> {
        let pause = match self.failures {
            0 => self.taking.compare,
            failures => self.taking.compare.min(RETRY * failures),
        };
        self.archive.as_ref().map(|_| Instant::now() + pause)
    }

    /// Gives on what the source keeps and did not come; false if it could not be asked.
    async fn compare(&mut self) -> bool {
        let Some(archive) = self.archive.clone() else {
            return true;
        };
        match archive.messages(&self.name.1).await {
            Ok(messages) => {
                self.failures = 0;
                let oldest = self.clock.now().minus(self.taking.reach);
                for message in messages {
                    if message.at >= oldest && !self.given.contains(&message.id) {
                        self.give_on(message).await;
                    }
                }
                true
            }
            Err(reason) => {
                self.tally.count(&self.name.0, reason.code());
                self.failures += 1;
                if self.failures == FAILURES {
                    self.report_gap().await;
                }
                false
            }
        }
    }

    async fn report_gap(&mut self) {
        let at = self.clock.now();
        let (source, conversation) = self.name.clone();
        let gap = ChatEvent {
            source,
            id: SourceId::new(format!("archive-away-{}", at.millis())),
            conversation,
            order: None,
            at,
            kind: EventKind::Gap {
                missing: None,
                reason: GapReason::ArchiveUnavailable,
            },
        };
        // Nobody waits for the answer: the source did not send this event.
        let _ = self.inlet.deliver(gap).await;
    }

    async fn give_on(&mut self, event: ChatEvent) {
        let mut pause = AGAIN;
        for _ in 0..TRIES {
            match self.inlet.deliver(event.clone()).await {
                Ok(_) => {
                    if self.given.len() < MOST_GIVEN {
                        self.given.insert(event.id);
                    }
                    return;
                }
                Err(Refusal::Stopping) => return,
                Err(refusal) if refusal.is_passing() => {
                    sleep(pause).await;
                    pause *= 2;
                }
                Err(refusal) => return self.tally.count(&self.name.0, refusal.code()),
            }
        }
        self.tally.count(&self.name.0, "not_read");
    }
}
