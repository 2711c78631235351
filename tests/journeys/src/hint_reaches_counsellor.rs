//! A message comes in from the chat platform; the counsellor's panel shows ring, prompts, articles.

use harness::{ChatPlatform, Page, TestSidecar};
use serde_json::json;

const WHO: &str = "dev:veileder 1";

async fn talk(platform: &mut ChatPlatform, chat: &str) {
    platform.open(chat, WHO).await;
    platform.veisoker(chat, "hei").await;
    platform
        .veileder(
            chat,
            WHO,
            "Hei, og velkommen! Hva vil du bruke samtalen til i dag?",
        )
        .await;
    platform
        .veisoker(
            chat,
            "lurer på om jeg kommer inn på sykepleie, har 41 poeng og mangler matte",
        )
        .await;
    platform
        .veileder(
            chat,
            WHO,
            "Det kan vi se på sammen. Kravene til sykepleie står på Samordna opptak.",
        )
        .await;
    platform
        .veisoker(
            chat,
            "jeg er redd karakterene mine ikke holder til opptakskravet",
        )
        .await;
}

#[tokio::test]
async fn ring_prompts_and_articles_follow_the_talk() {
    // A talk that takes no time would use up a minute's budget before it comes to the matter.
    let all_at_once =
        |settings: &mut app::settings::Settings| settings.suggestions.new_a_minute = 20;
    let mut sidecar = TestSidecar::with(all_at_once).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.veisoker("a", "hei").await;
    let opening = panel.until(|session| session["messages"] == 1).await;
    assert_eq!(opening["phase"]["value"], "kontakt");
    assert_eq!(
        opening["articles"],
        json!([]),
        "no article is pushed while the two make contact"
    );
    assert!(opening["waiting_since"].is_i64(), "the veisøker waits");

    talk(&mut platform, "b").await;
    let later = panel.until(|session| session["messages"] == 5).await;
    assert_eq!(later["phase"]["value"], "kommunikasjon");
    assert_eq!(later["knapp"]["value"], "muligheter_og_begrensninger");
    let prompts = later["prompts"].as_array().unwrap();
    assert!((1..=3).contains(&prompts.len()));
    assert!(
        prompts
            .iter()
            .all(|prompt| !prompt["text"].as_str().unwrap().is_empty() && !prompt["why"].is_null())
    );
    let articles = later["articles"].as_array().unwrap();
    assert!((1..=3).contains(&articles.len()));
    let why = later["why"]["quote"].as_str().unwrap();
    assert!(!why.is_empty());
    let trail = later["trail"].as_array().unwrap();
    assert!(trail.len() >= 2, "the ring has moved: {trail:?}");
    sidecar.stop().await;
}

#[tokio::test]
async fn one_click_corrects_and_one_undoes() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    talk(&mut platform, "a").await;
    let session = panel.until(|session| session["messages"] == 5).await;
    let id = session["id"].as_str().unwrap();
    panel
        .send(&json!({"type": "place", "session": id, "ring": "phase", "value": "konklusjon"}))
        .await;
    let placed = panel
        .until(|session| session["phase"]["by_hand"] == true)
        .await;
    assert_eq!(placed["phase"]["value"], "konklusjon");
    assert_ne!(
        placed["prompts"], session["prompts"],
        "the prompts are those of the place chosen"
    );
    panel
        .send(&json!({"type": "release", "session": id, "ring": "phase"}))
        .await;
    let released = panel
        .until(|session| session["phase"]["by_hand"] == false)
        .await;
    assert_eq!(released["phase"]["value"], "kommunikasjon");
    sidecar.stop().await;
}

#[tokio::test]
async fn everything_works_by_hand_with_the_tracker_off() {
    let mut sidecar = TestSidecar::with(|settings| settings.tracker.enabled = false).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    talk(&mut platform, "a").await;
    let session = panel.until(|session| session["messages"] == 5).await;
    assert_eq!(session["phase"]["silent"], true, "nothing is guessed");
    let id = session["id"].as_str().unwrap();
    panel
        .send(&json!({"type": "place", "session": id, "ring": "phase", "value": "kommunikasjon"}))
        .await;
    let placed = panel
        .until(|session| session["phase"]["by_hand"] == true)
        .await;
    assert!(!placed["prompts"].as_array().unwrap().is_empty());

    let ask = json!({"type": "ask", "ask": 7, "phase": "kontrakt", "knapp": "valg_og_tilfeldigheter", "standard": "nn"});
    let offer = answer_to(&mut panel, &ask).await;
    assert_eq!(offer["ask"], 7);
    assert!(
        !offer["prompts"].as_array().unwrap().is_empty(),
        "a phone call has prompts too"
    );
    assert_eq!(offer["articles"], json!([]));
    let again = answer_to(&mut panel, &ask).await;
    assert_ne!(
        offer["prompts"], again["prompts"],
        "asked again, others come"
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn words_are_gone_when_the_chat_is_over() {
    let mut sidecar = TestSidecar::with(|settings| settings.session.grace_seconds = 0).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    talk(&mut platform, "a").await;
    let session = panel.until(|session| session["messages"] == 5).await;
    let leaves = platform.next("a", feed::incoming::Kind::Leave, Some(harness::client()));
    platform.send(leaves).await;
    assert_eq!(
        panel.until_gone(session["id"].as_str().unwrap()).await,
        "left"
    );
    let again = Page::panel(&sidecar, "veileder 1").await;
    assert!(again.sessions.is_empty());
    sidecar.stop().await;
}

#[tokio::test]
async fn a_veisoker_who_comes_back_in_time_goes_on_where_they_were() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    talk(&mut platform, "a").await;
    let leaves = platform.next("a", feed::incoming::Kind::Leave, Some(harness::client()));
    platform.send(leaves).await;
    let left = panel.until(|session| session["state"] == "left").await;
    let joins = platform.next("a", feed::incoming::Kind::Join, Some(harness::client()));
    platform.send(joins).await;
    let back = panel.until(|session| session["state"] == "live").await;
    assert_eq!(
        (&back["id"], &back["phase"]["value"]),
        (&left["id"], &left["phase"]["value"])
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn a_message_taken_back_is_gone_from_the_reading_too() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.veisoker("a", "hei").await;
    let said = platform.next("a", feed::incoming::Kind::Message, Some(harness::client()));
    let secret = feed::incoming::FeedEvent {
        text: Some("jeg vurderer å slutte i jobben hos Fjellbakken".into()),
        ..said
    };
    platform.send(secret.clone()).await;
    panel.until(|session| session["messages"] == 2).await;
    let redact = platform.next("a", feed::incoming::Kind::Redact, None);
    platform
        .send(feed::incoming::FeedEvent {
            message: Some(secret.id),
            ..redact
        })
        .await;
    let after = panel.until(|session| session["messages"] == 1).await;
    assert!(!after.to_string().contains("Fjellbakken"));
    assert_eq!(after["phase"]["value"], "kontakt");
    sidecar.stop().await;
}

async fn answer_to(panel: &mut Page, ask: &serde_json::Value) -> serde_json::Value {
    panel.send(ask).await;
    loop {
        let frame = panel.next().await;
        if frame["type"] == "offer" {
            return frame;
        }
    }
}

#[tokio::test]
async fn a_chat_in_which_nothing_happens_ends() {
    let mut sidecar = TestSidecar::with(|settings| settings.session.idle_minutes = 0).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let joins = platform.next(
        "a",
        feed::incoming::Kind::Join,
        Some(harness::counsellor(WHO)),
    );
    platform.send(joins).await;
    while panel.gone.is_empty() {
        panel.next().await;
    }
    assert_eq!(panel.gone.values().next().unwrap(), "idle");
    sidecar.stop().await;
}
