//! `/panel/v1`: a counsellor's own chats, all of each first, then what changes.

mod beside;
mod help;
mod on_shift;
mod wishes;

use crate::by_hand::ByHand;
use crate::guard;
use crate::line::{Gone, Line, close, limited};
use crate::present;
use crate::rooms::Rooms;
use crate::wire::{PanelAlert, ToCounsellor, WantedHelp};
use access::User;
use axum::extract::{State, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use chat::SessionId;
use session::{Change, Sessions, View};
use shift::{OpenPage, Versions};
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::broadcast::error::RecvError;
use tracker::Tier;

/// The longest frame a page may send, in bytes.
const MAX_FRAME: usize = 4 * 1024;

pub(crate) async fn open(
    State(rooms): State<Rooms>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    match guard::allowed(&rooms, &headers, User::may_counsel) {
        Ok(user) => limited(upgrade, MAX_FRAME).on_upgrade(|socket| async move {
            let mut panel = Panel {
                line: Line::new(socket),
                _page: rooms.shift.people.open_panel(&crate::help::person(&user)),
                shown: Versions::default(),
                presence: None,
                alerts: None,
                wanted: Default::default(),
                rooms,
                user,
                sent: HashMap::new(),
                by_hand: ByHand::default(),
            };
            if panel.run().await.is_ok() {
                panel.line.close(close::GOING_AWAY, "stopping").await;
            }
        }),
        Err(refused) => refused.into_response(),
    }
}

struct Panel {
    line: Line,
    rooms: Rooms,
    user: User,
    /// The counsellor is there while it is held.
    _page: OpenPage,
    /// What of the shift was sent last.
    shown: Versions,
    /// How colleagues see this counsellor, as it was sent last.
    presence: Option<(&'static str, Option<i64>)>,
    /// What colleagues wait for and what is helped with, as it was sent last.
    wanted: (Vec<WantedHelp>, Vec<u64>),
    /// What rules point at in own chats, as it was sent last.
    alerts: Option<Vec<PanelAlert>>,
    /// The chats on the page, and the view of each that was sent last.
    sent: HashMap<SessionId, Arc<View>>,
    /// The place last asked for by hand, and what was offered for it: asking again brings others.
    by_hand: ByHand,
}

impl Panel {
    /// Returns `Ok` when the server stops, `Err` when the page is gone.
    async fn run(&mut self) -> Result<(), Gone> {
        // Subscribed before the snapshot is read, so that no change falls between the two.
        let mut changes = self.rooms.sessions.changes();
        let mut help = self.rooms.shift.help.changes();
        let mut led = self.rooms.shift.leads.changes();
        let mut tidings = self.rooms.shift.tidings.changes();
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
                // a request for help has changed, perhaps one of this counsellor's
                changed = help.recv() => match changed {
                    Ok(whose) if whose != self.user.id => self.help_wanted(true).await?,
                    Ok(_) | Err(RecvError::Lagged(_)) => {
                        self.help().await?;
                        self.help_wanted(true).await?;
                    }
                    Err(RecvError::Closed) => return Ok(()),
                },
                // somebody leads the shift now, or nobody any more
                Ok(()) = led.changed() => self.help().await?,
                // something about the shift has changed
                Ok(()) = tidings.changed() => {
                    let versions = *tidings.borrow_and_update();
                    self.tell_shift(versions).await?;
                }
                // the page wants something
                frame = self.line.next() => match frame {
                    Some(text) => self.obey(&text).await?,
                    None => return Err(Gone),
                },
            }
        }
    }

    async fn snapshot(&mut self) -> Result<(), Gone> {
        let views = self.rooms.sessions.views();
        let mine = views
            .into_iter()
            .filter(|view| self.user.may_read_words_of(view.counsellor.as_ref()));
        self.sent = mine.map(|view| (view.id, view)).collect();
        let feeds = self.rooms.sessions.feeds();
        let mut views: Vec<_> = self.sent.values().collect();
        views.sort_by_key(|view| (view.opened, view.number, view.id));
        let frame = ToCounsellor::Snapshot {
            you: self.user.name.clone(),
            clock: self.rooms.clock.now().millis(),
            sessions: views
                .into_iter()
                .map(|view| present::session(view, &feeds))
                .collect(),
            feeds: present::feeds(&feeds),
            tier: self.rooms.sessions.tier().map(Tier::name),
        };
        self.line.send(&frame).await?;
        for view in self.sent.values() {
            told(&self.rooms.sessions, view).await;
        }
        self.help().await?;
        self.all_of_shift().await
    }

    async fn follow(&mut self, change: Change) -> Result<(), Gone> {
        match change {
            Change::Session(id) => {
                let Some(view) = self.rooms.sessions.view(id) else {
                    return Ok(());
                };
                if !self.user.may_read_words_of(view.counsellor.as_ref()) {
                    let at = self.rooms.clock.now();
                    return self.drop_from_page(id, "transferred", at).await;
                }
                if self
                    .sent
                    .get(&id)
                    .is_some_and(|sent| Arc::ptr_eq(sent, &view))
                {
                    return Ok(());
                }
                let session = Box::new(present::session(&view, &self.rooms.sessions.feeds()));
                let new = self.sent.insert(id, Arc::clone(&view)).is_none();
                self.line.send(&ToCounsellor::Session { session }).await?;
                told(&self.rooms.sessions, &view).await;
                if new { self.alerts().await } else { Ok(()) }
            }
            Change::Gone { id, how, at, .. } => self.drop_from_page(id, how.name(), at).await,
            Change::Feed(source) => {
                let feeds = self.rooms.sessions.feeds();
                let Some(state) = feeds.get(&source) else {
                    return Ok(());
                };
                self.line
                    .send(&ToCounsellor::Feed {
                        feed: present::feed(&source, state),
                    })
                    .await?;
                // Whether a chat is followed depends on its feed.
                for view in self
                    .sent
                    .values()
                    .filter(|view| view.source.as_ref() == Some(&source))
                {
                    let session = Box::new(present::session(view, &feeds));
                    self.line.send(&ToCounsellor::Session { session }).await?;
                }
                Ok(())
            }
        }
    }

    async fn drop_from_page(
        &mut self,
        id: SessionId,
        how: &'static str,
        at: chat::Timestamp,
    ) -> Result<(), Gone> {
        if self.sent.remove(&id).is_none() {
            return Ok(());
        }
        self.line
            .send(&ToCounsellor::Gone {
                id: id.to_string(),
                how,
                at: at.millis(),
            })
            .await?;
        self.alerts().await
    }
}

/// The counsellor has been shown who reads this chat, if somebody does.
async fn told(sessions: &Sessions, view: &View) {
    if view.read_by.as_ref().is_some_and(|read_by| !read_by.told) {
        sessions.told_of_reader(view.id).await;
    }
}
