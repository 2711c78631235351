//! A counsellor asks for help and is answered, and nobody else hears of it.

use chat::{Clock, Timestamp};
use harness::{ChatPlatform, Page, TestSidecar};
use serde_json::{Value, json};
use std::time::Duration;

fn ask(session: Option<&Value>, kind: &str, text: &str) -> Value {
    json!({"type": "ask_help", "session": session, "kind": kind, "text": text})
}

fn say(request: &Value, text: &str) -> Value {
    json!({"type": "say_help", "request": request, "text": text})
}

fn about(wish: &str, request: &Value) -> Value {
    json!({"type": wish, "request": request})
}

fn said(request: &Value) -> Vec<(&str, bool, &str)> {
    let said = request["said"].as_array().unwrap().iter();
    said.map(|word| {
        let text = |field: &str| word[field].as_str().unwrap();
        (text("by"), word["own"] == true, text("text"))
    })
    .collect()
}

#[tokio::test]
async fn asked_taken_answered_both_ways_and_gone_from_both_when_it_ends() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut colleague = Page::panel(&sidecar, "veileder 2").await;
    assert!(panel.frames[1].contains(r#""shift_led":false"#));
    let mut board = Page::board(&sidecar, "Ingrid").await;
    while !panel.frames.concat().contains(r#""shift_led":true"#) {
        panel.next().await;
    }

    platform.open("a", "dev:veileder 1").await;
    platform.veisoker("a", "hei, er det noen der?").await;
    let chat = panel.until(|session| session["messages"] == 1).await;
    panel
        .send(&ask(
            Some(&chat["id"]),
            "sparring",
            "Hvor langt kan jeg utfordre?",
        ))
        .await;
    let seen = board.until_help(|open| open.len() == 1).await;
    let request = &seen[0];
    assert_eq!(
        (&request["from"], &request["session"]),
        (&json!("veileder 1"), &chat["id"])
    );
    assert_eq!(
        said(request),
        [("veileder 1", true, "Hvor langt kan jeg utfordre?")]
    );
    let id = request["id"].clone();

    board.send(&about("take_help", &id)).await;
    let taken = panel
        .until_help(|open| open.iter().any(|one| one["taken_by"] == "Ingrid"))
        .await;
    assert!(taken[0]["taken_at"].is_i64() && taken[0]["yours"] == false);
    board.send(&say(&id, "Spør om det er greit først.")).await;
    panel.until_help(|open| said(&open[0]).len() == 2).await;
    panel.send(&say(&id, "Det gjør jeg. Takk!")).await;
    let talked = board.until_help(|open| said(&open[0]).len() == 3).await;
    let expected = [
        ("veileder 1", true, "Hvor langt kan jeg utfordre?"),
        ("Ingrid", false, "Spør om det er greit først."),
        ("veileder 1", true, "Det gjør jeg. Takk!"),
    ];
    assert_eq!(said(&talked[0]), expected);
    assert_eq!(talked[0]["yours"], true);

    // Whoever comes back, and whoever is a second leader, sees it as it stands.
    let again = Page::panel(&sidecar, "veileder 1").await;
    assert_eq!(said(&again.help[0]), expected);
    let mut second = Page::board(&sidecar, "Per").await;
    assert_eq!(second.help[0]["taken_by"], "Ingrid");
    assert!(
        said(&second.help[0]).is_empty(),
        "what is said is between the two"
    );
    let taken = "somebody else has taken the request";
    assert_eq!(second.refused(&say(&id, "Hei")).await, taken);

    // The chat may end: the request stays until somebody ends it.
    let ended = platform.next("a", feed::incoming::Kind::End, None);
    platform.send(ended).await;
    panel.until_gone(chat["id"].as_str().unwrap()).await;
    assert_eq!((panel.help.len(), board.help.len()), (1, 1));
    board.send(&about("end_help", &id)).await;
    for page in [&mut panel, &mut board, &mut second] {
        page.until_help(<[Value]>::is_empty).await;
    }

    // Of all this a colleague has heard that somebody leads the shift, and no more.
    assert_eq!(
        colleague.refused(&say(&id, "Hva skjer?")).await,
        "no such request is open"
    );
    let heard = colleague.frames.concat();
    assert!(!heard.contains("utfordre") && !heard.contains("veileder 1"));
    assert!(colleague.help.is_empty());
    // Nor has the veisøker's side: a chat holds what was said in it.
    assert!(!format!("{:?}", panel.sessions).contains("utfordre"));
    sidecar.stop().await;
}

#[tokio::test]
async fn a_colleague_can_neither_read_answer_nor_end_what_another_asks() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut colleague = Page::panel(&sidecar, "veileder 2").await;
    panel
        .send(&ask(None, "debrief", "Det var en tung en"))
        .await;
    let asked = panel.until_help(|open| open.len() == 1).await;
    let id = &asked[0]["id"];
    for frame in [say(id, "hei"), about("end_help", id)] {
        assert_eq!(colleague.refused(&frame).await, "no such request is open");
    }
    // The vaktleder's wishes are no counsellor's, whoever they are about.
    for wish in ["take_help", "give_back_help"] {
        assert_eq!(
            colleague.refused(&about(wish, id)).await,
            "the frame cannot be read"
        );
    }
    // One's own is withdrawn, and a request about a chat that is not one's own is about none.
    panel.send(&about("end_help", id)).await;
    panel.until_help(<[Value]>::is_empty).await;
    panel.send(&ask(Some(&json!("abc")), "sparring", "")).await;
    let asked = panel.until_help(|open| open.len() == 1).await;
    assert!(asked[0]["session"].is_null() && said(&asked[0]).is_empty());
    sidecar.stop().await;
}

#[tokio::test]
async fn a_full_desk_refuses_and_says_why() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let refused = panel
        .refused(&ask(None, "sparring", &"å".repeat(501)))
        .await;
    assert_eq!(refused, "the text is longer than 500 characters");
    assert_eq!(
        panel.refused(&ask(None, "kaffe", "")).await,
        "help is of no such kind"
    );
    for _ in 0..5 {
        panel.send(&ask(None, "sparring", &"å".repeat(500))).await;
    }
    panel.until_help(|open| open.len() == 5).await;
    assert_eq!(
        panel.refused(&ask(None, "sparring", "enda en")).await,
        "five requests of your own are open already"
    );
    assert_eq!(panel.help.len(), 5);
    sidecar.stop().await;
}

#[tokio::test]
async fn what_nobody_takes_is_marked_on_the_board() {
    let start = Timestamp::from_millis(1_760_000_000_000);
    let clock = Clock::fixed(start);
    let mut sidecar = TestSidecar::at(clock.clone(), |_| {}).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    panel.send(&ask(None, "sparring", "er du der?")).await;
    let asked = board.until_help(|open| open.len() == 1).await;
    assert_eq!(asked[0]["escalated"], false);
    clock.set(start.plus(Duration::from_secs(3 * 60)));
    board
        .until_help(|open| open.iter().any(|one| one["escalated"] == true))
        .await;
    board.send(&about("take_help", &asked[0]["id"])).await;
    let taken = panel
        .until_help(|open| open.iter().any(|one| one["taken_by"] == "Ingrid"))
        .await;
    assert_eq!(taken[0]["escalated"], false);
    sidecar.stop().await;
}

async fn wanted(page: &mut Page, wanted: impl Fn(&Value) -> bool) -> Value {
    loop {
        let frame = page.next().await;
        if frame["type"] == "help_wanted" && wanted(&frame) {
            return frame;
        }
    }
}

#[tokio::test]
async fn a_free_colleague_hears_of_what_nobody_takes_and_helps_without_having_read_it_before() {
    let start = Timestamp::from_millis(1_760_000_000_000);
    let clock = Clock::fixed(start);
    let mut sidecar = TestSidecar::at(clock.clone(), |_| {}).await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut free = Page::panel(&sidecar, "veileder 2").await;
    let mut busy = Page::panel(&sidecar, "veileder 3").await;
    platform.open("a", "dev:veileder 3").await;
    busy.until(|chat| chat["state"] == "live").await;
    panel
        .send(&ask(None, "sparring", "Kan jeg si det slik?"))
        .await;
    let asked = panel.until_help(|open| open.len() == 1).await;
    let id = &asked[0]["id"];
    // Before its time it is the vaktleder's alone.
    assert_eq!(
        free.refused(&about("offer_help", id)).await,
        "no such request is open"
    );
    clock.set(start.plus(Duration::from_secs(3 * 60)));
    let heard = wanted(&mut free, |frame| frame["wanted"][0].is_object()).await;
    let expected = json!([{"request": id, "from": "veileder 1", "since": start.millis()}]);
    assert_eq!(heard["wanted"], expected);
    assert_eq!(
        panel.refused(&about("offer_help", id)).await,
        "no such request is open"
    );
    free.send(&about("offer_help", id)).await;
    let helping = wanted(&mut free, |frame| frame["helping"][0].is_object()).await;
    assert_eq!(helping["wanted"], json!([]));
    assert_eq!(
        said(&helping["helping"][0]),
        [("veileder 1", true, "Kan jeg si det slik?")]
    );
    panel
        .until_help(|open| open.iter().any(|one| one["taken_by"] == "veileder 2"))
        .await;
    free.send(&say(id, "Ja, gjør det.")).await;
    panel.until_help(|open| said(&open[0]).len() == 2).await;
    panel.send(&say(id, "Takk!")).await;
    wanted(&mut free, |frame| said(&frame["helping"][0]).len() == 3).await;
    free.send(&about("end_help", id)).await;
    panel.until_help(<[Value]>::is_empty).await;
    wanted(&mut free, |frame| frame["helping"] == json!([])).await;
    // Who has a chat is not disturbed.
    assert_eq!(
        busy.refused(&about("offer_help", id)).await,
        "no such request is open"
    );
    let disturbed = busy.frames.concat();
    assert!(!disturbed.contains("help_wanted") && !disturbed.contains("si det slik"));
    sidecar.stop().await;
}

#[tokio::test]
async fn whoever_leads_the_shift_can_begin_to_talk_with_a_counsellor_privately() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut colleague = Page::panel(&sidecar, "veileder 2").await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    let second = Page::board(&sidecar, "Per").await;
    platform.open("a", "dev:veileder 1").await;
    let chat = panel.until(|chat| chat["state"] == "live").await;
    let whisper =
        |to: &str, whom: &Value, text: &str| json!({"type": "whisper", to: whom, "text": text});
    board
        .send(&whisper("session", &chat["id"], "Jeg er her om du vil."))
        .await;
    let got = panel.until_help(|open| open.len() == 1).await;
    assert_eq!(
        (&got[0]["kind"], &got[0]["taken_by"]),
        (&json!("whisper"), &json!("Ingrid"))
    );
    assert_eq!(got[0]["session"], chat["id"]);
    assert_eq!(said(&got[0]), [("Ingrid", false, "Jeg er her om du vil.")]);
    panel.send(&say(&got[0]["id"], "Takk, ta den neste?")).await;
    board
        .until_help(|open| open.iter().any(|one| said(one).len() == 2))
        .await;
    // It is no wish for help.
    assert!(board.sessions.values().all(|chat| chat["help"].is_null()));
    panel.send(&about("end_help", &got[0]["id"])).await;
    board.until_help(<[Value]>::is_empty).await;
    board
        .send(&whisper("name", &json!("veileder 1"), "Pause?"))
        .await;
    panel.until_help(|open| open.len() == 1).await;
    let nobody = board.refused(&whisper("name", &json!("Kari"), "Hei")).await;
    assert_eq!(nobody, "nobody of this name has a panel open");
    assert_eq!(
        board
            .refused(&whisper("name", &json!("veileder 1"), " "))
            .await,
        "the text is empty"
    );
    assert_eq!(
        panel.refused(&ask(None, "whisper", "hei")).await,
        "help is of no such kind"
    );
    let other = colleague.refused(&say(&got[0]["id"], "hei")).await;
    assert_eq!(other, "no such request is open");
    assert!(!colleague.frames.concat().contains("om du vil"));
    assert!(!second.frames.concat().contains("om du vil"));
    sidecar.stop().await;
}
