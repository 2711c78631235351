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
}
