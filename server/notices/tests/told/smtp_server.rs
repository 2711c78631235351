//! A mail server that nobody here wrote (aiosmtpd), in a process of its own.

use crate::venv::python_with;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// The library and what it needs, pinned: the same server every time.
const PINNED: [&str; 3] = ["aiosmtpd==1.4.6", "atpublic==9.0.0", "attrs==26.1.0"];
/// Longer than Python takes to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// The server; it goes when this is dropped.
pub struct SmtpServer {
    pub port: u16,
    lines: Lines<BufReader<ChildStdout>>,
    _process: Child,
}

impl SmtpServer {
    /// Starts it with these wishes (see `smtp_server.py`). `None` if `LEDSAGER_WITHOUT` contains
    /// `aiosmtpd`.
    pub async fn start(wishes: &Value) -> Option<Self> {
        let python = python_with(&PINNED).await?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/told/smtp_server.py");
        let mut process = Command::new(python)
            .arg(script)
            .arg(wishes.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("python starts");
        let stdout = process.stdout.take().expect("stdout is piped");
        let mut server = Self {
            port: 0,
            lines: BufReader::new(stdout).lines(),
            _process: process,
        };
        let said = server.next().await;
        server.port = said["port"].as_u64().unwrap().try_into().unwrap();
        Some(server)
    }

    /// The next letter that it took.
    pub async fn next(&mut self) -> Value {
        let line = timeout(PATIENCE, self.lines.next_line()).await;
        let line = line.expect("no letter in time").expect("stdout is text");
        serde_json::from_str(&line.expect("the mail server went away")).unwrap()
    }
}

/// A certificate for `localhost` that nobody vouches for, and its key.
pub struct Certificate {
    pub cert: PathBuf,
    pub key: PathBuf,
    _folder: tempfile::TempDir,
}

impl Certificate {
    pub async fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let (cert, key) = (at("cert.pem"), at("key.pem"));
        let plain = "[req]\ndistinguished_name = name\nprompt = no\nx509_extensions = more\n\
                     [name]\nCN = localhost\n[more]\nsubjectAltName = DNS:localhost\n";
        std::fs::write(at("settings"), plain).unwrap();
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt"])
            .args(["ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
            .arg("-config")
            .arg(at("settings"))
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&cert)
            .stderr(Stdio::null())
            .status();
        let made = made.await.is_ok_and(|status| status.success());
        assert!(made, "needs openssl: apt-get install openssl");
        Self {
            cert,
            key,
            _folder: folder,
        }
    }

    /// What the server is told.
    pub fn wishes(&self) -> Value {
        json!({ "cert": self.cert, "key": self.key, "user": "ik", "password": "secret-word" })
    }
}
