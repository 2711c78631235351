//! What a request from Zendesk becomes, and what is made of one that is not Zendesk's.

use super::*;
use crate::Availability;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chat::{ChatEvent, EventKind, Speaker};
use serde_json::{Value, json};
use std::path::PathBuf;
use tempfile::TempDir;

/// The test secret of <https://developer.zendesk.com/documentation/webhooks/verifying/>.
const SECRET: &str = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
const SIGNED_AT: &str = "2025-02-11T14:32:06Z";
/// The example of <https://developer.zendesk.com/api-reference/webhooks/event-types/messaging-events>.
const EXAMPLE: &str = r#"{"account_id":21825834,"detail":{"id":"141"},"event":{"actor":{"id":"zd:answerBot","name":"...","type":"system"},"conversation_id":"67ab5f53a96f98663935c3f2","message":{"body":"Hi there. How can I help you today?","id":"67ab5f55155becd183e284cb"}},"id":"01JQMQH83YNAKWSWJ8B1QH2NSC","subject":"zen:ticket:141","time":"2025-02-11T14:32:05.254571515Z","type":"zen:event-type:messaging_ticket.message_added","zendesk_event_version":"2022-11-06"}"#;
/// Of the two, made with another program.
const SIGNATURE: &str = "l9Y5PK8pF1Zl6Kj6dqgtjmj3jBkXslIG0zDGLzpOawY=";

struct Account {
    zendesk: Zendesk,
    folder: TempDir,
}

impl Account {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secret_files: Vec<PathBuf> = ["first", "second"]
            .map(|name| folder.path().join(name))
            .into();
        std::fs::write(&secret_files[0], format!("{SECRET}\n")).unwrap();
        std::fs::write(&secret_files[1], "another-secret-of-the-tests\n").unwrap();
        let config = ZendeskConfig {
            name: "zendesk".into(),
            secret_files,
            window_seconds: 300,
        };
        let zendesk = Zendesk::new(&config, 20_000).unwrap();
        Self { zendesk, folder }
    }

    fn posted(&self, body: &str) -> Result<Accepted, Unaccepted> {
        let signature = STANDARD.encode(signature::sign(
            SECRET,
            SIGNED_AT.as_bytes(),
            body.as_bytes(),
        ));
        self.posted_with(&signature, SIGNED_AT, body, now())
    }

    fn posted_with(
        &self,
        signature: &str,
        signed_at: &str,
        body: &str,
        now: Timestamp,
    ) -> Result<Accepted, Unaccepted> {
        let mut headers = HeaderMap::new();
        headers.insert("X-Zendesk-Webhook-Signature", signature.parse().unwrap());
        headers.insert(
            "X-Zendesk-Webhook-Signature-Timestamp",
            signed_at.parse().unwrap(),
        );
        self.zendesk.accept(&headers, body.as_bytes(), now)
    }

    fn said(&self, change: impl FnOnce(&mut Value)) -> Accepted {
        let mut event = example();
        change(&mut event);
        self.posted(&event.to_string()).unwrap()
    }
}

fn example() -> Value {
    serde_json::from_str(EXAMPLE).unwrap()
}

fn now() -> Timestamp {
    moment(SIGNED_AT).unwrap()
}

fn seconds(later: i64) -> Timestamp {
    Timestamp::from_millis(now().millis() + later * 1000)
}

fn words(event: &ChatEvent) -> (Speaker, &str) {
    match &event.kind {
        EventKind::Message { speaker, words } => (*speaker, words.as_str()),
        _ => panic!("no message"),
    }
}

#[test]
fn the_documented_example_is_heard_with_its_signature() {
    let account = Account::new();
    let accepted = account
        .posted_with(SIGNATURE, SIGNED_AT, EXAMPLE, now())
        .unwrap();
    let [event] = &accepted.events[..] else {
        panic!("one event")
    };
    assert_eq!(
        words(event),
        (Speaker::System, "Hi there. How can I help you today?")
    );
    assert_eq!(event.id.as_str(), "67ab5f55155becd183e284cb");
    assert_eq!((event.conversation.as_str(), event.derived), ("141", false));
    assert_eq!(
        (event.at.millis(), event.order),
        (1_739_284_325_254, Some(1_739_284_325_254))
    );
    // An older shape has no `conversation_id`, a newer one more than we know.
    let other = account.said(|event| {
        event["event"]
            .as_object_mut()
            .unwrap()
            .remove("conversation_id");
        event["event"]["message"]["mood"] = json!({"is": [1, 2]});
        event["event"]["actor"]["type"] = json!("end_user");
        event["detail"]["id"] = json!(141);
    });
    assert_eq!(words(&other.events[0]).0, Speaker::Veisoker);
    assert_eq!(other.events[0].conversation.as_str(), "141");
}

#[test]
fn what_zendesk_did_not_sign_is_not_read() {
    let account = Account::new();
    let refused = |signature: &str, body: &str| {
        account
            .posted_with(signature, SIGNED_AT, body, now())
            .unwrap_err()
    };
    let wrong = Unaccepted::WrongSignature;
    assert_eq!(refused(SIGNATURE, &EXAMPLE.replace("141", "142")), wrong);
    assert_eq!(
        refused("l9Y5PK8pF1Zl6Kj6dqgtjmj3jBkXslIG0zDGLzpOawA=", EXAMPLE),
        wrong
    );
    assert_eq!(refused("l9Y5PK8p", EXAMPLE), wrong);
    assert_eq!(refused("", EXAMPLE), wrong);
    assert_eq!(refused("not base64", "not even JSON"), wrong);
    let unsigned = |headers: &HeaderMap| {
        account
            .zendesk
            .accept(headers, EXAMPLE.as_bytes(), now())
            .unwrap_err()
    };
    let mut headers = HeaderMap::new();
    assert_eq!(unsigned(&headers), Unaccepted::Unsigned);
    headers.insert("X-Zendesk-Webhook-Signature", SIGNATURE.parse().unwrap());
    assert_eq!(unsigned(&headers), Unaccepted::Unsigned);
}

#[test]
fn a_request_that_was_signed_at_another_time_is_not_believed() {
    let account = Account::new();
    let at = |now| {
        account
            .posted_with(SIGNATURE, SIGNED_AT, EXAMPLE, now)
            .map(|_| ())
    };
    assert_eq!((at(seconds(300)), at(seconds(-300))), (Ok(()), Ok(())));
    assert_eq!(at(seconds(301)), Err(Unaccepted::Stale));
    assert_eq!(at(seconds(-301)), Err(Unaccepted::Stale));
    // A time put in the place of the one that was signed.
    let newer = "2025-02-11T14:38:06Z";
    let replayed = account.posted_with(SIGNATURE, newer, EXAMPLE, seconds(360));
    assert_eq!(replayed.unwrap_err(), Unaccepted::WrongSignature);
    let no_time = STANDARD.encode(signature::sign(SECRET, b"today", EXAMPLE.as_bytes()));
    let said = account.posted_with(&no_time, "today", EXAMPLE, now());
    assert_eq!(said.unwrap_err(), Unaccepted::Stale);
}

#[test]
fn two_secrets_are_good_while_one_is_exchanged_and_one_withdrawn_is_good_no_more() {
    let account = Account::new();
    let by = |secret: &str| {
        let signature = signature::sign(secret, SIGNED_AT.as_bytes(), EXAMPLE.as_bytes());
        let signature = STANDARD.encode(signature);
        account
            .posted_with(&signature, SIGNED_AT, EXAMPLE, now())
            .is_ok()
    };
    assert!(by(SECRET) && by("another-secret-of-the-tests") && !by("a third one that nobody set"));
    let first = account.folder.path().join("first");
    std::fs::write(&first, "a new secret, while it runs\n").unwrap();
    assert!(!by(SECRET) && by("a new secret, while it runs"));
    std::fs::remove_file(first).unwrap();
    assert!(!by("a new secret, while it runs") && by("another-secret-of-the-tests"));
    std::fs::write(account.folder.path().join("second"), "").unwrap();
    assert!(!by("another-secret-of-the-tests") && !by(""));
}

#[test]
fn what_is_not_the_shape_is_refused_without_a_word_of_it() {
    let account = Account::new();
    for body in [
        "",
        "[]",
        "[\"zen:event-type:x\"]",
        "{",
        "null",
        "\"selvmord\"",
        r#"{"type":7}"#,
        r#"{"time":"selvmord"}"#,
    ] {
        let refused = account.posted(body).unwrap_err();
        assert_eq!(refused.code(), "malformed", "{body}");
        assert!(!refused.to_string().contains("selvmord"));
    }
    let without = |path: &[&str]| {
        let mut event = example();
        let (last, parents) = path.split_last().unwrap();
        let parent = parents.iter().fold(&mut event, |at, name| &mut at[*name]);
        parent.as_object_mut().unwrap().remove(*last);
        account.posted(&event.to_string()).map(|_| ())
    };
    for path in [
        &["detail"][..],
        &["detail", "id"],
        &["event"],
        &["event", "actor"],
        &["event", "actor", "type"],
        &["event", "message", "id"],
        &["time"],
    ] {
        assert_eq!(without(path).unwrap_err().code(), "malformed", "{path:?}");
    }
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let beside = account.posted(&format!(r#"{{"type":"x","more":{deep}}}"#));
    assert_eq!(beside.unwrap().ignored, ["unknown_type"]);
    let as_id = EXAMPLE.replace(r#""141""#, &deep);
    assert_eq!(account.posted(&as_id).unwrap_err().code(), "malformed");
}

#[test]
fn other_events_are_counted_by_their_kind_and_ignored() {
    let account = Account::new();
    for (kind, word) in [
        ("zen:event-type:article.published", "other_of_articles"),
        ("zen:event-type:ticket.created", "other_of_tickets"),
        ("zen:event-type:agent.work_item_added", "other_of_agents"),
        (
            "zen:event-type:messaging_ticket.message_eaten",
            "other_of_messaging",
        ),
        ("zen:event-type:../../etc/passwd", "unknown_type"),
        ("messaging_ticket.message_added", "unknown_type"),
    ] {
        let accepted = account.said(|event| event["type"] = json!(kind));
        assert!(accepted.events.is_empty());
        assert_eq!(accepted.ignored, [word], "{kind}");
    }
}

#[test]
fn ids_are_names_and_nothing_else() {
    let account = Account::new();
    for id in [
        "../../etc/passwd",
        "141\r\nx: y",
        "<b>141</b>",
        "🙂",
        "؜١٤١",
        "141'; DROP TABLE",
    ] {
        let accepted = account.said(|event| event["detail"]["id"] = json!(id));
        assert_eq!(accepted.events[0].conversation.as_str(), id);
        assert!(
            !format!("{:?}", accepted.events).contains(id),
            "ids are not shown"
        );
    }
    for id in [json!(""), json!("1".repeat(201))] {
        let bad = account.said(|event| event["detail"]["id"] = id.clone());
        assert_eq!((bad.events.len(), bad.ignored), (0, vec!["bad_id"]));
        let bad = account.said(|event| event["event"]["message"]["id"] = id);
        assert_eq!((bad.events.len(), bad.ignored), (0, vec!["bad_id"]));
    }
}

#[test]
fn a_body_is_heard_as_it_reads() {
    let account = Account::new();
    let heard = |body: Value| {
        let accepted = account.said(|event| {
            event["event"]["actor"]["type"] = json!("end_user");
            event["event"]["message"]["body"] = body;
        });
        accepted
            .events
            .first()
            .map(|event| words(event).1.to_owned())
    };
    for kept in [
        "jeg er < 18 og > 15",
        "👩🏽‍🔧 sveiser? 🙂",
        "مرحبا، هل أنت هنا؟",
        "<3 <hilsen meg>",
        "a & b &amp; c",
    ] {
        assert_eq!(heard(json!(kept)).unwrap(), kept);
    }
    assert_eq!(
        heard(json!(
            "<p>hei &amp; <b>hallo</b></p><p>der<br>borte<script>alert('x<b>')</script></p>"
        ))
        .unwrap(),
        "hei & hallo\nder\nborte"
    );
    assert_eq!(
        heard(json!("se <img src='https://x.example/ola-nordmann.png'>")).unwrap(),
        "se [bilde]"
    );
    for nothing in [json!(null), json!(""), json!(" \n"), json!("<p></p>")] {
        assert_eq!(heard(nothing).unwrap(), "[fil]");
    }
    assert_eq!(heard(json!("a".repeat(20_001))), None);
    let deep = "<div>".repeat(3_000);
    assert_eq!(heard(json!(deep)).unwrap(), "[fil]");
    let long = account.said(|event| event["event"]["message"]["body"] = json!("a".repeat(20_001)));
    assert_eq!(long.ignored, ["too_long"]);
    let empty = account.said(|event| event["event"]["message"]["body"] = json!(""));
    assert_eq!((empty.events.len(), empty.ignored), (0, vec!["empty"]));
}

#[test]
fn an_actor_that_is_not_known_is_heard_as_nobody() {
    let accepted = Account::new().said(|event| event["event"]["actor"]["type"] = json!("robot"));
    assert_eq!(words(&accepted.events[0]).0, Speaker::System);
    assert_eq!(accepted.ignored, ["unknown_actor"]);
}

/// What is told of who answers before a message of this agent, sent so many seconds in and heard then.
fn told(account: &Account, agent: &str, id: &str, sent: i64, heard: i64) -> Option<String> {
    let mut event = example();
    event["event"]["actor"] = match agent {
        "" => json!({"type": "end_user"}),
        agent => json!({"id": agent, "name": "Kari", "type": "agent"}),
    };
    event["event"]["message"]["id"] = json!(id);
    let sent = jiff::Timestamp::from_millisecond(seconds(sent).millis()).unwrap();
    event["time"] = json!(sent.to_string());
    let heard_at = jiff::Timestamp::from_millisecond(seconds(heard).millis())
        .unwrap()
        .to_string();
    let body = event.to_string();
    let signature = STANDARD.encode(signature::sign(
        SECRET,
        heard_at.as_bytes(),
        body.as_bytes(),
    ));
    let accepted = account
        .posted_with(&signature, &heard_at, &body, seconds(heard))
        .unwrap();
    assert_eq!(accepted.events.last().unwrap().id.as_str(), id);
    let [before, _] = &accepted.events[..] else {
        return None;
    };
    assert_eq!(before.id.as_str(), format!("agent-{id}"));
    Some(match &before.kind {
        EventKind::Join { counsellor, .. } => {
            format!("join {}", counsellor.as_ref().unwrap().as_str())
        }
        EventKind::Transfer { counsellor } => format!("transfer {}", counsellor.as_str()),
        _ => panic!("neither"),
    })
}

#[test]
fn an_agent_comes_with_their_first_message_and_another_takes_over_with_theirs() {
    let account = Account::new();
    let said = |agent: &str, id: &str, sent, heard| told(&account, agent, id, sent, heard);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(said("7", "a", 1, 1), some("join 7"));
    assert_eq!(said("7", "b", 2, 2), None);
    assert_eq!(
        said("7", "a", 1, 3),
        some("join 7"),
        "what was not received is told again"
    );
    assert_eq!(said("8", "c", 4, 4), some("transfer 8"));
    assert_eq!(said("7", "b", 2, 5), None, "what comes late changes nobody");
    assert_eq!(said("8", "d", 6, 6), None);
    // A veisøker who writes may have opened a chat that was over, in which nobody is yet.
    assert_eq!(said("", "v", 69, 69), None);
    assert_eq!(said("8", "e", 70, 70), some("join 8"));
    assert_eq!(said("8", "g", 70, 70), None);
    assert_eq!(said("7", "f", 71, 71), some("transfer 7"));
}

#[test]
fn ten_thousand_tickets_take_no_more_room_than_allowed() {
    let account = Account::new();
    for ticket in 0..10_000 {
        let accepted = account.said(|event| {
            event["event"]["actor"] = json!({"id": "7", "type": "agent"});
            event["detail"]["id"] = json!(ticket.to_string());
        });
        assert_eq!(accepted.events.len(), 2);
    }
    assert!(account.zendesk.agents.len() <= agents::MOST);
}

#[test]
fn an_agent_who_takes_conversations_or_not_is_told_of() {
    let account = Account::new();
    let presence = |kind: &str, event: Value| {
        let body = json!({
            "account_id": 2, "detail": {"account_id": "2", "agent_id": "10011", "version": "3"},
            "event": event, "id": "01GX79ST1QX01C889XV42S2J5T", "subject": "zen:agent:10011",
            "time": "2023-05-10T23:31:58.642630335Z", "type": format!("zen:event-type:agent.{kind}"),
        });
        let accepted = account.posted(&body.to_string()).unwrap();
        (accepted.presences.into_iter().next(), accepted.ignored)
    };
    let of_channel = |state: &str, channel: &str| {
        let updated_at = "2023-04-05T23:30:58.642630335Z";
        let event = json!({"previous_state": "x", "new_state": state, "channel": channel, "updated_at": updated_at});
        presence("state_changed", event)
    };
    let (told, ignored) = of_channel("online", "messaging");
    let told = told.unwrap();
    assert_eq!(
        (told.counsellor.as_str(), told.state),
        ("10011", Availability::Online)
    );
    assert_eq!((told.since.millis(), ignored.len()), (1_680_737_458_642, 0));
    assert_eq!(
        of_channel("online", "support"),
        (None, vec!["other_channel"])
    );
    assert_eq!(
        of_channel("dancing", "messaging"),
        (None, vec!["unknown_state"])
    );
    let of_all = |name: &str| {
        let state = json!({"id": "4", "name": name, "reason": "UNKNOWN"});
        presence("unified_state_changed", json!({"new_unified_state": state}))
            .0
            .map(|told| told.state)
    };
    assert_eq!(of_all("Transfers only"), Some(Availability::Away));
    assert_eq!(
        (of_all("offline"), of_all("Lunsj")),
        (Some(Availability::Offline), None)
    );
}
