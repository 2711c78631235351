//! A chat server in this process that does what it is told, wrong things included.

use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::tungstenite::http::HeaderValue;

/// Accepts connections one after the other, for a test to play the server's part.
pub struct FakeServer {
    listener: TcpListener,
}

/// One connection to it.
pub struct Client {
    socket: WebSocketStream<TcpStream>,
    /// Everything the client sent on it.
    pub sent: Vec<String>,
}

impl FakeServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        Self { listener }
    }

    pub fn address(&self) -> String {
        format!(
            "127.0.0.1:{}",
            self.listener.local_addr().expect("it is bound").port()
        )
    }

    pub fn url(&self) -> String {
        format!("ws://{}/ws", self.address())
    }

    /// The next connection, before anything was said on it.
    pub async fn accept_raw(&self) -> TcpStream {
        let accepting = tokio::time::timeout(crate::recorder::PATIENCE, self.listener.accept());
        accepting
            .await
            .expect("somebody connects")
            .expect("a connection")
            .0
    }

    /// The next connection as a WebSocket.
    pub async fn accept(&self) -> Client {
        let stream = self.accept_raw().await;
        #[expect(clippy::result_large_err, reason = "the library's own signature")]
        let agree = |request: &Request, mut response: Response| {
            assert_eq!(request.headers()["Sec-WebSocket-Protocol"], "xmpp");
            let agreed = HeaderValue::from_static("xmpp");
            response
                .headers_mut()
                .insert("Sec-WebSocket-Protocol", agreed);
            Ok(response)
        };
        let socket = tokio_tungstenite::accept_hdr_async(stream, agree).await;
        Client {
            socket: socket.expect("it speaks WebSocket"),
            sent: vec![],
        }
    }

    /// The next connection, logged in.
    pub async fn accept_login(&self) -> Client {
        let mut client = self.accept().await;
        client.log_in().await;
        client
    }
}

impl Client {
    /// The next text from the client.
    pub async fn receive(&mut self) -> String {
        let receiving = async {
            loop {
                match self.socket.next().await {
                    Some(Ok(Message::Text(text))) => return text.to_string(),
                    Some(Ok(_)) => {}
                    other => panic!("the client went away: {other:?}"),
                }
            }
        };
        let text = tokio::time::timeout(crate::recorder::PATIENCE, receiving).await;
        let text = text.expect("the client says something");
        self.sent.push(text.clone());
        text
    }

    /// The next text from the client that has this in it.
    pub async fn receive_with(&mut self, part: &str) -> String {
        loop {
            let text = self.receive().await;
            if text.contains(part) {
                return text;
            }
        }
    }

    pub async fn send(&mut self, text: &str) {
        self.send_message(Message::text(text)).await;
    }

    pub async fn send_message(&mut self, message: Message) {
        let _ = self.socket.send(message).await;
    }

    /// Answers a question with what stands in `inside`.
    pub async fn answer(&mut self, question: &str, from: &str, inside: &str) {
        let id = attribute(question, "id");
        self.send(&format!(
            "<iq xmlns='jabber:client' type='result' id='{id}' from='{from}'>{inside}</iq>"
        ))
        .await;
    }

    pub async fn open(&mut self, features: &str) {
        self.receive_with("<open").await;
        self.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' version='1.0'/>")
            .await;
        self.send(&format!(
            "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>{features}</stream:features>"
        ))
        .await;
    }

    pub async fn log_in(&mut self) {
        self.open(
            "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>",
        )
        .await;
        self.receive_with("<auth").await;
        self.send("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>")
            .await;
        self.open("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>")
            .await;
        let bind = self.receive_with("<bind").await;
        let bound =
            "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>ledsager@localhost/x</jid></bind>";
        self.answer(&bind, "ledsager@localhost/x", bound).await;
    }

    /// Lists these rooms when asked.
    pub async fn list(&mut self, rooms: &[&str]) {
        let question = self.receive_with("disco#items").await;
        let items: String = rooms
            .iter()
            .map(|jid| format!("<item jid='{jid}'/>"))
            .collect();
        let query =
            format!("<query xmlns='http://jabber.org/protocol/disco#items'>{items}</query>");
        self.answer(&question, "chat.localhost", &query).await;
    }

    /// Lets the client into a room in which a veisøker is.
    pub async fn let_in(&mut self, room: &str) {
        self.receive_with("<presence").await;
        for (nick, status) in [("gjest", ""), ("ledsager", "<status code='110'/>")] {
            self.send(&format!(
                "<presence xmlns='jabber:client' from='{room}/{nick}'>\
                 <x xmlns='http://jabber.org/protocol/muc#user'>{status}</x></presence>"
            ))
            .await;
        }
    }

    /// Says something live in a room.
    pub async fn say(&mut self, room: &str, id: &str, text: &str) {
        self.send(&said(room, id, text)).await;
    }
}

/// Something said in a room by the veisøker.
pub fn said(room: &str, id: &str, text: &str) -> String {
    format!(
        "<message xmlns='jabber:client' type='groupchat' from='{room}/gjest'><body>{text}</body>\
         <stanza-id xmlns='urn:xmpp:sid:0' by='{room}' id='{id}'/></message>"
    )
}

/// The value of an attribute in a frame of ours, which has simple quotes.
pub fn attribute<'a>(frame: &'a str, name: &str) -> &'a str {
    let start = frame.find(&format!(" {name}='")).expect("it has one") + name.len() + 3;
    let length = frame[start..].find('\'').expect("it ends");
    &frame[start..start + length]
}
