//! `/board/v1`: the flow of all live chats for the vaktleder, without a word of any but one whose text
//! is open.

mod flow;
mod obeys;
mod overview;
mod texts;

pub use flow::Flow;
pub use texts::Texts;

use crate::guard;
use crate::help;
use crate::line::{Gone, Line, close, limited};
use crate::rooms::Rooms;
use crate::standing;
use crate::wire::ToShiftLead;
use access::User;
use axum::extract::{State, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use flow::Told;
use session::OpenText;
use shift::{OpenPage, Seat, Topic, Versions};
use tokio::sync::broadcast::error::RecvError;
use tracker::Tier;

/// The longest frame a board may send, in bytes: an answer of 500 characters fits in it.
const MAX_FRAME: usize = 4 * 1024;
/// The longest snapshot that is sent, in bytes: a thousand live chats (`session.max_live`) of 4 KiB take
/// half of it. A longer frame than the write buffer holds would end the connection, and each one after it.
const MAX_SNAPSHOT: usize = 8 * 1024 * 1024;

pub(crate) async fn open(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    match guard::allowed(&rooms, &headers, User::may_lead_shift) {
        Ok(user) => limited(upgrade, MAX_FRAME)
            .max_write_buffer_size(MAX_SNAPSHOT)
            .on_upgrade(|socket| async move {
                let mut board = Board {
                    line: Line::new(socket),
                    _seat: rooms.shift.leads.sit_down(),
                    _page: rooms.shift.people.open_board(&help::person(&user)),
                    shown: Versions::default(),
                    texts: Vec::new(),
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
    /// What of the shift was sent last.
    shown: Versions,
    /// The chats whose text is open here; dropping one closes it.
    texts: Vec<OpenText>,
    /// Counsellors can ask for help while it is held.
    _seat: Seat,
    /// The shift is led while it is held, by whoever took it.
    _page: OpenPage,
}

impl Board {
    async fn run(&mut self) -> Result<(), Gone> {
        // Subscribed before the snapshot is read, so that no change falls between the two.
        let mut told = self.rooms.flow.told();
        let mut help = self.rooms.shift.help.changes();
        let mut tidings = self.rooms.shift.tidings.changes();
        let stop = self.rooms.stop.clone();
        self.snapshot().await?;
        loop {
            tokio::select! {
                // the server stops
                () = stop.cancelled() => return Ok(()),
                // something changed in some chat
                told = told.recv() => match told {
                    Ok(Told::Frame(frame)) => self.line.send_written(frame).await?,
                    Ok(Told::Anew) | Err(RecvError::Lagged(_)) => self.snapshot().await?,
                    Err(RecvError::Closed) => return Ok(()),
                },
                // a request for help has changed
                changed = help.recv() => match changed {
                    Ok(_) | Err(RecvError::Lagged(_)) => self.help().await?,
                    Err(RecvError::Closed) => return Ok(()),
                },
                // something about the shift has changed
                Ok(()) = tidings.changed() => {
                    let versions = *tidings.borrow_and_update();
                    self.tell_shift(versions).await?;
                }
                // an open text has changed, or is closed
                (place, text) = texts::next(&mut self.texts) => self.show_text(place, text).await?,
                // the page wants something
                frame = self.line.next() => match frame {
                    Some(text) => self.obey(&text).await?,
                    None => return Err(Gone),
                },
            }
        }
    }

    async fn snapshot(&mut self) -> Result<(), Gone> {
        // Read first, so that what changes meanwhile is sent again.
        self.shown = *self.rooms.shift.tidings.changes().borrow();
        let (sessions, feeds) = self.rooms.flow.all();
        let frame = ToShiftLead::Snapshot {
            you: self.user.name.clone(),
            clock: self.rooms.clock.now().millis(),
            sessions,
            feeds,
            tier: self.rooms.sessions.tier().map(Tier::name),
            shift: standing::shift(&self.rooms, &self.user),
            people: standing::people(&self.rooms),
            bulletins: standing::bulletins(&self.rooms),
            muted: standing::muted(&self.rooms),
            reading_allowed: self.rooms.texts.allowed,
            reading_minutes: self.rooms.texts.most_minutes,
        };
        self.line.send(&frame).await?;
        self.help().await
    }

    async fn help(&mut self) -> Result<(), Gone> {
        let requests = help::queue(&self.rooms, &self.user);
        self.line.send(&ToShiftLead::Help { requests }).await
    }

    /// Sends what has changed of the shift since it was sent last.
    async fn tell_shift(&mut self, versions: Versions) -> Result<(), Gone> {
        let shown = std::mem::replace(&mut self.shown, versions);
        let rooms = &self.rooms;
        let changed = |topic| versions.differ(&shown, topic);
        let mut frames = Vec::new();
        if changed(Topic::Shift) {
            let shift = standing::shift(rooms, &self.user);
            frames.push(ToShiftLead::Shift { shift });
        }
        if changed(Topic::People) {
            let people = standing::people(rooms);
            frames.push(ToShiftLead::People { people });
        }
        if changed(Topic::Bulletins) {
            let bulletins = standing::bulletins(rooms);
            frames.push(ToShiftLead::Bulletins { bulletins });
        }
        if changed(Topic::Alerts) {
            let muted = standing::muted(rooms);
            frames.push(ToShiftLead::Alerts { muted });
        }
        for frame in frames {
            self.line.send(&frame).await?;
        }
        Ok(())
    }
}
