//! Two people chat; the feed hears who says what, who comes and goes, and says nothing itself.

use crate::prosody::Prosody;
use crate::recorder::{Feed, KARI, LISTENER, Recorder, config};
use crate::two_people::TwoPeople;
use chat::{EventKind, Speaker};

/// A server with three accounts, the two people logged in, and where things lie.
pub struct Stage {
    pub prosody: Prosody,
    pub people: TwoPeople,
    pub folder: tempfile::TempDir,
    pub recorder: Recorder,
}

pub const ROOM: &str = "chat-1@chat.localhost";
pub const VEISOKER: &str = "veisoker";
pub const VEILEDER: &str = "veileder";

impl Stage {
    /// `None` if a partner is to be left out.
    pub async fn set(more: &str) -> Option<Self> {
        let accounts = [(LISTENER, "hemmelig"), ("gjest", "gjest"), ("kari", "kari")];
        let prosody = Prosody::start(&accounts, more).await?;
        let people = log_in(&prosody).await?;
        Some(Self {
            prosody,
            people,
            folder: tempfile::tempdir().expect("a temporary folder"),
            recorder: Recorder::new(),
        })
    }

    pub fn listen(&self) -> Feed {
        let config = config(&self.prosody.url(), self.folder.path());
        Feed::start(config, &self.recorder)
    }

    /// Both are in the room.
    pub async fn meet(&mut self) {
        self.people.join(VEISOKER, ROOM, "gjest 4711").await;
        self.people.join(VEILEDER, ROOM, "Kari").await;
    }

    /// The listener's side as the server saw it: it asked, and never spoke.
    pub fn assert_we_never_spoke(&self) {
        let received = self.prosody.received_from(LISTENER);
        let asked = |what: &str| received.iter().any(|stanza| stanza.contains(what));
        assert!(asked("disco#items"), "the log was read: {received:#?}");
        for stanza in &received {
            assert!(!stanza.starts_with("<message"), "{stanza}");
        }
        // the same log shows the message of somebody who did speak
        let others = self.prosody.received_from("gjest");
        assert!(others.iter().any(|stanza| stanza.starts_with("<message")));
        let archive = self.prosody.archive_of(ROOM);
        assert!(!archive.contains(LISTENER), "{archive}");
    }
}

pub async fn log_in(prosody: &Prosody) -> Option<TwoPeople> {
    let people = [
        (VEISOKER, "gjest@localhost", "gjest"),
        (VEILEDER, KARI, "kari"),
    ];
    TwoPeople::log_in(prosody.client_port(), &people).await
}

#[tokio::test]
async fn in_order_with_the_right_speakers_and_without_a_word_from_us() {
    let Some(mut stage) = Stage::set("").await else {
        return;
    };
    stage.meet().await;
    // said before we listen: it comes from the archive
    stage.people.say(VEISOKER, "Hei, er det noen her?").await;
    stage.people.say(VEILEDER, "Hei! Ja, jeg heter Kari.").await;
    let feed = stage.listen();
    stage
        .recorder
        .until_line("veileder: Hei! Ja, jeg heter Kari.")
        .await;

    // said while we listen: with what XML must escape, and a line break
    let live = "Jeg liker <matte> & \"fysikk\",\nmen ikke 'kjemi' 🙂";
    stage.people.types(VEISOKER, true).await;
    let said = stage.people.say(VEISOKER, live).await;
    stage.people.set_subject(VEISOKER, "studievalg").await;
    stage.people.say(VEILEDER, "Fortell mer.").await;
    stage.recorder.until_line("veileder: Fortell mer.").await;
    assert_eq!(
        stage.recorder.lines(),
        [
            "veisøker joins",
            "veileder joins as kari@localhost",
            "veisøker: Hei, er det noen her?",
            "veileder: Hei! Ja, jeg heter Kari.",
            &format!("veisøker: {live}"),
            "veileder: Fortell mer.",
        ]
    );
    let events = stage.recorder.events();
    assert!(
        events
            .iter()
            .all(|event| event.conversation.as_str() == ROOM)
    );
    assert!(
        events
            .iter()
            .any(|event| event.id.as_str() == said.stanza_id)
    );
    let typing = |event: &chat::ChatEvent| match event.kind {
        EventKind::Typing { speaker, on } => speaker == Speaker::Veisoker && on,
        _ => false,
    };
    assert!(events.iter().any(typing));

    stage.people.leave(VEISOKER).await;
    stage.recorder.until_line("veisøker leaves").await;
    feed.stop().await;
    stage.assert_we_never_spoke();
    let archive = stage.prosody.archive_of(ROOM);
    assert!(
        archive.contains("gjest"),
        "the archive can be read: {archive}"
    );
    stage.people.quit().await;
}

#[tokio::test]
async fn where_addresses_are_hidden_the_nick_tells_who_is_the_counsellor() {
    let Some(mut stage) = Stage::set("muc_room_default_public_jids = false").await else {
        return;
    };
    stage.people.join(VEISOKER, ROOM, "Kari Nordmann").await;
    stage.people.join(VEILEDER, ROOM, "Veileder 2").await;
    stage.people.say(VEILEDER, "Hei!").await;
    let mut config = config(&stage.prosody.url(), stage.folder.path());
    config.rooms[0].counsellor_nicks = Some("Veileder*".into());
    let feed = Feed::start(config, &stage.recorder);
    stage.recorder.until_line("veileder: Hei!").await;
    stage.people.say(VEISOKER, "Hei.").await;
    stage.recorder.until_line("veisøker: Hei.").await;
    assert_eq!(
        stage.recorder.lines(),
        [
            "veisøker joins",
            "veileder joins as Veileder 2",
            "veileder: Hei!",
            "veisøker: Hei.",
        ]
    );
    feed.stop().await;
    stage.assert_we_never_spoke();
}

#[tokio::test]
async fn what_is_corrected_or_taken_back_is_redacted() {
    let Some(mut stage) = Stage::set("").await else {
        return;
    };
    stage.meet().await;
    let feed = stage.listen();
    let first = stage.people.say(VEISOKER, "jeg bor i Storgata 5").await;
    let better = stage
        .people
        .correct(VEISOKER, &first.id, "jeg bor i byen")
        .await;
    let second = stage.people.say(VEISOKER, "og heter Ola").await;
    stage.people.retract(VEISOKER, &second.stanza_id).await;
    // not hers to take back
    stage.people.retract(VEILEDER, &better.stanza_id).await;
    stage.people.say(VEILEDER, "Det er i orden.").await;
    stage.recorder.until_line("veileder: Det er i orden.").await;
    assert_eq!(
        stage.recorder.lines()[2..],
        [
            "veisøker: jeg bor i Storgata 5".to_owned(),
            format!("redact {}", first.stanza_id),
            "veisøker: jeg bor i byen".to_owned(),
            "veisøker: og heter Ola".to_owned(),
            format!("redact {}", second.stanza_id),
            "veileder: Det er i orden.".to_owned(),
        ]
    );
    feed.stop().await;
    stage.assert_we_never_spoke();
}

#[tokio::test]
async fn a_new_nick_is_no_leaving_and_a_destroyed_room_is_the_end() {
    let Some(mut stage) = Stage::set("").await else {
        return;
    };
    stage.meet().await;
    let feed = stage.listen();
    stage
        .recorder
        .until_line("veileder joins as kari@localhost")
        .await;
    stage.people.rename(VEISOKER, "gjest 12").await;
    stage.people.say(VEISOKER, "nytt navn").await;
    stage.recorder.until_line("veisøker: nytt navn").await;
    stage.people.destroy_room(VEISOKER).await;
    stage.recorder.until_line("end").await;
    assert_eq!(
        stage.recorder.lines(),
        [
            "veisøker joins",
            "veileder joins as kari@localhost",
            "veisøker: nytt navn",
            "end",
        ]
    );
    feed.stop().await;
    stage.assert_we_never_spoke();
}

#[tokio::test]
async fn a_room_that_matches_no_rule_is_not_entered() {
    let Some(mut stage) = Stage::set("").await else {
        return;
    };
    stage
        .people
        .join(VEISOKER, "lunsj@chat.localhost", "gjest")
        .await;
    stage.people.say(VEISOKER, "hva skal vi spise?").await;
    stage.people.join(VEILEDER, ROOM, "Kari").await;
    let feed = stage.listen();
    stage
        .recorder
        .until_line("veileder joins as kari@localhost")
        .await;
    assert_eq!(stage.recorder.lines().len(), 1);
    feed.stop().await;
    let received = stage.prosody.received_from(LISTENER);
    assert!(!received.iter().any(|stanza| stanza.contains("lunsj")));
}
