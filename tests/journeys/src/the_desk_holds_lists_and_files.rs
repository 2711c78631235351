//! Lists are read page by page, files have their versions too, and what goes out can come in again.

use crate::desk::Editor;
use harness::TestSidecar;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test]
async fn a_list_is_read_page_by_page_while_it_changes() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let all = kari.reads("/articles?limit=200&sort=title").await.ok().body;
    let ids = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (whole, total) = (ids(&all), all["total"].as_u64().unwrap());
    assert!(total > 20);
    for sort in ["due", "title", "changed"] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        let most = whole.len();
        for page in 0.. {
            assert!(page < most, "{sort}: a list comes to an end");
            let page = kari
                .reads(&format!("/articles?limit=7&sort={sort}{cursor}"))
                .await
                .ok()
                .body;
            seen.extend(ids(&page));
            // What is new stands before, between or after; the rest is neither skipped nor repeated.
            kari.begins(&format!("Ny {sort} {}", seen.len())).await;
            let Some(next) = page["next"].as_str() else {
                break;
            };
            cursor = format!("&cursor={next}");
        }
        let old: BTreeSet<_> = whole.iter().collect();
        let told: Vec<_> = seen.iter().filter(|id| old.contains(id)).collect();
        let once: BTreeSet<_> = told.iter().copied().collect();
        assert_eq!((told.len(), once), (whole.len(), old), "{sort}");
    }
    let filtered = kari
        .reads("/articles?area=yrkesfag&state=publisert&text=FAGBREV%20voksen&lang=nb")
        .await
        .ok()
        .body;
    assert!(
        ids(&filtered).contains(&"fagbrev-som-voksen".to_owned()),
        "{filtered}"
    );
    let other = kari.reads("/articles?limit=1&sort=title").await.ok().body;
    let cursor = other["next"].as_str().unwrap();
    kari.reads(&format!("/articles?sort=due&cursor={cursor}"))
        .await
        .refused(400, "bad_request");
    sidecar.stop().await;
}

#[tokio::test]
async fn files_prompts_and_wordings_have_their_versions_too() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let documents = kari.reads("/documents").await.ok().body;
    let names: Vec<_> = documents
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert!(
        names.contains(&"synonyms.toml") && !names.iter().any(|name| name.starts_with("articles/"))
    );
    let read = kari.reads("/documents/synonyms.toml").await.ok();
    let text = read.body["text"].as_str().unwrap();
    let new = json!({ "text": format!("{text}\n# til oss selv\n"), "message": "en merknad" });
    let saved = kari
        .tagged("PUT", "/documents/synonyms.toml", &read.etag, new.clone())
        .await
        .ok();
    assert_eq!(saved.body["version"], 2);
    kari.tagged("PUT", "/documents/synonyms.toml", &read.etag, new)
        .await
        .refused(412, "changed_meanwhile");
    let diff = kari
        .reads("/document-diff?name=synonyms.toml&from=1&to=2")
        .await
        .ok()
        .body;
    assert_eq!(diff["fields"][0]["field"], "text");
    let back = json!({ "name": "synonyms.toml", "version": 1 });
    assert_eq!(
        kari.asks("POST", "/document-restore", back).await.ok().body["text"],
        text
    );
    let versions = kari
        .reads("/document-versions?name=synonyms.toml")
        .await
        .ok()
        .body;
    assert_eq!(versions["items"].as_array().unwrap().len(), 3);
    kari.reads("/document-versions?name=articles%2Ffase-kontakt.md")
        .await
        .refused(404, "not_found");

    let prompts = kari
        .reads("/prompts?phase=konklusjon&limit=1")
        .await
        .ok()
        .body;
    let one = &prompts["items"][0];
    let (id, file) = (one["id"].as_str().unwrap(), one["file"].as_str().unwrap());
    let with_slash = kari.reads(&format!("/documents/{file}")).await.ok();
    let encoded = kari
        .reads(&format!("/documents/{}", file.replace('/', "%2F")))
        .await
        .ok();
    assert_eq!(with_slash.body, encoded.body);
    let mut changed = one.clone();
    for key in ["id", "file"] {
        changed.as_object_mut().unwrap().remove(key);
    }
    changed["nb"] = json!("Hva blir det aller første du gjør når vi legger på?");
    let path = format!("/prompts/{id}");
    let put = kari
        .tagged("PUT", &path, &encoded.etag, changed.clone())
        .await
        .ok();
    assert_eq!(put.body["nb"], changed["nb"]);
    kari.tagged("DELETE", &path, &encoded.etag, Value::Null)
        .await
        .refused(412, "changed_meanwhile");
    assert_eq!(
        kari.tagged("DELETE", &path, &put.etag, Value::Null)
            .await
            .status,
        204
    );
    let back = kari.asks("POST", "/prompts", changed).await;
    assert_eq!(back.status, 201, "{}", back.whole);

    let ola = Editor::at(&sidecar, "ola").await;
    let wording = json!({
        "nb": "Hvilken dør står mest åpen for deg akkurat nå?", "phase": "konklusjon", "knapp": null, "favourite": true
    });
    let proposal = ola.asks("POST", "/proposals", wording).await.ok().body;
    assert_eq!(
        ola.reads("/favourites")
            .await
            .ok()
            .body
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        kari.reads("/favourites").await.ok().body,
        json!([]),
        "they are ola's alone"
    );
    assert_eq!(kari.reads("/summary").await.ok().body["proposals_open"], 1);
    let decide = format!("/proposals/{}/decide", proposal["id"].as_str().unwrap());
    let lacking = json!({ "accept": true, "answer": "Fin!" });
    kari.asks("POST", &decide, lacking)
        .await
        .refused(422, "invalid");
    let accept = json!({ "accept": true, "answer": "Fin!", "nn": "Kva dør står mest open for deg akkurat no?", "kind": "hjelpespørsmål", "depth": "mild" });
    let accepted = kari.asks("POST", &decide, accept).await.ok().body;
    assert_eq!(
        (&accepted["state"], &accepted["by"]),
        (&json!("tatt_inn"), &json!("ola"))
    );
    let found = kari.reads("/prompts?text=mest%20open").await.ok().body;
    assert_eq!(found["total"], 1);
    sidecar.stop().await;
}

#[tokio::test]
async fn what_is_taken_out_can_be_taken_in_again_and_nothing_newer_is_lost() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let files = kari.reads("/export").await.ok().body["files"].clone();
    let count = files.as_array().unwrap().len();
    let take = |files: &Value, dry_run: bool| json!({ "files": files, "dry_run": dry_run, "as_drafts": false });
    let same = kari
        .asks("POST", "/import", take(&files, false))
        .await
        .ok()
        .body;
    assert_eq!(
        (&same["same"], &same["changed"], &same["new"]),
        (&json!(count), &json!([]), &json!([]))
    );
    let other = json!([{ "name": "../x.md", "text": "" }, { "name": "articles/ny.md", "text": "+++\n+++\n" }]);
    let dry = kari
        .asks("POST", "/import", take(&other, true))
        .await
        .ok()
        .body;
    assert_eq!(
        dry["refused"][0],
        json!({ "name": "../x.md", "why": "not_ours" })
    );
    assert_eq!(dry["refused"][1]["why"], "faulty");
    assert!(dry["problems"][0]["message"].is_string());
    kari.reads("/articles/ny").await.refused(404, "not_found");
    let large = json!([{ "name": "articles/stor.md", "text": "x".repeat(8_000_000) }]);
    kari.asks("POST", "/import", take(&large, true))
        .await
        .refused(413, "too_large");
    sidecar.stop().await;
}
