//! Everybody on the staff can read how good the tracker is, in the figures of its card.

use app::settings::Settings;
use harness::{TestSidecar, log_in, request};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::Path;
use tracker::{Card, Model};

async fn told(at: SocketAddr, cookie: &str) -> Value {
    let answer = request(at, "GET", "/api/modellkort", "text/plain", cookie, "").await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn the_page_is_for_every_login_and_for_nobody_else() {
    let mut sidecar = TestSidecar::start().await;
    let at = sidecar.address();
    let get =
        async |path: &str, cookie: &str| request(at, "GET", path, "text/plain", cookie, "").await;
    let stranger = get("/modellkort", "").await;
    assert!(
        stranger.starts_with("HTTP/1.1 303") && stranger.contains("location: /?next=/modellkort"),
        "{stranger}"
    );
    assert!(get("/api/modellkort", "").await.starts_with("HTTP/1.1 401"));
    for role in ["veileder", "vaktleder", "redaktor"] {
        let cookie = log_in(at, "veileder 1", role).await;
        let page = get("/modellkort", &cookie).await;
        assert!(
            page.starts_with("HTTP/1.1 200") && page.contains("/ui/modelcard/main.js"),
            "{role}: {page}"
        );
        told(at, &cookie).await;
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn its_figures_are_those_of_the_card() {
    let mut sidecar = TestSidecar::start().await;
    let cookie = log_in(sidecar.address(), "veileder 1", "veileder").await;
    let told = told(sidecar.address(), &cookie).await;
    let model = Model::builtin();
    assert_eq!(told["card"], serde_json::to_value(Card::builtin()).unwrap());
    assert_eq!(told["fits"], true);
    assert_eq!(told["reading"], "shown");
    assert_eq!(told["small"], **model.id());
    assert_eq!(told["large"].as_str(), model.large_id().map(|id| &**id));
    assert_eq!(told["proof"], Value::Null);
    // what the page draws is there
    let tier = format!("tracker, {} tier", told["tier"].as_str().unwrap());
    let readers = told["card"]["apart"]["report"]["readers"]
        .as_array()
        .unwrap();
    let own = readers
        .iter()
        .find(|reader| reader["name"] == tier)
        .unwrap();
    for ring in own["rings"].as_array().unwrap() {
        assert_eq!(ring["reliability"].as_array().unwrap().len(), 10);
        assert_eq!(ring["abstention"].as_array().unwrap().len(), 10);
    }
    assert!(!own["groups"].as_array().unwrap().is_empty());
    sidecar.stop().await;
}

#[tokio::test]
async fn it_says_which_tier_reads_here() {
    let encoder = || Some(language::Encoder::with(|_| unreachable!("no thread"), 0, 1).unwrap());
    for (mut sidecar, tier) in [
        (TestSidecar::start().await, "small"),
        (TestSidecar::encoding(encoder, |_| {}).await, "large"),
    ] {
        let cookie = log_in(sidecar.address(), "veileder 1", "veileder").await;
        assert_eq!(told(sidecar.address(), &cookie).await["tier"], tier);
        sidecar.stop().await;
    }
}

#[tokio::test]
async fn it_says_whether_the_reading_shows() {
    for (change, said) in [
        (
            (|settings| settings.tracker.shadow = true) as fn(&mut Settings),
            "shadow",
        ),
        (|settings| settings.tracker.enabled = false, "off"),
    ] {
        let mut sidecar = TestSidecar::with(change).await;
        let cookie = log_in(sidecar.address(), "veileder 1", "veileder").await;
        assert_eq!(told(sidecar.address(), &cookie).await["reading"], said);
        sidecar.stop().await;
    }
}

/// As `ledsager learn` leaves a store: a folder with the tracker and its proof, and a list.
fn learned_in(store: &Path, proof: &Value) {
    let model = Model::builtin();
    let folder = store.join("tracker").join(&**model.id());
    let own = folder.join("learned");
    model.save(&own).unwrap();
    std::fs::write(own.join("proof.json"), proof.to_string()).unwrap();
    std::fs::write(folder.join("installed"), "learned\n").unwrap();
}

#[tokio::test]
async fn a_tracker_learned_here_is_shown_with_its_proof_and_the_card_of_its_base() {
    let change = json!({ "before": 0.5, "after": 0.625, "interval": [0.0625, 0.1875] });
    let proof = json!({
        "before": "small-before", "after": "small-after", "lessons": 40, "foreign": 0,
        "tiers": [{ "tier": "small", "corrections": 30, "right": change,
            "chats": [{ "ring": "phase", "kappa": change, "classes": [] }] }],
    });
    let mut sidecar = TestSidecar::with(|settings| {
        learned_in(&settings.store.folder, &proof);
    })
    .await;
    let cookie = log_in(sidecar.address(), "veileder 1", "veileder").await;
    let told = told(sidecar.address(), &cookie).await;
    assert_eq!(told["proof"], proof);
    assert_eq!(told["card"], serde_json::to_value(Card::builtin()).unwrap());
    assert_eq!(told["fits"], true);
    sidecar.stop().await;
}

#[tokio::test]
async fn a_tracker_without_a_card_is_said_to_be_unmeasured() {
    let folder = tempfile::tempdir().unwrap();
    Model::builtin().save(folder.path()).unwrap();
    let path = folder.path().to_owned();
    let mut sidecar = TestSidecar::with(move |settings| settings.tracker.model = path).await;
    let cookie = log_in(sidecar.address(), "veileder 1", "veileder").await;
    let without = told(sidecar.address(), &cookie).await;
    assert_eq!(
        (&without["card"], &without["fits"]),
        (&Value::Null, &json!(false))
    );
    sidecar.stop().await;

    // one of another tracker is shown as such
    let mut card = Card::builtin();
    card.small = "small-other".to_owned();
    card.save(folder.path()).unwrap();
    sidecar.restart().await;
    let cookie = log_in(sidecar.address(), "veileder 1", "veileder").await;
    let foreign = told(sidecar.address(), &cookie).await;
    assert_eq!(foreign["card"]["small"], "small-other");
    assert_eq!(foreign["fits"], false);
    sidecar.stop().await;
}
