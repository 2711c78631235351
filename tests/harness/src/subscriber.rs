//! Another program that listens at `/events/v1`.

use crate::{DEADLINE, TestSidecar};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

/// Its name in the settings.
pub const SUBSCRIBER: &str = "statistics";
/// Its token.
pub const TOKEN_OF_SUBSCRIBER: &str = "a-token-of-a-subscriber-0123456789";

/// A connection that has been welcomed, and all it was sent.
pub struct Subscription {
    socket: WebSocketStream<TcpStream>,
    /// Every frame so far.
    pub frames: Vec<Value>,
}

impl Subscription {
    /// Connects; `after` is how far it had come. Its first frames are there: the welcome, and the snapshot
    /// if it is sent one.
    pub async fn open(sidecar: &TestSidecar, after: Option<&Value>) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        Self::over(socket, sidecar, after).await
    }

    /// Connects with hardly any room for what it does not read.
    pub async fn open_with_little_room(sidecar: &TestSidecar) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(2048).expect("it is set");
        Self::over(socket, sidecar, None).await
    }

    async fn over(socket: TcpSocket, sidecar: &TestSidecar, after: Option<&Value>) -> Self {
        let mut hello = json!({
            "type": "hello", "version": 1, "name": SUBSCRIBER, "token": TOKEN_OF_SUBSCRIBER
        });
        if let Some(after) = after {
            hello["after"] = after.clone();
        }
        let mut subscription = Self {
            socket: said(socket, sidecar, &hello.to_string()).await,
            frames: Vec::new(),
        };
        let welcome = subscription.next().await;
        assert_eq!(welcome["type"], "welcome", "{welcome}");
        if welcome["resumed"] == false {
            subscription.next().await;
        }
        subscription
    }

    /// Says something else first; gives what was answered, and the code it was closed with.
    pub async fn refused(sidecar: &TestSidecar, first: &str) -> (Vec<Value>, u16) {
        let socket = TcpSocket::new_v4().expect("a socket");
        let mut socket = said(socket, sidecar, first).await;
        let mut frames = Vec::new();
        loop {
            let frame = timeout(DEADLINE, socket.next()).await;
            match frame.expect("in time").expect("a close").expect("a frame") {
                Message::Text(text) => frames.push(read(text.as_str())),
                Message::Close(Some(why)) => return (frames, why.code.into()),
                other => assert!(other.is_ping(), "{other}"),
            }
        }
    }

    /// Asks so many times for what is not there; each is answered.
    pub async fn ask_nonsense(&mut self, times: usize) {
        for _ in 0..times {
            let sent = self.socket.feed(Message::text("?")).await;
            sent.expect("sent");
        }
        timeout(DEADLINE, self.socket.flush())
            .await
            .expect("in time")
            .expect("sent");
    }

    /// The next frame.
    pub async fn next(&mut self) -> Value {
        loop {
            let frame = timeout(DEADLINE, self.socket.next()).await;
            let frame = frame.expect("a frame in time").expect("it is open");
            if let Message::Text(text) = frame.expect("a frame") {
                let frame = read(text.as_str());
                self.frames.push(frame.clone());
                return frame;
            }
        }
    }

    /// The first frame to come that is like this.
    pub async fn until(&mut self, like_this: impl Fn(&Value) -> bool) -> Value {
        loop {
            let frame = self.next().await;
            if like_this(&frame) {
                return frame;
            }
        }
    }

    /// How far it has come.
    pub fn after(&self) -> Value {
        let seq = self
            .frames
            .iter()
            .rev()
            .find_map(|frame| frame["seq"].as_u64());
        json!({ "epoch": self.frames[0]["epoch"], "seq": seq })
    }
}

async fn said(socket: TcpSocket, sidecar: &TestSidecar, first: &str) -> WebSocketStream<TcpStream> {
    let address = sidecar.address();
    let opening = async {
        let stream = socket.connect(address).await.expect("a connection");
        let url = format!("ws://{address}/events/v1");
        let (mut socket, _) = client_async(url, stream).await.expect("the door opens");
        let frame = Message::text(first.to_owned());
        socket.send(frame).await.expect("sent");
        socket
    };
    timeout(DEADLINE, opening).await.expect("in time")
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}
