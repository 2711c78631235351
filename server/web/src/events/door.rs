//! `/events/v1` as a websocket: one hello, then frames until the subscriber is gone.

use super::stream::{Beginning, Events, First};
use crate::line::{Gone, Line, close, limited};
use crate::rooms::Rooms;
use crate::wire::events::{FromSubscriber, ToSubscriber, VERSION, Why};
use access::FeedTokens;
use axum::extract::ws::Utf8Bytes;
use axum::extract::{State, WebSocketUpgrade};
use axum::response::Response;
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// The hello must come within this time.
const HELLO: Duration = Duration::from_secs(10);
/// The longest frame a subscriber may send, in bytes: a hello fits in it.
const MAX_FRAME: usize = 4 * 1024;

pub(crate) async fn open(State(rooms): State<Rooms>, upgrade: WebSocketUpgrade) -> Response {
    limited(upgrade, MAX_FRAME).on_upgrade(|socket| async move {
        let mut line = Line::new(socket);
        let said = timeout(HELLO, line.next()).await;
        let Ok(Some(said)) = said else {
            return line.close(close::REFUSED, "no hello in time").await;
        };
        match admitted(&said, &rooms.subscribers) {
            Err((code, reason)) => {
                tracing::warn!(code, "a subscriber was refused");
                let _ = line.send(&error(code, &reason)).await;
                line.close(close::REFUSED, "hello refused").await;
            }
            Ok((name, beginning)) => {
                let beginning = rooms.events.begin(beginning.as_ref());
                tracing::info!(subscriber = name, "subscriber connected");
                let told = tell(&mut line, &rooms.events, beginning, &rooms.stop).await;
                tracing::info!(subscriber = name, "subscriber disconnected");
                if told.is_ok() {
                    line.close(close::GOING_AWAY, "stopping").await;
                }
            }
        }
    })
}

type Refused = (&'static str, String);

/// Who says hello, and how far they had come; no reason quotes what was sent.
fn admitted(
    said: &str,
    tokens: &FeedTokens,
) -> Result<(String, Option<crate::wire::events::After>), Refused> {
    let hello = serde_json::from_str(said);
    let hello = hello.map_err(|_| ("malformed", "the first frame must be `hello`".to_owned()))?;
    let FromSubscriber::Hello {
        version,
        name,
        token,
        after,
    } = hello;
    if version != VERSION {
        let reason = format!("version {version} is not spoken here; this is version {VERSION}");
        return Err(("unknown_version", reason));
    }
    if !tokens.admits(&name, &token) {
        return Err((
            "not_admitted",
            "unknown subscriber or wrong token".to_owned(),
        ));
    }
    Ok((name, after))
}

async fn tell(
    line: &mut Line,
    events: &Events,
    beginning: Beginning,
    stop: &CancellationToken,
) -> Result<(), Gone> {
    let welcome = ToSubscriber::Welcome {
        version: VERSION,
        epoch: events.epoch(),
        seq: beginning.seq,
        resumed: matches!(beginning.first, First::Missed(_)),
    };
    line.send(&welcome).await?;
    let mut frames = begin(line, events, beginning).await?;
    loop {
        tokio::select! {
            // the server stops
            () = stop.cancelled() => return Ok(()),
            // something happened
            frame = frames.recv() => match frame {
                Ok(frame) => line.send_written(frame).await?,
                Err(RecvError::Lagged(missed)) => {
                    line.send(&ToSubscriber::Anew { missed }).await?;
                    let mut anew = events.begin(None);
                    if let First::Snapshot(why, _) = &mut anew.first {
                        *why = Why::Lagged;
                    }
                    frames = begin(line, events, anew).await?;
                }
                Err(RecvError::Closed) => return Ok(()),
            },
            // there is nothing to say after the hello
            said = line.next() => match said {
                Some(_) => line.send(&error("unexpected", "nothing is asked here after `hello`")).await?,
                None => return Err(Gone),
            },
        }
    }
}

async fn begin(
    line: &mut Line,
    events: &Events,
    beginning: Beginning,
) -> Result<Receiver<Utf8Bytes>, Gone> {
    match beginning.first {
        First::Missed(missed) => {
            for frame in missed {
                line.send_written(frame).await?;
            }
        }
        First::Snapshot(why, sessions) => {
            let snapshot = ToSubscriber::Snapshot {
                why,
                seq: beginning.seq,
                clock: events.now().millis(),
                sessions,
            };
            line.send(&snapshot).await?;
        }
    }
    Ok(beginning.frames)
}

fn error(code: &str, reason: &str) -> ToSubscriber {
    ToSubscriber::Error {
        code: code.to_owned(),
        reason: reason.to_owned(),
    }
}
