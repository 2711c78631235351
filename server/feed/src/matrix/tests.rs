//! Transactions as Synapse 1.163 sends them, and what we make of them.

use super::*;
use chat::{ChatEvent, EventKind};
use http::{HeaderValue, header};
use serde_json::{Value, json};
use tempfile::TempDir;

const FIRST: &str = "the-first-token-of-the-server";
const SECOND: &str = "the-second-token-of-the-server";
const ROOM: &str = "!8uH5n4gI-yR1GuHmVBfFbZrCmn7Y_KDsSjm3TVexg94";
const NOW: Timestamp = Timestamp::from_millis(1_795_382_205_500);

struct Listener {
    matrix: Matrix,
    folder: TempDir,
}

impl Listener {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("first");
        let second = folder.path().join("second");
        std::fs::write(&first, format!("{FIRST}\n")).unwrap();
        std::fs::write(&second, format!("{SECOND}\n")).unwrap();
        let config = MatrixConfig {
            hs_token_files: vec![first, second],
            user: "@ledsager:c.no".into(),
            aliases: vec!["#veiledning-*:c.no".into()],
            counsellors: vec!["@veileder-*:c.no".into()],
            bots: vec!["@bot:c.no".into()],
            archive: None,
        };
        let matrix = Matrix::open(config, 1000).unwrap();
        Self { matrix, folder }
    }

    fn knock(&self, token: &str, body: &[u8]) -> Result<Accepted, Unaccepted> {
        let mut headers = HeaderMap::new();
        let value = HeaderValue::from_str(&format!("Bearer {token}")).unwrap();
        headers.insert(header::AUTHORIZATION, value);
        self.matrix.accept(&headers, body, NOW)
    }

    fn takes(&self, transaction: &Value) -> Accepted {
        self.knock(FIRST, transaction.to_string().as_bytes())
            .unwrap()
    }

    /// One event, in the words of [`shown`].
    fn hears(&self, event: Value) -> Vec<String> {
        let accepted = self.takes(&json!({"events": [event], "ephemeral": []}));
        let shown = accepted.events.iter().map(shown);
        let ignored = accepted.ignored.iter().map(|why| format!("ignored: {why}"));
        shown.chain(ignored).collect()
    }
}

fn event(id: &str, sender: &str, kind: &str, content: Value) -> Value {
    json!({
        "age": 110, "content": content, "event_id": id, "origin_server_ts": 1_795_382_205_126_i64,
        "room_id": ROOM, "sender": sender, "type": kind, "unsigned": {"age": 110}, "user_id": sender,
    })
}

fn message(id: &str, sender: &str, content: Value) -> Value {
    event(id, sender, "m.room.message", content)
}

fn member(user: &str, membership: &str, before: Option<&str>) -> Value {
    let mut event = event(
        "$m",
        user,
        "m.room.member",
        json!({"membership": membership, "displayname": "Kåre"}),
    );
    event["state_key"] = user.into();
    if let Some(before) = before {
        event["unsigned"]["prev_content"] = json!({"membership": before, "displayname": "Kåre"});
    }
    event
}

fn shown(event: &ChatEvent) -> String {
    let id = event.id.as_str();
    match &event.kind {
        EventKind::Message { speaker, words } => format!("{id} {speaker:?}: {}", words.as_str()),
        EventKind::Redact { message } => format!("{id} redacts {}", message.as_str()),
        EventKind::Join {
            speaker,
            counsellor,
        } => {
            format!(
                "{speaker:?} joins {}",
                counsellor.as_ref().map_or("", |one| one.as_str())
            )
        }
        EventKind::Leave { speaker } => format!("{speaker:?} leaves"),
        EventKind::Typing { speaker, on } => format!("{speaker:?} types {on}"),
        EventKind::Gap { .. } => format!("{id} gap"),
        EventKind::End => "end".into(),
        EventKind::Transfer { .. } => "transfer".into(),
    }
}

#[test]
fn only_who_has_a_token_is_believed_and_two_may_be_valid_at_once() {
    let listener = Listener::new();
    let empty = b"{\"events\":[]}";
    assert!(listener.knock(FIRST, empty).is_ok());
    assert!(listener.knock(SECOND, empty).is_ok());
    let wrong = listener.knock("the-third-token-of-the-server", empty);
    assert_eq!(wrong.unwrap_err(), Unaccepted::WrongSignature);
    let none = listener.matrix.accept(&HeaderMap::new(), empty, NOW);
    assert_eq!(none.unwrap_err(), Unaccepted::Unsigned);

    // Replaced while running: the new one counts at once, the old one no more.
    let third = "the-third-token-of-the-server";
    std::fs::write(listener.folder.path().join("first"), third).unwrap();
    assert!(listener.knock(third, empty).is_ok());
    assert!(listener.knock(SECOND, empty).is_ok());
    assert_eq!(
        listener.knock(FIRST, empty).unwrap_err(),
        Unaccepted::WrongSignature
    );
    // Too short to count, so that an emptied file admits nobody.
    std::fs::write(listener.folder.path().join("first"), "\n").unwrap();
    assert_eq!(
        listener.knock("", empty).unwrap_err(),
        Unaccepted::WrongSignature
    );
}

#[test]
fn what_is_written_is_heard_with_the_servers_id_and_time() {
    let listener = Listener::new();
    let said = message(
        "$1",
        "@gjest:c.no",
        json!({"msgtype": "m.text", "body": "hei 🙂 שלום"}),
    );
    let accepted = listener
        .takes(&json!({"events": [said], "ephemeral": [], "de.sorunome.msc2409.to_device": []}));
    let [event] = &accepted.events[..] else {
        panic!("one event");
    };
    assert_eq!(shown(event), "$1 Veisoker: hei 🙂 שלום");
    assert_eq!(event.conversation.as_str(), ROOM);
    assert_eq!(
        (event.order, event.at.millis()),
        (Some(1_795_382_205_126), 1_795_382_205_126)
    );
}

#[test]
fn each_kind_of_message_is_heard_as_text_or_as_a_mark() {
    let listener = Listener::new();
    for (content, heard) in [
        (
            json!({"msgtype": "m.text", "body": "hei", "format": "org.matrix.custom.html", "formatted_body": "<b>hei</b>"}),
            "Veileder: hei",
        ),
        (
            json!({"msgtype": "m.notice", "body": "chatten varer i 30 min"}),
            "System: chatten varer i 30 min",
        ),
        (
            json!({"msgtype": "m.emote", "body": "nikker"}),
            "Veileder: nikker",
        ),
        (
            json!({"msgtype": "m.image", "body": "pass.jpg", "url": "mxc://c.no/x"}),
            "Veileder: [bilde]",
        ),
        (
            json!({"msgtype": "m.image", "body": "fra i går", "filename": "pass.jpg"}),
            "Veileder: [bilde] fra i går",
        ),
        (
            json!({"msgtype": "m.file", "body": "cv.pdf", "filename": "cv.pdf"}),
            "Veileder: [fil]",
        ),
        (
            json!({"msgtype": "m.location", "body": "geo:59,10"}),
            "Veileder: [sted]",
        ),
        (
            json!({"msgtype": "no.example.new", "body": "noe nytt"}),
            "Veileder: noe nytt",
        ),
        (
            json!({"msgtype": "m.text", "body": "> <@gjest:c.no> hva nå?\n> hm\n\nvi ser på det",
                   "m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}}),
            "Veileder: vi ser på det",
        ),
        (
            json!({"msgtype": "m.text", "body": "> slik siterer jeg\n\nselv"}),
            "Veileder: > slik siterer jeg\n\nselv",
        ),
    ] {
        let said = listener.hears(message("$1", "@veileder-1:c.no", content));
        assert_eq!(said, [format!("$1 {heard}")]);
    }
    for (content, why) in [
        (json!({}), "taken_back"),
        (json!({"msgtype": "m.text", "body": 5}), "malformed_event"),
        (json!({"msgtype": "m.text", "body": "  "}), "empty"),
        (
            json!({"msgtype": "m.text", "body": "x".repeat(1001)}),
            "too_long",
        ),
    ] {
        let said = listener.hears(message("$1", "@veileder-1:c.no", content));
        assert_eq!(said, [format!("ignored: {why}")]);
    }
}

#[test]
fn a_correction_takes_the_place_of_what_stood_there() {
    let listener = Listener::new();
    let correction = |id: &str, sender: &str| {
        message(
            id,
            sender,
            json!({"msgtype": "m.text", "body": "* hallo", "m.new_content": {"msgtype": "m.text", "body": "hallo"},
                   "m.relates_to": {"rel_type": "m.replace", "event_id": "$1"}}),
        )
    };
    let redaction = |of: &str| {
        event(
            "$r",
            "@gjest:c.no",
            "m.room.redaction",
            json!({"redacts": of, "reason": "oi"}),
        )
    };
    listener.hears(message(
        "$1",
        "@gjest:c.no",
        json!({"msgtype": "m.text", "body": "hei"}),
    ));
    for _ in 0..2 {
        let heard = listener.hears(correction("$2", "@gjest:c.no"));
        assert_eq!(heard, ["$2/replaces redacts $1", "$2 Veisoker: hallo"]);
    }
    let heard = listener.hears(correction("$3", "@gjest:c.no"));
    assert_eq!(heard, ["$3/replaces redacts $2", "$3 Veisoker: hallo"]);
    assert_eq!(
        listener.hears(correction("$4", "@veileder-1:c.no")),
        ["ignored: not_theirs"]
    );
    // Who takes back the message takes back what it says now.
    assert_eq!(listener.hears(redaction("$1")), ["$r redacts $3"]);
    assert_eq!(
        listener.hears(redaction("$unknown")),
        ["$r redacts $unknown"]
    );
}

#[test]
fn coming_and_going_is_told_by_role() {
    let listener = Listener::new();
    let (guest, counsellor) = ("@gjest:c.no", "@Veileder-1:c.no");
    for (event, heard) in [
        (member(guest, "join", Some("invite")), "Veisoker joins "),
        (
            member(counsellor, "join", None),
            "Veileder joins @veileder-1:c.no",
        ),
        (member(guest, "join", Some("join")), "ignored: profile"),
        (member(guest, "invite", None), "ignored: membership"),
        (
            member(guest, "leave", Some("invite")),
            "ignored: membership",
        ),
        (member(guest, "leave", Some("join")), "Veisoker leaves"),
        (member(guest, "ban", Some("join")), "Veisoker leaves"),
        (member("@bot:c.no", "leave", Some("join")), "ignored: bot"),
        (
            member("@ledsager:c.no", "join", Some("invite")),
            "ignored: own",
        ),
    ] {
        assert_eq!(listener.hears(event), [heard]);
    }
    let mut closed = event(
        "$t",
        counsellor,
        "m.room.tombstone",
        json!({"body": "flyttet"}),
    );
    closed["state_key"] = "".into();
    assert_eq!(listener.hears(closed), ["end"]);
}

#[test]
fn a_list_of_typists_becomes_who_began_and_who_stopped() {
    let listener = Listener::new();
    let typing = |users: Value| {
        let typing = json!({"type": "m.typing", "room_id": ROOM, "content": {"user_ids": users}});
        let presence = json!({"type": "m.presence", "sender": "@gjest:c.no", "content": {"presence": "offline"}});
        let accepted = listener.takes(&json!({"events": [], "ephemeral": [typing, presence]}));
        assert_eq!(accepted.ignored, ["presence"]);
        accepted.events.iter().map(shown).collect::<Vec<_>>()
    };
    assert_eq!(typing(json!(["@gjest:c.no"])), ["Veisoker types true"]);
    assert_eq!(
        typing(json!(["@gjest:c.no", "@veileder-1:c.no"])),
        ["Veileder types true"]
    );
    assert_eq!(
        typing(json!(["@veileder-1:c.no"])),
        ["Veisoker types false"]
    );
    assert_eq!(typing(json!([])), ["Veileder types false"]);
}

#[test]
fn one_bad_event_does_not_hold_up_the_others() {
    let listener = Listener::new();
    let good = message(
        "$1",
        "@gjest:c.no",
        json!({"msgtype": "m.text", "body": "hei"}),
    );
    let mut elsewhere = good.clone();
    elsewhere["room_id"] = "../../admin".into();
    let mut nameless = good.clone();
    nameless["event_id"] = "$".into();
    let mut long = good.clone();
    long["room_id"] = format!("!{}", "x".repeat(200)).into();
    let locked = event(
        "$2",
        "@gjest:c.no",
        "m.room.encrypted",
        json!({"ciphertext": "x"}),
    );
    let events = json!([5, {"type": "m.room.message"}, elsewhere, nameless, long, locked,
        event("$3", "@gjest:c.no", "m.reaction", json!({})), good]);
    let accepted = listener.takes(&json!({"events": events}));
    let shown: Vec<_> = accepted.events.iter().map(shown).collect();
    assert_eq!(
        shown,
        [format!("encrypted/{ROOM} gap"), "$1 Veisoker: hei".into()]
    );
    assert_eq!(
        accepted.ignored,
        [
            "malformed_event",
            "malformed_event",
            "bad_id",
            "bad_id",
            "bad_id",
            "unknown_type"
        ]
    );
    for body in ["", "[]", "{\"events\": 5}", "\u{fffe}"] {
        let refused = listener.knock(FIRST, body.as_bytes());
        assert!(matches!(refused, Err(Unaccepted::Malformed(_))), "{body}");
    }
}
