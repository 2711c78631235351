//! A counsellor keeps a log that nobody else can read: not a colleague, not who has the files.

use crate::asker::Asker;
use harness::TestSidecar;
use serde_json::{Value, json};
use std::path::Path;

/// Entries and locks as a browser makes them; what is inside does not matter to a server.
pub const ENTRY: &str = "/api/me/log/00112233445566778899aabbccddeeff";
const OTHER: &str = "/api/me/log/ffeeddccbbaa99887766554433221100";
const KEY: &str = "/api/me/log/key";

/// Bytes that nobody would find by chance, in three spellings: as base64, and as the bytes themselves.
const CANARY: &str = "a2FuYXJpZnVnbC00NzExLWktZ3J1dmE=";
const CANARY_BYTES: &[u8] = b"kanarifugl-4711-i-gruva";

pub fn locks() -> Value {
    let wrapped = "AAECAwQFBgcICQoLDA0ODwABAgMEBQYHCAkKCwwNDg8AAQIDBAUGBwgJCgsMDQ4P";
    json!({ "locks": [
        { "id": "frase", "kind": "passphrase", "salt": "AAECAwQFBgcICQoLDA0ODw==",
          "memory_kib": 19456, "passes": 3, "lanes": 1, "nonce": "AAECAwQFBgcICQoL", "wrapped": wrapped },
        { "id": "nokkel", "kind": "passkey", "credential": "AAEC", "salt": "AAECAwQFBgcICQoLDA0ODw==",
          "nonce": "AAECAwQFBgcICQoL", "wrapped": wrapped },
    ] })
}

pub fn entry(cipher: &str) -> Value {
    json!({ "nonce": "AAECAwQFBgcICQoL", "cipher": cipher })
}

fn holds(folder: &Path, what: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().flatten() {
        let path = file.path();
        if path.is_dir() {
            found.extend(holds(&path, what));
        } else if let Ok(bytes) = std::fs::read(&path)
            && bytes.windows(what.len()).any(|part| part == what)
        {
            found.push(path.display().to_string());
        }
    }
    found
}

#[tokio::test]
async fn a_log_comes_back_as_it_was_sent_and_no_colleague_reaches_it() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    let ola = Asker::counsellor(&sidecar, "ola").await;
    kari.reads(KEY).await.refused(404, "not_found");
    kari.puts_new(ENTRY, &entry(CANARY))
        .await
        .refused(409, "conflict");

    let made = kari.puts_new(KEY, &locks()).await;
    let version = made.body["version"].as_u64().unwrap();
    assert!(made.head.contains(&format!("etag: \"{version}\"")));
    let told = kari.reads(KEY).await.ok();
    assert_eq!(told["locks"], locks()["locks"]);
    assert_eq!(told["version"], version);
    kari.puts_new(ENTRY, &entry(CANARY)).await.ok();
    sidecar.restart().await;

    let kari = Asker::counsellor(&sidecar, "kari").await;
    let ola_after = Asker::counsellor(&sidecar, "ola").await;
    drop(ola);
    let told = kari.reads("/api/me/log").await.ok();
    let entries = told["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0]["id"], ENTRY.rsplit('/').next().unwrap());
    assert_eq!(entries[0]["cipher"], CANARY);
    assert_eq!(entries[0]["nonce"], "AAECAwQFBgcICQoL");
    assert_eq!(entries[0]["version"], 1);

    assert_eq!(
        ola_after.reads("/api/me/log").await.ok(),
        json!({ "entries": [] })
    );
    ola_after.reads(KEY).await.refused(404, "not_found");
    ola_after.deletes(ENTRY).await.refused(404, "not_found");
    let stranger = Asker::stranger(&sidecar);
    for path in ["/api/me/log", KEY, "/api/me/talks"] {
        stranger.reads(path).await.refused(401, "not_logged_in");
        let lead = Asker::with_role(&sidecar, "leder", "vaktleder").await;
        lead.reads(path).await.refused(403, "not_allowed");
    }
    sidecar.stop().await;
}

#[tokio::test]
async fn two_pages_of_one_person_never_write_over_each_other() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Asker::counsellor(&sidecar, "kari").await;
    let version = kari.puts_new(KEY, &locks()).await.ok()["version"]
        .as_u64()
        .unwrap();
    let refused = kari.puts_new(KEY, &locks()).await;
    let told = refused.refused(412, "changed_meanwhile");
    assert_eq!(told["theirs_version"], version);
    kari.puts_over(version, KEY, &locks()).await.ok();
    kari.puts_over(version, KEY, &locks())
        .await
        .refused(412, "changed_meanwhile");

    kari.puts_new(ENTRY, &entry(CANARY)).await.ok();
    let second = kari.puts_over(1, ENTRY, &entry(CANARY)).await.ok();
    assert_eq!(second["version"], 2);
    let stale = kari.puts_over(1, ENTRY, &entry(CANARY)).await;
    assert_eq!(stale.refused(412, "changed_meanwhile")["theirs_version"], 2);
    kari.puts_over(1, OTHER, &entry(CANARY))
        .await
        .refused(412, "changed_meanwhile");
    let body = entry(CANARY).to_string();
    let blind = kari.sends("PUT", ENTRY, None, &body).await;
    blind.refused(428, "needs_if_match");

    // A log that was deleted and begun again is another log: its locks are not taken for the old ones.
    kari.deletes("/api/me/log").await.ok();
    kari.puts_new(KEY, &locks()).await.ok();
    kari.puts_over(version + 1, KEY, &locks())
        .await
        .refused(412, "changed_meanwhile");
    sidecar.stop().await;
}

#[tokio::test]
async fn nothing_but_ciphers_gets_in_and_the_files_tell_neither_what_nor_whose() {
    let mut sidecar = TestSidecar::start().await;
    // Nobody else is of this name, so that nothing but the log could have written it down.
    let who = "Sølvfuru-4711";
    let kari = Asker::counsellor(&sidecar, who).await;
    kari.puts_new(KEY, &locks()).await.ok();
    kari.puts_new(ENTRY, &entry(CANARY)).await.ok();

    let plain = "fjellbakken var vond";
    for body in [
        json!({ "nonce": "AAECAwQFBgcICQoL", "cipher": CANARY, "well": plain }),
        json!({ "nonce": "AAECAwQFBgcICQoL", "cipher": CANARY, "talk": { "opened": 1 } }),
        json!({ "nonce": "AAECAwQFBgcICQoL" }),
        json!({ "nonce": "AAECAwQFBgcICQoL", "cipher": plain }),
        json!({ "nonce": plain, "cipher": CANARY }),
        json!({ "nonce": ["AAECAwQFBgcICQoL"], "cipher": CANARY }),
        json!(plain),
        json!([plain]),
    ] {
        let told = kari.puts_over(1, ENTRY, &body).await;
        let told = told.refused(400, "bad_request");
        assert!(!told.to_string().contains("fjellbakken"), "{told}");
    }
    let mut weak = locks();
    weak["locks"][0]["passes"] = json!(1);
    let mut named = locks();
    named["locks"][0]["hint"] = json!(plain);
    let mut twice = locks();
    twice["locks"][1]["id"] = json!("frase");
    for body in [weak, named, twice, json!({ "locks": [] })] {
        let told = kari.puts_new(KEY, &body).await;
        let told = told.refused(400, "bad_request");
        assert!(!told.to_string().contains("fjellbakken"), "{told}");
    }
    let large = entry(&"A".repeat(100_000));
    kari.puts_over(1, ENTRY, &large)
        .await
        .refused(413, "too_large");
    for id in ["x", "00112233445566778899AABBCCDDEEFF", "%2e%2e"] {
        let path = format!("/api/me/log/{id}");
        let told = kari.puts_new(&path, &entry(CANARY)).await;
        told.refused(400, "bad_request");
    }

    let store = sidecar.folder().join("store");
    assert!(!holds(&store, CANARY_BYTES).is_empty(), "it is kept");
    assert!(holds(&store, "Sølvfuru".as_bytes()).is_empty());
    assert!(holds(&store, b"fjellbakken").is_empty());
    kari.deletes("/api/me/log").await.ok();
    let left = holds(&store, CANARY_BYTES);
    assert!(left.is_empty(), "deleted, and still in {left:?}");
    let empty = kari.reads("/api/me/log").await.ok();
    assert_eq!(empty, json!({ "entries": [] }));
    sidecar.stop().await;
}
