//! Two people who chat in a room through a library nobody here wrote (slixmpp), as a test tells them.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
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
        let python = partners_venv().await?;
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

/// The Python that has slixmpp: in `LEDSAGER_PARTNERS` if that is set, else in
/// `.target/partners/venv`, made here the first time. `None` if `LEDSAGER_WITHOUT` contains
/// `slixmpp`.
///
/// # Panics
/// If it can neither be found nor made.
pub async fn partners_venv() -> Option<PathBuf> {
    let without = std::env::var("LEDSAGER_WITHOUT").unwrap_or_default();
    if without.split(',').any(|one| one.trim() == "slixmpp") {
        eprintln!("skipped: LEDSAGER_WITHOUT names slixmpp");
        return None;
    }
    if let Some(given) = std::env::var_os("LEDSAGER_PARTNERS") {
        let python = PathBuf::from(given).join("bin/python");
        assert!(
            has_slixmpp(&python).await,
            "needs slixmpp: pip install {} (in LEDSAGER_PARTNERS)",
            PINNED[0]
        );
        return Some(python);
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .find(|above| above.join("Cargo.lock").exists())
        .expect("the workspace has a lock file")
        .join(".target/partners");
    std::fs::create_dir_all(&target).expect("the target folder can be written");
    // Tests run beside each other: one makes it, the others wait.
    let lock = std::fs::File::create(target.join("lock")).expect("the lock can be written");
    let lock = tokio::task::spawn_blocking(move || lock.lock().map(|()| lock));
    let _held = lock.await.expect("waiting for the lock").expect("the lock");
    let venv = target.join("venv");
    let python = venv.join("bin/python");
    if !has_slixmpp(&python).await {
        let made = run(Command::new("python3").args(["-m", "venv"]).arg(&venv)).await;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps"]);
        let made = made && run(pip.args(PINNED)).await;
        assert!(
            made && has_slixmpp(&python).await,
            "needs slixmpp: python3 -m venv {} and pip install {} there",
            venv.display(),
            PINNED.join(" ")
        );
    }
    Some(python)
}

async fn has_slixmpp(python: &Path) -> bool {
    let check = format!(
        "import importlib.metadata as m; assert 'slixmpp==' + m.version('slixmpp') == '{}'; import slixmpp",
        PINNED[0]
    );
    run(Command::new(python)
        .args(["-c", &check])
        .stderr(Stdio::null()))
    .await
}

async fn run(command: &mut Command) -> bool {
    let status = command.stdin(Stdio::null()).status().await;
    status.is_ok_and(|status| status.success())
}
