//! `/hooks/v1/{source}`: chat platforms post here what happens in their chats; who they are and what they
//! mean is judged in `feed`.

use crate::rooms::{FeedDesk, Rooms};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chat::Clock;
use feed::{Accepted, Intake, Refusal, Tally, Unaccepted, Webhook};
use std::collections::HashMap;
use std::sync::Arc;

/// The longest body, in bytes. Sunshine sends at most 100 kB, Zendesk less.
pub(crate) const MAX_BODY: usize = 512 * 1024;
/// A platform that is told to come again waits at least so many seconds.
const AGAIN_SECONDS: &str = "2";

/// The webhooks of the configuration and what stands behind them; cheap to clone.
#[derive(Clone)]
pub struct Hooks {
    by_name: Arc<HashMap<String, Arc<dyn Webhook>>>,
    intake: Intake<FeedDesk>,
    tally: Tally,
    desk: FeedDesk,
    clock: Clock,
}

impl Hooks {
    /// Opens a door for each of these.
    pub fn new(
        hooks: impl IntoIterator<Item = Arc<dyn Webhook>>,
        desk: FeedDesk,
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
            clock,
        }
    }

    /// What was refused and ignored since the start.
    pub fn tally(&self) -> &Tally {
        &self.tally
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
                tracing::warn!(
                    source = name,
                    code = unaccepted.code(),
                    "a webhook was refused"
                );
                return Answer::Refused(unaccepted);
            }
        };
        self.desk.hears(hook.name());
        let Accepted {
            events, ignored, ..
        } = accepted;
        for kind in ignored {
            self.tally.count(hook.name(), kind);
        }
        let taken = self.intake.take_all(&**hook, events).await;
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
