//! Ledsager is restarted in the middle of a chat: readings are kept, words come back from the
//! platform if it has them, and what is missing is said.

use feed::incoming::{FeedEvent, Kind, ToSource};
use harness::{ChatPlatform, Page, TestSidecar, client, counsellor, event};

const WHO: &str = "dev:veileder 1";

fn history() -> Vec<FeedEvent> {
    let said = |n: u32, author, text: &str| FeedEvent {
        author: Some(author),
        text: Some(text.to_owned()),
        ..event(&format!("m{n}"), "a", Kind::Message)
    };
    vec![
        FeedEvent {
            author: Some(client()),
            ..event("j1", "a", Kind::Join)
        },
        FeedEvent {
            author: Some(counsellor(WHO)),
            ..event("j2", "a", Kind::Join)
        },
        said(1, client(), "hei, jeg vurderer å slutte på vg1"),
        said(
            2,
            counsellor(WHO),
            "Hei! Vil du at vi skal snakke om hva du kan gjøre i stedet?",
        ),
        said(
            3,
            client(),
            "ja, jeg tør ikke gi opp plassen før jeg vet hva jeg får",
        ),
    ]
}

#[tokio::test]
async fn the_session_goes_on_from_its_last_durable_reading() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    for happened in history() {
        platform.send(happened).await;
    }
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let before = panel.until(|session| session["messages"] == 3).await;
    let epoch = platform.client.epoch().to_owned();
    sidecar.restart().await;

    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let kept = panel.until(|session| session["id"] == before["id"]).await;
    assert_eq!(kept["phase"]["value"], before["phase"]["value"]);
    assert_eq!(kept["gaps"][0]["reason"], "restarted");
    assert_eq!(kept["gaps"][0]["missing"], 0, "everything was read");
    assert_eq!(kept["messages"], 0, "the words are gone");
    assert_eq!(kept["followed"], false);

    let mut platform = ChatPlatform::connect(&sidecar).await;
    assert_ne!(
        platform.client.epoch(),
        epoch,
        "the platform sees that we were restarted"
    );
    for happened in history() {
        platform.send(happened).await;
    }
    let rebuilt = panel.until(|session| session["messages"] == 3).await;
    assert_eq!(
        rebuilt["gaps"].as_array().unwrap().len(),
        0,
        "nothing is missing any more"
    );
    assert_eq!(rebuilt["phase"]["value"], before["phase"]["value"]);
    sidecar.stop().await;
}

#[tokio::test]
async fn what_was_acknowledged_is_never_asked_for_again() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    for happened in history() {
        platform.send(happened).await;
    }
    let end = event("end", "a", Kind::End);
    platform.send(end.clone()).await;
    sidecar.restart().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.send(end).await; // known: acknowledged, and opens nothing
    let late = FeedEvent {
        author: Some(client()),
        text: Some("er du der?".into()),
        ..event("m9", "a", Kind::Message)
    };
    platform.client.send(&[late]).await.unwrap();
    let answer = platform.answer_to("m9").await;
    assert!(matches!(answer, ToSource::Refused { code, again: false, .. } if code == "ended"));
    let panel = Page::panel(&sidecar, "veileder 1").await;
    assert!(panel.sessions.is_empty());
    sidecar.stop().await;
}
