//! Editors see where talks stand and how articles fare: counts by the day, of nobody and no chat.

use feed::incoming::{FeedEvent, Kind};
use harness::{ChatPlatform, DEADLINE, Page, TestSidecar, client, log_in, request};
use journal::{Journal, Uses};
use serde_json::{Value, json};
use std::net::SocketAddr;
use taxonomy::{GuidanceModel, Ring};

const WHO: &str = "dev:veileder 1";
const KNAPP: &str = "muligheter_og_begrensninger";
/// Words that nobody would count by chance.
const MARKER: &str = "Fjellbakkenmarkør";

/// Three messages of a veisøker: the first two are met by prompts alone, the last by articles too.
async fn talk(platform: &mut ChatPlatform, chat: &str) {
    platform.open(chat, WHO).await;
    platform.veisoker(chat, "hei").await;
    let hello = "Hei, og velkommen! Hva vil du bruke samtalen til i dag?";
    platform.veileder(chat, WHO, hello).await;
    let asks =
        format!("lurer på om jeg kommer inn på sykepleie, har 41 poeng og mangler matte, {MARKER}");
    platform.veisoker(chat, &asks).await;
    let answer = "Det kan vi se på sammen. Kravene til sykepleie står på Samordna opptak.";
    platform.veileder(chat, WHO, answer).await;
    let fears = "jeg er redd karakterene mine ikke holder til opptakskravet";
    platform.veisoker(chat, fears).await;
}

struct Editor {
    at: SocketAddr,
    cookie: String,
}

impl Editor {
    async fn at(sidecar: &TestSidecar) -> Self {
        let at = sidecar.address();
        let cookie = log_in(at, "redaktør", "veileder").await;
        Self { at, cookie }
    }

    async fn asks(&self) -> String {
        let path = "/api/ik/coverage";
        request(self.at, "GET", path, "text/plain", &self.cookie, "").await
    }

    async fn map(&self) -> Value {
        let answer = self.asks().await;
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str(body).unwrap()
    }

    /// The map once a field has so many: counting is not waited for by the chat.
    async fn map_with(&self, phase: &str, knapp: Option<&str>, stood: u64) -> Value {
        let counted = async {
            loop {
                let map = self.map().await;
                if field(&map, phase, knapp)["stood"].as_u64() >= Some(stood) {
                    return map;
                }
            }
        };
        tokio::time::timeout(DEADLINE, counted).await.unwrap()
    }
}

fn field<'m>(map: &'m Value, phase: &str, knapp: Option<&str>) -> &'m Value {
    let mut fields = map["fields"].as_array().unwrap().iter();
    let here = |field: &&Value| field["phase"] == phase && field["knapp"] == json!(knapp);
    fields.find(here).unwrap()
}

/// What the store holds once everything is written: so many moments, and how each article fared.
async fn kept(sidecar: &mut TestSidecar) -> (Vec<journal::Place>, Vec<(String, Uses)>) {
    sidecar.stop().await;
    let store = sidecar.folder().join("store");
    let (journal, _, writer) = Journal::open(&store).await.unwrap();
    let since = "2020-01-01".parse().unwrap();
    let places = journal.places(since).await.unwrap();
    let uses = journal.uses(since).await.unwrap().into_iter().collect();
    journal.close().await;
    writer.await.unwrap();
    (places, uses)
}

fn moments(places: &[journal::Place]) -> u64 {
    places.iter().map(|place| place.stood).sum()
}

#[tokio::test]
async fn where_talks_stood_is_told_from_five_on() {
    let mut sidecar = TestSidecar::start().await;
    let editor = Editor::at(&sidecar).await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    for chat in ["a", "b", "c", "d"] {
        talk(&mut platform, chat).await;
    }
    let early = editor.map().await;
    assert_eq!(early["days"], 30);
    let fields = early["fields"].as_array().unwrap();
    let hidden = |field: &Value| {
        field["stood"].is_null() && field["silent"].is_null() && field["verdict"] == "for_faa"
    };
    let told: Vec<_> = fields.iter().filter(|field| !hidden(field)).collect();
    assert!(
        told.iter().all(|field| field["stood"].as_u64() >= Some(5)),
        "{told:?}"
    );
    assert!(
        hidden(field(&early, "kontakt", None)),
        "four times is too few"
    );
    assert!(
        fields
            .iter()
            .all(|field| field["prompts"].as_u64() > Some(0)),
        "what there is is told all the same"
    );
    talk(&mut platform, "e").await;
    let map = editor.map_with("kommunikasjon", Some(KNAPP), 5).await;
    let here = field(&map, "kommunikasjon", Some(KNAPP));
    assert!(
        here["articles"].as_u64() > Some(5) && here["verdict"] != "for_faa",
        "{here}"
    );
    assert_eq!(here["silent"], Value::Null, "it had something to offer");
    assert_eq!(map["searches"]["searches"], 0);
    assert!(
        map.get("total").is_none(),
        "no sum gives a hidden number away"
    );
    let (places, _) = kept(&mut sidecar).await;
    assert_eq!(
        moments(&places),
        15,
        "each message of a veisøker, and no other"
    );
}

#[tokio::test]
async fn a_place_with_nothing_to_offer_is_a_hole() {
    let own = tempfile::tempdir().unwrap();
    for folder in ["articles", "prompts"] {
        std::fs::create_dir(own.path().join(folder)).unwrap();
    }
    let prompt = "[[prompt]]\nid = \"slutt-1\"\nphase = \"konklusjon\"\nkind = \"hjelpespørsmål\"\n\
        depth = \"mild\"\nnb = \"Hva tar du med deg?\"\nnn = \"Kva tek du med deg?\"\n";
    std::fs::write(own.path().join("prompts/a.toml"), prompt).unwrap();
    let mut sidecar =
        TestSidecar::with(|settings| settings.knowledge_base.folder = own.path().to_owned()).await;
    let editor = Editor::at(&sidecar).await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    for chat in ["a", "b", "c", "d", "e"] {
        platform.open(chat, WHO).await;
        platform.veisoker(chat, "hei").await;
    }
    let map = editor.map_with("kontakt", None, 5).await;
    let here = field(&map, "kontakt", None);
    assert_eq!(
        (&here["verdict"], &here["prompts"]),
        (&json!("hull"), &json!(0))
    );
    assert_eq!(
        here["silent"],
        Value::Null,
        "all of them: it spoke fewer than five times"
    );
    let (places, _) = kept(&mut sidecar).await;
    assert!(
        places.iter().all(|place| place.silent == place.stood),
        "{places:?}"
    );
}

#[tokio::test]
async fn a_history_that_is_told_again_counts_once() {
    let mut sidecar = TestSidecar::start().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    platform.open("a", WHO).await;
    let mut said = Vec::new();
    for text in ["hei", "jeg lurer på om jeg kommer inn på sykepleie"] {
        let event = FeedEvent {
            text: Some(text.to_owned()),
            ..platform.next("a", Kind::Message, Some(client()))
        };
        platform.send(event.clone()).await;
        platform.send(event.clone()).await; // a source may send twice
        said.push(event);
    }
    sidecar.restart().await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    for event in said {
        platform.send(event).await;
    }
    let (places, _) = kept(&mut sidecar).await;
    assert_eq!(moments(&places), 2);
}

#[tokio::test]
async fn in_shadow_and_with_the_tracker_off_nothing_is_counted() {
    for shadow in [true, false] {
        let mut sidecar = TestSidecar::with(|settings| {
            settings.tracker.shadow = shadow;
            settings.tracker.enabled = shadow;
        })
        .await;
        let mut platform = ChatPlatform::connect(&sidecar).await;
        talk(&mut platform, "a").await;
        let (places, uses) = kept(&mut sidecar).await;
        assert_eq!((places, uses), (vec![], vec![]), "shadow: {shadow}");
    }
}

#[tokio::test]
async fn an_article_is_counted_when_it_comes_and_when_it_is_used() {
    // A talk that takes no time would use up a minute's budget before it comes to the matter.
    let all_at_once =
        |settings: &mut app::settings::Settings| settings.suggestions.new_a_minute = 20;
    let mut sidecar = TestSidecar::with(all_at_once).await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    talk(&mut platform, "a").await;
    let session = panel.until(|session| session["messages"] == 5).await;
    let offered = session["articles"][0]["id"].as_str().unwrap().to_owned();
    let searched = "fagbrev-som-voksen";
    for article in [&offered, &offered, searched] {
        let used = json!({"type": "used", "article": article});
        panel.send(&used).await;
    }
    for wrong in [MARKER, "", "../etc", &"å".repeat(500)] {
        let used = json!({"type": "used", "article": wrong});
        panel.send(&used).await;
        let problem = loop {
            let frame = panel.next().await;
            if frame["type"] == "problem" {
                break frame;
            }
        };
        assert_eq!(problem["reason"], "no such article");
    }
    // Another message: the article stands, and is not new.
    platform.veisoker("a", "hva er opptakskravet?").await;
    let (_, uses) = kept(&mut sidecar).await;
    let of = |id: &str| uses.iter().find(|(article, _)| article == id).unwrap().1;
    assert_eq!(of(&offered), Uses { shown: 1, used: 2 });
    assert_eq!(of(searched), Uses { shown: 0, used: 1 });
}

#[tokio::test]
async fn what_is_counted_holds_no_word_and_no_id_of_a_chat() {
    let mut sidecar = TestSidecar::start().await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let chat = "samtale-markør-77";
    talk(&mut platform, chat).await;
    let session = panel.until(|session| session["messages"] == 5).await;
    let id = session["id"].as_str().unwrap().to_owned();
    for article in [MARKER, chat, &id] {
        panel
            .send(&json!({"type": "used", "article": article}))
            .await;
    }
    platform.veisoker(chat, "takk").await;
    panel.until(|session| session["messages"] == 6).await;
    let listed = {
        let editor = Editor::at(&sidecar).await;
        request(
            editor.at,
            "GET",
            "/api/articles",
            "text/plain",
            &editor.cookie,
            "",
        )
        .await
    };
    let (places, uses) = kept(&mut sidecar).await;
    assert!(moments(&places) == 4 && !uses.is_empty());
    let model = include_str!("../../../config/guidance-model.toml");
    let model = GuidanceModel::parse("m", model).unwrap();
    for place in &places {
        let known =
            |ring, id: &Option<_>| id.as_ref().is_none_or(|id| model.find(ring, id).is_some());
        assert!(
            known(Ring::Phase, &place.phase) && known(Ring::Knapp, &place.knapp),
            "{place:?}"
        );
    }
    for (article, _) in &uses {
        let entry = format!("\"id\":\"{article}\"");
        assert!(listed.contains(&entry), "{article} is no article");
    }
    for entry in std::fs::read_dir(sidecar.folder().join("store"))
        .unwrap()
        .flatten()
    {
        let Ok(bytes) = std::fs::read(entry.path()) else {
            continue; // a folder
        };
        for marker in [MARKER, chat] {
            let found = bytes
                .windows(marker.len())
                .any(|window| window == marker.as_bytes());
            assert!(!found, "{marker} is in {}", entry.path().display());
        }
    }
}

#[tokio::test]
async fn only_the_staff_is_told_and_told_plainly_when_nothing_can_be_read() {
    let mut sidecar = TestSidecar::start().await;
    let editor = Editor::at(&sidecar).await;
    let stranger = Editor {
        at: sidecar.address(),
        cookie: String::new(),
    };
    assert!(stranger.asks().await.starts_with("HTTP/1.1 401"));
    let store = sidecar.folder().join("store");
    for name in ["journal.db", "journal.db-wal"] {
        std::fs::write(store.join(name), "this is no database".repeat(500)).unwrap();
    }
    let answer = editor.asks().await;
    assert!(
        answer.starts_with("HTTP/1.1 503") && answer.contains("the journal cannot be read"),
        "{answer}"
    );
    sidecar.stop().await;
}
