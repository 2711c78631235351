//! Editors write, go through and publish articles at their desk; counsellors search them and are offered
//! them at once, and what they report comes back.

use crate::desk::{Editor, good};
use harness::{ChatPlatform, DEADLINE, Page, TestSidecar, log_in, request};
use serde_json::{Value, json};
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
