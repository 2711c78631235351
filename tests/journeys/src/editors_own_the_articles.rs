//! Editors write, go through and publish articles at their desk; counsellors search them and are offered
//! them at once, and what they report comes back.

use crate::desk::{Editor, good};
use harness::{ChatPlatform, DEADLINE, Page, TestSidecar, log_in, request};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tokio::time::timeout;

/// Waits until a search finds an article first.
async fn is_found(sidecar: &TestSidecar, query: &str, id: &str) {
    let cookie = log_in(sidecar.address(), "leser", "veileder").await;
    let body = json!({ "query": query }).to_string();
    let found = async {
        loop {
            let (at, kind) = (sidecar.address(), "application/json");
            let answer = request(at, "POST", "/api/search", kind, &cookie, &body).await;
            let (_, body) = answer.split_once("\r\n\r\n").unwrap();
            let found: Value = serde_json::from_str(body).unwrap();
            if found["hits"][0]["id"] == id {
                return;
            }
        }
    };
    timeout(DEADLINE, found).await.unwrap();
}

#[tokio::test]
async fn an_article_goes_from_a_draft_to_a_chat_and_what_is_reported_comes_back() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let ola = Editor::at(&sidecar, "ola").await;
    let title = "Sykepleie uten matte og med 41 poeng";
    let mut fields = good(title);
    fields["area"] = json!("høyere-utdanning");
    fields["keywords"] = json!(["sykepleie", "poeng", "matte", "opptak", "kommer inn"]);
    fields["short"] = json!("Sykepleie har karakterkrav i norsk og matematikk.");
    fields["body"] = json!("Sykepleie krever matte. Med 41 poeng kommer du inn flere steder.\n");
    let begun = kari
        .asks("POST", "/articles", json!({ "fields": fields }))
        .await;
    assert_eq!(begun.status, 201);
    assert!(
        begun
            .whole
            .contains("location: /api/ik/articles/sykepleie-uten-matte-og-med-41-poeng")
    );
    let begun = begun.ok();
    let id = begun.body["id"].as_str().unwrap().to_owned();
    let is = |body: &Value, state: &str, stage: &str| {
        assert_eq!(
            (&body["state"], &body["stage"]),
            (&json!(state), &json!(stage))
        );
    };
    is(&begun.body, "utkast", "utkast");
    assert_eq!(
        begun.body["changed_by"], "kari",
        "shown without where they logged in"
    );
    assert_eq!(begun.body["advice"], json!([]));

    let sent = kari
        .steps(&id, json!({ "step": "send_to_review" }))
        .await
        .ok();
    is(&sent.body, "til_gjennomgang", "til_gjennomgang");
    assert_eq!(sent.body["may"]["approve_needs_reason"], true);
    kari.steps(&id, json!({ "step": "approve" }))
        .await
        .refused(403, "not_allowed");
    kari.steps(&id, json!({ "step": "publish" }))
        .await
        .refused(409, "conflict");
    ola.steps(&id, json!({ "step": "return" }))
        .await
        .refused(400, "bad_request");
    let approved = ola.steps(&id, json!({ "step": "approve" })).await.ok();
    is(&approved.body, "klar", "klar");
    let published = kari.steps(&id, json!({ "step": "publish" })).await.ok();
    is(&published.body, "publisert", "none");
    assert_eq!(
        published.body["freshness"], "in_order",
        "somebody has gone through it"
    );

    is_found(&sidecar, title, &id).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", "dev:veileder 1").await;
    let hello = "Hei, og velkommen! Hva vil du bruke samtalen til i dag?";
    platform.veisoker("a", "hei").await;
    platform.veileder("a", "dev:veileder 1", hello).await;
    let asks = "lurer på om jeg kommer inn på sykepleie, har 41 poeng og mangler matte";
    platform.veisoker("a", asks).await;
    let answer = "Det kan vi se på sammen. Kravene til sykepleie står på Samordna opptak.";
    platform.veileder("a", "dev:veileder 1", answer).await;
    let fears =
        "jeg er redd karakterene mine ikke holder til opptakskravet for sykepleie uten matte";
    platform.veisoker("a", fears).await;
    let offered = |session: &Value| {
        let articles = session["articles"].as_array().unwrap();
        articles.iter().any(|article| article["id"] == id.as_str())
    };
    panel.until(offered).await;

    let report =
        json!({ "article": id, "reason": "utdatert", "comment": "Kravet er et annet nå." });
    let vaktleder = Editor::with_role(&sidecar, "vakt", "vaktleder").await;
    let report = vaktleder.asks("POST", "/reports", report).await.ok().body;
    assert_eq!(
        (&report["state"], &report["version"]),
        (&json!("ny"), &json!(1))
    );
    let row = kari.reads(&format!("/articles/{id}")).await.ok().body;
    assert_eq!(row["open_reports"], 1);
    assert_eq!(kari.reads("/summary").await.ok().body["reports_open"], 1);
    let path = format!("/reports/{}", report["id"].as_str().unwrap());
    let mended = json!({ "state": "lost", "answer": "Takk, rettet.", "assignee": "kari" });
    let mended = kari.asks("PATCH", &path, mended).await.ok().body;
    assert_eq!(mended["assignee"], "kari");
    assert!(mended["answered_at"].is_string());
    let own = vaktleder.reads("/reports?own=true").await.ok().body;
    assert_eq!(own["items"][0]["answer"], "Takk, rettet.");
    let events = kari
        .reads(&format!("/articles/{id}/events"))
        .await
        .ok()
        .body;
    let what: Vec<_> = events["items"].as_array().unwrap().iter().collect();
    let what: Vec<_> = what
        .iter()
        .map(|event| event["what"].as_str().unwrap())
        .collect();
    assert_eq!(
        what,
        [
            "report_closed",
            "reported",
            "publish",
            "approve",
            "send_to_review"
        ]
    );
    sidecar.stop().await;
}

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
async fn everybody_reads_and_editors_write() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let ola = Editor::at(&sidecar, "ola").await;
    let vakt = Editor::with_role(&sidecar, "vakt", "vaktleder").await;
    let stranger = Editor::stranger(&sidecar);
    let id = kari.publishes(&ola, "Hvem gjør hva").await;
    let path = format!("/articles/{id}");
    let doors = [
        "/articles",
        &path,
        "/summary",
        "/areas",
        "/owners",
        "/documents",
        "/prompts",
        "/reports",
        "/proposals",
        "/coverage",
        "/export",
        "/openapi.json",
    ];
    for door in doors {
        vakt.reads(door).await.ok();
        stranger.reads(door).await.refused(401, "not_logged_in");
    }
    let whole = vakt.reads(&path).await.ok();
    assert_eq!(
        whole.body["may"],
        json!({ "approve": false, "approve_needs_reason": false, "confirm_as_owner": false, "publish": false })
    );
    let save = json!({ "fields": good("Nytt"), "base": 1 });
    let changes = [
        (
            "POST",
            "/articles".to_owned(),
            json!({ "fields": good("Nytt") }),
        ),
        ("PUT", path.clone(), save),
        (
            "POST",
            format!("{path}/steps"),
            json!({ "step": "archive" }),
        ),
        (
            "PUT",
            format!("{path}/promotion"),
            json!({ "until": "2099-01-01", "reason": "x" }),
        ),
        (
            "PUT",
            format!("{path}/draft"),
            json!({ "fields": {}, "base": 1 }),
        ),
        ("POST", format!("{path}/confirm"), json!({ "as": "owner" })),
        (
            "POST",
            "/import".to_owned(),
            json!({ "files": [], "dry_run": true, "as_drafts": false }),
        ),
        (
            "POST",
            "/owners/handover".to_owned(),
            json!({ "from": "a", "to": "b" }),
        ),
        (
            "PUT",
            "/documents/areas.toml".to_owned(),
            json!({ "text": "" }),
        ),
        (
            "POST",
            "/favourites".to_owned(),
            json!({ "nb": "Hva tenker du?" }),
        ),
    ];
    for (method, door, body) in changes {
        let refused = vakt.tagged(method, &door, &whole.etag, body.clone()).await;
        refused.refused(403, "not_allowed");
        let refused = stranger.tagged(method, &door, &whole.etag, body).await;
        refused.refused(401, "not_logged_in");
    }
    let used = vakt
        .asks("POST", &format!("{path}/confirm"), json!({ "as": "user" }))
        .await;
    assert_eq!(used.ok().body["confirmed_by_users"], 1);
    let foreign = [
        ("origin", "http://evil.example"),
        ("content-type", "application/json"),
    ];
    let foreign = kari.sends("POST", "/articles", &foreign, "{}").await;
    foreign.refused(403, "not_allowed");
    sidecar.stop().await;
}

#[tokio::test]
async fn whatever_is_sent_is_answered_and_nothing_of_it_becomes_a_program() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let id = kari.begins("Vrang inndata").await;
    let path = format!("/articles/{id}");
    let etag = kari.reads(&path).await.ok().etag;
    let bad = |field| (400, "bad_request", field);
    let mut unknown = good("x");
    unknown["titel"] = json!("x");
    for (method, door, body, (status, code, field)) in [
        (
            "POST",
            "/articles".to_owned(),
            json!({ "fields": unknown }),
            bad("titel"),
        ),
        (
            "POST",
            "/articles".to_owned(),
            json!({ "fields": { "routine": "ja" } }),
            bad("fields.routine"),
        ),
        ("POST", "/articles".to_owned(), json!([]), bad("")),
        ("PUT", path.clone(), json!({ "fields": {} }), bad("base")),
        (
            "PUT",
            path.clone(),
            json!({ "fields": { "review_months": 300 }, "base": 1 }),
            bad("fields.review_months"),
        ),
        (
            "POST",
            format!("{path}/steps"),
            json!({ "step": "explode" }),
            bad("step"),
        ),
        (
            "POST",
            format!("{path}/steps"),
            json!({ "step": "schedule" }),
            bad("at"),
        ),
        (
            "POST",
            format!("{path}/steps"),
            json!({ "step": "schedule", "at": "i morgen" }),
            bad("at"),
        ),
        (
            "PUT",
            format!("{path}/promotion"),
            json!({ "until": "2099-01-01", "reason": " " }),
            bad("reason"),
        ),
        (
            "PUT",
            format!("{path}/presence"),
            json!({ "field": "x".repeat(61) }),
            bad("field"),
        ),
        (
            "PUT",
            "/owners/gruppe/members".to_owned(),
            json!({ "members": ["\u{0}"] }),
            bad("members"),
        ),
        (
            "PUT",
            "/areas/yrkesfag".to_owned(),
            json!({ "owner": null, "review_months": 6 }),
            bad("owner"),
        ),
        (
            "POST",
            "/reports".to_owned(),
            json!({ "article": "fagbrev", "reason": "dum" }),
            bad("reason"),
        ),
        (
            "POST",
            "/restore".to_owned(),
            json!({}),
            (404, "not_found", ""),
        ),
        (
            "DELETE",
            "/articles".to_owned(),
            Value::Null,
            (405, "bad_request", ""),
        ),
        (
            "POST",
            "/check".to_owned(),
            json!({ "fields": { "body": "å".repeat(150_000) } }),
            (413, "too_large", ""),
        ),
        (
            "POST",
            "/preview".to_owned(),
            json!({ "markdown": "x".repeat(200_001), "language": "nb" }),
            (413, "too_large", ""),
        ),
        (
            "PUT",
            "/documents/areas.toml".to_owned(),
            json!({ "text": "[[area" }),
            (422, "invalid", ""),
        ),
        (
            "PUT",
            "/documents/..%2Fetc%2Fpasswd".to_owned(),
            json!({ "text": "" }),
            (404, "not_found", ""),
        ),
        (
            "POST",
            format!("{path}/seen"),
            json!({ "version": 1 }),
            (409, "conflict", ""),
        ),
        (
            "POST",
            "/articles/borte/confirm".to_owned(),
            json!({ "as": "user" }),
            (404, "not_found", ""),
        ),
    ] {
        let told = kari.tagged(method, &door, &etag, body).await;
        let told = told.refused(status, code);
        let named = told.body["field"].as_str().unwrap_or_default();
        assert_eq!(named, field, "{method} {door}: {}", told.whole);
    }
    for door in [
        "/articles?limit=0",
        "/articles?limit=201",
        "/articles?cursor=%00",
        "/articles?cursor=bm8",
        "/articles?sort=best",
        "/articles?colour=red",
        "/articles?mine=kanskje",
        "/prompts?cursor=!",
        "/articles?state=",
        "/document-diff?name=areas.toml&from=1",
        "/articles/%ff",
        "/reports?state=x",
    ] {
        let refused = kari.reads(door).await;
        assert_eq!(refused.status, 400, "{door}: {}", refused.whole);
        refused.refused(400, "bad_request");
    }
    for tag in ["*", "3-7", "\"1\"", "\"1-x\"", "\"1-0\", \"2-0\""] {
        let body = json!({ "fields": good("x"), "base": 1 });
        let told = kari.tagged("PUT", &path, tag, body).await;
        told.refused(400, "bad_request");
    }
    let json = [("content-type", "application/json")];
    for text in [
        "",
        "{",
        "{\"fields\":",
        "\u{0}",
        "nei",
        &"[".repeat(100_000),
    ] {
        let told = kari.sends("POST", "/articles", &json, text).await;
        told.refused(400, "bad_request");
    }
    let text = [("content-type", "text/plain")];
    let told = kari.sends("POST", "/articles", &text, "{}").await;
    told.refused(400, "bad_request");
    let five = json!({ "fields": { "body": "x".repeat(5_000_000) } });
    let told = kari.asks("POST", "/articles", five).await;
    let told = told.refused(413, "too_large");
    assert_eq!(told.body["detail"], "this door takes 2 MB at most");

    let script = "<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))";
    let mut fields = good(script);
    for field in [
        "short",
        "find_it",
        "for_whom",
        "plain",
        "needs_check",
        "owner",
        "body",
    ] {
        fields[field] = json!(script);
    }
    fields["keywords"] = json!([script]);
    fields["share"] = json!({ "nb": script, "nn": script });
    fields["sources"] =
        json!([{ "title": script, "url": "javascript:alert(1)", "kind": script, "why": script }]);
    fields["media"] = json!([{ "title": script, "url": "data:text/html,x", "kind": "film" }]);
    let begun = kari
        .asks("POST", "/articles", json!({ "fields": fields }))
        .await
        .ok();
    assert_eq!(begun.kind, "application/json");
    let html = begun.body["body_html"].as_str().unwrap();
    let safe = |html: &str| {
        !html.contains("<script") && !html.contains("<img") && !html.contains("href=\"javascript")
    };
    assert!(safe(html), "{html}");
    assert_eq!(
        begun.body["fields"]["short"], script,
        "a text is kept as it was written"
    );
    let id = begun.body["id"].as_str().unwrap();
    let stopped = kari.steps(id, json!({ "step": "send_to_review" })).await;
    let stopped = stopped.refused(422, "invalid").body;
    let stops = stopped["advice"].as_array().unwrap().iter();
    assert!(
        stops
            .into_iter()
            .any(|one| one["code"] == "address_wrong" || one["code"] == "source_incomplete")
    );
    for bomb in [
        "*".repeat(199_000),
        "[".repeat(199_000),
        "> ".repeat(99_000),
        "`a".repeat(99_000),
        script.to_owned(),
    ] {
        let preview = json!({ "markdown": bomb, "language": "nb" });
        let told = kari.asks("POST", "/preview", preview).await.ok();
        assert!(safe(told.body["html"].as_str().unwrap()));
    }
    let pasted = json!({ "html": format!("<h1>Tittel</h1><p>Hei {script}</p>") });
    let pasted = kari.asks("POST", "/markdown", pasted).await.ok().body;
    assert!(
        pasted["markdown"]
            .as_str()
            .unwrap()
            .starts_with("## Tittel")
    );
    assert!(!pasted["markdown"].as_str().unwrap().contains("<script"));
    assert!(
        pasted["dropped"]
            .as_array()
            .unwrap()
            .contains(&json!("script"))
    );
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
async fn an_owner_answers_for_what_is_theirs() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let ola = Editor::at(&sidecar, "ola").await;
    let id = kari.publishes(&ola, "Hvem eier denne").await;
    ola.reads("/summary").await.ok();
    let areas = kari.reads("/areas").await.ok();
    let said = json!({ "owner": "Yrkesgruppa", "review_months": 4 });
    let anew = kari
        .tagged("PUT", "/areas/yrkesfag", &areas.etag, said.clone())
        .await
        .ok();
    assert_eq!(
        (&anew.body["owner"], &anew.body["review_months"]),
        (&json!("Yrkesgruppa"), &json!(4))
    );
    kari.tagged("PUT", "/areas/yrkesfag", &areas.etag, said)
        .await
        .refused(412, "changed_meanwhile");
    let members = json!({ "members": ["ola"] });
    let role = kari
        .asks("PUT", "/owners/Yrkesgruppa/members", members)
        .await
        .ok()
        .body;
    assert_eq!(
        (&role["members"], &role["kind"]),
        (&json!(["ola"]), &json!("role"))
    );
    let path = format!("/articles/{id}");
    let whole = kari.reads(&path).await.ok().body;
    assert_eq!(
        (
            &whole["owner"],
            &whole["owner_inherited"],
            &whole["mine"],
            &whole["interval"]
        ),
        (
            &json!("Yrkesgruppa"),
            &json!(true),
            &json!(false),
            &json!(4)
        )
    );
    let confirm = format!("{path}/confirm");
    kari.asks("POST", &confirm, json!({ "as": "owner" }))
        .await
        .refused(403, "not_allowed");
    ola.asks("POST", &confirm, json!({ "as": "owner" }))
        .await
        .ok();
    assert_eq!(
        ola.reads("/summary").await.ok().body["me"],
        json!({ "name": "ola", "owners": ["Yrkesgruppa"] })
    );
    let mine = ola.reads("/articles?mine=true&limit=200").await.ok().body;
    assert!(
        mine["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| row["owner"] == "Yrkesgruppa")
    );
    let over = json!({ "from": "Yrkesgruppa", "to": "kari" });
    let over = ola.asks("POST", "/owners/handover", over).await.ok().body;
    assert_eq!(over["areas"], 1);
    assert_eq!(
        kari.reads(&path).await.ok().body["mine"],
        true,
        "a name leads to whoever has it"
    );

    let promote = json!({ "until": "2099-01-01", "reason": "fagdag" });
    for number in 0..5 {
        let id = kari
            .publishes(&ola, &format!("Løftes fram nummer {number} av flere"))
            .await;
        kari.asks("PUT", &format!("/articles/{id}/promotion"), promote.clone())
            .await
            .ok();
    }
    let full = kari
        .asks("PUT", &format!("{path}/promotion"), promote)
        .await;
    full.refused(409, "promotions_full");
    sidecar.stop().await;
}

#[tokio::test]
async fn what_everybody_should_have_seen_is_signed_for() {
    let mut sidecar = TestSidecar::start().await;
    let kari = Editor::at(&sidecar, "kari").await;
    let ola = Editor::at(&sidecar, "ola").await;
    let mut fields = good("Rutine for sene samtaler");
    fields["routine"] = json!(true);
    fields["owner"] = json!("ola");
    let begun = kari
        .asks("POST", "/articles", json!({ "fields": fields }))
        .await
        .ok();
    let id = begun.body["id"].as_str().unwrap();
    ola.reads("/summary").await.ok();
    assert_eq!(begun.body["seen"], Value::Null);
    kari.steps(id, json!({ "step": "send_to_review" }))
        .await
        .ok();
    let own = json!({ "step": "approve", "reason": "Alene på vakt." });
    kari.steps(id, own).await.ok();
    kari.steps(
        id,
        json!({ "step": "publish", "routine_note": "Ny frist." }),
    )
    .await
    .ok();
    let path = format!("/articles/{id}");
    assert_eq!(
        kari.asks("POST", &format!("{path}/seen"), json!({ "version": 1 }))
            .await
            .status,
        204
    );
    let whole = kari.reads(&path).await.ok().body;
    assert_eq!(whole["seen"], json!({ "by": 1, "of": 2, "me": true }));
    let receipts = ola.reads(&format!("{path}/receipts")).await.ok().body;
    assert_eq!(
        (&receipts["version"], &receipts["by"]),
        (&json!(1), &json!(1))
    );
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
