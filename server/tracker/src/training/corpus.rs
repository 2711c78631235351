//! The training chats with their features counted, and how they are dealt into folds.

use crate::classes::Classes;
use crate::codebook::LabelledChat;
use crate::features::Features;
use crate::vocabulary::{Vocabularies, Vocabulary};
use chat::Speaker;
use std::collections::BTreeMap;

/// A feature is learned if it occurs in at least this many chats.
const FULL_CHATS: u32 = 3;
const LIGHT_CHATS: u32 = 3;

/// One message with its features and labels.
pub(crate) struct Heard {
    pub speaker: Speaker,
    pub features: Features,
    pub labels: [usize; 3],
}

/// One chat and the fold it is held apart with.
pub(crate) struct Chat {
    pub fold: usize,
    heard: Vec<Heard>,
}

impl Chat {
    pub fn heard(&self) -> &[Heard] {
        &self.heard
    }
}

/// All chats to train on.
pub(crate) struct Corpus {
    pub classes: Classes,
    pub chats: Vec<Chat>,
    pub folds: usize,
}

impl Corpus {
    /// Counts the features. Each file is a fold of its own if there are at least three, for a
    /// writer's chats stand together in a file; else the chats are dealt round into five.
    pub fn new(
        classes: &Classes,
        files: &[Vec<LabelledChat>],
        look: impl Fn(&str) -> Features,
    ) -> Self {
        let by_file = files.len() >= 3;
        let folds = if by_file { files.len() } else { 5 };
        let mut chats = Vec::new();
        for (file, content) in files.iter().enumerate() {
            for chat in content {
                let fold = if by_file { file } else { chats.len() % folds };
                let heard = chat.turns.iter().map(|turn| Heard {
                    speaker: turn.speaker,
                    features: look(&language::normalise(turn.words.as_str())),
                    labels: turn.labels,
                });
                chats.push(Chat {
                    fold,
                    heard: heard.collect(),
                });
            }
        }
        Self {
            classes: classes.clone(),
            chats,
            folds,
        }
    }

    /// The chats outside a fold.
    pub fn outside(&self, fold: usize) -> Vec<usize> {
        self.places(|chat| chat.fold != fold)
    }

    /// The chats in a fold.
    pub fn inside(&self, fold: usize) -> Vec<usize> {
        self.places(|chat| chat.fold == fold)
    }

    /// All chats.
    pub fn all(&self) -> Vec<usize> {
        self.places(|_| true)
    }

    fn places(&self, wanted: impl Fn(&Chat) -> bool) -> Vec<usize> {
        let chats = self.chats.iter().enumerate();
        chats
            .filter(|(_, chat)| wanted(chat))
            .map(|(at, _)| at)
            .collect()
    }
}

/// The features that occur in enough of these chats.
pub(crate) fn vocabularies(chats: &[&[Heard]]) -> Vocabularies {
    Vocabularies {
        full: vocabulary(chats, FULL_CHATS, |features| &features.full),
        light: vocabulary(chats, LIGHT_CHATS, |features| &features.light),
    }
}

fn vocabulary(
    chats: &[&[Heard]],
    enough: u32,
    of: impl Fn(&Features) -> &Vec<(u32, f32)>,
) -> Vocabulary {
    // hash -> chats, messages, the last chat that counted
    let mut seen: BTreeMap<u32, (u32, u32, usize)> = BTreeMap::new();
    let mut messages = 0_u32;
    for (at, chat) in chats.iter().enumerate() {
        for heard in *chat {
            messages += 1;
            for (hash, _) in of(&heard.features) {
                let entry = seen.entry(*hash).or_insert((0, 0, usize::MAX));
                entry.1 += 1;
                if entry.2 != at {
                    entry.0 += 1;
                    entry.2 = at;
                }
            }
        }
    }
    let mut out = Vocabulary::default();
    for (hash, (in_chats, in_messages, _)) in seen {
        if in_chats >= enough {
            let rarity = 1.0 + (f64::from(messages + 1) / f64::from(in_messages + 1)).ln();
            out.hashes.push(hash);
            out.rarity.push((rarity * 16.0).round().min(255.0) as u8);
        }
    }
    out
}
