//! Zendesk as it opens the app: signs the first request with a key of its own (openssl), and nothing else.

use crate::{TestSidecar, request_with};
use app::settings::{Agent, Settings, Zendesk};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Request;

const AUDIENCE: &str = "https://test.zendesk.com/api/v2/apps/installations/7.json";

/// An installation of the app at test.zendesk.com.
pub struct Installation {
    folder: TempDir,
}

impl Installation {
    /// Draws a key pair.
    ///
    /// # Panics
    /// Without openssl.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let made = Self { folder };
        let key = made.private();
        let key = key.to_string_lossy();
        openssl(
            &[
                "genpkey",
                "-algorithm",
                "RSA",
                "-pkeyopt",
                "rsa_keygen_bits:2048",
                "-out",
                &key,
            ],
            "",
        );
        let public = made.public();
        openssl(
            &[
                "pkey",
                "-in",
                &key,
                "-pubout",
                "-out",
                &public.to_string_lossy(),
            ],
            "",
        );
        made
    }

    fn private(&self) -> PathBuf {
        self.folder.path().join("private.pem")
    }

    fn public(&self) -> PathBuf {
        self.folder.path().join("public.pem")
    }

    /// Puts the app into settings, with these agents: id, name, role.
    pub fn install(&self, settings: &mut Settings, agents: &[(&str, &str, access::Role)]) {
        let agents = agents.iter().map(|(id, name, role)| Agent {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            roles: [*role].into(),
        });
        settings.zendesk = Some(Zendesk {
            subdomain: "test".to_owned(),
            audience: AUDIENCE.to_owned(),
            public_key_file: self.public(),
            source: "zendesk".to_owned(),
            forward: true,
            agents: agents.collect(),
        });
    }

    /// A token for an agent, good for five minutes from this moment.
    pub fn token(&self, agent: &str, now_ms: i64) -> String {
        let now = now_ms / 1000;
        let claims = serde_json::json!({
            "iss": "test.zendesk.com", "aud": AUDIENCE, "iat": now, "nbf": now, "exp": now + 300,
            "sub": format!("https://test.zendesk.com/api/v2/users/{agent}.json"),
            "jti": format!("{:x}", rand::random::<u64>()),
        });
        let part = |text: &str| base64(text.as_bytes());
        let signed = format!(
            "{}.{}",
            part(r#"{"typ":"JWT","alg":"RS256"}"#),
            part(&claims.to_string())
        );
        let key = self.private();
        let signature = openssl(
            &["dgst", "-sha256", "-sign", &key.to_string_lossy()],
            &signed,
        );
        format!("{signed}.{}", base64(&signature))
    }
}

impl Default for Installation {
    fn default() -> Self {
        Self::new()
    }
}

/// The first request of the app's frame; gives the whole answer, head and body.
pub async fn open(sidecar: &TestSidecar, path: &str, token: &str) -> String {
    let headers = [
        ("origin", "https://test.zendesk.com"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    request_with(
        sidecar.address(),
        "POST",
        path,
        &headers,
        &format!("token={token}"),
    )
    .await
}

/// The pass in a page.
pub fn pass(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("name=\"ledsager-pass\" content=\"")?;
    rest.split('"').next()
}

/// The request for a socket that shows a pass.
pub fn socket(sidecar: &TestSidecar, path: &str, pass: &str) -> Request {
    let address = sidecar.address();
    let mut request = format!("ws://{address}{path}")
        .into_client_request()
        .expect("an address");
    let protocols = format!("ledsager.v1, pass.{pass}");
    let headers = request.headers_mut();
    headers.insert(
        "sec-websocket-protocol",
        protocols.parse().expect("a header"),
    );
    headers.insert(
        "origin",
        format!("http://{address}").parse().expect("a header"),
    );
    request
}

fn openssl(arguments: &[&str], given: &str) -> Vec<u8> {
    use std::io::Write;
    let mut running = Command::new("openssl")
        .args(arguments)
        .current_dir(Path::new("/"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("needs openssl: apt-get install openssl");
    let mut stdin = running.stdin.take().expect("it is piped");
    stdin.write_all(given.as_bytes()).expect("given");
    drop(stdin);
    let done = running.wait_with_output().expect("openssl ends");
    assert!(done.status.success(), "openssl {}", arguments[0]);
    done.stdout
}

/// base64 for addresses, without the signs at its end (RFC 4648, 5).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three
            .iter()
            .fold(0u32, |all, byte| all << 8 | u32::from(*byte));
        let number = number << (8 * (3 - three.len()));
        for place in 0..=three.len() {
            text.push(char::from(
                SIGNS[(number >> (18 - 6 * place) & 63) as usize],
            ));
        }
    }
    text
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

    /// Posts a body, signed now; gives the status once the whole answer is here.
    pub async fn post(&mut self, account: &ZendeskAccount, body: &str) -> u16 {
        let request = account.head(self.to, body) + body;
        let exchange = async {
            self.stream
                .write_all(request.as_bytes())
                .await
                .expect("sent");
            let (mut status, mut length) = (None, 0);
            loop {
                let mut line = String::new();
                self.stream.read_line(&mut line).await.expect("an answer");
                let line = line.trim_end();
                if status.is_none() {
                    let code = line.split(' ').nth(1).and_then(|code| code.parse().ok());
                    status = Some(code.expect("a status"));
                } else if line.is_empty() {
                    break;
                } else if let Some(given) = line.strip_prefix("content-length: ") {
                    length = given.parse().expect("a length");
                }
            }
            self.stream
                .read_exact(&mut vec![0; length])
                .await
                .expect("a body");
            status.expect("a status")
        };
        timeout(DEADLINE, exchange)
            .await
            .expect("an answer in time")
    }
}

fn now() -> Timestamp {
    Timestamp::now()
}
