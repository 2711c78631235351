//! A correction a counsellor made: what is kept of it to learn from, and nothing that names anybody.

use chat::Words;
use std::fmt;
use std::sync::Arc;
use taxonomy::{ElementId, Ring};

/// What is kept of one correction.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// When, to the month.
    pub month: Month,
    /// The ring that was set.
    pub ring: Ring,
    /// Where the counsellor says the chat is; `None` is the class "none".
    pub value: Option<ElementId>,
    /// What the tracker said after the same message.
    pub was: Said,
    /// The id of the tracker's model.
    pub model: Arc<str>,
    /// Whether the counsellor was not shown what the tracker said.
    pub shadow: bool,
    /// What the tracker can learn from, in its own form.
    pub lesson: Option<LessonBytes>,
    /// The masked words, where the configuration keeps them.
    pub words: Option<Words>,
}

/// What the tracker said of one ring.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The most probable class; `None` is the class "none".
    pub value: Option<ElementId>,
    /// Its probability.
    pub p: f32,
    /// Whether it was too unsure to be shown.
    pub silent: bool,
}

/// Names one correction while its chat lives, so that it can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CorrectionId(pub(crate) i64);

impl CorrectionId {
    /// Makes an id of a random number drawn by the caller.
    pub fn from_random(random: u64) -> Self {
        Self((random >> 1).cast_signed())
    }
}

/// A month: no finer time is kept of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// From 1 to 12.
    pub month: i8,
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl Month {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        Some(Self {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
        })
    }
}

/// The tracker's own form of what can be learnt. It may reveal part of a sentence to who knows how
/// to look, so `Debug` shows only how long it is.
#[derive(Clone, PartialEq, Eq)]
pub struct LessonBytes(Vec<u8>);

impl LessonBytes {
    /// Takes the bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for LessonBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[lesson; {} bytes]", self.0.len())
    }
}
