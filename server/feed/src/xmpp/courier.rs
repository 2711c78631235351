//! Hands one room's events to the inlet, in order, and keeps the ledger of what was delivered.

use super::backoff::Backoff;
use super::roles::Who;
use crate::{Inlet, Refusal};
use chat::{ChatEvent, EventKind, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

/// Parcels that wait for the courier of one room.
pub(super) const QUEUE: usize = 1024;
/// Times that an event is offered before the connection is given up for the archive's sake.
const TRIES: u32 = 5;
/// How long the inlet may take for one event; its own deadlines are shorter.
const PATIENCE: Duration = Duration::from_secs(30);
/// Messages taken back that could not be delivered yet; a room's archive may not tell them again.
const REDACTIONS: usize = 256;

/// Events that belong together, and what is true of the room once they are delivered.
pub(super) struct Parcel {
    pub(super) events: Vec<ChatEvent>,
    pub(super) then: Then,
}

/// What the ledger says after a parcel.
pub(super) enum Then {
    /// Nothing new.
    Nothing,
    /// The archive has been heard up to this entry.
    HeardTo(String, Timestamp),
    /// Somebody is known to have come.
    Came(String, Who),
    /// Somebody is known to have gone.
    Gone(String),
    /// What waited from the connection before has been delivered.
    Settled,
    /// The conversation has ended.
    Ended,
}

/// What of a room has been delivered: all that is remembered from one connection to the next.
#[derive(Default, Clone)]
pub(super) struct Ledger {
    /// The last entry of the archive that was delivered, and its time.
    pub(super) heard_to: Option<(String, Timestamp)>,
    /// Who is known to be in the room, by nick.
    pub(super) present: HashMap<String, Who>,
    /// Messages taken back that still have to be told.
    pub(super) redactions: Vec<ChatEvent>,
    /// Events that were refused for good, for the log.
    pub(super) refused: u64,
}

/// What the courier needs to know besides the room.
#[derive(Clone)]
pub(super) struct Round {
    /// The source's name, for the log.
    pub(super) source: String,
    /// First and longest pause between two offers of the same event.
    pub(super) pause: (Duration, Duration),
    /// Cancelled when an event is not taken: the connection has to be dropped.
    pub(super) behind: CancellationToken,
    /// Told after each parcel, so that the next page of an archive can be asked for.
    pub(super) progress: Arc<Notify>,
}

/// Delivers until the queue is closed or an event is not taken; returns the room and its ledger.
pub(super) async fn carry<I: Inlet>(
    inlet: I,
    round: Round,
    room: String,
    mut ledger: Ledger,
    mut parcels: mpsc::Receiver<Parcel>,
) -> (String, Ledger) {
    while let Some(parcel) = parcels.recv().await {
        let mut events = parcel.events.into_iter();
        while let Some(event) = events.next() {
            if !offer(&inlet, &round, &mut ledger, &event).await {
                round.behind.cancel();
                parcels.close();
                let mut rest = vec![event];
                rest.extend(events);
                while let Ok(parcel) = parcels.try_recv() {
                    rest.extend(parcel.events);
                }
                keep_redactions(&mut ledger, rest);
                return (room, ledger);
            }
        }
        ledger.enter(parcel.then);
        round.progress.notify_one();
    }
    (room, ledger)
}

/// Offers an event until it is taken or refused for good; false if it was never taken.
async fn offer<I: Inlet>(inlet: &I, round: &Round, ledger: &mut Ledger, event: &ChatEvent) -> bool {
    let mut pause = Backoff::new(round.pause.0, round.pause.1);
    for tried in 1..=TRIES {
        let answer = tokio::time::timeout(PATIENCE, inlet.deliver(event.clone())).await;
        let refusal = match answer.unwrap_or(Err(Refusal::Busy)) {
            Ok(_) => return true,
            Err(refusal) => refusal,
        };
        if !refusal.is_passing() {
            ledger.refused += 1;
            tracing::debug!(
                source = round.source,
                code = refusal.code(),
                "an event was refused"
            );
            return true;
        }
        tracing::debug!(
            source = round.source,
            code = refusal.code(),
            tried,
            "an event was not taken"
        );
        if tried < TRIES {
            tokio::time::sleep(pause.next()).await;
        }
    }
    false
}

fn keep_redactions(ledger: &mut Ledger, undelivered: Vec<ChatEvent>) {
    let redactions = undelivered
        .into_iter()
        .filter(|event| matches!(event.kind, EventKind::Redact { .. }));
    ledger.redactions.extend(redactions);
    let kept = ledger.redactions.len();
    if kept > REDACTIONS {
        ledger.redactions.drain(..kept - REDACTIONS);
    }
}

impl Ledger {
    fn enter(&mut self, then: Then) {
        match then {
            Then::Nothing => {}
            Then::HeardTo(id, at) => self.heard_to = Some((id, at)),
            Then::Came(nick, who) => {
                self.present.insert(nick, who);
            }
            Then::Gone(nick) => {
                self.present.remove(&nick);
            }
            Then::Settled => self.redactions.clear(),
            Then::Ended => {
                self.present.clear();
                self.heard_to = None;
            }
        }
    }
}
