//! One websocket to a page or a feed: heartbeat, write deadline, limits.

use crate::guard::PROTOCOL;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use serde::Serialize;
use std::time::Duration;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, timeout};

/// A ping goes out so often.
const BEAT: Duration = Duration::from_secs(25);
/// A peer from which nothing is heard for so long is gone.
const SILENCE: Duration = Duration::from_secs(60);
/// A frame that the peer does not take within this time ends the connection.
const WRITE_DEADLINE: Duration = Duration::from_secs(10);
/// The default of the protocol library is 128 KiB, zero-filled at every read: far too much here.
const READ_BUFFER: usize = 4 * 1024;
/// A peer that does not read parks no more than this; then the connection ends.
const MAX_WRITE_BUFFER: usize = 512 * 1024;

/// The close codes we use beyond those of RFC 6455.
pub(crate) mod close {
    /// The hello was refused.
    pub(crate) const REFUSED: u16 = 4400;
    /// The server is stopping; come again.
    pub(crate) const GOING_AWAY: u16 = 1001;
}

/// Sets every limit of an upgrade.
pub(crate) fn limited(upgrade: WebSocketUpgrade, max_frame: usize) -> WebSocketUpgrade {
    upgrade
        .protocols([PROTOCOL])
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_write_buffer_size(MAX_WRITE_BUFFER)
        .max_message_size(max_frame)
        .max_frame_size(max_frame)
}

/// The peer is gone, or does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gone;

/// A socket with a heartbeat.
pub(crate) struct Line {
    socket: WebSocket,
    beat: Interval,
    heard: Instant,
}

impl Line {
    pub(crate) fn new(socket: WebSocket) -> Self {
        let mut beat = interval_at(Instant::now() + BEAT, BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            socket,
            beat,
            heard: Instant::now(),
        }
    }

    /// The next text frame; `None` when the peer is gone or silent for too long. Cancel safe.
    pub(crate) async fn next(&mut self) -> Option<String> {
        loop {
            tokio::select! {
                // the peer sent something
                frame = self.socket.recv() => {
                    self.heard = Instant::now();
                    match frame {
                        Some(Ok(Message::Text(text))) => return Some(text.as_str().to_owned()),
                        // A ping is answered by the library, a close too: read on until it says None.
                        Some(Ok(_)) => {}
                        Some(Err(_)) | None => return None,
                    }
                }
                // time for a ping, or for giving up
                _ = self.beat.tick() => {
                    if self.heard.elapsed() > SILENCE || self.write(Message::Ping(Default::default())).await.is_err() {
                        return None;
                    }
                }
            }
        }
    }

    /// Sends one frame.
    pub(crate) async fn send(&mut self, frame: &impl Serialize) -> Result<(), Gone> {
        let text = serde_json::to_string(frame).expect("wire types are plain data");
        self.write(Message::Text(text.into())).await
    }

    /// Sends one frame that was written before, for several pages.
    pub(crate) async fn send_written(&mut self, frame: Utf8Bytes) -> Result<(), Gone> {
        self.write(Message::Text(frame)).await
    }

    /// Says goodbye with a code, and waits shortly for the peer's own goodbye.
    pub(crate) async fn close(mut self, code: u16, reason: &'static str) {
        let frame = CloseFrame {
            code,
            reason: reason.into(),
        };
        if self.write(Message::Close(Some(frame))).await.is_ok() {
            let _ = timeout(Duration::from_secs(1), async {
                while let Some(Ok(_)) = self.socket.recv().await {}
            })
            .await;
        }
    }

    async fn write(&mut self, message: Message) -> Result<(), Gone> {
        match timeout(WRITE_DEADLINE, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Gone),
        }
    }
}
