//! Behind every webhook: an event is answered for once its id is durable, and read after that.
//!
//! Invariants
//! - What was answered for has a place in a lane, so that it is read unless we stop; then its id is known
//!   as received and not read, and the panel says so.
//! - Everything is bounded: lanes, events in a lane, events in all. What finds no place is refused as
//!   `busy` or `full`, and the platform sends it again.
//! - Where the source keeps what was said, a conversation begins with what it keeps, and is compared with
//!   it from time to time: what was lost on the way is heard then.

mod lane;

use crate::{Archive, Inlet, Refusal, Tally, Webhook};
use chat::{ChatEvent, Clock, ConversationId, EventKind, SourceId, SourceName, Speaker};
use lane::Lane;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::{self, OwnedPermit};
use tokio::time::timeout;

/// So many events of one conversation wait to be read.
const LANE: usize = 64;
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
        let off = event
            .at
            .millis()
            .saturating_sub(self.0.clock.now().millis());
        self.0.inlet.clock_is_off(&event.source, off);
        let taken = self.try_take(source, event).await;
        if let Err(refusal) = taken {
            self.0.tally.count(source.name(), refusal.code());
        }
        taken
    }

    async fn try_take(&self, source: &dyn Webhook, event: ChatEvent) -> Result<(), Refusal> {
        let place = self.place(source, &event).await?;
        if matches!(event.kind, EventKind::Typing { .. }) {
            // A sign of typing is of the moment: nobody keeps it.
            place.send(event);
            return Ok(());
        }
        match self.0.inlet.receive(&event).await {
            Err(Refusal::Ended) if source.writing_opens_again() && is_veisokers(&event) => {
                self.0.inlet.deliver(comes_in_before(&event)).await?;
                self.0.inlet.receive(&event).await?;
            }
            received => received?,
        }
        place.send(event);
        Ok(())
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
        self.open(name, source.archive(), waiting);
        Ok(lane)
    }

    fn open(
        &self,
        name: Name,
        archive: Option<Arc<dyn Archive>>,
        waiting: mpsc::Receiver<ChatEvent>,
    ) {
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
            archive,
            failures: 0,
            given: HashSet::new(),
        };
        tokio::spawn(lane.run(waiting));
    }
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
