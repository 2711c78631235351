//! Whatever a chat platform sends, it is told what is wrong, and the chat goes on.

use feed::client::{ClientError, FeedClient};
use feed::incoming::{FeedEvent, FromSource, Kind, ToSource};
use harness::{ChatPlatform, Page, TOKEN, TestSidecar, client, event};
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

const WHO: &str = "dev:veileder 1";

fn said(id: &str, text: &str) -> FeedEvent {
    FeedEvent {
        author: Some(client()),
        text: Some(text.to_owned()),
        ..event(id, "a", Kind::Message)
    }
}

/// Sends text and expects an error frame with this code; returns the reason.
async fn error_for(platform: &mut ChatPlatform, text: &str, code: &str) -> String {
    platform.client.send_raw(Message::text(text)).await.unwrap();
    match platform.answer().await {
        ToSource::Error { code: got, reason } => {
            assert_eq!(got, code);
            reason
        }
        other => panic!("expected an error frame, got {other:?}"),
    }
}

async fn refusal_of(platform: &mut ChatPlatform, event: serde_json::Value) -> (String, String) {
    let frame = json!({"type": "events", "events": [event]}).to_string();
    platform
        .client
        .send_raw(Message::text(frame))
        .await
        .unwrap();
    match platform.answer().await {
        ToSource::Refused {
            code,
            reason,
            again: false,
            ..
        } => (code, reason),
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[tokio::test]
async fn a_malformed_frame_is_answered_and_the_chat_goes_on() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    let reason = error_for(&mut platform, "{\"type\":\"events\",", "malformed").await;
    assert!(reason.contains("cut short at line 1"), "{reason}");
    let reason = error_for(
        &mut platform,
        "{\"type\":\"event\",\"events\":[]}",
        "malformed",
    )
    .await;
    assert!(reason.contains("unknown variant"), "{reason}");
    error_for(&mut platform, "hei hei", "malformed").await;
    let again = FromSource::Hello {
        version: 1,
        source: "test".into(),
        token: TOKEN.into(),
    };
    error_for(
        &mut platform,
        &serde_json::to_string(&again).unwrap(),
        "hello_twice",
    )
    .await;

    let (code, reason) = refusal_of(
        &mut platform,
        json!({"id": "x", "conversation": "a", "at": 1, "kind": "message"}),
    )
    .await;
    assert_eq!(
        (code.as_str(), reason.as_str()),
        ("malformed", "an event of this kind needs `text`")
    );
    let (_, reason) = refusal_of(&mut platform, json!({"id": "x", "at": 1, "kind": "end"})).await;
    assert!(reason.contains("missing field `conversation`"), "{reason}");
    let (_, reason) = refusal_of(
        &mut platform,
        json!({"id": "x", "conversation": "Hemmelig", "at": "Hemmelig", "kind": "end"}),
    )
    .await;
    assert!(
        reason.contains("expected i64") && !reason.contains("Hemmelig"),
        "{reason}"
    );
    let (_, reason) = refusal_of(
        &mut platform,
        json!({"id": "", "conversation": "a", "at": 1, "kind": "end"}),
    )
    .await;
    assert!(reason.contains("`id` must be 1 to 200 bytes"), "{reason}");
    let long = "a".repeat(20_001);
    let author = json!({"role": "client"});
    let too_long = json!({"id": "x", "conversation": "a", "at": 1, "kind": "message", "author": author, "text": long});
    assert_eq!(refusal_of(&mut platform, too_long).await.0, "too_long");

    platform.veisoker("a", "hei").await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    panel.until(|session| session["messages"] == 1).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn a_hello_must_be_good() {
    let mut sidecar = TestSidecar::start().await;
    let refused = |error: ClientError| match error {
        ClientError::Refused { code, .. } => code,
        other => panic!("expected a refusal, got {other}"),
    };
    let url = sidecar.feed_url();
    let wrong = FeedClient::connect(&url, "test", "wrong")
        .await
        .err()
        .unwrap();
    assert_eq!(refused(wrong), "not_admitted");
    let unknown = FeedClient::connect(&url, "nobody", TOKEN)
        .await
        .err()
        .unwrap();
    assert_eq!(refused(unknown), "not_admitted");

    let (mut socket, _) = tokio_tungstenite::connect_async(&url).await.unwrap();
    let hello = json!({"type": "hello", "version": 2, "source": "test", "token": TOKEN});
    let answer = exchange(&mut socket, Message::text(hello.to_string())).await;
    assert!(
        answer.contains("unknown_version") && answer.contains("this is version 1"),
        "{answer}"
    );
    let (mut socket, _) = tokio_tungstenite::connect_async(&url).await.unwrap();
    let answer = exchange(
        &mut socket,
        Message::text("{\"type\":\"events\",\"events\":[]}"),
    )
    .await;
    assert!(answer.contains("hello_expected"), "{answer}");
    sidecar.stop().await;
}

async fn exchange(
    socket: &mut tokio_tungstenite::WebSocketStream<
        tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>,
    >,
    message: Message,
) -> String {
    harness::exchange(socket, message).await
}

#[tokio::test]
async fn an_oversized_or_garbled_frame_ends_only_its_own_connection() {
    let mut sidecar = TestSidecar::start().await;
    let mut good = ChatPlatform::connect(&sidecar).await;
    good.open("a", WHO).await;
    let mut bad = ChatPlatform::connect(&sidecar).await;
    let sent = bad
        .client
        .send_raw(Message::text("x".repeat(300_000)))
        .await;
    assert!(
        sent.is_err() || harness::closes(&mut bad.client).await,
        "a frame over the limit ends the connection"
    );

    harness::send_text_that_is_not_utf8(&sidecar).await;
    good.veisoker("a", "hei").await;
    sidecar.stop().await;
}

#[tokio::test]
async fn duplicates_are_acknowledged_and_change_nothing() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    for _ in 0..3 {
        platform.send(said("m1", "hei")).await;
    }
    platform.send(said("m2", "er du der?")).await;
    let session = panel.until(|session| session["messages"] != 0).await;
    let session = if session["messages"] == 1 {
        panel.until(|s| s["messages"] != 1).await
    } else {
        session
    };
    assert_eq!(session["messages"], 2);
    sidecar.stop().await;
}

#[tokio::test]
async fn events_that_overtake_each_other_are_put_in_order() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let counted = |order, text: &str| FeedEvent {
        order: Some(order),
        ..said(&format!("m{order}"), text)
    };
    let joined = FeedEvent {
        order: Some(0),
        author: Some(harness::counsellor(WHO)),
        ..event("j", "a", Kind::Join)
    };
    let events = [
        joined,
        counted(2, "takk for hjelpen, ha det bra!"),
        counted(1, "hei"),
    ];
    platform.client.send(&events).await.unwrap();
    for id in ["j", "m1", "m2"] {
        platform.answer_to(id).await;
    }
    let session = panel.until(|session| session["messages"] == 2).await;
    assert_eq!(session["gaps"], json!([]));
    let first = &session["trail"][0];
    assert_eq!(first["phase"], "kontakt", "the greeting was heard first");
    sidecar.stop().await;
}

#[tokio::test]
async fn an_event_that_never_comes_is_shown_as_a_gap() {
    let mut sidecar = TestSidecar::with(|settings| settings.feed.hold_milliseconds = 50).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let joined = FeedEvent {
        order: Some(0),
        author: Some(harness::counsellor(WHO)),
        ..event("j", "a", Kind::Join)
    };
    platform.send(joined).await;
    platform
        .send(FeedEvent {
            order: Some(3),
            ..said("m3", "og så ombestemte jeg meg")
        })
        .await;
    let session = panel.until(|session| session["messages"] == 1).await;
    assert_eq!(session["gaps"][0]["missing"], 2);
    assert_eq!(session["gaps"][0]["reason"], "never_came");
    platform
        .send(FeedEvent {
            order: Some(1),
            ..said("m1", "hei")
        })
        .await; // late, but not lost
    panel.until(|session| session["messages"] == 2).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn a_clock_far_off_is_not_believed() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    let odd = FeedEvent {
        at: 0,
        ..said("m1", "hei")
    };
    platform.client.send(&[odd]).await.unwrap();
    assert!(matches!(platform.answer().await, ToSource::Note { code, .. } if code == "clock_off"));
    platform.answer_to("m1").await;
    let session = panel.until(|session| session["messages"] == 1).await;
    assert!(
        session["waiting_since"].as_i64().unwrap() > 1_700_000_000_000,
        "the time of arrival counts"
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn a_message_for_an_ended_chat_is_refused_and_a_new_veisoker_opens_a_new_one() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    let first = panel.until(|_| true).await;
    let end = platform.next("a", Kind::End, None);
    platform.send(end).await;
    panel.until_gone(first["id"].as_str().unwrap()).await;
    platform
        .client
        .send(&[said("late", "hallo?")])
        .await
        .unwrap();
    let answer = platform.answer_to("late").await;
    assert!(matches!(answer, ToSource::Refused { code, .. } if code == "ended"));
    platform.open("a", WHO).await;
    let second = panel.until(|_| true).await;
    assert_ne!(first["id"], second["id"]);
    sidecar.stop().await;
}

#[tokio::test]
async fn a_rating_is_acknowledged_and_dropped() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.send(event("r", "a", Kind::Rating)).await;
    sidecar.stop().await;
}
