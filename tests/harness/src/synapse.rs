//! A real Matrix homeserver for tests: Synapse, on this machine only, gone when the tests are.

use crate::request_with;
use crate::road::Road;
use crate::venv::python_importing;
use app::settings::Settings;
use feed::matrix::{ArchiveConfig, MatrixConfig};
use serde_json::{Value, json};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::OnceCell;
use tokio::time::{Instant, sleep};

const PINNED: [&str; 57] = [
    "matrix-synapse==1.163.2",
    "annotated-types==0.8.0",
    "attrs==26.1.0",
    "Automat==25.4.16",
    "bcrypt==5.0.0",
    "bleach==6.4.0",
    "canonicaljson==2.0.0",
    "certifi==2026.10.18",
    "cffi==2.1.1",
    "charset-normalizer==3.5.2",
    "constantly==23.10.4",
    "cryptography==50.0.2",
    "hyperlink==21.0.0",
    "idna==3.20",
    "ijson==3.6.0",
    "immutabledict==4.3.1",
    "Incremental==24.11.0",
    "Jinja2==3.1.6",
    "jsonschema==4.26.0",
    "jsonschema-specifications==2025.9.1",
    "MarkupSafe==3.0.4",
    "matrix-common==1.3.0",
    "msgpack==1.2.4",
    "multipart==2.0.1",
    "netaddr==1.3.0",
    "packaging==26.3",
    "phonenumbers==9.0.43",
    "pillow==13.0.0",
    "prometheus_client==0.26.0",
    "pyasn1==0.6.5",
    "pyasn1_modules==0.4.2",
    "pycparser==3.12",
    "pydantic==2.14.3",
    "pydantic_core==2.50.4",
    "pymacaroons==0.13.0",
    "PyNaCl==1.6.2",
    "pyOpenSSL==26.4.0",
    "pyparsing==3.3.3",
    "pyrsistent==0.20.0",
    "python-multipart==0.0.34",
    "PyYAML==6.0.3",
    "referencing==0.37.0",
    "requests==2.34.2",
    "rpds-py==2026.9.1",
    "semantic-version==2.10.0",
    "service-identity==26.1.0",
    "signedjson==1.1.4",
    "six==1.17.0",
    "sortedcontainers==2.4.0",
    "treq==26.7.0",
    "Twisted==26.10.0",
    "typing-inspection==0.4.5",
    "typing_extensions==4.16.0",
    "unpaddedbase64==2.1.0",
    "urllib3==2.8.0",
    "webencodings==0.6.1",
    "zope.interface==8.7",
];
/// How long Synapse may take to start; it needs about four seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// So many tests of one program share a server.
const SLOTS: usize = 24;
/// The server's name in the ids of people.
pub const SERVER: &str = "localtest";

static SHARED: OnceCell<Option<Arc<Server>>> = OnceCell::const_new();

/// The process, its files, and the ports by which it reaches those who listen.
struct Server {
    python: PathBuf,
    folder: PathBuf,
    address: SocketAddr,
    process: Mutex<Option<Child>>,
    slots: Mutex<Vec<Slot>>,
}

/// One application service and one that takes its place: what a test has of the server.
struct Slot {
    number: usize,
    ways: [TcpListener; 2],
}

/// One test's part of a running Synapse: application services that only it listens as, rooms and people
/// of its own.
pub struct Synapse {
    server: Arc<Server>,
    number: usize,
    ways: [Road; 2],
    back: Road,
    back_port: u16,
    sidecar: Option<SocketAddr>,
    /// Which of the two application services is in use.
    current: usize,
    tokens: [String; 3],
    sent: u64,
}

impl Synapse {
    /// A part of the server that the tests of this program share. `None` if `LEDSAGER_WITHOUT` contains
    /// `matrix-synapse`.
    ///
    /// # Panics
    /// If Synapse cannot be had or does not start.
    pub async fn start() -> Option<Self> {
        let server = SHARED
            .get_or_init(|| Server::start(SLOTS, 2))
            .await
            .clone()?;
        Some(Self::of(server).await)
    }

    /// A server of its own, which can be restarted. Nobody waits there to take over: what Synapse keeps for
    /// somebody who is away would keep its transactions from being numbered anew.
    ///
    /// # Panics
    /// As [`Synapse::start`].
    pub async fn alone() -> Option<Self> {
        Some(Self::of(Server::start(1, 1).await?).await)
    }

    async fn of(server: Arc<Server>) -> Self {
        let slot = lock(&server.slots).pop();
        let slot = slot.expect("more tests share Synapse than there are slots");
        let back = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let back_port = back.local_addr().expect("it is bound").port();
        let mut synapse = Self {
            number: slot.number,
            ways: slot.ways.map(Road::from),
            back: Road::from(back),
            back_port,
            sidecar: None,
            current: 0,
            tokens: Default::default(),
            sent: 0,
            server,
        };
        synapse.back.lead_to(Some(synapse.server.address));
        // The user that listens has to be there to be invited.
        let asked = json!({"type": "m.login.application_service", "inhibit_login": true,
            "username": format!("ledsager-{}", synapse.number)});
        synapse
            .call("POST", "/v3/register", &as_token(synapse.number, 0), &asked)
            .await;
        for (person, name) in ["rom", "gjest", "kari"].into_iter().enumerate() {
            let asked = json!({"username": format!("{name}-{}", synapse.number),
                "password": "correct horse battery", "auth": {"type": "m.login.dummy"}});
            let answer = synapse.call("POST", "/v3/register", "", &asked).await;
            let token = answer["access_token"].as_str();
            synapse.tokens[person] = token.expect("a login").to_owned();
        }
        synapse
    }

    /// Sets what the sidecar needs to follow our rooms; its files are put in a folder. The counsellor
    /// `kari` is `dev:Kari`.
    ///
    /// # Panics
    /// If the files cannot be written.
    pub fn listened_to(&self, settings: &mut Settings, folder: &Path) {
        let write = |name: &str, token: String| {
            let file = folder.join(name);
            std::fs::write(&file, token + "\n").expect("a token is written");
            file
        };
        settings.feed.matrix = Some(MatrixConfig {
            hs_token_files: [0, 1]
                .map(|n| write(&format!("hs-{n}"), hs_token(self.number, 0)))
                .into(),
            user: format!("@ledsager-{}:{SERVER}", self.number),
            aliases: vec![format!("#veiledning-{}-*:{SERVER}", self.number)],
            counsellors: vec![format!("@kari-*:{SERVER}")],
            bots: vec![format!("@rom-*:{SERVER}")],
            archive: Some(ArchiveConfig {
                url: format!("http://127.0.0.1:{}", self.back_port),
                as_token_file: write("as", as_token(self.number, 0)),
                request_timeout_seconds: 10,
            }),
        });
        let kari = self.user("kari");
        (settings.access.known_as).insert(kari, "dev:Kari".to_owned());
    }

    /// The token by which the first or the second application service is known to us.
    pub fn hs_token(&self, which: usize) -> String {
        hs_token(self.number, which)
    }

    /// What somebody is called: `rom`, who makes the rooms, `gjest` or `kari`.
    pub fn user(&self, name: &str) -> String {
        format!("@{name}-{}:{SERVER}", self.number)
    }

    /// We are there from now on; Synapse sends what it has kept.
    pub async fn find(&mut self, sidecar: SocketAddr) {
        self.sidecar = Some(sidecar);
        self.ways[self.current].lead_to(self.sidecar);
        self.ping().await;
    }

    /// Neither side reaches the other.
    pub fn cut(&self) {
        self.ways[self.current].lead_to(None);
        self.back.lead_to(None);
    }

    /// They reach each other again; nothing happens of itself.
    pub fn mend(&self) {
        self.ways[self.current].lead_to(self.sidecar);
        self.back.lead_to(Some(self.server.address));
    }

    /// The other application service, with its own token, takes the place of this one.
    pub async fn take_over(&mut self) {
        self.ways[self.current].lead_to(None);
        self.current = 1;
        self.ways[1].lead_to(self.sidecar);
        self.ping().await;
    }

    /// Synapse is asked to see whether we are there; if so it does not wait with what it could not send.
    pub async fn ping(&self) -> bool {
        let id = service(self.number, self.current);
        let token = as_token(self.number, self.current);
        let path = format!("/v1/appservice/{id}/ping");
        self.ask("POST", &path, &token, &json!({})).await.0 == 200
    }

    /// A room in which the two are, and the user that listens; gives its id.
    ///
    /// # Panics
    /// If Synapse refuses.
    pub async fn room(&self, name: &str) -> String {
        let invited = [self.user("ledsager"), self.user("gjest"), self.user("kari")];
        let alias = format!("veiledning-{}-{name}", self.number);
        let asked = json!({"preset": "private_chat", "room_alias_name": alias, "invite": invited});
        let made = self
            .call("POST", "/v3/createRoom", &self.tokens[0], &asked)
            .await;
        let room = made["room_id"].as_str().expect("a room").to_owned();
        self.join("gjest", &room).await;
        self.join("kari", &room).await;
        room
    }

    /// Somebody comes in.
    pub async fn join(&self, who: &str, room: &str) {
        let path = format!("/v3/join/{room}");
        self.call("POST", &path, self.token(who), &json!({})).await;
    }

    /// Somebody leaves.
    pub async fn leave(&self, who: &str, room: &str) {
        let path = format!("/v3/rooms/{room}/leave");
        self.call("POST", &path, self.token(who), &json!({})).await;
    }

    /// Somebody writes; gives the id of what they wrote.
    pub async fn say(&mut self, who: &str, room: &str, text: &str) -> String {
        self.send(who, room, &json!({"msgtype": "m.text", "body": text}))
            .await
    }

    /// Somebody sends a message of any kind; gives its id.
    ///
    /// # Panics
    /// If Synapse refuses.
    pub async fn send(&mut self, who: &str, room: &str, content: &Value) -> String {
        self.sent += 1;
        let path = format!("/v3/rooms/{room}/send/m.room.message/{}", self.sent);
        let sent = self.call("PUT", &path, self.token(who), content).await;
        sent["event_id"].as_str().expect("an id").to_owned()
    }

    /// Somebody writes something else in place of what they wrote; gives the id of the correction.
    pub async fn correct(&mut self, who: &str, room: &str, message: &str, text: &str) -> String {
        let content = json!({
            "msgtype": "m.text", "body": format!("* {text}"),
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": message},
        });
        self.send(who, room, &content).await
    }

    /// Somebody takes back what they wrote.
    pub async fn redact(&mut self, who: &str, room: &str, message: &str) {
        self.sent += 1;
        let path = format!("/v3/rooms/{room}/redact/{message}/{}", self.sent);
        self.call("PUT", &path, self.token(who), &json!({})).await;
    }

    /// Somebody begins to type, or stops.
    pub async fn types(&self, who: &str, room: &str, on: bool) {
        let path = format!("/v3/rooms/{room}/typing/{}", self.user(who));
        let content = json!({"typing": on, "timeout": 20_000});
        self.call("PUT", &path, self.token(who), &content).await;
    }

    /// The room is closed by who made it.
    pub async fn close(&self, room: &str) {
        let path = format!("/v3/rooms/{room}/state/m.room.tombstone/");
        let content = json!({"body": "samtalen er over", "replacement_room": ""});
        self.call("PUT", &path, &self.tokens[0], &content).await;
    }

    /// All events of a room, oldest first, as Synapse tells them to who made it.
    pub async fn events(&self, room: &str) -> Vec<Value> {
        let path = format!("/v3/rooms/{room}/messages?dir=f&limit=1000");
        let page = self.call("GET", &path, &self.tokens[0], &Value::Null).await;
        page["chunk"].as_array().cloned().unwrap_or_default()
    }

    /// Kills a server of its own and starts it again on the same port and data.
    ///
    /// # Panics
    /// If it does not start again, or others share it.
    pub async fn restart(&self) {
        assert_eq!(Arc::strong_count(&self.server), 1, "it is ours alone");
        if let Some(mut process) = lock(&self.server.process).take() {
            process.kill().expect("it is ours to kill");
            process.wait().expect("it ends");
        }
        self.server.run().await;
    }

    /// Each request that the server answered to this user, as `METHOD path`.
    pub fn asked_by(&self, user: &str) -> Vec<String> {
        let log = std::fs::read_to_string(self.server.folder.join("log")).unwrap_or_default();
        let marked = format!("{{{user}}} Processed request");
        let lines = log.lines().filter(|line| line.contains(&marked));
        let asked = lines.filter_map(|line| line.split('"').nth(1));
        asked
            .map(|asked| asked.trim_end_matches(" HTTP/1.1").to_owned())
            .collect()
    }

    /// Each transaction that the server sent us, by its number, as it logged the answer.
    pub fn transactions(&self) -> Vec<u64> {
        let log = std::fs::read_to_string(self.server.folder.join("log")).unwrap_or_default();
        let sent = log
            .lines()
            .filter_map(|line| line.split_once("app/v1/transactions/"));
        let taken = sent.filter_map(|(_, rest)| rest.strip_suffix(": 200"));
        taken.filter_map(|number| number.parse().ok()).collect()
    }

    fn token(&self, who: &str) -> &str {
        match who {
            "gjest" => &self.tokens[1],
            "kari" => &self.tokens[2],
            _ => panic!("nobody is called {who}"),
        }
    }

    async fn call(&self, method: &str, path: &str, token: &str, body: &Value) -> Value {
        let (status, answer) = self.ask(method, path, token, body).await;
        assert_eq!(status, 200, "{method} {path}: {answer}");
        answer
    }

    async fn ask(&self, method: &str, path: &str, token: &str, body: &Value) -> (u16, Value) {
        let path = format!("/_matrix/client{}", path.replace('#', "%23"));
        let bearer = format!("Bearer {token}");
        let headers = match token {
            "" => vec![],
            _ => vec![("authorization", bearer.as_str())],
        };
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = request_with(self.server.address, method, &path, &headers, &body).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let body = match head.to_lowercase().contains("transfer-encoding: chunked") {
            true => unchunked(body),
            false => body.to_owned(),
        };
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let body = serde_json::from_str(&body).unwrap_or_default();
        (status.unwrap_or_default(), body)
    }
}

impl Server {
    async fn start(slots: usize, services: usize) -> Option<Arc<Self>> {
        let python = python_importing(&PINNED, "synapse").await?;
        let folder = tempfile::tempdir().expect("a temporary folder").keep();
        let port = free_port();
        let slots: Vec<Slot> = (0..slots)
            .map(|number| Slot {
                number,
                ways: [0, 1].map(|_| TcpListener::bind("127.0.0.1:0").expect("a free port")),
            })
            .collect();
        for slot in &slots {
            for which in 0..services {
                let name = format!("{}.yaml", service(slot.number, which));
                std::fs::write(folder.join(name), registration(slot, which)).expect("written");
            }
        }
        let written = std::fs::write(
            folder.join("homeserver.yaml"),
            config(&folder, port, slots.len(), services),
        );
        written.expect("the configuration");
        let log = LOG.replace("FOLDER", &folder.display().to_string());
        std::fs::write(folder.join("log.yaml"), log).expect("the configuration of the log");
        let server = Arc::new(Self {
            python,
            folder,
            address: SocketAddr::from(([127, 0, 0, 1], port)),
            process: Mutex::new(None),
            slots: Mutex::new(slots),
        });
        server.run().await;
        Some(server)
    }

    async fn run(&self) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .map(|above| above.join("tests/harness/partners/homeserver.py"))
            .find(|path| path.exists())
            .expect("the script is in the repository");
        let out = std::fs::File::create(self.folder.join("out")).expect("a file");
        let mut process = Command::new(&self.python)
            .arg(script)
            .arg(&self.folder)
            .current_dir(&self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(out)
            .spawn()
            .expect("python starts");
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect(self.address).await.is_err() {
            let ended = process.try_wait().ok().flatten();
            let said = || std::fs::read_to_string(self.folder.join("out")).unwrap_or_default();
            let going = ended.is_none() && Instant::now() < end;
            assert!(going, "Synapse did not start ({ended:?}):\n{}", said());
            sleep(Duration::from_millis(50)).await;
        }
        *lock(&self.process) = Some(process);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The shared one is never dropped: it goes when this program ends, as its stdin is closed then.
        if let Some(mut process) = lock(&self.process).take() {
            drop(process.stdin.take());
            drop(process.wait());
        }
    }
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A body that came in pieces, each after its length in hexadecimal digits.
fn unchunked(mut rest: &str) -> String {
    let mut body = String::new();
    while let Some((length, after)) = rest.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap_or_default();
        let Some(piece) = after.get(..length).filter(|piece| !piece.is_empty()) else {
            break;
        };
        body.push_str(piece);
        rest = after[length..].trim_start_matches("\r\n");
    }
    body
}

fn service(number: usize, which: usize) -> String {
    format!("ledsager-{number}-{which}")
}

fn as_token(number: usize, which: usize) -> String {
    format!("as-token-of-the-tests-{number}-{which}")
}

fn hs_token(number: usize, which: usize) -> String {
    format!("hs-token-of-the-tests-{number}-{which}")
}

fn registration(slot: &Slot, which: usize) -> String {
    let number = slot.number;
    let port = slot.ways[which].local_addr().expect("it is bound").port();
    let user = match which {
        0 => format!("ledsager-{number}"),
        _ => format!("ledsager-{number}-next"),
    };
    json!({
        "id": service(number, which),
        "url": format!("http://127.0.0.1:{port}"),
        "as_token": as_token(number, which),
        "hs_token": hs_token(number, which),
        "sender_localpart": user,
        "rate_limited": false,
        "receive_ephemeral": true,
        "namespaces": {"users": [], "rooms": [],
            "aliases": [{"exclusive": false, "regex": format!("^#veiledning-{number}-.*:{SERVER}$")}]},
    })
    .to_string()
}

/// Everything that YAML can be is in JSON.
fn config(folder: &Path, port: u16, slots: usize, services: usize) -> String {
    let at = |name: &str| folder.join(name).display().to_string();
    let free = json!({"per_second": 10_000, "burst_count": 10_000});
    let services: Vec<_> = (0..slots)
        .flat_map(|slot| (0..services).map(move |which| service(slot, which)))
        .map(|service| at(&format!("{service}.yaml")))
        .collect();
    json!({
        "server_name": SERVER,
        "pid_file": at("pid"),
        "listeners": [{"port": port, "bind_addresses": ["127.0.0.1"], "type": "http",
            "resources": [{"names": ["client"]}]}],
        "database": {"name": "sqlite3", "args": {"database": at("homeserver.db")}},
        "log_config": at("log.yaml"),
        "media_store_path": at("media"),
        "report_stats": false,
        "macaroon_secret_key": "of the tests",
        "form_secret": "of the tests",
        "signing_key": format!("ed25519 a_test {}", "A".repeat(43)),
        "trusted_key_servers": [],
        "federation_domain_whitelist": [],
        "enable_registration": true,
        "enable_registration_without_verification": true,
        "bcrypt_rounds": 4,
        "presence": {"enabled": false},
        "user_directory": {"enabled": false},
        "stats": {"enabled": false},
        "auto_accept_invites": {"enabled": true, "only_from_local_users": true},
        "app_service_config_files": services,
        "rc_message": free, "rc_registration": free, "rc_admin_redaction": free,
        "rc_login": {"address": free, "account": free, "failed_attempts": free},
        "rc_joins": {"local": free, "remote": free}, "rc_joins_per_room": free,
        "rc_invites": {"per_room": free, "per_user": free, "per_issuer": free},
        "rc_room_creation": free,
    })
    .to_string()
}

const LOG: &str = r#"{"version": 1, "disable_existing_loggers": false,
"formatters": {"all": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"}},
"handlers": {"file": {"class": "logging.FileHandler", "filename": "FOLDER/log", "formatter": "all"}},
"loggers": {"synapse.storage.SQL": {"level": "INFO"}},
"root": {"level": "INFO", "handlers": ["file"]}}"#;

/// Below those that the system hands out to whoever asks for any port: Synapse takes a while to start.
fn free_port() -> u16 {
    loop {
        let port = rand::random_range(20_000..32_000);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
