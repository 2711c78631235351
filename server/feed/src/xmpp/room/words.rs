//! What is said in a room, as events: messages, corrections, what is taken back, typing.

use super::{Maker, Phase, Room};
use crate::LostReason;
use crate::xmpp::courier::Then;
use crate::xmpp::incoming::{Said, What};
use chat::{ChatEvent, EventKind, SourceId, Speaker, Timestamp};

impl Room {
    /// Hears what is said here now.
    pub(in crate::xmpp) fn said(
        &mut self,
        said: Said,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
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

    /// Turns something said into events and gives them to the courier.
    pub(super) fn deliver(
        &mut self,
        said: Said,
        at: Timestamp,
        maker: &mut Maker,
    ) -> Result<(), LostReason> {
        let then = match &said.stanza_id {
            Some(id) => Then::HeardTo(id.clone(), at),
            None => Then::Nothing,
        };
        let events = self.events(said, at, maker);
        self.send(events, then)
    }

    pub(super) fn events(
        &mut self,
        said: Said,
        at: Timestamp,
        maker: &mut Maker,
    ) -> Vec<ChatEvent> {
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
    pub(super) fn speaker(&self, nick: Option<&str>, archived_address: Option<&str>) -> Speaker {
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
}
