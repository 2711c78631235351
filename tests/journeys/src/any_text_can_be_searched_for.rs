//! Whatever somebody types or a program sends to the search, it is answered, and no page breaks.

use harness::{TestSidecar, log_in, request};
use serde_json::{Value, json};
use std::net::SocketAddr;

const JSON: &str = "application/json";

async fn search(at: SocketAddr, cookie: &str, kind: &str, body: &str) -> (u16, String) {
    let answer = request(at, "POST", "/api/search", kind, cookie, body).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, body.to_owned())
}

/// Fails if there is any markup but `<mark>`, or a `&` that begins no entity.
fn only_marks(html: &str) {
    let rest = html.replace("<mark>", "").replace("</mark>", "");
    assert!(!rest.contains(['<', '>', '"', '\'']), "{html}");
    for after in rest.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
        assert!(known.iter().any(|one| after.starts_with(one)), "{html}");
    }
    let marks = |mark| html.matches(mark).count();
    assert_eq!(marks("<mark>"), marks("</mark>"), "{html}");
}

#[tokio::test]
async fn any_query_is_answered() {
    let mut sidecar = TestSidecar::start().await;
    let at = sidecar.address();
    let cookie = log_in(at, "veileder 1", "veileder").await;
    let long = "x".repeat(10_000);
    let long_words = "fagbrev lånekassen xyzzy ".repeat(400);
    let emoji = "👩‍🎓".repeat(3_000);
    // What is typed, and whether articles are expected: `None` where either would do.
    let cases: &[(&str, Option<bool>)] = &[
        ("", Some(false)),
        (" \t\r\n ", Some(false)),
        (&long, Some(false)),
        (&long_words, Some(true)),
        (&emoji, Some(false)),
        ("!?.,;:()[]{}/\\|@#%&=+-_", Some(false)),
        ("title:fagbrev AND (", Some(true)),
        ("\"", Some(false)),
        ("\"fagbrev", Some(true)),
        ("*", Some(false)),
        ("fagbr*", Some(true)),
        ("~", Some(false)),
        ("fagbrev~2", Some(true)),
        ("^2", Some(true)),
        ("fagbrev^2 OR NOT -voksen +[a TO z]", Some(true)),
        ("/fag.*(/", None),
        ("-fagbrev", Some(true)),
        ("\u{0}fagbrev\u{7}\u{1b}[31m", Some(true)),
        ("\u{0}\u{1}\u{1b}\u{7f}", Some(false)),
        ("\u{202e}verbgaf\u{202c}", None),
        ("שלום عليكم", Some(false)),
        ("🙂🇳🇴", Some(false)),
        ("fagbrev 🙂", Some(true)),
        ("e\u{301}\u{301}\u{301}\u{301}", None),
        ("'; DROP TABLE articles;-- fagbrev", Some(true)),
        ("<script>alert(1)</script>", None),
        ("<mark>fagbrev</mark>&lt;b&gt;", Some(true)),
        ("fagbrev\"><img src=x onerror=alert(1)>", Some(true)),
        ("null", None),
        ("{{fagbrev}} ${fagbrev} %s", Some(true)),
    ];
    for (query, hits) in cases {
        for settled in [false, true] {
            let body = json!({ "query": query, "settled": settled }).to_string();
            let (status, body) = search(at, &cookie, JSON, &body).await;
            let shown: String = query.chars().take(40).collect();
            assert_eq!(status, 200, "{shown:?}: {body}");
            let found: Value = serde_json::from_str(&body).unwrap();
            assert_eq!(found["query"], **query, "it is told as it came");
            let answered = found["hits"].as_array().unwrap();
            if let Some(hits) = hits {
                assert_eq!(!answered.is_empty(), *hits, "{shown:?}: {answered:?}");
            }
            for hit in answered {
                only_marks(hit["passage_html"].as_str().unwrap());
            }
        }
    }
    let (status, body) = search(at, &cookie, JSON, r#"{"query":"fagbrev","limit":0}"#).await;
    assert_eq!(status, 200, "{body}");
    let many = format!(r#"{{"query":"fagbrev","limit":{}}}"#, u64::MAX);
    assert_eq!(search(at, &cookie, JSON, &many).await.0, 200);
    sidecar.stop().await;
}

#[tokio::test]
async fn what_is_no_search_is_refused_in_a_sentence_that_quotes_nothing() {
    let mut sidecar = TestSidecar::start().await;
    let at = sidecar.address();
    let cookie = log_in(at, "veileder 1", "veileder").await;
    let too_long = json!({ "query": "x".repeat(200_000) }).to_string();
    let no_search = "a search needs `query`";
    let no_key = "a search has no other keys than `query`, `limit`, `settled` and `group`";
    let no_value = "`query` must be text, `limit` a whole number from 1, `settled` true or false and `group` text";
    let no_json = "the body is not JSON, or is cut short";
    let cases = [
        (JSON, "", 400, no_json),
        (JSON, "hemmelig", 400, no_json),
        (JSON, r#"{"query":"hemmelig""#, 400, no_json),
        (JSON, "{\"query\":\"hemmelig\u{1}\"}", 400, no_json),
        (JSON, "{}", 422, no_search),
        (JSON, r#""hemmelig""#, 422, no_value),
        (JSON, r#"{"query":"a","hemmelig":1}"#, 422, no_key),
        (JSON, r#"{"query":["hemmelig"]}"#, 422, no_value),
        (JSON, r#"{"query":"a","limit":-1}"#, 422, no_value),
        (JSON, r#"{"query":"a","limit":1.5}"#, 422, no_value),
        (JSON, r#"{"query":"a","settled":"hemmelig"}"#, 422, no_value),
        (
            "text/plain",
            "{}",
            415,
            "a search is sent as application/json",
        ),
        (
            JSON,
            &too_long,
            413,
            "the body of a search is longer than 128 KiB",
        ),
    ];
    for (kind, body, status, sentence) in cases {
        let answer = search(at, &cookie, kind, body).await;
        let shown: String = body.chars().take(40).collect();
        assert_eq!(answer, (status, sentence.to_owned()), "{shown:?}");
    }
    let (status, _) = search(at, "", JSON, "hemmelig").await;
    assert_eq!(status, 401, "a stranger is not told what a search is");
    sidecar.stop().await;
}
