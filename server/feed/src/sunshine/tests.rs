//! What the platform documents, and what somebody makes up, become events or a word.

use super::*;
use crate::sunshine::config::SunshineConfig;
use chat::{ChatEvent, EventKind, Speaker};
use serde_json::{Value, json};
use std::path::PathBuf;
use tempfile::TempDir;

const KEY: &str = "the-shared-secret-of-a-webhook";
const NOW: i64 = 1_800_000_000_000;

struct Scene {
    folder: TempDir,
    config: SunshineConfig,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| -> PathBuf {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let config = SunshineConfig {
            name: "sunshine".into(),
            key_files: vec![file("key", &format!("{KEY}\n"))],
            app_id: "app1".into(),
            api: None,
            api_key_id_file: None,
            api_secret_file: None,
            bot_sources: vec!["zd:answerBot".into()],
        };
        Self { folder, config }
    }

    fn made(&self) -> Result<Sunshine, String> {
        Sunshine::new(&self.config, 1_000, Duration::from_secs(86_400))
    }

    fn accept(&self, key: &str, body: &[u8]) -> Result<Accepted, Unaccepted> {
        let mut headers = HeaderMap::new();
        headers.insert("x-api-key", key.parse().unwrap());
        let now = Timestamp::from_millis(NOW);
        self.made().unwrap().accept(&headers, body, now)
    }

    fn batch(&self, events: &[Value]) -> Accepted {
        let body = json!({"app": {"id": "app1"}, "webhook": {"id": "w", "version": "v2"}, "events": events});
        self.accept(KEY, body.to_string().as_bytes()).unwrap()
    }

    fn one(&self, event: Value) -> ChatEvent {
        let accepted = self.batch(&[event]);
        assert_eq!(accepted.ignored, [""; 0]);
        accepted.events.into_iter().next_back().unwrap()
    }

    fn words(&self, content: Value) -> String {
        match self.one(message("user", content)).kind {
            EventKind::Message { words, .. } => words.as_str().to_owned(),
            other => panic!("{other:?}"),
        }
    }

    fn ignored(&self, event: Value) -> &'static str {
        let accepted = self.batch(&[event]);
        assert!(accepted.events.is_empty());
        accepted.ignored[0]
    }
}

fn event(kind: &str, payload: Value) -> Value {
    let mut payload = payload;
    payload["conversation"] = json!({"id": "c1", "type": "personal", "brandId": "1"});
    json!({"id": "e1", "type": kind, "createdAt": "2027-01-15T08:00:00.123Z", "payload": payload})
}

fn message(author: &str, content: Value) -> Value {
    event(
        "conversation:message",
        json!({"message": {
            "id": "m1", "received": "2027-01-15T08:00:00.100Z", "content": content,
            "author": {"type": author, "displayName": "Ola", "avatarUrl": "https://x/y.png",
                       "user": {"id": "u", "profile": {"email": "o@example.no"}}},
            "source": {"type": "web", "integrationId": "i"}}}),
    )
}

fn text(text: &str) -> Value {
    json!({"type": "text", "text": text})
}

#[test]
fn a_message_has_the_platforms_id_and_time() {
    let heard = Scene::new().one(message("user", text("hei")));
    assert_eq!(heard.id.as_str(), "m1");
    assert_eq!(heard.conversation.as_str(), "c1");
    assert_eq!(heard.order, Some(1_800_000_000_100));
    assert_eq!(heard.at.millis(), 1_800_000_000_100);
}

#[test]
fn only_who_has_the_key_is_believed() {
    let scene = Scene::new();
    let made = scene.made().unwrap();
    let now = Timestamp::from_millis(NOW);
    let none = made.accept(&HeaderMap::new(), b"{}", now);
    assert_eq!(none.unwrap_err(), Unaccepted::Unsigned);
    for wrong in [
        "",
        "the-shared-secret",
        "the-shared-secret-of-a-webhookX",
        "x",
    ] {
        assert_eq!(
            scene.accept(wrong, b"{}").unwrap_err(),
            Unaccepted::WrongSignature
        );
    }
}

#[test]
fn two_keys_are_good_while_one_is_exchanged_and_what_is_withdrawn_is_not() {
    let mut scene = Scene::new();
    let second = scene.folder.path().join("second");
    std::fs::write(&second, "another-shared-secret").unwrap();
    scene.config.key_files.push(second);
    let made = scene.made().unwrap();
    let good = |key: &str| {
        let mut headers = HeaderMap::new();
        headers.insert("x-api-key", key.parse().unwrap());
        let body = br#"{"events": []}"#;
        made.accept(&headers, body, Timestamp::from_millis(NOW))
            .is_ok()
    };
    assert!(good(KEY) && good("another-shared-secret"));
    std::fs::write(&scene.config.key_files[0], "another-shared-secret\n").unwrap();
    assert!(!good(KEY) && good("another-shared-secret"));
    std::fs::write(&scene.config.key_files[1], KEY).unwrap();
    std::fs::remove_file(&scene.config.key_files[1]).unwrap();
    assert!(good("another-shared-secret") && !good("") && !good(KEY));
}

#[test]
fn who_wrote_is_told_by_kind_and_never_by_name() {
    let scene = Scene::new();
    let speaker = |event: Value| match scene.one(event).kind {
        EventKind::Message { speaker, .. } => speaker,
        other => panic!("{other:?}"),
    };
    assert_eq!(speaker(message("user", text("a"))), Speaker::Veisoker);
    assert_eq!(speaker(message("business", text("a"))), Speaker::Veileder);
    let mut bot = message("business", text("a"));
    bot["payload"]["message"]["source"]["type"] = json!("zd:answerBot");
    assert_eq!(speaker(bot), Speaker::System);
    for subtype in ["AI", "activity"] {
        let mut made = message("business", text("a"));
        made["payload"]["message"]["author"]["subtypes"] = json!([subtype]);
        assert_eq!(speaker(made), Speaker::System);
    }
    assert_eq!(
        scene.ignored(message("nobody", text("a"))),
        "unknown_author"
    );
}

#[test]
fn the_counsellor_is_there_before_their_words_if_the_platform_says_who() {
    let scene = Scene::new();
    let without = scene.batch(&[message("business", text("hei"))]);
    assert_eq!(without.events.len(), 1);
    let mut named = message("business", text("hei"));
    named["payload"]["message"]["author"]["userId"] = json!("agent-7");
    let heard = scene.batch(&[named]).events;
    let EventKind::Join { counsellor, .. } = &heard[0].kind else {
        panic!("nobody came in");
    };
    assert_eq!(counsellor.as_ref().unwrap().as_str(), "agent-7");
    // The veisøker's id is nobody's business.
    let mut users = message("user", text("hei"));
    users["payload"]["message"]["author"]["userId"] = json!("u-1");
    assert_eq!(scene.batch(&[users]).events.len(), 1);
}

#[test]
fn every_kind_of_message_survives_as_words() {
    let scene = Scene::new();
    let rows = [
        (text("hei 👩🏽‍🎓 مرحبا <3"), "hei 👩🏽‍🎓 مرحبا <3"),
        (
            json!({"type": "text", "htmlText": "<p>hei <b>du</b></p><script>1</script>&lt;3"}),
            "hei du\n1<3",
        ),
        (json!({"type": "text", "markdownText": "*hei*"}), "*hei*"),
        (
            json!({"type": "text", "text": "", "actions": [{"text": "Ja"}, {"text": "Nei"}]}),
            "Ja\nNei",
        ),
        (
            json!({"type": "image", "mediaUrl": "https://x/cv.png", "altText": "cv-ola.png"}),
            "[bilde]",
        ),
        (
            json!({"type": "image", "text": "vitnemålet mitt", "mediaUrl": "https://x"}),
            "vitnemålet mitt",
        ),
        (
            json!({"type": "file", "text": "https://x/Ola%20Nordmann.pdf", "altText": "Ola.pdf"}),
            "[fil]",
        ),
        (
            json!({"type": "location", "text": "https://maps.example/?q=1,2", "coordinates": {"lat": 1.0}}),
            "[sted]",
        ),
        (
            json!({"type": "carousel", "items": [{"title": "Rørlegger", "description": "fagbrev"}, {"title": "Snekker"}]}),
            "Rørlegger: fagbrev\nSnekker",
        ),
        (json!({"type": "list", "items": null}), "[liste]"),
        (
            json!({"type": "form", "fields": [{"type": "text", "label": "Hva gjelder det?"}]}),
            "Hva gjelder det?",
        ),
        (
            json!({"type": "formResponse", "textFallback": "Tema: utdanning"}),
            "Tema: utdanning",
        ),
        (
            json!({"type": "formResponse", "textFallback": "E-post: o@example.no", "fields": [
            {"type": "email", "label": "E-post", "email": "o@example.no"},
            {"type": "select", "label": "Tema", "select": [{"label": "Jobb"}]}]}),
            "E-post: [e-post]\nTema: Jobb",
        ),
        (
            json!({"type": "template", "template": {"a": 1}}),
            "[melding]",
        ),
        (
            json!({"type": "what-comes-next-year", "text": "hei"}),
            "hei",
        ),
        (json!({"type": 7}), "[melding]"),
        (json!("text"), "[melding]"),
        (Value::Null, "[melding]"),
    ];
    for (content, words) in rows {
        assert_eq!(scene.words(content.clone()), words, "{content}");
    }
}

#[test]
fn what_is_deleted_goes_under_one_id_however_it_is_told() {
    let scene = Scene::new();
    let mut placeholder = message("user", Value::Null);
    placeholder["payload"]["message"]["deleted"] = json!(true);
    let told = event(
        "conversation:message:delete",
        json!({"message": {"id": "m1"}}),
    );
    for deleted in [placeholder, told] {
        let heard = scene.one(deleted);
        assert_eq!(heard.id.as_str(), "deleted-m1");
        let EventKind::Redact { message } = heard.kind else {
            panic!("not taken back");
        };
        assert_eq!(message.as_str(), "m1");
    }
}

#[test]
fn people_come_and_go_type_and_end() {
    let scene = Scene::new();
    let typing = |author: &str, what: &str| {
        event(
            "conversation:typing",
            json!({"activity": {"type": what, "author": {"type": author},
            "source": {"type": if author == "bot" { "zd:answerBot" } else { "web" }}}}),
        )
    };
    let kind = |event: Value| scene.one(event).kind;
    assert!(matches!(
        kind(typing("user", "typing:start")),
        EventKind::Typing {
            speaker: Speaker::Veisoker,
            on: true
        }
    ));
    assert!(matches!(
        kind(typing("business", "typing:stop")),
        EventKind::Typing {
            speaker: Speaker::Veileder,
            on: false
        }
    ));
    assert!(matches!(
        kind(event("conversation:join", json!({"user": {"id": "u"}}))),
        EventKind::Join {
            counsellor: None,
            ..
        }
    ));
    assert!(matches!(
        kind(event("conversation:leave", json!({"user": {"id": "u"}}))),
        EventKind::Leave {
            speaker: Speaker::Veisoker
        }
    ));
    assert!(matches!(
        kind(event("conversation:remove", json!({}))),
        EventKind::End
    ));
}

#[test]
fn what_is_nobodys_words_is_ignored_by_a_word_of_ours() {
    let scene = Scene::new();
    for (kind, word) in [
        ("conversation:read", "read"),
        ("conversation:create", "create"),
        ("conversation:postback", "postback"),
        ("conversation:message:delivery:channel", "delivery"),
        ("switchboard:passControl", "switchboard"),
        ("client:add", "profile"),
        ("user:merge", "profile"),
        ("something:else", "unknown_type"),
    ] {
        assert_eq!(scene.ignored(event(kind, json!({}))), word);
    }
}

#[test]
fn a_bad_event_takes_nothing_with_it() {
    let scene = Scene::new();
    let mut path = message("user", text("hei"));
    path["payload"]["conversation"]["id"] = json!("../../v2/apps/x");
    let mut empty = message("user", text("hei"));
    empty["payload"]["message"]["id"] = json!("");
    let mut long = message("user", text("hei"));
    long["payload"]["message"]["id"] = json!("x".repeat(201));
    let much = message("user", text(&"å".repeat(501)));
    let bad = [
        path,
        empty,
        long,
        much,
        json!(7),
        json!({"type": "conversation:message"}),
        json!({"id": "e", "type": "conversation:message"}),
        json!({"id": "e", "type": "conversation:message", "payload": {"conversation": {"id": "c1"}}}),
        message("user", text("hei")),
    ];
    let accepted = scene.batch(&bad);
    assert_eq!(accepted.events.len(), 1);
    let words = [
        "bad_id",
        "bad_id",
        "bad_id",
        "too_long",
        "malformed",
        "malformed",
        "malformed",
        "malformed",
    ];
    assert_eq!(accepted.ignored, words);
}

#[test]
fn a_body_that_is_no_batch_is_refused() {
    let scene = Scene::new();
    let deep = format!(
        "{{\"events\": [{}{}]}}",
        "[".repeat(50_000),
        "]".repeat(50_000)
    );
    let many = json!({"events": vec![json!({}); 1_001]}).to_string();
    let foreign = r#"{"app": {"id": "another"}, "events": []}"#;
    for body in [
        "",
        "[]",
        "{}",
        "null",
        "\u{fffd}",
        &deep[..60_000],
        &many,
        foreign,
        r#"{"events": {}}"#,
    ] {
        let refused = scene.accept(KEY, body.as_bytes());
        assert!(
            matches!(refused, Err(Unaccepted::Malformed(_))),
            "{:.20}",
            body
        );
    }
    // As deep as it likes inside an event: that one is not understood, and that is all.
    let accepted = scene.accept(KEY, deep.as_bytes()).unwrap();
    assert!(accepted.events.is_empty() && accepted.ignored == ["malformed"]);
}

#[test]
fn times_that_are_none_do_not_lose_the_message() {
    let scene = Scene::new();
    let mut odd = message("user", text("hei"));
    odd["payload"]["message"]["received"] = json!("i går");
    assert_eq!(scene.one(odd.clone()).at.millis(), 1_800_000_000_123);
    odd["createdAt"] = json!("99999-01-01T00:00:00Z");
    let heard = scene.one(odd);
    assert_eq!((heard.at.millis(), heard.order), (NOW, None));
}

#[test]
fn a_setting_that_cannot_work_is_named() {
    let refused = |change: &dyn Fn(&mut SunshineConfig)| {
        let mut scene = Scene::new();
        let key = scene.config.key_files[0].clone();
        scene.config.api = Some("https://x.zendesk.com/sc".into());
        scene.config.api_key_id_file = Some(key.clone());
        scene.config.api_secret_file = Some(key);
        scene.made().unwrap();
        change(&mut scene.config);
        scene.made().err().unwrap_or_default()
    };
    assert!(refused(&|c| c.key_files.clear()).contains("key_files"));
    assert!(refused(&|c| c.key_files.push("/nowhere".into())).contains("/nowhere"));
    assert!(refused(&|c| c.app_id = "a/b".into()).contains("app_id"));
    assert!(refused(&|c| c.name = String::new()).contains("name"));
    assert!(refused(&|c| c.api = None).contains("go together"));
    for api in [
        "http://x.zendesk.com/sc",
        "https://a:b@x/sc",
        "https://x/sc?a=1",
        "sc",
        "file:///etc",
    ] {
        assert!(
            refused(&|c| c.api = Some(api.into())).contains("api"),
            "{api}"
        );
    }
    let short: Result<SunshineConfig, _> =
        toml::from_str("name = 'a'\nkey_files = []\napp_id = 'a'\nbotsources = []");
    assert!(short.is_err());
}
