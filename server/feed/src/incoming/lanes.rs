//! One lane to a conversation: its events go to the inlet one after another, in order, while other
//! conversations go on beside it.

use super::convert::Limits;
use super::frames::ToSource;
use super::since_start::SinceStart;
use crate::inlet::{Inlet, Refusal};
use crate::sequencer::{Ready, Sequencer};
use chat::{ChatEvent, ConversationId, EventKind, GapReason, SourceId, SourceName};
use std::collections::HashMap;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

/// So many events of one conversation wait for its lane; when it is full, the socket is not read.
const LANE: usize = 64;

pub(super) struct Lanes<I> {
    inlet: I,
    limits: Limits,
    since_start: SinceStart,
    answers: mpsc::Sender<ToSource>,
    lanes: HashMap<ConversationId, mpsc::Sender<ChatEvent>>,
}

impl<I: Inlet> Lanes<I> {
    pub(super) fn new(
        inlet: I,
        limits: Limits,
        since_start: SinceStart,
        answers: mpsc::Sender<ToSource>,
    ) -> Self {
        Self {
            inlet,
            limits,
            since_start,
            answers,
            lanes: HashMap::new(),
        }
    }

    pub(super) fn inlet(&self) -> &I {
        &self.inlet
    }

    /// Puts an event on its conversation's lane; waits while the lane is full.
    pub(super) async fn put(&mut self, event: ChatEvent) {
        let conversation = event.conversation.clone();
        let last = matches!(event.kind, EventKind::End);
        let lane = self.lanes.entry(conversation.clone()).or_insert_with(|| {
            let (sender, receiver) = mpsc::channel(LANE);
            let name = (event.source.clone(), conversation.clone());
            let lane = Lane {
                inlet: self.inlet.clone(),
                hold: self.limits.hold,
                answers: self.answers.clone(),
                sequencer: Sequencer::from(self.since_start.next(&name)),
                name,
                since_start: self.since_start.clone(),
            };
            tokio::spawn(lane.run(receiver));
            sender
        });
        // A closed lane means that the connection is going away: the event stays unacknowledged.
        let _ = lane.send(event).await;
        if last {
            self.lanes.remove(&conversation);
        }
    }
}

struct Lane<I> {
    inlet: I,
    hold: std::time::Duration,
    answers: mpsc::Sender<ToSource>,
    name: (SourceName, ConversationId),
    sequencer: Sequencer<ChatEvent>,
    since_start: SinceStart,
}

impl<I: Inlet> Lane<I> {
    async fn run(mut self, mut events: mpsc::Receiver<ChatEvent>) {
        let mut deadline = None;
        loop {
            let waiting = deadline.unwrap_or_else(|| Instant::now() + self.hold);
            let ready = tokio::select! {
                // the sender sent something
                event = events.recv() => match event {
                    // What is ordered by a time has no count to wait for.
                    Some(event) => self.sequencer.accept(event.order.filter(|_| !event.derived), event),
                    None => break,
                },
                // what is missing has had its time
                () = sleep_until(waiting), if deadline.is_some() => self.sequencer.give_up(),
            };
            self.hand_over(ready).await;
            deadline = self
                .sequencer
                .is_holding()
                .then(|| Instant::now() + self.hold);
        }
        // The connection is gone: what is held is unacknowledged and will be sent again.
    }

    async fn hand_over(&mut self, ready: Vec<Ready<ChatEvent>>) {
        let mut missing = None;
        for item in ready {
            match item {
                Ready::Missing(count) => missing = Some(count),
                Ready::Event(event) => {
                    if let Some(count) = missing.take() {
                        self.report_gap(&event, count).await;
                    }
                    let id = event.id.as_str().to_owned();
                    let over = matches!(event.kind, EventKind::End);
                    let answer = match self.inlet.deliver(event).await {
                        Ok(_) => ToSource::Ack { ids: vec![id] },
                        Err(refusal) => refused(id, refusal),
                    };
                    match self.sequencer.next() {
                        _ if over => self.since_start.forget(&self.name),
                        Some(next) => self.since_start.note(&self.name, next),
                        None => {}
                    }
                    let _ = self.answers.send(answer).await;
                }
            }
        }
    }

    async fn report_gap(&mut self, before: &ChatEvent, count: u64) {
        let gap = ChatEvent {
            id: SourceId::new(format!("gap-before-{}", before.id.as_str())),
            kind: EventKind::Gap {
                missing: u32::try_from(count).ok(),
                reason: GapReason::NeverCame,
            },
            ..before.clone()
        };
        // Nobody waits for the answer: the source did not send this event.
        let _ = self.inlet.deliver(gap).await;
    }
}

fn refused(id: String, refusal: Refusal) -> ToSource {
    ToSource::Refused {
        id: Some(id),
        code: refusal.code().to_owned(),
        reason: refusal.to_string(),
        again: refusal.is_passing(),
    }
}
