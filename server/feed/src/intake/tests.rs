//! What is promised to a platform that posts, and to the counsellor whose chat it is.

mod people;

use super::*;
use crate::LostReason;
use chat::{GapReason, Timestamp, Words};
use people::{Platform, Reader, message, message_at, redact, typing};
use std::sync::atomic::Ordering;
use tokio::time::{advance, sleep};

fn taking() -> Taking {
    Taking {
        most_conversations: 3,
        idle: Duration::from_secs(1_800),
        compare: Duration::from_secs(60),
        patience: Duration::from_secs(2),
        reach: Duration::from_secs(86_400),
        max_clock_skew: Duration::from_secs(300),
    }
}

fn intake(reader: &Reader) -> Intake<Reader> {
    let clock = Clock::fixed(Timestamp::from_millis(people::NOW));
    Intake::new(reader.clone(), clock, taking(), Tally::default())
}

fn counted(intake: &Intake<Reader>, word: &str) -> u64 {
    let all = intake.0.tally.all();
    let of = all.iter().filter(|(_, kind, _)| *kind == word);
    of.map(|(_, _, count)| count).sum()
}

#[tokio::test(start_paused = true)]
async fn it_is_answered_once_the_id_is_durable_and_does_not_wait_for_the_reading() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::without_archive();
    reader.stands_still(true);
    intake.take(&platform, message("a", "m1")).await.unwrap();
    assert_eq!(reader.received(), ["m1"]);
    assert!(reader.read().is_empty());
    reader.stands_still(false);
    reader.until(1).await;
    assert_eq!(reader.read(), ["m1"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_durable_is_not_answered_for_and_not_read() {
    let reader = Reader::default();
    let intake = intake(&reader);
    reader.refuses_to_receive(Some(Refusal::Busy));
    let refused = intake
        .take(&Platform::without_archive(), message("a", "m1"))
        .await;
    assert_eq!(refused, Err(Refusal::Busy));
    sleep(Duration::from_secs(60)).await;
    assert!(reader.read().is_empty());
    assert_eq!(counted(&intake, "busy"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_full_lane_says_busy_and_what_was_answered_for_is_read_all_the_same() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::without_archive();
    reader.stands_still(true);
    let mut answered = Vec::new();
    for n in 0..LANE + 10 {
        let id = format!("m{n}");
        if intake.take(&platform, message("a", &id)).await.is_ok() {
            answered.push(id);
        } else {
            break;
        }
    }
    // One is with the reader, the others wait.
    assert_eq!(answered.len(), LANE + 1);
    assert_eq!(counted(&intake, "busy"), 1);
    // Another conversation does not suffer for it.
    reader.stands_still(false);
    intake.take(&platform, message("b", "other")).await.unwrap();
    reader.until(LANE + 2).await;
    let mut read = reader.read();
    read.retain(|id| id != "other");
    assert_eq!(read, answered);
}

#[tokio::test(start_paused = true)]
async fn a_burst_in_one_request_is_read_whole_and_in_its_order() {
    let reader = Reader::default();
    // The journal confirms in no order.
    reader.confirms_backwards();
    let intake = intake(&reader);
    let ids: Vec<String> = (0..500).map(|n| format!("m{n}")).collect();
    let burst: Vec<_> = ids.iter().map(|id| message("a", id)).collect();
    let taken = intake.take_all(&Platform::without_archive(), burst).await;
    assert!(taken.iter().all(Result::is_ok) && taken.len() == 500);
    reader.until(500).await;
    assert_eq!(reader.read(), ids);
}

#[tokio::test(start_paused = true)]
async fn what_takes_a_message_back_never_overtakes_it() {
    let reader = Reader::default();
    reader.confirms_backwards();
    let intake = intake(&reader);
    let batch = vec![message("a", "m1"), redact("a", "m1"), message("b", "n1")];
    let taken = intake.take_all(&Platform::without_archive(), batch).await;
    assert!(taken.iter().all(Result::is_ok));
    reader.until(3).await;
    let read = reader.read();
    let place = |id: &str| read.iter().position(|read| read == id).unwrap();
    assert!(place("m1") < place("redact-m1"));
}

#[tokio::test(start_paused = true)]
async fn conversations_are_bounded_and_one_that_was_refused_makes_room() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::without_archive();
    reader.refuses_to_receive(Some(Refusal::Ended));
    for n in 0..3 {
        let refused = intake
            .take(
                &platform,
                people::said_by_counsellor(&format!("over-{n}"), "x"),
            )
            .await;
        assert_eq!(refused, Err(Refusal::Ended));
    }
    reader.refuses_to_receive(None);
    let full = intake.take(&platform, message("new", "m1")).await;
    assert_eq!(full, Err(Refusal::Full));
    sleep(Duration::from_secs(15)).await;
    intake.take(&platform, message("new", "m1")).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn signs_of_typing_take_no_place() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::without_archive();
    for n in 0..10_000 {
        let typing = typing(&format!("nobody-{n}"));
        intake.take(&platform, typing).await.unwrap();
    }
    intake.take(&platform, message("a", "m1")).await.unwrap();
    intake.take(&platform, typing("a")).await.unwrap();
    reader.until(10_002).await;
    assert_eq!(reader.received(), ["m1"]);
}

#[tokio::test(start_paused = true)]
async fn a_veisoker_who_writes_after_the_end_opens_it_again() {
    let reader = Reader::default();
    let intake = intake(&reader);
    reader.is_over(true);
    let platform = Platform::without_archive();
    intake.take(&platform, message("a", "m1")).await.unwrap();
    reader.until(2).await;
    assert_eq!(reader.read(), ["again-m1", "m1"]);
    reader.is_over(true);
    let refused = intake
        .take(&platform, people::said_by_counsellor("a", "m2"))
        .await;
    assert_eq!(refused, Err(Refusal::Ended));
}

#[tokio::test(start_paused = true)]
async fn also_when_the_end_was_still_waiting_to_be_read() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::without_archive();
    let batch = vec![message("a", "m1"), people::end("a"), message("a", "m2")];
    let taken = intake.take_all(&platform, batch).await;
    assert!(taken.iter().all(Result::is_ok));
    reader.until(4).await;
    assert_eq!(reader.read(), ["m1", "end-a", "again-m2", "m2"]);
}

#[tokio::test(start_paused = true)]
async fn a_conversation_begins_with_what_its_source_keeps() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::with_archive();
    let day = 86_400_000;
    platform.keeps(message_at("a", "old", people::NOW - day - 1));
    platform.keeps(message_at("a", "before", people::NOW - 1_000));
    platform.keeps(message("a", "m1"));
    intake.take(&platform, message("a", "m1")).await.unwrap();
    reader.until(2).await;
    sleep(Duration::from_secs(1)).await;
    assert_eq!(reader.read()[..2], ["before", "m1"]);
    assert!(!reader.read().contains(&"old".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn what_was_lost_on_the_way_is_heard_at_the_next_comparison_and_once() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::with_archive();
    intake.take(&platform, message("a", "m1")).await.unwrap();
    reader.until(1).await;
    platform.keeps(message("a", "m1"));
    platform.keeps(message("a", "m2"));
    intake.take(&platform, message("a", "m3")).await.unwrap();
    platform.keeps(message("a", "m3"));
    reader.until(3).await;
    assert_eq!(reader.read(), ["m1", "m3", "m2"]);
    let asked = platform.asked.load(Ordering::Relaxed);
    sleep(Duration::from_secs(600)).await;
    assert_eq!(reader.read().len(), 3);
    // A silent chat is not compared for ever.
    assert_eq!(platform.asked.load(Ordering::Relaxed), asked);
}

#[tokio::test(start_paused = true)]
async fn an_archive_that_never_answers_holds_the_first_message_for_two_seconds_and_no_other() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::with_archive();
    platform.is_silent(true);
    intake.take(&platform, message("a", "m1")).await.unwrap();
    advance(Duration::from_millis(1_500)).await;
    assert!(reader.read().is_empty());
    advance(Duration::from_millis(600)).await;
    reader.until(1).await;
    for n in 2..50 {
        let id = format!("m{n}");
        intake.take(&platform, message("a", &id)).await.unwrap();
        reader.until(n).await;
    }
    // It is asked once, not once for each message.
    assert_eq!(platform.asked.load(Ordering::Relaxed), 1);
}

#[tokio::test(start_paused = true)]
async fn an_archive_that_is_away_is_told_once_and_so_is_that_it_is_back() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::with_archive();
    platform.is_away(Some(LostReason::Unreachable));
    platform.keeps(message_at("a", "before", people::NOW - 1_000));
    intake.take(&platform, message("a", "m1")).await.unwrap();
    sleep(Duration::from_secs(300)).await;
    assert_eq!(reader.read().len(), 2);
    assert_eq!(reader.gaps(), [(None, GapReason::ArchiveUnavailable)]);
    platform.is_away(None);
    reader.until(4).await;
    assert_eq!(reader.read()[2], "before");
    assert_eq!(reader.gaps()[1], (Some(0), GapReason::ArchiveUnavailable));
    assert!(counted(&intake, "unreachable") >= 3);
}

#[tokio::test(start_paused = true)]
async fn what_could_not_be_read_at_once_is_tried_again() {
    let reader = Reader::default();
    let intake = intake(&reader);
    reader.is_busy_times(4);
    let platform = Platform::without_archive();
    intake.take(&platform, message("a", "m1")).await.unwrap();
    intake.take(&platform, message("a", "m2")).await.unwrap();
    reader.until(2).await;
    assert_eq!(reader.read(), ["m1", "m2"]);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_an_hour_off_is_not_believed_but_for_the_order() {
    let reader = Reader::default();
    let intake = intake(&reader);
    let platform = Platform::without_archive();
    let hour = 3_600_000;
    for at in [
        people::NOW - hour,
        people::NOW + hour,
        people::NOW - 200_000,
    ] {
        let event = message_at("a", &format!("m{at}"), at);
        intake.take(&platform, event).await.unwrap();
    }
    reader.until(3).await;
    let now = Timestamp::from_millis(people::NOW);
    let heard = reader.heard();
    assert_eq!(heard[0].at, now);
    assert_eq!(heard[1].at, now);
    assert_eq!(heard[2].at, now.minus(Duration::from_secs(200)));
    assert_eq!(heard[0].order, u64::try_from(people::NOW - hour).ok());
    assert!(
        matches!(&heard[0].kind, EventKind::Message { words, .. } if *words == Words::new("hei"))
    );
}
