//! The file of a model: facts as JSON, then tables, then a checksum.
//!
//! `LSTR`, version, length of the facts, facts, sizes, vocabularies, linear tables, nets, checksum.

use super::bytes::{Reader, checksum, put_floats, put_number, times};
use super::{Facts, Model};
use crate::linear::{Linear, PAST};
use crate::quantised::Matrix;
use crate::recurrent::{Net, SHAPES, Sizes};
use crate::vocabulary::{Vocabularies, Vocabulary};
use std::path::Path;
use taxonomy::Ring;

const MARK: &[u8; 4] = b"LSTR";
/// Raised whenever features, layers or layout change: an older file would read wrongly.
const VERSION: usize = 1;
/// No part of a model is larger; a damaged size is refused before memory is asked for.
const LARGEST: usize = 1 << 22;

/// Why a model file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelFileError {
    /// It cannot be read.
    #[error("{path} cannot be read: {problem}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        problem: String,
    },
    /// It does not begin as a model file does.
    #[error("the file is no tracker model")]
    NotAModel,
    /// It was written for another version of this program.
    #[error(
        "the tracker model has version {found}, this program reads version {wanted}: train it again"
    )]
    OtherVersion {
        /// The version in the file.
        found: usize,
        /// The version that can be read.
        wanted: usize,
    },
    /// It ends too early.
    #[error("the tracker model is cut short")]
    CutShort,
    /// Its content does not match its checksum.
    #[error("the tracker model is damaged: its checksum does not match")]
    Damaged,
    /// It holds something that cannot be.
    #[error("the tracker model holds {0}")]
    Unsound(&'static str),
}

impl ModelFileError {
    pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::Unreadable {
            path: path.display().to_string(),
            problem: error.to_string(),
        }
    }
}

impl Model {
    /// Puts a trained model together; its id follows from its content.
    pub(crate) fn assemble(facts: Facts, linear: Linear, nets: Vec<Net>) -> Self {
        let mut model = Self {
            id: "".into(),
            facts,
            linear,
            nets,
        };
        model.id = id_of(checksum(&model.content()));
        model
    }

    /// The model as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.content();
        let sum = checksum(&out);
        out.extend(sum.to_le_bytes());
        out
    }

    fn content(&self) -> Vec<u8> {
        let facts = serde_json::to_vec(&self.facts).expect("plain numbers and names");
        let mut out = MARK.to_vec();
        put_number(&mut out, VERSION);
        put_number(&mut out, facts.len());
        out.extend(facts);
        let vocabularies = &self.linear.vocabularies;
        for vocabulary in [&vocabularies.full, &vocabularies.light] {
            put_number(&mut out, vocabulary.len());
            for hash in &vocabulary.hashes {
                out.extend(hash.to_le_bytes());
            }
            out.extend(&vocabulary.rarity);
        }
        for matrix in self.linear.current.iter().chain(&self.linear.past) {
            put_floats(&mut out, &matrix.scale);
            out.extend(matrix.weights.iter().map(|weight| weight.cast_unsigned()));
        }
        for bias in &self.linear.bias {
            put_floats(&mut out, bias);
        }
        put_number(&mut out, self.nets.len());
        for net in &self.nets {
            put_number(&mut out, net.sizes.hidden);
            put_floats(&mut out, &net.weights);
        }
        out
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// As [`Model::load`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelFileError> {
        let mut reader = Reader(bytes);
        if reader.take(4).map_err(|_| ModelFileError::NotAModel)? != MARK {
            return Err(ModelFileError::NotAModel);
        }
        let found = reader.number()?;
        if found != VERSION {
            return Err(ModelFileError::OtherVersion {
                found,
                wanted: VERSION,
            });
        }
        let size = limited(reader.number()?)?;
        let facts = reader.take(size)?;
        let facts: Result<Facts, _> = serde_json::from_slice(facts);
        let Ok(facts) = facts else {
            return Err(if sum_matches(bytes) {
                ModelFileError::Unsound("facts that cannot be read")
            } else {
                ModelFileError::Damaged
            });
        };
        let width = facts.classes.width();
        let linear = linear(&mut reader, width)?;
        let sizes = Sizes {
            inputs: 2 * width + SHAPES,
            hidden: 0,
            outputs: width,
        };
        let nets = nets(&mut reader, sizes)?;
        let Ok(end) = <[u8; 8]>::try_from(reader.0) else {
            return Err(ModelFileError::CutShort);
        };
        if !sum_matches(bytes) {
            return Err(ModelFileError::Damaged);
        }
        check(&facts)?;
        Ok(Self {
            id: id_of(u64::from_le_bytes(end)),
            facts,
            linear,
            nets,
        })
    }
}

fn id_of(sum: u64) -> std::sync::Arc<str> {
    format!("small-{:08x}", sum >> 32).into()
}

fn sum_matches(bytes: &[u8]) -> bool {
    bytes
        .split_last_chunk::<8>()
        .is_some_and(|(content, sum)| checksum(content) == u64::from_le_bytes(*sum))
}

fn limited(size: usize) -> Result<usize, ModelFileError> {
    if size <= LARGEST {
        Ok(size)
    } else {
        Err(ModelFileError::CutShort)
    }
}

fn linear(reader: &mut Reader<'_>, width: usize) -> Result<Linear, ModelFileError> {
    let mut vocabulary = || -> Result<Vocabulary, ModelFileError> {
        let size = limited(reader.number()?)?;
        let vocabulary = Vocabulary {
            hashes: reader.hashes(size)?,
            rarity: reader.take(size)?.to_vec(),
        };
        if vocabulary.hashes.is_sorted_by(|a, b| a < b) {
            Ok(vocabulary)
        } else {
            Err(ModelFileError::Unsound("a vocabulary out of order"))
        }
    };
    let vocabularies = Vocabularies {
        full: vocabulary()?,
        light: vocabulary()?,
    };
    let (full, light) = (vocabularies.full.len(), vocabularies.light.len());
    let mut matrix = |rows: usize| -> Result<Matrix, ModelFileError> {
        Ok(Matrix {
            scale: reader.floats(width)?,
            weights: reader.weights(times(rows, width)?)?,
        })
    };
    let current = [matrix(full)?, matrix(full)?];
    let past = (0..PAST).map(|_| matrix(light));
    let past: Vec<Matrix> = past.collect::<Result<_, _>>()?;
    let past = past.try_into().map_err(|_| ModelFileError::CutShort)?;
    let bias = [
        reader.floats(width)?,
        reader.floats(width)?,
        reader.floats(width)?,
    ];
    Ok(Linear {
        vocabularies,
        current,
        past,
        bias,
    })
}

fn nets(reader: &mut Reader<'_>, sizes: Sizes) -> Result<Vec<Net>, ModelFileError> {
    let count = limited(reader.number()?)?;
    if !(1..=64).contains(&count) {
        return Err(ModelFileError::Unsound("no nets, or too many"));
    }
    let mut nets = Vec::new();
    for _ in 0..count {
        let hidden = reader.number()?;
        if !(1..=1024).contains(&hidden) {
            return Err(ModelFileError::Unsound("a net of no size"));
        }
        let sizes = Sizes { hidden, ..sizes };
        let weights = reader.floats(sizes.starts()[6])?;
        nets.push(Net { sizes, weights });
    }
    Ok(nets)
}

fn check(facts: &Facts) -> Result<(), ModelFileError> {
    let ring_of_one = Ring::ALL
        .into_iter()
        .any(|ring| facts.classes.ring(ring).len() < 2);
    if ring_of_one || facts.scale.len() != 2 * facts.classes.width() {
        return Err(ModelFileError::Unsound(
            "classes that do not fit its tables",
        ));
    }
    let sound = facts.calibration.iter().all(|ring| {
        ring.temperature.is_finite()
            && ring.temperature > 0.0
            && ring.shown_from.is_finite()
            && ring.sure_from.is_finite()
    });
    if sound && facts.scale.iter().all(|scale| scale.is_finite()) {
        Ok(())
    } else {
        Err(ModelFileError::Unsound("a calibration that cannot be"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(spoil: impl Fn(&mut Model)) -> ModelFileError {
        let mut model = Model::from_bytes(&Model::builtin().to_bytes()).unwrap();
        spoil(&mut model);
        Model::from_bytes(&model.to_bytes()).unwrap_err()
    }

    #[test]
    fn a_sound_model_comes_back_the_same() {
        let bytes = Model::builtin().to_bytes();
        assert!(Model::from_bytes(&bytes).unwrap().to_bytes() == bytes);
    }

    #[test]
    fn numbers_that_cannot_be_are_refused() {
        let not_a_number = ModelFileError::Unsound("a weight that is not a number");
        let spoilt = [
            refused(|model| model.nets[0].weights[7] = f32::NAN),
            refused(|model| model.linear.bias[1][0] = f32::INFINITY),
            refused(|model| model.linear.past[2].scale[0] = f32::NAN),
        ];
        assert!(spoilt.iter().all(|error| *error == not_a_number));
        let cold = refused(|model| model.facts.calibration[0].temperature = 0.0);
        assert_eq!(
            cold,
            ModelFileError::Unsound("a calibration that cannot be")
        );
        // JSON has no NaN: it becomes null, which is no number either
        let none = refused(|model| model.facts.scale[0] = f32::NAN);
        assert_eq!(none, ModelFileError::Unsound("facts that cannot be read"));
    }

    #[test]
    fn tables_for_other_classes_are_refused() {
        let short = refused(|model| {
            model.facts.scale.pop();
        });
        assert_eq!(
            short,
            ModelFileError::Unsound("classes that do not fit its tables")
        );
        refused(|model| model.linear.vocabularies.full.hashes.swap(0, 1));
        refused(|model| model.nets.clear());
    }
}
