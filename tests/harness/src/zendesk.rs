//! An account at Zendesk: what its webhook posts, signed as Zendesk signs.

use crate::DEADLINE;
use app::settings::Settings;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::Sha256;
use std::net::SocketAddr;
use std::path::PathBuf;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The secret that an account signs with at first.
pub const SECRET: &str = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
/// The agent whom [`ZendeskAccount::settings`] makes known as `dev:Kari`.
pub const KARI: &str = "8447388090494";

/// The account.
pub struct ZendeskAccount {
    folder: TempDir,
    /// What requests are signed with.
    pub secret: String,
    /// By so many seconds its clock is fast, as events tell the time.
    pub fast: i64,
    count: u64,
    /// When the newest message was written, in milliseconds: no two at once, as people write.
    newest: i64,
}

impl Default for ZendeskAccount {
    fn default() -> Self {
        let account = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            secret: SECRET.to_owned(),
            fast: 0,
            count: 0,
            newest: 0,
        };
        account.keep_secrets(&[SECRET]);
        account
    }
}

impl ZendeskAccount {
    /// Sets what a sidecar needs to hear it.
    pub fn settings(&self, settings: &mut Settings) {
        settings.feed.zendesk = Some(feed::zendesk::ZendeskConfig {
            name: "zendesk".into(),
            secret_files: self.secret_files().into(),
            window_seconds: 300,
        });
        let kari = (KARI.to_owned(), "dev:Kari".to_owned());
        settings.access.known_as.extend([kari]);
    }

    /// Puts these secrets, two at most, where the settings say.
    pub fn keep_secrets(&self, secrets: &[&str]) {
        for (at, file) in self.secret_files().iter().enumerate() {
            let secret = secrets.get(at).or(secrets.first()).expect("a secret");
            std::fs::write(file, format!("{secret}\n")).expect("written");
        }
    }

    fn secret_files(&self) -> [PathBuf; 2] {
        ["first", "second"].map(|name| self.folder.path().join(name))
    }

    /// The veisøker writes in a ticket.
    pub fn veisoker(&mut self, ticket: &str, text: &str) -> Value {
        self.message(ticket, "end_user", "4417", text)
    }

    /// An agent does.
    pub fn agent(&mut self, ticket: &str, agent: &str, text: &str) -> Value {
        self.message(ticket, "agent", agent, text)
    }

    /// A message is added to a ticket.
    pub fn message(&mut self, ticket: &str, kind: &str, actor: &str, text: &str) -> Value {
        self.count += 1;
        let id = format!("67ab5f55155becd1{:08x}", self.count);
        let time = now().as_millisecond() + self.fast * 1_000;
        self.newest = time.max(self.newest + 1);
        let time = Timestamp::from_millisecond(self.newest).expect("a time");
        json!({
            "account_id": 21_825_834, "subject": format!("zen:ticket:{ticket}"),
            "type": "zen:event-type:messaging_ticket.message_added", "zendesk_event_version": "2022-11-06",
            "id": format!("01JQMQH83YNAKWSWJ8B{:07}", self.count),
            "time": time.to_string(),
            "detail": {"id": ticket},
            "event": {
                "actor": {"id": actor, "name": "Somebody With A Name", "type": kind},
                "conversation_id": "67ab5f53a96f98663935c3f2",
                "message": {"body": text, "id": id},
            },
        })
    }

    /// Whether an agent takes conversations.
    pub fn state(&mut self, agent: &str, state: &str) -> Value {
        self.count += 1;
        let now = now().to_string();
        json!({
            "account_id": 21_825_834, "subject": format!("zen:agent:{agent}"), "time": now,
            "type": "zen:event-type:agent.state_changed", "zendesk_event_version": "2022-11-06",
            "id": format!("01JQMQH83YNAKWSWJ8C{:07}", self.count),
            "detail": {"account_id": "21825834", "agent_id": agent, "version": "3"},
            "event": {"previous_state": "x", "new_state": state, "channel": "messaging", "updated_at": now},
        })
    }

    /// Posts an event, as on a connection of its own; gives the status.
    pub async fn post(&self, to: SocketAddr, event: &Value) -> u16 {
        Posting::open(to).await.post(self, &event.to_string()).await
    }

    /// The head of a request that carries this body now.
    fn head(&self, to: SocketAddr, body: &str) -> String {
        let signed_at = now().to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).expect("any length");
        mac.update(signed_at.as_bytes());
        mac.update(body.as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        let length = body.len();
        format!(
            "POST /hooks/v1/zendesk HTTP/1.1\r\nhost: {to}\r\ncontent-type: application/json\r\n\
             x-zendesk-webhook-id: 01F1KRFQ6BG29CNWFR60NK5FNY\r\n\
             x-zendesk-webhook-signature: {signature}\r\n\
             x-zendesk-webhook-signature-timestamp: {signed_at}\r\ncontent-length: {length}\r\n\r\n"
        )
    }
}

/// A connection that requests are posted on, one after another.
pub struct Posting {
    to: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Posting {
    /// Connects.
    pub async fn open(to: SocketAddr) -> Self {
        let stream = TcpStream::connect(to).await.expect("a connection");
        stream.set_nodelay(true).expect("an option");
        let stream = BufReader::new(stream);
        Self { to, stream }
    }

    /// Posts a body, signed now; gives the status once the whole answer is here. A connection that the other
    /// side closed while it was idle is made anew.
    pub async fn post(&mut self, account: &ZendeskAccount, body: &str) -> u16 {
        let request = account.head(self.to, body) + body;
        let exchange = async {
            if let Some(status) = self.exchange(&request).await {
                return status;
            }
            *self = Self::open(self.to).await;
            self.exchange(&request).await.expect("an answer")
        };
        timeout(DEADLINE, exchange)
            .await
            .expect("an answer in time")
    }

    /// `None` if nothing can be had of this connection any more.
    async fn exchange(&mut self, request: &str) -> Option<u16> {
        self.stream.write_all(request.as_bytes()).await.ok()?;
        let mut line = String::new();
        self.stream.read_line(&mut line).await.ok()?;
        let status = line.split(' ').nth(1)?.parse().ok()?;
        let mut length = 0;
        while !line.trim_end().is_empty() {
            line.clear();
            self.stream.read_line(&mut line).await.ok()?;
            if let Some(given) = line.strip_prefix("content-length: ") {
                length = given.trim_end().parse().ok()?;
            }
        }
        self.stream.read_exact(&mut vec![0; length]).await.ok()?;
        Some(status)
    }
}

fn now() -> Timestamp {
    Timestamp::now()
}
