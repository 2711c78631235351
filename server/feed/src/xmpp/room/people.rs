//! Who is in a room, as events: comings and goings by role, not by nick.

use super::{Maker, OCCUPANTS, Occupant, Phase, Room};
use crate::LostReason;
use crate::xmpp::courier::Then;
use crate::xmpp::roles::Who;
use chat::{ChatEvent, EventKind, SourceId, Speaker};
use tokio::time::Instant;

impl Room {
    pub(super) fn arrived(
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
    pub(super) fn renamed(
        &mut self,
        old: &str,
        new: String,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
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

    pub(super) fn announce_come(
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

    pub(super) fn announce_gone(
        &mut self,
        nick: &str,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
        let Some(who) = self.announced.remove(nick) else {
            return Ok(());
        };
        let events = self.left(who.speaker, maker).into_iter().collect();
        self.send(events, Then::Gone(nick.to_owned()))
    }

    /// A leaving, if nobody of this role is left: a person may be here twice.
    pub(super) fn left(&self, speaker: Speaker, maker: &mut Maker) -> Option<ChatEvent> {
        let mut others = self.announced.values();
        if others.any(|other| other.speaker == speaker) {
            return None;
        }
        let id = SourceId::new(maker.fresh("leave"));
        let kind = EventKind::Leave { speaker };
        Some(self.event(id, maker.now(), kind, maker))
    }

    pub(super) fn note_emptiness(&mut self) {
        let empty = self.occupants.is_empty() && matches!(self.phase, Phase::Live);
        self.empty_since = match empty {
            true => self.empty_since.or_else(|| Some(Instant::now())),
            false => None,
        };
    }
}
