//! Whatever a server sends, the feed says why it is lost, waits a little and connects again.

use crate::fake_server::{FakeServer, attribute, said};
use crate::recorder::{Feed, Recorder, config};
use feed::LostReason;
use tokio::io::AsyncWriteExt;
use tokio_tungstenite::tungstenite::Message;

const ROOM: &str = "chat-1@chat.localhost";

struct Play {
    server: FakeServer,
    recorder: Recorder,
    folder: tempfile::TempDir,
}

impl Play {
    async fn set() -> Self {
        Self {
            server: FakeServer::start().await,
            recorder: Recorder::new(),
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    fn config(&self) -> feed::xmpp::XmppConfig {
        config(&self.server.url(), self.folder.path())
    }

    async fn until_lost(&self, times: usize) -> LostReason {
        self.recorder
            .until("lost", |all| all.lost().len() >= times)
            .await;
        self.recorder.lost()[times - 1]
    }
}

#[tokio::test]
async fn nonsense_drops_the_connection_and_the_next_is_made() {
    let play = Play::set().await;
    let mut config = play.config();
    config.backoff_max_seconds = 0; // never longer than the shortest: many attempts to make
    let feed = Feed::start(config, &play.recorder);
    let bomb = "<!DOCTYPE m [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>\
                <message xmlns='jabber:client'><body>&b;&b;</body></message>";
    let frames = [
        (Message::text("hei"), LostReason::Nonsense),
        (Message::text("<message"), LostReason::Nonsense),
        (
            Message::text("<message xmlns='jabber:client'><body>hal"),
            LostReason::Nonsense,
        ),
        (Message::text("</stream:stream>"), LostReason::Nonsense),
        (Message::text(bomb), LostReason::Nonsense),
        (Message::text("<a>".repeat(5000)), LostReason::Nonsense),
        (Message::binary(vec![0xff, 0]), LostReason::Nonsense),
        (
            Message::text(format!("<a>{}</a>", "x".repeat(70_000))),
            LostReason::TooLong,
        ),
        (Message::Close(None), LostReason::Closed),
        (
            Message::text("<error xmlns='http://etherx.jabber.org/streams'><conflict/></error>"),
            LostReason::Closed,
        ),
        (
            Message::text("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"),
            LostReason::Closed,
        ),
    ];
    let mut lost = 0;
    for logged_in in [false, true] {
        for (frame, reason) in &frames {
            let mut client = play.server.accept().await;
            if logged_in {
                client.log_in().await;
                client.list(&[]).await;
            } else {
                client.receive().await;
            }
            client.send_message(frame.clone()).await;
            lost += 1;
            assert_eq!(play.until_lost(lost).await, *reason, "{logged_in} {lost}");
        }
    }
    feed.stop().await;
}

#[tokio::test]
async fn the_wrong_element_during_the_login_is_nonsense_and_a_refusal_a_refusal() {
    let play = Play::set().await;
    let feed = Feed::start(play.config(), &play.recorder);

    let mut client = play.server.accept().await;
    client.receive().await;
    client.send("<message xmlns='jabber:client'/>").await;
    assert_eq!(play.until_lost(1).await, LostReason::Nonsense);

    let mut client = play.server.accept().await;
    client.open("").await;
    assert_eq!(play.until_lost(2).await, LostReason::Refused, "no PLAIN");

    let mut client = play.server.accept().await;
    let plain = "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>";
    client.open(plain).await;
    let login = client.receive_with("<auth").await;
    assert!(
        login.contains("AGxlZHNhZ2VyAGhlbW1lbGln"),
        "\\0ledsager\\0hemmelig"
    );
    client
        .send("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>")
        .await;
    assert_eq!(play.until_lost(3).await, LostReason::WrongPassword);

    let stream = play.server.accept_raw().await;
    drop(stream);
    play.until_lost(4).await;
    let mut stream = play.server.accept_raw().await;
    let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\n\r\n").await;
    assert_eq!(play.until_lost(5).await, LostReason::Refused);
    feed.stop().await;
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let play = Play::set().await;
    let mut config = play.config();
    config.connect_timeout_seconds = 1;
    config.request_timeout_seconds = 1;
    let feed = Feed::start(config, &play.recorder);
    let _silent_at_once = play.server.accept_raw().await;
    assert_eq!(play.until_lost(1).await, LostReason::Silent);
    let _silent_at_login = play.server.accept().await;
    assert_eq!(play.until_lost(2).await, LostReason::Silent);
    let _silent_after = play.server.accept_login().await;
    assert_eq!(play.until_lost(3).await, LostReason::Silent);
    feed.stop().await;
}

#[tokio::test]
async fn pauses_grow_while_nobody_answers() {
    let play = Play::set().await;
    let mut config = play.config();
    config.url = "ws://127.0.0.1:1/ws".into();
    config.backoff_min_ms = 100;
    let started = std::time::Instant::now();
    let feed = Feed::start(config, &play.recorder);
    assert_eq!(play.until_lost(4).await, LostReason::Unreachable);
    // at least half of 100 + 200 + 400 ms
    assert!(started.elapsed().as_millis() >= 350);
    feed.stop().await;
}

#[tokio::test]
async fn tls_to_something_that_has_none_is_told_and_no_crash() {
    let play = Play::set().await;
    let mut config = play.config();
    config.url = format!("wss://{}/ws", play.server.address());
    let feed = Feed::start(config, &play.recorder);
    let mut stream = play.server.accept_raw().await;
    let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    drop(stream);
    let reason = play.until_lost(1).await;
    assert!(
        matches!(reason, LostReason::Certificate | LostReason::Unreachable),
        "{reason:?}"
    );
    feed.stop().await;
}

#[tokio::test]
async fn a_setting_that_cannot_work_is_told_at_each_attempt() {
    let play = Play::set().await;
    let mut config = play.config();
    config.password_file = play.folder.path().join("not there");
    let feed = Feed::start(config, &play.recorder);
    play.until_lost(2).await;
    assert!(
        play.recorder
            .lost()
            .iter()
            .all(|r| *r == LostReason::Misconfigured)
    );
    feed.stop().await;
}

#[tokio::test]
async fn what_is_said_while_the_archive_is_read_comes_after_it() {
    let play = Play::set().await;
    let feed = Feed::start(play.config(), &play.recorder);
    let mut client = play.server.accept_login().await;
    client.list(&[ROOM, "annet@chat.localhost"]).await;
    client.let_in(ROOM).await;
    let question = client.receive_with("urn:xmpp:mam:2").await;
    let query = attribute(&question, "queryid").to_owned();
    client.say(ROOM, "s3", "live").await;
    for (id, from, query) in [
        ("s1", ROOM, &*query),
        ("x1", "chat-1@chat.localhost/gjest", &*query), // not the room itself
        ("x2", ROOM, "another"),                        // not what we asked
        ("s2", ROOM, &*query),
    ] {
        client.send(&archived(id, from, query)).await;
    }
    let end = "<fin xmlns='urn:xmpp:mam:2' complete='true'>\
               <set xmlns='http://jabber.org/protocol/rsm'><last>s2</last></set></fin>";
    // an answer of somebody in the room does not count
    client
        .answer(&question, "chat-1@chat.localhost/gjest", end)
        .await;
    client.answer(&question, ROOM, end).await;
    client
        .say("annet@chat.localhost", "s9", "ikke for oss")
        .await;
    client.say(ROOM, "s4", "etterpå").await;
    play.recorder.until_line("veisøker: etterpå").await;
    assert_eq!(
        play.recorder.messages(),
        [
            "veisøker: fra arkivet s1",
            "veisøker: fra arkivet s2",
            "veisøker: live",
            "veisøker: etterpå"
        ]
    );
    assert!(client.sent.iter().all(|frame| !frame.contains("<message")));

    // the next connection asks for what came after the last that was delivered
    drop(client);
    let mut client = play.server.accept_login().await;
    client.list(&[ROOM]).await;
    client.let_in(ROOM).await;
    let question = client.receive_with("urn:xmpp:mam:2").await;
    assert!(question.contains("<after>s4</after>"), "{question}");
    // the archive has forgotten it: asked by time; refused altogether: a gap, and on we go
    for condition in ["item-not-found", "internal-server-error"] {
        let id = attribute(&client.sent[client.sent.len() - 1], "id").to_owned();
        client.send(&refusal(&id, condition)).await;
        if condition == "item-not-found" {
            let question = client.receive_with("urn:xmpp:mam:2").await;
            assert!(question.contains("var='start'"), "{question}");
        }
    }
    client.say(ROOM, "s5", "videre").await;
    play.recorder.until_line("veisøker: videre").await;
    assert!(
        play.recorder
            .lines()
            .contains(&"gap ArchiveUnavailable".to_owned())
    );
    feed.stop().await;
}

#[tokio::test]
async fn a_room_that_was_made_by_entering_is_left_and_a_taken_nick_is_changed() {
    let play = Play::set().await;
    let feed = Feed::start(play.config(), &play.recorder);
    let mut client = play.server.accept_login().await;
    client.list(&[ROOM]).await;
    client.receive_with("/ledsager'").await;
    client
        .send(&format!(
            "<presence xmlns='jabber:client' type='error' from='{ROOM}/ledsager'><error type='cancel'>\
             <conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>"
        ))
        .await;
    client.receive_with("/ledsager_'").await;
    client
        .send(&format!(
            "<presence xmlns='jabber:client' from='{ROOM}/ledsager_'>\
             <x xmlns='http://jabber.org/protocol/muc#user'><status code='110'/><status code='201'/></x></presence>"
        ))
        .await;
    client.receive_with("type='unavailable'").await;
    feed.stop().await;
}

#[tokio::test]
async fn questions_are_answered_and_a_flood_of_words_is_survived() {
    let play = Play::set().await;
    let feed = Feed::start(play.config(), &play.recorder);
    let mut client = play.server.accept_login().await;
    client.list(&[ROOM]).await;
    client
        .send("<iq xmlns='jabber:client' type='get' id='p&apos;1' from='localhost'><ping xmlns='urn:xmpp:ping'/></iq>")
        .await;
    let pong = client.receive_with("type='result'").await;
    assert!(pong.contains("id='p&apos;1'"), "{pong}");
    client
        .send("<iq xmlns='jabber:client' type='get' id='v' from='a@b/c'><query xmlns='jabber:iq:version'/></iq>")
        .await;
    client.receive_with("service-unavailable").await;

    client
        .send(&format!("<presence xmlns='jabber:client' from='{ROOM}/ledsager'><x xmlns='http://jabber.org/protocol/muc#user'><status code='110'/></x></presence>"))
        .await;
    let question = client.receive_with("urn:xmpp:mam:2").await;
    // more than are held while the archive is read: the archive is asked again
    for n in 0..400 {
        client.send(&said(ROOM, &format!("n{n}"), "flom")).await;
    }
    let end = "<fin xmlns='urn:xmpp:mam:2' complete='true'/>";
    client.answer(&question, ROOM, end).await;
    let again = client.receive_with("urn:xmpp:mam:2").await;
    client.answer(&again, ROOM, end).await;
    client.say(ROOM, "s", "ferdig").await;
    play.recorder.until_line("veisøker: ferdig").await;
    feed.stop().await;
}

#[tokio::test]
async fn a_server_whose_clock_is_wrong_is_told_of_and_only_its_own_word_counts() {
    let play = Play::set().await;
    let feed = Feed::start(play.config(), &play.recorder);
    let mut client = play.server.accept_login().await;
    client.list(&[]).await;
    let question = client.receive_with("urn:xmpp:time").await;
    assert_eq!(attribute(&question, "to"), "localhost");
    let ahead = |seconds| {
        let there = chat::Clock::system().now();
        let there = there.plus(std::time::Duration::from_secs(seconds));
        let utc = jiff::Timestamp::from_millisecond(there.millis()).expect("a time");
        format!("<time xmlns='urn:xmpp:time'><tzo>+01:00</tzo><utc>{utc}</utc></time>")
    };
    // Somebody in a room says that it is an hour later; then the server, that it is ninety seconds.
    let hour = ahead(3600);
    client
        .answer(&question, &format!("{ROOM}/gjest"), &hour)
        .await;
    client.answer(&question, "localhost", &ahead(90)).await;
    let heard = |all: &Recorder| !all.clocks().is_empty();
    play.recorder.until("a clock", heard).await;
    let clocks = play.recorder.clocks();
    assert!(
        clocks.len() == 1 && (85_000..95_000).contains(&clocks[0]),
        "{clocks:?}"
    );
    feed.stop().await;

    // One that does not tell, or tells nonsense, is followed all the same.
    let feed = Feed::start(play.config(), &play.recorder);
    let mut client = play.server.accept_login().await;
    client.list(&[ROOM]).await;
    let question = client.receive_with("urn:xmpp:time").await;
    let nonsense = "<time xmlns='urn:xmpp:time'><utc>i går</utc></time>";
    client.answer(&question, "localhost", nonsense).await;
    client.let_in(ROOM).await;
    let question = client.receive_with("urn:xmpp:mam:2").await;
    let end = "<fin xmlns='urn:xmpp:mam:2' complete='true'/>";
    client.answer(&question, ROOM, end).await;
    client.say(ROOM, "s", "hei").await;
    play.recorder.until_line("veisøker: hei").await;
    assert_eq!(play.recorder.clocks().len(), 1);
    feed.stop().await;
}

fn archived(id: &str, from: &str, query: &str) -> String {
    let inner = said(ROOM, id, &format!("fra arkivet {id}"));
    format!(
        "<message xmlns='jabber:client' from='{from}'><result xmlns='urn:xmpp:mam:2' queryid='{query}' id='{id}'>\
         <forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='2026-11-22T10:00:00Z'/>\
         {inner}</forwarded></result></message>"
    )
}

fn refusal(id: &str, condition: &str) -> String {
    format!(
        "<iq xmlns='jabber:client' type='error' id='{id}' from='{ROOM}'><error type='cancel'>\
         <{condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
    )
}
