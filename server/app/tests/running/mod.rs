//! A sidecar in a process of its own, to be killed.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running sidecar; dropping it kills it.
pub struct Running {
    /// The process.
    pub child: Child,
    address: String,
}

impl Running {
    /// Starts it and waits until it says that it listens.
    pub fn start(folder: &Path, settings: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let address = format!("127.0.0.1:{port}");
        let whole = format!(
            "{settings}[web]\nlisten = \"{address}\"\n[tracker]\nenabled = false\n[knowledge_base]\nreview = false\n"
        );
        std::fs::write(folder.join("settings.toml"), whole).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_ledsager"))
            .args(["serve", "--config"])
            .arg(folder.join("settings.toml"))
            .env("LEDSAGER_LOG", "info")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let listens = log.find(|line| line.as_ref().is_ok_and(|line| line.contains("listening")));
        assert!(listens.is_some(), "it ended before it listened");
        // Nobody reads the rest; a full pipe must not hold it up.
        std::thread::spawn(move || log.for_each(drop));
        Self { child, address }
    }

    /// The address of a door.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Stops it as a service manager does, and waits.
    pub fn stop(mut self) {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The browser of a counsellor who is logged in.
pub async fn logged_in(sidecar: &Running, number: usize) -> reqwest::Client {
    let plain = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let form = format!("name=veileder+{number}&role=redaktor");
    let answer = plain.build().unwrap().post(sidecar.at("/inn"));
    let answer = answer
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form);
    let answer = answer.send().await.unwrap();
    let cookie = answer.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("cookie", cookie.parse().unwrap());
    reqwest::Client::builder()
        .default_headers(headers)
        .build()
        .unwrap()
}
