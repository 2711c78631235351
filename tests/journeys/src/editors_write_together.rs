//! Editors at the same article see each other, and nobody loses what they wrote.

use crate::desk::{Editor, good};
use harness::TestSidecar;
use serde_json::{Value, json};

#[tokio::test]
async fn whoever_saves_second_sees_both_texts_and_loses_nothing() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let ola = Editor::at(&sidecar, "ola").await;
    let id = kari.begins("To om én").await;
    let path = format!("/articles/{id}");
    let read = ola.reads(&path).await.ok();
    let with = |field: &str, value: Value| {
        let mut fields = good("To om én");
        fields[field] = value;
        json!({ "fields": fields, "base": 1 })
    };
    let first = with("short", json!("Karis svar."));
    kari.tagged("PUT", &path, &read.etag, first).await.ok();
    let mut mine = with("short", json!("Olas svar."));
    mine["fields"]["keywords"] = json!(["ola"]);
    ola.asks("PUT", &path, mine.clone())
        .await
        .refused(428, "needs_if_match");
    let clash = ola.tagged("PUT", &path, &read.etag, mine).await;
    let clash = clash.refused(412, "changed_meanwhile").body;
    assert_eq!(clash["theirs"]["short"], "Karis svar.");
    assert_eq!(clash["mine"]["short"], "Olas svar.");
    assert_eq!(clash["base"]["short"], "Kort svar.");
    assert_eq!(
        (&clash["theirs_version"], &clash["theirs_author"]),
        (&json!(2), &json!("kari"))
    );
    let merged = |field: &str| {
        let mut all = clash["merge"].as_array().unwrap().iter();
        let one = all.find(|one| one["field"] == field).unwrap();
        (one["state"].as_str().unwrap(), one["merged"].clone())
    };
    assert_eq!(merged("short"), ("conflict", Value::Null));
    assert_eq!(merged("keywords"), ("mine", json!(["ola"])));
    assert_eq!(merged("share.nn"), ("same", json!("Skal eg finne meir?")));

    let draft = ola.reads(&path).await.ok();
    assert_eq!(draft.body["draft"]["fields"]["short"], "Olas svar.");
    assert_eq!(
        kari.reads(&path).await.ok().body["draft"],
        Value::Null,
        "hers alone"
    );
    let mut both = with("short", json!("Karis og Olas svar."));
    both["base"] = json!(2);
    let saved = ola.tagged("PUT", &path, &draft.etag, both).await.ok();
    assert_eq!(
        (&saved.body["version"], &saved.body["draft"]),
        (&json!(3), &Value::Null)
    );
    let stale = json!({ "step": "archive" });
    let stale = ola
        .tagged("POST", &format!("{path}/steps"), &draft.etag, stale)
        .await;
    stale.refused(412, "changed_meanwhile");

    let diff = kari
        .reads(&format!("{path}/diff?from=2&to=3"))
        .await
        .ok()
        .body;
    let fields = diff["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 1);
    let new: Vec<_> = fields[0]["parts"].as_array().unwrap().iter().collect();
    assert!(
        new.iter()
            .any(|part| part["kind"] == "new" && part["text"] == "og Olas "),
        "{new:?}"
    );
    let versions = kari
        .reads(&format!("{path}/versions?limit=2"))
        .await
        .ok()
        .body;
    let numbers = |page: &Value| -> Vec<u64> {
        let items = page["items"].as_array().unwrap().iter();
        items.map(|one| one["number"].as_u64().unwrap()).collect()
    };
    assert_eq!(numbers(&versions), [3, 2]);
    let next = versions["next"].as_str().unwrap();
    let rest = kari
        .reads(&format!("{path}/versions?limit=2&cursor={next}"))
        .await
        .ok()
        .body;
    assert_eq!((numbers(&rest), &rest["next"]), (vec![1], &Value::Null));
    sidecar.stop().await;
}

#[tokio::test]
async fn those_who_work_on_the_same_article_see_each_other() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let ola = Editor::at(&sidecar, "ola").await;
    let id = kari.begins("Sammen").await;
    let path = format!("/articles/{id}/presence");
    let here = |field: &str| json!({ "field": field });
    let others = kari.asks("PUT", &path, here("body")).await.ok().body;
    assert_eq!(others, json!({ "others": [] }));
    let others = ola
        .asks("PUT", &path, json!({ "field": null }))
        .await
        .ok()
        .body;
    assert_eq!(
        (&others["others"][0]["name"], &others["others"][0]["field"]),
        (&json!("kari"), &json!("body"))
    );
    assert_eq!(kari.asks("DELETE", &path, Value::Null).await.status, 204);
    let others = ola.asks("PUT", &path, here("title")).await.ok().body;
    assert_eq!(others, json!({ "others": [] }));
    let none = "/articles/finnes-ikke/presence";
    kari.asks("PUT", none, here("body"))
        .await
        .refused(404, "not_found");
    sidecar.stop().await;
}

#[tokio::test]
async fn a_version_is_restored_without_what_the_model_has_no_more() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let text = "+++\nid = \"gammel\"\ntitle = \"Gammel\"\nlanguage = \"nb\"\nphases = [\"kontakt\", \"borte\"]\n+++\nTekst.\n";
    let files = json!({ "files": [{ "name": "articles/gammel.md", "text": text }], "dry_run": false, "as_drafts": true });
    let taken = kari.asks("POST", "/import", files).await.ok().body;
    assert_eq!(taken["new"], json!(["articles/gammel.md"]));
    let path = "/articles/gammel";
    let read = kari.reads(path).await.ok();
    let save = json!({ "fields": good("Gammel"), "base": 1 });
    let saved = kari.tagged("PUT", path, &read.etag, save).await.ok();
    let back = json!({ "version": 1, "message": "tilbake" });
    let stale = kari
        .tagged("POST", "/articles/gammel/restore", &read.etag, back.clone())
        .await;
    stale.refused(412, "changed_meanwhile");
    let restored = kari
        .tagged("POST", "/articles/gammel/restore", &saved.etag, back)
        .await
        .ok()
        .body;
    assert_eq!(restored["fields"]["phases"], json!(["kontakt"]));
    let gone = restored["advice"].as_array().unwrap().iter();
    let gone: Vec<_> = gone.filter(|one| one["code"] == "id_gone").collect();
    assert_eq!(
        (&gone[0]["field"], &gone[0]["values"]["id"]),
        (&json!("phases"), &json!("borte"))
    );
    assert_eq!(restored["version"], 3, "the version it was made of is kept");
    let none = json!({ "version": 99 });
    let etag = kari.reads(path).await.ok().etag;
    let none = kari
        .tagged("POST", "/articles/gammel/restore", &etag, none)
        .await;
    none.refused(404, "not_found");
    sidecar.stop().await;
}

#[tokio::test]
async fn articles_that_link_to_each_other_are_told_of_from_both_sides() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let ola = Editor::at(&sidecar, "ola").await;
    let first = kari.publishes(&ola, "Den ene siden av saken").await;
    let second = kari.publishes(&ola, "Noe ganske annet enn forrige").await;
    for (from, to) in [(&first, &second), (&second, &first)] {
        let path = format!("/articles/{from}");
        let read = kari.reads(&path).await.ok();
        let mut fields = read.body["fields"].clone();
        fields["body"] = json!(format!(
            "Se [den andre](ik:{to}) og [seg selv](ik:{from}).\n"
        ));
        let save = json!({ "fields": fields, "base": 1 });
        kari.tagged("PUT", &path, &read.etag, save).await.ok();
        kari.steps(from, json!({ "step": "send_to_review" }))
            .await
            .ok();
        ola.steps(from, json!({ "step": "approve" })).await.ok();
        ola.steps(from, json!({ "step": "publish" })).await.ok();
    }
    for (one, other) in [(&first, &second), (&second, &first)] {
        let used = kari.reads(&format!("/articles/{one}/used")).await.ok().body;
        assert_eq!(used["linked_from"][0]["id"], other.as_str());
        assert_eq!(used["links_to"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&used["links_to"][0]["id"], &used["links_to"][0]["missing"]),
            (&json!(other), &json!(false))
        );
    }
    ola.steps(&second, json!({ "step": "archive" })).await.ok();
    let used = kari
        .reads(&format!("/articles/{first}/used"))
        .await
        .ok()
        .body;
    assert_eq!(used["links_to"][0]["missing"], true);
    assert_eq!(used["linked_from"], json!([]));
    let model = kari.reads("/articles/fase-kontakt/used").await.ok().body;
    assert_eq!(model["model"], json!(["kontakt"]));
    sidecar.stop().await;
}

#[tokio::test]
async fn a_word_that_no_dictionary_knows_is_told_while_somebody_writes() {
    let sidecar = TestSidecar::with(|settings| {
        settings.knowledge_base.dictionaries = "/usr/share/hunspell".into();
    })
    .await;
    let editor = Editor::at(&sidecar, "kari").await;
    let mut fields = good("Å bytte skole");
    fields["body"] = json!("Eleven søker om å bytte skole, og rådgiveren hjelpper til.");
    let told = editor
        .asks("POST", "/check", json!({ "fields": fields }))
        .await;
    let advice = told.body["advice"]
        .as_array()
        .expect("there is advice")
        .clone();
    let spelling = advice.iter().find(|one| one["code"] == "spelling");
    let words = spelling.expect("a word is misspelt")["values"]["words"].as_str();
    assert_eq!(words, Some("hjelpper"));
}
