//! Listens to group chats of an XMPP server over WebSocket (RFC 7395); it cannot write to them.
//!
//! Invariants
//! - Everything that leaves goes through [`outgoing::Outgoing`], which has no message in it.
//! - Each wait has a deadline; whatever a server sends, the worst that follows is a new connection.
//! - A room's events go through one courier, one at a time. What the courier has delivered is the
//!   room's ledger, and the archive is read from there on the next connection: nothing is lost
//!   between two connections, and nothing is remembered that was not delivered.
//! - Words, nicks and addresses of rooms and people never reach a log.
//!
//! From the socket inwards: [`connection`] carries frames, [`element`] makes trees of them,
//! [`login`] gets us in, [`incoming`] says what a tree means, [`listening`] decides, [`room`] turns
//! it into events (who speaks is for [`roles`], what was missed for [`archive`]), [`courier`]
//! hands them over.

mod archive;
mod backoff;
mod config;
mod connection;
mod courier;
mod element;
mod incoming;
mod listening;
mod login;
mod outgoing;
mod roles;
mod room;
mod said;

pub use config::{RoomRule, XmppConfig};
pub(crate) use roles::matches;

use crate::{FeedStatus, Inlet};
use backoff::Backoff;
use chat::Clock;
use listening::{Ended, Listening, Rooms};
use tokio_util::sync::CancellationToken;

/// Listens until `stop` is cancelled: connects, joins the rooms that match, delivers what is heard
/// to `inlet`, and connects again for ever when the connection is lost.
///
/// There is no error to return: each failed attempt, a wrong password or setting included, is told
/// once through `status` and the log, and tried again after a growing pause. The password file is
/// read anew for each attempt, so that it may be replaced while running. When `stop` is cancelled,
/// what was heard is still handed over for at most `request_timeout_seconds`.
pub async fn run<I: Inlet>(
    config: XmppConfig,
    inlet: I,
    clock: Clock,
    status: impl Fn(FeedStatus) + Send + Sync,
    stop: CancellationToken,
) {
    let mut rooms = Rooms::default();
    let mut pause = Backoff::new(config.backoff_min(), config.backoff_max());
    while !stop.is_cancelled() {
        let attempt = Listening::connect(&config, &inlet, &clock, &mut rooms);
        let reason = match stop.run_until_cancelled(attempt).await {
            None => break,
            Some(Err(reason)) => reason,
            Some(Ok(listening)) => match listening.listen(&status, &stop).await {
                Ended::Stopped => break,
                Ended::Lost { reason, steady } => {
                    if steady {
                        pause.reset();
                    }
                    reason
                }
            },
        };
        status(FeedStatus::Lost { reason });
        let wait = pause.next();
        tracing::warn!(
            source = config.name.as_str(),
            reason = reason.code(),
            needs_a_person = reason.needs_a_person(),
            retry_in_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "not listening: {reason}"
        );
        if stop
            .run_until_cancelled(tokio::time::sleep(wait))
            .await
            .is_none()
        {
            break;
        }
    }
}
