//! A platform that posts, with what it keeps, and a reader who can be slow, busy or at the end of a chat.

use crate::{Accepted, Archive, Inlet, LostReason, Outcome, Refusal, Unaccepted, Webhook};
use chat::{
    ChatEvent, ConversationId, EventKind, GapReason, SourceId, SourceName, Speaker, Timestamp,
    Words,
};
use futures_util::future::BoxFuture;
use http::HeaderMap;
use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// What the clock says.
pub(super) const NOW: i64 = 1_800_000_000_000;

/// Writes down what it is told; known ids are duplicates.
#[derive(Clone)]
pub(super) struct Reader(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    count: watch::Sender<usize>,
    still: watch::Sender<bool>,
}

#[derive(Default)]
struct State {
    received: Vec<String>,
    read: Vec<ChatEvent>,
    seen: HashSet<String>,
    refusing: Option<Refusal>,
    over: bool,
    busy: usize,
    backwards: bool,
    pending: u64,
}

impl Default for Reader {
    fn default() -> Self {
        Self(Arc::new(Inner {
            state: Mutex::default(),
            count: watch::Sender::new(0),
            still: watch::Sender::new(false),
        }))
    }
}

impl Reader {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.state.lock().unwrap()
    }

    pub(super) fn stands_still(&self, still: bool) {
        self.0.still.send_replace(still);
    }

    pub(super) fn refuses_to_receive(&self, refusal: Option<Refusal>) {
        self.state().refusing = refusal;
    }

    pub(super) fn confirms_backwards(&self) {
        self.state().backwards = true;
    }

    pub(super) fn is_over(&self, over: bool) {
        self.state().over = over;
    }

    pub(super) fn is_busy_times(&self, times: usize) {
        self.state().busy = times;
    }

    pub(super) fn received(&self) -> Vec<String> {
        self.state().received.clone()
    }

    pub(super) fn heard(&self) -> Vec<ChatEvent> {
        self.state().read.clone()
    }

    pub(super) fn read(&self) -> Vec<String> {
        let heard = self.heard();
        heard
            .iter()
            .map(|event| event.id.as_str().to_owned())
            .collect()
    }

    pub(super) fn gaps(&self) -> Vec<(Option<u32>, GapReason)> {
        let heard = self.heard();
        let gaps = heard.iter().filter_map(|event| match event.kind {
            EventKind::Gap { missing, reason } => Some((missing, reason)),
            _ => None,
        });
        gaps.collect()
    }

    /// Waits until so many have been read.
    pub(super) async fn until(&self, count: usize) {
        let mut counts = self.0.count.subscribe();
        counts.wait_for(|now| *now >= count).await.unwrap();
    }
}

impl Inlet for Reader {
    async fn deliver(&self, event: ChatEvent) -> Result<Outcome, Refusal> {
        let mut still = self.0.still.subscribe();
        still.wait_for(|still| !still).await.unwrap();
        let mut state = self.state();
        if state.busy > 0 {
            state.busy -= 1;
            return Err(Refusal::Busy);
        }
        let typing = matches!(event.kind, EventKind::Typing { .. });
        if !typing && state.seen.contains(event.id.as_str()) {
            return Ok(Outcome::Duplicate);
        }
        let comes_in = matches!(
            event.kind,
            EventKind::Join {
                speaker: Speaker::Veisoker,
                ..
            }
        );
        if state.over && !comes_in {
            return Err(Refusal::Ended);
        }
        state.over = matches!(event.kind, EventKind::End);
        state.seen.insert(event.id.as_str().to_owned());
        state.read.push(event);
        self.0.count.send_replace(state.read.len());
        Ok(Outcome::Read)
    }

    async fn receive(&self, event: &ChatEvent) -> Result<(), Refusal> {
        let wait = {
            let mut state = self.state();
            if let Some(refusal) = state.refusing {
                return Err(refusal);
            }
            if state.over && !state.seen.contains(event.id.as_str()) {
                return Err(Refusal::Ended);
            }
            state.received.push(event.id.as_str().to_owned());
            state.pending += 1;
            if state.backwards {
                1_000 - state.pending % 1_000
            } else {
                0
            }
        };
        sleep(Duration::from_millis(wait)).await;
        Ok(())
    }
}

/// Posts, and may keep what was said.
pub(super) struct Platform {
    name: SourceName,
    kept: Option<Arc<Kept>>,
    pub(super) asked: Arc<AtomicUsize>,
}

#[derive(Default)]
struct Kept {
    messages: Mutex<Vec<ChatEvent>>,
    away: Mutex<Option<LostReason>>,
    silent: Mutex<bool>,
    asked: Arc<AtomicUsize>,
}

impl Platform {
    pub(super) fn without_archive() -> Self {
        Self {
            name: SourceName::new("platform"),
            kept: None,
            asked: Arc::default(),
        }
    }

    pub(super) fn with_archive() -> Self {
        let kept = Kept::default();
        Self {
            asked: Arc::clone(&kept.asked),
            kept: Some(Arc::new(kept)),
            ..Self::without_archive()
        }
    }

    fn kept(&self) -> &Kept {
        self.kept.as_deref().expect("an archive")
    }

    pub(super) fn keeps(&self, event: ChatEvent) {
        self.kept().messages.lock().unwrap().push(event);
    }

    pub(super) fn is_away(&self, reason: Option<LostReason>) {
        *self.kept().away.lock().unwrap() = reason;
    }

    pub(super) fn is_silent(&self, silent: bool) {
        *self.kept().silent.lock().unwrap() = silent;
    }
}

impl Webhook for Platform {
    fn name(&self) -> &SourceName {
        &self.name
    }

    fn accept(&self, _: &HeaderMap, _: &[u8], _: Timestamp) -> Result<Accepted, Unaccepted> {
        Ok(Accepted::default())
    }

    fn archive(&self) -> Option<Arc<dyn Archive>> {
        let kept = self.kept.clone()?;
        Some(kept)
    }
}

impl Archive for Kept {
    fn messages<'a>(
        &'a self,
        _: &'a ConversationId,
    ) -> BoxFuture<'a, Result<Vec<ChatEvent>, LostReason>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Box::pin(async {
            if *self.silent.lock().unwrap() {
                std::future::pending::<()>().await;
            }
            let away = *self.away.lock().unwrap();
            match away {
                Some(reason) => Err(reason),
                None => Ok(self.messages.lock().unwrap().clone()),
            }
        })
    }
}

fn event(conversation: &str, id: &str, at: i64, kind: EventKind) -> ChatEvent {
    ChatEvent {
        source: SourceName::new("platform"),
        id: SourceId::new(id),
        conversation: ConversationId::new(conversation),
        derived: false,
        order: u64::try_from(at).ok(),
        at: Timestamp::from_millis(at),
        kind,
    }
}

pub(super) fn message_at(conversation: &str, id: &str, at: i64) -> ChatEvent {
    let kind = EventKind::Message {
        speaker: Speaker::Veisoker,
        words: Words::new("hei"),
    };
    event(conversation, id, at, kind)
}

pub(super) fn message(conversation: &str, id: &str) -> ChatEvent {
    message_at(conversation, id, NOW)
}

pub(super) fn said_by_counsellor(conversation: &str, id: &str) -> ChatEvent {
    let kind = EventKind::Message {
        speaker: Speaker::Veileder,
        words: Words::new("hei"),
    };
    event(conversation, id, NOW, kind)
}

pub(super) fn redact(conversation: &str, id: &str) -> ChatEvent {
    let kind = EventKind::Redact {
        message: SourceId::new(id),
    };
    event(conversation, &format!("redact-{id}"), NOW, kind)
}

pub(super) fn typing(conversation: &str) -> ChatEvent {
    let kind = EventKind::Typing {
        speaker: Speaker::Veisoker,
        on: true,
    };
    event(conversation, "typing", NOW, kind)
}

pub(super) fn end(conversation: &str) -> ChatEvent {
    event(
        conversation,
        &format!("end-{conversation}"),
        NOW,
        EventKind::End,
    )
}
