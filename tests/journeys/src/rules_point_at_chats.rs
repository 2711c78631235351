//! Small rules point a human at a chat, and never act.

use chat::{Clock, Timestamp};
use harness::{ChatPlatform, Page, TestSidecar, log_in, request, request_with};
use serde_json::{Value, json};
use std::time::Duration;

/// A Monday in the high season, at noon in Oslo.
const MONDAY: Timestamp = Timestamp::from_millis(1_772_449_200_000);
const MINUTE: Duration = Duration::from_secs(60);

fn has(chat: &Value, rule: &str) -> bool {
    let alerts = chat["alerts"].as_array().unwrap();
    alerts.iter().any(|alert| alert["rule"] == rule)
}

async fn until(page: &mut Page, kind: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    loop {
        let frame = page.next().await;
        if frame["type"] == kind && wanted(&frame) {
            return frame;
        }
    }
}

#[tokio::test]
async fn worry_about_life_points_the_counsellor_at_the_routine_and_says_no_word_on_the_board() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut colleague = Page::panel(&sidecar, "veileder 2").await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    platform.open("a", "dev:veileder 1").await;
    platform.open("b", "dev:veileder 2").await;
    platform.veisoker("b", "jeg vil døpe båten min").await;
    platform
        .veisoker("a", "noen ganger Vil jeg ikke  leve. Jeg vil DØ!")
        .await;
    let pointed = board.until(|chat| has(chat, "life_and_health")).await;
    assert_eq!(pointed["counsellor"], "veileder 1");
    let alert = &pointed["alerts"][0];
    assert_eq!(alert["name"]["nb"], "Mulig bekymring for liv og helse");
    assert!(alert["group"] == "support" && alert["since"].is_i64());
    let own = until(&mut panel, "alerts", |frame| frame["alerts"][0].is_object()).await;
    let own = &own["alerts"][0];
    assert_eq!(
        (&own["article"], &own["session"]),
        (&json!("bekymring-og-krise-i-chat"), &pointed["id"])
    );
    let routine = request(
        sidecar.address(),
        "GET",
        "/api/articles/bekymring-og-krise-i-chat",
        "",
        &log_in(sidecar.address(), "veileder 1", "veileder").await,
        "",
    )
    .await;
    assert!(routine.starts_with("HTTP/1.1 200"), "the article is there");

    // Which phrase it was is told nowhere, and nothing of it to a colleague.
    let all = board.frames.concat();
    assert!(!all.contains("phrases") && !all.to_lowercase().contains("vil dø"));
    assert_eq!(
        colleague
            .refused(&json!({"type": "end_help", "request": 9}))
            .await,
        "no such request is open"
    );
    assert!(!colleague.frames.concat().contains("life_and_health"));

    // What is taken back is not pointed at any more.
    let mut redact = platform.next("a", feed::incoming::Kind::Redact, None);
    redact.message = Some("a-6".to_owned());
    platform.send(redact).await;
    until(&mut panel, "alerts", |frame| frame["alerts"] == json!([])).await;
    board
        .until(|chat| chat["id"] == pointed["id"] && !has(chat, "life_and_health"))
        .await;
    sidecar.stop().await;
}

#[tokio::test]
async fn waiting_and_silence_are_seen_when_their_time_has_come_and_a_rule_is_muted() {
    let clock = Clock::fixed(MONDAY);
    let mut sidecar = TestSidecar::at(clock.clone(), |_| {}).await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    platform.open("a", "dev:veileder 1").await;
    platform.veisoker("a", "hei, er det noen der?").await;
    let waits = board.until(|chat| chat["waiting_since"].is_i64()).await;
    assert!(!has(&waits, "waiting"));
    clock.set(MONDAY.plus(3 * MINUTE));
    let waits = board.until(|chat| has(chat, "waiting")).await;
    assert_eq!(
        waits["alerts"][0]["since"],
        MONDAY.plus(3 * MINUTE).millis()
    );
    clock.set(MONDAY.plus(7 * MINUTE));
    board.until(|chat| has(chat, "silence")).await;

    board
        .send(&json!({"type": "mute_rule", "rule": "waiting", "minutes": 30}))
        .await;
    let muted = until(&mut board, "alerts", |frame| frame["muted"][0].is_object()).await;
    assert_eq!(
        (&muted["muted"][0]["rule"], &muted["muted"][0]["why"]),
        (&json!("waiting"), &json!("hand"))
    );
    board
        .until(|chat| !has(chat, "waiting") && has(chat, "silence"))
        .await;
    let late = Page::board(&sidecar, "Per").await;
    assert!(
        late.frames[0].contains(r#""why":"hand""#),
        "who comes later sees it, too"
    );
    let unknown = json!({"type": "mute_rule", "rule": "tull", "minutes": 30});
    assert_eq!(board.refused(&unknown).await, "no such rule");

    // A veisøker who has left waits for nobody.
    let left = platform.next("a", feed::incoming::Kind::Leave, Some(harness::client()));
    platform.send(left).await;
    board
        .until(|chat| chat["state"] == "left" && chat["alerts"] == json!([]))
        .await;
    sidecar.stop().await;
}

#[tokio::test]
async fn a_rule_that_every_message_sets_off_is_silenced_and_said_to_be() {
    let mut sidecar = TestSidecar::at(Clock::fixed(MONDAY), |_| {}).await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    platform.open("a", "dev:veileder 1").await;
    for number in 0..41 {
        platform.veisoker("a", &format!("selvmord {number}")).await;
    }
    let muted = until(&mut board, "alerts", |frame| frame["muted"][0].is_object()).await;
    let muted = &muted["muted"][0];
    assert_eq!(
        (&muted["rule"], &muted["why"]),
        (&json!("life_and_health"), &json!("often"))
    );
    assert_eq!(muted["until"], MONDAY.plus(60 * MINUTE).millis());
    board.until(|chat| !has(chat, "life_and_health")).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn rules_are_edited_and_tried_on_the_page() {
    let mut sidecar = TestSidecar::at(Clock::fixed(MONDAY), |_| {}).await;
    let address = sidecar.address();
    let leader = log_in(address, "Ingrid", "vaktleder").await;
    let counsellor = log_in(address, "veileder 1", "veileder").await;
    let (path, kind) = ("/api/shift/rules", "application/json");
    let refused = request(address, "GET", path, kind, &counsellor, "").await;
    assert!(refused.starts_with("HTTP/1.1 403"));
    let answer = request(address, "GET", path, kind, &leader, "").await;
    assert!(answer.contains("etag: \"1\""), "{answer}");
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let mut rules: Value = serde_json::from_str(body).unwrap();
    assert_eq!(rules.as_array().unwrap().len(), 4);

    let dry = async |rule: &Value| {
        let path = "/api/shift/rules/dry-run";
        let answer = request(address, "POST", path, kind, &leader, &rule.to_string()).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str::<Value>(body).unwrap()
    };
    let crisis = dry(&rules[3]).await;
    assert_eq!(
        (&crisis["chats"], &crisis["fired"]),
        (&json!(14), &json!(0))
    );
    let own = json!({"id": "choice", "name": {"nb": "Valg", "nn": "Val"}, "on": true, "shows": "board",
        "group": "know", "when": {"phrases": ["velge", "vel*"]}});
    let tried = dry(&own).await;
    assert!(tried["fired"].as_u64().unwrap() > 0);
    assert_eq!(tried["per_chat"].as_array().unwrap().len(), 14);

    let origin = format!("http://{address}");
    let put = async |version: &str, rules: &Value| {
        let headers = [
            ("origin", origin.as_str()),
            ("content-type", kind),
            ("cookie", leader.as_str()),
            ("if-match", version),
        ];
        request_with(address, "PUT", path, &headers, &rules.to_string()).await
    };
    rules.as_array_mut().unwrap().push(own);
    let kept = put("\"1\"", &rules).await;
    assert!(kept.starts_with("HTTP/1.1 200"), "{kept}");
    assert!(put("\"1\"", &rules).await.starts_with("HTTP/1.1 412"));
    for (field, value) in [
        ("article", json!("finnes-ikke")),
        ("when", json!({"phase": "tull"})),
        ("when", json!({})),
        ("id", json!("waiting")),
    ] {
        let mut wrong = rules.clone();
        wrong[4][field] = value;
        let refused = put("\"2\"", &wrong).await;
        assert!(refused.starts_with("HTTP/1.1 400"), "{field}: {refused}");
    }

    sidecar.restart().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    platform.open("a", "dev:veileder 1").await;
    platform
        .veisoker("a", "eg veit ikkje kva eg skal velje")
        .await;
    board.until(|chat| has(chat, "choice")).await;
    sidecar.stop().await;
}
