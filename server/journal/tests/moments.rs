//! Places and articles are counted by the day, go in time, and nobody waits for them.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

use jiff::civil::{Date, date};
use journal::{Journal, Place, Record, Uses};
use taxonomy::ElementId;

const MONDAY: Date = date(2026, 11, 16);
const TUESDAY: Date = date(2026, 11, 17);

fn stood(day: Date, phase: &str, knapp: &str, silent: bool) -> Record {
    let element = |id: &str| (!id.is_empty()).then(|| ElementId::new(id));
    Record::Stood {
        day,
        phase: element(phase),
        knapp: element(knapp),
        silent,
    }
}

fn shown(day: Date, article: &str) -> Record {
    let article = article.to_owned();
    Record::Shown { day, article }
}

fn used(day: Date, article: &str) -> Record {
    let article = article.to_owned();
    Record::Used { day, article }
}

async fn write(journal: &Journal, record: Record) {
    assert!(journal.write(record).await.durable().await);
}

/// Phase, knapp, stood and silent of every place.
async fn places(journal: &Journal, since: Date) -> Vec<(String, String, u64, u64)> {
    let text = |id: Option<ElementId>| id.map_or_else(String::new, |id| id.as_str().to_owned());
    let told = |place: Place| {
        let (phase, knapp) = (text(place.phase), text(place.knapp));
        (phase, knapp, place.stood, place.silent)
    };
    let places = journal.places(since).await.unwrap();
    places.into_iter().map(told).collect()
}

fn place(phase: &str, knapp: &str, stood: u64, silent: u64) -> (String, String, u64, u64) {
    (phase.to_owned(), knapp.to_owned(), stood, silent)
}

#[tokio::test]
async fn moments_add_up_by_place_and_day() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    for record in [
        stood(MONDAY, "kontakt", "", false),
        stood(MONDAY, "kontakt", "", true),
        stood(TUESDAY, "kontakt", "", true),
        stood(TUESDAY, "kommunikasjon", "valg", false),
        stood(TUESDAY, "", "", true),
    ] {
        write(&journal, record).await;
    }
    let since_monday = [
        place("", "", 1, 1),
        place("kommunikasjon", "valg", 1, 0),
        place("kontakt", "", 3, 2),
    ];
    assert_eq!(places(&journal, MONDAY).await, since_monday);
    let tuesday = &places(&journal, TUESDAY).await[2];
    assert_eq!(*tuesday, place("kontakt", "", 1, 1));
}

#[tokio::test]
async fn an_article_has_what_it_was_shown_and_what_it_was_used() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    for record in [
        shown(MONDAY, "fagbrev"),
        shown(TUESDAY, "fagbrev"),
        used(TUESDAY, "fagbrev"),
        used(TUESDAY, "lan-og-stipend"),
    ] {
        write(&journal, record).await;
    }
    let uses = journal.uses(MONDAY).await.unwrap();
    assert_eq!(uses["fagbrev"], Uses { shown: 2, used: 1 });
    assert_eq!(uses["lan-og-stipend"], Uses { shown: 0, used: 1 });
    let uses = journal.uses(TUESDAY).await.unwrap();
    assert_eq!(uses["fagbrev"], Uses { shown: 1, used: 1 });
}

#[tokio::test]
async fn old_days_go() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    for day in [MONDAY, TUESDAY] {
        write(&journal, stood(day, "kontakt", "", false)).await;
        write(&journal, used(day, "fagbrev")).await;
    }
    write(&journal, Record::ForgetMoments { until: MONDAY }).await;
    assert_eq!(
        places(&journal, MONDAY).await,
        [place("kontakt", "", 1, 0)],
        "Tuesday stays"
    );
    assert_eq!(journal.uses(MONDAY).await.unwrap()["fagbrev"].used, 1);
    write(&journal, Record::ForgetMoments { until: TUESDAY }).await;
    assert!(places(&journal, MONDAY).await.is_empty());
    assert!(journal.uses(MONDAY).await.unwrap().is_empty());
}

#[tokio::test]
async fn with_the_queue_full_a_moment_is_lost_and_nobody_waits() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _, _) = Journal::open(folder.path()).await.unwrap();
    // This test never yields to the writer, so nothing leaves the queue meanwhile.
    let one = || stood(MONDAY, "kontakt", "", false);
    let full = (0..10_000).find(|_| !journal.write_if_room(one()));
    let room = full.expect("the queue is bounded");
    write(&journal, stood(TUESDAY, "kontakt", "", false)).await;
    assert_eq!(
        places(&journal, MONDAY).await,
        [place("kontakt", "", room + 1, 0)]
    );
}
