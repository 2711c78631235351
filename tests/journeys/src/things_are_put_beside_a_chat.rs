//! The counsellor puts things beside a chat: the contract, pins, peace and quiet, where somebody was sent
//! on. What is theirs to read is in memory; what is kept of it holds no word.

use feed::incoming::{FeedEvent, Kind};
use harness::{ChatPlatform, Page, TestSidecar, client, event, log_in, request};
use journal::{Journal, Trace};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const WHO: &str = "dev:veileder 1";
/// Words that nobody would keep by chance.
const MARKER: &str = "Fjellbakkenmarkør";
const SERVICE: &str = "oppfolgingstjenesten";

struct Scene {
    sidecar: TestSidecar,
    platform: ChatPlatform,
    panel: Page,
    id: Value,
}

impl Scene {
    async fn start(change: impl FnOnce(&mut app::settings::Settings)) -> Self {
        let sidecar = TestSidecar::with(change).await;
        let mut panel = Page::panel(&sidecar, "veileder 1").await;
        let mut platform = ChatPlatform::connect(&sidecar).await;
        platform.open("a", WHO).await;
        for happened in said() {
            platform.send(happened).await;
        }
        let id = panel.until(|session| session["messages"] == 3).await["id"].clone();
        Self {
            sidecar,
            platform,
            panel,
            id,
        }
    }

    /// Sends a frame of this kind about the chat.
    async fn put(&mut self, kind: &str, what: Value) {
        let frame = framed(kind, &self.id, what);
        self.panel.send(&frame).await;
    }

    /// Waits until what lies beside the chat is as wanted, and gives it.
    async fn beside(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        let session = self.panel.until(|session| wanted(&session["beside"])).await;
        session["beside"].clone()
    }

    async fn refused(&mut self, frame: &Value) -> String {
        self.panel.send(frame).await;
        loop {
            let answer = self.panel.next().await;
            if answer["type"] == "problem" {
                return answer["reason"].as_str().unwrap().to_owned();
            }
        }
    }

    async fn take_back(&mut self, message: &str) {
        let redact = self.platform.next("a", Kind::Redact, None);
        let redact = FeedEvent {
            message: Some(message.to_owned()),
            ..redact
        };
        self.platform.send(redact).await;
    }

    /// What was done beside the chat once everything is written, and how often people were told of
    /// each service.
    async fn kept(&mut self) -> (Vec<Trace>, BTreeMap<String, u64>) {
        self.sidecar.stop().await;
        let store = self.sidecar.folder().join("store");
        let (journal, remembered, writer) = Journal::open(&store).await.unwrap();
        let session = remembered.open[0].id;
        assert_eq!(json!(session.to_string()), self.id);
        let traces = journal.traces(session).await.unwrap();
        let referrals = journal.referrals("2020-01-01".parse().unwrap()).await;
        journal.close().await;
        writer.await.unwrap();
        let traces = traces.into_iter().map(|traced| traced.trace);
        (traces.collect(), referrals.unwrap())
    }
}

fn framed(kind: &str, session: &Value, what: Value) -> Value {
    let mut frame = json!({"type": kind, "session": session});
    let fields = frame.as_object_mut().unwrap();
    fields.extend(what.as_object().unwrap().clone());
    frame
}

/// Three messages, with ids that do not change: m1, m2, m3.
fn said() -> Vec<FeedEvent> {
    let veileder = harness::counsellor(WHO);
    let texts = [
        (client(), "hei".to_owned()),
        (
            veileder,
            "Hei, og velkommen! Hva vil du bruke samtalen til i dag?".to_owned(),
        ),
        (
            client(),
            format!("jeg går på {MARKER} og vurderer å slutte på vg1"),
        ),
    ];
    let ids = ["m1", "m2", "m3"];
    let told = ids.into_iter().zip(texts);
    told.map(|(id, (author, text))| FeedEvent {
        author: Some(author),
        text: Some(text),
        ..event(id, "a", Kind::Message)
    })
    .collect()
}

fn ids(of: &Value) -> Vec<&str> {
    let all = of.as_array().unwrap().iter();
    all.map(|one| one["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_contract_is_noted_ticked_and_seen_on_every_page_of_the_counsellor() {
    let mut scene = Scene::start(|_| {}).await;
    for text in ["Slutte på vg1?", "  Lærlingplass\n", "Stipend"] {
        scene.put("matter", json!({"text": text})).await;
    }
    let three = |beside: &Value| beside["matters"].as_array().unwrap().len() == 3;
    scene.beside(three).await;
    scene.put("matter", json!({"id": 1, "done": true})).await;
    scene.put("matter", json!({"id": 3, "text": ""})).await;
    let bytte = json!({"id": 2, "text": "Bytte til lære"});
    scene.put("matter", bytte).await;
    scene.put("matter", json!({"text": "Bo hjemme"})).await;
    let agreed = json!([
        {"id": 1, "text": "Slutte på vg1?", "done": true},
        {"id": 2, "text": "Bytte til lære", "done": false},
        {"id": 4, "text": "Bo hjemme", "done": false},
    ]);
    scene.beside(|beside| beside["matters"] == agreed).await;
    let mut second = Page::panel(&scene.sidecar, "veileder 1").await;
    let seen = second.until(|session| session["messages"] == 3).await;
    assert_eq!(seen["beside"]["matters"], agreed);
    let colleague = Page::panel(&scene.sidecar, "veileder 2").await;
    let board = Page::board(&scene.sidecar, "vaktleder").await;
    for page in [colleague, board] {
        assert!(page.frames.iter().all(|frame| !frame.contains("hjemme")));
    }
    scene.sidecar.stop().await;
}

#[tokio::test]
async fn a_pin_stays_with_its_message() {
    let mut scene = Scene::start(|_| {}).await;
    for message in [3, 2, 3] {
        scene
            .put("pin", json!({"message": message, "on": true}))
            .await;
    }
    let numbers = |beside: &Value| -> Vec<u64> {
        let pins = beside["pins"].as_array().unwrap().iter();
        pins.map(|pin| pin["message"].as_u64().unwrap()).collect()
    };
    scene.beside(|beside| numbers(beside) == [2, 3]).await;
    scene.take_back("m1").await;
    scene.beside(|beside| numbers(beside) == [1, 2]).await;
    scene.take_back("m3").await;
    scene.beside(|beside| numbers(beside) == [1]).await;
    scene.put("pin", json!({"message": 1, "on": false})).await;
    scene.beside(|beside| numbers(beside).is_empty()).await;
    let (traces, _) = scene.kept().await;
    let pinned = |trace: &&Trace| matches!(trace, Trace::Pinned { .. });
    assert_eq!(traces.iter().find(pinned), None);
}

#[tokio::test]
async fn a_matter_that_holds_what_is_taken_back_goes_and_the_counsellors_own_stays() {
    let mut scene = Scene::start(|_| {}).await;
    for text in [
        format!("{MARKER} og vurderer å slutte"),
        "Hvilke veier finnes?".to_owned(),
    ] {
        scene.put("matter", json!({"text": text})).await;
    }
    let noted =
        |so_many| move |beside: &Value| beside["matters"].as_array().unwrap().len() == so_many;
    scene.beside(noted(2)).await;
    scene.take_back("m3").await;
    let left = scene.beside(noted(1)).await;
    assert_eq!(left["matters"][0]["text"], "Hvilke veier finnes?");
    scene.sidecar.stop().await;
}

#[tokio::test]
async fn a_muted_chat_goes_on_and_nothing_new_comes_until_it_is_wanted() {
    let mut scene = Scene::start(|settings| settings.suggestions.new_a_minute = 20).await;
    let before = scene.panel.until(|session| session["messages"] == 3).await;
    scene.put("mute", json!({"on": true})).await;
    scene.beside(|beside| beside["muted"] == true).await;
    let answer = "Det kan vi se på sammen. Kravene til sykepleie står på Samordna opptak.";
    let asks = "lurer på om jeg kommer inn på sykepleie, har 41 poeng og mangler matte";
    let fears = "jeg er redd karakterene mine ikke holder til opptakskravet";
    scene.platform.veisoker("a", asks).await;
    scene.platform.veileder("a", WHO, answer).await;
    scene.platform.veisoker("a", fears).await;
    let muted = scene.panel.until(|session| session["messages"] == 6).await;
    assert_ne!(muted["phase"]["value"], before["phase"]["value"]);
    assert_eq!(muted["prompts"], before["prompts"]);
    assert_eq!(muted["articles"], before["articles"]);
    assert_eq!(muted["why"], Value::Null);
    // Asked for, prompts come all the same; articles do not.
    scene.put("more", json!({})).await;
    let more = |session: &Value| session["prompts"] != before["prompts"];
    let more = scene.panel.until(more).await;
    assert_eq!(more["articles"], before["articles"]);
    let quiet: Vec<_> = ids(&more["prompts"])
        .into_iter()
        .map(str::to_owned)
        .collect();
    scene.put("more", json!({})).await;
    let again = |session: &Value| session["prompts"] != more["prompts"];
    scene.panel.until(again).await;
    scene.put("mute", json!({"on": false})).await;
    let heard = |session: &Value| {
        session["beside"]["muted"] == false && !session["articles"].as_array().unwrap().is_empty()
    };
    let heard = scene.panel.until(heard).await;
    assert_ne!(heard["why"], Value::Null);
    let (traces, _) = scene.kept().await;
    let offered = |id: &str| traces.contains(&Trace::PromptOffered(id.to_owned()));
    assert!(ids(&before["prompts"]).into_iter().all(offered));
    let unasked = quiet.iter().any(|id| offered(id));
    assert!(!quiet.is_empty() && !unasked, "{traces:?}");
    let article = Trace::ArticleOffered(ids(&heard["articles"])[0].to_owned());
    assert!(traces.contains(&article));
}

#[tokio::test]
async fn what_was_offered_for_words_that_are_taken_back_goes_from_a_muted_chat_too() {
    let mut scene = Scene::start(|_| {}).await;
    scene.put("mute", json!({"on": true})).await;
    let muted = scene
        .panel
        .until(|session| session["beside"]["muted"] == true);
    assert_ne!(muted.await["prompts"], json!([]));
    scene.take_back("m3").await;
    let left = scene.panel.until(|session| session["messages"] == 2).await;
    assert_eq!(left["prompts"], json!([]));
    scene.sidecar.stop().await;
}

#[tokio::test]
async fn a_referral_is_noted_and_taken_back() {
    let mut scene = Scene::start(|_| {}).await;
    for (service, on) in [
        ("nav", true),
        (SERVICE, true),
        ("nav", true),
        ("nav", false),
    ] {
        let referred = json!({"service": service, "on": on});
        scene.put("referred", referred).await;
    }
    let on_the_phone = json!({"type": "referred", "service": "nav", "on": true});
    scene.panel.send(&on_the_phone).await;
    let told = |beside: &Value| -> Vec<String> {
        let referrals = beside["referrals"].as_array().unwrap().iter();
        let service = |referral: &Value| referral["service"].as_str().unwrap().to_owned();
        referrals.map(service).collect()
    };
    scene
        .put("referred", json!({"service": "krisetelefon", "on": true}))
        .await;
    scene
        .beside(|beside| told(beside) == ["nav", SERVICE, "krisetelefon"])
        .await;
    let (traces, referrals) = scene.kept().await;
    let referral = |trace: &&Trace| matches!(trace, Trace::Referral(_));
    assert_eq!(traces.iter().filter(referral).count(), 3);
    let counts = [("krisetelefon", 1), ("nav", 2), (SERVICE, 1)];
    assert_eq!(referrals, counts.map(|(id, n)| (id.to_owned(), n)).into());
}

#[tokio::test]
async fn after_a_restart_all_but_the_words_is_there_and_no_file_has_a_word() {
    let mut scene = Scene::start(|_| {}).await;
    let session = scene.panel.until(|session| session["messages"] == 3).await;
    let prompt = ids(&session["prompts"])[0].to_owned();
    let article = "fagbrev-som-voksen";
    let canary = "Kanarifuglkontrakten";
    scene
        .put("matter", json!({"text": format!("{canary} {MARKER}")}))
        .await;
    scene.put("pin", json!({"message": 3, "on": true})).await;
    scene.put("bookmark", json!({"on": true})).await;
    for _ in 0..2 {
        scene.put("copied", json!({"prompt": prompt})).await;
        scene.put("used", json!({"article": article})).await;
    }
    scene
        .put("referred", json!({"service": "nav", "on": true}))
        .await;
    let all = |beside: &Value| !beside["referrals"].as_array().unwrap().is_empty();
    let before = scene.beside(all).await;
    assert_eq!(before["matters"].as_array().unwrap().len(), 1);
    scene.sidecar.restart().await;
    scene.panel = Page::panel(&scene.sidecar, "veileder 1").await;
    let silent = scene.beside(|_| true).await;
    assert_eq!(silent["pins"], before["pins"], "it waits for its message");
    // The source tells its history again, but for the first message, and the talk goes on.
    scene.platform = ChatPlatform::connect(&scene.sidecar).await;
    for happened in said().into_iter().skip(1) {
        scene.platform.send(happened).await;
    }
    scene.platform.veisoker("a", "er du der?").await;
    let after = scene.panel.until(|session| session["messages"] == 3).await;
    let after = &after["beside"];
    assert_eq!(
        after["pins"][0]["message"], 2,
        "the message, not the number"
    );
    assert_eq!(after["bookmarked"], true);
    assert_eq!(after["copied"], json!([prompt]));
    assert_eq!(after["used"], json!([article]));
    assert_eq!(after["referrals"], before["referrals"]);
    assert_eq!(after["matters"], json!([]), "words are not kept");
    let (traces, _) = scene.kept().await;
    let so_many = |wanted: Trace| traces.iter().filter(|trace| **trace == wanted).count();
    assert_eq!(so_many(Trace::PromptCopied(prompt.clone())), 1);
    assert_eq!(so_many(Trace::PromptOffered(prompt)), 1);
    assert_eq!(so_many(Trace::ArticleUsed(article.to_owned())), 1);
    assert_eq!(so_many(Trace::Bookmarked), 1);
    let store = scene.sidecar.folder().join("store");
    for file in std::fs::read_dir(store).unwrap().flatten() {
        let Ok(bytes) = std::fs::read(file.path()) else {
            continue; // a folder
        };
        for word in [canary, MARKER] {
            let found = bytes
                .windows(word.len())
                .any(|some| some == word.as_bytes());
            assert!(!found, "{word} is in {}", file.path().display());
        }
    }
}

#[tokio::test]
async fn prompts_are_renewed_when_the_counsellor_wants_them_otherwise() {
    // Without any room for what comes unasked.
    let mut scene = Scene::start(|settings| settings.suggestions.new_a_minute = 0).await;
    let knapp = json!({"ring": "knapp", "value": "meg_i_kontekst"});
    scene.put("place", knapp).await;
    let placed = |session: &Value| session["knapp"]["value"] == "meg_i_kontekst";
    let before = scene.panel.until(placed).await;
    scene.put("depth", json!({"depth": "utfordrende"})).await;
    let bold = |session: &Value| session["beside"]["depth"] == "utfordrende";
    let bold = scene.panel.until(bold).await;
    assert_ne!(ids(&bold["prompts"]), ids(&before["prompts"]));
    scene.put("word", json!({"word": "second"})).await;
    let second = |session: &Value| session["beside"]["word"] == "second";
    let second = scene.panel.until(second).await;
    assert_ne!(ids(&second["prompts"]), ids(&bold["prompts"]));
    assert_eq!(second["beside"]["depth"], "utfordrende");
    // The word was one of that knapp's pair.
    let other = json!({"ring": "knapp", "value": "valg_og_tilfeldigheter"});
    scene.put("place", other).await;
    let beside = scene.beside(|beside| beside["word"].is_null()).await;
    assert_eq!(beside["depth"], "utfordrende");
    scene.put("depth", json!({"depth": null})).await;
    scene.beside(|beside| beside["depth"].is_null()).await;
    scene.sidecar.stop().await;
}

#[tokio::test]
async fn corrections_are_counted_for_the_counsellor_and_undone_with_them() {
    let mut scene = Scene::start(|_| {}).await;
    let session = scene.panel.until(|session| session["messages"] == 3).await;
    let shown = &session["phase"]["value"];
    let counts = |corrected: u64, confirmed: u64| {
        move |beside: &Value| beside["corrected"] == corrected && beside["confirmed"] == confirmed
    };
    let says = |ring: &str, value: &Value| json!({"message": 3, "ring": ring, "value": value});
    scene.put("correct", says("phase", shown)).await;
    scene.beside(counts(0, 1)).await;
    scene
        .put("correct", says("phase", &json!("konklusjon")))
        .await;
    scene.beside(counts(1, 0)).await;
    let knapp = json!("tilpasning_og_motstand");
    scene.put("correct", says("knapp", &knapp)).await;
    scene.beside(counts(2, 0)).await;
    scene.put("release", json!({"ring": "phase"})).await;
    scene.beside(counts(1, 0)).await;
    scene.sidecar.stop().await;
}

#[tokio::test]
async fn who_takes_a_chat_over_gets_the_contract_and_nothing_that_is_somebody_elses() {
    let mut scene = Scene::start(|_| {}).await;
    let says = json!({"message": 3, "ring": "phase", "value": "konklusjon"});
    scene.put("matter", json!({"text": "Bytte til lære"})).await;
    scene.put("correct", says).await;
    scene.put("depth", json!({"depth": "utfordrende"})).await;
    scene.put("mute", json!({"on": true})).await;
    scene.beside(|beside| beside["muted"] == true).await;
    let mut second = Page::panel(&scene.sidecar, "veileder 2").await;
    let to = harness::counsellor("dev:veileder 2");
    let transfer = scene.platform.next("a", Kind::Transfer, Some(to));
    scene.platform.send(transfer).await;
    let taken = second.until(|session| session["id"] == scene.id).await;
    let beside = &taken["beside"];
    assert_eq!(beside["matters"][0]["text"], "Bytte til lære");
    assert_eq!(beside["corrected"], 0);
    assert_eq!(
        (&beside["muted"], &beside["depth"]),
        (&json!(false), &Value::Null)
    );
    scene.sidecar.stop().await;
}

#[tokio::test]
async fn in_shadow_a_count_does_not_tell_what_the_tracker_says() {
    for value in ["kontakt", "kontrakt", "kommunikasjon", "konklusjon"] {
        let mut scene = Scene::start(|settings| settings.tracker.shadow = true).await;
        let says = json!({"message": 3, "ring": "phase", "value": value});
        scene.put("correct", says).await;
        let counted = scene.beside(|beside| beside["corrected"] == 1).await;
        assert_eq!(counted["confirmed"], 0);
        let (traces, _) = scene.kept().await;
        assert_eq!(traces, [], "what is offered there goes by the hand alone");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_in_a_sentence_that_quotes_nothing() {
    let mut scene = Scene::start(|_| {}).await;
    let id = scene.id.clone();
    let here = |kind: &str, what: Value| framed(kind, &id, what);
    let cases = [
        (
            here("matter", json!({"text": " "})),
            "a new matter needs a `text`",
        ),
        (
            here("matter", json!({"id": 7, "text": "x"})),
            "no such matter",
        ),
        (
            here("matter", json!({"text": MARKER.repeat(20)})),
            "`text` of a matter is longer than 200 characters",
        ),
        (
            here("pin", json!({"message": 4, "on": true})),
            "the chat has no such message",
        ),
        (here("depth", json!({"depth": MARKER})), "no such depth"),
        (here("word", json!({"word": "both"})), "no such word"),
        (here("copied", json!({"prompt": MARKER})), "no such prompt"),
        (here("used", json!({"article": MARKER})), "no such article"),
        (
            here("referred", json!({"service": MARKER, "on": true})),
            "no such service",
        ),
        (
            framed("mute", &json!("abc"), json!({"on": true})),
            "no such chat",
        ),
        (
            json!({"type": "referred", "service": "nav", "on": false}),
            "what was noted on the phone cannot be taken back",
        ),
    ];
    for (frame, reason) in cases {
        assert_eq!(scene.refused(&frame).await, reason, "{frame}");
    }
    let mut colleague = Page::panel(&scene.sidecar, "veileder 2").await;
    let not_theirs = framed("bookmark", &id, json!({"on": true}));
    assert_eq!(colleague.refused(&not_theirs).await, "no such chat");
    let (traces, referrals) = scene.kept().await;
    let offered = |trace: &Trace| matches!(trace, Trace::PromptOffered(_));
    assert!(traces.iter().all(offered) && referrals.is_empty());
}

#[tokio::test]
async fn the_staff_is_told_which_services_there_are() {
    let mut sidecar = TestSidecar::start().await;
    let at = sidecar.address();
    let path = "/api/services";
    for role in ["veileder", "vaktleder", "redaktor"] {
        let cookie = log_in(at, "noen", role).await;
        let answer = request(at, "GET", path, "text/plain", &cookie, "").await;
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let told: Value = serde_json::from_str(body).unwrap();
        assert!(ids(&told["services"]).contains(&SERVICE), "{role}");
        let first = &told["services"][0];
        assert!(first["name"]["nb"].is_string() && first["what"]["nn"].is_string());
    }
    let answer = request(at, "GET", path, "text/plain", "", "").await;
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    sidecar.stop().await;
}
