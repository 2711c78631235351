//! Everybody on the staff reads at the desk, editors write, and whatever else is sent is answered.

use crate::desk::{Editor, good};
use harness::TestSidecar;
use serde_json::{Value, json};

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
