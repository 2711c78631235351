//! Behind every webhook: an event is answered for once its id is durable, and read after that.
//!
//! Invariants
//! - What was answered for has a place in a lane, so that it is read unless we stop; then its id is known
//!   as received and not read, and the panel says so.
//! - Everything is bounded: lanes, events in a lane, events in all. What finds no place is refused as
//!   `busy` or `full`, and the platform sends it again.
//! - What one request tells of a conversation is read in the order in which it stands there: what takes a
//!   message back must not overtake it.
//! - Where the source keeps what was said, a conversation begins with what it keeps, and is compared with
//!   it from time to time: what was lost on the way is heard then.

mod lane;

use crate::{Inlet, Refusal, Tally, Webhook};
use chat::{ChatEvent, Clock, ConversationId, EventKind, SourceId, SourceName, Speaker};
use futures_util::future::join_all;
use lane::Lane;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::{self, OwnedPermit};
use tokio::time::timeout;

/// So many events of one conversation wait to be read.
const LANE: usize = 64;
/// So many of one request are made durable together.
const TOGETHER: usize = LANE / 2;
/// So long a request waits for a place before it is told to come again. Zendesk gives up after 10 s.
const PLACE: Duration = Duration::from_secs(2);

/// How much is taken in, and how often it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Taking {
    /// Conversations that are read at once.
    pub most_conversations: usize,
    /// A lane in which nothing came for so long is closed.
    pub idle: Duration,
    /// A conversation in which something came is compared with the source's archive after so long.
    pub compare: Duration,
    /// So long the first event of a conversation waits for the archive.
    pub patience: Duration,
    /// What is older is not asked of the archive: a conversation of a messaging platform lasts for years.
    pub reach: Duration,
    /// A source's clock further off than this is not believed: the time of arrival is used.
    pub max_clock_skew: Duration,
}

/// Takes in what webhooks accepted; cheap to clone.
pub struct Intake<I>(Arc<Inner<I>>);

struct Inner<I> {
    inlet: I,
    clock: Clock,
    taking: Taking,
    tally: Tally,
    lanes: Mutex<HashMap<Name, mpsc::Sender<ChatEvent>>>,
}

type Name = (SourceName, ConversationId);

impl<I> Clone for Intake<I> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<I: Inlet> Intake<I> {
    /// An intake in front of an inlet.
    pub fn new(inlet: I, clock: Clock, taking: Taking, tally: Tally) -> Self {
        Self(Arc::new(Inner {
            inlet,
            clock,
            taking,
            tally,
            lanes: Mutex::default(),
        }))
    }

    /// Takes an event in. When this returns `Ok` its id is durable, and it will be read.
    ///
    /// # Errors
    /// Why it is not taken; the platform shall send it again if [`Refusal::is_passing`].
    pub async fn take(&self, source: &dyn Webhook, event: ChatEvent) -> Result<(), Refusal> {
        let taken = self.take_all(source, vec![event]).await;
        taken.into_iter().next().unwrap_or(Ok(()))
    }

    /// Takes in what one request holds, and says of each event what [`Intake::take`] says, in no order.
    pub async fn take_all(
        &self,
        source: &dyn Webhook,
        events: Vec<ChatEvent>,
    ) -> Vec<Result<(), Refusal>> {
        let mut conversations: HashMap<ConversationId, Vec<ChatEvent>> = HashMap::new();
        for event in events {
            let told = conversations.entry(event.conversation.clone());
            told.or_default().push(self.by_our_clock(event));
        }
        let conversations = conversations.into_values();
        let taken = conversations.map(|events| self.take_in_order(source, events));
        let taken = join_all(taken).await.concat();
        for refusal in taken.iter().filter_map(|taken| taken.err()) {
            self.0.tally.count(source.name(), refusal.code());
        }
        taken
    }

    /// The event at its time, or at the time of its arrival where its source's clock is too far off.
    fn by_our_clock(&self, mut event: ChatEvent) -> ChatEvent {
        let now = self.0.clock.now();
        let off = event.at.millis().saturating_sub(now.millis());
        self.0.inlet.clock_is_off(&event.source, off);
        if event.at.distance(now) > self.0.taking.max_clock_skew {
            event.at = now; // its order is the source's own still
        }
        event
    }

    /// What happened in one conversation.
    async fn take_in_order(
        &self,
        source: &dyn Webhook,
        events: Vec<ChatEvent>,
    ) -> Vec<Result<(), Refusal>> {
        let mut all = Vec::with_capacity(events.len());
        let mut events = events.into_iter().peekable();
        while events.peek().is_some() {
            let mut together = Vec::new();
            for event in events.by_ref().take(TOGETHER) {
                let place = match is_typing(&event) {
                    true => None,
                    false => Some(self.place(source, &event).await),
                };
                together.push((event, place));
            }
            let received = together.iter().map(|(event, place)| async {
                match place {
                    // A sign of typing is of the moment: nobody keeps it.
                    None => Ok(()),
                    Some(Ok(_)) => self.receive(source, event).await,
                    Some(Err(refusal)) => Err(*refusal),
                }
            });
            let received = join_all(received).await;
            for ((event, place), received) in together.into_iter().zip(received) {
                all.push(match place {
                    None => self.sign_of_typing(event).await,
                    Some(place) => place.and_then(|place| {
                        received.map(|()| {
                            place.send(event);
                        })
                    }),
                });
            }
        }
        all
    }

    async fn receive(&self, source: &dyn Webhook, event: &ChatEvent) -> Result<(), Refusal> {
        match self.0.inlet.receive(event).await {
            Err(Refusal::Ended) if source.writing_opens_again() && is_veisokers(event) => {
                self.0.inlet.deliver(comes_in_before(event)).await?;
                self.0.inlet.receive(event).await
            }
            received => received,
        }
    }

    /// Behind what is read already, if anything is; it opens no lane, and waits for no place.
    async fn sign_of_typing(&self, event: ChatEvent) -> Result<(), Refusal> {
        let name = (event.source.clone(), event.conversation.clone());
        let lane = {
            let lanes = self.0.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            lanes.get(&name).filter(|lane| !lane.is_closed()).cloned()
        };
        match lane {
            Some(lane) => {
                // In a lane that is full it would come too late to be true.
                let _ = lane.try_send(event);
                Ok(())
            }
            None => self.0.inlet.deliver(event).await.map(drop),
        }
    }

    /// A place in the lane of the event's conversation, which is opened if there is none.
    async fn place(
        &self,
        source: &dyn Webhook,
        event: &ChatEvent,
    ) -> Result<OwnedPermit<ChatEvent>, Refusal> {
        // A lane that closed between being found and being asked: once more.
        for _ in 0..2 {
            let lane = self.lane(source, event)?;
            match timeout(PLACE, lane.reserve_owned()).await {
                Err(_) => return Err(Refusal::Busy),
                Ok(Ok(place)) => return Ok(place),
                Ok(Err(_closed)) => {}
            }
        }
        Err(Refusal::Busy)
    }

    fn lane(
        &self,
        source: &dyn Webhook,
        event: &ChatEvent,
    ) -> Result<mpsc::Sender<ChatEvent>, Refusal> {
        let name = (event.source.clone(), event.conversation.clone());
        let mut lanes = self.0.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lane) = lanes.get(&name).filter(|lane| !lane.is_closed()) {
            return Ok(lane.clone());
        }
        if lanes.len() >= self.0.taking.most_conversations {
            lanes.retain(|_, lane| !lane.is_closed());
            if lanes.len() >= self.0.taking.most_conversations {
                return Err(Refusal::Full);
            }
        }
        let (lane, waiting) = mpsc::channel(LANE);
        lanes.insert(name.clone(), lane.clone());
        drop(lanes);
        self.open(name, source, waiting);
        Ok(lane)
    }

    fn open(&self, name: Name, source: &dyn Webhook, waiting: mpsc::Receiver<ChatEvent>) {
        let Inner {
            inlet,
            clock,
            taking,
            tally,
            ..
        } = &*self.0;
        let lane = Lane {
            inlet: inlet.clone(),
            clock: clock.clone(),
            taking: *taking,
            tally: tally.clone(),
            name,
            archive: source.archive(),
            opens_again: source.writing_opens_again(),
            failures: 0,
            gap_is_told: false,
            given: HashSet::new(),
        };
        tokio::spawn(lane.run(waiting));
    }
}

fn is_typing(event: &ChatEvent) -> bool {
    matches!(event.kind, EventKind::Typing { .. })
}

fn is_veisokers(event: &ChatEvent) -> bool {
    let EventKind::Message { speaker, .. } = &event.kind else {
        return false;
    };
    *speaker == Speaker::Veisoker
}

/// The veisøker comes in again, just before what they wrote.
fn comes_in_before(event: &ChatEvent) -> ChatEvent {
    ChatEvent {
        id: SourceId::new(format!("again-{}", event.id.as_str())),
        kind: EventKind::Join {
            speaker: Speaker::Veisoker,
            counsellor: None,
        },
        ..event.clone()
    }
}

#[cfg(test)]
mod tests;
