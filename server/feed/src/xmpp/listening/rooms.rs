//! Looks for rooms: enters new ones, leaves empty ones, notices those that are no more.

use super::questions::About;
use super::{Listening, send_courier};
use crate::xmpp::RoomRule;
use crate::xmpp::outgoing::Outgoing;
use crate::xmpp::room::{Phase, Room};
use crate::{Inlet, LostReason};
use std::time::Duration;
use tokio::time::Instant;

impl<'a, I: Inlet> Listening<'a, I> {
    pub(super) async fn look_for_rooms(&mut self) -> Result<(), LostReason> {
        let after = Duration::from_secs(self.config.leave_empty_after_seconds);
        for room in self.rooms.values_mut() {
            let empty = room.empty_since.is_some_and(|at| at.elapsed() >= after);
            if empty && !room.left_once {
                let (jid, nick) = (room.jid(), &room.nick);
                self.connection
                    .send(Outgoing::Leave { room: jid, nick })
                    .await?;
                room.left_once = true;
                room.close(false);
            }
        }
        if !self.is_asked(|about| matches!(about, About::Rooms)) {
            let id = self.ask(About::Rooms);
            let service = &self.config.service;
            self.connection
                .send(Outgoing::Rooms { id: &id, service })
                .await?;
        }
        // A room can lose us without a word, when its service restarts: XEP-0410 asks it.
        let inside = self
            .rooms
            .values()
            .filter(|room| matches!(room.phase, Phase::Live));
        let inside: Vec<(String, String)> = inside
            .map(|room| {
                (
                    room.jid().to_owned(),
                    format!("{}/{}", room.jid(), room.nick),
                )
            })
            .collect();
        for (room, us) in inside {
            if self.is_asked(|about| matches!(about, About::Still(other, _) if *other == room)) {
                continue;
            }
            let id = self.ask(About::Still(room, us.clone()));
            self.connection
                .send(Outgoing::Ping { id: &id, to: &us })
                .await?;
        }
        Ok(())
    }

    /// Enters rooms that are new, and ends those that are no more. A room that its rule names in
    /// full need not be listed: it is asked itself.
    pub(super) async fn compare(&mut self, listed: Vec<String>) -> Result<(), LostReason> {
        let named = self.config.rooms.iter().filter_map(RoomRule::only_room);
        let named: Vec<String> = named.filter(|jid| !listed.contains(jid)).collect();
        let out = self
            .rooms
            .values()
            .filter(|room| matches!(room.phase, Phase::Out));
        let gone: Vec<String> = out
            .map(|room| room.jid().to_owned())
            .filter(|jid| !listed.contains(jid) && !named.contains(jid))
            .collect();
        for jid in gone {
            self.vanished(&jid)?;
        }
        for jid in listed {
            self.enter(&jid).await?;
        }
        for jid in named {
            let known = self.rooms.get(&jid);
            let inside = known.is_some_and(|room| !matches!(room.phase, Phase::Out));
            if inside
                || self.is_asked(|about| matches!(about, About::Exists(other) if *other == jid))
            {
                continue;
            }
            let id = self.ask(About::Exists(jid.clone()));
            let question = Outgoing::Exists {
                id: &id,
                room: &jid,
            };
            self.connection.send(question).await?;
        }
        Ok(())
    }

    /// Asks to be let into a room, if a rule is for it and we are not in it.
    pub(super) async fn enter(&mut self, jid: &str) -> Result<(), LostReason> {
        let Some(rule) = self.rule_for(jid) else {
            return Ok(());
        };
        let new = || Room::new(jid, rule);
        let room = self.rooms.entry(jid.to_owned()).or_insert_with(new);
        if !matches!(room.phase, Phase::Out) {
            return Ok(());
        }
        let nick = &self.config.nick;
        room.entering(nick, Instant::now() + self.config.request_timeout());
        self.connection
            .send(Outgoing::Enter { room: jid, nick })
            .await
    }

    /// A room is no more: whoever was in it is told of the end.
    pub(super) fn vanished(&mut self, jid: &str) -> Result<(), LostReason> {
        let Some(room) = self.rooms.get_mut(jid) else {
            return Ok(());
        };
        if room.ledger.present.is_empty() {
            self.rooms.remove(jid);
            return Ok(());
        }
        let queue = send_courier(&mut self.couriers, self.inlet, &self.round, room);
        room.queue = Some(queue);
        room.ended(&mut self.maker)
    }

    pub(super) fn rule_for(&self, jid: &str) -> Option<&'a RoomRule> {
        let here = jid.rsplit_once('@').map(|(_, service)| service);
        if here != Some(&*self.config.service.to_lowercase()) {
            return None;
        }
        self.config.rooms.iter().find(|rule| rule.is_for(jid))
    }
}
