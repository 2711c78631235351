//! A panel that was away sees everything at once when it is back, and then only what changes.

use harness::{ChatPlatform, Page, TestSidecar};

const WHO: &str = "dev:veileder 1";

#[tokio::test]
async fn the_first_frame_has_all_that_was_missed() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    platform.open("a", WHO).await;
    platform.veisoker("a", "hei").await;
    panel.until(|session| session["messages"] == 1).await;
    drop(panel);

    platform
        .veileder("a", WHO, "Hei! Hva lurer du på i dag?")
        .await;
    platform
        .veisoker(
            "a",
            "jeg klarer ikke å velge mellom bygg og studiespesialisering",
        )
        .await;
    platform.open("b", WHO).await;

    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    assert_eq!(panel.frames.len(), 2, "one snapshot of chats, one of help");
    assert_eq!(panel.sessions.len(), 2);
    let missed = panel.until(|session| session["messages"] == 3).await;
    assert!(missed["trail"].as_array().unwrap().len() >= 2);

    platform.veisoker("b", "hei på deg").await;
    panel.until(|session| session["messages"] == 1).await;
    let again = panel.frames[2..].concat();
    assert!(
        !again.contains(r#""type":"snapshot""#),
        "then only what changes"
    );
    sidecar.stop().await;
}
