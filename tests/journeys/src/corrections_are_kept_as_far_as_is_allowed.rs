//! The counsellor corrects the ring with one click: it moves, and as much is kept as the service
//! allows; undone, replaced or taken back by the veisøker, it is gone.

use feed::incoming::{FeedEvent, Kind};
use harness::{ChatPlatform, Page, TestSidecar, client};
use journal::{Correction, CorrectionId, Journal, Month, Record};
use serde_json::{Value, json};
use taxonomy::Ring;

const WHO: &str = "dev:veileder 1";

struct Scene {
    sidecar: TestSidecar,
    platform: ChatPlatform,
    panel: Page,
    session: Value,
}

impl Scene {
    /// A chat of three messages on the counsellor's panel.
    async fn start(change: impl FnOnce(&mut app::settings::Settings)) -> Self {
        let sidecar = TestSidecar::with(change).await;
        let mut panel = Page::panel(&sidecar, "veileder 1").await;
        let mut platform = ChatPlatform::connect(&sidecar).await;
        platform.open("a", WHO).await;
        platform.veisoker("a", "hei").await;
        platform
            .veileder(
                "a",
                WHO,
                "Hei, og velkommen! Hva vil du bruke samtalen til i dag?",
            )
            .await;
        platform
            .veisoker("a", "ring meg på 99887766, jeg vurderer å slutte på skolen")
            .await;
        let session = panel.until(|session| session["messages"] == 3).await;
        Self {
            sidecar,
            platform,
            panel,
            session,
        }
    }

    fn frame(&self, message: usize, ring: &str, value: Option<&str>) -> Value {
        json!({"type": "correct", "session": self.session["id"], "message": message, "ring": ring, "value": value})
    }

    async fn correct(&mut self, message: usize, ring: &str, value: Option<&str>) -> Value {
        let frame = self.frame(message, ring, value);
        self.panel.send(&frame).await;
        self.panel
            .until(|session| {
                session[ring]["by_hand"] == true && session[ring]["value"] == json!(value)
            })
            .await
    }

    /// The same, once it is said to be kept.
    async fn keep(&mut self, message: usize, ring: &str, value: Option<&str>) {
        self.correct(message, ring, value).await;
        self.panel
            .until(|session| {
                session[ring]["value"] == json!(value)
                    && session["kept"].as_array().unwrap().contains(&json!(ring))
            })
            .await;
    }

    async fn release(&mut self, ring: &str) {
        let release = json!({"type": "release", "session": self.session["id"], "ring": ring});
        self.panel.send(&release).await;
        self.panel
            .until(|session| session[ring]["by_hand"] == false)
            .await;
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

    /// What is kept once everything is written.
    async fn kept(&mut self) -> Vec<Correction> {
        self.sidecar.stop().await;
        let store = self.sidecar.folder().join("store");
        Journal::corrections_in(&store).await.unwrap()
    }

    fn values(kept: &[Correction]) -> Vec<&str> {
        let value = |one: &'_ Correction| one.value.is_some();
        assert!(kept.iter().all(value));
        kept.iter()
            .map(|one| one.value.as_ref().unwrap().as_str())
            .collect()
    }
}

#[tokio::test]
async fn one_click_moves_the_ring_and_is_kept_without_words() {
    let mut scene = Scene::start(|_| {}).await;
    let tracked = scene.session["phase"]["value"].clone();
    scene.keep(3, "phase", Some("konklusjon")).await;
    let kept = scene.kept().await;
    let [one] = kept.as_slice() else {
        panic!("one correction, not {}", kept.len())
    };
    assert_eq!(
        (one.ring, one.value.as_ref().unwrap().as_str()),
        (Ring::Phase, "konklusjon")
    );
    assert_eq!(json!(one.was.value.as_ref().unwrap().as_str()), tracked);
    assert!(one.was.p > 0.0 && one.was.p <= 1.0);
    assert!(
        !one.shadow && one.model.starts_with("small"),
        "{}",
        one.model
    );
    assert!(one.lesson.is_some() && one.words.is_none());
    assert!(one.month.year >= 2025 && (1..=12).contains(&one.month.month));
}

#[tokio::test]
async fn what_was_kept_is_there_after_a_restart() {
    let mut scene = Scene::start(|_| {}).await;
    scene.keep(3, "knapp", None).await;
    scene.sidecar.restart().await;
    let kept = scene.kept().await;
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].ring, &kept[0].value), (Ring::Knapp, &None));
}

#[tokio::test]
async fn a_click_on_what_the_ring_shows_confirms_it() {
    let mut scene = Scene::start(|_| {}).await;
    let shown = scene.session["phase"]["value"].as_str().unwrap().to_owned();
    scene.keep(3, "phase", Some(&shown)).await;
    let kept = scene.kept().await;
    assert_eq!(kept[0].value, kept[0].was.value);
}

#[tokio::test]
async fn the_message_that_was_seen_counts_and_not_the_newest() {
    let mut scene = Scene::start(|_| {}).await;
    // The tracker's reading of the very first message is another than that of the third.
    scene.keep(1, "phase", Some("konklusjon")).await;
    let kept = scene.kept().await;
    assert_eq!(kept[0].was.value.as_ref().unwrap().as_str(), "kontakt");
}

#[tokio::test]
async fn undone_it_is_gone() {
    let mut scene = Scene::start(|_| {}).await;
    scene.keep(3, "phase", Some("konklusjon")).await;
    scene.keep(3, "knapp", Some("meg_i_kontekst")).await;
    scene.release("phase").await;
    let kept = scene.kept().await;
    assert_eq!(Scene::values(&kept), ["meg_i_kontekst"]);
}

#[tokio::test]
async fn the_same_message_again_replaces_and_another_adds() {
    let mut scene = Scene::start(|_| {}).await;
    scene.keep(3, "phase", Some("konklusjon")).await;
    scene.keep(3, "phase", Some("kontrakt")).await;
    scene.platform.veisoker("a", "jeg tør ikke").await;
    scene.panel.until(|session| session["messages"] == 4).await;
    scene.keep(4, "phase", Some("kommunikasjon")).await;
    let kept = scene.kept().await;
    let mut values = Scene::values(&kept);
    values.sort_unstable();
    assert_eq!(values, ["kommunikasjon", "kontrakt"]);
}

/// A message, and a correction made once it was said, two messages later.
async fn corrected_after(scene: &mut Scene) -> FeedEvent {
    let secret = scene.platform.next("a", Kind::Message, Some(client()));
    let secret = FeedEvent {
        text: Some("jeg jobber hos Fjellbakken".into()),
        ..secret
    };
    scene.keep(3, "knapp", Some("meg_i_kontekst")).await;
    scene.platform.send(secret.clone()).await;
    scene
        .platform
        .veisoker("a", "og er redd for å si opp")
        .await;
    scene.panel.until(|session| session["messages"] == 5).await;
    scene.keep(5, "phase", Some("konklusjon")).await;
    let redact = scene.platform.next("a", Kind::Redact, None);
    FeedEvent {
        message: Some(secret.id),
        ..redact
    }
}

#[tokio::test]
async fn a_message_taken_back_takes_the_corrections_it_had_a_part_in() {
    let mut scene = Scene::start(|_| {}).await;
    let redact = corrected_after(&mut scene).await;
    scene.platform.send(redact).await;
    let after = scene.panel.until(|session| session["messages"] == 4).await;
    assert_eq!(
        after["phase"]["by_hand"], true,
        "the ring stays where it was put"
    );
    assert_eq!(
        after["kept"],
        json!(["knapp"]),
        "and the page does not call it kept"
    );
    assert_eq!(Scene::values(&scene.kept().await), ["meg_i_kontekst"]);
}

#[tokio::test]
async fn a_message_is_taken_back_after_a_restart_and_after_the_end_too() {
    let mut scene = Scene::start(|_| {}).await;
    let redact = corrected_after(&mut scene).await;
    scene.sidecar.restart().await;
    scene.platform = ChatPlatform::connect(&scene.sidecar).await;
    scene.platform.send(redact).await;
    assert_eq!(Scene::values(&scene.kept().await), ["meg_i_kontekst"]);

    let mut scene = Scene::start(|_| {}).await;
    let redact = corrected_after(&mut scene).await;
    let end = scene.platform.next("a", Kind::End, None);
    scene.platform.send(end).await;
    scene.platform.send(redact).await;
    assert_eq!(Scene::values(&scene.kept().await), ["meg_i_kontekst"]);
}

#[tokio::test]
async fn nothing_is_kept_where_nothing_may_be() {
    let nothing = |settings: &mut app::settings::Settings| {
        settings.corrections.keep = app::settings::Keep::Nothing;
    };
    let mut scene = Scene::start(nothing).await;
    scene.correct(3, "phase", Some("konklusjon")).await;
    scene.platform.veisoker("a", "ok").await;
    let later = scene.panel.until(|session| session["messages"] == 4).await;
    assert_eq!(later["kept"], json!([]));
    assert_eq!(scene.kept().await, []);
}

#[tokio::test]
async fn where_words_may_be_kept_they_are_masked_first() {
    let text = |settings: &mut app::settings::Settings| {
        settings.corrections.keep = app::settings::Keep::Text;
    };
    let mut scene = Scene::start(text).await;
    scene.keep(3, "phase", Some("konklusjon")).await;
    let kept = scene.kept().await;
    let words = kept[0].words.as_ref().unwrap().as_str();
    let lines: Vec<_> = words.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("veisoker: ") && lines[1].starts_with("veileder: "));
    assert!(words.contains("slutte på skolen") && !words.contains("99887766"));
}

#[tokio::test]
async fn masked_words_too_leave_the_disk_at_once_when_they_are_taken_back() {
    let text = |settings: &mut app::settings::Settings| {
        settings.corrections.keep = app::settings::Keep::Text;
    };
    let mut scene = Scene::start(text).await;
    let store = scene.sidecar.folder().join("store");
    let on_disk = || {
        let files = std::fs::read_dir(&store).unwrap().flatten();
        let word = b"redd for";
        files
            .filter(|file| file.file_name().to_string_lossy().starts_with("journal"))
            .map(|file| std::fs::read(file.path()).unwrap())
            .any(|bytes| bytes.windows(word.len()).any(|window| window == word))
    };
    let redact = corrected_after(&mut scene).await;
    assert!(on_disk(), "the service has leave to keep them");
    scene.platform.send(redact).await;
    assert!(!on_disk());
    scene.sidecar.stop().await;
}

#[tokio::test]
async fn old_corrections_are_deleted_at_the_start() {
    let mut scene = Scene::start(|_| {}).await;
    scene.keep(3, "phase", Some("konklusjon")).await;
    let new = scene.kept().await.remove(0);
    let store = scene.sidecar.folder().join("store");
    let (journal, remembered, writer) = Journal::open(&store).await.unwrap();
    let session = remembered.open[0].id;
    let event = *remembered.open[0].events.keys().next().unwrap();
    let old = Correction {
        ring: Ring::Kolb,
        month: Month {
            year: 2020,
            month: 1,
        },
        ..new.clone()
    };
    let record = Record::Corrected {
        id: CorrectionId::from_random(9),
        session,
        event,
        heard: vec![event],
        correction: Box::new(old),
    };
    assert!(journal.write(record).await.durable().await);
    drop(journal);
    writer.await.unwrap();
    assert_eq!(scene.kept().await.len(), 2);
    scene.sidecar.restart().await;
    assert_eq!(scene.kept().await, [new]);
}

#[tokio::test]
async fn a_wrong_correction_is_refused_in_a_sentence() {
    let mut scene = Scene::start(|_| {}).await;
    let stranger = json!({"type": "correct", "session": "abc", "message": 1, "ring": "phase", "value": "kontakt"});
    let cases = [
        (stranger, "no such chat"),
        (
            scene.frame(0, "phase", Some("kontakt")),
            "the chat has no such message",
        ),
        (
            scene.frame(4, "phase", Some("kontakt")),
            "the chat has no such message",
        ),
        (scene.frame(3, "phase", None), "the ring cannot be none"),
        (
            scene.frame(3, "phase", Some("avtale")),
            "the ring has no such element",
        ),
        (
            scene.frame(3, "hjul", Some("kontakt")),
            "the frame cannot be read",
        ),
        (json!({"type": "correct"}), "the frame cannot be read"),
    ];
    for (frame, reason) in cases {
        assert_eq!(scene.refused(&frame).await, reason, "{frame}");
    }
    let place =
        json!({"type": "place", "session": scene.session["id"], "ring": "phase", "value": null});
    assert_eq!(scene.refused(&place).await, "the ring cannot be none");
    assert_eq!(scene.kept().await, []);
}

#[tokio::test]
async fn nobody_corrects_a_colleagues_chat() {
    let mut scene = Scene::start(|_| {}).await;
    let frame = scene.frame(3, "phase", Some("konklusjon"));
    scene.panel = Page::panel(&scene.sidecar, "veileder 2").await;
    assert_eq!(scene.refused(&frame).await, "no such chat");
    assert_eq!(scene.kept().await, []);
}
