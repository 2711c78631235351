//! A message is read by its words and by its meaning; where the meaning comes too late the reading
//! comes in time all the same, and what is said stays in order.

use app::settings::{Settings, TierWish};
use feed::incoming::{FeedEvent, Kind, Role, ToSource};
use harness::meaning::{Meaning, as_kept};
use harness::{ChatPlatform, Page, TestSidecar, client, event};
use journal::{Correction, Journal};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const WHO: &str = "dev:veileder 1";
const QUEUE: usize = 64;

fn waits(milliseconds: u64) -> impl FnOnce(&mut Settings) {
    move |settings| settings.tracker.vector_deadline_milliseconds = milliseconds
}

async fn sidecar(meaning: &Meaning, queue: usize, milliseconds: u64) -> TestSidecar {
    let meaning = meaning.clone();
    TestSidecar::encoding(move || Some(meaning.encoder(queue)), waits(milliseconds)).await
}

fn said(id: &str, chat: &str, text: &str) -> FeedEvent {
    FeedEvent {
        author: Some(client()),
        text: Some(text.to_owned()),
        ..event(id, chat, Kind::Message)
    }
}

#[tokio::test]
async fn both_pages_say_so_and_notices_have_no_meaning() {
    let meaning = Meaning::open();
    let mut sidecar = sidecar(&meaning, QUEUE, 10_000).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let board = Page::board(&sidecar, "vaktleder").await;
    for page in [&panel, &board] {
        let first: Value = serde_json::from_str(&page.frames[0]).unwrap();
        assert_eq!(first["tier"], "large");
    }
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.veisoker("a", "hei").await;
    platform.veileder("a", WHO, "Hei og velkommen!").await;
    let mut notice = said("n", "a", "Samtalen tas ikke opp.");
    notice.author.as_mut().unwrap().role = Role::System;
    platform.send(notice).await;
    let session = panel.until(|session| session["messages"] == 3).await;
    assert_eq!(session["tier"], "large");
    assert_eq!(meaning.asked(), ["hei", "Hei og velkommen!"]);
    sidecar.stop().await;
}

#[tokio::test]
async fn late_it_is_read_by_its_words_and_the_next_by_its_meaning_again() {
    let (meaning, gate) = Meaning::held();
    let mut sidecar = sidecar(&meaning, QUEUE, 50).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.veisoker("a", "jeg vurderer å slutte på vg1").await;
    let session = panel.until(|session| session["messages"] == 1).await;
    assert_eq!(session["tier"], "small");
    assert!(session["phase"]["value"].is_string(), "and read it is");
    drop(gate);
    for number in 2.. {
        platform.veisoker("a", "hva kan jeg gjøre i stedet?").await;
        let session = panel.until(|session| session["messages"] == number).await;
        if session["tier"] == "large" {
            break;
        }
        assert!(number < 200, "it never catches up");
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn a_full_queue_keeps_nobody_waiting() {
    let (meaning, gate) = Meaning::held();
    let mut sidecar = sidecar(&meaning, 1, 10_000).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let chats = ["a", "b", "c", "d", "e"];
    for chat in chats {
        platform.open(chat, WHO).await;
    }
    let all = chats.map(|chat| said(&format!("{chat}-hei"), chat, "hei"));
    platform.client.send(&all).await.unwrap();
    // One is encoded and one waits; the others are read while those two still are not.
    let read = |panel: &Page, tier: &str| {
        let sessions = panel.sessions.values();
        sessions.filter(|session| session["tier"] == tier).count()
    };
    while read(&panel, "small") < 3 {
        panel.next().await;
    }
    assert_eq!(read(&panel, "large"), 0);
    drop(gate);
    while read(&panel, "small") + read(&panel, "large") < 5 {
        panel.next().await;
    }
    assert!(read(&panel, "large") >= 1);
    sidecar.stop().await;
}

#[tokio::test]
async fn an_encoder_that_has_stopped_is_gone_without() {
    let none = || Some(language::Encoder::with(|_| unreachable!("no thread"), 0, 1).unwrap());
    let mut sidecar = TestSidecar::encoding(none, waits(10_000)).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.veisoker("a", "hei").await;
    let session = panel.until(|session| session["messages"] == 1).await;
    assert_eq!(session["tier"], "small");
    sidecar.stop().await;
}

#[tokio::test]
async fn what_happens_while_a_message_waits_happens_after_it() {
    let (meaning, gate) = Meaning::held();
    let mut sidecar = sidecar(&meaning, QUEUE, 10_000).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    let texts = ["en", "to", "tre", "fire"];
    let mut all: Vec<_> = texts.iter().map(|text| said(text, "a", text)).collect();
    all.push(FeedEvent {
        author: Some(client()),
        ..event("leave", "a", Kind::Leave)
    });
    platform.client.send(&all).await.unwrap();
    for count in 1..=texts.len() {
        let waiting = panel
            .until(|session| session["messages"] == count - 1)
            .await;
        assert_eq!(waiting["state"], "live");
        gate.send(()).unwrap();
        let session = panel.until(|session| session["messages"] == count).await;
        assert_eq!(session["tier"], "large");
    }
    panel.until(|session| session["state"] == "left").await;
    assert_eq!(meaning.asked(), texts);
    sidecar.stop().await;
}

#[tokio::test]
async fn a_history_told_anew_does_not_wait_message_by_message() {
    let (stuck, gate) = Meaning::held();
    let mut starts = vec![stuck, Meaning::open()];
    let starts = std::sync::Mutex::new(move || starts.pop().unwrap().encoder(QUEUE));
    let encoder = move || Some(starts.lock().unwrap()());
    let mut sidecar = TestSidecar::encoding(encoder, waits(400)).await;
    let history: Vec<_> = (0..40)
        .map(|n| said(&format!("m{n}"), "a", "jeg vet ikke hva jeg vil"))
        .collect();
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.client.send(&history).await.unwrap();
    let last = platform.answer_to("m39").await;
    assert!(matches!(last, ToSource::Ack { .. }));
    sidecar.restart().await;

    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let begun = Instant::now();
    platform.client.send(&history).await.unwrap();
    platform.answer_to("m39").await;
    // One by one it would take 16 seconds.
    assert!(begun.elapsed() < Duration::from_secs(4));
    let session = panel.until(|session| session["messages"] == 40).await;
    assert_eq!(session["gaps"], json!([]));
    drop(gate);
    sidecar.stop().await;
}

const TO_MASK: &str = "ring meg på 99887766, jeg vurderer å slutte på skolen";
const MASKED: &str = "ring meg på jeg vurderer å slutte på skolen";

/// A chat of two messages; the second is corrected, and the first taken back before if so wanted.
async fn corrected(meaning: &Meaning, redact: bool) -> Correction {
    let mut sidecar = sidecar(meaning, QUEUE, 10_000).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    let first = said("first", "a", "hei");
    platform.send(first).await;
    platform.veisoker("a", TO_MASK).await;
    let mut messages = 2;
    if redact {
        let taken_back = FeedEvent {
            message: Some("first".into()),
            ..event("r", "a", Kind::Redact)
        };
        platform.send(taken_back).await;
        messages = 1;
    }
    let session = panel
        .until(|session| session["messages"] == messages && session["tier"] == "large")
        .await;
    panel
        .send(&json!({"type": "correct", "session": session["id"], "message": messages, "ring": "phase", "value": "konklusjon"}))
        .await;
    panel
        .until(|session| session["kept"] == json!(["phase"]))
        .await;
    sidecar.stop().await;
    let store = sidecar.folder().join("store");
    Journal::corrections_in(&store).await.unwrap().remove(0)
}

fn holds(correction: &Correction, text: &str) -> bool {
    let (lesson, vector) = (correction.lesson.as_ref().unwrap(), as_kept(text));
    lesson
        .as_slice()
        .windows(vector.len())
        .any(|part| part == vector)
}

#[tokio::test]
async fn a_lesson_carries_the_meaning_of_the_masked_words() {
    let meaning = Meaning::open();
    let correction = corrected(&meaning, false).await;
    assert!(
        correction.model.starts_with("large"),
        "{}",
        correction.model
    );
    assert!(holds(&correction, "hei") && holds(&correction, MASKED));
    assert!(!holds(&correction, TO_MASK));
    assert_eq!(
        meaning.asked(),
        ["hei", TO_MASK, MASKED],
        "what masking leaves alone is not encoded twice"
    );
}

#[tokio::test]
async fn the_meaning_of_what_is_taken_back_goes_with_its_words() {
    let meaning = Meaning::open();
    let correction = corrected(&meaning, true).await;
    assert!(holds(&correction, MASKED) && !holds(&correction, "hei"));
    assert_eq!(meaning.asked(), ["hei", TO_MASK, MASKED]);
}

#[tokio::test]
async fn the_real_encoder_reads_along_where_its_weights_are() {
    if let Err(error) = language::Weights::find() {
        eprintln!("skipped: {error}");
        return;
    }
    let large = |settings: &mut Settings| {
        settings.tracker.tier = TierWish::Large;
        settings.tracker.vector_deadline_milliseconds = 10_000;
    };
    let mut sidecar = TestSidecar::with(large).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.veisoker("a", "hei, er det noen her?").await;
    platform
        .veileder("a", WHO, "Hei! Hva vil du snakke om i dag?")
        .await;
    let session = panel.until(|session| session["messages"] == 2).await;
    assert_eq!(session["tier"], "large");
    sidecar.stop().await;
}
