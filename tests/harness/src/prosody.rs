//! A real chat server for a test: Debian's Prosody, on this machine only, gone when the test is.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep};

/// How long Prosody may take to start; it needs about half a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running Prosody with a group chat service that keeps an archive, and a line to its WebSocket
/// that can be cut.
pub struct Prosody {
    folder: TempDir,
    process: Child,
    c2s: u16,
    http: u16,
    line: Line,
}

impl Prosody {
    /// The domain of the accounts.
    pub const DOMAIN: &str = "localhost";
    /// The domain of the rooms.
    pub const ROOMS: &str = "chat.localhost";

    /// Starts a server with these accounts, each a name and a password. Rooms show real addresses
    /// and stay when they are empty, unless `rooms` says otherwise: further settings for the group
    /// chat service, in Prosody's own words.
    ///
    /// `None` if `LEDSAGER_WITHOUT` contains `prosody`.
    ///
    /// # Panics
    /// If Prosody is not installed or does not start.
    pub async fn start(accounts: &[(&str, &str)], rooms: &str) -> Option<Self> {
        let without = std::env::var("LEDSAGER_WITHOUT").unwrap_or_default();
        if without.split(',').any(|one| one.trim() == "prosody") {
            eprintln!("skipped: LEDSAGER_WITHOUT names prosody");
            return None;
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (c2s, http) = free_ports().await;
        let config = configuration(folder.path(), c2s, http, rooms);
        std::fs::write(folder.path().join("prosody.cfg.lua"), config).expect("the configuration");
        let data = folder.path().join("data").join(Self::DOMAIN);
        std::fs::create_dir_all(data.join("accounts")).expect("the account folder");
        for (name, password) in accounts {
            write_account(folder.path(), name, password);
        }
        let process = spawn(folder.path());
        let mut prosody = Self {
            folder,
            process,
            c2s,
            http,
            line: Line::to(http).await,
        };
        prosody.until_up().await;
        Some(prosody)
    }

    /// The WebSocket address, over the line that can be cut.
    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}/xmpp-websocket", self.line.port)
    }

    /// The port for ordinary clients, which has nothing to do with the line.
    pub fn client_port(&self) -> u16 {
        self.c2s
    }

    /// Cuts the line: open connections break, and nobody gets through until it is mended.
    pub fn cut_line(&self) {
        self.line.up.send_replace(false);
    }

    /// Mends the line; one that is whole is left alone.
    pub fn mend_line(&self) {
        self.line
            .up
            .send_if_modified(|up| !std::mem::replace(up, true));
    }

    /// Breaks the connections over the line; new ones get through at once.
    pub fn kill_connections(&self) {
        self.cut_line();
        self.mend_line();
    }

    /// Gives an account another password; who is logged in stays so.
    pub fn set_password(&self, account: &str, password: &str) {
        write_account(self.folder.path(), account, password);
    }

    /// Kills the server and starts it again on the same ports and data.
    ///
    /// # Panics
    /// If it does not start again.
    pub async fn restart(&mut self) {
        self.process.kill().await.expect("it is ours to kill");
        self.process = spawn(self.folder.path());
        self.until_up().await;
    }

    /// Each stanza that the server received from this account, the login included, as it logged it.
    pub fn received_from(&self, account: &str) -> Vec<String> {
        let log = self.log();
        let who = format!("Authenticated as {account}@{}", Self::DOMAIN);
        let lines = || log.lines().filter_map(session_and_text);
        let sessions: Vec<&str> = lines()
            .filter(|(_, text)| text.ends_with(&who))
            .map(|(session, _)| session)
            .collect();
        lines()
            .filter(|(session, _)| sessions.contains(session))
            .filter_map(|(_, text)| text.split_once("RECV: "))
            .map(|(_, stanza)| stanza.to_owned())
            .collect()
    }

    /// What the server's archive of a room holds, as it lies on disk.
    pub fn archive_of(&self, room: &str) -> String {
        let name = room.split('@').next().unwrap_or(room);
        let mut encoded = String::new();
        for byte in name.bytes() {
            match byte {
                b if b.is_ascii_alphanumeric() => encoded.push(char::from(b)),
                b => encoded.push_str(&format!("%{b:02x}")),
            }
        }
        let service = self.folder.path().join("data/chat%2elocalhost/muc_log");
        std::fs::read_to_string(service.join(format!("{encoded}.list"))).unwrap_or_default()
    }

    /// The server's log so far.
    pub fn log(&self) -> String {
        let log = std::fs::read(self.folder.path().join("prosody.log")).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    async fn until_up(&mut self) {
        let end = Instant::now() + PATIENCE;
        for port in [self.c2s, self.http] {
            // Somebody else may answer on a port that our server could not have: its log tells.
            let open = format!("on [127.0.0.1]:{port}");
            while !self.log().contains(&open)
                || TcpStream::connect(("127.0.0.1", port)).await.is_err()
            {
                let ended = self.process.try_wait().ok().flatten();
                assert!(
                    ended.is_none()
                        && Instant::now() < end
                        && !self.log().contains("Failed to open server port"),
                    "Prosody did not start ({ended:?}):\n{}",
                    self.log()
                );
                sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

fn write_account(folder: &Path, name: &str, password: &str) {
    let file = folder.join(format!("data/{}/accounts/{name}.dat", Prosody::DOMAIN));
    let account = format!("return {{ [\"password\"] = \"{password}\" }};\n");
    std::fs::write(file, account).expect("an account");
}

/// Splits "Nov 22 04:00:00 c2s55aa<tab>debug<tab>text" into the session and the text.
fn session_and_text(line: &str) -> Option<(&str, &str)> {
    let (head, rest) = line.split_once('\t')?;
    let (_, text) = rest.split_once('\t')?;
    Some((head.rsplit(' ').next()?, text))
}

fn spawn(folder: &Path) -> Child {
    let spawned = Command::new(program())
        .arg("-F")
        .arg("--config")
        .arg(folder.join("prosody.cfg.lua"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    spawned.expect("needs prosody: apt-get install prosody")
}

fn program() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join("prosody"))
        .find(|program| program.exists())
        .expect("needs prosody: apt-get install prosody")
}

/// Two ports that nobody listens on. They lie below those that the system hands out to whoever asks
/// for any port or connects somewhere: the server takes a while to start, and meanwhile one of those
/// would go to another test, whose answers would be taken for the server's.
async fn free_ports() -> (u16, u16) {
    let mut free = Vec::new();
    while free.len() < 2 {
        let port = rand::random_range(20_000..32_000);
        if !free.contains(&port) && TcpListener::bind(("127.0.0.1", port)).await.is_ok() {
            free.push(port);
        }
    }
    (free[0], free[1])
}

fn configuration(folder: &Path, c2s: u16, http: u16, more: &str) -> String {
    let (folder, domain, rooms) = (folder.display(), Prosody::DOMAIN, Prosody::ROOMS);
    format!(
        r#"-- made for one test
run_as_root = true
daemonize = false
data_path = "{folder}/data"
pidfile = "{folder}/prosody.pid"
log = {{ {{ levels = {{ min = "debug" }}, to = "file", filename = "{folder}/prosody.log" }} }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {c2s} }}
c2s_direct_tls_ports = {{}}
http_interfaces = {{ "127.0.0.1" }}
http_ports = {{ {http} }}
https_ports = {{}}
modules_enabled = {{ "roster", "saslauth", "disco", "ping", "websocket", "stanza_debug" }}
modules_disabled = {{ "s2s", "tls", "offline" }}
authentication = "internal_plain"
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
consider_websocket_secure = true

VirtualHost "{domain}"

Component "{rooms}" "muc"
modules_enabled = {{ "muc_mam" }}
muc_room_locking = false
muc_room_default_persistent = true
muc_room_default_public = true
muc_room_default_public_jids = true
muc_log_expires_after = "never"
{more}
"#
    )
}

/// A connection passed on from a port of its own, so that it can be cut without the server's help.
struct Line {
    port: u16,
    up: watch::Sender<bool>,
    task: AbortHandle,
}

impl Line {
    async fn to(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await;
        let listener = listener.expect("a free port");
        let own = listener.local_addr().expect("it is bound").port();
        let (up, is_up) = watch::channel(true);
        let task = tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let mut is_up = is_up.clone();
                if !*is_up.borrow_and_update() {
                    continue; // dropped: the line is cut
                }
                tokio::spawn(async move {
                    if let Ok(mut far) = TcpStream::connect(("127.0.0.1", port)).await {
                        tokio::select! {
                            _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
                            _ = is_up.changed() => {}
                        }
                    }
                });
            }
        });
        Self {
            port: own,
            up,
            task: task.abort_handle(),
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}
