//! Two people who chat in a room through a library nobody here wrote (slixmpp), as a test tells them.

use crate::venv::python_with;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

/// The library and what it needs, pinned: the same people every time.
const PINNED: [&str; 7] = [
    "slixmpp==1.17.0",
    "aiodns==4.0.4",
    "cffi==2.1.1",
    "pyasn1==0.6.5",
    "pyasn1-modules==0.4.2",
    "pycares==5.2.1",
    "pycparser==3.12",
];
/// Longer than the people themselves wait for anything, and than Python takes to start.
const PATIENCE: Duration = Duration::from_secs(60);

/// Two XMPP clients in a process of their own; they go when this is dropped.
pub struct TwoPeople {
    process: Child,
    commands: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

/// A message as the server acknowledged it.
pub struct Spoken {
    /// The sender's own id of it: a correction names this.
    pub id: String,
    /// The room's id of it: a retraction names this.
    pub stanza_id: String,
}

impl TwoPeople {
    /// Logs in people of the server on this port of 127.0.0.1, each as (name, address, password).
    /// `None` if `LEDSAGER_WITHOUT` contains `slixmpp`.
    ///
    /// # Panics
    /// If slixmpp cannot be had, or the login fails.
    pub async fn log_in(port: u16, people: &[(&str, &str, &str)]) -> Option<Self> {
        let python = python_with(&PINNED).await?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .map(|above| above.join("tests/harness/partners/two_people.py"))
            .find(|path| path.exists())
            .expect("the script is in the repository");
        let people = people
            .iter()
            .map(|(name, jid, password)| format!("{name}={jid}={password}"));
        let mut process = Command::new(python)
            .arg(script)
            .arg(port.to_string())
            .args(people)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("python starts");
        let commands = process.stdin.take().expect("stdin is piped");
        let stdout = process.stdout.take().expect("stdout is piped");
        let mut two = Self {
            process,
            commands,
            answers: BufReader::new(stdout).lines(),
        };
        two.answer("log in").await;
        Some(two)
    }

    /// Enters a room; the rest that somebody says or does happens there.
    pub async fn join(&mut self, who: &str, room: &str, nick: &str) {
        self.command(json!({"who": who, "do": "join", "room": room, "nick": nick}))
            .await;
    }

    /// Says something; returns when the room has repeated it.
    pub async fn say(&mut self, who: &str, text: &str) -> Spoken {
        self.spoken(json!({"who": who, "do": "say", "text": text}))
            .await
    }

    /// Says all of this without waiting; returns when the room has repeated it.
    pub async fn say_all(&mut self, who: &str, texts: &[&str]) {
        self.command(json!({"who": who, "do": "say_all", "texts": texts}))
            .await;
    }

    /// Says something else instead of a message of their own, by its id.
    pub async fn correct(&mut self, who: &str, id: &str, text: &str) -> Spoken {
        self.spoken(json!({"who": who, "do": "correct", "id": id, "text": text}))
            .await
    }

    /// Takes back a message of their own, by the room's id.
    pub async fn retract(&mut self, who: &str, stanza_id: &str) -> Spoken {
        self.spoken(json!({"who": who, "do": "retract", "id": stanza_id}))
            .await
    }

    /// Begins or stops typing.
    pub async fn types(&mut self, who: &str, on: bool) {
        self.command(json!({"who": who, "do": "type", "on": on}))
            .await;
    }

    /// Gives the room a subject.
    pub async fn set_subject(&mut self, who: &str, text: &str) {
        self.command(json!({"who": who, "do": "subject", "text": text}))
            .await;
    }

    /// Goes on under another nick.
    pub async fn rename(&mut self, who: &str, nick: &str) {
        self.command(json!({"who": who, "do": "rename", "nick": nick}))
            .await;
    }

    /// Leaves the room.
    pub async fn leave(&mut self, who: &str) {
        self.command(json!({"who": who, "do": "leave"})).await;
    }

    /// Destroys the room; only its owner, who came first, can.
    pub async fn destroy_room(&mut self, who: &str) {
        self.command(json!({"who": who, "do": "destroy"})).await;
    }

    /// Both log out.
    pub async fn quit(mut self) {
        self.command(json!({"do": "quit"})).await;
        let _ = timeout(PATIENCE, self.process.wait()).await;
    }

    async fn spoken(&mut self, command: Value) -> Spoken {
        let answer = self.command(command).await;
        let text = |key: &str| answer[key].as_str().unwrap_or_default().to_owned();
        Spoken {
            id: text("id"),
            stanza_id: text("stanza_id"),
        }
    }

    async fn command(&mut self, command: Value) -> Value {
        let line = format!("{command}\n");
        let written = self.commands.write_all(line.as_bytes()).await;
        written.expect("the two people are there");
        self.answer(&line).await
    }

    async fn answer(&mut self, to: &str) -> Value {
        let line = timeout(PATIENCE, self.answers.next_line()).await;
        let line = line.unwrap_or_else(|_| panic!("no answer in time: {to}"));
        let line = line.expect("stdout is text");
        let line = line.unwrap_or_else(|| panic!("the two people went away: {to}"));
        let answer: Value = serde_json::from_str(&line).expect("answers are JSON");
        assert_eq!(answer["ok"], true, "{to}: {answer}");
        answer
    }
}
