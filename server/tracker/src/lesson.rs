//! What can be learnt from one correction, in a form that holds no words in clear.

use crate::features::extract;
use crate::material::{Chat, Heard, Material, put_chat, read_chat};
use crate::model::{Model, ModelFileError, Reader, begun, closed, opened, sealed};
use crate::vector::Vector;
use chat::Message;
use language::Embedding;
use serde::{Deserialize, Serialize};
use taxonomy::{ElementId, Ring};

const MARK: &[u8; 4] = b"LLSN";

/// What can be learnt from one correction: which known features the corrected message and a few
/// before it have, their sentence vectors at eight bits, and the label in one ring.
#[derive(Clone, PartialEq, Eq)]
pub struct Lesson(Vec<u8>);

/// What a lesson was taken through: features are places in this vocabulary.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    vocabulary: u64,
    encoder: Option<String>,
}

impl Lesson {
    /// Makes a lesson of the last messages heard, masked, the corrected one last; `before` messages
    /// came before them. `None` if the model does not know the value in that ring.
    pub fn take(
        model: &Model,
        heard: &[(&Message, Option<&Embedding>)],
        before: usize,
        ring: Ring,
        value: Option<&ElementId>,
    ) -> Option<Self> {
        let value = value.map(ElementId::as_str);
        let label = model.classes().place(ring, value)?;
        let mut messages: Vec<Heard> = heard
            .iter()
            .map(|(message, vector)| {
                let text = language::normalise(message.words.as_str());
                let vector = vector.and_then(Vector::of);
                Heard {
                    speaker: message.speaker,
                    known: model.vocabulary.known(&extract(&text), vector),
                    labels: [None; 3],
                    second: None,
                }
            })
            .collect();
        messages.last_mut()?.labels[ring.place()] = Some(label);
        let facts = Facts {
            vocabulary: model.vocabulary.sum(),
            encoder: model.encoder().map(str::to_owned),
        };
        let mut out = begun(MARK, &facts);
        let chat = Chat {
            id: String::new(),
            file: 0,
            before: u32::try_from(before).unwrap_or(u32::MAX),
            heard: messages,
        };
        put_chat(&mut out, &chat);
        Some(Self(sealed(out)))
    }

    /// A lesson that was stored.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The chat that it is a part of, if it fits a material; `None` if it was taken through another
    /// vocabulary. Vectors of another encoder are left out.
    pub(crate) fn chat(&self, material: &Material) -> Result<Option<Chat>, ModelFileError> {
        let (facts, mut reader): (Facts, Reader<'_>) = opened(&self.0, MARK)?;
        if facts.vocabulary != material.vocabulary.sum() {
            return Ok(None);
        }
        let mut chat = read_chat(&mut reader, &material.vocabulary, &material.classes)?;
        closed(&reader, &self.0)?;
        if facts.encoder != material.encoder {
            for heard in &mut chat.heard {
                heard.known.vector = None;
            }
        }
        Ok(Some(chat))
    }
}

impl std::fmt::Debug for Lesson {
    /// Features and vectors can reveal part of what was said.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[lesson]")
    }
}
