//! One room: who is in it, where we stand with it, and what happens there as events.

mod catching_up;
mod people;
mod words;

use super::RoomRule;
use super::archive::Reading;
use super::courier::{Ledger, Parcel, Then};
use super::incoming::{Change, Presence};
use super::roles::Who;
use super::said::Said as SaidBefore;
use crate::LostReason;
use chat::{ChatEvent, Clock, ConversationId, EventKind, SourceId, SourceName, Timestamp};
use std::collections::HashMap;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// People in one room who are told apart; a guidance chat has a few.
const OCCUPANTS: usize = 1000;
/// Nicks we try when ours is taken.
const NICKS: u8 = 3;

/// Makes events: the source's name, the time, and ids for what has none.
pub(super) struct Maker {
    source: SourceName,
    clock: Clock,
    /// Sets apart the ids of this connection from those of any other.
    nonce: u64,
    count: u64,
}

impl Maker {
    pub(super) fn new(source: &str, clock: &Clock) -> Self {
        Self {
            source: SourceName::new(source),
            clock: clock.clone(),
            nonce: rand::random(),
            count: 0,
        }
    }

    /// A name that nothing else has.
    pub(super) fn fresh(&mut self, kind: &str) -> String {
        self.count += 1;
        format!("{kind}-{:x}-{}", self.nonce, self.count)
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(super) fn source(&self) -> &SourceName {
        &self.source
    }
}

/// Where we stand with a room.
pub(super) enum Phase {
    /// Not in it.
    Out,
    /// We asked to come in.
    Entering { until: Instant, tries: u8 },
    /// In it, reading what was said before.
    Reading(Reading),
    /// In it and up to date.
    Live,
    /// Left it; the courier is still delivering. Then it is forgotten, if the room is no more.
    Closing { forget: bool },
}

/// What a room wants done on its behalf.
#[derive(PartialEq, Eq, Debug)]
pub(super) enum Wish {
    /// Nothing.
    Nothing,
    /// To be asked in, under the present nick.
    Enter,
    /// To be left at once: it did not exist, and a listener does not make rooms.
    Leave,
    /// A courier, and then its archive.
    Begin,
}

/// A room that is followed.
pub(super) struct Room {
    jid: String,
    conversation: ConversationId,
    rule: RoomRule,
    /// Our nick in it.
    pub(super) nick: String,
    pub(super) phase: Phase,
    /// What was delivered, while no courier has it.
    pub(super) ledger: Ledger,
    /// The courier's queue.
    pub(super) queue: Option<mpsc::Sender<Parcel>>,
    /// Since when nobody else has been in it.
    pub(super) empty_since: Option<Instant>,
    /// We left it once because it was empty, and it is still there: it needs no leaving.
    pub(super) left_once: bool,
    occupants: HashMap<String, Occupant>,
    /// Who has been told to have come: the ledger's list as it will be.
    announced: HashMap<String, Who>,
    said: SaidBefore,
}

struct Occupant {
    who: Who,
    address: Option<String>,
}

impl Room {
    pub(super) fn new(jid: &str, rule: &RoomRule) -> Self {
        Self {
            jid: jid.to_owned(),
            conversation: ConversationId::new(jid),
            rule: rule.clone(),
            nick: String::new(),
            phase: Phase::Out,
            ledger: Ledger::default(),
            queue: None,
            empty_since: None,
            left_once: false,
            occupants: HashMap::new(),
            announced: HashMap::new(),
            said: SaidBefore::default(),
        }
    }

    /// We ask to come in.
    pub(super) fn entering(&mut self, nick: &str, until: Instant) {
        self.nick = nick.to_owned();
        self.occupants.clear();
        self.phase = Phase::Entering { until, tries: 1 };
    }

    /// Hears a presence in this room.
    pub(super) fn presence(
        &mut self,
        presence: Presence,
        maker: &mut Maker,
    ) -> Result<Wish, LostReason> {
        if presence.nick.is_empty() && presence.change != Change::Destroyed {
            return Ok(Wish::Nothing); // the room's own, such as its picture
        }
        let ours = presence.ours || presence.nick == self.nick;
        let wish = match presence.change {
            Change::Destroyed => {
                self.ended(maker)?;
                Wish::Nothing
            }
            Change::Refused { condition } => self.refused(&condition),
            Change::Here if ours => {
                self.nick = presence.nick;
                match self.phase {
                    Phase::Entering { .. } if presence.created => {
                        self.phase = Phase::Out;
                        Wish::Leave
                    }
                    Phase::Entering { .. } => Wish::Begin,
                    _ => Wish::Nothing,
                }
            }
            Change::Gone if ours => {
                self.close(false);
                Wish::Nothing
            }
            Change::Renamed { to } if ours => {
                self.nick = to;
                Wish::Nothing
            }
            Change::Here => {
                self.arrived(presence.nick, presence.address, maker)?;
                Wish::Nothing
            }
            Change::Gone => {
                self.occupants.remove(&presence.nick);
                if matches!(self.phase, Phase::Live) {
                    self.announce_gone(&presence.nick, maker)?;
                }
                Wish::Nothing
            }
            Change::Renamed { to } => {
                self.renamed(&presence.nick, to, maker)?;
                Wish::Nothing
            }
        };
        self.note_emptiness();
        Ok(wish)
    }

    fn refused(&mut self, condition: &str) -> Wish {
        let Phase::Entering { tries, .. } = &mut self.phase else {
            return Wish::Nothing;
        };
        if condition == "conflict" && *tries < NICKS {
            *tries += 1;
            self.nick.push('_');
            return Wish::Enter;
        }
        self.phase = Phase::Out;
        tracing::warn!(condition, "a room does not let us in");
        Wish::Nothing
    }

    /// The room is no more.
    pub(super) fn ended(&mut self, maker: &mut Maker) -> Result<(), LostReason> {
        if self.queue.is_some() {
            let id = SourceId::new(maker.fresh("end"));
            let end = self.event(id, maker.now(), EventKind::End, maker);
            self.send(vec![end], Then::Ended)?;
        }
        self.close(true);
        Ok(())
    }

    /// We are out of the room; what is on its way is still delivered.
    pub(super) fn close(&mut self, forget: bool) {
        let carried = self.queue.take().is_some();
        self.occupants.clear();
        self.empty_since = None;
        if matches!(self.phase, Phase::Closing { .. }) {
            return;
        }
        self.phase = match carried {
            true => Phase::Closing { forget },
            false => Phase::Out,
        };
    }

    fn event(&self, id: SourceId, at: Timestamp, kind: EventKind, maker: &Maker) -> ChatEvent {
        ChatEvent {
            source: maker.source.clone(),
            id,
            derived: false,
            conversation: self.conversation.clone(),
            order: None,
            at,
            kind,
        }
    }

    /// Gives events to the courier. A full queue means that we cannot keep up; the archive can.
    fn send(&self, events: Vec<ChatEvent>, then: Then) -> Result<(), LostReason> {
        let Some(queue) = &self.queue else {
            return Ok(());
        };
        if events.is_empty() && matches!(then, Then::Nothing) {
            return Ok(());
        }
        let typing = (events.iter()).all(|event| matches!(event.kind, EventKind::Typing { .. }));
        let optional = typing && matches!(then, Then::Nothing);
        match queue.try_send(Parcel { events, then }) {
            Ok(()) => Ok(()),
            Err(_) if optional => Ok(()),
            Err(_) => Err(LostReason::Behind),
        }
    }

    /// The room's address.
    pub(super) fn jid(&self) -> &str {
        &self.jid
    }
}
