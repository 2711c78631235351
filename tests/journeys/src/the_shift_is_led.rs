//! Who is there, who leads the shift, and what goes to all panels.

use chat::{Clock, Timestamp};
use harness::{ChatPlatform, Page, TestSidecar, log_in, request, request_with};
use serde_json::{Value, json};
use std::time::Duration;

/// A Monday in the high season, at noon in Oslo.
const MONDAY: Timestamp = Timestamp::from_millis(1_772_449_200_000);
const MINUTE: Duration = Duration::from_secs(60);

async fn until(page: &mut Page, kind: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    loop {
        let frame = page.next().await;
        if frame["type"] == kind && wanted(&frame) {
            return frame;
        }
    }
}

fn names(of: &Value) -> Vec<(&str, &str, u64)> {
    let all = of.as_array().unwrap().iter();
    all.map(|one| {
        let text = |field: &str| one[field].as_str().unwrap();
        (text("name"), text("state"), one["chats"].as_u64().unwrap())
    })
    .collect()
}

#[tokio::test]
async fn the_board_shows_who_is_there_and_what_they_do() {
    let mut sidecar = TestSidecar::at(Clock::fixed(MONDAY), |_| {}).await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    let mut one = Page::panel(&sidecar, "veileder 1").await;
    let mut two = Page::panel(&sidecar, "veileder 2").await;
    platform.open("a", "dev:veileder 1").await;
    platform.open("b", "dev:veileder 1").await;
    let seen = until(&mut board, "people", |frame| {
        names(&frame["people"]) == [("veileder 1", "in_chat", 2), ("veileder 2", "free", 0)]
    })
    .await;
    assert_eq!(seen["people"][0]["since"], MONDAY.millis());
    until(&mut one, "presence", |own| own["state"] == "in_chat").await;

    let back = MONDAY.plus(10 * MINUTE).millis();
    two.send(&json!({"type": "away", "until": back})).await;
    let away = until(&mut board, "people", |frame| {
        frame["people"][1]["state"] == "away"
    })
    .await;
    assert_eq!(away["people"][1]["away_until"], back);
    two.send(&json!({"type": "away", "until": null})).await;
    two.send(&json!({"type": "phone", "on": true})).await;
    until(&mut board, "people", |frame| {
        frame["people"][1]["state"] == "phone"
    })
    .await;
    let late = json!({"type": "away", "until": MONDAY.millis()});
    assert!(two.refused(&late).await.contains("twelve hours"));

    // Several chats of one counsellor are told apart, and people can speak of them.
    let first = board.until(|chat| chat["of"] == json!([1, 2])).await;
    let second = board.until(|chat| chat["of"] == json!([2, 2])).await;
    assert_eq!(
        (first["number"].as_u64(), second["number"].as_u64()),
        (Some(1), Some(2))
    );
    assert!(first["new"] == true && first["silent_since"] == MONDAY.millis());
    // The platform's clock is the machine's, ours stands in March: that is said beside its chats.
    assert!(first["clock_off_ms"].as_i64().unwrap() > 1_000_000);
    platform.veisoker("a", "hei, er det noen der?").await;
    let mine = one.until(|chat| chat["messages"] == 1).await;
    one.send(&json!({"type": "prank", "session": mine["id"], "on": true}))
        .await;
    let marked = board.until(|chat| chat["prank"] == true).await;
    assert!(marked["new"] == false && marked["id"] == mine["id"]);
    one.send(&json!({"type": "ask_help", "session": mine["id"], "kind": "sparring", "text": ""}))
        .await;
    board.until(|chat| chat["help"] == "asked").await;
    let left = platform.next("a", feed::incoming::Kind::Leave, Some(harness::client()));
    platform.send(left).await;
    let left = board.until(|chat| chat["state"] == "left").await;
    assert_eq!(left["left_at"], MONDAY.millis());

    // A counsellor who vanishes is told apart from one who is there.
    assert_eq!(left["counsellor_there"], true);
    drop(one);
    board.until(|chat| chat["counsellor_there"] == false).await;

    sidecar.restart().await;
    let again = Page::board(&sidecar, "Ingrid").await;
    let numbers: Vec<_> = again
        .sessions
        .values()
        .map(|chat| &chat["number"])
        .collect();
    assert!(numbers.contains(&&json!(1)) && numbers.contains(&&json!(2)));
    assert!(again.sessions[mine["id"].as_str().unwrap()]["prank"] == true);
    sidecar.stop().await;
}

#[tokio::test]
async fn a_shift_is_taken_handed_over_with_a_note_and_stands_after_a_restart() {
    let mut sidecar = TestSidecar::at(Clock::fixed(MONDAY), |_| {}).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut ingrid = Page::board(&sidecar, "Ingrid").await;
    let mut per = Page::board(&sidecar, "Per").await;
    let first: Value = serde_json::from_str(&ingrid.frames[0]).unwrap();
    assert!(first["shift"]["leader"].is_null() && first["shift"]["open"] == true);
    assert_eq!(first["shift"]["season"], "høysesong");
    ingrid.send(&json!({"type": "take_shift"})).await;
    let led = until(&mut per, "shift", |frame| {
        frame["shift"]["leader"] == "Ingrid"
    })
    .await;
    assert!(led["shift"]["you"] == false && led["shift"]["since"] == MONDAY.millis());
    until(&mut ingrid, "shift", |frame| frame["shift"]["you"] == true).await;
    until(&mut panel, "shift", |frame| frame["leader"] == "Ingrid").await;

    // Two at once: both are seen, until one of them keeps it.
    per.send(&json!({"type": "take_shift"})).await;
    until(&mut ingrid, "shift", |frame| {
        frame["shift"]["also"] == json!(["Per"])
    })
    .await;
    ingrid.send(&json!({"type": "keep_shift"})).await;
    until(&mut per, "shift", |frame| {
        frame["shift"]["also"] == json!([])
    })
    .await;

    let leave = json!({"type": "leave_shift", "to": "Per", "note": "To vil ha debrief."});
    assert_eq!(per.refused(&leave).await, "you do not lead the shift");
    ingrid.send(&leave).await;
    let offered = until(&mut per, "shift", |frame| {
        frame["shift"]["offered_to"] == "Per"
    })
    .await;
    assert_eq!(offered["shift"]["note"], "To vil ha debrief.");
    assert_eq!(offered["shift"]["leader"], "Ingrid", "until it is taken");
    per.send(&json!({"type": "take_shift"})).await;
    until(&mut ingrid, "shift", |frame| {
        frame["shift"]["leader"] == "Per"
    })
    .await;
    let told = panel.frames.concat();
    assert!(!told.contains("debrief."), "the note is for those who lead");

    sidecar.restart().await;
    let again = Page::board(&sidecar, "Per").await;
    let first: Value = serde_json::from_str(&again.frames[0]).unwrap();
    assert!(first["shift"]["you"] == true && first["shift"]["note"] == "To vil ha debrief.");
    sidecar.stop().await;
}

#[tokio::test]
async fn an_open_service_that_nobody_leads_says_so_and_a_closed_one_does_not() {
    let clock = Clock::fixed(MONDAY);
    let mut sidecar = TestSidecar::at(clock.clone(), |_| {}).await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    // Once this is over, somebody has looked at the clock.
    let minute = MONDAY.plus(MINUTE);
    let notice =
        json!({"type": "bulletin", "level": "info", "until": minute.millis(), "text": "Hei"});
    board.send(&notice).await;
    until(&mut board, "bulletins", |frame| {
        frame["bulletins"][0].is_object()
    })
    .await;
    clock.set(minute);
    until(&mut board, "bulletins", |frame| {
        frame["bulletins"] == json!([])
    })
    .await;
    clock.set(MONDAY.plus(10 * MINUTE));
    until(&mut board, "shift", |frame| {
        frame["shift"]["alarm"] == "nobody"
    })
    .await;
    board.send(&json!({"type": "take_shift"})).await;
    until(&mut board, "shift", |frame| {
        frame["shift"]["alarm"].is_null()
    })
    .await;
    board.send(&json!({"type": "leave_shift"})).await;
    clock.set(MONDAY.plus(9 * 60 * MINUTE));
    let closed = until(&mut board, "shift", |frame| frame["shift"]["open"] == false).await;
    assert!(closed["shift"]["alarm"].is_null() && closed["shift"]["opens"].is_i64());
    sidecar.stop().await;
}

#[tokio::test]
async fn a_notice_and_the_knapp_of_the_day_stand_in_all_panels_until_their_time() {
    let clock = Clock::fixed(MONDAY);
    let mut sidecar = TestSidecar::at(clock.clone(), |_| {}).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    let until_when = MONDAY.plus(30 * MINUTE).millis();
    let notice = json!({"type": "bulletin", "level": "warning", "until": until_when,
        "text": "Samordna opptak er nede."});
    board.send(&notice).await;
    let stands = until(&mut panel, "bulletins", |frame| {
        frame["bulletins"][0].is_object()
    })
    .await;
    let one = &stands["bulletins"][0];
    assert_eq!(
        (&one["level"], &one["by"]),
        (&json!("warning"), &json!("Ingrid"))
    );
    let stop = json!({"type": "bulletin", "level": "stop", "until": until_when, "text": "Stans."});
    board.send(&stop).await;
    let both = until(&mut panel, "bulletins", |frame| {
        frame["bulletins"][1].is_object()
    })
    .await;
    assert_eq!(
        both["bulletins"][0]["level"], "stop",
        "what asks for most first"
    );
    let id = both["bulletins"][0]["id"].clone();
    board.send(&json!({"type": "end_bulletin", "id": id})).await;
    let knapp = json!({"type": "knapp_of_day", "knapp": "meg_i_kontekst", "until": until_when});
    board.send(&knapp).await;
    until(&mut panel, "shift", |frame| {
        frame["knapp_of_day"]["knapp"] == "meg_i_kontekst"
    })
    .await;

    for (frame, why) in [
        (
            json!({"type": "bulletin", "level": "info", "until": 5, "text": "x"}),
            "fourteen days",
        ),
        (
            json!({"type": "bulletin", "level": "info", "until": until_when, "text": " "}),
            "empty",
        ),
        (json!({"type": "end_bulletin", "id": 99}), "no such notice"),
        (
            json!({"type": "knapp_of_day", "knapp": "tull", "until": until_when}),
            "no such knapp",
        ),
        (
            json!({"type": "bulletin", "level": "red", "until": 5, "text": "x"}),
            "cannot be read",
        ),
    ] {
        assert!(board.refused(&frame).await.contains(why), "{frame}");
    }
    // A counsellor sets neither.
    assert_eq!(panel.refused(&notice).await, "the frame cannot be read");

    sidecar.restart().await;
    let mut late = Page::panel(&sidecar, "veileder 2").await;
    let kept = until(&mut late, "bulletins", |_| true).await;
    assert_eq!(kept["bulletins"].as_array().unwrap().len(), 1);
    clock.set(MONDAY.plus(31 * MINUTE));
    until(&mut late, "bulletins", |frame| {
        frame["bulletins"] == json!([])
    })
    .await;
    until(&mut late, "shift", |frame| frame["knapp_of_day"].is_null()).await;
    sidecar.stop().await;
}

#[tokio::test]
async fn the_opening_hours_are_read_and_set_on_the_page() {
    let mut sidecar = TestSidecar::at(Clock::fixed(MONDAY), |_| {}).await;
    let address = sidecar.address();
    let counsellor = log_in(address, "veileder 1", "veileder").await;
    let leader = log_in(address, "Ingrid", "vaktleder").await;
    let path = "/api/shift/calendar";
    let refused = request(address, "GET", path, "application/json", &counsellor, "").await;
    assert!(refused.starts_with("HTTP/1.1 403"), "{refused}");
    let answer = request(address, "GET", path, "application/json", &leader, "").await;
    assert!(answer.contains("etag: \"1\"") && answer.contains("Europe/Oslo"));
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let mut calendar: Value = serde_json::from_str(body).unwrap();
    calendar["closed"] = json!(["2026-03-02"]);
    let origin = format!("http://{address}");
    let put = async |version: &str, calendar: &Value| {
        let headers = [
            ("origin", origin.as_str()),
            ("content-type", "application/json"),
            ("cookie", leader.as_str()),
            ("if-match", version),
        ];
        request_with(address, "PUT", path, &headers, &calendar.to_string()).await
    };
    let mut board = Page::board(&sidecar, "Ingrid").await;
    let kept = put("\"1\"", &calendar).await;
    assert!(
        kept.starts_with("HTTP/1.1 200") && kept.contains("etag: \"2\""),
        "{kept}"
    );
    until(&mut board, "shift", |frame| frame["shift"]["open"] == false).await;
    let stale = put("\"1\"", &calendar).await;
    assert!(stale.starts_with("HTTP/1.1 412"), "{stale}");
    calendar["weeks"][0]["from"] = json!("31-12");
    let wrong = put("\"2\"", &calendar).await;
    assert!(wrong.starts_with("HTTP/1.1 400"), "{wrong}");
    sidecar.restart().await;
    let again = Page::board(&sidecar, "Ingrid").await;
    assert!(again.frames[0].contains(r#""open":false"#));
    sidecar.stop().await;
}
