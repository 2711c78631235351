//! Chats and models for the other tests.

use chat::{Message, SourceId, Speaker, Timestamp, Words};
use std::path::PathBuf;
use std::sync::Arc;
use taxonomy::GuidanceModel;
use tracker::codebook::{self, LabelledChat};
use tracker::{Classes, Model, Reading, Tracker};

pub fn guidance() -> GuidanceModel {
    let text = include_str!("../../../../config/guidance-model.toml");
    GuidanceModel::parse("guidance-model.toml", text).expect("the file shipped is sound")
}

pub fn classes() -> Classes {
    Classes::of(&guidance())
}

pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures/chats")
        .join(name)
}

pub fn labelled(name: &str) -> Vec<LabelledChat> {
    codebook::read(&fixture(name), &classes()).expect("the fixtures are sound")
}

pub fn training() -> Vec<Vec<LabelledChat>> {
    let given = (1..=10).map(|n| format!("train-{n}.jsonl"));
    let own = (1..=6).map(|n| format!("own-{n}.jsonl"));
    given.chain(own).map(|name| labelled(&name)).collect()
}

/// A chat as speaker and text.
pub type Said = Vec<(Speaker, String)>;

pub fn said(chat: &LabelledChat) -> Said {
    let turns = chat.turns.iter();
    turns
        .map(|turn| (turn.speaker, language::normalise(turn.words.as_str())))
        .collect()
}

pub fn message(at: usize, speaker: Speaker, text: &str) -> Message {
    Message {
        id: SourceId::new(at.to_string()),
        speaker,
        words: Words::new(text),
        at: Timestamp::default(),
    }
}

pub fn read(model: &Arc<Model>, said: &[(Speaker, String)]) -> Vec<Reading> {
    let mut tracker = Tracker::new(Arc::clone(model));
    let turns = said.iter().enumerate();
    turns
        .map(|(at, (speaker, text))| tracker.hear(&message(at, *speaker, text), None))
        .collect()
}
