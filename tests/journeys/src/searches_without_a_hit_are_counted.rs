//! Editors see how often a search found nothing; what was searched for only where the service keeps it.

use harness::{DEADLINE, TestSidecar, log_in, request};
use serde_json::{Value, json};
use std::net::SocketAddr;

const NONSENSE: &str = "xqzvkj wwpfrt";

struct Editor {
    at: SocketAddr,
    cookie: String,
}

impl Editor {
    async fn at(sidecar: &TestSidecar) -> Self {
        let at = sidecar.address();
        let cookie = log_in(at, "redaktør", "veileder").await;
        Self { at, cookie }
    }

    /// Searches as the page does, and gives the number of hits.
    async fn searches(&self, query: &str, settled: bool) -> usize {
        let body = json!({ "query": query, "settled": settled }).to_string();
        let kind = "application/json";
        let answer = request(self.at, "POST", "/api/search", kind, &self.cookie, &body).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        body_of(&answer)["hits"].as_array().unwrap().len()
    }

    async fn asks(&self) -> String {
        let path = "/api/search/without-hits";
        request(self.at, "GET", path, "text/plain", &self.cookie, "").await
    }

    /// What is told once so many searches are counted: counting is not waited for by the search.
    async fn is_told(&self, searches: u64) -> Value {
        let counted = async {
            loop {
                let told = body_of(&self.asks().await);
                if told["searches"].as_u64() >= Some(searches) {
                    return told;
                }
            }
        };
        let told = tokio::time::timeout(DEADLINE, counted).await.unwrap();
        assert_eq!(told["searches"], searches, "not more than these");
        told
    }
}

fn body_of(answer: &str) -> Value {
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn only_a_settled_search_that_finds_nothing_counts() {
    let mut sidecar = TestSidecar::start().await;
    let editor = Editor::at(&sidecar).await;
    for half in ["xqz", "xqzvkj", NONSENSE] {
        assert_eq!(editor.searches(half, false).await, 0, "{half}");
    }
    assert!(editor.searches("fagbrev", true).await > 0);
    for no_words in ["", "   ", "!?\"()", "🙂"] {
        editor.searches(no_words, true).await;
    }
    for _ in 0..4 {
        assert_eq!(editor.searches(NONSENSE, true).await, 0);
    }
    let told = editor.is_told(4).await;
    assert_eq!(
        (&told["words_kept"], &told["words"], &told["days"]),
        (&json!(false), &json!([]), &json!(30))
    );
    sidecar.restart().await;
    let editor = Editor::at(&sidecar).await;
    editor.is_told(4).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn words_are_told_when_they_are_kept_and_searched_for_often() {
    let mut sidecar =
        TestSidecar::with(|settings| settings.knowledge_base.keep_words_without_hits = true).await;
    let editor = Editor::at(&sidecar).await;
    let with_number = format!("{NONSENSE} 91234567");
    for query in [NONSENSE, "XQZVKJ  Wwpfrt", &with_number, "qqwzxx"] {
        assert_eq!(editor.searches(query, true).await, 0, "{query}");
    }
    let told = editor.is_told(4).await;
    assert_eq!(told["words_kept"], true);
    assert_eq!(
        told["words"],
        json!([{ "words": NONSENSE, "searches": 3 }]),
        "masked, in one spelling, and not what only one has searched for"
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn a_search_is_answered_also_when_nothing_can_be_counted() {
    let mut sidecar = TestSidecar::start().await;
    let editor = Editor::at(&sidecar).await;
    let store = sidecar.folder().join("store");
    for name in ["journal.db", "journal.db-wal"] {
        std::fs::write(store.join(name), "this is no database".repeat(500)).unwrap();
    }
    assert_eq!(editor.searches(NONSENSE, true).await, 0);
    assert!(editor.searches("fagbrev", true).await > 0);
    let answer = editor.asks().await;
    assert!(
        answer.starts_with("HTTP/1.1 503") && answer.ends_with("the journal cannot be read"),
        "{answer}"
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn only_the_staff_is_told() {
    let mut sidecar = TestSidecar::start().await;
    let at = sidecar.address();
    let stranger = Editor {
        at,
        cookie: String::new(),
    };
    assert!(stranger.asks().await.starts_with("HTTP/1.1 401"));
    sidecar.stop().await;
}
