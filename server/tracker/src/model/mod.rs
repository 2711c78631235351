//! A trained tracker: loaded from its files or compiled in, checked whole before it is used.

mod bytes;
mod file;
mod seal;
mod tables;

use crate::classes::Classes;
use crate::linear::Linear;
use crate::recurrent::Net;
use crate::softmax::two_highest;
use crate::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use taxonomy::{ElementId, GuidanceModel, Ring};

pub(crate) use bytes::{Reader, checksum, put_number};
pub(crate) use file::LargeParts;
pub use seal::ModelFileError;
pub(crate) use seal::{begun, closed, opened, sealed};
pub(crate) use tables::{put_vocabulary, vocabulary};

/// A trained tracker, ready to read. Shared by all trackers; never changes.
#[derive(Debug, Clone)]
pub struct Model {
    id: Arc<str>,
    classes: Classes,
    pub(crate) vocabulary: Vocabulary,
    /// Weighs words; both tiers stand on it.
    pub(crate) words: Linear,
    /// What the small tier makes of it.
    pub(crate) small: Head,
    pub(crate) large: Option<Large>,
}

/// What the large tier has besides.
#[derive(Debug, Clone)]
pub(crate) struct Large {
    pub id: Arc<str>,
    /// The encoder whose vectors it learned from.
    pub encoder: String,
    /// Weighs sentence vectors.
    pub vectors: Linear,
    pub head: Head,
}

/// The second layer of one tier, and how sure its scores are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    /// Brings each number of the evidence to about the same size.
    pub scale: Vec<f32>,
    /// How probabilities are made of scores, a ring.
    pub calibration: [Calibration; 3],
    pub nets: Vec<Net>,
}

/// How sure the scores of one ring are, measured on chats held apart in training.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calibration {
    /// Scores are divided by this.
    pub temperature: f32,
    /// Below this probability the ring keeps silent.
    pub shown_from: f32,
    /// From this probability on the reading is sure.
    pub sure_from: f32,
    /// From this probability on the runner-up is a second theme.
    pub second_from: f32,
}

impl Calibration {
    /// A second theme: the class after the most probable one, if both are something and it is
    /// probable enough.
    pub fn second(&self, shares: &[f32], none: Option<usize>) -> Option<usize> {
        let (best, next) = two_highest(shares);
        let two = none != Some(best) && none != Some(next);
        (two && shares[next] >= self.second_from).then_some(next)
    }
}

/// A model was trained for another guidance model than the one loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("tracker {model} was trained for another guidance model: {differences}")]
pub struct ClassMismatch {
    /// The id of the tracker's model.
    pub model: String,
    /// The ids that differ, ring by ring.
    pub differences: String,
}

impl Model {
    /// The model compiled in.
    ///
    /// # Panics
    /// Never in a built program: a test reads the same bytes.
    pub fn builtin() -> Arc<Self> {
        static BUILTIN: OnceLock<Arc<Model>> = OnceLock::new();
        let small = include_bytes!("../../model/small.bin");
        let large = include_bytes!("../../model/large.bin");
        let read = || Self::from_bytes(small, Some(large)).expect("the model compiled in is sound");
        Arc::clone(BUILTIN.get_or_init(|| Arc::new(read())))
    }

    /// The same without its large tier: where no encoder is at work, nothing is done for it.
    #[must_use]
    pub fn small_only(&self) -> Self {
        Self {
            large: None,
            ..self.clone()
        }
    }

    /// The name of this model's small tier: a number that follows from its content.
    pub fn id(&self) -> &Arc<str> {
        &self.id
    }

    /// The name of its large tier, if it has one.
    pub fn large_id(&self) -> Option<&Arc<str>> {
        self.large.as_ref().map(|large| &large.id)
    }

    /// The encoder whose sentence vectors the large tier learned from.
    pub fn encoder(&self) -> Option<&str> {
        self.large.as_ref().map(|large| large.encoder.as_str())
    }

    /// The answers that this model knows.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Checks that it was trained for the guidance model in use.
    ///
    /// # Errors
    /// The ids, or their order, differ; the error names them.
    pub fn check(&self, guidance: &GuidanceModel) -> Result<(), ClassMismatch> {
        let wanted = Classes::of(guidance);
        let differences: Vec<String> = Ring::ALL
            .into_iter()
            .filter_map(|ring| difference(ring, self.classes().ring(ring), wanted.ring(ring)))
            .collect();
        if differences.is_empty() {
            return Ok(());
        }
        Err(ClassMismatch {
            model: self.id.to_string(),
            differences: differences.join("; "),
        })
    }
}

fn difference(
    ring: Ring,
    trained: &[Option<ElementId>],
    wanted: &[Option<ElementId>],
) -> Option<String> {
    if trained == wanted {
        return None;
    }
    let only = |these: &[Option<ElementId>], those: &[Option<ElementId>]| -> String {
        let mut out: Vec<&str> = Vec::new();
        let missing = these.iter().filter(|id| !those.contains(id));
        out.extend(missing.flatten().map(ElementId::as_str));
        out.join(", ")
    };
    let (more, less) = (only(wanted, trained), only(trained, wanted));
    let name = ring.name();
    Some(match (more.is_empty(), less.is_empty()) {
        (true, true) => format!("{name}: the order of {} differs", names(wanted)),
        (false, true) => format!("{name}: it does not know {more}"),
        (true, false) => format!("{name}: it also knows {less}"),
        (false, false) => format!("{name}: it knows {less} in place of {more}"),
    })
}

fn names(ids: &[Option<ElementId>]) -> String {
    let ids: Vec<&str> = ids.iter().flatten().map(ElementId::as_str).collect();
    ids.join(", ")
}

/// The files of a model directory.
pub(crate) const SMALL: &str = "small.bin";
pub(crate) const LARGE: &str = "large.bin";

impl Model {
    /// Reads a model directory as `train` writes it. Without a file for it there is no large tier.
    ///
    /// # Errors
    /// A file is missing, cut short, damaged, of another version, belongs to another model, or
    /// holds numbers that cannot be.
    pub fn load(dir: &Path) -> Result<Self, ModelFileError> {
        let read = |name: &str| {
            let path = dir.join(name);
            std::fs::read(&path).map_err(|error| ModelFileError::unreadable(&path, &error))
        };
        let small = read(SMALL)?;
        let large = if dir.join(LARGE).exists() {
            Some(read(LARGE)?)
        } else {
            None
        };
        Self::from_bytes(&small, large.as_deref())
    }

    /// Writes the model into a directory, which is made if it is not there.
    ///
    /// # Errors
    /// The directory or a file cannot be written.
    pub fn save(&self, dir: &Path) -> std::io::Result<()> {
        std::fs::create_dir_all(dir)?;
        std::fs::write(dir.join(SMALL), self.small_bytes())?;
        match self.large_bytes() {
            Some(bytes) => std::fs::write(dir.join(LARGE), bytes),
            None => Ok(()),
        }
    }
}
