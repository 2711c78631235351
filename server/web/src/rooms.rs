//! What the doors lead to.

use crate::after::AfterTheChat;
use crate::board::{Flow, Texts};
use crate::desk::Desk;
use crate::events::Events;
use crate::hooks::Hooks;
use crate::model_card::AboutTracker;
use crate::moments::Moments;
use crate::report::Reports;
use crate::source_clocks::SourceClocks;
use crate::without_hits::WithoutHits;
use crate::zendesk::Zendesk;
use access::{DevelopmentLogin, FeedTokens, Logins, User};
use articles::ArticleId;
use articles::store::Store;
use chat::{ChatEvent, Clock, CounsellorId, EventKind, SourceName, Speaker};
use feed::incoming::{FromSource, SinceStart};
use feed::{Inlet, Outcome, Refusal};
use index::Reader;
use language::Encoder;
use session::{Heard, NotHeard, Own, Sessions};
use shift::Shift;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use suggestions::Suggestions;
use taxonomy::{GuidanceModel, Services, Workshop};
use tokio_util::sync::CancellationToken;

/// Counts the labelled moments that an article would stand in; `None` where none are played.
pub type Tried = Arc<dyn Fn(&ArticleId) -> Option<usize> + Send + Sync>;

/// Everything the doors lead to; cheap to clone.
#[derive(Clone)]
pub struct Rooms {
    /// The live chats.
    pub sessions: Sessions,
    /// The guidance model.
    pub model: Arc<GuidanceModel>,
    /// The kinds of other services that a veisøker may be told of.
    pub services: Arc<Services>,
    /// What to talk about in a knappeverksted.
    pub workshop: Arc<Workshop>,
    /// The knowledge base with all its versions.
    pub store: Store,
    /// The published articles, searchable.
    pub index: Reader,
    /// Makes the vectors of queries, where search is to go by meaning too.
    pub meaning: Option<Encoder>,
    /// Whether the settings want search to go by meaning, so that a page says when it does not.
    pub means: bool,
    /// The searches that found nothing, for editors.
    pub without_hits: WithoutHits,
    /// What the editors' desk remembers.
    pub desk: Desk,
    /// Where talks stood and which articles were of use, for editors.
    pub moments: Moments,
    /// What talks add up to.
    pub reports: Reports,
    /// What counsellors do once a chat is over.
    pub after: AfterTheChat,
    /// What fits a place in the model.
    pub suggestions: Arc<Suggestions>,
    /// What each counsellor keeps for themselves.
    pub own: Own,
    /// What is known of the tracker in use.
    pub about: Arc<AboutTracker>,
    /// Requests for help, and who leads the shift.
    pub shift: Shift,
    /// All live chats as the boards see them.
    pub flow: Flow,
    /// Whether the text of a chat may be opened on a board.
    pub texts: Texts,
    /// Who is logged in.
    pub logins: Arc<Logins>,
    /// The development login, where it is allowed.
    pub development: Option<DevelopmentLogin>,
    /// Names the development login offers.
    pub names: Vec<String>,
    /// The app inside Zendesk, where the settings name one.
    pub zendesk: Option<Arc<Zendesk>>,
    /// The feeds' door.
    pub feed: FeedDesk,
    /// The doors of chat platforms that post to us.
    pub hooks: Hooks,
    /// What other programs are told.
    pub events: Events,
    /// Which of them may hear it over `/events/v1`.
    pub subscribers: Arc<FeedTokens>,
    /// In how many labelled moments an article would stand before the counsellor, where any are played.
    pub tried: Tried,
    /// The time.
    pub clock: Clock,
    /// Cancelled when the server stops: every socket says goodbye then.
    pub stop: CancellationToken,
    /// Addresses besides our own whose pages may open sockets here, such as `https://x.example`.
    pub origins: Arc<[String]>,
}

/// What stands behind `/feed/v1`.
#[derive(Clone)]
pub struct FeedDesk {
    /// The chats that events go to.
    pub sessions: Sessions,
    /// Who may send.
    pub tokens: Arc<FeedTokens>,
    /// What is accepted.
    pub limits: feed::incoming::Limits,
    /// What outlasts their connections.
    pub since_start: SinceStart,
    /// What feeds call counsellors, where that is not their user id.
    known_as: Arc<HashMap<CounsellorId, CounsellorId>>,
    /// The app whose pages may send too, and the time by which their passes are judged.
    app: Option<(Arc<Zendesk>, Clock)>,
    /// The counsellor whose page of the app sends here: it speaks for their own chats only.
    speaks_for: Option<CounsellorId>,
    connected: Arc<Mutex<HashMap<SourceName, usize>>>,
    /// How far the clocks of sources are from ours.
    pub clocks: SourceClocks,
}

impl FeedDesk {
    /// Makes the desk; draws nothing, starts nothing. `known_as` leads from what a feed calls a
    /// counsellor to the user id; other names are taken as user ids.
    pub fn new(
        sessions: Sessions,
        tokens: FeedTokens,
        limits: feed::incoming::Limits,
        epoch: &str,
        known_as: impl IntoIterator<Item = (CounsellorId, CounsellorId)>,
    ) -> Self {
        Self {
            sessions,
            tokens: Arc::new(tokens),
            limits,
            since_start: SinceStart::new(epoch),
            known_as: Arc::new(known_as.into_iter().collect()),
            app: None,
            speaks_for: None,
            connected: Arc::default(),
            clocks: SourceClocks::default(),
        }
    }

    /// Lets the pages of the app send, too.
    #[must_use]
    pub fn with_app(mut self, app: Option<Arc<Zendesk>>, clock: Clock) -> Self {
        self.app = app.map(|app| (app, clock));
        self
    }

    /// The desk for whoever says this hello: a page of the app speaks for its own counsellor.
    pub(crate) fn hearing(mut self, hello: &str) -> Self {
        if let Ok(FromSource::Hello { source, token, .. }) = serde_json::from_str(hello) {
            self.speaks_for = self.speaker(&source, &token).map(|user| user.id);
        }
        self
    }

    fn speaker(&self, source: &str, token: &str) -> Option<User> {
        let (app, clock) = self.app.as_ref()?;
        app.speaker(source, token, clock.now())
    }

    /// What a page of the app says of a chat. Its browser could say anything, so it is heard only of chats
    /// that nobody else has, and whoever comes in there is its own counsellor.
    fn of_own_chat(&self, mut event: ChatEvent) -> Result<ChatEvent, Refusal> {
        let (Some(me), Some((app, _))) = (&self.speaks_for, &self.app) else {
            return Ok(event);
        };
        let view = self
            .sessions
            .of_conversation(&event.source, &event.conversation);
        let whose = view.and_then(|view| view.counsellor.clone());
        if whose.as_ref().is_some_and(|whose| whose != me) {
            return Err(Refusal::NotYours);
        }
        match &mut event.kind {
            EventKind::Join {
                speaker: Speaker::Veileder,
                counsellor,
            } => *counsellor = Some(me.clone()),
            EventKind::Transfer { .. } if whose.is_none() => return Err(Refusal::NotYours),
            EventKind::Transfer { counsellor } => *counsellor = app.called(counsellor),
            _ => {}
        }
        Ok(event)
    }

    /// Whom a source means by a name. Where the app's pages tell of the same chats, an agent is who comes in
    /// there, whichever road it is.
    pub(crate) fn user(&self, source: &SourceName, name: CounsellorId) -> CounsellorId {
        match (self.known_as.get(&name), &self.app) {
            (Some(user), _) => user.clone(),
            (None, Some((app, _))) if app.tells_of(source) => app.called(&name),
            (None, _) => name,
        }
    }

    /// The event with its counsellor's user id.
    fn translated(&self, mut event: ChatEvent) -> ChatEvent {
        if let EventKind::Join {
            counsellor: Some(name),
            ..
        }
        | EventKind::Transfer { counsellor: name } = &mut event.kind
        {
            *name = self.user(&event.source, name.clone());
        }
        event
    }

    /// A source without a connection was heard: it works.
    pub(crate) fn hears(&self, source: &SourceName) {
        self.sessions.feed_is(source, true);
    }

    /// A connection of a source is there until the guard is dropped.
    pub(crate) fn seat(&self, source: &SourceName) -> FeedSeat {
        let seat = FeedSeat {
            desk: self.clone(),
            source: source.clone(),
        };
        if self.speaks_for.is_some() {
            // One page comes and goes; whether its chats are heard says its own socket.
            self.sessions.feed_is(source, true);
            return seat;
        }
        let mut connected = self
            .connected
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *connected.entry(source.clone()).or_default() += 1;
        self.sessions.feed_is(source, true);
        seat
    }
}

/// One connection of a source; dropping it says that the connection is gone.
pub(crate) struct FeedSeat {
    desk: FeedDesk,
    source: SourceName,
}

impl Drop for FeedSeat {
    fn drop(&mut self) {
        if self.desk.speaks_for.is_some() {
            return;
        }
        let mut connected = self
            .desk
            .connected
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let left = connected.get_mut(&self.source).map_or(0, |count| {
            *count -= 1;
            *count
        });
        if left == 0 {
            self.desk.sessions.feed_is(&self.source, false);
        }
    }
}

impl Inlet for FeedDesk {
    fn clock_is_off(&self, source: &SourceName, by_ms: i64) {
        self.clocks.heard(source, by_ms);
    }

    async fn deliver(&self, event: ChatEvent) -> Result<Outcome, Refusal> {
        let event = match self.speaks_for {
            Some(_) => self.of_own_chat(event)?,
            None => self.translated(event),
        };
        match self.sessions.deliver(event).await {
            Ok(Heard::New | Heard::Ignored) => Ok(Outcome::Read),
            Ok(Heard::Duplicate) => Ok(Outcome::Duplicate),
            Ok(Heard::Rebuilt) => Ok(Outcome::Rebuilt),
            Err(not_heard) => Err(refusal(not_heard)),
        }
    }

    async fn receive(&self, event: &ChatEvent) -> Result<(), Refusal> {
        self.sessions.receive(event).await.map_err(refusal)
    }
}

fn refusal(not_heard: NotHeard) -> Refusal {
    match not_heard {
        NotHeard::Ended => Refusal::Ended,
        NotHeard::Full => Refusal::Full,
        NotHeard::Busy => Refusal::Busy,
        NotHeard::Stopping => Refusal::Stopping,
    }
}

impl feed::incoming::Admission for FeedDesk {
    fn admits(&self, source: &str, token: &str) -> bool {
        self.tokens.admits(source, token) || self.speaker(source, token).is_some()
    }
}
