//! The WebSocket to the server: frames out of one closed list, elements in, deadlines on both.

use super::XmppConfig;
use super::element::Element;
use super::outgoing::Outgoing;
use crate::LostReason;
use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::http::header::SEC_WEBSOCKET_PROTOCOL;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

/// An open connection. The socket is private here, so that nothing but [`Outgoing`] can be sent.
pub(super) struct Connection {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    patience: Duration,
}

impl Connection {
    /// Connects and agrees on the subprotocol `xmpp` (RFC 7395).
    pub(super) async fn open(config: &XmppConfig) -> Result<Self, LostReason> {
        // More than one provider may be compiled in by somebody else; ours is named, so that
        // rustls need not guess. That it is named already is no fault.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut request = config
            .url
            .as_str()
            .into_client_request()
            .map_err(|_| LostReason::Misconfigured)?;
        request
            .headers_mut()
            .insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static("xmpp"));
        let limits = WebSocketConfig::default()
            .read_buffer_size(4096)
            .write_buffer_size(0)
            .max_message_size(Some(config.max_stanza_bytes))
            .max_frame_size(Some(config.max_stanza_bytes));
        let connecting = connect_async_with_config(request, Some(limits), true);
        match timeout(config.connect_timeout(), connecting).await {
            Err(_) => Err(LostReason::Silent),
            Ok(Err(error)) => Err(why_not_open(&error)),
            Ok(Ok((socket, _))) => Ok(Self {
                socket,
                patience: config.request_timeout(),
            }),
        }
    }

    /// Sends one frame, within the request deadline.
    pub(super) async fn send(&mut self, outgoing: Outgoing<'_>) -> Result<(), LostReason> {
        let sending = self.socket.send(Message::text(outgoing.frame()));
        match timeout(self.patience, sending).await {
            Err(_) => Err(LostReason::Silent),
            Ok(sent) => sent.map_err(|error| why_lost(&error)),
        }
    }

    /// The next element. Has no deadline of its own; dropping the future loses nothing.
    pub(super) async fn next(&mut self) -> Result<Element, LostReason> {
        loop {
            let message = match self.socket.next().await {
                None => return Err(LostReason::Closed),
                Some(message) => message.map_err(|error| why_lost(&error))?,
            };
            match message {
                Message::Text(text) => {
                    if let Some(element) = Element::parse(&text)? {
                        return Ok(element);
                    }
                }
                Message::Ping(_) | Message::Pong(_) => {}
                Message::Close(_) => return Err(LostReason::Closed),
                Message::Binary(_) | Message::Frame(_) => return Err(LostReason::Nonsense),
            }
        }
    }

    /// The next element, within the request deadline.
    pub(super) async fn next_soon(&mut self) -> Result<Element, LostReason> {
        (timeout(self.patience, self.next()).await).unwrap_or(Err(LostReason::Silent))
    }

    /// Takes leave politely; whether it arrives does not matter.
    pub(super) async fn close(mut self) {
        let goodbye = async {
            self.send(Outgoing::Close).await?;
            self.socket.close(None).await.map_err(|e| why_lost(&e))
        };
        let _ = timeout(Duration::from_secs(1), goodbye).await;
    }
}

fn why_not_open(error: &Error) -> LostReason {
    match error {
        Error::Io(io) if io.kind() == std::io::ErrorKind::InvalidData => LostReason::Certificate,
        Error::Io(_) => LostReason::Unreachable,
        Error::Tls(_) => LostReason::Certificate,
        Error::Url(_) => LostReason::Misconfigured,
        _ => LostReason::Refused,
    }
}

fn why_lost(error: &Error) -> LostReason {
    match error {
        Error::Capacity(_) => LostReason::TooLong,
        Error::Utf8(_) => LostReason::Nonsense,
        Error::Protocol(
            tokio_tungstenite::tungstenite::error::ProtocolError::ResetWithoutClosingHandshake,
        ) => LostReason::Closed,
        Error::Protocol(_) => LostReason::Nonsense,
        _ => LostReason::Closed,
    }
}
