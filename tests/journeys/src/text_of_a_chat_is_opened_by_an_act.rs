//! Whoever leads the shift opens the text of a chat with a reason, and its counsellor sees it first.

use chat::{Clock, Timestamp};
use harness::{ChatPlatform, Page, TestSidecar, counsellor, log_in, request};
use journal::Journal;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

fn open(session: &Value, reason: &str, words: &str, minutes: u16) -> Value {
    json!({"type": "open_text", "session": session, "reason": reason, "words": words, "minutes": minutes})
}

fn close(session: &Value) -> Value {
    json!({"type": "close_text", "session": session})
}

async fn reading(page: &mut Page, wanted: impl Fn(&Value) -> bool) -> Value {
    loop {
        let frame = page.next().await;
        if frame["type"] == "reading" && wanted(&frame) {
            return frame;
        }
    }
}

fn texts(frame: &Value) -> Vec<&str> {
    let messages = frame["messages"].as_array().unwrap().iter();
    messages.map(|one| one["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn it_is_seen_by_the_counsellor_first_followed_logged_and_closed() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    let mut other = Page::board(&sidecar, "Per").await;
    platform.open("a", "dev:veileder 1").await;
    platform.veisoker("a", "jeg går på Fjellbakken skole").await;
    let chat = panel.until(|chat| chat["messages"] == 1).await;
    assert!(chat["read_by"].is_null());
    let id = &chat["id"];
    let why = "veileder ba om det, ring 912 34 567";
    board.send(&open(id, "asked", why, 5)).await;
    let seen = reading(&mut board, |_| true).await;
    assert_eq!(texts(&seen), ["jeg går på Fjellbakken skole"]);
    assert_eq!(
        (&seen["session"], &seen["messages"][0]["from"]),
        (id, &json!("veisoker"))
    );
    let until = seen["until"].as_i64().unwrap();
    // It was sent before the first word went: it is there to be read already.
    let told = panel.until(|chat| chat["read_by"].is_object()).await;
    let expected = json!({"by": "Ingrid", "reason": "asked", "until": until});
    assert_eq!(told["read_by"], expected);
    other.until(|chat| chat["read"] == true).await;
    assert_eq!(
        other.refused(&open(id, "worry", "", 5)).await,
        "somebody reads this chat already"
    );

    // It follows the chat, and what is taken back goes.
    platform.veisoker("a", "og vil bytte linje").await;
    let more = reading(&mut board, |frame| texts(frame).len() == 2).await;
    assert_eq!(texts(&more)[1], "og vil bytte linje");
    let mut redact = platform.next("a", feed::incoming::Kind::Redact, None);
    redact.message = Some("a-3".to_owned());
    platform.send(redact).await;
    let less = reading(&mut board, |frame| texts(frame).len() == 1).await;
    assert_eq!(texts(&less), ["og vil bytte linje"]);

    board.send(&close(id)).await;
    let closed = reading(&mut board, |frame| frame["until"].is_null()).await;
    assert!(texts(&closed).is_empty());
    panel.until(|chat| chat["read_by"].is_null()).await;
    platform.veisoker("a", "dette er bare vårt").await;
    board.until(|chat| chat["read"] == false).await;
    panel.until(|chat| chat["messages"] == 2).await;
    assert!(!board.frames.concat().contains("bare vårt"));
    assert!(!other.frames.concat().contains("Fjellbakken"));
    sidecar.stop().await;

    // What is noted names who, which chat and why, and not a word that was read.
    let store = sidecar.folder().join("store");
    let (journal, _, writer) = Journal::open(&store).await.unwrap();
    let noted = journal
        .text_readings(Timestamp::default()..Timestamp::from_millis(i64::MAX))
        .await
        .unwrap();
    let [noted] = &noted[..] else {
        panic!("one reading: {noted:?}");
    };
    assert_eq!(
        (noted.reader.as_str(), noted.session, noted.minutes),
        ("dev:Ingrid", 1, 5)
    );
    assert_eq!(noted.reason, "asked");
    let words = noted.words.as_str();
    assert!(
        words.starts_with("veileder ba om det") && !words.contains("912"),
        "{words}"
    );
    drop(journal);
    writer.await.unwrap();
    for file in std::fs::read_dir(&store).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let said = bytes.windows(11).any(|window| window == b"Fjellbakken");
            assert!(!said, "{}", path.display());
        }
    }
}

#[tokio::test]
async fn it_needs_a_reason_and_ends_with_whatever_made_it_right() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    let mut one = Page::panel(&sidecar, "veileder 1").await;
    let mut two = Page::panel(&sidecar, "veileder 2").await;
    platform.open("a", "dev:veileder 1").await;
    platform.veisoker("a", "første").await;
    let chat = one.until(|chat| chat["messages"] == 1).await;
    let id = &chat["id"];
    for (frame, why) in [
        (open(id, "nysgjerrig", "", 5), "no such reason"),
        (open(id, "other", "fordi", 5), "at least 10 characters"),
        (open(id, "worry", &"x".repeat(201), 5), "longer than 200"),
        (open(id, "worry", "", 60), "5 or 10 minutes"),
        (open(&json!("abc"), "worry", "", 5), "no such chat"),
        (open(&json!("hei"), "worry", "", 5), "no such chat"),
    ] {
        assert!(board.refused(&frame).await.contains(why), "{frame}");
    }
    // The counsellor's own page cannot open anything.
    let own = two.refused(&open(id, "worry", "", 5)).await;
    assert_eq!(own, "the frame cannot be read");

    // The chat goes to another counsellor, who has not been shown it.
    board.send(&open(id, "worry", "", 10)).await;
    reading(&mut board, |frame| texts(frame) == ["første"]).await;
    let over = platform.next(
        "a",
        feed::incoming::Kind::Transfer,
        Some(counsellor("dev:veileder 2")),
    );
    platform.send(over).await;
    reading(&mut board, |frame| frame["until"].is_null()).await;
    let moved = two.until(|chat| chat["messages"] == 1).await;
    assert!(moved["read_by"].is_null());

    // A page that goes closes what it opened.
    board.send(&open(id, "training", "", 5)).await;
    reading(&mut board, |frame| texts(frame) == ["første"]).await;
    two.until(|chat| chat["read_by"].is_object()).await;
    drop(board);
    two.until(|chat| chat["read_by"].is_null()).await;

    // And so does the end of the chat.
    let mut board = Page::board(&sidecar, "Ingrid").await;
    board.send(&open(id, "worry", "", 5)).await;
    reading(&mut board, |frame| texts(frame) == ["første"]).await;
    let end = platform.next("a", feed::incoming::Kind::End, None);
    platform.send(end).await;
    reading(&mut board, |frame| frame["until"].is_null()).await;

    // Without a counsellor there is nobody who could see it.
    let alone = platform.next("b", feed::incoming::Kind::Join, Some(harness::client()));
    platform.send(alone).await;
    let alone = board.until(|chat| chat["counsellor"].is_null()).await;
    let refused = board.refused(&open(&alone["id"], "worry", "", 5)).await;
    assert!(refused.contains("no counsellor"), "{refused}");
    sidecar.stop().await;
}

#[tokio::test]
async fn those_who_lead_see_who_read_what_and_why_by_date_until_its_time_is_up() {
    // Late in the evening: in Oslo it is the day after.
    let start = Timestamp::from_millis(1_760_049_000_000);
    let clock = Clock::fixed(start);
    let ninety = |settings: &mut app::settings::Settings| {
        settings.retention.text_readings_days = 90;
    };
    let mut sidecar = TestSidecar::at(clock.clone(), ninety).await;
    {
        let mut platform = ChatPlatform::connect(&sidecar).await;
        let mut board = Page::board(&sidecar, "Ingrid").await;
        let mut panel = Page::panel(&sidecar, "veileder 1").await;
        platform.open("a", "dev:veileder 1").await;
        platform.veisoker("a", "jeg går på Fjellbakken skole").await;
        let chat = panel.until(|chat| chat["messages"] == 1).await;
        let why = "hun ringte meg om det";
        board.send(&open(&chat["id"], "other", why, 5)).await;
        reading(&mut board, |_| true).await;
    }
    let told = async |sidecar: &TestSidecar, role, path: &str| -> Value {
        let cookie = log_in(sidecar.address(), "Per", role).await;
        let answer = request(sidecar.address(), "GET", path, "", &cookie, "").await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{head} {body}");
        assert!(!body.contains("Fjellbakken") && !body.contains("ringte"));
        serde_json::from_str(body).unwrap()
    };
    let all = "/api/report/readings";
    let expected = json!([
        {"at": start.millis(), "by": "Ingrid", "reason": "other", "number": 1, "minutes": 5}
    ]);
    for role in ["vaktleder", "leder"] {
        assert_eq!(told(&sidecar, role, all).await["readings"], expected);
    }
    let of = |day: &str| format!("{all}?day={day}");
    let day = told(&sidecar, "leder", &of("2025-10-10")).await;
    assert_eq!(day["readings"], expected);
    for other in ["2025-10-09", "2025-10-11"] {
        let day = told(&sidecar, "leder", &of(other)).await;
        assert_eq!(day["readings"], json!([]), "{other}");
    }
    let kept = async |sidecar: &TestSidecar| {
        let told = told(sidecar, "leder", "/api/report/retention").await;
        let kinds = told["kinds"].as_array().unwrap().clone();
        let of = kinds.iter().find(|one| one["kind"] == "text_readings");
        of.unwrap().clone()
    };
    // A day before its time it is there, though the last thirty days are told without it.
    for (days, there) in [(89, true), (91, false)] {
        clock.set(start.plus(Duration::from_secs(days * 86_400)));
        sidecar.restart().await;
        assert_eq!(told(&sidecar, "leder", all).await["readings"], json!([]));
        let day = told(&sidecar, "leder", &of("2025-10-10")).await;
        let left = day["readings"].as_array().unwrap().len();
        assert_eq!(left, usize::from(there), "{days}");
        let kept = kept(&sidecar).await;
        assert_eq!(
            (&kept["keep_days"], &kept["overdue"]),
            (&json!(90.0), &json!(0))
        );
        assert_eq!(kept["oldest"].is_string(), there);
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn a_service_can_switch_it_off() {
    let mut sidecar = TestSidecar::with(|settings| settings.shift.read_texts = false).await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut board = Page::board(&sidecar, "Ingrid").await;
    assert!(board.frames[0].contains(r#""reading_allowed":false"#));
    platform.open("a", "dev:veileder 1").await;
    let chat = board.until(|chat| chat["counsellor"].is_string()).await;
    let refused = board.refused(&open(&chat["id"], "worry", "", 5)).await;
    assert_eq!(refused, "this service does not open the text of a chat");
    sidecar.stop().await;
}

/// Whatever is done in whatever order: a board has the words of a chat only from a grant of its own, and
/// none that were written after it was closed.
#[tokio::test]
async fn no_board_ever_has_a_word_without_a_grant() {
    const CHATS: usize = 3;
    for seed in 0..4 {
        let mut random = StdRng::seed_from_u64(seed);
        let mut sidecar = TestSidecar::start().await;
        let mut platform = ChatPlatform::connect(&sidecar).await;
        let mut boards = [
            Page::board(&sidecar, "Ingrid").await,
            Page::board(&sidecar, "Per").await,
        ];
        let (mut ids, mut panels) = (BTreeMap::new(), Vec::new());
        for chat in 0..CHATS {
            let mut panel = Page::panel(&sidecar, &format!("veileder {chat}")).await;
            panels.push(tokio::spawn(async move {
                loop {
                    panel.next().await;
                }
            }));
            platform
                .open(&format!("c{chat}"), &format!("dev:veileder {chat}"))
                .await;
            let name = format!("veileder {chat}");
            let seen = boards[0]
                .until(|one| one["counsellor"] == name.as_str())
                .await;
            ids.insert(chat, seen["id"].clone());
        }
        // Ingrid may open; Per never does. A word is hers if she had the chat open once it was written.
        let mut unopened: Vec<BTreeSet<String>> = vec![BTreeSet::new(); CHATS];
        let mut has_open: BTreeSet<usize> = BTreeSet::new();
        let (mut never_hers, mut count) = (BTreeSet::new(), 0);
        for _ in 0..40 {
            let chat = random.random_range(0..CHATS);
            match random.random_range(0..6) {
                0..=2 => {
                    count += 1;
                    let word = format!("ord{seed}x{count}y");
                    platform.veisoker(&format!("c{chat}"), &word).await;
                    if !has_open.contains(&chat) {
                        unopened[chat].insert(word);
                    }
                }
                3 => {
                    // Words from before are hers from now on.
                    if has_open.len() < 2 && has_open.insert(chat) {
                        boards[0].send(&open(&ids[&chat], "worry", "", 5)).await;
                        reading(&mut boards[0], |frame| frame["session"] == ids[&chat]).await;
                        unopened[chat].clear();
                    }
                }
                4 => {
                    if has_open.remove(&chat) {
                        boards[0].send(&close(&ids[&chat])).await;
                        reading(&mut boards[0], |frame| frame["until"].is_null()).await;
                    }
                }
                _ => {
                    let to = counsellor(&format!("dev:veileder {}", random.random_range(0..CHATS)));
                    let over = platform.next(
                        &format!("c{chat}"),
                        feed::incoming::Kind::Transfer,
                        Some(to),
                    );
                    platform.send(over).await;
                    // Whether this closed it, the page is told; asking again is asking anew.
                    if has_open.remove(&chat) {
                        boards[0].send(&close(&ids[&chat])).await;
                        boards[0]
                            .refused(&json!({"type": "end_bulletin", "id": 99}))
                            .await;
                    }
                }
            }
        }
        panels.iter().for_each(tokio::task::JoinHandle::abort);
        for words in unopened {
            never_hers.extend(words);
        }
        // Everything that was on its way has come.
        for board in &mut boards {
            board
                .refused(&json!({"type": "end_bulletin", "id": 99}))
                .await;
        }
        let hers = boards[0].frames.concat();
        let leaked: Vec<_> = never_hers
            .iter()
            .filter(|word| hers.contains(*word))
            .collect();
        assert!(leaked.is_empty(), "seed {seed}: {leaked:?}");
        let his = boards[1].frames.concat();
        assert!(!his.contains(&format!("ord{seed}x")), "seed {seed}");
        assert!(!his.contains(r#""type":"reading""#));
        // No other door has them either.
        let cookie = log_in(sidecar.address(), "Per", "vaktleder").await;
        for path in ["/api/shift/calendar", "/api/me", "/api/me/talks"] {
            let answer = request(sidecar.address(), "GET", path, "", &cookie, "").await;
            assert!(!answer.contains(&format!("ord{seed}x")));
        }
        sidecar.stop().await;
    }
}
