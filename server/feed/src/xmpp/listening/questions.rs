//! What we have asked and by when it must be answered; what the answers lead to.

use super::Listening;
use crate::xmpp::archive::PAGE;
use crate::xmpp::courier::QUEUE;
use crate::xmpp::element::Element;
use crate::xmpp::incoming::{end_of_page, rooms, time};
use crate::xmpp::outgoing::Outgoing;
use crate::xmpp::room::Phase;
use crate::{FeedStatus, Inlet, LostReason};
use chat::Timestamp;
use tokio::time::Instant;

/// What a question of ours was about.
pub(super) enum About {
    /// Which rooms there are.
    Rooms,
    /// Whether this room exists, which is not listed.
    Exists(String),
    /// A page of this room's archive.
    Page(String),
    /// Whether the server is still there.
    Server,
    /// What time it is there, asked at this moment.
    Time(Timestamp),
    /// Whether we are still in this room, asked under this nick.
    Still(String, String),
}

/// A question that waits for its answer.
pub(super) struct Asked {
    pub(super) about: About,
    pub(super) until: Instant,
}

impl<I: Inlet> Listening<'_, I> {
    pub(super) fn ask(&mut self, about: About) -> String {
        let id = self.maker.fresh("ask");
        let until = Instant::now() + self.config.request_timeout();
        self.asked.insert(id.clone(), Asked { about, until });
        id
    }

    /// Asks the server what time it is: what is said in a room live has no time of its own, and what is
    /// read of an archive has the server's.
    pub(super) async fn ask_the_time(&mut self) -> Result<(), LostReason> {
        let id = self.ask(About::Time(self.maker.now()));
        let to = self.domain().to_owned();
        let question = Outgoing::Time { id: &id, to: &to };
        self.connection.send(question).await
    }

    fn tell_clock(&self, asked: Timestamp, there: Timestamp) {
        let answered = self.maker.now().millis();
        // It was read somewhere between the two.
        let here = asked.millis() + answered.saturating_sub(asked.millis()) / 2;
        let by_ms = there.millis().saturating_sub(here);
        self.inlet.clock_is_off(self.maker.source(), by_ms);
    }

    pub(super) fn is_asked(&self, about: impl Fn(&About) -> bool) -> bool {
        self.asked.values().any(|asked| about(&asked.about))
    }

    /// Asks for the next page of each archive that is being read, where the courier has room.
    pub(super) async fn read_on(&mut self) -> Result<(), LostReason> {
        let ready = self.rooms.values().filter(|room| {
            let room_enough =
                (room.queue.as_ref()).is_some_and(|queue| queue.capacity() > QUEUE / 2);
            matches!(&room.phase, Phase::Reading(reading) if reading.page.is_none()) && room_enough
        });
        let ready: Vec<String> = ready.map(|room| room.jid().to_owned()).collect();
        for jid in ready {
            let id = self.ask(About::Page(jid.clone()));
            let Some(Phase::Reading(reading)) =
                self.rooms.get_mut(&jid).map(|room| &mut room.phase)
            else {
                continue;
            };
            reading.page = Some(id.clone());
            let query = Outgoing::Archive {
                id: &id,
                room: &jid,
                from: &reading.from,
                page: PAGE,
            };
            self.connection.send(query).await?;
        }
        Ok(())
    }

    pub(super) async fn answered(
        &mut self,
        id: &str,
        from: Option<&str>,
        answer: Result<Element, String>,
        status: &(impl Fn(FeedStatus) + Sync),
    ) -> Result<(), LostReason> {
        let Some(asked) = self.asked.get(id) else {
            return Ok(());
        };
        // Somebody in a room can send us an answer too: it counts only from who was asked.
        let expected = match &asked.about {
            About::Rooms => Some(&*self.config.service),
            About::Page(room) | About::Exists(room) => Some(&**room),
            About::Still(_, us) => Some(&**us),
            // Whoever answers for the server decides what the board says of its clock.
            About::Time(_) => Some(self.domain()),
            About::Server => None,
        };
        let same =
            |asked: &str| from.is_some_and(|from| from.to_lowercase() == asked.to_lowercase());
        if expected.is_some_and(|asked| !same(asked)) {
            return Ok(());
        }
        let Some(asked) = self.asked.remove(id) else {
            return Ok(());
        };
        match (asked.about, answer) {
            (About::Rooms, Ok(answer)) => {
                let listed = rooms(&answer).ok_or(LostReason::Nonsense)?;
                if !self.told {
                    self.told = true;
                    status(FeedStatus::Connected);
                    tracing::info!(
                        source = self.config.name.as_str(),
                        rooms = listed.len(),
                        "listening"
                    );
                    self.ask_the_time().await?;
                }
                self.compare(listed).await
            }
            (About::Rooms, Err(condition)) => {
                tracing::error!(
                    source = self.config.name.as_str(),
                    condition,
                    "the service does not list its rooms; check the setting service"
                );
                Err(LostReason::Misconfigured)
            }
            (About::Exists(jid), Ok(_)) => self.enter(&jid).await,
            (About::Exists(jid), Err(condition)) => match &*condition {
                "item-not-found" => self.vanished(&jid),
                _ => Ok(()),
            },
            (About::Page(jid), answer) => {
                let Some(room) = self.rooms.get_mut(&jid) else {
                    return Ok(());
                };
                match answer.map(|page| end_of_page(&page)) {
                    Ok(Some((last, complete))) => {
                        room.page_ended(last, complete, &mut self.maker)?;
                    }
                    Ok(None) => return Err(LostReason::Nonsense),
                    Err(condition) => {
                        room.page_failed(&condition, self.config, &mut self.maker)?;
                    }
                }
                self.read_on().await
            }
            (About::Still(jid, _), Err(condition)) if condition == "not-acceptable" => {
                if let Some(room) = self.rooms.get_mut(&jid) {
                    room.close(false);
                }
                Ok(())
            }
            (About::Time(asked), Ok(answer)) => {
                if let Some(there) = time(&answer) {
                    self.tell_clock(asked, there);
                }
                Ok(())
            }
            // A server that does not tell its time may have any: nothing is said of it.
            (About::Still(..) | About::Server | About::Time(_), _) => Ok(()),
        }
    }
}
