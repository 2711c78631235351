//! `ledsager learn` from train to rollback, as an operator runs it, with a little material.
#![expect(clippy::unwrap_used, reason = "a test stops where it must")]

mod kept;

use chat::{Message, SourceId, Speaker, Timestamp};
use feed::incoming::Kind;
use harness::{ChatPlatform, Page, TestSidecar};
use journal::{Correction, LessonBytes};
use kept::{correction, keep};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use taxonomy::Ring;
use tracker::{Lesson, Model, Tracker, codebook};

const WHO: &str = "dev:veileder 1";
/// So many clicks a counsellor makes.
const CLICKS: usize = 60;

fn chats(name: &str) -> PathBuf {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/chats");
    fixtures.join(name)
}

fn ledsager(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ledsager"));
    command.args(arguments).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a counsellor corrects in other chats: the knapp, wherever the tracker is wrong on it.
fn lessons(model: &Arc<Model>, file: &str) -> Vec<(Lesson, Option<taxonomy::ElementId>)> {
    let mut out = Vec::new();
    for chat in codebook::read(&chats(file), model.classes()).unwrap() {
        let mut tracker = Tracker::new(Arc::clone(model));
        let mut heard: Vec<Message> = Vec::new();
        for turn in &chat.turns {
            heard.push(Message {
                id: SourceId::new(heard.len().to_string()),
                speaker: turn.speaker,
                words: turn.words.clone(),
                at: Timestamp::default(),
            });
            let reading = tracker.hear(heard.last().unwrap(), None);
            let right = &model.classes().ring(Ring::Knapp)[turn.labels[1]];
            if reading.knapp.value != *right {
                let before = heard.len().saturating_sub(12);
                let window: Vec<_> = heard[before..].iter().map(|said| (said, None)).collect();
                let lesson = Lesson::take(model, &window, before, Ring::Knapp, right.as_ref());
                out.push((lesson.unwrap(), right.clone()));
            }
        }
    }
    out
}

async fn fill(store: &Path, model: &Arc<Model>, file: &str) -> usize {
    let mut lessons = lessons(model, file);
    lessons.truncate(120);
    std::fs::create_dir_all(store).unwrap();
    let count = lessons.len();
    let corrections = lessons.into_iter().map(|(lesson, value)| Correction {
        model: Arc::clone(model.id()),
        lesson: Some(LessonBytes::new(lesson.as_bytes())),
        ..correction(Ring::Knapp, value, None)
    });
    keep(store, corrections).await;
    count
}

/// A tracker of a little material, and settings that use it.
fn train(base: &str, config: &str, store: &str) {
    let files = ["train-1.jsonl", "train-5.jsonl", "own-6.jsonl"].map(chats);
    let files = files.map(|file| file.display().to_string());
    let mut train = vec!["train", "--tier", "small", "--out", base, "--chats"];
    train.extend(files.iter().map(String::as_str));
    let trained = ledsager(&train);
    assert!(trained.status.success(), "{}", stderr(&trained));
    let settings = format!("[store]\nfolder = {store:?}\n[tracker]\nmodel = {base:?}\n");
    std::fs::write(config, settings).unwrap();
}

/// A counsellor follows other chats and corrects the knapp wherever the tracker is wrong on it; gives how
/// often they did.
async fn correct_by_clicks(store: &Path, base: &Path, file: &str) -> usize {
    let model = Model::load(base).unwrap();
    let mut sidecar = TestSidecar::with(|settings| {
        settings.store.folder = store.to_owned();
        settings.tracker.model = base.to_owned();
    })
    .await;
    let mut panel = Page::panel(&sidecar, "veileder 1").await;
    let mut platform = ChatPlatform::connect(&sidecar).await;
    let mut clicks = 0;
    for chat in codebook::read(&chats(file), model.classes()).unwrap() {
        platform.open(&chat.id, WHO).await;
        let mut messages = 0;
        for turn in &chat.turns {
            if clicks == CLICKS {
                break;
            }
            let words = turn.words.as_str();
            match turn.speaker {
                Speaker::Veisoker => platform.veisoker(&chat.id, words).await,
                Speaker::Veileder => platform.veileder(&chat.id, WHO, words).await,
                Speaker::System => continue,
            }
            messages += 1;
            let seen = panel.until(|seen| seen["messages"] == messages).await;
            let right = &model.classes().ring(Ring::Knapp)[turn.labels[1]];
            let right = json!(right.as_ref().map(taxonomy::ElementId::as_str));
            if seen["knapp"]["value"] != right {
                let frame = json!({
                    "type": "correct", "session": seen["id"], "message": messages,
                    "ring": "knapp", "value": right,
                });
                panel.send(&frame).await;
                let kept = |seen: &serde_json::Value| {
                    let kept = seen["kept"].as_array().unwrap();
                    seen["knapp"]["value"] == right && kept.contains(&json!("knapp"))
                };
                panel.until(kept).await;
                clicks += 1;
            }
        }
        let end = platform.next(&chat.id, Kind::End, None);
        platform.send(end).await;
    }
    sidecar.stop().await;
    clicks
}

#[tokio::test]
async fn what_a_counsellor_clicks_in_the_panel_is_what_is_learned_from() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (base, config, store) = (path("base"), path("my.toml"), path("store"));
    train(&base, &config, &store);
    let clicks = correct_by_clicks(Path::new(&store), Path::new(&base), "own-5.jsonl").await;
    let learned = ledsager(&["learn", "--config", &config, "--json", "--dry-run"]);
    let said = stderr(&learned);
    let proof: serde_json::Value = serde_json::from_slice(&learned.stdout).expect(&said);
    assert_eq!(
        (&proof["lessons"], &proof["foreign"]),
        (&json!(clicks), &json!(0))
    );
    // So few clicks may well prove nothing; then it says so, and nothing is installed.
    let would = said.contains("would be installed");
    assert!(would || said.contains("not better: "), "{said}");
    assert_eq!(learned.status.success(), would);
}

#[tokio::test]
async fn a_tracker_learns_is_proven_installed_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (base, config, store) = (path("base"), path("my.toml"), path("store"));
    train(&base, &config, &store);

    let nothing = ledsager(&["learn", "--config", &config]);
    assert_eq!(nothing.status.code(), Some(1));
    let said = stderr(&nothing);
    assert!(
        said.contains("nothing learned: there is no journal in"),
        "{said}"
    );

    let model = Arc::new(Model::load(Path::new(&base)).unwrap());
    let count = fill(Path::new(&store), &model, "own-5.jsonl").await;
    let learned = ledsager(&["learn", "--config", &config, "--json"]);
    assert!(learned.status.success(), "{}", stderr(&learned));
    let proof: serde_json::Value = serde_json::from_slice(&learned.stdout).unwrap();
    assert_eq!(proof["lessons"], count);
    let right = &proof["tiers"][0]["right"];
    assert!(
        right["after"].as_f64() > right["before"].as_f64(),
        "{right}"
    );
    assert_eq!(proof["tiers"][0]["chats"].as_array().unwrap().len(), 3);

    let now = proof["after"].as_str().unwrap();
    let installed = Path::new(&store).join("tracker").join(&**model.id());
    assert!(installed.join(now).join("proof.json").exists());
    let back = ledsager(&["learn", "--rollback", "--config", &config]);
    assert!(back.status.success());
    assert!(stderr(&back).contains(&format!("back to {}", model.id())));
    // what was learned is still there
    assert!(installed.join(now).join("small.bin").exists());
    let nowhere = ledsager(&["learn", "--rollback", "--config", &config]);
    assert_eq!(nowhere.status.code(), Some(1));
}
