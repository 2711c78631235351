//! The two files of a model: a mark, a version, facts as JSON, then tables, then a checksum.
//!
//! `LSTR` small tier: facts, vocabulary, words, nets. `LLTR` large tier: facts, vectors, nets; it
//! names the small tier that it stands on.

use super::bytes::checksum;
use super::seal::{ModelFileError, begun, closed, opened, sealed};
use super::tables::{linear, nets, put_linear, put_nets, put_vocabulary, vocabulary};
use super::{Calibration, Head, Large, Model};
use crate::classes::Classes;
use crate::linear::Linear;
use crate::recurrent::{Net, SHAPES};
use crate::vector::WIDTH;
use crate::vocabulary::Vocabulary;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use taxonomy::Ring;

const SMALL_MARK: &[u8; 4] = b"LSTR";
const LARGE_MARK: &[u8; 4] = b"LLTR";
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SmallFacts {
    classes: Classes,
    scale: Vec<f32>,
    calibration: [Calibration; 3],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LargeFacts {
    stands_on: String,
    encoder: String,
    scale: Vec<f32>,
    calibration: [Calibration; 3],
}

/// What training puts into a large tier.
pub(crate) struct LargeParts {
    pub encoder: String,
    pub vectors: Linear,
    pub head: Head,
}

impl Model {
    /// Puts a trained model together; its ids follow from its content.
    pub(crate) fn assemble(
        classes: Classes,
        vocabulary: Vocabulary,
        words: Linear,
        small: Head,
        large: Option<LargeParts>,
    ) -> Self {
        let mut model = Self {
            id: "".into(),
            classes,
            vocabulary,
            words,
            small,
            large: large.map(|parts| Large {
                id: "".into(),
                encoder: parts.encoder,
                vectors: parts.vectors,
                head: parts.head,
            }),
        };
        model.id = id_of("small", checksum(&model.small_content()));
        let content = model.large_content();
        if let (Some(large), Some(content)) = (&mut model.large, content) {
            large.id = id_of("large", checksum(&content));
        }
        model
    }

    /// The small tier as a file.
    pub fn small_bytes(&self) -> Vec<u8> {
        sealed(self.small_content())
    }

    /// The large tier as a file, if there is one.
    pub fn large_bytes(&self) -> Option<Vec<u8>> {
        self.large_content().map(sealed)
    }

    fn small_content(&self) -> Vec<u8> {
        let facts = SmallFacts {
            classes: self.classes.clone(),
            scale: self.small.scale.clone(),
            calibration: self.small.calibration,
        };
        let mut out = begun(SMALL_MARK, &facts);
        put_vocabulary(&mut out, &self.vocabulary);
        put_linear(&mut out, &self.words);
        put_nets(&mut out, &self.small.nets);
        out
    }

    fn large_content(&self) -> Option<Vec<u8>> {
        let large = self.large.as_ref()?;
        let facts = LargeFacts {
            stands_on: self.id.to_string(),
            encoder: large.encoder.clone(),
            scale: large.head.scale.clone(),
            calibration: large.head.calibration,
        };
        let mut out = begun(LARGE_MARK, &facts);
        put_linear(&mut out, &large.vectors);
        put_nets(&mut out, &large.head.nets);
        Some(out)
    }

    /// Reads the files of a model.
    ///
    /// # Errors
    /// As [`Model::load`].
    pub fn from_bytes(small: &[u8], large: Option<&[u8]>) -> Result<Self, ModelFileError> {
        let (facts, mut reader): (SmallFacts, _) = opened(small, SMALL_MARK)?;
        let classes = facts.classes;
        if Ring::ALL
            .into_iter()
            .any(|ring| classes.ring(ring).len() < 2)
        {
            return Err(ModelFileError::Unsound(UNFIT));
        }
        let width = classes.width();
        let vocabulary = vocabulary(&mut reader)?;
        let rows = (vocabulary.len(), vocabulary.lasting());
        let words = linear(&mut reader, rows, width)?;
        let nets = nets(&mut reader, 2 * width + SHAPES, width)?;
        let id = id_of("small", closed(&reader, small)?);
        let small = head(facts.scale, facts.calibration, nets, 2 * width)?;
        let large = match large {
            Some(bytes) => Some(large_tier(bytes, &id, width)?),
            None => None,
        };
        Ok(Self {
            id,
            classes,
            vocabulary,
            words,
            small,
            large,
        })
    }
}

fn large_tier(bytes: &[u8], id: &Arc<str>, width: usize) -> Result<Large, ModelFileError> {
    let (facts, mut reader): (LargeFacts, _) = opened(bytes, LARGE_MARK)?;
    if *facts.stands_on != **id {
        return Err(ModelFileError::OtherModel {
            wanted: facts.stands_on,
            found: id.to_string(),
        });
    }
    let vectors = linear(&mut reader, (WIDTH, WIDTH), width)?;
    let nets = nets(&mut reader, 4 * width + SHAPES, width)?;
    let id = id_of("large", closed(&reader, bytes)?);
    Ok(Large {
        id,
        encoder: facts.encoder,
        vectors,
        head: head(facts.scale, facts.calibration, nets, 4 * width)?,
    })
}

const UNFIT: &str = "classes that do not fit its tables";

fn id_of(tier: &str, sum: u64) -> Arc<str> {
    format!("{tier}-{:08x}", sum >> 32).into()
}

fn head(
    scale: Vec<f32>,
    calibration: [Calibration; 3],
    nets: Vec<Net>,
    evidence: usize,
) -> Result<Head, ModelFileError> {
    if scale.len() != evidence {
        return Err(ModelFileError::Unsound(UNFIT));
    }
    let sound = calibration.iter().all(|ring| {
        let limits = [ring.shown_from, ring.sure_from, ring.second_from];
        ring.temperature.is_finite()
            && ring.temperature > 0.0
            && limits.iter().all(|limit| limit.is_finite())
    });
    if sound && scale.iter().all(|scale| scale.is_finite()) {
        Ok(Head {
            scale,
            calibration,
            nets,
        })
    } else {
        Err(ModelFileError::Unsound("a calibration that cannot be"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(spoil: impl Fn(&mut Model)) -> ModelFileError {
        let mut model = Model::from_bytes(&Model::builtin().small_bytes(), None).unwrap();
        spoil(&mut model);
        Model::from_bytes(&model.small_bytes(), None).unwrap_err()
    }

    #[test]
    fn a_sound_model_comes_back_the_same() {
        let model = Model::builtin();
        let (small, large) = (model.small_bytes(), model.large_bytes().unwrap());
        let read = Model::from_bytes(&small, Some(&large)).unwrap();
        assert!(read.small_bytes() == small && read.large_bytes().unwrap() == large);
    }

    #[test]
    fn numbers_that_cannot_be_are_refused() {
        let not_a_number = ModelFileError::Unsound("a weight that is not a number");
        let spoilt = [
            refused(|model| model.small.nets[0].weights[7] = f32::NAN),
            refused(|model| model.words.bias[1][0] = f32::INFINITY),
            refused(|model| model.words.past[2].scale[0] = f32::NAN),
        ];
        assert!(spoilt.iter().all(|error| *error == not_a_number));
        let cold = refused(|model| model.small.calibration[0].temperature = 0.0);
        assert_eq!(
            cold,
            ModelFileError::Unsound("a calibration that cannot be")
        );
        // JSON has no NaN: it becomes null, which is no number either
        let none = refused(|model| model.small.scale[0] = f32::NAN);
        assert_eq!(none, ModelFileError::Unsound("facts that cannot be read"));
    }

    #[test]
    fn tables_for_other_classes_are_refused() {
        let short = refused(|model| {
            model.small.scale.pop();
        });
        assert_eq!(
            short,
            ModelFileError::Unsound("classes that do not fit its tables")
        );
        refused(|model| {
            let vocabulary = &model.vocabulary;
            let mut hashes = vocabulary.hashes().to_vec();
            hashes.swap(0, 1);
            model.vocabulary = Vocabulary::new(hashes, vocabulary.rarity().to_vec());
        });
        refused(|model| model.small.nets.clear());
    }
}
