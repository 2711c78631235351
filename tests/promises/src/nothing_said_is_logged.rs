//! A chat with marker words is run through every path; then every log line and every file is
//! searched for them.

use feed::incoming::{FeedEvent, Kind};
use harness::{ChatPlatform, Page, TestSidecar, client, counsellor, event, log_in, request};
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tracing_subscriber::fmt::MakeWriter;

/// Words that nobody would log by chance.
const MARKERS: [&str; 5] = [
    "Fjellbakkenmarkør",
    "fjellbakkenmarkør",
    "01017012345",
    "samtale-markør-77",
    "hendelse-markør-88",
];
const WHO: &str = "dev:veileder 1";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

fn search_files(folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            search_files(&path);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for marker in MARKERS {
            let found = bytes
                .windows(marker.len())
                .any(|window| window == marker.as_bytes());
            assert!(!found, "{marker} is in {}", path.display());
        }
    }
}

#[test]
fn marker_words_are_in_no_log_line_and_no_file() {
    let log = Log::default();
    // Everything our rooms and the libraries say, down to debug: more than any setting lets through.
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::DEBUG);
    subscriber
        .with_writer(log.clone())
        .try_init()
        .expect("the first to log in this binary");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(run_a_chat());
    let logged = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(logged.contains("feed connected"), "the log was written");
    for marker in MARKERS {
        let line = logged.lines().find(|line| line.contains(marker));
        assert!(line.is_none(), "{marker} was logged: {line:?}");
    }
}

/// Words from the chat, typed into the search: found or not, settled or not, and in bodies that are
/// refused. The search that finds nothing is counted, so there is something to look through.
async fn search_the_articles(sidecar: &TestSidecar) {
    let at = sidecar.address();
    let cookie = log_in(at, "veileder 1", "veileder").await;
    let kind = "application/json";
    let search = async |body: &str| request(at, "POST", "/api/search", kind, &cookie, body).await;
    let count = async |wanted: u64| {
        let counted = async {
            loop {
                let path = "/api/search/without-hits";
                let told = request(at, "GET", path, "text/plain", &cookie, "").await;
                assert!(MARKERS.iter().all(|marker| !told.contains(marker)));
                if told.contains(&format!("\"searches\":{wanted}")) {
                    return;
                }
            }
        };
        tokio::time::timeout(harness::DEADLINE, counted)
            .await
            .expect("it is counted in time");
    };
    for settled in [false, true] {
        for query in ["Fjellbakkenmarkør", "fagbrev Fjellbakkenmarkør"] {
            let body = serde_json::json!({ "query": query, "settled": settled });
            let answer = search(&body.to_string()).await;
            assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        }
    }
    for bad in [
        r#"{"query":"01017012345""#,
        r#"{"query":{"Fjellbakkenmarkør":1}}"#,
        r#"{"query":"a","Fjellbakkenmarkør":1}"#,
        r#"{"query":"a","settled":"Fjellbakkenmarkør"}"#,
        "Fjellbakkenmarkør",
    ] {
        let answer = search(bad).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
        let quoted = MARKERS.iter().find(|marker| answer.contains(**marker));
        assert!(quoted.is_none(), "an error quotes what was asked: {answer}");
    }
    count(1).await;
}

/// The same words, said to each other by those on shift: asked, answered, and in frames that are refused.
async fn ask_for_help(sidecar: &TestSidecar, panel: &mut Page, session: &Value) {
    let mut board = Page::board(sidecar, "vaktleder").await;
    let text = "veisøker går på Fjellbakkenmarkør skole, 01017012345";
    let ask = json!({"type": "ask_help", "session": session, "kind": "sparring", "text": text});
    panel.send(&ask).await;
    let asked = board.until_help(|open| open.len() == 1).await;
    let say = json!({"type": "say_help", "request": asked[0]["id"], "text": text});
    board.send(&say).await;
    panel.send(&say).await;
    let said = |one: &Value| one["said"].as_array().unwrap().len();
    let talked = |open: &[Value]| open.iter().any(|one| said(one) == 3);
    board.until_help(talked).await;
    panel.until_help(talked).await;
    let marker = "Fjellbakkenmarkør";
    let long = marker.repeat(40);
    for bad in [
        json!({"type": "say_help", "request": asked[0]["id"], "text": long}),
        json!({"type": "say_help", "request": marker, "text": marker}),
        json!({"type": marker}),
        json!(marker),
    ] {
        for page in [&mut *panel, &mut board] {
            let reason = page.refused(&bad).await;
            assert!(!reason.contains(marker), "a refusal quotes: {reason}");
        }
    }
    let bad = json!({"type": "ask_help", "session": marker, "kind": marker, "text": marker});
    assert!(!panel.refused(&bad).await.contains(marker));
    search_files(sidecar.folder());
    let end = json!({"type": "end_help", "request": asked[0]["id"]});
    board.send(&end).await;
    panel.until_help(<[Value]>::is_empty).await;
}

async fn run_a_chat() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let chat = "samtale-markør-77";
    let said = |id: &str, text: &str| FeedEvent {
        author: Some(client()),
        text: Some(text.to_owned()),
        ..event(id, chat, Kind::Message)
    };
    let joined = FeedEvent {
        author: Some(counsellor(WHO)),
        ..event("join", chat, Kind::Join)
    };
    platform.send(joined).await;
    platform
        .send(said(
            "hendelse-markør-88",
            "hei, jeg går på Fjellbakkenmarkør skole, 01017012345",
        ))
        .await;
    platform
        .send(said(
            "m2",
            "jeg klarer ikke å velge mellom Fjellbakkenmarkør og byen",
        ))
        .await;
    let seen = panel.until(|session| session["messages"] == 2).await;
    // Corrections are learnt from: what is kept of them holds no word in clear either.
    for (message, ring, value) in [(1, "phase", Some("kontrakt")), (2, "knapp", None)] {
        panel
            .send(&serde_json::json!({
                "type": "correct", "session": seen["id"], "message": message, "ring": ring, "value": value
            }))
            .await;
    }
    panel
        .until(|session| session["kept"] == serde_json::json!(["phase", "knapp"]))
        .await;
    // The contract is agreed in the veisøker's words; a message that is pinned is known by a keyed id.
    for note in [
        serde_json::json!({"type": "matter", "session": seen["id"], "text": "bytte fra Fjellbakkenmarkør"}),
        serde_json::json!({"type": "matter", "session": "01017012345", "text": "Fjellbakkenmarkør"}),
        serde_json::json!({"type": "matter", "session": seen["id"], "text": "Fjellbakkenmarkør".repeat(20)}),
        serde_json::json!({"type": "depth", "session": seen["id"], "depth": "Fjellbakkenmarkør"}),
        serde_json::json!({"type": "copied", "session": seen["id"], "prompt": "Fjellbakkenmarkør"}),
        serde_json::json!({"type": "referred", "service": "Fjellbakkenmarkør", "on": true}),
        serde_json::json!({"type": "pin", "session": seen["id"], "message": 1, "on": true}),
    ] {
        panel.send(&note).await;
    }
    panel
        .until(|session| {
            let so_many = |what: &str| session["beside"][what].as_array().map(Vec::len);
            (so_many("matters"), so_many("pins")) == (Some(1), Some(1))
        })
        .await;
    search_files(sidecar.folder());
    search_the_articles(&sidecar).await;
    search_files(sidecar.folder());
    ask_for_help(&sidecar, &mut panel, &seen["id"]).await;
    search_files(sidecar.folder());
    // Bad input that a careless error would quote.
    for bad in [
        r#"{"type":"Fjellbakkenmarkør"}"#,
        r#"{"type":"events","events":[{"id":"x","conversation":"c","at":"01017012345","kind":"message"}]}"#,
        r#"{"type":"events","events":[{"id":"x","conversation":"c","at":1,"kind":"Fjellbakkenmarkør"}]}"#,
        "Fjellbakkenmarkør",
    ] {
        platform
            .client
            .send_raw(tokio_tungstenite::tungstenite::Message::text(bad))
            .await
            .unwrap();
        platform.answer().await;
    }
    panel
        .send(&serde_json::json!({"type": "more", "session": "Fjellbakkenmarkør"}))
        .await;
    // Only an article that there is can be counted as used.
    panel
        .send(&serde_json::json!({"type": "used", "article": "Fjellbakkenmarkør"}))
        .await;
    let redact = FeedEvent {
        message: Some("m2".into()),
        ..event("r", chat, Kind::Redact)
    };
    platform.send(redact).await;
    search_files(sidecar.folder());
    platform.send(event("end", chat, Kind::End)).await;
    sidecar.restart().await;
    search_files(sidecar.folder());
    sidecar.stop().await;
    search_files(sidecar.folder());
    let store = sidecar.folder().join("store");
    let kept = journal::Journal::corrections_in(&store).await.unwrap();
    assert_eq!(kept.len(), 1, "one correction was there to be searched");
}
