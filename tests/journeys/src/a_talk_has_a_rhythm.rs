//! A counsellor sees what the newest messages ask of them: an open question, what the talk is about, a
//! warning when they write the other written standard; and what they keep for themselves is offered first.

use crate::desk::Editor;
use harness::{ChatPlatform, Page, TestSidecar, log_in, request};
use serde_json::{Value, json};

const WHO: &str = "dev:veileder 1";

fn questions(session: &Value) -> Vec<&str> {
    let asked = session["rhythm"]["questions"].as_array().unwrap();
    asked
        .iter()
        .map(|one| one["text"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_question_shows_until_it_is_answered() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    platform.veisoker("a", "hei").await;
    platform
        .veisoker(
            "a",
            "eg veit ikkje kva eg skal velje. kva linjer gjev studiekompetanse?",
        )
        .await;
    let asked = panel.until(|session| session["messages"] == 2).await;
    assert_eq!(questions(&asked), ["kva linjer gjev studiekompetanse?"]);
    assert_eq!(asked["rhythm"]["questions"][0]["message"], 2);
    let proposed = asked["rhythm"]["proposed"].as_str();
    assert_eq!(proposed, Some("kva linjer gjev studiekompetanse?"));
    assert_eq!(asked["rhythm"]["other_standard"], Value::Null);

    platform
        .veileder(
            "a",
            WHO,
            "Det er noen linjer å velge mellom, og jeg kan vise deg hvor de står.",
        )
        .await;
    let answered = panel.until(|session| session["messages"] == 3).await;
    assert_eq!(questions(&answered), [""; 0]);
    assert_eq!(answered["rhythm"]["other_standard"], "nb");
    assert_eq!(answered["rhythm"]["drifted"], false);
    sidecar.stop().await;
}

#[tokio::test]
async fn what_somebody_keeps_for_themselves_is_offered_to_them_alone() {
    let mut sidecar = TestSidecar::start().await;
    let mine = Editor::at(&sidecar, "veileder 1").await;
    let own =
        json!({ "nb": "Så fint at du skriver akkurat nå. Hva heter katten?", "phase": "kontakt" });
    mine.asks("POST", "/favourites", own).await.ok();
    let bank = mine
        .reads("/prompts?phase=kontakt&limit=200")
        .await
        .ok()
        .body;
    let mut bank = bank["items"].as_array().unwrap().iter();
    let liked = bank.find(|one| one["knapp"].is_null() && one["safe"] == false);
    let liked = liked.unwrap()["id"].as_str().unwrap();
    let worded = json!({ "prompt": liked, "nb": "Hei hei, her er jeg!", "phase": "kontakt" });
    mine.asks("POST", "/favourites", worded).await.ok();
    let unknown = json!({ "prompt": "finst-ikkje", "nb": "Hei" });
    mine.asks("POST", "/favourites", unknown)
        .await
        .refused(422, "invalid");

    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut other = Page::panel(&sidecar, "veileder 2").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    for (chat, who) in [("a", WHO), ("b", "dev:veileder 2")] {
        platform.open(chat, who).await;
        platform.veisoker(chat, "hei").await;
    }
    let texts = |session: &Value| -> Vec<String> {
        let prompts = session["prompts"].as_array().unwrap().iter();
        prompts
            .map(|one| one["text"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = panel.until(|session| session["messages"] == 1).await;
    let shown = texts(&first);
    assert!(
        shown.contains(&"Hei hei, her er jeg!".to_owned()),
        "{shown:?}"
    );
    assert!(
        shown.iter().any(|text| text.contains("katten")),
        "{shown:?}"
    );
    let mut prompts = first["prompts"].as_array().unwrap().iter();
    let own = prompts.find(|one| one["text"].as_str().unwrap().contains("katten"));
    let copied = json!({ "type": "copied", "session": first["id"], "prompt": own.unwrap()["id"] });
    panel.send(&copied).await;
    let noted = |session: &Value| session["beside"]["copied"] == json!([own.unwrap()["id"]]);
    panel.until(noted).await;
    let others = texts(&other.until(|session| session["messages"] == 1).await);
    assert!(
        !others.iter().any(|text| shown[..2].contains(text)),
        "{others:?}"
    );
    sidecar.stop().await;
}

#[tokio::test]
async fn a_search_is_kept_to_a_group_and_news_are_told() {
    let mut sidecar = TestSidecar::start().await;
    let at = sidecar.address();
    let cookie = log_in(at, "veileder 1", "veileder").await;
    let read = async |path: &str, cookie: &str| -> (bool, Value) {
        let answer = request(at, "GET", path, "", cookie, "").await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let ok = head.starts_with("HTTP/1.1 200");
        (ok, serde_json::from_str(body).unwrap_or(Value::Null))
    };
    let (_, groups) = read("/api/groups", &cookie).await;
    let ids: Vec<&str> = groups["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["id"].as_str().unwrap())
        .collect();
    assert!(ids.contains(&"ungdomsskole") && groups["groups"][0]["name"]["nn"].is_string());

    let search = async |body: Value| -> String {
        request(
            at,
            "POST",
            "/api/search",
            "application/json",
            &cookie,
            &body.to_string(),
        )
        .await
    };
    let all = search(json!({ "query": "norskprøve", "limit": 5 })).await;
    assert!(all.contains("norskkurs-og-norskprove"), "{all}");
    let new = search(json!({ "query": "norskprøve", "limit": 5, "group": "ny-i-norge" })).await;
    assert!(new.contains("norskkurs-og-norskprove"), "{new}");
    let young = search(json!({ "query": "norskprøve", "limit": 5, "group": "ungdomsskole" })).await;
    assert!(!young.contains("norskkurs-og-norskprove"), "{young}");
    let none = search(json!({ "query": "norskprøve", "group": "romvesen" })).await;
    assert!(none.starts_with("HTTP/1.1 400"), "{none}");

    let (_, before) = read("/api/news?since=2020-01-01", &cookie).await;
    assert_eq!(
        before,
        json!({ "articles": [] }),
        "what came with the program is no news"
    );
    let editor = Editor::at(&sidecar, "kari").await;
    let area = editor.reads("/areas").await.ok();
    assert!(area.body.as_array().is_some());
    assert!(!read("/api/news?since=i+g%C3%A5r", &cookie).await.0);
    assert!(!read("/api/news?since=2020-01-01", "").await.0);
    assert!(!read("/api/groups", "").await.0);
    sidecar.stop().await;
}
