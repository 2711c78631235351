//! The sending side of `/feed/v1`: what an adapter does, done right. The demo and the tests use it.
//!
//! Keeps every event until it is acknowledged and sends the rest again after a reconnect.

use crate::incoming::{FeedEvent, FromSource, ToSource, VERSION};
use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

const CONNECT: Duration = Duration::from_secs(10);
const READ_BUFFER: usize = 4 * 1024;

/// A connection to `/feed/v1` that has been welcomed.
pub struct FeedClient {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// What was sent and is not answered yet, oldest first.
    open: Vec<FeedEvent>,
    epoch: String,
}

/// Why the client could not go on.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// No connection, or it was lost.
    #[error("the connection to the feed door: {0}")]
    Connection(#[from] Box<tungstenite::Error>),
    /// Nothing came in time.
    #[error("the feed door did not answer in time")]
    Silent,
    /// The hello was refused.
    #[error("the feed door refused the hello: {code}: {reason}")]
    Refused {
        /// One word.
        code: String,
        /// The reason.
        reason: String,
    },
    /// The answer was not a frame of the protocol.
    #[error("the feed door answered what is not a frame: {0}")]
    Nonsense(#[from] serde_json::Error),
}

impl FeedClient {
    /// Connects and says hello. `url` is the whole address, such as `ws://127.0.0.1:7040/feed/v1`.
    ///
    /// # Errors
    /// If there is no connection within 10 s, or the hello is refused.
    pub async fn connect(url: &str, source: &str, token: &str) -> Result<Self, ClientError> {
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER)
            .write_buffer_size(0);
        let connecting = connect_async_with_config(url, Some(config), true);
        let connected = timeout(CONNECT, connecting)
            .await
            .map_err(|_| ClientError::Silent)?;
        let (socket, _) = connected.map_err(Box::new)?;
        let mut client = Self {
            socket,
            open: Vec::new(),
            epoch: String::new(),
        };
        let hello = FromSource::Hello {
            version: VERSION,
            source: source.to_owned(),
            token: token.to_owned(),
        };
        client.write(&hello).await?;
        match timeout(CONNECT, client.read())
            .await
            .map_err(|_| ClientError::Silent)??
        {
            Some(ToSource::Welcome { epoch, .. }) => {
                client.epoch = epoch;
                Ok(client)
            }
            Some(ToSource::Error { code, reason }) => Err(ClientError::Refused { code, reason }),
            _ => Err(ClientError::Silent),
        }
    }

    /// The server's epoch: a new one means that it was restarted and has lost the words.
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// Sends events in one frame, and keeps them until they are answered.
    ///
    /// # Errors
    /// If the connection is lost; [`FeedClient::unanswered`] has what to send again.
    pub async fn send(&mut self, events: &[FeedEvent]) -> Result<(), ClientError> {
        self.open.extend_from_slice(events);
        let raw = events
            .iter()
            .map(serde_json::value::to_raw_value)
            .collect::<Result<_, _>>()?;
        self.write(&FromSource::Events { events: raw }).await
    }

    /// The next answer; `None` when the server has closed.
    ///
    /// # Errors
    /// If the connection is lost or the answer is nonsense.
    pub async fn answer(&mut self) -> Result<Option<ToSource>, ClientError> {
        let answer = self.read().await?;
        match &answer {
            Some(ToSource::Ack { ids }) => self.open.retain(|event| !ids.contains(&event.id)),
            Some(ToSource::Refused {
                id: Some(id),
                again: false,
                ..
            }) => self.open.retain(|event| &event.id != id),
            _ => {}
        }
        Ok(answer)
    }

    /// What is not answered yet, oldest first: to be sent again over the next connection.
    pub fn unanswered(&self) -> &[FeedEvent] {
        &self.open
    }

    /// Sends text as it is: for trying what the door does with it.
    ///
    /// # Errors
    /// If the connection is lost.
    pub async fn send_raw(&mut self, message: Message) -> Result<(), ClientError> {
        self.socket
            .send(message)
            .await
            .map_err(|error| Box::new(error).into())
    }

    async fn write(&mut self, frame: &FromSource) -> Result<(), ClientError> {
        let text = serde_json::to_string(frame)?;
        self.send_raw(Message::text(text)).await
    }

    async fn read(&mut self) -> Result<Option<ToSource>, ClientError> {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => {
                    return Ok(Some(serde_json::from_str(text.as_str())?));
                }
                Some(Ok(Message::Close(_))) | None => return Ok(None),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(Box::new(error).into()),
            }
        }
    }
}
