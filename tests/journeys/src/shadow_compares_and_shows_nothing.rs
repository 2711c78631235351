//! A pilot in shadow: the tracker reads, panel and board look as with the tracker off, and what the
//! counsellor says is kept beside what the tracker would have said.

use harness::{ChatPlatform, Page, TestSidecar};
use journal::Journal;
use serde_json::{Value, json};

const WHO: &str = "dev:veileder 1";

async fn talk(platform: &mut ChatPlatform) {
    platform.open("a", WHO).await;
    platform.veisoker("a", "hei").await;
    platform
        .veileder("a", WHO, "Hei! Hva vil du bruke samtalen til?")
        .await;
    platform
        .veisoker(
            "a",
            "jeg er redd karakterene mine ikke holder til opptakskravet",
        )
        .await;
}

/// A chat without what differs from run to run.
fn looks(session: &Value) -> Value {
    let mut session = session.clone();
    let chat = session.as_object_mut().unwrap();
    for of_this_run in [
        "id",
        "opened",
        "last_message",
        "silent_since",
        "waiting_since",
        "reading",
    ] {
        chat.remove(of_this_run);
    }
    session
}

/// What panel and board show of a chat of three messages; then the phase is set by hand, and two
/// messages later it is looked at again.
async fn run(shadow: bool, enabled: bool) -> (TestSidecar, Page, Vec<Value>) {
    let sidecar = TestSidecar::with(|settings| {
        settings.tracker.shadow = shadow;
        settings.tracker.enabled = enabled;
    })
    .await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut board = Page::board(&sidecar, "vaktleder").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    talk(&mut platform).await;
    let silent = panel.until(|session| session["messages"] == 3).await;
    let id = silent["id"].clone();
    panel
        .send(&json!({"type": "correct", "session": id, "message": 3, "ring": "phase", "value": "konklusjon"}))
        .await;
    panel
        .until(|session| session["phase"]["by_hand"] == true)
        .await;
    for text in [
        "Da ser vi på kravene sammen. Hva har du i snitt?",
        "Det holder til flere studier.",
    ] {
        platform.veileder("a", WHO, text).await;
    }
    let placed = panel.until(|session| session["messages"] == 5).await;
    let seen = board
        .until(|session| session["phase"]["by_hand"] == true)
        .await;
    let mut placed = looks(&placed);
    placed["phase"]["since"].take();
    placed["trail"][0]["at"].take();
    placed["kept"].take();
    let mut seen = looks(&seen);
    seen["phase"]["since"].take();
    seen["trail"][0]["at"].take();
    (sidecar, panel, vec![looks(&silent), placed, seen])
}

#[tokio::test]
async fn panel_and_board_look_as_with_the_tracker_off_and_it_compares() {
    let (mut sidecar, mut panel, shadow) = run(true, true).await;
    let (mut other, off_panel, off) = run(false, false).await;
    assert_eq!(shadow, off);
    assert_eq!(shadow[0]["why"], json!(null));
    assert_eq!(shadow[1]["phase"]["value"], "konklusjon", "the hand holds");
    assert!(!shadow[1]["prompts"].as_array().unwrap().is_empty());
    let reading = |panel: &Page| panel.sessions.values().next().unwrap()["reading"].clone();
    assert_eq!(reading(&panel), "shadow");
    assert_eq!(reading(&off_panel), "off");

    panel
        .until(|session| session["kept"] == json!(["phase"]))
        .await;
    sidecar.stop().await;
    other.stop().await;
    let store = |sidecar: &TestSidecar| sidecar.folder().join("store");
    let kept = Journal::corrections_in(&store(&sidecar)).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert!(kept[0].shadow);
    let was = kept[0].was.value.as_ref().unwrap().as_str();
    assert_eq!(
        was, "kontrakt",
        "what the tracker said, though nobody saw it"
    );
    let kept = Journal::corrections_in(&store(&other)).await.unwrap();
    assert_eq!(kept, [], "with the tracker off there is nothing to compare");
}

#[tokio::test]
async fn after_a_restart_the_last_reading_does_not_show_either() {
    let (mut sidecar, _, _) = run(true, true).await;
    sidecar.restart().await;
    let panel = Page::panel(&sidecar, "veileder 1").await;
    let session = panel.sessions.values().next().unwrap();
    assert_eq!(session["phase"]["value"], json!(null));
    assert_eq!(session["phase"]["silent"], true);
    assert_eq!(session["phase"]["last_sure"], json!(null));
    sidecar.stop().await;
}
