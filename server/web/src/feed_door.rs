//! `/feed/v1` as a websocket: deadlines, one reader, one writer; the protocol itself is in `feed`.

use crate::line::{close, limited};
use crate::rooms::{FeedDesk, Rooms};
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use axum::extract::{State, WebSocketUpgrade};
use axum::response::Response;
use chat::Clock;
use feed::incoming::{Door, Rejected, Reply};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{interval, timeout};
use tokio_util::sync::CancellationToken;

/// The hello must come within this time.
const HELLO: Duration = Duration::from_secs(10);
/// So many answers wait for the sender to read them; then its frames are not read either.
const REPLIES: usize = 256;
/// A ping goes out so often; a sender from which nothing comes for twice as long is gone.
const BEAT: Duration = Duration::from_secs(25);
const WRITE_DEADLINE: Duration = Duration::from_secs(10);

pub(crate) async fn open(State(rooms): State<Rooms>, upgrade: WebSocketUpgrade) -> Response {
    let (desk, clock, stop) = (rooms.feed, rooms.clock, rooms.stop);
    limited(upgrade, desk.limits.max_frame_bytes)
        .on_upgrade(|socket| connection(socket, desk, clock, stop))
}

async fn connection(socket: WebSocket, desk: FeedDesk, clock: Clock, stop: CancellationToken) {
    let (mut sink, mut stream) = socket.split();
    let Ok(Some(hello)) = timeout(HELLO, next_text(&mut stream)).await else {
        return say_goodbye(&mut sink, "no hello in time").await;
    };
    let desk = desk.hearing(&hello);
    let (replies, waiting) = mpsc::channel(REPLIES);
    let opened = Door::open(
        &hello,
        &desk,
        &desk.since_start,
        desk.limits,
        desk.clone(),
        clock,
        replies,
    )
    .await;
    let mut door = match opened {
        Ok(door) => door,
        Err(Rejected(frame)) => {
            tracing::warn!(code = code_of(&frame), "a feed was refused");
            let _ = write(&mut sink, &frame).await;
            return say_goodbye(&mut sink, "hello refused").await;
        }
    };
    let seat = desk.seat(door.source());
    tracing::info!(source = door.source().as_str(), "feed connected");
    let writer = tokio::spawn(write_replies(sink, waiting));
    // What is not acknowledged when the server stops is sent again to the next one.
    while let Some(Some(text)) = stop.run_until_cancelled(next_text(&mut stream)).await {
        door.frame(&text).await;
    }
    tracing::info!(source = door.source().as_str(), "feed disconnected");
    drop((door, seat));
    writer.abort();
}

/// The next text frame; `None` when the sender is gone, or does not even answer our pings.
async fn next_text(stream: &mut SplitStream<WebSocket>) -> Option<String> {
    loop {
        match timeout(BEAT * 2, stream.next()).await {
            Ok(Some(Ok(Message::Text(text)))) => return Some(text.as_str().to_owned()),
            Ok(Some(Ok(_))) => {}
            Ok(Some(Err(_)) | None) | Err(_) => return None,
        }
    }
}

async fn write_replies(
    mut sink: SplitSink<WebSocket, Message>,
    mut replies: mpsc::Receiver<Reply>,
) {
    let mut beat = interval(BEAT);
    loop {
        let written = tokio::select! {
            // an answer is due
            reply = replies.recv() => match reply {
                Some(reply) => write(&mut sink, &reply).await,
                None => return,
            },
            // time for a ping
            _ = beat.tick() => timeout(WRITE_DEADLINE, sink.send(Message::Ping(Default::default()))).await.is_ok_and(|r| r.is_ok()),
        };
        if !written {
            return;
        }
    }
}

async fn write(sink: &mut SplitSink<WebSocket, Message>, frame: &Reply) -> bool {
    let text = serde_json::to_string(frame).expect("wire types are plain data");
    timeout(WRITE_DEADLINE, sink.send(Message::Text(text.into())))
        .await
        .is_ok_and(|sent| sent.is_ok())
}

async fn say_goodbye(sink: &mut SplitSink<WebSocket, Message>, reason: &'static str) {
    let frame = CloseFrame {
        code: close::REFUSED,
        reason: reason.into(),
    };
    let _ = timeout(WRITE_DEADLINE, sink.send(Message::Close(Some(frame)))).await;
}

fn code_of(frame: &Reply) -> &str {
    match frame {
        Reply::Error { code, .. } => code,
        _ => "refused",
    }
}
