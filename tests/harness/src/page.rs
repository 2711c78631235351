//! A browser's part: logs in, opens a socket, and remembers what it was shown.

use crate::{DEADLINE, TestSidecar};
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A counsellor's panel.
pub type CounsellorSocket = Page;
/// The vaktleder's board.
pub type ShiftLeadSocket = Page;

/// A page with a socket, and the newest state of every chat it was shown.
pub struct Page {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// The newest state of each chat, by id.
    pub sessions: BTreeMap<String, Value>,
    /// Chats that are over, with how.
    pub gone: BTreeMap<String, String>,
    /// The requests for help, as they were shown last.
    pub help: Vec<Value>,
    /// Every frame as it came, but a board's beats.
    pub frames: Vec<String>,
}

impl Page {
    /// Logs in as a counsellor of this name and opens the panel.
    pub async fn panel(sidecar: &TestSidecar, name: &str) -> Self {
        let cookie = log_in(sidecar.address(), name, "veileder").await;
        Self::open(sidecar, "/panel/v1", &cookie).await
    }

    /// Logs in as vaktleder and opens the board.
    pub async fn board(sidecar: &TestSidecar, name: &str) -> Self {
        let cookie = log_in(sidecar.address(), name, "vaktleder").await;
        Self::open(sidecar, "/board/v1", &cookie).await
    }

    /// Opens a socket with a cookie, and waits for the snapshot and the requests for help.
    pub async fn open(sidecar: &TestSidecar, path: &str, cookie: &str) -> Self {
        let origin = format!("http://{}", sidecar.address());
        let socket = connect(sidecar.address(), path, cookie, &origin)
            .await
            .expect("the socket opens");
        Self::on(socket).await
    }

    /// Opens a socket by a request with headers of its own.
    pub async fn over(request: Request) -> Self {
        let opening = timeout(DEADLINE, connect_async(request));
        let (socket, _) = opening.await.expect("in time").expect("the socket opens");
        Self::on(socket).await
    }

    async fn on(socket: WebSocketStream<MaybeTlsStream<TcpStream>>) -> Self {
        let mut page = Self {
            socket,
            sessions: BTreeMap::new(),
            gone: BTreeMap::new(),
            help: Vec::new(),
            frames: Vec::new(),
        };
        let first = page.next().await;
        assert_eq!(first["type"], "snapshot", "the first frame is a snapshot");
        let second = page.next().await;
        assert_eq!(second["type"], "help", "the second is requests for help");
        page
    }

    /// The next frame, remembered. A board's beat is none: it tells that there is nothing more.
    pub async fn next(&mut self) -> Value {
        let next = async {
            loop {
                let frame = self.any().await;
                if frame["type"] != "beat" {
                    return frame;
                }
            }
        };
        timeout(DEADLINE, next).await.expect("a frame in time")
    }

    /// The next beat of a board: since when it has everything, in ms of a clock that never jumps.
    pub async fn beat(&mut self) -> u64 {
        let next = async {
            loop {
                let frame = self.any().await;
                if frame["type"] == "beat" {
                    return frame["at"].as_u64().expect("a time");
                }
            }
        };
        timeout(DEADLINE, next).await.expect("a beat in time")
    }

    async fn any(&mut self) -> Value {
        loop {
            let frame = self.socket.next().await;
            if let Message::Text(text) = frame.expect("the socket is open").expect("a frame") {
                let frame = serde_json::from_str(text.as_str()).expect("JSON");
                self.remember(&frame);
                if frame["type"] != "beat" {
                    self.frames.push(text.as_str().to_owned());
                }
                return frame;
            }
        }
    }

    /// Reads until some chat is as wanted, and gives its state.
    pub async fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Some(found) = self.sessions.values().find(|session| wanted(session)) {
                return found.clone();
            }
            self.next().await;
        }
    }

    /// Reads until the requests for help are as wanted, and gives them.
    pub async fn until_help(&mut self, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        while !wanted(&self.help) {
            self.next().await;
        }
        self.help.clone()
    }

    /// Sends a frame that cannot be followed, and gives the reason.
    pub async fn refused(&mut self, frame: &Value) -> String {
        self.send(frame).await;
        loop {
            let answer = self.next().await;
            if answer["type"] == "problem" {
                return answer["reason"].as_str().expect("a reason").to_owned();
            }
        }
    }

    /// Reads until a chat is over, and says how it ended.
    pub async fn until_gone(&mut self, id: &str) -> String {
        while !self.gone.contains_key(id) {
            self.next().await;
        }
        self.gone[id].clone()
    }

    /// Sends a frame.
    pub async fn send(&mut self, frame: &Value) {
        self.socket
            .send(Message::text(frame.to_string()))
            .await
            .expect("sent");
    }

    fn remember(&mut self, frame: &Value) {
        let id = |session: &Value| session["id"].as_str().expect("an id").to_owned();
        match frame["type"].as_str() {
            Some("snapshot") => {
                let sessions = frame["sessions"].as_array().expect("sessions");
                self.sessions = sessions
                    .iter()
                    .map(|session| (id(session), session.clone()))
                    .collect();
            }
            Some("session") => {
                self.sessions
                    .insert(id(&frame["session"]), frame["session"].clone());
            }
            Some("gone") => {
                self.sessions.remove(&id(frame));
                self.gone
                    .insert(id(frame), frame["how"].as_str().expect("how").to_owned());
            }
            Some("help") => {
                self.help = frame["requests"].as_array().expect("requests").clone();
            }
            _ => {}
        }
    }
}

/// Opens a socket as a browser would.
///
/// # Errors
/// If the server refuses, for instance a foreign origin.
pub async fn connect(
    address: SocketAddr,
    path: &str,
    cookie: &str,
    origin: &str,
) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, Box<tungstenite::Error>> {
    let mut request = format!("ws://{address}{path}")
        .into_client_request()
        .map_err(Box::new)?;
    let headers = request.headers_mut();
    headers.insert("cookie", cookie.parse().expect("a header"));
    headers.insert("origin", origin.parse().expect("a header"));
    let connected = timeout(DEADLINE, connect_async(request))
        .await
        .expect("an answer in time");
    connected.map(|(socket, _)| socket).map_err(Box::new)
}

/// Logs in at the front page, and gives the cookie.
pub async fn log_in(address: SocketAddr, name: &str, role: &str) -> String {
    let body = format!("name={}&role={role}", name.replace(' ', "+"));
    let answer = request(
        address,
        "POST",
        "/inn",
        "application/x-www-form-urlencoded",
        "",
        &body,
    )
    .await;
    let cookie = answer
        .lines()
        .find_map(|line| line.strip_prefix("set-cookie: "));
    cookie
        .expect("a cookie")
        .split(';')
        .next()
        .expect("its first part")
        .to_owned()
}

/// One plain HTTP request; gives the whole answer, head and body.
pub async fn request(
    address: SocketAddr,
    method: &str,
    path: &str,
    kind: &str,
    cookie: &str,
    body: &str,
) -> String {
    let origin = format!("http://{address}");
    let headers = [
        ("origin", origin.as_str()),
        ("content-type", kind),
        ("cookie", cookie),
    ];
    request_with(address, method, path, &headers, body).await
}

/// One plain HTTP request with headers of its own; gives the whole answer, head and body.
pub async fn request_with(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> String {
    let length = body.len();
    let lines = headers.iter();
    let lines: String = lines
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\n{lines}content-length: {length}\r\n\
         connection: close\r\n\r\n{body}"
    );
    let exchange = async {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(head.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        answer
    };
    timeout(DEADLINE, exchange)
        .await
        .expect("an answer in time")
}

/// Sends one frame on a bare socket and gives the text of the next.
pub async fn exchange(
    socket: &mut WebSocketStream<MaybeTlsStream<TcpStream>>,
    message: Message,
) -> String {
    socket.send(message).await.expect("sent");
    let answer = timeout(DEADLINE, socket.next())
        .await
        .expect("an answer in time");
    answer
        .expect("an answer")
        .expect("a frame")
        .into_text()
        .expect("text")
        .as_str()
        .to_owned()
}

/// Whether the server closes this connection.
pub async fn closes(client: &mut feed::client::FeedClient) -> bool {
    loop {
        match timeout(DEADLINE, client.answer()).await.expect("in time") {
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => return true,
        }
    }
}

/// Opens a feed connection and sends a text frame that is not UTF-8; expects to be cut off.
pub async fn send_text_that_is_not_utf8(sidecar: &TestSidecar) {
    use tokio_tungstenite::tungstenite::protocol::frame::Frame;
    use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
    let (mut socket, _) = connect_async(sidecar.feed_url())
        .await
        .expect("the socket opens");
    let frame = Frame::message(vec![0xff, 0xfe, 0xfd], OpCode::Data(Data::Text), true);
    socket.send(Message::Frame(frame)).await.expect("sent");
    while let Some(Ok(answer)) = timeout(DEADLINE, socket.next())
        .await
        .expect("an answer in time")
    {
        assert!(!matches!(answer, Message::Text(_)) || answer.to_string().contains("error"));
    }
}
