//! `/hooks/v1/{source}`: chat platforms post here what happens in their chats; who they are and what they
//! mean is judged in `feed`.

use crate::rooms::{FeedDesk, Rooms};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chat::{Clock, SourceName};
use feed::{Accepted, Availability, Intake, Refusal, Tally, Unaccepted, Webhook};
use shift::{OnPlatform, People};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

/// The longest body, in bytes. Sunshine sends at most 100 kB, Zendesk less.
pub(crate) const MAX_BODY: usize = 512 * 1024;
/// A platform that is told to come again waits at least so many seconds.
const AGAIN_SECONDS: &str = "2";

/// Counted beside what is of no use, so that a feed from which nothing comes is seen.
const TAKEN: &str = "taken";
const PRESENCE: &str = "presence";
const MINUTE: Duration = Duration::from_secs(60);

/// The webhooks of the configuration and what stands behind them; cheap to clone.
#[derive(Clone)]
pub struct Hooks {
    by_name: Arc<HashMap<String, Arc<dyn Webhook>>>,
    intake: Intake<FeedDesk>,
    tally: Tally,
    desk: FeedDesk,
    people: People,
    clock: Clock,
}

impl Hooks {
    /// Opens a door for each of these.
    pub fn new(
        hooks: impl IntoIterator<Item = Arc<dyn Webhook>>,
        desk: FeedDesk,
        people: People,
        taking: feed::Taking,
        clock: Clock,
    ) -> Self {
        let tally = Tally::default();
        let named = hooks
            .into_iter()
            .map(|hook| (hook.name().as_str().to_owned(), hook));
        Self {
            by_name: Arc::new(named.collect()),
            intake: Intake::new(desk.clone(), clock.clone(), taking, tally.clone()),
            tally,
            desk,
            people,
            clock,
        }
    }

    /// What was taken, refused and ignored since the start.
    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Says in the log, once a minute at most, what a source sent that was of no use, for ever.
    pub async fn tell_the_log(self) {
        let mut told = BTreeMap::new();
        loop {
            tokio::time::sleep(MINUTE).await;
            let mut risen: BTreeMap<SourceName, String> = BTreeMap::new();
            for (source, kind, count) in self.tally.all() {
                let before = told.insert((source.clone(), kind), count).unwrap_or(0);
                if count > before && ![TAKEN, PRESENCE].contains(&kind) {
                    let line = risen.entry(source).or_default();
                    line.push_str(&format!(" {kind}={}", count - before));
                }
            }
            for (source, counts) in risen {
                let (source, counts) = (source.as_str(), counts.trim_start());
                tracing::warn!(source, counts, "a feed sent what was refused or ignored");
            }
        }
    }

    /// Takes one request in, as far as it is believed.
    pub(crate) async fn take(&self, name: &str, headers: &HeaderMap, body: &[u8]) -> Answer {
        let Some(hook) = self.by_name.get(name) else {
            return Answer::Nobody;
        };
        let accepted = match hook.accept(headers, body, self.clock.now()) {
            Ok(accepted) => accepted,
            Err(unaccepted) => {
                self.tally.count(hook.name(), unaccepted.code());
                return Answer::Refused(unaccepted);
            }
        };
        self.desk.hears(hook.name());
        let Accepted {
            events,
            presences,
            ignored,
        } = accepted;
        for presence in presences {
            let who = self.desk.user(hook.name(), presence.counsellor);
            let state = match presence.state {
                Availability::Online => OnPlatform::Online,
                Availability::Away => OnPlatform::Away,
                Availability::Offline => OnPlatform::Offline,
            };
            self.people.platform_says(who, state, presence.since);
            self.tally.count(hook.name(), PRESENCE);
        }
        for kind in ignored {
            self.tally.count(hook.name(), kind);
        }
        let taken = self.intake.take_all(&**hook, events).await;
        for _ in taken.iter().filter(|taken| taken.is_ok()) {
            self.tally.count(hook.name(), TAKEN);
        }
        let passing = |taken: &Result<(), Refusal>| taken.is_err_and(Refusal::is_passing);
        // What can never be taken is counted, and not asked for again.
        if taken.iter().any(passing) {
            Answer::Again
        } else {
            Answer::Received
        }
    }
}

/// What the platform is told.
pub(crate) enum Answer {
    Received,
    Again,
    Refused(Unaccepted),
    Nobody,
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::Received => StatusCode::OK.into_response(),
            Self::Again => {
                let later = [(header::RETRY_AFTER, AGAIN_SECONDS)];
                (StatusCode::SERVICE_UNAVAILABLE, later).into_response()
            }
            Self::Refused(unaccepted) => {
                let status = match unaccepted {
                    Unaccepted::Malformed(_) => StatusCode::BAD_REQUEST,
                    _ => StatusCode::UNAUTHORIZED,
                };
                (status, unaccepted.to_string()).into_response()
            }
            Self::Nobody => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

pub(crate) async fn posted(
    State(rooms): State<Rooms>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    rooms.hooks.take(&name, &headers, &body).await
}
