//! What is learned from: labelled chats as features and labels, without a word of what was said.

mod file;
mod vocabulary;

use crate::classes::Classes;
use crate::codebook::LabelledChat;
use crate::features::{Features, extract};
use crate::model::ModelFileError;
use crate::vector::Vector;
use crate::vectors::Vectors;
use crate::vocabulary::{Known, Vocabulary};
use chat::Speaker;
use std::path::Path;

pub use file::MaterialError;
pub(crate) use file::{put_chat, read_chat};

/// No more folds than these, so that training time does not grow with the square of the files.
const FOLDS: usize = 8;

/// Chats to learn from. Two materials made of the same chats are the same byte for byte.
#[derive(Debug, Clone, PartialEq)]
pub struct Material {
    pub(crate) classes: Classes,
    pub(crate) vocabulary: Vocabulary,
    /// The encoder of the sentence vectors; `None` if there are none.
    pub(crate) encoder: Option<String>,
    pub(crate) chats: Vec<Chat>,
    pub(crate) files: usize,
}

/// One chat, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chat {
    /// The id in its file; empty for a lesson, which has none.
    pub id: String,
    /// The file that it comes from: a writer's chats stand together, and are held apart together.
    pub file: usize,
    /// Messages of the chat before the first that is here.
    pub before: u32,
    pub heard: Vec<Heard>,
}

/// One message with what people say of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heard {
    pub speaker: Speaker,
    pub known: Known,
    /// The right class in each ring, where somebody has said so.
    pub labels: [Option<usize>; 3],
    /// A second theme.
    pub second: Option<usize>,
}

impl Chat {
    /// Whether it is a lesson from a correction.
    pub fn is_lesson(&self) -> bool {
        self.id.is_empty()
    }

    /// Whether every message that says words has a sentence vector.
    pub fn has_vectors(&self) -> bool {
        let said = |heard: &&Heard| heard.speaker != Speaker::System;
        self.heard
            .iter()
            .filter(said)
            .all(|heard| heard.known.vector.is_some())
    }
}

impl Material {
    /// Makes material of files of chats. The vocabulary is what occurs in enough of them.
    pub fn new(classes: &Classes, files: &[Vec<LabelledChat>], vectors: Option<&Vectors>) -> Self {
        Self::seen(classes, files, vectors, extract, None)
    }

    /// The same with another way to look at a text, or through a vocabulary that is there already:
    /// for chats to be measured on.
    pub(crate) fn seen(
        classes: &Classes,
        files: &[Vec<LabelledChat>],
        vectors: Option<&Vectors>,
        look: fn(&str) -> Features,
        known: Option<&Vocabulary>,
    ) -> Self {
        let features = looked_at(files, look);
        let vocabulary = known.map_or_else(|| vocabulary::of(&features), Vocabulary::clone);
        let numbered = files.iter().enumerate();
        let labelled =
            numbered.flat_map(|(file, chats)| chats.iter().map(move |chat| (file, chat)));
        let chats = labelled.zip(features).map(|((file, chat), features)| Chat {
            id: chat.id.clone(),
            file,
            before: 0,
            heard: heard(chat, &features, vectors, &vocabulary),
        });
        Self {
            classes: classes.clone(),
            encoder: vectors.map(|vectors| vectors.encoder().to_owned()),
            chats: chats.collect(),
            files: files.len(),
            vocabulary,
        }
    }

    /// That which the model compiled in was trained on.
    ///
    /// # Panics
    /// Never in a built program: a test reads the same bytes.
    pub fn builtin() -> Self {
        let bytes = include_bytes!("../../model/material.bin");
        Self::from_bytes(bytes).expect("what is compiled in is sound")
    }

    /// Reads it from a model directory.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], or the file cannot be read.
    pub fn load(dir: &Path) -> Result<Self, MaterialError> {
        let path = dir.join("material.bin");
        let bytes = std::fs::read(&path);
        let bytes = bytes.map_err(|error| ModelFileError::unreadable(&path, &error))?;
        Self::from_bytes(&bytes)
    }

    /// The same without sentence vectors: what the small tier sees.
    #[must_use]
    pub fn without_vectors(mut self) -> Self {
        self.encoder = None;
        let heard = self.chats.iter_mut().flat_map(|chat| &mut chat.heard);
        heard.for_each(|heard| heard.known.vector = None);
        self
    }

    /// Writes it into a model directory, which must be there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, dir: &Path) -> std::io::Result<()> {
        std::fs::write(dir.join("material.bin"), self.to_bytes())
    }

    /// How many chats there are.
    pub fn chats(&self) -> usize {
        self.chats.len()
    }

    /// How many messages there are.
    pub fn messages(&self) -> usize {
        self.chats.iter().map(|chat| chat.heard.len()).sum()
    }

    /// How many folds the chats are dealt into. Whole files are held apart, for a writer's chats
    /// stand together in one; of fewer than three files the chats are dealt round.
    pub(crate) fn folds(&self) -> usize {
        if self.files >= 3 {
            self.files.min(FOLDS)
        } else {
            5
        }
    }

    /// The chats that came from files; lessons lie behind them.
    pub(crate) fn originals(&self) -> impl Iterator<Item = &Chat> {
        self.chats.iter().take_while(|chat| !chat.is_lesson())
    }

    /// The fold a chat is held apart with. Lessons are dealt round: whose they are nobody knows.
    pub(crate) fn fold(&self, at: usize) -> usize {
        if self.files >= 3 && !self.chats[at].is_lesson() {
            self.chats[at].file % self.folds()
        } else {
            at % self.folds()
        }
    }

    /// The chats outside a fold.
    pub(crate) fn outside(&self, fold: usize) -> Vec<usize> {
        (0..self.chats.len())
            .filter(|at| self.fold(*at) != fold)
            .collect()
    }

    /// The chats in a fold.
    pub(crate) fn inside(&self, fold: usize) -> Vec<usize> {
        (0..self.chats.len())
            .filter(|at| self.fold(*at) == fold)
            .collect()
    }

    /// All chats.
    pub(crate) fn all(&self) -> Vec<usize> {
        (0..self.chats.len()).collect()
    }
}

/// The features of every message, chat by chat.
fn looked_at(files: &[Vec<LabelledChat>], look: fn(&str) -> Features) -> Vec<Vec<Features>> {
    let chat = |chat: &LabelledChat| {
        let turns = chat.turns.iter();
        turns
            .map(|turn| look(&language::normalise(turn.words.as_str())))
            .collect()
    };
    files.iter().flatten().map(chat).collect()
}

fn heard(
    chat: &LabelledChat,
    features: &[Features],
    vectors: Option<&Vectors>,
    vocabulary: &Vocabulary,
) -> Vec<Heard> {
    let turns = chat.turns.iter().zip(features);
    turns
        .map(|(turn, features)| {
            let vector = vectors
                .filter(|_| turn.speaker != Speaker::System)
                .and_then(|vectors| vectors.get(turn.words.as_str()))
                .and_then(Vector::of);
            Heard {
                speaker: turn.speaker,
                known: vocabulary.known(features, vector),
                labels: turn.labels.map(Some),
                second: turn.second,
            }
        })
        .collect()
}
