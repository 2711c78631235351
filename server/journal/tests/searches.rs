//! Searches without a hit are counted by the day, their words go in time, and nobody waits for them.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

use chat::Words;
use jiff::civil::{Date, date};
use journal::{Journal, Record};
use sqlx::Connection;

const MONDAY: Date = date(2026, 11, 16);
const TUESDAY: Date = date(2026, 11, 17);

fn found_nothing(day: Date, words: Option<&str>) -> Record {
    let words = words.map(Words::new);
    Record::FoundNothing { day, words }
}

async fn write(journal: &Journal, record: Record) {
    assert!(journal.write(record).await.durable().await);
}

/// How many searches since a day, and the words searched for so often.
async fn told(journal: &Journal, since: Date, at_least: u32) -> (u64, Vec<(String, u64)>) {
    let told = journal.searches_without_hits(since, at_least).await;
    let told = told.unwrap();
    let words = told.words.iter();
    let words = words.map(|(words, often)| (words.as_str().to_owned(), *often));
    (told.searches, words.collect())
}

#[tokio::test]
async fn searches_add_up_and_seldom_words_are_not_told() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    for (day, words) in [
        (MONDAY, Some("svalbardtillegg")),
        (MONDAY, None),
        (TUESDAY, Some("svalbardtillegg")),
        (TUESDAY, Some("svalbardtillegg")),
        (TUESDAY, Some("en sjelden setning")),
    ] {
        write(&journal, found_nothing(day, words)).await;
    }
    let often = ("svalbardtillegg".to_owned(), 3);
    assert_eq!(told(&journal, MONDAY, 3).await, (5, vec![often]));
    assert_eq!(told(&journal, TUESDAY, 3).await, (3, vec![]));
}

#[tokio::test]
async fn words_are_cut_and_a_day_holds_only_so_many() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    let long = "å".repeat(5_000);
    write(&journal, found_nothing(MONDAY, Some(&long))).await;
    write(&journal, found_nothing(MONDAY, Some(""))).await;
    assert_eq!(
        told(&journal, MONDAY, 1).await,
        (2, vec![("å".repeat(100), 1)])
    );
    for number in 0..600 {
        let words = format!("ord {number}");
        drop(journal.write(found_nothing(TUESDAY, Some(&words))).await);
    }
    write(&journal, found_nothing(TUESDAY, Some("ord 0"))).await;
    let (searches, words) = told(&journal, TUESDAY, 1).await;
    assert_eq!((searches, words.len()), (601, 50), "all are counted");
    assert_eq!(words[0], ("ord 0".to_owned(), 2), "known words still count");
    let file = folder.path().join("journal.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut connection = sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap();
    let kept: i64 =
        sqlx::query_scalar("SELECT count(*) FROM words_without_hits WHERE day = '2026-11-17'")
            .fetch_one(&mut connection)
            .await
            .unwrap();
    assert_eq!(kept, 500);
}

#[tokio::test]
async fn old_days_go_and_all_words_go_when_they_are_kept_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    for day in [MONDAY, TUESDAY] {
        write(&journal, found_nothing(day, Some("Hemmelighetsord"))).await;
    }
    let until = MONDAY;
    let forget = |all_words| Record::ForgetSearches { until, all_words };
    write(&journal, forget(false)).await;
    let words = vec![("Hemmelighetsord".to_owned(), 1)];
    assert_eq!(told(&journal, MONDAY, 1).await, (1, words));
    write(&journal, forget(true)).await;
    assert_eq!(told(&journal, MONDAY, 1).await, (1, vec![]));
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(15).any(|window| window == b"Hemmelighetsord"));
    }
}

#[tokio::test]
async fn with_the_queue_full_a_count_is_lost_and_nobody_waits() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, writer) = Journal::open(folder.path()).await.unwrap();
    // This test never yields to the writer, so nothing leaves the queue meanwhile.
    let full = (0..10_000).find(|_| !journal.write_if_room(found_nothing(MONDAY, None)));
    let room = full.expect("the queue is bounded");
    write(&journal, found_nothing(TUESDAY, None)).await;
    assert_eq!(told(&journal, MONDAY, 1).await.0, room + 1);
    journal.close().await;
    writer.await.unwrap();
    assert!(!journal.write_if_room(found_nothing(MONDAY, None)));
}
