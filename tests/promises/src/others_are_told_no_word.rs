//! Other programs hear where chats stand: no word of any, of whom nothing, and one that is slow holds up nobody.

use app::settings::{Settings, Subscriber};
use feed::incoming::{FeedEvent, Kind};
use harness::subscriber::{SUBSCRIBER, Subscription, TOKEN_OF_SUBSCRIBER};
use harness::{ChatPlatform, Page, TestSidecar, client, event};
use serde_json::{Value, json};
use tempfile::TempDir;

const WHO: &str = "dev:veileder 1";
/// What was said, what the source calls things, and who answered.
const CANARIES: [&str; 6] = [
    "Fjellbakkenkanari",
    "fjellbakkenkanari",
    "01017012345",
    "samtale-kanari-77",
    "hendelse-kanari-88",
    "veileder 1",
];

async fn sidecar(change: impl FnOnce(&mut Settings)) -> (TestSidecar, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let token_file = folder.path().join("token");
    std::fs::write(&token_file, TOKEN_OF_SUBSCRIBER).unwrap();
    let name = SUBSCRIBER.to_owned();
    let sidecar = TestSidecar::with(|settings| {
        settings.events.subscriber = vec![Subscriber { name, token_file }];
        change(settings);
    })
    .await;
    (sidecar, folder)
}

async fn talk(platform: &mut ChatPlatform, chat: &str) {
    platform.open(chat, WHO).await;
    for text in [
        "hei, jeg går på Fjellbakkenkanari skole, 01017012345",
        "jeg er redd karakterene mine ikke holder til opptakskravet på Fjellbakkenkanari",
    ] {
        platform.veisoker(chat, text).await;
        let answer = "Hei! Hva vil du bruke samtalen til? Fjellbakkenkanari?";
        platform.veileder(chat, WHO, answer).await;
    }
}

#[tokio::test]
async fn no_word_no_id_of_the_source_and_no_counsellor_is_in_any_event() {
    let (mut sidecar, _folder) = sidecar(|_| {}).await;
    let mut subscription = Subscription::open(&sidecar, None).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let chat = "samtale-kanari-77";
    talk(&mut platform, chat).await;
    let said = FeedEvent {
        author: Some(client()),
        text: Some("Fjellbakkenkanari er stengt".into()),
        ..event("hendelse-kanari-88", chat, Kind::Message)
    };
    platform.send(said).await;
    let seen = panel.until(|session| session["messages"] == 5).await;
    let id = &seen["id"];
    for note in [
        json!({"type": "matter", "session": id, "text": "bytte fra Fjellbakkenkanari"}),
        json!({"type": "pin", "session": id, "message": 1, "on": true}),
        json!({"type": "correct", "session": id, "message": 5, "ring": "phase", "value": "konklusjon"}),
    ] {
        panel.send(&note).await;
    }
    let corrected = subscription
        .until(|frame| frame["reading"]["by_hand"] == json!(["phase"]))
        .await;
    assert_eq!(corrected["reading"]["phase"], "konklusjon");
    assert_eq!(corrected["reading"]["phase_p"], json!(null));
    let redact = FeedEvent {
        message: Some("hendelse-kanari-88".into()),
        ..event("r", chat, Kind::Redact)
    };
    platform.send(redact).await;
    // A snapshot in the middle of it all, too.
    let other = Subscription::open(&sidecar, None).await;
    assert_eq!(other.frames[1]["sessions"][0]["session"], *id);
    platform.send(event("end", chat, Kind::End)).await;
    let ended = subscription
        .until(|frame| frame["type"] == "session_ended")
        .await;
    assert_eq!((&ended["session"], &ended["how"]), (id, &json!("ended")));
    for frame in subscription.frames.iter().chain(&other.frames) {
        let text = frame.to_string();
        let found = CANARIES.iter().find(|canary| text.contains(**canary));
        assert!(found.is_none(), "{found:?} was told: {text}");
        let knows = |key: &str| frame.get(key).is_some();
        assert!(
            !["counsellor", "text", "source", "conversation"]
                .into_iter()
                .any(knows)
        );
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn a_subscriber_is_told_no_more_of_a_reading_than_the_counsellor_is_shown() {
    let (mut sidecar, _folder) = sidecar(|_| {}).await;
    let mut subscription = Subscription::open(&sidecar, None).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    talk(&mut platform, "a").await;
    let shown = panel.until(|session| session["messages"] == 4).await;
    platform.send(event("end", "a", Kind::End)).await;
    subscription
        .until(|frame| frame["type"] == "session_ended")
        .await;
    let readings = subscription.frames.iter().rev();
    let last = readings
        .clone()
        .find(|frame| frame["type"] == "reading_changed");
    let last = &last.unwrap()["reading"];
    for ring in ["phase", "knapp", "kolb"] {
        let silent = shown[ring]["silent"] == true;
        let value = if silent {
            &Value::Null
        } else {
            &shown[ring]["value"]
        };
        assert_eq!(&last[ring], value, "{ring}");
        assert_eq!(
            last["silent"].as_array().unwrap().contains(&json!(ring)),
            silent
        );
        assert_eq!(last[format!("{ring}_p")].is_null(), silent);
    }
    assert_eq!(last["tier"], "small");
    assert!(last["model"].is_string());
    sidecar.stop().await;
}

#[tokio::test]
async fn in_shadow_and_with_the_tracker_off_no_reading_is_told_not_even_one_by_hand() {
    for (shadow, enabled) in [(true, true), (false, false)] {
        let (mut sidecar, _folder) = sidecar(|settings| {
            settings.tracker.shadow = shadow;
            settings.tracker.enabled = enabled;
        })
        .await;
        let mut subscription = Subscription::open(&sidecar, None).await;
        let mut panel = Page::panel(&sidecar, "veileder 1").await;
        let mut platform = ChatPlatform::connect(&sidecar).await;
        talk(&mut platform, "a").await;
        let seen = panel.until(|session| session["messages"] == 4).await;
        let hand = json!({"type": "correct", "session": seen["id"], "message": 4, "ring": "phase", "value": "konklusjon"});
        panel.send(&hand).await;
        panel
            .until(|session| session["phase"]["by_hand"] == true)
            .await;
        let other = Subscription::open(&sidecar, None).await;
        assert_eq!(other.frames[1]["sessions"][0]["reading"], json!(null));
        platform.send(event("end", "a", Kind::End)).await;
        subscription
            .until(|frame| frame["type"] == "session_ended")
            .await;
        let told = subscription.frames.iter().map(|frame| &frame["type"]);
        let told: Vec<_> = told.collect();
        assert_eq!(
            told,
            ["welcome", "snapshot", "session_started", "session_ended"]
        );
        sidecar.stop().await;
    }
}

#[tokio::test]
async fn a_wrong_hello_is_told_why_closed_and_let_see_nothing() {
    let (mut sidecar, _folder) = sidecar(|_| {}).await;
    let hello = |name: &str, token: &str, version: u32| json!({"type": "hello", "version": version, "name": name, "token": token});
    for (first, code) in [
        (
            hello(SUBSCRIBER, "another-token-0123456789", 1),
            "not_admitted",
        ),
        (
            hello("Fjellbakkenkanari", TOKEN_OF_SUBSCRIBER, 1),
            "not_admitted",
        ),
        // the token of a feed opens nothing here
        (hello("test", harness::TOKEN, 1), "not_admitted"),
        (hello(SUBSCRIBER, TOKEN_OF_SUBSCRIBER, 2), "unknown_version"),
        (json!({"type": "events", "events": []}), "malformed"),
        (json!("Fjellbakkenkanari"), "malformed"),
    ] {
        let (frames, closed) = Subscription::refused(&sidecar, &first.to_string()).await;
        assert_eq!(closed, 4400, "{first}");
        assert_eq!(frames.len(), 1);
        assert_eq!(frames[0]["code"], code);
        assert!(!frames[0].to_string().contains("kanari"));
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn who_comes_back_gets_what_was_missed_and_else_a_snapshot_that_says_why() {
    let (mut sidecar, _folder) = sidecar(|settings| settings.events.keep = 16).await;
    let first = Subscription::open(&sidecar, None).await;
    assert_eq!(first.frames[1]["why"], "first");
    let was = first.after();
    drop(first);
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.send(event("end-a", "a", Kind::End)).await;
    // Another subscriber has seen the end, so that it has happened.
    let mut back = Subscription::open(&sidecar, Some(&was)).await;
    back.until(|frame| frame["type"] == "session_ended").await;
    assert_eq!(back.frames[0]["resumed"], true);
    let seq: Vec<_> = back.frames[1..]
        .iter()
        .map(|frame| frame["seq"].as_u64().unwrap())
        .collect();
    assert_eq!(seq, [1, 2], "all that was missed, once and in order");
    for number in 0..10 {
        let chat = format!("b{number}");
        platform.open(&chat, WHO).await;
        platform
            .send(event(&format!("end-{chat}"), &chat, Kind::End))
            .await;
    }
    back.until(|frame| frame["seq"] == 22).await;
    let old = Subscription::open(&sidecar, Some(&was)).await;
    assert_eq!(old.frames[0]["resumed"], false);
    assert_eq!(
        (&old.frames[1]["why"], &old.frames[1]["seq"]),
        (&json!("too_old"), &json!(22))
    );
    let future = json!({"epoch": was["epoch"], "seq": 9999});
    let future = Subscription::open(&sidecar, Some(&future)).await;
    assert_eq!(future.frames[1]["why"], "too_old");
    sidecar.restart().await;
    let again = Subscription::open(&sidecar, Some(&back.after())).await;
    assert_eq!(again.frames[1]["why"], "other_epoch");
    sidecar.stop().await;
}

#[tokio::test]
async fn a_subscriber_that_does_not_read_holds_up_nobody_and_is_told_everything_anew() {
    let (mut sidecar, _folder) = sidecar(|settings| settings.events.queue = 16).await;
    let mut slow = Subscription::open_with_little_room(&sidecar).await;
    let mut quick = Subscription::open(&sidecar, None).await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let seen = panel.until(|session| session["id"].is_string()).await;
    // Its answers fill all the room between the two ends, and the door waits for it to read them. The same
    // was asked later by one that reads: when that has all its answers, so would the slow one.
    slow.ask_nonsense(FLOOD).await;
    quick.ask_nonsense(FLOOD).await;
    for _ in 0..FLOOD {
        quick.until(|frame| frame["type"] == "error").await;
    }
    let mut newest = json!(0);
    for round in 0..50 {
        let value = ["kontakt", "konklusjon"][round % 2];
        let hand = json!({"type": "place", "session": seen["id"], "ring": "phase", "value": value});
        panel.send(&hand).await;
        let told = quick
            .until(|frame| frame["reading"]["phase"] == value)
            .await;
        newest = told["seq"].clone();
    }
    let anew = slow.until(|frame| frame["type"] == "anew").await;
    assert!(anew["missed"].as_u64().unwrap() > 0);
    let snapshot = slow.next().await;
    let so = (&snapshot["why"], &snapshot["seq"]);
    assert_eq!(so, (&json!("lagged"), &newest));
    assert!(quick.frames.iter().all(|frame| frame["type"] != "anew"));
    sidecar.stop().await;
}

/// So many answers do not fit between a socket's two ends: Linux gives them some 4 MB at most.
const FLOOD: usize = 60_000;
