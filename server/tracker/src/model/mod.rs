//! A trained tracker: loaded from its file or compiled in, checked whole before it is used.

mod bytes;
mod file;

use crate::classes::Classes;
use crate::linear::Linear;
use crate::recurrent::Net;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use taxonomy::{ElementId, GuidanceModel, Ring};

pub use file::ModelFileError;

/// The name of the one file in a model directory.
pub(crate) const FILE: &str = "small.bin";

/// A trained tracker, ready to read. Shared by all trackers; never changes.
#[derive(Debug)]
pub struct Model {
    id: Arc<str>,
    pub(crate) facts: Facts,
    pub(crate) linear: Linear,
    pub(crate) nets: Vec<Net>,
}

/// What a model says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facts {
    /// The answers it knows.
    pub classes: Classes,
    /// Brings each number of the evidence to about the same size.
    pub scale: Vec<f32>,
    /// How probabilities are made of scores, a ring.
    pub calibration: [Calibration; 3],
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
        let bytes = include_bytes!("../../model/small.bin");
        let read = || Self::from_bytes(bytes).expect("the model compiled in is sound");
        Arc::clone(BUILTIN.get_or_init(|| Arc::new(read())))
    }

    /// Reads a model directory as `train` writes it.
    ///
    /// # Errors
    /// The file is missing, cut short, damaged, of another version, or holds numbers that cannot
    /// be.
    pub fn load(dir: &Path) -> Result<Self, ModelFileError> {
        let path = dir.join(FILE);
        let bytes =
            std::fs::read(&path).map_err(|error| ModelFileError::unreadable(&path, &error))?;
        Self::from_bytes(&bytes)
    }

    /// Writes the model into a directory, which is made if it is not there.
    ///
    /// # Errors
    /// The directory or the file cannot be written.
    pub fn save(&self, dir: &Path) -> std::io::Result<PathBuf> {
        std::fs::create_dir_all(dir)?;
        let path = dir.join(FILE);
        std::fs::write(&path, self.to_bytes())?;
        Ok(path)
    }

    /// The name of this model: its tier, and a number that follows from its content.
    pub fn id(&self) -> &Arc<str> {
        &self.id
    }

    /// The answers that this model knows.
    pub fn classes(&self) -> &Classes {
        &self.facts.classes
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
