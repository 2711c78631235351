//! What can be learnt from one correction, in a form that holds no words in clear.

use crate::model::Model;
use chat::Message;
use language::Embedding;
use taxonomy::{ElementId, Ring};

/// What can be learnt from one correction: bytes that only the tracker reads.
#[derive(Clone, PartialEq, Eq)]
pub struct Lesson(Vec<u8>);

impl Lesson {
    /// Makes a lesson of the last messages heard, masked, the corrected one last; `before` messages
    /// came before them. `None` if the model does not know the value in that ring.
    pub fn take(
        model: &Model,
        _heard: &[(&Message, Option<&Embedding>)],
        _before: usize,
        ring: Ring,
        value: Option<&ElementId>,
    ) -> Option<Self> {
        let value = value.map(ElementId::as_str);
        model.classes().place(ring, value)?;
        Some(Self(
            format!("{} {}", ring.name(), value.unwrap_or_default()).into_bytes(),
        ))
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}
