//! A messaging platform as Sunshine Conversations is one: posts batches with a key, keeps what was said, and
//! gives it page by page to whoever has the login; or fails in a way that a test chooses.

use crate::{DEADLINE, TestSidecar, request_with};
use feed::sunshine::SunshineConfig;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

/// The app that all conversations are of.
pub const APP: &str = "app1";
/// The shared secrets of the webhook; the second is for when it is exchanged.
pub const KEYS: [&str; 2] = ["the-first-shared-secret-1", "the-second-shared-secret-2"];
const API_KEY_ID: &str = "app_0123456789abcdef";
const API_SECRET: &str = "the-secret-of-the-api-key";
/// `app_0123456789abcdef:the-secret-of-the-api-key` in Base64.
const LOGIN: &str = "Basic YXBwXzAxMjM0NTY3ODlhYmNkZWY6dGhlLXNlY3JldC1vZi10aGUtYXBpLWtleQ==";

/// How the messages API answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    /// As documented.
    Works,
    /// With a status, such as 500.
    Fails(u16),
    /// The next request is told to come again after a second; then it works.
    WantsAPause,
    /// The connection is taken, and nothing comes.
    Silent,
    /// The connection is closed.
    Away,
    /// More bytes than anybody wants.
    TooMuch,
    /// Page after page, each with other messages, and always one more.
    Endless,
}

/// The platform.
pub struct SunshinePlatform {
    address: SocketAddr,
    folder: TempDir,
    state: Arc<Mutex<State>>,
    asked: watch::Receiver<usize>,
    /// What its posts carry.
    pub key: &'static str,
    /// Its clock is fast by so much.
    pub off_ms: i64,
    count: u64,
    last_ms: i64,
}

struct State {
    api: Api,
    page: usize,
    kept: BTreeMap<String, Vec<Value>>,
    paths: Vec<String>,
}

impl SunshinePlatform {
    /// Starts it.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Mutex::new(State {
            api: Api::Works,
            page: 100,
            kept: BTreeMap::new(),
            paths: Vec::new(),
        }));
        let (count, asked) = watch::channel(0);
        let serving = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (state, count) = (Arc::clone(&serving), count.clone());
                tokio::spawn(async move { answer(stream, &state, &count).await });
            }
        });
        let platform = Self {
            address,
            folder: tempfile::tempdir().expect("a folder"),
            state,
            asked,
            key: KEYS[0],
            off_ms: 0,
            count: 0,
            last_ms: 0,
        };
        platform.write("key-0", KEYS[0]);
        platform.write("key-1", KEYS[0]);
        platform.write("api-key-id", API_KEY_ID);
        platform.write("api-secret", API_SECRET);
        platform
    }

    /// Writes a secret to the file of this name, which the settings name.
    pub fn write(&self, file: &str, secret: &str) {
        std::fs::write(self.file(file), format!("{secret}\n")).expect("written");
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the settings of the sidecar say of it.
    pub fn config(&self) -> SunshineConfig {
        SunshineConfig {
            name: "sunshine".to_owned(),
            key_files: vec![self.file("key-0"), self.file("key-1")],
            app_id: APP.to_owned(),
            api: Some(format!("http://{}/sc", self.address)),
            api_key_id_file: Some(self.file("api-key-id")),
            api_secret_file: Some(self.file("api-secret")),
            bot_sources: vec!["zd:answerBot".to_owned()],
        }
    }

    /// The same without a login to the messages API.
    pub fn config_without_api(&self) -> SunshineConfig {
        SunshineConfig {
            api: None,
            api_key_id_file: None,
            api_secret_file: None,
            ..self.config()
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Its messages API answers like this from now on.
    pub fn api_is(&self, api: Api) {
        self.state().api = api;
    }

    /// So many messages are on a page.
    pub fn pages_hold(&self, messages: usize) {
        self.state().page = messages;
    }

    /// The paths that the messages API was asked for.
    pub fn paths(&self) -> Vec<String> {
        self.state().paths.clone()
    }

    /// Waits until the messages API was asked so often in all.
    pub async fn asked(&mut self, times: usize) {
        let asked = self.asked.wait_for(|asked| *asked >= times);
        timeout(DEADLINE, asked)
            .await
            .expect("asked in time")
            .expect("it runs");
    }

    /// Somebody writes, and it is kept: `user`, or `business` of this id if one is given. Gives the message.
    pub fn writes(
        &mut self,
        conversation: &str,
        author: &str,
        who: Option<&str>,
        text: &str,
    ) -> Value {
        let (id, received) = self.next();
        let mut author = json!({"type": author, "displayName": "Noen", "avatarUrl": "https://x/y"});
        if let Some(who) = who {
            author["userId"] = json!(who);
        }
        let message = json!({
            "id": id,
            "received": received,
            "author": author,
            "content": {"type": "text", "text": text},
            "source": {"type": "zd:agentWorkspace"},
        });
        let mut state = self.state();
        let kept = state.kept.entry(conversation.to_owned()).or_default();
        kept.push(message.clone());
        message
    }

    /// A message is deleted: a placeholder stands where it was.
    pub fn deletes(&self, conversation: &str, message: &Value) -> Value {
        let mut state = self.state();
        let kept = state.kept.entry(conversation.to_owned()).or_default();
        let place = kept.iter_mut().find(|kept| kept["id"] == message["id"]);
        let place = place.expect("it is kept");
        place["deleted"] = json!(true);
        place["content"] = json!({"type": "text", "text": ""});
        place.clone()
    }

    /// That this message was written, as a post tells it.
    pub fn told(&mut self, conversation: &str, message: &Value) -> Value {
        self.happened(
            "conversation:message",
            conversation,
            json!({"message": message}),
        )
    }

    /// Something happened, as a post tells it.
    pub fn happened(&mut self, kind: &str, conversation: &str, payload: Value) -> Value {
        let (id, at) = self.next();
        let mut payload = payload;
        payload["conversation"] = json!({"id": conversation, "type": "personal"});
        json!({"id": format!("event-{id}"), "type": kind, "createdAt": at, "payload": payload})
    }

    fn next(&mut self) -> (String, String) {
        self.count += 1;
        self.last_ms = (now_ms() + self.off_ms).max(self.last_ms + 1);
        let at = jiff::Timestamp::from_millisecond(self.last_ms).expect("a time");
        (format!("m{}", self.count), format!("{at:.3}"))
    }

    /// Posts a batch; gives the status.
    pub async fn post(&self, sidecar: SocketAddr, events: &[Value]) -> u16 {
        self.post_with(sidecar, self.key, events).await
    }

    /// Posts a batch with another key; gives the status.
    pub async fn post_with(&self, sidecar: SocketAddr, key: &str, events: &[Value]) -> u16 {
        let body = json!({
            "app": {"id": APP},
            "webhook": {"id": "w1", "version": "v2"},
            "events": events,
        });
        let headers = [("x-api-key", key), ("content-type", "application/json")];
        let body = body.to_string();
        let answer = request_with(sidecar, "POST", "/hooks/v1/sunshine", &headers, &body).await;
        let status = answer.split(' ').nth(1).and_then(|code| code.parse().ok());
        status.expect("a status")
    }

    /// A user and a counsellor have each written something, in one batch.
    pub async fn opens(&mut self, sidecar: &TestSidecar, conversation: &str, who: Option<&str>) {
        let first = self.writes(conversation, "user", None, "hei, er det noen der?");
        let second = self.writes(conversation, "business", who, "hei, hva lurer du på?");
        let told = [
            self.told(conversation, &first),
            self.told(conversation, &second),
        ];
        assert_eq!(self.post(sidecar.address(), &told).await, 200);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a chat platform has a clock of its own"
)]
fn now_ms() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    i64::try_from(now.expect("after 1970").as_millis()).expect("not that far")
}

async fn answer(mut stream: TcpStream, state: &Mutex<State>, asked: &watch::Sender<usize>) {
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut piece).await {
            Ok(read @ 1..) => head.extend_from_slice(&piece[..read]),
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let api = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.paths.push(path.clone());
        let api = state.api;
        if api == Api::WantsAPause {
            state.api = Api::Works;
        }
        api
    };
    asked.send_modify(|asked| *asked += 1);
    let login = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("authorization").then_some(value)
    });
    let (status, more, body) = match api {
        Api::Away => return,
        Api::Silent => {
            // Until whoever asked is gone.
            while stream.read(&mut piece).await.is_ok_and(|read| read > 0) {}
            return;
        }
        Api::Fails(status) => (status, "", String::new()),
        Api::WantsAPause => (429, "retry-after: 1\r\n", String::new()),
        Api::TooMuch => (200, "", " ".repeat(8_000_000)),
        Api::Endless => (200, "", endless(&path).to_string()),
        Api::Works if login != Some(LOGIN) => (401, "", String::new()),
        Api::Works => {
            let state = state.lock().unwrap_or_else(PoisonError::into_inner);
            match page(&state, &path) {
                Some(page) => (200, "", page.to_string()),
                None => (404, "", String::new()),
            }
        }
    };
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n{more}\r\n{body}"
    );
    // Whoever asked may have gone away.
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// A page of ten messages, and a cursor to the next.
fn endless(path: &str) -> Value {
    let before = path.rsplit('=').next().and_then(|n| n.parse().ok());
    let page: i64 = before.unwrap_or(0);
    let at = |n: i64| {
        jiff::Timestamp::from_millisecond(now_ms() - page * 1_000 - n * 5).expect("a time")
    };
    let message = |n: i64| {
        json!({"id": format!("endless-{page}-{n}"), "received": at(n), "author": {"type": "user"},
               "content": {"type": "text", "text": "og så videre"}})
    };
    let messages: Vec<_> = (0..10).rev().map(message).collect();
    let next = (page + 1).to_string();
    json!({"messages": messages, "meta": {"hasMore": true, "beforeCursor": next}})
}

/// The newest page, or the one before a message.
fn page(state: &State, path: &str) -> Option<Value> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let inside = path.strip_prefix(&format!("/sc/v2/apps/{APP}/conversations/"))?;
    let kept = state.kept.get(inside.strip_suffix("/messages")?)?;
    let before = query
        .replace("%5B", "[")
        .replace("%5D", "]")
        .strip_prefix("page[before]=")
        .map(str::to_owned);
    let end = match before {
        Some(before) => kept.iter().position(|message| message["id"] == *before)?,
        None => kept.len(),
    };
    let start = end.saturating_sub(state.page);
    let more = start > 0;
    let mut meta = json!({"hasMore": more});
    if more {
        meta["beforeCursor"] = kept[start]["id"].clone();
    }
    Some(json!({"messages": kept[start..end], "meta": meta}))
}
