//! The example of an adapter, in Python, feeds a chat and hears where it stands, across our restart, and
//! nothing that was said comes out.

use app::settings::{Incoming, Subscriber};
use harness::venv::python_with;
use harness::{DEADLINE, Page, TestSidecar};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::watch;
use tokio::time::timeout;

const TOKEN: &str = "a-token-for-the-adapter-0123456789";

/// The adapter, started one way or the other.
struct Adapter {
    process: Child,
    input: Option<ChildStdin>,
    output: Lines<BufReader<ChildStdout>>,
    /// All it printed.
    printed: Vec<String>,
}

impl Adapter {
    fn start(python: &Path, way: &str, line: &Line, folder: &Path) -> Self {
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/../adapters/python/adapter.py");
        let mut process = Command::new(python)
            .args([program, way, &line.address, "python"])
            .arg(folder.join("token"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        Self {
            input: process.stdin.take(),
            output: BufReader::new(process.stdout.take().unwrap()).lines(),
            process,
            printed: Vec::new(),
        }
    }

    async fn say(&mut self, line: &Value) {
        let line = format!("{line}\n");
        let input = self.input.as_mut().unwrap();
        input.write_all(line.as_bytes()).await.unwrap();
        input.flush().await.unwrap();
    }

    /// The first frame to be printed that is like this.
    async fn until(&mut self, like_this: impl Fn(&Value) -> bool) -> Value {
        loop {
            let line = timeout(DEADLINE, self.output.next_line()).await;
            let line = line.expect("in time").unwrap().expect("it runs");
            let frame: Value = serde_json::from_str(&line).unwrap();
            self.printed.push(line);
            if like_this(&frame) {
                return frame;
            }
        }
    }
}

/// An address that stays while the sidecar is started anew at another.
struct Line {
    address: String,
    to: watch::Sender<std::net::SocketAddr>,
}

impl Line {
    async fn to(sidecar: &TestSidecar) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("ws://{}", listener.local_addr().unwrap());
        let (to, at) = watch::channel(sidecar.address());
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let at = *at.borrow();
                tokio::spawn(async move {
                    if let Ok(mut far) = TcpStream::connect(at).await {
                        drop(tokio::io::copy_bidirectional(&mut near, &mut far).await);
                    }
                });
            }
        });
        Self { address, to }
    }
}

fn message(number: usize, who: &str, text: &str) -> Value {
    let at = 1_760_000_000_000_u64 + number as u64;
    json!({"chat": "c-17", "id": format!("c-17-{number}"), "at": at, "what": "message",
        "who": who, "name": "dev:veileder 1", "text": text})
}

#[tokio::test]
async fn it_feeds_a_chat_and_hears_where_it_stands_also_when_we_are_started_anew() {
    let Some(python) = python_with(&["websockets==17.4"]).await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let token_file: PathBuf = folder.path().join("token");
    std::fs::write(&token_file, format!("{TOKEN}\n")).unwrap();
    let name = || "python".to_owned();
    let mut sidecar = TestSidecar::with(|settings| {
        let token_file = token_file.clone();
        settings.events.subscriber = vec![Subscriber {
            name: name(),
            token_file: token_file.clone(),
        }];
        settings.feed.incoming = vec![Incoming {
            name: name(),
            token_file: Some(token_file),
            token_files: Vec::new(),
        }];
    })
    .await;
    let line = Line::to(&sidecar).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut listener = Adapter::start(&python, "listen", &line, folder.path());
    listener.until(|frame| frame["type"] == "snapshot").await;

    let mut feeder = Adapter::start(&python, "feed", &line, folder.path());
    let join = json!({"chat": "c-17", "id": "c-17-0", "at": 1_760_000_000_000_u64, "what": "join",
        "who": "counsellor", "name": "dev:veileder 1"});
    feeder.say(&join).await;
    feeder
        .say(&message(
            1,
            "client",
            "hei, jeg går på Fjellbakkenkanari skole",
        ))
        .await;
    feeder
        .say(&message(
            2,
            "counsellor",
            "Hei! Hva vil du bruke samtalen til?",
        ))
        .await;
    let seen = panel.until(|session| session["messages"] == 2).await;
    let told = listener
        .until(|frame| frame["type"] == "reading_changed")
        .await;
    assert_eq!(told["session"], seen["id"]);

    // We are started anew: the words come again from the adapter, and nothing is missing in the end.
    sidecar.restart().await;
    line.to.send_replace(sidecar.address());
    let again = listener.until(|frame| frame["type"] == "snapshot").await;
    assert_eq!(again["why"], "other_epoch");
    assert_eq!(again["sessions"][0]["session"], seen["id"]);
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let text = "jeg er redd karakterene mine ikke holder til opptakskravet, Fjellbakkenkanari";
    feeder.say(&message(3, "client", text)).await;
    let whole = panel.until(|session| session["messages"] == 3).await;
    assert_eq!(whole["id"], seen["id"]);
    listener
        .until(|frame| frame["type"] == "reading_changed")
        .await;

    let end = json!({"chat": "c-17", "id": "c-17-4", "at": 1_760_000_001_000_u64, "what": "end"});
    feeder.say(&end).await;
    drop(feeder.input.take());
    let status = timeout(DEADLINE, feeder.process.wait()).await;
    assert!(status.expect("it ends with its input").unwrap().success());
    let ended = listener
        .until(|frame| frame["type"] == "session_ended")
        .await;
    assert_eq!(
        (&ended["session"], &ended["how"]),
        (&seen["id"], &json!("ended"))
    );
    for printed in &listener.printed {
        for word in ["kanari", "opptak", "c-17", "veileder"] {
            assert!(!printed.contains(word), "{word} came out: {printed}");
        }
    }
    listener.process.kill().await.unwrap();
    sidecar.stop().await;
}

#[tokio::test]
async fn it_says_that_its_token_is_wrong_and_stops() {
    let Some(python) = python_with(&["websockets==17.4"]).await else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("token"), "another-token-0123456789\n").unwrap();
    let mut sidecar = TestSidecar::start().await;
    let line = Line::to(&sidecar).await;
    for way in ["feed", "listen"] {
        let adapter = Adapter::start(&python, way, &line, folder.path());
        // Its input stays open: it stops all the same.
        let (process, _input) = (adapter.process, adapter.input);
        let said = timeout(DEADLINE, process.wait_with_output()).await;
        let said = said.expect("it ends").unwrap();
        let said = String::from_utf8(said.stderr).unwrap();
        assert!(said.starts_with("refused: not_admitted"), "{said}");
    }
    sidecar.stop().await;
}
