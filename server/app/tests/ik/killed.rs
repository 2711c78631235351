//! The desk of a sidecar that is killed while two hundred people save and publish: what was acknowledged
//! is there, and the search index is level with it after a restart.

use crate::place::Place;
use crate::running::{Running, logged_in};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;

/// So many people at once.
const AT_ONCE: usize = 200;
/// The articles they write on.
const ARTICLES: [&str; 8] = [
    "aap-og-utdanning",
    "fagproven",
    "laereplass",
    "pabygg",
    "permittert",
    "y-veien",
    "oppsagt",
    "ppu",
];

/// An article, its version and its title.
type Saved = (&'static str, u64, String);

/// What was said to be kept, and a bell for the first of it.
#[derive(Clone, Default)]
struct Acknowledged {
    saves: Arc<Mutex<Vec<Saved>>>,
    first: Arc<Notify>,
}

/// Saves and publishes until the sidecar is gone; notes what it was told is kept.
async fn edit(
    browser: reqwest::Client,
    at: String,
    number: usize,
    kept: Acknowledged,
) -> Option<()> {
    let id = ARTICLES[number % ARTICLES.len()];
    let whole = format!("{at}/api/ik/articles/{id}");
    for round in 0.. {
        let read = browser.get(&whole).send().await.ok()?;
        let tag = read.headers().get("etag")?.clone();
        let article: Value = serde_json::from_str(&read.text().await.ok()?).ok()?;
        let (base, mut fields) = (article["version"].as_u64()?, article["fields"].clone());
        let title = format!("Tittel {number} {round}");
        fields["title"] = json!(title);
        let change = json!({ "fields": fields, "base": base }).to_string();
        let save = browser.put(&whole).header("if-match", tag);
        let saved = save
            .header("content-type", "application/json")
            .body(change)
            .send()
            .await
            .ok()?;
        // Somebody else is often first; then nothing was acknowledged.
        if saved.status() != 200 {
            continue;
        }
        let tag = saved.headers().get("etag")?.clone();
        kept.saves.lock().unwrap().push((id, base + 1, title));
        kept.first.notify_one();
        let step = browser
            .post(format!("{whole}/steps"))
            .header("if-match", tag);
        let step = step
            .header("content-type", "application/json")
            .body(r#"{"step":"publish"}"#);
        step.send().await.ok()?;
    }
    Some(())
}

/// Three rounds here; `LEDSAGER_ROUNDS` for more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_the_desk_acknowledged_outlives_a_kill_and_search_is_level_with_it() {
    // Which crypto is used does not matter here, but there must be one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let rounds = std::env::var("LEDSAGER_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let place = Place::new();
    let settings = std::fs::read_to_string(place.path("settings.toml")).unwrap();
    for round in 0..rounds.unwrap_or(3_u64) {
        let mut sidecar = Running::start(place.folder(), &settings);
        let kept = Acknowledged::default();
        let browser = logged_in(&sidecar, 1).await;
        let people = (0..AT_ONCE).map(|number| {
            let (browser, at) = (browser.clone(), sidecar.at(""));
            tokio::spawn(edit(browser, at, number, kept.clone()))
        });
        let people: Vec<_> = people.collect();
        let first = tokio::time::timeout(Duration::from_secs(60), kept.first.notified()).await;
        assert!(first.is_ok(), "round {round}: nothing was saved");
        // The moment of the kill is chosen somewhere within a change; nothing is waited for.
        tokio::time::sleep(Duration::from_millis(round * 170 % 900)).await;
        sidecar.child.kill().unwrap();
        for person in people {
            person.await.unwrap();
        }
        drop(sidecar);
        let again = Running::start(place.folder(), &settings);
        let browser = logged_in(&again, 1).await;
        let acknowledged = std::mem::take(&mut *kept.saves.lock().unwrap());
        for (id, version, title) in &acknowledged {
            let path = format!("/api/ik/articles/{id}/versions/{version}");
            let found = browser
                .get(again.at(&path))
                .send()
                .await
                .unwrap()
                .text()
                .await
                .unwrap();
            let found: Value = serde_json::from_str(&found).unwrap();
            assert_eq!(
                found["fields"]["title"],
                json!(title),
                "round {round}: {id} {version}"
            );
        }
        again.stop();
        let said = place.ik(&["verify"]);
        assert_eq!(said.code, Some(0), "round {round}: {said:?}");
        assert!(
            said.out.contains("search index: the same"),
            "round {round}: {said:?}"
        );
        eprintln!("round {round}: {} saves acknowledged", acknowledged.len());
    }
}
