//! Reflection logs on a sidecar that is killed while people write: what was acknowledged is there.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

mod running;

use running::{Running, logged_in};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;

/// So many people at once.
const AT_ONCE: usize = 20;
const NONCE: &str = "AAECAwQFBgcICQoL";

/// Whose, which entry, its version and its cipher.
type Kept = (usize, String, u64, String);

/// What was said to be kept, and a bell for the first of it.
#[derive(Clone, Default)]
struct Acknowledged {
    entries: Arc<Mutex<Vec<Kept>>>,
    first: Arc<Notify>,
}

fn locks() -> Value {
    let wrapped = "AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8AAQIDBAUGBwgJCgsMDQ4P";
    json!({ "locks": [{ "id": "frase", "kind": "passphrase", "salt": "AAECAwQFBgcICQoLDA0ODw==",
        "memory_kib": 19456, "passes": 3, "lanes": 1, "nonce": NONCE, "wrapped": wrapped }] })
}

/// A cipher of 18 bytes that no other entry has, as base64.
fn cipher(number: usize, round: u64) -> String {
    format!("AAAA{number:08}{round:012}")
}

/// What the version of an entry is written from.
fn from(version: u64) -> (&'static str, String) {
    match version {
        0 => ("if-none-match", "*".to_owned()),
        there => ("if-match", format!("\"{there}\"")),
    }
}

async fn put(browser: &reqwest::Client, at: &str, version: u64, body: &Value) -> Option<Value> {
    let (name, value) = from(version);
    let put = browser.put(at).header(name, value);
    let put = put.header("content-type", "application/json");
    let told = put.body(body.to_string()).send().await.ok()?;
    let done = told.status() == 200;
    let told = serde_json::from_str(&told.text().await.ok()?).ok()?;
    done.then_some(told)
}

/// Writes entries, and over them, until the sidecar is gone; notes what it was told is kept.
async fn write(
    browser: reqwest::Client,
    at: String,
    number: usize,
    kept: Acknowledged,
) -> Option<()> {
    let base = format!("{at}/api/me/log");
    // In a later round there is a log already.
    let _ = put(&browser, &format!("{base}/key"), 0, &locks()).await;
    for _ in 0.. {
        let id = format!("{:032x}", rand::random::<u128>());
        let place = format!("{base}/{id}");
        for version in 0..2 {
            let cipher = cipher(number, rand::random::<u64>() % 1_000_000_000_000);
            let body = json!({ "nonce": NONCE, "cipher": cipher });
            let told = put(&browser, &place, version, &body).await?;
            let version = told["version"].as_u64()?;
            let entry = (number, id.clone(), version, cipher);
            kept.entries.lock().unwrap().push(entry);
            kept.first.notify_one();
        }
    }
    Some(())
}

/// Three rounds here; `LEDSAGER_ROUNDS` for more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_log_acknowledged_outlives_a_kill() {
    // Which crypto is used does not matter here, but there must be one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let rounds = std::env::var("LEDSAGER_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let place = tempfile::tempdir().unwrap();
    let settings = format!("[store]\nfolder = {:?}\n", place.path().join("store"));
    for round in 0..rounds.unwrap_or(3_u64) {
        let mut sidecar = Running::start(place.path(), &settings);
        let kept = Acknowledged::default();
        let mut people = Vec::new();
        for number in 0..AT_ONCE {
            let browser = logged_in(&sidecar, number).await;
            people.push(tokio::spawn(write(
                browser,
                sidecar.at(""),
                number,
                kept.clone(),
            )));
        }
        let first = tokio::time::timeout(Duration::from_secs(60), kept.first.notified()).await;
        assert!(first.is_ok(), "round {round}: nothing was kept");
        // The moment of the kill is chosen somewhere within a write; nothing is waited for.
        tokio::time::sleep(Duration::from_millis(round * 170 % 900)).await;
        sidecar.child.kill().unwrap();
        for person in people {
            person.await.unwrap();
        }
        drop(sidecar);
        let again = Running::start(place.path(), &settings);
        let acknowledged = std::mem::take(&mut *kept.entries.lock().unwrap());
        for number in 0..AT_ONCE {
            let browser = logged_in(&again, number).await;
            let told = browser.get(again.at("/api/me/log")).send().await.unwrap();
            let told: Value = serde_json::from_str(&told.text().await.unwrap()).unwrap();
            let entries = told["entries"].as_array().unwrap();
            for (_, id, version, cipher) in acknowledged.iter().filter(|kept| kept.0 == number) {
                let found = entries.iter().find(|entry| entry["id"] == *id);
                let found = found.unwrap_or_else(|| panic!("round {round}: {id} is gone"));
                let there = found["version"].as_u64().unwrap();
                assert!(
                    there >= *version,
                    "round {round}: {id} went back to {there}"
                );
                assert!(there > *version || found["cipher"] == *cipher, "{id}");
            }
        }
        again.stop();
        eprintln!("round {round}: {} writes acknowledged", acknowledged.len());
    }
}
