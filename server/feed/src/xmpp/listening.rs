//! One connection's life: looks for rooms, enters them, hears them, notices when something is late.

mod questions;
mod rooms;

use super::XmppConfig;
use super::connection::Connection;
use super::courier::{Ledger, QUEUE, Round, carry};
use super::element::Element;
use super::incoming::Incoming;
use super::login::log_in;
use super::outgoing::Outgoing;
use super::room::{Maker, Phase, Room, Wish};
use crate::{FeedStatus, Inlet, LostReason};
use chat::Clock;
use questions::{About, Asked};
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

    /// The server that we have our account on.
    fn domain(&self) -> &str {
        // Connecting has looked at it: an address without a server is no address.
        self.config.account().map_or("", |(_, domain)| domain)
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
                Some(About::Exists(_) | About::Still(..) | About::Time(_)) | None => {}
            }
        }
        if self.next_ping <= now {
            self.next_ping = now + PING_EVERY;
            let id = self.ask(About::Server);
            let to = self.domain().to_owned();
            let ping = Outgoing::Ping { id: &id, to: &to };
            self.connection.send(ping).await?;
            self.ask_the_time().await?;
        }
        if self.next_look <= now {
            self.next_look = now + Duration::from_secs(self.config.discover_every_seconds);
            self.look_for_rooms().await?;
        }
        Ok(())
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
