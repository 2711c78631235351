//! Catching up with a room: who is there, then what its archive holds, then what waited meanwhile.

use super::{Maker, Phase, Room};
use crate::LostReason;
use crate::xmpp::XmppConfig;
use crate::xmpp::archive::{After, Reading};
use crate::xmpp::courier::{Parcel, Then};
use crate::xmpp::incoming::{Said, What};
use crate::xmpp::outgoing::Since;
use crate::xmpp::roles::Who;
use chat::{EventKind, GapReason, SourceId, Speaker, Timestamp};
use std::time::Duration;
use tokio::sync::mpsc;

/// How much earlier than the last message to begin when the archive has forgotten it: two clocks.
const CLOCK_MARGIN: Duration = Duration::from_secs(60);

impl Room {
    /// We are in, and the courier waits: tells who is here and says where to read from.
    pub(in crate::xmpp) fn begin(
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

    /// Hears an entry of the archive, if it belongs to the page asked for.
    pub(in crate::xmpp) fn archived(
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
    pub(in crate::xmpp) fn page_ended(
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
    pub(in crate::xmpp) fn page_failed(
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
    pub(super) fn settle(&mut self, maker: &mut Maker) -> Result<(), LostReason> {
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
}

fn earlier(at: Timestamp, by: Duration) -> Timestamp {
    let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
    Timestamp::from_millis(at.millis().saturating_sub(by))
}

fn history_start(config: &XmppConfig, maker: &Maker) -> Timestamp {
    let hours = u64::from(config.history_hours);
    earlier(maker.now(), Duration::from_secs(hours * 3600))
}
