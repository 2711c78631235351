//! A messaging platform posts what is said, and keeps it: the counsellor sees all of it, whatever is lost on
//! the way, and is told while something may be missing.

use app::settings::Settings;
use harness::sunshine::{Api, KEYS, SunshinePlatform};
use harness::{Page, TestSidecar, request_with};
use serde_json::{Value, json};

/// What the platform calls the counsellor.
const WHO: Option<&str> = Some("agent-7");

fn followed(settings: &mut Settings, platform: &SunshinePlatform) {
    settings.feed.sunshine = Some(platform.config());
    settings.feed.compare_seconds = 1;
    let (name, user) = ("agent-7".to_owned(), "dev:Kari".to_owned());
    settings.access.known_as.insert(name, user);
}

async fn scene() -> (SunshinePlatform, TestSidecar, Page) {
    let platform = SunshinePlatform::start().await;
    let sidecar = TestSidecar::with(|settings| followed(settings, &platform)).await;
    let panel = Page::panel(&sidecar, "Kari").await;
    (platform, sidecar, panel)
}

async fn shows(panel: &mut Page, messages: usize) -> Value {
    let all = |session: &Value| {
        session["messages"] == messages && session["gaps"].as_array().unwrap().is_empty()
    };
    panel.until(all).await
}

#[tokio::test]
async fn a_batch_reaches_the_panel_and_what_is_deleted_leaves_it() {
    let (mut platform, mut sidecar, mut panel) = scene().await;
    platform.opens(&sidecar, "c1", WHO).await;
    let seen = shows(&mut panel, 2).await;
    assert_eq!(seen["followed"], true);
    let typing = json!({"activity": {"type": "typing:start", "author": {"type": "user"}}});
    let typing = platform.happened("conversation:typing", "c1", typing);
    assert_eq!(platform.post(sidecar.address(), &[typing]).await, 200);
    let types = |session: &Value| {
        session["typing"]
            .as_array()
            .is_some_and(|who| !who.is_empty())
    };
    panel.until(types).await;
    let mut image = platform.writes("c1", "user", None, "");
    image["content"] =
        json!({"type": "image", "mediaUrl": "https://x/cv.png", "altText": "cv.png"});
    let told = platform.told("c1", &image);
    assert_eq!(platform.post(sidecar.address(), &[told]).await, 200);
    shows(&mut panel, 3).await;
    let placeholder = platform.deletes("c1", &image);
    let told = platform.told("c1", &placeholder);
    assert_eq!(platform.post(sidecar.address(), &[told]).await, 200);
    shows(&mut panel, 2).await;
    let removed = platform.happened("conversation:remove", "c1", json!({}));
    assert_eq!(platform.post(sidecar.address(), &[removed]).await, 200);
    panel.until_gone(seen["id"].as_str().unwrap()).await;
    assert!(panel.frames.iter().all(|frame| !frame.contains("cv.png")));
    sidecar.stop().await;
}

#[tokio::test]
async fn a_chat_of_which_nobody_says_whose_it_is_is_on_the_board_alone() {
    let (mut platform, mut sidecar, panel) = scene().await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    platform.opens(&sidecar, "c1", None).await;
    board.until(|session| session["id"].is_string()).await;
    assert!(panel.sessions.is_empty());
    sidecar.stop().await;
}

#[tokio::test]
async fn what_was_lost_on_the_way_is_heard_from_what_the_platform_keeps() {
    let (mut platform, mut sidecar, mut panel) = scene().await;
    platform.pages_hold(2);
    platform.opens(&sidecar, "c1", WHO).await;
    shows(&mut panel, 2).await;
    for n in 0..5 {
        platform.writes("c1", "user", None, &format!("dette kom aldri fram, {n}"));
    }
    let gone = platform.writes("c1", "user", None, "dette ble slettet før det kom fram");
    platform.deletes("c1", &gone);
    let last = platform.writes("c1", "business", WHO, "er du der ennå?");
    let told = platform.told("c1", &last);
    assert_eq!(platform.post(sidecar.address(), &[told]).await, 200);
    shows(&mut panel, 8).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn a_message_deleted_while_nobody_told_us_goes_at_the_next_comparison() {
    let (mut platform, mut sidecar, mut panel) = scene().await;
    platform.opens(&sidecar, "c1", WHO).await;
    let regretted = platform.writes("c1", "user", None, "fødselsnummeret mitt er");
    let told = platform.told("c1", &regretted);
    assert_eq!(platform.post(sidecar.address(), &[told]).await, 200);
    shows(&mut panel, 3).await;
    platform.deletes("c1", &regretted);
    let next = platform.writes("c1", "user", None, "glem det");
    let told = platform.told("c1", &next);
    assert_eq!(platform.post(sidecar.address(), &[told]).await, 200);
    shows(&mut panel, 4).await;
    shows(&mut panel, 3).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn after_our_restart_the_words_come_back_and_no_reading_twice() {
    let (mut platform, mut sidecar, mut panel) = scene().await;
    platform.opens(&sidecar, "c1", WHO).await;
    let mut last = Value::Null;
    for text in [
        "jeg vurderer å slutte på vg1",
        "jeg tør ikke gi opp plassen",
    ] {
        let said = platform.writes("c1", "user", None, text);
        last = platform.told("c1", &said);
        let told = std::slice::from_ref(&last);
        assert_eq!(platform.post(sidecar.address(), told).await, 200);
    }
    let before = shows(&mut panel, 4).await;
    sidecar.restart().await;
    let mut panel = Page::panel(&sidecar, "Kari").await;
    let kept = panel.until(|session| session["id"] == before["id"]).await;
    assert_eq!(kept["gaps"][0]["reason"], "restarted");
    assert_eq!(kept["messages"], 0, "the words are gone");
    // The platform sends the last once more, and that is enough.
    assert_eq!(platform.post(sidecar.address(), &[last]).await, 200);
    let again = shows(&mut panel, 4).await;
    for ring in ["phase", "knapp", "kolb"] {
        assert_eq!(again[ring]["value"], before[ring]["value"], "{ring}");
    }
    assert_eq!(again["id"], before["id"]);
    // Nobody watches the readings being made anew.
    let between = |frame: &String| {
        let frame: Value = serde_json::from_str(frame).unwrap();
        (1..4).any(|n| frame["session"]["messages"] == n)
    };
    assert!(!panel.frames.iter().any(between));
    sidecar.stop().await;
}

#[tokio::test]
async fn while_the_archive_is_away_the_panel_says_so_and_then_it_is_filled() {
    for api in [
        Api::Fails(500),
        Api::Away,
        Api::TooMuch,
        Api::Fails(401),
        Api::Fails(302),
    ] {
        let (mut platform, mut sidecar, mut panel) = scene().await;
        platform.writes("c1", "user", None, "dette skrev jeg mens dere var borte");
        platform.api_is(api);
        platform.opens(&sidecar, "c1", WHO).await;
        let told = |session: &Value| session["gaps"][0]["reason"] == "archive_unavailable";
        let seen = panel.until(told).await;
        assert_eq!(seen["messages"], 2, "what comes is heard meanwhile");
        platform.api_is(Api::Works);
        shows(&mut panel, 3).await;
        sidecar.stop().await;
    }
}

#[tokio::test]
async fn who_is_asked_to_wait_waits_once() {
    let (mut platform, mut sidecar, mut panel) = scene().await;
    platform.writes("c1", "user", None, "dette skrev jeg mens dere var borte");
    platform.api_is(Api::WantsAPause);
    platform.opens(&sidecar, "c1", WHO).await;
    shows(&mut panel, 3).await;
    platform.asked(2).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn an_archive_that_never_answers_does_not_hold_up_what_comes() {
    let (mut platform, mut sidecar, mut panel) = scene().await;
    platform.api_is(Api::Silent);
    platform.opens(&sidecar, "c1", WHO).await;
    shows(&mut panel, 2).await;
    let next = platform.writes("c1", "user", None, "hallo?");
    let told = platform.told("c1", &next);
    assert_eq!(platform.post(sidecar.address(), &[told]).await, 200);
    shows(&mut panel, 3).await;
    assert_eq!(platform.paths().len(), 1, "it is asked once at a time");
    sidecar.stop().await;
}

#[tokio::test]
async fn an_archive_without_an_end_is_read_so_far_and_no_further() {
    let (mut platform, mut sidecar, mut panel) = scene().await;
    platform.api_is(Api::Endless);
    platform.opens(&sidecar, "c1", WHO).await;
    panel
        .until(|session| session["messages"].as_u64() >= Some(100))
        .await;
    let next = platform.writes("c1", "user", None, "er du der?");
    let told = platform.told("c1", &next);
    assert_eq!(platform.post(sidecar.address(), &[told]).await, 200);
    panel
        .until(|session| session["messages"].as_u64() >= Some(203))
        .await;
    let pages = platform.paths().len();
    assert!(pages <= 40, "{pages} pages in two comparisons");
    sidecar.stop().await;
}

#[tokio::test]
async fn bad_posts_are_refused_or_ignored_and_the_chat_goes_on() {
    let (mut platform, mut sidecar, mut panel) = scene().await;
    platform.opens(&sidecar, "c1", WHO).await;
    shows(&mut panel, 2).await;
    let address = sidecar.address();
    let said = platform.writes("c1", "user", None, "fra noen andre");
    let forged = [platform.told("c1", &said)];
    for key in ["", "the-first-shared-secret-2", KEYS[1]] {
        assert_eq!(platform.post_with(address, key, &forged).await, 401);
    }
    let key = [("x-api-key", KEYS[0])];
    for body in ["", "{", "[]", "{\"events\": 7}", "\u{0}"] {
        let answer = request_with(address, "POST", "/hooks/v1/sunshine", &key, body).await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    }
    let large = " ".repeat(600_000);
    let answer = request_with(address, "POST", "/hooks/v1/sunshine", &key, &large).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    // An id that looks like a path is nowhere asked for.
    for id in [
        "..",
        "../../v2/apps/x",
        "c1/../c2",
        "c1%2f..",
        "c1?x=1",
        "",
        "c1#x",
        "å",
    ] {
        let said = json!({"id": "m", "author": {"type": "user"}, "content": {"type": "text", "text": "x"}});
        let event = platform.happened("conversation:message", id, json!({"message": said}));
        assert_eq!(platform.post(address, &[event]).await, 200);
    }
    let paths = platform.paths();
    let own = "/sc/v2/apps/app1/conversations/c1/messages";
    assert!(paths.iter().all(|path| path == own), "{paths:?}");
    let next = platform.writes("c1", "user", None, "jeg er her ennå");
    let told = platform.told("c1", &next);
    assert_eq!(platform.post(address, &[told]).await, 200);
    // The one that was forged was kept by the platform, so it is had from there.
    shows(&mut panel, 4).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn ten_thousand_unknown_conversations_leave_the_known_one_in_peace() {
    let platform = &mut SunshinePlatform::start().await;
    let mut sidecar = TestSidecar::with(|settings| {
        followed(settings, platform);
        settings.session.max_live = 10;
    })
    .await;
    let mut panel = Page::panel(&sidecar, "Kari").await;
    platform.opens(&sidecar, "known", WHO).await;
    shows(&mut panel, 2).await;
    let typing = json!({"activity": {"type": "typing:start", "author": {"type": "user"}}});
    for batch in 0..20 {
        let events: Vec<_> = (0..500)
            .map(|n| {
                let id = format!("unknown-{batch}-{n}");
                platform.happened("conversation:typing", &id, typing.clone())
            })
            .collect();
        assert_eq!(platform.post(sidecar.address(), &events).await, 200);
    }
    let mut refused = 0;
    for batch in 0..10 {
        let events: Vec<_> = (0..100)
            .map(|n| {
                let said = platform.writes("elsewhere", "user", None, "hei");
                platform.told(&format!("unknown-{batch}-{n}"), &said)
            })
            .collect();
        refused += usize::from(platform.post(sidecar.address(), &events).await == 503);
    }
    assert_eq!(refused, 10, "what finds no room is to come again");
    let next = platform.writes("known", "user", None, "hva med meg?");
    let told = platform.told("known", &next);
    assert_eq!(platform.post(sidecar.address(), &[told]).await, 200);
    shows(&mut panel, 3).await;
    assert_eq!(panel.sessions.len(), 1);
    sidecar.stop().await;
}
