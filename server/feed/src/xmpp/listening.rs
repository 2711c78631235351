//! One connection's life: looks for rooms, enters them, hears them, notices when something is late.

use super::archive::PAGE;
use super::connection::Connection;
use super::courier::{Ledger, QUEUE, Round, carry};
use super::element::Element;
use super::incoming::{Incoming, end_of_page, rooms};
use super::login::log_in;
use super::outgoing::Outgoing;
use super::room::{Maker, Phase, Room, Wish};
use super::{RoomRule, XmppConfig};
use crate::{FeedStatus, Inlet, LostReason};
use chat::Clock;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, mpsc};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

/// Between two pings of ours.
const PING_EVERY: Duration = Duration::from_secs(30);
/// A connection that lasted this long was a good one: the next pause is the shortest again.
const STEADY: Duration = Duration::from_secs(10);

/// The rooms, kept from one connection to the next.
#[derive(Default)]
pub(super) struct Rooms(HashMap<String, Room>);

/// How a connection ended.
pub(super) enum Ended {
    /// We were told to stop.
    Stopped,
    /// It was lost; `steady` if it had been good for a while.
    Lost { reason: LostReason, steady: bool },
}

/// What can wake the listener.
enum Woke {
    Came(Element),
    Progress,
    Home(Result<(String, Ledger), JoinError>),
    Due,
}

/// What a question of ours was about.
enum About {
    Rooms,
    /// Whether this room exists, which is not listed.
    Exists(String),
    Page(String),
    Server,
    /// Whether we are still in this room, asked under this nick.
    Still(String, String),
}

struct Asked {
    about: About,
    until: Instant,
}

/// A connection that is logged in.
pub(super) struct Listening<'a, I> {
    config: &'a XmppConfig,
    inlet: &'a I,
    rooms: &'a mut HashMap<String, Room>,
    connection: Connection,
    couriers: JoinSet<(String, Ledger)>,
    round: Round,
    maker: Maker,
    asked: HashMap<String, Asked>,
    next_look: Instant,
    next_ping: Instant,
    since: Instant,
    told: bool,
}

impl<'a, I: Inlet> Listening<'a, I> {
    /// Connects and logs in.
    pub(super) async fn connect(
        config: &'a XmppConfig,
        inlet: &'a I,
        clock: &Clock,
        rooms: &'a mut Rooms,
    ) -> Result<Self, LostReason> {
        if let Err(fault) = config.check() {
            tracing::error!(source = config.name.as_str(), "{fault}");
            return Err(LostReason::Misconfigured);
        }
        let connection = log_in(config).await?;
        let now = Instant::now();
        Ok(Self {
            config,
            inlet,
            rooms: &mut rooms.0,
            connection,
            couriers: JoinSet::new(),
            round: Round {
                source: config.name.clone(),
                pause: (config.backoff_min(), config.backoff_max()),
                behind: CancellationToken::new(),
                progress: Arc::new(Notify::new()),
            },
            maker: Maker::new(&config.name, clock),
            asked: HashMap::new(),
            next_look: now,
            next_ping: now + PING_EVERY,
            since: now,
            told: false,
        })
    }

    /// Listens until the connection is lost or `stop` is cancelled, then lets the couriers finish.
    pub(super) async fn listen(
        mut self,
        status: &(impl Fn(FeedStatus) + Sync),
        stop: &CancellationToken,
    ) -> Ended {
        let end = self.follow(status, stop).await;
        for room in self.rooms.values_mut() {
            room.close(false);
        }
        let steady = self.told && self.since.elapsed() >= STEADY;
        match end {
            Err(reason) => {
                drop(self.connection);
                // Each delivery has its own end; what a ledger says must be settled before the
                // archive is asked again.
                let home = come_home(&mut self.couriers, self.rooms);
                if stop.run_until_cancelled(home).await.is_none() {
                    return Ended::Stopped;
                }
                Ended::Lost { reason, steady }
            }
            Ok(()) => {
                self.connection.close().await;
                let home = come_home(&mut self.couriers, self.rooms);
                let _ = timeout(self.config.request_timeout(), home).await;
                Ended::Stopped
            }
        }
    }

    async fn follow(
        &mut self,
        status: &(impl Fn(FeedStatus) + Sync),
        stop: &CancellationToken,
    ) -> Result<(), LostReason> {
        loop {
            let due = self.due();
            let woke = tokio::select! {
                // we are to stop
                () = stop.cancelled() => return Ok(()),
                // an event was not taken by the inlet
                () = self.round.behind.cancelled() => return Err(LostReason::Behind),
                // the server sent something
                element = self.connection.next() => Woke::Came(element?),
                // a courier delivered something: there may be room for another page
                () = self.round.progress.notified() => Woke::Progress,
                // a courier has nothing left to do
                Some(home) = self.couriers.join_next() => Woke::Home(home),
                // something is due, or late
                () = sleep_until(due) => Woke::Due,
            };
            match woke {
                Woke::Came(element) => self.hear(element, status).await?,
                Woke::Progress => self.read_on().await?,
                Woke::Home(home) => come_in(home, self.rooms),
                Woke::Due => self.look_at_the_clock().await?,
            }
        }
    }

    /// The next moment at which something must be done.
    fn due(&self) -> Instant {
        let entering = self.rooms.values().filter_map(|room| match room.phase {
            Phase::Entering { until, .. } => Some(until),
            _ => None,
        });
        let asked = self.asked.values().map(|asked| asked.until);
        let first = entering.chain(asked).min();
        let own = self.next_look.min(self.next_ping);
        first.map_or(own, |first| first.min(own))
    }

    async fn look_at_the_clock(&mut self) -> Result<(), LostReason> {
        let now = Instant::now();
        for room in self.rooms.values_mut() {
            if matches!(room.phase, Phase::Entering { until, .. } if until <= now) {
                room.phase = Phase::Out; // tried again at the next look
            }
        }
        let late: Vec<String> = (self.asked.iter())
            .filter(|(_, asked)| asked.until <= now)
            .map(|(id, _)| id.clone())
            .collect();
        for id in late {
            match self.asked.remove(&id).map(|asked| asked.about) {
                Some(About::Rooms | About::Server) => return Err(LostReason::Silent),
                Some(About::Page(room)) => {
                    if let Some(room) = self.rooms.get_mut(&room) {
                        room.page_failed("timeout", self.config, &mut self.maker)?;
                    }
                }
                Some(About::Exists(_) | About::Still(..)) | None => {}
            }
        }
        if self.next_ping <= now {
            self.next_ping = now + PING_EVERY;
            let (_, domain) = self.config.account().ok_or(LostReason::Misconfigured)?;
            let id = self.ask(About::Server);
            let ping = Outgoing::Ping {
                id: &id,
                to: domain,
            };
            self.connection.send(ping).await?;
        }
        if self.next_look <= now {
            self.next_look = now + Duration::from_secs(self.config.discover_every_seconds);
            self.look_for_rooms().await?;
        }
        Ok(())
    }

    async fn look_for_rooms(&mut self) -> Result<(), LostReason> {
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

    fn ask(&mut self, about: About) -> String {
        let id = self.maker.fresh("ask");
        let until = Instant::now() + self.config.request_timeout();
        self.asked.insert(id.clone(), Asked { about, until });
        id
    }

    fn is_asked(&self, about: impl Fn(&About) -> bool) -> bool {
        self.asked.values().any(|asked| about(&asked.about))
    }

    async fn hear(
        &mut self,
        element: Element,
        status: &(impl Fn(FeedStatus) + Sync),
    ) -> Result<(), LostReason> {
        match Incoming::of(element) {
            Incoming::Presence(presence) => {
                let Some(room) = self.rooms.get_mut(&presence.room) else {
                    return Ok(());
                };
                let wish = room.presence(presence, &mut self.maker)?;
                let jid = room.jid().to_owned();
                self.fulfil(&jid, wish).await
            }
            Incoming::Said(said) => match self.rooms.get_mut(&said.room) {
                Some(room) => room.said(said, &mut self.maker),
                None => Ok(()),
            },
            Incoming::Archived {
                room,
                query,
                id,
                at,
                said,
            } => match self.rooms.get_mut(&room) {
                Some(room) => room.archived(&query, &id, at, said, &mut self.maker),
                None => Ok(()),
            },
            Incoming::Answer { id, from, answer } => {
                self.answered(&id, from.as_deref(), answer, status).await
            }
            Incoming::Question { id, from, ping } => {
                let (id, to) = (&*id, &*from);
                let reply = match ping {
                    true => Outgoing::Pong { id, to },
                    false => Outgoing::NotOffered { id, to },
                };
                self.connection.send(reply).await
            }
            Incoming::Over(reason) => Err(reason),
            Incoming::Other => Ok(()),
        }
    }

    async fn fulfil(&mut self, jid: &str, wish: Wish) -> Result<(), LostReason> {
        let Some(room) = self.rooms.get_mut(jid) else {
            return Ok(());
        };
        match wish {
            Wish::Nothing => Ok(()),
            Wish::Enter => {
                let nick = &room.nick;
                self.connection
                    .send(Outgoing::Enter { room: jid, nick })
                    .await
            }
            Wish::Leave => {
                let nick = &room.nick;
                self.connection
                    .send(Outgoing::Leave { room: jid, nick })
                    .await
            }
            Wish::Begin => {
                let queue = send_courier(&mut self.couriers, self.inlet, &self.round, room);
                room.begin(queue, self.config, &mut self.maker)?;
                self.read_on().await
            }
        }
    }

    /// Asks for the next page of each archive that is being read, where the courier has room.
    async fn read_on(&mut self) -> Result<(), LostReason> {
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

    async fn answered(
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
            (About::Still(..) | About::Server, _) => Ok(()),
        }
    }

    /// Enters rooms that are new, and ends those that are no more. A room that its rule names in
    /// full need not be listed: it is asked itself.
    async fn compare(&mut self, listed: Vec<String>) -> Result<(), LostReason> {
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
    async fn enter(&mut self, jid: &str) -> Result<(), LostReason> {
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
    fn vanished(&mut self, jid: &str) -> Result<(), LostReason> {
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

    fn rule_for(&self, jid: &str) -> Option<&'a RoomRule> {
        let here = jid.rsplit_once('@').map(|(_, service)| service);
        if here != Some(&*self.config.service.to_lowercase()) {
            return None;
        }
        self.config.rooms.iter().find(|rule| rule.is_for(jid))
    }
}

/// Starts a courier for a room.
fn send_courier<I: Inlet>(
    couriers: &mut JoinSet<(String, Ledger)>,
    inlet: &I,
    round: &Round,
    room: &Room,
) -> mpsc::Sender<super::courier::Parcel> {
    let (queue, parcels) = mpsc::channel(QUEUE);
    couriers.spawn(carry(
        inlet.clone(),
        round.clone(),
        room.jid().to_owned(),
        room.ledger.clone(),
        parcels,
    ));
    queue
}

/// Waits for all couriers and takes over their ledgers.
async fn come_home(couriers: &mut JoinSet<(String, Ledger)>, rooms: &mut HashMap<String, Room>) {
    while let Some(home) = couriers.join_next().await {
        come_in(home, rooms);
    }
}

/// A courier is back: its room may be entered again, or is forgotten.
fn come_in(home: Result<(String, Ledger), JoinError>, rooms: &mut HashMap<String, Room>) {
    let (jid, ledger) = match home {
        Ok(home) => home,
        // A fault in the inlet is not ours to hide.
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => return,
        },
    };
    let Some(room) = rooms.get_mut(&jid) else {
        return;
    };
    room.ledger = ledger;
    match room.phase {
        Phase::Closing { forget: true } => {
            rooms.remove(&jid);
        }
        Phase::Closing { forget: false } => room.phase = Phase::Out,
        // It gave up by itself: nobody carries this room's events any more.
        _ => {
            room.queue = None;
            room.close(false);
        }
    }
}
