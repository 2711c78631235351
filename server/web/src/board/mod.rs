//! `/board/v1`: the flow of all live chats for the vaktleder, without a word of any.

mod obeys;

use crate::guard;
use crate::help;
use crate::line::{Gone, Line, close, limited};
use crate::present;
use crate::rooms::Rooms;
use crate::wire::ToShiftLead;
use access::User;
use axum::extract::{State, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use session::Change;
use shift::Seat;
use tokio::sync::broadcast::error::RecvError;
use tracker::Tier;

/// The longest frame a board may send, in bytes: an answer of 500 characters fits in it.
const MAX_FRAME: usize = 4 * 1024;

pub(crate) async fn open(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    match guard::allowed(&rooms, &headers, User::may_lead_shift) {
        Ok(user) => limited(upgrade, MAX_FRAME).on_upgrade(|socket| async move {
            let mut board = Board {
                line: Line::new(socket),
                _seat: rooms.shift.leads.sit_down(),
                rooms,
                user,
            };
            if board.run().await.is_ok() {
                board.line.close(close::GOING_AWAY, "stopping").await;
            }
        }),
        Err(refused) => refused.into_response(),
    }
}

struct Board {
    line: Line,
    rooms: Rooms,
    user: User,
    /// The shift is led while it is held.
    _seat: Seat,
}

impl Board {
    async fn run(&mut self) -> Result<(), Gone> {
        let mut changes = self.rooms.sessions.changes();
        let mut help = self.rooms.shift.help.changes();
        let stop = self.rooms.stop.clone();
        self.snapshot().await?;
        loop {
            tokio::select! {
                // the server stops
                () = stop.cancelled() => return Ok(()),
                // something changed in some chat
                change = changes.recv() => match change {
                    Ok(change) => self.follow(change).await?,
                    Err(RecvError::Lagged(_)) => self.snapshot().await?,
                    Err(RecvError::Closed) => return Ok(()),
                },
                // a request for help has changed
                changed = help.recv() => match changed {
                    Ok(_) | Err(RecvError::Lagged(_)) => self.help().await?,
                    Err(RecvError::Closed) => return Ok(()),
                },
                // the page wants something
                frame = self.line.next() => match frame {
                    Some(text) => self.obey(&text).await?,
                    None => return Err(Gone),
                },
            }
        }
    }

    async fn snapshot(&mut self) -> Result<(), Gone> {
        let feeds = self.rooms.sessions.feeds();
        let frame = ToShiftLead::Snapshot {
            you: self.user.name.clone(),
            clock: self.rooms.clock.now().millis(),
            sessions: self
                .rooms
                .sessions
                .views()
                .iter()
                .map(|view| present::overview(view, &feeds))
                .collect(),
            feeds: present::feeds(&feeds),
            tier: self.rooms.sessions.tier().map(Tier::name),
        };
        self.line.send(&frame).await?;
        self.help().await
    }

    async fn help(&mut self) -> Result<(), Gone> {
        let requests = help::queue(&self.rooms, &self.user);
        self.line.send(&ToShiftLead::Help { requests }).await
    }

    async fn follow(&mut self, change: Change) -> Result<(), Gone> {
        match change {
            Change::Session(id) => match self.rooms.sessions.view(id) {
                Some(view) => {
                    let session = Box::new(present::overview(&view, &self.rooms.sessions.feeds()));
                    self.line.send(&ToShiftLead::Session { session }).await
                }
                None => Ok(()),
            },
            Change::Gone { id, how, at, .. } => {
                let (id, how, at) = (id.to_string(), how.name(), at.millis());
                self.line.send(&ToShiftLead::Gone { id, how, at }).await
            }
            // Every chat of the feed may look different now.
            Change::Feed(_) => self.snapshot().await,
        }
    }
}
