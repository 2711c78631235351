//! One room: who is in it, where we stand with it, and what happens there as events.

use super::archive::{After, Reading};
use super::courier::{Ledger, Parcel, Then};
use super::incoming::{Change, Presence, Said, What};
use super::outgoing::Since;
use super::roles::Who;
use super::said::Said as SaidBefore;
use super::{RoomRule, XmppConfig};
use crate::LostReason;
use chat::{
    ChatEvent, Clock, ConversationId, EventKind, GapReason, SourceId, SourceName, Speaker,
    Timestamp,
};
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// People in one room who are told apart; a guidance chat has a few.
const OCCUPANTS: usize = 1000;
/// Nicks we try when ours is taken.
const NICKS: u8 = 3;
/// How much earlier than the last message to begin when the archive has forgotten it: two clocks.
const CLOCK_MARGIN: Duration = Duration::from_secs(60);

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

    /// We are in, and the courier waits: tells who is here and says where to read from.
    pub(super) fn begin(
        &mut self,
        queue: mpsc::Sender<Parcel>,
        config: &XmppConfig,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
        self.queue = Some(queue);
        self.announced = self.ledger.present.clone();
        let from = match &self.ledger.heard_to {
            Some((id, _)) => Since::After(id.clone()),
            None => Since::Start(history_start(config, maker)),
        };
        self.phase = Phase::Reading(Reading::starting(from));
        let mut here: Vec<(String, Who)> = self
            .occupants
            .iter()
            .map(|(nick, one)| (nick.clone(), one.who.clone()))
            .collect();
        // The veisøker first: it is their coming that opens a conversation.
        here.sort_by_key(|(nick, who)| (who.speaker != Speaker::Veisoker, nick.clone()));
        for (nick, who) in here {
            self.announce_come(nick, who, maker)?;
        }
        Ok(())
    }

    /// Hears what is said here now.
    pub(super) fn said(&mut self, said: Said, maker: &mut Maker) -> Result<(), LostReason> {
        let now = maker.now();
        match &mut self.phase {
            // Who typed while the archive was read has sent it or stopped when that is done.
            Phase::Reading(_) if matches!(said.what, What::Typing(_)) => Ok(()),
            Phase::Reading(reading) => {
                if !said.delayed {
                    reading.hold(said, now);
                }
                Ok(())
            }
            Phase::Live if said.delayed => Ok(()),
            Phase::Live => self.deliver(said, now, maker),
            Phase::Out | Phase::Entering { .. } | Phase::Closing { .. } => Ok(()),
        }
    }

    /// Hears an entry of the archive, if it belongs to the page asked for.
    pub(super) fn archived(
        &mut self,
        query: &str,
        id: &str,
        at: Timestamp,
        said: Said,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
        match &mut self.phase {
            Phase::Reading(reading) if reading.page.as_deref() == Some(query) => reading.note(id),
            _ => return Ok(()),
        }
        if matches!(said.what, What::Typing(_)) {
            return self.send(vec![], Then::HeardTo(id.to_owned(), at));
        }
        self.deliver(said, at, maker)
    }

    /// A page of the archive has ended, after the entry `last`.
    pub(super) fn page_ended(
        &mut self,
        last: Option<String>,
        complete: bool,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
        let Phase::Reading(reading) = &mut self.phase else {
            return Ok(());
        };
        match reading.page_ended(last, complete) {
            After::More => Ok(()),
            After::Done => self.settle(maker),
            After::TooMuch => Err(LostReason::Behind),
        }
    }

    /// The page was refused, with this condition, or was not sent in time.
    pub(super) fn page_failed(
        &mut self,
        condition: &str,
        config: &XmppConfig,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
        let Phase::Reading(reading) = &mut self.phase else {
            return Ok(());
        };
        if condition == "item-not-found" {
            let start = match &self.ledger.heard_to {
                Some((_, at)) => earlier(*at, CLOCK_MARGIN),
                None => history_start(config, maker),
            };
            if reading.fall_back(start) {
                return Ok(());
            }
        }
        tracing::warn!(
            source = config.name.as_str(),
            condition,
            "the archive of a room cannot be read"
        );
        let id = SourceId::new(maker.fresh("gap"));
        let gap = EventKind::Gap {
            missing: None,
            reason: GapReason::ArchiveUnavailable,
        };
        let event = self.event(id, maker.now(), gap, maker);
        self.send(vec![event], Then::Nothing)?;
        self.settle(maker)
    }

    /// The archive has been read: delivers what waited for that.
    fn settle(&mut self, maker: &mut Maker) -> Result<(), LostReason> {
        let Phase::Reading(reading) = std::mem::replace(&mut self.phase, Phase::Live) else {
            return Ok(());
        };
        let waiting = std::mem::take(&mut self.ledger.redactions);
        if !waiting.is_empty() {
            self.send(waiting, Then::Settled)?;
        }
        for (said, at) in reading.into_held() {
            self.deliver(said, at, maker)?;
        }
        let occupants = &self.occupants;
        let gone: Vec<String> = (self.announced.keys())
            .filter(|nick| !occupants.contains_key(*nick))
            .cloned()
            .collect();
        for nick in gone {
            self.announce_gone(&nick, maker)?;
        }
        self.note_emptiness();
        Ok(())
    }

    /// Turns something said into events and gives them to the courier.
    fn deliver(&mut self, said: Said, at: Timestamp, maker: &mut Maker) -> Result<(), LostReason> {
        let then = match &said.stanza_id {
            Some(id) => Then::HeardTo(id.clone(), at),
            None => Then::Nothing,
        };
        let events = self.events(said, at, maker);
        self.send(events, then)
    }

    fn events(&mut self, said: Said, at: Timestamp, maker: &mut Maker) -> Vec<ChatEvent> {
        if said.nick.as_deref() == Some(self.nick.as_str()) {
            return vec![];
        }
        let by = said.nick.as_deref();
        let speaker = self.speaker(by, said.address.as_deref());
        let id = match said.stanza_id {
            Some(id) => SourceId::new(id),
            None => SourceId::new(maker.fresh("said")),
        };
        let mut names = said.names;
        names.push(id.as_str().to_owned());
        match said.what {
            What::Nothing => vec![],
            What::Message(words) => {
                self.said.add(by, names, &id);
                let kind = EventKind::Message { speaker, words };
                vec![self.event(id, at, kind, maker)]
            }
            What::Correction { of, words } => {
                let mut events = Vec::with_capacity(2);
                match self.said.correct(by, &of, names.clone(), &id) {
                    Some(message) => {
                        // Its own id, the same each time this correction is read.
                        let redaction = SourceId::new(format!("{}/replaces", id.as_str()));
                        let kind = EventKind::Redact { message };
                        events.push(self.event(redaction, at, kind, maker));
                    }
                    None => {
                        names.push(of);
                        self.said.add(by, names, &id);
                    }
                }
                let kind = EventKind::Message { speaker, words };
                events.push(self.event(id, at, kind, maker));
                events
            }
            What::TakenBack { of } => match self.said.taken_back(by, &of) {
                Some(message) => {
                    let kind = EventKind::Redact { message };
                    vec![self.event(id, at, kind, maker)]
                }
                None => vec![],
            },
            What::Typing(on) => {
                let id = SourceId::new(maker.fresh("typing"));
                let kind = EventKind::Typing { speaker, on };
                vec![self.event(id, at, kind, maker)]
            }
        }
    }

    /// Who speaks: by the address the archive keeps, else by who has or had this nick here.
    fn speaker(&self, nick: Option<&str>, archived_address: Option<&str>) -> Speaker {
        let Some(nick) = nick else {
            return Speaker::System;
        };
        if archived_address.is_some() && matches!(self.phase, Phase::Reading(_)) {
            return self.rule.who(nick, archived_address).speaker;
        }
        let known = self.occupants.get(nick).map(|one| &one.who);
        match known.or_else(|| self.announced.get(nick)) {
            Some(who) => who.speaker,
            None => self.rule.who(nick, None).speaker,
        }
    }

    fn arrived(
        &mut self,
        nick: String,
        address: Option<String>,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
        if self.occupants.len() >= OCCUPANTS {
            return Ok(());
        }
        let who = self.rule.who(&nick, address.as_deref());
        let one = Occupant {
            who: who.clone(),
            address,
        };
        self.occupants.insert(nick.clone(), one);
        match self.phase {
            Phase::Reading(_) | Phase::Live => self.announce_come(nick, who, maker),
            _ => Ok(()),
        }
    }

    /// Somebody goes on under another nick: no coming or going, unless the role changes with it.
    fn renamed(&mut self, old: &str, new: String, maker: &mut Maker) -> Result<(), LostReason> {
        let Some(one) = self.occupants.remove(old) else {
            return Ok(());
        };
        let who = self.rule.who(&new, one.address.as_deref());
        match self.announced.get(old).cloned() {
            Some(before) if before.speaker == who.speaker => {
                self.announced.remove(old);
                self.announced.insert(new.clone(), before.clone());
                self.send(vec![], Then::Gone(old.to_owned()))?;
                self.send(vec![], Then::Came(new.clone(), before))?;
            }
            Some(_) if matches!(self.phase, Phase::Live) => self.announce_gone(old, maker)?,
            _ => {}
        }
        self.arrived(new, one.address, maker)
    }

    fn announce_come(
        &mut self,
        nick: String,
        who: Who,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
        let before = self.announced.insert(nick.clone(), who.clone());
        if before.as_ref() == Some(&who) {
            return Ok(());
        }
        let mut events = Vec::new();
        if let Some(before) = before.filter(|before| before.speaker != who.speaker) {
            events.extend(self.left(before.speaker, maker));
        }
        let id = SourceId::new(maker.fresh("join"));
        let kind = EventKind::Join {
            speaker: who.speaker,
            counsellor: who.counsellor.clone(),
        };
        events.push(self.event(id, maker.now(), kind, maker));
        self.send(events, Then::Came(nick, who))
    }

    fn announce_gone(&mut self, nick: &str, maker: &mut Maker) -> Result<(), LostReason> {
        let Some(who) = self.announced.remove(nick) else {
            return Ok(());
        };
        let events = self.left(who.speaker, maker).into_iter().collect();
        self.send(events, Then::Gone(nick.to_owned()))
    }

    /// A leaving, if nobody of this role is left: a person may be here twice.
    fn left(&self, speaker: Speaker, maker: &mut Maker) -> Option<ChatEvent> {
        let mut others = self.announced.values();
        if others.any(|other| other.speaker == speaker) {
            return None;
        }
        let id = SourceId::new(maker.fresh("leave"));
        let kind = EventKind::Leave { speaker };
        Some(self.event(id, maker.now(), kind, maker))
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

    fn note_emptiness(&mut self) {
        let empty = self.occupants.is_empty() && matches!(self.phase, Phase::Live);
        self.empty_since = match empty {
            true => self.empty_since.or_else(|| Some(Instant::now())),
            false => None,
        };
    }

    fn event(&self, id: SourceId, at: Timestamp, kind: EventKind, maker: &Maker) -> ChatEvent {
        ChatEvent {
            source: maker.source.clone(),
            id,
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

fn earlier(at: Timestamp, by: Duration) -> Timestamp {
    let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millis(at.millis().saturating_sub(by))
}

fn history_start(config: &XmppConfig, maker: &Maker) -> Timestamp {
    earlier(
        maker.now(),
        Duration::from_secs(u64::from(config.history_hours) * 3600),
    )
}
